//! `financial:patientfees:exemption`.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    ActorType, AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, ResultCodeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesResponseType, ProcessExemptionStatusesType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesType,
};
use rivta_soap::Contract;
use rivta_soap::value::Decimal;

use super::{any_of, assert_round_trip, extensions, text};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn requests(value in request()) {
        assert_round_trip(
            &RequestExemptionStatuses::REQUEST,
            RequestExemptionStatuses::REQUEST_NAMESPACES,
            &value,
        );
    }

    #[test]
    fn disclosures(value in disclosure()) {
        assert_round_trip(
            &ProcessExemptionStatuses::REQUEST,
            ProcessExemptionStatuses::REQUEST_NAMESPACES,
            &value,
        );
    }

    #[test]
    fn results(result_code in any_of(&ResultCodeEnum::ALL), result_text in of(text()), any in extensions()) {
        assert_round_trip(
            &ProcessExemptionStatuses::RESPONSE,
            ProcessExemptionStatuses::RESPONSE_NAMESPACES,
            &ProcessExemptionStatusesResponseType { result_code, result_text, any },
        );
    }
}

fn request() -> impl Strategy<Value = RequestExemptionStatusesType> {
    (identifier(), identifier(), actor(), text(), extensions()).prop_map(
        |(request_id, patient_id, actor, response_logical_address, any)| RequestExemptionStatusesType {
            request_id,
            patient_id,
            actor,
            response_logical_address,
            any,
        },
    )
}

fn actor() -> impl Strategy<Value = ActorType> {
    let kind = any_of(&ActorTypeEnum::ALL);
    (kind, identifier(), of(identifier()), extensions()).prop_map(|(actor_type_enum, actor_id, care_giver_id, any)| {
        ActorType {
            actor_type_enum,
            actor_id,
            care_giver_id,
            any,
        }
    })
}

fn disclosure() -> impl Strategy<Value = ProcessExemptionStatusesType> {
    (identifier(), vec(fee_exemption(), 0..3), extensions()).prop_map(|(request_id, fee_exemption, any)| {
        ProcessExemptionStatusesType {
            request_id,
            fee_exemption,
            any,
        }
    })
}

fn fee_exemption() -> impl Strategy<Value = FeeExemptionType> {
    let parts = (
        identifier(),
        vec(transaction(), 0..4),
        vec(exemption(), 0..3),
        extensions(),
    );
    parts.prop_map(|(patient_id, transactions, exemptions, any)| FeeExemptionType {
        patient_id,
        transactions,
        exemptions,
        any,
    })
}

fn transaction() -> impl Strategy<Value = TransactionType> {
    let parts = (
        of(amount()),
        of(date()),
        of(time_stamp()),
        any_of(&TypeOfExemptionEnum::ALL),
        of(identifier()),
        of(identifier()),
        extensions(),
    );
    parts.prop_map(
        |(fee, date_of_visit, time_of_registration, type_of_fee, care_giver, care_unit, any)| TransactionType {
            fee,
            date_of_visit,
            time_of_registration,
            type_of_fee,
            care_giver,
            care_unit,
            any,
        },
    )
}

fn exemption() -> impl Strategy<Value = ExemptionType> {
    let kind = any_of(&TypeOfExemptionEnum::ALL);
    let parts = (text(), period(), period(), kind, identifier(), extensions());
    parts.prop_map(
        |(id, high_cost_protection_period, exemption_period, type_of_exemption, region, any)| ExemptionType {
            id,
            high_cost_protection_period,
            exemption_period,
            type_of_exemption,
            region,
            any,
        },
    )
}

fn amount() -> impl Strategy<Value = AmountType> {
    let amount = "[+-]?([0-9]{1,12}(\\.[0-9]{0,4})?|\\.[0-9]{1,4})";
    let amount = amount.prop_map(|digits| Decimal::new(digits).unwrap());
    (amount, code(), extensions()).prop_map(|(amount, currency, any)| AmountType { amount, currency, any })
}

fn code() -> impl Strategy<Value = CVType> {
    let parts = (
        of(text()),
        of(text()),
        of(text()),
        of(text()),
        of(text()),
        of(text()),
        extensions(),
    );
    parts.prop_map(
        |(code, code_system, code_system_name, code_system_version, display_name, original_text, any)| CVType {
            code,
            code_system,
            code_system_name,
            code_system_version,
            display_name,
            original_text,
            any,
        },
    )
}

fn period() -> impl Strategy<Value = DatePeriodType> {
    (of(date()), of(date()), extensions()).prop_map(|(start, end, any)| DatePeriodType { start, end, any })
}

fn identifier() -> impl Strategy<Value = IIType> {
    (text(), of(text()), extensions()).prop_map(|(root, extension, any)| IIType { root, extension, any })
}

fn date() -> impl Strategy<Value = DateType> {
    "(19|20)[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])".prop_map(|text| DateType::new(text).unwrap())
}

fn time_stamp() -> impl Strategy<Value = TimeStampType> {
    "20[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
        .prop_map(|text| TimeStampType::new(text).unwrap())
}
