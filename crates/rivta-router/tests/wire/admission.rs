//! Who is let in at all: certificates that TLS refuses never reach the platform.

use chrono::Utc;
use http::Request;
use rivta_consumer::channel::{ChannelError, TlsFailure};
use rivta_pki::{FunctionCertificate, Subject, Validity};

use crate::stage::{Pki, RECEIVER, Reply, SENDER, Stage, message, permissions, route, whole};

async fn refusal(stage: &Stage, certificate: &FunctionCertificate) -> TlsFailure {
    let channel = stage.pki.channel(certificate);
    let request = Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    match Reply::of(&channel, request).await {
        Err(ChannelError::Tls { failure, .. }) => failure,
        other => panic!("expected a TLS failure, got {other:?}"),
    }
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let stage = Stage::open().await;
    let expired = stage
        .pki
        .issue(&Subject::new("old", SENDER), Validity::expired(Utc::now()));
    assert_eq!(refusal(&stage, &expired).await, TlsFailure::OurCertificateExpired);
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused() {
    let stage = Stage::open().await;
    let stranger = Pki::named("Another CA").certificate(SENDER);
    assert_eq!(refusal(&stage, &stranger).await, TlsFailure::OurAuthorityUnknown);
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn a_certificate_is_refused_from_the_reload_of_the_list_that_revokes_it() {
    let stage = Stage::with(
        |configuration| {
            let folder = configuration.tls.trust.parent().unwrap().to_owned();
            configuration.tls.revocation_lists = vec![folder.join("crl.pem")];
        },
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await;
    let certificate = stage.pki.certificate(SENDER);
    let request = || Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    Reply::of(&stage.pki.channel(&certificate), request())
        .await
        .unwrap()
        .is_ok();
    let list = stage
        .pki
        .authority
        .revocation_list(&[&certificate], Utc::now())
        .unwrap();
    stage.pki.folder.write_revocation_list(&list).unwrap();
    assert!(stage.router.reload_certificates().unwrap());
    assert_eq!(refusal(&stage, &certificate).await, TlsFailure::OurCertificateRevoked);
}
