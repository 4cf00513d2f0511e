//! Character encodings and MTOM (sections 2.3 and 2.4).

use crate::socket::{Act, Wreck};
use crate::stage::{RECEIVER, Stage, message};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

fn utf_16(text: &str, is_little: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    units
        .flat_map(|unit| {
            if is_little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

#[tokio::test]
async fn section_2_4_utf_8_is_forwarded_byte_for_byte() {
    let stage = Stage::open().await;
    let bodies = [
        message(RECEIVER),
        format!("\u{feff}{}", message(RECEIVER)),
        format!("<?xml version='1.0' encoding='utf-8'?>\r\n{}", message(RECEIVER)),
        // UTF-8 that claims to be UTF-16 is read as what it is.
        format!("<?xml version='1.0' encoding='UTF-16'?>{}", message(RECEIVER)),
    ];
    for body in bodies {
        let reply = stage.send(&[("content-type", "text/xml")], body.clone()).await;
        reply.is_ok();
        assert_eq!(reply.header("content-type"), Some("text/xml; charset=UTF-8"));
        assert_eq!(stage.last_call().body, body);
    }
    let claimed = [("content-type", "text/xml; charset=UTF-16")];
    stage.send(&claimed, message(RECEIVER)).await.is_ok();
    assert_eq!(stage.last_call().body, message(RECEIVER));
}

#[tokio::test]
async fn section_2_4_utf_8_told_to_be_something_else_is_warned_of() {
    let (log, _keeping) = rivta_test_log::Log::capture_json();
    let stage = Stage::open().await;
    let rows = [("UTF-16", 1), ("nonsense", 2), ("utf-8", 2), ("UTF8", 2)];
    for (told, warnings) in rows {
        let content_type = format!("text/xml; charset={told}");
        stage
            .send(&[("content-type", &content_type)], message(RECEIVER))
            .await
            .is_ok();
        let text = log.text();
        assert_eq!(text.matches("it is read as UTF-8").count(), warnings, "{told}: {text}");
    }
}

/// Section 2.4: a reader that cannot be made is made once more, for UTF-8.
#[tokio::test]
async fn section_2_4_a_declaration_of_what_nobody_knows_is_warned_of_and_the_message_read_as_utf_8() {
    let (log, _keeping) = rivta_test_log::Log::capture_json();
    let stage = Stage::open().await;
    let text = message(RECEIVER).replace("191212121212", "åäö€");
    let rows = [("klingon", "text/xml", 1), ("klingon", "text/xml; charset=klingon", 3)];
    for (declared, content_type, warnings) in rows {
        let body = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?>{text}");
        let reply = stage.send(&[("content-type", content_type)], body.clone()).await;
        reply.is_ok();
        assert_eq!(reply.header("content-type"), Some("text/xml; charset=UTF-8"));
        assert_eq!(stage.last_call().body, body, "it goes on as it came");
        let told = log.text();
        assert_eq!(
            told.matches("it is read as UTF-8").count(),
            warnings,
            "{content_type}: {told}"
        );
    }
    let latin = b"<?xml version=\"1.0\" encoding=\"klingon\"?>\xE5".to_vec();
    stage.send(&[], latin).await.refused("VP015", "Client");
}

#[tokio::test]
async fn section_2_4_utf_16_becomes_utf_8_and_the_answer_utf_16() {
    let stage = Stage::open().await;
    let (plain, told) = (message("14"), "text/xml; charset=UTF-16");
    let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{plain}").replace("191212121212", "åäö€");
    let rows = [
        (
            utf_16(&format!("\u{feff}{declared}"), true),
            "text/xml",
            "UTF-16",
            utf_16("\u{feff}<ok/>", true),
        ),
        (
            utf_16(&format!("\u{feff}{declared}"), false),
            told,
            "UTF-16",
            utf_16("\u{feff}<ok/>", false),
        ),
        (
            utf_16(&declared, true),
            "text/xml; charset=utf-16le",
            "UTF-16LE",
            utf_16("<ok/>", true),
        ),
        (
            utf_16(&declared, false),
            "text/xml",
            "UTF-16",
            utf_16("\u{feff}<ok/>", false),
        ),
    ];
    for (body, content_type, label, answer) in rows {
        let reply = stage.send(&[("content-type", content_type)], body).await;
        assert_eq!(
            reply.header("content-type"),
            Some(format!("text/xml; charset={label}").as_str())
        );
        assert_eq!(reply.bytes, answer);
        let seen = stage.last_call();
        assert_eq!(seen.headers["content-type"], "text/xml;charset=UTF-8");
        assert_eq!(
            seen.body,
            format!("{DECLARATION}{plain}").replace("191212121212", "åäö€")
        );
    }
}

#[tokio::test]
async fn section_2_4_iso_8859_1_by_header_or_declaration() {
    let stage = Stage::open().await;
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(c).unwrap()).collect() };
    let body = message(RECEIVER).replace("191212121212", "åäö");
    let declared = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{body}");
    let rows = [
        ("text/xml; charset=ISO-8859-1", latin(&body)),
        ("text/xml", latin(&declared)),
        // The HTTP header wins over the declaration.
        (
            "text/xml; charset=\"iso-8859-1\"",
            latin(&declared.replace("ISO-8859-1", "UTF-8")),
        ),
    ];
    for (content_type, sent) in rows {
        let reply = stage.send(&[("content-type", content_type)], sent).await;
        assert_eq!(reply.header("content-type"), Some("text/xml; charset=ISO-8859-1"));
        assert_eq!(stage.last_call().body, format!("{DECLARATION}{body}"));
    }
}

/// Section 2.4: the answer's encoding has the name that the consumer gave it, in the header or the declaration.
#[tokio::test]
async fn section_2_4_the_answer_names_the_encoding_as_the_call_did() {
    let stage = Stage::open().await;
    let rows = [
        ("text/xml", "windows-1252", "WINDOWS-1252"),
        ("text/xml", "US-ASCII", "US-ASCII"),
        ("text/xml", "ISO-8859-15", "ISO-8859-15"),
        ("text/xml; charset=iso-8859-1", "US-ASCII", "ISO-8859-1"),
        // Nobody knows this one, so the declaration tells.
        ("text/xml; charset=klingon", "ISO-8859-1", "ISO-8859-1"),
    ];
    for (content_type, declared, label) in rows {
        let body = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?>{}", message(RECEIVER));
        let reply = stage.send(&[("content-type", content_type)], body).await;
        let expected = format!("text/xml; charset={label}");
        assert_eq!(reply.header("content-type"), Some(expected.as_str()), "{declared}");
        assert_eq!(stage.last_call().body, format!("{DECLARATION}{}", message(RECEIVER)));
    }
}

#[tokio::test]
async fn section_2_4_an_answer_is_written_in_the_encoding_of_the_call() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>å€</a>";
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{text}", text.len());
    let producer = Wreck::new(Box::leak(Box::new([Act::Say(Box::leak(answer.into_boxed_str()))])));
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let body: Vec<u8> = message(RECEIVER).into_bytes();
    let reply = stage
        .send(&[("content-type", "text/xml; charset=ISO-8859-1")], body)
        .await;
    let expected = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xE5&#8364;</a>";
    assert_eq!(reply.bytes, &expected[..], "the declaration is not rewritten");
}

#[tokio::test]
async fn section_5_3_the_fault_of_a_failed_producer_is_in_the_encoding_of_the_call() {
    let producer = Wreck::new(&[Act::Close]);
    let stage = Stage::leading_to(&producer.address, |_| {}).await;
    let sent = utf_16(&message(RECEIVER), true);
    let reply = stage
        .send(&[("content-type", "text/xml; charset=UTF-16LE")], sent)
        .await;
    assert_eq!(reply.header("content-type"), Some("text/xml; charset=UTF-16LE"));
    assert!(
        reply.bytes.starts_with(&utf_16("<SOAP-ENV:Envelope", true)),
        "{reply:?}"
    );
    // Refusals before the producer is called are in UTF-8.
    let sent = utf_16(&message("unknown"), true);
    let reply = stage
        .send(&[("content-type", "text/xml; charset=UTF-16LE")], sent)
        .await;
    reply.refused("VP004", "Client");
}

#[tokio::test]
async fn section_2_1_a_message_that_must_be_rewritten_is_read_to_its_end() {
    let stage = Stage::open().await;
    let cut = message(RECEIVER).replace("</c:RequestExemptionStatuses></s:Body></s:Envelope>", "<<<&");
    let sent = utf_16(&cut, true);
    let reply = stage
        .send(&[("content-type", "text/xml; charset=UTF-16LE")], sent)
        .await;
    assert_eq!(reply.text("faultcode"), "SOAP-ENV:Server");
    assert!(!reply.text("faultstring").starts_with("VP0"), "{reply:?}");
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn section_2_3_the_envelope_of_an_mtom_message_is_passed_on() {
    let stage = Stage::open().await;
    let mtom = "multipart/related; boundary=\"b\"; type=\"application/XOP+xml\"; start-info=\"text/xml\"";
    let parts = |envelope: &str| {
        format!(
            "--b\r\nContent-Type: application/xop+xml; charset=UTF-8\r\n\r\n{envelope}\r\n--b\r\n\
             Content-ID: <1>\r\n\r\n\u{1}\u{2}\r\n--b--"
        )
    };
    let reply = stage.send(&[("content-type", mtom)], parts(&message(RECEIVER))).await;
    reply.is_ok();
    let seen = stage.last_call();
    assert_eq!(seen.body, message(RECEIVER));
    assert_eq!(seen.headers["content-type"], "text/xml;charset=UTF-8");

    let unprefixed = parts("<Envelope/>");
    let detail = stage
        .send(&[("content-type", mtom)], unprefixed)
        .await
        .refused("VP015", "Client");
    assert_eq!(
        detail,
        "Inkommande begäran är ej korrekt utformat och kan därför inte behandlas."
    );
    let other = "multipart/related; boundary=b; type=\"text/xml\"";
    stage
        .send(&[("content-type", other)], parts(&message(RECEIVER)))
        .await
        .refused("VP015", "Client");
    assert_eq!(stage.calls(), 0);
}
