//! Which versions of TLS a server takes, asked of real listeners.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use http::{Request, Response};
use rivta_consumer::probe::{Refusal, offer};
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use support::{Pki, server_identity, within};

async fn answer(_request: Request<IncomingBody>) -> Response<OutgoingBody> {
    Response::new(full("never asked"))
}

async fn listen(address: SocketAddr) -> Running {
    let pki = Pki::new();
    let identity = server_identity(&pki.issue("SERVER"));
    let listener = Listener::mutual_tls(address, identity, pki.client_trust());
    listener.serve(answer).await.unwrap()
}

#[tokio::test]
async fn a_server_is_asked_by_name_and_by_either_kind_of_address() {
    let (four, six) = (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST);
    for (address, host) in [
        (SocketAddr::from((four, 0)), "localhost"),
        (SocketAddr::from((four, 0)), "127.0.0.1"),
        (SocketAddr::from((six, 0)), "[::1]"),
    ] {
        let running = listen(address).await;
        let url = format!("https://{host}:{}/", running.local_addr().port());
        for version in ["1.2", "1.3"] {
            let chosen = within(offer(&url, version)).await;
            assert_eq!(chosen.as_deref(), Ok(version), "{url}");
        }
        for version in ["1.0", "1.1"] {
            assert_eq!(within(offer(&url, version)).await, Err(Refusal::Alert(70)), "{url}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_told() {
    let told = async |url: &str, version: &str| within(offer(url, version)).await.unwrap_err().to_string();
    assert_eq!(told("https://[::1", "1.3").await, "the URL is malformed");
    assert_eq!(
        told("/vp", "1.3").await,
        "the URL cannot be called: it must begin with https:// or http://"
    );
    assert_eq!(told("https://[::1]:1/", "1.4").await, "the version is unknown");
}
