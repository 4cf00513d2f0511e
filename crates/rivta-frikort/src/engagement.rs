//! Telling the engagement index (*engagemangsindex*) whom the regions have something about: `Update`, category `fpe-es`.
//!
//! One post a resident and region says when something last happened there. What is to be told is noted in the
//! transaction that stores the event, so no event is lost; it is told afterwards, so that no post points at what cannot
//! be fetched yet. The note is the state that the index is to have, not a list of events: telling twice is harmless, and
//! several events of a resident while the index is away are told as one.
//!
//! The rules of the index are kept: calls about a region are made one at a time, hold at most a thousand posts and have
//! a pause between them; a post is told at most every five minutes, whether it was taken or not. A SOAP fault or the
//! result code ERROR refuses all posts of a call: they are told again in halves, so that one that the index cannot take
//! is found and does not hold up the others. OK and INFO are taken.

use std::collections::HashMap;
use std::fs::File;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rivta_consumer::{Consumer, Timeouts};
use rivta_contracts::itintegration_engagementindex_1_0::core::{
    EngagementTransactionType, EngagementType, RegisteredResidentIdentificationType, ResultCodeEnum, TS,
};
use rivta_contracts::itintegration_engagementindex_1_0::update::{Update, UpdateType};
use rivta_soap::identity::{County, LogicalAddress};
use rivta_soap::time::Clock;
use rivta_soap::value::AnyUri;
use tokio::sync::Notify;

use crate::config::EngagementConfiguration;
use crate::error::Error;
use crate::region::{Region, Regions};
use crate::store::{Store, WaitingPost};

/// The domain of the posts.
pub const SERVICE_DOMAIN: &str = "riv:financial:patientfees:exemption";
/// Their category.
pub const CATEGORIZATION: &str = "fpe-es";
/// What stands for a key field that the domain does not use.
const NOT_APPLICABLE: &str = "NA";
/// The most posts that one call may have (Update kR3).
const MOST_POSTS: u32 = 1_000;

/// Everything needed to tell the index.
pub(crate) struct Telling {
    pub(crate) store: Store,
    pub(crate) regions: Arc<Regions>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) configuration: EngagementConfiguration,
    /// Notified when something has happened in this process.
    pub(crate) events: Arc<Notify>,
    pub(crate) platform: Arc<Consumer>,
}

/// What became of a call.
enum Outcome {
    /// The index has the posts.
    Taken,
    /// It has said no to all of them.
    Refused,
    /// Nobody knows.
    Unanswered,
}

impl Telling {
    /// Tells until `shutdown`; a call under way is finished first. While another process tells from the same store, this
    /// one stands by.
    pub(crate) async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        let index = LogicalAddress::new(self.configuration.logical_address.as_str())
            .map_err(|error| Error::configuration("engagement_index.logical_address", error.to_string()))?;
        let mut shutdown = std::pin::pin!(shutdown);
        let mut held = None;
        let mut next_calls = HashMap::new();
        loop {
            if held.is_none() {
                held = right(&self.store)?;
            }
            let rest = match &held {
                Some(_) => self.tell_regions(&index, &mut next_calls).await,
                None => Ok(self.look_again()),
            };
            let rest = rest.unwrap_or_else(|error| {
                tracing::error!(%error, "the waiting posts could not be read or noted");
                self.look_again()
            });
            tokio::select! {
                () = &mut shutdown => return Ok(()),
                () = self.events.notified() => {}
                () = tokio::time::sleep(rest) => {}
            }
        }
    }

    /// Makes one call for each region that has something to tell and may. Returns how long to rest.
    async fn tell_regions(
        &self,
        index: &LogicalAddress,
        next_calls: &mut HashMap<County, DateTime<Utc>>,
    ) -> Result<Duration, Error> {
        let mut rest = self.look_again();
        for region in self.regions.iter() {
            let Some(due) = self.store.first_post_due(region.county).await? else {
                continue;
            };
            let now = self.clock.now();
            let due = next_calls.get(&region.county).map_or(due, |next| due.max(*next));
            if due <= now {
                self.tell(region, index).await?;
                next_calls.insert(
                    region.county,
                    self.clock.now() + milliseconds(self.configuration.pause_ms),
                );
                rest = rest.min(milliseconds(self.configuration.pause_ms));
            } else {
                rest = rest.min((due - now).to_std().unwrap_or_default());
            }
        }
        Ok(rest)
    }

    async fn tell(&self, region: &Region, index: &LogicalAddress) -> Result<(), Error> {
        let now = self.clock.now();
        let most = self.configuration.batch.clamp(1, MOST_POSTS);
        let retry = now + milliseconds(self.configuration.retry_pause_ms);
        let posts = self.store.take_posts(region.county, most, now, retry).await?;
        let transactions = posts.iter().filter_map(|post| transaction(region, post)).collect();
        let message = UpdateType {
            engagement_transaction: transactions,
            any: Vec::new(),
        };
        let outcome = if message.engagement_transaction.is_empty() {
            Outcome::Taken
        } else {
            self.call(region, index, &message).await
        };
        match outcome {
            Outcome::Taken => {
                let next = self.clock.now() + milliseconds(self.configuration.same_post_pause_ms);
                tracing::info!(
                    region = region.county.code(),
                    count = posts.len(),
                    "the engagement index has the posts"
                );
                self.store.posts_told(region.county, &posts, next).await
            }
            Outcome::Refused => self.store.posts_refused(region.county, &posts).await,
            Outcome::Unanswered => Ok(()),
        }
    }

    /// The texts of an answer are the other side's and stay out of the log.
    async fn call(&self, region: &Region, index: &LogicalAddress, message: &UpdateType) -> Outcome {
        let patience = milliseconds(self.configuration.timeout_ms);
        let mut call = self.platform.request::<Update>(index, message).timeouts(Timeouts {
            first_byte: patience,
            total: patience,
            ..Timeouts::default()
        });
        if region.through_agent {
            call = call.acting_on_behalf_of(region.hsa_id.clone());
        }
        let (region, count) = (region.county.code(), message.engagement_transaction.len());
        match call.send().await {
            Ok(answer) => match answer.body.result_code {
                ResultCodeEnum::Ok => Outcome::Taken,
                ResultCodeEnum::Info => {
                    tracing::info!(region, count, "the engagement index answered INFO");
                    Outcome::Taken
                }
                ResultCodeEnum::Error | ResultCodeEnum::Unlisted(_) => {
                    tracing::error!(region, count, "the engagement index answered ERROR");
                    Outcome::Refused
                }
            },
            Err(rivta_consumer::Error::Fault { call, fault }) => {
                tracing::error!(region, count, %call, code = ?fault.code, "the engagement index answered with a SOAP fault");
                Outcome::Refused
            }
            Err(error) => {
                tracing::warn!(region, count, %error, "the engagement index did not answer");
                Outcome::Unanswered
            }
        }
    }

    fn look_again(&self) -> Duration {
        milliseconds(self.configuration.look_ms)
    }
}

/// A post as the index is told of it; `None` for an identity that no message can hold.
fn transaction(region: &Region, post: &WaitingPost) -> Option<EngagementTransactionType> {
    let address = region.logical_addresses.first()?.as_str();
    Some(EngagementTransactionType {
        delete_flag: post.newest.is_none(),
        engagement: EngagementType {
            registered_resident_identification: RegisteredResidentIdentificationType::new(&post.resident).ok()?,
            service_domain: AnyUri::new(SERVICE_DOMAIN),
            categorization: CATEGORIZATION.to_owned(),
            logical_address: address.to_owned(),
            business_object_instance_identifier: NOT_APPLICABLE.to_owned(),
            clinical_process_interest_id: NOT_APPLICABLE.to_owned(),
            most_recent_content: post.newest.as_deref().and_then(|text| TS::new(text).ok()),
            source_system: address.to_owned(),
            creation_time: None,
            update_time: None,
            data_controller: region.county.code().to_owned(),
            owner: None,
            any: Vec::new(),
        },
        any: Vec::new(),
    })
}

fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// The right to tell the index from a store, held as long as the file is open; a killed process gives it back. `None`
/// while another process has it.
fn right(store: &Store) -> Result<Option<File>, Error> {
    let mut name = store.path().as_os_str().to_owned();
    name.push("-engagement-lock");
    let path = PathBuf::from(name);
    let file = File::create(&path).map_err(|source| Error::File { path, source })?;
    Ok(file.try_lock().is_ok().then_some(file))
}
