//! `rivta router check`: what an operator is told before a start.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use rivta_catalog::Environment;
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_router::config::{Operation, PayloadLog, Plain, Tls};
use rivta_router::{Configuration, check};
use rivta_soap::time::SystemClock;

const CATALOGUE: &str = "environment = \"test\"\n[[route]]\nreceiver = \"14\"\ncontract = \"urn:c\"\naddress = \
                         \"https://localhost/a\"\nprofile = \"RIVTABP21\"\n[[permission]]\nreceiver = \"14\"\n\
                         contract = \"urn:c\"\nsender = \"SE1\"\n";

/// Certificates of an authority with this name in a folder, and a configuration that names them.
fn prepared(folder: &Path, authority: &str, validity: Validity, subject: &Subject) -> Configuration {
    let authority = Authority::new(authority, Utc::now()).unwrap();
    let pki = Folder::create(folder).unwrap();
    pki.write_authority(&authority).unwrap();
    pki.write_certificate("router", &authority.issue(subject, validity).unwrap())
        .unwrap();
    std::fs::write(folder.join("catalogue.toml"), CATALOGUE).unwrap();
    let tls = Tls {
        certificate: folder.join("router.pem"),
        key: folder.join("router-key.pem"),
        trust: folder.join("ca.pem"),
        ..Tls::default()
    };
    let mut configuration = Configuration::new(Environment::Test, "127.0.0.1:0".parse().unwrap(), tls);
    configuration.catalog = Some(folder.join("catalogue.toml"));
    configuration
}

fn current() -> Validity {
    Validity {
        not_before: Utc::now() - TimeDelta::hours(1),
        not_after: Utc::now() + TimeDelta::days(300),
    }
}

fn subject() -> Subject {
    Subject::new("router", "SE5565594230-ROUTER")
}

/// What is found: whether it is an error, and the text.
fn findings(configuration: &Configuration) -> Vec<(bool, String)> {
    let found = check(configuration, Arc::new(SystemClock));
    found
        .into_iter()
        .map(|finding| (finding.is_error, finding.text))
        .collect()
}

#[track_caller]
fn told(configuration: &Configuration, is_error: bool, part: &str) {
    let found = findings(configuration);
    assert!(
        found
            .iter()
            .any(|(error, text)| *error == is_error && text.contains(part)),
        "{part} in {found:?}"
    );
}

#[test]
fn nothing_is_found_where_all_is_well() {
    let place = tempfile::tempdir().unwrap();
    let configuration = prepared(place.path(), "TEST Authority", current(), &subject());
    assert_eq!(findings(&configuration), []);
}

#[test]
fn certificates_are_looked_at() {
    let place = tempfile::tempdir().unwrap();
    let soon = Validity {
        not_after: Utc::now() + TimeDelta::days(10),
        ..current()
    };
    told(&prepared(place.path(), "A", soon, &subject()), false, "expires on");
    told(
        &prepared(place.path(), "A", Validity::expired(Utc::now()), &subject()),
        true,
        "expired on",
    );
    let nobody = Subject::without_hsa_id("nobody");
    told(&prepared(place.path(), "A", current(), &nobody), false, "has no HSA-id");
    // The authority of another folder did not issue the certificate.
    let other = tempfile::tempdir().unwrap();
    let mut configuration = prepared(place.path(), "A", current(), &subject());
    configuration.tls.trust = prepared(other.path(), "B", current(), &subject()).tls.trust;
    told(&configuration, false, "stands neither after it nor in");
    configuration.tls.key = other.path().join("router-key.pem");
    told(
        &configuration,
        true,
        "router.pem cannot be used: the private key belongs to another certificate",
    );
    std::fs::remove_file(&configuration.tls.certificate).unwrap();
    told(&configuration, true, "could not be read");
    configuration.tls.trust = "/dev/zero".into();
    told(&configuration, true, "/dev/zero could not be read: file too large");
}

#[test]
fn environments_are_not_mixed() {
    let place = tempfile::tempdir().unwrap();
    let mut configuration = prepared(place.path(), "TEST SITHS e-id Function CA v1", current(), &subject());
    assert_eq!(findings(&configuration), []);
    configuration.environment = Environment::Production;
    told(&configuration, true, "belongs to test and the router to production");
    told(&configuration, true, "the catalogue belongs to test");
    let configuration = prepared(place.path(), "SITHS e-id Function CA v1", current(), &subject());
    told(&configuration, true, "belongs to production and the router to test");
}

#[test]
fn catalogue_and_switches_are_looked_at() {
    let place = tempfile::tempdir().unwrap();
    let mut configuration = prepared(place.path(), "TEST", current(), &subject());
    let broken = CATALOGUE.replace("https://localhost/a", "nowhere");
    std::fs::write(place.path().join("catalogue.toml"), broken).unwrap();
    told(&configuration, false, "leads to nowhere, which is no URL");
    for (own, listens) in [
        ("https://localhost:20000/vp", "127.0.0.1:20000"),
        ("http://127.0.0.1:20000/", "0.0.0.0:20000"),
        ("http://[::1]/", "[::]:80"),
        ("https://192.0.2.1/vp", "192.0.2.1:443"),
    ] {
        configuration.listen = Some(listens.parse().unwrap());
        let back = CATALOGUE.replace("https://localhost/a", own);
        std::fs::write(place.path().join("catalogue.toml"), back).unwrap();
        told(
            &configuration,
            false,
            &format!("leads to {own}, which is this router's own"),
        );
    }
    configuration.listen = Some("127.0.0.1:20001".parse().unwrap());
    let elsewhere = CATALOGUE.replace("https://localhost/a", "https://localhost:20000/vp");
    std::fs::write(place.path().join("catalogue.toml"), elsewhere).unwrap();
    assert_eq!(findings(&configuration), []);
    std::fs::write(place.path().join("catalogue.toml"), "[[route]]").unwrap();
    told(&configuration, true, "catalogue.toml");
    configuration.producer.verify_host_name = false;
    told(&configuration, false, "`producer.verify_host_name` is off");
    configuration.payload_log = vec![PayloadLog {
        contract: "urn:c".to_owned(),
        until: Utc::now() + TimeDelta::hours(1),
    }];
    told(&configuration, false, "payload of urn:c is logged");
    for url in ["ftp://localhost/tak", "/tak-services/SokVagvalsInfo/v2", "localhost"] {
        let service = format!("url = \"{url}\"");
        let mut asked = configuration.clone();
        (asked.catalog, asked.addressing.service) = (None, Some(toml::from_str(&service).unwrap()));
        told(&asked, true, "it is no URL with http or https and a host");
    }
    for (id, path, part) in [
        (" ", "/vp", "`instance.id` cannot be used: it is empty"),
        ("a#b", "/vp", "`instance.id` cannot be used: no # may stand in it"),
        ("a", "vp", "`path` cannot be used: it must begin with /"),
        ("a", "/v p", "`path` cannot be used: no URL has such a path"),
        ("a", "/vp?a", "`path` cannot be used: no URL has such a path"),
    ] {
        let mut named = configuration.clone();
        named.instance.id = id.to_owned();
        named.path = path.to_owned();
        told(&named, true, part);
    }
    configuration.producer.tls = vec![toml::from_str("name = \"nobody\"").unwrap()];
    told(&configuration, false, "`producer.tls` nobody has neither");
    let mut plain = Plain::new("127.0.0.1:0".parse().unwrap());
    plain.allowed_addresses = vec![" ".to_owned()];
    configuration.plain = Some(plain);
    told(&configuration, true, "admits everybody");
    let same = "127.0.0.1:20000".parse().unwrap();
    configuration.listen = Some(same);
    configuration.operation = Some(Operation { listen: same });
    told(
        &configuration,
        true,
        "`operation.listen` and `listen` are both 127.0.0.1:20000",
    );
    configuration.operation = Some(Operation {
        listen: "0.0.0.0:20009".parse().unwrap(),
    });
    told(&configuration, false, "`operation.listen` is on every address");
    configuration.wsdl.directory = Some(place.path().to_owned());
    let wsdl = |profile: &str, rest: &str| {
        format!("<d targetNamespace=\"urn:riv:a:A:1:{profile}\" xmlns:r=\"urn:riv:a:AResponder:1\">{rest}")
    };
    let imports = "<xs:import xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" schemaLocation=\"../none.xsd\"/></d>";
    std::fs::write(place.path().join("a.wsdl"), wsdl("rivtabp21", imports)).unwrap();
    std::fs::write(place.path().join("b.wsdl"), wsdl("rivtabp20", "</d>")).unwrap();
    told(
        &configuration,
        false,
        "descriptions: a.wsdl imports ../none.xsd, which is not there",
    );
    told(
        &configuration,
        false,
        "urn:riv:a:AResponder:1 is described at vp/a/A/1/rivtabp21 already, so b.wsdl is left out",
    );
    std::fs::write(place.path().join("a.wsdl"), wsdl("rivtabp21", "<e>")).unwrap();
    told(&configuration, false, "descriptions: a.wsdl is not well-formed XML");
    configuration.wsdl.directory = Some(place.path().join("none"));
    told(&configuration, true, "is no folder");
}

#[test]
fn an_old_revocation_list_is_told() {
    let place = tempfile::tempdir().unwrap();
    let mut configuration = prepared(place.path(), "Test CA", current(), &subject());
    let file = place.path().join("lists.pem");
    configuration.tls.revocation_lists = vec![file.clone()];
    told(&configuration, true, "lists.pem could not be read");
    std::fs::write(&file, "nothing").unwrap();
    told(&configuration, true, "holds no revocation list");
    std::fs::write(&file, "-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n").unwrap();
    told(&configuration, true, "a revocation list that cannot be read");
    let refused = format!("the certificates of {} cannot be used", file.display());
    told(&configuration, true, &refused);
    let authority = Authority::new("Test CA", Utc::now()).unwrap();
    let list = |age| authority.revocation_list(&[], Utc::now() - age).unwrap();
    std::fs::write(&file, list(TimeDelta::days(400))).unwrap();
    told(
        &configuration,
        false,
        "the revocation list of CN=Test CA was due to be renewed on",
    );
    std::fs::write(&file, list(TimeDelta::zero())).unwrap();
    let found = findings(&configuration);
    assert!(!found.iter().any(|(_, text)| text.contains("was due")), "{found:?}");
    assert!(
        !found.iter().any(|(_, text)| text.contains("no authority")),
        "{found:?}"
    );
    let other = Authority::new("Another CA", Utc::now()).unwrap();
    std::fs::write(&file, other.revocation_list(&[], Utc::now()).unwrap()).unwrap();
    let part = "CN=Another CA, whose revocation list it holds, is no authority that is trusted";
    told(&configuration, false, part);
}
