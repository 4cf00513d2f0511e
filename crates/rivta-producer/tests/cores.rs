//! A listener on threads of its own: who serves what, shutdown, and what becomes of connections when it is dropped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::Arc;

use http::{Request, Response};
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use support::{Pki, loopback, one_answer, server_identity, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Semaphore;

const CALL: &[u8] = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
const CORES: usize = 3;

/// Answers with the name of the thread.
async fn thread_name(_: Request<IncomingBody>) -> Response<OutgoingBody> {
    Response::new(full(std::thread::current().name().unwrap_or_default().to_owned()))
}

async fn listen<F>(pki: &Pki, service: impl Fn(Request<IncomingBody>) -> F + Send + Sync + 'static) -> Running
where
    F: Future<Output = Response<OutgoingBody>> + Send,
{
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let listener = listener.cores(NonZeroUsize::new(CORES).unwrap());
    listener.serve(service).await.unwrap()
}

#[tokio::test]
async fn connections_are_spread_over_the_threads_and_stay_there() {
    let pki = Pki::new();
    let running = listen(&pki, thread_name).await;
    let asker = pki.issue("ASKER");
    let (mut connections, mut threads) = (Vec::new(), BTreeSet::new());
    for _ in 0..CORES {
        let mut connection = pki.connect(running.local_addr(), Some(&asker)).await;
        let mut answers = BTreeSet::new();
        for _ in 0..3 {
            connection.write_all(CALL).await.unwrap();
            let answer = one_answer(&mut connection).await;
            answers.insert(answer.rsplit("\r\n").next().unwrap().to_owned());
        }
        assert_eq!(answers.len(), 1, "{answers:?}");
        threads.extend(answers);
        connections.push(connection);
    }
    let expected = (0..CORES).map(|number| format!("core-{number}"));
    assert_eq!(threads, expected.collect());
    assert_eq!(running.connections().count(), CORES);
}

#[tokio::test]
async fn a_shutdown_lets_calls_in_flight_finish() {
    let (pki, begun, may_end) = (Pki::new(), Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (has_begun, end) = (Arc::clone(&begun), Arc::clone(&may_end));
    let running = listen(&pki, move |_| {
        let (begun, may_end) = (Arc::clone(&begun), Arc::clone(&may_end));
        async move {
            begun.add_permits(1);
            may_end.acquire().await.unwrap().forget();
            Response::new(full("done"))
        }
    })
    .await;
    let mut connection = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    connection.write_all(CALL).await.unwrap();
    within(has_begun.acquire()).await.unwrap().forget();

    let stopping = tokio::spawn(running.shutdown());
    end.add_permits(1);
    let answer = one_answer(&mut connection).await;
    assert!(answer.ends_with("done"), "{answer}");
    assert!(within(stopping).await.unwrap(), "nothing was cut off");
}

#[tokio::test]
async fn dropping_it_ends_connections() {
    let pki = Pki::new();
    let running = listen(&pki, thread_name).await;
    let mut connection = pki.connect(running.local_addr(), Some(&pki.issue("ASKER"))).await;
    connection.write_all(CALL).await.unwrap();
    one_answer(&mut connection).await;
    let open = running.connections();
    drop(running);
    let mut rest = Vec::new();
    // With or without a farewell.
    let _ = within(connection.read_to_end(&mut rest)).await;
    assert!(rest.is_empty());
    within(async {
        while open.count() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await;
}
