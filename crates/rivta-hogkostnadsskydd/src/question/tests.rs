use std::future::{pending, ready};
use std::sync::Arc;
use std::time::Duration;

use rivta_soap::identity::{LogicalAddress, Personnummer};
use rivta_soap::time::FixedClock;

use super::*;
use crate::request::{Actor, Inquiry};
use crate::rules::Rule;
use crate::test_message::{about, message, today, tolvan, transaction};
use crate::{Limits, Verdict};

fn inbox() -> Inbox {
    Inbox::new(Arc::new(FixedClock::on(today())), Limits::default())
}

fn inquiry(addresses: &[&str]) -> Inquiry {
    let actor = Actor::Citizen(Personnummer::new("191212121212").unwrap());
    let sources = addresses
        .iter()
        .map(|address| LogicalAddress::new(*address).unwrap())
        .collect();
    Inquiry::new(tolvan(), actor, sources)
}

/// A question whose requests have the ids 1, 2, …; `deliver` is the fate of each.
fn open(inbox: &Inbox, addresses: &[&str], deliver: impl Fn(usize) -> Result<(), Failure>) -> Question {
    let inquiry = inquiry(addresses);
    let mut opening = Opening::new(&inquiry, inbox, &Ceilings::default()).unwrap();
    for (index, address) in inquiry.sources.iter().enumerate() {
        let source = opening.expect(Uuid::from_u128(index as u128 + 1), address).unwrap();
        opening.send(source, ready(deliver(index).map(|()| None)));
    }
    opening.done()
}

fn answer(inbox: &Inbox, id: u128, amount: &str) -> Verdict {
    let person = about(&tolvan(), vec![transaction("20260610", amount)], Vec::new());
    inbox.receive("SE1-REGION", &message(Uuid::from_u128(id), vec![person]))
}

async fn rest(question: &mut Question) -> Vec<String> {
    let mut seen = Vec::new();
    while let Some(progress) = question.next().await {
        seen.push(format!("{} {}", progress.source.address, progress.state.name()));
    }
    seen
}

#[tokio::test(start_paused = true)]
async fn a_question_ends_when_all_have_answered() {
    let inbox = inbox();
    let mut question = open(&inbox, &["13", "14"], |_| Ok(()));
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(question.next().await.unwrap().state);
    }
    assert_eq!(seen[..2], [SourceState::Asked, SourceState::Asked]);
    assert_eq!(seen[2..], [SourceState::Accepted, SourceState::Accepted]);
    // In another order than asked.
    assert_eq!(answer(&inbox, 2, "200"), Verdict::Accepted);
    assert_eq!(answer(&inbox, 1, "100"), Verdict::Accepted);
    assert_eq!(rest(&mut question).await, ["14 answered", "13 answered"]);
    assert_eq!(inbox.open_requests(), 0);
    let summary = question.finish().await.unwrap();
    assert_eq!(summary.sum, 300.into());
    assert!(summary.complete);
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_overtake_the_acceptance_of_its_request() {
    let inbox = inbox();
    let inquiry = inquiry(&["13"]);
    let mut opening = Opening::new(&inquiry, &inbox, &Ceilings::default()).unwrap();
    let source = opening.expect(Uuid::from_u128(1), &inquiry.sources[0]).unwrap();
    opening.send(source, pending());
    let mut question = opening.done();
    assert_eq!(answer(&inbox, 1, "100"), Verdict::Accepted);
    assert_eq!(rest(&mut question).await, ["13 asked", "13 answered"]);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_makes_the_rest_late_and_later_disclosures_info() {
    let inbox = inbox();
    let mut question = open(&inbox, &["13", "14"], |_| Ok(()));
    answer(&inbox, 1, "100");
    let seen = rest(&mut question).await;
    assert_eq!(seen.last().map(String::as_str), Some("14 late"));
    assert_eq!(inbox.open_requests(), 0);
    assert_eq!(answer(&inbox, 2, "200"), Verdict::Late);
    let summary = question.finish().await.unwrap();
    assert_eq!((summary.sum, summary.complete), (100.into(), false));
    let states: Vec<_> = summary.sources.iter().map(|source| source.state).collect();
    assert_eq!(states, ["answered", "late"]);
}

#[tokio::test(start_paused = true)]
async fn the_patience_is_the_inquirys() {
    let inbox = inbox();
    let inquiry = inquiry(&["13"]).patience(Duration::from_secs(3));
    let mut opening = Opening::new(&inquiry, &inbox, &Ceilings::default()).unwrap();
    opening.expect(Uuid::from_u128(1), &inquiry.sources[0]).unwrap();
    let started = Instant::now();
    assert_eq!(rest(&mut opening.done()).await, ["13 asked", "13 late"]);
    assert_eq!(started.elapsed(), Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_cannot_be_reached_has_failed_and_is_not_waited_for() {
    let inbox = inbox();
    let refusal = |index| {
        if index == 1 {
            Err(Failure::NotAccepted("VP009".to_owned()))
        } else {
            Ok(())
        }
    };
    let mut question = open(&inbox, &["13", "14"], refusal);
    answer(&inbox, 1, "100");
    let started = Instant::now();
    let seen = rest(&mut question).await;
    assert!(seen.contains(&"14 failed".to_owned()), "{seen:?}");
    assert_eq!(started.elapsed(), Duration::ZERO);
    let summary = question.finish().await.unwrap();
    assert_eq!(
        summary.sources[1].reason.as_deref(),
        Some("the request was not accepted: VP009")
    );
}

#[tokio::test(start_paused = true)]
async fn a_disclosure_the_inbox_has_accepted_counts_even_if_its_request_seemed_lost() {
    let inbox = inbox();
    let mut question = open(&inbox, &["13"], |_| Err(Failure::NotAccepted("time-out".to_owned())));
    tokio::task::yield_now().await;
    assert_eq!(answer(&inbox, 1, "100"), Verdict::Accepted);
    assert_eq!(rest(&mut question).await, ["13 asked", "13 failed", "13 answered"]);
    assert_eq!(question.finish().await.unwrap().sum, 100.into());
}

#[tokio::test(start_paused = true)]
async fn a_source_that_breaks_the_rules_has_failed_until_it_corrects_itself() {
    let inbox = inbox();
    let mut question = open(&inbox, &["13", "14"], |_| Ok(()));
    assert!(matches!(answer(&inbox, 1, "0"), Verdict::BrokenRules(_)));
    assert_eq!(answer(&inbox, 1, "100"), Verdict::Accepted);
    assert!(matches!(answer(&inbox, 2, "0"), Verdict::BrokenRules(_)));
    let _ = rest(&mut question).await;
    let states: Vec<_> = question.sources().map(|(_, state)| state.clone()).collect();
    assert_eq!(
        states,
        [
            SourceState::Answered,
            SourceState::Failed(Failure::BrokenRules(vec![Rule::Rule015]))
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_that_seems_lost_does_not_hide_that_its_disclosure_was_refused() {
    let inbox = inbox();
    let lost = |index| match index {
        0 => Err(Failure::NotAccepted("time-out".to_owned())),
        _ => Ok(()),
    };
    // The other source is silent, so that the question is still open when the news of the request comes.
    let mut question = open(&inbox, &["13", "14"], lost);
    assert!(matches!(answer(&inbox, 1, "0"), Verdict::BrokenRules(_)));
    assert_eq!(rest(&mut question).await.last().map(String::as_str), Some("14 late"));
    let (_, state) = question.sources().next().unwrap();
    assert_eq!(*state, SourceState::Failed(Failure::BrokenRules(vec![Rule::Rule015])));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_question_leaves_nothing_behind() {
    let inbox = inbox();
    let question = open(&inbox, &["13", "14"], |_| Ok(()));
    assert_eq!(inbox.open_requests(), 2);
    drop(question);
    assert_eq!(inbox.open_requests(), 0);
    assert_eq!(answer(&inbox, 1, "100"), Verdict::Late);
}

#[tokio::test(start_paused = true)]
async fn what_is_shown_of_a_question_holds_no_personal_data() {
    let inbox = inbox();
    let question = open(&inbox, &["13"], |_| Ok(()));
    assert_eq!(
        format!("{question:?}"),
        r#"Question { sources: ["asked"], closed: false, .. }"#
    );
}
