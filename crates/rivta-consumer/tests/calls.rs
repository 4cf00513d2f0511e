//! What goes over the wire, and what a person can look at before and after.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_consumer::builder::ConsumerBuilder;
use rivta_consumer::{Consumer, Endpoint, Error, OriginalConsumer};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses as C;
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_soap::envelope::{OutgoingHeaders, write};
use rivta_soap::{Contract, HsaId, LogicalAddress};
use rivta_test_log::Log;
use support::{PERSON, Pki, client_identity, loopback, server_identity, url, within};

fn builder(pki: &Pki, address: SocketAddr, original: OriginalConsumer) -> ConsumerBuilder {
    Consumer::to(Endpoint::base(&url(address)).unwrap())
        .trusting(pki.trust())
        .identified_by(client_identity(&pki.issue("ASKER")))
        .on_behalf_of(original)
}

fn hsa_id(text: &str) -> HsaId {
    HsaId::new(text).unwrap()
}

fn to() -> LogicalAddress {
    LogicalAddress::new("13").unwrap()
}

/// Requests as they arrived: path, headers and body.
type Seen = Arc<Mutex<Vec<(String, HeaderMap, String)>>>;

async fn record(seen: Seen, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let body = String::from_utf8(body.to_vec()).unwrap();
    seen.lock().unwrap().push((head.uri.to_string(), head.headers, body));
    let response = <C as Contract>::Response::default();
    Response::new(full(write(
        OutgoingHeaders::default(),
        &C::RESPONSE,
        C::RESPONSE_NAMESPACES,
        &response,
    )))
}

async fn recording(pki: &Pki) -> (Running, Seen) {
    let seen = Seen::default();
    let store = Arc::clone(&seen);
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let running = listener
        .serve(move |request| record(Arc::clone(&store), request))
        .await
        .unwrap();
    (running, seen)
}

#[tokio::test]
async fn a_call_carries_the_headers_of_the_profile() {
    let pki = Pki::new();
    let (running, seen) = recording(&pki).await;
    let original = OriginalConsumer::Is(hsa_id("SE-ORIGINAL"));
    let consumer = builder(&pki, running.local_addr(), original).build().unwrap();
    let (to, request) = (to(), support::request());
    let call = consumer
        .request::<C>(&to, &request)
        .acting_on_behalf_of(hsa_id("SE-PRINCIPAL"))
        .http_header(HeaderName::from_static("x-of-the-house"), HeaderValue::from_static("1"))
        .http_header(CONTENT_TYPE, HeaderValue::from_static("text/plain"))
        .correlation_id("t-1");
    let answer = within(call.send()).await.unwrap();
    assert_eq!(answer.correlation_id, "t-1");
    let (path, headers, body) = seen.lock().unwrap().pop().unwrap();
    assert_eq!(
        path,
        "/vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21"
    );
    let expected = [
        ("content-type", "text/xml; charset=UTF-8"),
        ("soapaction", &*format!("\"{}\"", C::SOAP_ACTION)),
        ("x-rivta-original-serviceconsumer-hsaid", "SE-ORIGINAL"),
        ("x-rivta-acting-on-behalf-of-hsaid", "SE-PRINCIPAL"),
        ("x-skltp-correlation-id", "t-1"),
        ("x-of-the-house", "1"),
        ("host", &*format!("localhost:{}", running.local_addr().port())),
        ("content-length", &*body.len().to_string()),
    ];
    for (name, value) in expected {
        assert_eq!(
            headers.get(name).map(|found| found.to_str().unwrap()),
            Some(value),
            "{name}"
        );
    }
    assert_eq!(headers.len(), expected.len(), "{headers:?}");
    assert!(body.contains(">13</") && body.contains(PERSON));
}

#[tokio::test]
async fn what_is_left_to_the_platform_is_not_sent() {
    let pki = Pki::new();
    let (running, seen) = recording(&pki).await;
    let consumer = builder(&pki, running.local_addr(), OriginalConsumer::FromCertificate)
        .build()
        .unwrap();
    within(consumer.call::<C>(&to(), &support::request())).await.unwrap();
    let (_, headers, _) = seen.lock().unwrap().pop().unwrap();
    assert!(!headers.contains_key("x-rivta-original-serviceconsumer-hsaid"));
    assert!(!headers.contains_key("x-rivta-acting-on-behalf-of-hsaid"));
    assert_eq!(headers["x-skltp-correlation-id"].len(), 36);
}

#[tokio::test]
async fn who_forwards_must_name_the_original_consumer() {
    let pki = Pki::new();
    let (running, seen) = recording(&pki).await;
    let consumer = builder(&pki, running.local_addr(), OriginalConsumer::Forwarded)
        .build()
        .unwrap();
    let (to, request) = (to(), support::request());
    let error = within(consumer.call::<C>(&to, &request)).await.unwrap_err();
    assert!(matches!(error, Error::NoOriginalConsumer(_)), "{error}");
    assert!(seen.lock().unwrap().is_empty(), "a call was sent");
    let call = consumer
        .request::<C>(&to, &request)
        .original_consumer(hsa_id("SE-FIRST"));
    within(call.send()).await.unwrap();
    let (_, headers, _) = seen.lock().unwrap().pop().unwrap();
    assert_eq!(headers["x-rivta-original-serviceconsumer-hsaid"], "SE-FIRST");
}

#[tokio::test]
async fn a_value_that_would_split_a_header_is_refused() {
    let pki = Pki::new();
    let (running, _) = recording(&pki).await;
    let consumer = builder(&pki, running.local_addr(), OriginalConsumer::FromCertificate)
        .build()
        .unwrap();
    let (to, request) = (to(), support::request());
    let call = consumer.request::<C>(&to, &request).correlation_id("a\r\nx-evil: 1");
    let error = within(call.send()).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Header {
                header: "x-skltp-correlation-id",
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_dry_run_is_what_would_be_sent() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let (running, seen) = recording(&pki).await;
    let consumer = builder(&pki, running.local_addr(), OriginalConsumer::FromCertificate)
        .build()
        .unwrap();
    let (to, request) = (to(), support::request());
    let call = consumer.request::<C>(&to, &request);
    let dry = call.dry_run().unwrap();
    assert!(seen.lock().unwrap().is_empty(), "a call was sent");
    within(call.send()).await.unwrap();
    let (path, mut headers, body) = seen.lock().unwrap().pop().unwrap();
    assert_eq!((dry.method, dry.url.path()), (Method::POST, path.as_str()));
    assert_eq!(dry.body, body);
    // HTTP itself adds these two.
    headers.remove("host");
    headers.remove("content-length");
    assert_eq!(dry.headers, headers);
    assert!(!log.text().contains(PERSON), "the log holds a personal number");
}

#[tokio::test]
async fn the_last_exchange_is_kept_only_on_request() {
    let pki = Pki::new();
    let (running, _) = recording(&pki).await;
    let plain = builder(&pki, running.local_addr(), OriginalConsumer::FromCertificate)
        .build()
        .unwrap();
    within(plain.call::<C>(&to(), &support::request())).await.unwrap();
    assert!(plain.last_exchange().is_none());

    let keeping = builder(&pki, running.local_addr(), OriginalConsumer::FromCertificate).keeping_last_exchange();
    let keeping = keeping.build().unwrap();
    assert!(keeping.last_exchange().is_none());
    within(keeping.call::<C>(&to(), &support::request())).await.unwrap();
    let last = keeping.last_exchange().unwrap();
    assert_eq!(last.status, StatusCode::OK);
    assert!(String::from_utf8_lossy(&last.request.body).contains(PERSON));
    assert!(String::from_utf8_lossy(&last.body).contains("RequestExemptionStatusesResponse"));
    assert!(!format!("{last:?}{keeping:?}").contains(PERSON));
}
