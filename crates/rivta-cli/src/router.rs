//! `rivta router`: the national platform's router from its TOML file.

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
    let running = Router::new(configuration).start().await?;
    if has_tls {
        println!("https://{}", running.local_addr());
    }
    if let Some(address) = running.plain_addr() {
        println!("http://{address}");
    }
    if let Some(address) = running.operation_addr() {
        println!("operation http://{address}");
    }
    if let Some(address) = running.catalogue_addr() {
        println!("catalogue http://{address}");
    }
    tokio::select! {
        () = shutdown::requested() => {}
        () = reload_on_hangup(&running) => {}
    }
    let finished = running.shutdown().await;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads catalogue and certificates anew at every SIGHUP; what cannot be used is told, and the old stays in use.
async fn reload_on_hangup(running: &Running) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut hangup) = signal(SignalKind::hangup()) {
            while hangup.recv().await.is_some() {
                // What goes wrong with them is told where it happens.
                running.reload_hierarchy().await;
                running.reload_catalog().await;
                if let Err(error) = running.reload_certificates() {
                    tracing::error!(%error, "the certificates cannot be read anew");
                }
            }
        }
    }
    std::future::pending::<()>().await;
}
