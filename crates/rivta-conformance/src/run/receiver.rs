//! Where the subject calls us: a listener that keeps what comes and answers it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{ClientTrust, Identity, Listener, Peer};
use rivta_soap::http::CONTENT_TYPE_XML;
use rivta_soap::time::{Clock, swedish_local};
use tokio::sync::Notify;

use super::exchange::{Asked, US, pairs};
use super::mock::Mock;
use crate::error::Error;
use crate::expect::Message;
use crate::outcome::Exchange;
use crate::target::{Party, Target};
use crate::xpath::Query;

/// Calls that are kept for a case: the newest, for a load may go on arriving long after it.
const KEPT: usize = 2_000;
/// Bytes of their bodies together.
const KEPT_BYTES: usize = 128 << 20;

/// A call that has come.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) message: Message,
    pub(super) exchange: Exchange,
}

/// An answer in place of the mock's.
#[derive(Debug)]
pub(super) struct Planned {
    /// Of which calls.
    pub(super) select: Query,
    pub(super) status: Option<u16>,
    pub(super) body: Option<Vec<u8>>,
    pub(super) delay: Duration,
    /// To how many of them.
    pub(super) uses: usize,
}

/// What a case wants of the receiver.
#[derive(Debug, Default)]
struct Plan {
    mock: Mock,
    planned: Vec<Planned>,
    calls: VecDeque<Received>,
}

#[derive(Debug)]
struct State {
    plan: Mutex<Plan>,
    arrived: Notify,
    count: AtomicUsize,
    clock: Arc<dyn Clock>,
}

/// The receiver, listening.
#[derive(Debug)]
pub(super) struct Receiver {
    running: Running,
    state: Arc<State>,
}

impl Receiver {
    /// Begins to listen.
    pub(super) async fn start(target: &Target, clock: &Arc<dyn Clock>) -> Result<Option<Self>, Error> {
        let Some(receiver) = &target.receiver else {
            return Ok(None);
        };
        let listener = match &target.tls {
            Some(tls) if !receiver.in_clear => mutual_tls(receiver.listen, tls)?,
            _ => Listener::in_clear(receiver.listen),
        };
        let state = Arc::new(State {
            plan: Mutex::default(),
            arrived: Notify::new(),
            count: AtomicUsize::new(0),
            clock: Arc::clone(clock),
        });
        let shared = Arc::clone(&state);
        let service = move |request| {
            let state = Arc::clone(&shared);
            async move { state.take(request).await }
        };
        let running = listener.clock(Arc::clone(clock)).serve(service).await?;
        Ok(Some(Self { running, state }))
    }

    /// Begins a case: what came before is forgotten.
    pub(super) fn begin(&self, mock: Mock, planned: Vec<Planned>) {
        self.state.count.store(0, Ordering::Relaxed);
        *self.state.plan() = Plan {
            mock,
            planned,
            calls: VecDeque::new(),
        };
    }

    /// How many calls have come in this case.
    pub(super) fn count(&self) -> usize {
        self.state.count.load(Ordering::Relaxed)
    }

    /// Waits until this many calls have come in this case; whether they did.
    pub(super) async fn reached(&self, count: usize, patience: Duration) -> bool {
        let reaching = async {
            loop {
                let arrived = self.state.arrived.notified();
                if self.count() >= count {
                    return;
                }
                arrived.await;
            }
        };
        tokio::time::timeout(patience, reaching).await.is_ok()
    }

    /// Takes the calls that the query is true of, as soon as there are so many or the time is over.
    pub(super) async fn take(&self, select: &Query, count: usize, patience: Duration) -> Vec<Received> {
        let deadline = tokio::time::Instant::now() + patience;
        let mut taken = Vec::new();
        loop {
            let arrived = self.state.arrived.notified();
            self.state.move_to(&mut taken, select);
            if taken.len() >= count || tokio::time::timeout_at(deadline, arrived).await.is_err() {
                self.state.move_to(&mut taken, select);
                return taken;
            }
        }
    }

    pub(super) async fn stop(self) {
        self.running.shutdown().await;
    }
}

fn mutual_tls(address: SocketAddr, party: &Party) -> Result<Listener, rivta_producer::Error> {
    let identity = Identity::from_pem_files(&party.certificate, &party.key)?;
    let mut trust = ClientTrust::from_pem_file(&party.trust)?;
    for list in &party.revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    Ok(Listener::mutual_tls(address, identity, trust))
}

impl State {
    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn move_to(&self, taken: &mut Vec<Received>, select: &Query) {
        let mut plan = self.plan();
        for call in std::mem::take(&mut plan.calls) {
            if is_meant(&call.message, select) {
                taken.push(call);
            } else {
                plan.calls.push_back(call);
            }
        }
    }

    async fn take(&self, request: Request<IncomingBody>) -> Response<OutgoingBody> {
        let (at, begun) = (swedish_local(self.clock.now()), Instant::now());
        let (head, body) = request.into_parts();
        let Ok(body) = body.collect().await else {
            return response(StatusCode::BAD_REQUEST, Vec::new());
        };
        let peer = head.extensions.get::<Peer>();
        let from = peer.and_then(|peer| peer.hsa_id()?.ok().map(|id| id.as_str().to_owned()));
        let asked = Asked {
            from: from.unwrap_or_else(|| "systemet".to_owned()),
            to: US.to_owned(),
            at,
            method: head.method,
            url: head.uri,
            headers: head.headers,
            body: body.to_bytes().to_vec(),
        };
        let message = Message::new(None, pairs(&asked.headers), asked.body.clone(), begun.elapsed());
        let (status, body, delay) = self.plan().answer(&message);
        tokio::time::sleep(delay).await;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let answer = response(status, body.clone());
        let exchange = asked.answered(begun.elapsed(), Ok((status, answer.headers(), &body)));
        self.keep(Received { message, exchange });
        answer
    }

    fn keep(&self, call: Received) {
        let mut plan = self.plan();
        let size = |call: &Received| call.message.raw.len();
        let mut bytes = size(&call) + plan.calls.iter().map(size).sum::<usize>();
        while plan.calls.len() >= KEPT || bytes > KEPT_BYTES {
            let Some(oldest) = plan.calls.pop_front() else { break };
            bytes -= size(&oldest);
        }
        plan.calls.push_back(call);
        drop(plan);
        self.count.fetch_add(1, Ordering::Relaxed);
        self.arrived.notify_waiters();
    }
}

impl Plan {
    fn answer(&mut self, message: &Message) -> (u16, Vec<u8>, Duration) {
        let (status, body) = self.mock.answer(message);
        let planned = self
            .planned
            .iter_mut()
            .find(|planned| planned.uses > 0 && is_meant(message, &planned.select));
        match planned {
            Some(planned) => {
                planned.uses -= 1;
                (
                    planned.status.unwrap_or(status),
                    planned.body.clone().unwrap_or(body),
                    planned.delay,
                )
            }
            None => (status, body, Duration::ZERO),
        }
    }
}

fn is_meant(message: &Message, select: &Query) -> bool {
    message
        .document()
        .and_then(|document| select.holds(document, 0))
        .unwrap_or(false)
}

fn response(status: StatusCode, body: Vec<u8>) -> Response<OutgoingBody> {
    let mut response = Response::new(full(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_XML));
    response
}
