//! Reading and writing XML strictly, without loss and within limits.
//!
//! Decoding is a pull over the document: a generated type asks its [`Reader`] for the children it
//! expects, in order, and anything else is an error that names the place. Encoding is the mirror
//! over a [`Writer`]. What a schema leaves open (`xs:any`) is kept verbatim as a [`RawElement`].
//!
//! Strict means a validator's eyes: well-formed XML 1.0 with namespaces, no DTD, only the elements
//! the schema names, in its order and number. Comments and processing instructions are skipped.
//! Whoever must take messages from senders that are not so exact reads them with
//! [`Strictness::Tolerant`] and is told of every [`Departure`].

mod attribute;
mod charset;
mod codec;
mod error;
mod instance;
mod instruction;
mod limits;
mod name;
mod ncname;
mod particle;
mod path;
mod raw;
mod reader;
mod scanner;
mod scope;
mod token;
mod tolerance;
mod writer;

pub use charset::{declared_label, decode_text, encoding_of};
pub use codec::{Decode, Encode, Group, Simple, Whitespace, parse, read_document, read_document_as, write_document};
pub use error::{DecodeError, DecodeErrorKind, ValueError, shown, shown_name};
pub use instance::{Nillable, QualifiedName, RawAttribute};
pub use limits::Limits;
pub use name::{NO_NAMESPACE, Name, Namespace, XML_NAMESPACE};
pub use raw::RawElement;
pub use reader::{Reader, Wildcard};
pub use scope::BindingId;
pub use token::{Attribute, Tag, Token, Tokens};
pub use tolerance::{Decoded, Departure, Departures, Outcome, Strictness};
pub use writer::Writer;

pub(crate) use charset::{check_text, decode_beginning, labelled, utf_8_beginning};
pub(crate) use instance::keep_locations;
pub use ncname::{is_name, is_name_token, is_ncname};
