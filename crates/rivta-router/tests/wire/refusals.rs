//! Every refusal that can be reached, and the order in which they come (section 1.4).

use chrono::{TimeDelta, Utc};
use http::{Request, StatusCode};
use rivta_catalog::Validity;
use rivta_pki::Subject;

use crate::stage::{CONTRACT, Pki, RECEIVER, Reply, SENDER, Stage, message, message_with, permissions, route, whole};

#[tokio::test]
async fn a_permitted_call_with_a_route_is_passed_on() {
    let stage = Stage::open().await;
    stage.call(message(RECEIVER)).await.is_ok();
    let seen = stage.last_call();
    assert_eq!(seen.body, message(RECEIVER));
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/producer"));
}

#[tokio::test]
async fn section_4_1_a_route_is_found_in_any_case_of_the_receiver() {
    let stage = Stage::with(
        |_| {},
        |address| vec![route("SE2321000131-AbC", address)],
        permissions(&["se2321000131-aBc"]),
    )
    .await;
    stage.call(message("se2321000131-abc")).await.is_ok();
    stage.call(message("SE2321000131-ABC")).await.is_ok();
}

#[tokio::test]
async fn section_3_1_vp002_when_the_certificate_names_nobody() {
    let stage = Stage::open().await;
    let nobody = Subject::without_hsa_id("nobody");
    let certificate = stage.pki.issue(&nobody, rivta_pki::Validity::current(Utc::now()));
    let channel = stage.pki.channel(&certificate);
    // Identity comes before everything that is in the message, and is not taken from headers.
    for message in [message(RECEIVER), "<broken".to_owned(), String::new()] {
        let request = Request::post(stage.url())
            .header("x-vp-sender-id", SENDER)
            .header("x-vp-auth-cert", SENDER);
        let reply = Reply::of(&channel, request.body(whole(message)).unwrap())
            .await
            .unwrap();
        let detail = reply.refused("VP002", "Client");
        assert_eq!(detail, "No senderId found in Certificate: CN=nobody, C=SE");
    }
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn section_4_5_vp003_when_there_is_no_receiver() {
    let stage = Stage::open().await;
    let headerless = message_with("", CONTRACT).replace("<s:Header></s:Header>", "");
    for message in [message(""), message(" \n "), message_with("", CONTRACT), headerless] {
        let detail = stage.call(message).await.refused("VP003", "Client");
        assert_eq!(detail, "No receiverId (logical address) found in message header. ");
    }
}

#[tokio::test]
async fn section_4_5_vp004_when_there_is_no_route() {
    let stage = Stage::open().await;
    let none = "No receiverId (logical address) found for serviceNamespace: ";
    let rows = [
        (message("15"), format!("{none}{CONTRACT}, receiverId: 15")),
        (
            message("14 "),
            format!("{none}{CONTRACT}, receiverId: 14 . Whitespace detected in incoming request!"),
        ),
        (
            message_with("<r:LogicalAddress>14</r:LogicalAddress>", "urn:other"),
            format!("{none}urn:other, receiverId: 14"),
        ),
        (
            "<e><Header><LogicalAddress>14</LogicalAddress></Header><Body/></e>".to_owned(),
            format!("{none}null, receiverId: 14"),
        ),
    ];
    for (message, expected) in rows {
        assert_eq!(stage.call(message).await.refused("VP004", "Client"), expected);
    }
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn section_4_1_vp004_when_the_route_has_expired() {
    let yesterday = Validity {
        from: None,
        to: Some(Utc::now() - TimeDelta::days(1)),
    };
    let expired = |address: &str| {
        let mut row = route(RECEIVER, address);
        row.validity = yesterday;
        vec![row]
    };
    let stage = Stage::with(|_| {}, expired, permissions(&[RECEIVER])).await;
    stage.call(message(RECEIVER)).await.refused("VP004", "Client");
}

#[tokio::test]
async fn section_4_5_vp006_when_there_are_two_routes() {
    let twice = |address: &str| {
        let mut other = route(RECEIVER, address);
        other.profile = "RIVTABP20".into();
        vec![route(RECEIVER, address), other]
    };
    let stage = Stage::with(|_| {}, twice, permissions(&[RECEIVER])).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP006", "Server");
    let expected = "More than one receiverId (logical address) with matching Riv-version found for serviceNamespace: ";
    assert_eq!(detail, format!("{expected}{CONTRACT}, receiverId: 14"));
}

#[tokio::test]
async fn section_4_5_vp010_when_the_route_has_no_address() {
    let stage = Stage::leading_to(" ", |_| {}).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP010", "Server");
    let expected = "Physical Address field is empty in Service Producer for serviceNamespace: ";
    assert_eq!(detail, format!("{expected}{CONTRACT}, receiverId: 14"));
}

#[tokio::test]
async fn section_5_4_a_route_without_a_url_gives_a_fault_without_code() {
    let stage = Stage::leading_to("producer.example", |_| {}).await;
    let reply = stage.call(message(RECEIVER)).await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(reply.text("faultcode"), "SOAP-ENV:Server");
    assert!(!reply.text("faultstring").contains("VP0"), "{reply:?}");
}

#[tokio::test]
async fn section_4_3_vp007_when_the_sender_may_not_call() {
    let stage = Stage::with(|_| {}, |address| vec![route(RECEIVER, address)], permissions(&["13"])).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP007", "Server");
    let expected =
        format!("Authorization missing for serviceNamespace: {CONTRACT}, receiverId: 14, senderId: {SENDER}");
    assert_eq!(detail, expected);
    // A wrong profile is told only to those who may call.
    let call_20 = message_with(
        "<a:To xmlns:a=\"http://www.w3.org/2005/08/addressing\">14</a:To>",
        CONTRACT,
    );
    stage.call(call_20).await.refused("VP007", "Server");
    // Neither route nor permission: the route comes first.
    stage.call(message("15")).await.refused("VP004", "Client");
    assert_eq!(stage.calls(), 0);
}

#[tokio::test]
async fn section_4_6_vp005_when_the_profile_is_another() {
    let call_20 = message_with(
        "<a:To xmlns:a=\"http://www.w3.org/2005/08/addressing\">14</a:To>",
        CONTRACT,
    );
    let routes = |profile: &'static str| {
        move |address: &str| {
            let mut row = route(RECEIVER, address);
            row.profile = profile.into();
            vec![row]
        }
    };
    let stage = Stage::with(|_| {}, routes("RIVTABP22"), permissions(&[RECEIVER])).await;
    let detail = stage.call(message(RECEIVER)).await.refused("VP005", "Client");
    assert!(detail.ends_with("found for rivtabp21"), "{detail}");
    // A conversion is known between the catalogue's own spellings alone.
    let stage = Stage::with(|_| {}, routes("rivtabp21"), permissions(&[RECEIVER])).await;
    let detail = stage.call(call_20.clone()).await.refused("VP005", "Client");
    assert_eq!(
        detail,
        "No receiverId (logical address) with matching Riv-version found for rivtabp20"
    );
    let stage = Stage::with(|_| {}, routes("rivtabp20"), permissions(&[RECEIVER])).await;
    stage.call(call_20).await.is_ok();
}

#[tokio::test]
async fn section_2_6_a_path_outside_the_platform_is_not_found() {
    let stage = Stage::open().await;
    for (path, found) in [
        ("/", false),
        ("/other", false),
        ("/vp/anything/at/all", true),
        ("/vpx", true),
    ] {
        let request = Request::post(stage.url_of(path))
            .body(whole(message(RECEIVER)))
            .unwrap();
        let reply = Reply::of(&stage.consumer, request).await.unwrap();
        if found {
            reply.is_ok();
        } else {
            assert_eq!(
                (reply.status, reply.body.as_str()),
                (StatusCode::NOT_FOUND, ""),
                "{path}"
            );
            assert_eq!(reply.header("content-type"), Some("text/plain"));
        }
    }
}

#[tokio::test]
async fn a_catalogue_of_another_environment_is_refused() {
    let pki = Pki::new();
    let catalog = rivta_catalog::Catalog::new(rivta_catalog::Environment::Production, [], []);
    let Err(error) = rivta_router::Router::new(pki.configuration())
        .catalog(catalog.clone())
        .start()
        .await
    else {
        panic!("it started")
    };
    assert_eq!(
        error.to_string(),
        "this part stands in the environment test and the catalogue belongs to production; they must not be mixed"
    );
    let stage = Stage::open().await;
    stage.router.replace_catalog(catalog).await.unwrap_err();
    stage.call(message(RECEIVER)).await.is_ok();
}

#[tokio::test]
async fn a_new_catalogue_is_taken_into_use() {
    let stage = Stage::open().await;
    stage.call(message(RECEIVER)).await.is_ok();
    let empty = rivta_catalog::Catalog::new(rivta_catalog::Environment::Test, [], []);
    stage.router.replace_catalog(empty).await.unwrap();
    stage.call(message(RECEIVER)).await.refused("VP004", "Client");
}
