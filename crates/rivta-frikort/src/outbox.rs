//! The durable queue of disclosures.
//!
//! # Once, whatever happens
//!
//! A request is a row that was committed before the requester got its answer; from then on it is
//! *waiting*, *delivered* or *parked*, and nothing but an operator moves it out of an end state. On the
//! wire delivery is **at least once**, for the asker it is **exactly once accepted**:
//!
//! * Killed before a delivery, or while one is under way: the row is still *waiting* and is sent after
//!   the restart.
//! * Killed after the asker accepted, before *delivered* was committed: the row is still *waiting* and is
//!   sent again. No sender can close this gap alone. The asker closes it: it knows an answer by
//!   requestId and source, answers the second one OK or INFO and does not count it twice. That answer
//!   is what ends the row here.
//! * *Delivered* is committed right after the answer, before the sender does anything else.
//!
//! The `requestId` never changes between attempts. The disclosure is built anew for each attempt, so a
//! late one is not stale.
//!
//! # Sending again (rule 22)
//!
//! There is one sender per producer (the `responseLogicalAddress`), so a slow asker holds up no other one
//! and is never sent two at a time. A time-out, a SOAP fault or a lost connection is followed by a pause
//! that doubles, up to a longest pause and a number of attempts; then the request is parked. An answer
//! with result code OK or INFO is a delivery. ERROR is a considered no: it is not sent again but parked. A
//! disclosure that breaks one of the contract's rules ([`crate::rules`]) is not sent at all but parked.

use std::collections::HashMap;
use std::fs::File;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesResponseType;
use rivta_soap::identity::LogicalAddress;
use rivta_soap::time::{Clock, swedish_local};
use tokio::sync::Notify;
use tokio::task::{Id, JoinSet};

use crate::config::OutboxConfiguration;
use crate::delivery::{Deliver, Delivery, Undelivered};
use crate::disclose::{Disclosure, disclose};
use crate::error::Error;
use crate::region::{Region, Regions};
use crate::rules::{self, Subject};
use crate::store::{DueRequest, End, Store};

/// How long the outbox rests when nothing is due and nobody wakes it.
const REST: Duration = Duration::from_mins(1);

/// How often delivered requests are looked through for those to be forgotten.
const FORGET_EVERY: TimeDelta = TimeDelta::hours(1);

/// The most of an asker's answer that is kept for the operator, in characters.
const ANSWER_KEPT: usize = 500;

/// Everything a sender needs.
pub(crate) struct Outbox<D> {
    pub(crate) store: Store,
    pub(crate) regions: Arc<Regions>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) configuration: OutboxConfiguration,
    /// Notified when a request has been stored or released.
    pub(crate) wake: Arc<Notify>,
    pub(crate) deliver: D,
    pub(crate) stopping: AtomicBool,
}

/// The senders at work, each on its producer.
#[derive(Default)]
struct Senders {
    tasks: JoinSet<()>,
    producers: HashMap<Id, LogicalAddress>,
}

impl<D: Deliver> Outbox<D> {
    /// Sends until `shutdown`, then finishes the deliveries under way.
    pub(crate) async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        let _lock = lock(&self.store)?;
        let outbox = Arc::new(self);
        let mut senders = Senders::default();
        let mut shutdown = std::pin::pin!(shutdown);
        let mut forget_next = outbox.clock.now();
        loop {
            if outbox.clock.now() >= forget_next {
                outbox.forget_delivered().await;
                forget_next = outbox.clock.now() + FORGET_EVERY;
            }
            let rest = outbox.start_senders(&mut senders).await;
            tokio::select! {
                () = &mut shutdown => break,
                Some(ended) = senders.tasks.join_next_with_id() => senders.ended(&ended),
                () = outbox.wake.notified() => {}
                () = tokio::time::sleep(rest) => {}
            }
        }
        outbox.stopping.store(true, Ordering::Relaxed);
        while senders.tasks.join_next().await.is_some() {}
        Ok(())
    }

    /// Forgets requests that were delivered long ago: they hold personal data and serve no longer.
    async fn forget_delivered(&self) {
        let age = TimeDelta::days(i64::from(self.configuration.keep_delivered_days));
        match self.store.forget_delivered(self.clock.now() - age).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "delivered requests forgotten"),
            Err(error) => tracing::error!(%error, "delivered requests could not be forgotten"),
        }
    }

    /// Starts a sender for each producer that has something due and none at work. Returns how long to
    /// rest before looking again.
    async fn start_senders(self: &Arc<Self>, senders: &mut Senders) -> Duration {
        let waiting = match self.store.waiting_producers().await {
            Ok(waiting) => waiting,
            Err(error) => {
                tracing::error!(%error, "the queue could not be read");
                return self.configuration.pause_after(1);
            }
        };
        let now = self.clock.now();
        for (producer, due) in waiting {
            if senders.producers.values().any(|busy| *busy == producer) {
                continue;
            }
            if due > now {
                return (due - now).to_std().unwrap_or_default().min(REST);
            }
            if senders.producers.len() >= self.configuration.senders.max(1) {
                return REST;
            }
            let task = senders.tasks.spawn(Arc::clone(self).send_to(producer.clone()));
            senders.producers.insert(task.id(), producer);
        }
        REST
    }

    /// Sends what is due to one producer, one at a time.
    async fn send_to(self: Arc<Self>, producer: LogicalAddress) {
        while !self.stopping.load(Ordering::Relaxed) {
            let sent = match self.store.next_due(&producer, self.clock.now()).await {
                Ok(Some(due)) => self.attempt(due).await,
                Ok(None) => return,
                Err(error) => Err(error),
            };
            if let Err(error) = sent {
                tracing::error!(%producer, %error, "a sender could not use the store");
                tokio::time::sleep(self.configuration.pause_after(1)).await;
                return;
            }
        }
    }

    async fn attempt(&self, due: DueRequest) -> Result<(), Error> {
        let ready = match self.prepare(&due).await? {
            Ok(delivery) => delivery,
            Err(end) => return self.end(&due, due.attempts, end).await,
        };
        let attempts = due.attempts.saturating_add(1);
        let timeout = Duration::from_millis(self.configuration.timeout_ms);
        let answer = tokio::time::timeout(timeout, self.deliver.deliver(ready)).await;
        match answer.unwrap_or(Err(Undelivered::TimedOut)) {
            Ok(answer) => self.end(&due, attempts, end_of(&answer)).await,
            Err(why) => self.not_delivered(&due, attempts, why).await,
        }
    }

    /// The delivery of a request, or how the request ends without one.
    async fn prepare(&self, due: &DueRequest) -> Result<Result<Delivery, End>, Error> {
        let request = &due.request;
        let Some(region) = self.regions.by_county(request.county.code()) else {
            return Ok(Err(parked("the region is no longer in the configuration")));
        };
        let person = self.store.person(request.county, &request.patient).await?;
        let now = self.clock.now();
        let Ok(disclosure) = disclose(request, region, &person, now) else {
            return Ok(Err(parked("a date cannot be written as the contract wants it")));
        };
        let broken = rules::broken(&Subject {
            message: &disclosure.message,
            actor: &disclosure.actor,
            transactions_at_region: disclosure.transactions_at_region,
            now: swedish_local(now),
        });
        if broken.is_empty() {
            return Ok(Ok(delivery(due, region, disclosure)));
        }
        let rules = broken.iter().map(|rule| rule.id).collect();
        Ok(Err(End::Parked {
            reason: "the disclosure breaks rules of the contract",
            rules,
            answer: None,
        }))
    }

    async fn end(&self, due: &DueRequest, attempts: u32, end: End) -> Result<(), Error> {
        self.store.end(due.key, attempts, &end, self.clock.now()).await?;
        let request = &due.request;
        match end {
            End::Delivered { .. } => {
                tracing::info!(request_id = request.request_id, region = request.county.code(), producer = %request.response_address, attempts, "delivered");
            }
            End::Parked { reason, rules, .. } => {
                let rules = rules.join(" ");
                tracing::warn!(key = due.key, request_id = request.request_id, region = request.county.code(), producer = %request.response_address, attempts, reason, rules, "parked");
            }
        }
        Ok(())
    }

    async fn not_delivered(&self, due: &DueRequest, attempts: u32, why: Undelivered) -> Result<(), Error> {
        if attempts >= self.configuration.attempts {
            return self
                .end(due, attempts, parked("no answer after the last attempt"))
                .await;
        }
        let pause = self.configuration.pause_after(attempts);
        let request = &due.request;
        tracing::warn!(request_id = request.request_id, producer = %request.response_address, attempts, %why, pause_ms = pause.as_millis(), "not delivered");
        self.store.postpone(due.key, attempts, self.clock.now() + pause).await
    }
}

impl Senders {
    fn ended(&mut self, ended: &Result<(Id, ()), tokio::task::JoinError>) {
        let id = match ended {
            Ok((id, ())) => *id,
            Err(error) => error.id(),
        };
        self.producers.remove(&id);
    }
}

fn delivery(due: &DueRequest, region: &Region, disclosure: Disclosure) -> Delivery {
    Delivery {
        to: due.request.response_address.clone(),
        acting_on_behalf_of: region.through_agent.then(|| region.hsa_id.clone()),
        correlation_id: due.request.correlation_id.clone(),
        message: disclosure.message,
    }
}

fn parked(reason: &'static str) -> End {
    End::Parked {
        reason,
        rules: Vec::new(),
        answer: None,
    }
}

fn end_of(answer: &ProcessExemptionStatusesResponseType) -> End {
    let text = answer.result_text.as_deref().map(masked);
    match answer.result_code {
        ResultCodeEnum::Ok | ResultCodeEnum::Info => End::Delivered { answer: text },
        ResultCodeEnum::Error | ResultCodeEnum::Unlisted(_) => End::Parked {
            reason: "the asker answered ERROR",
            rules: Vec::new(),
            answer: text,
        },
    }
}

/// The answer's text for the operator. Somebody else wrote it and may have quoted a personal number: the
/// digits of everything that is long enough to be one are masked; a rule id stays readable.
fn masked(text: &str) -> String {
    const SHORTEST_NUMBER: usize = 6;
    let kept: Vec<char> = text.chars().take(ANSWER_KEPT).collect();
    let in_number = |c: char| c.is_numeric() || matches!(c, '-' | '+' | ' ');
    let mut shown = String::with_capacity(kept.len());
    for run in kept.chunk_by(|a, b| in_number(*a) == in_number(*b)) {
        let is_long = run.iter().filter(|c| c.is_numeric()).count() >= SHORTEST_NUMBER;
        shown.extend(run.iter().map(|c| if is_long && c.is_numeric() { '*' } else { *c }));
    }
    shown
}

/// The right to deliver from a store, held as long as the file is open; a killed process gives it back.
fn lock(store: &Store) -> Result<File, Error> {
    let mut name = store.path().as_os_str().to_owned();
    name.push("-lock");
    let path = PathBuf::from(name);
    let file = File::create(&path).map_err(|source| Error::File { path, source })?;
    file.try_lock().map_err(|_| Error::OutboxRunning {
        path: store.path().to_owned(),
    })?;
    Ok(file)
}

#[cfg(test)]
mod tests;
