//! A region is killed (SIGKILL) between accepting a request and delivering its disclosure. After a restart the asker
//! gets it, once: real processes, a real SQLite file, the real router and the real asker.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rivta_catalog::{Catalog, Environment};
use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_hogkostnadsskydd::{Actor, Asker, Inbox, Inquiry, Limits, SourceState};
use rivta_producer::{Producer, RunningProducer};
use rivta_router::config::Tls;
use rivta_router::{Configuration, Router};
use rivta_soap::identity::{PersonIdentity, Personnummer};
use rivta_soap::time::{Clock, SystemClock, format_date, swedish_date};
use rivta_soap::{Contract, HsaId, LogicalAddress};
use serde_json::Value;

mod ports;

use ports::free_address;

const ASKER: &str = "SE5565594230-HKS1";
const REGION: &str = "SE2321000131-FRIK";

struct Stage {
    folder: tempfile::TempDir,
    asker: SocketAddr,
    region: SocketAddr,
}

fn rivta(arguments: &[&str]) -> std::process::Output {
    let output = Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

impl Stage {
    fn set() -> Self {
        let stage = Self {
            folder: tempfile::tempdir().unwrap(),
            asker: free_address(),
            region: free_address(),
        };
        let parties = [("router", "SE5565594230-RIVTA"), ("asker", ASKER), ("region", REGION)];
        let parties = parties.map(|(name, hsa_id)| format!("{name}={hsa_id}"));
        let mut arguments = vec!["pki", "--out", stage.folder.path().to_str().unwrap()];
        for party in &parties {
            arguments.extend(["--party", party]);
        }
        rivta(&arguments);
        stage
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn router(&self) -> Router {
        let tls = Tls {
            certificate: self.path("router.pem"),
            key: self.path("router-key.pem"),
            trust: self.path("ca.pem"),
            revocation_lists: vec![self.path("crl.pem")],
            ..Tls::default()
        };
        let (asked, answered) = (RequestExemptionStatuses::NAMESPACE, ProcessExemptionStatuses::NAMESPACE);
        let row = |receiver, contract, port, sender| {
            format!(
                "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"https://localhost:{port}/\"\n\
                 profile = \"RIVTABP21\"\n[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{sender}\"\n"
            )
        };
        let catalogue = format!(
            "environment = \"test\"\n{}{}",
            row("14", asked, self.region.port(), ASKER),
            row(ASKER, answered, self.asker.port(), REGION)
        );
        let mut configuration = Configuration::new(Environment::Test, SocketAddr::from(([127, 0, 0, 1], 0)), tls);
        configuration.producer.retries = 0;
        Router::new(configuration).catalog(Catalog::from_toml(&catalogue, "test").unwrap().catalog)
    }

    fn write_region(&self, platform: &str) {
        let toml = format!(
            "listen = \"{}\"\nplatform = \"{platform}\"\nhsa_id = \"{REGION}\"\n\
             [tls]\ncertificate = \"region.pem\"\nkey = \"region-key.pem\"\ntrust = \"ca.pem\"\nrevocation_lists = [\"crl.pem\"]\n\
             [system]\nstore = \"region.sqlite\"\n[system.outbox]\nfirst_pause_ms = 50\nlongest_pause_ms = 200\nattempts = 1000\n\
             [[system.regions]]\ncounty_code = \"14\"\nname = \"Västra Götalandsregionen\"\nhsa_id = \"SE2321000131-A000\"\nlogical_addresses = [\"14\"]\n",
            self.region
        );
        std::fs::write(self.path("region.toml"), toml).unwrap();
        let today = format_date(swedish_date(SystemClock.now()) - chrono::TimeDelta::days(10));
        let fees = format!(
            "region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled\n\
             14,1,1.2.752.129.2.1.3.1,191212121212,{today},{today}101500,250,SE2321000131-A000,SE2321000131-V001,false\n"
        );
        std::fs::write(self.path("fees.csv"), fees).unwrap();
        let (config, fees) = (self.path("region.toml"), self.path("fees.csv"));
        rivta(&[
            "frikort",
            "import",
            "--config",
            config.to_str().unwrap(),
            "--fees",
            fees.to_str().unwrap(),
        ]);
    }

    /// Starts the region's process and waits until it says where it listens.
    fn start_region(&self) -> Child {
        let mut region = Command::new(env!("CARGO_BIN_EXE_rivta"))
            .args(["frikort", "run", "--config", self.path("region.toml").to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(region.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.starts_with("https://"), "{line}");
        region
    }

    fn status(&self) -> Value {
        let config = self.path("region.toml");
        let output = rivta(&["frikort", "status", "--json", "--config", config.to_str().unwrap()]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn asker(&self, platform: &str, inbox: Inbox) -> Asker {
        let identity = rivta_consumer::Identity::from_pem_files(self.path("asker.pem"), self.path("asker-key.pem"));
        let consumer = Consumer::to(Endpoint::base(platform).unwrap())
            .trusting(rivta_consumer::Trust::from_pem_file(self.path("ca.pem")).unwrap())
            .identified_by(identity.unwrap())
            .on_behalf_of(OriginalConsumer::Is(HsaId::new(ASKER).unwrap()))
            .build();
        Asker::new(consumer.unwrap(), inbox, LogicalAddress::new(ASKER).unwrap())
    }

    async fn open_inbox(&self, inbox: Inbox) -> RunningProducer {
        let identity = rivta_producer::Identity::from_pem_files(self.path("asker.pem"), self.path("asker-key.pem"));
        Producer::listening_on(self.asker)
            .identified_by(identity.unwrap())
            .admitting(rivta_producer::ClientTrust::from_pem_file(self.path("ca.pem")).unwrap())
            .handle::<ProcessExemptionStatuses, _, _>(move |call| inbox.handle(call))
            .start()
            .await
            .unwrap()
    }
}

fn kill(mut region: Child) {
    region.kill().unwrap();
    region.wait().unwrap();
}

fn waiting(status: &Value) -> (u64, u64) {
    (
        status["waiting"].as_u64().unwrap(),
        status["delivered"].as_u64().unwrap(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_killed_before_delivery_delivers_once_after_its_restart() {
    let stage = Stage::set();
    let router = stage.router().start().await.unwrap();
    let platform = format!("https://localhost:{}/vp", router.local_addr().port());
    stage.write_region(&platform);
    let region = stage.start_region();

    let inbox = Inbox::new(Arc::new(SystemClock), Limits::default());
    let citizen = Personnummer::new("191212121212").unwrap();
    let person = PersonIdentity::Personnummer(citizen.clone());
    let inquiry = Inquiry::new(
        person,
        Actor::Citizen(citizen),
        vec![LogicalAddress::new("14").unwrap()],
    )
    .patience(Duration::from_mins(2));
    let mut question = stage.asker(&platform, inbox.clone()).ask(&inquiry).unwrap();
    while question.next().await.expect("the region takes the request").state != SourceState::Accepted {}

    // The asker cannot be reached yet, so nothing can have been delivered when the region dies.
    kill(region);
    assert_eq!(waiting(&stage.status()), (1, 0), "the request is on disk");

    let producer = stage.open_inbox(inbox).await;
    let region = stage.start_region();
    while question.next().await.expect("the region delivers").state != SourceState::Answered {}
    let summary = question.finish().await.unwrap();
    assert_eq!(summary.sum, 250.into());
    assert_eq!(summary.fees.len(), 1, "counted once");
    assert!(summary.complete);
    until_delivered(&stage).await;

    // A kill after the delivery brings nothing back.
    kill(region);
    let region = stage.start_region();
    assert_eq!(waiting(&stage.status()), (0, 1));
    kill(region);
    producer.shutdown().await;
    router.shutdown().await;
    assert!(Path::new(&stage.path("region.sqlite")).exists());
}

/// A process that cannot deliver must not take requests: whoever asks would wait in vain.
#[tokio::test]
async fn a_second_process_on_the_same_store_ends_at_once_and_says_why() {
    let mut stage = Stage::set();
    stage.write_region("https://localhost:1/vp");
    let first = stage.start_region();
    stage.region = free_address();
    stage.write_region("https://localhost:1/vp");
    let config = stage.path("region.toml");
    let second = tokio::process::Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(["frikort", "run", "--config", config.to_str().unwrap()])
        .kill_on_drop(true)
        .output();
    let second = tokio::time::timeout(Duration::from_mins(1), second).await;
    kill(first);
    let output = second.expect("the second process ends by itself").unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(complaint.contains("already running in another process"), "{complaint}");
}

/// The asker has the answer a moment before the region knows that it has; then the region must note it.
async fn until_delivered(stage: &Stage) {
    let noted = async {
        while waiting(&stage.status()) != (0, 1) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), noted)
        .await
        .expect("the delivery is noted");
}
