//! Whether calls can be taken (section 7.5).

use http::StatusCode;
use serde_json::json;

use crate::platform::Platform;

/// Ready when there is a catalogue and no shutdown has begun.
pub(super) fn readiness(platform: &Platform) -> (StatusCode, String) {
    let has_catalogue = platform.catalog.load().is_some();
    let is_open = !platform.is_stopping();
    let word = |is_up| if is_up { "UP" } else { "DOWN" };
    let is_up = has_catalogue && is_open;
    let refresh = platform.refresh_status.load().as_str();
    let page = json!({
        "status": word(is_up),
        "components": {
            "readinessState": { "status": if is_open { "UP" } else { "OUT_OF_SERVICE" } },
            "takCache": { "status": word(has_catalogue), "details": { "refreshStatus": refresh } },
        }
    });
    let status = if is_up {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, page.to_string())
}
