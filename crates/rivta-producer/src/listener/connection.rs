//! One connection from its acceptance to its end: handshake, calls, close.

use std::error::Error as _;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rivta_tls::{ReadAhead, agreement};
use rustls::HandshakeKind;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tracing::{debug, warn};

use super::alarm::Alarm;
use super::body::ConnectionReset;
use super::call::{Service, answer};
use super::peer::Peer;
use super::running::Stages;
use super::stream::WriteGuard;
use crate::config::{Limits, Timeouts};
use crate::ids::IdSource;
use crate::tls::{Admission, ServerTls};

/// How many header fields a request may have unless hyper is told otherwise.
const FIELDS: usize = 100;

/// What all connections of a listener share.
pub(crate) struct Shared<S> {
    pub(crate) service: S,
    pub(crate) tls: Option<Arc<ServerTls>>,
    pub(crate) limits: Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) ids: IdSource,
    /// Whether every answer gets a `Date`.
    pub(crate) is_dated: bool,
    pub(crate) stages: Stages,
}

/// What the calls of one connection share.
pub(crate) struct Line {
    pub(crate) peer: Peer,
    /// The TLS settings the connection was made under.
    pub(crate) settings: Option<Arc<Admission>>,
    /// Whether a call has begun; a connection that never carried one can be closed at any time.
    pub(crate) used: AtomicBool,
    /// For the time that an answer may take.
    pub(crate) alarm: Alarm,
}

pub(crate) async fn serve<S: Service>(stream: TcpStream, address: SocketAddr, shared: Arc<Shared<S>>) {
    // Answers are written in one piece or in large ones; waiting to fill a packet only delays the last.
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%address, %error, "TCP_NODELAY was refused");
    }
    let Some(tls) = shared.tls.clone() else {
        let line = Line {
            peer: Peer::new(address, None),
            settings: None,
            used: AtomicBool::new(false),
            alarm: Alarm::default(),
        };
        return calls(stream, line, shared).await;
    };
    let settings = tls.current();
    let accepting = TlsAcceptor::from(settings.config()).accept(ReadAhead::new(stream));
    let accepted = tokio::select! {
        () = shared.stages.stop.cancelled() => return,
        accepted = tokio::time::timeout(shared.timeouts.handshake, accepting) => accepted,
    };
    let accepted = accepted.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
    let admitted = accepted.and_then(|stream| match settings.recheck(stream.get_ref().1) {
        Ok(()) => Ok(stream),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
    });
    match admitted {
        Ok(stream) => {
            let certificate = stream.get_ref().1.peer_certificates().and_then(|chain| chain.first());
            let peer = Peer::new(address, certificate);
            tell_agreed(address, stream.get_ref().1);
            let line = Line {
                peer,
                settings: Some(settings),
                used: AtomicBool::new(false),
                alarm: Alarm::default(),
            };
            calls(stream, line, shared).await;
        }
        // Who it was stands in a certificate that was refused, so the address is all there is.
        Err(error) => warn!(
            { event.kind = "event", event.category = "configuration,network", event.module = "skltp-tls",
              event.action = "tls-handshake-failed", tls.established = false, source.address = %address,
              source.ip = %address.ip(), error.message = %error },
            "TLS handshake failed: {error}"
        ),
    }
}

/// What the two sides have agreed on, for those who look for the callers that still speak an old version.
fn tell_agreed(address: SocketAddr, connection: &rustls::ServerConnection) {
    debug!(
        { event.kind = "event", event.category = "configuration,network", event.module = "skltp-tls",
          event.action = "tls-handshake-complete", tls.established = true, tls.version_protocol = "tls",
          tls.version = connection.protocol_version().and_then(agreement::version),
          tls.cipher = connection.negotiated_cipher_suite().map(|suite| agreement::registered(&suite)),
          tls.resumed = connection.handshake_kind() == Some(HandshakeKind::Resumed),
          labels.clientCertCount = connection.peer_certificates().map(<[_]>::len),
          source.address = %address, source.ip = %address.ip() },
        "TLS handshake complete"
    );
}

async fn calls<S: Service, T: Transport>(stream: T, line: Line, shared: Arc<Shared<S>>) {
    let address = line.peer.address();
    let Stages { stop, cut, .. } = &shared.stages;
    let line = Arc::new(line);
    let service = service_fn(|request: http::Request<Incoming>| {
        line.used.store(true, Ordering::Relaxed);
        answer(request, Arc::clone(&line), Arc::clone(&shared))
    });
    let stream = TokioIo::new(WriteGuard::new(stream, shared.timeouts.write));
    let mut connection = protocol(&shared).serve_connection(stream, service);
    // Asking costs with every step of a call. Nothing is cut off before it was asked to stop, so only the latter is asked for
    // until then.
    let ended = tokio::select! {
        biased;
        ended = &mut connection => ended,
        () = stop.cancelled() => {
            if !line.used.load(Ordering::Relaxed) {
                return;
            }
            Pin::new(&mut connection).graceful_shutdown();
            tokio::select! {
                biased;
                () = cut.cancelled() => return debug!(%address, "connection cut off at shutdown"),
                ended = &mut connection => ended,
            }
        }
    };
    if let Err(error) = ended {
        debug!(%address, %error, "connection ended early");
        if is_reset_ordered(&error) {
            connection.into_parts().io.into_inner().into_inner().reset_at_close();
        }
    }
}

fn is_reset_ordered(error: &hyper::Error) -> bool {
    error
        .source()
        .is_some_and(<dyn std::error::Error>::is::<ConnectionReset>)
}

/// A connection of a caller, with or without TLS.
trait Transport: AsyncRead + AsyncWrite + Unpin + Send {
    /// Makes the operating system answer with a reset when the connection is dropped.
    fn reset_at_close(self);
}

impl Transport for TcpStream {
    fn reset_at_close(self) {
        if let Err(error) = self.set_zero_linger() {
            debug!(%error, "the connection cannot be reset");
        }
    }
}

impl Transport for TlsStream<ReadAhead<TcpStream>> {
    fn reset_at_close(self) {
        self.into_inner().0.into_inner().reset_at_close();
    }
}

fn protocol<S>(shared: &Shared<S>) -> http1::Builder {
    let Shared { limits, timeouts, .. } = shared;
    let mut protocol = http1::Builder::new();
    protocol
        .timer(Alarm::default())
        .header_read_timeout(timeouts.headers)
        .max_header_size(limits.header_bytes)
        .auto_date_header(shared.is_dated)
        // A caller may close its sending side after the request and still wants the answer.
        .half_close(true);
    // A limit of its own costs the room for so many fields with every request, even when it is the same.
    if limits.headers != FIELDS {
        protocol.max_headers(limits.headers);
    }
    protocol
}
