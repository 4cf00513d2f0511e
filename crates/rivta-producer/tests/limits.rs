//! How much and how long a caller may take, and that the listener stays up for the others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use rivta_consumer::channel::BoxError;
use rivta_producer::listener::{BodyError, IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{Limits, Listener, Timeouts};
use support::{Pki, body, loopback, one_answer, post, rest, server_identity, url, within};
use tokio::io::AsyncWriteExt as _;

const SHORT: Duration = Duration::from_millis(200);

/// Reads the body and answers with its length, or with the status that suits the failure.
async fn measure(request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let mut response = Response::new(full(""));
    match request.into_body().collect().await {
        Ok(body) => return Response::new(full(body.to_bytes().len().to_string())),
        Err(BodyError::TooLarge { .. }) => *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE,
        Err(BodyError::Idle { .. } | BodyError::Slow { .. }) => *response.status_mut() = StatusCode::REQUEST_TIMEOUT,
        Err(_) => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}

async fn listen(pki: &Pki, limits: Limits, timeouts: Timeouts) -> Running {
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    listener.limits(limits).timeouts(timeouts).serve(measure).await.unwrap()
}

async fn assert_up(pki: &Pki, running: &Running) {
    let request = post(&url(running.local_addr()), body("hello"));
    let response = within(pki.channel(&pki.issue("NEXT")).send(request)).await.unwrap();
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "5");
}

/// Zeroes, made as they are asked for.
struct Zeroes {
    left: u64,
    announced: bool,
    made: Arc<AtomicU64>,
}

impl Body for Zeroes {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        static PIECE: [u8; 64 << 10] = [b'0'; 64 << 10];
        let this = self.get_mut();
        let length = this.left.min(PIECE.len() as u64);
        this.left -= length;
        this.made.fetch_add(length, Ordering::Relaxed);
        let piece = PIECE.get(..usize::try_from(length).unwrap()).unwrap();
        Poll::Ready((length > 0).then(|| Ok(Frame::data(Bytes::from_static(piece)))))
    }

    fn size_hint(&self) -> SizeHint {
        if self.announced {
            SizeHint::with_exact(self.left)
        } else {
            SizeHint::default()
        }
    }
}

async fn send_a_gigabyte(announced: bool) -> u64 {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits {
            body_bytes: 1 << 20,
            ..Limits::default()
        },
        Timeouts::default(),
    )
    .await;
    let made = Arc::new(AtomicU64::new(0));
    let zeroes = Zeroes {
        left: 1 << 30,
        announced,
        made: Arc::clone(&made),
    };
    let request = post(&url(running.local_addr()), zeroes.boxed());
    let response = within(pki.channel(&pki.issue("ASKER")).send(request)).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_up(&pki, &running).await;
    made.load(Ordering::Relaxed)
}

#[tokio::test]
async fn a_gigabyte_is_refused_by_its_announced_length() {
    // What was made is what fitted into buffers before the refusal was read.
    assert!(send_a_gigabyte(true).await < 64 << 20);
}

#[tokio::test]
async fn a_gigabyte_in_pieces_is_read_to_the_limit_and_no_further() {
    assert!(send_a_gigabyte(false).await < 64 << 20);
}

#[tokio::test]
async fn headers_over_the_limit_are_refused() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits {
            headers: 20,
            ..Limits::default()
        },
        Timeouts::default(),
    )
    .await;
    let large = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: {}\r\n\r\n",
        "a".repeat(20 << 10)
    );
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X-One: 1\r\n".repeat(30));
    for request in [large, many] {
        let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
        let _ = stream.write_all(request.as_bytes()).await;
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn a_request_without_a_host_is_refused() {
    let pki = Pki::new();
    let running = listen(&pki, Limits::default(), Timeouts::default()).await;
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    stream
        .write_all(b"POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx")
        .await
        .unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn headers_that_trickle_end_the_connection() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits::default(),
        Timeouts {
            headers: SHORT,
            ..Timeouts::default()
        },
    )
    .await;
    let stream = pki.connect(running.local_addr(), Some(&pki.issue("LORIS"))).await;
    let (mut reading, mut writing) = tokio::io::split(stream);
    let trickle = async move {
        let mut ticks = tokio::time::interval(Duration::from_millis(5));
        writing
            .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            .await
            .unwrap();
        // Each byte comes in good time; only the whole never ends.
        while writing.write_all(b"a").await.is_ok() && writing.flush().await.is_ok() {
            ticks.tick().await;
        }
    };
    let (answer, ()) = within(async { tokio::join!(rest(&mut reading), trickle) }).await;
    assert!(!answer.contains("200"), "{answer}");
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn a_handshake_that_never_begins_ends_the_connection() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits::default(),
        Timeouts {
            handshake: SHORT,
            ..Timeouts::default()
        },
    )
    .await;
    let mut stream = tokio::net::TcpStream::connect(running.local_addr()).await.unwrap();
    assert_eq!(rest(&mut stream).await, "");
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn a_body_that_stops_is_given_up() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits::default(),
        Timeouts {
            body_idle: SHORT,
            ..Timeouts::default()
        },
    )
    .await;
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    stream
        .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
        .await
        .unwrap();
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 408"));
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn a_body_that_trickles_is_given_up_as_a_whole() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits::default(),
        Timeouts {
            body_total: SHORT,
            ..Timeouts::default()
        },
    )
    .await;
    let stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    let (mut reading, mut writing) = tokio::io::split(stream);
    let trickle = async move {
        let mut ticks = tokio::time::interval(Duration::from_millis(5));
        writing
            .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
            .await
            .unwrap();
        while writing.write_all(b"a").await.is_ok() && writing.flush().await.is_ok() {
            ticks.tick().await;
        }
    };
    let (answer, ()) = within(async { tokio::join!(rest(&mut reading), trickle) }).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn a_body_cut_in_half_disturbs_nobody() {
    let pki = Pki::new();
    let running = listen(&pki, Limits::default(), Timeouts::default()).await;
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    stream
        .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
        .await
        .unwrap();
    stream.shutdown().await.unwrap();
    assert!(!rest(&mut stream).await.contains("200 OK"));
    assert_up(&pki, &running).await;
}

#[tokio::test]
async fn a_caller_that_closes_its_sending_side_gets_its_answer() {
    let pki = Pki::new();
    let running = listen(&pki, Limits::default(), Timeouts::default()).await;
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    stream
        .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nfull")
        .await
        .unwrap();
    stream.shutdown().await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n4"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_caller_that_does_not_read_its_answer_is_given_up() {
    let pki = Pki::new();
    let ended = Arc::new(tokio::sync::Notify::new());
    let signal = Arc::clone(&ended);
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let timeouts = Timeouts {
        write: SHORT,
        ..Timeouts::default()
    };
    let answer = move |_| {
        let zeroes = Zeroes {
            left: 1 << 30,
            announced: true,
            made: Arc::default(),
        };
        let watched = Watched {
            inner: zeroes,
            ended: Arc::clone(&signal),
        };
        std::future::ready(Response::new(watched.boxed()))
    };
    let running = listener.timeouts(timeouts).serve(answer).await.unwrap();
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    within(ended.notified()).await;
}

/// Tells when a body has been dropped.
struct Watched {
    inner: Zeroes,
    ended: Arc<tokio::sync::Notify>,
}

impl Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.get_mut().inner).poll_frame(cx)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.ended.notify_one();
    }
}

#[tokio::test]
async fn connections_over_the_limit_wait_for_a_place() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits {
            connections: 1,
            ..Limits::default()
        },
        Timeouts::default(),
    )
    .await;
    let asker = pki.issue("ASKER");
    let first = pki.connect(running.local_addr(), Some(&asker)).await;
    let waiting = tokio::net::TcpStream::connect(running.local_addr()).await.unwrap();
    let second = pki.secure(waiting, Some(&asker));
    tokio::pin!(second);
    // The handshake takes a few milliseconds when there is a place.
    assert!(
        tokio::time::timeout(SHORT, second.as_mut()).await.is_err(),
        "a second connection was served"
    );
    drop(first);
    let mut second = within(second).await.unwrap();
    second
        .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi")
        .await
        .unwrap();
    assert!(one_answer(&mut second).await.ends_with("\r\n\r\n2"));
}

#[tokio::test]
async fn connections_may_be_without_a_limit() {
    let pki = Pki::new();
    let limits = Limits {
        connections: usize::MAX,
        ..Limits::default()
    };
    let running = listen(&pki, limits, Timeouts::default()).await;
    let mut caller = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    let call = b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi";
    caller.write_all(call).await.unwrap();
    assert!(one_answer(&mut caller).await.ends_with("\r\n\r\n2"));
}

#[tokio::test]
async fn a_service_that_takes_too_long_is_answered_for() {
    let pki = Pki::new();
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let listener = listener.timeouts(Timeouts {
        answer: SHORT,
        ..Timeouts::default()
    });
    let calls = Arc::new(AtomicU64::new(0));
    let hang = move |request| {
        let is_quick = calls.fetch_add(1, Ordering::Relaxed) < 2;
        async move {
            if !is_quick {
                std::future::pending::<()>().await;
            }
            measure(request).await
        }
    };
    let running = listener.serve(hang).await.unwrap();
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    // Whatever came before on the connection: each answer has its own time.
    for expected in [
        "200 OK",
        "200 OK",
        "500 Internal Server Error",
        "500 Internal Server Error",
    ] {
        stream
            .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx")
            .await
            .unwrap();
        let begun = Instant::now();
        let answer = within(one_answer(&mut stream)).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {expected}")), "{answer}");
        if expected.starts_with('5') {
            assert!(answer.contains("<faultcode>SOAP-ENV:Server"), "{answer}");
            assert!(begun.elapsed() >= SHORT / 2, "{:?}", begun.elapsed());
        }
    }
}

#[tokio::test]
async fn a_head_that_stops_ends_a_kept_connection_too() {
    let pki = Pki::new();
    let timeouts = Timeouts {
        headers: SHORT,
        ..Timeouts::default()
    };
    let running = listen(&pki, Limits::default(), timeouts).await;
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    for _ in 0..3 {
        stream
            .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi")
            .await
            .unwrap();
        assert!(one_answer(&mut stream).await.ends_with("\r\n\r\n2"));
    }
    stream.write_all(b"POST /vp HTTP/1.1\r\nHost: loc").await.unwrap();
    assert_eq!(within(rest(&mut stream)).await, "");
}

#[tokio::test]
async fn a_connection_that_rests_too_long_is_closed() {
    let pki = Pki::new();
    let running = listen(
        &pki,
        Limits::default(),
        Timeouts {
            headers: SHORT,
            ..Timeouts::default()
        },
    )
    .await;
    let mut stream = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    for _ in 0..2 {
        stream
            .write_all(b"POST /vp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi")
            .await
            .unwrap();
        assert!(one_answer(&mut stream).await.ends_with("\r\n\r\n2"));
    }
    assert_eq!(rest(&mut stream).await, "");
}
