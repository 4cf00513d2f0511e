//! What operators ask the index, and order it: plain HTTP for whoever supervises the process (section 2.9).
//!
//! | path | answer |
//! | --- | --- |
//! | `/status` | what runs, as JSON |
//! | `/health/liveness`, `/health/readiness` | `UP` or `DOWN` |
//! | `/metrics` | figures |
//! | `/resetcache` | asks the addressing catalogue anew who the subscribers are |
//! | `/subscriber/status` | the subscribers and their filters, as JSON |
//! | `/writelock/enable`, `/writelock/disable`, `/writelock/status` | holds messages, stores what was held, tells which |
//!
//! The incumbent has the same below `/skltp-ei`, `/skltp-ei-backend` and `/skltp-ei-frontend`, and so has this. Orders
//! are taken on a loopback address only.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, full};
use serde_json::{Value, json};

use crate::directory::Directory;
use crate::error::Error;
use crate::index::Index;
use crate::metrics::Reading;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=UTF-8";

/// What the incumbent's paths begin with.
const PREFIXES: [&str; 3] = ["/skltp-ei-backend", "/skltp-ei-frontend", "/skltp-ei"];

struct Desk {
    index: Index,
    directory: Option<Directory>,
    started: Instant,
    is_loopback: bool,
}

/// Opens the operation listener.
///
/// # Errors
/// [`Error::Listening`] when the address cannot be had.
pub async fn open(address: SocketAddr, index: Index, directory: Option<Directory>) -> Result<Running, Error> {
    let limits = rivta_producer::Limits {
        connections: 64,
        body_bytes: 1024,
        ..rivta_producer::Limits::default()
    };
    let desk = Arc::new(Desk {
        index,
        directory,
        started: Instant::now(),
        is_loopback: address.ip().is_loopback(),
    });
    let listener = Listener::in_clear(address).limits(limits);
    Ok(listener
        .serve(move |request| answer(Arc::clone(&desk), request))
        .await?)
}

async fn answer(desk: Arc<Desk>, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let path = request.uri().path();
    let below = PREFIXES
        .iter()
        .find_map(|prefix| path.strip_prefix(prefix).filter(|rest| rest.starts_with('/')));
    let outcome = match below.unwrap_or(path) {
        "/health/liveness" => Ok(up()),
        "/health/readiness" => desk.index.store().is_locked().await.map(|_| up()),
        "/status" => desk.status().await,
        "/metrics" => desk.figures().await,
        "/subscriber/status" => Ok(desk.subscribers().await),
        "/writelock/status" => desk.lock_status().await,
        order @ ("/resetcache" | "/writelock/enable" | "/writelock/disable") if desk.is_loopback => {
            desk.order(order).await
        }
        "/resetcache" | "/writelock/enable" | "/writelock/disable" => {
            let text = "orders are taken on a loopback address only".to_owned();
            Ok(reply(StatusCode::FORBIDDEN, TEXT, text))
        }
        _ => Ok(reply(StatusCode::NOT_FOUND, TEXT, String::new())),
    };
    outcome.unwrap_or_else(|error| {
        tracing::error!(%error, "an operator could not be answered");
        reply(StatusCode::SERVICE_UNAVAILABLE, JSON, r#"{"status":"DOWN"}"#.to_owned())
    })
}

impl Desk {
    async fn order(self: Arc<Self>, path: &str) -> Result<Response<OutgoingBody>, Error> {
        let text = match path {
            "/writelock/enable" => {
                self.index.lock().await?;
                tracing::warn!("the write lock is on: messages are held");
                "Write lock enabled"
            }
            "/writelock/disable" => {
                let index = self.index.clone();
                // A task of its own: an operator who hangs up must not leave messages held.
                let emptied = tokio::spawn(async move { index.unlock().await }).await;
                if let Ok(outcome) = emptied {
                    outcome?;
                }
                tracing::warn!("the write lock is off: what was held is stored");
                "Write lock disabled"
            }
            _ => self.reset().await,
        };
        Ok(reply(StatusCode::OK, TEXT, text.to_owned()))
    }

    async fn reset(&self) -> &'static str {
        let Some(directory) = &self.directory else {
            return "Subscriber cache reset";
        };
        match directory.refresh().await {
            Ok(()) => "Subscriber cache reset",
            Err(error) => {
                tracing::error!(%error, "the subscribers are as they were");
                "Subscriber cache reset, but the addressing catalogue has not answered: the last subscribers stay"
            }
        }
    }

    async fn status(&self) -> Result<Response<OutgoingBody>, Error> {
        let subscribers = self.index.subscribers().await;
        let store = self.index.store();
        Ok(page(&json!({
            "Name": "rivta-index",
            "Version": env!("CARGO_PKG_VERSION"),
            "ServiceStatus": "Started",
            "Uptime": uptime(self.started.elapsed()),
            "Owner": self.index.configuration.hsa_id,
            "SubscriberCacheInitialized": subscribers.is_some(),
            "Subscribers": subscribers.map_or(0, |all| all.len()),
            "NotificationsWaiting": store.waiting_notifications().await?,
            "NotificationsDead": store.dead_count().await?,
            "WriteLockEnabled": store.is_locked().await?,
            "MessagesHeld": store.held_messages().await?,
        })))
    }

    async fn figures(&self) -> Result<Response<OutgoingBody>, Error> {
        let store = self.index.store();
        let reading = Reading {
            waiting: store.waiting_notifications().await?,
            dead: store.dead_count().await?,
            held: store.held_messages().await?,
        };
        let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        Ok(reply(StatusCode::OK, kind, self.index.metrics.page(&reading)))
    }

    async fn subscribers(&self) -> Response<OutgoingBody> {
        let subscribers = self.index.subscribers().await;
        let told = subscribers.iter().flat_map(|all| all.iter()).map(|subscriber| {
            let filters = subscriber.filters.iter().map(
                |filter| json!({ "serviceDomain": filter.service_domain, "categorizations": filter.categorizations }),
            );
            json!({ "logicalAddress": subscriber.logical_address, "filters": filters.collect::<Vec<_>>() })
        });
        let told = json!({ "Subscribers": told.collect::<Vec<_>>() });
        reply(StatusCode::OK, JSON, told.to_string())
    }

    /// The names of the routes are the incumbent's, of which the first has no counterpart here.
    async fn lock_status(&self) -> Result<Response<OutgoingBody>, Error> {
        let is_locked = self.index.store().is_locked().await?;
        let state = if is_locked { "Suspended" } else { "Started" };
        Ok(page(&json!({
            "writeLockEnabled": is_locked,
            "routes": { "backend-collection-route": state, "backend-process-route": state },
        })))
    }
}

fn page(value: &Value) -> Response<OutgoingBody> {
    reply(StatusCode::OK, JSON, format!("{value:#}"))
}

fn up() -> Response<OutgoingBody> {
    reply(StatusCode::OK, JSON, r#"{"status":"UP"}"#.to_owned())
}

fn uptime(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let minutes = seconds / 60 % 60;
    format!(
        "{days} days, {hours} hours, {minutes} minutes, {} seconds",
        seconds % 60
    )
}

fn reply(status: StatusCode, content_type: &'static str, body: String) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Bytes::from(body)));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
