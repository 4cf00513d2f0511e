//! Sections 1.3, 1.7 and 1.9: headers in, headers out, and messages that are no question at all.

use http::StatusCode;
use rivta_soap::FaultCode;

use crate::stage::{
    CONTRACT, NATIONAL, ORIGINAL, SENDER, Stage, TEST_PERSON, enveloped, mandatory, permissions, request,
};

#[tokio::test]
async fn section_1_3_step_1_missing_headers_are_told_together_and_in_order() {
    let stage = Stage::open().await;
    let names = [
        "x-vp-sender-id",
        "x-rivta-original-serviceconsumer-hsaid",
        "x-skltp-correlation-id",
    ];
    for present in 0..7u8 {
        let is_there = |position: usize| present & (1 << position) != 0;
        let sent: Vec<_> = mandatory()
            .into_iter()
            .enumerate()
            .filter(|(at, _)| is_there(*at))
            .map(|(_, it)| it)
            .collect();
        let missing = names.iter().enumerate().filter(|(at, _)| !is_there(*at));
        let expected: Vec<_> = missing
            .map(|(_, name)| format!("Mandatory HTTP header {name} is missing\n"))
            .collect();
        let expected = expected.concat();
        let fault = stage.send(&sent, &request(TEST_PERSON)).await.fault();
        assert_eq!(fault.string, expected, "{present:03b}");
        assert_eq!((fault.code, fault.detail), (FaultCode::Server, None));
    }
    assert!(stage.questions().is_empty(), "nobody is asked");
    assert_eq!(stage.ask().await.status, StatusCode::OK);
}

#[tokio::test]
async fn section_1_3_an_empty_header_counts_as_missing() {
    let stage = Stage::open().await;
    let sent = [("x-vp-sender-id", ""), mandatory()[1], mandatory()[2]];
    let fault = stage.send(&sent, &request(TEST_PERSON)).await.fault();
    assert_eq!(fault.string, "Mandatory HTTP header x-vp-sender-id is missing\n");
}

#[tokio::test]
async fn section_1_3_any_logical_address_is_accepted() {
    let stage = Stage::open().await;
    for address in ["5565594230", "somebody else", ""] {
        let body = request(TEST_PERSON).replace(&format!(">{NATIONAL}<"), &format!(">{address}<"));
        assert_eq!(
            stage.send(&mandatory(), &body).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
    let (begin, end) = (request(TEST_PERSON), "</e:Header>");
    let without = format!(
        "{}{}",
        &begin[..begin.find("<e:Header>").unwrap()],
        &begin[begin.find(end).unwrap() + end.len()..]
    );
    assert_eq!(stage.send(&mandatory(), &without).await.status, StatusCode::OK);
}

#[tokio::test]
async fn section_1_7_headers_toward_the_index() {
    let stage = Stage::open().await;
    let more = [
        ("x-rivta-routing-history", "a#b"),
        ("x-skltp-prt", "7"),
        ("foo", "bar"),
        ("x-vp-instance-id", "theirs"),
    ];
    let sent: Vec<_> = mandatory().into_iter().chain(more).collect();
    stage.send(&sent, &request(TEST_PERSON)).await.records();
    let headers = &stage.questions()[0].headers;
    assert_eq!(headers["x-vp-sender-id"], "SENDER1");
    assert_eq!(headers["x-vp-instance-id"], "dev_env");
    assert_eq!(headers["x-skltp-correlation-id"], "c-1");
    assert_eq!(headers["x-rivta-original-serviceconsumer-hsaid"], ORIGINAL);
    assert_eq!(headers["x-rivta-routing-history"], "a#b");
    assert_eq!(
        headers["soapaction"],
        "\"urn:riv:itintegration:engagementindex:FindContentResponder:1:FindContent\""
    );
    assert!(!headers.contains_key("x-skltp-prt") && !headers.contains_key("foo"));
}

#[tokio::test]
async fn section_1_7_headers_toward_sources() {
    let stage = Stage::open().await;
    stage.posts(&["HSA-ID-1"]);
    let more = [
        ("x-rivta-acting-on-behalf-of-hsaid", "SE-PRINCIPAL"),
        ("x-skltp-prt", "7"),
        ("server", "x"),
        ("soapaction", "\"urn:wrong\""),
    ];
    let sent: Vec<_> = mandatory().into_iter().chain(more).collect();
    stage.send(&sent, &request(TEST_PERSON)).await.records();
    let headers = &stage.requests()[0].headers;
    assert_eq!(headers["x-vp-sender-id"], SENDER);
    assert_eq!(headers["x-vp-instance-id"], "dev_env");
    assert_eq!(headers["x-skltp-correlation-id"], "c-1");
    assert_eq!(headers["x-rivta-original-serviceconsumer-hsaid"], ORIGINAL);
    assert_eq!(headers["x-rivta-acting-on-behalf-of-hsaid"], "SE-PRINCIPAL");
    assert_eq!(
        headers["soapaction"],
        format!("\"{CONTRACT}:RequestExemptionStatuses\"").as_str()
    );
    assert_eq!(headers["content-type"], "text/xml; charset=UTF-8");
    assert!(!headers.contains_key("x-skltp-prt") && !headers.contains_key("server"));
}

#[tokio::test]
async fn section_1_3_step_11_headers_of_the_answer() {
    let stage = Stage::open().await;
    let sent: Vec<_> = mandatory()
        .into_iter()
        .chain([("breadcrumbid", "b"), ("user-agent", "u")])
        .collect();
    let headers = stage.send(&sent, &request(TEST_PERSON)).await.headers;
    assert_eq!(headers["content-type"], "text/xml; charset=UTF-8");
    assert_eq!(headers["x-skltp-correlation-id"], "c-1");
    for name in [
        "x-vp-sender-id",
        "x-vp-instance-id",
        "x-rivta-original-serviceconsumer-hsaid",
        "breadcrumbid",
        "user-agent",
    ] {
        assert!(!headers.contains_key(name), "{name}");
    }
    let fault = stage.send(&[mandatory()[2]], &request(TEST_PERSON)).await;
    assert_eq!(fault.headers["x-skltp-correlation-id"], "c-1");
    assert_eq!(fault.headers["content-type"], "text/xml; charset=UTF-8");
}

#[tokio::test]
async fn section_1_9_an_element_of_no_service_is_not_recognized() {
    let stage = Stage::open().await;
    for payload in ["<x:Unknown xmlns:x='urn:x'/>", "<RequestExemptionStatuses/>"] {
        let fault = stage.send(&mandatory(), &enveloped(payload)).await.fault();
        assert_eq!(fault.code, FaultCode::Client);
        let name = if payload.contains("Unknown") {
            "{urn:x}Unknown"
        } else {
            "{}RequestExemptionStatuses"
        };
        assert!(
            fault.string.contains(&format!("{name} was not recognized")),
            "{}",
            fault.string
        );
    }
    let visits = "<v:GetVisits xmlns:v='urn:riv:test:carecontact:visit:GetVisitsResponder:1'/>";
    let fault = stage.send(&mandatory(), &enveloped(visits)).await.fault();
    assert!(
        fault.string.contains("GetVisits was not recognized"),
        "it is another service's path: {}",
        fault.string
    );
    assert!(
        stage
            .send(&mandatory(), &enveloped(""))
            .await
            .fault()
            .string
            .contains("was not recognized")
    );
}

#[tokio::test]
async fn messages_that_are_no_soap_are_the_callers_fault() {
    let stage = Stage::open().await;
    for body in [
        "",
        "Hello World!",
        "<a/>",
        "<!DOCTYPE a><a/>",
        &request(TEST_PERSON)[..200],
    ] {
        let fault = stage.send(&mandatory(), body).await.fault();
        assert_eq!(fault.code, FaultCode::Client, "{body}");
    }
    let large = request(TEST_PERSON).replace("<e:Body>", &format!("<e:Body><!--{}-->", "x".repeat(1 << 20)));
    assert_eq!(
        stage.send(&mandatory(), &large).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert!(stage.questions().is_empty());
}

#[tokio::test]
async fn section_1_9_the_soap_action_is_looked_at_only_when_configured() {
    let wrong: Vec<_> = mandatory()
        .into_iter()
        .chain([("soapaction", "\"urn:wrong\"")])
        .collect();
    let stage = Stage::open().await;
    assert_eq!(stage.send(&wrong, &request(TEST_PERSON)).await.status, StatusCode::OK);
    let strict = Stage::with(
        |configuration| configuration.validate_soap_action = true,
        permissions(&["*"]),
    )
    .await;
    let fault = strict.send(&wrong, &request(TEST_PERSON)).await.fault();
    assert_eq!(fault.code, FaultCode::Client);
    assert!(
        fault
            .string
            .starts_with("The given SOAPAction urn:wrong does not match an operation"),
        "{}",
        fault.string
    );
    let right = format!("\"{CONTRACT}:RequestExemptionStatuses\"");
    for action in [right.as_str(), "\"\""] {
        let sent: Vec<_> = mandatory().into_iter().chain([("soapaction", action)]).collect();
        assert_eq!(
            strict.send(&sent, &request(TEST_PERSON)).await.status,
            StatusCode::OK,
            "{action}"
        );
    }
}

#[tokio::test]
async fn only_the_platforms_routers_may_say_who_the_sender_is() {
    let callers = vec!["SE5565594230-router".to_owned()];
    let stage = Stage::with(|configuration| configuration.callers = callers, permissions(&["*"])).await;
    assert_eq!(stage.ask().await.status, StatusCode::OK);
    let stranger = stage.channel_of("SE5560000001-STRANGER");
    let reply = stage
        .send_through(&stranger, &stage.url(), &mandatory(), &request(TEST_PERSON))
        .await;
    assert_eq!(reply.fault().code, FaultCode::Client);
    assert_eq!(stage.questions().len(), 1);
}

#[tokio::test]
async fn wsdl_and_schemas_are_served_at_the_path_of_a_service() {
    let stage = Stage::open().await;
    let wsdl = stage.get(&format!("{}?wsdl", stage.url())).await;
    assert!(wsdl.status.is_success() && wsdl.text.contains("RequestExemptionStatusesResponderInterface"));
    assert!(
        wsdl.text.contains(&stage.url()),
        "the address is the one that was asked"
    );
    assert_eq!(stage.get(&stage.url()).await.status, StatusCode::METHOD_NOT_ALLOWED);
    let nowhere = format!("https://localhost:{}/x?wsdl", stage.aggregator.local_addr().port());
    assert_eq!(stage.get(&nowhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_path_of_no_service_leads_to_the_one_that_knows_the_element() {
    let stage = Stage::open().await;
    let url = format!("https://localhost:{}/", stage.aggregator.local_addr().port());
    assert!(
        stage
            .send_to(&url, &mandatory(), &request(TEST_PERSON))
            .await
            .records()
            .is_empty()
    );
}
