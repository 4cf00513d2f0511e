//! The health endpoint: plain HTTP on a loopback address, for whoever supervises the process.

use std::future::ready;
use std::net::SocketAddr;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::listener::{IncomingBody, Listener, OutgoingBody, Running, full};

/// Answers `GET /health/liveness` with 200 as long as the process runs, and `GET /health/readiness` with 200 until a
/// shutdown begins, then with 503.
pub(crate) async fn serve(address: SocketAddr, stop: CancellationToken) -> Result<Running, Error> {
    if !address.ip().is_loopback() {
        return Err(Error::HealthAddress(address));
    }
    let answer = move |request: Request<IncomingBody>| ready(respond(&request, !stop.is_cancelled()));
    Listener::in_clear(address).serve(answer).await
}

fn respond(request: &Request<IncomingBody>, is_ready: bool) -> Response<OutgoingBody> {
    let (status, text) = match (request.method(), request.uri().path()) {
        (&Method::GET, "/health/liveness") => (StatusCode::OK, r#"{"status":"UP"}"#),
        (&Method::GET, "/health/readiness") if is_ready => (StatusCode::OK, r#"{"status":"UP"}"#),
        (&Method::GET, "/health/readiness") => (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"OUT_OF_SERVICE"}"#),
        _ => (StatusCode::NOT_FOUND, r#"{"status":"UNKNOWN"}"#),
    };
    let mut response = Response::new(full(text));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
