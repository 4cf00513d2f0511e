//! A connection goes on, and ends as it should, while nobody waits for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod server;
#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

use std::future::poll_fn;
use std::io::ErrorKind;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body::{Body, Frame};
use http_body_util::BodyExt as _;
use rivta_consumer::Channel;
use rivta_consumer::channel::{BoxError, OutgoingBody};
use server::{Line, http, read_request, scripted};
use support::{Pki, body, post, url, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// More than the buffers of two sockets on loopback hold.
const LARGE: usize = 32 << 20;

fn plain() -> Channel {
    Channel::anonymous(None).build().unwrap()
}

/// Accepts connections over plain TCP; the URL leads to them.
async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    (listener, url)
}

async fn accept(listener: &TcpListener) -> TcpStream {
    within(listener.accept()).await.unwrap().0
}

/// Reads the head of a request, and whatever came with it.
async fn read_head(stream: &mut TcpStream) {
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains("\r\n\r\n") {
        assert!(within(stream.read_buf(&mut read)).await.unwrap() > 0);
    }
}

/// Accepts a connection and answers its first request.
async fn answer_one(listener: &TcpListener, text: &str) -> TcpStream {
    let mut stream = accept(listener).await;
    read_head(&mut stream).await;
    stream.write_all(http("200 OK", text).as_bytes()).await.unwrap();
    stream
}

async fn ask(channel: &Channel, url: &str) -> String {
    let response = within(channel.send(post(url, body("question")))).await.unwrap();
    let answer = within(response.into_body().collect()).await.unwrap().to_bytes();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_connection_that_is_closed_at_rest_is_closed_here_too() {
    let (listener, url) = listen().await;
    let channel = plain();
    for _ in 0..2 {
        let (mut stream, answer) = tokio::join!(answer_one(&listener, "answer"), ask(&channel, &url));
        assert_eq!(answer, "answer");
        stream.shutdown().await.unwrap();
        assert_eq!(
            within(stream.read(&mut [0])).await.unwrap(),
            0,
            "nobody calls meanwhile"
        );
    }
}

/// What a server says unasked is no answer to the next call.
#[tokio::test]
async fn bytes_that_come_at_rest_end_the_connection() {
    let (listener, url) = listen().await;
    let channel = plain();
    let (mut stream, answer) = tokio::join!(answer_one(&listener, "first"), ask(&channel, &url));
    assert_eq!(answer, "first");
    stream.write_all(http("200 OK", "unasked").as_bytes()).await.unwrap();
    // Bytes not taken from the socket may turn the end into a reset.
    assert_eq!(within(stream.read(&mut [0])).await.unwrap_or(0), 0);
    assert_eq!(
        tokio::join!(answer_one(&listener, "second"), ask(&channel, &url)).1,
        "second"
    );
}

/// As whoever waits for several calls at once does.
#[tokio::test]
async fn the_waker_of_the_last_poll_is_the_one_that_is_woken() {
    let (listener, url) = listen().await;
    let channel = plain();
    let (head, rest) = (Notify::new(), Notify::new());
    let serve = async {
        let mut stream = accept(&listener).await;
        read_head(&mut stream).await;
        head.notified().await;
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
            .await
            .unwrap();
        rest.notified().await;
        stream.write_all(b"answer").await.unwrap();
        stream
    };
    let call = async {
        let mut sending = pin!(channel.send(post(&url, body("question"))));
        let deaf = &mut Context::from_waker(Waker::noop());
        let response = poll_fn(|cx| {
            if let Poll::Ready(response) = sending.as_mut().poll(cx) {
                return Poll::Ready(response);
            }
            assert!(sending.as_mut().poll(deaf).is_pending());
            let polled = sending.as_mut().poll(cx);
            head.notify_one();
            polled
        });
        let mut answer = pin!(within(response).await.unwrap().into_body());
        assert!(answer.as_mut().poll_frame(deaf).is_pending());
        rest.notify_one();
        within(answer.collect()).await.unwrap().to_bytes()
    };
    assert_eq!(tokio::join!(serve, call).1, "answer");
}

/// A body that comes from elsewhere.
struct Pieces(UnboundedReceiver<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0
            .poll_recv(cx)
            .map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}

/// The answer has begun, and its body is not asked for before the server has all of the request.
async fn early_answer(request: OutgoingBody, meanwhile: impl FnOnce()) {
    let (listener, url) = listen().await;
    let channel = plain();
    let whole = Notify::new();
    let serve = async {
        let mut stream = accept(&listener).await;
        read_head(&mut stream).await;
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
            .await
            .unwrap();
        let mut read = vec![0; 1 << 16];
        // Some of it came with the head.
        let mut left = LARGE - LARGE / 64;
        while left > 0 {
            let length = within(stream.read(&mut read)).await.unwrap();
            assert!(length > 0);
            left = left.saturating_sub(length);
        }
        whole.notify_one();
        stream.write_all(b"answer").await.unwrap();
        stream
    };
    let call = async {
        let response = within(channel.send(post(&url, request))).await.unwrap();
        meanwhile();
        within(whole.notified()).await;
        within(response.into_body().collect()).await.unwrap().to_bytes()
    };
    assert_eq!(tokio::join!(serve, call).1, "answer");
}

#[tokio::test]
async fn a_request_that_is_still_coming_goes_on_after_an_early_answer() {
    let (to, from) = unbounded_channel();
    early_answer(Pieces(from).boxed(), move || {
        for _ in 0..64 {
            to.send(Bytes::from(vec![b'x'; LARGE / 64])).unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_that_was_handed_over_goes_on_after_an_early_answer() {
    early_answer(body(vec![b'x'; LARGE]), || {}).await;
}

#[derive(Debug, PartialEq)]
enum Told {
    Said,
    Ended(Result<usize, ErrorKind>),
}

/// A server that says this to a request, and tells when it has and how the connection then ended.
async fn saying(pki: &Pki, said: &'static str) -> (String, UnboundedReceiver<Told>) {
    let (tell, told) = unbounded_channel();
    let script = move |mut line: Line| {
        let tell = tell.clone();
        async move {
            read_request(&mut line).await;
            line.write_all(said.as_bytes()).await.unwrap();
            line.flush().await.unwrap();
            tell.send(Told::Said).unwrap();
            let end = line.read(&mut [0]).await;
            tell.send(Told::Ended(end.map_err(|error| error.kind()))).unwrap();
        }
    };
    let address = scripted(&pki.issue("SERVER"), script).await;
    (url(address), told)
}

/// No bytes and no error: TLS was ended as it should be.
const FAREWELL: Option<Told> = Some(Told::Ended(Ok(0)));

#[tokio::test]
async fn a_call_given_up_before_its_answer_closes_its_connection() {
    let pki = Pki::new();
    let (url, mut told) = saying(&pki, "").await;
    let channel = pki.channel(&pki.issue("ASKER"));
    tokio::select! {
        _ = channel.send(post(&url, body("question"))) => panic!("there is no answer"),
        said = within(told.recv()) => assert_eq!(said, Some(Told::Said)),
    }
    assert_eq!(within(told.recv()).await, FAREWELL);
}

#[tokio::test]
async fn an_answer_given_up_in_the_middle_closes_its_connection() {
    let pki = Pki::new();
    let (url, mut told) = saying(&pki, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").await;
    let channel = pki.channel(&pki.issue("ASKER"));
    let response = within(channel.send(post(&url, body("question")))).await.unwrap();
    let mut answer = response.into_body();
    let half = within(answer.frame()).await.unwrap().unwrap().into_data().unwrap();
    assert_eq!(half, "half");
    assert_eq!(within(told.recv()).await, Some(Told::Said));
    drop(answer);
    assert_eq!(within(told.recv()).await, FAREWELL);
}

#[tokio::test]
async fn connections_at_rest_are_closed_with_their_channel() {
    let pki = Pki::new();
    let (url, mut told) = saying(&pki, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nanswer").await;
    let channel = pki.channel(&pki.issue("ASKER"));
    assert_eq!(ask(&channel, &url).await, "answer");
    assert_eq!(within(told.recv()).await, Some(Told::Said));
    drop(channel);
    assert_eq!(within(told.recv()).await, FAREWELL);
}
