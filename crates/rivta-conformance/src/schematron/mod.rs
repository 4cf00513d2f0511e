//! ISO Schematron with the XPath 2 query language (`queryBinding="xslt2"`).
//!
//! It judges as the pipeline that Inera's test suites use (the ISO "skeleton" stylesheets on Saxon):
//!
//! * The document is the whole message, SOAP envelope and all.
//! * Every pattern runs. Within a pattern, each element, attribute, comment and processing instruction is judged by the
//!   first rule whose context it matches, and by no other.
//! * Variables are evaluated when they are first used: those of the schema and of patterns at the document, those of
//!   rules at the node.
//! * Parameters of abstract patterns are replaced as text, in attributes, one after the other; of two with the same name
//!   the first counts. In the text of messages nothing is replaced.
//! * Prefixes must be declared with `ns`; `xs`, `xsd` and `fn` are known anyway. A name without prefix is in no namespace.
//!
//! Everything is compiled before the first message is read: an expression that cannot be understood, a variable, prefix
//! or abstract pattern that is missing is an [`Error`](crate::Error) with file and line. What stands in other namespaces
//! is passed over, but what belongs to XSLT (functions, keys) is refused, because rules would not mean what they say.

mod compile;
mod element;
mod expand;
mod judge;
mod message;
mod rules;
mod source;
mod verdict;

pub use judge::Settings;
pub use rules::Rules;
pub use verdict::{Finding, FindingKind, Fired, Verdict};
