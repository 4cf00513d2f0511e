//! The cases on index posts, with a source system that is sound or broken in one way.

use chrono::Days;
use http::HeaderMap;
use rivta_conformance::outcome::Verdict;
use rivta_soap::time::{Clock, SystemClock, format_timestamp, swedish_local};

use crate::{Caller, area, run, target};

/// A defect of a source system, and the case meant for it.
const DEFECTS: [(Defect, &str); 13] = [
    (Defect::OtherDomain, "1.1"),
    (Defect::OldTime, "1.2"),
    (Defect::Silent, "1.3"),
    (Defect::PostsReserveNumbers, "1.4"),
    (Defect::OtherAddress, "2.1"),
    (Defect::SameKeyTwice, "2.3"),
    (Defect::SendsAtOnceAgain, "2.4"),
    (Defect::OtherCategory, "2.5"),
    (Defect::OtherObject, "2.6"),
    (Defect::OtherSource, "2.8"),
    (Defect::ControllerByName, "2.9"),
    (Defect::NoTime, "2.11"),
    (Defect::SendsAtOnceAgain, "2.13"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Defect {
    None,
    OtherDomain,
    OldTime,
    Silent,
    PostsReserveNumbers,
    OtherAddress,
    SameKeyTwice,
    SendsAtOnceAgain,
    OtherCategory,
    OtherObject,
    OtherSource,
    ControllerByName,
    NoTime,
}

fn when<'t>(applies: bool, wrong: &'t str, right: &'t str) -> &'t str {
    if applies { wrong } else { right }
}

/// The call that a source system makes when something has happened.
fn update(defect: Defect, person: &str) -> String {
    use Defect as D;
    let days = if defect == D::OldTime { 40 } else { 0 };
    let time = format_timestamp(swedish_local(SystemClock.now()) - Days::new(days));
    let time = format!("<e:mostRecentContent>{time}</e:mostRecentContent>");
    let post = format!(
        "<u:engagementTransaction><e:deleteFlag>false</e:deleteFlag><e:engagement><e:registeredResidentIdentification>{person}</e:registeredResidentIdentification><e:serviceDomain>{}</e:serviceDomain><e:categorization>{}</e:categorization><e:logicalAddress>{}</e:logicalAddress><e:businessObjectInstanceIdentifier>{}</e:businessObjectInstanceIdentifier><e:clinicalProcessInterestId>NA</e:clinicalProcessInterestId>{}<e:sourceSystem>14</e:sourceSystem><e:dataController>{}</e:dataController></e:engagement></u:engagementTransaction>",
        when(
            defect == D::OtherDomain,
            "riv:other:domain",
            "riv:financial:patientfees:exemption"
        ),
        when(defect == D::OtherCategory, "voo", "fpe-es"),
        when(defect == D::OtherSource, "13", "14"),
        when(defect == D::OtherObject, "17", "NA"),
        when(defect == D::NoTime, "", &time),
        when(defect == D::ControllerByName, "Region", "14"),
    );
    let posts = post.repeat(if defect == D::SameKeyTwice { 2 } else { 1 });
    let address = when(defect == D::OtherAddress, "14", "5565594230");
    format!(
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:itr="urn:riv:itintegration:registry:1" xmlns:u="urn:riv:itintegration:engagementindex:UpdateResponder:1" xmlns:e="urn:riv:itintegration:engagementindex:1"><s:Header><itr:LogicalAddress>{address}</itr:LogicalAddress></s:Header><s:Body><u:Update>{posts}</u:Update></s:Body></s:Envelope>"#
    )
}

async fn verdicts(defect: Defect, cases: Option<&str>) -> Vec<(String, Verdict)> {
    let target = target();
    let caller = Caller::of(&target);
    let mut index = area("index");
    index.cases.retain(|case| cases.is_none_or(|wanted| wanted == case.id));
    let outcome = run(&target, index, move |instruction| {
        let caller = caller.clone();
        async move {
            let reserve = instruction.contains("reservnummer");
            if defect == Defect::Silent || reserve && defect != Defect::PostsReserveNumbers {
                return;
            }
            let message = update(defect, if reserve { "14X000000001" } else { "191212121212" });
            let (_, answer) = caller.send(&message, HeaderMap::new()).await;
            if defect == Defect::SendsAtOnceAgain && (answer.contains("Fault") || answer.contains("ERROR")) {
                caller.send(&message, HeaderMap::new()).await;
            }
        }
    })
    .await;
    outcome.cases.into_iter().map(|case| (case.id, case.verdict)).collect()
}

#[tokio::test]
async fn a_sound_source_passes_every_case() {
    let verdicts = verdicts(Defect::None, None).await;
    let wrong: Vec<_> = verdicts
        .iter()
        .filter(|(_, verdict)| *verdict != Verdict::Passed)
        .collect();
    assert!(verdicts.len() >= 17 && wrong.is_empty(), "{wrong:?}");
}

#[tokio::test]
async fn every_broken_source_is_caught() {
    for (defect, case) in DEFECTS {
        let verdicts = verdicts(defect, Some(case)).await;
        assert_eq!(verdicts, [(case.to_owned(), Verdict::Failed)], "{defect:?}");
    }
}
