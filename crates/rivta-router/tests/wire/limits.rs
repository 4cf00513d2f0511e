//! What HTTP itself refuses (sections 2.5 and 2.7).

use std::io::{Read as _, Write as _};

use crate::stage::{RECEIVER, Stage, message};

/// Sends bytes to the plain listener and gives the first line of the answer.
async fn first_line(stage: &Stage, request: String) -> String {
    let address = stage.router.plain_addr().unwrap();
    tokio::task::spawn_blocking(move || {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let mut piece = [0; 512];
        while !answer.contains(&b'\n') {
            match stream.read(&mut piece).unwrap() {
                0 => break,
                count => answer.extend_from_slice(&piece[..count]),
            }
        }
        String::from_utf8(answer)
            .unwrap()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn section_2_7_what_is_no_proper_request_is_refused_by_http() {
    let stage = Stage::open_plain(|_| {}).await;
    let rows = [
        (
            "without Host",
            "POST /vp HTTP/1.1\r\nContent-Length: 0\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "HTTP/1.0 without Host",
            "POST /vp HTTP/1.0\r\nContent-Length: 0\r\n\r\n".to_owned(),
            "400",
        ),
        ("no HTTP", "HELLO\r\n\r\n".to_owned(), "400"),
        (
            "headers over the limit",
            format!("POST /vp HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(8_192)),
            "400",
        ),
        (
            "first line over the limit",
            format!("POST /vp?{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(4_096)),
            "400",
        ),
        (
            "within the limits, and no certificate",
            format!(
                "POST /vp?{} HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
                "x".repeat(4_000),
                "x".repeat(8_000)
            ),
            "500",
        ),
        (
            "announced too large",
            "POST /vp HTTP/1.1\r\nHost: a\r\nContent-Length: 15728641\r\n\r\n".to_owned(),
            "413",
        ),
    ];
    for (what, request, status) in rows {
        let line = first_line(&stage, request).await;
        assert_eq!(line.split(' ').nth(1), Some(status), "{what}: {line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn section_2_5_a_call_in_chunks_reaches_the_producer_whole() {
    let stage = Stage::open_plain(|_| {}).await;
    let body = message(RECEIVER);
    let (first, second) = body.split_at(100);
    let request = format!(
        "POST /vp HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nX-VP-Sender-Id: {}\r\nX-VP-Instance-Id: \
         rivta\r\n\r\n{:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
        crate::stage::SENDER,
        first.len(),
        second.len()
    );
    assert_eq!(first_line(&stage, request).await, "HTTP/1.1 200 OK");
    assert_eq!(stage.last_call().body, body);
}

#[tokio::test(flavor = "multi_thread")]
async fn section_1_4_a_refusal_reaches_a_caller_that_still_sends_its_body() {
    let stage = Stage::open_plain(|_| {}).await;
    // More than the buffers of a connection hold, all of it sent before the answer is looked at.
    let body = message(&"x".repeat(12 << 20));
    let request = format!(
        "POST /vp HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(first_line(&stage, request).await, "HTTP/1.1 500 Internal Server Error");
}
