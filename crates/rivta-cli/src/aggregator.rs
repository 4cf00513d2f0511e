//! `rivta aggregator`: the national platform's aggregating services from their TOML file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use rivta_aggregator::{Aggregator, Configuration, Running};

use crate::error::Error;
use crate::shutdown;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rivta aggregator check aggregator.toml\n  rivta aggregator run aggregator.toml")]
pub(crate) struct AggregatorOptions {
    #[command(subcommand)]
    pub(crate) task: AggregatorTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AggregatorTask {
    /// Take questions until interrupted
    Run {
        /// The aggregator's TOML file
        config: PathBuf,
    },
    /// Check configuration, certificates and catalogue without listening
    Check {
        /// The aggregator's TOML file
        config: PathBuf,
    },
}

pub(crate) async fn run(options: &AggregatorOptions) -> Result<ExitCode, Error> {
    match &options.task {
        AggregatorTask::Run { config } => serve(Configuration::from_toml_file(config)?).await,
        AggregatorTask::Check { config } => {
            Aggregator::new(Configuration::from_toml_file(config)?).check()?;
            println!("the aggregator can be started");
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn serve(configuration: Configuration) -> Result<ExitCode, Error> {
    let running = Aggregator::new(configuration).start().await?;
    println!("https://{}", running.local_addr());
    if let Some(address) = running.operation_addr() {
        println!("operation http://{address}");
    }
    tokio::select! {
        () = shutdown::requested() => {}
        () = shutdown::at_every_hangup(async || reload(&running).await) => {}
    }
    let finished = running.shutdown().await;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads the catalogue anew. Files with certificates are looked at by themselves.
pub(crate) async fn reload(running: &Running) {
    running.reload_catalog().await;
}
