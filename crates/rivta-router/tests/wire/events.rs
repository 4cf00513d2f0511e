//! The log points of a call (section 8): which, in what order, with which fields, and never the payload.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::socket::{Act, Wreck};
use crate::stage::{CONTRACT, RECEIVER, Reply, SENDER, Stage, message, timely, whole};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Keeps the events of this thread, on which everything in such a test runs.
    fn keep(&self) -> tracing::subscriber::DefaultGuard {
        let subscriber = tracing_subscriber::fmt().json().with_writer(self.clone()).finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// The events of calls so far, once `resp-out` is among them.
    async fn events(&self) -> Vec<serde_json::Value> {
        timely(async {
            loop {
                let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
                let lines = text
                    .lines()
                    .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
                let ours = |event: &serde_json::Value| event["target"] == rivta_router::journal::TARGET;
                let events: Vec<_> = lines
                    .filter(ours)
                    .filter(|event| event["fields"]["event.action"] != serde_json::Value::Null)
                    .collect();
                if events.iter().any(|event| event["fields"]["event.action"] == "resp-out") {
                    assert!(!text.contains("191212121212"), "the payload must not be logged");
                    return events;
                }
                tokio::task::yield_now().await;
            }
        })
        .await
    }
}

fn actions(events: &[serde_json::Value]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event["fields"]["event.action"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_good_call_has_four_events_and_no_error() {
    let log = Log::default();
    let _guard = log.keep();
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
        assert_eq!(fields["url.full"], "/vp");
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

#[tokio::test]
async fn a_refused_call_has_one_error_with_its_code() {
    for (receiver, code, expected) in [
        ("15", "VP004", &["req-in", "error", "resp-out"][..]),
        ("<", "VP015", &["error", "resp-out"]),
    ] {
        let log = Log::default();
        let _guard = log.keep();
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
async fn a_failing_producer_has_no_resp_in() {
    let log = Log::default();
    let _guard = log.keep();
    let producer = Wreck::new(&[Act::Reset]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    stage.call(message(RECEIVER)).await.refused("VP009", "Server");
    let events = log.events().await;
    assert_eq!(actions(&events), ["req-in", "req-out", "error", "resp-out"]);
    assert_eq!(events[2]["fields"]["labels.errorCode"], "VP009");
}

#[tokio::test]
async fn the_query_of_a_call_is_not_logged() {
    let log = Log::default();
    let _guard = log.keep();
    let producer = Wreck::new(&[Act::Say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let request = http::Request::post(stage.url_of("/vp?person=191212121212"));
    let request = request.body(whole(message(RECEIVER))).unwrap();
    Reply::of(&stage.consumer, request)
        .await
        .unwrap()
        .refused("VP009", "Server");
    let events = log.events().await;
    let text = events[2]["fields"]["labels.sessionErrorTechnicalDescription"]
        .as_str()
        .unwrap();
    assert_eq!(text, format!("{} answered with status 404", producer.address));
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_told() {
    let log = Log::default();
    let _guard = log.keep();
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
