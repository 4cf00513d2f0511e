//! What operators ask the aggregator itself: status, health, figures, reset (section 1.12).
//!
//! | path | answer |
//! | --- | --- |
//! | `/status` | what runs, as JSON |
//! | `/actuator/health`, `/actuator/health/liveness`, `/actuator/health/readiness`, and the same below `/health` | `UP` or `DOWN` |
//! | `/actuator/prometheus`, `/metrics` | figures |
//! | `/resetcache` | reads the catalogue anew |

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use rivta_addressing::RefreshStatus;
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, full};
use serde_json::{Map, Value, json, to_string_pretty};

use crate::config::Operation;
use crate::error::AggregatorError;
use crate::platform::Platform;

const JSON: &str = "application/json";

/// Keys of the incumbent that a process without a Java machine has nothing to say to. They are there because monitors
/// look for them.
const NOT_APPLICABLE: [&str; 6] = [
    "BuildTime",
    "JavaVersion",
    "CamelVersion",
    "JvmTotalMemory",
    "JvmFreeMemory",
    "JvmMaxMemory",
];

/// Opens the operation listener of an aggregator that is called at `door`.
pub(crate) async fn open(
    operation: &Operation,
    platform: &Arc<Platform>,
    door: SocketAddr,
) -> Result<Running, AggregatorError> {
    let platform = Arc::clone(platform);
    let limits = rivta_producer::Limits {
        connections: 64,
        body_bytes: 1 << 10,
        ..rivta_producer::Limits::default()
    };
    let listener = Listener::in_clear(operation.listen).limits(limits);
    let serving = listener.serve(move |request: Request<IncomingBody>| {
        let platform = Arc::clone(&platform);
        async move { answer(&platform, door, &request).await }
    });
    Ok(serving.await?)
}

async fn answer(platform: &Platform, door: SocketAddr, request: &Request<IncomingBody>) -> Response<OutgoingBody> {
    match request.uri().path() {
        "/status" => reply(StatusCode::OK, JSON, status(platform, door, request.uri().query())),
        "/actuator/health" | "/actuator/health/readiness" | "/health" | "/health/readiness" => readiness(platform),
        "/actuator/health/liveness" | "/health/liveness" => {
            reply(StatusCode::OK, JSON, r#"{"status":"UP"}"#.to_owned())
        }
        "/actuator/prometheus" | "/metrics" => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            reply(StatusCode::OK, kind, platform.metrics.page())
        }
        // 200 also when it failed, as the incumbent's: whoever asks reads the lines.
        "/resetcache" => {
            let lines = platform.addresses.reload().await;
            reply(StatusCode::OK, "text/html;", format!("<br>{}", lines.join("<br>")))
        }
        _ => reply(StatusCode::NOT_FOUND, "text/plain", String::new()),
    }
}

/// What runs, in the incumbent's words.
fn status(platform: &Platform, door: SocketAddr, query: Option<&str>) -> String {
    let addresses = &platform.addresses;
    let (permissions, routes) = addresses.counts();
    let is_there = addresses.catalog().is_some();
    let reset = format!(
        "Date:{} Status:{} vagval:{routes} behorigheter:{permissions}",
        addresses.since().format("%Y-%m-%dT%H:%M"),
        addresses.status().as_str(),
    );
    let memory = resident_memory().unwrap_or_else(|| "unknown".to_owned());
    let mut page: Map<String, Value> = NOT_APPLICABLE
        .iter()
        .map(|key| ((*key).to_owned(), Value::from("not applicable")))
        .collect();
    let facts = [
        ("Name", "aggregating-services".to_owned()),
        ("Version", env!("CARGO_PKG_VERSION").to_owned()),
        (
            "ServiceStatus",
            if platform.is_stopping() { "Stopping" } else { "Started" }.to_owned(),
        ),
        ("Uptime", uptime(platform.uptime().as_secs())),
        ("ManagementName", platform.configuration.instance_id.clone()),
        ("TakCacheInitialized", is_there.to_string()),
        (
            "TakCacheResetInfo",
            if is_there { reset } else { "Not initialized".to_owned() },
        ),
        ("JvmUsedMemory", memory.clone()),
    ];
    page.extend(facts.map(|(key, value)| (key.to_owned(), Value::from(value))));
    if query.is_some_and(|query| query.split('&').any(|part| part.split('=').next() == Some("memory"))) {
        page.insert("ResidentMemory".to_owned(), memory.into());
    }
    let facts = platform.services.iter().map(|served| served.service.facts());
    let (endpoints, names): (Vec<String>, Vec<&str>) = facts
        .map(|facts| (format!("https://{door}{}", facts.path), facts.name))
        .unzip();
    page.insert("Endpoints".to_owned(), json!(endpoints));
    page.insert("ServiceImplementations".to_owned(), json!(names));
    to_string_pretty(&Value::Object(page)).unwrap_or_default()
}

/// Ready when there is a catalogue and no shutdown has begun.
fn readiness(platform: &Platform) -> Response<OutgoingBody> {
    let refresh = platform.addresses.status();
    let has_catalogue = refresh != RefreshStatus::RefreshFailed;
    let is_open = !platform.is_stopping();
    let word = |is_up| if is_up { "UP" } else { "DOWN" };
    let is_up = has_catalogue && is_open;
    let page = json!({
        "status": word(is_up),
        "components": {
            "readinessState": { "status": if is_open { "UP" } else { "OUT_OF_SERVICE" } },
            "takCache": { "status": word(has_catalogue), "details": { "refreshStatus": refresh.as_str() } },
        }
    });
    let status = if is_up {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    reply(status, JSON, page.to_string())
}

fn uptime(seconds: u64) -> String {
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    format!(
        "{days} days, {hours} hours, {} minutes, {} seconds",
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Where the operating system tells it.
fn resident_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().to_owned())
}

fn reply(status: StatusCode, content_type: &'static str, body: String) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Bytes::from(body)));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
