//! A region's process is killed with SIGKILL, started again, and the asker has each disclosure once.

use std::path::PathBuf;

use tokio::sync::watch;
use tokio::time::timeout;

use crate::process::{PATIENCE, Region, Silence, Stage, request};
use crate::scene::{citizen, personnummer};

const ANNA: &str = "191212121212";

async fn send(stage: &Stage, region: &Region, number: u32) {
    let question = citizen(number, personnummer(ANNA));
    request(stage.folder.path(), &region.address, "13", &question)
        .await
        .unwrap();
}

/// What a requester does whose call was cut off: the same request again, to the process that took over.
async fn request_until_answered(folder: PathBuf, mut address: watch::Receiver<String>, number: u32) {
    loop {
        let current = address.borrow_and_update().clone();
        match request(&folder, &current, "13", &citizen(number, personnummer(ANNA))).await {
            Ok(_) => return,
            Err(error) => assert!(error.fault().is_none(), "{error}"),
        }
        address.changed().await.unwrap();
    }
}

/// Each of the requests was accepted, and none twice.
fn assert_once(stage: &Stage, requests: usize) {
    let seen = stage.seen();
    assert_eq!(seen.accepted.len(), requests);
    assert!(seen.accepted.values().all(|count| *count == 1));
    let is_region = |source: &str| source == "SE2321000115-H000";
    assert!(
        seen.accepted.keys().all(|(_, source)| is_region(source)),
        "the agent says for whom it acts"
    );
}

#[tokio::test]
async fn killed_after_the_answer_and_before_the_delivery() {
    let stage = Stage::set(Silence::None).await;
    let mut region = stage.start("sending").await;
    send(&stage, &region, 1).await;
    region.line("sending").await;
    region.kill().await;
    assert_eq!(stage.seen().on_the_wire, 0);

    let _region = stage.start("").await;
    stage.delivered(1).await;
    assert_eq!(stage.seen().on_the_wire, 1);
    assert_once(&stage, 1);
}

#[tokio::test]
async fn killed_during_the_delivery() {
    for silence in [Silence::BeforeAcceptance, Silence::AfterAcceptance] {
        let mut stage = Stage::set(silence).await;
        let region = stage.start("").await;
        send(&stage, &region, 1).await;
        stage.arrival().await;
        region.kill().await;

        let _region = stage.start("").await;
        stage.delivered(1).await;
        assert_eq!(stage.seen().on_the_wire, 2, "{silence:?}");
        assert_once(&stage, 1);
    }
}

#[tokio::test]
async fn killed_right_after_the_acceptance() {
    let stage = Stage::set(Silence::None).await;
    let mut region = stage.start("accepted").await;
    send(&stage, &region, 1).await;
    region.line("accepted").await;
    region.kill().await;
    assert_once(&stage, 1);

    let _region = stage.start("").await;
    stage.delivered(1).await;
    assert_eq!(
        stage.seen().on_the_wire,
        2,
        "sent again, for the process could not know"
    );
    assert_once(&stage, 1);
}

#[tokio::test]
async fn killed_after_all_was_noted_nothing_is_sent_again() {
    let stage = Stage::set(Silence::None).await;
    let region = stage.start("").await;
    send(&stage, &region, 1).await;
    stage.delivered(1).await;
    region.kill().await;

    let region = stage.start("").await;
    send(&stage, &region, 1).await;
    send(&stage, &region, 2).await;
    stage.delivered(2).await;
    assert_eq!(stage.seen().on_the_wire, 2, "also when the first request is repeated");
    assert_once(&stage, 2);
}

#[tokio::test]
async fn killed_again_and_again_under_load() {
    const REQUESTS: u32 = 60;
    let mut stage = Stage::set(Silence::None).await;
    let mut region = stage.start("").await;
    let (moved, address) = watch::channel(region.address.clone());
    let stage_folder = stage.folder.path().to_owned();
    let requests = tokio::spawn(async move {
        let mut requests = tokio::task::JoinSet::new();
        for number in 1..=REQUESTS {
            requests.spawn(request_until_answered(stage_folder.clone(), address.clone(), number));
        }
        requests.join_all().await
    });
    for _ in 0..6 {
        for _ in 0..5 {
            stage.arrival().await;
        }
        region.kill().await;
        region = stage.start("").await;
        moved.send_replace(region.address.clone());
    }
    timeout(PATIENCE, requests)
        .await
        .expect("all answered in time")
        .unwrap();
    stage.delivered(u64::from(REQUESTS)).await;
    assert_once(&stage, REQUESTS as usize);
}
