//! The index as one thing: three messages in, posts and notifications out.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use rivta_soap::LogicalAddress;
use rivta_soap::contract::Contract as _;
use rivta_soap::time::{Clock, swedish_local};
use rivta_soap::xml::write_document;
use tokio::sync::Notify;

use crate::config::Configuration;
use crate::engagement::{Engagement, Timestamp, Transaction};
use crate::error::Error;
use crate::message::{NotificationRequest, ProcessNotification};
use crate::refusal::Refusal;
use crate::rules::{self, Kind};
use crate::store::{Change, Content, NewNotification, Store};
use crate::subscriber::Subscriber;

/// An engagement index. Clones share it.
#[derive(Clone)]
pub struct Index {
    pub(crate) store: Store,
    pub(crate) configuration: Arc<Configuration>,
    pub(crate) clock: Arc<dyn Clock>,
    subscribers: Arc<RwLock<Arc<[Subscriber]>>>,
    /// Notified when a notification has been stored or revived.
    pub(crate) wake: Arc<Notify>,
}

impl Index {
    /// An index over a store. It tells the configuration's subscribers of changes.
    pub fn new(store: Store, configuration: Configuration, clock: Arc<dyn Clock>) -> Self {
        let subscribers = configuration.subscribers.as_slice().into();
        Self {
            store,
            configuration: Arc::new(configuration),
            clock,
            subscribers: Arc::new(RwLock::new(subscribers)),
            wake: Arc::default(),
        }
    }

    /// The posts.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Who is told of changes from now on.
    pub fn set_subscribers(&self, subscribers: Vec<Subscriber>) {
        *self.subscribers.write().unwrap_or_else(PoisonError::into_inner) = subscribers.into();
    }

    fn subscribers(&self) -> Arc<[Subscriber]> {
        Arc::clone(&self.subscribers.read().unwrap_or_else(PoisonError::into_inner))
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
        let changes = transactions.into_iter().map(|transaction| {
            let mut engagement = transaction.engagement;
            engagement.owner.clone_from(&self.configuration.hsa_id);
            // The index sets these times; an Update must not.
            engagement.creation_time = None;
            engagement.update_time = None;
            change(transaction.delete, &engagement)
        });
        self.apply(&changes.collect::<Vec<_>>(), None, correlation_id).await
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
        let changes: Vec<Change> = others
            .map(|transaction| change(transaction.delete, &transaction.engagement))
            .collect();
        self.apply(&changes, Some(own), correlation_id).await
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

    async fn apply(&self, changes: &[Change], moved_from: Option<&str>, correlation_id: &str) -> Result<(), Refusal> {
        if changes.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let subscribers = self.subscribers();
        let announce = |told: Vec<Transaction>| notifications(&subscribers, &told, correlation_id, now);
        let moment = Timestamp::of(swedish_local(now));
        let applied = self.store.apply(changes, moment, moved_from, announce).await;
        applied.map_err(|error| technical(&error))?;
        self.wake.notify_one();
        Ok(())
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

fn change(delete: bool, engagement: &Engagement) -> Change {
    let time = |text: &Option<String>| text.as_deref().and_then(Timestamp::parse);
    let content = if delete {
        Content::Removed
    } else {
        Content::Stored {
            moment: engagement.content_moment(),
            created: time(&engagement.creation_time),
            updated: time(&engagement.update_time),
        }
    };
    Change {
        key: engagement.key(),
        content,
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
            message: write_document(
                &ProcessNotification::REQUEST,
                ProcessNotification::REQUEST_NAMESPACES,
                &NotificationRequest(wanted),
            ),
            due,
        })
    });
    messages.collect()
}

fn technical(error: &Error) -> Refusal {
    tracing::error!(%error, "the store failed");
    Refusal::Technical("the store failed; nothing was stored")
}
