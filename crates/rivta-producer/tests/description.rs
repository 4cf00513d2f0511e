//! `?wsdl` and `?xsd=…` of a package whose files have equal names, import each other and come in odd dress.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rivta_producer::description::{Description, Query};
use rivta_soap::contract::{File, Package};

static PACKAGE: Package = Package {
    domain: "test:description",
    release: "1.0",
    files: &[
        File {
            path: "core/deep/types.xsd",
            bytes: b"<s:schema id='deep'><s:include schemaLocation='types.xsd'/></s:schema>",
        },
        File {
            path: "core/types.xsd",
            bytes: b"<s:schema id='core'>\
                <s:include schemaLocation='deep/types.xsd'/>\
                <s:import schemaLocation='../calls/Ask/Ask.xsd'/>\
                <s:import schemaLocation='http://www.w3.org/2001/xml.xsd'/>\
                <s:import namespace='urn:none'/>\
                <s:element name='x' schemaLocation='types.xsd'/></s:schema>",
        },
        File {
            path: "calls/Ask/Ask.xsd",
            bytes: b"<s:schema id='ask'><s:import schemaLocation = \"../../core/types.xsd\"/>\
                <s:redefine schemaLocation='./types.xsd'/></s:schema>",
        },
        File {
            path: "calls/Ask/Ask.wsdl",
            bytes: b"\xEF\xBB\xBF<?xml version='1.0'?><!-- location='kept' --><w:definitions xmlns:w='urn:w'>\
                <s:import schemaLocation='Ask.xsd'/><s:import schemaLocation='missing.xsd'/><soap:address location='http://tempuri.org'/>\
                <soap12:address location=\"x\"></soap12:address></w:definitions>",
        },
        File {
            path: "calls/Ask/types.xsd",
            bytes: b"<s:schema id='beside'/>",
        },
        File {
            path: "notes.txt",
            bytes: b"not for strangers",
        },
    ],
};

const ASK: Description = Description {
    package: &PACKAGE,
    wsdl: "calls/Ask/Ask.wsdl",
};

fn xsd(location: &str) -> Option<String> {
    let query = Query::of(&format!("xsd={location}"))?;
    ASK.answer(&query, "https://h/a")
        .map(|document| String::from_utf8(document).unwrap())
}

#[test]
fn a_wsdl_leads_back_to_the_url_asked() {
    let wsdl = String::from_utf8(ASK.answer(&Query::Wsdl, "https://h:1/a?b=\"<&").unwrap()).unwrap();
    assert!(
        wsdl.starts_with("<?xml version='1.0'?><!-- location='kept' -->"),
        "{wsdl}"
    );
    let address = "location=\"https://h:1/a?b=&quot;&lt;&amp;\"";
    assert_eq!(wsdl.matches(address).count(), 2, "{wsdl}");
    assert!(
        wsdl.contains("schemaLocation=\"https://h:1/a?b=&quot;&lt;&amp;?xsd=Ask.xsd\""),
        "{wsdl}"
    );
    // Whoever asks for it is told that it is not there.
    assert!(wsdl.contains("?xsd=missing.xsd\""), "{wsdl}");
}

#[test]
fn locations_are_as_written_where_that_means_one_file() {
    let core = xsd("../../core/types.xsd").unwrap();
    assert!(
        core.contains("id='core'") && core.contains("\"https://h/a?xsd=deep/types.xsd\""),
        "{core}"
    );
    assert!(core.contains("\"https://h/a?xsd=../calls/Ask/Ask.xsd\""), "{core}");
    assert!(
        core.contains("http://www.w3.org/2001/xml.xsd") && core.contains("namespace=\"urn:none\""),
        "{core}"
    );
    assert!(
        core.contains("<s:element name='x' schemaLocation='types.xsd'/>"),
        "{core}"
    );
    let ask = xsd("Ask.xsd").unwrap();
    assert!(ask.contains("\"https://h/a?xsd=./types.xsd\""), "{ask}");
    assert!(ask.contains("\"https://h/a?xsd=../../core/types.xsd\""), "{ask}");
    // Beside the WSDL there is another `types.xsd`.
    let deep = xsd("deep/types.xsd").unwrap();
    assert!(deep.contains("\"https://h/a?xsd=../../core/deep/types.xsd\""), "{deep}");
}

#[test]
fn a_schema_is_found_by_location_before_text() {
    assert!(xsd("types.xsd").unwrap().contains("beside"));
    assert!(xsd("../../core/deep/types.xsd").unwrap().contains("deep"));
    // Only a schema itself uses this text.
    assert!(xsd("deep/types.xsd").unwrap().contains("deep"));
    assert!(xsd("%2E%2E/../core/types.xsd").unwrap().contains("core"));
}

#[test]
fn nothing_but_schemas_of_the_package_is_given() {
    for location in [
        "",
        "missing.xsd",
        "../../notes.txt",
        "Ask.wsdl",
        "/etc/passwd",
        "../../../x.xsd",
        "http://h/x.xsd",
    ] {
        assert_eq!(xsd(location), None, "{location}");
    }
}

#[test]
fn queries_are_read_in_any_case_and_place() {
    assert_eq!(Query::of("wsdl"), Some(Query::Wsdl));
    assert_eq!(Query::of("a=b&WSDL=1"), Some(Query::Wsdl));
    assert_eq!(Query::of("xsd=a.xsd&wsdl"), Some(Query::Wsdl));
    assert_eq!(
        Query::of("XSD=a%20b+c%2f%C3%A5.xsd"),
        Some(Query::Xsd("a b c/å.xsd".to_owned()))
    );
    for other in ["", "a=b", "wsdls", "xsd=%z", "xsd=%f", "xsd=%FF"] {
        assert_eq!(Query::of(other), None, "{other}");
    }
}
