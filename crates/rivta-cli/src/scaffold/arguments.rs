//! What can be said to `rivta new-producer` and `rivta new-consumer`.

use std::path::PathBuf;

use clap::Args;

use crate::live::LiveOptions;

#[derive(Debug, Args)]
pub(crate) struct ScaffoldOptions {
    /// The folder of the project: missing or empty. Its name becomes the project's
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Folders with domain releases as published, zip archives of them, single .wsdl files, or the URLs of running
    /// services' WSDLs, such as `https://host/path?wsdl`
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The contract: its name, or the namespace of its messages where several have the name
    #[arg(long, value_name = "NAME")]
    pub(crate) contract: String,
    /// A checkout of rivta that the project takes its libraries from; by version from a registry unless given.
    /// An absolute path is written as it is, a relative one relative to the project
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// A folder with the test certificates of another project, so that the two trust each other; made anew unless given
    #[arg(long, value_name = "DIR")]
    pub(crate) pki: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) live: LiveOptions,
}
