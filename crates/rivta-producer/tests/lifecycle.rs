//! Certificates read anew, shutdown and health.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_consumer::{Channel, ChannelError, TlsFailure};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType,
};
use rivta_pki::{Folder, FunctionCertificate};
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{ClientTrust, Error, Identity, Listener, Producer, Timeouts};
use rivta_soap::Fault;
use rivta_test_log::Log;
use support::{Pki, body, loopback, one_answer, post, server_identity, url, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Semaphore;

const OFTEN: Duration = Duration::from_millis(5);
const NEVER: Duration = Duration::from_hours(1);

/// A service whose calls wait for each other's events: `begun` counts calls that have come, `may_end` lets them go.
#[derive(Clone)]
struct Gate {
    begun: Arc<Semaphore>,
    may_end: Arc<Semaphore>,
}

impl Gate {
    fn closed() -> Self {
        Self {
            begun: Arc::new(Semaphore::new(0)),
            may_end: Arc::new(Semaphore::new(0)),
        }
    }

    /// Only calls to `/wait` wait.
    async fn answer(self, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        if request.uri().path() == "/wait" {
            self.pass().await;
        }
        Response::new(full("done"))
    }

    async fn pass(&self) {
        self.begun.add_permits(1);
        self.may_end.acquire().await.unwrap().forget();
    }

    async fn a_call_has_begun(&self) {
        within(self.begun.acquire()).await.unwrap().forget();
    }

    fn open(&self) {
        self.may_end.add_permits(1);
    }
}

/// A folder of certificates and a listener that lives from it.
struct Site {
    pki: Pki,
    folder: Folder,
    _directory: tempfile::TempDir,
    chain: PathBuf,
    key: PathBuf,
}

impl Site {
    fn new() -> Self {
        let (pki, directory) = (Pki::new(), tempfile::tempdir().unwrap());
        let folder = Folder::create(directory.path()).unwrap();
        folder.write_authority(&pki.ours).unwrap();
        let (chain, key) = folder.write_certificate("server", &pki.issue("SERVER")).unwrap();
        let site = Self {
            pki,
            folder,
            _directory: directory,
            chain,
            key,
        };
        site.revoke(&[]);
        site
    }

    fn revoke(&self, revoked: &[&FunctionCertificate]) {
        let list = String::from_utf8(self.pki.crl(revoked)).unwrap();
        self.folder.write_revocation_list(&list).unwrap();
    }

    async fn listen(&self, look_every: Duration, gate: &Gate) -> Running {
        let identity = Identity::from_pem_files(&self.chain, &self.key).unwrap();
        let trust = ClientTrust::from_pem_file(self.folder.path().join("ca.pem")).unwrap();
        let trust = trust.with_crl_file(self.folder.path().join("crl.pem")).unwrap();
        let gate = gate.clone();
        let listener = Listener::mutual_tls(loopback(), identity, trust).reload_interval(look_every);
        listener
            .serve(move |request| gate.clone().answer(request))
            .await
            .unwrap()
    }

    /// Tries again and again, on a new connection each time, until the certificate is refused as revoked.
    async fn is_refused(&self, running: &Running, certificate: &FunctionCertificate) {
        within(async {
            loop {
                match call(&self.pki.channel(certificate), running).await {
                    Err(ChannelError::Tls {
                        failure: TlsFailure::OurCertificateRevoked,
                        ..
                    }) => return,
                    Ok(_) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        })
        .await;
    }
}

async fn call(channel: &Channel, running: &Running) -> Result<StatusCode, ChannelError> {
    let response = channel.send(post(&url(running.local_addr()), body("x"))).await?;
    let status = response.status();
    response.into_body().collect().await?;
    Ok(status)
}

const CALL: &[u8] = b"POST /wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn a_revocation_is_honoured_and_drops_no_connection_in_use() {
    let (site, gate) = (Site::new(), Gate::closed());
    let (asker, other) = (site.pki.issue("ASKER"), site.pki.issue("OTHER"));
    let running = site.listen(OFTEN, &gate).await;
    let mut in_use = site.pki.connect(running.local_addr(), Some(&asker)).await;
    in_use.write_all(CALL).await.unwrap();
    gate.a_call_has_begun().await;

    site.revoke(&[&other]);
    site.is_refused(&running, &other).await;

    gate.open();
    let answer = one_answer(&mut in_use).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("done"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_connection_made_before_a_change_ends_with_its_next_answer() {
    let (site, gate) = (Site::new(), Gate::closed());
    let asker = site.pki.issue("ASKER");
    let running = site.listen(NEVER, &gate).await;
    let mut in_use = site.pki.connect(running.local_addr(), Some(&asker)).await;
    in_use.write_all(CALL).await.unwrap();
    gate.a_call_has_begun().await;
    gate.open();
    assert!(!one_answer(&mut in_use).await.contains("connection: close"));

    site.revoke(&[&asker]);
    assert!(running.reload_certificates().unwrap());
    assert!(!running.reload_certificates().unwrap(), "nothing has changed since");
    in_use.write_all(CALL).await.unwrap();
    gate.open();
    let answer = one_answer(&mut in_use).await;
    assert!(
        answer.contains("connection: close") && answer.ends_with("done"),
        "{answer}"
    );
    assert_eq!(within(in_use.read(&mut [0])).await.unwrap(), 0);
    site.is_refused(&running, &asker).await;
}

#[cfg(unix)]
#[tokio::test]
async fn sighup_reads_certificates_anew() {
    let (site, gate) = (Site::new(), Gate::closed());
    let asker = site.pki.issue("ASKER");
    let running = site.listen(NEVER, &gate).await;
    assert_eq!(call(&site.pki.channel(&asker), &running).await.unwrap(), StatusCode::OK);
    site.revoke(&[&asker]);
    let own = std::process::id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-HUP", &own])
            .status()
            .unwrap()
            .success()
    );
    site.is_refused(&running, &asker).await;
}

#[tokio::test]
async fn a_new_server_certificate_is_shown_to_new_connections() {
    let (site, gate) = (Site::new(), Gate::closed());
    let asker = site.pki.issue("ASKER");
    let running = site.listen(NEVER, &gate).await;
    let new = site.pki.issue("RENEWED");
    site.folder.write_certificate("server", &new).unwrap();
    assert!(running.reload_certificates().unwrap());
    let stream = site.pki.connect(running.local_addr(), Some(&asker)).await;
    assert_eq!(stream.get_ref().1.peer_certificates().unwrap(), [new.der().clone()]);
}

#[tokio::test]
async fn a_broken_new_file_keeps_the_old_and_is_logged_once() {
    let (log, _guard) = Log::capture();
    let (site, gate) = (Site::new(), Gate::closed());
    let asker = site.pki.issue("ASKER");
    let running = site.listen(OFTEN, &gate).await;
    std::fs::write(&site.key, "no key at all").unwrap();
    within(async {
        let mut looks = tokio::time::interval(OFTEN);
        while !log
            .text()
            .contains("the new certificates cannot be used; those in use stay in use")
        {
            looks.tick().await;
        }
    })
    .await;
    assert_eq!(call(&site.pki.channel(&asker), &running).await.unwrap(), StatusCode::OK);
    let text = log.text();
    assert_eq!(text.matches("those in use stay in use").count(), 1, "{text}");
    assert!(
        text.contains("server-key.pem") && !text.contains("no key at all"),
        "{text}"
    );
}

#[tokio::test]
async fn a_shutdown_finishes_the_call_in_flight() {
    let (site, gate) = (Site::new(), Gate::closed());
    let running = site.listen(NEVER, &gate).await;
    let address = running.local_addr();
    let (asker, mut idle) = (
        site.pki.issue("ASKER"),
        site.pki.connect(address, Some(&site.pki.issue("IDLE"))).await,
    );
    let mut in_use = site.pki.connect(address, Some(&asker)).await;
    in_use.write_all(CALL).await.unwrap();
    gate.a_call_has_begun().await;
    let shutdown = tokio::spawn(running.shutdown());
    // A connection that carries no call ends at once; that it has ended shows that the shutdown has begun.
    let mut byte = [0];
    assert!(matches!(within(idle.read(&mut byte)).await, Ok(0) | Err(_)));
    assert!(!shutdown.is_finished());
    gate.open();
    assert!(one_answer(&mut in_use).await.ends_with("done"));
    assert!(within(shutdown).await.unwrap(), "a call was cut off");
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_shutdown_cuts_off_what_does_not_end() {
    let pki = Pki::new();
    let gate = Gate::closed();
    let service = gate.clone();
    let timeouts = Timeouts {
        shutdown: Duration::from_millis(50),
        ..Timeouts::default()
    };
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let running = listener
        .timeouts(timeouts)
        .serve(move |request| service.clone().answer(request))
        .await
        .unwrap();
    let mut in_use = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    in_use.write_all(CALL).await.unwrap();
    gate.a_call_has_begun().await;
    assert!(!within(running.shutdown()).await);
}

async fn health(address: std::net::SocketAddr, path: &str) -> StatusCode {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())
        .await
        .unwrap();
    let answer = one_answer(&mut stream).await;
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

fn typed(pki: &Pki, gate: &Gate) -> rivta_producer::builder::ProducerBuilder {
    let gate = gate.clone();
    Producer::listening_on(loopback())
        .identified_by(server_identity(&pki.issue("SERVER")))
        .admitting(pki.client_trust())
        .handle::<RequestExemptionStatuses, _, _>(move |_| {
            let gate = gate.clone();
            async move {
                gate.pass().await;
                Ok::<_, Fault>(RequestExemptionStatusesResponseType::default())
            }
        })
}

#[tokio::test]
async fn health_tells_liveness_and_readiness_until_the_end() {
    let (pki, gate) = (Pki::new(), Gate::closed());
    let running = typed(&pki, &gate).health_on(loopback()).start().await.unwrap();
    let (address, probe) = (running.local_addr(), running.health_addr().unwrap());
    assert_eq!(health(probe, "/health/liveness").await, StatusCode::OK);
    assert_eq!(health(probe, "/health/readiness").await, StatusCode::OK);
    assert_eq!(health(probe, "/elsewhere").await, StatusCode::NOT_FOUND);

    let consumer = pki.consumer(address);
    let asking = tokio::spawn(async move {
        let to = rivta_soap::LogicalAddress::new("13").unwrap();
        consumer
            .call::<RequestExemptionStatuses>(&to, &support::request())
            .await
            .map(|answer| answer.body)
    });
    gate.a_call_has_begun().await;
    let shutdown = tokio::spawn(running.shutdown());
    within(async { while health(probe, "/health/readiness").await != StatusCode::SERVICE_UNAVAILABLE {} }).await;
    assert_eq!(health(probe, "/health/liveness").await, StatusCode::OK);
    gate.open();
    assert!(within(asking).await.unwrap().is_ok());
    assert!(within(shutdown).await.unwrap());
    assert!(tokio::net::TcpStream::connect(probe).await.is_err());
}

#[tokio::test]
async fn a_producer_that_is_set_up_wrongly_does_not_start() {
    let (pki, gate) = (Pki::new(), Gate::closed());
    let everywhere = "0.0.0.0:0".parse().unwrap();
    let error = typed(&pki, &gate).health_on(everywhere).start().await.unwrap_err();
    assert!(matches!(error, Error::HealthAddress(_)), "{error}");

    let answer = |_| async { Ok(RequestExemptionStatusesResponseType::default()) };
    let error = typed(&pki, &gate)
        .handle::<RequestExemptionStatuses, _, _>(answer)
        .start()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::DuplicateHandler("RequestExemptionStatuses")),
        "{error}"
    );

    let identity = server_identity(&pki.issue("SERVER"));
    let bare = Producer::listening_on(loopback())
        .identified_by(identity)
        .admitting(pki.client_trust());
    assert!(matches!(bare.start().await.unwrap_err(), Error::NoHandler));

    let taken = typed(&pki, &gate).start().await.unwrap();
    let again = Producer::listening_on(taken.local_addr())
        .identified_by(server_identity(&pki.issue("SERVER")))
        .admitting(pki.client_trust())
        .handle::<RequestExemptionStatuses, _, _>(answer);
    assert!(matches!(again.start().await.unwrap_err(), Error::Listening { .. }));
}
