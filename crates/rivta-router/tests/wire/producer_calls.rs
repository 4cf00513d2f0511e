//! How producers are called: time-outs, connections, certificates (sections 6.1 and 6.3).

use std::time::Duration;

use rivta_router::Configuration;
use rivta_router::config::{ContractTimeout, ProducerTls};

use crate::socket::{Act, Wreck};
use crate::stage::{CONTRACT, Pki, RECEIVER, Seen, Stage, message, permissions, recorder, route};

#[tokio::test]
async fn section_6_1_the_time_out_of_a_contract() {
    let producer = Wreck::new(&[Act::Silence]);
    let own = |contract: &str| {
        let contract = contract.to_owned();
        move |configuration: &mut Configuration| {
            configuration.producer.silence_timeout = Duration::from_mins(1);
            configuration.producer.timeout = vec![ContractTimeout {
                contract,
                silence_timeout: Duration::from_millis(100),
            }];
        }
    };
    let stage = Stage::leading_to(&producer.address, own(CONTRACT)).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    assert!(detail.contains("ReadTimeoutException"), "{detail}");
    // Contracts are compared exactly: another spelling has the time-out of all.
    let stage = Stage::leading_to(&producer.address, own(&CONTRACT.to_uppercase())).await;
    let waiting = tokio::time::timeout(Duration::from_millis(400), stage.call(message(RECEIVER)));
    assert!(waiting.await.is_err());
}

#[tokio::test]
async fn section_6_1_a_body_in_chunks_when_so_configured() {
    for chunked in [false, true] {
        let stage = Stage::with(
            |configuration| configuration.producer.chunked = chunked,
            |address| vec![route(RECEIVER, address)],
            permissions(&[RECEIVER]),
        )
        .await;
        stage.call(message(RECEIVER)).await.is_ok();
        let seen = stage.last_call();
        assert_eq!(seen.body, message(RECEIVER));
        assert_eq!(seen.headers.contains_key("content-length"), !chunked);
        assert_eq!(seen.headers.contains_key("transfer-encoding"), chunked);
    }
}

#[tokio::test]
async fn section_6_1_without_keep_alive_each_call_has_a_connection_of_its_own() {
    let answer = Act::Say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>");
    let producer = Wreck::new(Box::leak(Box::new([answer])));
    let stage = Stage::leading_to(&producer.address, |configuration| {
        configuration.producer.keep_alive = false;
    })
    .await;
    for count in 1..=3 {
        stage.call(message(RECEIVER)).await.is_ok();
        assert_eq!(producer.connections(), count);
    }
}

#[tokio::test]
async fn section_6_1_a_connection_is_kept_however_its_answers_end() {
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<ok/>\r\n0\r\n\r\n",
    ] {
        let producer = Wreck::new(Box::leak(Box::new([Act::SayEachTime(answer)])));
        let stage = Stage::leading_to(&producer.address, |_| {}).await;
        for _ in 0..3 {
            assert_eq!(stage.call(message(RECEIVER)).await.body, "<ok/>");
        }
        assert_eq!(producer.connections(), 1);
    }
}

/// A producer of another authority than the router's, at an address whose host its certificate is not for.
async fn foreign(host: &str) -> (Pki, rivta_producer::listener::Running, String) {
    let pki = Pki::named("Foreign CA");
    let (producer, address) = pki.producer(recorder(&Seen::default())).await;
    (pki, producer, address.replace("localhost", host))
}

#[tokio::test]
async fn section_6_1_the_host_name_is_checked_unless_configured_otherwise() {
    // 127.0.0.2 is this machine too, and is in no certificate.
    let (foreign, _producer, address) = foreign("localhost").await;
    let subject = rivta_pki::Subject::new("elsewhere", "SE2321000131-ELSEWHERE").at_hosts(&["elsewhere.example"]);
    let elsewhere = foreign.issue(&subject, rivta_pki::Validity::current(chrono::Utc::now()));
    let (chain, key) = (elsewhere.certificate_pem(), elsewhere.private_key_pem());
    let identity = rivta_producer::Identity::from_pem(chain.as_bytes(), key.as_bytes()).unwrap();
    let trust = rivta_producer::ClientTrust::from_pem(foreign.authority.certificate_pem().as_bytes()).unwrap();
    let listener = rivta_producer::Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust);
    let listening = listener.serve(recorder(&Seen::default())).await.unwrap();
    let address = format!(
        "{}{}/a",
        &address[..=address.rfind(':').unwrap()],
        listening.local_addr().port()
    );
    let folder = foreign.folder.path().to_owned();
    let own = move |verify: bool| {
        let folder = folder.clone();
        move |configuration: &mut Configuration| {
            configuration.producer.verify_host_name = verify;
            configuration.tls.producer_trust = Some(folder.join("ca.pem"));
            configuration.producer.tls = vec![settings("own", &folder)];
        }
    };
    let stage = Stage::leading_to(&address, own(true)).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    assert!(
        detail.contains("SSLHandshakeException: the other side's certificate is not for this host"),
        "{detail}"
    );
    let stage = Stage::leading_to(&address, own(false)).await;
    stage.call(message(RECEIVER)).await.is_ok();
}

fn settings(name: &str, folder: &std::path::Path) -> ProducerTls {
    ProducerTls {
        name: name.to_owned(),
        domain_name: Some("LOCALHOST".to_owned()),
        certificate: Some(folder.join("router.pem")),
        key: Some(folder.join("router-key.pem")),
        trust: Some(folder.join("ca.pem")),
        ..ProducerTls::default()
    }
}

#[tokio::test]
async fn section_6_3_a_producer_of_another_authority_has_settings_of_its_own() {
    let (foreign, _producer, address) = foreign("localhost").await;
    let stage = Stage::leading_to(&address, |_| {}).await;
    stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    let folder = foreign.folder.path().to_owned();
    let stage = Stage::leading_to(&address, |configuration| {
        configuration.producer.tls = vec![settings("own", &folder)];
    })
    .await;
    stage.call(message(RECEIVER)).await.is_ok();
}
