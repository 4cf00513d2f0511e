//! The traits that generated types implement, and reading and writing a whole document.

use std::borrow::Cow;

use super::attribute::is_space;
use super::{
    DecodeError, Decoded, Limits, Name, Namespace, Outcome, Reader, Strictness, ValueError, Writer, decode_text,
};
use crate::value::Unlisted;

/// What happens to white space around and inside a simple value (XSD's `whiteSpace` facet).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whitespace {
    /// Kept as it is: `xs:string`.
    Preserve,
    /// Each tab and line end made a space: `xs:normalizedString`.
    Replace,
    /// Trimmed, and runs of it made one space: every other built-in type.
    Collapse,
}

impl Whitespace {
    /// What becomes of a text.
    pub fn apply(self, text: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Self::Replace if text.contains(['\t', '\n', '\r']) => Cow::Owned(text.replace(['\t', '\n', '\r'], " ")),
            Self::Preserve | Self::Replace => text,
            Self::Collapse => collapsed(text),
        }
    }
}

/// White space trimmed and runs of it made one space.
fn collapsed(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        return text;
    }
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

/// The value a text stands for, its white space treated as the type has it.
///
/// # Errors
///
/// When the text is not of the type.
pub fn parse<T: Simple>(text: &str) -> Result<T, ValueError> {
    T::parse(&T::WHITESPACE.apply(Cow::Borrowed(text)))
}

/// A value that a schema gives to an element or attribute.
#[derive(Debug, Clone, Copy)]
pub(super) enum Given {
    /// The value of an empty element.
    Default(&'static str),
    /// The only value.
    Fixed(&'static str),
}

impl Given {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Default(text) | Self::Fixed(text) => text,
        }
    }

    /// Checks that a value is allowed.
    pub(super) fn check<T: Simple>(self, value: &T) -> Result<(), ValueError> {
        match self {
            Self::Fixed(text) if parse::<T>(text)?.lexical() != value.lexical() => {
                Err(ValueError::new(format!("the fixed value {text}")))
            }
            _ => Ok(()),
        }
    }
}

/// A simple type: a value written as text.
pub trait Simple: Sized {
    /// What happens to white space before [`Self::parse`] sees the text.
    const WHITESPACE: Whitespace;

    /// The value a text stands for.
    ///
    /// # Errors
    ///
    /// When the text is not of the type. The error says what was expected, never the text.
    fn parse(text: &str) -> Result<Self, ValueError>;

    /// The text of the value; parsing it gives an equal value.
    fn lexical(&self) -> Cow<'_, str>;

    /// What a tolerant reader puts where the text is not of the type, or where a required value is
    /// missing. `None`: the type can hold no such thing, and it stays an error.
    fn unlisted(_found: Unlisted) -> Option<Self> {
        None
    }

    /// Whether this stands for a missing value, which nothing is written for. Only a tolerant reader
    /// makes such a value.
    fn is_missing(&self) -> bool {
        false
    }
}

/// A type that can be read as the content of an element.
pub trait Decode: Sized {
    /// Reads the element whose start tag was just taken, through its end tag.
    ///
    /// # Errors
    ///
    /// The first thing in the document that the type's schema does not allow.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// What a tolerant reader puts where a required element of the type is missing, and whether it
    /// made something up. `None`: the type can hold no such thing, and it stays an error.
    fn missing(_lack: Unlisted) -> Option<(Self, Outcome)> {
        None
    }
}

/// A type that can be written as the content of an element.
pub trait Encode {
    /// Writes the content; the caller has written the start tag and will write the end tag.
    fn encode(&self, writer: &mut Writer);

    /// Writes the attributes; the caller has written the name before and will write what follows.
    fn attributes(&self, _writer: &mut Writer) {}

    /// Writes the whole element. Only values that decide on their own tags do it in another way.
    fn element(&self, name: &Name, writer: &mut Writer) {
        writer.open(name);
        self.attributes(writer);
        writer.inside();
        self.encode(writer);
        writer.close(name);
    }
}

/// A part of a content model that is not a single element: a choice, or a sequence that may be left
/// out or repeated.
pub trait Group: Sized {
    /// The elements it may begin with, for error messages.
    const BEGINNINGS: &'static str;

    /// Reads the group if it comes next.
    ///
    /// # Errors
    ///
    /// When it begins but does not go on as the schema has it.
    fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, DecodeError>;

    /// Writes the group's elements.
    fn write(&self, writer: &mut Writer);
}

impl<T: Simple> Decode for T {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.simple()
    }

    fn missing(lack: Unlisted) -> Option<(Self, Outcome)> {
        let value = T::unlisted(lack)?;
        let outcome = if value.is_missing() {
            Outcome::Kept
        } else {
            Outcome::Filled
        };
        Some((value, outcome))
    }
}

impl<T: Simple> Encode for T {
    fn encode(&self, writer: &mut Writer) {
        writer.text(&self.lexical());
    }

    fn element(&self, name: &Name, writer: &mut Writer) {
        if !self.is_missing() {
            writer.leaf(name, &self.lexical());
        }
    }
}

/// Reads a document whose root element is `root`, strictly.
///
/// # Errors
///
/// When the bytes are not such a document; see [`DecodeErrorKind`](super::DecodeErrorKind).
pub fn read_document<T: Decode>(bytes: &[u8], root: &Name, limits: &Limits) -> Result<T, DecodeError> {
    read_document_as(bytes, root, limits, Strictness::Strict).map(|decoded| decoded.value)
}

/// Reads a document whose root element is `root`, as strictly as the caller will have it.
///
/// # Errors
///
/// When the bytes are not such a document; of a tolerant reading, what [`Strictness::Tolerant`] says.
pub fn read_document_as<T: Decode>(
    bytes: &[u8],
    root: &Name,
    limits: &Limits,
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    let text = decode_text(bytes, None, limits)?;
    read_text(&text, root, limits, strictness)
}

pub(super) fn read_text<T: Decode>(
    text: &str,
    root: &Name,
    limits: &Limits,
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    let mut reader = Reader::new(text, limits);
    reader.set_strictness(strictness);
    let value = reader.required(root)?;
    reader.finish()?;
    let departures = reader.departures();
    Ok(Decoded { value, departures })
}

/// Writes a document whose root element is `root`, in UTF-8 with an XML declaration.
///
/// `namespaces` are those that elements of `T` live in; they are declared on the root.
pub fn write_document<T: Encode>(root: &Name, namespaces: &[&'static Namespace], value: &T) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.declaration();
    writer.root(root, namespaces, value);
    writer.into_bytes()
}
