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
async fn section_7_2_a_wsdl_and_everything_it_imports_is_served_from_the_router() {
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
async fn section_7_2_an_unknown_path_lists_the_known_ones() {
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
async fn section_7_2_an_unknown_schema_is_a_fault_without_code() {
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

const WSDL: &str = "\u{feff}<?xml version=\"1.0\"?><wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" \
    xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
    xmlns:r=\"urn:riv:clinicalprocess:healthcond:certificate:GetCertificateResponder:2\" \
    targetNamespace=\"urn:riv:clinicalprocess:healthcond:certificate:GetCertificate:2:rivtabp21\"><wsdl:types><xs:schema>\
    <xs:import namespace=\"urn:a\" schemaLocation=\"../../core_components/itintegration_registry_1.0.xsd\"/></xs:schema></wsdl:types>\
    <wsdl:service name=\"s\"><wsdl:port name=\"p\" binding=\"b\"><soap:address location=\"http://tempuri.org\"/></wsdl:port>\
    </wsdl:service></wsdl:definitions>";

/// A release with one interaction, as it is published.
fn release() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let interaction = folder.path().join("interactions/GetCertificateInteraction");
    let core = folder.path().join("core_components");
    std::fs::create_dir_all(&interaction).unwrap();
    std::fs::create_dir_all(&core).unwrap();
    std::fs::write(interaction.join("GetCertificateInteraction_2.0_RIVTABP21.wsdl"), WSDL).unwrap();
    std::fs::write(
        core.join("itintegration_registry_1.0.xsd"),
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/>",
    )
    .unwrap();
    folder
}

const CERTIFICATE_PATH: &str = "/vp/clinicalprocess/healthcond/certificate/GetCertificate/2/rivtabp21";

#[tokio::test]
async fn section_7_2_every_wsdl_of_a_folder_is_served() {
    let folder = release();
    let stage = Stage::open_plain(|configuration| {
        configuration.wsdl.directory = Some(folder.path().to_owned());
    })
    .await;
    let wsdl = get(&stage, &format!("{CERTIFICATE_PATH}?wsdl")).await;
    assert_eq!(
        (wsdl.status, wsdl.header("content-type")),
        (StatusCode::OK, Some("text/xml;UTF-8"))
    );
    assert!(wsdl.body.starts_with("<?xml"), "{}", wsdl.body);
    let url = stage.url_of(CERTIFICATE_PATH);
    let import = format!("schemaLocation=\"{url}?xsd=../../core_components/itintegration_registry_1.0.xsd\"");
    assert!(wsdl.body.contains(&import), "{}", wsdl.body);
    assert!(wsdl.body.contains(&format!("location=\"{url}\"")), "{}", wsdl.body);
    let schema = get(
        &stage,
        &format!("{CERTIFICATE_PATH}?xsd=../../core_components/itintegration_registry_1.0.xsd"),
    )
    .await;
    assert!(schema.body.starts_with("<xs:schema"), "{}", schema.body);
    // What is configured is all there is.
    let known = get(&stage, "/vp/unknown?wsdl").await.body;
    let lines: Vec<_> = known.lines().skip(1).collect();
    assert_eq!(lines, [format!("{url}?wsdl")]);
    // On the plain listener the URL begins with http.
    let address = stage.router.plain_addr().unwrap();
    let request = Request::get(format!("http://{address}{CERTIFICATE_PATH}?wsdl"))
        .body(whole(""))
        .unwrap();
    let reply = Reply::of(&stage.consumer, request).await.unwrap();
    assert!(
        reply
            .body
            .contains(&format!("location=\"http://{address}{CERTIFICATE_PATH}\"")),
        "{}",
        reply.body
    );
}

#[tokio::test]
async fn section_7_2_scheme_host_and_port_are_replaced_one_by_one() {
    let folder = release();
    let stage = Stage::open_plain(|configuration| {
        configuration.wsdl.directory = Some(folder.path().to_owned());
    })
    .await;
    let port = stage.router.local_addr().port();
    let rows: [(&[(&str, &str)], String); 4] = [
        (
            &[("x-vp-forwarded-host", "proxy.example")],
            format!("https://proxy.example:{port}"),
        ),
        (&[("x-vp-forwarded-port", "443")], "https://localhost:443".to_owned()),
        (&[("x-vp-forwarded-proto", "http")], format!("http://localhost:{port}")),
        (
            &[
                ("x-vp-forwarded-host", "proxy.example"),
                ("x-vp-forwarded-port", "443"),
                ("x-vp-forwarded-proto", "https"),
            ],
            "https://proxy.example:443".to_owned(),
        ),
    ];
    for (headers, base) in rows {
        for path in [CERTIFICATE_PATH, "/vp/unknown"] {
            let mut request = Request::get(stage.url_of(&format!("{path}?wsdl")));
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let reply = Reply::of(&stage.consumer, request.body(whole("")).unwrap())
                .await
                .unwrap();
            assert!(
                reply.body.contains(&format!("{base}{CERTIFICATE_PATH}")),
                "{base}: {}",
                reply.body
            );
        }
    }
}

#[tokio::test]
async fn section_7_2_a_single_file_wins_over_the_folder() {
    let folder = release();
    let wsdl = folder
        .path()
        .join("interactions/GetCertificateInteraction/GetCertificateInteraction_2.0_RIVTABP21.wsdl");
    let stage = Stage::open_plain(|configuration| {
        configuration.wsdl.directory = Some(folder.path().to_owned());
        configuration.wsdl.file = vec![rivta_router::config::DescriptionFile {
            contract: "urn:riv:clinicalprocess:healthcond:certificate:GetCertificateResponder:2".to_owned(),
            wsdl,
            path: "/vp/own/path".to_owned(),
        }];
    })
    .await;
    assert_eq!(get(&stage, "/vp/own/path?wsdl").await.status, StatusCode::OK);
    let schema = get(
        &stage,
        "/vp/own/path?xsd=../../core_components/itintegration_registry_1.0.xsd",
    )
    .await;
    assert_eq!(schema.status, StatusCode::OK);
    let other = get(&stage, &format!("{CERTIFICATE_PATH}?wsdl")).await;
    assert_eq!(other.status, StatusCode::INTERNAL_SERVER_ERROR);
}

/// Section 7.2: a file named by itself is read with what it imports, wherever that is, and nothing beside it.
#[tokio::test]
async fn section_7_2_of_a_single_file_nothing_is_read_but_what_it_imports() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(place("a/b")).unwrap();
    let import = |location: &str| format!("<xs:import namespace=\"urn:n\" schemaLocation=\"{location}\"/>");
    let schema =
        |content: &str| format!("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">{content}</xs:schema>");
    let types = schema(&format!(
        "{}{}{}",
        import("../one.xsd"),
        import("gone.xsd"),
        import("http://h/x.xsd")
    ));
    let wsdl = format!(
        "<d:definitions xmlns:d=\"http://schemas.xmlsoap.org/wsdl/\"><d:types>{types}</d:types></d:definitions>"
    );
    std::fs::write(place("a/b/w.wsdl"), wsdl).unwrap();
    std::fs::write(place("a/one.xsd"), schema(&import("b/two.xsd"))).unwrap();
    // Two schemas that import each other.
    std::fs::write(place("a/b/two.xsd"), schema(&import("../one.xsd"))).unwrap();
    // Whoever reads more than it is told to fails at this one.
    let trap = std::fs::File::create(place("trap.xsd")).unwrap();
    trap.set_len((16 << 20) + 1).unwrap();
    let stage = Stage::open_plain(|configuration| {
        configuration.wsdl.file = vec![rivta_router::config::DescriptionFile {
            contract: "urn:riv:own:AskResponder:1".to_owned(),
            wsdl: place("a/b/../b/w.wsdl"),
            path: "vp/own".to_owned(),
        }];
    })
    .await;
    let rows = [
        ("/vp/own?wsdl", StatusCode::OK),
        ("/vp/own?xsd=../one.xsd", StatusCode::OK),
        ("/vp/own?xsd=two.xsd", StatusCode::OK),
        ("/vp/own?xsd=b/two.xsd", StatusCode::OK),
        ("/vp/own?xsd=../../trap.xsd", StatusCode::INTERNAL_SERVER_ERROR),
        ("/vp/own?xsd=gone.xsd", StatusCode::INTERNAL_SERVER_ERROR),
    ];
    for (path, status) in rows {
        assert_eq!(get(&stage, path).await.status, status, "{path}");
    }
}

/// Clients escape what no URL may hold, and may escape more.
#[tokio::test]
async fn section_7_2_a_path_is_the_same_however_it_is_escaped() {
    let folder = release();
    let swedish = WSDL
        .replace("GetCertificate:2", "GetÅtgärd+1:2")
        .replace("GetCertificateR", "GetÅtgärdR");
    std::fs::write(folder.path().join("own.wsdl"), swedish).unwrap();
    let stage = Stage::open_plain(|configuration| {
        configuration.wsdl.directory = Some(folder.path().to_owned());
    })
    .await;
    for name in [
        "Get%C3%85tg%C3%A4rd+1",
        "Get%C3%85tg%C3%A4rd%2B1",
        "%47et%C3%85tg%C3%A4rd+1",
    ] {
        let path = format!("/vp/clinicalprocess/healthcond/certificate/{name}/2/rivtabp21");
        let reply = get(&stage, &format!("{path}?wsdl")).await;
        assert_eq!(reply.status, StatusCode::OK, "{name}");
        assert!(reply.body.contains(&format!("{path}\"/>")), "{}", reply.body);
    }
    let half = CERTIFICATE_PATH.replace("GetCertificate", "Get%C3Certificate");
    assert!(
        get(&stage, &format!("{half}?wsdl"))
            .await
            .body
            .starts_with("No wsdl found")
    );
}

#[tokio::test]
async fn a_description_that_is_no_xml_is_told_at_the_start_and_when_it_is_asked_for() {
    let (log, _keeping) = rivta_test_log::Log::capture();
    let folder = release();
    let broken = WSDL.split("</wsdl:service>").next().unwrap();
    std::fs::write(
        folder
            .path()
            .join("interactions/GetCertificateInteraction/GetCertificateInteraction_2.0_RIVTABP21.wsdl"),
        broken,
    )
    .unwrap();
    let stage = Stage::open_plain(|configuration| {
        configuration.wsdl.directory = Some(folder.path().to_owned());
    })
    .await;
    let told = log.text();
    assert!(told.contains("_2.0_RIVTABP21.wsdl is not well-formed XML"), "{told}");
    let reply = get(&stage, &format!("{CERTIFICATE_PATH}?wsdl")).await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        reply.text("faultstring"),
        format!("The wsdl of {} is not well-formed XML", &CERTIFICATE_PATH[1..])
    );
}
