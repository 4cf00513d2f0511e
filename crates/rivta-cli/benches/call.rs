//! What a call costs over mutual TLS on loopback: straight to a producer, and through the router.
//!
//! Read the ratio between the two in one run, not the absolute times.
#![allow(missing_docs, clippy::unwrap_used)]

use std::net::SocketAddr;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use futures_util::future::join_all;
use rivta_catalog::{Catalog, Environment};
use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::{Producer, RunningProducer};
use rivta_router::config::Tls;
use rivta_router::{Configuration, Router};
use rivta_soap::time::{Clock, SystemClock};
use rivta_soap::{Contract, Fault, HsaId, LogicalAddress};
use tokio::runtime::Runtime;

const CONSUMER: &str = "SE5565594230-HKS1";

/// Calls under way at once in the second group: what a contract asks of a producer at least.
const CONCURRENT: usize = 10;

struct Parties {
    _producer: RunningProducer,
    _router: rivta_router::Running,
    direct: Consumer,
    routed: Consumer,
}

fn file(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).unwrap()
}

fn consumer(folder: &Path, url: &str) -> Consumer {
    let identity = rivta_consumer::Identity::from_pem(&file(folder, "consumer.pem"), &file(folder, "consumer-key.pem"));
    Consumer::to(Endpoint::base(url).unwrap())
        .trusting(rivta_consumer::Trust::from_pem(&file(folder, "ca.pem")).unwrap())
        .identified_by(identity.unwrap())
        .on_behalf_of(OriginalConsumer::Is(HsaId::new(CONSUMER).unwrap()))
        .build()
        .unwrap()
}

async fn producer(folder: &Path, listen: SocketAddr) -> RunningProducer {
    let identity = rivta_producer::Identity::from_pem(&file(folder, "producer.pem"), &file(folder, "producer-key.pem"));
    Producer::listening_on(listen)
        .identified_by(identity.unwrap())
        .admitting(rivta_producer::ClientTrust::from_pem(&file(folder, "ca.pem")).unwrap())
        .handle::<RequestExemptionStatuses, _, _>(|_| async {
            Ok::<_, Fault>(RequestExemptionStatusesResponseType::default())
        })
        .start()
        .await
        .unwrap()
}

fn catalogue(producer: SocketAddr) -> Catalog {
    let contract = RequestExemptionStatuses::NAMESPACE;
    let toml = format!(
        "environment = \"demo\"\n[[route]]\nreceiver = \"14\"\ncontract = \"{contract}\"\n\
         address = \"https://localhost:{}/\"\nprofile = \"RIVTABP21\"\n\
         [[permission]]\nreceiver = \"14\"\ncontract = \"{contract}\"\nsender = \"{CONSUMER}\"\n",
        producer.port()
    );
    Catalog::from_toml(&toml, "bench").unwrap().catalog
}

async fn start(folder: &Path) -> Parties {
    let now = SystemClock.now();
    let authority = Authority::new("bench", now).unwrap();
    let pki = Folder::create(folder).unwrap();
    pki.write_authority(&authority).unwrap();
    for (name, hsa_id) in [
        ("consumer", CONSUMER),
        ("router", "SE5565594230-RIVTA"),
        ("producer", "SE2321000131-FRIK"),
    ] {
        let certificate = authority
            .issue(&Subject::new(name, hsa_id), Validity::current(now))
            .unwrap();
        pki.write_certificate(name, &certificate).unwrap();
    }
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    let producer = producer(folder, anywhere).await;
    let tls = Tls {
        certificate: folder.join("router.pem"),
        key: folder.join("router-key.pem"),
        trust: folder.join("ca.pem"),
        ..Tls::default()
    };
    let configuration = Configuration::new(Environment::Demo, anywhere, tls);
    let router = Router::new(configuration)
        .catalog(catalogue(producer.local_addr()))
        .start()
        .await
        .unwrap();
    Parties {
        direct: consumer(folder, &format!("https://localhost:{}", producer.local_addr().port())),
        routed: consumer(folder, &format!("https://localhost:{}/vp", router.local_addr().port())),
        _producer: producer,
        _router: router,
    }
}

fn request() -> RequestExemptionStatusesType {
    let id = |root: &str, extension: Option<&str>| IIType {
        root: root.to_owned(),
        extension: extension.map(str::to_owned),
        any: Vec::new(),
    };
    let person = id("1.2.752.129.2.1.3.1", Some("191212121212"));
    RequestExemptionStatusesType {
        request_id: id("7e3f6a52-7c0c-4a7e-9d3e-0d7c2a1b4f10", None),
        patient_id: person.clone(),
        actor: ActorType {
            actor_type_enum: ActorTypeEnum::Citizen,
            actor_id: person,
            care_giver_id: None,
            any: Vec::new(),
        },
        response_logical_address: CONSUMER.to_owned(),
        any: Vec::new(),
    }
}

async fn call(consumer: &Consumer, to: &LogicalAddress, request: &RequestExemptionStatusesType) {
    consumer.call::<RequestExemptionStatuses>(to, request).await.unwrap();
}

fn calls(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = Runtime::new().unwrap();
    let parties = runtime.block_on(start(folder.path()));
    let (to, request) = (LogicalAddress::new("14").unwrap(), request());
    let paths = [("direct", &parties.direct), ("through the router", &parties.routed)];

    let mut one = criterion.benchmark_group("one call at a time");
    for (name, consumer) in paths {
        one.bench_function(name, |bencher| {
            bencher.iter(|| runtime.block_on(call(consumer, &to, &request)));
        });
    }
    one.finish();

    let mut many = criterion.benchmark_group("ten calls at once");
    many.throughput(Throughput::Elements(CONCURRENT as u64));
    for (name, consumer) in paths {
        let calls = || join_all((0..CONCURRENT).map(|_| call(consumer, &to, &request)));
        many.bench_function(name, |bencher| bencher.iter(|| runtime.block_on(calls())));
    }
    many.finish();
}

criterion_group!(benches, calls);
criterion_main!(benches);
