//! The index as one thing: three messages in, posts and notifications out.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_soap::LogicalAddress;
use rivta_soap::time::{Clock, swedish_local};
use tokio::sync::{Notify, RwLock};

use crate::config::Configuration;
use crate::engagement::{Engagement, Timestamp, Transaction};
use crate::error::Error;
use crate::message::write_transactions;
use crate::metrics::Metrics;
use crate::refusal::Refusal;
use crate::rules::{self, Kind};
use crate::store::{NewNotification, Store, Work};
use crate::subscriber::Subscriber;

/// An engagement index. Clones share it.
#[derive(Clone)]
pub struct Index {
    pub(crate) store: Store,
    pub(crate) configuration: Arc<Configuration>,
    pub(crate) clock: Arc<dyn Clock>,
    /// `None` until the addressing catalogue has told. Held for reading while a message is stored.
    subscribers: Arc<RwLock<Option<Arc<[Subscriber]>>>>,
    /// Notified when a notification has been stored or revived.
    pub(crate) wake: Arc<Notify>,
    pub(crate) metrics: Arc<Metrics>,
}

impl Index {
    /// An index over a store. It tells the configuration's subscribers of changes; when the addressing catalogue is to
    /// be asked for more ([`crate::directory`]), what is to be told is kept until it has answered.
    pub fn new(store: Store, configuration: Configuration, clock: Arc<dyn Clock>) -> Self {
        let known = configuration.catalogue.is_none();
        let subscribers = known.then(|| configuration.subscribers.as_slice().into());
        Self {
            store,
            configuration: Arc::new(configuration),
            clock,
            subscribers: Arc::new(RwLock::new(subscribers)),
            wake: Arc::default(),
            metrics: Arc::default(),
        }
    }

    /// The posts.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Who is told of changes from now on, and of those that were kept because nobody knew.
    ///
    /// # Errors
    /// [`Error::Store`]: what was kept still is, and the subscribers are as they were.
    pub async fn set_subscribers(&self, subscribers: Vec<Subscriber>) -> Result<(), Error> {
        let mut known = self.subscribers.write().await;
        let now = self.clock.now();
        self.store
            .address_notifications(|told, correlation_id| notifications(&subscribers, &told, correlation_id, now))
            .await?;
        *known = Some(subscribers.into());
        drop(known);
        self.wake.notify_one();
        Ok(())
    }

    /// Who is told of changes; `None` until the addressing catalogue has told.
    pub async fn subscribers(&self) -> Option<Arc<[Subscriber]>> {
        self.subscribers.read().await.clone()
    }

    /// Takes an Update. When it returns, every change and every notification of it is on disk.
    ///
    /// The incumbent answers before it has stored; the contract's pR3 has storing first, and so has this.
    ///
    /// # Errors
    /// The first rule broken; nothing was stored then.
    pub async fn update(
        &self,
        to: Option<&LogicalAddress>,
        transactions: Vec<Transaction>,
        correlation_id: &str,
    ) -> Result<(), Refusal> {
        rules::address(to, &self.configuration)?;
        rules::message(Kind::Update, &transactions, &self.configuration)?;
        let transactions = transactions.into_iter().map(|mut transaction| {
            let engagement = &mut transaction.engagement;
            engagement.owner.clone_from(&self.configuration.hsa_id);
            // The index sets these times; an Update must not.
            engagement.creation_time = None;
            engagement.update_time = None;
            transaction
        });
        self.apply(Kind::Update, transactions.collect(), correlation_id).await
    }

    /// Takes a notification from another index. What this index owns itself is passed over (pR4); the rest is stored as
    /// the other index says, its owner and times included (pR1).
    ///
    /// # Errors
    /// The first rule broken; nothing was stored then.
    pub async fn notification(&self, transactions: Vec<Transaction>, correlation_id: &str) -> Result<(), Refusal> {
        rules::message(Kind::Notification, &transactions, &self.configuration)?;
        let own = &self.configuration.hsa_id;
        let others = transactions
            .into_iter()
            .filter(|transaction| transaction.engagement.owner != *own);
        self.apply(Kind::Notification, others.collect(), correlation_id).await
    }

    /// Who has data about a resident in a service domain.
    ///
    /// # Errors
    /// [`Refusal::MissingCriterion`], [`Refusal::BadContentTime`], [`Refusal::Technical`].
    pub async fn find(&self, wanted: &Engagement) -> Result<Vec<Engagement>, Refusal> {
        if wanted.resident.is_empty() {
            return Err(Refusal::MissingCriterion("registeredResidentIdentification"));
        }
        if wanted.service_domain.is_empty() {
            return Err(Refusal::MissingCriterion("serviceDomain"));
        }
        if wanted.most_recent_content.is_some() && wanted.content_moment().is_none() {
            return Err(Refusal::BadContentTime);
        }
        self.store.find(wanted).await.map_err(|error| technical(&error))
    }

    async fn apply(&self, kind: Kind, transactions: Vec<Transaction>, correlation_id: &str) -> Result<(), Refusal> {
        if transactions.is_empty() {
            return Ok(());
        }
        let work = Work {
            kind,
            transactions,
            correlation_id: correlation_id.to_owned(),
        };
        let subscribers = self.subscribers.read().await;
        let now = self.clock.now();
        let announce = |told: Vec<Transaction>, id: &str| announced(subscribers.as_deref(), &told, id, now);
        let moment = Timestamp::of(swedish_local(now));
        let own = &self.configuration.hsa_id;
        let applied = self.store.apply(&work, own, moment, announce).await;
        applied.map_err(|error| technical(&error))?;
        self.wake.notify_one();
        Ok(())
    }

    /// Locks the posts: messages are taken and answered, but held until [`Self::unlock`]. Searches go on.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn lock(&self) -> Result<(), Error> {
        self.store.lock().await
    }

    /// Gives the posts free and stores what was held, in the order in which it came.
    ///
    /// # Errors
    /// [`Error::Store`]; what is still held then is stored by the next call, or by [`Self::store_held`].
    pub async fn unlock(&self) -> Result<(), Error> {
        self.store.unlock().await?;
        self.store_held().await
    }

    /// Stores what was held when an earlier process was ended while it did so. Nothing is done while the posts are
    /// locked.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn store_held(&self) -> Result<(), Error> {
        loop {
            let subscribers = self.subscribers.read().await;
            let now = self.clock.now();
            let announce = |told: Vec<Transaction>, id: &str| announced(subscribers.as_deref(), &told, id, now);
            let moment = Timestamp::of(swedish_local(now));
            let own = &self.configuration.hsa_id;
            if !self.store.apply_held(own, moment, announce).await? {
                return Ok(());
            }
            self.wake.notify_one();
        }
    }

    /// Puts a dead notification back in the queue.
    ///
    /// # Errors
    /// [`Error::NoSuchNotification`], [`Error::Store`].
    pub async fn resend(&self, id: i64) -> Result<(), Error> {
        self.store.revive(id, self.clock.now()).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// Puts every dead notification back in the queue; returns how many there were.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn resend_all(&self) -> Result<u64, Error> {
        let revived = self.store.revive_all(self.clock.now()).await?;
        self.wake.notify_one();
        Ok(revived)
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

/// The messages that tell of changes; one without an address when nobody knows to whom they go.
fn announced(
    subscribers: Option<&[Subscriber]>,
    told: &[Transaction],
    correlation_id: &str,
    due: DateTime<Utc>,
) -> Vec<NewNotification> {
    match subscribers {
        Some(subscribers) => notifications(subscribers, told, correlation_id, due),
        None if told.is_empty() => Vec::new(),
        None => vec![NewNotification {
            subscriber: NewNotification::TO_NOBODY_YET.to_owned(),
            correlation_id: correlation_id.to_owned(),
            message: write_transactions(told),
            due,
        }],
    }
}

/// One message for each subscriber that wants any of the changes.
fn notifications(
    subscribers: &[Subscriber],
    told: &[Transaction],
    correlation_id: &str,
    due: DateTime<Utc>,
) -> Vec<NewNotification> {
    let messages = subscribers.iter().filter_map(|subscriber| {
        let wanted: Vec<Transaction> = told.iter().filter(|one| subscriber.wants(one)).cloned().collect();
        (!wanted.is_empty()).then(|| NewNotification {
            subscriber: subscriber.logical_address.clone(),
            correlation_id: correlation_id.to_owned(),
            message: write_transactions(&wanted),
            due,
        })
    });
    messages.collect()
}

fn technical(error: &Error) -> Refusal {
    tracing::error!(%error, "the store failed");
    Refusal::Technical("the store failed; nothing was stored")
}
