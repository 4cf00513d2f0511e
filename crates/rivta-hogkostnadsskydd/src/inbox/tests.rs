use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_soap::time::FixedClock;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use crate::test_message::{about, day, message, today, tolvan, transaction};

const SENDER: &str = "SE1-REGION";

fn inbox(limits: Limits) -> Inbox {
    Inbox::new(Arc::new(FixedClock::on(today())), limits)
}

fn expect(inbox: &Inbox, id: u128, aggregated: bool) -> UnboundedReceiver<Arrival> {
    let (arrivals, receiver) = unbounded_channel();
    let expectation = Expectation {
        patient: tolvan(),
        actor: ActorTypeEnum::Citizen,
        asked_on: today(),
        source: 0,
        aggregated,
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
    let (mut first, mut second) = (expect(&inbox, 1, false), expect(&inbox, 2, false));
    assert_eq!(inbox.receive(SENDER, &fees(2, "100")), Verdict::Accepted);
    assert!(first.try_recv().is_err());
    let arrival = second.try_recv().unwrap();
    assert!(matches!(arrival, Arrival::Disclosed { from: None, disclosure, .. } if disclosure.fees.len() == 1));
}

#[test]
fn a_repeated_disclosure_gets_info() {
    let inbox = inbox(Limits::default());
    let mut arrivals = expect(&inbox, 1, false);
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
    let _arrivals = expect(&inbox, 1, false);
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
    let _arrivals = expect(&inbox, 1, false);
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
    let mut arrivals = expect(&inbox, 1, false);
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
    let _arrivals = expect(&inbox, 1, false);
    let early = inbox.receive(SENDER, &fees(1, "100"));
    assert!(early.text().unwrap().contains("rule001"));
    clock.advance(chrono::Duration::days(1));
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::Accepted);
}

#[test]
fn many_sources_answer_through_the_national_address() {
    let inbox = inbox(Limits {
        answers: 3,
        ..Limits::default()
    });
    let mut arrivals = expect(&inbox, 1, true);
    assert_eq!(inbox.receive("SE1-A", &fees(1, "100")), Verdict::Accepted);
    assert_eq!(inbox.receive("SE1-B", &fees(1, "100")), Verdict::Accepted);
    assert_eq!(inbox.receive("SE1-A", &fees(1, "100")), Verdict::Duplicate);
    // An agent sends for a second region with the same certificate.
    assert_eq!(inbox.receive("SE1-A", &fees(1, "200")), Verdict::Accepted);
    assert_eq!(inbox.receive("SE1-C", &fees(1, "100")), Verdict::TooMany);
    let arrival = arrivals.try_recv().unwrap();
    assert!(matches!(arrival, Arrival::Disclosed { from: Some(from), .. } if from == "SE1-A"));
}

#[test]
fn a_disclosure_that_is_too_large_is_refused() {
    let inbox = inbox(Limits {
        entries: 2,
        ..Limits::default()
    });
    let mut arrivals = expect(&inbox, 1, false);
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
fn a_question_that_is_gone_makes_a_disclosure_late() {
    let inbox = inbox(Limits::default());
    drop(expect(&inbox, 1, false));
    assert_eq!(inbox.receive(SENDER, &fees(1, "100")), Verdict::Late);
}

#[test]
fn open_requests_are_limited_and_ids_never_reused() {
    let inbox = inbox(Limits {
        open_requests: 2,
        remembered_ids: 1,
        ..Limits::default()
    });
    let _first = expect(&inbox, 1, false);
    let (arrivals, _receiver) = unbounded_channel();
    let template = Expectation {
        patient: tolvan(),
        actor: ActorTypeEnum::Citizen,
        asked_on: today(),
        source: 0,
        aggregated: false,
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
    let mut arrivals = expect(&inbox, 1, false);
    inbox.receive(SENDER, &fees(1, "123"));
    let Arrival::Disclosed { disclosure, .. } = arrivals.try_recv().unwrap() else {
        panic!("not a disclosure")
    };
    let shown = format!("{inbox:?} {disclosure:?} {:?}", disclosure.fees);
    assert_eq!(shown, "Inbox(1 open) Disclosure(0 cards, 1 fees) [Fee(..)]");
}
