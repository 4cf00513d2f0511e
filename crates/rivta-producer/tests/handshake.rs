//! Who is admitted, and what the others are told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::Utc;
use http::{Request, Response};
use http_body_util::BodyExt as _;
use rivta_consumer::{ChannelError, TlsFailure};
use rivta_pki::{FunctionCertificate, Subject, Validity};
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{ClientTrust, Listener, Peer};
use rivta_test_log::Log;
use support::{Pki, body, loopback, post, rest, server_identity, url, within};
use tokio::io::AsyncWriteExt as _;

/// Answers with what it knows of the caller.
async fn who(request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let peer = request.extensions().get::<Peer>().unwrap();
    let hsa_id = match peer.hsa_id() {
        Some(Ok(hsa_id)) => hsa_id.as_str().to_owned(),
        Some(Err(error)) => error.to_string(),
        None => "no TLS".to_owned(),
    };
    let length = peer.certificate().map_or(0, bytes::Bytes::len);
    let answer = format!("{hsa_id}|{length}|{}", peer.address().ip());
    Response::new(full(answer))
}

async fn listen(pki: &Pki, trust: ClientTrust) -> Running {
    Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), trust)
        .serve(who)
        .await
        .unwrap()
}

async fn ask(pki: &Pki, running: &Running, certificate: &FunctionCertificate) -> Result<String, ChannelError> {
    let request = post(&url(running.local_addr()), body("x"));
    let response = within(pki.channel(certificate).send(request)).await?;
    let answer = response.into_body().collect().await?.to_bytes();
    Ok(String::from_utf8(answer.to_vec()).unwrap())
}

fn tls_failure(outcome: Result<String, ChannelError>) -> TlsFailure {
    match outcome {
        Err(ChannelError::Tls { failure, .. }) => failure,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_caller_is_known_by_its_certificate() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let asker = pki.issue("ASKER");
    let expected = format!("SE2321000016-ASKER|{}|127.0.0.1", asker.der().len());
    assert_eq!(ask(&pki, &running, &asker).await.unwrap(), expected);
}

#[tokio::test]
async fn a_certificate_without_an_hsa_id_is_admitted_and_names_nobody() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let nobody = pki
        .ours
        .issue(&Subject::without_hsa_id("nobody"), Validity::current(Utc::now()))
        .unwrap();
    assert!(ask(&pki, &running, &nobody).await.unwrap().contains("no serialNumber"));
}

#[tokio::test]
async fn no_certificate_no_call() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let mut stream = pki.connect(running.local_addr(), None).await;
    let _ = stream
        .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
        .await;
    let error = within(tokio::io::AsyncReadExt::read_u8(&mut stream)).await.unwrap_err();
    assert!(error.to_string().contains("CertificateRequired"), "{error}");
}

#[tokio::test]
async fn an_unknown_authority_is_refused() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let validity = Validity::current(Utc::now());
    let stranger = pki
        .strangers
        .issue(&Subject::new("STRANGER", "SE2321000016-ASKER"), validity)
        .unwrap();
    assert_eq!(
        tls_failure(ask(&pki, &running, &stranger).await),
        TlsFailure::OurAuthorityUnknown
    );
}

#[tokio::test]
async fn a_producer_whose_own_certificate_has_expired_says_so() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let own = pki.issue_with("SERVER", Validity::expired(Utc::now()));
    let running = Listener::mutual_tls(loopback(), server_identity(&own), pki.client_trust())
        .serve(who)
        .await
        .unwrap();
    assert!(log.text().contains("our certificate has expired"), "{}", log.text());
    running.shutdown().await;
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let expired = pki.issue_with("OLD", Validity::expired(Utc::now()));
    let failure = tls_failure(ask(&pki, &running, &expired).await);
    assert_eq!(failure, TlsFailure::OurCertificateExpired);
    assert_eq!(
        failure.to_string(),
        "the other side refuses our certificate: it has expired or is not valid yet"
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_yet_valid_is_refused() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let early = pki.issue_with("EARLY", Validity::not_yet(Utc::now()));
    assert_eq!(
        tls_failure(ask(&pki, &running, &early).await),
        TlsFailure::OurCertificateExpired
    );
}

#[tokio::test]
async fn a_revoked_certificate_is_refused_and_others_are_not() {
    let pki = Pki::new();
    let (revoked, kept) = (pki.issue("REVOKED"), pki.issue("KEPT"));
    let trust = pki.client_trust().with_crls(&pki.crl(&[&revoked])).unwrap();
    let running = listen(&pki, trust).await;
    assert_eq!(
        tls_failure(ask(&pki, &running, &revoked).await),
        TlsFailure::OurCertificateRevoked
    );
    assert!(
        ask(&pki, &running, &kept)
            .await
            .unwrap()
            .starts_with("SE2321000016-KEPT")
    );
}

#[tokio::test]
async fn validity_is_judged_by_the_clock_given() {
    let pki = Pki::new();
    let clock = rivta_soap::time::FixedClock::at(Utc::now() + chrono::TimeDelta::days(60));
    let identity = server_identity(&pki.issue("SERVER"));
    let listener = Listener::mutual_tls(loopback(), identity, pki.client_trust());
    let running = listener.clock(std::sync::Arc::new(clock)).serve(who).await.unwrap();
    let failure = tls_failure(ask(&pki, &running, &pki.issue("ASKER")).await);
    assert_eq!(failure, TlsFailure::OurCertificateExpired);
}

#[tokio::test]
async fn plain_http_on_a_tls_listener_gets_no_answer() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let mut stream = tokio::net::TcpStream::connect(running.local_addr()).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    assert!(!rest(&mut stream).await.contains("HTTP/1.1"));
    assert!(ask(&pki, &running, &pki.issue("ASKER")).await.is_ok());
}

#[tokio::test]
async fn a_listener_in_clear_knows_nobody() {
    let pki = Pki::new();
    let running = Listener::in_clear(loopback()).serve(who).await.unwrap();
    let url = format!("http://{}/", running.local_addr());
    let response = within(pki.channel(&pki.issue("ASKER")).send(post(&url, body("x"))))
        .await
        .unwrap();
    let answer = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(answer, "no TLS|0|127.0.0.1");
}

#[tokio::test]
async fn key_and_certificate_must_belong_together() {
    let pki = Pki::new();
    let (one, other) = (pki.issue("ONE"), pki.issue("OTHER"));
    let identity =
        rivta_producer::Identity::from_pem(one.certificate_pem().as_bytes(), other.private_key_pem().as_bytes())
            .unwrap();
    let error = Listener::mutual_tls(loopback(), identity, pki.client_trust())
        .serve(who)
        .await
        .unwrap_err();
    assert!(matches!(error, rivta_producer::Error::Certificates { .. }), "{error}");
    assert!(!error.to_string().contains("PRIVATE"));
}

#[tokio::test]
async fn tls_1_2_is_admitted_and_checked_alike() {
    let pki = Pki::new();
    let (revoked, kept) = (pki.issue("REVOKED"), pki.issue("KEPT"));
    let trust = pki.client_trust().with_crls(&pki.crl(&[&revoked])).unwrap();
    let running = listen(&pki, trust).await;
    let connect = async |certificate| {
        let stream = tokio::net::TcpStream::connect(running.local_addr()).await.unwrap();
        pki.secure_with(&[&rustls::version::TLS12], stream, Some(certificate))
            .await
    };
    let mut stream = connect(&kept).await.unwrap();
    assert_eq!(
        stream.get_ref().1.protocol_version(),
        Some(rustls::ProtocolVersion::TLSv1_2)
    );
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    assert!(support::one_answer(&mut stream).await.contains("SE2321000016-KEPT"));
    let error = connect(&revoked).await.unwrap_err();
    assert!(error.to_string().contains("CertificateRevoked"), "{error}");
}

#[tokio::test]
async fn tls_1_1_is_refused() {
    let pki = Pki::new();
    let running = listen(&pki, pki.client_trust()).await;
    let mut stream = tokio::net::TcpStream::connect(running.local_addr()).await.unwrap();
    // A ClientHello of TLS 1.1: version, random, no session, one cipher suite, no compression.
    let hello = [&[3, 2][..], &[7; 32], &[0, 0, 2, 0xC0, 0x13, 1, 0]].concat();
    let length = u8::try_from(hello.len()).unwrap();
    let record = [&[22, 3, 1, 0, length + 4, 1, 0, 0, length][..], &hello].concat();
    stream.write_all(&record).await.unwrap();
    let mut answer = Vec::new();
    within(tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut answer))
        .await
        .unwrap();
    // An alert (21) that is fatal (2), and no ServerHello.
    assert_eq!(
        (answer.first(), answer.get(5), answer.len()),
        (Some(&21), Some(&2), 7),
        "{answer:?}"
    );
}
