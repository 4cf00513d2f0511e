//! The raw channel: HTTP over pooled mutual TLS, streaming both ways, with a time limit on every phase.
//!
//! The typed consumer stands on it, and so does the router, which passes bodies on without gathering them. A request
//! is sent as its body yields; the answer is there when its headers are; its body is read as it is polled.

mod body;
mod connection;
mod failure;
mod pool;
mod stream;

use std::fmt;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, HOST};
use http::uri::PathAndQuery;
use http::{HeaderValue, Request, Response, Uri, Version};
use http_body::Body as _;
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use rivta_soap::time::{Clock, SystemClock};
use tokio::time::{Instant, timeout_at};

pub use body::{IncomingBody, OutgoingBody};
pub use failure::{BoxError, ChannelError, Phase, TlsFailure};

use crate::config::{Limits, Timeouts};
use crate::error::Error;
use crate::tls::{ClientTls, Identity, Trust};
use body::{Bounds, Handover, SentBody};
use connection::Connection;
pub use connection::Target;
use pool::{Lease, Pool};

/// A channel to any number of hosts, with one identity and one trust. Clones share the pool.
#[derive(Clone)]
pub struct Channel {
    tls: Arc<ClientTls>,
    pool: Arc<Pool>,
    limits: Limits,
    timeouts: Timeouts,
}

/// A channel that has yet to be made with [`ChannelBuilder::build`].
#[derive(Debug)]
pub struct ChannelBuilder {
    trust: Option<Trust>,
    identity: Option<Identity>,
    pub(crate) limits: Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) reload_interval: Duration,
    pub(crate) clock: Arc<dyn Clock>,
}

impl ChannelBuilder {
    fn new(trust: Option<Trust>, identity: Option<Identity>) -> Self {
        Self {
            trust,
            identity,
            limits: Limits::default(),
            timeouts: Timeouts::default(),
            reload_interval: Duration::from_secs(30),
            clock: Arc::new(SystemClock),
        }
    }

    /// Sets how much an answer may hold and how many connections there are.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets how long each phase may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets how often, at most, files with certificates are looked at; 30 s unless set. They are looked at when a
    /// request is sent, so a channel at rest reads nothing.
    pub fn reload_interval(mut self, interval: Duration) -> Self {
        self.reload_interval = interval;
        self
    }

    /// Sets the clock against which the other side's certificate is checked.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Makes the channel. Nothing is connected yet.
    ///
    /// # Errors
    /// [`Error::Certificates`] when the certificates cannot be used.
    pub fn build(self) -> Result<Channel, Error> {
        let tls = ClientTls::new(self.identity, self.trust, self.clock, self.reload_interval)?;
        let pool = Pool::new(&self.limits);
        Ok(Channel {
            tls: Arc::new(tls),
            pool: Arc::new(pool),
            limits: self.limits,
            timeouts: self.timeouts,
        })
    }
}

impl Channel {
    /// A channel that trusts these authorities and shows this identity.
    pub fn builder(trust: Trust, identity: Identity) -> ChannelBuilder {
        ChannelBuilder::new(Some(trust), Some(identity))
    }

    /// A channel that shows no certificate: for what is open to anybody, such as a service's WSDL. The calls of RIV-TA
    /// need an identity. Without `trust` no server's certificate is accepted, and plain HTTP is all that is left.
    pub fn anonymous(trust: Option<Trust>) -> ChannelBuilder {
        ChannelBuilder::new(trust, None)
    }

    /// Asks for a document: a GET without a body, answered as for [`Channel::send`].
    ///
    /// # Errors
    /// As for [`Channel::send`].
    pub async fn get(&self, url: &str) -> Result<Response<IncomingBody>, ChannelError> {
        let body = Empty::new().map_err(|never| match never {}).boxed();
        let request = Request::get(url).header(ACCEPT, "text/xml, application/xml, */*;q=0.1");
        let request = request
            .body(body)
            .map_err(|_| ChannelError::Address("it is malformed"))?;
        self.send(request).await
    }

    /// Sends a request and gives the answer as soon as its headers are there.
    ///
    /// The URL must be absolute. `Host` is set from it unless the request has one; no other header is added but what
    /// HTTP needs to delimit the body. Redirects are not followed. A request is sent again only when it is certain
    /// that no byte of it has left: when a pooled connection turns out to be closed.
    ///
    /// # Errors
    /// [`ChannelError`], each kind of failure told apart. Errors of the answer's body come from the body.
    pub async fn send(&self, request: Request<OutgoingBody>) -> Result<Response<IncomingBody>, ChannelError> {
        self.send_within(request, &self.timeouts).await
    }

    /// Sends a request with time limits of its own; `write` holds for connections made for it.
    ///
    /// # Errors
    /// As for [`Channel::send`].
    pub async fn send_within(
        &self,
        request: Request<OutgoingBody>,
        timeouts: &Timeouts,
    ) -> Result<Response<IncomingBody>, ChannelError> {
        let target = Target::of(request.uri())?;
        self.send_to(&target, request, timeouts).await
    }

    /// As [`Channel::send_within`], when it is known that the URL leads to `target`. Nothing looks whether it does: the call goes
    /// to `target`, by whose name its certificate is checked, with the host and path of the URL in its head.
    ///
    /// # Errors
    /// As for [`Channel::send`].
    pub async fn send_to(
        &self,
        target: &Target,
        request: Request<OutgoingBody>,
        timeouts: &Timeouts,
    ) -> Result<Response<IncomingBody>, ChannelError> {
        let (mut request, handover) = prepared(request, target)?;
        let begun = Instant::now();
        let term = Term {
            begun,
            deadline: begun + timeouts.total,
        };
        let mut now = begun;
        loop {
            let (connection, reused) = self.connection(target, timeouts, term.deadline, now).await?;
            let (pool, handover, target) = (Arc::clone(&self.pool), handover.clone(), target.clone());
            let mut lease = Lease {
                connection,
                target,
                pool,
                handover,
            };
            let sent = pin!(lease.connection.sender.try_send_request(request));
            match answer(&mut lease, sent, timeouts, term, reused).await {
                Ok(response) => return self.accept(response, lease, timeouts, term),
                Err(Unanswered::Unsent(again)) => request = *again,
                Err(Unanswered::Failed(error)) => return Err(error),
            }
            now = Instant::now();
        }
    }

    /// Reads certificates, trust and revocation lists anew at once; gives `false` when nothing has changed.
    ///
    /// Calls in flight go on; new connections are made under the new settings and old ones are not used again.
    ///
    /// # Errors
    /// [`Error::Certificates`]; the old settings then stay in use.
    pub fn reload_certificates(&self) -> Result<bool, Error> {
        Ok(self.tls.reload()?)
    }

    /// A connection to the target, and whether it has been used before.
    async fn connection(
        &self,
        target: &Target,
        timeouts: &Timeouts,
        deadline: Instant,
        now: Instant,
    ) -> Result<(Connection, bool), ChannelError> {
        if let Some(settings) = self.tls.at_hand(now)
            && let Some(connection) = self.pool.take_ready(target, settings.generation, now)
        {
            return Ok((connection, true));
        }
        // On the heap: it is large and most calls do without.
        let found = Box::pin(timeout_at(deadline, self.found(target, timeouts))).await;
        found.unwrap_or_else(|_| Err(overdue(target, Phase::Total, timeouts)))
    }

    /// One that has to be waited for or made.
    async fn found(&self, target: &Target, timeouts: &Timeouts) -> Result<(Connection, bool), ChannelError> {
        let settings = Arc::clone(&self.tls).current().await;
        if let Some(connection) = self.pool.take(target, settings.generation).await {
            return Ok((connection, true));
        }
        let place = self.pool.place(target).ok_or_else(|| ChannelError::Busy {
            authority: target.authority(),
            limit: self.limits.connections,
        })?;
        let connection = Connection::open(target, &settings, &self.limits, timeouts, place).await?;
        Ok((connection, false))
    }

    fn accept(
        &self,
        response: Response<Incoming>,
        lease: Lease,
        timeouts: &Timeouts,
        Term { begun, deadline }: Term,
    ) -> Result<Response<IncomingBody>, ChannelError> {
        let limit = self.limits.answer_bytes;
        if response.body().size_hint().lower() > limit {
            let authority = lease.target.authority();
            return Err(ChannelError::TooLarge { authority, limit });
        }
        let Timeouts {
            read: idle,
            write,
            total,
            ..
        } = *timeouts;
        let bounds = Bounds {
            bytes: limit,
            idle,
            write,
            total,
            begun,
            deadline,
        };
        Ok(response.map(|body| IncomingBody::new(body, &bounds, lease)))
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

/// When a call began and when it must have ended.
#[derive(Clone, Copy)]
struct Term {
    begun: Instant,
    deadline: Instant,
}

/// Why there is no answer.
enum Unanswered {
    /// A pooled connection was closed before a byte was sent; here is the request again.
    Unsent(Box<Request<SentBody>>),
    Failed(ChannelError),
}

async fn answer(
    lease: &mut Lease,
    sent: Pin<&mut impl Future<Output = Result<Response<Incoming>, TrySendError<Request<SentBody>>>>>,
    timeouts: &Timeouts,
    Term { begun, deadline }: Term,
    reused: bool,
) -> Result<Response<Incoming>, Unanswered> {
    let Connection { alarm, record, .. } = &mut lease.connection;
    let outcome = tokio::select! {
        biased;
        outcome = sent => outcome,
        phase = lease.handover.silence(alarm.as_mut(), record, begun, timeouts.first_byte, deadline) => {
            return Err(Unanswered::Failed(overdue(&lease.target, phase, timeouts)));
        }
    };
    outcome.map_err(|mut failed| match failed.take_message() {
        Some(request) if reused => Unanswered::Unsent(Box::new(request)),
        _ => Unanswered::Failed(reason(lease, failed.into_error(), timeouts, reused)),
    })
}

/// The time for an answer is over, or that for the whole call.
fn overdue(target: &Target, phase: Phase, timeouts: &Timeouts) -> ChannelError {
    ChannelError::Timeout {
        authority: target.authority(),
        phase,
        after: match phase {
            Phase::FirstByte => timeouts.first_byte,
            _ => timeouts.total,
        },
    }
}

fn reason(lease: &Lease, source: hyper::Error, timeouts: &Timeouts, reused: bool) -> ChannelError {
    let authority = lease.target.authority();
    if let Some(error) = Handover::take_failure(&lease.handover) {
        return ChannelError::RequestBody(error);
    }
    if let Some(failure) = lease.failure() {
        return failure.at(authority, timeouts.write);
    }
    if source.is_parse() {
        return ChannelError::Protocol { authority, source };
    }
    ChannelError::Closed { authority, reused }
}

/// A request as it goes over the wire.
fn prepared(
    mut request: Request<OutgoingBody>,
    target: &Target,
) -> Result<(Request<SentBody>, Handover), ChannelError> {
    prepare(&mut request, target)?;
    let (head, body) = request.into_parts();
    let (body, handover) = SentBody::new(body);
    Ok((Request::from_parts(head, body), handover))
}

/// Turns the absolute URL into what the request line wants, and names the host.
fn prepare(request: &mut Request<OutgoingBody>, target: &Target) -> Result<(), ChannelError> {
    let path = request.uri().path_and_query().cloned();
    if !request.headers().contains_key(HOST) {
        // What stands before `@` is for the caller, never for the wire.
        let authority = request.uri().authority();
        let host = authority.map_or_else(|| target.authority(), |authority| authority.as_str().to_owned());
        let host = host.rsplit('@').next().unwrap_or_default();
        let host = HeaderValue::from_str(host).map_err(|_| ChannelError::Address("its host is malformed"))?;
        request.headers_mut().insert(HOST, host);
    }
    *request.uri_mut() = Uri::from(path.unwrap_or_else(|| PathAndQuery::from_static("/")));
    *request.version_mut() = Version::HTTP_11;
    Ok(())
}
