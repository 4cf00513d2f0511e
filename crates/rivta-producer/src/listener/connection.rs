//! One connection from its acceptance to its end: handshake, calls, close.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tracing::{debug, warn};

use super::call::{Service, answer};
use super::peer::Peer;
use super::running::Stages;
use super::stream::WriteGuard;
use crate::config::{Limits, Timeouts};
use crate::ids::IdSource;
use crate::tls::ServerTls;

/// What all connections of a listener share.
pub(crate) struct Shared<S> {
    pub(crate) service: S,
    pub(crate) tls: Option<Arc<ServerTls>>,
    pub(crate) limits: Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) ids: IdSource,
    pub(crate) stages: Stages,
}

/// What the calls of one connection share.
pub(crate) struct Line {
    pub(crate) peer: Peer,
    /// The TLS settings the connection was made under.
    pub(crate) settings: Option<Arc<ServerConfig>>,
    /// Whether a call has begun; a connection that never carried one can be closed at any time.
    pub(crate) used: AtomicBool,
}

pub(crate) async fn serve<S: Service>(stream: TcpStream, address: SocketAddr, shared: Arc<Shared<S>>) {
    // Answers are written in one piece or in large ones; waiting to fill a packet only delays the last.
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%address, %error, "TCP_NODELAY was refused");
    }
    let cut = shared.stages.cut.clone();
    tokio::select! {
        () = cut.cancelled() => debug!(%address, "connection cut off at shutdown"),
        () = serve_until_end(stream, address, shared) => {}
    }
}

async fn serve_until_end<S: Service>(stream: TcpStream, address: SocketAddr, shared: Arc<Shared<S>>) {
    let Some(tls) = shared.tls.clone() else {
        let line = Line {
            peer: Peer::new(address, None),
            settings: None,
            used: AtomicBool::new(false),
        };
        return calls(stream, line, shared).await;
    };
    let settings = tls.current();
    let accepting = TlsAcceptor::from(Arc::clone(&settings)).accept(stream);
    let accepted = tokio::select! {
        () = shared.stages.stop.cancelled() => return,
        accepted = tokio::time::timeout(shared.timeouts.handshake, accepting) => accepted,
    };
    match accepted.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
        Ok(stream) => {
            let certificate = stream.get_ref().1.peer_certificates().and_then(|chain| chain.first());
            let peer = Peer::new(address, certificate);
            let line = Line {
                peer,
                settings: Some(settings),
                used: AtomicBool::new(false),
            };
            calls(stream, line, shared).await;
        }
        Err(error) => warn!(%address, %error, "TLS handshake failed"),
    }
}

async fn calls<S: Service, T>(stream: T, line: Line, shared: Arc<Shared<S>>)
where
    T: AsyncRead + AsyncWrite + Unpin + Send,
{
    let address = line.peer.address();
    let stop = shared.stages.stop.clone();
    let line = Arc::new(line);
    let service = service_fn(|request: http::Request<Incoming>| {
        line.used.store(true, Ordering::Relaxed);
        answer(request, Arc::clone(&line), Arc::clone(&shared))
    });
    let stream = TokioIo::new(WriteGuard::new(stream, shared.timeouts.write));
    let mut connection = pin!(protocol(&shared.limits, &shared.timeouts).serve_connection(stream, service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            if !line.used.load(Ordering::Relaxed) {
                return;
            }
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        debug!(%address, %error, "connection ended early");
    }
}

fn protocol(limits: &Limits, timeouts: &Timeouts) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(timeouts.headers)
        .max_header_size(limits.header_bytes)
        .max_headers(limits.headers)
        // A caller may close its sending side after the request and still wants the answer.
        .half_close(true);
    protocol
}
