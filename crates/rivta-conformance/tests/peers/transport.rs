//! The cases on transport, with a server that is sound or broken in one way: it stands for producer and platform alike.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use rivta_conformance::Target;
use rivta_conformance::outcome::Verdict;
use rivta_conformance::target::{Certificate, Party, Person};
use rivta_pki::{Authority, Folder, FunctionCertificate, Subject, Validity};
use rivta_producer::listener::{IncomingBody, OutgoingBody, full};
use rivta_producer::{Agreement, ClientTrust, Identity, Listener};
use rivta_soap::time::{Clock, FixedClock, SystemClock};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::defect::defects;
use crate::{area, judged_by, run};

defects! {
    RefusesTls13 => ["1.1", "2.1"],
    RefusesTls12 => ["1.2", "2.2"],
    TakesTls11 => ["1.3", "2.3"],
    TakesTls10 => ["1.4", "1.11", "2.4", "2.11"],
    AsksForNoCertificate => ["1.5", "1.11", "2.5", "2.11"],
    TakesExpired => ["1.6", "2.6"],
    TakesNotYetValid => ["1.7", "2.7"],
    TakesStrangers => ["1.8", "2.8"],
    TakesRevoked => ["1.9", "2.9"],
    KnowsNoContract => ["1.10", "1.11", "2.10", "2.11"],
}

/// An authority, one that nobody trusts, and what they have issued.
struct Pki {
    folder: TempDir,
    now: DateTime<Utc>,
    authority: Authority,
    strangers: Authority,
    server: FunctionCertificate,
}

impl Pki {
    fn new() -> Self {
        let (folder, now) = (tempfile::tempdir().unwrap(), Utc::now());
        let authority = Authority::new("a test authority", now).unwrap();
        let strangers = Authority::new("an authority nobody trusts", now).unwrap();
        let pki = Folder::create(folder.path()).unwrap();
        pki.write_authority(&authority).unwrap();
        // The judge's own is valid whatever clock the server goes by.
        let long = Validity {
            not_before: now - TimeDelta::days(60),
            not_after: now + TimeDelta::days(60),
        };
        let issue = |authority: &Authority, name: &str, validity| {
            let certificate = authority
                .issue(&Subject::new(name, "SE5560000003-JUDGE"), validity)
                .unwrap();
            pki.write_certificate(name, &certificate).unwrap();
            certificate
        };
        issue(&authority, "judge", long);
        issue(&authority, "expired", Validity::expired(now));
        issue(&authority, "not-yet", Validity::not_yet(now));
        issue(&strangers, "stranger", Validity::current(now));
        let server = issue(&authority, "server", Validity::current(now));
        let revoked = issue(&authority, "revoked", Validity::current(now));
        pki.write_revocation_list(&authority.revocation_list(&[&revoked], now).unwrap())
            .unwrap();
        Self {
            folder,
            now,
            authority,
            strangers,
            server,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn certificate(&self, name: &str) -> Certificate {
        Certificate {
            certificate: self.file(&format!("{name}.pem")),
            key: self.file(&format!("{name}-key.pem")),
        }
    }

    fn target(&self, server: SocketAddr) -> Target {
        let Certificate { certificate, key } = self.certificate("judge");
        let url = format!("https://localhost:{}/", server.port());
        let identities = ["expired", "not-yet", "stranger", "revoked"];
        let person = Person {
            root: "1.2.752.74.9.1".to_owned(),
            extension: "00900101AAAA".to_owned(),
        };
        Target {
            environment: "test".to_owned(),
            addresses: ["producer", "router"].map(|role| (role.to_owned(), url.clone())).into(),
            logical_addresses: [("producer".to_owned(), "14".to_owned())].into(),
            tls: Some(Party {
                certificate,
                key,
                trust: self.file("ca.pem"),
                revocation_lists: Vec::new(),
            }),
            identities: identities.map(|name| (name.to_owned(), self.certificate(name))).into(),
            persons: [("okänd".to_owned(), person)].into(),
            ..Target::default()
        }
    }

    /// A server on mutual TLS.
    async fn mutual(&self, defect: Defect) -> SocketAddr {
        use Defect as D;
        let Certificate { certificate, key } = self.certificate("server");
        let mut authorities = self.authority.certificate_pem();
        if defect == D::TakesStrangers {
            authorities.push_str(&self.strangers.certificate_pem());
        }
        let mut trust = ClientTrust::from_pem(authorities.as_bytes()).unwrap();
        // The authority of strangers has no list, and one that has must have one for all.
        if !matches!(defect, D::TakesRevoked | D::TakesStrangers) {
            trust = trust.with_crl_file(self.file("crl.pem")).unwrap();
        }
        let only = |version: &str| Agreement::of(&[version.to_owned()], &[]).unwrap();
        let trust = match defect {
            D::RefusesTls13 => trust.agreeing_on(only("TLSv1.2")),
            D::RefusesTls12 => trust.agreeing_on(only("TLSv1.3")),
            _ => trust,
        };
        let clock: Arc<dyn Clock> = match defect {
            D::TakesExpired => Arc::new(FixedClock::at(self.now - TimeDelta::days(10))),
            D::TakesNotYetValid => Arc::new(FixedClock::at(self.now + TimeDelta::days(10))),
            _ => Arc::new(SystemClock),
        };
        let identity = Identity::from_pem_files(certificate, key).unwrap();
        let listener = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust).clock(clock);
        let service = move |_: Request<IncomingBody>| async move { answer(defect) };
        let running = listener.serve(service).await.unwrap();
        let address = running.local_addr();
        // It ends with the test's runtime.
        tokio::spawn(async move {
            let _running = running;
            std::future::pending::<()>().await;
        });
        address
    }

    /// A server on TLS that does not care who calls.
    async fn unasking(&self) -> SocketAddr {
        let key = PrivateKeyDer::from_pem_slice(self.server.private_key_pem().as_bytes()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = builder.unwrap().with_no_client_auth();
        let config = config.with_single_cert(vec![self.server.der().clone()], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        listening(move |stream| {
            let acceptor = acceptor.clone();
            async move {
                let Ok(mut line) = acceptor.accept(stream).await else {
                    return;
                };
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let Ok(byte) = line.read_u8().await else { return };
                    head.push(byte);
                }
                let answer =
                    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>";
                let _ = line.write_all(answer.as_bytes()).await;
                // What is left of the request is read, so that closing does not reset the connection.
                let _ = tokio::io::copy(&mut line, &mut tokio::io::sink()).await;
            }
        })
        .await
    }
}

fn answer(defect: Defect) -> Response<OutgoingBody> {
    let mut response = Response::new(full("<a/>"));
    if defect == Defect::KnowsNoContract {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8"));
    response
}

/// Listens and does something with each connection.
async fn listening<F>(act: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(act(stream));
        }
    });
    address
}

/// Before a sound server, one that takes an old version of TLS: what offers it, as `3, minor`, gets a `ServerHello`.
async fn taking_old(minor: u8, sound: SocketAddr) -> SocketAddr {
    listening(move |mut stream| async move {
        let mut start = [0; 11];
        while stream
            .peek(&mut start)
            .await
            .is_ok_and(|count| (1..start.len()).contains(&count))
        {
            stream.readable().await.unwrap();
        }
        if start[9..] == [3, minor] {
            let mut body = vec![3, minor];
            body.extend([7; 32]);
            body.extend([0, 0xC0, 0x13, 0]);
            let length = u8::try_from(body.len()).unwrap();
            let record = [vec![22, 3, minor, 0, length + 4, 2, 0, 0, length], body].concat();
            let _ = stream.write_all(&record).await;
            let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
        } else if let Ok(mut behind) = TcpStream::connect(sound).await {
            let _ = tokio::io::copy_bidirectional(&mut stream, &mut behind).await;
        }
    })
    .await
}

async fn verdicts(pki: &Pki, defect: Defect, cases: &[&str]) -> Vec<(String, Verdict)> {
    let server = match defect {
        Defect::AsksForNoCertificate => pki.unasking().await,
        Defect::TakesTls11 => taking_old(2, pki.mutual(defect).await).await,
        Defect::TakesTls10 => taking_old(1, pki.mutual(defect).await).await,
        _ => pki.mutual(defect).await,
    };
    let outcome = run(&pki.target(server), judged_by("transport", cases), |_| async {}).await;
    let cases = outcome.cases.into_iter();
    cases.map(|case| (case.id, case.verdict)).collect()
}

#[tokio::test]
async fn a_sound_server_passes_every_case() {
    let pki = Pki::new();
    let verdicts = verdicts(&pki, Defect::None, &[]).await;
    let wrong: Vec<_> = verdicts.iter().filter(|case| case.1 != Verdict::Passed).collect();
    assert!(verdicts.len() >= 22 && wrong.is_empty(), "{wrong:?}");
}

#[tokio::test]
async fn every_broken_server_is_caught_by_the_cases_meant_for_it() {
    let pki = Pki::new();
    crate::defect::caught(&Defect::MEANT_FOR, async |defect, cases| {
        verdicts(&pki, defect, cases).await
    })
    .await;
}

#[test]
fn every_case_on_transport_has_a_broken_server() {
    crate::defect::cover(&area("transport"), &Defect::MEANT_FOR);
}
