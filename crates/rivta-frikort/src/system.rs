//! The card system as one thing: what the command line and an embedding program use.

use std::fmt;
use std::future::Future;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::TimeDelta;
use rivta_consumer::Consumer;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_producer::Call;
use rivta_producer::builder::ProducerBuilder;
use rivta_soap::Fault;
use rivta_soap::time::Clock;
use tokio::sync::Notify;

use crate::config::{Configuration, EngagementConfiguration, OutboxConfiguration};
use crate::delivery::Deliver;
use crate::engagement::Telling;
use crate::error::Error;
use crate::import::{self, Progress, Summary};
use crate::outbox::Outbox;
use crate::region::{Region, Regions};
use crate::request::{self, Received, Refusal};
use crate::store::{Acceptance, ParkedRequest, RequestCounts, Store};

/// A region's card system (*frikortssystem*), or an agent's for several regions. Clones are the same system.
#[derive(Clone)]
pub struct CardSystem {
    store: Store,
    regions: Arc<Regions>,
    clock: Arc<dyn Clock>,
    outbox: OutboxConfiguration,
    engagement_index: Option<EngagementConfiguration>,
    wake: Arc<Notify>,
    /// Notified when fees or identities have been stored.
    events: Arc<Notify>,
}

/// What the operator sees at a glance. No personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The regions served, in the order of the configuration.
    pub regions: Vec<RegionOverview>,
    /// Requests by state.
    pub requests: RequestCounts,
}

/// A region at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionOverview {
    /// The county code.
    pub county_code: &'static str,
    /// The region's name.
    pub name: String,
    /// How many fees are registered, cancelled ones included.
    pub fees: u64,
    /// How many posts wait to be told to the engagement index; `None` when it is not told.
    pub waiting_posts: Option<u64>,
}

impl CardSystem {
    /// Checks the configuration and opens the store.
    ///
    /// # Errors
    /// [`Error::Configuration`], [`Error::File`], [`Error::Store`], [`Error::Migration`].
    pub async fn open(configuration: &Configuration, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        let regions = Arc::new(Regions::from_configuration(configuration)?);
        let store = Store::open(&configuration.store).await?;
        Ok(Self {
            store,
            regions,
            clock,
            outbox: configuration.outbox.clone(),
            engagement_index: configuration.engagement_index.clone(),
            wake: Arc::new(Notify::new()),
            events: Arc::new(Notify::new()),
        })
    }

    /// The regions served.
    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    /// The store, for reading what is in it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Imports a CSV file of identities ([`import`]).
    ///
    /// # Errors
    /// [`Error::Import`], [`Error::Store`]; nothing was stored.
    pub async fn import_identities(
        &self,
        file: impl Read + Send,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, Error> {
        let summary = import::import_identities(&self.store, file, progress).await?;
        self.events.notify_one();
        Ok(summary)
    }

    /// Imports a CSV file of fees ([`import`]).
    ///
    /// # Errors
    /// [`Error::Import`], [`Error::Store`]; nothing was stored.
    pub async fn import_fees(
        &self,
        file: impl Read + Send,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, Error> {
        let summary = import::import_fees(&self.store, &self.regions, self.clock.now(), file, progress).await?;
        self.events.notify_one();
        Ok(summary)
    }

    /// Adds the handler of `RequestExemptionStatuses` to a producer. It answers with the empty response once the
    /// request is on disk, and with the fault of a [`Refusal`] otherwise.
    pub fn mount(&self, producer: ProducerBuilder) -> ProducerBuilder {
        let system = self.clone();
        producer.handle::<RequestExemptionStatuses, _, _>(move |call| {
            let system = system.clone();
            // A task of its own: a requester that hangs up must not leave a stored request that nobody sends.
            let answer = tokio::spawn(async move { system.answer(&call).await });
            async move {
                match answer.await {
                    Ok(answer) => answer,
                    Err(_) => Err(Fault::server("The request was not accepted")),
                }
            }
        })
    }

    async fn answer(
        &self,
        call: &Call<RequestExemptionStatusesType>,
    ) -> Result<RequestExemptionStatusesResponseType, Fault> {
        let received = Received {
            address: &call.logical_address,
            correlation_id: &call.correlation_id,
            request: &call.request,
        };
        match self.receive(&received).await {
            Ok(_) => Ok(RequestExemptionStatusesResponseType { any: Vec::new() }),
            Err(refusal) => {
                let (address, correlation_id) = (&call.logical_address, &call.correlation_id);
                tracing::info!(caller = %call.caller, %address, correlation_id, %refusal, "a request was refused");
                Err(refusal.to_fault())
            }
        }
    }

    /// Checks and stores a request, and wakes the outbox. When this returns `Ok` the request is on disk.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was stored.
    pub async fn receive(&self, received: &Received<'_>) -> Result<Acceptance, Refusal> {
        let acceptance = request::receive(&self.store, &self.regions, self.clock.now(), received).await?;
        self.wake.notify_one();
        Ok(acceptance)
    }

    /// Delivers disclosures until `shutdown`, then finishes the deliveries under way.
    ///
    /// # Errors
    /// [`Error::OutboxRunning`] when another process delivers from the same store; [`Error::File`]. Errors of
    /// the store while running are logged and tried again.
    pub async fn run_outbox(&self, deliver: impl Deliver, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        let outbox = Outbox {
            store: self.store.clone(),
            regions: Arc::clone(&self.regions),
            clock: Arc::clone(&self.clock),
            configuration: self.outbox.clone(),
            wake: Arc::clone(&self.wake),
            deliver,
            stopping: AtomicBool::new(false),
        };
        outbox.run(shutdown).await
    }

    /// Tells the engagement index of every event that changes a post, until `shutdown`; at once done when the
    /// configuration does not say that it is to be told. While another process tells it from the same store, this one
    /// stands by.
    ///
    /// # Errors
    /// [`Error::Configuration`], [`Error::File`]. Errors of the store while running are logged and tried again.
    pub async fn run_engagement(
        &self,
        platform: Arc<Consumer>,
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        let Some(configuration) = self.engagement_index.clone() else {
            return Ok(());
        };
        let telling = Telling {
            store: self.store.clone(),
            regions: Arc::clone(&self.regions),
            clock: Arc::clone(&self.clock),
            configuration,
            events: Arc::clone(&self.events),
            platform,
        };
        telling.run(shutdown).await
    }

    /// Notes that everything about a region is to be told to the engagement index anew: its posts, and of every other
    /// national identity in the store that there is none, so that strays are removed. Returns how many posts that is.
    /// [`Self::run_engagement`], here or in another process, tells them; [`Store::waiting_posts`] says how far it has
    /// come.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn reindex(&self, region: &Region) -> Result<u64, Error> {
        let count = self.store.begin_reindex(region.county).await?;
        self.events.notify_one();
        Ok(count)
    }

    /// Counts for the operator.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn overview(&self) -> Result<Overview, Error> {
        let fees = self.store.fee_counts().await?;
        let fees_of = |code: &str| fees.iter().find(|row| row.0 == code).map_or(0, |row| row.1);
        let mut regions = Vec::new();
        for region in self.regions.iter() {
            let waiting_posts = match self.engagement_index {
                Some(_) => Some(self.store.waiting_posts(region.county).await?),
                None => None,
            };
            regions.push(RegionOverview {
                county_code: region.county.code(),
                name: region.name.clone(),
                fees: fees_of(region.county.code()),
                waiting_posts,
            });
        }
        Ok(Overview {
            regions,
            requests: self.store.request_counts().await?,
        })
    }

    /// The requests that were set aside, latest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn parked(&self, limit: u32) -> Result<Vec<ParkedRequest>, Error> {
        self.store.parked_requests(limit).await
    }

    /// Sends a parked request again, after the operator has mended what held it back.
    ///
    /// # Errors
    /// [`Error::NotParked`], [`Error::Store`].
    pub async fn release(&self, key: i64) -> Result<(), Error> {
        self.store.release(key, self.clock.now()).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// Forgets requests that were delivered longer ago than `age`; returns how many.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn forget_delivered(&self, age: TimeDelta) -> Result<u64, Error> {
        self.store.forget_delivered(self.clock.now() - age).await
    }

    /// Closes the store. Stop the producer and the outbox first.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

impl fmt::Debug for CardSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardSystem")
            .field("store", &self.store.path())
            .finish_non_exhaustive()
    }
}
