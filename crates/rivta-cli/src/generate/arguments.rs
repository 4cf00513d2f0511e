//! What can be said to `rivta generate`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct GenerateOptions {
    /// Folders with domain releases as published, zip archives of them, or single .wsdl or .xsd files
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The folder of the crate; it must be missing, empty, or hold a crate that was generated before
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The name of the crate
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) crate_name: String,
    /// A checkout of rivta that the crate takes rivta-soap from; by version from a registry unless given
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
}
