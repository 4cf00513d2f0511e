//! The traits that generated types implement, and reading and writing a whole document.

use std::borrow::Cow;

use super::{DecodeError, Limits, Name, Namespace, Reader, ValueError, Writer, decode_text};

/// What happens to white space around and inside a simple value (XSD's `whiteSpace` facet).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whitespace {
    /// Kept as it is: `xs:string`.
    Preserve,
    /// Trimmed, and runs of it made one space: every other built-in type.
    Collapse,
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
}

/// A type that can be read as the content of an element.
pub trait Decode: Sized {
    /// Reads the element whose start tag was just taken, through its end tag.
    ///
    /// # Errors
    ///
    /// The first thing in the document that the type's schema does not allow.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;
}

/// A type that can be written as the content of an element.
pub trait Encode {
    /// Writes the content; the caller has written the start tag and will write the end tag.
    fn encode(&self, writer: &mut Writer);
}

impl<T: Simple> Decode for T {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.simple()
    }
}

impl<T: Simple> Encode for T {
    fn encode(&self, writer: &mut Writer) {
        writer.text(&self.lexical());
    }
}

/// Reads a document whose root element is `root`.
///
/// # Errors
///
/// When the bytes are not such a document; see [`DecodeErrorKind`](super::DecodeErrorKind).
pub fn read_document<T: Decode>(bytes: &[u8], root: &Name, limits: &Limits) -> Result<T, DecodeError> {
    let text = decode_text(bytes, None, limits)?;
    let mut reader = Reader::new(&text, limits);
    let value = reader.required(root)?;
    reader.finish()?;
    Ok(value)
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
