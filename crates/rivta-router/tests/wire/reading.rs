//! Messages that cannot be read (section 2): VP015, and the producer is never called.

use http::{Request, StatusCode};

use crate::stage::{CONTRACT, RECEIVER, Reply, Stage, message, message_with, whole};

#[tokio::test]
async fn vp015_when_the_message_is_malformed() {
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
async fn what_comes_after_the_head_is_not_looked_at() {
    let stage = Stage::open().await;
    let cut = message(RECEIVER).replace("</c:RequestExemptionStatuses></s:Body></s:Envelope>", "<<<&");
    stage.call(cut.clone()).await.is_ok();
    assert_eq!(stage.last_call().body, cut);
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
async fn a_body_beyond_the_limit_is_answered_with_413() {
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
async fn local_names_alone_decide() {
    let stage = Stage::open().await;
    let odd = format!(
        "<envelope><Header><x><LogicalAddress>14</LogicalAddress></x></Header><Body><a xmlns=\"{CONTRACT}\"/></Body></envelope>"
    );
    stage.call(odd).await.is_ok();
    let registry_2 = message(RECEIVER).replace("itintegration:registry:1", "infrastructure:itintegration:registry:2");
    stage.call(registry_2).await.is_ok();
}
