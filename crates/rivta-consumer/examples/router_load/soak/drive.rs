//! The load at a steady rate: calls fall due by the clock, whether earlier ones have been answered or not.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustls::ClientConfig;

use super::account::Account;
use super::order::{ORDERS, Order, Seen, Sender, place};
use crate::Outcome;
use crate::backend;
use crate::client::{Connection, threads};
use crate::material::{Material, request_with};
use crate::wire::{End, Received};

/// Calls that one of our threads can have in flight; each has connections of its own.
const LINES: usize = 32;

/// How long a call may take until it counts as not answered.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a connection may rest and still be used: the router closes it after 30 s.
const REST: Duration = Duration::from_secs(15);

/// How far the load may fall behind. What was due before is left out, and counted.
const BEHIND: Duration = Duration::from_secs(1);

/// A load under way.
pub(super) struct Drive {
    accounts: Vec<Arc<Mutex<Account>>>,
    threads: Vec<JoinHandle<Outcome<()>>>,
}

/// What a thread needs to know.
#[derive(Clone)]
struct Plan {
    address: SocketAddr,
    begin: Instant,
    end: Instant,
    /// Between two calls of this thread.
    interval: Duration,
    thread: u64,
    clients: BTreeMap<&'static str, Arc<ClientConfig>>,
    /// Of each kind; in place of the correlation id there is [`NO_ID`].
    requests: Arc<Vec<Vec<u8>>>,
    answer: Arc<[u8]>,
    account: Arc<Mutex<Account>>,
}

const NO_ID: &str = "00000000-0000-4000-8000-000000000000";

impl Drive {
    /// Begins to call.
    pub(super) fn start(material: &Material, address: SocketAddr, rate: f64, length: Duration) -> Outcome<Self> {
        let body = |order: &Order| request_with(&order.message.envelope(), order.message.contract, NO_ID);
        let requests = Arc::new(ORDERS.iter().map(body).collect());
        let answer: Arc<[u8]> = backend::body().into_bytes().into();
        let mut clients = BTreeMap::new();
        for (name, _) in Sender::ALL.map(Sender::name) {
            clients.insert(name, Arc::new(material.client_called(name, false)?));
        }
        let begin = Instant::now();
        let mut drive = Self {
            accounts: Vec::new(),
            threads: Vec::new(),
        };
        for thread in 0..threads() {
            let account = Arc::<Mutex<Account>>::default();
            let plan = Plan {
                address,
                begin,
                end: begin + length,
                interval: Duration::from_secs_f64(threads() as f64 / rate),
                thread: thread as u64,
                clients: clients.clone(),
                requests: Arc::clone(&requests),
                answer: Arc::clone(&answer),
                account: Arc::clone(&account),
            };
            drive.accounts.push(account);
            drive.threads.push(std::thread::spawn(move || run(plan)));
        }
        Ok(drive)
    }

    /// The accounts since the last time, one for each thread.
    pub(super) fn accounts(&self) -> Vec<Account> {
        let taken = |account: &Arc<Mutex<Account>>| {
            let mut account = account.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *account)
        };
        self.accounts.iter().map(taken).collect()
    }

    /// Waits for the last answers.
    pub(super) fn finish(&mut self) -> Outcome<()> {
        for thread in self.threads.drain(..) {
            thread.join().map_err(|_| "a thread of the load panicked")??;
        }
        Ok(())
    }
}

fn run(plan: Plan) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let pace = Rc::new(Pace {
        next: Cell::new(0),
        plan,
    });
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let lines = (0..LINES).map(|_| tokio::task::spawn_local(line(Rc::clone(&pace))));
        for line in lines.collect::<Vec<_>>() {
            line.await?;
        }
        Ok(())
    })
}

/// Deals out calls in the order in which they fall due.
struct Pace {
    next: Cell<u64>,
    plan: Plan,
}

impl Pace {
    /// The next call's number and when it is due.
    fn take(&self) -> (u64, Instant) {
        let due = |number: u64| self.plan.begin + self.plan.interval.mul_f64(number as f64);
        let mut number = self.next.get();
        let behind = due(number).elapsed();
        if behind > BEHIND {
            let missed = behind.div_duration_f64(self.plan.interval) as u64;
            self.account(|account| account.left_out += missed);
            number += missed;
        }
        self.next.set(number + 1);
        (number, due(number))
    }

    fn account(&self, enter: impl FnOnce(&mut Account)) {
        enter(&mut self.plan.account.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// A connection between two calls, and since when.
type Kept = BTreeMap<&'static str, (Connection, Instant)>;

/// Calls one after the other until the end; every sender has a connection.
async fn line(pace: Rc<Pace>) {
    let mut kept = Kept::new();
    loop {
        let (number, due) = pace.take();
        if due >= pace.plan.end {
            return;
        }
        tokio::time::sleep_until(due.into()).await;
        let (begun, thread) = (Instant::now(), pace.plan.thread);
        let kind = place(number * threads() as u64 + thread);
        let correlation_id = format!("{thread:08x}-0000-4000-8000-{number:012x}");
        let asking = ask(&pace.plan, kind, &correlation_id, &mut kept);
        let received = tokio::time::timeout(PATIENCE, asking).await;
        let seen = Seen {
            received: received.unwrap_or_else(|_| Received::nothing(End::Other(format!("silence for {PATIENCE:?}")))),
            took: begun.elapsed(),
            correlation_id,
        };
        pace.account(|account| account.enter(kind, begun.duration_since(due), &seen, &pace.plan.answer));
    }
}

async fn ask(plan: &Plan, place: usize, correlation_id: &str, kept: &mut Kept) -> Received {
    let (Some(order), Some(request)) = (ORDERS.get(place), plan.requests.get(place)) else {
        return Received::nothing(End::Other("no such kind of call".to_owned()));
    };
    let name = order.sender.name().0;
    let resting = if order.is_fresh { None } else { kept.remove(name) };
    let resting = resting.filter(|(_, since)| since.elapsed() < REST);
    let mut connection = match resting {
        Some((connection, _)) => connection,
        None => match connect(plan, name).await {
            Ok(connection) => connection,
            Err(end) => return Received::nothing(end),
        },
    };
    if order.sender == Sender::Revoked {
        // The refusal comes without a request; one that meets it on its way would be answered with a reset.
        return connection.listen().await;
    }
    let received = connection.ask(&with_id(request, correlation_id)).await;
    let says_close = |received: &Received| {
        let said = received.head.as_ref().and_then(|head| head.field("connection"));
        said.is_some_and(|said| said.eq_ignore_ascii_case("close"))
    };
    if received.end == End::Complete && !order.is_fresh && !says_close(&received) {
        kept.insert(name, (connection, Instant::now()));
    }
    received
}

async fn connect(plan: &Plan, name: &str) -> Result<Connection, End> {
    let config = plan
        .clients
        .get(name)
        .ok_or_else(|| End::Other("no such sender".to_owned()))?;
    let opened = Connection::open(config, plan.address).await;
    opened.map_err(|error| match error.downcast::<std::io::Error>() {
        Ok(error) => End::Other(format!("no connection: {:?}", End::from(*error))),
        Err(error) => End::Other(format!("no connection: {error}")),
    })
}

fn with_id(request: &[u8], correlation_id: &str) -> Vec<u8> {
    let mut request = request.to_vec();
    let at = request
        .windows(NO_ID.len())
        .position(|window| window == NO_ID.as_bytes());
    if let Some(place) = at.and_then(|at| request.get_mut(at..at + correlation_id.len())) {
        place.copy_from_slice(correlation_id.as_bytes());
    }
    request
}
