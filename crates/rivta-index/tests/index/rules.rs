//! Section 2.5: the rules, their order and their texts, row by row.

use rivta_index::config::Configuration;
use rivta_index::engagement::{Engagement, Transaction};
use rivta_soap::{Fault, LogicalAddress};

use crate::scene::{OWNER, Scene, engagement, stored, wanted};

/// What the caller is told of an Update with these transactions.
async fn told(scene: &Scene, transactions: Vec<Transaction>) -> String {
    let refusal = scene.update(transactions).await.unwrap_err();
    let fault = Fault::from(refusal);
    assert!(scene.all().await.is_empty(), "a refused message stores nothing");
    fault.string
}

fn changed(change: impl FnOnce(&mut Engagement)) -> Vec<Transaction> {
    let mut wrong = engagement("14");
    change(&mut wrong);
    vec![stored(engagement("13")), stored(wrong)]
}

#[tokio::test]
async fn ei000_no_transaction_and_more_than_a_thousand() {
    let scene = Scene::new().await;
    assert_eq!(
        told(&scene, Vec::new()).await,
        "EI000: A technical error has occurred, error message: The request contains less than 1 engagements. Minium number of engagements per request is 1."
    );
    let many = |count: usize| (0..count).map(|n| stored(engagement(&n.to_string()))).collect();
    assert_eq!(
        told(&scene, many(1001)).await,
        "EI000: A technical error has occurred, error message: The request contains more than 1000 engagements. Maximum number of engagements per request is 1000."
    );
    scene.update(many(1000)).await.unwrap();
    assert_eq!(scene.all().await.len(), 1000);
}

#[tokio::test]
async fn ei002_the_same_key_twice_with_both_positions() {
    let scene = Scene::new().await;
    let twice = vec![
        stored(engagement("1")),
        stored(engagement("2")),
        stored(engagement("1")),
    ];
    assert_eq!(
        told(&scene, twice).await,
        "EI002: EngagementTransaction #1 and #3 have the same key. That is not allowed. See rule for Update-R1 in service contract"
    );
}

#[tokio::test]
async fn ei003_another_address_unless_it_is_the_alternative_or_nobody_checks() {
    let call = async |configuration: Configuration, to: Option<&str>| {
        let scene = Scene::with(configuration).await;
        let to = to.map(|to| LogicalAddress::new(to).unwrap());
        let outcome = scene
            .index
            .update(to.as_ref(), vec![stored(engagement("13"))], "c")
            .await;
        outcome.map_err(|refusal| Fault::from(refusal).string)
    };
    let strict = || Configuration::of(OWNER);
    let text = |found: &str| {
        Err(format!(
            "EI003: Invalid routing. Logical address is {found} but the owner is 5565594230. They must be the same. See rule for Update-R7 in service contract"
        ))
    };
    assert_eq!(call(strict(), Some("556500000")).await, text("556500000"));
    assert_eq!(call(strict(), None).await, text("missing"));
    assert_eq!(call(strict(), Some(OWNER)).await, Ok(()));
    let alternative = Configuration {
        alternative_hsa_id: Some("556500000".to_owned()),
        ..strict()
    };
    assert_eq!(call(alternative, Some("556500000")).await, Ok(()));
    let unchecked = Configuration {
        check_address: false,
        ..strict()
    };
    assert_eq!(call(unchecked, Some("anybody")).await, Ok(()));
}

type Change = fn(&mut Engagement);

#[tokio::test]
async fn ei004_white_space_absence_and_length_of_every_field() {
    let long: [(Change, &str, usize); 8] = [
        (
            |it| it.resident = "1".repeat(33),
            "registeredResidentIdentification",
            32,
        ),
        (|it| it.service_domain = "x".repeat(256), "serviceDomain", 255),
        (|it| it.categorization = "x".repeat(256), "categorization", 255),
        (|it| it.logical_address = "x".repeat(65), "logicalAddress", 64),
        (
            |it| it.business_object = "x".repeat(129),
            "businessObjectInstanceIdentifier",
            128,
        ),
        (|it| it.care_process = "x".repeat(129), "clinicalProcessInterestId", 128),
        (|it| it.source_system = "x".repeat(65), "sourceSystem", 64),
        (|it| it.data_controller = "x".repeat(65), "dataController", 64),
    ];
    let fields: [fn(&mut Engagement) -> &mut String; 8] = [
        |it| &mut it.resident,
        |it| &mut it.service_domain,
        |it| &mut it.categorization,
        |it| &mut it.logical_address,
        |it| &mut it.business_object,
        |it| &mut it.care_process,
        |it| &mut it.source_system,
        |it| &mut it.data_controller,
    ];
    let scene = Scene::new().await;
    for ((lengthen, name, _), field) in long.into_iter().zip(fields) {
        let problem = |what: String| format!("EI004: The payload does not validate, error messge: {what}");
        assert_eq!(
            told(&scene, changed(lengthen)).await,
            problem(format!("Field \"{name}\" is to long"))
        );
        assert_eq!(
            told(&scene, changed(|it| field(it).clear())).await,
            problem(format!("mandatory field \"{name}\" is missing"))
        );
        for padded in [" x", "x ", "\tx"] {
            assert_eq!(
                told(&scene, changed(|it| *field(it) = padded.to_owned())).await,
                problem(format!(
                    "mandatory field \"{name}\" contains white space in beginning or end"
                ))
            );
        }
    }
}

#[tokio::test]
async fn a_moment_that_is_none_has_no_code_and_the_index_s_own_times_have() {
    const LONG: &str = "202605011200001";
    let scene = Scene::new().await;
    for text in ["", "2026", "20260230120000", "20260501250000", "x"] {
        let fault = told(&scene, changed(|it| it.most_recent_content = Some(text.to_owned()))).await;
        assert_eq!(
            fault,
            "Input date is not according to expected format \"YYYYMMDDhhmmss\""
        );
    }
    let too_long: [(Change, &str); 3] = [
        (|it| it.most_recent_content = Some(LONG.to_owned()), "mostRecentContent"),
        (|it| it.creation_time = Some(LONG.to_owned()), "creationTime"),
        (|it| it.update_time = Some(LONG.to_owned()), "updateTime"),
    ];
    for (change, name) in too_long {
        assert_eq!(
            told(&scene, changed(change)).await,
            format!("EI004: The payload does not validate, error messge: Field \"{name}\" is to long")
        );
    }
    let times: [(Change, &str); 2] = [
        (|it| it.creation_time = Some("x".to_owned()), "creationTime"),
        (|it| it.update_time = Some("x".to_owned()), "updateTime"),
    ];
    for (change, name) in times {
        assert_eq!(
            told(&scene, changed(change)).await,
            format!(
                "EI004: The payload does not validate, error messge: Field \"{name}\": Input date is not according to expected format \"YYYYMMDDhhmmss\""
            )
        );
    }
}

#[tokio::test]
async fn ei005_and_ei006_the_platform_s_own_addresses_with_their_position() {
    let configuration = Configuration {
        reserved: vec!["VP".to_owned()],
        ..Configuration::of(OWNER)
    };
    let scene = Scene::with(configuration).await;
    for reserved in [OWNER, "VP"] {
        assert_eq!(
            told(&scene, changed(|it| it.logical_address = reserved.to_owned())).await,
            format!(
                "EI005: The logicalAddress in EngagementTransaction #2 is reserved and not allowed, hsa-id: {reserved}"
            )
        );
        assert_eq!(
            told(&scene, changed(|it| it.source_system = reserved.to_owned())).await,
            format!(
                "EI006: The sourceSystem in EngagementTransaction #2 is reserved and not allowed, hsa-id: {reserved}"
            )
        );
    }
}

/// Each step comes before the next: a transaction that breaks all is refused for the first.
#[tokio::test]
async fn the_rules_are_asked_in_their_order() {
    let scene = Scene::new().await;
    let mut wrong = Engagement {
        most_recent_content: Some("no moment".to_owned()),
        care_process: " ".to_owned(),
        logical_address: OWNER.to_owned(),
        source_system: OWNER.to_owned(),
        data_controller: String::new(),
        resident: "1".repeat(33),
        update_time: Some("no moment".to_owned()),
        ..engagement("13")
    };
    let repairs: [(&str, Change); 6] = [
        ("Input date", |it| it.most_recent_content = None),
        (
            "EI004: The payload does not validate, error messge: mandatory field \"clinicalProcessInterestId\" contains",
            |it| {
                it.care_process = "NA".to_owned();
            },
        ),
        ("EI005", |it| it.logical_address = "13".to_owned()),
        ("EI006", |it| it.source_system = "13".to_owned()),
        (
            "EI004: The payload does not validate, error messge: mandatory field \"dataController\" is missing",
            |it| {
                it.data_controller = "13".to_owned();
            },
        ),
        (
            "EI004: The payload does not validate, error messge: Field \"registeredResidentIdentification\" is",
            |it| {
                it.resident = "1".to_owned();
            },
        ),
    ];
    for (beginning, repair) in repairs {
        let fault = told(&scene, vec![stored(wrong.clone())]).await;
        assert!(fault.starts_with(beginning), "{fault}");
        repair(&mut wrong);
    }
    let fault = told(&scene, vec![stored(wrong)]).await;
    assert!(fault.contains("\"updateTime\""), "{fault}");
}

#[tokio::test]
async fn a_search_names_a_resident_and_a_domain() {
    let scene = Scene::new().await;
    let fault = async |wanted: Engagement| Fault::from(scene.index.find(&wanted).await.err().unwrap()).string;
    let missing =
        |what: &str| format!("EI000: A technical error has occurred, error message: {what} is mandatory but missing");
    let mut search = wanted();
    search.resident.clear();
    assert_eq!(fault(search).await, missing("registeredResidentIdentification"));
    let mut search = wanted();
    search.service_domain.clear();
    assert_eq!(fault(search).await, missing("serviceDomain"));
    let mut search = wanted();
    search.most_recent_content = Some("2026".to_owned());
    assert!(fault(search).await.starts_with("Input date"));
}
