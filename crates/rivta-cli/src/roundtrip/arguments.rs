//! What can be said to `rivta roundtrip`.

use std::path::PathBuf;

use clap::Args;

const AFTER_HELP: &str = "\
A program is built around the crate, in its target folder. Each message is decoded strictly and encoded again by the \
crate's message of that root element; what comes out is compared with what went in. Of an envelope, the payload, the \
header blocks and the details of a fault that the crate knows are run. Where several packages know the root, the one \
that does best is told.

ok       it came out as it went in. Prefixes, the order of attributes, comments, processing instructions, \
xsi:schemaLocation and white space that only lays elements out do not matter. Values that say the same in another form \
(true for 1, 7 for 007, white space around a value) are counted on the line; with --exact they differ.
differs  something else changed; the first place is told.
refused  it was not decoded, or no message of the crate has the root: place and reason.

Example:
  rivta roundtrip --crate some-domain messages

Exit code: 0 all are ok, 1 some differ or are refused, 2 nothing could be run.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
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
