//! Typed calls: what a handler is given, and what the caller of a bad request is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::{Arc, Mutex};

use http::{Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use rivta_consumer::Channel;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_producer::builder::ProducerBuilder;
use rivta_producer::{Call, Producer, RunningProducer};
use rivta_soap::{Fault, HsaId, LogicalAddress};
use rivta_test_log::Log;
use support::{PERSON, Pki, body, envelope, loopback, post, request, server_identity, url, within};

fn builder(pki: &Pki) -> ProducerBuilder {
    Producer::listening_on(loopback())
        .identified_by(server_identity(&pki.issue("SERVER")))
        .admitting(pki.client_trust())
}

/// A producer that accepts every request.
async fn accepting(pki: &Pki) -> RunningProducer {
    let accept = |_| async { Ok(RequestExemptionStatusesResponseType::default()) };
    builder(pki)
        .handle::<RequestExemptionStatuses, _, _>(accept)
        .start()
        .await
        .unwrap()
}

struct Answer {
    status: StatusCode,
    correlation_id: Option<String>,
    text: String,
}

async fn send(channel: &Channel, request: Request<rivta_consumer::channel::OutgoingBody>) -> Answer {
    let response = within(channel.send(request)).await.unwrap();
    let status = response.status();
    let correlation_id = response
        .headers()
        .get("x-skltp-correlation-id")
        .map(|id| id.to_str().unwrap().to_owned());
    let text = response.into_body().collect().await.unwrap().to_bytes();
    Answer {
        status,
        correlation_id,
        text: String::from_utf8(text.to_vec()).unwrap(),
    }
}

/// Sends a text to a producer that would accept every request, and gives the fault and what was logged.
async fn refusal_of(text: impl Into<bytes::Bytes>) -> (Fault, String) {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let running = accepting(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    let answer = send(&channel, post(&url(running.local_addr()), body(text))).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", answer.text);
    // The process is up, and the next call on the same connection is answered.
    let next = send(&channel, post(&url(running.local_addr()), body(envelope()))).await;
    assert_eq!(next.status, StatusCode::OK, "{}", next.text);
    (fault(&answer.text), log.text())
}

fn fault(text: &str) -> Fault {
    let limits = rivta_soap::xml::Limits::default();
    rivta_soap::Envelope::read(text, &limits)
        .unwrap()
        .decode_fault()
        .unwrap()
}

fn assert_client_fault(fault: &Fault, log: &str, expected: &[&str]) {
    assert_eq!(fault.code, rivta_soap::FaultCode::Client);
    for part in expected {
        assert!(fault.string.contains(part), "{part} is missing in: {}", fault.string);
    }
    let log_id = fault.detail_text("logId").expect("a fault without a log id");
    assert!(
        log_id.len() == 36 && log.contains(&log_id),
        "{log_id} is not in the log"
    );
    assert!(!fault.to_string().contains(PERSON));
    assert!(!log.contains(PERSON), "the log holds a personal number");
}

#[tokio::test]
async fn a_handler_is_given_the_request_and_its_circumstances() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let seen: Arc<Mutex<Vec<Call<RequestExemptionStatusesType>>>> = Arc::default();
    let store = Arc::clone(&seen);
    let keep = move |call: Call<RequestExemptionStatusesType>| {
        store.lock().unwrap().push(call);
        async { Ok(RequestExemptionStatusesResponseType::default()) }
    };
    let running = builder(&pki)
        .handle::<RequestExemptionStatuses, _, _>(keep)
        .start()
        .await
        .unwrap();
    let consumer = pki.consumer(running.local_addr());
    let hsa_id = |text: &str| HsaId::new(text).unwrap();
    let (to, asked) = (LogicalAddress::new("13").unwrap(), request());
    let answer = consumer
        .request::<RequestExemptionStatuses>(&to, &asked)
        .original_consumer(hsa_id("SE-ORIGINAL"))
        .acting_on_behalf_of(hsa_id("SE-PRINCIPAL"))
        .correlation_id("trace-1")
        .send();
    let answer = within(answer).await.unwrap();
    assert_eq!(answer.body, RequestExemptionStatusesResponseType::default());
    assert_eq!(answer.correlation_id, "trace-1");
    let call = seen.lock().unwrap().pop().unwrap();
    assert_eq!(call.request, request());
    assert_eq!(call.caller, hsa_id("SE2321000016-ASKER"));
    assert_eq!(call.original_consumer, Some(hsa_id("SE-ORIGINAL")));
    assert_eq!(call.acting_on_behalf_of, Some(hsa_id("SE-PRINCIPAL")));
    assert_eq!(call.correlation_id, "trace-1");
    assert_eq!(call.logical_address.as_str(), "13");
    assert!(log.text().contains("trace-1"));
    assert!(!log.text().contains(PERSON) && !format!("{call:?}").contains(PERSON));
}

#[tokio::test]
async fn malformed_xml_is_refused_with_its_place() {
    let text = envelope().replace("</soapenv:Body>", "\n  </soapenv:Bode>");
    let (fault, log) = refusal_of(text).await;
    assert_client_fault(&fault, &log, &["line 3", "column"]);
}

#[tokio::test]
async fn a_dtd_is_refused() {
    let dtd = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    let text = envelope().replace("<soapenv:Envelope", &format!("{dtd}<soapenv:Envelope"));
    let (fault, log) = refusal_of(text).await;
    assert_client_fault(&fault, &log, &["line"]);
    assert!(!fault.string.contains("root:"));
}

#[tokio::test]
async fn a_value_that_breaks_the_contract_is_refused_with_its_path() {
    let (fault, log) = refusal_of(envelope().replace("CITIZEN", "STRANGER")).await;
    assert_client_fault(&fault, &log, &["/actor/actorTypeEnum", "line", "column"]);
    assert!(!fault.string.contains("STRANGER"));
}

#[tokio::test]
async fn a_hundred_thousand_nested_elements_are_refused() {
    let nested = format!("{}{}", "<x>".repeat(100_000), "</x>".repeat(100_000));
    let (fault, log) = refusal_of(envelope().replace("</soapenv:Header>", &format!("{nested}</soapenv:Header>"))).await;
    assert_client_fault(&fault, &log, &["100"]);
}

#[tokio::test]
async fn what_is_no_envelope_is_refused() {
    for text in ["", "hello", "<a/>", "{\"json\": true}", "\u{0}\u{1}"] {
        let (fault, log) = refusal_of(text).await;
        assert_client_fault(&fault, &log, &["cannot be read"]);
    }
}

#[tokio::test]
async fn bytes_that_are_not_utf_8_are_refused() {
    let mut bytes = envelope().into_bytes();
    bytes.splice(60..60, [0xFF, 0xFE, 0xFD]);
    let (fault, log) = refusal_of(bytes).await;
    assert_client_fault(&fault, &log, &["cannot be read"]);
}

#[tokio::test]
async fn utf_16_is_understood() {
    let pki = Pki::new();
    let running = accepting(&pki).await;
    let text = envelope().replace("UTF-8", "UTF-16");
    let bytes: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let mut request = post(&url(running.local_addr()), body(bytes));
    let utf_16 = http::HeaderValue::from_static("text/xml; charset=UTF-16");
    request.headers_mut().insert("content-type", utf_16);
    let answer = send(&pki.channel(&pki.issue("ASKER")), request).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

#[tokio::test]
async fn an_unknown_contract_is_refused_whatever_soap_action_and_path_say() {
    let other = envelope().replace("RequestExemptionStatusesResponder:1", "SomethingElseResponder:1");
    let (fault, log) = refusal_of(other).await;
    assert_client_fault(&fault, &log, &["no call of a contract"]);
}

#[tokio::test]
async fn the_wrong_profile_is_refused() {
    let text = envelope();
    let start = text.find("<soapenv:Header>").unwrap() + "<soapenv:Header>".len();
    let end = text.find("</soapenv:Header>").unwrap();
    let to = "<To xmlns=\"http://www.w3.org/2005/08/addressing\">13</To>";
    let (fault, log) = refusal_of(format!("{}{to}{}", &text[..start], &text[end..])).await;
    assert_client_fault(&fault, &log, &["rivtabp20", "rivtabp21"]);
    let (fault, log) = refusal_of(format!("{}{}", &text[..start], &text[end..])).await;
    assert_client_fault(&fault, &log, &["logical address", "LogicalAddress"]);
}

#[tokio::test]
async fn a_call_without_an_address_is_admitted_as_the_producer_says() {
    let pki = Pki::new();
    let fault_of_address = |call: Call<RequestExemptionStatusesType>| async move {
        let header = call.http_headers.get("x-of-the-house").is_some();
        Err(Fault::client(format!("{} {header}", call.logical_address.as_str())))
    };
    let running = builder(&pki)
        .unaddressed_as(LogicalAddress::new("missing").unwrap())
        .bare_faults()
        .handle::<RequestExemptionStatuses, _, _>(fault_of_address)
        .start()
        .await
        .unwrap();
    let text = envelope();
    let start = text.find("<soapenv:Header>").unwrap() + "<soapenv:Header>".len();
    let end = text.find("</soapenv:Header>").unwrap();
    let empty = format!(
        "{}<a:LogicalAddress xmlns:a=\"urn:riv:itintegration:registry:1\"/>{}",
        &text[..start],
        &text[end..]
    );
    for message in [format!("{}{}", &text[..start], &text[end..]), empty] {
        let mut request = post(&url(running.local_addr()), body(message));
        request
            .headers_mut()
            .insert("x-of-the-house", http::HeaderValue::from_static("1"));
        let channel = pki.channel(&pki.issue("ASKER"));
        let answer = send(&channel, request).await;
        let fault = fault(&answer.text);
        assert_eq!(fault.string, "missing true");
        assert!(
            fault.detail.is_none(),
            "the fault is the handler's own, without a log id"
        );
    }
}

#[tokio::test]
async fn a_certificate_without_an_hsa_id_is_refused_by_a_typed_producer() {
    let pki = Pki::new();
    let running = accepting(&pki).await;
    let validity = rivta_pki::Validity::current(chrono::Utc::now());
    let nobody = pki
        .ours
        .issue(&rivta_pki::Subject::without_hsa_id("nobody"), validity)
        .unwrap();
    let answer = send(
        &pki.channel(&nobody),
        post(&url(running.local_addr()), body(envelope())),
    )
    .await;
    assert!(fault(&answer.text).string.contains("names no HSA-id"));
}

#[tokio::test]
async fn a_header_that_is_no_hsa_id_is_refused() {
    let pki = Pki::new();
    let running = accepting(&pki).await;
    let mut request = post(&url(running.local_addr()), body(envelope()));
    let value = http::HeaderValue::from_str(&"x".repeat(500)).unwrap();
    request
        .headers_mut()
        .insert("x-rivta-original-serviceconsumer-hsaid", value);
    let answer = send(&pki.channel(&pki.issue("ASKER")), request).await;
    assert!(
        fault(&answer.text)
            .string
            .contains("x-rivta-original-serviceconsumer-hsaid")
    );
}

#[tokio::test]
async fn a_correlation_id_is_echoed_or_made() {
    let pki = Pki::new();
    let running = accepting(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    for (given, kept) in [("trace-7", true), ("", false), (&*"x".repeat(129), false)] {
        let mut request = post(&url(running.local_addr()), body(envelope()));
        request
            .headers_mut()
            .insert("x-skltp-correlation-id", given.parse().unwrap());
        let id = send(&channel, request).await.correlation_id.unwrap();
        assert_eq!(id == given, kept, "{given}");
        assert!(kept || id.len() == 36);
    }
}

#[tokio::test]
async fn a_handlers_fault_reaches_the_caller_with_a_log_id() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let refuse = |_| async { Err(Fault::client("VP007 no permission").with_detail_string("ask the office")) };
    let running = builder(&pki)
        .handle::<RequestExemptionStatuses, _, _>(refuse)
        .start()
        .await
        .unwrap();
    let answer = send(
        &pki.channel(&pki.issue("ASKER")),
        post(&url(running.local_addr()), body(envelope())),
    )
    .await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let fault = fault(&answer.text);
    assert_eq!(fault.detail_text("detailString").unwrap(), "ask the office");
    let (_, log_id) = fault.string.split_once("VP007 no permission (log id ").unwrap();
    assert!(log.text().contains(log_id.trim_end_matches(')')));
}

#[tokio::test]
async fn a_log_id_the_handler_has_given_is_the_only_one() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let refuse = |_| async { Err(Fault::server("not stored").with_log_id("6f7c1d3e-own")) };
    let running = builder(&pki)
        .handle::<RequestExemptionStatuses, _, _>(refuse)
        .start()
        .await
        .unwrap();
    let call = post(&url(running.local_addr()), body(envelope()));
    let answer = send(&pki.channel(&pki.issue("ASKER")), call).await;
    let fault = fault(&answer.text);
    assert_eq!(fault.string, "not stored");
    assert_eq!(fault.detail_text("logId").unwrap(), "6f7c1d3e-own");
    assert!(log.text().contains("6f7c1d3e-own"));
}

#[tokio::test]
async fn a_handler_that_panics_makes_a_fault_and_nothing_of_it_is_logged() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let panics = |call: Call<RequestExemptionStatusesType>| async move {
        panic!("{:?}", call.request.patient_id.extension);
    };
    let running = builder(&pki)
        .handle::<RequestExemptionStatuses, _, _>(panics)
        .start()
        .await
        .unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    for _ in 0..2 {
        let answer = send(&channel, post(&url(running.local_addr()), body(envelope()))).await;
        let fault = fault(&answer.text);
        assert_eq!(fault.code, rivta_soap::FaultCode::Server);
        assert!(log.text().contains(&fault.detail_text("logId").unwrap()));
        assert!(!answer.text.contains(PERSON) && !log.text().contains(PERSON));
    }
}

#[tokio::test]
async fn only_post_and_get_are_served() {
    let pki = Pki::new();
    let running = accepting(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let mut request = post(&url(running.local_addr()), body(""));
        *request.method_mut() = method;
        assert_eq!(send(&channel, request).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}

async fn get(channel: &Channel, url: &str) -> Answer {
    let mut request = post(url, body(""));
    *request.method_mut() = Method::GET;
    send(channel, request).await
}

/// Every location in a document that leads back to us.
fn locations(document: &str) -> Vec<String> {
    let parts = document.split("ocation=\"").skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().replace("&amp;", "&"))
        .collect()
}

#[tokio::test]
async fn a_client_that_follows_the_wsdl_gets_the_whole_tree() {
    let pki = Pki::new();
    let accept = |_| async { Ok(RequestExemptionStatusesResponseType::default()) };
    let refuse = |_| async { Err(Fault::server("not here")) };
    let running = builder(&pki)
        .handle::<ProcessExemptionStatuses, _, _>(refuse)
        .handle::<RequestExemptionStatuses, _, _>(accept)
        .start()
        .await
        .unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    let path = rivta_soap::contract::conventional_path::<RequestExemptionStatuses>();
    let base = format!("{}{path}", url(running.local_addr()));
    let wsdl = get(&channel, &format!("{base}?wsdl")).await;
    assert_eq!(wsdl.status, StatusCode::OK);
    assert!(
        wsdl.text.contains(&format!("<soap:address location=\"{base}\"/>")),
        "{}",
        wsdl.text
    );
    let registry = format!("{base}?xsd=../../core_components/itintegration_registry_1.0.xsd");
    assert!(locations(&wsdl.text).contains(&registry), "{:?}", locations(&wsdl.text));

    let mut open: Vec<String> = locations(&wsdl.text)
        .into_iter()
        .filter(|url| url.contains("?xsd="))
        .collect();
    let (mut seen, mut namespaces) = (std::collections::BTreeSet::new(), Vec::new());
    while let Some(url) = open.pop() {
        if seen.insert(url.clone()) {
            let schema = get(&channel, &url).await;
            assert_eq!(schema.status, StatusCode::OK, "{url}");
            assert!(schema.text.contains("schema") && locations(&schema.text).iter().all(|l| l.starts_with(&base)));
            let namespace = schema.text.split("targetNamespace=\"").nth(1).unwrap();
            namespaces.push(namespace.split('"').next().unwrap().to_owned());
            open.extend(locations(&schema.text));
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert!(
        namespaces.iter().any(|namespace| namespace.contains(":enums:")),
        "{namespaces:?}"
    );

    // Also by the text that a schema itself uses, as the incumbent platform serves it.
    let by_text = format!("{base}?xsd=financial_patientfees_exemption_enum_1.0.xsd");
    assert_eq!(get(&channel, &by_text).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_described_is_not_found() {
    let pki = Pki::new();
    let accept = |_| async { Ok(RequestExemptionStatusesResponseType::default()) };
    let refuse = |_| async { Err(Fault::server("not here")) };
    let builder = builder(&pki).handle::<ProcessExemptionStatuses, _, _>(refuse);
    let running = builder
        .handle::<RequestExemptionStatuses, _, _>(accept)
        .start()
        .await
        .unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    let base = url(running.local_addr());
    let unknown = get(&channel, &format!("{base}/elsewhere?wsdl")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(
        unknown.text.contains("/RequestExemptionStatuses/1/rivtabp21?wsdl"),
        "{}",
        unknown.text
    );
    let path = rivta_soap::contract::conventional_path::<RequestExemptionStatuses>();
    for location in [
        "missing.xsd",
        "../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/x.xsd",
        "%zz",
    ] {
        let answer = get(&channel, &format!("{base}{path}?xsd={location}")).await;
        assert!(answer.status.is_client_error(), "{location}: {}", answer.status);
    }
}
