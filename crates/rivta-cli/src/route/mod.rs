//! `rivta route`: the addressing catalogue without a call.

mod explain;
mod serve;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use rivta_catalog::Catalog;
use rivta_router::{CatalogueSource, Configuration};
use rivta_soap::time::{Clock, SystemClock};

use crate::error::Error;

#[derive(Debug, Args)]
#[command(
    after_help = "Example, with the files that rivta demo --serve --dir sweden has written:\n  rivta route explain --config sweden/router.toml \\\n    \
    --sender SE5565594230-HKS1 --contract urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1 --address 14"
)]
pub(crate) struct RouteOptions {
    #[command(subcommand)]
    task: RouteTask,
}

#[derive(Debug, Subcommand)]
enum RouteTask {
    /// Tell in words why a call would be let through or refused; fails when it would be refused
    Explain(ExplainOptions),
    /// Serve a catalogue to others, as the national addressing catalogue is served
    Serve(ServeOptions),
}

impl RouteOptions {
    /// Whether a service is asked for, not an answer.
    pub(crate) fn is_serving(&self) -> bool {
        matches!(self.task, RouteTask::Serve(_))
    }
}

/// Where the catalogue is.
#[derive(Debug, Args)]
struct SourceOptions {
    /// The router's TOML file, which says where the catalogue comes from and how it is looked up
    #[arg(long, default_value = "router.toml")]
    config: PathBuf,
    /// A catalogue in TOML, instead of the router's
    #[arg(long, conflicts_with = "config")]
    catalog: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ExplainOptions {
    /// The caller's HSA-id
    #[arg(long)]
    sender: String,
    /// The contract's namespace, such as urn:riv:…Responder:1
    #[arg(long)]
    contract: String,
    /// The logical address
    #[arg(long)]
    address: String,
    /// The call's profile, such as RIVTABP21; conversion is looked at when it is given
    #[arg(long)]
    profile: Option<String>,
    /// When the call is made, such as 2026-06-01T12:00:00+02:00; now unless given
    #[arg(long)]
    at: Option<DateTime<Utc>>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    source: SourceOptions,
}

#[derive(Debug, Args)]
struct ServeOptions {
    /// Where to listen, plain HTTP without identity
    #[arg(long, default_value = "127.0.0.1:8882")]
    listen: SocketAddr,
    #[command(flatten)]
    source: SourceOptions,
}

pub(crate) async fn run(options: &RouteOptions) -> Result<ExitCode, Error> {
    match &options.task {
        RouteTask::Explain(options) => explain::run(options).await,
        RouteTask::Serve(options) => serve::run(options).await,
    }
}

impl SourceOptions {
    /// Where the catalogue comes from.
    fn open(&self) -> Result<CatalogueSource, Error> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        Ok(match &self.catalog {
            Some(path) => CatalogueSource::of_file(path, &clock)?,
            None => Configuration::from_toml_file(&self.config)?.catalogue_source(&clock)?,
        })
    }

    /// The catalogue, if it can be had: the service it comes from may be away.
    async fn load(&self) -> Result<Option<Catalog>, Error> {
        let refresh = self.open()?.load().await?;
        if refresh.catalog.is_none() {
            eprintln!("{}", refresh.lines.join("\n"));
        }
        Ok(refresh.catalog)
    }
}
