//! Why a catalogue could not be read.

use std::io;

use rivta_catalog::{CatalogError, Environment};
use thiserror::Error;

/// An error in what a catalogue is read from.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AddressingError {
    /// A value of the configuration cannot be used; the operator must change it.
    #[error("the configuration's `{key}` cannot be used: {reason}")]
    Value {
        /// The key, as in the file.
        key: &'static str,
        /// What is wrong with its value.
        reason: String,
    },
    /// Neither the configuration nor the program names a catalogue.
    #[error("there is no catalogue: set `catalog` in the configuration")]
    NoCatalog,
    /// The catalogue cannot be used.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The catalogue belongs to another environment than whoever is to use it.
    #[error("this part stands in the environment {own} and the catalogue belongs to {catalog}; they must not be mixed")]
    MixedEnvironments {
        /// The environment of whoever is to use it.
        own: Environment,
        /// The catalogue's environment.
        catalog: Environment,
    },
    /// The service that the catalogue is fetched from could not be asked.
    #[error("the addressing catalogue at {url} could not be asked: {source}")]
    CatalogueService {
        /// The service.
        url: String,
        /// Why.
        source: rivta_consumer::ChannelError,
    },
    /// The service that the catalogue is fetched from gave no answer to work with; its operators can mend it.
    #[error("the answer of the addressing catalogue at {url} cannot be used: {reason}")]
    CatalogueAnswer {
        /// The service.
        url: String,
        /// What is wrong with the answer.
        reason: String,
    },
    /// A file has no row of a kind any more, as one has that is just being written; its writer can mend it.
    #[error("there are no {rows} in the catalogue any more")]
    Emptied {
        /// `routes` or `permissions`.
        rows: &'static str,
    },
    /// The copy on disk has neither routes nor permissions; every call would be refused for another reason than the true
    /// one.
    #[error("the local copy {file} holds no rows")]
    EmptyCopy {
        /// The file.
        file: String,
    },
    /// A file could not be written; the operator must mend it.
    #[error("{file} could not be written: {source}")]
    Writing {
        /// The file.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The certificates toward the service cannot be used.
    #[error("the addressing catalogue cannot be called: {0}")]
    Calling(#[from] rivta_consumer::Error),
    /// A part of the program ended unexpectedly.
    #[error("a task ended unexpectedly: {0}")]
    Task(String),
}
