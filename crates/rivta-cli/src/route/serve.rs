//! `rivta route serve`: a catalogue for others to fetch and to ask.

use std::process::ExitCode;
use std::sync::Arc;

use rivta_router::catalogue_server::{self, Provider};
use rivta_soap::time::SystemClock;

use super::ServeOptions;
use crate::error::Error;
use crate::shutdown;

pub(super) async fn run(options: &ServeOptions) -> Result<ExitCode, Error> {
    let catalog = options.source.load().await?.map(Arc::new);
    let provider: Provider = Arc::new(move || catalog.clone());
    let running = catalogue_server::serve(options.listen, provider, Arc::new(SystemClock)).await?;
    println!("http://{}/tak-services/SokVagvalsInfo/v2", running.local_addr());
    shutdown::requested().await;
    let finished = running.shutdown().await;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
