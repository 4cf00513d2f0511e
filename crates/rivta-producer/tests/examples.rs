//! The smallest examples of both ends, run against each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../rivta-consumer/examples/smallest.rs"]
#[allow(dead_code, unreachable_pub)]
mod consumer;
#[path = "../examples/smallest.rs"]
#[allow(dead_code, unreachable_pub)]
mod producer;
mod support;

use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_pki::Folder;
use rivta_soap::Contract as _;
use rivta_soap::xml::write_document;
use support::{Pki, loopback, request, url, within};

#[tokio::test]
async fn the_smallest_consumer_calls_the_smallest_producer() {
    let (pki, directory) = (Pki::new(), tempfile::tempdir().unwrap());
    let folder = Folder::create(directory.path()).unwrap();
    folder.write_authority(&pki.ours).unwrap();
    folder
        .write_revocation_list(&String::from_utf8(pki.crl(&[])).unwrap())
        .unwrap();
    for name in ["region", "asker"] {
        folder.write_certificate(name, &pki.issue(name)).unwrap();
    }
    let running = producer::serve(folder.path(), loopback()).await.unwrap();
    let (name, namespaces) = (
        RequestExemptionStatuses::REQUEST,
        RequestExemptionStatuses::REQUEST_NAMESPACES,
    );
    let document = write_document(&name, namespaces, &request());
    let url = url(running.local_addr());
    let answer = consumer::ask(folder.path(), &url, &document);
    assert_eq!(within(answer).await.unwrap().len(), 36);
    assert!(within(running.shutdown()).await);
}

#[test]
fn they_are_small() {
    for text in [
        include_str!("../examples/smallest.rs"),
        include_str!("../../rivta-consumer/examples/smallest.rs"),
    ] {
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let lines = text.lines().filter(is_code).count();
        assert!(lines < 25, "{lines} lines of code");
    }
}
