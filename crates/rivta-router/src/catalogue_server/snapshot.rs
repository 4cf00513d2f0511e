//! The catalogue as one published snapshot: reading it anew, its state, and all of it as JSON (addressing catalogue,
//! section 3.5).

use chrono::{DateTime, Utc};
use rivta_producer::listener::OutgoingBody;
use serde_json::{Value, json};

use super::export::Export;
use super::served::Served;
use rivta_addressing::RefreshStatus;

/// Reads the catalogue anew (`/reset/pv`). Only one snapshot is kept, so the only version that can be asked for is the
/// one in use, and asking for it changes nothing.
pub(super) async fn reset(served: &dyn Served, query: &str) -> Value {
    if let Some(asked) = parameter(query, "version") {
        if asked != served.version().to_string() {
            return json!({ "status": "ERROR", "message": unknown(asked) });
        }
    } else if served.reload().await.status != RefreshStatus::RefreshOk {
        let message = "An error occured. The cache has not been updated.";
        return json!({ "status": "ERROR", "message": message, "currentVersion": served.version() });
    }
    let mut page = status(served);
    page["message"] = json!("Successfully updated server with new published version");
    page
}

/// What is in use (`/status`).
pub(super) fn status(served: &dyn Served) -> Value {
    let Some(catalog) = served.current() else {
        return json!({ "status": "ERROR", "message": "there is no catalogue yet" });
    };
    json!({
        "status": "OK",
        "currentVersion": served.version(),
        "VIRTUALISERING": catalog.route_count(),
        // The spelling is the incumbent's.
        "ANROPSBEHORIGHT": catalog.permission_count(),
        "TJANSTEKONTRAKT": catalog.contracts().len(),
        "TJANSTEKOMPONENT": catalog.senders().len(),
    })
}

/// The whole snapshot (`/export/pv`), written while it is sent; or why not.
pub(super) fn export(served: &dyn Served, query: &str, now: DateTime<Utc>) -> Result<OutgoingBody, Value> {
    let refused = |message: String| json!({ "Status": "ERROR", "message": message });
    let version = served.version();
    if let Some(asked) = parameter(query, "version").filter(|asked| *asked != version.to_string()) {
        return Err(refused(unknown(asked)));
    }
    let catalog = served
        .current()
        .ok_or_else(|| refused("there is no catalogue yet".to_owned()))?;
    let is_pretty = parameter(query, "pretty").is_some_and(|value| value != "false");
    Ok(Export::of(&catalog, version, now, is_pretty))
}

fn unknown(version: &str) -> String {
    // What was asked is not repeated at length: it may be anything.
    let shown: String = version.chars().filter(char::is_ascii_digit).take(12).collect();
    format!("There is no published version {shown}")
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|parameter| {
        let (own, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        (own == name).then_some(value)
    })
}
