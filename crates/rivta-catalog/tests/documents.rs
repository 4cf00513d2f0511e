//! Rows from `SokVagvalsInfo` and its clients' files, and the tree from files of HSA (sections 9.1, 9.2 and 9.4).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rivta_catalog::{Catalog, CatalogError, Environment, Gathering, Hierarchy, Route, RowCounts};

const ROUTES: &str = r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<ns2:hamtaAllaVirtualiseringarResponse xmlns:ns2="urn:skl:tp:vagvalsinfo:v2">
<ns2:virtualiseringsInfo>
  <ns2:virtualiseringsInfoId>17</ns2:virtualiseringsInfoId>
  <ns2:receiverId> HSA-VKM345</ns2:receiverId>
  <ns2:rivProfil>RIVTABP21</ns2:rivProfil>
  <ns2:tjansteKontrakt>
    urn:riv:x:AResponder:1
  </ns2:tjansteKontrakt>
  <ns2:fromTidpunkt>2026-01-01T00:00:00.000</ns2:fromTidpunkt>
  <ns2:tomTidpunkt>2026-07-01T00:00:00.000+02:00</ns2:tomTidpunkt>
  <ns2:adress>https://localhost/a?b=c&amp;d=e</ns2:adress>
  <x:other xmlns:x="urn:x"><x:receiverId>no</x:receiverId></x:other>
</ns2:virtualiseringsInfo>
<ns2:virtualiseringsInfo><ns2:receiverId>2</ns2:receiverId><ns2:rivProfil>P</ns2:rivProfil>
<ns2:tjansteKontrakt>c</ns2:tjansteKontrakt><ns2:fromTidpunkt>soon</ns2:fromTidpunkt>
<ns2:tomTidpunkt>2026-07-01T00:00:00</ns2:tomTidpunkt></ns2:virtualiseringsInfo>
</ns2:hamtaAllaVirtualiseringarResponse></soap:Body></soap:Envelope>"#;

const LOCAL_COPY: &str = r#"<persistentCache>
<virtualiseringsInfo><receiverId xmlns="urn:skl:tp:vagvalsinfo:v2">1</receiverId>
<v:rivProfil xmlns:v="urn:skl:tp:vagvalsinfo:v2">RIVTABP20</v:rivProfil><tjansteKontrakt>c</tjansteKontrakt>
<fromTidpunkt>2026-10-25T02:30:00</fromTidpunkt><tomTidpunkt>2027-03-28T02:30:00</tomTidpunkt><adress/></virtualiseringsInfo>
<anropsBehorighetsInfo><receiverId>*</receiverId><senderId>S</senderId><tjansteKontrakt>c</tjansteKontrakt>
<fromTidpunkt>2026-01-01T00:00:00Z</fromTidpunkt><tomTidpunkt>2026-01-02T00:00:00Z</tomTidpunkt>
<filterInfo><serviceDomain>riv:x</serviceDomain><categorization>a</categorization><categorization>b</categorization></filterInfo>
<filterInfo xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>
<filterInfo><serviceDomain>riv:y</serviceDomain></filterInfo></anropsBehorighetsInfo></persistentCache>"#;

fn only_route(catalog: &Catalog) -> Route {
    let mut routes = catalog.routes();
    let route = routes.next().unwrap();
    assert!(routes.next().is_none());
    (**route).clone()
}

#[test]
fn section_9_1_rows_of_a_response_are_read_and_half_rows_left_out() {
    let mut gathering = Gathering::new();
    gathering.add(ROUTES.as_bytes(), Some("UTF-8"), "tak").unwrap();
    let counts = RowCounts {
        routes: 1,
        permissions: 0,
        skipped: 1,
    };
    assert_eq!(gathering.counts(), counts);
    let loaded = gathering.into_catalog(Environment::Test);
    assert_eq!(
        loaded.warnings[0].to_string(),
        "line 15: virtualiseringsInfo without id is left out: `fromTidpunkt` is missing or cannot be read; its owner \
         must mend it"
    );
    let route = only_route(&loaded.catalog);
    assert_eq!(
        (&*route.receiver, &*route.contract),
        (" HSA-VKM345", "urn:riv:x:AResponder:1")
    );
    assert_eq!(
        (&*route.profile, &*route.address),
        ("RIVTABP21", "https://localhost/a?b=c&d=e")
    );
    // A time without zone is Swedish.
    let ends = [route.validity.from, route.validity.to].map(|end| end.unwrap().to_rfc3339());
    assert_eq!(ends, ["2025-12-31T23:00:00+00:00", "2026-06-30T22:00:00+00:00"]);
}

/// Section 9.1: the ends of a row as they are written, and the instants they mean; a row with another end is left out.
#[test]
fn section_9_1_midnight_may_be_written_as_24_and_a_date_alone_is_whole() {
    let rows = [
        (
            "2026-01-01T24:00:00",
            "2026-01-31T24:00:00.000",
            Some(("2026-01-01T23:00:00+00:00", "2026-01-31T23:00:00+00:00")),
        ),
        (
            "2026-12-31T24:00:00Z",
            "2027-02-28T24:00:00+02:00",
            Some(("2027-01-01T00:00:00+00:00", "2027-02-28T22:00:00+00:00")),
        ),
        // The clock is set forward on the second day.
        (
            "2026-03-28T24:00:00",
            "2026-03-29T24:00:00",
            Some(("2026-03-28T23:00:00+00:00", "2026-03-29T22:00:00+00:00")),
        ),
        (
            "2026-01-01",
            " 2026-07-01 ",
            Some(("2025-12-31T23:00:00+00:00", "2026-07-01T21:59:59.999999999+00:00")),
        ),
        ("2026-01-01T24:00:01", "2026-07-01T00:00:00", None),
        ("2026-01-01T24:01:00", "2026-07-01T00:00:00", None),
        ("2026-01-01T00:00:00", "2026-02-30T24:00:00", None),
        ("2026-01-01T00:00:00", "2026-02-30", None),
        ("2026-01-01T00:00:00", "2026-02", None),
        ("", "2026-07-01T00:00:00", None),
    ];
    for (from, to, expected) in rows {
        let row = format!(
            "<r><anropsBehorighetsInfo><anropsBehorighetsInfoId>7</anropsBehorighetsInfoId><receiverId>1</receiverId>\
             <senderId>S</senderId><tjansteKontrakt>c</tjansteKontrakt><fromTidpunkt>{from}</fromTidpunkt>\
             <tomTidpunkt>{to}</tomTidpunkt></anropsBehorighetsInfo></r>"
        );
        let mut gathering = Gathering::new();
        gathering.add(row.as_bytes(), None, "tak").unwrap();
        let loaded = gathering.into_catalog(Environment::Test);
        let permission = loaded.catalog.permissions().next();
        let ends = permission.map(|row| [row.validity.from, row.validity.to].map(|end| end.unwrap().to_rfc3339()));
        let expected = expected.map(|(from, to)| [from, to].map(str::to_owned));
        assert_eq!(ends, expected, "{from} {to}");
        let named = loaded.warnings.first().map(ToString::to_string).unwrap_or_default();
        assert_eq!(named.contains("anropsBehorighetsInfo 7"), expected.is_none(), "{named}");
    }
}

#[test]
fn a_period_that_ends_in_the_hour_that_passes_twice_ends_with_the_second() {
    let row = "<r><virtualiseringsInfo><receiverId>1</receiverId><rivProfil>RIVTABP21</rivProfil><tjansteKontrakt>c</tjansteKontrakt>\
               <fromTidpunkt>2026-10-25T02:30:00.000</fromTidpunkt><tomTidpunkt>2026-10-25T02:30:00.000</tomTidpunkt>\
               </virtualiseringsInfo></r>";
    let mut gathering = Gathering::new();
    gathering.add(row.as_bytes(), None, "tak").unwrap();
    let route = only_route(&gathering.into_catalog(Environment::Test).catalog);
    let ends = [route.validity.from, route.validity.to].map(|end| end.unwrap().to_rfc3339());
    assert_eq!(ends, ["2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"]);
    // Without an address it is kept all the same: a call that arrives there is told so (VP010).
    assert!(route.has_blank_address());
}

#[test]
fn section_9_2_a_local_copy_holds_both_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("local-tak-cache.xml");
    std::fs::write(&path, LOCAL_COPY).unwrap();
    let loaded = Catalog::from_local_copy_file(&path, Environment::Qa).unwrap();
    assert_eq!(loaded.catalog.environment(), Environment::Qa);
    let route = only_route(&loaded.catalog);
    assert_eq!(&*route.address, "");
    // The hour that passes twice begins with the first of them; the hour that does not exist is read in winter time.
    let ends = [route.validity.from, route.validity.to].map(|end| end.unwrap().to_rfc3339());
    assert_eq!(ends, ["2026-10-25T00:30:00+00:00", "2027-03-28T01:30:00+00:00"]);
    let permission = loaded.catalog.permissions().next().unwrap();
    assert_eq!((&*permission.receiver, &*permission.sender), ("*", "S"));
    let filters: Vec<_> = permission
        .filters
        .iter()
        .map(|filter| (&*filter.service_domain, filter.categorizations.len()))
        .collect();
    assert_eq!(filters, [("riv:x", 2), ("riv:y", 0)]);
}

#[test]
fn what_is_no_answer_is_refused() {
    let add = |document: &str| Gathering::new().add(document.as_bytes(), None, "tak").unwrap_err();
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>s:Server\
                 </faultcode><faultstring>not today</faultstring></s:Fault></s:Body></s:Envelope>";
    assert_eq!(add(fault).to_string(), "tak answered with a SOAP fault: not today");
    let cut = ROUTES.split_at(400).0;
    assert!(matches!(add(cut), CatalogError::Syntax { line: 9, .. }), "{}", add(cut));
    assert!(matches!(add("<!DOCTYPE a []><a/>"), CatalogError::Syntax { .. }));
    assert!(matches!(add(""), CatalogError::Syntax { .. }));
}

fn hsa(units: &[(&str, &str, &str)]) -> String {
    let unit = |(id, dn, name): &(&str, &str, &str)| {
        format!("<n:hsaUnit><n:hsaIdentity>{id}</n:hsaIdentity><n:DN>{dn}</n:DN>{name}</n:hsaUnit>")
    };
    let units: String = units.iter().map(unit).collect();
    format!(
        "<?xml version='1.0' encoding='ISO-8859-1'?><n:FileGetHsaUnitsResponse xmlns:n='urn:riv:hsa:HsaWsResponder:3'>\
         <n:startDate>x</n:startDate><n:endDate>2026-06-01T01:25:00.000+02:00</n:endDate><n:hsaUnits>{units}</n:hsaUnits>\
         </n:FileGetHsaUnitsResponse>"
    )
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect()
}

#[test]
fn section_9_4_files_of_hsa_are_merged_by_distinguished_name() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one.xml"), folder.path().join("two.xml"));
    let name = "<n:name>Akuten &ouml;</n:name>";
    std::fs::write(
        &one,
        latin1(&hsa(&[
            ("SE1", "ou=Nord,o=Å,c=SE", name),
            ("SE2", "ou=Akut, ou=Nord, o=&#197;, c=SE", name),
            ("", "ou=x", name),
            ("SE3", "ou=y", ""),
        ])),
    )
    .unwrap();
    // The first file says when the data was drawn.
    let later = hsa(&[("SE4", "ou=Nord,o=Å,c=SE", name)]).replace("2026", "2027");
    std::fs::write(&two, latin1(&later)).unwrap();
    let loaded = Hierarchy::from_files(&[&one, &two]).unwrap();
    assert_eq!((loaded.hierarchy.len(), loaded.skipped), (2, 2));
    assert_eq!(loaded.hierarchy.ancestors("SE2").collect::<Vec<_>>(), ["SE4", "SE"]);
    assert_eq!(
        loaded.hierarchy.created().unwrap().to_rfc3339(),
        "2026-05-31T23:25:00+00:00"
    );
}

#[test]
fn section_9_4_a_distinguished_name_that_stands_twice_ends_the_load() {
    let document = hsa(&[
        ("SE1", "ou=a, o=b", "<name>x</name>"),
        ("SE2", "ou=a,o=b", "<name>y</name>"),
    ]);
    let error = Hierarchy::from_xml(document.as_bytes(), "hsacache.xml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "hsacache.xml, line 1: a second unit with the distinguished name ou=a,o=b"
    );
}
