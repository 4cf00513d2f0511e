//! What went wrong in a document, and where.

use std::fmt;

use super::Name;

/// A text that is not a value of its simple type.
///
/// It holds what was expected, never the text itself: values may be personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}")]
pub struct ValueError {
    expected: String,
}

impl ValueError {
    /// An error that says what was expected, for example `"an integer"`.
    pub fn new(expected: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
        }
    }

    /// What was expected.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

/// What kind of mistake a document holds.
///
/// Names of elements stand in the variants as the document wrote them, without prefix, cut at 128
/// characters and with long digit runs masked; values never do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The document is not well-formed XML with namespaces.
    #[error("not well-formed XML: {0}")]
    Malformed(&'static str),
    /// The document ends too early.
    #[error("the document ends before it is complete")]
    Incomplete,
    /// The document has a document type declaration, which is refused.
    #[error("a document type declaration (DTD) is not allowed")]
    Dtd,
    /// The bytes are not text in the encoding the message claims.
    #[error("the bytes are not valid {0}")]
    Encoding(String),
    /// A limit was exceeded.
    #[error("more than the allowed {limit} {what}")]
    TooLarge {
        /// What there is too much of, for example `"open elements"`.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Another element was expected here.
    #[error("expected element {expected}, found {found}")]
    Expected {
        /// The element the schema demands here.
        expected: Name,
        /// What stands here instead.
        found: Found,
    },
    /// One of several elements was expected here.
    #[error("expected one of {expected}, found {found}")]
    ExpectedOneOf {
        /// The elements the schema allows here.
        expected: &'static str,
        /// What stands here instead.
        found: Found,
    },
    /// An attribute that the schema demands is missing.
    #[error("the attribute {0} is missing")]
    MissingAttribute(Name),
    /// An attribute's value is not of its simple type. The value itself is never shown.
    #[error("bad value of the attribute {name}: {error}")]
    BadAttribute {
        /// The attribute.
        name: Name,
        /// What was expected.
        error: ValueError,
    },
    /// The element's type is abstract: `xsi:type` must say which one derived from it is meant.
    #[error("an xsi:type is missing: the type of this element is abstract")]
    AbstractType,
    /// An element of the type stands after elements it must come before, or too often.
    #[error("element {0} is out of order or occurs too often")]
    OutOfOrder(String),
    /// An element has the name of a child of this type but lives in another namespace.
    #[error("element {local} is in the wrong namespace ({namespace})")]
    WrongNamespace {
        /// The local name.
        local: String,
        /// The namespace it has, or `no namespace`.
        namespace: String,
    },
    /// An element the schema does not know here.
    #[error("unknown element {0}")]
    Unknown(Found),
    /// An attribute the schema does not know here.
    #[error("unknown attribute {0}")]
    UnknownAttribute(String),
    /// Text where only elements may stand.
    #[error("text is not allowed here, only elements")]
    UnexpectedText,
    /// A value is not of its simple type. The value itself is never shown.
    #[error("bad value: {0}")]
    BadValue(#[from] ValueError),
    /// An element where the platform reads the text of an address.
    #[error("the address element begins with something else than text")]
    ElementInAddress,
    /// Too few elements of a wildcard or a repeated element.
    #[error("expected at least {min} of {what}, found {found}")]
    TooFew {
        /// What is missing.
        what: String,
        /// The least number allowed.
        min: usize,
        /// How many there are.
        found: usize,
    },
    /// The document is not a SOAP 1.1 envelope.
    #[error("not a SOAP 1.1 envelope: {0}")]
    NotAnEnvelope(&'static str),
}

/// What stands in the document where something else was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// An element, in Clark notation.
    Element(String),
    /// The end of the parent element.
    End,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(name) => f.write_str(name),
            Self::End => f.write_str("the end of the parent element"),
        }
    }
}

/// A mistake in a document together with its place.
///
/// Who can mend it: whoever sent the document. The error is safe to log and to send back; it holds
/// element names and positions but no values.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} at {}, line {}, column {}", .0.kind, .0.path, .0.line, .0.column)]
// Boxed: the error travels through every decoder's return value, where size costs.
pub struct DecodeError(Box<Mistake>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Mistake {
    kind: DecodeErrorKind,
    path: String,
    offset: usize,
    line: usize,
    column: usize,
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mistake {
            kind,
            path,
            offset,
            line,
            column,
        } = &*self.0;
        f.debug_struct("DecodeError")
            .field("kind", kind)
            .field("path", path)
            .field("offset", offset)
            .field("line", line)
            .field("column", column)
            .finish()
    }
}

impl DecodeError {
    /// A mistake at a byte offset of `document`; path, line and column are worked out from it.
    pub(crate) fn at(document: &str, offset: usize, kind: DecodeErrorKind) -> Self {
        let path = super::path::path_to(document, offset);
        Self::on_path(document, offset, kind, path)
    }

    /// As [`Self::at`], for a path that is known.
    pub(super) fn on_path(document: &str, offset: usize, kind: DecodeErrorKind, path: String) -> Self {
        let offset = document.floor_char_boundary(offset);
        let before = document.get(..offset).unwrap_or(document);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self(Box::new(Mistake {
            kind,
            path,
            offset,
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }))
    }

    /// A mistake that concerns the document before any element of it was read.
    pub(crate) fn of_document(kind: DecodeErrorKind) -> Self {
        Self(Box::new(Mistake {
            kind,
            path: "/".to_owned(),
            offset: 0,
            line: 1,
            column: 1,
        }))
    }

    /// What is wrong.
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.0.kind
    }

    /// Local names from the root to the place, `/` between them, `[n]` from the second of equal
    /// siblings on: `/ProcessExemptionStatuses/feeExemption[2]/patientId`.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Byte offset in the document after conversion to UTF-8 and without a byte order mark.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Line, from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// Column in characters, from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }
}

/// A name from a document, made safe to show: at most 128 characters, and runs of six or more
/// digits masked, since a careless sender may put a personal number anywhere.
pub fn shown(name: &str) -> String {
    let characters: Vec<char> = name.chars().take(128).collect();
    characters
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
        .map(|run| match run {
            [first, ..] if first.is_ascii_digit() && run.len() >= 6 => "*".repeat(run.len()),
            _ => run.iter().collect(),
        })
        .collect()
}

/// Clark notation of a name from a document, made safe to show.
pub fn shown_name(namespace: Option<&str>, local: &str) -> String {
    match namespace {
        Some(uri) => format!("{{{}}}{}", shown(uri), shown(local)),
        None => shown(local),
    }
}
