//! Where disclosures come in: the producer side of `ProcessExemptionStatuses`.
//!
//! A disclosure belongs to the open request whose id it carries. What the source is told:
//!
//! | the disclosure | `ResultCode` | what happens |
//! | --- | --- | --- |
//! | keeps the rules, first for its request | OK | it is handed to the question |
//! | repeats what its sender has already disclosed | INFO | nothing; sources may send twice |
//! | adds to what its sender has disclosed | OK | what is new is handed on: an agent may answer once for each region |
//! | comes after its question was closed | INFO | nothing; the person has had the summary |
//! | carries a request id never given, or forgotten | ERROR | nothing |
//! | carries a request id that is no UUID, or has an extension | ERROR | nothing |
//! | breaks a rule, or is about another person | ERROR | the source counts as failed; the text names the rules |
//! | is too large, or one too many | ERROR | a too large one makes its source count as failed |
//!
//! A source that was refused may send a corrected disclosure while the question is open. A disclosure may
//! come before the answer to its request, and disclosures may come in any order. A fee counts once for each time one
//! message of a sender has it, whatever its amount: a message is made anew when it is sent again.
//!
//! No text holds personal data. An entry is removed when its question closes; only its id is remembered.

mod taken;

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::future::{Ready, ready};
use std::hash::RandomState;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use rivta_contracts::financial_patientfees_exemption_1_0::core::IIType;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatusesResponseType, ProcessExemptionStatusesType,
};
use rivta_producer::Call;
use rivta_soap::Fault;
use rivta_soap::identity::PersonIdentity;
use rivta_soap::time::{Clock, swedish_local};
use tokio::sync::mpsc::UnboundedSender;
use uuid::Uuid;

use crate::disclosure::Disclosure;
use crate::rules::{self, Breach, Context, LinkedIdentities, Rule};
use crate::sender::Sender;
use crate::source::Failure;
use crate::status::StatusList;
use crate::verdict::Verdict;
use crate::{Error, Limits};
use taken::Taken;

/// The open requests. Clones share them; one is mounted on the producer, one belongs to the asker.
#[derive(Clone)]
pub struct Inbox(Arc<Shared>);

struct Shared {
    clock: Arc<dyn Clock>,
    limits: Limits,
    linked: LinkedIdentities,
    hasher: RandomState,
    requests: Mutex<Requests>,
}

#[derive(Default)]
struct Requests {
    open: HashMap<Uuid, Entry>,
    closed: HashSet<Uuid>,
    /// The closed ids, oldest first.
    closed_order: VecDeque<Uuid>,
}

/// What an open request expects.
#[derive(Clone)]
pub(crate) struct Expectation {
    /// The identity asked for.
    pub(crate) patient: PersonIdentity,
    pub(crate) actor: ActorTypeEnum,
    /// The Swedish date of the request.
    pub(crate) asked_on: NaiveDate,
    /// The place of the source in its question.
    pub(crate) source: usize,
    /// The question.
    pub(crate) arrivals: UnboundedSender<Arrival>,
}

struct Entry {
    expectation: Expectation,
    /// How many disclosures have been taken, and how many refused.
    answers: usize,
    refusals: usize,
    /// What has been taken, by the discloser's HSA-id in lower case.
    taken: HashMap<String, Taken>,
}

/// What the inbox hands to a question.
pub(crate) enum Arrival {
    /// A disclosure that keeps the rules.
    Disclosed {
        source: usize,
        sender: Sender,
        disclosure: Disclosure,
    },
    /// A disclosure that was refused.
    Refused {
        source: usize,
        sender: Sender,
        failure: Failure,
    },
    /// The source has taken the request; of the national one, whom it was sent on to, if that is told.
    Accepted {
        source: usize,
        statuses: Option<StatusList>,
    },
    /// The request did not reach the source, or was refused there.
    NotAccepted { source: usize, failure: Failure },
}

impl Inbox {
    /// An empty inbox. Linked identities are believed as [`LinkedIdentities::default`] says.
    pub fn new(clock: Arc<dyn Clock>, limits: Limits) -> Self {
        Self::believing(clock, limits, LinkedIdentities::default())
    }

    /// An empty inbox with its own view on linked identities.
    pub fn believing(clock: Arc<dyn Clock>, limits: Limits, linked: LinkedIdentities) -> Self {
        let (hasher, requests) = (RandomState::new(), Mutex::default());
        Self(Arc::new(Shared {
            clock,
            limits,
            linked,
            hasher,
            requests,
        }))
    }

    /// How many requests wait for answers. Zero when every question has been answered or given up.
    pub fn open_requests(&self) -> usize {
        self.requests().open.len()
    }

    /// The handler of `ProcessExemptionStatuses`, to be mounted on a producer.
    ///
    /// The sender is the original consumer, else the caller; the one an agent acts for is its principal.
    ///
    /// Never gives a fault: every refusal is a `ResultCode`, as the contract wants it.
    pub fn handle(
        &self,
        call: Call<ProcessExemptionStatusesType>,
    ) -> Ready<Result<ProcessExemptionStatusesResponseType, Fault>> {
        let system = call.original_consumer.unwrap_or(call.caller);
        let sender = Sender {
            system: system.as_str().to_owned(),
            principal: call.acting_on_behalf_of.map(|principal| principal.as_str().to_owned()),
        };
        ready(Ok(self.receive(sender, &call.request).to_contract()))
    }

    /// Judges a disclosure and hands it to its question.
    pub fn receive(&self, sender: impl Into<Sender>, message: &ProcessExemptionStatusesType) -> Verdict {
        let sender = sender.into();
        let name = sender.discloser().to_owned();
        let Some(id) = request_id(&message.request_id) else {
            tracing::warn!(sender = name, "disclosure refused: the request id is no UUID");
            return Verdict::MalformedRequestId;
        };
        let expectation = match self.expectation(id) {
            Ok(expectation) => expectation,
            Err(verdict) => {
                tracing::info!(request_id = %id, sender = name, verdict = verdict.name(), "disclosure not used");
                return verdict;
            }
        };
        let judged = self.judge(&expectation, message);
        let verdict = self.deliver(id, sender, judged);
        tracing::info!(request_id = %id, sender = name, verdict = verdict.name(), "disclosure received");
        verdict
    }

    /// What the open request with this id expects, or why there is none.
    fn expectation(&self, id: Uuid) -> Result<Expectation, Verdict> {
        let requests = self.requests();
        match requests.open.get(&id) {
            Some(entry) => Ok(entry.expectation.clone()),
            None if requests.closed.contains(&id) => Err(Verdict::Late),
            None => Err(Verdict::UnknownRequest),
        }
    }

    /// The disclosure, or why it is refused. Done without holding the lock: a message may be long.
    fn judge(&self, expectation: &Expectation, message: &ProcessExemptionStatusesType) -> Result<Disclosure, Refused> {
        let persons = message.fee_exemption.iter();
        let entries: usize = persons
            .map(|person| 1 + person.transactions.len() + person.exemptions.len())
            .sum();
        if entries > self.0.limits.entries {
            return Err(Refused::TooLarge);
        }
        let context = Context {
            patient: &expectation.patient,
            actor: expectation.actor.clone(),
            asked_on: expectation.asked_on,
            now: swedish_local(self.0.clock.now()),
            linked: self.0.linked,
        };
        let breaches = rules::check(message, &context);
        if breaches.is_empty() {
            Ok(Disclosure::of(message))
        } else {
            Err(Refused::Rules(breaches))
        }
    }

    fn deliver(&self, id: Uuid, sender: Sender, judged: Result<Disclosure, Refused>) -> Verdict {
        let mut requests = self.requests();
        let Some(entry) = requests.open.get_mut(&id) else {
            return Verdict::Late;
        };
        let source = entry.expectation.source;
        let (arrival, verdict) = match judged {
            Ok(disclosure) => match entry.take(&sender, disclosure, &self.0) {
                Ok(disclosure) => (
                    Arrival::Disclosed {
                        source,
                        sender,
                        disclosure,
                    },
                    Verdict::Accepted,
                ),
                Err(verdict) => return verdict,
            },
            // Whoever sends so many is told why each is refused; the question has heard enough.
            Err(refused) if entry.refusals >= self.0.limits.answers => return refused.verdict(),
            Err(refused) => {
                entry.refusals += 1;
                let failure = refused.failure();
                (
                    Arrival::Refused {
                        source,
                        sender,
                        failure,
                    },
                    refused.verdict(),
                )
            }
        };
        match entry.expectation.arrivals.send(arrival) {
            Ok(()) => verdict,
            // The question was dropped while the disclosure was judged.
            Err(_) => Verdict::Late,
        }
    }

    /// Opens a request.
    pub(crate) fn open(&self, id: Uuid, expectation: Expectation) -> Result<(), Error> {
        let mut requests = self.requests();
        let limit = self.0.limits.open_requests;
        if requests.open.len() >= limit {
            return Err(Error::TooManyOpenRequests { limit });
        }
        if requests.open.contains_key(&id) || requests.closed.contains(&id) {
            return Err(Error::RepeatedRequestId);
        }
        requests.open.insert(
            id,
            Entry {
                expectation,
                answers: 0,
                refusals: 0,
                taken: HashMap::new(),
            },
        );
        Ok(())
    }

    /// Closes a request: its entry is dropped and its id remembered for a while.
    pub(crate) fn close(&self, id: Uuid) {
        let mut requests = self.requests();
        if requests.open.remove(&id).is_none() || self.0.limits.remembered_ids == 0 {
            return;
        }
        if requests.closed_order.len() >= self.0.limits.remembered_ids
            && let Some(oldest) = requests.closed_order.pop_front()
        {
            requests.closed.remove(&oldest);
        }
        requests.closed.insert(id);
        requests.closed_order.push_back(id);
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    fn requests(&self) -> MutexGuard<'_, Requests> {
        // Nothing panics while the lock is held, and no step leaves the maps half changed.
        self.0.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inbox({} open)", self.open_requests())
    }
}

impl Entry {
    /// What of a disclosure its sender has not disclosed before.
    fn take(&mut self, sender: &Sender, disclosure: Disclosure, shared: &Shared) -> Result<Disclosure, Verdict> {
        let discloser = sender.discloser().to_ascii_lowercase();
        let before = self.taken.get(&discloser);
        let first = before.is_none();
        let mut taken = before.cloned().unwrap_or_default();
        let new = taken.add(disclosure, &shared.hasher);
        if new.is_empty() && !first {
            return Err(Verdict::Duplicate);
        }
        if self.answers >= shared.limits.answers {
            return Err(Verdict::TooMany);
        }
        self.taken.insert(discloser, taken);
        self.answers += 1;
        Ok(new)
    }
}

/// Why a disclosure for an open request is refused.
enum Refused {
    Rules(Vec<Breach>),
    TooLarge,
}

impl Refused {
    fn failure(&self) -> Failure {
        match self {
            Self::Rules(breaches) => {
                let mut rules: Vec<Rule> = breaches.iter().map(|breach| breach.rule).collect();
                rules.sort_unstable();
                rules.dedup();
                Failure::BrokenRules(rules)
            }
            Self::TooLarge => Failure::TooLarge,
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Self::Rules(breaches) => Verdict::BrokenRules(breaches),
            Self::TooLarge => Verdict::TooLarge,
        }
    }
}

/// The UUID of a request id, which has no extension.
fn request_id(id: &IIType) -> Option<Uuid> {
    let extension = id.extension.as_deref().unwrap_or_default();
    if extension.is_empty() {
        Uuid::try_parse(id.root.trim()).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
