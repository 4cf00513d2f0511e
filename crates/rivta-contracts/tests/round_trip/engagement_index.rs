//! `itintegration:engagementindex`.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use rivta_contracts::itintegration_engagementindex_1_0::core::{
    EngagementTransactionType, EngagementType, RegisteredResidentIdentificationType, ResultCodeEnum, TS,
};
use rivta_contracts::itintegration_engagementindex_1_0::find_content::{
    FindContent, FindContentResponseType, FindContentType,
};
use rivta_contracts::itintegration_engagementindex_1_0::get_updates::{
    GetUpdates, GetUpdatesResponseType, GetUpdatesType, RegisteredResidentEngagementType,
};
use rivta_contracts::itintegration_engagementindex_1_0::process_notification::{
    ProcessNotification, ProcessNotificationResponseType, ProcessNotificationType,
};
use rivta_contracts::itintegration_engagementindex_1_0::update::{Update, UpdateResponseType, UpdateType};
use rivta_soap::Contract;
use rivta_soap::value::AnyUri;

use super::{any_of, assert_round_trip, extensions, text};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn updates(engagement_transaction in vec(transaction(), 1..4), any in extensions()) {
        let value = UpdateType { engagement_transaction, any };
        assert_round_trip(&Update::REQUEST, Update::REQUEST_NAMESPACES, &value);
    }

    #[test]
    fn notifications(engagement_transaction in vec(transaction(), 1..4), any in extensions()) {
        let value = ProcessNotificationType { engagement_transaction, any };
        assert_round_trip(&ProcessNotification::REQUEST, ProcessNotification::REQUEST_NAMESPACES, &value);
    }

    #[test]
    fn results(result_code in any_of(&ResultCodeEnum::ALL), comment in of(text()), any in extensions()) {
        let value = UpdateResponseType { result_code: result_code.clone(), comment: comment.clone(), any: any.clone() };
        assert_round_trip(&Update::RESPONSE, Update::RESPONSE_NAMESPACES, &value);
        let value = ProcessNotificationResponseType { result_code, comment, any };
        assert_round_trip(&ProcessNotification::RESPONSE, ProcessNotification::RESPONSE_NAMESPACES, &value);
    }

    #[test]
    fn searches(value in search()) {
        assert_round_trip(&FindContent::REQUEST, FindContent::REQUEST_NAMESPACES, &value);
    }

    #[test]
    fn answers(engagement in vec(engagement(), 0..4), any in extensions()) {
        let value = FindContentResponseType { engagement, any };
        assert_round_trip(&FindContent::RESPONSE, FindContent::RESPONSE_NAMESPACES, &value);
    }

    #[test]
    fn fetches(value in fetch()) {
        assert_round_trip(&GetUpdates::REQUEST, GetUpdates::REQUEST_NAMESPACES, &value);
    }

    #[test]
    fn fetched(
        response_is_complete in any::<bool>(),
        registered_resident_engagement in vec(resident(), 0..3),
        any in extensions(),
    ) {
        let value = GetUpdatesResponseType { response_is_complete, registered_resident_engagement, any };
        assert_round_trip(&GetUpdates::RESPONSE, GetUpdates::RESPONSE_NAMESPACES, &value);
    }
}

fn transaction() -> impl Strategy<Value = EngagementTransactionType> {
    (any::<bool>(), engagement(), extensions()).prop_map(|(delete_flag, engagement, any)| EngagementTransactionType {
        delete_flag,
        engagement,
        any,
    })
}

fn engagement() -> impl Strategy<Value = EngagementType> {
    let identity = (identification(), uri(), text(), text(), text(), text());
    let times = (of(time()), of(time()), of(time()));
    let systems = (text(), text(), of(text()));
    (identity, times, systems, extensions()).prop_map(|(identity, times, systems, any)| EngagementType {
        registered_resident_identification: identity.0,
        service_domain: identity.1,
        categorization: identity.2,
        logical_address: identity.3,
        business_object_instance_identifier: identity.4,
        clinical_process_interest_id: identity.5,
        most_recent_content: times.0,
        creation_time: times.1,
        update_time: times.2,
        source_system: systems.0,
        data_controller: systems.1,
        owner: systems.2,
        any,
    })
}

fn search() -> impl Strategy<Value = FindContentType> {
    let wanted = (identification(), uri(), of(text()), of(text()), of(text()), of(text()));
    let systems = (of(time()), of(text()), of(text()), of(text()));
    (wanted, systems, extensions()).prop_map(|(wanted, systems, any)| FindContentType {
        registered_resident_identification: wanted.0,
        service_domain: wanted.1,
        categorization: wanted.2,
        logical_address: wanted.3,
        business_object_instance_identifier: wanted.4,
        clinical_process_interest_id: wanted.5,
        most_recent_content: systems.0,
        source_system: systems.1,
        data_controller: systems.2,
        owner: systems.3,
        any,
    })
}

fn fetch() -> impl Strategy<Value = GetUpdatesType> {
    (uri(), time(), of(identification()), extensions()).prop_map(
        |(service_domain, time_stamp, registered_resident_last_fetched, mut any)| {
            // The only message whose schema lets no more than one extension through.
            any.truncate(1);
            GetUpdatesType {
                service_domain,
                time_stamp,
                registered_resident_last_fetched,
                any,
            }
        },
    )
}

fn resident() -> impl Strategy<Value = RegisteredResidentEngagementType> {
    (identification(), vec(engagement(), 0..3), extensions()).prop_map(
        |(registered_resident_identification, engagement, any)| RegisteredResidentEngagementType {
            registered_resident_identification,
            engagement,
            any,
        },
    )
}

fn identification() -> impl Strategy<Value = RegisteredResidentIdentificationType> {
    "[0-9]{8}[0-9A-Zptf]{4}".prop_map(|text| RegisteredResidentIdentificationType::new(text).unwrap())
}

fn time() -> impl Strategy<Value = TS> {
    "[1-9][0-9]{3}(0[1-9]|1[0-2])([0-2][0-9]|3[01])([01][0-9]|2[0-3])([0-5][0-9]){2}"
        .prop_map(|text| TS::new(text).unwrap())
}

fn uri() -> impl Strategy<Value = AnyUri> {
    "(riv(:[a-z]{1,8}){0,4})?".prop_map(AnyUri::new)
}
