//! Reading the catalogue anew on demand (section 7.4).

use std::sync::Arc;

use http::{Response, StatusCode};
use rivta_producer::listener::OutgoingBody;

use super::reply;
use crate::platform::Platform;

/// Reads the catalogue anew and tells how it went, line by line. The status is 200 also when it failed, as the
/// incumbent's is: whoever asks reads the lines.
pub(super) async fn answer(platform: &Arc<Platform>) -> Response<OutgoingBody> {
    let reading = Arc::clone(platform);
    // A large catalogue takes seconds, during which this thread's calls must not wait.
    let outcome = tokio::task::spawn_blocking(move || reading.reload_catalog()).await;
    let now = platform.clock.now().format("%Y-%m-%d %H:%M:%S");
    let mut lines = vec![format!("Time: {now}"), "Initialize TAK cache resources...".to_owned()];
    let is_successful = match outcome {
        Ok(Ok(_)) => true,
        Ok(Err(error)) => {
            lines.push(format!("Reason for failure: {error}"));
            false
        }
        Err(error) => {
            lines.push(format!("Reason for failure: {error}"));
            false
        }
    };
    if let Some(catalog) = &*platform.catalog.load() {
        lines.push(format!(
            "Init TAK cache loaded number of permissions: {}",
            catalog.permission_count()
        ));
        lines.push(format!(
            "Init TAK cache loaded number of virtualizations: {}",
            catalog.route_count()
        ));
    }
    lines.push(format!("Init done, was successful: {is_successful}"));
    reply(StatusCode::OK, "text/html;", format!("<br>{}", lines.join("<br>")))
}
