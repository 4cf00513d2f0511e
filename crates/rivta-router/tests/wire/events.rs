//! The log points of a call (section 8): which, in what order, with which fields, and never the payload.

use std::collections::BTreeMap;

use rivta_router::journal::{FIELD, TARGET};
use serde_json::json;

use crate::socket::{Act, Wreck};
use crate::stage::{CONTRACT, RECEIVER, Reply, SENDER, Stage, message, permissions, route, timely, whole};

/// What is logged on this thread, on which everything in such a test runs.
pub(crate) struct Log {
    log: rivta_test_log::Log,
    _keeping: tracing::subscriber::DefaultGuard,
}

impl Log {
    pub(crate) fn capture() -> Self {
        let (log, keeping) = rivta_test_log::Log::capture_json();
        Self { log, _keeping: keeping }
    }

    /// The events of calls so far, once `resp-out` is among them; their fields are those of the object they hold.
    pub(crate) async fn events(&self) -> Vec<serde_json::Value> {
        self.until("resp-out").await
    }

    pub(crate) fn text(&self) -> String {
        self.log.text()
    }

    /// The events of calls so far, once this one is among them.
    pub(crate) async fn until(&self, action: &str) -> Vec<serde_json::Value> {
        timely(async {
            loop {
                let text = self.log.text();
                let events: Vec<_> = text.lines().filter_map(event).collect();
                if events.iter().any(|event| event["fields"]["event.action"] == action) {
                    assert!(!text.contains("191212121212"), "the payload must not be logged");
                    return events;
                }
                tokio::task::yield_now().await;
            }
        })
        .await
    }
}

/// An event of a call with the fields it holds; `None` for another.
fn event(line: &str) -> Option<serde_json::Value> {
    let mut event: serde_json::Value = serde_json::from_str(line).unwrap();
    let object = event["fields"].get(FIELD).filter(|_| event["target"] == TARGET)?;
    let fields: BTreeMap<String, serde_json::Value> = serde_json::from_str(object.as_str().unwrap()).unwrap();
    let names = object.as_str().unwrap().matches("\":").count();
    let inner = object.as_str().unwrap().matches("\\\":").count();
    assert_eq!(names - inner, fields.len(), "each field once: {object}");
    assert_eq!(event["fields"]["message"], fields["event.action"]);
    event["fields"] = serde_json::to_value(fields).unwrap();
    Some(event)
}

pub(crate) fn actions(events: &[serde_json::Value]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event["fields"]["event.action"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn section_8_1_a_good_call_has_four_events_and_no_error() {
    let log = Log::capture();
    let stage = Stage::open().await;
    stage
        .send(&[("x-skltp-correlation-id", "c-1")], message(RECEIVER))
        .await
        .is_ok();
    let events = log.events().await;
    assert_eq!(actions(&events), ["req-in", "req-out", "resp-in", "resp-out"]);
    for event in &events {
        assert_eq!(event["level"], "INFO");
        let fields = &event["fields"];
        assert_eq!(fields["trace.id"], "c-1");
        assert_eq!(fields["labels.senderid"], SENDER);
        assert_eq!(fields["labels.receiverid"], RECEIVER);
        assert_eq!(fields["labels.servicecontract_namespace"], CONTRACT);
        assert_eq!(fields["labels.rivversion"], "rivtabp21");
        assert_eq!(fields["url.full"], stage.url().as_str());
        assert_eq!(fields["http.request.method"], "POST");
    }
    assert_eq!(events[0]["fields"]["message"], format!("req-in {SENDER} -> {RECEIVER}"));
    let last = &events[3]["fields"];
    assert_eq!(last["labels.routerVagvalTrace"], RECEIVER);
    assert_eq!(last["labels.routerBehorighetTrace"], RECEIVER);
    assert_eq!(last["labels.originalServiceconsumerHsaid"], SENDER);
    assert_eq!(
        (&last["http.response.status_code"], &last["http.response.body.bytes"]),
        (&200.into(), &5.into())
    );
    assert!(last["url.original"].as_str().unwrap().starts_with("https://localhost:"));
    assert!(last["event.duration"].as_u64().unwrap() > 0);
}

/// Section 8.2: fields, by event.
#[tokio::test]
async fn section_8_2_the_fields_of_each_event() {
    let log = Log::capture();
    let stage = Stage::open().await;
    let sent = [
        ("content-type", "text/xml"),
        ("x-vp-auth-cert", "MIISECRET"),
        ("x-vp-forwarded-host", "proxy.example"),
        ("x-rivta-acting-on-behalf-of-hsaid", "SE-OTHER"),
    ];
    stage.send(&sent, message(RECEIVER)).await.is_ok();
    let events = log.events().await;
    let fields: Vec<_> = events.iter().map(|event| &event["fields"]).collect();
    let [request_in, request_out, response_in, response_out] = fields.as_slice() else {
        panic!("{events:?}")
    };
    for (event, kind) in fields.iter().zip(["start", "start", "end", "end"]) {
        assert_eq!(event["event.kind"], "event");
        assert_eq!(event["event.category"], json!(["web"]));
        assert_eq!(event["event.module"], "skltp-messages");
        assert_eq!(event["event.type"], json!(["access", kind]));
        assert_eq!(event["service.name"], "vp-services");
        assert_eq!(event["transaction.id"], request_in["transaction.id"]);
        assert_eq!(event["event.duration"].is_u64(), kind == "end");
        assert_eq!(
            event["labels.wsdl_namespace"],
            format!("{}:rivtabp21", CONTRACT.replace("Responder", ""))
        );
    }
    let ids: std::collections::BTreeSet<_> = fields.iter().map(|event| event["event.id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 4);
    // A span from req-in to resp-out, and one inside it while the producer has the call.
    assert_eq!(request_in["span.id"], response_out["span.id"]);
    assert_eq!(request_out["span.id"], response_in["span.id"]);
    assert_ne!(request_in["span.id"], request_out["span.id"]);
    assert_eq!(request_out["labels.parent.id"], request_in["span.id"]);
    assert!(request_in["labels.parent.id"].is_null() && response_out["labels.parent.id"].is_null());
    assert_eq!(request_in["http.request.body.bytes"], message(RECEIVER).len());
    let headers: serde_json::Value =
        serde_json::from_str(request_in["http.request.headers"].as_str().unwrap()).unwrap();
    assert_eq!(headers["x-vp-auth-cert"], "<filtered>");
    assert_eq!(headers["content-type"], "text/xml");
    let headers: serde_json::Value =
        serde_json::from_str(request_out["http.request.headers"].as_str().unwrap()).unwrap();
    assert_eq!(headers["x-rivta-original-serviceconsumer-hsaid"], SENDER);
    let headers: serde_json::Value =
        serde_json::from_str(response_out["http.response.headers"].as_str().unwrap()).unwrap();
    assert_eq!(headers["content-type"], "text/xml; charset=UTF-8");
    assert_eq!(request_in["labels.httpXForwardedHost"], "proxy.example");
    assert!(response_out["labels.httpXForwardedHost"].is_null(), "told once");
    assert_eq!(request_in["labels.route"], "vagval-route");
    assert_eq!(request_out["labels.route"], "to-producer-route");
    assert_eq!(response_out["labels.route"], "vp-https-route");
    assert_eq!(response_out["labels.sslContextId"], "SSLContext-default");
    assert_eq!(response_out["labels.actingOnBehalfOfHsaid"], "SE-OTHER");
    assert_eq!(response_out["destination.domain"], "localhost");
    assert!(response_out["destination.port"].as_u64().unwrap() > 0);
    assert!(response_out["source.ip"].is_null(), "known on the plain listener alone");
}

#[tokio::test]
async fn section_2_2_what_a_message_that_cannot_be_read_was_said_to_be() {
    let stage = Stage::open().await;
    let multipart = "multipart/related; boundary=b";
    for (content_type, body) in [
        ("text/xml; charset=nonsense", "<a b"),
        ("text/xml", ""),
        (multipart, "--b--"),
    ] {
        let log = Log::capture();
        let sent = [
            ("content-type", content_type),
            ("soapaction", "urn:of:191212121212"),
            ("x-vp-auth-cert", "MIISECRET"),
        ];
        stage.send(&sent, body).await.refused("VP015", "Client");
        let events = log.events().await;
        assert_eq!(actions(&events), ["error", "resp-out"], "{content_type}");
        let [error, out] = [0, 1].map(|event| &events[event]["fields"]);
        let headers: serde_json::Value = serde_json::from_str(error["http.request.headers"].as_str().unwrap()).unwrap();
        assert_eq!(headers["content-type"], content_type);
        assert_eq!(headers["soapaction"], "urn:of:********-****");
        assert_eq!(headers["x-vp-auth-cert"], "<filtered>");
        assert!(out["http.request.headers"].is_null());
    }
}

/// The second message begins as the first, whose head is remembered.
#[tokio::test]
async fn section_8_2_a_message_is_told_as_the_one_before_and_by_the_profile_it_became() {
    let routes = |address: &str| {
        let mut row = route(RECEIVER, address);
        row.profile = "RIVTABP20".into();
        vec![row]
    };
    let stage = Stage::with(|_| {}, routes, permissions(&[RECEIVER])).await;
    let wsdl = CONTRACT.replace("Responder", "");
    for on_behalf_of in ["SE-FIRST", "SE-OTHER"] {
        let log = Log::capture();
        let sent = [("x-rivta-acting-on-behalf-of-hsaid", on_behalf_of)];
        stage.send(&sent, message(RECEIVER)).await.is_ok();
        let events = log.events().await;
        assert_eq!(actions(&events), ["req-in", "req-out", "resp-in", "resp-out"]);
        for (event, profile) in events.iter().zip(["rivtabp21", "RIVTABP20", "RIVTABP20", "RIVTABP20"]) {
            let fields = &event["fields"];
            assert_eq!(fields["labels.rivversion"], profile);
            assert_eq!(fields["labels.wsdl_namespace"], format!("{wsdl}:{profile}"));
            assert_eq!(fields["labels.receiverid"], RECEIVER);
            assert_eq!(fields["labels.servicecontract_namespace"], CONTRACT);
            assert_eq!(fields["labels.actingOnBehalfOfHsaid"], on_behalf_of);
            let action = fields["event.action"].as_str().unwrap();
            assert_eq!(fields["message"], format!("{action} {SENDER} -> {RECEIVER}"));
        }
    }
}

#[tokio::test]
async fn section_8_2_the_source_on_the_plain_listener() {
    let log = Log::capture();
    let stage = Stage::open_plain(|_| {}).await;
    let inside = [
        ("x-vp-sender-id", SENDER),
        ("x-vp-instance-id", "rivta"),
        ("x-forwarded-for", "127.0.0.1, 10.0.0.1"),
    ];
    stage.send_plain(&inside, message(RECEIVER)).await.is_ok();
    let events = log.events().await;
    let last = &events[3]["fields"];
    assert_eq!(last["source.ip"], "127.0.0.1, 10.0.0.1");
    assert_eq!(last["source.address"], "127.0.0.1");
    assert_eq!(last["labels.route"], "vp-http-route");
    assert!(last["url.full"].as_str().unwrap().starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn section_8_2_a_producers_fault_fills_the_fault_labels() {
    let log = Log::capture();
    let fault = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault>\
                 <faultcode>e:Server</faultcode><faultstring>own 191212121212</faultstring></e:Fault></e:Body></e:Envelope>";
    let answer = format!("HTTP/1.1 500 Error\r\nContent-Length: {}\r\n\r\n{fault}", fault.len());
    let producer = Wreck::new(Box::leak(Box::new([Act::Say(Box::leak(answer.into_boxed_str()))])));
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    assert_eq!(stage.call(message(RECEIVER)).await.body, fault);
    let events = log.events().await;
    assert_eq!(actions(&events), ["req-in", "req-out", "error", "resp-out"]);
    let error = &events[2]["fields"];
    assert_eq!(error["labels.faultCode"], "e:Server");
    assert_eq!(error["labels.faultString"], "own 000000000000");
    assert!(error["labels.errorCode"].is_null());
    // The producer's span is not closed when there is no resp-in.
    assert_eq!(events[3]["fields"]["span.id"], events[1]["fields"]["span.id"]);
}

#[tokio::test]
async fn the_payload_is_logged_for_a_contract_until_an_instant_and_masked() {
    for (until, is_shown) in [(1, true), (-1, false)] {
        let log = Log::capture();
        let stage = Stage::with(
            |configuration| {
                configuration.payload_log = vec![rivta_router::config::PayloadLog {
                    contract: CONTRACT.to_owned(),
                    until: chrono::Utc::now() + chrono::TimeDelta::hours(until),
                }];
            },
            |address| vec![route(RECEIVER, address)],
            permissions(&[RECEIVER]),
        )
        .await;
        stage.call(message(RECEIVER)).await.is_ok();
        assert_eq!(stage.last_call().body, message(RECEIVER));
        let events = log.events().await;
        let content = [
            &events[0]["fields"]["http.request.body.content"],
            &events[2]["fields"]["http.response.body.content"],
        ];
        if is_shown {
            assert!(
                content[0]
                    .as_str()
                    .unwrap()
                    .contains("<c:secret>000000000000</c:secret>"),
                "{content:?}"
            );
            assert_eq!(content[1], "<ok/>");
        } else {
            assert!(content[0].is_null() && content[1].is_null());
        }
    }
}

#[tokio::test]
async fn section_8_1_a_refused_call_has_one_error_with_its_code() {
    for (receiver, code, expected) in [
        ("15", "VP004", &["req-in", "error", "resp-out"][..]),
        ("<", "VP015", &["error", "resp-out"]),
    ] {
        let log = Log::capture();
        let stage = Stage::open().await;
        stage.call(message(receiver)).await.refused(code, "Client");
        let events = log.events().await;
        assert_eq!(actions(&events), expected);
        let error = &events[expected.len() - 2];
        assert_eq!(
            (&error["level"], &error["fields"]["labels.errorCode"]),
            (&"ERROR".into(), &code.into())
        );
        assert_eq!(events[expected.len() - 1]["fields"]["http.response.status_code"], 500);
    }
}

#[tokio::test]
async fn section_8_1_a_failing_producer_has_no_resp_in() {
    let log = Log::capture();
    let producer = Wreck::new(&[Act::Reset]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    let events = log.events().await;
    assert_eq!(actions(&events), ["req-in", "req-out", "error", "resp-out"]);
    assert_eq!(events[2]["fields"]["labels.errorCode"], "VP009");
}

#[tokio::test]
async fn the_query_of_a_call_is_not_logged() {
    let log = Log::capture();
    let producer = Wreck::new(&[Act::Say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let request = http::Request::post(stage.url_of("/vp?person=191212121212"));
    let request = request.body(whole(message(RECEIVER))).unwrap();
    Reply::of(&stage.consumer, request)
        .await
        .unwrap()
        .refused("VP009", "Server");
    let events = log.events().await;
    let fields = &events[2]["fields"];
    let text = fields["labels.sessionErrorTechnicalDescription"].as_str().unwrap();
    let expected = format!(
        "invoking {} with statusCode: 404)\nVP_PRODUCER_EXCEPTION_HTTP_STATUS=404",
        producer.address
    );
    assert!(text.ends_with(&expected), "{text}");
    assert_eq!(
        (&fields["labels.faultDetail"], &fields["error.stack_trace"]),
        (&text.into(), &text.into())
    );
}

/// Section 1.2, steps 17 and 19, and section 6.2.
#[tokio::test]
async fn section_8_1_an_empty_answer_came_in_before_it_is_an_error_without_a_stack() {
    let log = Log::capture();
    let producer = Wreck::new(&[Act::Say("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    let events = log.events().await;
    assert_eq!(actions(&events), ["req-in", "req-out", "resp-in", "error", "resp-out"]);
    let [_, out, came, error, left] = &events[..] else {
        panic!("{events:?}")
    };
    let told = |event: &serde_json::Value, name: &str| event["fields"][name].clone();
    assert_eq!(told(came, "http.response.status_code"), 202);
    assert_eq!(told(came, "span.id"), told(out, "span.id"));
    assert_eq!(told(error, "span.id"), told(left, "span.id"));
    assert_ne!(told(error, "span.id"), told(out, "span.id"));
    assert_eq!(told(error, "labels.errorCode"), "VP009");
    assert!(told(error, "error.stack_trace").is_null(), "{error}");
    assert_eq!(told(left, "http.response.status_code"), 500);
    assert!(told(error, "labels.faultCode").is_null(), "{error}");
    let text = log.log.text();
    assert!(text.contains("Response from producer is empty"), "{text}");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_told() {
    let log = Log::capture();
    let producer = Wreck::new(&[Act::Say(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n<answer>\r\n",
    )]);
    let stage = Stage::leading_to(&producer.address, |configuration| {
        configuration.producer.opening_bytes = 4;
    })
    .await;
    let request = http::Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    Reply::of(&stage.consumer, request).await.unwrap_err();
    let events = log.events().await;
    assert_eq!(actions(&events), ["req-in", "req-out", "resp-in", "error", "resp-out"]);
}
