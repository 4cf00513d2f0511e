//! Callers that come back and resume their TLS session: known as before, and admitted no longer than they would be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use http::{Request, Response};
use rivta_pki::{Authority, Folder, FunctionCertificate, Validity};
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{ClientTrust, Identity, Listener, Peer};
use rivta_soap::time::FixedClock;
use rivta_test_log::Log;
use rustls::HandshakeKind::{Full, Resumed};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ClientConnection, HandshakeKind, SupportedProtocolVersion};
use rustls_pki_types::ServerName;
use support::{Pki, loopback, secure_by, server_identity, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const CALL: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// Answers with the caller's HSA-id and the length of its certificate.
async fn who(request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let peer = request.extensions().get::<Peer>().unwrap();
    let hsa_id = peer.hsa_id().unwrap().unwrap();
    Response::new(full(format!("{hsa_id}|{}", peer.certificate().unwrap().len())))
}

/// A caller that keeps its sessions, in one version of TLS.
struct Caller(Arc<ClientConfig>);

/// How a call went: the handshake and the answer, or what the caller was told.
type Outcome = Result<(HandshakeKind, String), String>;

impl Caller {
    fn new(pki: &Pki, version: &'static SupportedProtocolVersion, certificate: &FunctionCertificate) -> Self {
        let chain = vec![certificate.der().clone()];
        Self(Arc::new(pki.tls_client(&[version], Some((certificate, chain)))))
    }

    async fn call(&self, address: SocketAddr) -> Outcome {
        within(async {
            let stream = TcpStream::connect(address).await.unwrap();
            let mut stream = secure_by(Arc::clone(&self.0), stream)
                .await
                .map_err(|error| error.to_string())?;
            let kind = stream.get_ref().1.handshake_kind().unwrap();
            // Whoever is refused may be told while it still writes.
            let _ = stream.write_all(CALL).await;
            let mut answer = String::new();
            stream
                .read_to_string(&mut answer)
                .await
                .map_err(|error| error.to_string())?;
            let (_, answer) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
            Ok((kind, answer.to_owned()))
        })
        .await
    }

    async fn is_admitted(&self, running: &Running, kind: HandshakeKind) {
        let (made, _) = self.call(running.local_addr()).await.unwrap();
        assert_eq!(made, kind);
    }

    async fn is_refused(&self, running: &Running, reason: &str) {
        let told = self.call(running.local_addr()).await.unwrap_err();
        assert!(told.contains(reason), "{told}");
    }
}

fn listener(pki: &Pki, trust: ClientTrust) -> Listener {
    Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), trust)
}

/// A folder of certificates and a listener that lives from it.
struct Site {
    pki: Pki,
    folder: Folder,
    running: Running,
    _directory: tempfile::TempDir,
}

impl Site {
    async fn open() -> Self {
        let (pki, directory) = (Pki::new(), tempfile::tempdir().unwrap());
        let folder = Folder::create(directory.path()).unwrap();
        let authorities = folder.write_authority(&pki.ours).unwrap();
        let (chain, key) = folder.write_certificate("server", &pki.issue("SERVER")).unwrap();
        let lists = folder.write_revocation_list(&list(&pki.ours, &[])).unwrap();
        let identity = Identity::from_pem_files(chain, key).unwrap();
        let trust = ClientTrust::from_pem_file(authorities).unwrap();
        let trust = trust.with_crl_file(lists).unwrap();
        let running = Listener::mutual_tls(loopback(), identity, trust)
            .serve(who)
            .await
            .unwrap();
        Self {
            pki,
            folder,
            running,
            _directory: directory,
        }
    }

    /// A caller that would resume its session the next time.
    async fn caller(&self, version: &'static SupportedProtocolVersion, certificate: &FunctionCertificate) -> Caller {
        let caller = Caller::new(&self.pki, version, certificate);
        caller.is_admitted(&self.running, Full).await;
        caller.is_admitted(&self.running, Resumed).await;
        caller
    }

    fn reload(&self) {
        assert!(self.running.reload_certificates().unwrap());
    }
}

fn list(authority: &Authority, revoked: &[&FunctionCertificate]) -> String {
    authority.revocation_list(revoked, Utc::now()).unwrap()
}

#[tokio::test]
async fn a_caller_that_comes_back_is_known_and_sends_nothing_early() {
    let pki = Pki::new();
    let running = listener(&pki, pki.client_trust()).serve(who).await.unwrap();
    let asker = pki.issue("ASKER");
    let expected = format!("SE2321000016-ASKER|{}", asker.der().len());
    for version in [&TLS12, &TLS13] {
        let chain = vec![asker.der().clone()];
        let mut config = pki.tls_client(&[version], Some((&asker, chain)));
        config.enable_early_data = true;
        let caller = Caller(Arc::new(config));
        for kind in [Full, Resumed, Resumed] {
            let outcome = caller.call(running.local_addr()).await;
            assert_eq!(outcome, Ok((kind, expected.clone())), "{version:?}");
        }
        let stream = TcpStream::connect(running.local_addr()).await.unwrap();
        let stream = secure_by(Arc::clone(&caller.0), stream).await.unwrap();
        assert!(!stream.get_ref().1.is_early_data_accepted());
    }
}

#[tokio::test]
async fn the_log_tells_which_handshakes_were_resumed() {
    let (log, _guard) = Log::capture();
    let pki = Pki::new();
    let running = listener(&pki, pki.client_trust()).serve(who).await.unwrap();
    let caller = Caller::new(&pki, &TLS13, &pki.issue("ASKER"));
    caller.is_admitted(&running, Full).await;
    caller.is_admitted(&running, Resumed).await;
    let told = ["false", "true"].map(|resumed| log.text().matches(&format!("tls.resumed={resumed}")).count());
    assert_eq!(told, [1, 1]);
}

#[tokio::test]
async fn a_ticket_is_worth_nothing_once_the_certificate_is_revoked() {
    for version in [&TLS12, &TLS13] {
        let site = Site::open().await;
        let (revoked, kept) = (site.pki.issue("REVOKED"), site.pki.issue("KEPT"));
        let (out, inside) = (site.caller(version, &revoked).await, site.caller(version, &kept).await);
        site.folder
            .write_revocation_list(&list(&site.pki.ours, &[&revoked]))
            .unwrap();
        site.reload();
        out.is_refused(&site.running, "CertificateRevoked").await;
        inside.is_admitted(&site.running, Full).await;
        inside.is_admitted(&site.running, Resumed).await;
    }
}

#[tokio::test]
async fn a_ticket_is_worth_nothing_once_the_authority_is_not_trusted() {
    for version in [&TLS12, &TLS13] {
        let site = Site::open().await;
        let caller = site.caller(version, &site.pki.issue("ASKER")).await;
        site.folder.write_authority(&site.pki.strangers).unwrap();
        site.folder
            .write_revocation_list(&list(&site.pki.strangers, &[]))
            .unwrap();
        site.reload();
        caller.is_refused(&site.running, "UnknownCA").await;
    }
}

#[tokio::test]
async fn a_new_certificate_of_ours_is_shown_to_callers_with_tickets() {
    let site = Site::open().await;
    let caller = site.caller(&TLS13, &site.pki.issue("ASKER")).await;
    site.folder
        .write_certificate("server", &site.pki.issue("RENEWED"))
        .unwrap();
    site.reload();
    caller.is_admitted(&site.running, Full).await;
}

#[tokio::test]
async fn one_listener_does_not_take_the_tickets_of_another() {
    let pki = Pki::new();
    let strangers = pki.strangers.certificate_pem();
    let strange = ClientTrust::from_pem(strangers.as_bytes()).unwrap();
    let first = listener(&pki, pki.client_trust()).serve(who).await.unwrap();
    let alike = listener(&pki, pki.client_trust()).serve(who).await.unwrap();
    let other = listener(&pki, strange).serve(who).await.unwrap();
    for version in [&TLS12, &TLS13] {
        let caller = Caller::new(&pki, version, &pki.issue("ASKER"));
        caller.is_admitted(&first, Full).await;
        caller.is_admitted(&first, Resumed).await;
        caller.is_refused(&other, "UnknownCA").await;
        caller.is_admitted(&alike, Full).await;
    }
}

/// A listener by a clock that can be put forward.
async fn timed(pki: &Pki) -> (Running, FixedClock, DateTime<Utc>) {
    let now = Utc::now();
    let clock = FixedClock::at(now);
    let listener = listener(pki, pki.client_trust()).clock(Arc::new(clock.clone()));
    (listener.serve(who).await.unwrap(), clock, now)
}

#[tokio::test]
async fn a_certificate_that_has_run_out_is_not_let_in_by_a_ticket() {
    let (log, _guard) = Log::capture();
    for version in [&TLS12, &TLS13] {
        let pki = Pki::new();
        let (running, clock, now) = timed(&pki).await;
        let short = Validity {
            not_after: now + TimeDelta::minutes(5),
            ..Validity::current(now)
        };
        let caller = Caller::new(&pki, version, &pki.issue_with("SHORT", short));
        caller.is_admitted(&running, Full).await;
        caller.is_admitted(&running, Resumed).await;
        clock.advance(TimeDelta::minutes(6));
        let told = caller.call(running.local_addr()).await;
        assert!(told.is_err(), "{told:?}");
        let text = log.text();
        assert!(
            text.contains("TLS handshake failed: invalid peer certificate: certificate expired"),
            "{text}"
        );
        clock.advance(TimeDelta::minutes(5));
        caller.is_refused(&running, "CertificateExpired").await;
    }
}

#[tokio::test]
async fn a_certificate_that_the_chain_does_without_may_run_out() {
    let pki = Pki::new();
    let (running, clock, now) = timed(&pki).await;
    let short = Validity {
        not_after: now + TimeDelta::minutes(5),
        ..Validity::current(now)
    };
    let (asker, beside) = (pki.issue("ASKER"), pki.issue_with("BESIDE", short));
    let chain = vec![asker.der().clone(), beside.der().clone()];
    let caller = Caller(Arc::new(pki.tls_client(&[&TLS13], Some((&asker, chain)))));
    caller.is_admitted(&running, Full).await;
    clock.advance(TimeDelta::minutes(6));
    caller.is_admitted(&running, Resumed).await;
}

#[tokio::test]
async fn a_handshake_over_the_end_of_a_key_leads_no_further() {
    let pki = Pki::new();
    let (running, clock, _) = timed(&pki).await;
    let caller = Caller::new(&pki, &TLS13, &pki.issue("ASKER"));
    caller.is_admitted(&running, Full).await;
    clock.advance(TimeDelta::seconds(598));
    // The server opens the ticket with the first flight and seals the next ones with the last.
    let name = ServerName::try_from("localhost").unwrap();
    let mut connection = ClientConnection::new(Arc::clone(&caller.0), name).unwrap();
    let mut stream = TcpStream::connect(running.local_addr()).await.unwrap();
    send(&mut connection, &mut stream).await;
    while connection.is_handshaking() {
        assert!(receive(&mut connection, &mut stream).await);
    }
    assert_eq!(connection.handshake_kind(), Some(Resumed));
    clock.advance(TimeDelta::seconds(3));
    connection.writer().write_all(CALL).unwrap();
    send(&mut connection, &mut stream).await;
    while receive(&mut connection, &mut stream).await {}
    // What it got is no more worth than what it came with.
    caller.is_admitted(&running, Full).await;
}

async fn send(connection: &mut ClientConnection, stream: &mut TcpStream) {
    let mut flight = Vec::new();
    while connection.wants_write() {
        connection.write_tls(&mut flight).unwrap();
    }
    stream.write_all(&flight).await.unwrap();
}

/// Gives `false` at the end.
async fn receive(connection: &mut ClientConnection, stream: &mut TcpStream) -> bool {
    let mut flight = Vec::new();
    within(stream.read_buf(&mut flight)).await.unwrap();
    let mut rest = flight.as_slice();
    while !rest.is_empty() {
        connection.read_tls(&mut rest).unwrap();
        connection.process_new_packets().unwrap();
    }
    !flight.is_empty()
}

#[tokio::test]
async fn no_chain_of_tickets_lasts_longer_than_ten_minutes() {
    for version in [&TLS12, &TLS13] {
        let pki = Pki::new();
        let (running, clock, now) = timed(&pki).await;
        let caller = Caller::new(&pki, version, &pki.issue("ASKER"));
        caller.is_admitted(&running, Full).await;
        for _ in 0..3 {
            clock.advance(TimeDelta::seconds(199));
            caller.is_admitted(&running, Resumed).await;
        }
        clock.advance(TimeDelta::seconds(4));
        caller.is_admitted(&running, Full).await;
        caller.is_admitted(&running, Resumed).await;
        // Nobody knows how old a ticket is by a clock that was put back.
        clock.set(now);
        caller.is_admitted(&running, Full).await;
    }
}

#[tokio::test]
async fn a_listener_without_resumption_checks_every_connection() {
    let pki = Pki::new();
    let listener = listener(&pki, pki.client_trust()).without_resumption();
    let running = listener.serve(who).await.unwrap();
    for version in [&TLS12, &TLS13] {
        let caller = Caller::new(&pki, version, &pki.issue("ASKER"));
        caller.is_admitted(&running, Full).await;
        caller.is_admitted(&running, Full).await;
    }
}
