//! `rivta router`: the national platform's router from its TOML file.

use std::process::ExitCode;

use rivta_router::{Configuration, Router};

use crate::arguments::RouterOptions;
use crate::error::Error;
use crate::shutdown;

pub(crate) async fn run(options: &RouterOptions) -> Result<ExitCode, Error> {
    let configuration = Configuration::from_toml_file(&options.config)?;
    let running = Router::new(configuration).start().await?;
    println!("https://{}", running.local_addr());
    shutdown::requested().await;
    let finished = running.shutdown().await;
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
