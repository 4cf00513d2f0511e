//! A domain release as it is published, run without being edited: layout, variables of `data.xml`, mocks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use rivta_conformance::outcome::{Outcome, Verdict};
use rivta_conformance::published::{self, Published};
use rivta_conformance::run::Event;
use rivta_conformance::target::{Lengths, Receiver};
use rivta_conformance::{Error, Options, Target};
use rivta_consumer::Channel;
use rivta_producer::Listener;
use rivta_producer::listener::{IncomingBody, OutgoingBody, Running, full};

const RESPONDER: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
const ANSWER: &str = r#"<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><RequestExemptionStatusesResponse xmlns="urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"/></s:Body></s:Envelope>"#;

fn request(person: &str) -> String {
    format!(
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:itr="urn:riv:itintegration:registry:1" xmlns:r="{RESPONDER}" xmlns:c="urn:riv:financial:patientfees:exemption:1"><s:Header><itr:LogicalAddress>${{logicalAddress}}</itr:LogicalAddress></s:Header><s:Body><r:RequestExemptionStatuses><r:requestId><c:root>${{requestId}}</c:root></r:requestId><r:patientId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>{person}</c:extension></r:patientId><r:actor><c:actorTypeEnum>CITIZEN</c:actorTypeEnum><c:actorId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>${{asker}}</c:extension></c:actorId></r:actor><r:responseLogicalAddress>X</r:responseLogicalAddress></r:RequestExemptionStatuses></s:Body></s:Envelope>"#
    )
}

fn case(name: &str) -> String {
    let request = request("${patientId}");
    format!(
        r#"<con:testCase name="{name}"><con:testStep type="groovy" name="Read data"><con:config><script>def data = new DataReader("data.xml")</script></con:config></con:testStep><con:testStep type="request" name="Ask"><con:config xsi:type="con:RequestStep" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><con:interface>I</con:interface><con:operation>RequestExemptionStatuses</con:operation><con:request name="Ask"><con:encoding>UTF-8</con:encoding><con:endpoint>${{webServiceUrl}}</con:endpoint><con:request><![CDATA[{request}]]></con:request><con:assertion type="SOAP Response"/><con:assertion type="SOAP Fault Assertion"/><con:assertion type="Schema Compliance"><con:configuration/></con:assertion></con:request></con:config></con:testStep></con:testCase>"#
    )
}

/// A release with a suite for producers and a mock for consumers, named as such folders are; a little off, as they drift.
fn release(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let names = [
        "1.1.1 Personnummer",
        "1.1.2 Samordningsnummer",
        "1.7 SoapFault",
        "1.8 NonExisting Patient",
    ];
    let cases: String = names.iter().map(|name| case(name)).collect();
    write(
        "test-suite/Ask/Aks-soapui-project.xml",
        &format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><con:soapui-project name="Ask" xmlns:con="http://eviware.com/soapui/config"><con:testSuite name="Basic tests">{cases}</con:testSuite></con:soapui-project>"#
        ),
    );
    write(
        "test-suite/Ask/data.xml",
        "<testsuite><id>Ask</id><globaldata><webServiceUrl>http://localhost/</webServiceUrl><logicalAddress>SE-PUBLISHER</logicalAddress><asker>${patientId}</asker><patientId>191212121212</patientId></globaldata><section>\
         <testcase id='1.1.1 Personnummer'><data/></testcase><testcase id='1.1.2 Samordningsnummer'><data><patientId>201201022397</patientId></data></testcase>\
         <testcase id='1.8 NonExisting Patient'><data/></testcase><testcase id='1.8 NonExisting Patient'><data/></testcase></section></testsuite>",
    );
    write(
        "test-suite/AskMock/AskMock-soapui-project.xml",
        &format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><con:soapui-project name="AskMock" xmlns:con="http://eviware.com/soapui/config"><con:mockService name="M"><con:mockOperation name="RequestExemptionStatuses"><con:defaultResponse>Empty</con:defaultResponse><con:response name="Other"><con:responseContent><![CDATA[<other/>]]></con:responseContent></con:response><con:response name="Empty"><con:responseContent><![CDATA[{ANSWER}]]></con:responseContent></con:response></con:mockOperation></con:mockService></con:soapui-project>"#
        ),
    );
    write(
        "test-suite/AskMock/ask_constraints.xml",
        &format!(
            r#"<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><ns prefix="r" uri="{RESPONDER}"/><pattern><rule context="r:RequestExemptionStatuses"><assert id="a" test="r:responseLogicalAddress = 'X'">svara X</assert></rule></pattern></schema>"#
        ),
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for tree in ["schemas", "wsdl"] {
        copy(
            &root.join(tree).join("financial_patientfees_exemption/1.0"),
            &folder.join("schemas"),
        );
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

struct Stage {
    _folder: tempfile::TempDir,
    published: Published,
    target: Target,
}

fn stage(producer: u16) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    release(&folder.path().join("some_domain_1.0"));
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let target = Target {
        environment: "test".to_owned(),
        addresses: [("producer".to_owned(), format!("http://127.0.0.1:{producer}/"))].into(),
        logical_addresses: [("producer".to_owned(), "14".to_owned())].into(),
        receiver: Some(Receiver {
            listen: format!("127.0.0.1:{port}").parse().unwrap(),
            logical_address: "X".to_owned(),
            in_clear: true,
        }),
        lengths: Lengths {
            consumer_seconds: 5,
            ..Lengths::default()
        },
        ..Target::default()
    };
    let published = published::read(
        &folder.path().join("some_domain_1.0"),
        &folder.path().join("work"),
        &target,
    )
    .unwrap();
    Stage {
        _folder: folder,
        published,
        target,
    }
}

fn of<'o>(outcome: &'o Outcome, id: &str) -> (Verdict, Vec<&'o str>) {
    let case = outcome.cases.iter().find(|case| case.id == id).unwrap();
    (
        case.verdict,
        case.findings.iter().map(|finding| finding.text.as_str()).collect(),
    )
}

/// A service that gives everyone this answer, and the requests that came to it.
async fn recording(answer: &'static str) -> (Running, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    let service = move |request: Request<IncomingBody>| {
        let kept = Arc::clone(&kept);
        async move {
            let body = request.into_body().collect().await.unwrap().to_bytes();
            kept.lock().unwrap().push(String::from_utf8_lossy(&body).into_owned());
            let answer: Response<OutgoingBody> = Response::new(full(answer));
            answer
        }
    };
    let server = Listener::in_clear("127.0.0.1:0".parse().unwrap()).serve(service);
    (server.await.unwrap(), seen)
}

#[tokio::test]
async fn variables_of_the_suite_the_case_and_the_target() {
    let (server, seen) = recording(ANSWER).await;
    let stage = stage(server.local_addr().port());
    let mut areas = stage.published.areas;
    areas.retain(|area| !area.name.ends_with("Mock"));
    let outcome = rivta_conformance::run(&stage.target, &areas, &Options::default())
        .await
        .unwrap();
    assert_eq!(of(&outcome, "1.1.1"), (Verdict::Passed, vec![]));
    assert_eq!(of(&outcome, "1.1.2"), (Verdict::Passed, vec![]));
    let told = of(&outcome, "1.7");
    assert_eq!(
        told,
        (
            Verdict::Failed,
            vec!["Could not find data for TestCaseName: 1.7 SoapFault"]
        )
    );
    let told = of(&outcome, "1.8");
    assert_eq!(
        told,
        (
            Verdict::Failed,
            vec!["TestCaseName is not unique: 1.8 NonExisting Patient"]
        )
    );
    let seen = seen.lock().unwrap();
    let soap: Vec<_> = seen.iter().filter(|body| body.contains("Envelope")).collect();
    assert_eq!(soap.len(), 2, "cases without data ask nothing");
    // The publisher's address gives way to the target's; a case's own person also where the suite refers to it.
    assert!(soap.iter().all(|body| body.contains("LogicalAddress>14<")));
    assert_eq!(soap[0].matches("191212121212").count(), 2);
    assert_eq!(soap[1].matches("201201022397").count(), 2);
}

#[tokio::test]
async fn a_mock_judges_its_caller() {
    let stage = stage(1);
    let mut areas = stage.published.areas;
    areas.retain(|area| area.name.ends_with("Mock"));
    assert_eq!(areas.len(), 1);
    assert_eq!(
        areas[0].mock.answers.keys().collect::<Vec<_>>(),
        ["DefaultResponse", "Empty", "Other"]
    );
    for (address, verdict) in [("X", Verdict::Passed), ("Y", Verdict::Failed)] {
        let url = format!("http://{}/", stage.target.receiver.as_ref().unwrap().listen);
        let body = request("191212121212")
            .replace("${logicalAddress}", "14")
            .replace("${asker}", "191212121212");
        let body = body
            .replace("${requestId}", "1")
            .replace("Address>X<", &format!("Address>{address}<"));
        let options = Options {
            observer: Arc::new(move |event| {
                if matches!(event, Event::Instruction(_)) {
                    let body = Full::new(Bytes::from(body.clone())).map_err(|never| match never {});
                    let request = Request::post(&url).body(body.boxed()).unwrap();
                    let channel = Channel::anonymous(None).build().unwrap();
                    tokio::spawn(async move { channel.send(request).await.map(drop) });
                }
            }),
            ..Options::default()
        };
        let outcome = rivta_conformance::run(&stage.target, &areas, &options).await.unwrap();
        assert_eq!(outcome.cases[0].verdict, verdict, "{:?}", outcome.cases[0].findings);
    }
}

#[test]
fn a_folder_without_a_project_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let refused = published::read(folder.path(), &folder.path().join("work"), &Target::default()).unwrap_err();
    assert!(matches!(refused, Error::Configuration { .. }), "{refused}");
    assert!(refused.to_string().contains("soapui-project.xml"));
}

/// A project with these cases.
fn project(name: &str, cases: &str) -> String {
    format!(
        r#"<con:soapui-project name="{name}" xmlns:con="http://eviware.com/soapui/config"><con:testSuite name="Basic">{cases}</con:testSuite></con:soapui-project>"#
    )
}

fn step(name: &str, message: &str, assertions: &str) -> String {
    format!(
        r#"<con:testStep type="request" name="{name}"><con:config><con:interface>I</con:interface><con:request><con:endpoint>${{url}}</con:endpoint><con:request><![CDATA[{message}]]></con:request>{assertions}</con:request></con:config></con:testStep>"#
    )
}

const FAULT: &str = r#"<con:assertion type="SOAP Fault Assertion"/>"#;
const CLOSURE: &str = r#"<con:assertion type="GroovyScriptAssertion" name="Closure"><configuration><scriptText>c.assertForAnyRecord({ it })</scriptText></configuration></con:assertion>"#;

#[test]
fn projects_of_one_name_do_not_get_mixed_up() {
    let folder = tempfile::tempdir().unwrap();
    for (place, message) in [("a", "<first/>"), ("b", "<second/>")] {
        let place = folder.path().join("suites").join(place);
        std::fs::create_dir_all(&place).unwrap();
        let case = format!(
            r#"<con:testCase name="1.1 A">{}</con:testCase>"#,
            step("S", message, FAULT)
        );
        std::fs::write(place.join("X-soapui-project.xml"), project("X", &case)).unwrap();
    }
    let suites = folder.path().join("suites");
    let published = published::read(&suites, &folder.path().join("work"), &Target::default()).unwrap();
    let sent = published.areas.iter().map(|area| {
        let message = std::fs::read_to_string(area.cases[0].folder.join("request.xml")).unwrap();
        (area.name.as_str(), message)
    });
    let sent: Vec<_> = sent.collect();
    assert_eq!(
        sent,
        [
            ("X-Basic", "<first/>".to_owned()),
            ("X-2-Basic", "<second/>".to_owned())
        ]
    );
}

#[tokio::test]
async fn values_are_handed_on_and_what_cannot_be_tried_does_not_pass() {
    let (server, seen) = recording("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><a><id>7</id><id>8</id></a></s:Body></s:Envelope>").await;
    let any = r#"<con:assertion type="XPath Match"><con:configuration><path>//*:id</path><content>8</content></con:configuration></con:assertion>"#;
    let cases = [
        (
            "1.1 Handed on",
            step("One", "<ask/>", any) + &step("Two", "<ask>${One#Response#//*:id[2]}</ask>", FAULT),
        ),
        ("1.2 Nothing left", step("One", "<hollow/>", CLOSURE)),
        (
            "1.3 Something left",
            step("One", "<left/>", &format!("{FAULT}{CLOSURE}")),
        ),
    ];
    let cases = cases.map(|(name, steps)| format!(r#"<con:testCase name="{name}">{steps}</con:testCase>"#));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("X-soapui-project.xml"),
        project("X", &cases.concat()),
    )
    .unwrap();
    let target = Target {
        environment: "test".to_owned(),
        addresses: [("producer".to_owned(), format!("http://{}/", server.local_addr()))].into(),
        ..Target::default()
    };
    let published = published::read(folder.path(), &folder.path().join("work"), &target).unwrap();
    let outcome = rivta_conformance::run(&target, &published.areas, &Options::default())
        .await
        .unwrap();
    assert_eq!(of(&outcome, "1.1"), (Verdict::Passed, vec![]));
    let (verdict, reasons) = of(&outcome, "1.2");
    assert_eq!(verdict, Verdict::NotRun);
    assert!(
        reasons[0].contains("ett argument till assertForAnyRecord"),
        "{reasons:?}"
    );
    assert_eq!(of(&outcome, "1.3").0, Verdict::Passed);
    assert_eq!(
        outcome.cases[2].untested.len(),
        1,
        "the report says that a check is left to the tester"
    );
    let seen = seen.lock().unwrap();
    assert!(seen.iter().any(|body| body == "<ask>8</ask>"), "{seen:?}");
    assert!(!seen.iter().any(|body| body.contains("hollow")), "{seen:?}");
}
