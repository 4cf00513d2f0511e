//! A contract whose sources answer at once: `GetVisits`, of rivta's own.

use rivta_contracts::test_carecontact_visit_1_0::get_visits::GetVisits;
use rivta_soap::Contract;
use rivta_soap::xml::Limits;

use crate::stage::{Deed, Reply, Stage, TEST_PERSON, VISITS, enveloped, mandatory, permissions};

fn ask(more: &str) -> String {
    enveloped(&format!(
        "<v:GetVisits xmlns:v='{VISITS}' xmlns:c='urn:riv:test:carecontact:visit:1'>\
         <v:patientId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>{TEST_PERSON}</c:extension></v:patientId>{more}</v:GetVisits>"
    ))
}

fn visit(id: &str) -> String {
    format!(
        "<w:visit><d:visitId><d:root>1.2.3</d:root><d:extension>{id}</d:extension></d:visitId><d:kind>PHYSICAL</d:kind>\
         <d:dateOfVisit>20260115</d:dateOfVisit><d:careUnit><d:root>1.2.3</d:root></d:careUnit>\
         <x:extra xmlns:x='urn:x'>{id}</x:extra></w:visit>"
    )
}

fn visits(ids: &[&str]) -> Deed {
    let visits: String = ids.iter().map(|id| visit(id)).collect();
    Deed::Answer(format!(
        "<w:GetVisitsResponse xmlns:w='{VISITS}' xmlns:d='urn:riv:test:carecontact:visit:1'>{visits}</w:GetVisitsResponse>"
    ))
}

async fn send(stage: &Stage, body: &str) -> Reply {
    let url = format!(
        "https://localhost:{}/GetAggregatedVisits/service/v1",
        stage.aggregator.local_addr().port()
    );
    stage.send_to(&url, &mandatory(), body).await
}

/// The ids of the visits, of an aggregate that is valid by its schema.
fn ids(reply: &Reply) -> Vec<String> {
    let answer: <GetVisits as Contract>::Response = reply
        .payload()
        .decode(&GetVisits::RESPONSE, &Limits::default())
        .unwrap();
    let id = |visit: rivta_contracts::test_carecontact_visit_1_0::core::VisitType| {
        let id = visit.visit_id.extension.unwrap();
        assert_eq!(
            visit.any[0].text_of("extra").as_deref(),
            Some(id.as_str()),
            "extensions survive"
        );
        id
    };
    answer.visit.into_iter().map(id).collect()
}

#[tokio::test]
async fn section_1_8_records_of_all_sources_stand_in_one_answer() {
    let stage = Stage::open().await;
    for (category, source) in [("vis-phy", "A"), ("vis-dig", "B"), ("VIS-PHY", "C"), ("vis-other", "D")] {
        stage.post(category, source, source);
    }
    stage.source_does("A", visits(&["1", "2"]));
    stage.source_does("B", visits(&[]));
    stage.source_does("C", visits(&["3"]));
    let reply = send(&stage, &ask("")).await;
    assert_eq!(reply.records().len(), 3);
    assert_eq!(ids(&reply), ["1", "2", "3"]);
    let question = &stage.questions()[0].payload;
    assert!(question.contains("riv:test:carecontact:visit"), "{question}");
    assert!(
        !question.contains("categorization"),
        "with two categories the index is not asked for one"
    );
    assert!(!question.contains("mostRecentContent"));
}

#[tokio::test]
async fn section_1_6_a_request_may_name_the_source_that_counts() {
    let stage = Stage::open().await;
    for source in ["A", "B"] {
        stage.post("vis-phy", source, source);
        stage.source_does(source, visits(&[source]));
    }
    let reply = send(&stage, &ask("<v:sourceSystem>B</v:sourceSystem>")).await;
    assert_eq!(ids(&reply), ["B"]);
    assert_eq!(stage.asked(), ["B"]);
}

#[tokio::test]
async fn section_1_8_what_failed_is_missing_and_told() {
    let stage = Stage::open().await;
    for source in ["A", "B"] {
        stage.post("vis-phy", source, source);
    }
    stage.source_does("A", visits(&["1"]));
    stage.source_does("B", Deed::Fault(500, "no"));
    let reply = send(&stage, &ask("")).await;
    assert_eq!(ids(&reply), ["1"]);
    assert_eq!(reply.summary()[1].1, "NoDataSynchFailed");
}

#[tokio::test]
async fn section_1_1_categories_and_domain_are_configurable() {
    let settings = rivta_aggregator::config::ServiceSettings {
        name: "GetAggregatedVisits-v1".to_owned(),
        service_domain: Some("riv:other".to_owned()),
        categories: Some(vec!["only".to_owned()]),
        ..Default::default()
    };
    let stage = Stage::with(
        |configuration| configuration.service.push(settings),
        permissions(&["*"]),
    )
    .await;
    send(&stage, &ask("")).await.records();
    let question = &stage.questions()[0].payload;
    assert!(
        question.contains(">riv:other<") && question.contains(">only<"),
        "{question}"
    );
}
