//! The order of checks that consumers can see (section 1.4), and which events they leave (section 1.3).

use rivta_catalog::Route;

use crate::stage::{CONTRACT, RECEIVER, SENDER, Stage, message, message_with, permissions, route};

const ORIGINAL: &str = "x-rivta-original-serviceconsumer-hsaid";

type Headers<'a> = Vec<(&'a str, &'a str)>;

/// A platform on which every check can fail, and a call that repairs one mistake after the other.
#[tokio::test]
async fn section_1_4_a_call_with_every_mistake_is_told_of_one_after_the_other() {
    let routes = |address: &str| -> Vec<Route> {
        let twice = route("twice", address);
        let strange = Route {
            profile: "RIVTABP99".into(),
            ..route("strange", address)
        };
        let unpermitted = Route {
            profile: "RIVTABP99".into(),
            ..route("unpermitted", address)
        };
        let dead = route("dead", "http://127.0.0.1:1/a");
        vec![
            twice.clone(),
            twice,
            strange,
            unpermitted,
            dead,
            route("blank", " "),
            route(RECEIVER, address),
        ]
    };
    let configure = |configuration: &mut rivta_router::Configuration| {
        configuration.plain = Some(rivta_router::config::Plain::new("127.0.0.1:0".parse().unwrap()));
        configuration.sender.original_consumer_from = vec!["nobody".to_owned()];
        configuration.sender.refuse_original_consumer = true;
    };
    let stage = Stage::with(configure, routes, permissions(&["strange", "dead", RECEIVER])).await;
    let pem = stage.pki.certificate(SENDER).certificate_pem().replace('\n', " ");
    let outside = ("x-forwarded-for", "9.9.9.9");
    let inside = [("x-vp-sender-id", SENDER), ("x-vp-instance-id", "rivta")];
    let looping = [("x-vp-auth-cert", pem.as_str()), ("x-rivta-routing-history", "a#rivta")];
    let proven = [("x-vp-auth-cert", pem.as_str()), (ORIGINAL, "SE-OTHER")];
    let clean = [("x-vp-auth-cert", pem.as_str())];
    let headerless = message_with("", CONTRACT);
    let rows: [(&str, &str, Headers, String); 13] = [
        ("VP011", "Client", [&inside[..], &[outside]].concat(), "<".to_owned()),
        (
            "VP002",
            "Client",
            vec![("x-vp-auth-cert", "x"), looping[1]],
            "<".to_owned(),
        ),
        ("VP014", "Server", looping.to_vec(), "<".to_owned()),
        ("VP015", "Client", proven.to_vec(), "<".to_owned()),
        ("VP013", "Client", proven.to_vec(), headerless.clone()),
        ("VP003", "Client", clean.to_vec(), headerless),
        ("VP004", "Client", clean.to_vec(), message("unknown")),
        ("VP006", "Server", clean.to_vec(), message("twice")),
        ("VP010", "Server", clean.to_vec(), message("blank")),
        ("VP007", "Client", clean.to_vec(), message("unpermitted")),
        ("VP005", "Client", clean.to_vec(), message("strange")),
        ("VP009", "Server", clean.to_vec(), message("dead")),
        ("", "", clean.to_vec(), message(RECEIVER)),
    ];
    for (code, side, headers, body) in rows {
        let reply = stage.send_plain(&headers, body).await;
        if code.is_empty() {
            reply.is_ok();
        } else {
            reply.refused(code, side);
        }
    }
}

/// Section 1.4: neither path nor `SOAPAction` decides anything.
#[tokio::test]
async fn section_1_4_path_and_soap_action_decide_nothing() {
    let stage = Stage::open().await;
    stage
        .send(&[("soapaction", "\"urn:other\"")], message(RECEIVER))
        .await
        .is_ok();
    let request = http::Request::post(stage.url_of("/vp/other/Contract/1/rivtabp20"));
    let request = request.body(crate::stage::whole(message(RECEIVER))).unwrap();
    crate::stage::Reply::of(&stage.consumer, request).await.unwrap().is_ok();
}
