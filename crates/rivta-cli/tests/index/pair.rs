//! Two indexes over one PostgreSQL server and two aggregators, each pair behind a router of its own, under load of Updates
//! and of national questions. One aggregator and one index are killed (SIGKILL) in the middle.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType,
};
use rivta_contracts::itintegration_engagementindex_1_0::find_content::FindContent;
use rivta_producer::RunningProducer;
use rivta_soap::Contract as _;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::killed::{Load, SOURCES, check, write_index};
use crate::platform::{permission, route};
use crate::ports::free_address;
use crate::question::{ASKERS, Questions};
use crate::server::Server;
use crate::stage::{AGGREGATOR, ASKER, IndexProcess, OWNER, PATIENCE, PERSON, Process, ROUTER, Stage, found, until};

const REQUEST: &str = RequestExemptionStatuses::NAMESPACE;
/// The ids by which a source tells whose question it has got.
const REQUEST_IDS: [&str; 2] = [
    "3f0e4a64-7d5b-4a4e-8a06-2f9f7f2f8f01",
    "3f0e4a64-7d5b-4a4e-8a06-2f9f7f2f8f02",
];

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
            aggregator: stage.start(&["aggregator", "run", &aggregator_file], &aggregator_file),
            _router: stage.start(&["router", "--config", &router_file], &router_file),
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
    let [mut to_killed, to_other] = [0, 1].map(|side| Questions::begin(&askers[side], REQUEST_IDS[side]));
    to_killed.answers(5).await;
    to_other.answers(5).await;

    // Questions are under way when the aggregator is killed.
    sources.holding.store(true, Ordering::SeqCst);
    timeout(PATIENCE, sources.held.notified())
        .await
        .expect("a question is held");
    to_killed.assert_unbroken();
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
