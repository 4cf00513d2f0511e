//! Consumers that resume their TLS session: the sender is who it was (sections 3.1 and 6.4).

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::HandshakeKind::{self, Full, Resumed};
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{PrivateKeyDer, ServerName};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::stage::{Pki, RECEIVER, SENDER, Stage, message, permissions, route};

/// A consumer that keeps its sessions.
fn consumer(pki: &Pki) -> Arc<ClientConfig> {
    let certificate = pki.certificate(SENDER);
    let key = PrivateKeyDer::from_pem_slice(certificate.private_key_pem().as_bytes()).unwrap();
    let mut roots = RootCertStore::empty();
    roots
        .add(rustls_pki_types::CertificateDer::from_pem_slice(pki.authority.certificate_pem().as_bytes()).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.unwrap().with_root_certificates(roots);
    let config = builder.with_client_auth_cert(vec![certificate.der().clone()], key);
    Arc::new(config.unwrap())
}

/// A call on a connection of its own, which is let through; gives its handshake.
async fn call(consumer: &Arc<ClientConfig>, router: SocketAddr) -> HandshakeKind {
    let stream = TcpStream::connect(router).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let mut stream = TlsConnector::from(Arc::clone(consumer))
        .connect(name, stream)
        .await
        .unwrap();
    let message = message(RECEIVER);
    let head = format!(
        "POST /vp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        message.len()
    );
    stream.write_all((head + &message).as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("<ok/>"),
        "{answer}"
    );
    stream.get_ref().1.handshake_kind().unwrap()
}

#[tokio::test]
async fn section_3_1_a_resumed_session_names_its_sender() {
    let stage = Stage::open().await;
    let consumer = consumer(&stage.pki);
    for kind in [Full, Resumed, Resumed] {
        // The catalogue lets nobody else through.
        assert_eq!(call(&consumer, stage.router.local_addr()).await, kind);
    }
}

#[tokio::test]
async fn section_6_4_sessions_are_not_resumed_when_that_is_said() {
    let stage = Stage::with(
        |configuration| configuration.tls.full_handshakes = true,
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await;
    let consumer = consumer(&stage.pki);
    for _ in 0..2 {
        assert_eq!(call(&consumer, stage.router.local_addr()).await, Full);
    }
}
