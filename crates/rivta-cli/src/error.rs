//! What ends a command.

use std::path::PathBuf;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A TOML file does not say what it should.
    #[error("{}: {source}", path.display())]
    Toml {
        /// Which.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: Box<toml::de::Error>,
    },
    /// A value on the command line or in a file cannot be used.
    #[error("{what}: {reason}")]
    Value {
        /// Where it stands; never the value.
        what: String,
        /// What was expected.
        reason: String,
    },
    /// Certificates could not be made.
    #[error(transparent)]
    Pki(#[from] rivta_pki::PkiError),
    /// A producer could not start.
    #[error(transparent)]
    Producer(#[from] rivta_producer::Error),
    /// A consumer could not be made, or a call failed.
    #[error(transparent)]
    Consumer(#[from] rivta_consumer::Error),
    /// The router could not start.
    #[error(transparent)]
    Router(#[from] rivta_router::RouterError),
    /// The aggregator could not start.
    #[error(transparent)]
    Aggregator(#[from] rivta_aggregator::AggregatorError),
    /// The catalogue could not be read from where it comes from.
    #[error(transparent)]
    Addressing(#[from] rivta_addressing::AddressingError),
    /// The catalogue cannot be used.
    #[error(transparent)]
    Catalog(#[from] rivta_catalog::CatalogError),
    /// The card system could not do it.
    #[error(transparent)]
    Frikort(#[from] rivta_frikort::Error),
    /// The index could not do it.
    #[error(transparent)]
    Index(#[from] rivta_index::Error),
    /// The question could not be asked.
    #[error(transparent)]
    Question(#[from] rivta_hogkostnadsskydd::Error),
    /// A crate could not be generated.
    #[error(transparent)]
    Codegen(#[from] rivta_codegen::Error),
    /// The judge could not do it.
    #[error(transparent)]
    Conformance(#[from] rivta_conformance::Error),
    /// A part of the program ended unexpectedly.
    #[error("a task ended unexpectedly: {0}")]
    Task(#[from] tokio::task::JoinError),
    /// The answer could not be written as JSON.
    #[error("the answer could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// An error about a file.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// An error about a value.
    pub(crate) fn value(what: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Value {
            what: what.into(),
            reason: reason.into(),
        }
    }
}
