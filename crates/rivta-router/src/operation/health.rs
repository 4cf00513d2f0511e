//! Whether calls can be taken (section 7.5).

use http::StatusCode;
use serde_json::json;

use crate::platform::Platform;

/// Ready when there is a catalogue, with the organisation tree if one is configured and could be read when it last was,
/// and no shutdown has begun.
pub(super) fn readiness(platform: &Platform) -> (StatusCode, String) {
    let has_catalogue = platform.catalog.load().is_some();
    let is_open = !platform.is_stopping();
    let word = |is_up| if is_up { "UP" } else { "DOWN" };
    let has_tree = platform.has_tree() || platform.configuration.addressing.hsa_files.is_empty();
    let is_up = has_catalogue && has_tree && is_open;
    let tree = if has_tree { "Initialized" } else { "Not initialized" };
    let refresh = platform.rows.load().status.as_str();
    let page = json!({
        "status": word(is_up),
        "components": {
            "readinessState": { "status": if is_open { "UP" } else { "OUT_OF_SERVICE" } },
            "takCache": { "status": word(has_catalogue), "details": { "refreshStatus": refresh } },
            "hsaCache": { "status": word(has_tree), "details": { "hsaCacheStatus": tree } },
        }
    });
    let status = if is_up {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, page.to_string())
}
