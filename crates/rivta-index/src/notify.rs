//! Telling subscribers: one sender a subscriber, in order, at least once.
//!
//! A notification is stored in the transaction that stores the change it tells of and goes away when the subscriber has
//! answered. A fault, a time-out or a lost connection is followed by a pause that doubles; after the last attempt it is
//! put on the dead-letter list, from which an operator sends it again. What the answer says is not looked at, as with
//! the incumbent. Killed between the answer and its noting, the notification is sent once more: telling twice is
//! harmless, since a subscriber stores the same post again.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use rivta_consumer::{Call, Consumer};
use rivta_soap::LogicalAddress;
use rivta_soap::contract::Contract;
use rivta_soap::http::{INSTANCE_ID, SENDER_ID};
use tokio::task::{Id, JoinError, JoinSet};

use crate::config::{Configuration, Redelivery};
use crate::error::Error;
use crate::index::Index;
use crate::message::{NotificationRequest, ProcessNotification, read_transactions};
use crate::store::{DueNotification, SenderRight};

/// How long the sender rests before it looks again: another process that stores an Update or sends a dead notification
/// again wakes nobody here.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// Sends the notifications of an index until `shutdown`, then finishes those under way.
///
/// # Errors
/// [`Error::SenderRunning`] when another process sends for the same SQLite file; at a PostgreSQL server the second one
/// stands by instead. [`Error::File`], [`Error::Store`] when the right to send cannot be had.
pub async fn run(
    index: Index,
    platform: impl Into<Arc<Consumer>>,
    shutdown: impl Future<Output = ()>,
) -> Result<(), Error> {
    let platform = platform.into();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let right = tokio::select! {
            () = &mut shutdown => return Ok(()),
            right = index.store.sender_right() => right?,
        };
        if send_while_held(&index, &platform, right, &mut shutdown).await == Ended::ByShutdown {
            return Ok(());
        }
    }
}

/// Why sending ended.
#[derive(PartialEq, Eq)]
enum Ended {
    ByShutdown,
    RightLost,
}

async fn send_while_held(
    index: &Index,
    platform: &Arc<Consumer>,
    mut right: SenderRight,
    shutdown: &mut (impl Future<Output = ()> + Unpin),
) -> Ended {
    let mut senders = Senders::default();
    let ended = loop {
        if !right.is_held().await {
            tracing::warn!("the right to send was lost with the connection to the database");
            break Ended::RightLost;
        }
        let rest = senders.start(index, platform).await;
        let rest = rest.min(LONGEST_REST);
        tokio::select! {
            () = &mut *shutdown => break Ended::ByShutdown,
            Some(ended) = senders.tasks.join_next_with_id() => senders.ended(&ended),
            () = index.wake.notified() => {}
            () = tokio::time::sleep(rest) => {}
        }
    };
    while senders.tasks.join_next().await.is_some() {}
    ended
}

/// The senders at work, each on its subscriber.
#[derive(Default)]
struct Senders {
    tasks: JoinSet<()>,
    subscribers: HashMap<Id, String>,
}

impl Senders {
    /// Starts a sender for each subscriber that has something due and none at work. Returns how long to rest.
    async fn start(&mut self, index: &Index, platform: &Arc<Consumer>) -> Duration {
        let waiting = match index.store.waiting_subscribers().await {
            Ok(waiting) => waiting,
            Err(error) => {
                tracing::error!(%error, "the notifications could not be read");
                return pause_after(&index.configuration.notifications, 1);
            }
        };
        let now = index.clock.now();
        let mut rest = Duration::MAX;
        for (subscriber, due) in waiting {
            if self.subscribers.values().any(|busy| *busy == subscriber) {
                continue;
            }
            if due > now {
                rest = rest.min((due - now).to_std().unwrap_or_default());
                continue;
            }
            let next = send_next(index.clone(), Arc::clone(platform), subscriber.clone());
            let task = self.tasks.spawn(next);
            self.subscribers.insert(task.id(), subscriber);
        }
        rest
    }

    /// The subscriber is ready for its next sender, however the last one ended.
    fn ended(&mut self, ended: &Result<(Id, ()), JoinError>) {
        let id = match ended {
            Ok((id, ())) => *id,
            Err(error) => error.id(),
        };
        self.subscribers.remove(&id);
    }
}

/// Sends the first notification to a subscriber. When the store fails, it takes the first pause of a redelivery, so that
/// a store that is down is not asked without end.
async fn send_next(index: Index, platform: Arc<Consumer>, subscriber: String) {
    let now = index.clock.now();
    let sent = match index.store.due_notification(&subscriber, now).await {
        Ok(Some(due)) => send(&index, &platform, &subscriber, due).await,
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    };
    if let Err(error) = sent {
        tracing::error!(subscriber, %error, "a notification could not be handled");
        tokio::time::sleep(pause_after(&index.configuration.notifications, 1)).await;
    }
}

async fn send(index: &Index, platform: &Consumer, subscriber: &str, due: DueNotification) -> Result<(), Error> {
    let attempts = due.attempts + 1;
    let (Ok(told), Ok(address)) = (read_transactions(&due.message), LogicalAddress::new(subscriber)) else {
        let reason = "neither message nor address can be read";
        tracing::error!(subscriber, id = due.id, reason, "a notification is given up");
        return index.store.bury(due.id, attempts, index.clock.now(), reason).await;
    };
    let message = NotificationRequest(told);
    let call = platform.request::<ProcessNotification>(&address, &message);
    let call = within_the_platform(&index.configuration, call)?;
    let reason = match call.correlation_id(due.correlation_id.clone()).send().await {
        Ok(_) => return index.store.notified(due.id).await,
        Err(error) => reason(&error),
    };
    let redelivery = &index.configuration.notifications;
    let now = index.clock.now();
    if attempts >= i64::from(redelivery.attempts) {
        tracing::error!(subscriber, id = due.id, attempts, reason, "a notification is given up");
        return index.store.bury(due.id, attempts, now, reason).await;
    }
    tracing::warn!(
        subscriber,
        id = due.id,
        attempts,
        reason,
        "a notification was not taken"
    );
    let pause = pause_after(redelivery, attempts);
    index.store.postpone(due.id, attempts, now + pause).await
}

/// The call with the headers by which the parts of a platform know each other, if there are to be any.
pub(crate) fn within_the_platform<'a, C: Contract>(
    configuration: &Configuration,
    mut call: Call<'a, C>,
) -> Result<Call<'a, C>, Error> {
    for (place, header, value) in [
        ("vp_sender_id", SENDER_ID, &configuration.vp_sender_id),
        ("vp_instance_id", INSTANCE_ID, &configuration.vp_instance_id),
    ] {
        let Some(value) = value else { continue };
        let value = HeaderValue::from_str(value).map_err(|error| Error::Configuration {
            place,
            problem: error.to_string(),
        })?;
        call = call.http_header(HeaderName::from_static(header), value);
    }
    Ok(call)
}

fn pause_after(redelivery: &Redelivery, attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(32);
    let pause = redelivery.pause_ms.saturating_mul(1 << doublings);
    Duration::from_millis(pause.min(redelivery.longest_pause_ms))
}

/// Why a call failed, in words that hold nothing of the other side's.
fn reason(error: &rivta_consumer::Error) -> &'static str {
    use rivta_consumer::Error as Call;
    match error {
        Call::Connect { .. } | Call::Tls { .. } => "no connection",
        Call::Timeout { .. } => "time-out",
        Call::Fault { .. } => "SOAP fault",
        _ => "no readable answer",
    }
}

#[cfg(test)]
mod tests {
    use super::{Redelivery, pause_after};

    #[test]
    fn pauses_double_up_to_the_longest() {
        let redelivery = Redelivery::default();
        let pauses = [1, 2, 3, 10, 11, 12, 100].map(|attempts| pause_after(&redelivery, attempts).as_secs());
        assert_eq!(pauses, [1, 2, 4, 512, 600, 600, 600]);
    }
}
