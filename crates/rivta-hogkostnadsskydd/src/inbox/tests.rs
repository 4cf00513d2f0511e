use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_soap::identity::oid;
use rivta_soap::time::FixedClock;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use crate::test_message::{about, day, identity, message, today, tolvan, transaction};

const SENDER: &str = "SE1-REGION";

fn inbox(limits: Limits) -> Inbox {
    Inbox::new(Arc::new(FixedClock::on(today())), limits)
}

fn expect(inbox: &Inbox, id: u128) -> UnboundedReceiver<Arrival> {
    let (arrivals, receiver) = unbounded_channel();
    let expectation = Expectation {
        patient: tolvan(),
        actor: ActorTypeEnum::Citizen,
        asked_on: today(),
        source: 0,
        arrivals,
    };
    inbox.open(Uuid::from_u128(id), expectation).unwrap();
    receiver
}

fn fees(id: u128, amount: &str) -> ProcessExemptionStatusesType {
    let person = about(&tolvan(), vec![transaction("20260610", amount)], Vec::new());
    message(Uuid::from_u128(id), vec![person])
}

#[test]
fn a_disclosure_goes_to_the_question_of_its_request() {
    let inbox = inbox(Limits::default());
    let (mut first, mut second) = (expect(&inbox, 1), expect(&inbox, 2));
    assert_eq!(inbox.receive(SENDER, &fees(2, "100")), Verdict::Accepted);
    assert!(first.try_recv().is_err());
    let arrival = second.try_recv().unwrap();
    assert!(matches!(arrival, Arrival::Disclosed { disclosure, .. } if disclosure.fees.len() == 1));
}

#[test]
fn a_repeated_disclosure_gets_info() {
    let inbox = inbox(Limits::default());
    let mut arrivals = expect(&inbox, 1);
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")).result_code(), ResultCodeEnum::Ok);
    for again in [fees(1, "100"), fees(1, "200")] {
        let verdict = inbox.receive(SENDER, &again);
        assert_eq!(
            (verdict.result_code(), &verdict),
            (ResultCodeEnum::Info, &Verdict::Duplicate)
        );
    }
    assert!(arrivals.try_recv().is_ok());
    assert!(arrivals.try_recv().is_err());
}

#[test]
fn late_and_unknown_disclosures_are_told_apart() {
    let inbox = inbox(Limits::default());
    let _arrivals = expect(&inbox, 1);
    inbox.close(Uuid::from_u128(1));
    let late = inbox.receive(SENDER, &fees(1, "100"));
    assert_eq!((late.result_code(), &late), (ResultCodeEnum::Info, &Verdict::Late));
    let unknown = inbox.receive(SENDER, &fees(2, "100"));
    assert_eq!(
        (unknown.result_code(), &unknown),
        (ResultCodeEnum::Error, &Verdict::UnknownRequest)
    );
}

#[test]
fn a_request_id_is_a_uuid_without_extension() {
    let inbox = inbox(Limits::default());
    let _arrivals = expect(&inbox, 1);
    let mut extended = fees(1, "100");
    extended.request_id.extension = Some("1".to_owned());
    let mut other = fees(1, "100");
    other.request_id.root = "1.2.752.129".to_owned();
    for malformed in [extended, other] {
        assert_eq!(inbox.receive(SENDER, &malformed), Verdict::MalformedRequestId);
    }
    let mut upper = fees(1, "100");
    upper.request_id.root = upper.request_id.root.to_uppercase();
    assert_eq!(inbox.receive(SENDER, &upper), Verdict::Accepted);
}

#[test]
fn a_refused_disclosure_may_be_corrected() {
    let inbox = inbox(Limits::default());
    let mut arrivals = expect(&inbox, 1);
    for _ in 0..2 {
        let verdict = inbox.receive(SENDER, &fees(1, "0"));
        assert_eq!(verdict.result_code(), ResultCodeEnum::Error);
        assert!(verdict.text().unwrap().contains("rule015"));
        let arrival = arrivals.try_recv().unwrap();
        assert!(
            matches!(arrival, Arrival::Refused { failure: Failure::BrokenRules(rules), .. } if rules == [Rule::Rule015])
        );
    }
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::Accepted);
}

#[test]
fn the_time_of_reception_counts() {
    let clock = FixedClock::on(day("20260609"));
    let inbox = Inbox::new(Arc::new(clock.clone()), Limits::default());
    let _arrivals = expect(&inbox, 1);
    let early = inbox.receive(SENDER, &fees(1, "100"));
    assert!(early.text().unwrap().contains("rule001"));
    clock.advance(chrono::Duration::days(1));
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::Accepted);
}

/// As [`fees`], at another care giver.
fn fees_at(id: u128, care_giver: &str, amounts: &[&str]) -> ProcessExemptionStatusesType {
    let transactions = amounts.iter().map(|amount| {
        let mut transaction = transaction("20260610", amount);
        transaction.care_giver = Some(identity(oid::HSA_ID, care_giver));
        transaction
    });
    let person = about(&tolvan(), transactions.collect(), Vec::new());
    message(Uuid::from_u128(id), vec![person])
}

/// How many fees were handed on.
fn handed_on(arrivals: &mut UnboundedReceiver<Arrival>) -> usize {
    match arrivals.try_recv() {
        Ok(Arrival::Disclosed { disclosure, .. }) => disclosure.fees.len(),
        _ => panic!("no disclosure"),
    }
}

#[test]
fn many_sources_answer_through_the_national_address() {
    let inbox = inbox(Limits {
        answers: 3,
        ..Limits::default()
    });
    let mut arrivals = expect(&inbox, 1);
    assert_eq!(inbox.receive("SE1-A", &fees(1, "100")), Verdict::Accepted);
    assert_eq!(inbox.receive("SE1-B", &fees(1, "100")), Verdict::Accepted);
    assert_eq!(inbox.receive("se1-a", &fees(1, "100")), Verdict::Duplicate);
    // An agent sends for a second region with the same certificate, and does not say for whom.
    let second = fees_at(1, "SE1-OTHER", &["100"]);
    assert_eq!(inbox.receive("SE1-A", &second), Verdict::Accepted);
    assert_eq!(inbox.receive("SE1-A", &second), Verdict::Duplicate);
    assert_eq!(inbox.receive("SE1-C", &fees(1, "100")), Verdict::TooMany);
    assert_eq!([1, 2, 3].map(|_| handed_on(&mut arrivals)), [1, 1, 1]);
}

#[test]
fn an_agent_answers_once_for_each_principal() {
    let inbox = inbox(Limits::default());
    let mut arrivals = expect(&inbox, 1);
    let agent = |principal: &str| Sender::system("SE1-AGENT").for_principal(principal);
    let nothing = message(Uuid::from_u128(1), Vec::new());
    assert_eq!(inbox.receive(agent("SE1-A"), &nothing), Verdict::Accepted);
    assert_eq!(inbox.receive(agent("SE1-B"), &nothing), Verdict::Accepted);
    assert_eq!(inbox.receive(agent("SE1-B"), &nothing), Verdict::Duplicate);
    assert_eq!([1, 2].map(|_| handed_on(&mut arrivals)), [0, 0]);
}

#[test]
fn of_a_message_made_anew_only_what_is_new_counts() {
    let inbox = inbox(Limits::default());
    let mut arrivals = expect(&inbox, 1);
    let same_day = |amounts: &[&str]| inbox.receive(SENDER, &fees_at(1, "SE1-GIVER", amounts));
    assert_eq!(same_day(&["100", "100"]), Verdict::Accepted);
    // A fee that now counts for less, and one more.
    assert_eq!(same_day(&["60", "100", "100"]), Verdict::Accepted);
    assert_eq!(same_day(&["100", "100", "100"]), Verdict::Duplicate);
    assert_eq!([1, 2].map(|_| handed_on(&mut arrivals)), [2, 1]);
}

#[test]
fn a_disclosure_that_is_too_large_is_refused() {
    let inbox = inbox(Limits {
        entries: 2,
        ..Limits::default()
    });
    let mut arrivals = expect(&inbox, 1);
    let person = about(&tolvan(), vec![transaction("20260610", "1"); 2], Vec::new());
    let verdict = inbox.receive(SENDER, &message(Uuid::from_u128(1), vec![person]));
    assert_eq!(verdict, Verdict::TooLarge);
    assert!(matches!(
        arrivals.try_recv().unwrap(),
        Arrival::Refused {
            failure: Failure::TooLarge,
            ..
        }
    ));
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::Accepted);
}

#[test]
fn a_question_hears_of_so_many_refusals_and_no_more() {
    let inbox = inbox(Limits {
        answers: 2,
        ..Limits::default()
    });
    let mut arrivals = expect(&inbox, 1);
    for sender in ["SE1-A", "SE1-B", "SE1-C"] {
        let verdict = inbox.receive(sender, &fees(1, "0"));
        assert_eq!(verdict.result_code(), ResultCodeEnum::Error);
    }
    assert_eq!(std::iter::from_fn(|| arrivals.try_recv().ok()).count(), 2);
}

#[test]
fn a_question_that_is_gone_makes_a_disclosure_late() {
    let inbox = inbox(Limits::default());
    drop(expect(&inbox, 1));
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::Late);
}

#[test]
fn open_requests_are_limited_and_ids_never_reused() {
    let inbox = inbox(Limits {
        open_requests: 2,
        remembered_ids: 1,
        ..Limits::default()
    });
    let _first = expect(&inbox, 1);
    let (arrivals, _receiver) = unbounded_channel();
    let template = Expectation {
        patient: tolvan(),
        actor: ActorTypeEnum::Citizen,
        asked_on: today(),
        source: 0,
        arrivals,
    };
    let open = |id| inbox.open(Uuid::from_u128(id), template.clone());
    assert_eq!(open(1), Err(Error::RepeatedRequestId));
    assert_eq!(open(2), Ok(()));
    assert_eq!(open(3), Err(Error::TooManyOpenRequests { limit: 2 }));
    inbox.close(Uuid::from_u128(1));
    assert_eq!(open(1), Err(Error::RepeatedRequestId));
    inbox.close(Uuid::from_u128(2));
    assert_eq!(inbox.open_requests(), 0);
    // Only the newest closed id is remembered.
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::UnknownRequest);
    assert_eq!(inbox.receive(SENDER, &fees(2, "100")), Verdict::Late);
}

#[test]
fn what_is_shown_of_an_inbox_and_a_disclosure_holds_no_personal_data() {
    let inbox = inbox(Limits::default());
    let mut arrivals = expect(&inbox, 1);
    inbox.receive(SENDER, &fees(1, "123"));
    let Arrival::Disclosed { disclosure, .. } = arrivals.try_recv().unwrap() else {
        panic!("not a disclosure")
    };
    let shown = format!("{inbox:?} {disclosure:?} {:?}", disclosure.fees);
    assert_eq!(shown, "Inbox(1 open) Disclosure(0 cards, 1 fees) [Fee(..)]");
}
