//! Every kind of failure is told apart, and names the call.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-producer/tests/support/mod.rs"]
mod support;

mod server;

use std::net::SocketAddr;
use std::time::Duration;

use chrono::Utc;
use http::StatusCode;
use http_body_util::BodyExt as _;
use rivta_consumer::builder::ConsumerBuilder;
use rivta_consumer::channel::{BoxError, ChannelError};
use rivta_consumer::{Consumer, Endpoint, Error, Limits, OriginalConsumer, Phase, Timeouts, TlsFailure, Trust};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_pki::{Subject, Validity};
use rivta_soap::{Fault, LogicalAddress};
use rivta_test_log::Log;
use server::{answer, http, read_request, scripted};
use support::{PERSON, Pki, client_identity, url, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const SHORT: Duration = Duration::from_millis(150);

fn builder(pki: &Pki, address: SocketAddr) -> ConsumerBuilder {
    builder_at(&url(address), pki.trust(), pki)
}

fn builder_at(url: &str, trust: Trust, pki: &Pki) -> ConsumerBuilder {
    Consumer::to(Endpoint::base(url).unwrap())
        .trusting(trust)
        .identified_by(client_identity(&pki.issue("ASKER")))
        .on_behalf_of(OriginalConsumer::FromCertificate)
}

/// Calls and gives the error, which must name the call and nothing of the payload.
async fn failure(builder: ConsumerBuilder) -> Error {
    let (log, _guard) = Log::capture();
    let consumer = builder.build().unwrap();
    let (to, request) = (LogicalAddress::new("13").unwrap(), support::request());
    let call = consumer
        .request::<RequestExemptionStatuses>(&to, &request)
        .correlation_id("trace-1");
    let error = within(Box::pin(call.send())).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("RequestExemptionStatuses to 13 (correlation id trace-1): "),
        "{text}"
    );
    assert!(!format!("{error:?}{text}").contains(PERSON) && !log.text().contains(PERSON));
    error
}

/// The error when the server answers every call with these bytes.
async fn failure_on(text: String) -> Error {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), move |line| answer(line, text.clone())).await;
    failure(builder(&pki, address)).await
}

#[track_caller]
fn assert_timeout(error: &Error, expected: Phase) {
    match error {
        Error::Timeout { phase, after, .. } => assert_eq!((*phase, *after), (expected, SHORT)),
        other => panic!("{other}"),
    }
    assert!(error.is_unavailability());
}

#[tokio::test]
async fn nobody_listens() {
    let pki = Pki::new();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = failure(builder(&pki, free)).await;
    assert!(
        matches!(
            &error,
            Error::Connect {
                source: ChannelError::Refused { .. },
                ..
            }
        ),
        "{error}"
    );
    assert!(error.is_unavailability());
}

#[tokio::test]
async fn the_host_cannot_be_reached() {
    let pki = Pki::new();
    // Nobody can be connected to by broadcast.
    let error = failure(builder_at("https://255.255.255.255/vp", pki.trust(), &pki)).await;
    assert!(
        matches!(
            &error,
            Error::Connect {
                source: ChannelError::Connect { .. },
                ..
            }
        ),
        "{error}"
    );
    assert!(error.is_unavailability());
}

#[tokio::test]
async fn connecting_takes_too_long() {
    let pki = Pki::new();
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    // Nobody accepts; once the queue is full, the operating system answers no further caller.
    let mut queued = Vec::new();
    while let Ok(stream) = tokio::time::timeout(SHORT, tokio::net::TcpStream::connect(address)).await {
        queued.push(stream.unwrap());
    }
    let timeouts = Timeouts {
        connect: SHORT,
        ..Timeouts::default()
    };
    let url = format!("https://{address}/vp");
    assert_timeout(
        &failure(builder_at(&url, pki.trust(), &pki).timeouts(timeouts)).await,
        Phase::Connect,
    );
}

#[tokio::test]
async fn the_handshake_takes_too_long() {
    let pki = Pki::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let timeouts = Timeouts {
        tls: SHORT,
        ..Timeouts::default()
    };
    let error = failure(builder(&pki, listener.local_addr().unwrap()).timeouts(timeouts)).await;
    assert_timeout(&error, Phase::Tls);
}

#[tokio::test]
async fn the_request_is_not_taken() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |line| async move {
        let _line = line;
        std::future::pending::<()>().await;
    })
    .await;
    let timeouts = Timeouts {
        write: SHORT,
        ..Timeouts::default()
    };
    let channel = rivta_consumer::Channel::builder(pki.trust(), client_identity(&pki.issue("ASKER")));
    let channel = channel.timeouts(timeouts).build().unwrap();
    let large = support::body(vec![b'x'; 64 << 20]);
    match within(channel.send(support::post(&url(address), large)))
        .await
        .unwrap_err()
    {
        ChannelError::Timeout {
            phase: Phase::Write,
            after: SHORT,
            ..
        } => {}
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_answer_does_not_begin() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |mut line| async move {
        read_request(&mut line).await;
        std::future::pending::<()>().await;
    })
    .await;
    let timeouts = Timeouts {
        first_byte: SHORT,
        ..Timeouts::default()
    };
    assert_timeout(
        &failure(builder(&pki, address).timeouts(timeouts)).await,
        Phase::FirstByte,
    );
}

#[tokio::test]
async fn a_head_that_comes_bit_by_bit_is_waited_for() {
    // So long that a busy machine does not stand still for it.
    const SILENCE: Duration = Duration::from_millis(600);
    let pki = Pki::new();
    let heads = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", Phase::Read),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n", Phase::FirstByte),
    ];
    for (head, expected) in heads {
        let address = scripted(&pki.issue("SERVER"), move |mut line| async move {
            read_request(&mut line).await;
            let mut ticks = tokio::time::interval(2 * SILENCE / u32::try_from(head.len()).unwrap());
            for byte in head.bytes() {
                ticks.tick().await;
                line.write_all(&[byte]).await.unwrap();
                line.flush().await.unwrap();
            }
            std::future::pending::<()>().await;
        })
        .await;
        let timeouts = Timeouts {
            first_byte: SILENCE,
            read: SILENCE,
            ..Timeouts::default()
        };
        let error = failure(builder(&pki, address).timeouts(timeouts)).await;
        let is_expected = matches!(error, Error::Timeout { phase, .. } if phase == expected);
        assert!(is_expected, "{expected}: {error}");
    }
}

#[tokio::test]
async fn the_answer_stops_in_the_middle() {
    let pki = Pki::new();
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
    let address = scripted(&pki.issue("SERVER"), |line| answer(line, text.to_owned())).await;
    let timeouts = Timeouts {
        read: SHORT,
        ..Timeouts::default()
    };
    assert_timeout(&failure(builder(&pki, address).timeouts(timeouts)).await, Phase::Read);
}

#[tokio::test]
async fn the_call_as_a_whole_takes_too_long() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |mut line| async move {
        read_request(&mut line).await;
        let _ = line
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            .await;
        let mut ticks = tokio::time::interval(Duration::from_millis(5));
        // Each byte comes in good time; only the whole never ends.
        while line.write_all(b"x").await.is_ok() && line.flush().await.is_ok() {
            ticks.tick().await;
        }
    })
    .await;
    let timeouts = Timeouts {
        total: SHORT,
        ..Timeouts::default()
    };
    assert_timeout(&failure(builder(&pki, address).timeouts(timeouts)).await, Phase::Total);
}

#[tokio::test]
async fn a_call_can_have_time_limits_of_its_own() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |mut line| async move {
        read_request(&mut line).await;
        std::future::pending::<()>().await;
    })
    .await;
    let consumer = builder(&pki, address).build().unwrap();
    let (to, request) = (LogicalAddress::new("13").unwrap(), support::request());
    let call = consumer.request::<RequestExemptionStatuses>(&to, &request);
    let call = call.timeouts(Timeouts {
        total: SHORT,
        ..Timeouts::default()
    });
    assert_timeout(&within(call.send()).await.unwrap_err(), Phase::Total);
}

#[tokio::test]
async fn the_connection_is_reset() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |mut line| async move {
        read_request(&mut line).await;
        line.get_ref().0.set_zero_linger().unwrap();
    })
    .await;
    let error = failure(builder(&pki, address)).await;
    assert!(
        matches!(
            &error,
            Error::Broken {
                source: ChannelError::Reset { .. },
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn the_connection_is_closed_without_an_answer() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |mut line| async move {
        read_request(&mut line).await;
        line.shutdown().await.unwrap();
    })
    .await;
    let error = failure(builder(&pki, address)).await;
    let Error::Broken { source, .. } = &error else {
        panic!("{error}")
    };
    assert!(matches!(source, ChannelError::Closed { reused: false, .. }), "{error}");
}

#[tokio::test]
async fn the_answer_is_cut_short() {
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), |mut line| async move {
        read_request(&mut line).await;
        line.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            .await
            .unwrap();
        line.shutdown().await.unwrap();
    })
    .await;
    let error = failure(builder(&pki, address)).await;
    assert!(
        matches!(
            &error,
            Error::Broken {
                source: ChannelError::Truncated { .. },
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn the_answer_is_not_http() {
    let error = failure_on("SSH-2.0-OpenSSH_9.9\r\n".to_owned()).await;
    assert!(
        matches!(
            &error,
            Error::Broken {
                source: ChannelError::Protocol { .. },
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn the_answer_is_too_large() {
    let announced = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 1_u64 << 40);
    let piece = format!("{:x}\r\n{}\r\n", 2048, "x".repeat(2048));
    let pieces = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{piece}");
    for text in [announced, pieces] {
        let pki = Pki::new();
        let address = scripted(&pki.issue("SERVER"), move |line| answer(line, text.clone())).await;
        let limits = Limits {
            answer_bytes: 1024,
            ..Limits::default()
        };
        let error = failure(builder(&pki, address).limits(limits)).await;
        assert!(matches!(&error, Error::TooLarge { limit: 1024, .. }), "{error}");
        assert!(!error.is_unavailability());
    }
}

#[tokio::test]
async fn a_status_without_a_fault() {
    for (status, is_unavailability) in [("404 Not Found", false), ("500 Oh", true), ("503 Busy", true)] {
        let error = failure_on(http(status, "<html>no</html>")).await;
        let Error::Http { status: found, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(found.as_str(), &status[..3]);
        assert_eq!(error.is_unavailability(), is_unavailability);
    }
    let redirect = "HTTP/1.1 302 Found\r\nLocation: https://localhost/elsewhere\r\nContent-Length: 0\r\n\r\n";
    let error = failure_on(redirect.to_owned()).await;
    assert!(
        matches!(
            &error,
            Error::Http {
                status: StatusCode::FOUND,
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_fault_whatever_the_status() {
    let fault = Fault::client("VP007 no permission").with_detail_string("ask the office");
    let envelope = String::from_utf8(fault.to_envelope()).unwrap();
    for status in ["500 Internal Server Error", "200 OK", "400 Bad Request"] {
        let error = failure_on(http(status, &envelope)).await;
        let found = error.fault().unwrap_or_else(|| panic!("{error}"));
        assert_eq!(found.string, fault.string);
        assert_eq!(found.detail_text("detailString").unwrap(), "ask the office");
        assert!(error.to_string().contains("VP007 no permission") && error.is_unavailability());
    }
}

/// Whoever made the fault may have quoted the person in it, so its text stays out of our log.
#[tokio::test]
async fn the_text_of_a_fault_is_not_logged() {
    let envelope = String::from_utf8(Fault::server(PERSON).to_envelope()).unwrap();
    let pki = Pki::new();
    let address = scripted(&pki.issue("SERVER"), move |line| {
        answer(line, http("500 Internal Server Error", &envelope))
    })
    .await;
    let (log, _guard) = Log::capture();
    let consumer = builder(&pki, address).build().unwrap();
    let (to, request) = (LogicalAddress::new("13").unwrap(), support::request());
    let error = within(Box::pin(consumer.call::<RequestExemptionStatuses>(&to, &request))).await;
    assert_eq!(error.unwrap_err().fault().unwrap().string, PERSON);
    assert!(log.text().contains("answered with a SOAP fault"), "{}", log.text());
    assert!(!log.text().contains(PERSON));
}

#[tokio::test]
async fn an_answer_that_breaks_the_contract() {
    let request = support::envelope();
    for body in ["", "<html>fine</html>", "<a", &request] {
        let error = failure_on(http("200 OK", body)).await;
        assert!(matches!(&error, Error::Undecodable { .. }), "{error}");
        assert!(
            !error.is_unavailability() && error.to_string().contains("line"),
            "{error}"
        );
    }
}

async fn tls_failure(error: impl Future<Output = Error>) -> TlsFailure {
    match Box::pin(error).await {
        Error::Tls { failure, .. } => failure,
        other => panic!("{other}"),
    }
}

/// A server that would answer, if anybody trusted it.
async fn server_with(certificate: &rivta_pki::FunctionCertificate) -> SocketAddr {
    scripted(certificate, |line| answer(line, http("200 OK", ""))).await
}

#[tokio::test]
async fn the_servers_certificate_is_not_to_be_trusted() {
    let pki = Pki::new();
    let now = Utc::now();
    let old = server_with(&pki.issue_with("OLD", Validity::expired(now))).await;
    assert_eq!(
        tls_failure(failure(builder(&pki, old))).await,
        TlsFailure::TheirCertificateExpired
    );

    let stranger = pki
        .strangers
        .issue(&Subject::new("STRANGER", "SE1"), Validity::current(now))
        .unwrap();
    let stranger = server_with(&stranger).await;
    assert_eq!(
        tls_failure(failure(builder(&pki, stranger))).await,
        TlsFailure::TheirAuthorityUnknown
    );

    let elsewhere = Subject::new("ELSEWHERE", "SE1").at_hosts(&["elsewhere.example"]);
    let elsewhere = server_with(&pki.ours.issue(&elsewhere, Validity::current(now)).unwrap()).await;
    assert_eq!(
        tls_failure(failure(builder(&pki, elsewhere))).await,
        TlsFailure::TheirNameDiffers
    );

    let revoked = pki.issue("REVOKED");
    let (address, list) = (server_with(&revoked).await, pki.crl(&[&revoked]));
    let trust = pki.trust().with_crls(&list).unwrap();
    let failure = tls_failure(failure(builder_at(&url(address), trust, &pki))).await;
    assert_eq!(failure, TlsFailure::TheirCertificateRevoked);
}

#[tokio::test]
async fn the_other_side_speaks_no_tls() {
    let pki = Pki::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            .await
            .unwrap();
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    assert!(matches!(
        tls_failure(failure(builder(&pki, address))).await,
        TlsFailure::Other(_)
    ));
}

#[tokio::test]
async fn a_request_body_that_fails_is_not_the_other_sides_fault() {
    let pki = Pki::new();
    let address = server_with(&pki.issue("SERVER")).await;
    let pieces = http_body_util::Full::new(bytes::Bytes::from_static(b"x"));
    let broken = pieces.map_frame(|frame| frame).map_err(|never| match never {});
    let broken = FailsAtEnd(broken.boxed()).boxed();
    let channel = pki.channel(&pki.issue("ASKER"));
    match within(channel.send(support::post(&url(address), broken)))
        .await
        .unwrap_err()
    {
        ChannelError::RequestBody(error) => assert_eq!(error.to_string(), "the source ran dry"),
        other => panic!("{other}"),
    }
}

struct FailsAtEnd(rivta_consumer::channel::OutgoingBody);

impl http_body::Body for FailsAtEnd {
    type Data = bytes::Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, BoxError>>> {
        let inner = std::pin::Pin::new(&mut self.0);
        inner
            .poll_frame(cx)
            .map(|piece| Some(piece.unwrap_or_else(|| Err("the source ran dry".into()))))
    }
}

#[test]
fn an_endpoint_is_an_https_url_without_a_user() {
    for bad in [
        "http://localhost/vp",
        "localhost",
        "/vp",
        "https://a b",
        "https://me:secret@localhost/",
    ] {
        let error = Endpoint::base(bad).unwrap_err();
        assert!(
            matches!(&error, Error::Endpoint { .. }) && !error.to_string().contains("secret"),
            "{error}"
        );
    }
    assert!(Endpoint::base("https://localhost/vp?a=b").is_err());
    let base = Endpoint::base("https://localhost:8443/vp/").unwrap();
    assert_eq!(
        base.url_of::<RequestExemptionStatuses>().unwrap().to_string(),
        "https://localhost:8443/vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21"
    );
    let exact = Endpoint::exact("https://localhost:8443/exact?a=b").unwrap();
    assert_eq!(
        exact.url_of::<RequestExemptionStatuses>().unwrap().to_string(),
        "https://localhost:8443/exact?a=b"
    );
}
