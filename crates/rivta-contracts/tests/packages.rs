//! What contracts say of themselves, and the published files that travel with them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_contracts::{interoperability_headers_1_0, itintegration_registry_1_0};
use rivta_soap::contract::{Package, conventional_path};
use rivta_soap::{Contract, Profile};

#[test]
fn contracts_are_addressed_as_published() {
    assert_contract::<RequestExemptionStatuses>("RequestExemptionStatuses");
    assert_contract::<ProcessExemptionStatuses>("ProcessExemptionStatuses");
}

fn assert_contract<C: Contract>(name: &str) {
    let namespace = format!("urn:riv:financial:patientfees:exemption:{name}Responder:1");
    assert_eq!(C::NAME, name);
    assert_eq!((C::NAMESPACE, C::MAJOR), (namespace.as_str(), 1));
    assert_eq!(C::SOAP_ACTION, format!("{namespace}:{name}"));
    assert_eq!(C::PROFILE, Profile::Rivtabp21);
    assert_eq!(C::REQUEST.to_string(), format!("{{{namespace}}}{name}"));
    assert_eq!(C::RESPONSE.to_string(), format!("{{{namespace}}}{name}Response"));
    assert_eq!(
        conventional_path::<C>(),
        format!("/financial/patientfees/exemption/{name}/1/rivtabp21")
    );
    assert!(C::PACKAGE.file(C::WSDL).is_some());
}

#[test]
fn the_files_of_a_package_are_those_of_the_repository() {
    for package in packages() {
        let folder = format!("{}/{}", package.domain.replace(':', "_"), package.release);
        for file in package.files {
            let tree = if file.path.contains("RIVTABP21") {
                "wsdl"
            } else {
                "schemas"
            };
            let on_disk = corpus::top().join(tree).join(&folder).join(file.path);
            assert_eq!(std::fs::read(on_disk).unwrap(), file.bytes, "{}", file.path);
        }
        assert!(package.files.is_sorted_by_key(|file| file.path));
    }
}

#[test]
fn references_between_the_files_of_a_package_resolve() {
    let mut references = 0;
    for package in packages() {
        for file in package.files {
            let text = std::str::from_utf8(file.bytes).unwrap();
            for part in text.split("schemaLocation=\"").skip(1) {
                let location = part.split('"').next().unwrap();
                let target = resolved(file.path, location);
                assert!(package.file(&target).is_some(), "{} refers to {target}", file.path);
                references += 1;
            }
        }
    }
    assert_eq!(references, 8);
}

fn packages() -> [&'static Package; 3] {
    [
        RequestExemptionStatuses::PACKAGE,
        &interoperability_headers_1_0::PACKAGE,
        &itintegration_registry_1_0::PACKAGE,
    ]
}

fn resolved(from: &str, location: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in location.split('/') {
        if part == ".." {
            parts.pop().expect("the reference stays in the package");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}
