//! The checks of Inera's mocks in their order, and how an answer is chosen.

use std::sync::{Arc, Mutex};

use http::HeaderMap;
use rivta_conformance::case::{Case, Receive, Step};
use rivta_conformance::outcome::Verdict;

use crate::{Caller, area, run, target};

/// A request of a consumer.
const REQUEST: &str = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:itr="urn:riv:itintegration:registry:1" xmlns:r="urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1" xmlns:c="urn:riv:financial:patientfees:exemption:1"><s:Header><itr:LogicalAddress>14</itr:LogicalAddress></s:Header><s:Body><r:RequestExemptionStatuses><r:requestId><c:root>dd3a1a5e-7a1b-4d0e-9a53-0f4b4c0f5a01</c:root></r:requestId><r:patientId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>191212121212</c:extension></r:patientId><r:actor><c:actorTypeEnum>CITIZEN</c:actorTypeEnum><c:actorId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>191212121212</c:extension></c:actorId></r:actor><r:responseLogicalAddress>SE5565594230-HKS1</r:responseLogicalAddress></r:RequestExemptionStatuses></s:Body></s:Envelope>"#;

/// The answers to requests, sent while a case waits for them.
async fn answers(requests: Vec<(String, Option<&'static str>)>) -> Vec<(u16, String)> {
    let target = target();
    let caller = Caller::of(&target);
    let mut consumer = area("consumer");
    consumer.needs.clear();
    consumer
        .mock
        .by_person
        .insert("199901012386".to_owned(), "Fault".to_owned());
    consumer.cases = vec![Case {
        id: "1".to_owned(),
        folder: consumer.folder.clone(),
        steps: vec![Step::Receive(Receive {
            count: requests.len(),
            select: Some("true()".to_owned()),
            instruction: Some("Anropa".to_owned()),
            ..Receive::default()
        })],
        ..Case::default()
    }];
    let (told, requests) = (Arc::new(Mutex::new(Vec::new())), Arc::new(requests));
    let seen = Arc::clone(&told);
    let outcome = run(&target, consumer, move |_| {
        let (caller, seen, requests) = (caller.clone(), Arc::clone(&seen), Arc::clone(&requests));
        async move {
            for (message, choice) in requests.iter() {
                let mut headers = HeaderMap::new();
                if let Some(choice) = choice {
                    headers.insert("x-mock-response", choice.parse().unwrap());
                }
                let answer = caller.send(message, headers).await;
                seen.lock().unwrap().push(answer);
            }
        }
    })
    .await;
    assert_eq!(
        outcome.cases[0].verdict,
        Verdict::Passed,
        "{:?}",
        outcome.cases[0].findings
    );
    // The last answer may still be on its way when the case is over.
    while Arc::strong_count(&told) > 1 {
        tokio::task::yield_now().await;
    }
    told.lock().unwrap().clone()
}

#[tokio::test]
async fn schema_then_rules_then_empty_elements() {
    let all_wrong = REQUEST
        .replace("CITIZEN", "SOMEONE")
        .replace("dd3a1a5e-7a1b-4d0e-9a53-0f4b4c0f5a01", "17")
        .replace("SE5565594230-HKS1", "");
    let rules_and_empty = all_wrong.replace("SOMEONE", "CITIZEN");
    let only_empty = REQUEST.replace(
        "<c:extension>191212121212</c:extension></r:patientId>",
        "<c:extension>191212121212</c:extension><x:n xmlns:x=\"urn:x\"/></r:patientId>",
    );
    let sound = REQUEST.to_owned();
    let requests = [all_wrong, rules_and_empty, only_empty, sound].map(|message| (message, None));
    let answers = answers(requests.into()).await;
    let expected = [
        "Schema validation failed: ",
        "Schematron validation failed: ",
        " is empty.",
        "RequestExemptionStatusesResponse",
    ];
    for ((status, text), part) in answers.iter().zip(expected) {
        assert!(text.contains(part), "{part} in {text}");
        let is_fault = part != "RequestExemptionStatusesResponse";
        assert_eq!(*status, if is_fault { 500 } else { 200 });
        assert!(!text.contains("191212121212"), "a number in an answer");
    }
    assert!(
        !answers[1].1.contains("Schema validation"),
        "only the first check that fails speaks"
    );
    assert!(
        answers[1].1.contains("requestId/root ska vara ett UUID"),
        "the text of the rule"
    );
}

#[tokio::test]
async fn an_answer_is_chosen_by_header_then_by_person() {
    let other = REQUEST.replace(
        "<c:extension>191212121212</c:extension></r:patientId>",
        "<c:extension>199901012386</c:extension></r:patientId>",
    );
    let sound = REQUEST.to_owned();
    let requests = [
        (sound.clone(), Some("Fault")),
        (other.clone(), None),
        (other, Some("DefaultResponse")),
        (sound, Some("Nonsense")),
    ];
    let answers = answers(requests.into()).await;
    let parts = [
        "är inte tillgänglig",
        "är inte tillgänglig",
        "RequestExemptionStatusesResponse",
        "there is no answer Nonsense",
    ];
    for ((_, text), part) in answers.iter().zip(parts) {
        assert!(text.contains(part), "{part} in {text}");
    }
}
