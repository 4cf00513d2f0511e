//! What would trip a run is told before its first case, in words; known deviations are settled after it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Utc;
use http::{Request, Response, StatusCode};
use rivta_conformance::case::{Area, Call, Case, Step, Verb};
use rivta_conformance::outcome::{Outcome, Verdict};
use rivta_conformance::run::{Event, Ledger};
use rivta_conformance::target::{Certificate, Party, Person};
use rivta_conformance::{Error, Options, Target};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{ClientTrust, Identity, Listener};
use tempfile::TempDir;

/// A folder with an authority, certificates that are good and bad, and a case that asks for a status.
struct Stage {
    folder: TempDir,
    authority: Authority,
}

impl Stage {
    fn new() -> Self {
        let (folder, now) = (tempfile::tempdir().unwrap(), Utc::now());
        let authority = Authority::new("a test authority", now).unwrap();
        let pki = Folder::create(folder.path()).unwrap();
        pki.write_authority(&authority).unwrap();
        let subject = |name: &str| Subject::new(name, "SE5560000003-JUDGE");
        let issue = |name, validity| authority.issue(&subject(name), validity).unwrap();
        pki.write_certificate("judge", &issue("judge", Validity::current(now)))
            .unwrap();
        pki.write_certificate("server", &issue("server", Validity::current(now)))
            .unwrap();
        pki.write_certificate("expired", &issue("expired", Validity::expired(now)))
            .unwrap();
        let stranger = Authority::new("an authority nobody trusts", now).unwrap();
        let foreign = stranger.issue(&subject("stranger"), Validity::current(now)).unwrap();
        pki.write_certificate("stranger", &foreign).unwrap();
        std::fs::create_dir(folder.path().join("1")).unwrap();
        std::fs::write(folder.path().join("1/request.xml"), "<a/>").unwrap();
        Self { folder, authority }
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

    fn party(&self, name: &str) -> Party {
        let Certificate { certificate, key } = self.certificate(name);
        Party {
            certificate,
            key,
            trust: self.file("ca.pem"),
            revocation_lists: Vec::new(),
        }
    }

    /// A server that answers every request alike, and demands a certificate of our authority.
    async fn server(&self) -> Running {
        let Certificate { certificate, key } = self.certificate("server");
        let identity = Identity::from_pem_files(certificate, key).unwrap();
        let trust = ClientTrust::from_pem(self.authority.certificate_pem().as_bytes()).unwrap();
        let address = "127.0.0.1:0".parse().unwrap();
        let listener = Listener::mutual_tls(address, identity, trust);
        listener.serve(answer).await.unwrap()
    }

    fn target(&self, address: &str) -> Target {
        Target {
            environment: "test".to_owned(),
            addresses: [("producer".to_owned(), address.to_owned())].into(),
            tls: Some(self.party("judge")),
            ..Target::default()
        }
    }

    fn area(&self, status: u16) -> Area {
        let call = Call {
            message: "request.xml".into(),
            address: Some("${address.producer}".to_owned()),
            expect: vec![Verb::Status { values: vec![status] }],
            ..Call::default()
        };
        let case = Case {
            id: "1".to_owned(),
            folder: self.file("1"),
            title: "Svar".to_owned(),
            steps: vec![Step::Call(call)],
            ..Case::default()
        };
        Area {
            name: "producer".to_owned(),
            needs: vec!["address.producer".to_owned()],
            cases: vec![case],
            ..Area::default()
        }
    }
}

async fn answer(_: Request<IncomingBody>) -> Response<OutgoingBody> {
    let mut response = Response::new(full("<a/>"));
    *response.status_mut() = StatusCode::IM_A_TEAPOT;
    response
}

/// Runs a case that must not run; gives the problems told instead.
async fn refused(target: &Target, area: Area, ledger: Ledger) -> String {
    let begun = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&begun);
    let options = Options {
        ledger,
        observer: Arc::new(move |event| {
            if matches!(event, Event::Begun { .. }) {
                seen.fetch_add(1, Ordering::Relaxed);
            }
        }),
        ..Options::default()
    };
    let refused = rivta_conformance::run(target, &[area], &options).await.unwrap_err();
    assert_eq!(begun.load(Ordering::Relaxed), 0, "a case began");
    match refused {
        Error::Configuration { problems } => problems.join("\n"),
        other => panic!("{other}"),
    }
}

async fn run(target: &Target, area: Area, ledger: Ledger) -> Outcome {
    let options = Options {
        ledger,
        ..Options::default()
    };
    rivta_conformance::run(target, &[area], &options).await.unwrap()
}

#[tokio::test]
async fn nobody_listens() {
    let stage = Stage::new();
    let told = refused(
        &stage.target("https://localhost:1/"),
        stage.area(418),
        Ledger::default(),
    )
    .await;
    assert!(told.contains("addresses.producer: localhost:1 svarar inte"), "{told}");
}

#[tokio::test]
async fn a_certificate_that_the_other_side_refuses() {
    let stage = Stage::new();
    let server = stage.server().await;
    let mut target = stage.target(&format!("https://localhost:{}/", server.local_addr().port()));
    target.tls = Some(stage.party("stranger"));
    let told = refused(&target, stage.area(418), Ledger::default()).await;
    assert!(told.contains("litar inte på utfärdaren av vårt certifikat"), "{told}");
}

#[tokio::test]
async fn a_certificate_that_has_expired_and_one_that_is_missing() {
    let stage = Stage::new();
    let mut target = stage.target("https://localhost:1/");
    target.tls = Some(stage.party("expired"));
    let told = refused(&target, stage.area(418), Ledger::default()).await;
    assert!(told.contains("expired.pem: certifikatet gick ut"), "{told}");
    target.tls = Some(stage.party("nobody"));
    let told = refused(&target, stage.area(418), Ledger::default()).await;
    assert!(told.contains("nobody.pem kan inte läsas"), "{told}");
}

#[tokio::test]
async fn environments_that_are_mixed() {
    let stage = Stage::new();
    let target = stage.target("https://qa.esb.ntjp.se/vp");
    let told = refused(&target, stage.area(418), Ledger::default()).await;
    assert!(
        told.contains("blandade miljöer: environment är test, men qa.esb.ntjp.se"),
        "{told}"
    );
    let mut unknown = stage.target("https://localhost:1/");
    unknown.environment = "here".to_owned();
    let told = refused(&unknown, stage.area(418), Ledger::default()).await;
    assert!(told.contains("environment ska vara en av"), "{told}");
}

#[tokio::test]
async fn persons_that_are_missing_or_no_test_persons() {
    let stage = Stage::new();
    let mut area = stage.area(418);
    area.cases[0].persons = vec!["personnummer".to_owned()];
    let mut target = stage.target("https://localhost:1/");
    let told = refused(&target, area.clone(), Ledger::default()).await;
    assert!(
        told.contains("testpersonen personnummer saknas") && told.contains("producer/1"),
        "{told}"
    );
    // The check digit is wrong: the number of nobody.
    let person = Person {
        root: "1.2.752.129.2.1.3.1".to_owned(),
        extension: "191212121213".to_owned(),
    };
    target.persons.insert("personnummer".to_owned(), person);
    let told = refused(&target, area, Ledger::default()).await;
    assert!(told.contains("[persons.personnummer] är ingen testperson"), "{told}");
    assert!(!told.contains("191212121213"), "a number in an error");
}

#[tokio::test]
async fn needs_of_a_case_and_strangers_in_the_ledger() {
    let stage = Stage::new();
    let mut area = stage.area(418);
    area.cases[0].needs = vec!["identity.revoked".to_owned(), "receiver".to_owned()];
    let ledger = "[[deviation]]\ncase = \"producer/9\"\nreason = \"?\"\ndate = \"2026-05-10\"\n";
    let told = refused(&stage.target("https://localhost:1/"), area, ledger_of(&stage, ledger)).await;
    for part in [
        "målfilen anger inte identity.revoked",
        "inte receiver",
        "nämner producer/9",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

fn ledger_of(stage: &Stage, text: &str) -> Ledger {
    let path = stage.file("ledger.toml");
    std::fs::write(&path, text).unwrap();
    Ledger::read(&path).unwrap()
}

#[tokio::test]
async fn a_known_deviation_is_green_and_an_unexpected_pass_is_red() {
    let stage = Stage::new();
    let server = stage.server().await;
    let target = stage.target(&format!("https://localhost:{}/", server.local_addr().port()));
    let ledger = "[[deviation]]\ncase = \"producer/1\"\nreason = \"rättas i 2.0\"\ndate = \"2026-05-10\"\n";
    let ledger = ledger_of(&stage, ledger);
    let failed = run(&target, stage.area(200), Ledger::default()).await;
    assert!(failed.is_red() && failed.cases[0].verdict == Verdict::Failed);
    let known = run(&target, stage.area(200), ledger.clone()).await;
    assert!(!known.is_red() && known.cases[0].verdict == Verdict::KnownDeviation);
    assert!(known.cases[0].findings[0].text.contains("rättas i 2.0"));
    let passed = run(&target, stage.area(418), ledger).await;
    assert!(passed.is_red() && passed.cases[0].verdict == Verdict::UnexpectedPass);
}

#[tokio::test]
async fn a_case_that_does_not_apply_is_not_run() {
    let stage = Stage::new();
    let mut target = stage.target("https://localhost:1/");
    let omit = rivta_conformance::target::Omission {
        case: "producer/*".to_owned(),
        reason: "finns inte".to_owned(),
    };
    target.omit = vec![omit];
    target
        .addresses
        .insert("producer".to_owned(), "http://localhost:1/".to_owned());
    let mut area = stage.area(418);
    area.needs.clear();
    let outcome = run(&target, area, Ledger::default()).await;
    assert_eq!(outcome.cases[0].verdict, Verdict::NotRun);
    assert_eq!(outcome.cases[0].findings[0].text, "finns inte");
}
