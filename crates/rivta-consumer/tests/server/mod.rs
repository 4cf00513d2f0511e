//! A server that follows a script, for the ways in which servers fail.
// Every test program uses its own part of it.
#![allow(dead_code, unreachable_pub)]

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use rivta_pki::FunctionCertificate;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

pub type Line = TlsStream<TcpStream>;

/// Listens on loopback and plays the script once for each connection, after the handshake.
pub async fn scripted<S, F>(certificate: &FunctionCertificate, script: S) -> SocketAddr
where
    S: Fn(Line) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let acceptor = acceptor(certificate);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                tokio::spawn(script(stream));
            }
        }
    });
    address
}

fn acceptor(certificate: &FunctionCertificate) -> TlsAcceptor {
    let key = PrivateKeyDer::from_pem_slice(certificate.private_key_pem().as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.unwrap().with_no_client_auth();
    let config = builder.with_single_cert(vec![certificate.der().clone()], key).unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// Reads a request with a Content-Length to its end.
pub async fn read_request(line: &mut Line) {
    let mut bytes = Vec::new();
    while let Ok(byte) = line.read_u8().await {
        bytes.push(byte);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let head = head.to_ascii_lowercase();
        let length = head
            .split("content-length: ")
            .nth(1)
            .map_or("0", |rest| rest.split("\r\n").next().unwrap());
        if body.len() >= length.parse().unwrap() {
            return;
        }
    }
}

/// Reads a request, sends these bytes, and keeps the connection open until the caller closes it.
pub async fn answer(mut line: Line, text: String) {
    read_request(&mut line).await;
    line.write_all(text.as_bytes()).await.unwrap();
    line.flush().await.unwrap();
    let _ = line.read_u8().await;
}

/// An HTTP answer with a length.
pub fn http(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
