//! Requests over mutual TLS: the empty response, and faults as the contract's callers meet them.

use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_soap::FaultCode;

use crate::process::{Silence, Stage, request};
use crate::scene::{LRID, citizen, personnummer};

const ANNA: &str = "191212121212";

#[tokio::test]
async fn a_request_gets_the_empty_response_and_its_disclosure_follows() {
    let stage = Stage::set(Silence::None).await;
    let region = stage.start("").await;
    let question = citizen(1, personnummer(ANNA));
    let answer = request(stage.folder.path(), &region.address, "13", &question)
        .await
        .unwrap();
    assert_eq!(answer.any, []);
    stage.delivered(1).await;
    let seen = stage.seen();
    let source = (
        "6f7c1d3e-0000-4000-8000-000000000001".to_owned(),
        "SE2321000115-H000".to_owned(),
    );
    assert_eq!(seen.accepted.get(&source), Some(&1));
}

#[tokio::test]
async fn refusals_are_client_faults_without_personal_data() {
    let stage = Stage::set(Silence::None).await;
    let region = stage.start("").await;
    let impossible = "202502310004";
    let cases: [(&str, RequestExemptionStatusesType, &str); 4] = [
        ("14", citizen(1, personnummer(ANNA)), "LogicalAddress"),
        ("5565594230", citizen(2, (LRID, "X-17")), "LogicalAddress"),
        ("13", citizen(3, personnummer(impossible)), "patientId/extension"),
        ("13", citizen(4, ("1.2.3.4", "X-17")), "patientId/root"),
    ];
    for (address, question, element) in cases {
        let error = request(stage.folder.path(), &region.address, address, &question)
            .await
            .unwrap_err();
        let fault = error.fault().expect("a fault");
        assert_eq!(fault.code, FaultCode::Client);
        assert!(fault.string.contains(element), "{}", fault.string);
        let envelope = String::from_utf8(fault.to_envelope()).unwrap();
        assert!(
            !envelope.contains(impossible) && !envelope.contains("X-17"),
            "{envelope}"
        );
    }
    assert_eq!(stage.seen().on_the_wire, 0);
}
