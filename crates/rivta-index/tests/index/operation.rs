//! What operators ask and order. What becomes of an order in a running process is in rivta-cli's tests.

use std::net::Ipv4Addr;

use http_body_util::BodyExt as _;
use rivta_consumer::{Channel, Identity, Trust};
use rivta_index::operation;
use rivta_pki::{Authority, Subject, Validity};
use rivta_producer::listener::Running;
use rivta_soap::time::{Clock as _, SystemClock};

use crate::scene::{Scene, engagement, stored};

struct Desk {
    running: Running,
    channel: Channel,
}

impl Desk {
    async fn open(scene: &Scene, at: Ipv4Addr) -> Self {
        let running = operation::open((at, 0).into(), scene.index.clone(), None)
            .await
            .unwrap();
        let authority = Authority::new("Test CA", SystemClock.now()).unwrap();
        let own = authority
            .issue(
                &Subject::new("operator", "SE-OPERATOR"),
                Validity::current(SystemClock.now()),
            )
            .unwrap();
        let identity = Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes()).unwrap();
        let trust = Trust::from_pem(authority.certificate_pem().as_bytes()).unwrap();
        let channel = Channel::builder(trust, identity).build().unwrap();
        Self { running, channel }
    }

    /// The status and text of the answer at this path.
    async fn ask(&self, path: &str) -> (u16, String) {
        let url = format!("http://127.0.0.1:{}{path}", self.running.local_addr().port());
        let response = self.channel.get(&url).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }
}

#[tokio::test]
async fn orders_are_taken_on_a_loopback_address_alone() {
    let scene = Scene::new().await;
    let open_to_all = Desk::open(&scene, Ipv4Addr::UNSPECIFIED).await;
    for order in [
        "/writelock/enable",
        "/writelock/disable",
        "/resetcache",
        "/skltp-ei/writelock/enable",
    ] {
        let (status, text) = open_to_all.ask(order).await;
        assert_eq!((status, text.contains("loopback")), (403, true), "{order}");
    }
    assert!(!scene.index.store().is_locked().await.unwrap());
    assert_eq!(open_to_all.ask("/writelock/status").await.0, 200);
    let loopback = Desk::open(&scene, Ipv4Addr::LOCALHOST).await;
    assert_eq!(
        loopback.ask("/skltp-ei/writelock/enable").await,
        (200, "Write lock enabled".to_owned())
    );
    assert!(scene.index.store().is_locked().await.unwrap());
}

#[tokio::test]
async fn the_write_lock_is_told_with_what_it_holds() {
    let scene = Scene::new().await;
    let desk = Desk::open(&scene, Ipv4Addr::LOCALHOST).await;
    let told = async |path: &str| -> serde_json::Value { serde_json::from_str(&desk.ask(path).await.1).unwrap() };
    assert_eq!(
        told("/writelock/status").await["routes"]["backend-process-route"],
        "Started"
    );
    scene.index.lock().await.unwrap();
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    assert_eq!(
        told("/writelock/status").await["routes"]["backend-process-route"],
        "Suspended"
    );
    let status = told("/status").await;
    assert_eq!(
        (&status["WriteLockEnabled"], &status["MessagesHeld"]),
        (&true.into(), &1.into())
    );
    assert!(scene.all().await.is_empty());
    assert_eq!(desk.ask("/writelock/disable").await.0, 200);
    assert_eq!(told("/status").await["MessagesHeld"], 0);
    assert_eq!(scene.all().await.len(), 1);
}

#[tokio::test]
async fn an_index_whose_store_is_gone_is_alive_and_not_ready() {
    let scene = Scene::new().await;
    let desk = Desk::open(&scene, Ipv4Addr::LOCALHOST).await;
    assert_eq!(desk.ask("/health/readiness").await.0, 200);
    scene.index.store().close().await;
    assert_eq!(
        desk.ask("/health/readiness").await,
        (503, r#"{"status":"DOWN"}"#.to_owned())
    );
    assert_eq!(desk.ask("/health/liveness").await.0, 200);
    assert_eq!(desk.ask("/status").await.0, 503);
    assert_eq!(desk.ask("/skltp-eistatus").await.0, 404);
}
