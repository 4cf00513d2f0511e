//! Messages as a source would send them, for the tests of this crate.
// Optional elements are made as they are put in.
#![allow(clippy::unnecessary_wraps)]

use chrono::{NaiveDate, NaiveDateTime};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::TypeOfExemptionEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::identity::{PersonIdentity, oid};
use rivta_soap::value::Decimal;
use rivta_soap::xml::Simple;
use uuid::Uuid;

pub(crate) const TODAY: &str = "20260615";

pub(crate) fn today() -> NaiveDate {
    day(TODAY)
}

pub(crate) fn noon() -> NaiveDateTime {
    today().and_hms_opt(12, 0, 0).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    rivta_soap::time::parse_date(text).unwrap()
}

pub(crate) fn tolvan() -> PersonIdentity {
    PersonIdentity::from_root_extension(oid::PERSONNUMMER, "191212121212").unwrap()
}

pub(crate) fn identity(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: Some(extension.to_owned()),
        any: Vec::new(),
    }
}

pub(crate) fn date(text: &str) -> Option<DateType> {
    Some(DateType::new(text).unwrap())
}

pub(crate) fn time(text: &str) -> Option<TimeStampType> {
    Some(TimeStampType::new(text).unwrap())
}

/// A fee paid and registered at noon of `visited`.
pub(crate) fn transaction(visited: &str, amount: &str) -> TransactionType {
    TransactionType {
        fee: Some(AmountType {
            amount: Decimal::parse(amount).unwrap(),
            currency: CVType {
                code: Some("SEK".to_owned()),
                code_system: Some(oid::CURRENCY.to_owned()),
                ..CVType::default()
            },
            any: Vec::new(),
        }),
        date_of_visit: date(visited),
        time_of_registration: time(&format!("{visited}120000")),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: Some(identity(oid::HSA_ID, "SE1-GIVER")),
        care_unit: Some(identity(oid::HSA_ID, "SE1-UNIT")),
        any: Vec::new(),
    }
}

/// A card given for the fees from `start` on, valid from `from` to `end`.
pub(crate) fn card(number: &str, start: &str, from: &str, end: &str) -> ExemptionType {
    let period = |start, end| DatePeriodType {
        start: date(start),
        end: date(end),
        any: Vec::new(),
    };
    ExemptionType {
        id: number.to_owned(),
        high_cost_protection_period: period(start, end),
        exemption_period: period(from, end),
        type_of_exemption: TypeOfExemptionEnum::CareVisit,
        region: identity(oid::HSA_ID, "13"),
        any: Vec::new(),
    }
}

pub(crate) fn about(
    patient: &PersonIdentity,
    transactions: Vec<TransactionType>,
    exemptions: Vec<ExemptionType>,
) -> FeeExemptionType {
    let patient_id = identity(patient.root(), patient.extension());
    FeeExemptionType {
        patient_id,
        transactions,
        exemptions,
        any: Vec::new(),
    }
}

pub(crate) fn message(id: Uuid, fee_exemption: Vec<FeeExemptionType>) -> ProcessExemptionStatusesType {
    let request_id = IIType {
        root: id.to_string(),
        extension: None,
        any: Vec::new(),
    };
    ProcessExemptionStatusesType {
        request_id,
        fee_exemption,
        any: Vec::new(),
    }
}
