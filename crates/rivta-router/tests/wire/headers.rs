//! Headers as consumers and producers see them (section 3).

use crate::stage::{RECEIVER, SENDER, Stage, message, permissions, route};

#[tokio::test]
async fn section_3_5_the_correlation_id_is_echoed_or_made() {
    let stage = Stage::open().await;
    let given = [("x-skltp-correlation-id", "given-1")];
    for receiver in [RECEIVER, "unknown", ""] {
        let reply = stage.send(&given, message(receiver)).await;
        assert_eq!(reply.header("x-skltp-correlation-id"), Some("given-1"));
    }
    let first = stage.call(message(RECEIVER)).await;
    let second = stage.send(&[("x-skltp-correlation-id", "")], message("unknown")).await;
    let ids = [first, second].map(|reply| reply.header("x-skltp-correlation-id").unwrap().to_owned());
    for id in &ids {
        uuid::Uuid::parse_str(id).unwrap();
    }
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn section_3_6_the_producer_gets_what_passes_and_nothing_else() {
    let stage = Stage::open().await;
    let sent = [
        ("content-type", "text/xml; charset=utf-8"),
        ("soapaction", "\"urn:action\""),
        ("user-agent", "consumer"),
        ("x-rivta-acting-on-behalf-of-hsaid", "SE2321000016-A"),
        ("x-rivta-routing-history", "elsewhere"),
        ("x-rivta-other", "kept"),
        ("x-unknown", "kept"),
        ("x-vp-sender-id", "SE-FALSE"),
        ("x-vp-instance-id", "rivta"),
        ("x-forwarded-for", "10.0.0.1"),
        ("accept-encoding", "gzip"),
        ("x-skltp-correlation-id", "c-1"),
    ];
    stage.send(&sent, message(RECEIVER)).await.is_ok();
    let headers = stage.last_call().headers;
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let expected = [
        ("content-type", Some("text/xml;charset=UTF-8")),
        ("soapaction", Some("\"urn:action\"")),
        ("user-agent", Some("SKLTP VP/4.3.x")),
        ("x-rivta-original-serviceconsumer-hsaid", Some(SENDER)),
        ("x-rivta-acting-on-behalf-of-hsaid", Some("SE2321000016-A")),
        ("x-rivta-routing-history", Some("elsewhere")),
        ("x-rivta-other", Some("kept")),
        ("x-unknown", Some("kept")),
        ("x-vp-sender-id", None),
        ("x-vp-instance-id", None),
        ("x-forwarded-for", None),
        ("accept-encoding", None),
        ("x-skltp-correlation-id", None),
        ("transfer-encoding", None),
    ];
    for (name, value) in expected {
        assert_eq!(text(name).as_deref(), value, "{name}");
    }
    assert_eq!(text("content-length").unwrap(), message(RECEIVER).len().to_string());
    assert!(text("host").unwrap().starts_with("localhost:"));
}

#[tokio::test]
async fn the_correlation_id_reaches_the_producer_when_the_operator_says_so() {
    let stage = Stage::with(
        |configuration| configuration.producer.propagate_correlation_id = true,
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await;
    stage
        .send(&[("x-skltp-correlation-id", "c-1")], message(RECEIVER))
        .await
        .is_ok();
    assert_eq!(stage.last_call().headers["x-skltp-correlation-id"], "c-1");
}

#[tokio::test]
async fn an_original_consumer_is_passed_on() {
    let stage = Stage::open().await;
    let named = [("x-rivta-original-serviceconsumer-hsaid", "SE2321000016-ORIGINAL")];
    stage.send(&named, message(RECEIVER)).await.is_ok();
    assert_eq!(
        stage.last_call().headers["x-rivta-original-serviceconsumer-hsaid"],
        "SE2321000016-ORIGINAL"
    );
}

#[tokio::test]
async fn section_3_6_the_consumer_gets_the_producers_headers_filtered() {
    let stage = Stage::open().await;
    let reply = stage.call(message(RECEIVER)).await;
    assert_eq!(reply.header("content-type"), Some("text/xml; charset=UTF-8"));
    assert_eq!(reply.header("x-producer"), Some("here"));
    assert_eq!(reply.header("soapaction"), None);
    assert_eq!(
        reply.header("date"),
        None,
        "the producer's is dropped, and the platform has none"
    );
    assert_eq!(reply.header("content-length"), Some("5"));
    reply.header("x-skltp-prt").unwrap().parse::<u64>().unwrap();
}

#[tokio::test]
async fn section_3_7_the_query_of_the_call_takes_the_place_of_the_address() {
    let stage = Stage::with(
        |_| {},
        |address| vec![route(RECEIVER, &format!("{address}?own=1")), route("13", address)],
        permissions(&[RECEIVER, "13"]),
    )
    .await;
    stage.call(message(RECEIVER)).await.is_ok();
    assert_eq!(stage.last_call().path, "/producer?own=1");
    let empty = http::Request::post(stage.url_of("/vp/a?")).body(crate::stage::whole(message(RECEIVER)));
    crate::stage::Reply::of(&stage.consumer, empty.unwrap())
        .await
        .unwrap()
        .is_ok();
    assert_eq!(
        stage.last_call().path,
        "/producer?own=1",
        "nothing takes the place of something"
    );
    let request = http::Request::post(stage.url_of("/vp/a?x-vp-sender-id=SE-FALSE"));
    let request = request.body(crate::stage::whole(message("13"))).unwrap();
    crate::stage::Reply::of(&stage.consumer, request).await.unwrap().is_ok();
    let seen = stage.last_call();
    assert_eq!(seen.path, "/producer?x-vp-sender-id=SE-FALSE");
    assert_eq!(seen.headers.get("x-vp-sender-id"), None, "a query is no header");
}
