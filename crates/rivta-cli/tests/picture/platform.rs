//! Certificates, the catalogue, and the platform's own parts: router, index and aggregator.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Utc;
use rivta_aggregator::Aggregator;
use rivta_catalog::{Catalog, Environment};
use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_index::{Index, Store, service};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::{ClientTrust, Producer, RunningProducer};
use rivta_router::Router;
use rivta_soap::time::SystemClock;
use rivta_soap::{Contract, HsaId};

use crate::ports::free_address;

pub(crate) const NATIONAL: &str = "5565594230";
pub(crate) const ASKER: &str = "SE5565594230-HKS1";
const ROUTER: &str = "SE5565594230-ROUTER";
const INDEX: &str = "SE5565594230-INDEX";
const AGGREGATOR: &str = "SE5565594230-AGP";
const UPDATE: &str = "urn:riv:itintegration:engagementindex:UpdateResponder:1";
const FIND_CONTENT: &str = "urn:riv:itintegration:engagementindex:FindContentResponder:1";

/// A folder with one authority and a certificate for every party, named by HSA-id.
pub(crate) struct Pki(PathBuf);

impl Pki {
    pub(crate) fn make(folder: &Path, systems: &[&str]) -> Self {
        let now = Utc::now();
        let authority = Authority::new("Test CA", now).unwrap();
        let pki = Folder::create(folder).unwrap();
        pki.write_authority(&authority).unwrap();
        for hsa_id in [ROUTER, INDEX, AGGREGATOR, ASKER]
            .into_iter()
            .chain(systems.iter().copied())
        {
            let certificate = authority
                .issue(&Subject::new(hsa_id, hsa_id), Validity::current(now))
                .unwrap();
            pki.write_certificate(hsa_id, &certificate).unwrap();
        }
        Self(folder.to_owned())
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn certificate(&self, hsa_id: &str) -> [PathBuf; 2] {
        [
            self.file(&format!("{hsa_id}.pem")),
            self.file(&format!("{hsa_id}-key.pem")),
        ]
    }

    /// A producer that is yet to get its handlers.
    pub(crate) fn producer(&self, hsa_id: &str, address: SocketAddr) -> rivta_producer::builder::ProducerBuilder {
        let [certificate, key] = self.certificate(hsa_id);
        Producer::listening_on(address)
            .identified_by(rivta_producer::Identity::from_pem_files(certificate, key).unwrap())
            .admitting(ClientTrust::from_pem_file(self.file("ca.pem")).unwrap())
    }

    /// A consumer of the platform.
    pub(crate) fn consumer(&self, hsa_id: &str, platform: &str) -> Consumer {
        let [certificate, key] = self.certificate(hsa_id);
        Consumer::to(Endpoint::base(platform).unwrap())
            .trusting(rivta_consumer::Trust::from_pem_file(self.file("ca.pem")).unwrap())
            .identified_by(rivta_consumer::Identity::from_pem_files(certificate, key).unwrap())
            .on_behalf_of(OriginalConsumer::Is(HsaId::new(hsa_id).unwrap()))
            .build()
            .unwrap()
    }
}

/// Rows of a catalogue.
pub(crate) struct Rows(String);

impl Rows {
    /// The platform's own.
    pub(crate) fn of(addresses: &Addresses) -> Self {
        let mut rows = Self("environment = \"test\"\n".to_owned());
        rows.route(NATIONAL, RequestExemptionStatuses::NAMESPACE, addresses.aggregator);
        rows.permission(NATIONAL, RequestExemptionStatuses::NAMESPACE, ASKER);
        rows.route(NATIONAL, FIND_CONTENT, addresses.index);
        rows.permission(NATIONAL, FIND_CONTENT, AGGREGATOR);
        rows.route(NATIONAL, UPDATE, addresses.index);
        rows.route(ASKER, ProcessExemptionStatuses::NAMESPACE, addresses.inbox);
        rows
    }

    /// A system that takes requests at its logical addresses, discloses, and updates the index.
    pub(crate) fn system(&mut self, hsa_id: &str, logical_addresses: &[String], address: SocketAddr, permitted: bool) {
        for logical_address in logical_addresses {
            self.route(logical_address, RequestExemptionStatuses::NAMESPACE, address);
            if permitted {
                self.permission(logical_address, RequestExemptionStatuses::NAMESPACE, ASKER);
            }
        }
        self.permission(ASKER, ProcessExemptionStatuses::NAMESPACE, hsa_id);
        self.permission(NATIONAL, UPDATE, hsa_id);
    }

    fn route(&mut self, receiver: &str, contract: &str, address: SocketAddr) {
        let port = address.port();
        let profile = "RIVTABP21";
        writeln!(
            self.0,
            "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"https://localhost:{port}/\"\nprofile = \"{profile}\""
        )
        .unwrap();
    }

    fn permission(&mut self, receiver: &str, contract: &str, sender: &str) {
        writeln!(
            self.0,
            "[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{sender}\""
        )
        .unwrap();
    }

    pub(crate) fn catalog(&self) -> Catalog {
        Catalog::from_toml(&self.0, "test").unwrap().catalog
    }
}

/// Where the parts listen.
#[derive(Clone, Copy)]
pub(crate) struct Addresses {
    pub(crate) index: SocketAddr,
    pub(crate) aggregator: SocketAddr,
    pub(crate) inbox: SocketAddr,
}

impl Addresses {
    pub(crate) fn free() -> Self {
        Self {
            index: free_address(),
            aggregator: free_address(),
            inbox: free_address(),
        }
    }
}

pub(crate) async fn start_router(pki: &Pki, catalog: Catalog) -> rivta_router::Running {
    let [certificate, key] = pki.certificate(ROUTER);
    let tls = rivta_router::config::Tls {
        certificate,
        key,
        trust: pki.file("ca.pem"),
        revocation_lists: Vec::new(),
        producer_trust: None,
        producer_revocation_lists: Vec::new(),
        protocols: Vec::new(),
        cipher_suites: Vec::new(),
        full_handshakes: false,
        producer_protocols: Vec::new(),
        producer_cipher_suites: Vec::new(),
    };
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let mut configuration = rivta_router::Configuration::new(Environment::Test, listen, tls);
    configuration.producer.retries = 0;
    configuration.parts.senders = vec![AGGREGATOR.to_owned()];
    configuration.parts.receivers = vec!["5565594230".to_owned()];
    Router::new(configuration).catalog(catalog).start().await.unwrap()
}

pub(crate) async fn start_aggregator(
    pki: &Pki,
    listen: SocketAddr,
    platform: &str,
    catalog: Catalog,
) -> rivta_aggregator::Running {
    let [certificate, key] = pki.certificate(AGGREGATOR);
    let tls = rivta_aggregator::config::Tls {
        certificate,
        key,
        trust: pki.file("ca.pem"),
        revocation_lists: Vec::new(),
    };
    let platform = platform.to_owned();
    let mut configuration = rivta_aggregator::Configuration::new(Environment::Test, listen, platform, tls);
    configuration.callers = vec![ROUTER.to_owned()];
    configuration.index.sender_id = Some(AGGREGATOR.to_owned());
    Aggregator::new(configuration).catalog(catalog).start().await.unwrap()
}

/// An index that takes calls.
pub(crate) struct RunningIndex {
    pub(crate) index: Index,
    producer: RunningProducer,
}

impl RunningIndex {
    pub(crate) async fn start(pki: &Pki, address: SocketAddr) -> Self {
        let store = Store::open(&pki.file("index.sqlite")).await.unwrap();
        let configuration = rivta_index::Configuration::of(NATIONAL);
        let index = Index::new(store, configuration, Arc::new(SystemClock));
        let producer = service::served_by(pki.producer(INDEX, address), &index);
        Self {
            producer: producer.start().await.unwrap(),
            index,
        }
    }

    pub(crate) async fn stop(self) {
        self.producer.shutdown().await;
        self.index.store().close().await;
    }
}
