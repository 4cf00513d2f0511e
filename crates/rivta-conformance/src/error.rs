//! Why something cannot be judged.

use std::path::PathBuf;

use rivta_schema::Place;

/// Why a rule file or a message cannot be used. Rules that a message breaks are no error but a
/// [`Verdict`](crate::schematron::Verdict).
///
/// No text holds a value from a message.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read. Who can mend it: whoever named the file.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A rule file is too large, in an unknown encoding or not well-formed. Who can mend it: its author.
    #[error("{}: {what}", path.display())]
    RuleFile {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column where known.
        what: String,
    },
    /// A file with test cases, or what it refers to, does not say what it should. Who can mend it: its author.
    #[error("{}: {what}", path.display())]
    CaseFile {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column where known.
        what: String,
    },
    /// What is to be judged, or with what, is not set up so that a single case could run. Who can mend it: the tester, in
    /// the target file or at the place named. The texts are in Swedish.
    #[error("{}", problems.join("\n"))]
    Configuration {
        /// All that is wrong.
        problems: Vec<String>,
    },
    /// Our certificates cannot be used, or the subject cannot be called with them.
    #[error(transparent)]
    Consumer(#[from] rivta_consumer::Error),
    /// Our receiver cannot be started.
    #[error(transparent)]
    Producer(#[from] rivta_producer::Error),
    /// A construct of a rule file is not Schematron, or is Schematron this engine does not speak. Who can mend it: the
    /// author of the rules.
    #[error("{place}: {what}")]
    Rule {
        /// Where.
        place: Place,
        /// What is wrong with it.
        what: String,
    },
    /// An expression of a rule file cannot be understood. Who can mend it: the author of the rules.
    #[error("{place}: {what}, at character {character} of: {expression}")]
    Expression {
        /// The element that holds it.
        place: Place,
        /// The expression, or the part of a long one where it went wrong.
        expression: String,
        /// The character of the whole expression where it went wrong, from 1.
        character: usize,
        /// What is wrong.
        what: String,
    },
    /// An expression failed on this message, so that there is no verdict. Who can mend it: the author of the rules, who
    /// did not foresee such a message.
    #[error("{place}: {code}: {what}; judging {location} by: {expression}")]
    Evaluation {
        /// The element that holds the expression.
        place: Place,
        /// The expression.
        expression: String,
        /// XPath's code for the error, such as `FORG0001`.
        code: &'static str,
        /// What happened.
        what: String,
        /// The node that was judged.
        location: String,
    },
    /// A value is given for a variable that the schema does not have. Who can mend it: whoever gives it.
    #[error("the rules have no variable {name} at the level of the schema")]
    Parameter {
        /// The variable.
        name: String,
    },
    /// A message cannot be read: it is no verdict about its content. Who can mend it: its sender.
    #[error("the message cannot be read: {what}")]
    Message {
        /// What is wrong, with line and column where known.
        what: String,
    },
    /// A project of test cases cannot be converted. Who can mend it: whoever named the file.
    #[error("{what}")]
    Project {
        /// Why.
        what: String,
    },
    /// A file of a report cannot be made. Who can mend it: its programmer.
    #[error("the report cannot be made: {what}")]
    Report {
        /// Why.
        what: String,
    },
}
