//! An index's process, its certificates, a subscriber, and calls to it.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use rivta_consumer::{Channel, Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_contracts::itintegration_engagementindex_1_0::core::ResultCodeEnum;
use rivta_contracts::itintegration_engagementindex_1_0::process_notification::ProcessNotificationResponseType;
use rivta_index::engagement::{Engagement, Transaction};
use rivta_index::message::{Criteria, FindContent, ProcessNotification, Update, UpdateRequest};
use rivta_producer::builder::ProducerBuilder;
use rivta_producer::{ClientTrust, Producer, RunningProducer};
use rivta_soap::LogicalAddress;
use tempfile::TempDir;

/// The national index.
pub(crate) const OWNER: &str = "5565594230";
pub(crate) const INDEX: &str = "SE5565594230-EI";
pub(crate) const REGION: &str = "SE2321000131-FRIK";
pub(crate) const SUBSCRIBER: &str = "SE5560000001-SUBSCRIBER";
pub(crate) const ROUTER: &str = "SE5565594230-VP";
pub(crate) const AGGREGATOR: &str = "SE5565594230-AGP";
pub(crate) const ASKER: &str = "SE5565594230-HKS1";
/// Skatteverket's test person.
pub(crate) const PERSON: &str = "191212121212";
pub(crate) const DOMAIN: &str = "riv:financial:patientfees:exemption";
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// A folder with the certificates of everybody.
pub(crate) struct Stage {
    pub(crate) folder: TempDir,
}

impl Stage {
    pub(crate) fn set() -> Self {
        let stage = Self {
            folder: TempDir::new().unwrap(),
        };
        let parties = [
            ("index", INDEX),
            ("region", REGION),
            ("subscriber", SUBSCRIBER),
            ("router", ROUTER),
            ("aggregator", AGGREGATOR),
            ("asker", ASKER),
        ];
        let mut arguments = vec!["pki".to_owned(), "--out".to_owned(), ".".to_owned()];
        for (name, hsa_id) in parties {
            arguments.extend(["--party".to_owned(), format!("{name}={hsa_id}")]);
        }
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        assert!(stage.rivta(&arguments).status.success());
        stage
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command in the folder.
    pub(crate) fn rivta(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_rivta"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// Writes an index's file. `top` stands before the tables, `index` below `[index]`.
    pub(crate) fn write_index(&self, name: &str, top: &str, index: &str) {
        let toml = format!(
            "listen = \"127.0.0.1:0\"\noperation = \"127.0.0.1:0\"\n{top}\n\
             [tls]\ncertificate = \"index.pem\"\nkey = \"index-key.pem\"\ntrust = \"ca.pem\"\n\
             [index]\nhsa_id = \"{OWNER}\"\n{index}\n"
        );
        std::fs::write(self.path(name), toml).unwrap();
    }

    /// An index in SQLite without a platform.
    pub(crate) fn write_plain_index(&self) {
        self.write_index("index.toml", "store = { sqlite = \"index.sqlite\" }", "");
    }

    /// Starts an index and waits until it says where it listens.
    pub(crate) fn start_index(&self, name: &str) -> IndexProcess {
        let mut child = self.spawn(&["index", "run", name], name);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = || lines.next().expect("the index starts").unwrap();
        let (address, operation) = (line(), line());
        IndexProcess {
            process: Process(child),
            address: address.strip_prefix("https://").unwrap().parse().unwrap(),
            operation: operation.strip_prefix("operation ").unwrap().to_owned(),
        }
    }

    /// Starts a command and waits until it says where it listens.
    pub(crate) fn start(&self, arguments: &[&str], name: &str) -> Process {
        let mut child = self.spawn(arguments, name);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.next().unwrap_or_else(|| panic!("{name} starts")).unwrap();
        Process(child)
    }

    /// Starts a command in the folder; its log stands in `<name>.log`.
    pub(crate) fn spawn(&self, arguments: &[&str], name: &str) -> Child {
        let log = std::fs::File::options()
            .append(true)
            .create(true)
            .open(self.path(&format!("{name}.log")));
        Command::new(env!("CARGO_BIN_EXE_rivta"))
            .args(arguments)
            .current_dir(self.folder.path())
            .stdout(Stdio::piped())
            .stderr(log.unwrap())
            .spawn()
            .unwrap()
    }

    fn client(&self, name: &str) -> (Trust, rivta_consumer::Identity) {
        let identity = rivta_consumer::Identity::from_pem_files(
            self.path(&format!("{name}.pem")),
            self.path(&format!("{name}-key.pem")),
        );
        (Trust::from_pem_file(self.path("ca.pem")).unwrap(), identity.unwrap())
    }

    /// The region as a caller of an index.
    pub(crate) fn caller(&self, index: &IndexProcess) -> Consumer {
        self.consumer("region", &format!("https://localhost:{}", index.address.port()))
    }

    /// A party as a caller of somebody.
    pub(crate) fn consumer(&self, party: &str, url: &str) -> Consumer {
        let (trust, identity) = self.client(party);
        Consumer::to(Endpoint::base(url).unwrap())
            .trusting(trust)
            .identified_by(identity)
            .on_behalf_of(OriginalConsumer::FromCertificate)
            .build()
            .unwrap()
    }

    /// The region as a caller that writes its messages by hand.
    pub(crate) fn channel(&self) -> Channel {
        let (trust, identity) = self.client("region");
        Channel::builder(trust, identity).build().unwrap()
    }

    /// A producer that is yet to get its handlers.
    pub(crate) fn producer(&self, party: &str, address: SocketAddr) -> ProducerBuilder {
        let file = |name: String| self.path(&name);
        let identity =
            rivta_producer::Identity::from_pem_files(file(format!("{party}.pem")), file(format!("{party}-key.pem")));
        Producer::listening_on(address)
            .identified_by(identity.unwrap())
            .admitting(ClientTrust::from_pem_file(file("ca.pem".to_owned())).unwrap())
    }

    /// A subscriber that takes everything.
    pub(crate) async fn subscriber(&self, address: SocketAddr) -> Subscriber {
        let told: Arc<Mutex<HashMap<String, Vec<Vec<Transaction>>>>> = Arc::default();
        let seen = Arc::clone(&told);
        let producer = self
            .producer("subscriber", address)
            .handle::<ProcessNotification, _, _>(move |call| {
                let mut seen = seen.lock().unwrap();
                seen.entry(call.correlation_id).or_default().push(call.request.0);
                async {
                    Ok(ProcessNotificationResponseType {
                        result_code: ResultCodeEnum::Ok,
                        comment: None,
                        any: Vec::new(),
                    })
                }
            });
        Subscriber {
            told,
            _producer: producer.start().await.unwrap(),
        }
    }
}

/// A process that ends with the test.
pub(crate) struct Process(Child);

impl Process {
    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An index at work.
pub(crate) struct IndexProcess {
    process: Process,
    pub(crate) address: SocketAddr,
    /// Base URL of the operation listener.
    pub(crate) operation: String,
}

impl IndexProcess {
    pub(crate) fn kill(self) {
        self.process.kill();
    }

    /// What the operation listener answers.
    pub(crate) async fn ask(&self, path: &str) -> (StatusCode, String) {
        let channel = Channel::anonymous(None).build().unwrap();
        let answer = channel.get(&format!("{}{path}", self.operation)).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }
}

/// A subscriber and what it was told, by correlation id.
pub(crate) struct Subscriber {
    pub(crate) told: Arc<Mutex<HashMap<String, Vec<Vec<Transaction>>>>>,
    _producer: RunningProducer,
}

impl Subscriber {
    /// Waits until it has been told of something.
    pub(crate) async fn until(&self, done: impl Fn(&HashMap<String, Vec<Vec<Transaction>>>) -> bool) {
        until("the subscriber is told", async || done(&self.told.lock().unwrap())).await;
    }
}

/// Waits for something that no event tells of.
pub(crate) async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !done().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.expect(what);
}

/// A region's engagement of the test person.
pub(crate) fn engagement(source: &str, moment: &str) -> Engagement {
    Engagement {
        resident: PERSON.to_owned(),
        service_domain: DOMAIN.to_owned(),
        categorization: "fpe-es".to_owned(),
        logical_address: source.to_owned(),
        business_object: "NA".to_owned(),
        care_process: "NA".to_owned(),
        most_recent_content: Some(moment.to_owned()),
        source_system: source.to_owned(),
        data_controller: source.to_owned(),
        ..Engagement::default()
    }
}

/// Sends an Update; `false` when it was not answered, which says nothing about what became of it.
pub(crate) async fn update(caller: &Consumer, engagement: Engagement, correlation_id: &str) -> bool {
    let message = UpdateRequest(vec![Transaction {
        delete: false,
        engagement,
    }]);
    let to = LogicalAddress::new(OWNER).unwrap();
    let call = caller.request::<Update>(&to, &message).correlation_id(correlation_id);
    match call.send().await {
        Ok(answer) => {
            assert_eq!(answer.body.result_code, ResultCodeEnum::Ok);
            true
        }
        Err(error) => {
            assert!(error.fault().is_none(), "{error}");
            false
        }
    }
}

/// Everything of the domain about a resident.
pub(crate) async fn found(caller: &Consumer, resident: &str) -> Vec<Engagement> {
    let wanted = Criteria(Engagement {
        resident: resident.to_owned(),
        service_domain: DOMAIN.to_owned(),
        ..Engagement::default()
    });
    let to = LogicalAddress::new(OWNER).unwrap();
    caller.call::<FindContent>(&to, &wanted).await.unwrap().body.0
}

/// Posts a message written by hand.
pub(crate) async fn post(
    channel: &Channel,
    index: &IndexProcess,
    headers: &[(&str, &str)],
    envelope: String,
) -> (StatusCode, String) {
    let mut request = Request::post(format!("https://localhost:{}/", index.address.port()))
        .header("content-type", "text/xml; charset=UTF-8");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Full::new(Bytes::from(envelope)).map_err(|never| match never {}).boxed();
    let answer = channel.send(request.body(body).unwrap()).await.unwrap();
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}
