//! What can be said to `rivta generate`.

use std::path::PathBuf;

use clap::Args;

use crate::live::LiveOptions;

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  rivta generate some_domain_1.0.zip --crate some-domain --out some-domain --workspace ~/rivta\n\n\
    Exit code: 0 all was generated, 1 some contracts or files were refused, 2 nothing was written.\n\
    With --check: 0 the crate is fresh, 1 it is stale, 2 that cannot be told."
)]
pub(crate) struct GenerateOptions {
    /// Folders with domain releases as published, zip archives of them, single .wsdl or .xsd files, or the URLs of
    /// running services' WSDLs, such as `https://host/path?wsdl`
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The folder of the crate: missing, empty, or with a crate that was generated before
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The name of the crate
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) crate_name: String,
    /// A checkout of rivta that the crate takes rivta-soap from; by version from a registry unless given.
    /// An absolute path is written as it is, a relative one relative to the crate
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// Write nothing; tell whether the crate is what would be written now
    #[arg(long)]
    pub(crate) check: bool,
    /// Write even where files were edited since they were generated, or the folder holds something else
    #[arg(long, conflicts_with = "check")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) live: LiveOptions,
}
