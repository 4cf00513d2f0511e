//! `rivta inspect` as a person and as a program see it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn inspect(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .arg("inspect")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(arguments: &[&str]) -> String {
    let output = inspect(&top(), arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--json"]].concat())).unwrap()
}

/// What is said of the schemas of an odd package.
fn unusual(idea: &str) -> Vec<String> {
    let report = json(&[&format!("testsuite/packages/{idea}")]);
    let packages = report["packages"].as_array().unwrap();
    let findings = packages
        .iter()
        .flat_map(|package| package["unusual"].as_array().unwrap());
    findings
        .map(|finding| finding["what"].as_str().unwrap().to_owned())
        .collect()
}

#[track_caller]
fn assert_all(found: &[String], expected: &[&str]) {
    for expected in expected {
        assert!(
            found.iter().any(|what| what.contains(expected)),
            "{expected}: {found:#?}"
        );
    }
}

#[test]
fn our_own_contracts() {
    let from_schemas = text(&["schemas/financial_patientfees_exemption"]);
    assert_eq!(
        from_schemas,
        text(&[
            "wsdl/financial_patientfees_exemption",
            "schemas/financial_patientfees_exemption"
        ])
    );
    for line in [
        "financial:patientfees:exemption 1.0",
        "  RequestExemptionStatuses",
        "    profile      RIVTABP21, SOAP 1.1",
        "    header       {urn:riv:itintegration:registry:1}LogicalAddress",
        "    urn:riv:financial:patientfees:exemption:enums:1",
        "    a type of nothing but a wildcard",
    ] {
        assert!(
            from_schemas.lines().any(|found| found == line),
            "{line}\n{from_schemas}"
        );
    }
    assert!(!from_schemas.contains("Not covered") && !from_schemas.contains("the rule gives"));
}

#[test]
fn from_within_a_package() {
    let folder =
        top().join("wsdl/financial_patientfees_exemption/1.0/interactions/RequestExemptionStatusesInteraction");
    for path in [".", "RequestExemptionStatusesInteraction_1.0_RIVTABP21.wsdl"] {
        let output = inspect(&folder, &[path]);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success() && shown.contains("\n  RequestExemptionStatuses\n"),
            "{path}: {shown}"
        );
        assert!(
            !shown.contains("\n  ProcessExemptionStatuses\n"),
            "{path}: only what was asked for"
        );
    }
}

#[test]
fn a_contract_that_is_odd_in_every_way() {
    let report = json(&["testsuite/packages/inline-schema"]);
    let contract = &report["packages"][0]["contracts"][0];
    assert_eq!(contract["soap_version"], "1.2");
    assert_eq!(contract["soap_action"], "urn:ask");
    assert_eq!(
        contract["soap_action_by_rule"],
        "urn:riv:test:inline:AskResponder:1:Enquire"
    );
    assert_eq!(contract["request_headers"].as_array().unwrap().len(), 2);
    let said: Vec<String> = serde_json::from_value(contract["unusual"].clone()).unwrap();
    let expected = [
        "SOAP 1.2",
        "soapAction does not follow the rule",
        "not called as the contract, Ask",
        "request element Question is not called",
        "several header parts in the request: 2",
        "response element Answer is not called",
        "the answer declares headers",
        "declared faults: 1",
    ];
    assert_all(&said, &expected);
    assert_eq!(said.len(), expected.len());
    assert_all(&unusual("inline-schema"), &["a schema within a WSDL"]);
}

#[test]
fn the_older_profile() {
    let report = json(&["testsuite/packages/older-profile"]);
    let contract = &report["packages"][0]["contracts"][0];
    assert_eq!(contract["profile"], "rivtabp20");
    let said: Vec<String> = serde_json::from_value(contract["unusual"].clone()).unwrap();
    assert_all(
        &said,
        &[
            "RIVTABP20",
            "does not end in its profile",
            "soapAction",
            "GetStatusRequest",
        ],
    );
}

#[test]
fn oddities_of_schemas() {
    let expected = [
        "an element without a type",
        "an element of xs:anyType",
        "an abstract type",
        "a recursive type",
        "a nillable element",
        "an anonymous complex type",
        "an extended complex type",
        "a choice as the whole content",
        "an element with a default",
        "the same element twice",
        "a value that is listed twice",
        "a pattern with ^ or $",
    ];
    assert_all(&unusual("odd-types"), &expected);
    let expected = [
        "mixed content",
        "a wildcard in a choice",
        "a wildcard that is not last",
        "a repeated group",
        "nothing but a wildcard",
    ];
    assert_all(&unusual("odd-wildcards"), &expected);
    assert_all(&unusual("latin-1"), &["a file in ISO-8859-1"]);
    assert_all(&unusual("missing-import"), &["a recursive type"]);
    assert!(
        unusual("several-releases")
            .iter()
            .all(|what| what == "a type of nothing but a wildcard")
    );
    let shown = text(&["testsuite/packages/odd-wildcards"]);
    assert!(shown.contains(r##"namespace="#other" of the wildcard is taken for"##));
}

/// The generator learns, so this asks for something that no published contract has: a pattern that is none.
#[test]
fn all_that_the_generator_does_not_cover() {
    let mut wsdl = std::fs::read_to_string(top().join("testsuite/packages/inline-schema/Ask.wsdl")).unwrap();
    for name in ["Actor", "ProcessingStatus"] {
        let plain = format!("<xs:element name=\"{name}\" type=\"xs:string\"/>");
        assert!(wsdl.contains(&plain));
        let code = r#"<xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="\x41"/></xs:restriction></xs:simpleType>"#;
        wsdl = wsdl.replace(&plain, &format!("<xs:element name=\"{name}\">{code}</xs:element>"));
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("Ask.wsdl"), wsdl).unwrap();
    let output = inspect(folder.path(), &[".", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let gaps = &report["packages"][0]["not_covered"];
    assert_eq!(
        gaps,
        &serde_json::json!([{
            "what": r"the pattern \x41 is not enforced (not a pattern of XML Schema: \x means nothing in XML Schema)",
            "places": ["./Ask.wsdl:8:80", "./Ask.wsdl:9:91"]
        }])
    );
    let own = json(&["schemas", "wsdl"]);
    for package in own["packages"].as_array().unwrap() {
        assert_eq!(
            package["not_covered"].as_array().unwrap().len(),
            0,
            "{}",
            package["domain"]
        );
    }
}

#[test]
fn a_type_as_a_tree() {
    let shown = text(&["testsuite/packages/odd-types", "--type", "RegisterAnything"]);
    let tree: Vec<&str> = shown.lines().skip(2).collect();
    let expected = [
        "  RegisterAnything    1..1  RegisterAnythingType",
        "    registeredBy      1..1  xs:anyType  (anything)",
        "    value             1..1  ValueType  (abstract; may be NumberValueType)",
        "      unit            0..1  string  (xs:string)",
        "    ramp              0..1  RampType",
        "      (choice)        1..1",
        "        step          1..1  xs:int",
        "        then          1..*  RampType  (recursive: see above)",
        "    treatmentEndTime  0..1  xs:string",
        "    dose              0..1  xs:decimal  (nillable)",
        "    treatmentEndTime  0..1  xs:string",
        "    (any ##other)     0..*",
    ];
    assert_eq!(tree, expected);
    let shown = text(&["testsuite/packages/odd-types", "--type", "NumberValueType"]);
    let tree: Vec<&str> = shown.lines().skip(2).collect();
    assert_eq!(
        tree,
        [
            "  unit    0..1  string  (xs:string)",
            "  number  1..1  xs:decimal",
            "  @use    0..1  xs:string"
        ]
    );
    let shown = text(&["testsuite/packages/assistive-devices", "--type", "LoanType"]);
    let tree: Vec<&str> = shown.lines().skip(6).take(8).collect();
    let day = r"Day  (xs:string, pattern ^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$)";
    let from = format!("    @from        1..1  {day}");
    let to = format!("    @to          0..1  {day}");
    let expected = [
        &from,
        &to,
        "  (choice)       1..1",
        r"    unit         1..1  HsaId  (xs:string, pattern SE\d{10}-[A-Z0-9]{1,18})",
        "    (sequence)   1..1",
        "      company    1..1  xs:string",
        "      telephone  0..3  xs:string",
        "  String         0..1  String  (xs:string, p\u{e5} v\u{e4}g | hemma)",
    ];
    assert_eq!(tree, expected);
    let report = json(&[
        "schemas",
        "--type",
        "{urn:riv:financial:patientfees:exemption:1}DatePeriodType",
    ]);
    let rows = report["types"][0]["rows"].as_array().unwrap();
    assert_eq!(
        (&rows[0]["name"], &rows[0]["occurs"]),
        (&Value::from("start"), &Value::from("0..1"))
    );
    assert_eq!(report["types"].as_array().unwrap().len(), 1);
}

#[test]
fn wrong_input_is_told_with_place_line_and_advice() {
    let folder = tempfile::tempdir().unwrap();
    let schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>\n  \
        <xs:element name='e' type='t:Missing'/>\n</xs:schema>\n";
    std::fs::write(folder.path().join("a.xsd"), schema).unwrap();
    let output = inspect(folder.path(), &["a.xsd"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "error: a.xsd:2:3: type {urn:t}Missing is not defined in the package\n  |\n\
        2 | <xs:element name='e' type='t:Missing'/>\n  | ^\n  Check the spelling and the prefix; \
        then that some file that is imported, directly or not, defines it.\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), expected);
    let output = inspect(folder.path(), &["a.xsd", "missing", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&report["errors"][0]["line"], &report["errors"][0]["column"]),
        (&2.into(), &3.into())
    );
    assert!(
        report["errors"][1]["message"]
            .as_str()
            .unwrap()
            .starts_with("missing: cannot be read: ")
    );
    let output = inspect(&top(), &["schemas", "--type", "Nothing"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no element or type is called Nothing"));
}
