//! Bodies pass as they come, in both directions.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;
use http::{Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt as _, StreamBody};
use rivta_consumer::channel::{BoxError, OutgoingBody};
use rivta_producer::listener::{IncomingBody, Service};
use tokio::sync::{mpsc, watch};

use crate::socket::Relay;
use crate::stage::{Pki, RECEIVER, Reply, Stage, message, timely, whole};

const PIECE: usize = 64 << 10;
const LARGE: usize = 50 << 20;

/// A body that gives what is sent into the channel, and fails on `Err`.
fn piped() -> (mpsc::Sender<Result<Bytes, BoxError>>, OutgoingBody) {
    let (sender, receiver) = mpsc::channel(1);
    let frames = stream::unfold(receiver, |mut receiver| async move {
        let piece: Result<Bytes, BoxError> = receiver.recv().await?;
        Some((piece.map(Frame::data), receiver))
    });
    (sender, StreamBody::new(frames).boxed())
}

/// A message, and more white space after it than is held back to learn the length of a body.
fn long_message() -> String {
    message(RECEIVER) + &" ".repeat(PIECE)
}

/// How a call's body reached the producer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    Bytes(u64),
    Whole(u64),
    Broken,
}

/// A producer that tells how far the body has come and answers when it is whole.
fn counter() -> (watch::Receiver<Arrival>, impl Service) {
    let (sender, receiver) = watch::channel(Arrival::Bytes(0));
    let sender = Arc::new(sender);
    let service = move |request: Request<IncomingBody>| {
        let sender = Arc::clone(&sender);
        async move {
            let mut body = request.into_body();
            let mut count = 0;
            while let Some(frame) = body.frame().await {
                let Ok(frame) = frame else {
                    sender.send_replace(Arrival::Broken);
                    return Response::new(whole("<broken/>"));
                };
                count += frame.into_data().unwrap().len() as u64;
                sender.send_replace(Arrival::Bytes(count));
            }
            sender.send_replace(Arrival::Whole(count));
            Response::new(whole("<ok/>"))
        }
    };
    (receiver, service)
}

async fn stage_with(service: impl Service) -> (Stage, rivta_producer::listener::Running) {
    // The stage's own authority is not known before it opens, so the producer's is trusted beside it.
    let pki = Pki::new();
    let (producer, address) = pki.producer(service).await;
    let trust = pki.folder.path().join("ca.pem");
    let mut stage = Stage::leading_to(&address, |configuration| {
        configuration.tls.producer_trust = Some(trust);
        configuration.tls.certificate = pki.folder.path().join("router.pem");
        configuration.tls.key = pki.folder.path().join("router-key.pem");
        configuration.consumer.pause_timeout = std::time::Duration::from_millis(500);
        configuration.consumer.call_bytes = 100 << 20;
        configuration.producer.answer_bytes = 100 << 20;
    })
    .await;
    // The consumer must trust the router's certificate, which the producer's authority has issued.
    let own = stage.pki.certificate(crate::stage::SENDER);
    let identity =
        rivta_consumer::Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes()).unwrap();
    let trust = rivta_consumer::Trust::from_pem(pki.authority.certificate_pem().as_bytes()).unwrap();
    let limits = rivta_consumer::Limits {
        answer_bytes: 100 << 20,
        ..rivta_consumer::Limits::default()
    };
    stage.consumer = rivta_consumer::Channel::builder(trust, identity)
        .limits(limits)
        .build()
        .unwrap();
    (stage, producer)
}

#[tokio::test]
async fn a_large_body_reaches_the_producer_while_the_consumer_still_sends() {
    let (mut arrival, service) = counter();
    let (stage, _producer) = stage_with(service).await;
    let (sender, body) = piped();
    let request = Request::post(stage.url()).body(body).unwrap();
    let sending = async {
        let head = long_message();
        let head_bytes = head.len() as u64;
        sender.send(Ok(head.into())).await.unwrap();
        timely(arrival.wait_for(|arrival| *arrival == Arrival::Bytes(head_bytes)))
            .await
            .unwrap();
        let piece = Bytes::from(vec![b' '; PIECE]);
        for _ in 0..LARGE / PIECE {
            timely(sender.send(Ok(piece.clone()))).await.unwrap();
        }
        drop(sender);
        head_bytes
    };
    let (reply, head_bytes) = tokio::join!(Reply::of(&stage.consumer, request), sending);
    reply.unwrap().is_ok();
    assert_eq!(*arrival.borrow(), Arrival::Whole(head_bytes + LARGE as u64));
}

#[tokio::test]
async fn a_large_answer_reaches_the_consumer_while_the_producer_still_sends() {
    let (go, wait) = watch::channel(false);
    let service = move |_: Request<IncomingBody>| {
        let frames = stream::unfold((0, wait.clone()), |(number, mut wait)| async move {
            if number == LARGE / PIECE - 1 {
                wait.wait_for(|go| *go).await.unwrap();
            }
            let piece: Result<_, BoxError> = Ok(Frame::data(Bytes::from(vec![b' '; PIECE])));
            (number < LARGE / PIECE).then_some((piece, (number + 1, wait)))
        });
        std::future::ready(Response::new(StreamBody::new(frames).boxed()))
    };
    let (stage, _producer) = stage_with(service).await;
    let request = Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    let response = timely(stage.consumer.send(request)).await.unwrap();
    let mut body = response.into_body();
    let mut bytes = 0;
    while let Some(frame) = timely(body.frame()).await {
        bytes += frame.unwrap().into_data().unwrap().len();
        // The producer holds its last piece back until the consumer has nearly everything else.
        if bytes > LARGE - 2 * PIECE {
            go.send_replace(true);
        }
    }
    assert_eq!(bytes, LARGE);
}

#[tokio::test]
async fn a_body_without_declared_length_that_outgrows_the_limit_is_answered_with_413() {
    let (mut arrival, service) = counter();
    let (stage, _producer) = stage_with(service).await;
    let (sender, body) = piped();
    let request = Request::post(stage.url()).body(body).unwrap();
    let sending = async {
        sender.send(Ok(message(RECEIVER).into())).await.unwrap();
        let piece = Bytes::from(vec![b' '; 1 << 20]);
        // Ends when the router stops reading and the channel gives the body up.
        for _ in 0..200 {
            if timely(sender.send(Ok(piece.clone()))).await.is_err() {
                break;
            }
        }
        drop(sender);
    };
    let (reply, ()) = tokio::join!(Reply::of(&stage.consumer, request), sending);
    timely(arrival.wait_for(|arrival| *arrival == Arrival::Broken))
        .await
        .unwrap();
    assert_eq!(reply.unwrap().status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_body_that_breaks_off_never_looks_whole_to_the_producer() {
    let (mut arrival, service) = counter();
    let (stage, _producer) = stage_with(service).await;
    let (sender, body) = piped();
    let request = Request::post(stage.url()).body(body).unwrap();
    let sending = async {
        sender.send(Ok(long_message().into())).await.unwrap();
        timely(arrival.wait_for(|arrival| *arrival != Arrival::Bytes(0)))
            .await
            .unwrap();
        sender.send(Err("the consumer gives up".into())).await.unwrap();
        timely(arrival.wait_for(|arrival| *arrival == Arrival::Broken))
            .await
            .unwrap();
    };
    let (reply, ()) = tokio::join!(Reply::of(&stage.consumer, request), sending);
    reply.unwrap_err();
}

#[tokio::test]
async fn a_consumer_that_stalls_is_answered_with_408() {
    let (mut arrival, service) = counter();
    let (stage, _producer) = stage_with(service).await;
    let text = long_message();
    // Once before the head is complete, once when the producer has it already.
    for cut in [20, text.len() - 5] {
        let (sender, body) = piped();
        let request = Request::post(stage.url()).body(body).unwrap();
        sender
            .send(Ok(Bytes::copy_from_slice(&text.as_bytes()[..cut])))
            .await
            .unwrap();
        let reply = Reply::of(&stage.consumer, request).await.unwrap();
        assert_eq!((reply.status, reply.body.as_str()), (StatusCode::REQUEST_TIMEOUT, ""));
        drop(sender);
    }
    timely(arrival.wait_for(|arrival| *arrival == Arrival::Broken))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_half_closed_body_never_looks_whole_to_the_producer() {
    let (mut arrival, service) = counter();
    let (stage, _producer) = stage_with(service).await;
    let relay = Relay::to(&stage.router);
    let (sender, body) = piped();
    let request = Request::post(format!("https://localhost:{}/vp", relay.port))
        .body(body)
        .unwrap();
    let sending = async {
        sender.send(Ok(long_message().into())).await.unwrap();
        timely(arrival.wait_for(|arrival| *arrival != Arrival::Bytes(0)))
            .await
            .unwrap();
        relay.half_close();
        timely(arrival.wait_for(|arrival| *arrival == Arrival::Broken))
            .await
            .unwrap();
    };
    let (reply, ()) = tokio::join!(Reply::of(&stage.consumer, request), sending);
    let detail = reply.unwrap().refused("VP015", "Client");
    assert_eq!(detail, "the body of the call ended before it was complete");
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_read() {
    let stage = Stage::open().await;
    let (sender, body) = piped();
    let request = Request::post(stage.url()).body(body).unwrap();
    let sending = async {
        for byte in message(RECEIVER).into_bytes() {
            timely(sender.send(Ok(Bytes::from(vec![byte])))).await.unwrap();
        }
        drop(sender);
    };
    let (reply, ()) = tokio::join!(Reply::of(&stage.consumer, request), sending);
    reply.unwrap().is_ok();
    assert_eq!(stage.last_call().body, message(RECEIVER));
}

#[tokio::test]
async fn many_calls_at_once_each_get_their_own_answer() {
    let echo = |request: Request<IncomingBody>| async move {
        let id = request.headers()["x-call"].clone();
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let mut response = Response::new(whole(body));
        response.headers_mut().insert("x-call", id);
        response
    };
    let (stage, _producer) = stage_with(echo).await;
    let calls = (0..200).map(|number| {
        let text = message(RECEIVER).replace("191212121212", &format!("call {number}"));
        let number = number.to_string();
        let stage = &stage;
        async move {
            let reply = stage
                .send(
                    &[("x-call", &number), ("x-skltp-correlation-id", &number)],
                    text.clone(),
                )
                .await;
            assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, text.as_str()));
            assert_eq!(reply.header("x-call"), Some(number.as_str()));
            assert_eq!(reply.header("x-skltp-correlation-id"), Some(number.as_str()));
        }
    });
    futures_util::future::join_all(calls).await;
}

#[tokio::test]
async fn a_shutdown_lets_a_call_in_flight_finish() {
    let (begun, mut has_begun) = watch::channel(false);
    let (go, wait) = watch::channel(false);
    let begun = Arc::new(begun);
    let service = move |_: Request<IncomingBody>| {
        let (begun, mut wait) = (Arc::clone(&begun), wait.clone());
        async move {
            begun.send_replace(true);
            wait.wait_for(|go| *go).await.unwrap();
            Response::new(whole("<ok/>"))
        }
    };
    let (stage, _producer) = stage_with(service).await;
    let url = stage.url();
    let Stage { consumer, router, .. } = stage;
    let request = Request::post(url).body(whole(message(RECEIVER))).unwrap();
    let stopping = async {
        timely(has_begun.wait_for(|begun| *begun)).await.unwrap();
        let mut stopping = std::pin::pin!(router.shutdown());
        assert!(futures_util::poll!(stopping.as_mut()).is_pending());
        go.send_replace(true);
        timely(stopping).await
    };
    let (reply, was_orderly) = tokio::join!(Reply::of(&consumer, request), stopping);
    reply.unwrap().is_ok();
    assert!(was_orderly);
}
