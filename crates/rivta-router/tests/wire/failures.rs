//! What is told of a call that fails (section 8.2).

use serde_json::Value;

use crate::events::{Log, actions};
use crate::socket::{Act, Wreck};
use crate::stage::{RECEIVER, Reply, SENDER, Stage, message, whole};

/// The fields of `error` and `resp-out`, which end every call that fails.
async fn ends(log: &Log) -> [Value; 2] {
    let events = log.events().await;
    let last = events.len() - 1;
    assert_eq!(actions(&events)[last - 1..], ["error", "resp-out"]);
    [last - 1, last].map(|at| events[at]["fields"].clone())
}

const LABELS: [&str; 6] = [
    "labels.sessionStatus",
    "labels.errorCode",
    "labels.statusCode",
    "labels.sessionErrorDescription",
    "labels.sessionErrorTechnicalDescription",
    "labels.faultCode",
];

/// Labels stay from the error on; what is told of the error itself is told once.
#[tokio::test]
async fn section_8_2_a_failure_is_told_in_the_last_event_too() {
    let producer = Wreck::new(&[Act::Say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]);
    for (receiver, code, fault_code) in [
        (RECEIVER, "VP009", Value::from("SOAP-ENV:Server")),
        ("unknown", "VP004", Value::Null),
    ] {
        let log = Log::capture();
        let stage = Stage::leading_to(&producer.address, |_| {}).await;
        let told = stage.call(message(receiver)).await.text("faultstring").to_owned();
        let [error, last] = ends(&log).await;
        for event in [&error, &last] {
            let [status, own, line, description, technical, of_fault] = LABELS.map(|label| &event[label]);
            assert_eq!(
                (status, own, line),
                (&"true".into(), &code.into(), &"500 Internal Server Error".into())
            );
            assert_eq!((description, of_fault), (&told.as_str().into(), &fault_code));
            assert!(technical.as_str().is_some_and(|text| !text.is_empty()), "{event}");
            assert_eq!(event["http.response.status_code"], 500);
        }
        for name in ["error.type", "error.message", "error.stack_trace"] {
            assert!(error[name].is_string() && last[name].is_null(), "{name}");
        }
    }
}

/// A fault of the producer's own is passed on: the call still counts as being there, and lasts as long as it was there.
#[tokio::test]
async fn section_8_2_a_producers_fault_lasts_as_long_as_the_consumer_is_told() {
    let log = Log::capture();
    let fault = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault><faultcode> e:Client.Own \
                 </faultcode><faultstring>no</faultstring></e:Fault></e:Body></e:Envelope>";
    let answer = format!("HTTP/1.1 500 Error\r\nContent-Length: {}\r\n\r\n{fault}", fault.len());
    let producer = Wreck::new(Box::leak(Box::new([Act::Say(Box::leak(answer.into_boxed_str()))])));
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let reply = stage.call(message(RECEIVER)).await;
    let milliseconds: u64 = reply.header("x-skltp-prt").unwrap().parse().unwrap();
    for event in ends(&log).await {
        assert_eq!(event["event.duration"], milliseconds * 1_000_000);
        assert_eq!(event["labels.faultCode"], "e:Client.Own");
        assert_eq!(
            event["labels.sessionErrorDescription"],
            "Fel vid kontakt med tjänsteproducenten."
        );
        assert!(event["labels.errorCode"].is_null());
    }
}

/// Who calls is looked at before what was called (section 1.2, steps 3 and 4).
#[tokio::test]
async fn section_8_2_the_url_is_empty_until_it_is_known_who_calls() {
    let inside = [("x-vp-sender-id", SENDER), ("x-vp-instance-id", "rivta")];
    let stranger = [inside[0], inside[1], ("x-forwarded-for", "9.9.9.9")];
    let forwarded = ("x-vp-forwarded-host", "proxy.example");
    for (headers, code, is_known) in [
        (&[forwarded][..], "VP002", false),
        (&stranger, "VP011", false),
        (&[inside[0], inside[1], forwarded], "VP015", true),
    ] {
        let log = Log::capture();
        let stage = Stage::open_plain(|_| {}).await;
        stage.send_plain(headers, "<").await.refused(code, "Client");
        let [error, last] = ends(&log).await;
        for event in [&error, &last] {
            let url = event["url.full"].as_str().unwrap();
            assert_eq!((url.is_empty(), url.ends_with("/vp")), (!is_known, is_known), "{code}");
        }
        assert_eq!(error["labels.httpXForwardedHost"].is_string(), is_known);
    }
}

#[tokio::test]
async fn section_8_2_the_length_of_a_call_is_told_on_its_way_out_too() {
    let log = Log::capture();
    let stage = Stage::open().await;
    stage.call(message(RECEIVER)).await.is_ok();
    let events = log.events().await;
    for event in events.iter().take(2) {
        assert_eq!(event["fields"]["http.request.body.bytes"], message(RECEIVER).len());
    }
}

/// Section 5.4: a producer that closes in good order without an answer is no producer's error, so no fault is looked for.
#[tokio::test]
async fn section_8_2_a_generic_fault_fills_no_fault_labels() {
    let log = Log::capture();
    let producer = Wreck::new(&[Act::Close]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    stage.call(message(RECEIVER)).await.text("faultstring");
    for event in ends(&log).await {
        assert_eq!(event["labels.errorCode"], "VP009");
        assert!(event["labels.faultCode"].is_null() && event["labels.faultString"].is_null());
    }
}

/// Section 1.3: what fails while a description is looked for ends as a call does.
#[tokio::test]
async fn section_1_3_a_schema_that_is_not_there_is_told() {
    let log = Log::capture();
    let stage = Stage::open().await;
    let path = "/vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21";
    let request = http::Request::get(stage.url_of(&format!("{path}?xsd=none.xsd")));
    let reply = Reply::of(&stage.consumer, request.body(whole("")).unwrap())
        .await
        .unwrap();
    assert_eq!(reply.text("faultstring"), "Couldn't find xsd named none.xsd");
    assert_eq!(actions(&log.events().await), ["error", "resp-out"]);
    let [error, last] = ends(&log).await;
    assert!(
        error["error.stack_trace"].as_str().unwrap().contains("none.xsd"),
        "{error}"
    );
    assert_eq!(last["http.response.status_code"], 500);
}

/// Section 1.3: each failing call has one `error` and one `resp-out`, also when there is no answer to it.
#[tokio::test]
async fn section_1_3_a_call_that_a_shutdown_cuts_off_is_told_to_its_end() {
    let log = Log::capture();
    let producer = Wreck::new(&[Act::Silence]);
    let stage = Stage::leading_to(&producer.address, |configuration| {
        configuration.consumer.shutdown_timeout = std::time::Duration::from_millis(10);
    })
    .await;
    let request = http::Request::post(stage.url()).body(whole(message(RECEIVER))).unwrap();
    let Stage { router, consumer, .. } = stage;
    let call = Reply::of(&consumer, request);
    let stop = async {
        log.until("req-out").await;
        router.shutdown().await
    };
    let (answered, is_orderly) = tokio::join!(call, stop);
    assert!(answered.is_err() && !is_orderly);
    assert!(log.text().contains("calls were cut off"));
    assert_eq!(actions(&log.events().await), ["req-in", "req-out", "error", "resp-out"]);
}
