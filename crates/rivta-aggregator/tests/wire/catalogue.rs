//! Section 1.11: the catalogue's copy, fetched from `SokVagvalsInfo`, with the last good answer on disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::{Request, Response};
use http_body_util::BodyExt as _;
use rivta_aggregator::Configuration;
use rivta_aggregator::config::Operation;
use rivta_producer::listener::{IncomingBody, Listener, OutgoingBody, Running, fault_response, full};
use rivta_soap::Fault;

use crate::stage::{CONTRACT, SENDER, Stage, enveloped};

/// The service, with one route and one permission for the receiver `A`, as long as it is well.
async fn service(is_well: Arc<AtomicBool>) -> Running {
    let serve = move |request: Request<IncomingBody>| {
        let is_well = is_well.load(Ordering::SeqCst);
        async move {
            let question = request.into_body().collect().await.unwrap().to_bytes();
            answer(&String::from_utf8_lossy(&question), is_well)
        }
    };
    let listener = Listener::in_clear("127.0.0.1:0".parse().unwrap());
    listener.serve(serve).await.unwrap()
}

fn answer(question: &str, is_well: bool) -> Response<OutgoingBody> {
    if !is_well {
        return fault_response(&Fault::server("no"));
    }
    let period =
        "<fromTidpunkt>2020-01-01T00:00:00.000</fromTidpunkt><tomTidpunkt>2099-01-01T00:00:00.000</tomTidpunkt>";
    let rows = if question.contains("hamtaAllaVirtualiseringar") {
        format!(
            "<hamtaAllaVirtualiseringarResponse xmlns='urn:skl:tp:vagvalsinfo:v2'><virtualiseringsInfo>\
             <virtualiseringsInfoId>1</virtualiseringsInfoId><receiverId>A</receiverId><rivProfil>RIVTABP21</rivProfil>\
             <tjansteKontrakt>{CONTRACT}</tjansteKontrakt>{period}<adress>https://a/</adress></virtualiseringsInfo>\
             </hamtaAllaVirtualiseringarResponse>"
        )
    } else {
        format!(
            "<hamtaAllaAnropsBehorigheterResponse xmlns='urn:skl:tp:vagvalsinfo:v2'><anropsBehorighetsInfo>\
             <anropsBehorighetsInfoId>1</anropsBehorighetsInfoId><receiverId>A</receiverId><senderId>{SENDER}</senderId>\
             <tjansteKontrakt>{CONTRACT}</tjansteKontrakt>{period}</anropsBehorighetsInfo>\
             </hamtaAllaAnropsBehorigheterResponse>"
        )
    };
    Response::new(full(enveloped(&rows)))
}

async fn health(stage: &Stage) -> String {
    stage
        .get(&format!("http://{}/health", stage.aggregator.operation_addr().unwrap()))
        .await
        .text
}

#[tokio::test]
async fn section_1_11_the_order_of_fallbacks() {
    let is_well = Arc::new(AtomicBool::new(true));
    let service = service(Arc::clone(&is_well)).await;
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("copy.xml");
    let with = |copy: Option<std::path::PathBuf>| {
        let url = format!("http://127.0.0.1:{}/", service.local_addr().port());
        move |configuration: &mut Configuration| {
            configuration.operation = Some(Operation {
                listen: "127.0.0.1:0".parse().unwrap(),
            });
            configuration.addressing = Some(rivta_addressing::CatalogueService {
                url,
                local_copy: copy,
                user_agent: "SKLTP VP/3.1".to_owned(),
                total_timeout: std::time::Duration::from_secs(20),
            });
        }
    };
    let stage = Stage::with(with(Some(copy.clone())), String::new()).await;
    stage.posts(&["A", "B"]);
    assert_eq!(stage.ask().await.records().len(), 1);
    assert!(health(&stage).await.contains("REFRESH_OK"));
    // What is in memory stays in use.
    is_well.store(false, Ordering::SeqCst);
    stage.aggregator.reload_catalog().await;
    assert!(health(&stage).await.contains("REUSING_EXISTING_CACHE"));
    assert_eq!(stage.ask().await.records().len(), 1);
    // Another start finds the copy on disk, and without one every call has an empty aggregate.
    let restarted = Stage::with(with(Some(copy)), String::new()).await;
    restarted.posts(&["A"]);
    assert!(health(&restarted).await.contains("RESTORED_FROM_LOCAL_CACHE"));
    assert_eq!(restarted.ask().await.records().len(), 1);
    let empty = Stage::with(with(None), String::new()).await;
    empty.posts(&["A"]);
    assert!(health(&empty).await.contains("REFRESH_FAILED"));
    assert!(empty.ask().await.records().is_empty());
    // It is well again, and a reset is all it takes.
    is_well.store(true, Ordering::SeqCst);
    let lines = empty.aggregator.reload_catalog().await;
    assert!(
        lines.contains(&"Init done, was successful: true".to_owned()),
        "{lines:?}"
    );
    assert_eq!(empty.ask().await.records().len(), 1);
}
