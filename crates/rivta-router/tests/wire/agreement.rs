//! What TLS is agreed on with consumers and producers, and what is told of it (sections 6.3 and 8.2).

use http::Request;
use rivta_consumer::channel::ChannelError;
use rivta_consumer::{Channel, Trust};
use rivta_producer::{ClientTrust, Identity, Listener};
use rivta_router::Router;
use rivta_router::config::ProducerTls;
use rivta_test_log::Log;

use crate::stage::{Pki, RECEIVER, Reply, SENDER, Seen, Stage, message, permissions, recorder, route, whole};

fn names(versions: &[&str]) -> Vec<String> {
    versions.iter().map(|&name| name.to_owned()).collect()
}

/// A consumer that speaks this version alone.
fn consumer(pki: &Pki, version: &str) -> Channel {
    let certificate = pki.certificate(SENDER);
    let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
    let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
    let trust = Trust::from_pem(pki.authority.certificate_pem().as_bytes()).unwrap();
    let agreement = rivta_consumer::Agreement::of(&names(&[version]), &[]).unwrap();
    Channel::builder(trust.agreeing_on(agreement), identity)
        .build()
        .unwrap()
}

#[tokio::test]
async fn section_6_4_consumers_meet_the_versions_that_are_allowed() {
    let stage = Stage::with(
        |configuration| configuration.tls.protocols = names(&["TLSv1.3"]),
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await;
    let request = || Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    let old = Reply::of(&consumer(&stage.pki, "TLSv1.2"), request()).await;
    assert!(matches!(old, Err(ChannelError::Tls { .. })), "{old:?}");
    let new = Reply::of(&consumer(&stage.pki, "TLSv1.3"), request()).await;
    new.unwrap().is_ok();
}

#[tokio::test]
async fn section_6_3_producers_have_versions_of_their_own() {
    let pki = Pki::new();
    let certificate = pki.certificate("SE2321000131-PRODUCER");
    let (chain, key) = (certificate.certificate_pem(), certificate.private_key_pem());
    let identity = Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
    let trust = ClientTrust::from_pem(pki.authority.certificate_pem().as_bytes()).unwrap();
    let agreement = rivta_producer::Agreement::of(&names(&["TLSv1.2"]), &[]).unwrap();
    let listener = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust.agreeing_on(agreement));
    let producer = listener.serve(recorder(&Seen::default())).await.unwrap();
    let address = format!("https://localhost:{}/a", producer.local_addr().port());
    let own = |versions: Option<Vec<String>>| {
        let folder = pki.folder.path().to_owned();
        move |configuration: &mut rivta_router::Configuration| {
            configuration.tls.producer_protocols = names(&["TLSv1.3"]);
            configuration.producer.tls = vec![ProducerTls {
                name: "old".to_owned(),
                domain_name: Some("localhost".to_owned()),
                certificate: Some(folder.join("router.pem")),
                key: Some(folder.join("router-key.pem")),
                trust: Some(folder.join("ca.pem")),
                protocols: versions,
                ..ProducerTls::default()
            }];
        }
    };
    let stage = Stage::leading_to(&address, own(None)).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    assert!(detail.contains("javax.net.ssl.SSLHandshakeException"), "{detail}");
    let stage = Stage::leading_to(&address, own(Some(names(&["TLSv1.2"])))).await;
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn section_6_3_what_leaves_nothing_to_agree_on_is_told_at_the_start() {
    let pki = Pki::new();
    let mut configuration = pki.configuration();
    configuration.tls.producer_cipher_suites = names(&["TLS_AES_256_GCM_SHA384"]);
    let catalog = rivta_catalog::Catalog::new(rivta_catalog::Environment::Test, [], []);
    let refused = Router::new(configuration).catalog(catalog).start().await.err().unwrap();
    let text = refused.to_string();
    assert!(text.contains("no cipher suite is left for TLSv1.2"), "{text}");
}

#[tokio::test]
async fn section_8_2_a_failed_handshake_is_told_with_its_caller_and_reason() {
    let (log, _keeping) = Log::capture_json();
    let stage = Stage::open().await;
    let stranger = stage.pki.channel(&Pki::named("Another CA").certificate(SENDER));
    let request = Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    Reply::of(&stranger, request).await.unwrap_err();
    let events = log.objects().unwrap();
    let told = |action: &str| {
        let mut fields = events.iter().map(|event| &event["fields"]);
        fields.find(|fields| fields["event.action"] == action && fields["server.address"].is_null())
    };
    let registered = told("ssl-context-register").unwrap();
    assert_eq!(registered["labels.protocols"], "TLSv1.3,TLSv1.2");
    let failed = told("tls-handshake-failed").unwrap();
    assert_eq!(
        (&failed["event.module"], &failed["source.ip"]),
        (&"skltp-tls".into(), &"127.0.0.1".into())
    );
    assert!(
        failed["error.message"].as_str().unwrap().contains("UnknownIssuer"),
        "{failed}"
    );
}
