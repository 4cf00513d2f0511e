//! WSDL and schemas at the router's own addresses (section 7.2).

use http::{Request, StatusCode};

use crate::stage::{CONTRACT, RECEIVER, Reply, Stage, message, whole};

const PATH: &str = "/vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21";

async fn get(stage: &Stage, path: &str) -> Reply {
    let request = Request::get(stage.url_of(path)).body(whole("")).unwrap();
    Reply::of(&stage.consumer, request).await.unwrap()
}

/// The URLs between quotes that lead back to the router, without their beginning.
fn links<'a>(stage: &Stage, document: &'a str) -> Vec<&'a str> {
    let own = stage.url_of("");
    let quoted = document.split('"').filter(|text| text.starts_with(&own));
    quoted.map(|url| &url[own.len()..]).collect()
}

#[tokio::test]
async fn a_wsdl_and_everything_it_imports_is_served_from_the_router() {
    let stage = Stage::open().await;
    let wsdl = get(&stage, &format!("{PATH}?wsdl")).await;
    assert_eq!(
        (wsdl.status, wsdl.header("content-type")),
        (StatusCode::OK, Some("text/xml;UTF-8"))
    );
    assert!(wsdl.header("x-skltp-correlation-id").is_some());
    assert!(
        wsdl.body.contains(&format!("location=\"{}\"", stage.url_of(PATH))),
        "{}",
        wsdl.body
    );
    let mut open: Vec<String> = links(&stage, &wsdl.body).into_iter().map(str::to_owned).collect();
    let mut seen = Vec::new();
    while let Some(link) = open.pop() {
        if !link.contains("?xsd=") || seen.contains(&link) {
            continue;
        }
        let schema = get(&stage, &link).await;
        assert_eq!(schema.status, StatusCode::OK, "{link}");
        open.extend(links(&stage, &schema.body).into_iter().map(str::to_owned));
        seen.push(link);
    }
    let responder = seen
        .iter()
        .any(|link| link.ends_with("RequestExemptionStatusesResponder_1.0.xsd"));
    assert!(responder && seen.len() >= 4, "{seen:?}");
}

#[tokio::test]
async fn a_description_needs_no_identity_and_no_exact_case() {
    let stage = Stage::open().await;
    let nobody = rivta_pki::Subject::without_hsa_id("nobody");
    let certificate = stage
        .pki
        .issue(&nobody, rivta_pki::Validity::current(chrono::Utc::now()));
    let url = stage.url_of(&PATH.to_uppercase().replace("/VP", "/vp"));
    let request = Request::post(format!("{url}?WSDL=1")).body(whole("no xml")).unwrap();
    let reply = Reply::of(&stage.pki.channel(&certificate), request).await.unwrap();
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.body.contains(CONTRACT));
}

#[tokio::test]
async fn an_unknown_path_lists_the_known_ones() {
    let stage = Stage::open().await;
    let reply = get(&stage, "/vp/unknown?wsdl").await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(reply.header("content-type"), Some("text/plain;UTF-8"));
    let mut lines = reply.body.lines();
    assert_eq!(
        lines.next(),
        Some("No wsdl found on this path, following wsdl paths is available:")
    );
    let expected = format!("{}?wsdl", stage.url_of(PATH));
    assert!(lines.any(|line| line == expected), "{}", reply.body);
}

#[tokio::test]
async fn an_unknown_schema_is_a_fault_without_code() {
    let stage = Stage::open().await;
    for name in ["other.xsd", "../../../../etc/passwd"] {
        let reply = get(&stage, &format!("{PATH}?xsd={name}")).await;
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(reply.text("faultcode"), "SOAP-ENV:Server");
        assert_eq!(reply.text("faultstring"), format!("Couldn't find xsd named {name}"));
    }
}

#[tokio::test]
async fn a_header_named_wsdl_does_not_slip_a_call_past_the_checks() {
    let stage = Stage::open().await;
    let reply = stage.send(&[("wsdl", ""), ("xsd", "a")], message("unknown")).await;
    reply.refused("VP004", "Client");
    stage.send(&[("wsdl", "")], message(RECEIVER)).await.is_ok();
}
