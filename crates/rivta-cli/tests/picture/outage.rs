//! Parts that are down, or go down in the middle.

use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_hogkostnadsskydd::SourceState;
use tokio::time::timeout;

use crate::card_system::RunningCardSystem;
use crate::platform::{RunningIndex, start_aggregator};
use crate::source::{Deed, Event, fee};
use crate::stage::{OVERALL, PERSON, Part, Stage, finish, states};

const HALLAND: &str = "SE2321000115-FRIK";
const VGR: &str = "SE2321000131-FRIK";

#[tokio::test(flavor = "multi_thread")]
async fn while_the_index_is_down_the_question_fails_and_afterwards_it_does_not() {
    let mut stage = Stage::set(vec![Part::scripted(VGR, "14", Deed::Discloses(vec![fee(100)]))]).await;
    stage.post_all(&[(VGR, "14")]).await;
    stage.index.take().unwrap().stop().await;
    let summary = stage.picture().await;
    assert_eq!(states(&summary), [("5565594230", "failed")]);
    assert!(
        !summary.complete && !summary.no_engagement,
        "not knowing is not the same as nothing"
    );

    stage.index = Some(RunningIndex::start(&stage.pki, stage.addresses.index).await);
    assert_eq!(states(&stage.picture().await), [("14", "answered")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aggregator_killed_in_the_middle_leaves_what_has_been_answered() {
    let parts = vec![
        Part::scripted(HALLAND, "13", Deed::Discloses(vec![fee(100)])),
        Part::scripted(VGR, "14", Deed::HoldsTheRequest),
    ];
    let mut stage = Stage::set(parts).await;
    stage.post_all(&[(HALLAND, "13"), (VGR, "14")]).await;
    let question = stage.ask(OVERALL);
    stage.until(&Event::Told(HALLAND.to_owned(), ResultCodeEnum::Ok)).await;
    drop(stage.aggregator.take());
    let summary = finish(question).await;
    assert_eq!(states(&summary), [("5565594230", "failed"), (HALLAND, "answered")]);
    assert_eq!((summary.sum, summary.complete), (100.into(), false));

    let aggregator = start_aggregator(
        &stage.pki,
        stage.addresses.aggregator,
        &stage.platform,
        stage.rows.catalog(),
    );
    stage.aggregator = Some(aggregator.await);
    // Once for the call that the killed one left behind.
    stage.order(VGR);
    stage.order(VGR);
    let question = stage.ask(std::time::Duration::from_secs(3));
    let summary = finish(question).await;
    assert_eq!(states(&summary), [("13", "answered"), ("14", "late")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_restarted_in_the_middle_answers_once() {
    let mut stage = Stage::set(vec![Part::card_system(VGR, &["14"])]).await;
    stage.card_systems[0].2.register(("14", &[(PERSON, 250)])).await;
    stage.until_known(PERSON, 1).await;
    // The asker cannot be reached, so nothing can have been delivered when the region ends.
    stage.receiver.take().unwrap().shutdown().await;
    let mut question = stage.ask(OVERALL);
    let taken = async {
        loop {
            let progress = question.next().await.unwrap();
            if progress.source.address == "14" && progress.state == SourceState::Accepted {
                break;
            }
        }
    };
    timeout(OVERALL, taken).await.unwrap();
    let (hsa_id, address, system) = stage.card_systems.remove(0);
    system.kill().await;
    stage.open_inbox().await;
    let system = RunningCardSystem::start(&stage.pki, &hsa_id, &["14"], address, &stage.platform).await;
    let summary = finish(question).await;
    assert_eq!(states(&summary), [("14", "answered")]);
    assert_eq!(
        (summary.sum, summary.fees.len(), summary.complete),
        (250.into(), 1, true)
    );
    system.kill().await;
}
