//! What is found out about a document.

use std::fmt;

/// How much of a document is read, and how much is said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Limits on the document itself.
    pub document: rivta_soap::xml::Limits,
    /// Violations after which reading ends. Default 100.
    pub violations: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document: rivta_soap::xml::Limits::default(),
            violations: 100,
        }
    }
}

/// Whether a document is valid, and if not, all that is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, in the order of the document. None: it is valid.
    pub violations: Vec<Violation>,
    /// There may be more: reading ended at the limit.
    pub cut_off: bool,
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }
}

/// One thing that is wrong, and its place. It is safe to log and to send back: it holds what the schema
/// says, element names and positions, but never a value from the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong, in words: what was expected.
    pub message: String,
    /// Local names from the root to the element, `/` between them, `[n]` from the second of equal siblings
    /// on; an attribute comes last, with `@`.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule,
            message,
            path,
            line,
            column,
        } = self;
        write!(f, "line {line}, column {column}, {path}: {message} ({})", rule.code())
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $advice:literal;)*) => {
        /// The rules of XML Schema part 1 and 2, and what a document must be to be looked at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$doc])* $name,)*
        }

        impl Rule {
            /// The name that the rule has in the recommendation, as other validators tell it; `xml` and
            /// `soap` for what comes before.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What the sender can do about it, in a sentence.
            pub fn advice(self) -> &'static str {
                match self {
                    $(Self::$name => $advice,)*
                }
            }
        }
    };
}

rules! {
    /// The document is not well-formed, or exceeds a limit.
    Document, "xml", "Send well-formed XML without a DTD; what is wrong begins at this place or before it.";
    /// The document is not a SOAP envelope, or not one with a single payload.
    Envelope, "soap", "Send one element of the contract in the Body of a SOAP 1.1 or 1.2 Envelope.";
    /// No declaration is known for the element.
    UnknownElement, "cvc-elt.1", "Check the element's name and namespace, and that the right contract's schemas were given.";
    /// The element's declaration is abstract.
    AbstractElement, "cvc-elt.2", "Send a member of its substitution group instead.";
    /// `xsi:nil` where it may not be.
    NotNillable, "cvc-elt.3.1", "Leave xsi:nil out; send a value, or leave the element out where it is optional.";
    /// Content in an element that is nil.
    NilWithContent, "cvc-elt.3.2", "Send the element empty, or leave xsi:nil out.";
    /// `xsi:type` names no type.
    UnknownType, "cvc-elt.4.2", "Name a type of the schema, with a prefix that is declared.";
    /// `xsi:type` names a type that may not stand here.
    TypeNotDerived, "cvc-elt.4.3", "Name a type that is derived from the element's type and is not blocked.";
    /// The value is not the fixed one.
    Fixed, "cvc-elt.5.2.2", "Send the fixed value, or leave the element empty.";
    /// The type is abstract.
    AbstractType, "cvc-type.2", "Name a type derived from it with xsi:type.";
    /// An element in an element of simple type.
    ElementInSimple, "cvc-type.3.1.2", "Send text only.";
    /// An attribute on an element of simple type.
    AttributeOnSimple, "cvc-type.3.1.1", "Leave the attribute out.";
    /// Anything in an element that must be empty.
    NotEmpty, "cvc-complex-type.2.1", "Send the element empty.";
    /// Text between elements.
    TextInElements, "cvc-complex-type.2.3", "Take the text away; only elements may stand here.";
    /// An element where the content model does not take it.
    UnexpectedElement, "cvc-complex-type.2.4.a", "Send the elements that the schema names, in its order and number.";
    /// Something is missing at the end of an element.
    MissingElement, "cvc-complex-type.2.4.b", "Send the missing element before the end of this one.";
    /// A wildcard asks for a declaration that is not there.
    UndeclaredInWildcard, "cvc-complex-type.2.4.c", "Send elements here that the schemas declare.";
    /// An attribute has not the fixed value.
    FixedAttribute, "cvc-attribute.4", "Send the fixed value, or leave the attribute out.";
    /// An attribute that the type does not have.
    UnexpectedAttribute, "cvc-complex-type.3.2.2", "Leave the attribute out, or correct its name.";
    /// An attribute is missing.
    MissingAttribute, "cvc-complex-type.4", "Send the attribute.";
    /// The text has not the form of its type.
    Form, "cvc-datatype-valid.1.2.1", "Send a value of the type.";
    /// No member of a union takes the text, or not every item of a list is valid.
    Member, "cvc-datatype-valid.1.2.3", "Send a value of one of the types.";
    /// No pattern matches.
    Pattern, "cvc-pattern-valid", "Send a value of the form that the pattern tells.";
    /// Not one of the values listed.
    Enumeration, "cvc-enumeration-valid", "Send one of the values that the schema lists.";
    /// Not the length.
    Length, "cvc-length-valid", "Send a value of this length.";
    /// Too short.
    MinLength, "cvc-minLength-valid", "Send a longer value.";
    /// Too long.
    MaxLength, "cvc-maxLength-valid", "Send a shorter value.";
    /// Too many digits.
    TotalDigits, "cvc-totalDigits-valid", "Send a number with fewer digits.";
    /// Too many digits after the point.
    FractionDigits, "cvc-fractionDigits-valid", "Send a number with fewer digits after the point.";
    /// Too small.
    MinInclusive, "cvc-minInclusive-valid", "Send a value that is not below the bound.";
    /// Too great.
    MaxInclusive, "cvc-maxInclusive-valid", "Send a value that is not above the bound.";
    /// Not above the bound.
    MinExclusive, "cvc-minExclusive-valid", "Send a value above the bound.";
    /// Not below the bound.
    MaxExclusive, "cvc-maxExclusive-valid", "Send a value below the bound.";
    /// An `xs:ID` twice, or an `xs:IDREF` without one.
    Identity, "cvc-id", "Give every ID once, and refer only to those that are there.";
    /// `xs:unique`: a value twice.
    Unique, "cvc-identity-constraint.4.1", "Send each value once.";
    /// `xs:key`: a value twice or missing.
    Key, "cvc-identity-constraint.4.2", "Send each value of the key once, and leave none out.";
    /// `xs:keyref`: a value that no key has.
    KeyRef, "cvc-identity-constraint.4.3", "Refer to a value that the key has.";
    /// A field of an identity constraint selects several values, or an element that has none.
    Field, "cvc-identity-constraint.3", "Send one value where the constraint looks for one.";
}
