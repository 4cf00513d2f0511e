//! What operators and testers ask the router itself: status, health, figures, reset, disturbances (platform router,
//! sections 7.3 to 7.5).
//!
//! | path | answer |
//! | --- | --- |
//! | `/status` | what runs, as JSON |
//! | `/actuator/health`, `/actuator/health/liveness`, `/actuator/health/readiness`, and the same below `/health` | `UP` or `DOWN` |
//! | `/actuator/prometheus`, `/metrics` | figures |
//! | `/resetcache`, `/resethsacache`, `POST /reset` | reads the catalogue, the organisation tree or both anew |
//! | `/disturbances` | `GET` lists them, `POST` with a TOML table orders one, `DELETE` ends all; on a loopback address only |

mod health;
mod reset;
mod status;

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, ORIGIN};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, full};
use serde_json::json;

use crate::config::{Disturbance, Operation};
use crate::error::RouterError;
use crate::platform::Platform;

/// The largest order of a disturbance, in bytes.
const ORDER_BYTES: u64 = 16 << 10;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";

/// Opens the operation listener.
pub(crate) async fn open(operation: &Operation, platform: &Arc<Platform>) -> Result<Running, RouterError> {
    let platform = Arc::clone(platform);
    let is_loopback = operation.listen.ip().is_loopback();
    let limits = rivta_producer::Limits {
        connections: 64,
        body_bytes: ORDER_BYTES,
        ..rivta_producer::Limits::default()
    };
    let listener = Listener::in_clear(operation.listen).limits(limits);
    let serving = listener.serve(move |request| answer(Arc::clone(&platform), is_loopback, request));
    Ok(serving.await?)
}

async fn answer(platform: Arc<Platform>, is_loopback: bool, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let path = request.uri().path().to_owned();
    match path.as_str() {
        "/status" => reply(StatusCode::OK, JSON, status::page(&platform, request.uri().query())),
        "/actuator/health" | "/actuator/health/readiness" | "/health" | "/health/readiness" => {
            let (status, page) = health::readiness(&platform);
            reply(status, JSON, page)
        }
        "/actuator/health/liveness" | "/health/liveness" => reply(StatusCode::OK, JSON, health::liveness()),
        "/actuator/prometheus" | "/metrics" => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            reply(StatusCode::OK, kind, platform.metrics.page(&platform.reading()))
        }
        "/resetcache" => reset::catalogue(&platform).await,
        "/resethsacache" => reset::hierarchy(&platform).await,
        "/reset" if request.method() == Method::POST => reset::all(&platform).await,
        // A browser on the same machine tells which page asks.
        "/disturbances" if request.headers().contains_key(ORIGIN) => reply(
            StatusCode::FORBIDDEN,
            TEXT,
            "no page in a browser may order disturbances".to_owned(),
        ),
        "/disturbances" if is_loopback => disturbances(&platform, request).await,
        "/disturbances" => reply(
            StatusCode::FORBIDDEN,
            TEXT,
            "disturbances can be ordered on a loopback address only".to_owned(),
        ),
        _ => reply(StatusCode::NOT_FOUND, TEXT, String::new()),
    }
}

async fn disturbances(platform: &Platform, request: Request<IncomingBody>) -> Response<OutgoingBody> {
    match *request.method() {
        Method::GET => {
            let told = |(what, done): (Disturbance, u64)| json!({ "disturbance": what, "calls": done });
            let list: Vec<_> = platform.disturbances.list().into_iter().map(told).collect();
            reply(StatusCode::OK, JSON, json!(list).to_string())
        }
        Method::DELETE => {
            platform.disturbances.clear();
            tracing::warn!("all disturbances have ended");
            reply(StatusCode::NO_CONTENT, TEXT, String::new())
        }
        Method::POST => match order(request).await {
            Ok(what) => {
                platform.disturbances.add(&what);
                tracing::warn!(action = what.action.as_str(), "a disturbance has been ordered");
                reply(StatusCode::CREATED, TEXT, String::new())
            }
            Err(reason) => reply(StatusCode::BAD_REQUEST, TEXT, reason),
        },
        _ => reply(StatusCode::METHOD_NOT_ALLOWED, TEXT, String::new()),
    }
}

async fn order(request: Request<IncomingBody>) -> Result<Disturbance, String> {
    let body = request
        .into_body()
        .collect()
        .await
        .map_err(|error| error.to_string())?
        .to_bytes();
    let text = std::str::from_utf8(&body).map_err(|error| error.to_string())?;
    toml::from_str(text).map_err(|error| error.message().to_owned())
}

fn reply(status: StatusCode, content_type: &'static str, body: String) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Bytes::from(body)));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
