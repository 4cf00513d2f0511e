//! XPath 2.0 over messages, as rules need it.
//!
//! An evaluator of our own, with the semantics of the standard where Saxon and the standard leave no choice, and Saxon's
//! where they do: `and` and `or` stop as soon as they know and forgive an operand that fails where another one decides,
//! variables are evaluated when they are first used, an error in
//! a context's predicate means that the node does not match. It has no types from schemas; every function and operator
//! of XPath 2.0 that works without them is there but those that reach outside (documents, collations, Unicode
//! normalisation). Some of XPath 3 is there as well, because Saxon takes it: `||`, `!`, `let`, `head`, `tail`.
//!
//! Work on a message is counted and limited; nothing recurses on its depth.

mod arithmetic;
mod axis;
mod cast;
mod compare;
mod evaluate;
mod failure;
mod flood;
pub(crate) mod functions;
mod matching;
pub(crate) mod names;
pub(crate) mod parse;
pub(crate) mod prolog;
mod query;
mod regex;
mod run;
pub(crate) mod syntax;
mod token;
pub(crate) mod tree;
pub(crate) mod value;

pub(crate) use evaluate::{name_of, text_of, truth};
pub(crate) use failure::Failure;
pub(crate) use flood::shallow;
pub(crate) use query::Query;
pub(crate) use regex::Regexes;
pub(crate) use run::{Context, LetSource, Run};
pub use tree::Document;
pub(crate) use tree::prefix_of;
