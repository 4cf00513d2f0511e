//! Projects of `SoapUI` become cases that our own reader takes, and what is lost is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rivta_conformance::Error;
use rivta_conformance::case::{Area, Call, Quantifier, Step, Verb, read_areas};
use rivta_conformance::published::Suite;
use rivta_conformance::soapui::{Conversion, Source, convert};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../testsuite/soapui")
        .join(name)
}

/// Converts a suite, writes it and reads it back as any other test case is read.
fn converted(name: &str) -> (Conversion, Vec<Area>) {
    let folder = folder(name);
    let project = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let project = project
        .into_iter()
        .find(|path| path.to_string_lossy().ends_with("-soapui-project.xml"))
        .unwrap();
    let mut conversion = Suite::read(&project).unwrap().convert().unwrap();
    let written = tempfile::tempdir().unwrap();
    conversion.write(written.path()).unwrap();
    let areas = read_areas(written.path()).unwrap();
    for case in areas.iter().flat_map(|area| &area.cases) {
        for step in &case.steps {
            assert!(case.folder.join(message(step)).is_file(), "{}", case.id);
        }
    }
    (conversion, areas)
}

fn call(step: &Step) -> &Call {
    match step {
        Step::Call(call) => call,
        other => panic!("{other:?}"),
    }
}

fn message(step: &Step) -> &Path {
    match step {
        Step::Load(load) => &load.message,
        step => &call(step).message,
    }
}

fn ids(area: &Area) -> Vec<&str> {
    area.cases.iter().map(|case| case.id.as_str()).collect()
}

#[test]
fn the_cases_of_the_aggregating_service() {
    let (conversion, areas) = converted("aggregated");
    assert_eq!(conversion.losses, []);
    assert_eq!(conversion.converted, 21);
    let [area] = areas.as_slice() else { panic!("{areas:?}") };
    assert_eq!(ids(area), ["TC1", "TC2", "TC3", "TC5"]);
    assert_eq!(area.cases[1].title, "person without engagement");
    let (first, last) = (call(&area.cases[0].steps[0]), call(&area.cases[3].steps[0]));
    assert_eq!(
        first.soap_action.as_deref(),
        Some("urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1:RequestExemptionStatuses")
    );
    assert_eq!(first.http_headers["x-skltp-correlation-id"], "${requestId}");
    assert_eq!(first.http_headers["x-vp-sender-id"], "${consumer}");
    assert_eq!(&first.expect[1..3], [Verb::NoFault {}, Verb::Schema {}]);
    let expression = "declare namespace is='urn:riv:interoperability:headers:1';\ncount(//*:ProcessingStatusList)";
    assert_eq!(
        first.expect[3],
        Verb::Xpath {
            expression: expression.to_owned(),
            equals: "3".to_owned()
        }
    );
    let text = Verb::Contains {
        text: "NoDataSynchFailed".to_owned(),
        regex: false,
        ignore_case: false,
    };
    assert_eq!(last.expect.last(), Some(&text));
    assert_eq!(area.variables["logicalAddress"], "5565594230");
}

#[test]
fn a_message_is_kept_but_for_its_variables() {
    let (conversion, _) = converted("aggregated");
    let (_, message) = conversion
        .files
        .iter()
        .find(|(path, _)| path.ends_with("TC1/request.xml"))
        .unwrap();
    let message = String::from_utf8(message.clone()).unwrap();
    assert!(
        message.contains("<urn:LogicalAddress>${logicalAddress}</urn:LogicalAddress>\n"),
        "{message}"
    );
    assert!(
        message.contains("<urn2:actorTypeEnum>?</urn2:actorTypeEnum>"),
        "{message}"
    );
}

#[test]
fn a_suite_with_data_and_constraints() {
    let (conversion, areas) = converted("exemption");
    let [content, basic] = [&areas[1], &areas[0]];
    assert_eq!(
        (ids(basic), ids(content)),
        (vec!["1.1.1", "1.1.2", "1.7"], vec!["2.1", "5.1", "6.1", "6.1.1", "8.1"])
    );
    assert_eq!(basic.records.as_deref(), Some("//*:feeExemption"));
    assert_eq!(basic.namespaces["core"], "urn:riv:financial:patientfees:exemption:1");
    // data.xml for all, the project's own beside it, the suite's own where it says otherwise.
    assert_eq!(basic.variables["patientId"], "191212121212");
    assert_eq!(
        (
            &*basic.variables["logicalAddress"],
            &*content.variables["logicalAddress"]
        ),
        ("13", "14")
    );
    assert_eq!(basic.cases[0].variables.get("patientId"), None);
    assert_eq!(basic.cases[1].variables["patientId"], "199001722389");
    let expect = &call(&basic.cases[1].steps[0]).expect;
    let value = Verb::Value {
        path: "core:patientId/core:extension".to_owned(),
        equals: "${patientId}".to_owned(),
        records: Quantifier::All,
    };
    assert_eq!(&expect[3..], [Verb::NonEmpty {}, value, Verb::Records { count: 2 }]);
    let fault = &call(&basic.cases[2].steps[0]).expect;
    assert_eq!(
        &fault[..2],
        [
            Verb::Fault {
                contains: None,
                code: None
            },
            Verb::Status { values: vec![500] }
        ]
    );
    assert!(content.cases[1].folder.ends_with("5.1"));
    assert!(
        matches!(call(&content.cases[1].steps[0]).expect.as_slice(), [Verb::Schematron { file, .. }] if file == Path::new("../constraints.xml"))
    );
    let losses: Vec<String> = conversion
        .losses
        .iter()
        .map(|loss| format!("{} {} {}", loss.case, loss.step, loss.what))
        .collect();
    let expected = [
        "  mockService: ProcessExemptionStatusesMock",
        "2.1 Encoding_HeaderProlog Anrop Response SLA Assertion: Response SLA",
        "2.1 Encoding_HeaderProlog Anrop JsonPath Match",
        "5.1 rule003 Anrop GroovyScriptAssertion: Closure",
        "5.1 rule003 Anrop Schema Compliance: Off",
        "5.1 rule003 Evaluate groovy",
        "8.1 Delay only Wait delay",
        "8.1 Delay only  testCase",
    ];
    assert_eq!(losses, expected);
}

/// Every step, assertion and so on of the project is either converted or told.
#[test]
fn nothing_is_dropped_in_silence() {
    for name in ["aggregated", "exemption"] {
        let (conversion, _) = converted(name);
        let text = conversion_source(name);
        let document = roxmltree::Document::parse(&text).unwrap();
        let parts = ["testStep", "assertion", "loadTest", "mockService"];
        let all = document
            .descendants()
            .filter(|node| parts.contains(&node.tag_name().name()))
            .count();
        // The case with nothing left is told beside its step.
        let cases = conversion.losses.iter().filter(|loss| loss.what == "testCase").count();
        assert_eq!(
            conversion.converted + conversion.losses.len() - cases,
            all,
            "{name}: {:#?}",
            conversion.losses
        );
    }
}

fn conversion_source(name: &str) -> String {
    let project = std::fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let project = project
        .into_iter()
        .find(|path| path.to_string_lossy().ends_with("-soapui-project.xml"))
        .unwrap();
    std::fs::read_to_string(project).unwrap()
}

#[test]
fn hostile_projects_are_refused() {
    let refused = |project: &[u8]| {
        convert(&Source {
            project,
            ..Source::default()
        })
        .unwrap_err()
    };
    for hostile in [
        "",
        "<a>",
        "<!DOCTYPE a [<!ENTITY e 'e'>]><con:soapui-project xmlns:con='http://eviware.com/soapui/config'>&e;</con:soapui-project>",
    ] {
        assert!(
            matches!(refused(hostile.as_bytes()), Error::Message { .. }),
            "{hostile}"
        );
    }
    assert!(matches!(refused(b"<project/>"), Error::Project { .. }));
    let many = "<con:testCase/>".repeat(10_001);
    let many = format!(
        "<con:soapui-project xmlns:con='http://eviware.com/soapui/config'><con:testSuite>{many}</con:testSuite></con:soapui-project>"
    );
    assert!(matches!(refused(many.as_bytes()), Error::Project { .. }));
    assert!(matches!(refused("<a>".repeat(200).as_bytes()), Error::Message { .. }));
}

#[test]
fn names_cannot_lead_out_of_the_folder() {
    let project = "<con:soapui-project xmlns:con='http://eviware.com/soapui/config'><con:testSuite name='../../etc'>\
        <con:testCase name='../x'><con:testStep type='request' name='a'><con:config><con:request><con:request>&lt;a/&gt;</con:request>\
        </con:request></con:config></con:testStep></con:testCase><con:testCase name='/'/></con:testSuite></con:soapui-project>";
    let conversion = convert(&Source {
        project: project.as_bytes(),
        ..Source::default()
    })
    .unwrap();
    for (path, _) in conversion.files().unwrap() {
        let escapes = Path::new(&path)
            .components()
            .any(|part| !matches!(part, std::path::Component::Normal(_)));
        assert!(!escapes, "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever stands in a project's scripts and texts, and wherever a file was damaged: an answer, never a panic.
    #[test]
    fn damaged_projects_do_no_harm(at in 0.0..1.0_f64, length in 0..40_usize, put in "[\\[\\](){}$#'\"\\\\;,+=/*<>&a-z ]{0,20}") {
        let project = std::fs::read(folder("exemption").join("RequestExemptionStatuses-soapui-project.xml")).unwrap();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let start = (at * project.len() as f64) as usize;
        let end = (start + length).min(project.len());
        let damaged = [&project[..start], put.as_bytes(), &project[end..]].concat();
        if let Ok(conversion) = convert(&Source { project: &damaged, ..Source::default() }) {
            conversion.files().unwrap();
        }
        let put = put.replace("]]>", "");
        let script = format!("<con:soapui-project xmlns:con='http://eviware.com/soapui/config'><con:testSuite><con:testCase><con:testStep \
            type='request'><con:config><con:request><con:request>x</con:request><con:assertion type='GroovyScriptAssertion'>\
            <configuration><scriptText><![CDATA[c.assertForAnyRecord({put})]]></scriptText></configuration></con:assertion></con:request>\
            </con:config></con:testStep></con:testCase></con:testSuite></con:soapui-project>");
        let conversion = convert(&Source { project: script.as_bytes(), ..Source::default() }).unwrap();
        let expected: usize = conversion.areas[0].cases.iter().map(|case| call(&case.steps[0]).expect.len()).sum();
        // A case of which nothing is left is told beside what it lost.
        let lost = conversion.losses.iter().filter(|loss| loss.what != "testCase").count();
        prop_assert_eq!(expected + lost, 1);
    }
}

/// A suite in the shape of the national ones, with what drifts between them.
#[test]
fn the_cases_of_a_national_suite() {
    let (_, areas) = converted("care-contacts");
    let [basic, content, load] = areas.as_slice() else {
        panic!("{areas:?}")
    };
    assert_eq!(ids(basic), ["1.1.1", "1.1.4", "1.2.2", "1.7", "1.8"]);
    assert_eq!(ids(content), ["2.1", "5.1", "5.3"]);
    assert_eq!(ids(load), ["6.1", "6.1.1", "6.1.2", "6.2", "6.2.1", "8.1"]);
    assert_eq!(basic.records.as_deref(), Some("//ns:careContact"));
    // data.xml goes before what a project or case was saved with, also where its variables refer to each other.
    let variables = &basic.cases[0].variables;
    assert_eq!(variables.get("patientId"), None, "{variables:?}");
    assert_eq!(basic.variables["patientId"], "191212121212");
    assert_eq!(basic.variables["logicalAddress"], "${sourceSystemHSAId}");
    assert_eq!(basic.variables["sourceSystemHSAId"], "SE2321000016-KÄLLA");
    assert_eq!(basic.variables.get("today"), None, "it says what our own today says");
    let expect = &call(&basic.cases[0].steps[0]).expect;
    assert_eq!(&expect[1..3], [Verb::NoFault {}, Verb::Schema {}]);
    assert!(
        matches!(&expect[3], Verb::Schematron { file, .. } if file == Path::new("../GetCareContacts_constraints.xml"))
    );
    let of_patient = Verb::Value {
        path: "ns:careContactHeader/ns:patientId/ns:id".to_owned(),
        equals: "${patientId}".to_owned(),
        records: Quantifier::All,
    };
    assert_eq!(&expect[4..], [Verb::NonEmpty {}, of_patient]);
    let counted = Verb::Xpath {
        expression: "count(//ns:careContact)".to_owned(),
        equals: "${numberOfRecords}".to_owned(),
    };
    assert_eq!(call(&basic.cases[1].steps[0]).expect.last(), Some(&counted));
}

#[test]
fn steps_that_hand_values_on() {
    let (_, areas) = converted("care-contacts");
    let case = &areas[0].cases[2];
    let (whole, one) = (call(&case.steps[0]), call(&case.steps[1]));
    let path = "declare namespace ns='urn:riv:test:carecontact:visit:3';\n//ns:careContactId[1]";
    assert_eq!(whole.capture["careContactId"], path);
    assert_eq!(whole.capture["Request-whole.2"], "//*:careUnitHSAId");
    let message = std::fs::read_to_string(folder("care-contacts").join("GetCareContacts-soapui-project.xml")).unwrap();
    assert!(message.contains("${Request whole#Response#//*:careUnitHSAId}"));
    assert_eq!(
        one.expect.last(),
        Some(&Verb::Records { count: 1 }),
        "of the step Evaluate"
    );
    assert_eq!(case.untested.len(), 3, "{:?}", case.untested);
}

#[test]
fn load_tests_become_cases() {
    let (_, areas) = converted("care-contacts");
    let loads = areas[2].cases.iter().filter_map(|case| match case.steps.first() {
        Some(Step::Load(load)) => Some((case.id.as_str(), load.length.as_str(), load.pause_milliseconds)),
        _ => None,
    });
    let loads: Vec<_> = loads.collect();
    assert_eq!(
        loads,
        [
            ("6.1.1", "load", Some(1000)),
            ("6.1.2", "endurance", Some(0)),
            ("6.2.1", "recovery", None)
        ]
    );
    assert_eq!(
        areas[2].cases[2].untested,
        ["Step Average: har ingen motsvarighet under last"]
    );
    assert_eq!(
        areas[2].cases[5].needs,
        ["address.Update"],
        "another interface is another system"
    );
}

#[test]
fn what_a_national_suite_loses() {
    let (conversion, areas) = converted("care-contacts");
    let losses: Vec<String> = conversion
        .losses
        .iter()
        .map(|loss| format!("{}|{}|{}", loss.case, loss.step, loss.what))
        .collect();
    let expected = [
        "||data.xml: 5.9 Renamed",
        "||data.xml: host",
        "1.2.2 TimePeriod intervals|Transfer id|transfer: whole",
        "1.2.2 TimePeriod intervals|Delay|delay",
        "1.2.2 TimePeriod intervals|Evaluate filter|groovy",
        "1.7 SoapFault|Request 1|Simple Contains: Contains",
        "5.1 signed|Request 1|GroovyScriptAssertion: Closure",
        "5.1 signed||testCase",
        "5.2 unsigned||testCase",
        "5.3 manual||testCase",
        "6.1 Loadtest||loadTest",
        "6.2 Recovery|Request 1|outgoingWss",
        "6.2 Recovery|Request 1|useWsAddressing",
        "6.2 Recovery|Request 1|sslKeystore",
        "||testSuite",
    ];
    assert_eq!(losses, expected);
    // What is left of a case stands in it; nothing that is left without a check can pass.
    assert_eq!(areas[1].cases[1].untested.len(), 1);
    assert!(call(&areas[1].cases[1].steps[0]).expect.is_empty());
}

#[test]
fn an_encrypted_project_is_refused() {
    let project = b"<con:soapui-project xmlns:con='http://eviware.com/soapui/config'><con:encryptedContent encryptionAlgorithm='des3'>AAAA</con:encryptedContent></con:soapui-project>";
    let source = Source {
        project,
        ..Source::default()
    };
    assert!(convert(&source).unwrap_err().to_string().contains("encrypted"));
}

/// A project that carries these files in its cache, as `SoapUI` keeps them.
fn carrying(files: &[(String, String)]) -> Vec<u8> {
    let part = |(url, text): &(String, String)| {
        format!(
            "<con:part><con:url>file:/C:/release/{url}</con:url><con:content><![CDATA[{text}]]></con:content></con:part>"
        )
    };
    let parts: String = files.iter().map(part).collect();
    format!(
        "<con:soapui-project xmlns:con='http://eviware.com/soapui/config'><con:interface name='I'><con:definitionCache \
         type='TEXT'>{parts}</con:definitionCache></con:interface><con:testSuite name='S'/></con:soapui-project>"
    )
    .into_bytes()
}

#[test]
fn contracts_that_a_project_carries_are_used_when_they_can_be_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for tree in ["schemas", "wsdl"].map(|tree| root.join(tree).join("financial_patientfees_exemption/1.0")) {
        let mut open = vec![tree.clone()];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                let url = path.strip_prefix(&tree).unwrap().to_string_lossy().into_owned();
                files.push((url, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    let written = |files: &[(String, String)]| {
        let project = carrying(files);
        let source = Source {
            project: &project,
            ..Source::default()
        };
        let mut conversion = convert(&source).unwrap();
        let folder = tempfile::tempdir().unwrap();
        conversion.write(folder.path()).unwrap();
        (read_areas(folder.path()).unwrap().remove(0), conversion.losses)
    };
    let (area, losses) = written(&files);
    assert_eq!(losses, []);
    assert!(area.packages[0].ends_with("../contracts"), "{:?}", area.packages);
    let (area, losses) = written(&[("x.wsdl".to_owned(), "<definitions/>".to_owned())]);
    assert!(
        area.packages.is_empty() && losses[0].what == "definitionCache",
        "{losses:?}"
    );
}
