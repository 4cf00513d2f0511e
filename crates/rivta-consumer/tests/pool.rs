//! Connections are kept, given up, and made anew when certificates change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http::{Request, Response};
use http_body_util::BodyExt as _;
use rivta_consumer::channel::{ChannelError, Phase};
use rivta_consumer::{Channel, Identity, Limits, Timeouts};
use rivta_pki::Folder;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};
use rivta_producer::{Listener, Peer};
use support::{Pki, body, client_identity, loopback, post, server_identity, url, within};
use tokio::sync::{Barrier, Semaphore};

/// Answers with the caller's port and HSA-id: equal ports, one connection.
async fn who(request: Request<IncomingBody>) -> Response<OutgoingBody> {
    let peer = request.extensions().get::<Peer>().unwrap().clone();
    let path = request.uri().path().to_owned();
    request.into_body().collect().await.unwrap();
    let hsa_id = peer.hsa_id().unwrap().unwrap().as_str().to_owned();
    let mut response = Response::new(full(format!("{} {hsa_id}", peer.address().port())));
    if path == "/close" {
        response.headers_mut().insert("connection", "close".parse().unwrap());
    }
    response
}

async fn listen(pki: &Pki) -> Running {
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    listener.serve(who).await.unwrap()
}

fn limited(pki: &Pki, limits: Limits) -> Channel {
    let builder = Channel::builder(pki.trust(), client_identity(&pki.issue("ASKER")));
    builder.limits(limits).build().unwrap()
}

async fn ask(channel: &Channel, running: &Running, path: &str) -> String {
    let url = format!("https://localhost:{}{path}", running.local_addr().port());
    let response = within(channel.send(post(&url, body("question")))).await.unwrap();
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_one_after_another_share_a_connection() {
    let pki = Pki::new();
    let running = listen(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    let first = ask(&channel, &running, "/").await;
    for _ in 0..100 {
        assert_eq!(ask(&channel, &running, "/").await, first);
    }
    assert_eq!(
        ask(&channel.clone(), &running, "/").await,
        first,
        "clones share the pool"
    );
}

#[tokio::test]
async fn calls_side_by_side_have_connections_of_their_own() {
    let pki = Pki::new();
    let barrier = Arc::new(Barrier::new(3));
    let meeting = Arc::clone(&barrier);
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let meet = move |request| {
        let meeting = Arc::clone(&meeting);
        async move {
            meeting.wait().await;
            who(request).await
        }
    };
    let running = listener.serve(meet).await.unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    let ask = || ask(&channel, &running, "/");
    // None is answered before all three have come.
    let (a, b, c) = within(Box::pin(async { tokio::join!(ask(), ask(), ask()) })).await;
    assert!(a != b && b != c && a != c);
}

#[tokio::test]
async fn as_many_calls_are_in_flight_to_one_host_as_may_be() {
    let pki = Pki::new();
    let (arrived, may_leave) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let doors = (Arc::clone(&arrived), Arc::clone(&may_leave));
    let stay = move |request| {
        let (arrived, may_leave) = doors.clone();
        async move {
            arrived.add_permits(1);
            may_leave.acquire().await.unwrap().forget();
            who(request).await
        }
    };
    let (running, other) = (listener.serve(stay).await.unwrap(), listen(&pki).await);
    let limits = Limits {
        connections: 2,
        ..Limits::default()
    };
    let channel = limited(&pki, limits);
    let third = async {
        arrived.acquire_many(2).await.unwrap().forget();
        let port = running.local_addr().port();
        let sent = channel.send(post(&format!("https://localhost:{port}/"), body("question")));
        match sent.await.unwrap_err() {
            ChannelError::Busy { authority, limit: 2 } => assert_eq!(authority, format!("localhost:{port}")),
            error => panic!("{error}"),
        }
        ask(&channel, &other, "/").await;
        may_leave.add_permits(3);
    };
    let stay = || ask(&channel, &running, "/");
    let ((), first, second) = within(Box::pin(async { tokio::join!(third, stay(), stay()) })).await;
    let again = stay().await;
    assert!([first, second].contains(&again), "{again} is a third connection");
    assert_eq!(arrived.available_permits(), 1, "the refused call arrived");
}

#[test]
fn a_connection_that_rests_for_another_runtime_makes_way() {
    let pki = Pki::new();
    let [serving, one, two] = std::array::from_fn(|_| tokio::runtime::Runtime::new().unwrap());
    let running = serving.block_on(listen(&pki));
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let channel = limited(&pki, limits);
    let first = one.block_on(ask(&channel, &running, "/"));
    let second = two.block_on(ask(&channel, &running, "/"));
    assert_ne!(first, second);
    assert_eq!(
        two.block_on(ask(&channel, &running, "/")),
        second,
        "it rests for the other now"
    );
}

#[tokio::test]
async fn each_call_on_a_kept_connection_has_a_time_of_its_own() {
    const SHORT: Duration = Duration::from_millis(400);
    const LONG: Duration = Duration::from_mins(1);
    let pki = Pki::new();
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let slow = |request: Request<IncomingBody>| async {
        match request.uri().path() {
            "/later" => tokio::time::sleep(2 * SHORT).await,
            "/never" => std::future::pending().await,
            _ => {}
        }
        who(request).await
    };
    let running = listener.serve(slow).await.unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    let ask = async |path: &str, first_byte| {
        let url = format!("https://localhost:{}{path}", running.local_addr().port());
        let timeouts = Timeouts {
            first_byte,
            ..Timeouts::default()
        };
        let answer = within(channel.send_within(post(&url, body("question")), &timeouts)).await?;
        Ok::<_, ChannelError>(answer.into_body().collect().await.unwrap().to_bytes())
    };
    let first = ask("/", SHORT).await.unwrap();
    assert_eq!(
        ask("/later", LONG).await.unwrap(),
        first,
        "the time of an earlier call holds"
    );
    let begun = Instant::now();
    match ask("/never", SHORT).await.unwrap_err() {
        ChannelError::Timeout {
            phase: Phase::FirstByte,
            after: SHORT,
            ..
        } => {}
        other => panic!("{other}"),
    }
    assert!((SHORT..LONG / 2).contains(&begun.elapsed()), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_connection_that_the_other_side_closes_is_not_used_again() {
    let pki = Pki::new();
    let running = listen(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    let first = ask(&channel, &running, "/close").await;
    assert_ne!(ask(&channel, &running, "/").await, first);
}

#[tokio::test]
async fn a_connection_whose_answer_was_not_read_is_not_used_again() {
    let pki = Pki::new();
    let running = listen(&pki).await;
    let channel = pki.channel(&pki.issue("ASKER"));
    let request = post(&url(running.local_addr()), body("question"));
    let unread = within(channel.send(request)).await.unwrap();
    let other = ask(&channel, &running, "/").await;
    let unread = unread.into_body().collect().await.unwrap().to_bytes();
    assert_ne!(other.as_bytes(), unread);
}

#[tokio::test]
async fn a_server_that_comes_back_is_called_on_a_new_connection() {
    let pki = Pki::new();
    let running = listen(&pki).await;
    let address = running.local_addr();
    let channel = pki.channel(&pki.issue("ASKER"));
    ask(&channel, &running, "/").await;
    assert!(within(running.shutdown()).await);
    let listener = Listener::mutual_tls(address, server_identity(&pki.issue("SERVER")), pki.client_trust());
    let running = listener.serve(who).await.unwrap();
    assert!(ask(&channel, &running, "/").await.ends_with("SE2321000016-ASKER"));
}

#[tokio::test]
async fn connections_that_rest_too_long_are_given_up() {
    let pki = Pki::new();
    let running = listen(&pki).await;
    let limits = Limits {
        idle_time: Duration::ZERO,
        ..Limits::default()
    };
    let channel = limited(&pki, limits);
    let first = ask(&channel, &running, "/").await;
    assert_ne!(ask(&channel, &running, "/").await, first);
}

#[tokio::test]
async fn new_identity_files_are_shown_on_new_connections() {
    let pki = Pki::new();
    let running = listen(&pki).await;
    let directory = tempfile::tempdir().unwrap();
    let folder = Folder::create(directory.path()).unwrap();
    let (chain, key) = folder.write_certificate("asker", &pki.issue("BEFORE")).unwrap();
    let identity = Identity::from_pem_files(&chain, &key).unwrap();
    // Looked at before every call.
    let channel = Channel::builder(pki.trust(), identity)
        .reload_interval(Duration::ZERO)
        .build()
        .unwrap();
    let before = ask(&channel, &running, "/").await;
    assert!(before.ends_with("-BEFORE"));
    assert_eq!(
        ask(&channel, &running, "/").await,
        before,
        "nothing has changed, the connection stays"
    );

    folder.write_certificate("asker", &pki.issue("AFTER")).unwrap();
    let after = ask(&channel, &running, "/").await;
    assert!(after.ends_with("-AFTER"), "{after}");

    std::fs::write(&chain, "no certificate").unwrap();
    assert_eq!(ask(&channel, &running, "/").await, after, "a broken file keeps the old");
    assert!(
        channel.reload_certificates().is_ok_and(|changed| !changed),
        "it was seen and is not tried again"
    );
}

#[tokio::test]
async fn a_request_is_never_sent_twice() {
    let pki = Pki::new();
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let count = move |request| {
        counted.fetch_add(1, Ordering::SeqCst);
        who(request)
    };
    let running = listener.serve(count).await.unwrap();
    let channel = pki.channel(&pki.issue("ASKER"));
    for path in ["/", "/close", "/", "/close", "/", "/"] {
        ask(&channel, &running, path).await;
    }
    assert_eq!(calls.load(Ordering::SeqCst), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_gets_its_own_answer() {
    let pki = Pki::new();
    let listener = Listener::mutual_tls(loopback(), server_identity(&pki.issue("SERVER")), pki.client_trust());
    let echo = |request: Request<IncomingBody>| async move {
        Response::new(full(request.into_body().collect().await.unwrap().to_bytes()))
    };
    let running = listener.serve(echo).await.unwrap();
    let (channel, url) = (pki.channel(&pki.issue("ASKER")), url(running.local_addr()));
    let callers: Vec<_> = (0..20)
        .map(|caller| {
            let (channel, url) = (channel.clone(), url.clone());
            tokio::spawn(async move {
                for call in 0..50 {
                    let question = format!("{caller}/{call}");
                    let response = channel.send(post(&url, body(question.clone()))).await.unwrap();
                    let answer = response.into_body().collect().await.unwrap().to_bytes();
                    assert_eq!(answer, question.as_bytes());
                }
            })
        })
        .collect();
    for caller in callers {
        within(caller).await.unwrap();
    }
    assert!(within(running.shutdown()).await);
}
