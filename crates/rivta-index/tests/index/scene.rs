//! An index in a folder of its own, and engagements to put in it.

use std::sync::Arc;

use chrono::{TimeZone as _, Utc};
use rivta_index::config::Configuration;
use rivta_index::engagement::{Engagement, Transaction};
use rivta_index::{Index, Refusal, Store};
use rivta_soap::LogicalAddress;
use rivta_soap::time::FixedClock;
use tempfile::TempDir;

/// The national index.
pub(crate) const OWNER: &str = "5565594230";
/// Skatteverket's test person.
pub(crate) const PERSON: &str = "191212121212";

pub(crate) struct Scene {
    pub(crate) index: Index,
    pub(crate) clock: FixedClock,
    pub(crate) folder: TempDir,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::with(Configuration::of(OWNER)).await
    }

    pub(crate) async fn with(configuration: Configuration) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = FixedClock::at(Utc.with_ymd_and_hms(2026, 5, 4, 10, 0, 0).unwrap());
        let store = Store::open(&folder.path().join("index.sqlite")).await.unwrap();
        let index = Index::new(store, configuration, Arc::new(clock.clone()));
        Self { index, clock, folder }
    }

    pub(crate) async fn update(&self, transactions: Vec<Transaction>) -> Result<(), Refusal> {
        let to = LogicalAddress::new(OWNER).unwrap();
        self.index.update(Some(&to), transactions, "correlation-1").await
    }

    pub(crate) async fn found(&self, wanted: &Engagement) -> Vec<Engagement> {
        self.index.find(wanted).await.unwrap()
    }

    /// Everything about the test person.
    pub(crate) async fn all(&self) -> Vec<Engagement> {
        self.found(&wanted()).await
    }
}

/// A search for everything of the domain about the test person.
pub(crate) fn wanted() -> Engagement {
    Engagement {
        resident: PERSON.to_owned(),
        service_domain: DOMAIN.to_owned(),
        ..Engagement::default()
    }
}

const DOMAIN: &str = "riv:financial:patientfees:exemption";

/// What a region tells of the test person.
pub(crate) fn engagement(source: &str) -> Engagement {
    Engagement {
        resident: PERSON.to_owned(),
        service_domain: DOMAIN.to_owned(),
        categorization: "fpe-es".to_owned(),
        logical_address: source.to_owned(),
        business_object: "NA".to_owned(),
        care_process: "NA".to_owned(),
        most_recent_content: Some("20260501120000".to_owned()),
        source_system: source.to_owned(),
        creation_time: None,
        update_time: None,
        data_controller: source.to_owned(),
        owner: String::new(),
    }
}

pub(crate) fn stored(engagement: Engagement) -> Transaction {
    Transaction {
        delete: false,
        engagement,
    }
}

pub(crate) fn removed(engagement: Engagement) -> Transaction {
    Transaction {
        delete: true,
        engagement,
    }
}
