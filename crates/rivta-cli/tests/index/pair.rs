//! Two indexes over one PostgreSQL server and two aggregators, each pair behind a router of its own, under load of Updates
//! and of national questions. One aggregator and one index are killed (SIGKILL) in the middle.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rivta_consumer::{Answer, Consumer, Error};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_contracts::interoperability_headers_1_0::{self as headers, ProcessingStatusType};
use rivta_contracts::itintegration_engagementindex_1_0::find_content::FindContent;
use rivta_producer::RunningProducer;
use rivta_soap::{Contract as _, LogicalAddress};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::killed::{Load, SOURCES, check, write_index};
use crate::platform::{permission, route};
use crate::server::Server;
use crate::stage::{
    AGGREGATOR, ASKER, IndexProcess, OWNER, PATIENCE, PERSON, ROUTER, Stage, found, free_address, until,
};

/// How many ask each aggregator at once, each one question after the other.
const ASKERS: usize = 2;
const REQUEST: &str = RequestExemptionStatuses::NAMESPACE;
/// The ids by which a source tells whose question it has got.
const REQUEST_IDS: [&str; 2] = [
    "3f0e4a64-7d5b-4a4e-8a06-2f9f7f2f8f01",
    "3f0e4a64-7d5b-4a4e-8a06-2f9f7f2f8f02",
];

/// A process that ends with the test.
struct Process(Child);

impl Process {
    /// Starts a command with its file, and waits until it says where it listens.
    fn start(stage: &Stage, arguments: &[&str], name: &str) -> Self {
        let mut child = stage.spawn(arguments, name);
        let said = BufReader::new(child.stdout.take().unwrap()).lines().next();
        said.unwrap_or_else(|| panic!("{}", log(stage, name))).unwrap();
        Self(child)
    }

    fn kill(mut self) {
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

fn log(stage: &Stage, name: &str) -> String {
    std::fs::read_to_string(stage.path(&format!("{name}.log"))).unwrap_or_default()
}

/// An aggregator and the router before it, which leads to one of the indexes.
struct Side {
    aggregator: Process,
    _router: Process,
    router_url: String,
}

impl Side {
    fn start(stage: &Stage, name: &str, index: &IndexProcess, sources: SocketAddr) -> Self {
        let (router, aggregator) = (free_address(), free_address());
        let router_url = format!("https://localhost:{}/vp", router.port());
        let (catalogue, router_file, aggregator_file) = (
            format!("{name}-catalogue.toml"),
            format!("{name}-router.toml"),
            format!("{name}-aggregator.toml"),
        );
        let tls = |party: &str| {
            format!("[tls]\ncertificate = \"{party}.pem\"\nkey = \"{party}-key.pem\"\ntrust = \"ca.pem\"\n")
        };
        let top = |listen| format!("environment = \"test\"\nlisten = \"{listen}\"\ncatalog = \"{catalogue}\"\n");
        let parts = format!("[parts]\nsenders = [\"{AGGREGATOR}\"]\nreceivers = [\"{OWNER}\"]\n");
        let toward = format!("platform = \"{router_url}\"\ncallers = [\"{ROUTER}\"]\n");
        let write = |file: &str, text: String| std::fs::write(stage.path(file), text).unwrap();
        write(&catalogue, rows(index.address, aggregator, sources));
        write(&router_file, top(router) + &parts + &tls("router"));
        write(&aggregator_file, top(aggregator) + &toward + &tls("aggregator"));
        Self {
            aggregator: Process::start(stage, &["aggregator", "run", &aggregator_file], &aggregator_file),
            _router: Process::start(stage, &["router", "--config", &router_file], &router_file),
            router_url,
        }
    }
}

fn rows(index: SocketAddr, aggregator: SocketAddr, sources: SocketAddr) -> String {
    let url = |address: SocketAddr| format!("https://localhost:{}/", address.port());
    let mut rows = "environment = \"test\"\n".to_owned();
    // The aggregator asks the index in the platform's name.
    rows +=
        &(route(OWNER, FindContent::NAMESPACE, &url(index)) + &permission(OWNER, FindContent::NAMESPACE, "rivta", ""));
    rows += &(route(OWNER, REQUEST, &url(aggregator)) + &permission(OWNER, REQUEST, ASKER, ""));
    for source in 0..SOURCES {
        let source = format!("SE-SOURCE-{source}");
        rows += &(route(&source, REQUEST, &url(sources)) + &permission(&source, REQUEST, ASKER, ""));
    }
    rows
}

/// The sources, which acknowledge every question. The first side's can be held.
#[derive(Default)]
struct Sources {
    holding: AtomicBool,
    /// A question is held.
    held: Notify,
}

impl Sources {
    async fn start(self: &Arc<Self>, stage: &Stage) -> RunningProducer {
        let sources = Arc::clone(self);
        let producer = stage.producer("region", "127.0.0.1:0".parse().unwrap());
        let producer = producer.handle::<RequestExemptionStatuses, _, _>(move |call| {
            let sources = Arc::clone(&sources);
            async move {
                if call.request.request_id.root == REQUEST_IDS[0] && sources.holding.load(Ordering::SeqCst) {
                    sources.held.notify_one();
                    std::future::pending::<()>().await;
                }
                Ok(RequestExemptionStatusesResponseType { any: Vec::new() })
            }
        });
        producer.start().await.unwrap()
    }
}

type Outcome = Result<Answer<RequestExemptionStatusesResponseType>, Error>;

async fn ask(asker: &Consumer, request_id: &str) -> Outcome {
    let identity = |root: &str, extension: Option<&str>| IIType {
        root: root.to_owned(),
        extension: extension.map(str::to_owned),
        any: Vec::new(),
    };
    let person = identity("1.2.752.129.2.1.3.1", Some(PERSON));
    let actor = ActorType {
        actor_type_enum: ActorTypeEnum::Citizen,
        actor_id: person.clone(),
        care_giver_id: None,
        any: Vec::new(),
    };
    let request = RequestExemptionStatusesType {
        request_id: identity(request_id, None),
        patient_id: person,
        actor,
        response_logical_address: ASKER.to_owned(),
        any: Vec::new(),
    };
    let to = LogicalAddress::new(OWNER).unwrap();
    asker.call::<RequestExemptionStatuses>(&to, &request).await
}

/// Every source must stand in the answer, and have answered.
fn assert_whole(answer: &Answer<RequestExemptionStatusesResponseType>) {
    let status: Option<ProcessingStatusType> = answer.headers.get(&headers::name::PROCESSING_STATUS).unwrap();
    let records = status.expect("a ProcessingStatus").processing_status_list;
    let mut answered: Vec<_> = records
        .iter()
        .filter(|record| record.status_code.to_string() == "DataFromSource")
        .map(|record| record.logical_address.clone())
        .collect();
    answered.sort();
    let all: Vec<_> = (0..SOURCES).map(|source| format!("SE-SOURCE-{source}")).collect();
    assert_eq!(answered, all);
}

/// Those who ask one aggregator, again and again until they are stopped or get no answer.
struct Questions {
    stop: watch::Sender<bool>,
    answered: watch::Sender<usize>,
    askers: JoinSet<Option<Error>>,
}

impl Questions {
    fn begin(asker: &Arc<Consumer>, request_id: &'static str) -> Self {
        let (stop, answered, mut askers) = (watch::Sender::new(false), watch::Sender::new(0), JoinSet::new());
        for _ in 0..ASKERS {
            let (asker, stopped, answered) = (Arc::clone(asker), stop.subscribe(), answered.clone());
            askers.spawn(async move {
                while !*stopped.borrow() {
                    match ask(&asker, request_id).await {
                        Ok(answer) => assert_whole(&answer),
                        Err(error) => return Some(error),
                    }
                    answered.send_modify(|count| *count += 1);
                }
                None
            });
        }
        Self { stop, answered, askers }
    }

    /// Waits until so many more have been answered.
    async fn answers(&self, more: usize) {
        let mut answered = self.answered.subscribe();
        let goal = *answered.borrow() + more;
        let reached = answered.wait_for(|count| *count >= goal);
        timeout(PATIENCE, reached)
            .await
            .expect("questions are answered")
            .unwrap();
    }

    /// What ended each asker that was not stopped.
    async fn failures(self) -> Vec<Error> {
        let ended = timeout(PATIENCE, self.askers.join_all()).await;
        ended.expect("every question ends").into_iter().flatten().collect()
    }

    /// Ends the asking; no question may have failed.
    async fn end(self) {
        self.stop.send_replace(true);
        let failures = self.failures().await;
        assert!(failures.is_empty(), "{failures:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_aggregators_and_one_of_two_indexes_are_killed_under_load() {
    let stage = Stage::set();
    let server = Server::start();
    // Waits until it takes connections.
    server.store().await.close().await;
    let address = free_address();
    let subscriber = stage.subscriber(address).await;
    let store = format!("{{ postgres = {:?} }}", server.url());
    let indexes = ["one.toml", "other.toml"].map(|name| {
        write_index(&stage, name, &store, address.port());
        stage.start_index(name)
    });
    let sources = Arc::new(Sources::default());
    let source = sources.start(&stage).await;
    let sides = [("one", &indexes[0]), ("other", &indexes[1])]
        .map(|(name, index)| Side::start(&stage, name, index, source.local_addr()));
    let askers = sides
        .each_ref()
        .map(|side| Arc::new(stage.consumer("asker", &side.router_url)));
    let load = Load::begin(indexes.iter().map(|index| Arc::new(stage.caller(index))).collect());
    let [first, second] = indexes;
    let survivor = stage.caller(&second);
    let all = usize::try_from(SOURCES).unwrap();
    until("the index knows every source", async || {
        found(&survivor, PERSON).await.len() == all
    })
    .await;
    let [to_killed, to_other] = [0, 1].map(|side| Questions::begin(&askers[side], REQUEST_IDS[side]));
    to_killed.answers(5).await;
    to_other.answers(5).await;

    // Questions are under way when the aggregator is killed.
    sources.holding.store(true, Ordering::SeqCst);
    timeout(PATIENCE, sources.held.notified())
        .await
        .expect("a question is held");
    let [one, _other] = sides;
    one.aggregator.kill();
    first.kill();
    assert_eq!(
        to_killed.failures().await.len(),
        ASKERS,
        "the killed one's questions fail, and end"
    );

    load.accepts(30).await;
    to_other.answers(5).await;
    to_other.end().await;
    let accepted = load.end().await;
    check(&survivor, &subscriber, &accepted, 1).await;
    until("nothing waits", async || {
        second.ask("/status").await.1.contains("\"NotificationsWaiting\": 0")
    })
    .await;
}
