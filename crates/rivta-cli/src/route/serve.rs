//! `rivta route serve`: a catalogue for others to fetch and to ask.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use rivta_router::catalogue_server::{self, Served as _, Shelf};
use rivta_soap::time::SystemClock;

use super::ServeOptions;
use crate::error::Error;
use crate::shutdown;

/// How often the file is looked at.
const INTERVAL: Duration = Duration::from_secs(1);

/// Serves until it is ended. The catalogue is read anew when its file changes, at SIGHUP, and when somebody asks for it.
pub(super) async fn run(options: &ServeOptions) -> Result<ExitCode, Error> {
    let shelf = Arc::new(Shelf::load(options.source.open()?).await?);
    let served = Arc::<Shelf>::clone(&shelf);
    let running = catalogue_server::serve(options.listen, served, Arc::new(SystemClock)).await?;
    println!("http://{}/tak-services/SokVagvalsInfo/v2", running.local_addr());
    let reload = async || drop(shelf.reload().await);
    tokio::select! {
        () = shutdown::requested() => {}
        () = shutdown::at_every_hangup(reload) => {}
        () = shelf.watch(INTERVAL) => {}
    }
    let finished = running.shutdown().await;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
