//! Producers behind TLS that close without its farewell, as many do (section 6.2).

use std::sync::Arc;

use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::stage::{Pki, RECEIVER, Reply, Stage, message};

/// A producer that reads a request, writes this and drops the connection, and its address.
async fn abrupt(pki: &Pki, answer: String) -> String {
    let certificate = pki.certificate("SE2321000131-PRODUCER");
    let key = PrivateKeyDer::from_pem_slice(certificate.private_key_pem().as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.unwrap().with_no_client_auth();
    let settings = builder.with_single_cert(vec![certificate.der().clone()], key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}/producer", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = TlsAcceptor::from(Arc::new(settings)).accept(stream).await.unwrap();
        let (mut seen, mut piece) = (Vec::new(), [0; 4096]);
        while !seen.ends_with(b"</s:Envelope>") {
            let count = stream.read(&mut piece).await.unwrap();
            seen.extend_from_slice(&piece[..count]);
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
    });
    address
}

async fn call(answer: String) -> Reply {
    let pki = Pki::new();
    let address = abrupt(&pki, answer).await;
    let trust = pki.folder.path().join("ca.pem");
    let stage = Stage::leading_to(&address, |configuration| configuration.tls.producer_trust = Some(trust)).await;
    stage.call(message(RECEIVER)).await
}

#[tokio::test]
async fn section_6_2_an_answer_that_ends_with_the_connection_passes() {
    let large = format!("<ok>{}</ok>", "x".repeat(200_000));
    for (header, body) in [
        ("Content-Length: 500", "<ok/>"),
        ("X-Own: 1", "<ok/>"),
        ("X-Own: 1", &large),
    ] {
        let reply = call(format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n{body}")).await;
        assert_eq!((reply.status.as_u16(), reply.body.as_str()), (200, body), "{header}");
    }
}

#[tokio::test]
async fn section_6_2_chunks_without_the_last_are_no_answer() {
    let reply = call("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<ok/>\r\n".to_owned()).await;
    let text = reply.text("faultstring");
    assert!(
        text.starts_with("No response received from remote server: 127.0.0.1:"),
        "{text}"
    );
}
