//! Why an aggregator could not start.

use std::io;

use rivta_addressing::AddressingError;
use thiserror::Error;

/// An error in the aggregator's surroundings. Calls never cause one: they are answered with faults.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AggregatorError {
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
    /// The catalogue could not be read, or cannot be used.
    #[error(transparent)]
    Addressing(#[from] AddressingError),
    /// The side toward consumers could not start.
    #[error("calls cannot be taken: {0}")]
    Listening(#[from] rivta_producer::Error),
    /// The side toward index and sources could not start.
    #[error("the platform cannot be called: {0}")]
    Calling(#[from] rivta_consumer::Error),
}
