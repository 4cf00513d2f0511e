//! XML Schema 1.0 as published contracts use it: a model of what is written, and a reader of it.
//!
//! The model keeps the author's structure (what extends what, which group stands where) and
//! resolves nothing by itself; [`SchemaSet`] looks names up over a whole package. Two components
//! are equal when they say the same, wherever they stand and however they are documented.

mod attribute;
mod builtin;
mod check;
mod complex;
mod content;
mod element;
mod name;
mod read;
mod set;
mod simple;

pub use attribute::{Attribute, AttributeGroup, AttributeTerm, AttributeUse, Attributes, Presence};
pub use builtin::Builtin;
pub use complex::{ComplexType, Content};
pub use content::{Compositor, Group, ModelGroup, Namespaces, Occurs, Particle, ProcessContents, Term, Wildcard};
pub use element::{Annotation, Block, Constraint, ConstraintKind, Element, TypeRef, ValueConstraint};
pub use name::{QName, XML, XS};
pub use set::{Definition, SchemaSet};
pub use simple::{Facet, MeantName, SimpleDerivation, SimpleType, WhiteSpace};
