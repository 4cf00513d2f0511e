//! Other parts of the platform over mutual TLS: whose word on the sender counts, and who is told it.

use http::StatusCode;
use rivta_router::Configuration;

use crate::stage::{RECEIVER, SENDER, Stage, message, permissions, route};

const INSTANCE: (&str, &str) = ("x-vp-instance-id", "rivta");

/// A stage whose only consumer is a part of the platform or not.
async fn stage(configure: impl FnOnce(&mut Configuration)) -> Stage {
    Stage::with(
        configure,
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await
}

#[tokio::test]
async fn a_part_names_the_sender_whose_rights_then_count() {
    let stage = stage(|configuration| configuration.parts.senders = vec![SENDER.to_owned()]).await;
    let named = |sender| [("x-vp-sender-id", sender), INSTANCE];
    let denied = stage.send(&named("SE-SOMEBODY"), message(RECEIVER)).await;
    assert_eq!(denied.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(denied.body.contains("VP007"), "{}", denied.body);
    assert_eq!(
        stage.send(&named(SENDER), message(RECEIVER)).await.status,
        StatusCode::OK
    );
    // Without the instance's id it speaks for itself.
    for headers in [
        vec![("x-vp-sender-id", "SE-SOMEBODY")],
        vec![("x-vp-sender-id", "SE-SOMEBODY"), ("x-vp-instance-id", "other")],
    ] {
        assert_eq!(stage.send(&headers, message(RECEIVER)).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn nobody_else_is_believed_over_tls() {
    let stage = stage(|configuration| configuration.parts.senders = vec!["SE-OTHER".to_owned()]).await;
    let headers = [("x-vp-sender-id", "SE-SOMEBODY"), INSTANCE];
    assert_eq!(
        stage.send(&headers, message(RECEIVER)).await.status,
        StatusCode::OK,
        "the certificate decides"
    );
    let told = stage.seen.lock().unwrap().pop().unwrap().headers;
    for name in ["x-vp-sender-id", "x-vp-instance-id", "x-skltp-correlation-id"] {
        assert!(!told.contains_key(name), "{name}");
    }
}

#[tokio::test]
async fn whoever_answers_for_the_platform_is_told_sender_instance_and_correlation_id() {
    let stage = stage(|configuration| configuration.parts.receivers = vec![RECEIVER.to_owned()]).await;
    stage
        .send(&[("x-skltp-correlation-id", "c-1")], message(RECEIVER))
        .await;
    let told = stage.seen.lock().unwrap().pop().unwrap().headers;
    assert_eq!(told["x-vp-sender-id"], SENDER);
    assert_eq!(told["x-vp-instance-id"], "rivta");
    assert_eq!(told["x-skltp-correlation-id"], "c-1");
    assert_eq!(told["x-rivta-original-serviceconsumer-hsaid"], SENDER);
}

#[tokio::test]
async fn a_part_may_name_an_original_consumer() {
    let stage = stage(|configuration| {
        configuration.parts.senders = vec![SENDER.to_owned()];
        configuration.sender.original_consumer_from = vec!["SE-OTHER".to_owned()];
        configuration.sender.refuse_original_consumer = true;
    })
    .await;
    let original = ("x-rivta-original-serviceconsumer-hsaid", "SE-ASKER");
    let as_part = [original, ("x-vp-sender-id", SENDER), INSTANCE];
    assert_eq!(stage.send(&as_part, message(RECEIVER)).await.status, StatusCode::OK);
    let as_itself = stage.send(&[original], message(RECEIVER)).await;
    assert!(as_itself.body.contains("VP013"), "{}", as_itself.body);
}
