//! Bodies are passed on as they come, in both directions and through both ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use rivta_consumer::channel::{BoxError, ChannelError};
use rivta_consumer::{Channel, Phase, Timeouts};
use rivta_producer::Listener;
use rivta_producer::listener::{BodyError, IncomingBody, OutgoingBody, Running};
use support::{Pki, client_identity, loopback, post, server_identity, url, within};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A body whose pieces come one by one from elsewhere.
struct Pieces {
    from: UnboundedReceiver<&'static str>,
    length: Option<u64>,
}

impl Pieces {
    fn open(length: Option<u64>) -> (UnboundedSender<&'static str>, OutgoingBody) {
        let (to, from) = unbounded_channel();
        (to, Self { from, length }.boxed())
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.from
            .poll_recv(cx)
            .map(|piece| piece.map(|piece| Ok(Frame::data(Bytes::from_static(piece.as_bytes())))))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Answers with the request's own body, while it is still coming.
async fn echo(request: Request<IncomingBody>) -> Response<OutgoingBody> {
    Response::new(request.into_body().map_err(Into::into).boxed())
}

async fn echoing(pki: &Pki) -> Running {
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    listener.serve(echo).await.unwrap()
}

#[tokio::test]
async fn an_answer_begins_before_the_request_has_ended() {
    let pki = Pki::new();
    let running = echoing(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    for length in [None, Some(9)] {
        let (pieces, body) = Pieces::open(length);
        let response = within(channel.send(post(&url(running.local_addr()), body)))
            .await
            .unwrap();
        let mut answer = response.into_body();
        for piece in ["one", "two", "six"] {
            pieces.send(piece).unwrap();
            let frame = within(answer.frame()).await.unwrap().unwrap();
            assert_eq!(frame.into_data().unwrap(), piece);
        }
        drop(pieces);
        assert!(within(answer.frame()).await.is_none());
    }
}

#[tokio::test]
async fn a_streamed_request_leaves_its_connection_to_the_next() {
    let pki = Pki::new();
    let port = |request: Request<IncomingBody>| async move {
        let port = request
            .extensions()
            .get::<rivta_producer::Peer>()
            .unwrap()
            .address()
            .port();
        request.into_body().collect().await.unwrap();
        Response::new(rivta_producer::listener::full(port.to_string()))
    };
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let running = listener.serve(port).await.unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    let mut ports = std::collections::BTreeSet::new();
    for length in [None, Some(3), None, Some(3)] {
        let (pieces, body) = Pieces::open(length);
        pieces.send("one").unwrap();
        drop(pieces);
        let response = within(channel.send(post(&url(running.local_addr()), body)))
            .await
            .unwrap();
        ports.insert(response.into_body().collect().await.unwrap().to_bytes());
    }
    assert_eq!(ports.len(), 1, "{ports:?}");
}

#[tokio::test]
async fn the_wait_for_the_answer_begins_when_the_request_has_ended() {
    const SHORT: Duration = Duration::from_millis(150);
    let pki = Pki::new();
    let silent = |request: Request<IncomingBody>| async move {
        let _kept = request;
        std::future::pending::<Response<OutgoingBody>>().await
    };
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let running = listener.serve(silent).await.unwrap();
    let timeouts = Timeouts {
        first_byte: SHORT,
        ..Timeouts::default()
    };
    let identity = client_identity(&pki.issue("ASKER"));
    let channel = Channel::builder(pki.trust(), identity)
        .timeouts(timeouts)
        .build()
        .unwrap();
    for length in [None, Some(3)] {
        let (pieces, body) = Pieces::open(length);
        let request = post(&url(running.local_addr()), body);
        let answer = channel.send(request);
        tokio::pin!(answer);
        // The caller takes its time; the other side is not to blame.
        assert!(tokio::time::timeout(2 * SHORT, answer.as_mut()).await.is_err());
        pieces.send("one").unwrap();
        drop(pieces);
        match within(answer).await.unwrap_err() {
            ChannelError::Timeout {
                phase: Phase::FirstByte,
                after: SHORT,
                ..
            } => {}
            other => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn a_body_that_breaks_on_its_way_is_not_taken_for_whole() {
    let pki = Pki::new();
    let (called, mut call_came) = unbounded_channel();
    let (ended, mut end) = unbounded_channel();
    let receive = move |request: Request<IncomingBody>| {
        let (called, ended) = (called.clone(), ended.clone());
        async move {
            called.send(()).unwrap();
            ended.send(request.into_body().collect().await.map(|_| ())).unwrap();
            Response::new(rivta_producer::listener::full(""))
        }
    };
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let running = listener.serve(receive).await.unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    for length in [None, Some(100)] {
        let (pieces, body) = Pieces::open(length);
        pieces.send("half").unwrap();
        let request = post(&url(running.local_addr()), Breaks(body).boxed());
        let sending = channel.clone();
        let call = tokio::spawn(async move { sending.send(request).await.map(|_| ()) });
        within(call_came.recv()).await.unwrap();
        drop(pieces);
        let outcome = within(end.recv()).await.unwrap();
        assert!(matches!(outcome, Err(BodyError::Interrupted(_))), "{outcome:?}");
        let error = within(call).await.unwrap().unwrap_err();
        assert!(matches!(error, ChannelError::RequestBody(_)), "{error}");
    }
}

/// Fails where another body ends.
struct Breaks(OutgoingBody);

impl Body for Breaks {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let inner = Pin::new(&mut self.0);
        inner
            .poll_frame(cx)
            .map(|piece| Some(piece.unwrap_or_else(|| Err("the source ran dry".into()))))
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
