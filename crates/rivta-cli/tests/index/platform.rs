//! A router before everybody: what it routes and permits, and its catalogue served to the index.

use std::net::SocketAddr;

use rivta_catalog::Environment;
use rivta_contracts::infrastructure_itintegration_registry_2_0::get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContract;
use rivta_contracts::itintegration_engagementindex_1_0::find_content::FindContent;
use rivta_contracts::itintegration_engagementindex_1_0::process_notification::ProcessNotification;
use rivta_contracts::itintegration_engagementindex_1_0::update::Update;
use rivta_router::config::{CatalogueServer, Tls};
use rivta_router::{Configuration, Router, Running};
use rivta_soap::Contract;

use crate::ports::free_address;
use crate::stage::{INDEX, OWNER, REGION, Stage};

/// The catalogue's own address, to which the index asks who its subscribers are.
pub(crate) const CATALOGUE: &str = "SE5565594230-TAK";

/// Addresses that stay the same when what listens there is started again.
pub(crate) struct Places {
    pub(crate) router: SocketAddr,
    catalogue: SocketAddr,
}

impl Places {
    pub(crate) fn new() -> Self {
        Self {
            router: free_address(),
            catalogue: free_address(),
        }
    }

    /// The platform's base URL.
    pub(crate) fn platform(&self) -> String {
        format!("https://localhost:{}/vp", self.router.port())
    }

    /// Starts a router with these rows besides those by which the index asks the catalogue.
    pub(crate) async fn start_router(&self, stage: &Stage, rows: &str) -> Running {
        self.write_catalogue(stage, rows);
        let tls = Tls {
            certificate: stage.path("router.pem"),
            key: stage.path("router-key.pem"),
            trust: stage.path("ca.pem"),
            ..Tls::default()
        };
        let mut configuration = Configuration::new(Environment::Test, self.router, tls);
        configuration.producer.retries = 0;
        // The index asks for the header.
        configuration.producer.propagate_correlation_id = true;
        configuration.catalog = Some(stage.path("catalogue.toml"));
        configuration.addressing.serve = Some(CatalogueServer { listen: self.catalogue });
        Router::new(configuration).start().await.unwrap()
    }

    pub(crate) fn write_catalogue(&self, stage: &Stage, rows: &str) {
        let contract = GetLogicalAddresseesByServiceContract::NAMESPACE;
        let url = format!(
            "http://{}/tak-services/GetLogicalAddresseesByServiceContract/v2",
            self.catalogue
        );
        let own = route(CATALOGUE, contract, &url) + &permission(CATALOGUE, contract, INDEX, "");
        std::fs::write(
            stage.path("catalogue.toml"),
            format!("environment = \"test\"\n{own}{rows}"),
        )
        .unwrap();
    }
}

pub(crate) fn route(receiver: &str, contract: &str, url: &str) -> String {
    format!(
        "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"{url}\"\nprofile = \"RIVTABP21\"\n"
    )
}

pub(crate) fn permission(receiver: &str, contract: &str, sender: &str, more: &str) -> String {
    format!("[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{sender}\"\n{more}\n")
}

/// The rows of a subscriber; `filter` is a list of tables.
pub(crate) fn subscriber(address: &str, at: SocketAddr, filter: &str) -> String {
    let contract = ProcessNotification::NAMESPACE;
    route(address, contract, &format!("https://localhost:{}/", at.port()))
        + &permission(address, contract, INDEX, &format!("filter = {filter}"))
}

/// The rows by which the region reaches the index.
pub(crate) fn index(at: SocketAddr) -> String {
    let rows = [Update::NAMESPACE, FindContent::NAMESPACE].map(|contract| {
        route(OWNER, contract, &format!("https://localhost:{}/", at.port())) + &permission(OWNER, contract, REGION, "")
    });
    rows.concat()
}
