//! Messages that cannot be read (section 2): VP015, and the producer is never called.

use futures_util::stream;
use http::{Request, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt as _, StreamBody};

use crate::stage::{CONTRACT, RECEIVER, Reply, Stage, message, message_with, whole};

#[tokio::test]
async fn section_2_2_vp015_when_the_message_is_malformed() {
    let stage = Stage::open().await;
    let nested = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let entities = format!("<!DOCTYPE e [<!ENTITY a \"14\">]>{}", message("&a;"));
    let whole_message = message(RECEIVER);
    let rows = [
        ("empty", String::new()),
        ("text", "191212121212".to_owned()),
        ("broken tag", "<s:Envelope xmlns:s\"191212121212\">".to_owned()),
        ("unknown prefix", whole_message.replace("xmlns:r=", "xmlns:q=")),
        (
            "cut off in the head",
            whole_message[..whole_message.find("<s:Body").unwrap()].to_owned(),
        ),
        ("wrong end tag", whole_message.replace("</s:Header>", "</s:Haeder>")),
        ("document type", entities),
        ("nested elements", message_with(&nested, CONTRACT)),
        ("nested root", nested),
        (
            "head without end",
            message_with(&format!("<!--{}-->", "x".repeat(70_000)), CONTRACT),
        ),
    ];
    for (what, message) in rows {
        let reply = stage.call(message).await;
        let detail = reply.refused("VP015", "Client");
        assert!(!detail.is_empty(), "{what}");
        assert!(
            !reply.body.contains("191212121212"),
            "{what}: the payload must not be quoted"
        );
    }
    assert_eq!(stage.calls(), 0);
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn section_2_1_what_comes_after_the_head_is_not_looked_at() {
    let stage = Stage::open().await;
    let cut = message(RECEIVER).replace("</c:RequestExemptionStatuses></s:Body></s:Envelope>", "<<<&");
    stage.call(cut.clone()).await.is_ok();
    assert_eq!(stage.last_call().body, cut);
    for wrong in [&b"\xFF"[..], b"\0", b"\x01"] {
        let sent = [message(RECEIVER).as_bytes(), wrong].concat();
        stage.send(&[], sent).await.is_ok();
    }
}

/// Section 2.1: nothing below Body; what follows is read to its end.
#[tokio::test]
async fn section_2_1_an_empty_body_names_no_contract() {
    let stage = Stage::open().await;
    let whole = message(RECEIVER);
    let (head, _) = whole.split_once("<s:Body>").unwrap();
    for body in ["<s:Body/>", "<s:Body></s:Body>", "<s:Body>text</s:Body>"] {
        let detail = stage
            .call(format!("{head}{body}</s:Envelope>"))
            .await
            .refused("VP004", "Client");
        assert!(detail.contains("serviceNamespace: null"), "{detail}");
        stage
            .call(format!("{head}{body}</s:Env>"))
            .await
            .refused("VP015", "Client");
    }
}

/// Section 2.5: a body in chunks reaches the producer with its length.
#[tokio::test]
async fn section_2_5_chunks_are_put_together() {
    let stage = Stage::open().await;
    let text = message(RECEIVER);
    for size in [1, 100, 10_000] {
        let pieces: Vec<_> = text
            .as_bytes()
            .chunks(size)
            .map(|piece| Ok(Frame::data(piece.to_vec().into())))
            .collect();
        let body = StreamBody::new(stream::iter(pieces)).boxed();
        let request = Request::post(stage.url()).body(body).unwrap();
        Reply::of(&stage.consumer, request).await.unwrap().is_ok();
        let seen = stage.last_call();
        assert_eq!(seen.headers["content-length"], text.len().to_string(), "{size}");
        assert_eq!(seen.headers.get("transfer-encoding"), None);
        assert_eq!(seen.body, text);
    }
}

#[tokio::test]
async fn section_2_1_a_piece_that_reaches_beyond_the_head_is_read_as_far_as_the_head_goes() {
    let limited = |configuration: &mut rivta_router::Configuration| configuration.consumer.head_bytes = 1_000;
    let stage = Stage::with(
        limited,
        |address| vec![crate::stage::route(RECEIVER, address)],
        crate::stage::permissions(&[RECEIVER]),
    )
    .await;
    // All of it comes in the first piece, five times as much as is looked at.
    let large =
        |letter: &str| message(RECEIVER).replace("</c:Request", &format!("{}</c:Request", letter.repeat(5_000)));
    stage.call(large("x")).await.is_ok();
    assert_eq!(stage.last_call().body, large("x"));
    // A letter of one byte here has two in UTF-8.
    let latin: Vec<u8> = large("å").chars().map(|letter| letter as u8).collect();
    let request = Request::post(stage.url()).header("content-type", "text/xml; charset=iso-8859-1");
    let reply = Reply::of(&stage.consumer, request.body(whole(latin)).unwrap()).await;
    reply.unwrap().is_ok();
    assert!(stage.last_call().body.ends_with(large("å").as_bytes()));
    let beyond = message_with(&format!("<!--{}-->", "x".repeat(1_000)), CONTRACT);
    stage.call(beyond).await.refused("VP015", "Client");
}

#[tokio::test]
async fn a_get_without_body_is_vp015() {
    let stage = Stage::open().await;
    let request = Request::get(stage.url()).body(whole("")).unwrap();
    Reply::of(&stage.consumer, request)
        .await
        .unwrap()
        .refused("VP015", "Client");
}

#[tokio::test]
async fn section_2_5_a_body_beyond_the_limit_is_answered_with_413() {
    let stage = Stage::with(
        |configuration| configuration.consumer.call_bytes = 2_000,
        |address| vec![crate::stage::route(RECEIVER, address)],
        crate::stage::permissions(&[RECEIVER]),
    )
    .await;
    let large = message(&"x".repeat(2_000));
    let reply = stage.call(large).await;
    assert_eq!((reply.status, reply.body.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, ""));
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn section_2_1_local_names_alone_decide() {
    let stage = Stage::open().await;
    let odd = format!(
        "<envelope><Header><x><LogicalAddress>14</LogicalAddress></x></Header><Body><a xmlns=\"{CONTRACT}\"/></Body></envelope>"
    );
    stage.call(odd).await.is_ok();
    let registry_2 = message(RECEIVER).replace("itintegration:registry:1", "infrastructure:itintegration:registry:2");
    stage.call(registry_2).await.is_ok();
}

/// Code and side of a refusal; `None` for a call that reaches the producer.
type Refused = Option<(&'static str, &'static str)>;

/// Section 2.1, row by row: the address part of the header, and what becomes of it.
#[tokio::test]
async fn section_2_1_the_receiver_as_it_is_found() {
    const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
    let stage = Stage::open().await;
    let rows: [(&str, String, Refused); 15] = [
        (
            "profile 2.1",
            "<r:LogicalAddress>14</r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "profile 2.0, converted",
            format!("<a:To xmlns:a=\"{ADDRESSING}\">14</a:To>"),
            None,
        ),
        (
            "below another element",
            "<x><y><LogicalAddress>14</LogicalAddress></y></x>".to_owned(),
            None,
        ),
        (
            "with a comment behind",
            "<r:LogicalAddress>14<!-- c --></r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "in a section",
            "<r:LogicalAddress><![CDATA[14]]></r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "with a reference",
            "<r:LogicalAddress>&#49;4</r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "the later of two",
            "<r:LogicalAddress>other</r:LogicalAddress><r:LogicalAddress>14</r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "text, then an element",
            "<r:LogicalAddress>14<x>5</x></r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "text, a comment, text",
            "<r:LogicalAddress>14<!-- c -->5</r:LogicalAddress>".to_owned(),
            None,
        ),
        (
            "a comment first",
            "<r:LogicalAddress><!--14-->5</r:LogicalAddress>".to_owned(),
            None,
        ),
        ("empty", "<r:LogicalAddress/>".to_owned(), Some(("VP003", "Client"))),
        (
            "white space",
            "<r:LogicalAddress> \t\n </r:LogicalAddress>".to_owned(),
            Some(("VP003", "Client")),
        ),
        ("none", "<x/>".to_owned(), Some(("VP003", "Client"))),
        (
            "space before",
            "<r:LogicalAddress> 14</r:LogicalAddress>".to_owned(),
            Some(("VP004", "Client")),
        ),
        (
            "the later of two, of another profile",
            format!("<r:LogicalAddress>14</r:LogicalAddress><a:To xmlns:a=\"{ADDRESSING}\">15</a:To>"),
            Some(("VP004", "Client")),
        ),
    ];
    for (what, header, refusal) in rows {
        let reply = stage.call(message_with(&header, CONTRACT)).await;
        match refusal {
            None => assert_eq!(reply.body, "<ok/>", "{what}"),
            Some((code, side)) => drop(reply.refused(code, side)),
        }
    }
    // The address is looked for in the header alone, and the contract right below Body.
    let address = "<r:LogicalAddress>14</r:LogicalAddress>";
    let inside = message_with("", CONTRACT)
        .replace("<c:secret>", address)
        .replace("</c:secret>", "");
    stage.call(inside).await.refused("VP003", "Client");
    let unnamed = message(RECEIVER).replace("c:RequestExemptionStatuses", "x");
    let detail = stage.call(unnamed).await.refused("VP004", "Client");
    assert!(detail.contains("serviceNamespace: null"), "{detail}");
}

#[tokio::test]
async fn section_2_1_an_element_first_in_the_address_is_a_fault_without_code() {
    let stage = Stage::open().await;
    let message = message_with("<r:LogicalAddress><x>14</x></r:LogicalAddress>", CONTRACT);
    let reply = stage.call(message).await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        reply.body.contains("<faultcode>SOAP-ENV:Server</faultcode>"),
        "{}",
        reply.body
    );
    assert!(!reply.body.contains("VP0"), "{}", reply.body);
    assert_eq!(stage.calls(), 0);
}
