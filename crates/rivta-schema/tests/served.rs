//! Documents of a running service are laid out as a package is published.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rivta_schema::source::{ServedDocument, references};
use rivta_schema::{Error, ReadPackage, read, read_served};

const SERVICE: &str = "https://host:8443/tree/GetNotes/1/rivtabp21";

fn package() -> ReadPackage {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/packages/published-layout");
    let [package] = read(path).unwrap().packages.try_into().unwrap();
    package
}

/// Serves a package's files under URLs that `url` makes of their paths; references stay as they are written.
fn served(package: &ReadPackage, url: impl Fn(&str) -> String) -> Vec<ServedDocument> {
    let file = |file: &rivta_schema::source::SourceFile| {
        let folder = Path::new(&file.path).parent().unwrap();
        let links = references(&url(&file.path), &file.bytes)
            .unwrap()
            .into_iter()
            .map(|reference| {
                let target = normal(&folder.join(&reference.location));
                (reference.location, url(&target))
            });
        ServedDocument {
            url: url(&file.path),
            bytes: file.bytes.clone(),
            links: links.collect::<BTreeMap<_, _>>(),
        }
    };
    package.tree.files().map(file).collect()
}

fn normal(path: &Path) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.to_str().unwrap().split('/') {
        if part == ".." {
            parts.pop().unwrap();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

fn contracts(package: &ReadPackage) -> Vec<(String, String, String)> {
    let interactions = package.package.interactions.iter();
    interactions
        .map(|it| (it.wsdl.clone(), it.operation.clone(), it.soap_action.clone()))
        .collect()
}

#[test]
fn what_a_service_serves_is_what_was_published() {
    let published = package();
    let as_query = |path: &str| match path.strip_suffix(".wsdl") {
        Some(contract) => format!("https://host/{}?wsdl", contract.rsplit('/').next().unwrap()),
        None => format!("{SERVICE}?xsd=../../{}", path.replace('/', "%2F")),
    };
    let as_path = |path: &str| format!("https://host/contracts/{path}");
    for documents in [served(&published, as_query), served(&published, as_path)] {
        let reading = read_served(&documents).unwrap();
        assert!(reading.errors.is_empty(), "{:?}", reading.errors);
        let [read] = reading.packages.try_into().unwrap();
        assert_eq!(read.package.id.domain, published.package.id.domain);
        assert_eq!(contracts(&read), contracts(&published));
        let paths = |package: &ReadPackage| package.tree.files().map(|file| file.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&read), paths(&published));
        let names = |package: &ReadPackage| package.package.schemas.definitions().count();
        assert_eq!(names(&read), names(&published));
    }
}

#[test]
fn places_are_told_by_url() {
    let url = format!("{SERVICE}?xsd=1");
    let schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>\n\
        <xs:element name='e' type='t:Missing'/></xs:schema>";
    let document = ServedDocument {
        url: url.clone(),
        bytes: schema.into(),
        links: BTreeMap::new(),
    };
    let reading = read_served(&[document]).unwrap();
    let place = reading.errors[0].place().unwrap();
    assert_eq!((&place.file, place.line), (&PathBuf::from(&url), 2));
    assert!(reading.failed[0].text_at(&place.file).is_some());
}

#[test]
fn different_documents_of_one_name_are_both_kept() {
    let schema = |namespace: &str, more: &str| {
        format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='{namespace}'>{more}</xs:schema>"
        )
    };
    let import = "<xs:import namespace='urn:riv:a:2' schemaLocation='y?xsd=c.xsd'/>\
        <xs:import namespace='urn:riv:a:3' schemaLocation='z?xsd=c.xsd'/>";
    let document = |url: &str, text: String, links: &[(&str, &str)]| ServedDocument {
        url: url.to_owned(),
        bytes: text.into_bytes(),
        links: links.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect(),
    };
    let documents = [
        document(
            "h/x?xsd=a.xsd",
            schema("urn:riv:a:1", import),
            &[("y?xsd=c.xsd", "h/y?xsd=c.xsd"), ("z?xsd=c.xsd", "h/z?xsd=c.xsd")],
        ),
        document("h/y?xsd=c.xsd", schema("urn:riv:a:2", ""), &[]),
        document("h/z?xsd=c.xsd", schema("urn:riv:a:3", ""), &[]),
    ];
    let reading = read_served(&documents).unwrap();
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    let paths: Vec<&str> = reading.packages[0]
        .tree
        .files()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "core_components/a.xsd",
            "core_components/c-2.xsd",
            "core_components/c.xsd"
        ]
    );
}

#[test]
fn a_page_is_no_contract() {
    let error = references(SERVICE, b"<html><body>Log in</body></html>").unwrap_err();
    assert!(matches!(error, Error::Invalid { .. }), "{error}");
    assert!(references(SERVICE, b"404").is_err());
    assert!(references(SERVICE, b"<a>\xE5</a>").is_err());
}
