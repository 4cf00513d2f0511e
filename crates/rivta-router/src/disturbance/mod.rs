//! Disturbances ordered by testers.

mod body;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use arc_swap::ArcSwap;
use bytes::Bytes;

pub(crate) use body::Disturbed;

use crate::body::Opening;
use crate::config::{Action, Disturbance};
use crate::exchange::Answered;

/// All orders, in the order in which they came; the first that matches a call counts.
pub(crate) struct Disturbances {
    orders: ArcSwap<Vec<Arc<Order>>>,
    /// Whether there ever were any: where nobody orders one, no call looks for its own.
    is_used: AtomicBool,
}

struct Order {
    what: Disturbance,
    done: AtomicU64,
}

/// Of which call a disturbance is looked for.
pub(crate) struct Subject<'a> {
    pub(crate) contract: &'a str,
    pub(crate) receiver: &'a str,
    pub(crate) sender: &'a str,
}

impl Disturbances {
    pub(crate) fn new(ordered: &[Disturbance]) -> Self {
        Self {
            is_used: AtomicBool::new(!ordered.is_empty()),
            orders: ArcSwap::from_pointee(ordered.iter().cloned().map(|what| Arc::new(Order::new(what))).collect()),
        }
    }

    /// The disturbance of a call, which is counted.
    pub(crate) fn of(&self, call: &Subject<'_>) -> Option<Disturbance> {
        if !self.is_used.load(Ordering::Acquire) {
            return None;
        }
        let orders = self.orders.load();
        orders
            .iter()
            .find(|order| order.applies_to(call))
            .map(|order| order.what.clone())
    }

    /// What is ordered, and how many calls were disturbed by each.
    pub(crate) fn list(&self) -> Vec<(Disturbance, u64)> {
        let told = |order: &Arc<Order>| (order.what.clone(), order.done.load(Ordering::Relaxed));
        self.orders.load().iter().map(told).collect()
    }

    pub(crate) fn add(&self, what: &Disturbance) {
        self.orders.rcu(|orders| {
            let added = Arc::new(Order::new(what.clone()));
            orders.iter().cloned().chain([added]).collect::<Vec<_>>()
        });
        self.is_used.store(true, Ordering::Release);
    }

    pub(crate) fn clear(&self) {
        self.orders.store(Arc::default());
    }
}

impl Order {
    fn new(what: Disturbance) -> Self {
        Self {
            what,
            done: AtomicU64::new(0),
        }
    }

    fn applies_to(&self, call: &Subject<'_>) -> bool {
        let is = |wanted: &Option<String>, value: &str| {
            let wanted = wanted.as_deref();
            // As the catalogue compares them.
            wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
        };
        let Disturbance {
            contract,
            receiver,
            sender,
            times,
            ..
        } = &self.what;
        if !(is(contract, call.contract) && is(receiver, call.receiver) && is(sender, call.sender)) {
            return false;
        }
        let before = self.done.fetch_add(1, Ordering::Relaxed);
        let is_due = times.is_none_or(|times| before < times);
        if !is_due {
            self.done.fetch_sub(1, Ordering::Relaxed);
        }
        is_due
    }
}

/// The answer as the disturbance makes it; `Delay` and `Fault` have done their work before there is one.
pub(crate) async fn disturb(action: Action, answered: Answered) -> Answered {
    let Answered { status, headers, body } = answered;
    let whole = |body: Bytes| Answered {
        status,
        headers: headers.clone(),
        body: Opening::whole(body),
    };
    match action {
        Action::Delay | Action::Fault => Answered { status, headers, body },
        Action::Empty => whole(Bytes::new()),
        Action::Reset => Answered {
            status,
            headers: headers.clone(),
            body: Opening::disturbed(Disturbed::reset()),
        },
        Action::Cut | Action::Garble | Action::Twice => {
            // A producer whose answer breaks off needs no further disturbance.
            let bytes = body.collect().await.unwrap_or_default();
            match action {
                Action::Garble => whole(body::garbled(&bytes)),
                Action::Twice => whole([&bytes[..], &bytes[..]].concat().into()),
                _ => Answered {
                    status,
                    headers: headers.clone(),
                    body: Opening::disturbed(Disturbed::cut(&bytes)),
                },
            }
        }
    }
}
