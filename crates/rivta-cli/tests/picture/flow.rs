//! The flow diagrams of the contract: index update, request, disclosure.

use crate::platform::NATIONAL;
use crate::source::{Deed, Event, Message, fee};
use crate::stage::{OVERALL, PERSON, Part, Stage, finish, states};

const HALLAND: &str = "SE2321000115-FRIK";
const VGR: &str = "SE2321000131-FRIK";
const AGENT: &str = "SE5560000001-AGENT";

#[tokio::test(flavor = "multi_thread")]
async fn an_event_in_a_region_is_told_to_the_index_asked_for_and_disclosed() {
    let parts = vec![Part::card_system(HALLAND, &["13"]), Part::card_system(VGR, &["14"])];
    let stage = Stage::set(parts).await;
    assert!(stage.picture().await.no_engagement, "nobody knows the person yet");

    for ((_, _, system), (county, kronor)) in stage.card_systems.iter().zip([("13", 100), ("14", 250)]) {
        system.register((county, &[(PERSON, kronor)])).await;
    }
    stage.until_known(PERSON, 2).await;
    let summary = stage.picture().await;
    assert_eq!(states(&summary), [("13", "answered"), ("14", "answered")]);
    assert_eq!((summary.sum, summary.complete), (350.into(), true));
    assert_eq!(stage.inbox.open_requests(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_card_system_is_asked_and_answers_for_each_of_its_regions() {
    let stage = Stage::set(vec![Part::card_system(AGENT, &["17", "18"])]).await;
    let (_, _, system) = &stage.card_systems[0];
    system.register(("17", &[(PERSON, 100)])).await;
    system.register(("18", &[(PERSON, 250)])).await;
    stage.until_known(PERSON, 2).await;
    let question = stage.ask(OVERALL);
    let summary = finish(question).await;
    assert_eq!((summary.sum, summary.complete), (350.into(), true), "{summary:?}");
    assert_eq!(states(&summary)[..2], [("17", "answered"), ("18", "answered")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_source_for_several_regions_is_asked_once_and_answers_for_each() {
    let for_region = |principal, kronor| Message {
        principal: Some(principal),
        ..fee(kronor)
    };
    let messages = vec![
        for_region("SE2321000156-A000", 100),
        for_region("SE2321000164-A000", 60),
    ];
    let mut stage = Stage::set(vec![Part::scripted(AGENT, AGENT, Deed::Discloses(messages))]).await;
    // Two posts for one source, of two regions.
    stage.post(AGENT, ("17", AGENT), 0).await;
    stage.post(AGENT, ("18", AGENT), 1).await;
    // The catalogue is asked about the posts' addresses.
    let summary = stage.picture().await;
    assert!(summary.no_engagement, "the asker may not ask about 17 and 18");

    stage.post(AGENT, (AGENT, AGENT), 0).await;
    let summary = stage.picture().await;
    assert_eq!(states(&summary), [(AGENT, "answered")]);
    assert_eq!((summary.sum, summary.complete), (160.into(), true));
    let regions: Vec<_> = summary.sources[0].answered_for.iter().map(|it| it.region).collect();
    assert_eq!(regions, [Some("Värmland"), Some("Örebro")]);
    let asked = std::iter::from_fn(|| stage.events.try_recv().ok()).filter(|event| matches!(event, Event::Asked(_)));
    assert_eq!(asked.count(), 1, "one request");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_twelve_months_is_not_asked_for() {
    let answers = || Deed::Discloses(vec![fee(100)]);
    let parts = vec![
        Part::scripted(HALLAND, "13", answers()),
        Part::scripted(VGR, "14", answers()),
    ];
    let stage = Stage::set(parts).await;
    stage.post(HALLAND, ("13", "13"), 13).await;
    assert!(stage.picture().await.no_engagement);
    stage.post(VGR, ("14", "14"), 11).await;
    let summary = stage.picture().await;
    assert_eq!(states(&summary), [("14", "answered")]);
    assert!(summary.complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_posts_of_one_source_are_one_request() {
    let mut stage = Stage::set(vec![Part::scripted(VGR, "14", Deed::Discloses(vec![fee(100)]))]).await;
    stage.post(VGR, ("14", "14"), 0).await;
    // Another key: the content is the same source's.
    stage.post(VGR, ("SE2321000131-UNIT", "14"), 2).await;
    let summary = stage.picture().await;
    assert_eq!(states(&summary), [("14", "answered")]);
    assert_eq!(summary.sum, 100.into());
    stage.until(&Event::Asked("14".to_owned())).await;
    let asked = std::iter::from_fn(|| stage.events.try_recv().ok()).any(|event| matches!(event, Event::Asked(_)));
    assert!(!asked, "asked twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_the_asker_may_not_ask_is_not_asked() {
    let forbidden = Part {
        permitted: false,
        ..Part::scripted(HALLAND, "13", Deed::Discloses(vec![fee(70)]))
    };
    let parts = vec![forbidden, Part::scripted(VGR, "14", Deed::Discloses(vec![fee(100)]))];
    let stage = Stage::set(parts).await;
    stage.post_all(&[(HALLAND, "13"), (VGR, "14")]).await;
    let summary = stage.picture().await;
    assert_eq!(states(&summary), [("14", "answered")]);
    assert_eq!((summary.sum, summary.complete), (100.into(), true));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_region_and_an_agent_are_asked_directly_as_before() {
    let agent = Message {
        principal: Some("SE2321000156-A000"),
        ..fee(60)
    };
    let parts = vec![
        Part::scripted(VGR, "14", Deed::Discloses(vec![fee(100)])),
        Part::scripted(AGENT, AGENT, Deed::Discloses(vec![agent])),
    ];
    let stage = Stage::set(parts).await;
    // The index knows nothing and is not asked.
    for (address, sum) in [("14", 100), (AGENT, 60)] {
        let summary = finish(stage.ask_at(address, OVERALL)).await;
        assert_eq!(states(&summary), [(address, "answered")]);
        assert_eq!((summary.sum, summary.complete), (sum.into(), true));
    }
    assert!(finish(stage.ask_at(NATIONAL, OVERALL)).await.no_engagement);
}
