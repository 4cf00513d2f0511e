//! Real card systems as sources.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use rivta_frikort::CardSystem;
use rivta_frikort::delivery::Platform;
use rivta_producer::RunningProducer;
use rivta_soap::time::{Clock, SystemClock, format_date, swedish_date};
use tokio::task::JoinSet;

use crate::platform::Pki;

/// A card system at work.
pub(crate) struct RunningCardSystem {
    pub(crate) system: CardSystem,
    producer: RunningProducer,
    senders: JoinSet<()>,
}

/// A county and what a person has paid there.
pub(crate) type Fees<'a> = (&'a str, &'a [(&'a str, i64)]);

impl RunningCardSystem {
    /// Starts a system for these counties, with one region it is its own and with several an agent's.
    pub(crate) async fn start(pki: &Pki, hsa_id: &str, counties: &[&str], address: SocketAddr, platform: &str) -> Self {
        let configuration = toml::from_str(&configuration(&store(pki, hsa_id), counties)).unwrap();
        let system = CardSystem::open(&configuration, Arc::new(SystemClock)).await.unwrap();
        let producer = system.mount(pki.producer(hsa_id, address)).start().await.unwrap();
        let mut senders = JoinSet::new();
        let (delivering, consumer) = (system.clone(), pki.consumer(hsa_id, platform));
        senders.spawn(async move {
            let never = std::future::pending();
            delivering.run_outbox(Platform::new(consumer), never).await.unwrap();
        });
        let (telling, consumer) = (system.clone(), Arc::new(pki.consumer(hsa_id, platform)));
        senders.spawn(async move {
            telling.run_engagement(consumer, std::future::pending()).await.unwrap();
        });
        Self {
            system,
            producer,
            senders,
        }
    }

    /// Takes in fees of the day before yesterday: the person and the amount in kronor.
    pub(crate) async fn register(&self, (county, fees): Fees<'_>) {
        let day = format_date(swedish_date(SystemClock.now()) - TimeDelta::days(2));
        let mut csv = String::from(
            "region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled\n",
        );
        for (number, (person, kronor)) in fees.iter().enumerate() {
            csv.push_str(&format!(
                "{county},{number},1.2.752.129.2.1.3.1,{person},{day},{day}101500,{kronor},SE5560000007-G{county},SE5560000007-E{county},false\n"
            ));
        }
        self.system.import_fees(csv.as_bytes(), |_| {}).await.unwrap();
    }

    /// Ends at once, whatever is under way.
    pub(crate) async fn kill(mut self) {
        self.senders.abort_all();
        while self.senders.join_next().await.is_some() {}
        drop(self.producer);
        self.system.close().await;
    }
}

fn store(pki: &Pki, hsa_id: &str) -> PathBuf {
    pki.file(&format!("{hsa_id}.sqlite"))
}

fn configuration(store: &std::path::Path, counties: &[&str]) -> String {
    let connection = if counties.len() > 1 { "agent" } else { "direct" };
    let mut toml = format!(
        "store = \"{}\"\nconnection = \"{connection}\"\n[outbox]\nfirst_pause_ms = 50\nlongest_pause_ms = 200\nattempts = 1000\n\
         [engagement_index]\npause_ms = 20\nretry_pause_ms = 50\nsame_post_pause_ms = 50\n",
        store.display()
    );
    for county in counties {
        toml.push_str(&format!(
            "[[regions]]\ncounty_code = \"{county}\"\nname = \"Region {county}\"\nhsa_id = \"SE5560000007-R{county}\"\n\
             logical_addresses = [\"{county}\"]\n"
        ));
    }
    toml
}
