//! `rivta index`: an engagement index, and looking after the notifications that were not taken.

mod dead;
mod running;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::error::Error;
use crate::shutdown;
pub(crate) use running::{IndexFile, RunningIndex};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rivta index run index.toml\n  rivta index dead index.toml\n  rivta index resend index.toml 17 18"
)]
pub(crate) struct IndexOptions {
    #[command(subcommand)]
    pub(crate) task: IndexTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IndexTask {
    /// Take Updates, answer searches and tell subscribers until interrupted
    Run {
        /// The index's TOML file
        config: PathBuf,
    },
    /// Show the dead-letter list: notifications that were given up, oldest first
    Dead {
        /// The index's TOML file
        config: PathBuf,
        /// How many are shown
        #[arg(long, default_value_t = 100)]
        limit: u32,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Put dead notifications back in the queue; a running index sends them within a second
    Resend {
        /// The index's TOML file
        config: PathBuf,
        /// Their numbers in `rivta index dead`
        #[arg(required_unless_present = "all")]
        numbers: Vec<i64>,
        /// Every dead notification
        #[arg(long, conflicts_with = "numbers")]
        all: bool,
    },
}

pub(crate) async fn run(options: &IndexOptions) -> Result<ExitCode, Error> {
    match &options.task {
        IndexTask::Run { config } => serve(&IndexFile::read(config)?).await,
        IndexTask::Dead { config, limit, json } => dead::show(&IndexFile::read(config)?, *limit, *json).await,
        IndexTask::Resend { config, numbers, all } => {
            let numbers = (!all).then_some(numbers.as_slice());
            dead::resend(&IndexFile::read(config)?, numbers).await
        }
    }
}

async fn serve(file: &IndexFile) -> Result<ExitCode, Error> {
    let mut running = RunningIndex::start(file).await?;
    println!("https://{}", running.local_addr());
    if let Some(address) = running.operation_addr() {
        println!("operation http://{address}");
    }
    tokio::select! {
        () = shutdown::requested() => {}
        ended = running.part_ended() => return ended.map(|()| ExitCode::FAILURE),
    }
    let finished = running.shutdown().await?;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
