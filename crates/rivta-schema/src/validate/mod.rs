//! Judges documents by schemas: the model itself, never code generated from it.
//!
//! A [`Validator`] is compiled once from the schemas of a package and then shared. It reads a document as it
//! streams by, in memory that grows with the document's depth (and with its IDs and keys, where it has
//! some), and tells everything that is wrong with its place:
//!
//! ```no_run
//! use rivta_schema::validate::{Limits, Validator};
//!
//! let reading = rivta_schema::read("some_domain_1.0.zip")?;
//! for read in &reading.packages {
//!     let validator = Validator::of(&read.package.schemas)?;
//!     let verdict = validator.message(b"<a/>", &Limits::default());
//!     for violation in &verdict.violations {
//!         eprintln!("{violation}");
//!     }
//! }
//! # Ok::<(), rivta_schema::Error>(())
//! ```
//!
//! Verdicts are those of libxml2 on every message on which libxml2 can load the schema, but for what
//! `testsuite/validation/ledger.toml` lists with reasons. What libxml2 cannot load is understood as the reader of
//! the schemas understands it: names are looked up over the whole package, content models may be ambiguous.

mod automaton;
mod compile;
mod identity;
mod name;
mod payload;
mod place;
mod schema;
mod simple;
mod value;
mod verdict;
mod walk;
mod wildcard;

pub use payload::payload;
pub use verdict::{Limits, Rule, Verdict, Violation};

use rivta_soap::xml::decode_text;

use crate::error::Error;
use crate::xsd::{QName, SchemaSet};
use schema::Schema;
use walk::{Start, Walk};

/// The schemas of a package, ready to judge documents.
#[derive(Debug)]
pub struct Validator {
    schema: Schema,
}

impl Validator {
    /// Compiles the schemas of a package.
    ///
    /// # Errors
    /// [`Error::Invalid`] and [`Error::Unsupported`] for what the schemas say that means nothing, for example a
    /// bound that is not a value of its type.
    pub fn of(set: &SchemaSet) -> Result<Self, Error> {
        compile::compile(set).map(|schema| Self { schema })
    }

    /// Whether there is a global element of this name.
    pub fn declares(&self, name: &QName) -> bool {
        let id = self.schema.names.find(name.namespace.as_deref(), &name.local);
        id.is_some_and(|id| self.schema.globals.contains_key(&id))
    }

    /// Judges a document whose root is a global element: a bare payload, a header block.
    pub fn document(&self, bytes: &[u8], limits: &Limits) -> Verdict {
        self.judge(bytes, limits, Start::Element)
    }

    /// Judges a SOAP 1.1 or 1.2 envelope. The payload must be a global element; header blocks and the details
    /// of a fault are judged where they are declared.
    pub fn envelope(&self, bytes: &[u8], limits: &Limits) -> Verdict {
        self.judge(bytes, limits, Start::Envelope)
    }

    /// Judges what the root says it is: an envelope, or else a bare payload.
    pub fn message(&self, bytes: &[u8], limits: &Limits) -> Verdict {
        self.judge(bytes, limits, Start::Either)
    }

    fn judge(&self, bytes: &[u8], limits: &Limits, start: Start) -> Verdict {
        match decode_text(bytes, None, &limits.document) {
            Ok(text) => {
                let (raw, cut_off) = Walk::new(&self.schema, &text, limits, start).run();
                Verdict {
                    violations: place::found(&text, &limits.document, raw),
                    cut_off,
                }
            }
            Err(error) => Verdict {
                violations: vec![place::unreadable(&error)],
                cut_off: false,
            },
        }
    }
}
