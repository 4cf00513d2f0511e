//! What the catalogue tells others: its rows in XML, supported contracts and addressees (catalogue, sections 3.6 to 3.8).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use rivta_catalog::{Catalog, Environment, Gathering, RowStyle, VAGVALSINFO};

const CATALOGUE: &str = r#"
environment = "test"

[[route]]
receiver = "SE1"
contract = "urn:riv:x:AResponder:1"
address = "https://localhost/?a=<&>"
profile = "RIVTABP21"
valid_from = 2026-01-01T00:00:00
valid_to = 2026-12-31T00:00:00

[[route]]
receiver = "se1"
contract = "urn:riv:x:BResponder:2"
address = ""
profile = "RIVTABP20"
valid_to = 2026-12-31T00:00:00

[[permission]]
receiver = "SE1"
contract = "urn:riv:x:AResponder:1"
sender = "S"
valid_from = 2026-01-01T00:00:00
valid_to = 2026-12-31T00:00:00
filter = [{ service_domain = "riv:x", categorization = ["a", "b"] }, { service_domain = "riv:y" }]

[[permission]]
receiver = "SE2"
contract = "urn:riv:x:AResponder:1"
sender = "s"
valid_from = 2020-01-01T00:00:00
valid_to = 2020-12-31T00:00:00

[[permission]]
receiver = "SE1"
contract = "URN:riv:x:AResponder:1"
sender = "T"
"#;

fn catalog() -> Catalog {
    Catalog::from_toml(CATALOGUE, "c.toml").unwrap().catalog
}

fn now() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

#[test]
fn section_3_7_contracts_of_an_address_are_those_in_force() {
    let catalog = catalog();
    let supported = |receiver, sender| {
        let found = catalog.supported_contracts(receiver, sender, now());
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        supported("se1", None),
        ["urn:riv:x:AResponder:1", "urn:riv:x:BResponder:2"]
    );
    assert_eq!(supported("SE1", Some("s")), ["urn:riv:x:AResponder:1"]);
    assert_eq!(supported("SE2", Some("S")), Vec::<String>::new());
    assert_eq!(supported("SE1", Some("U")), Vec::<String>::new());
    assert_eq!(supported("SE3", None), Vec::<String>::new());
}

#[test]
fn section_3_8_addressees_are_told_whatever_the_date() {
    let catalog = catalog();
    let addressees = |sender, contract| {
        let found = catalog.addressees(sender, contract).into_iter();
        found
            .map(|found| (found.receiver.to_string(), found.filters.len()))
            .collect::<Vec<_>>()
    };
    let expected = [("SE1".to_owned(), 2), ("SE2".to_owned(), 0)];
    assert_eq!(addressees("s", "urn:riv:x:AResponder:1"), expected);
    assert_eq!(addressees("S", "URN:riv:x:AResponder:1"), []);
    assert_eq!(addressees("T", "URN:riv:x:AResponder:1"), [("SE1".to_owned(), 0)]);
}

#[test]
fn section_3_6_rows_are_written_as_the_service_writes_them() {
    let mut text = String::new();
    catalog().write_routes(0..1, RowStyle::Answer, &mut text);
    assert_eq!(
        text,
        "<v:virtualiseringsInfo><v:virtualiseringsInfoId>1</v:virtualiseringsInfoId><v:receiverId>SE1</v:receiverId>\
         <v:rivProfil>RIVTABP21</v:rivProfil><v:tjansteKontrakt>urn:riv:x:AResponder:1</v:tjansteKontrakt>\
         <v:fromTidpunkt>2026-01-01T00:00:00.000</v:fromTidpunkt><v:tomTidpunkt>2026-12-31T00:00:00.000</v:tomTidpunkt>\
         <v:adress>https://localhost/?a=&lt;&amp;&gt;</v:adress></v:virtualiseringsInfo>"
    );
    text.clear();
    catalog().write_contracts(&mut text);
    assert!(
        text.contains("<v:namnrymd>urn:riv:x:BResponder:2</v:namnrymd><v:majorVersion>2</v:majorVersion>"),
        "{text}"
    );
    text.clear();
    catalog().write_components(&mut text);
    let components = text.matches("<v:tjanstekomponentInfo>").count();
    assert_eq!(
        (components, text.matches("<v:anropsbehorighetInfo>").count()),
        (3, 3),
        "{text}"
    );
}

#[test]
fn section_9_2_a_local_copy_is_read_back_as_it_was() {
    let catalog = catalog();
    let mut file = Vec::new();
    catalog.write_local_copy(&mut file).unwrap();
    let mut gathering = Gathering::new();
    gathering.add(&file, None, "copy").unwrap();
    assert_eq!(gathering.counts().skipped, 0);
    let copy = gathering.into_catalog(Environment::Test).catalog;
    // Ends that were open have become dates far away; all else is the same.
    let shown = |catalog: &Catalog| {
        let mut text = String::new();
        catalog.write_routes(0..10, RowStyle::Answer, &mut text);
        catalog.write_permissions(0..10, RowStyle::Answer, &mut text);
        text
    };
    assert_eq!(shown(&copy), shown(&catalog));
    assert_eq!(
        copy.permissions().next().unwrap(),
        catalog.permissions().next().unwrap()
    );
    assert!(String::from_utf8(file).unwrap().contains(VAGVALSINFO));
}

#[test]
fn what_xml_cannot_hold_is_replaced() {
    let text = CATALOGUE.replace("\"https://localhost/?a=<&>\"", "\"a\\u0001\\r\\n\"");
    let catalog = Catalog::from_toml(&text, "c.toml").unwrap().catalog;
    let mut file = Vec::new();
    catalog.write_local_copy(&mut file).unwrap();
    let mut gathering = Gathering::new();
    gathering.add(&file, None, "copy").unwrap();
    let copy = gathering.into_catalog(Environment::Test).catalog;
    assert_eq!(&*copy.routes().next().unwrap().address, "a\u{fffd}\r\n");
}
