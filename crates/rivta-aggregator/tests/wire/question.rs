//! Section 1.4: what the index is asked, and 1.6: what sources are asked.

use crate::stage::{Stage, TEST_PERSON, content, mandatory, request};

const FIND: &str = "urn:riv:itintegration:engagementindex:FindContentResponder:1";

/// The texts of the question's elements, in order.
fn asked(payload: &str) -> Vec<(String, String)> {
    let mut rest = payload;
    let mut found = Vec::new();
    while let Some(end) = rest.find("</") {
        let (before, after) = rest.split_at(end);
        let name = after[2..after.find('>').unwrap()].rsplit(':').next().unwrap();
        let text = before.rsplit('>').next().unwrap();
        found.push((name.to_owned(), text.to_owned()));
        rest = &after[after.find('>').unwrap() + 1..];
    }
    found.retain(|(name, _)| name != "FindContent");
    found
}

#[tokio::test]
async fn section_1_4_find_content_of_request_exemption_statuses() {
    // A winter night: in Sweden it is already the next day, one hour ahead.
    let stage = Stage::at_instant("2026-01-14T23:30:05Z").await;
    stage.ask().await.records();
    let question = &stage.questions()[0];
    assert_eq!(question.address, "SE-EI");
    assert!(question.payload.contains(FIND));
    let expected = [
        ("registeredResidentIdentification", TEST_PERSON),
        ("serviceDomain", "riv:financial:patientfees:exemption"),
        ("categorization", "fpe-es"),
        ("mostRecentContent", "20250115003005"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(asked(&question.payload), expected);
}

#[tokio::test]
async fn section_1_4_one_calendar_year_back_in_swedish_local_time() {
    for (now, expected) in [
        ("2026-07-01T10:00:00Z", "20250701120000"),
        ("2028-02-29T12:00:00Z", "20270228130000"),
        ("2026-12-31T23:30:00Z", "20260101003000"),
        ("2026-03-29T01:30:00Z", "20250329033000"),
    ] {
        let stage = Stage::at_instant(now).await;
        stage.ask().await.records();
        assert_eq!(asked(&stage.questions()[0].payload)[3].1, expected, "{now}");
    }
}

#[tokio::test]
async fn section_1_4_root_is_ignored_and_the_id_taken_as_it_is() {
    let stage = Stage::open().await;
    for person in ["1212121212", "anything at all", "5560000000AB"] {
        let body = request(person).replace("1.2.752.129.2.1.3.1", "1.2.3");
        stage.send(&mandatory(), &body).await.records();
        assert_eq!(asked(&stage.questions().last().unwrap().payload)[0].1, person);
    }
}

#[tokio::test]
async fn section_1_4_without_an_extension_the_question_has_no_person() {
    let stage = Stage::open().await;
    let body = request("X").replace("<c:extension>X</c:extension></u:patientId>", "</u:patientId>");
    stage.send(&mandatory(), &body).await;
    let question = &stage.questions()[0].payload;
    assert!(!question.contains("registeredResidentIdentification"), "{question}");
    assert!(!question.contains("X</"), "the actor's id is not the patient's");
}

#[tokio::test]
async fn section_1_6_the_request_is_passed_on_byte_for_byte() {
    let stage = Stage::open().await;
    stage.posts(&["HSA-ID-1", "HSA-ID-2"]);
    stage.ask().await.records();
    let requests = stage.requests();
    assert_eq!(stage.asked(), ["HSA-ID-1", "HSA-ID-2"]);
    for seen in &requests {
        assert!(seen.body.contains(&content(TEST_PERSON)), "{}", seen.body);
        assert_eq!(seen.payload, requests[0].payload, "the same for all");
        assert!(
            seen.payload
                .contains("xmlns:c=\"urn:riv:financial:patientfees:exemption:1\"")
        );
        assert!(
            seen.payload.contains("<c:actorTypeEnum>?</c:actorTypeEnum>"),
            "no schema has a say"
        );
    }
}

#[tokio::test]
async fn section_1_6_unknown_content_of_a_request_is_passed_on() {
    let stage = Stage::open().await;
    stage.posts(&["HSA-ID-1"]);
    let extra = "<z:extra xmlns:z='urn:z' a='1'><![CDATA[<&]]></z:extra>";
    let body = request(TEST_PERSON).replace(
        "</u:RequestExemptionStatuses>",
        &format!("{extra}</u:RequestExemptionStatuses>"),
    );
    stage.send(&mandatory(), &body).await.records();
    assert!(stage.requests()[0].payload.contains(extra));
}
