//! `rivta platform`: router, catalogue services, engagement index and aggregator from one TOML file. They meet over SOAP
//! with mutual TLS alone, so each can as well be started by itself, on a machine of its own.

mod file;
mod running;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::error::Error;
use crate::shutdown;
use file::PlatformFile;
pub(crate) use running::RunningPlatform;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rivta platform check platform.toml\n  rivta platform run platform.toml")]
pub(crate) struct PlatformOptions {
    #[command(subcommand)]
    pub(crate) task: PlatformTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlatformTask {
    /// Run the parts that the file names until interrupted
    Run {
        /// The platform's TOML file
        config: PathBuf,
    },
    /// Check the parts' configuration, certificates and catalogues, and whether they can meet, without listening
    Check {
        /// The platform's TOML file
        config: PathBuf,
    },
}

pub(crate) async fn run(options: &PlatformOptions) -> Result<ExitCode, Error> {
    match &options.task {
        PlatformTask::Run { config } => serve(PlatformFile::read(config)?).await,
        PlatformTask::Check { config } => Ok(check(PlatformFile::read(config)?)),
    }
}

/// The router of a platform's file, if there is one and the file can be read.
pub(crate) fn router_of(config: &Path) -> Option<rivta_router::Configuration> {
    PlatformFile::read(config).ok()?.router
}

async fn serve(file: PlatformFile) -> Result<ExitCode, Error> {
    let mut running = RunningPlatform::start(file).await?;
    print!("{}", running.addresses());
    tokio::select! {
        () = shutdown::requested() => {}
        ended = running.part_ended() => return ended.map(|()| ExitCode::FAILURE),
    }
    let finished = running.shutdown().await?;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One line for each finding; only errors make the command fail.
fn check(file: PlatformFile) -> ExitCode {
    let findings = file.check();
    for finding in &findings {
        let kind = if finding.is_error { "error" } else { "warning" };
        println!("{kind}: {}", finding.text);
    }
    if findings.iter().any(|finding| finding.is_error) {
        return ExitCode::FAILURE;
    }
    println!("the platform can be started");
    ExitCode::SUCCESS
}
