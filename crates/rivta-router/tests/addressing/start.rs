//! What a router does before it has a catalogue (sections 7.5, 7.6 and 9.3).

use std::sync::Arc;
use std::time::Duration;

use rivta_producer::listener::{IncomingBody, Listener, full};
use rivta_router::config::{Operation, Plain};
use rivta_router::{Configuration, RefreshStatus, Router, Running};
use tokio::sync::Semaphore;

use super::{Place, call, loopback};

const MESSAGE: &str = "<e><Body><a xmlns='b'/></Body></e>";

fn with_operation(mut configuration: Configuration) -> Configuration {
    configuration.operation = Some(Operation { listen: loopback() });
    configuration.plain = Some(Plain::new(loopback()));
    configuration
}

async fn page(place: &Place, router: &Running, path: &str) -> (u16, serde_json::Value) {
    let url = format!("http://{}{path}", router.operation_addr().unwrap());
    let (status, body) = place.get(&url).await;
    (status, serde_json::from_str(&body).unwrap())
}

/// Rows of both lists, once whoever asks is let through.
fn rows(question: &str) -> String {
    const COMMON: &str = "<receiverId>14</receiverId><tjansteKontrakt>urn:c</tjansteKontrakt><fromTidpunkt>2013-01-01T00:00:00\
        </fromTidpunkt><tomTidpunkt>2113-01-01T00:00:00</tomTidpunkt>";
    if question.contains("hamtaAllaVirtualiseringar") {
        format!("<r><virtualiseringsInfo>{COMMON}<rivProfil>RIVTABP21</rivProfil></virtualiseringsInfo></r>")
    } else {
        format!("<r><anropsBehorighetsInfo>{COMMON}<senderId>S</senderId></anropsBehorighetsInfo></r>")
    }
}

#[tokio::test]
async fn section_7_6_calls_before_a_slow_catalogue_is_there_get_vp008() {
    let place = Place::new();
    let let_through = Arc::new(Semaphore::new(0));
    let gate = Arc::clone(&let_through);
    let slow = move |request: http::Request<IncomingBody>| {
        let gate = Arc::clone(&gate);
        async move {
            let question = http_body_util::BodyExt::collect(request.into_body()).await.unwrap();
            gate.acquire().await.unwrap().forget();
            http::Response::new(full(rows(&String::from_utf8_lossy(&question.to_bytes()))))
        }
    };
    let service = Listener::in_clear(loopback()).serve(slow).await.unwrap();
    let url = format!("http://{}/SokVagvalsInfo/v2", service.local_addr());
    let configuration = with_operation(place.configuration(&url, false));
    let router = Router::new(configuration).start().await.unwrap();
    let answer = call(&place, router.local_addr(), MESSAGE).await;
    assert!(answer.contains("<faultstring>VP008 [rivta] "), "{answer}");
    let (_, status) = page(&place, &router, "/status").await;
    let told = ["TakCacheInitialized", "TakCacheResetInfo", "HsaCacheResetInfo"].map(|key| &status[key]);
    assert_eq!(told, ["false", "Not initialized", "Not initialized"]);
    assert_eq!(page(&place, &router, "/actuator/health").await.0, 503);
    assert_eq!(page(&place, &router, "/actuator/health/liveness").await.0, 200);

    let_through.add_permits(2);
    let loaded = async {
        while call(&place, router.local_addr(), MESSAGE).await.contains("VP008") {}
        // The tree comes after the rows.
        while page(&place, &router, "/actuator/health").await.0 != 200 {}
    };
    tokio::time::timeout(Duration::from_secs(30), loaded).await.unwrap();
    let (_, status) = page(&place, &router, "/status").await;
    let info = status["HsaCacheResetInfo"].as_str().unwrap();
    assert!(info.ends_with("Status:true oldNum:0 newNum:2"), "{info}");
}

#[tokio::test]
async fn section_7_5_the_tree_is_there_also_without_rows() {
    let place = Place::new();
    let configuration = with_operation(place.configuration("http://127.0.0.1:1/SokVagvalsInfo/v2", false));
    let router = Router::new(configuration).start().await.unwrap();
    let (status, health) = page(&place, &router, "/actuator/health/readiness").await;
    let parts = &health["components"];
    assert_eq!(
        (status, &parts["takCache"]["status"], &parts["hsaCache"]["status"]),
        (503, &"DOWN".into(), &"UP".into())
    );
    assert_eq!(parts["takCache"]["details"]["refreshStatus"], "REFRESH_FAILED");
    let (_, status) = page(&place, &router, "/status").await;
    assert_eq!(status["HsaCacheInitialized"], "true");
    let again = router.reload_hierarchy().await;
    let expected = [
        "Successfully reset HSA cache. ",
        "HSA cache size was: 2 ",
        "HSA cache now is: 2.",
    ];
    assert_eq!(again.lines[1..], expected);
}

/// Section 9.3, steps 3 to 5: routes alone (section 9.2) do not keep the copy from being read again.
#[tokio::test]
async fn section_9_3_without_permissions_in_use_the_copy_is_read_again() {
    let place = Place::new();
    let configuration = place.configuration("http://127.0.0.1:1/SokVagvalsInfo/v2", true);
    let copy = place.path("local-tak-cache.xml");
    std::fs::write(&copy, rows("hamtaAllaVirtualiseringar")).unwrap();
    let router = Router::new(configuration).start().await.unwrap();
    let answer = call(&place, router.local_addr(), MESSAGE).await;
    assert!(answer.contains("VP003"), "{answer}");
    assert_eq!(
        router.reload_catalog().await.status,
        RefreshStatus::RestoredFromLocalCache
    );
    std::fs::remove_file(&copy).unwrap();
    let failed = router.reload_catalog().await;
    assert_eq!(failed.status, RefreshStatus::RefreshFailed);
    assert!(
        failed
            .lines
            .contains(&"Init TAK cache loaded number of virtualizations: 0".to_owned())
    );
    let answer = call(&place, router.local_addr(), MESSAGE).await;
    assert!(answer.contains("VP008"), "{answer}");
    // With permissions in use there is nothing to read again.
    let both = rows("hamtaAllaVirtualiseringar").replace("</r>", "") + &rows("permissions").replace("<r>", "");
    std::fs::write(&copy, both).unwrap();
    assert_eq!(
        router.reload_catalog().await.status,
        RefreshStatus::RestoredFromLocalCache
    );
    assert_eq!(
        router.reload_catalog().await.status,
        RefreshStatus::ReusingExistingCache
    );
}
