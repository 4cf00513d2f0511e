//! What the consumer sees when the producer fails (section 6.2).

use std::time::Duration;

use http::StatusCode;
use rivta_router::Configuration;

use crate::socket::{Act, Wreck};
use crate::stage::{Pki, RECEIVER, Reply, Stage, message};

const FAULT: &str = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault>\
                     <faultcode>e:Server</faultcode><faultstring>own</faultstring></e:Fault></e:Body></e:Envelope>";

fn caught(address: &str, what: &str) -> String {
    format!(
        "Error connecting to service producer at address {address}. Exception Caught by Camel when contacting \
         producer. Exception information: ({what})"
    )
}

async fn call(address: &str, configure: impl FnOnce(&mut Configuration)) -> Reply {
    Stage::leading_to(address, configure)
        .await
        .call(message(RECEIVER))
        .await
}

async fn say(answer: &'static str) -> (Reply, Wreck) {
    let script: &'static [Act] = Box::leak(Box::new([Act::Say(answer)]));
    let producer = Wreck::new(script);
    (call(&producer.address, |_| {}).await, producer)
}

fn leaked(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

#[tokio::test]
async fn section_6_2_any_2xx_with_a_body_passes() {
    for status in ["200 OK", "202 Accepted", "299 Odd"] {
        let (reply, _) = say(leaked(format!("HTTP/1.1 {status}\r\nContent-Length: 5\r\n\r\nplain"))).await;
        assert_eq!((reply.status.as_str(), reply.body.as_str()), (&status[..3], "plain"));
    }
    let (reply, _) = say(leaked(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{FAULT}",
        FAULT.len()
    )))
    .await;
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (StatusCode::OK, FAULT),
        "a fault with 200 passes as it is"
    );
}

#[tokio::test]
async fn section_6_2_an_address_without_a_host_is_no_url() {
    let reply = call("https://:8443/vp", |_| {}).await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    let expected = "Expected an http or https URL: https://:8443/vp";
    assert!(reply.body.contains(expected), "{}", reply.body);
}

#[tokio::test]
async fn section_6_2_a_2xx_without_body_is_vp009() {
    for (status, told) in [
        ("200 OK", "200 OK"),
        ("202 Accepted", "202 Accepted"),
        ("203 Other", "203 Non-Authoritative Information"),
        ("299 Odd", "299"),
    ] {
        let (reply, producer) = say(leaked(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"))).await;
        assert_eq!(
            reply.refused("VP009", "Server"),
            format!(
                "Error connecting to service producer at address {}. Empty message when server responded with \
                 status code: {told}",
                producer.address
            )
        );
        assert_eq!(reply.header("x-skltp-prt"), None);
        assert_eq!(producer.connections(), 1);
    }
    let (reply, _) = say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").await;
    reply.refused("VP009", "Server");
}

#[tokio::test]
async fn section_6_2_a_soap_fault_with_500_passes_unchanged() {
    let (reply, _) = say(leaked(format!(
        "HTTP/1.1 500 Error\r\nX-Own: yes\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n{FAULT}",
        FAULT.len()
    )))
    .await;
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (StatusCode::INTERNAL_SERVER_ERROR, FAULT)
    );
    assert_eq!(reply.header("x-own"), Some("yes"));
    assert!(reply.header("x-skltp-correlation-id").is_some() && reply.header("x-skltp-prt").is_some());
}

#[tokio::test]
async fn section_6_2_every_other_status_is_vp009() {
    let soap_12 = FAULT.replace(
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
    );
    let rows = [
        ("500 Error", "text", ""),
        ("500 Error", "", ""),
        ("500 Error", leaked(soap_12), ""),
        ("503 Unavailable", FAULT, ""),
        ("404 Not Found", FAULT, ""),
        ("400 Bad Request", "", ""),
        ("302 Found", "", "Location: /elsewhere\r\n"),
    ];
    for (status, body, header) in rows {
        let answer = format!(
            "HTTP/1.1 {status}\r\n{header}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let (reply, producer) = say(leaked(answer)).await;
        let (number, url) = (&status[..3], &producer.address);
        let redirect = if header.is_empty() {
            ""
        } else {
            ", redirectLocation: /elsewhere"
        };
        let class = "org.apache.camel.component.netty.http.NettyHttpOperationFailedException";
        let what = format!("{class}: Netty HTTP operation failed invoking {url} with statusCode: {number}{redirect}");
        let expected = format!("{}\nVP_PRODUCER_EXCEPTION_HTTP_STATUS={number}", caught(url, &what));
        assert_eq!(reply.refused("VP009", "Server"), expected);
        assert_eq!(producer.connections(), 1, "no second attempt");
    }
}

#[tokio::test]
async fn section_6_2_a_producer_that_does_not_listen_is_vp009() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let address = format!("https://127.0.0.1:{port}/a");
    let reply = call(&address, |_| {}).await;
    let what = format!("java.net.ConnectException: Cannot connect to 127.0.0.1:{port}");
    assert_eq!(reply.refused("VP009", "Server"), caught(&address, &what));
    let address = "https://producer.invalid/a";
    let reply = call(address, |_| {}).await;
    let what = "java.net.ConnectException: Cannot connect to producer.invalid:443";
    assert_eq!(reply.refused("VP009", "Server"), caught(address, what));
}

#[tokio::test]
async fn section_6_2_a_reset_is_tried_once_more() {
    let producer = Wreck::new(&[Act::Reset]);
    let reply = call(&producer.address, |_| {}).await;
    let what = "java.net.SocketException: Connection reset";
    assert_eq!(reply.refused("VP009", "Server"), caught(&producer.address, what));
    assert_eq!(producer.connections(), 2);

    let producer = Wreck::new(&[
        Act::Reset,
        Act::Say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>"),
    ]);
    call(&producer.address, |_| {}).await.is_ok();
    assert_eq!(producer.connections(), 2);

    let producer = Wreck::new(&[Act::Reset]);
    call(&producer.address, |configuration| configuration.producer.retries = 0)
        .await
        .refused("VP009", "Server");
    assert_eq!(producer.connections(), 1);
}

#[tokio::test]
async fn a_call_that_has_outgrown_the_memory_for_it_is_sent_once() {
    let producer = Wreck::new(&[Act::Reset]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let text = message(RECEIVER).replace("191212121212", &"x".repeat(4 << 20));
    stage.call(text).await.refused("VP009", "Server");
    assert_eq!(producer.connections(), 1);
}

#[tokio::test]
async fn section_6_2_a_close_without_answer_is_a_fault_without_code() {
    let producer = Wreck::new(&[Act::Close]);
    let reply = call(&producer.address, |_| {}).await;
    let authority = producer
        .address
        .trim_start_matches("http://")
        .trim_end_matches("/producer");
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(reply.text("faultcode"), "SOAP-ENV:Server");
    assert_eq!(
        reply.text("faultstring"),
        format!("No response received from remote server: {authority}")
    );
    assert_eq!(producer.connections(), 1, "no second attempt");
}

#[tokio::test]
async fn section_6_2_a_silent_producer_is_vp009() {
    let quick = |configuration: &mut Configuration| configuration.producer.silence_timeout = Duration::from_millis(150);
    let producer = Wreck::new(&[Act::Silence]);
    let reply = call(&producer.address, quick).await;
    let what = "io.netty.handler.timeout.ReadTimeoutException: Timeout when waiting on response from producer.";
    assert_eq!(reply.refused("VP009", "Server"), caught(&producer.address, what));
    assert_eq!(producer.connections(), 1, "no second attempt");
}

#[tokio::test]
async fn section_6_2_an_answer_shorter_than_declared_passes() {
    let (reply, _) = say("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<ok/>").await;
    reply.is_ok();
}

#[tokio::test]
async fn section_6_2_an_answer_in_chunks_without_its_end_is_a_fault_without_code() {
    for cut in ["5\r\n<ok/>\r\n", "50\r\n<ok/>"] {
        let answer = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{cut}");
        let (reply, producer) = say(leaked(answer)).await;
        let authority = producer
            .address
            .trim_start_matches("http://")
            .trim_end_matches("/producer");
        assert_eq!(
            reply.text("faultstring"),
            format!("No response received from remote server: {authority}")
        );
        assert_eq!(producer.connections(), 1, "no second attempt");
    }
}

/// Section 6.2: the namespace of SOAP 1.1 may stand anywhere in the body.
#[tokio::test]
async fn section_6_2_a_fault_is_recognized_at_the_end_of_a_large_answer() {
    let late = format!("<!--{}-->{FAULT}", "x".repeat(200_000));
    let answer = format!("HTTP/1.1 500 Error\r\nContent-Length: {}\r\n\r\n{late}", late.len());
    let (reply, _) = say(leaked(answer)).await;
    assert_eq!((reply.status, reply.body), (StatusCode::INTERNAL_SERVER_ERROR, late));
}

#[tokio::test]
async fn an_answer_that_is_no_http_is_vp009() {
    let (reply, producer) = say("220 mail ready\r\n\r\n").await;
    let detail = reply.refused("VP009", "Server");
    assert!(
        detail.starts_with(&caught(&producer.address, "java.io.IOException: ")[..120]),
        "{detail}"
    );
}

/// Section 6.2: the handshake has its own time, within that for silence.
#[tokio::test]
async fn section_6_2_a_handshake_that_does_not_come_is_vp009() {
    const SHORT: Duration = Duration::from_millis(300);
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://localhost:{}/a", mute.local_addr().unwrap().port());
    let rows: [fn(&mut Configuration); 2] = [
        |configuration| configuration.producer.handshake_timeout = SHORT,
        |configuration| configuration.producer.silence_timeout = SHORT,
    ];
    for limit in rows {
        let begun = std::time::Instant::now();
        let detail = call(&address, limit).await.refused("VP009", "Server");
        let expected = "javax.net.ssl.SSLHandshakeException: the handshake was not complete in time";
        assert!(detail.starts_with(&caught(&address, expected)[..]), "{detail}");
        let took = begun.elapsed();
        assert!(took >= SHORT && took < Duration::from_secs(5), "{took:?}");
    }
}

#[tokio::test]
async fn section_6_2_a_producer_that_is_not_trusted_is_vp009() {
    let stranger = Pki::new();
    let seen = crate::stage::Seen::default();
    let (_listening, address) = stranger.producer(crate::stage::recorder(&seen)).await;
    let reply = call(&address, |_| {}).await;
    let detail = reply.refused("VP009", "Server");
    let expected = caught(&address, "javax.net.ssl.SSLHandshakeException: ");
    assert!(detail.starts_with(expected.trim_end_matches(')')), "{detail}");
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn section_6_2_a_producer_that_speaks_no_tls_is_vp009() {
    let producer = Wreck::new(&[Act::Reset]);
    let address = producer.address.replace("http://", "https://");
    call(&address, |_| {}).await.refused("VP009", "Server");
}

#[tokio::test]
async fn section_6_2_an_answer_beyond_the_limit_is_vp009() {
    let producer = Wreck::new(&[Act::Say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")]);
    let reply = call(&producer.address, |configuration| {
        configuration.producer.answer_bytes = 4_000;
    })
    .await;
    let detail = reply.refused("VP009", "Server");
    assert!(detail.contains("larger than the limit of 4000 bytes"), "{detail}");
}

/// Section 2.5: a producer that says `100 Continue` unasked is tolerated.
#[tokio::test]
async fn section_2_5_an_unexpected_continue_is_passed_over() {
    let (reply, _) = say("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>").await;
    reply.is_ok();
}

/// Section 6.2: an unknown host and a refused connection are tried once more, after the pause.
#[tokio::test]
async fn section_6_2_a_failed_connect_is_tried_once_more() {
    for address in ["http://producer.invalid/a", "http://127.0.0.1:1/a"] {
        let started = std::time::Instant::now();
        let reply = call(address, |configuration| {
            configuration.producer.retry_delay = Duration::from_millis(300);
        })
        .await;
        reply.refused("VP009", "Server");
        assert!(started.elapsed() >= Duration::from_millis(300), "{address}");
    }
}
