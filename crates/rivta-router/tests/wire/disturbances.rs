//! Disturbances ordered by testers, from the configuration and over HTTP.

use http::{Method, Request, StatusCode};
use rivta_consumer::channel::ChannelError;

use crate::events::{Log, actions};
use crate::operation::{ask, with_operation};
use crate::socket::{Act, Wreck};
use crate::stage::{CONTRACT, RECEIVER, Reply, SENDER, Stage, message, permissions, route, whole};

async fn open() -> Stage {
    Stage::with(
        with_operation,
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await
}

async fn order(stage: &Stage, what: &str) {
    let reply = ask(stage, Method::POST, "/disturbances", what).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.body);
}

async fn clear(stage: &Stage) {
    assert_eq!(
        ask(stage, Method::DELETE, "/disturbances", "").await.status,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn a_page_in_a_browser_orders_nothing_and_names_match_in_any_case() {
    let stage = open().await;
    let url = format!("http://{}/disturbances", stage.router.operation_addr().unwrap());
    for method in [Method::POST, Method::DELETE] {
        let request = Request::builder()
            .method(method)
            .uri(&url)
            .header("origin", "http://evil.example");
        let request = request.body(whole("action = \"empty\"")).unwrap();
        let reply = Reply::of(&stage.consumer, request).await.unwrap();
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
    stage.call(message(RECEIVER)).await.is_ok();
    let [contract, receiver, sender] = [CONTRACT, RECEIVER, SENDER].map(str::to_lowercase);
    let what =
        format!("action = \"empty\"\ncontract = \"{contract}\"\nreceiver = \"{receiver}\"\nsender = \"{sender}\"");
    order(&stage, &what).await;
    assert_eq!(stage.call(message(RECEIVER)).await.body, "");
}

#[tokio::test]
async fn each_disturbance_does_what_was_ordered() {
    let stage = open().await;
    order(&stage, "action = \"empty\"").await;
    let reply = stage.call(message(RECEIVER)).await;
    assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, ""));
    clear(&stage).await;

    order(&stage, "action = \"garble\"").await;
    let reply = stage.call(message(RECEIVER)).await;
    assert_eq!(reply.bytes.len(), 5);
    assert!(!reply.bytes.contains(&b'<'));
    clear(&stage).await;

    order(&stage, "action = \"twice\"").await;
    assert_eq!(stage.call(message(RECEIVER)).await.body, "<ok/><ok/>");
    clear(&stage).await;

    let calls = stage.calls();
    order(&stage, "action = \"fault\"\ncode = \"VP007\"").await;
    stage.call(message(RECEIVER)).await.refused("VP007", "Server");
    assert_eq!(stage.calls(), calls, "the producer is not called");
    clear(&stage).await;

    order(&stage, "action = \"delay\"\ndelay_ms = 150").await;
    let started = std::time::Instant::now();
    stage.call(message(RECEIVER)).await.is_ok();
    assert!(started.elapsed().as_millis() >= 150);
    clear(&stage).await;
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn an_answer_is_cut_or_the_connection_reset() {
    let stage = open().await;
    let request = || Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    order(&stage, "action = \"cut\"").await;
    let response = stage.consumer.send(request()).await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["content-length"]),
        (StatusCode::OK, &"5".parse().unwrap())
    );
    let error = http_body_util::BodyExt::collect(response.into_body())
        .await
        .unwrap_err();
    assert!(matches!(error, ChannelError::Truncated { .. }), "{error}");
    clear(&stage).await;

    order(&stage, "action = \"reset\"").await;
    let error = Reply::of(&stage.consumer, request()).await.unwrap_err();
    assert!(matches!(error, ChannelError::Reset { .. }), "{error}");
    clear(&stage).await;
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn a_disturbance_is_for_the_calls_it_names_and_for_so_many() {
    let stage = Stage::with(
        |configuration| {
            with_operation(configuration);
            let file = format!(
                "environment = \"test\"\nlisten = \"127.0.0.1:0\"\n[tls]\ncertificate = \"a\"\nkey = \"a\"\ntrust = \"a\"\n\
                 [[disturbance]]\ncontract = \"{CONTRACT}\"\nreceiver = \"15\"\nsender = \"{SENDER}\"\naction = \
                 \"empty\"\ntimes = 2\n"
            );
            let written = rivta_router::Configuration::from_toml(&file, "router.toml").unwrap();
            configuration.disturbance = written.disturbance;
        },
        |address| vec![route(RECEIVER, address), route("15", address)],
        permissions(&[RECEIVER, "15"]),
    )
    .await;
    stage.call(message(RECEIVER)).await.is_ok();
    for _ in 0..2 {
        assert_eq!(stage.call(message("15")).await.body, "");
    }
    stage.call(message("15")).await.is_ok();
    let list = ask(&stage, Method::GET, "/disturbances", "").await.body;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list[0]["calls"], 2);
    assert_eq!(list[0]["disturbance"]["action"], "empty");
    assert_eq!(list[0]["disturbance"]["receiver"], "15");
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused() {
    let stage = open().await;
    for order in ["", "action = \"explode\"", "action = \"empty\"\nperson = 1", "{"] {
        let reply = ask(&stage, Method::POST, "/disturbances", order).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{order}");
        assert!(!reply.body.is_empty());
    }
    assert_eq!(
        ask(&stage, Method::PUT, "/disturbances", "").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
    stage.call(message(RECEIVER)).await.is_ok();
}

/// Section 1.3: what the producer's fault was told with is the call's one error, also when its answer is cut off.
#[tokio::test]
async fn a_disturbed_fault_is_one_error() {
    let fault =
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault/></e:Body></e:Envelope>";
    let answer = format!("HTTP/1.1 500 Error\r\nContent-Length: {}\r\n\r\n{fault}", fault.len());
    let producer = Wreck::new(Box::leak(Box::new([Act::Say(Box::leak(answer.into_boxed_str()))])));
    for action in ["cut", "reset"] {
        let log = Log::capture();
        let stage = Stage::leading_to(&producer.address, with_operation).await;
        order(&stage, &format!("action = \"{action}\"")).await;
        let request = Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
        Reply::of(&stage.consumer, request).await.unwrap_err();
        assert_eq!(actions(&log.events().await), ["req-in", "req-out", "error", "resp-out"]);
    }
}
