//! One contract read strictly or tolerantly, over mutual TLS: the request of Inera's own test suite, which has the
//! tool's `?` for a code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::{Arc, Mutex};

use http::StatusCode;
use http_body_util::BodyExt as _;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_producer::builder::ProducerBuilder;
use rivta_producer::{Call, Error, Producer};
use rivta_soap::envelope::Envelope;
use rivta_test_log::Log;
use support::{PERSON, Pki, body, envelope, loopback, post, server_identity, url, within};

type Seen = Arc<Mutex<Vec<Call<RequestExemptionStatusesType>>>>;

fn builder(pki: &Pki, seen: &Seen) -> ProducerBuilder {
    let store = Arc::clone(seen);
    let keep = move |call: Call<RequestExemptionStatusesType>| {
        store.lock().unwrap().push(call);
        async { Ok(RequestExemptionStatusesResponseType::default()) }
    };
    Producer::listening_on(loopback())
        .identified_by(server_identity(&pki.issue("SERVER")))
        .admitting(pki.client_trust())
        .handle::<RequestExemptionStatuses, _, _>(keep)
}

/// The request, with a code that is none, an attribute nobody knows and a later version's element.
fn question_mark() -> String {
    envelope()
        .replace("CITIZEN", "?")
        .replace("<res:actor>", "<res:actor note='191212121212'>")
        .replace("</res:actor>", "<core:later>191212121212</core:later></res:actor>")
}

async fn answer_to(producer: ProducerBuilder, pki: &Pki) -> (StatusCode, String) {
    let running = producer.start().await.unwrap();
    let request = post(&url(running.local_addr()), body(question_mark()));
    let response = within(pki.channel(&pki.issue("ASKER")).send(request)).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn unless_told_otherwise_a_departure_is_a_fault_that_says_where() {
    let (pki, seen) = (Pki::new(), Seen::default());
    let (status, text) = answer_to(builder(&pki, &seen), &pki).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    let fault = Envelope::read(&text, &rivta_soap::xml::Limits::default()).unwrap();
    let fault = fault.decode_fault().unwrap();
    assert!(
        fault
            .string
            .contains("note at /Envelope/Body/RequestExemptionStatuses/actor"),
        "{fault}"
    );
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_tolerant_contract_is_handled_and_its_departures_are_told() {
    let (log, _guard) = Log::capture();
    let (pki, seen) = (Pki::new(), Seen::default());
    let (status, text) = answer_to(builder(&pki, &seen).tolerant::<RequestExemptionStatuses>(), &pki).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let call = seen.lock().unwrap().pop().unwrap();
    assert!(matches!(&call.request.actor.actor_type_enum, ActorTypeEnum::Unlisted(text) if text.as_str() == "?"));
    assert_eq!(call.request.actor.any[0].name().1, "later");
    let paths: Vec<&str> = call.departures.iter().map(|it| it.mistake().path()).collect();
    let actor = "/Envelope/Body/RequestExemptionStatuses/actor";
    assert_eq!(
        paths,
        [actor, &format!("{actor}/actorTypeEnum"), &format!("{actor}/later")]
    );
    let log = log.text();
    assert!(
        log.contains("departs from the contract") && log.contains("count=3"),
        "{log}"
    );
    assert!(log.contains("actor/actorTypeEnum") && !log.contains(PERSON), "{log}");
}

#[tokio::test]
async fn a_contract_without_a_handler_cannot_be_tolerant() {
    let (pki, seen) = (Pki::new(), Seen::default());
    let error = builder(&pki, &seen)
        .tolerant::<ProcessExemptionStatuses>()
        .start()
        .await;
    assert!(matches!(error, Err(Error::Unhandled("ProcessExemptionStatuses"))));
}
