//! `rivta frikort reindex`: the engagement index told everything of a region anew.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use rivta_frikort::{CardSystem, Error as FrikortError, Region};
use rivta_soap::time::SystemClock;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::card_system::{CardSystemFile, consumer};
use crate::error::Error;
use crate::progress;
use crate::shutdown;

/// How often it is looked how far the telling has come.
const LOOK: Duration = Duration::from_millis(500);

/// Notes everything that is to be told, and waits until it has been: by the card system when it runs, else by this
/// process. Ended before that, the rest is told when the card system runs.
pub(crate) async fn run(file: &CardSystemFile, wanted: &[String]) -> Result<ExitCode, Error> {
    if file.system.engagement_index.is_none() {
        return Err(Error::value(
            "system.engagement_index",
            "the engagement index is not told of this system",
        ));
    }
    let system = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
    let regions = regions(&system, wanted)?;
    let mut counts = Vec::new();
    for region in &regions {
        counts.push(system.reindex(region).await?);
    }
    let (stop, stopped) = watch::channel(false);
    let (telling, platform) = (system.clone(), Arc::new(consumer(file)?));
    let mut teller = tokio::spawn(async move { telling.run_engagement(platform, shutdown::told(stopped)).await });
    let done = tokio::select! {
        () = shutdown::requested() => false,
        told = until_told(&system, &regions, &counts, &mut teller) => told.map(|()| true)?,
    };
    let _ = stop.send(true);
    if !teller.is_finished() {
        teller.await??;
    }
    system.close().await;
    for (region, count) in regions.iter().zip(&counts).filter(|_| done) {
        println!("{} {}: {count} posts told", region.county.code(), region.name);
    }
    Ok(if done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn regions(system: &CardSystem, wanted: &[String]) -> Result<Vec<Region>, Error> {
    if wanted.is_empty() {
        return Ok(system.regions().iter().cloned().collect());
    }
    let regions = wanted.iter().map(|code| {
        let region = system.regions().by_county(code).cloned();
        region.ok_or_else(|| Error::value("--region", "the county code of a region in the configuration"))
    });
    regions.collect()
}

/// Waits until nothing waits to be told, with a line that shows how far it has come.
async fn until_told(
    system: &CardSystem,
    regions: &[Region],
    counts: &[u64],
    teller: &mut JoinHandle<Result<(), FrikortError>>,
) -> Result<(), Error> {
    let line = progress::Line::shown();
    let of: u64 = counts.iter().sum();
    loop {
        let mut left = 0;
        for region in regions {
            left += system.store().waiting_posts(region.county).await?;
        }
        if left == 0 {
            line.clear();
            return Ok(());
        }
        line.say(format!("{} of {of} posts told", of.saturating_sub(left)));
        tokio::select! {
            ended = &mut *teller => return Ok(ended??),
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
