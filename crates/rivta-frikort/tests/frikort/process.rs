//! A region's process (`examples/region.rs`), the asker it delivers to, and the certificates of both.
//!
//! The asker is a producer in the test that knows an answer by requestId and source, as the outbox documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rivta_consumer::{Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesResponseType as Response, ProcessExemptionStatusesType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_frikort::store::{RequestCounts, Store};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::builder::RunningProducer;
use rivta_producer::{Call, ClientTrust, Producer};
use rivta_soap::LogicalAddress;
use rivta_soap::time::{Clock, SystemClock};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::scene::LRID;

pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Where the asker leaves a delivery without an answer, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    None,
    BeforeAcceptance,
    AfterAcceptance,
}

/// What the asker has seen.
#[derive(Debug)]
pub(crate) struct Seen {
    silence: Silence,
    pub(crate) on_the_wire: usize,
    /// How often a disclosure with this requestId and source was accepted as new.
    pub(crate) accepted: BTreeMap<(String, String), usize>,
}

/// The platform's certificates, the asker, and the region's files.
pub(crate) struct Stage {
    pub(crate) folder: TempDir,
    asker: RunningProducer,
    seen: Arc<Mutex<Seen>>,
    arrivals: mpsc::UnboundedReceiver<()>,
}

impl Stage {
    pub(crate) async fn set(silence: Silence) -> Self {
        let folder = TempDir::new().unwrap();
        certificates(&folder);
        configuration(&folder);
        let seen = Arc::new(Mutex::new(Seen {
            silence,
            on_the_wire: 0,
            accepted: BTreeMap::new(),
        }));
        let (arrived, arrivals) = mpsc::unbounded_channel();
        let shared = Arc::clone(&seen);
        let asker = Producer::listening_on("127.0.0.1:0".parse().unwrap())
            .identified_by(
                rivta_producer::Identity::from_pem_files(file(&folder, "asker.pem"), file(&folder, "asker-key.pem"))
                    .unwrap(),
            )
            .admitting(ClientTrust::from_pem_file(file(&folder, "ca.pem")).unwrap())
            .handle::<ProcessExemptionStatuses, _, _>(move |call| {
                let answer = receive(&shared, &call);
                arrived.send(()).unwrap_or_default();
                async move {
                    match answer {
                        Some(answer) => Ok(answer),
                        None => std::future::pending().await,
                    }
                }
            })
            .start()
            .await
            .unwrap();
        Self {
            folder,
            asker,
            seen,
            arrivals,
        }
    }

    pub(crate) async fn start(&self, hold: &str) -> Region {
        let mut process = Command::new(region_binary())
            .arg(file(&self.folder, "frikort.toml"))
            .arg(self.folder.path())
            .arg(format!("https://{}", self.asker.local_addr()))
            .args((!hold.is_empty()).then_some(hold))
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut region = Region {
            process,
            lines,
            address: String::new(),
        };
        region.address = region.line("listening ").await;
        region
    }

    pub(crate) async fn arrival(&mut self) {
        timeout(PATIENCE, self.arrivals.recv())
            .await
            .expect("a delivery in time")
            .unwrap();
    }

    /// Waits until the region has delivered so many disclosures and has nothing left to do.
    pub(crate) async fn delivered(&self, expected: u64) {
        let store = Store::open(&file(&self.folder, "frikort.sqlite")).await.unwrap();
        let done = RequestCounts {
            delivered: expected,
            ..RequestCounts::default()
        };
        let wait = async {
            while store.request_counts().await.unwrap() != done {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, wait).await.expect("all delivered in time");
        store.close().await;
    }

    pub(crate) fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }
}

/// A region's process.
pub(crate) struct Region {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub(crate) address: String,
}

impl Region {
    /// Waits for a line that begins like this and gives the rest of it.
    pub(crate) async fn line(&mut self, beginning: &str) -> String {
        let wait = async {
            loop {
                let line = self.lines.next_line().await.unwrap().expect("the process runs");
                if let Some(rest) = line.strip_prefix(beginning) {
                    break rest.to_owned();
                }
            }
        };
        timeout(PATIENCE, wait).await.expect("a line in time")
    }

    /// SIGKILL: nothing in the process gets to run any more.
    pub(crate) async fn kill(mut self) {
        self.process.kill().await.unwrap();
    }
}

/// Sends a request with the asker's certificate; an error when no answer came.
pub(crate) async fn request(
    folder: &Path,
    address: &str,
    to: &str,
    request: &RequestExemptionStatusesType,
) -> Result<RequestExemptionStatusesResponseType, rivta_consumer::Error> {
    let (certificate, key) = (folder.join("asker.pem"), folder.join("asker-key.pem"));
    let consumer = Consumer::to(Endpoint::base(&format!("https://{address}")).unwrap())
        .trusting(Trust::from_pem_file(folder.join("ca.pem")).unwrap())
        .identified_by(rivta_consumer::Identity::from_pem_files(certificate, key).unwrap())
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()
        .unwrap();
    let to = LogicalAddress::new(to).unwrap();
    let answer = consumer.call::<RequestExemptionStatuses>(&to, request).await?;
    Ok(answer.body)
}

/// The asker's handler: accepts what it does not know yet; a second copy is answered INFO and not counted.
fn receive(seen: &Mutex<Seen>, call: &Call<ProcessExemptionStatusesType>) -> Option<Response> {
    let mut seen = seen.lock().unwrap();
    seen.on_the_wire += 1;
    let silence = std::mem::replace(&mut seen.silence, Silence::None);
    if silence == Silence::BeforeAcceptance {
        return None;
    }
    let source = call.acting_on_behalf_of.as_ref().unwrap_or(&call.caller);
    let key = (call.request.request_id.root.clone(), source.as_str().to_owned());
    let is_new = !seen.accepted.contains_key(&key);
    if is_new {
        *seen.accepted.entry(key).or_default() += 1;
    }
    let result_code = if is_new {
        ResultCodeEnum::Ok
    } else {
        ResultCodeEnum::Info
    };
    (silence == Silence::None).then_some(Response {
        result_code,
        result_text: None,
        any: Vec::new(),
    })
}

fn file(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

/// Cargo builds examples with the tests; only a run of this one target leaves them out.
fn region_binary() -> PathBuf {
    let profile = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned();
    let path = profile
        .join("examples")
        .join(format!("region{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "build it first: cargo build -p rivta-frikort --examples");
    path
}

fn certificates(folder: &TempDir) {
    let now = SystemClock.now();
    let authority = Authority::new("Test CA", now).unwrap();
    let files = Folder::create(folder.path()).unwrap();
    files.write_authority(&authority).unwrap();
    for (name, hsa_id) in [("region", "SE2321000115-H001"), ("asker", "SE5565594230-1177")] {
        let certificate = authority
            .issue(&Subject::new(name, hsa_id), Validity::current(now))
            .unwrap();
        files.write_certificate(name, &certificate).unwrap();
    }
}

fn configuration(folder: &TempDir) {
    let text = format!(
        r#"
        store = "{}"
        connection = "agent"
        [[regions]]
        county_code = "13"
        name = "Region Halland"
        hsa_id = "SE2321000115-H000"
        logical_addresses = ["13"]
        lrid_roots = ["{LRID}"]
        [outbox]
        first_pause_ms = 10
        longest_pause_ms = 100
        attempts = 1000
        "#,
        file(folder, "frikort.sqlite").display()
    );
    std::fs::write(file(folder, "frikort.toml"), text).unwrap();
}
