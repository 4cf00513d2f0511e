//! `rivta router` as a process of its own, a producer behind it and a consumer before it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use rivta_consumer::channel::OutgoingBody;
use rivta_consumer::{Channel, Trust};
use rivta_producer::listener::{IncomingBody, Listener, Running, full};
use rivta_producer::{ClientTrust, Identity};

const RIVTA: &str = env!("CARGO_BIN_EXE_rivta");
pub(crate) const CALL: &str = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
    xmlns:r=\"urn:riv:itintegration:registry:1\"><s:Header><r:LogicalAddress>SE2321000131-UNIT</r:LogicalAddress></s:Header>\
    <s:Body><c:RequestExemptionStatuses \
    xmlns:c=\"urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1\"/></s:Body></s:Envelope>";

/// Runs a command of the guide in a folder.
pub(crate) fn run(folder: &Path, line: &str) -> (bool, String) {
    let words: Vec<_> = line.split_whitespace().collect();
    assert_eq!(words[0], "rivta", "{line}");
    let output = Command::new(RIVTA)
        .args(&words[1..])
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr),
    )
}

/// `rivta router` at work, and where it listens.
pub(crate) struct Platform {
    pub(crate) process: Child,
    pub(crate) tls: String,
    pub(crate) plain: String,
    pub(crate) operation: String,
}

impl Drop for Platform {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A catalogue in which nobody may call anybody.
pub(crate) const NOTHING: &str = "environment = \"test\"\n";

/// Starts a router with all three listeners, with this catalogue and `more` at the end of its configuration. The certificates
/// of `router` stand in the folder `pki`.
pub(crate) fn configured(folder: &Path, catalogue: &str, more: &str) -> Platform {
    std::fs::write(folder.join("catalogue.toml"), catalogue).unwrap();
    let configuration = "environment = \"test\"\nlisten = \"127.0.0.1:0\"\ncatalog = \"catalogue.toml\"\n[tls]\n\
                         certificate = \"pki/router.pem\"\nkey = \"pki/router-key.pem\"\ntrust = \"pki/ca.pem\"\n\
                         [plain]\nlisten = \"127.0.0.1:0\"\n[operation]\nlisten = \"127.0.0.1:0\"\n";
    std::fs::write(folder.join("router.toml"), configuration.to_owned() + more).unwrap();
    start(folder, "rivta router --config router.toml")
}

pub(crate) fn start(folder: &Path, line: &str) -> Platform {
    let words: Vec<_> = line.split_whitespace().skip(1).collect();
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut process = Command::new(RIVTA)
        .args(words)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut address = |beginning: &str| {
        let line = lines.next().expect("the router ended").unwrap();
        line.strip_prefix(beginning)
            .unwrap_or_else(|| panic!("{line}"))
            .to_owned()
    };
    Platform {
        tls: address("https://"),
        plain: address("http://"),
        operation: address("operation http://"),
        process,
    }
}

/// A producer behind TLS that reads each call piece by piece, tells how much came, and answers `<ok/>`.
pub(crate) async fn producer(folder: &Path, told: impl Fn(usize) + Clone + Send + Sync + 'static) -> Running {
    let pem = |name: &str| folder.join("pki").join(name);
    let identity = Identity::from_pem_files(pem("producer.pem"), pem("producer-key.pem")).unwrap();
    let trust = ClientTrust::from_pem_file(pem("ca.pem")).unwrap();
    let service = move |request: Request<IncomingBody>| {
        let told = told.clone();
        async move {
            let (mut body, mut bytes) = (request.into_body(), 0);
            while let Some(frame) = body.frame().await {
                bytes += frame.unwrap().into_data().map_or(0, |data| data.len());
            }
            told(bytes);
            Response::new(full("<ok/>"))
        }
    };
    let limits = rivta_producer::Limits {
        body_bytes: 1 << 30,
        ..rivta_producer::Limits::default()
    };
    let listener = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust).limits(limits);
    listener.serve(service).await.unwrap()
}

pub(crate) fn channel(folder: &Path) -> Channel {
    let pem = |name: &str| folder.join("pki").join(name);
    let identity = Identity::from_pem_files(pem("consumer.pem"), pem("consumer-key.pem")).unwrap();
    Channel::builder(Trust::from_pem_file(pem("ca.pem")).unwrap(), identity)
        .build()
        .unwrap()
}

pub(crate) async fn send(
    channel: &Channel,
    request: http::request::Builder,
    body: impl Into<Bytes>,
) -> (StatusCode, String) {
    let body: OutgoingBody = Full::new(body.into()).map_err(|never| match never {}).boxed();
    let response = channel.send(request.body(body).unwrap()).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}
