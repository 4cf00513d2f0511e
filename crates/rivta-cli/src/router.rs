//! `rivta router`: the national platform's router from its TOML file.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::Arc;

use rivta_router::{Configuration, Finding, Router, Running, check};
use rivta_soap::time::SystemClock;

use crate::arguments::{RouterOptions, RouterTask};
use crate::error::Error;
use crate::shutdown;

pub(crate) async fn run(options: &RouterOptions) -> Result<ExitCode, Error> {
    let configuration = Configuration::from_toml_file(&options.config)?;
    match options.task {
        Some(RouterTask::Check) => Ok(tell(&check(&configuration, Arc::new(SystemClock)))),
        None | Some(RouterTask::Run) => serve(configuration).await,
    }
}

/// One line for each finding; only errors make the command fail.
fn tell(findings: &[Finding]) -> ExitCode {
    for finding in findings {
        println!(
            "{}: {}",
            if finding.is_error { "error" } else { "warning" },
            finding.text
        );
    }
    if findings.iter().any(|finding| finding.is_error) {
        return ExitCode::FAILURE;
    }
    println!("the router can be started");
    ExitCode::SUCCESS
}

async fn serve(configuration: Configuration) -> Result<ExitCode, Error> {
    let has_tls = configuration.listen.is_some();
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let running = Router::new(configuration).cores(cores).start().await?;
    // Whoever reads may have gone after the first line, which must not end the router.
    let _ = std::io::stdout().write_all(addresses(&running, has_tls).as_bytes());
    tokio::select! {
        () = shutdown::requested() => {}
        () = shutdown::at_every_hangup(async || reload(&running).await) => {}
    }
    let finished = running.shutdown().await;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One line for each address.
fn addresses(running: &Running, has_tls: bool) -> String {
    let lines = [
        ("https", has_tls.then(|| running.local_addr())),
        ("http", running.plain_addr()),
        ("operation http", running.operation_addr()),
        ("catalogue http", running.catalogue_addr()),
    ];
    let told = lines
        .into_iter()
        .filter_map(|(what, address)| Some(format!("{what}://{}\n", address?)));
    told.collect::<Vec<_>>().concat()
}

/// Reads catalogue and certificates anew; what cannot be used is told, and the old stays in use.
pub(crate) async fn reload(running: &Running) {
    // What goes wrong with the first two is told where it happens.
    running.reload_hierarchy().await;
    running.reload_catalog().await;
    if let Err(error) = running.reload_certificates() {
        tracing::error!(%error, "the certificates cannot be read anew");
    }
}
