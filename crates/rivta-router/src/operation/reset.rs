//! Reading the catalogue and the organisation tree anew on demand (section 7.4).

use http::{Response, StatusCode};
use rivta_producer::listener::OutgoingBody;

use super::reply;
use crate::platform::Platform;

/// Reads the catalogue anew and tells how it went, line by line. The status is 200 also when it failed, as the
/// incumbent's is: whoever asks reads the lines.
pub(super) async fn catalogue(platform: &Platform) -> Response<OutgoingBody> {
    let refresh = platform.reload_catalog().await;
    reply(
        StatusCode::OK,
        "text/html;",
        format!("<br>{}", refresh.lines.join("<br>")),
    )
}

/// Reads the organisation tree anew and tells how it went, line by line.
pub(super) async fn hierarchy(platform: &Platform) -> Response<OutgoingBody> {
    let refresh = platform.reload_hierarchy().await;
    reply(StatusCode::OK, "text/plain", refresh.lines.join("\n"))
}

/// Reads both anew, the tree first, so that new rows find it.
pub(super) async fn all(platform: &Platform) -> Response<OutgoingBody> {
    let tree = platform.reload_hierarchy().await;
    let rows = platform.reload_catalog().await;
    let lines: Vec<_> = tree.lines.into_iter().chain(rows.lines).collect();
    reply(StatusCode::OK, "text/plain", lines.join("\n"))
}
