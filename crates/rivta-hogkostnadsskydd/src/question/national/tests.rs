use std::sync::Arc;
use std::time::Duration;

use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::identity::{LogicalAddress, Personnummer, oid};
use rivta_soap::time::FixedClock;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::*;
use crate::ceiling::Ceilings;
use crate::inbox::Inbox;
use crate::question::Opening;
use crate::request::{Actor, Inquiry};
use crate::status::{StatusRecord, SynchFailure};
use crate::summary::Summary;
use crate::test_message::{about, identity, message, today, tolvan, transaction};
use crate::{Limits, Verdict};

const AGENT: &str = "SE5560000001-AGENT";
const REGION_13: &str = "SE2321000115-FRIK";
const REGION_14: &str = "SE2321000131-FRIK";
const REGION_17: &str = "SE2321000156-A000";

/// A question to the national address.
struct Stage {
    inbox: Inbox,
    question: Question,
    platform: Option<oneshot::Sender<Result<Option<StatusList>, Failure>>>,
}

impl Stage {
    fn set() -> Self {
        let inbox = Inbox::new(Arc::new(FixedClock::on(today())), Limits::default());
        let actor = Actor::Citizen(Personnummer::new("191212121212").unwrap());
        let national = LogicalAddress::new(LogicalAddress::NATIONAL).unwrap();
        let inquiry = Inquiry::new(tolvan(), actor, vec![national]);
        let mut opening = Opening::new(&inquiry, &inbox, &Ceilings::default()).unwrap();
        let source = opening.expect(Uuid::from_u128(1), &inquiry.sources[0]).unwrap();
        let (platform, answer) = oneshot::channel();
        opening.send(source, async move { answer.await.unwrap() });
        let question = opening.done();
        Self {
            inbox,
            question,
            platform: Some(platform),
        }
    }

    fn platform_answers(&mut self, answer: Result<Option<StatusList>, Failure>) {
        self.platform.take().unwrap().send(answer).unwrap();
    }

    /// The platform has reached these sources.
    fn listed(addresses: &[&str]) -> Self {
        let mut stage = Self::set();
        stage.platform_answers(Ok(Some(list(addresses))));
        stage
    }

    /// A source discloses one fee.
    fn discloses(&self, sender: impl Into<Sender>, amount: &str) -> Verdict {
        self.inbox.receive(sender, &fee_of("SE1-GIVER", amount))
    }

    /// Everything until the end; how long it took.
    async fn end(&mut self) -> Duration {
        let start = tokio::time::Instant::now();
        while self.question.next().await.is_some() {}
        start.elapsed()
    }

    fn states(&self) -> Vec<(&str, &str)> {
        let sources = self.question.sources();
        sources
            .map(|(source, state)| (source.address.as_str(), state.name()))
            .collect()
    }

    async fn summary(self) -> Summary {
        self.question.finish().await.unwrap()
    }
}

fn list(addresses: &[&str]) -> StatusList {
    let record = |address: &&str| StatusRecord {
        address: (*address).to_owned(),
        failure: None,
    };
    StatusList {
        records: addresses.iter().map(record).collect(),
        whole: true,
    }
}

fn unreached(address: &str) -> StatusRecord {
    let failure = SynchFailure {
        causing_agent: "virtualization_platform".to_owned(),
        code: "504".to_owned(),
        text: "Read timed out".to_owned(),
    };
    StatusRecord {
        address: address.to_owned(),
        failure: Some(failure),
    }
}

fn fee_of(care_giver: &str, amount: &str) -> ProcessExemptionStatusesType {
    let mut transaction = transaction("20260610", amount);
    transaction.care_giver = Some(identity(oid::HSA_ID, care_giver));
    message(
        Uuid::from_u128(1),
        vec![about(&tolvan(), vec![transaction], Vec::new())],
    )
}

fn nothing() -> ProcessExemptionStatusesType {
    message(Uuid::from_u128(1), Vec::new())
}

#[tokio::test(start_paused = true)]
async fn it_ends_when_all_that_the_platform_named_have_answered() {
    let mut stage = Stage::listed(&["13", "14"]);
    assert_eq!(stage.discloses(REGION_14, "100"), Verdict::Accepted);
    assert_eq!(stage.discloses(REGION_13, "200"), Verdict::Accepted);
    assert_eq!(stage.end().await, Duration::ZERO);
    assert_eq!(stage.states(), [("13", "answered"), ("14", "answered")]);
    assert_eq!(stage.discloses(REGION_14, "100"), Verdict::Late);
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (300.into(), true));
    assert!(!summary.no_engagement);
}

#[tokio::test(start_paused = true)]
async fn answers_are_shown_before_the_platform_says_whose_they_are() {
    let mut stage = Stage::set();
    stage.discloses(REGION_14, "100");
    stage.discloses(AGENT, "50");
    let mut seen = Vec::new();
    for _ in 0..3 {
        let progress = stage.question.next().await.unwrap();
        seen.push((progress.source.to_string(), progress.state.name()));
    }
    let shown = [
        ("5565594230", "asked"),
        ("Västra Götaland (SE2321000131-FRIK)", "answered"),
        (AGENT, "answered"),
    ];
    assert_eq!(seen, shown.map(|(source, state)| (source.to_owned(), state)));
    stage.platform_answers(Ok(Some(list(&["14", AGENT]))));
    assert_eq!(stage.end().await, Inquiry::LINGER);
    assert_eq!(stage.states(), [("14", "answered"), (AGENT, "answered")]);
    assert_eq!(stage.summary().await.sum, 150.into(), "nothing is counted twice");
}

#[tokio::test(start_paused = true)]
async fn nobody_asked_is_an_end_and_no_sum() {
    let mut stage = Stage::listed(&[]);
    assert_eq!(stage.end().await, Duration::ZERO);
    let summary = stage.summary().await;
    assert!(summary.no_engagement && summary.complete && summary.sources.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_source_the_platform_did_not_reach_has_failed_with_its_reason() {
    let mut stage = Stage::set();
    let mut list = list(&["13"]);
    list.records.push(unreached("14"));
    stage.platform_answers(Ok(Some(list)));
    stage.discloses(REGION_13, "200");
    assert_eq!(stage.end().await, Duration::ZERO, "nobody waits for it");
    let summary = stage.summary().await;
    let failed = &summary.sources[1];
    assert_eq!((failed.state, failed.cause), ("failed", Some("not_reached")));
    let reason = failed.reason.as_deref().unwrap();
    assert!(
        reason.ends_with("virtualization_platform: 504: Read timed out"),
        "{reason}"
    );
    assert!(!summary.complete);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_timed_out_may_answer_all_the_same() {
    let mut stage = Stage::set();
    let mut list = list(&["13"]);
    list.records.push(unreached("14"));
    stage.platform_answers(Ok(Some(list)));
    stage.discloses(REGION_14, "100");
    stage.discloses(REGION_13, "200");
    stage.end().await;
    assert_eq!(stage.states(), [("13", "answered"), ("14", "answered")]);
    assert!(stage.summary().await.complete);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_makes_the_silent_late() {
    let mut stage = Stage::listed(&["13", "14"]);
    stage.discloses(REGION_13, "200");
    assert_eq!(stage.end().await, Inquiry::PATIENCE);
    assert_eq!(stage.states(), [("13", "answered"), ("14", "late")]);
    assert_eq!(stage.discloses(REGION_14, "100"), Verdict::Late);
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (200.into(), false));
    assert_eq!(u128::from(summary.sources[1].after_ms), Inquiry::PATIENCE.as_millis());
}

#[tokio::test(start_paused = true)]
async fn an_agent_that_was_asked_once_answers_for_each_of_its_regions() {
    let mut stage = Stage::listed(&[AGENT]);
    let agent = |principal: &str| Sender::system(AGENT).for_principal(principal);
    stage.inbox.receive(agent(REGION_17), &fee_of(REGION_17, "100"));
    while stage.states() != [(AGENT, "answered")] {
        stage.question.next().await.unwrap();
    }
    tokio::time::advance(Inquiry::LINGER / 2).await;
    stage.inbox.receive(agent(REGION_13), &fee_of(REGION_13, "50"));
    assert_eq!(stage.end().await, Inquiry::LINGER, "counted from the latest");
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (150.into(), true));
    let regions: Vec<_> = summary.sources[0].answered_for.iter().map(|it| it.region).collect();
    assert_eq!(regions, [Some("Värmland"), Some("Halland")]);
    let of_fees: Vec<_> = summary.fees.iter().map(|fee| fee.source.region).collect();
    assert_eq!(of_fees, [Some("Värmland"), Some("Halland")]);
}

#[tokio::test(start_paused = true)]
async fn an_agent_asked_for_each_region_has_answered_when_all_of_them_have() {
    let mut stage = Stage::listed(&["13", "17"]);
    let agent = |principal: &str| Sender::system(AGENT).for_principal(principal);
    stage.inbox.receive(agent(REGION_17), &fee_of(REGION_17, "100"));
    stage.inbox.receive(agent(REGION_17), &fee_of(REGION_17, "100"));
    while !stage.states().contains(&("17", "answered")) {
        stage.question.next().await.unwrap();
    }
    assert_eq!(stage.states()[0], ("13", "accepted"));
    stage.inbox.receive(agent("SE2321000115-A000"), &nothing());
    assert_eq!(stage.end().await, Duration::ZERO);
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (100.into(), true));
}

#[tokio::test(start_paused = true)]
async fn one_message_of_an_agent_may_be_the_answer_of_several_regions() {
    let mut stage = Stage::listed(&["13", "17"]);
    let mut both = fee_of(REGION_17, "100");
    both.fee_exemption.extend(fee_of(REGION_13, "40").fee_exemption);
    stage.inbox.receive(AGENT, &both);
    assert_eq!(stage.end().await, Duration::ZERO);
    let summary = stage.summary().await;
    assert!(summary.complete);
    let mut of_fees: Vec<_> = summary.fees.iter().map(|fee| fee.source.address.as_str()).collect();
    of_fees.sort_unstable();
    assert_eq!(of_fees, ["13", "17"]);
}

#[tokio::test(start_paused = true)]
async fn an_unexpected_source_is_taken_and_ends_nothing() {
    let mut stage = Stage::listed(&["13", "14"]);
    stage.discloses("SE5560000009-X", "70");
    stage.discloses(REGION_13, "200");
    // It can only be 14, and might be an agent.
    assert_eq!(stage.end().await, Inquiry::LINGER);
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (270.into(), true));
    let expected: Vec<_> = summary.sources.iter().map(|it| (it.expected, it.state)).collect();
    assert_eq!(expected, [(true, "answered"), (true, "answered"), (false, "answered")]);

    let mut stage = Stage::listed(&["13", "14"]);
    stage.discloses("SE5560000009-X", "70");
    assert_eq!(
        stage.end().await,
        Inquiry::PATIENCE,
        "one stranger, two that are silent"
    );
    let states = [("13", "late"), ("14", "late"), ("SE5560000009-X", "answered")];
    assert_eq!(stage.states(), states);
}

#[tokio::test(start_paused = true)]
async fn two_principals_of_a_stranger_are_two_regions_but_may_be_one_agent() {
    for (sources, end) in [(["13", "14"], Inquiry::LINGER), (["13", AGENT], Inquiry::PATIENCE)] {
        let mut stage = Stage::listed(&sources);
        for principal in ["SE5560000008-A", "SE5560000008-B"] {
            let stranger = Sender::system("SE5560000009-X").for_principal(principal);
            stage.inbox.receive(stranger, &nothing());
        }
        assert_eq!(stage.end().await, end, "{sources:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_list_nobody_knows_how_many_there_are() {
    let mut stage = Stage::set();
    stage.platform_answers(Ok(None));
    stage.discloses(REGION_13, "200");
    assert_eq!(stage.end().await, Inquiry::PATIENCE);
    assert_eq!(stage.states(), [("5565594230", "late"), (REGION_13, "answered")]);
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (200.into(), false));
}

#[tokio::test(start_paused = true)]
async fn a_list_with_nameless_sources_is_not_all() {
    let mut stage = Stage::set();
    let whole = false;
    stage.platform_answers(Ok(Some(StatusList { whole, ..list(&["13"]) })));
    stage.discloses(REGION_13, "200");
    assert_eq!(stage.end().await, Inquiry::PATIENCE);
    assert_eq!(stage.states(), [("13", "answered"), ("5565594230", "late")]);
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_fails_may_have_asked_some() {
    let mut stage = Stage::set();
    stage.platform_answers(Err(Failure::NotAccepted("VP009".to_owned())));
    while !stage.states().contains(&("5565594230", "failed")) {
        stage.question.next().await.unwrap();
    }
    stage.discloses(REGION_13, "200");
    assert_eq!(stage.end().await, Inquiry::LINGER);
    assert_eq!(stage.states(), [("5565594230", "failed"), (REGION_13, "answered")]);
    let summary = stage.summary().await;
    assert_eq!((summary.sum, summary.complete), (200.into(), false));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_breaks_the_rules_fails_the_source_it_is_tied_to() {
    let mut stage = Stage::listed(&["13", "14"]);
    assert!(matches!(stage.discloses(REGION_13, "0"), Verdict::BrokenRules(_)));
    assert!(matches!(
        stage.discloses("SE5560000009-X", "0"),
        Verdict::BrokenRules(_)
    ));
    stage.discloses(REGION_14, "100");
    assert_eq!(stage.end().await, Duration::ZERO);
    let states = [("13", "failed"), ("14", "answered"), ("SE5560000009-X", "failed")];
    assert_eq!(stage.states(), states);
}
