//! The plain listener: whose calls are taken, and who is believed to be the sender (sections 3.2 to 3.4).

use rivta_router::Configuration;
use rivta_router::config::Plain;

use crate::stage::{RECEIVER, Reply, SENDER, Stage, message, permissions, route};

const CERTIFICATE: &str = "x-vp-auth-cert";
const ORIGINAL: &str = "x-rivta-original-serviceconsumer-hsaid";

type Headers<'a> = &'a [(&'a str, &'a str)];

/// A certificate of the sender on one line.
fn pem(stage: &Stage) -> String {
    stage.pki.certificate(SENDER).certificate_pem().replace('\n', " ")
}

fn bare(pem: &str) -> String {
    let base64 = pem.replace("-----BEGIN CERTIFICATE-----", "");
    base64.replace("-----END CERTIFICATE-----", "").replace(' ', "")
}

#[tokio::test]
async fn section_3_2_a_forwarded_certificate_names_the_sender() {
    let stage = Stage::open_plain(|_| {}).await;
    let pem = pem(&stage);
    let base64 = bare(&pem);
    let escaped = pem.replace(' ', "%20").replace('+', "%2B");
    let forms = [pem, base64.clone(), format!("{base64},{}", bare("MIIB")), escaped];
    for form in &forms {
        stage
            .send_plain(&[(CERTIFICATE, form)], message(RECEIVER))
            .await
            .is_ok();
        assert_eq!(stage.last_call().headers[ORIGINAL], SENDER);
    }
    assert_eq!(forms.len(), 4);
}

/// Section 8.2 names three headers; 0007 promises it of any.
#[tokio::test]
async fn a_certificate_is_not_logged_whatever_its_header_is_called() {
    let log = crate::events::Log::capture();
    let stage = Stage::open_plain(|configuration| {
        let plain = configuration.plain.as_mut().unwrap();
        "SSL-Client-Cert".clone_into(&mut plain.certificate_header);
    })
    .await;
    let pem = pem(&stage);
    let sent = [("ssl-client-cert", pem.as_str()), ("x-other", "open")];
    stage.send_plain(&sent, message(RECEIVER)).await.is_ok();
    for event in &log.events().await[..2] {
        let headers = event["fields"]["http.request.headers"].as_str().unwrap();
        let headers: serde_json::Value = serde_json::from_str(headers).unwrap();
        assert_eq!(headers["ssl-client-cert"], "<filtered>", "{event}");
        assert_eq!(headers["x-other"], "open");
    }
    stage
        .send_plain(&[], message(RECEIVER))
        .await
        .refused("VP002", "Client");
}

#[tokio::test]
async fn section_3_2_a_caller_cannot_have_the_routing_history_left_out() {
    let stage = Stage::open_plain(|_| {}).await;
    let pem = pem(&stage);
    let sent = [
        (CERTIFICATE, pem.as_str()),
        ("connection", "x-rivta-routing-history"),
        ("x-rivta-routing-history", "a#b"),
    ];
    stage.send_plain(&sent, message(RECEIVER)).await.is_ok();
    assert_eq!(stage.last_call().headers["x-rivta-routing-history"], "a#b#rivta");
}

#[tokio::test]
async fn section_3_2_what_is_no_certificate_is_vp002() {
    let stage = Stage::open_plain(|_| {}).await;
    let nobody = rivta_pki::Subject::without_hsa_id("nobody");
    let nobody = stage
        .pki
        .issue(&nobody, rivta_pki::Validity::current(chrono::Utc::now()));
    let nobody = nobody.certificate_pem().replace('\n', " ");
    let unknown = "Exception, unkown certificate type found in httpheader x-vp-auth-cert";
    let undecodable = "Exception occured parsing certificate in httpheader x-vp-auth-cert";
    let rows = [
        ("Subject=\"CN=a\"", unknown),
        ("", unknown),
        ("MII", undecodable),
        ("MIIA", undecodable),
        ("-----BEGIN CERTIFICATE-----?-----END CERTIFICATE-----", undecodable),
        (&nobody, "No senderId found in Certificate"),
    ];
    for (header, expected) in rows {
        // Identity comes before everything that is in the message.
        for body in [message(RECEIVER), "<broken".to_owned()] {
            let reply = stage.send_plain(&[(CERTIFICATE, header)], body).await;
            assert_eq!(reply.refused("VP002", "Client"), expected);
        }
    }
    let reply = stage.send_plain(&[], message(RECEIVER)).await;
    let expected = "No certificate found in httpheader x-vp-auth-cert";
    assert_eq!(reply.refused("VP002", "Client"), expected);
    assert_eq!(stage.calls(), 0);
}

/// Section 3.2: headers that tell who calls count when they say one thing, however often.
#[tokio::test]
async fn section_3_2_headers_that_contradict_each_other_name_nobody() {
    let stage = Stage::open_plain(|_| {}).await;
    let pem = pem(&stage);
    let (own, sender) = (("x-vp-instance-id", "rivta"), ("x-vp-sender-id", SENDER));
    let unknown = Some("Exception, unkown certificate type found in httpheader x-vp-auth-cert");
    let missing = Some("No certificate found in httpheader x-vp-auth-cert");
    let rows: [(Headers, Option<&str>); 6] = [
        (&[(CERTIFICATE, &pem), (CERTIFICATE, &pem)], None),
        (&[(CERTIFICATE, &pem), (CERTIFICATE, "MII")], unknown),
        (&[own, own, sender, sender], None),
        (&[own, ("x-vp-instance-id", "other"), sender], missing),
        (&[own, sender, ("x-vp-sender-id", "SE-OTHER")], missing),
        // Without a name from inside the certificate tells.
        (&[own, ("x-vp-instance-id", "other"), sender, (CERTIFICATE, &pem)], None),
    ];
    for (headers, problem) in rows {
        let reply = stage.send_plain(headers, message(RECEIVER)).await;
        match problem {
            None => reply.is_ok(),
            Some(expected) => assert_eq!(reply.refused("VP002", "Client"), expected),
        }
    }
}

#[tokio::test]
async fn section_3_2_the_name_of_the_header_is_configured() {
    let stage = Stage::open_plain(|configuration| {
        plain(configuration).certificate_header = "X-Forwarded-Tls-Client-Cert".to_owned();
    })
    .await;
    let pem = pem(&stage);
    let reply = stage.send_plain(&[(CERTIFICATE, &pem)], message(RECEIVER)).await;
    let expected = "No certificate found in httpheader X-Forwarded-Tls-Client-Cert";
    assert_eq!(reply.refused("VP002", "Client"), expected);
    let sent = [("x-forwarded-tls-client-cert", pem.as_str())];
    stage.send_plain(&sent, message(RECEIVER)).await.is_ok();
    assert_eq!(stage.last_call().headers.get("x-forwarded-tls-client-cert"), None);
}

fn plain(configuration: &mut Configuration) -> &mut Plain {
    configuration.plain.as_mut().unwrap()
}

#[tokio::test]
async fn section_3_2_another_part_of_the_platform_names_the_sender() {
    let stage = Stage::open_plain(|configuration| "dev_env".clone_into(&mut configuration.instance.id)).await;
    let inside = [("x-vp-sender-id", SENDER), ("x-vp-instance-id", "dev_env")];
    stage.send_plain(&inside, message(RECEIVER)).await.is_ok();
    let seen = stage.last_call();
    assert_eq!(seen.headers[ORIGINAL], SENDER);
    assert_eq!(
        seen.headers.get("x-rivta-routing-history"),
        None,
        "a call from inside is not marked"
    );
    // A claim for another platform, or in another case, is ignored, and so is X-Forwarded-For.
    for instance in ["other", "DEV_ENV", ""] {
        let outside = [
            ("x-vp-sender-id", SENDER),
            ("x-vp-instance-id", instance),
            ("x-forwarded-for", "9.9.9.9"),
        ];
        let reply = stage.send_plain(&outside, message(RECEIVER)).await;
        reply.refused("VP002", "Client");
    }
    // The sender id is taken verbatim.
    let padded = [("x-vp-sender-id", "someone"), ("x-vp-instance-id", "dev_env")];
    let detail = stage
        .send_plain(&padded, message(RECEIVER))
        .await
        .refused("VP007", "Server");
    assert!(detail.ends_with("senderId: someone"), "{detail}");
}

#[tokio::test]
async fn section_3_2_vp011_when_the_caller_is_not_on_the_list() {
    let stage =
        Stage::open_plain(|configuration| plain(configuration).allowed_addresses = vec!["10.".to_owned()]).await;
    let detail = stage.send_plain(&[], "<broken").await.refused("VP011", "Client");
    assert_eq!(
        detail,
        "Caller was not on the white list of accepted IP-addresses.  IP-address: 127.0.0.1. HTTP header that caused \
         checking: CamelNettyRemoteAddress"
    );
    for empty in [&[][..], &["", " "]] {
        let empty = empty.iter().map(|entry| (*entry).to_owned()).collect();
        let nobody = Stage::open_plain(|configuration| plain(configuration).allowed_addresses = empty).await;
        nobody
            .send_plain(&[], message(RECEIVER))
            .await
            .refused("VP011", "Client");
    }

    let stage = Stage::open_plain(|_| {}).await;
    let inside = |client| {
        [
            ("x-vp-sender-id", SENDER),
            ("x-vp-instance-id", "rivta"),
            ("x-forwarded-for", client),
        ]
    };
    let detail = stage
        .send_plain(&inside("9.9.9.9"), message(RECEIVER))
        .await
        .refused("VP011", "Client");
    assert!(
        detail.ends_with("IP-address: 9.9.9.9. HTTP header that caused checking: X-Forwarded-For"),
        "{detail}"
    );
    stage
        .send_plain(&inside("127.0.0.1, 9.9.9.9"), message(RECEIVER))
        .await
        .is_ok();
}

#[tokio::test]
async fn section_3_2_a_call_from_outside_is_marked_and_a_loop_is_vp014() {
    let stage = Stage::open_plain(|configuration| "dev_env".clone_into(&mut configuration.instance.id)).await;
    let pem = pem(&stage);
    let history = "x-rivta-routing-history";
    let call = |given: &'static str| {
        let headers = [(CERTIFICATE, pem.as_str()), (history, given)].map(|(name, value)| (name, value.to_owned()));
        let stage = &stage;
        async move {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            stage.send_plain(&headers, message(RECEIVER)).await
        }
    };
    for (given, passed) in [
        ("", format!("{SENDER}#dev_env")),
        ("some_server#other", "some_server#other#dev_env".to_owned()),
    ] {
        call(given).await.is_ok();
        assert_eq!(stage.last_call().headers[history], passed);
    }
    let reply = call("dev_env#some_server").await;
    assert_eq!(reply.refused("VP014", "Server"), "");
    assert_eq!(stage.calls(), 0);

    let unmarked = Stage::open_plain(|configuration| plain(configuration).routing_history = false).await;
    let pem = self::pem(&unmarked);
    let sent = [(CERTIFICATE, pem.as_str()), (history, "rivta")];
    unmarked.send_plain(&sent, message(RECEIVER)).await.is_ok();
    assert_eq!(unmarked.last_call().headers[history], "rivta");
}

#[tokio::test]
async fn section_3_1_over_tls_no_header_names_the_sender() {
    let stage = Stage::open_plain(|configuration| "dev_env".clone_into(&mut configuration.instance.id)).await;
    let claims = [
        ("x-vp-sender-id", "SE-FALSE"),
        ("x-vp-instance-id", "dev_env"),
        (CERTIFICATE, "nonsense"),
        ("x-forwarded-for", "9.9.9.9"),
        ("x-rivta-routing-history", "dev_env"),
    ];
    stage.send(&claims, message(RECEIVER)).await.is_ok();
    let headers = stage.last_call().headers;
    assert_eq!(headers[ORIGINAL], SENDER);
    assert_eq!(headers["x-rivta-routing-history"], "dev_env");
    assert_eq!(headers.get("x-vp-sender-id"), None);
}

#[tokio::test]
async fn section_3_1_the_pattern_is_configured() {
    let stage = Stage::with(
        |configuration| "CN=([^,]+)".clone_into(&mut configuration.sender.subject_pattern),
        |address| vec![route(RECEIVER, address)],
        permissions(&[RECEIVER]),
    )
    .await;
    let subject = rivta_pki::Subject::without_hsa_id(SENDER);
    let certificate = stage
        .pki
        .issue(&subject, rivta_pki::Validity::current(chrono::Utc::now()));
    let request = http::Request::post(stage.url())
        .body(crate::stage::whole(message(RECEIVER)))
        .unwrap();
    Reply::of(&stage.pki.channel(&certificate), request)
        .await
        .unwrap()
        .is_ok();
}

/// Section 3.4, row by row: the list, whether others are refused, whether the call is from inside, the outcome.
#[tokio::test]
async fn section_3_4_who_may_name_an_original_consumer() {
    let rows: [(&[&str], bool, bool, bool); 6] = [
        (&[], true, false, true),
        (&["other", " SE5565594230-CONSUMER "], true, false, true),
        (&["other"], true, false, false),
        (&["se5565594230-consumer"], true, false, false),
        (&["other"], false, false, true),
        (&["other"], true, true, true),
    ];
    for (allowed, refuse, inside, passes) in rows {
        let stage = Stage::open_plain(|configuration| {
            configuration.sender.original_consumer_from = allowed.iter().map(|&entry| entry.to_owned()).collect();
            configuration.sender.refuse_original_consumer = refuse;
        })
        .await;
        for original in ["SE-ORIGINAL", ""] {
            let instance = if inside { "rivta" } else { "other" };
            let (pem, sent) = (pem(&stage), [(ORIGINAL, original), ("x-vp-instance-id", instance)]);
            let proven = [&sent[..], &[(CERTIFICATE, pem.as_str())]].concat();
            let replies = [stage.send_plain(&proven, message(RECEIVER)).await];
            for reply in replies {
                if passes {
                    reply.is_ok();
                } else {
                    let expected = "Sender is not approved to set header x-rivta-original-serviceconsumer-hsaid.";
                    assert_eq!(reply.refused("VP013", "Client"), expected);
                }
            }
            // What is malformed is told first, and over TLS nobody is believed to be inside.
            stage.send_plain(&proven, "<").await.refused("VP015", "Client");
            let reply = stage.send(&sent, message(RECEIVER)).await;
            if passes && !inside {
                reply.is_ok();
            } else {
                drop(reply.refused("VP013", "Client"));
            }
        }
        stage.send(&[], message(RECEIVER)).await.is_ok();
    }
}
