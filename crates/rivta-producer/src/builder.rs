//! Makes a producer. What must be decided are steps: there is no `start` before the last of them.

use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rivta_soap::time::Clock;
use rivta_soap::xml::{Name, Strictness};
use rivta_soap::{Contract, Fault, LogicalAddress, xml};

use crate::config::{Limits, Timeouts};
use crate::dispatch::Dispatch;
use crate::error::Error;
use crate::handler::{Call, Handler};
use crate::health;
use crate::ids::IdSource;
use crate::listener::{Listener, Running, Settings};
use crate::tls::{ClientTrust, Identity};

/// Serves contracts over mutual TLS. Begins with [`Producer::listening_on`].
#[derive(Debug)]
pub struct Producer;

/// Step one: who we are.
#[derive(Debug)]
#[must_use]
pub struct NeedsIdentity {
    address: SocketAddr,
}

/// Step two: whom to admit.
#[derive(Debug)]
#[must_use]
pub struct NeedsTrust {
    address: SocketAddr,
    identity: Identity,
}

/// Everything that must be decided is; what remains are the handlers, and settings with defaults.
#[must_use]
pub struct ProducerBuilder {
    address: SocketAddr,
    identity: Identity,
    trust: ClientTrust,
    handlers: Vec<Handler>,
    /// The contracts whose requests are read tolerantly: name and request element.
    tolerant: Vec<(&'static str, Name)>,
    health: Option<SocketAddr>,
    unaddressed: Option<LogicalAddress>,
    bare_faults: bool,
    xml_limits: xml::Limits,
    settings: Settings,
}

impl Producer {
    /// Begins a producer that listens on this address; port 0 lets the operating system choose.
    pub fn listening_on(address: SocketAddr) -> NeedsIdentity {
        NeedsIdentity { address }
    }
}

impl NeedsIdentity {
    /// Shows this certificate.
    pub fn identified_by(self, identity: Identity) -> NeedsTrust {
        NeedsTrust {
            address: self.address,
            identity,
        }
    }
}

impl NeedsTrust {
    /// Admits callers whose certificates these authorities issued.
    pub fn admitting(self, trust: ClientTrust) -> ProducerBuilder {
        ProducerBuilder {
            address: self.address,
            identity: self.identity,
            trust,
            handlers: Vec::new(),
            tolerant: Vec::new(),
            health: None,
            unaddressed: None,
            bare_faults: false,
            xml_limits: xml::Limits::default(),
            settings: Settings::default(),
        }
    }
}

impl ProducerBuilder {
    /// Handles the calls of a contract. A call belongs to the contract whose request element is the first child of
    /// the SOAP body; neither `SOAPAction` nor the URL's path decides.
    ///
    /// The handler's future is dropped at its current `await` when the time for an answer is over or the connection
    /// breaks: work that must be finished whatever becomes of the caller belongs in a task of its own.
    pub fn handle<C, H, F>(mut self, handle: H) -> Self
    where
        C: Contract,
        H: Fn(Call<C::Request>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<C::Response, Fault>> + Send + 'static,
    {
        self.handlers.push(Handler::of::<C, H, F>(handle));
        self
    }

    /// Reads the requests of a contract tolerantly ([`Strictness::Tolerant`]). Unless this is said, a request that
    /// departs from the contract is answered with a fault that says where.
    ///
    /// The handler finds the departures in [`Call::departures`]; the log has them too, without values.
    pub fn tolerant<C: Contract>(mut self) -> Self {
        self.tolerant.push((C::NAME, C::REQUEST));
        self
    }

    /// Admits calls without a logical address as calls to this one, for a service with an answer of its own to them.
    /// Unless this is said they are refused.
    pub fn unaddressed_as(mut self, address: LogicalAddress) -> Self {
        self.unaddressed = Some(address);
        self
    }

    /// Answers the faults of handlers as they are, without a log id, for contracts whose faults must look as published.
    pub fn bare_faults(mut self) -> Self {
        self.bare_faults = true;
        self
    }

    /// Serves the health endpoint, plain HTTP, on this loopback address: `/health/liveness` and `/health/readiness`.
    pub fn health_on(mut self, address: SocketAddr) -> Self {
        self.health = Some(address);
        self
    }

    /// Sets how much a caller may send.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Sets how deep the XML of a request may be, and how many elements and attributes it may have. Its size is limited
    /// by [`Limits::body_bytes`].
    pub fn xml_limits(mut self, limits: xml::Limits) -> Self {
        self.xml_limits = limits;
        self
    }

    /// Sets how long each phase of a call may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// Sets how often files with certificates, trust and revocation lists are looked at; 30 s unless set.
    pub fn reload_interval(mut self, interval: Duration) -> Self {
        self.settings.reload_interval = interval;
        self
    }

    /// Lets no caller resume a TLS session, so that each shows its certificate on every connection.
    pub fn without_resumption(mut self) -> Self {
        self.settings.resumption = false;
        self
    }

    /// Sets the clock against which certificates are checked, and by which sessions end that callers may resume.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.settings.clock = clock;
        self
    }

    /// Sets where log ids and correlation ids come from.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.settings.ids = ids;
        self
    }

    /// Starts to listen.
    ///
    /// # Errors
    /// [`Error::NoHandler`], [`Error::DuplicateHandler`] and [`Error::Unhandled`] when the handlers are wrong,
    /// [`Error::HealthAddress`]; [`Error::Listening`] when an address cannot be had; [`Error::Certificates`] when the
    /// certificates cannot be used.
    pub async fn start(mut self) -> Result<RunningProducer, Error> {
        check(&self.handlers)?;
        for (contract, request) in &self.tolerant {
            let handler = self.handlers.iter_mut().find(|handler| handler.request == *request);
            handler.ok_or(Error::Unhandled(contract))?.strictness = Strictness::Tolerant;
        }
        let Self {
            address,
            identity,
            trust,
            handlers,
            health,
            unaddressed,
            bare_faults,
            xml_limits,
            settings,
            ..
        } = self;
        let ids = Arc::clone(&settings.ids);
        // Whoever admits larger bodies wants them read.
        let body_bytes = usize::try_from(settings.limits.body_bytes).unwrap_or(usize::MAX);
        let xml_limits = xml::Limits {
            bytes: xml_limits.bytes.max(body_bytes),
            ..xml_limits
        };
        let dispatch = Dispatch {
            handlers,
            xml_limits,
            ids,
            unaddressed,
            bare_faults,
        };
        let listener = Listener::mutual_tls(address, identity, trust).settings(settings);
        let calls = listener.serve(dispatch).await?;
        let health = match health {
            Some(address) => Some(health::serve(address, calls.stages.stop.clone()).await?),
            None => None,
        };
        Ok(RunningProducer { calls, health })
    }
}

impl fmt::Debug for ProducerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("ProducerBuilder");
        out.field("address", &self.address)
            .field("handlers", &self.handlers)
            .finish_non_exhaustive()
    }
}

fn check(handlers: &[Handler]) -> Result<(), Error> {
    if handlers.is_empty() {
        return Err(Error::NoHandler);
    }
    for (index, handler) in handlers.iter().enumerate() {
        if handlers
            .iter()
            .take(index)
            .any(|earlier| earlier.request == handler.request)
        {
            return Err(Error::DuplicateHandler(handler.contract));
        }
    }
    Ok(())
}

/// A producer at work. Dropping it cuts off every connection; [`RunningProducer::shutdown`] lets calls in flight finish.
#[derive(Debug)]
#[must_use = "dropping it stops the producer"]
pub struct RunningProducer {
    calls: Running,
    health: Option<Running>,
}

impl RunningProducer {
    /// The address listened on, with the real port when port 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.calls.local_addr()
    }

    /// The address of the health endpoint, when there is one.
    pub fn health_addr(&self) -> Option<SocketAddr> {
        self.health.as_ref().map(Running::local_addr)
    }

    /// Reads certificates, trust and revocation lists anew at once; gives `false` when nothing has changed.
    ///
    /// # Errors
    /// [`Error::Certificates`]; the old settings then stay in use.
    pub fn reload_certificates(&self) -> Result<bool, Error> {
        self.calls.reload_certificates()
    }

    /// Stops listening, lets calls in flight finish and gives them at most the configured time. The health endpoint
    /// answers until the end, as not ready. Gives `false` when calls had to be cut off.
    pub async fn shutdown(self) -> bool {
        let finished = self.calls.shutdown().await;
        if let Some(health) = self.health {
            health.shutdown().await;
        }
        finished
    }
}
