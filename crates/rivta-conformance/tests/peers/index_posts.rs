//! The cases on index posts, with a source system that is sound or broken in one way.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use http::HeaderMap;
use rivta_conformance::outcome::Verdict;
use rivta_soap::time::{Clock, SystemClock, format_timestamp, swedish_local};

use crate::defect::defects;
use crate::{Caller, area, judged_by, run, target};

defects! {
    OtherDomain => ["1.1"],
    OldTime => ["1.2"],
    ChangeIsSilent => ["1.2"],
    ChangeKeepsTime => ["1.2"],
    CancellationIsSilent => ["1.3"],
    CancellationKeepsTime => ["1.3"],
    PostsReserveNumbers => ["1.4"],
    OtherAddress => ["2.1"],
    ThousandAndOne => ["2.2"],
    SameKeyTwice => ["2.3"],
    OwnerIsGiven => ["2.3"],
    SendsAtOnceAgain => ["2.4", "2.13"],
    OtherCategory => ["2.5"],
    OtherObject => ["2.6"],
    OtherInterest => ["2.7"],
    OtherSource => ["2.8"],
    ControllerByName => ["2.9"],
    ReserveNumberBeside => ["2.10"],
    NoTime => ["2.11"],
    EmptyElement => ["2.12"],
    PostsTwice => ["2.13"],
}

fn when<'t>(applies: bool, wrong: &'t str, right: &'t str) -> &'t str {
    if applies { wrong } else { right }
}

/// A post about a person, of an event so many seconds after the source began.
fn post(defect: Defect, person: &str, second: i64) -> String {
    use Defect as D;
    let began = swedish_local(SystemClock.now()) - TimeDelta::hours(1);
    let began = if defect == D::OldTime {
        began - TimeDelta::days(40)
    } else {
        began
    };
    let time = format_timestamp(began + TimeDelta::seconds(second));
    let time = format!("<e:mostRecentContent>{time}</e:mostRecentContent>");
    format!(
        "<u:engagementTransaction><e:deleteFlag>false</e:deleteFlag><e:engagement><e:registeredResidentIdentification>{person}</e:registeredResidentIdentification><e:serviceDomain>{}</e:serviceDomain><e:categorization>{}</e:categorization><e:logicalAddress>{}</e:logicalAddress><e:businessObjectInstanceIdentifier>{}</e:businessObjectInstanceIdentifier><e:clinicalProcessInterestId>{}</e:clinicalProcessInterestId>{}<e:sourceSystem>{}</e:sourceSystem><e:dataController>{}</e:dataController>{}</e:engagement></u:engagementTransaction>",
        when(
            defect == D::OtherDomain,
            "riv:other:domain",
            "riv:financial:patientfees:exemption"
        ),
        when(defect == D::OtherCategory, "voo", "fpe-es"),
        when(defect == D::OtherSource, "13", "14"),
        when(defect == D::OtherObject, "17", "NA"),
        when(defect == D::OtherInterest, "17", "NA"),
        when(defect == D::NoTime, "", &time),
        when(defect == D::EmptyElement, "", "14"),
        when(defect == D::ControllerByName, "Region", "14"),
        when(defect == D::OwnerIsGiven, "<e:owner>5565594230</e:owner>", ""),
    )
}

/// The call that a source system makes when something has happened.
fn update(defect: Defect, person: &str, second: i64) -> String {
    use Defect as D;
    let own = post(defect, person, second);
    let posts = match defect {
        D::SameKeyTwice => own.repeat(2),
        D::ThousandAndOne => own.repeat(1_001),
        D::ReserveNumberBeside => own + &post(defect, "14X000000001", second),
        _ => own,
    };
    let address = when(defect == D::OtherAddress, "14", "5565594230");
    format!(
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:itr="urn:riv:itintegration:registry:1" xmlns:u="urn:riv:itintegration:engagementindex:UpdateResponder:1" xmlns:e="urn:riv:itintegration:engagementindex:1"><s:Header><itr:LogicalAddress>{address}</itr:LogicalAddress></s:Header><s:Body><u:Update>{posts}</u:Update></s:Body></s:Envelope>"#
    )
}

/// What the source system does when the tester has done something.
async fn act(defect: Defect, caller: Caller, instruction: &str, events: &AtomicI64) {
    use Defect as D;
    let (changed, cancelled) = (instruction.contains("Ändra"), instruction.contains("Makulera"));
    let silent = match defect {
        D::ChangeIsSilent => changed,
        D::CancellationIsSilent => cancelled,
        _ => false,
    };
    let person = match instruction {
        text if text.contains("samordningsnummer") => "198001612384",
        text if text.contains("frikort") => "201201022397",
        text if text.contains("lrid") && defect != D::PostsReserveNumbers => return,
        text if text.contains("lrid") => "14X000000001",
        _ => "191212121212",
    };
    if silent {
        return;
    }
    let keeps_time = changed && defect == D::ChangeKeepsTime || cancelled && defect == D::CancellationKeepsTime;
    let second = events.fetch_add(i64::from(!keeps_time), Ordering::Relaxed);
    let message = update(defect, person, second - i64::from(keeps_time));
    let (_, answer) = caller.send(&message, HeaderMap::new()).await;
    let refused = answer.contains("Fault") || answer.contains("ERROR");
    if defect == D::PostsTwice || defect == D::SendsAtOnceAgain && refused {
        caller.send(&message, HeaderMap::new()).await;
    }
}

async fn verdicts(defect: Defect, cases: &[&str]) -> Vec<(String, Verdict)> {
    let target = target();
    let caller = Caller::of(&target);
    let events = Arc::new(AtomicI64::new(0));
    let outcome = run(&target, judged_by("index", cases), move |instruction| {
        let (caller, events) = (caller.clone(), Arc::clone(&events));
        async move { act(defect, caller, &instruction, &events).await }
    });
    let cases = outcome.await.cases.into_iter();
    cases.map(|case| (case.id, case.verdict)).collect()
}

#[tokio::test]
async fn a_sound_source_passes_every_case() {
    let verdicts = verdicts(Defect::None, &[]).await;
    let wrong: Vec<_> = verdicts.iter().filter(|case| case.1 != Verdict::Passed).collect();
    assert!(verdicts.len() >= 17 && wrong.is_empty(), "{wrong:?}");
}

#[tokio::test]
async fn every_broken_source_is_caught_by_the_cases_meant_for_it() {
    crate::defect::caught(&Defect::MEANT_FOR, async |defect, cases| verdicts(defect, cases).await).await;
}

#[test]
fn every_case_on_index_posts_has_a_broken_source() {
    crate::defect::cover(&area("index"), &Defect::MEANT_FOR);
}
