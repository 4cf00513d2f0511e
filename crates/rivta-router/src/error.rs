//! Why a router could not start or take a new catalogue into use.

use std::io;

use rivta_catalog::{CatalogError, Environment};
use thiserror::Error;

/// An error in the router's surroundings. Calls never cause one: they are answered with faults.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RouterError {
    /// A file of the configuration could not be read; the operator must mend it.
    #[error("{file} could not be read: {source}; check that it exists and may be read")]
    Reading {
        /// The file.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The configuration is not what is documented; the operator must mend it.
    #[error("the configuration {file} is wrong at line {line}, column {column}: {message}")]
    Configuration {
        /// The name of the source.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What was expected.
        message: String,
    },
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
    /// The catalogue belongs to another environment than the router.
    #[error(
        "the router stands in the environment {router} and the catalogue belongs to {catalog}; they must not be mixed"
    )]
    MixedEnvironments {
        /// The router's environment.
        router: Environment,
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
    /// A file could not be written; the operator must mend it.
    #[error("{file} could not be written: {source}")]
    Writing {
        /// The file.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// A part of the program ended unexpectedly.
    #[error("a task ended unexpectedly: {0}")]
    Task(String),
    /// The side toward consumers could not start.
    #[error("calls cannot be taken: {0}")]
    Listening(#[from] rivta_producer::Error),
    /// The side toward producers could not start.
    #[error("producers cannot be called: {0}")]
    Calling(#[from] rivta_consumer::Error),
}
