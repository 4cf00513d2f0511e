//! The stage: the platform as processes, sources and an asker.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use chrono::{Duration, Utc};
use http::{Request, Response};
use http_body_util::BodyExt as _;
use rivta_consumer::{Answer, Consumer, Endpoint, Error, OriginalConsumer, Trust};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_contracts::interoperability_headers_1_0::{
    self as headers, ProcessingStatusRecordType, ProcessingStatusType,
};
use rivta_contracts::itintegration_engagementindex_1_0::core::{
    EngagementTransactionType, EngagementType, RegisteredResidentIdentificationType, ResultCodeEnum, TS,
};
use rivta_contracts::itintegration_engagementindex_1_0::update::{Update, UpdateType};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, fault_response, full};
use rivta_producer::{ClientTrust, Identity};
use rivta_soap::envelope::Envelope;
use rivta_soap::time::{format_timestamp, swedish_local};
use rivta_soap::value::AnyUri;
use rivta_soap::xml::Limits;
use rivta_soap::{Contract, Fault, LogicalAddress};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::ports::free_address;

pub(crate) const PERSON: &str = "191212121212";
pub(crate) const NATIONAL: &str = "5565594230";
const REQUEST: &str = RequestExemptionStatuses::NAMESPACE;
const FIND: &str = "urn:riv:itintegration:engagementindex:FindContentResponder:1";

/// What came of a question.
pub(crate) type Outcome = Result<Answer<RequestExemptionStatusesResponseType>, Error>;

/// What a source does with a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    Acknowledge,
    Fault,
    Hang,
}

#[derive(Default)]
pub(crate) struct Script {
    deeds: Mutex<HashMap<String, Deed>>,
    /// Address and original consumer of each request.
    asked: Mutex<Vec<(String, String)>>,
    /// Told at each request.
    pub(crate) arrival: Notify,
}

/// Everything that runs; dropping it ends the processes.
pub(crate) struct Stage {
    pub(crate) script: Arc<Script>,
    place: TempDir,
    ports: [u16; 3],
    processes: HashMap<&'static str, Child>,
    _sources: Running,
}

impl Drop for Stage {
    fn drop(&mut self) {
        for process in self.processes.values_mut() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Stage {
    /// A platform in one process.
    pub(crate) async fn open() -> Self {
        let mut stage = Self::prepared().await;
        stage.start("platform");
        stage
    }

    /// The same platform with a process for each part.
    pub(crate) async fn in_parts() -> Self {
        let mut stage = Self::prepared().await;
        for part in ["router", "index", "aggregator"] {
            stage.start(part);
        }
        stage
    }

    async fn prepared() -> Self {
        let place = tempfile::tempdir().unwrap();
        let (authority, folder) = (
            Authority::new("Test CA", Utc::now()).unwrap(),
            Folder::create(place.path()).unwrap(),
        );
        folder.write_authority(&authority).unwrap();
        for name in ["ROUTER", "INDEX", "AGGREGATOR", "ASKER", "SOURCE"] {
            let subject = Subject::new(name, format!("SE5565594230-{name}"));
            let certificate = authority.issue(&subject, Validity::current(Utc::now())).unwrap();
            folder.write_certificate(&name.to_lowercase(), &certificate).unwrap();
        }
        let script = Arc::new(Script::default());
        let played = Arc::clone(&script);
        let file = |name: &str| place.path().join(name);
        let identity = Identity::from_pem_files(file("source.pem"), file("source-key.pem")).unwrap();
        let trust = ClientTrust::from_pem_file(file("ca.pem")).unwrap();
        let sources = Listener::mutual_tls("127.0.0.1:0".parse().unwrap(), identity, trust)
            .serve(move |request| play(Arc::clone(&played), request))
            .await
            .unwrap();
        let ports = [free_address(), free_address(), free_address()].map(|address| address.port());
        write_files(place.path(), ports, sources.local_addr().port());
        Self {
            script,
            place,
            ports,
            processes: HashMap::new(),
            _sources: sources,
        }
    }

    /// Starts a command with its file, and waits until it listens.
    pub(crate) fn start(&mut self, part: &'static str) {
        let file = format!("{part}.toml");
        let arguments: Vec<&str> = match part {
            "router" => vec!["router", "--config", &file],
            part => vec![part, "run", &file],
        };
        let log = std::fs::File::create(self.place.path().join(format!("{part}.log"))).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_rivta"))
            .args(arguments)
            .current_dir(self.place.path())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let awaited = if part == "platform" { 3 } else { 1 };
        let told = BufReader::new(process.stdout.take().unwrap())
            .lines()
            .take(awaited)
            .count();
        assert_eq!(told, awaited, "{part}: {}", self.log(part));
        self.processes.insert(part, process);
    }

    /// Ends a process as a crash would.
    pub(crate) fn kill(&mut self, part: &'static str) {
        let mut process = self.processes.remove(part).unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    pub(crate) fn log(&self, part: &str) -> String {
        std::fs::read_to_string(self.place.path().join(format!("{part}.log"))).unwrap_or_default()
    }

    fn consumer(&self, name: &str) -> Consumer {
        let file = |name: String| self.place.path().join(name);
        let identity = Identity::from_pem_files(file(format!("{name}.pem")), file(format!("{name}-key.pem")));
        Consumer::to(Endpoint::base(&format!("https://localhost:{}/vp", self.ports[0])).unwrap())
            .trusting(Trust::from_pem_file(file("ca.pem".to_owned())).unwrap())
            .identified_by(identity.unwrap())
            .on_behalf_of(OriginalConsumer::FromCertificate)
            .build()
            .unwrap()
    }

    /// A region tells the index of a post, so many days old.
    pub(crate) async fn post(&self, address: &str, source: &str, controller: &str, days: i64) {
        let moment = swedish_local(Utc::now() - Duration::days(days));
        let engagement = EngagementType {
            registered_resident_identification: RegisteredResidentIdentificationType::new(PERSON).unwrap(),
            service_domain: AnyUri::new("riv:financial:patientfees:exemption"),
            categorization: "fpe-es".to_owned(),
            logical_address: address.to_owned(),
            business_object_instance_identifier: "NA".to_owned(),
            clinical_process_interest_id: "NA".to_owned(),
            most_recent_content: Some(TS::new(format_timestamp(moment)).unwrap()),
            source_system: source.to_owned(),
            creation_time: None,
            update_time: None,
            data_controller: controller.to_owned(),
            owner: None,
            any: Vec::new(),
        };
        let update = UpdateType {
            engagement_transaction: vec![EngagementTransactionType {
                delete_flag: false,
                engagement,
                any: Vec::new(),
            }],
            any: Vec::new(),
        };
        let to = LogicalAddress::new(NATIONAL).unwrap();
        let answer = self.consumer("source").call::<Update>(&to, &update).await.unwrap();
        assert_eq!(answer.body.result_code, ResultCodeEnum::Ok);
    }

    pub(crate) async fn posts(&self, sources: &[&str]) {
        for source in sources {
            self.post(source, source, source, 1).await;
        }
    }

    pub(crate) fn does(&self, source: &str, deed: Deed) {
        self.script.deeds.lock().unwrap().insert(source.to_owned(), deed);
    }

    /// The addresses that were asked, sorted. Every request must name the asker as its original consumer.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = self.script.asked.lock().unwrap();
        assert!(
            asked.iter().all(|(_, original)| original == "SE5565594230-ASKER"),
            "{asked:?}"
        );
        let mut addresses: Vec<String> = asked.iter().map(|(address, _)| address.clone()).collect();
        addresses.sort();
        addresses
    }

    /// Asks the national address about the person.
    pub(crate) async fn ask(&self) -> Outcome {
        self.asking().await.unwrap()
    }

    /// A question that is under way.
    pub(crate) fn asking(&self) -> JoinHandle<Outcome> {
        let identity = |root: &str, extension: Option<&str>| IIType {
            root: root.to_owned(),
            extension: extension.map(str::to_owned),
            any: Vec::new(),
        };
        let person = identity("1.2.752.129.2.1.3.1", Some(PERSON));
        let request = RequestExemptionStatusesType {
            request_id: identity("3f0e4a64-7d5b-4a4e-8a06-2f9f7f2f8f01", None),
            patient_id: person.clone(),
            actor: ActorType {
                actor_type_enum: ActorTypeEnum::Citizen,
                actor_id: person,
                care_giver_id: None,
                any: Vec::new(),
            },
            response_logical_address: "SE5565594230-ASKER".to_owned(),
            any: Vec::new(),
        };
        let to = LogicalAddress::new(NATIONAL).unwrap();
        let asker = self.consumer("asker");
        tokio::spawn(async move { asker.call::<RequestExemptionStatuses>(&to, &request).await })
    }

    /// Source and status code of each record, and the code of the error, sorted.
    pub(crate) async fn summary(&self) -> Vec<(String, String, Option<String>)> {
        let answer = self.ask().await.unwrap();
        assert!(answer.body.any.is_empty());
        let mut summary: Vec<_> = records(&answer)
            .into_iter()
            .map(|record| {
                let code = record.last_unsuccessful_synch_error.map(|error| error.code);
                (record.logical_address, record.status_code.to_string(), code)
            })
            .collect();
        summary.sort();
        summary
    }
}

/// The records of the header, strictly by their schema.
pub(crate) fn records(answer: &Answer<RequestExemptionStatusesResponseType>) -> Vec<ProcessingStatusRecordType> {
    let status: Option<ProcessingStatusType> = answer.headers.get(&headers::name::PROCESSING_STATUS).unwrap();
    status.expect("a ProcessingStatus").processing_status_list
}

pub(crate) fn answered(source: &str) -> (String, String, Option<String>) {
    (source.to_owned(), "DataFromSource".to_owned(), None)
}

pub(crate) fn failed(source: &str, code: &str) -> (String, String, Option<String>) {
    (source.to_owned(), "NoDataSynchFailed".to_owned(), Some(code.to_owned()))
}

async fn play(script: Arc<Script>, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let (head, body) = request.into_parts();
    let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    let envelope = Envelope::read(&body, &Limits::default()).unwrap();
    let address = envelope.headers().logical_address.clone().unwrap();
    let original = head.headers["x-rivta-original-serviceconsumer-hsaid"]
        .to_str()
        .unwrap()
        .to_owned();
    let deed = script.deeds.lock().unwrap().get(&address).copied();
    script.asked.lock().unwrap().push((address, original));
    script.arrival.notify_one();
    match deed.unwrap_or(Deed::Acknowledge) {
        Deed::Hang => std::future::pending().await,
        Deed::Fault => fault_response(&Fault::server("out of order")),
        Deed::Acknowledge => Response::new(full(format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
             <RequestExemptionStatusesResponse xmlns=\"{REQUEST}\"/></s:Body></s:Envelope>"
        ))),
    }
}

/// A file for each part, and the same as tables of one.
fn write_files(folder: &Path, [router, index, aggregator]: [u16; 3], sources: u16) {
    let tls = |name: &str, table: &str| {
        format!("[{table}tls]\ncertificate = \"{name}.pem\"\nkey = \"{name}-key.pem\"\ntrust = \"ca.pem\"\n")
    };
    let platform = format!("platform = \"https://localhost:{router}/vp\"\n");
    let parts = |table: &str| {
        [
            format!(
                "environment = \"test\"\nlisten = \"127.0.0.1:{router}\"\ncatalog = \"catalogue.toml\"\n\
                 [{table}parts]\nsenders = [\"SE5565594230-AGGREGATOR\"]\n\
                 receivers = [\"{NATIONAL}\"]\n{}",
                tls("router", table)
            ),
            format!(
                "listen = \"127.0.0.1:{index}\"\n{platform}store = {{ sqlite = \"index.sqlite\" }}\n{}[{table}index]\n\
                 hsa_id = \"{NATIONAL}\"\n",
                tls("index", table)
            ),
            format!(
                "environment = \"test\"\nlisten = \"127.0.0.1:{aggregator}\"\n{platform}catalog = \"catalogue.toml\"\n\
                 callers = [\"SE5565594230-ROUTER\"]\n[{table}sources]\nreceive_timeout_ms = 2000\n{}",
                tls("aggregator", table)
            ),
        ]
    };
    let mut whole = String::new();
    for (position, name) in ["router", "index", "aggregator"].into_iter().enumerate() {
        std::fs::write(folder.join(format!("{name}.toml")), &parts("")[position]).unwrap();
        whole.push_str(&format!("[{name}]\n{}\n", parts(&format!("{name}."))[position]));
    }
    std::fs::write(folder.join("platform.toml"), whole).unwrap();
    std::fs::write(folder.join("catalogue.toml"), catalogue(index, aggregator, sources)).unwrap();
}

fn catalogue(index: u16, aggregator: u16, sources: u16) -> String {
    let route = |receiver: &str, contract: &str, port: u16| {
        format!(
            "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"https://localhost:{port}/\"\nprofile = \"RIVTABP21\"\n"
        )
    };
    let permission = |receiver: &str, contract: &str, sender: &str| {
        format!("[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{sender}\"\n")
    };
    let mut rows = "environment = \"test\"\n".to_owned();
    rows += &route(NATIONAL, REQUEST, aggregator);
    rows += &permission(NATIONAL, REQUEST, "SE5565594230-ASKER");
    for (contract, sender) in [(Update::NAMESPACE, "SE5565594230-SOURCE"), (FIND, "rivta")] {
        rows += &route(NATIONAL, contract, index);
        rows += &permission(NATIONAL, contract, sender);
    }
    for source in ["13", "14", "24", "SE-AGENT"] {
        rows += &route(source, REQUEST, sources);
        rows += &permission(source, REQUEST, "SE5565594230-ASKER");
    }
    // A source that the asker may not ask.
    rows + &route("25", REQUEST, sources)
}
