//! The message that is measured: a patient with many visits, and far more than any patient has.

use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::TypeOfExemptionEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::value::Decimal;

use crate::codecs;

/// The sizes of the message.
pub const SIZES: [(&str, usize); 2] = [("12 KB", 12 * 1024), ("1 MB", 1024 * 1024)];

/// A disclosure that is at least so many bytes long when it is encoded.
pub fn disclosure_of(size: usize) -> ProcessExemptionStatusesType {
    let mut disclosure = ProcessExemptionStatusesType {
        request_id: identifier("5f7f5a7e-3f4a-4c9b-9b53-0f2f1f6f6d10", None),
        fee_exemption: vec![FeeExemptionType {
            patient_id: identifier("1.2.752.129.2.1.3.1", Some("191212121212")),
            transactions: Vec::new(),
            exemptions: vec![exemption()],
            any: Vec::new(),
        }],
        any: Vec::new(),
    };
    let without = codecs::rivta_encode(&disclosure).len();
    disclosure.fee_exemption[0].transactions.push(transaction(0));
    let each = codecs::rivta_encode(&disclosure).len() - without;
    let count = (size.saturating_sub(without)) / each + 1;
    disclosure.fee_exemption[0].transactions = (0..count).map(transaction).collect();
    disclosure
}

fn transaction(index: usize) -> TransactionType {
    let day = index % 28 + 1;
    TransactionType {
        fee: Some(AmountType {
            amount: Decimal::new(format!("{}.00", 100 + index % 250)).unwrap(),
            currency: CVType {
                code: Some("SEK".to_owned()),
                code_system: Some("1.0.4217".to_owned()),
                ..CVType::default()
            },
            any: Vec::new(),
        }),
        date_of_visit: Some(DateType::new(format!("202601{day:02}")).unwrap()),
        time_of_registration: Some(TimeStampType::new(format!("202601{day:02}101500")).unwrap()),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: Some(identifier("1.2.752.129.2.1.4.1", Some("SE2321000016-GIVER"))),
        care_unit: Some(identifier("1.2.752.129.2.1.4.1", Some("SE2321000016-UNIT"))),
        any: Vec::new(),
    }
}

fn exemption() -> ExemptionType {
    ExemptionType {
        id: "F-1".to_owned(),
        high_cost_protection_period: period("20250425", "20260424"),
        exemption_period: period("20251101", "20260424"),
        type_of_exemption: TypeOfExemptionEnum::CareVisit,
        region: identifier("1.2.752.129.2.1.4.1", Some("SE2321000016-REGION")),
        any: Vec::new(),
    }
}

fn period(start: &str, end: &str) -> DatePeriodType {
    DatePeriodType {
        start: Some(DateType::new(start).unwrap()),
        end: Some(DateType::new(end).unwrap()),
        any: Vec::new(),
    }
}

fn identifier(root: &str, extension: Option<&str>) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: extension.map(str::to_owned),
        any: Vec::new(),
    }
}
