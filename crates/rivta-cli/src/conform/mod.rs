//! `rivta conform`: connection tests against a system, with a verdict for every case.

mod arguments;
mod console;
mod conversion;
mod report;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use rivta_conformance::case::{self, Area};
use rivta_conformance::outcome::Outcome;
use rivta_conformance::run::Ledger;
use rivta_conformance::{Options, Target, published};

use crate::demo;
use crate::error::Error;
pub(crate) use arguments::ConformOptions;
use arguments::ConformTask;
use console::Console;

/// Every case is as expected or known not to be; some case is not; no case could run.
const GREEN: u8 = 0;
const RED: u8 = 1;
const CONFIGURATION: u8 = 2;

pub(crate) async fn run(options: &ConformOptions) -> ExitCode {
    if let Some(ConformTask::Convert(options)) = &options.task {
        return conversion::run(options);
    }
    // On the heap: what a region keeps while it starts is large.
    match Box::pin(judged(options)).await {
        Ok(outcome) => ExitCode::from(if outcome.is_red() { RED } else { GREEN }),
        Err(Error::Conformance(rivta_conformance::Error::Configuration { problems })) => {
            eprintln!("Inget testfall kördes. Rätta först:");
            for problem in problems {
                eprintln!("  • {problem}");
            }
            ExitCode::from(CONFIGURATION)
        }
        Err(error) => {
            eprintln!("rivta: {error}");
            ExitCode::from(CONFIGURATION)
        }
    }
}

async fn judged(options: &ConformOptions) -> Result<Outcome, Error> {
    let Some(target) = &options.target else {
        let sweden = demo::Judged::start(options.dir.as_deref()).await?;
        let outcome = against(&sweden.target(), options).await;
        sweden.shutdown().await?;
        return outcome;
    };
    against(target, options).await
}

/// Runs the cases against the system that a target file describes.
async fn against(target: &Path, options: &ConformOptions) -> Result<Outcome, Error> {
    let target = Target::read(target)?;
    let Some(suite) = &options.suite else {
        there(&options.folder, "--cases")?;
        return on(&target, &case::read_areas(&options.folder)?, options).await;
    };
    there(suite, "--suite")?;
    let work = std::env::temp_dir().join(format!("rivta-conform-{}", uuid::Uuid::new_v4()));
    let outcome = published(suite, &work, &target, options).await;
    if work.exists() {
        std::fs::remove_dir_all(&work).map_err(Error::file(&work))?;
    }
    outcome
}

/// Tells of a folder that is not there by the option that names it.
fn there(folder: &Path, option: &str) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    let problem = format!(
        "mappen {} finns inte: ange med {option} var testfallen ligger",
        folder.display()
    );
    let problems = vec![problem];
    Err(rivta_conformance::Error::Configuration { problems }.into())
}

/// Runs a suite as it is published; what its projects hold is laid out in a folder of ours.
async fn published(suite: &Path, work: &Path, target: &Target, options: &ConformOptions) -> Result<Outcome, Error> {
    let published = published::read(suite, work, target)?;
    for (project, loss) in published.losses.iter().filter(|_| !options.quiet) {
        eprintln!(
            "{}: {}: {} prövas inte: {}",
            project.display(),
            loss.place(),
            loss.what,
            loss.reason
        );
    }
    on(target, &published.areas, options).await
}

async fn on(target: &Target, areas: &[Area], options: &ConformOptions) -> Result<Outcome, Error> {
    let ledger = options.ledger.as_deref().map(Ledger::read).transpose()?;
    let evidence = options.evidence();
    let console = Arc::new(Console::new(options.quiet, evidence));
    let told = Arc::clone(&console);
    let run = Options {
        areas: options.areas.clone(),
        cases: options.cases.clone(),
        ledger: ledger.unwrap_or_default(),
        observer: Arc::new(move |event| told.tell(event)),
        ..Options::default()
    };
    let outcome = rivta_conformance::run(target, areas, &run).await;
    console.clear();
    let outcome = outcome?;
    Console::sum_up(&outcome);
    if let Some(folder) = &options.report {
        report::write(&outcome, folder, evidence)?;
    }
    Ok(outcome)
}
