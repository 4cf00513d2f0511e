//! An answer made before the whole body has come reaches a caller that is still sending.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use http::{Request, Response, StatusCode};
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{Limits, Listener};
use support::{loopback, one_answer, within};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// More than the buffers of a connection hold.
const LARGE: usize = 12 << 20;

/// Answers without a look at the body.
async fn refuse(_: Request<IncomingBody>) -> Response<OutgoingBody> {
    let mut response = Response::new(full("no"));
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}

async fn listen(limits: Limits) -> (Running, TcpStream) {
    let listener = Listener::in_clear(loopback()).limits(limits);
    let running = listener.serve(refuse).await.unwrap();
    let stream = TcpStream::connect(running.local_addr()).await.unwrap();
    (running, stream)
}

/// Sends all of a call before it looks at the answer, as many callers do.
async fn call(stream: &mut TcpStream, body: usize) -> String {
    let head = format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {body}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    within(stream.write_all(&vec![b'x'; body])).await.unwrap();
    one_answer(stream).await
}

#[tokio::test]
async fn a_refusal_reaches_a_caller_that_sends_all_before_it_reads() {
    let (_running, mut stream) = listen(Limits::default()).await;
    // The connection is as good as before.
    for _ in 0..2 {
        assert!(call(&mut stream, LARGE).await.starts_with("HTTP/1.1 403"));
    }
}

#[tokio::test]
async fn a_body_announced_too_large_is_refused_so_that_the_caller_sees_it() {
    let limits = Limits {
        body_bytes: 1 << 20,
        ..Limits::default()
    };
    let (_running, mut stream) = listen(limits).await;
    assert!(call(&mut stream, LARGE).await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn a_caller_that_waits_to_be_asked_is_refused_at_once() {
    let (_running, mut stream) = listen(Limits::default()).await;
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    // No `100 Continue` comes before it.
    assert!(one_answer(&mut stream).await.starts_with("HTTP/1.1 403"));
}
