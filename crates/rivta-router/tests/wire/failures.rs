//! What is told of a call that fails (section 8.2).

use serde_json::Value;

use crate::events::{Log, actions};
use crate::socket::{Act, Wreck};
use crate::stage::{RECEIVER, SENDER, Stage, message};

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
