//! Makes a connection: address, TCP, TLS, HTTP.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper_util::rt::TokioIo;
use rivta_tls::{ReadAhead, agreement};
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::runtime::Id;
use tokio::time::{Sleep, sleep, timeout};
use tokio_rustls::TlsConnector;
use tracing::{debug, warn};

use super::body::SentBody;
use super::failure::{ChannelError, Phase, StreamFailure, TlsFailure};
use super::pool::{Place, here};
use super::stream::{ClientStream, Record, Transport};
use crate::config::{Limits, Timeouts};
use crate::tls::Settings;

/// Where a connection goes; connections of one target can stand in for each other.
///
/// Whoever calls the same URL often takes it apart once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    secure: bool,
    host: Arc<str>,
    port: u16,
}

impl Target {
    /// The host and port of an absolute `http` or `https` URL.
    ///
    /// # Errors
    /// [`ChannelError::Address`].
    pub fn of(uri: &Uri) -> Result<Self, ChannelError> {
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => {
                return Err(ChannelError::Address("it must begin with https:// or http://"));
            }
        };
        let host = uri.host().filter(|host| !host.is_empty());
        let host = host.ok_or(ChannelError::Address("it names no host"))?;
        let host = host.trim_start_matches('[').trim_end_matches(']').into();
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        Ok(Self { secure, host, port })
    }

    /// The host's name or address, without the brackets of an IPv6 literal.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// What to connect to.
    pub(crate) fn socket(&self) -> (&str, u16) {
        (&self.host, self.port)
    }

    pub(crate) fn authority(&self) -> String {
        if self.host.contains(':') {
            return format!("[{}]:{}", self.host, self.port);
        }
        format!("{}:{}", self.host, self.port)
    }
}

/// A connection that can carry one call at a time.
pub(crate) struct Connection {
    pub(crate) sender: SendRequest<SentBody>,
    pub(crate) record: Record,
    /// Kept from call to call and left as it is until it goes off: to make one anew takes a place among all timers and can wake
    /// the runtime.
    pub(crate) alarm: Pin<Box<Sleep>>,
    /// The generation of TLS settings it was made under.
    pub(crate) generation: u64,
    /// The runtime that it was made in, which drives it and its timer.
    pub(crate) runtime: Option<Id>,
    _place: Place,
}

impl Connection {
    pub(crate) async fn open(
        target: &Target,
        settings: &Settings,
        limits: &Limits,
        timeouts: &Timeouts,
        place: Place,
    ) -> Result<Self, ChannelError> {
        let stream = connect(target, timeouts.connect).await?;
        let stream: Box<dyn Transport> = if target.secure {
            secure(stream, target, settings, timeouts.tls).await?
        } else {
            Box::new(stream)
        };
        let stream = ClientStream::new(stream, timeouts.write);
        let record = stream.record();
        let failed = |source| ChannelError::Protocol {
            authority: target.authority(),
            source,
        };
        let mut builder = Builder::new();
        builder.max_header_size(limits.header_bytes);
        let (sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(failed)?;
        let authority = target.authority();
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                debug!(authority, %error, "connection ended early");
            }
        });
        Ok(Self {
            sender,
            record,
            alarm: Box::pin(sleep(timeouts.first_byte)),
            generation: settings.generation,
            runtime: here(),
            _place: place,
        })
    }
}

async fn connect(target: &Target, within: Duration) -> Result<TcpStream, ChannelError> {
    let authority = || target.authority();
    let connecting = TcpStream::connect(target.socket());
    let stream = match timeout(within, connecting).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) if error.kind() == io::ErrorKind::ConnectionRefused => {
            return Err(ChannelError::Refused { authority: authority() });
        }
        Ok(Err(source)) => {
            return Err(ChannelError::Connect {
                authority: authority(),
                source,
            });
        }
        Err(_) => {
            return Err(ChannelError::Timeout {
                authority: authority(),
                phase: Phase::Connect,
                after: within,
            });
        }
    };
    // A request is written in large pieces; waiting to fill a packet only delays the last.
    stream.set_nodelay(true).map_err(|source| ChannelError::Connect {
        authority: authority(),
        source,
    })?;
    Ok(stream)
}

async fn secure(
    stream: TcpStream,
    target: &Target,
    settings: &Settings,
    within: Duration,
) -> Result<Box<dyn Transport>, ChannelError> {
    let authority = || target.authority();
    let name = ServerName::try_from(target.host.to_string())
        .map_err(|_| ChannelError::Address("the host is neither a name nor an IP address"))?;
    let handshake = TlsConnector::from(settings.config.clone()).connect(name, ReadAhead::new(stream));
    match timeout(within, handshake).await {
        Ok(Ok(stream)) => {
            tell_agreed(target, stream.get_ref().1);
            Ok(Box::new(stream))
        }
        Ok(Err(error)) => {
            let failure = match StreamFailure::of(&error) {
                Some(StreamFailure::Tls(failure)) => failure,
                Some(StreamFailure::Reset) => {
                    return Err(ChannelError::Reset { authority: authority() });
                }
                _ => TlsFailure::Other(error.to_string()),
            };
            warn!(
                { event.kind = "event", event.category = "configuration,network", event.module = "skltp-tls",
                  event.action = "tls-handshake-failed", tls.established = false, server.address = authority(),
                  error.message = %failure },
                "TLS handshake failed: {failure}"
            );
            Err(ChannelError::Tls {
                authority: authority(),
                failure,
            })
        }
        Err(_) => Err(ChannelError::Timeout {
            authority: authority(),
            phase: Phase::Tls,
            after: within,
        }),
    }
}

/// What the two sides have agreed on.
fn tell_agreed(target: &Target, connection: &rustls::ClientConnection) {
    debug!(
        { event.kind = "event", event.category = "configuration,network", event.module = "skltp-tls",
          event.action = "tls-handshake-complete", tls.established = true, tls.version_protocol = "tls",
          tls.version = connection.protocol_version().and_then(agreement::version),
          tls.cipher = connection.negotiated_cipher_suite().map(|suite| agreement::registered(&suite)),
          server.address = target.authority() },
        "TLS handshake complete"
    );
}
