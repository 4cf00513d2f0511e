//! The raw listener: HTTP over mutual TLS, with limits on everything, and a service that sees each request as it
//! arrives.
//!
//! The typed producer stands on it, and so does the router, which passes bodies on without gathering them. A request
//! reaches the service when its headers are read; its body is an [`IncomingBody`], which is read from the connection
//! as the service polls it; [`Peer`] in the request's extensions tells who calls.

mod alarm;
pub mod body;
mod call;
mod connection;
mod cores;
pub mod peer;
mod reload;
mod running;
mod stream;

use std::net::{SocketAddr, TcpStream as StdStream};
use std::num::NonZeroUsize;
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
use crate::tls::{ClientTrust, Identity, ServerTls, server_tls};
use connection::Shared;
use cores::Cores;
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
    cores: Option<NonZeroUsize>,
    settings: Settings,
}

/// What a listener and a typed producer are told alike.
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) reload_interval: Duration,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) is_dated: bool,
    pub(crate) resumption: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            timeouts: Timeouts::default(),
            reload_interval: RELOAD_INTERVAL,
            clock: Arc::new(SystemClock),
            ids: ids::random(),
            is_dated: true,
            resumption: true,
        }
    }
}

impl Settings {
    fn tls(&self, identity: Identity, trust: ClientTrust) -> Result<ServerTls, rivta_tls::Error> {
        server_tls(identity, trust, Arc::clone(&self.clock), self.resumption)
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
            cores: None,
            settings: Settings::default(),
        }
    }

    /// A listener without TLS, for use behind a proxy or on a loopback address: nobody's identity is known on it.
    pub fn in_clear(address: SocketAddr) -> Self {
        Self {
            address,
            security: None,
            cores: None,
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

    /// Sets where log ids come from.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.settings.ids = ids;
        self
    }

    /// Leaves the header `Date` to the service, for one that passes on the answers of others; otherwise every answer has
    /// one.
    pub fn undated(mut self) -> Self {
        self.settings.is_dated = false;
        self
    }

    /// Serves connections on so many threads of its own, each with a runtime of its own, instead of in the runtime that
    /// [`Listener::serve`] is called in. One for each processor is fastest for a service whose calls seldom wait for
    /// each other; a call that blocks holds up the others of its thread.
    pub fn cores(mut self, cores: NonZeroUsize) -> Self {
        self.cores = Some(cores);
        self
    }

    /// Reads certificates, trust and revocation lists as a start would, without listening.
    ///
    /// # Errors
    /// [`Error::Certificates`].
    pub fn check(&self) -> Result<(), Error> {
        let Some((identity, trust)) = &self.security else {
            return Ok(());
        };
        self.settings.tls(identity.clone(), trust.clone())?;
        Ok(())
    }

    pub(crate) fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Starts to listen and to call the service for every request.
    ///
    /// # Errors
    /// [`Error::Listening`] when the address cannot be had; [`Error::Certificates`] when the certificates cannot be used.
    pub async fn serve<S: Service>(self, service: S) -> Result<Running, Error> {
        let Self {
            address,
            security,
            cores,
            settings,
        } = self;
        let tls = security
            .map(|(identity, trust)| settings.tls(identity, trust))
            .transpose()?;
        let tls = tls.map(Arc::new);
        let failed = |source| Error::Listening { address, source };
        let socket = TcpListener::bind(address).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        let (stages, patience) = (Stages::default(), settings.timeouts.shutdown);
        let cores = cores
            .map(|count| Cores::start(count, &stages))
            .transpose()
            .map_err(failed)?;
        let Settings {
            limits,
            timeouts,
            reload_interval,
            ids,
            is_dated,
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
            is_dated,
            stages: stages.clone(),
        };
        stages.tasks.spawn(accept(socket, Arc::new(shared), cores));
        info!(%address, is_tls = tls.is_some(), "listening");
        Ok(Running {
            address,
            tls,
            stages,
            patience,
        })
    }
}

async fn accept<S: Service>(socket: TcpListener, shared: Arc<Shared<S>>, cores: Option<Cores>) {
    let places = Arc::new(Semaphore::new(shared.limits.connections.min(Semaphore::MAX_PERMITS)));
    loop {
        let accepted = tokio::select! {
            () = shared.stages.stop.cancelled() => return,
            accepted = next(&socket, &places) => accepted,
        };
        let Some((place, stream, address)) = accepted else {
            continue;
        };
        let stages = &shared.stages;
        let Some(cores) = &cores else {
            stages.tasks.spawn(serve(stream, address, place, Arc::clone(&shared)));
            continue;
        };
        match stream.into_std() {
            Ok(stream) => cores.spawn(stages, stream, |stream| {
                there(stream, address, place, Arc::clone(&shared))
            }),
            Err(error) => warn!(%address, %error, "a connection could not be handed over"),
        }
    }
}

/// Serves a connection that was accepted in another runtime.
async fn there<S: Service>(
    stream: StdStream,
    address: SocketAddr,
    place: OwnedSemaphorePermit,
    shared: Arc<Shared<S>>,
) {
    match TcpStream::from_std(stream) {
        Ok(stream) => serve(stream, address, place, shared).await,
        Err(error) => warn!(%address, %error, "a connection could not be taken over"),
    }
}

async fn serve<S: Service>(
    stream: TcpStream,
    address: SocketAddr,
    place: OwnedSemaphorePermit,
    shared: Arc<Shared<S>>,
) {
    let _open = shared.stages.open.enter();
    connection::serve(stream, address, Arc::clone(&shared)).await;
    drop(place);
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
