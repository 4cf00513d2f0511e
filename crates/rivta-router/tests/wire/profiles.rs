//! Calls whose profile is not the producer's (section 4.6).

use crate::stage::{CONTRACT, RECEIVER, Stage, message, message_with, permissions, route};

async fn stage_for(profile: &'static str) -> Stage {
    let routes = move |address: &str| {
        let mut row = route(RECEIVER, address);
        row.profile = profile.into();
        vec![row]
    };
    Stage::with(|_| {}, routes, permissions(&[RECEIVER])).await
}

fn call_20() -> String {
    message_with(
        "<a:To xmlns:a=\"http://www.w3.org/2005/08/addressing\">14</a:To>",
        CONTRACT,
    )
}

#[tokio::test]
async fn section_4_6_a_call_is_converted_to_the_profile_of_the_producer() {
    let stage = stage_for("RIVTABP21").await;
    stage.call(call_20()).await.is_ok();
    let body = String::from_utf8(stage.last_call().body.to_vec()).unwrap();
    let address = "<a:LogicalAddress xmlns:a=\"urn:riv:itintegration:registry:1\">14</a:LogicalAddress>";
    assert!(
        body.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope "),
        "{body}"
    );
    assert!(
        body.contains(address) && body.contains("<c:secret>191212121212</c:secret>"),
        "{body}"
    );

    let stage = stage_for("RIVTABP20").await;
    stage.call(message(RECEIVER)).await.is_ok();
    let body = String::from_utf8(stage.last_call().body.to_vec()).unwrap();
    assert!(
        body.contains("xmlns:r=\"http://www.w3.org/2005/08/addressing\""),
        "{body}"
    );
    assert!(body.contains("<r:To>14</r:To>"), "{body}");
}

#[tokio::test]
async fn section_4_6_the_producers_own_profile_passes_untouched_in_any_case() {
    for profile in ["RIVTABP21", "rivtabp21"] {
        let stage = stage_for(profile).await;
        stage.call(message(RECEIVER)).await.is_ok();
        assert_eq!(stage.last_call().body, message(RECEIVER));
    }
}

#[tokio::test]
async fn section_4_6_what_cannot_be_converted_is_vp012() {
    let stage = stage_for("RIVTABP21").await;
    let cut = call_20().replace("</s:Envelope>", "");
    let detail = stage.call(cut).await.refused("VP012", "Server");
    assert!(detail.contains("ends before it is complete"), "{detail}");
    assert!(!detail.contains("191212121212"));
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn section_4_6_a_converted_call_in_another_encoding_reaches_the_producer_in_utf_8() {
    let stage = stage_for("RIVTABP21").await;
    let sent: Vec<u8> = call_20()
        .replace("191212121212", "å")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let reply = stage
        .send(&[("content-type", "text/xml; charset=UTF-16BE")], sent)
        .await;
    assert_eq!(reply.header("content-type"), Some("text/xml; charset=UTF-16BE"));
    let body = String::from_utf8(stage.last_call().body.to_vec()).unwrap();
    assert!(
        body.contains("<c:secret>å</c:secret>") && body.contains("LogicalAddress"),
        "{body}"
    );
}
