//! What can be said to `rivta roundtrip`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 all are ok, 1 some differ or are refused, 2 nothing could be run.")]
pub(crate) struct RoundtripOptions {
    /// Messages, bare or in SOAP envelopes, and folders with .xml files
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The folder of a crate written by rivta generate
    #[arg(long = "crate", value_name = "DIR")]
    pub(crate) crate_dir: PathBuf,
    /// Print one JSON object a line instead
    #[arg(long)]
    pub(crate) json: bool,
    /// Show the values that differ; they may be personal data
    #[arg(long)]
    pub(crate) show_values: bool,
    /// A value written in another form, such as true for 1, differs
    #[arg(long)]
    pub(crate) exact: bool,
}
