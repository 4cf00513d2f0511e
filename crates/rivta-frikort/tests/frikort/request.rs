//! Receiving requests.

use std::time::Duration;

use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_frikort::import::Progress;
use rivta_frikort::request::Refusal;
use rivta_frikort::store::{Acceptance, Store};
use rivta_soap::FaultCode;
use rivta_soap::identity::oid;

use crate::scene::{FEES, LRID, Scene, care_giver, citizen, fee, id, person, personnummer};

const ANNA: &str = "191212121212";

#[tokio::test]
async fn a_request_is_on_disk_when_it_has_been_received() {
    let scene = Scene::new().await;
    assert_eq!(
        scene.receive("13", &citizen(1, personnummer(ANNA))).await,
        Ok(Acceptance::Stored)
    );
    // A second connection to the file sees only what was committed.
    let other = Store::open(scene.system.store().path()).await.unwrap();
    assert_eq!(other.request_counts().await.unwrap().waiting, 1);
}

#[tokio::test]
async fn the_same_request_again_is_accepted_and_stored_once() {
    let scene = Scene::new().await;
    let request = citizen(1, personnummer(ANNA));
    assert_eq!(scene.receive("13", &request).await, Ok(Acceptance::Stored));
    assert_eq!(scene.receive("13", &request).await, Ok(Acceptance::Known));
    let mut upper = request.clone();
    upper.request_id.root = upper.request_id.root.to_uppercase();
    assert_eq!(scene.receive("13", &upper).await, Ok(Acceptance::Known));
    assert_eq!(scene.system.overview().await.unwrap().requests.waiting, 1);
    assert_eq!(
        scene.receive("10", &request).await,
        Ok(Acceptance::Stored),
        "the other region of the agent is another source"
    );
}

#[tokio::test]
async fn simultaneous_copies_of_a_request_are_stored_once() {
    let scene = Scene::new().await;
    let request = citizen(1, personnummer(ANNA));
    let mut copies = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (system, request) = (scene.system.clone(), request.clone());
        copies.spawn(async move {
            let address = "13".parse().unwrap();
            let received = rivta_frikort::request::Received {
                address: &address,
                correlation_id: "c",
                request: &request,
            };
            system.receive(&received).await.unwrap()
        });
    }
    let stored = copies
        .join_all()
        .await
        .into_iter()
        .filter(|acceptance| *acceptance == Acceptance::Stored)
        .count();
    assert_eq!(stored, 1);
}

#[tokio::test]
async fn the_same_id_with_other_content_is_refused() {
    let scene = Scene::new().await;
    let request = citizen(1, personnummer(ANNA));
    scene.receive("13", &request).await.unwrap();
    let other_patient = person("19850101", 980);
    let elsewhere = RequestExemptionStatusesType {
        response_logical_address: "SE-OTHER".into(),
        ..request.clone()
    };
    for other in [
        citizen(1, personnummer(&other_patient)),
        care_giver(1, personnummer(ANNA)),
        elsewhere,
    ] {
        let refusal = scene.receive("13", &other).await.unwrap_err();
        assert_eq!(refusal, Refusal::RequestIdReused);
        assert_eq!(refusal.to_fault().code, FaultCode::Client);
    }
}

#[tokio::test]
async fn an_address_of_nobody_here_is_refused() {
    let scene = Scene::new().await;
    for address in ["14", "5565594230", "013"] {
        let refusal = scene
            .receive(address, &citizen(1, personnummer(ANNA)))
            .await
            .unwrap_err();
        assert_eq!(refusal, Refusal::UnknownAddress, "{address}");
    }
}

#[tokio::test]
async fn a_local_reserve_id_is_accepted_by_the_region_that_gives_it_out() {
    let scene = Scene::new().await;
    assert_eq!(
        scene.receive("13", &citizen(1, (LRID, "X-17"))).await,
        Ok(Acceptance::Stored)
    );
    let refusal = scene.receive("10", &citizen(2, (LRID, "X-17"))).await.unwrap_err();
    assert!(
        matches!(
            refusal,
            Refusal::Element {
                path: "patientId/root",
                ..
            }
        ),
        "{refusal}"
    );
    assert_eq!(
        scene.receive("5565594230", &citizen(3, (LRID, "X-17"))).await,
        Err(Refusal::UnknownAddress)
    );
}

#[tokio::test]
async fn every_kind_of_national_identity_and_actor_is_accepted() {
    let scene = Scene::new().await;
    let coordination = person("19850161", 980);
    let mut guardian = citizen(4, personnummer(ANNA));
    guardian.actor.actor_type_enum = ActorTypeEnum::Guardian;
    for request in [
        citizen(1, (oid::SAMORDNINGSNUMMER, &coordination)),
        citizen(2, (oid::NRID, "19850101N123")),
        care_giver(3, personnummer(ANNA)),
        guardian,
    ] {
        assert_eq!(scene.receive("13", &request).await, Ok(Acceptance::Stored));
    }
}

/// The change makes a refusal that names the element; the fault never holds the value.
async fn refuses(scene: &Scene, path: &str, secret: &str, change: impl FnOnce(&mut RequestExemptionStatusesType)) {
    let mut request = citizen(1, personnummer(ANNA));
    change(&mut request);
    let fault = scene.receive("13", &request).await.unwrap_err().to_fault();
    assert_eq!(fault.code, FaultCode::Client);
    assert!(
        fault
            .string
            .starts_with(&format!("RequestExemptionStatuses/{path}: expected")),
        "{}",
        fault.string
    );
    assert!(!fault.string.contains(secret), "{}", fault.string);
}

#[tokio::test]
async fn what_the_schema_cannot_say_is_refused_with_the_element_and_without_the_value() {
    let scene = Scene::new().await;
    let s = &scene;
    refuses(s, "requestId/extension", "!", |r| {
        r.request_id.extension = Some(String::new());
    })
    .await;
    for root in [
        "",
        "not-a-uuid",
        "6f7c1d3e000040008000000000000001",
        "{6f7c1d3e-0000-4000-8000-000000000001}",
    ] {
        refuses(s, "requestId/root", "6f7c1d3e", |r| r.request_id.root = root.into()).await;
    }
    refuses(s, "patientId/root", "1.2.3", |r| r.patient_id.root = "1.2.3".into()).await;
    for extension in ["191212121213", "202502311239", "19121212-1212", "1912121212", ""] {
        refuses(s, "patientId/extension", "1212", |r| {
            r.patient_id.extension = Some(extension.into());
        })
        .await;
    }
    refuses(s, "patientId/extension", "!", |r| r.patient_id.extension = None).await;
    refuses(s, "responseLogicalAddress", "!", |r| {
        r.response_logical_address = " ".into();
    })
    .await;
    assert_eq!(
        s.system.overview().await.unwrap().requests.waiting,
        0,
        "nothing was stored"
    );
}

#[tokio::test]
async fn the_actors_ids_must_fit_the_actor() {
    let scene = Scene::new().await;
    let s = &scene;
    refuses(s, "actor/careGiverId", "V001", |r| {
        r.actor.care_giver_id = Some(id(oid::HSA_ID, "SE2321000115-V001"));
    })
    .await;
    refuses(s, "actor/actorId/root", "!", |r| {
        r.actor.actor_id.root = oid::HSA_ID.into();
    })
    .await;
    refuses(s, "actor/actorId/extension", "1912", |r| {
        r.actor.actor_id.extension = Some("191212121213".into());
    })
    .await;
    let register = care_giver(1, personnummer(ANNA)).actor;
    let mut without = register.clone();
    without.care_giver_id = None;
    refuses(s, "actor/careGiverId", "!", |r| r.actor = without).await;
    let mut wrong = register.clone();
    wrong.actor_id = id(oid::PERSONNUMMER, ANNA);
    refuses(s, "actor/actorId/root", ANNA, |r| r.actor = wrong).await;
    let mut blank = register;
    blank.care_giver_id = Some(id(oid::HSA_ID, ""));
    refuses(s, "actor/careGiverId/extension", "!", |r| r.actor = blank).await;
}

#[tokio::test]
async fn a_store_that_fails_is_a_server_fault_with_a_log_id() {
    let scene = Scene::new().await;
    scene.system.close().await;
    let refusal = scene.receive("13", &citizen(1, personnummer(ANNA))).await.unwrap_err();
    let fault = refusal.to_fault();
    assert_eq!(fault.code, FaultCode::Server);
    let Refusal::NotStored { log_id } = refusal else {
        panic!("{refusal}")
    };
    assert!(fault.detail.unwrap().as_str().contains(&log_id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_accepted_while_an_import_is_under_way() {
    let scene = Scene::new().await;
    let lines: Vec<_> = (0..2_000)
        .map(|n| fee("13", &n.to_string(), personnummer(ANNA), "20260401", "1"))
        .collect();
    let file = format!("{FEES}\n{}\n", lines.join("\n"));
    let (storing, started) = tokio::sync::oneshot::channel();
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let (system, mut storing) = (scene.system.clone(), Some(storing));
    let import = tokio::spawn(async move {
        let halt_at_first_stored = move |progress| {
            if !matches!(progress, Progress::Stored { .. }) {
                return;
            }
            if let Some(storing) = storing.take() {
                storing.send(()).unwrap();
                tokio::task::block_in_place(|| wait.recv().unwrap());
            }
        };
        system.import_fees(file.as_bytes(), halt_at_first_stored).await
    });
    started.await.unwrap();
    let accepted = tokio::time::timeout(
        Duration::from_secs(5),
        scene.receive("13", &citizen(1, personnummer(ANNA))),
    )
    .await;
    assert_eq!(
        accepted.expect("within the time a call may take"),
        Ok(Acceptance::Stored)
    );
    go_on.send(()).unwrap();
    assert_eq!(import.await.unwrap().unwrap().added, 2_000);
}
