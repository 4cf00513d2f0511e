//! The raw listener: HTTP over mutual TLS, with limits on everything, and a service that sees each request as it
//! arrives.
//!
//! The typed producer stands on it, and so does the router, which passes bodies on without gathering them. A request
//! reaches the service when its headers are read; its body is an [`IncomingBody`], which is read from the connection
//! as the service polls it; [`Peer`] in the request's extensions tells who calls.

pub mod body;
mod call;
mod connection;
pub mod peer;
mod reload;
mod running;
mod stream;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rivta_soap::time::{Clock, SystemClock};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::{info, warn};

pub use body::{BodyError, BoxError, ConnectionReset, IncomingBody, OutgoingBody};
pub use call::{Service, fault_response, full};
pub use peer::Peer;
pub use running::{OpenConnections, Running};

use crate::config::{Limits, Timeouts};
use crate::error::Error;
use crate::ids::{self, IdSource};
use crate::tls::{ClientTrust, Identity, ServerTls};
use connection::Shared;
use running::Stages;

/// How often files with certificates are looked at, unless told otherwise.
const RELOAD_INTERVAL: Duration = Duration::from_secs(30);

/// How long to wait when the operating system has no more sockets to give.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A listener that has yet to be started with [`Listener::serve`].
#[derive(Debug)]
pub struct Listener {
    address: SocketAddr,
    security: Option<(Identity, ClientTrust)>,
    settings: Settings,
}

/// What a listener and a typed producer are told alike.
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) reload_interval: Duration,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            timeouts: Timeouts::default(),
            reload_interval: RELOAD_INTERVAL,
            clock: Arc::new(SystemClock),
            ids: ids::random(),
        }
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = f.debug_struct("Settings");
        out.field("limits", &self.limits)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

impl Listener {
    /// A listener that requires a client certificate (TLS 1.2 or 1.3).
    pub fn mutual_tls(address: SocketAddr, identity: Identity, trust: ClientTrust) -> Self {
        Self {
            address,
            security: Some((identity, trust)),
            settings: Settings::default(),
        }
    }

    /// A listener without TLS, for use behind a proxy or on a loopback address: nobody's identity is known on it.
    pub fn in_clear(address: SocketAddr) -> Self {
        Self {
            address,
            security: None,
            settings: Settings::default(),
        }
    }

    /// Sets how much a caller may send.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Sets how long each phase may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// Sets how often files with certificates, trust and revocation lists are looked at; 30 s unless set.
    pub fn reload_interval(mut self, interval: Duration) -> Self {
        self.settings.reload_interval = interval;
        self
    }

    /// Sets the clock against which certificates are checked.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.settings.clock = clock;
        self
    }

    /// Sets where log ids come from.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.settings.ids = ids;
        self
    }

    /// Reads certificates, trust and revocation lists as a start would, without listening.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`] and [`Error::Certificates`].
    pub fn check(&self) -> Result<(), Error> {
        let Some((identity, trust)) = &self.security else {
            return Ok(());
        };
        ServerTls::new(identity.clone(), trust.clone(), Arc::clone(&self.settings.clock)).map(drop)
    }

    pub(crate) fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Starts to listen and to call the service for every request.
    ///
    /// # Errors
    /// [`Error::Listening`] when the address cannot be had; [`Error::Reading`], [`Error::Pem`] and
    /// [`Error::Certificates`] when the certificates cannot be used.
    pub async fn serve<S: Service>(self, service: S) -> Result<Running, Error> {
        let Self {
            address,
            security,
            settings,
        } = self;
        let tls = security
            .map(|(identity, trust)| ServerTls::new(identity, trust, settings.clock))
            .transpose()?;
        let tls = tls.map(Arc::new);
        let failed = |source| Error::Listening { address, source };
        let socket = TcpListener::bind(address).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        let (stages, patience) = (Stages::default(), settings.timeouts.shutdown);
        let Settings {
            limits,
            timeouts,
            reload_interval,
            ids,
            ..
        } = settings;
        if let Some(tls) = tls.clone().filter(|tls| tls.has_files()) {
            let watch = reload::Watch::new(tls, reload_interval);
            stages.tasks.spawn(watch.run(stages.stop.clone()));
        }
        let shared = Shared {
            service,
            tls: tls.clone(),
            limits,
            timeouts,
            ids,
            stages: stages.clone(),
        };
        stages.tasks.spawn(accept(socket, Arc::new(shared)));
        info!(%address, tls = tls.is_some(), "listening");
        Ok(Running {
            address,
            tls,
            stages,
            patience,
        })
    }
}

async fn accept<S: Service>(socket: TcpListener, shared: Arc<Shared<S>>) {
    let places = Arc::new(Semaphore::new(shared.limits.connections));
    loop {
        let accepted = tokio::select! {
            () = shared.stages.stop.cancelled() => return,
            accepted = next(&socket, &places) => accepted,
        };
        let Some((place, stream, address)) = accepted else {
            continue;
        };
        let shared = Arc::clone(&shared);
        shared.stages.tasks.clone().spawn(async move {
            let _open = shared.stages.open.enter();
            connection::serve(stream, address, Arc::clone(&shared)).await;
            drop(place);
        });
    }
}

/// The next connection, once there is a place for it.
async fn next(socket: &TcpListener, places: &Arc<Semaphore>) -> Option<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match socket.accept().await {
        Ok((stream, address)) => Some((place, stream, address)),
        Err(error) => {
            warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}
