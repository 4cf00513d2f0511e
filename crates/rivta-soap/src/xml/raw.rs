//! Elements kept verbatim: what wildcards let through, and SOAP headers.

use super::charset::check_text;
use super::ncname::split_name;
use super::reader::XSI;
use super::scope::{BindingId, MAX_BINDINGS, Scope};
use super::token::Tag;
use super::{Decode, DecodeError, DecodeErrorKind, Decoded, Limits, Name, Strictness, Token, Tokens, Writer};

/// For elements that have been read within limits already.
const UNLIMITED: Limits = Limits {
    bytes: usize::MAX,
    depth: usize::MAX,
    elements: usize::MAX,
    attributes: usize::MAX,
};

/// An element kept as the document wrote it.
///
/// The text is the element from `<` to `>`, byte for byte, except that namespace declarations it
/// relied on from further out are added to its start tag, so that it can stand anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RawElement {
    text: Box<str>,
    namespace: Option<Box<str>>,
}

impl RawElement {
    /// Takes an element from text that holds just it.
    ///
    /// # Errors
    ///
    /// When the text is not one well-formed element or exceeds a limit.
    pub fn parse(text: &str, limits: &Limits) -> Result<Self, DecodeError> {
        check_text(text, limits)?;
        let mut tokens = Tokens::new(text, limits);
        let element = match tokens.next()? {
            Token::Start(tag) => Self::capture(&mut tokens, &tag)?,
            _ => return Err(tokens.error(0, DecodeErrorKind::Incomplete)),
        };
        match tokens.next()? {
            Token::Eof => Ok(element),
            _ => Err(tokens.error(tokens.offset(), DecodeErrorKind::UnexpectedText)),
        }
    }

    /// The element as text, able to stand on its own.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Namespace and local name.
    pub fn name(&self) -> (Option<&str>, &str) {
        let name = self.text.trim_start_matches('<');
        let end = name.find([' ', '\t', '\n', '\r', '/', '>']).unwrap_or(name.len());
        let qualified = name.get(..end).unwrap_or("");
        let local = qualified.split_once(':').map_or(qualified, |(_, local)| local);
        (self.namespace.as_deref(), local)
    }

    /// Reads the element as a type of a schema. Places in errors count from the element's start.
    ///
    /// # Errors
    ///
    /// When the element is not `name` or its content is not of the type.
    pub fn decode<T: Decode>(&self, name: &Name, limits: &Limits) -> Result<T, DecodeError> {
        self.decode_as(name, limits, Strictness::Strict)
            .map(|decoded| decoded.value)
    }

    /// As [`Self::decode`], as strictly as the caller will have it.
    ///
    /// # Errors
    ///
    /// As for [`Self::decode`], less what [`Strictness::Tolerant`] lets through.
    pub fn decode_as<T: Decode>(
        &self,
        name: &Name,
        limits: &Limits,
        strictness: Strictness,
    ) -> Result<Decoded<T>, DecodeError> {
        // The declarations added to the start tag were none of the document's attributes.
        let attributes = limits.attributes.saturating_add(MAX_BINDINGS);
        let limits = Limits { attributes, ..*limits };
        super::codec::read_text(&self.text, name, &limits, strictness)
    }

    /// The text of the first element with this local name, the element itself or one inside it,
    /// without that of its children.
    pub fn text_of(&self, local: &str) -> Option<String> {
        let mut tokens = Tokens::new(&self.text, &UNLIMITED);
        let mut found: Option<(usize, String)> = None;
        loop {
            match (tokens.next().ok()?, &mut found) {
                (Token::Start(tag), None) if tag.local == local => {
                    found = Some((tokens.depth(), String::new()));
                }
                (Token::Text(piece), Some((depth, text))) if tokens.depth() == *depth => {
                    text.push_str(&piece);
                }
                (Token::End, Some((depth, text))) if tokens.depth() < *depth => {
                    return Some(std::mem::take(text));
                }
                (Token::Eof, _) => return None,
                _ => {}
            }
        }
    }

    /// An element in no namespace around text, for parts of a message this crate makes itself.
    pub(crate) fn plain(local: &str, children: &[(&str, &str)]) -> Self {
        let mut writer = Writer::new();
        writer.verbatim(&format!("<{local}>"));
        for (child, text) in children {
            writer.verbatim(&format!("<{child}>"));
            writer.text(text);
            writer.verbatim(&format!("</{child}>"));
        }
        writer.verbatim(&format!("</{local}>"));
        Self {
            text: writer.into_text().into(),
            namespace: None,
        }
    }

    /// Takes the element whose start tag the tokenizer has just given, through its end tag.
    pub(super) fn capture(tokens: &mut Tokens<'_>, tag: &Tag<'_>) -> Result<Self, DecodeError> {
        let namespace: Option<Box<str>> = tokens.scope().uri(tag.binding).map(Into::into);
        let mut borrowed = Borrowed::new(tag.mark);
        borrowed.note_tag(tokens, tag);
        let outside = tokens.depth() - 1;
        while tokens.depth() > outside {
            match tokens.next()? {
                Token::Start(inner) => borrowed.note_tag(tokens, &inner),
                Token::Text(text) => borrowed.note_value(tokens.scope(), &text),
                Token::End | Token::Eof => {}
            }
        }
        let verbatim = tokens.document().get(tag.offset..tokens.offset()).unwrap_or("");
        let text = borrowed.added_to(tokens.scope(), verbatim, tag.qualified);
        let copied = text.len() - verbatim.len() + namespace.as_ref().map_or(0, |uri| uri.len());
        tokens.spend(tag.offset, copied)?;
        Ok(Self {
            text: text.into(),
            namespace,
        })
    }
}

/// The bindings from further out that an element relies on.
struct Borrowed {
    /// The scope's mark outside the element.
    mark: usize,
    bindings: Vec<BindingId>,
}

impl Borrowed {
    fn new(mark: usize) -> Self {
        Self {
            mark,
            bindings: Vec::new(),
        }
    }

    fn note(&mut self, binding: Option<BindingId>) {
        if let Some(binding) = binding
            && Scope::is_outside(binding, self.mark)
            && !self.bindings.contains(&binding)
        {
            self.bindings.push(binding);
        }
    }

    fn note_tag(&mut self, tokens: &Tokens<'_>, tag: &Tag<'_>) {
        self.note(tag.binding);
        for attribute in tokens.attributes() {
            self.note(attribute.binding);
            let is_type = attribute.local == "type" && tokens.scope().uri(attribute.binding) == Some(XSI);
            if is_type && !attribute.value.contains(':') {
                self.note(tokens.scope().find(""));
            }
            self.note_value(tokens.scope(), &attribute.value);
        }
    }

    /// A value may be a qualified name or a list of them; nothing but the form tells.
    fn note_value(&mut self, scope: &Scope<'_>, value: &str) {
        if memchr::memchr(b':', value.as_bytes()).is_none() {
            return;
        }
        for word in value.split_ascii_whitespace() {
            match split_name(word) {
                None | Some(("", _)) => {}
                Some((prefix, _)) => self.note(scope.find(prefix)),
            }
        }
    }

    /// The element's text with the borrowed declarations put after its name.
    fn added_to(mut self, scope: &Scope<'_>, verbatim: &str, qualified: &str) -> String {
        self.bindings.sort_unstable();
        let (name, rest) = verbatim.split_at_checked(1 + qualified.len()).unwrap_or((verbatim, ""));
        let mut text = String::with_capacity(verbatim.len() + 64 * self.bindings.len());
        text.push_str(name);
        for (prefix, uri) in self.bindings.iter().filter_map(|binding| scope.pair(*binding)) {
            match prefix {
                "xml" => continue,
                "" => text.push_str(" xmlns=\""),
                _ => {
                    text.push_str(" xmlns:");
                    text.push_str(prefix);
                    text.push_str("=\"");
                }
            }
            super::writer::escape_attribute(&mut text, uri);
            text.push('"');
        }
        text.push_str(rest);
        text
    }
}
