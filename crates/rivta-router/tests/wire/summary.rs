//! What the facts sum up: both ways in (section 1.1), steps (1.2), failures and their events (1.3), texts (5.1), HTTP status
//! (5.5) and traps (12).

use http::StatusCode;
use rivta_catalog::Route;
use rivta_router::config::Plain;

use crate::events::{Log, actions};
use crate::socket::{Act, Wreck};
use crate::stage::{CONTRACT, RECEIVER, SENDER, Stage, message, message_with, permissions, route};

const FAULT: &str =
    "HTTP/1.1 500 No\r\nContent-Length: 52\r\n\r\n<a xmlns='http://schemas.xmlsoap.org/soap/envelope/'/>";

/// A way that a call can go.
struct Way {
    what: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: String,
    producer: Act,
    status: u16,
    /// The code at the beginning of the fault's text; nothing when the producer's answer comes.
    code: Option<&'static str>,
    events: &'static [&'static str],
}

fn ways() -> Vec<Way> {
    let way = |what, body: String, producer, status, code, events| Way {
        what,
        headers: &[("x-vp-instance-id", "rivta"), ("x-vp-sender-id", SENDER)],
        body,
        producer,
        status,
        code,
        events,
    };
    let unread: &[&str] = &["error", "resp-out"];
    let refused: &[&str] = &["req-in", "error", "resp-out"];
    let failed: &[&str] = &["req-in", "req-out", "error", "resp-out"];
    let empty: &[&str] = &["req-in", "req-out", "resp-in", "error", "resp-out"];
    let good: &[&str] = &["req-in", "req-out", "resp-in", "resp-out"];
    let no_answer = "HTTP/1.1 204 No Content\r\n\r\n";
    let text = "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno";
    let created = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nplain";
    vec![
        Way {
            headers: &[],
            ..way(
                "nobody",
                message(RECEIVER),
                Act::Close,
                500,
                Some("VP002 [Test] "),
                unread,
            )
        },
        way(
            "unreadable",
            "<".to_owned(),
            Act::Close,
            500,
            Some("VP015 [Test] "),
            unread,
        ),
        way(
            "no receiver",
            message_with("", CONTRACT),
            Act::Close,
            500,
            Some("VP003 [Test] "),
            refused,
        ),
        way(
            "no route",
            message("x"),
            Act::Close,
            500,
            Some("VP004 [Test] "),
            refused,
        ),
        way(
            "close",
            message(RECEIVER),
            Act::Close,
            500,
            Some("No response "),
            failed,
        ),
        way(
            "reset",
            message(RECEIVER),
            Act::Reset,
            500,
            Some("VP009 [Test] "),
            failed,
        ),
        way(
            "empty",
            message(RECEIVER),
            Act::Say(no_answer),
            500,
            Some("VP009 [Test] "),
            empty,
        ),
        way(
            "text",
            message(RECEIVER),
            Act::Say(text),
            500,
            Some("VP009 [Test] "),
            failed,
        ),
        way("fault", message(RECEIVER), Act::Say(FAULT), 500, None, failed),
        way("answer", message(RECEIVER), Act::Say(created), 201, None, good),
    ]
}

/// Sections 1.3, 5.1 and 5.5: each way with its status, the beginning of its text, and exactly one `resp-out`.
#[tokio::test]
async fn section_1_3_section_5_1_section_5_5_every_way_has_one_status_one_text_and_one_end() {
    for way in ways() {
        let log = Log::capture();
        let producer = Wreck::new(Box::leak(Box::new([way.producer])));
        let stage = Stage::leading_to(&producer.address, |configuration| {
            configuration.plain = Some(Plain::new("127.0.0.1:0".parse().unwrap()));
        })
        .await;
        let reply = stage.send_plain(way.headers, way.body).await;
        assert_eq!(reply.status.as_u16(), way.status, "{}", way.what);
        if let Some(text) = way.code {
            assert!(reply.text("faultstring").starts_with(text), "{}: {reply:?}", way.what);
        } else {
            assert!(!reply.body.contains("faultstring"), "{}: {reply:?}", way.what);
        }
        assert!(reply.header("x-skltp-correlation-id").is_some(), "{}", way.what);
        assert_eq!(actions(&log.events().await), way.events, "{}", way.what);
    }
}

/// Section 1.1: both listeners lead to the same stages, whatever follows the path.
#[tokio::test]
async fn section_1_1_both_listeners_take_the_same_calls() {
    let stage = Stage::open_plain(|_| {}).await;
    let inside = [("x-vp-instance-id", "rivta"), ("x-vp-sender-id", SENDER)];
    stage.send_plain(&inside, message(RECEIVER)).await.is_ok();
    let plain = stage.last_call();
    stage.send(&[], message(RECEIVER)).await.is_ok();
    let tls = stage.last_call();
    assert_eq!((plain.method, plain.path, plain.body), (tls.method, tls.path, tls.body));
}

/// Section 1.2: where a call ends, and what is known of it there. A step that comes later has left nothing.
#[tokio::test]
async fn section_1_2_what_each_step_leaves_for_the_next() {
    const KNOWN: [&str; 6] = [
        "labels.senderid",
        "labels.receiverid",
        "labels.originalServiceconsumerHsaid_in",
        "labels.routerVagvalTrace",
        "url.original",
        "labels.routerBehorighetTrace",
    ];
    let inside = [
        ("x-vp-instance-id", "rivta"),
        ("x-vp-sender-id", SENDER),
        ("x-rivta-original-serviceconsumer-hsaid", "SE-ORIGINAL"),
    ];
    let rows = [
        ("3, identity", &inside[2..], message(RECEIVER), 0),
        ("5, reading", &inside[..], "<".to_owned(), 1),
        ("8, routing, without a route", &inside[..], message("unknown"), 4),
        ("9, permission", &inside[..], message("unpermitted"), 6),
        ("11, profile", &inside[..], message("strange"), 6),
    ];
    let stage = Stage::with(
        |configuration| configuration.plain = Some(Plain::new("127.0.0.1:0".parse().unwrap())),
        |address| {
            let strange = Route {
                profile: "RIVTABP99".into(),
                ..route("strange", address)
            };
            vec![route("unpermitted", address), strange]
        },
        permissions(&["strange"]),
    )
    .await;
    for (step, headers, body, known) in rows {
        let log = Log::capture();
        stage.send_plain(headers, body).await;
        let events = log.events().await;
        let error = events
            .iter()
            .find(|event| event["fields"]["event.action"] == "error")
            .unwrap();
        let told = KNOWN.map(|field| error["fields"][field].is_string());
        let expected: [bool; 6] = std::array::from_fn(|place| place < known);
        assert_eq!(told, expected, "step {step}: {error}");
    }
}

/// Section 12: what the incumbent's guide promises, and what is so.
#[tokio::test]
async fn section_12_facts_win_over_the_guide() {
    let stage = Stage::open_plain(|configuration| {
        configuration.plain = Some(Plain {
            allowed_addresses: Vec::new(),
            ..Plain::new("127.0.0.1:0".parse().unwrap())
        });
    })
    .await;
    // An empty list admits nobody.
    let inside = [("x-vp-instance-id", "rivta"), ("x-vp-sender-id", SENDER)];
    stage
        .send_plain(&inside, message(RECEIVER))
        .await
        .refused("VP011", "Client");
    // The detail of VP015 is the parser's own text, not the template's.
    let detail = stage.call("<").await.refused("VP015", "Client");
    assert!(!detail.contains("could not be read properly"), "{detail}");
    // Neither SOAPAction nor the path decides, but the first child of Body.
    let other = message_with("<r:LogicalAddress>14</r:LogicalAddress>", "urn:other");
    let action = format!("\"{CONTRACT}:RequestExemptionStatuses\"");
    stage
        .send(&[("soapaction", &action)], other)
        .await
        .refused("VP004", "Client");
    // The default is newer than the guide's.
    stage.call(message(RECEIVER)).await.is_ok();
    assert_eq!(stage.last_call().headers["user-agent"], "SKLTP VP/4.3.x");
    // A fault with any status but 500 is not passed on.
    let text = "HTTP/1.1 503 No\r\nContent-Length: 52\r\n\r\n<a xmlns='http://schemas.xmlsoap.org/soap/envelope/'/>";
    let producer = Wreck::new(Box::leak(Box::new([Act::Say(text)])));
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let reply = stage.call(message(RECEIVER)).await;
    reply.refused("VP009", "Server");
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
}
