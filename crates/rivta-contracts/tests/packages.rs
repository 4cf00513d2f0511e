//! What contracts say of themselves, and the published files that travel with them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use std::collections::BTreeSet;
use std::path::Path;

use corpus::ContractFacts;
use rivta_soap::Profile;
use rivta_soap::contract::Package;

#[test]
fn contracts_are_addressed_as_published() {
    for domain in corpus::domains() {
        for contract in &domain.contracts {
            if domain.package.domain == VAGVALSINFO {
                assert_operation(contract);
            } else {
                assert_contract(contract, domain.package);
            }
        }
    }
}

/// The addressing catalogue's own service is older than RIV-TA's rules for names.
const VAGVALSINFO: &str = "skl:tp:vagvalsinfo";

fn assert_operation(contract: &ContractFacts) {
    let (name, namespace) = (contract.name, "urn:skl:tp:vagvalsinfo:v2");
    assert_eq!((contract.namespace, contract.soap_action), (namespace, ""));
    assert_eq!(contract.request.to_string(), format!("{{{namespace}}}{name}"));
    assert_eq!(contract.response.to_string(), format!("{{{namespace}}}{name}Response"));
    assert_eq!(
        contract.wsdl,
        "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl"
    );
}

fn assert_contract(contract: &ContractFacts, package: &Package) {
    let name = contract.name;
    let major: u32 = package.release.split('.').next().unwrap().parse().unwrap();
    let namespace = format!("urn:riv:{}:{name}Responder:{major}", package.domain);
    assert_eq!((contract.namespace, contract.major), (namespace.as_str(), major));
    assert_eq!(contract.soap_action, format!("{namespace}:{name}"));
    assert_eq!(contract.profile, Profile::Rivtabp21);
    assert_eq!(contract.request.to_string(), format!("{{{namespace}}}{name}"));
    assert_eq!(contract.response.to_string(), format!("{{{namespace}}}{name}Response"));
    let path = format!("/{}/{name}/{major}/rivtabp21", package.domain.replace(':', "/"));
    assert_eq!(contract.path, path);
    assert_eq!(contract.package.domain, package.domain);
    let folder = format!("interactions/{name}Interaction/{name}Interaction_");
    assert!(contract.wsdl.starts_with(&folder), "{}", contract.wsdl);
    let wsdl = text(package, contract.wsdl);
    let action = format!("soapAction=\"{}\"", contract.soap_action);
    assert!(wsdl.contains(&action), "{action} is not in {}", contract.wsdl);
}

#[test]
fn the_domains_under_test_are_all_there_are() {
    let under_test: BTreeSet<String> = corpus::domains()
        .iter()
        .map(|domain| format!("{}/{}", domain.folder(), domain.package.release))
        .collect();
    let schemas = corpus::top().join("schemas");
    let folders = |path: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(path).unwrap().map(Result::unwrap);
        let folders = entries.filter(|entry| entry.path().is_dir());
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
    };
    let in_repository: BTreeSet<String> = folders(&schemas)
        .iter()
        .flat_map(|domain| {
            let releases = folders(&schemas.join(domain));
            releases.into_iter().map(move |release| format!("{domain}/{release}"))
        })
        .collect();
    assert_eq!(under_test, in_repository);

    for domain in corpus::domains() {
        let published: BTreeSet<&str> = corpus::published(domain.package, "wsdl").into_iter().collect();
        let under_test = domain.contracts.iter().map(|contract| contract.wsdl).collect();
        assert_eq!(published, under_test);
    }
}

#[test]
fn the_files_of_a_package_are_those_of_the_repository() {
    for package in packages() {
        let folder = format!("{}/{}", package.domain.replace(':', "_"), package.release);
        for file in package.files {
            let tree = if Path::new(file.path)
                .extension()
                .is_some_and(|extension| extension == "wsdl")
            {
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
    for package in packages() {
        let mut references = 0;
        for file in package.files {
            for part in text(package, file.path).split("schemaLocation=\"").skip(1) {
                let location = part.split('"').next().unwrap();
                let target = resolved(file.path, location);
                assert!(package.file(&target).is_some(), "{} refers to {target}", file.path);
                references += 1;
            }
        }
        let wsdls = corpus::published(package, "wsdl").len();
        let expected = if package.domain == VAGVALSINFO { 1 } else { 3 * wsdls };
        assert!(references >= expected, "only {references} in {}", package.domain);
    }
}

fn packages() -> Vec<&'static Package> {
    corpus::domains().iter().map(|domain| domain.package).collect()
}

fn text(package: &Package, path: &str) -> &'static str {
    std::str::from_utf8(package.file(path).unwrap().bytes).unwrap()
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
