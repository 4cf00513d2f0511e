//! How a running service is reached.

use std::path::PathBuf;

use clap::Args;

/// Options for contracts given as a URL.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "For URLs")]
pub(crate) struct LiveOptions {
    /// Our certificate with its chain, as PEM; with --key
    #[arg(long, value_name = "PEM", requires = "key")]
    pub(crate) cert: Option<PathBuf>,
    /// Our private key, as PEM
    #[arg(long, value_name = "PEM", requires = "cert")]
    pub(crate) key: Option<PathBuf>,
    /// The authorities whose server certificates are trusted, as PEM; https needs it
    #[arg(long, value_name = "PEM")]
    pub(crate) trust: Option<PathBuf>,
    /// Follow references to other hosts than that of the URL
    #[arg(long)]
    pub(crate) allow_other_hosts: bool,
}
