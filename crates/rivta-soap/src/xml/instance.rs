//! What start tags say beside the element's name: attributes, `xsi:type` and `xsi:nil`.

use std::borrow::Cow;

use super::attribute::attribute_value;
use super::ncname::split_name;
use super::reader::{Next, Wildcard, XSI};
use super::token::Tag;
use super::writer::escape_attribute;
use super::{
    Decode, DecodeError, DecodeErrorKind, Encode, Limits, Name, RawElement, Reader, Simple, Token, ValueError, Writer,
    decode_text,
};

/// An attribute kept as the document wrote it: what `xs:anyAttribute` lets through.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RawAttribute {
    /// The namespace; empty: none.
    pub namespace: String,
    /// The prefix as written; empty where there is no namespace.
    pub prefix: String,
    /// The local name.
    pub local: String,
    /// The value, references resolved.
    pub value: String,
}

/// The value of an element that may be nil: present, but without a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Nillable<T> {
    /// `xsi:nil="true"`.
    Nil,
    /// A value.
    Value(T),
}

impl<T> Nillable<T> {
    /// The value, unless it is nil.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Nil => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T: Decode> Decode for Nillable<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let nil = reader.take_attribute(Some(XSI), "nil");
        if nil
            .as_deref()
            .is_none_or(|nil| matches!(nil.trim_ascii(), "false" | "0"))
        {
            return T::decode(reader).map(Self::Value);
        }
        reader.empty().map(|()| Self::Nil)
    }
}

impl<T: Encode> Encode for Nillable<T> {
    fn encode(&self, writer: &mut Writer) {
        if let Self::Value(value) = self {
            value.encode(writer);
        }
    }

    fn element(&self, name: &Name, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.element(name, writer),
            Self::Nil => {
                writer.open(name);
                writer.instance("nil=\"true\"");
                writer.inside();
                writer.close(name);
            }
        }
    }
}

/// The value of an element of the type `xs:QName`: a prefix, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QualifiedName {
    /// The namespace; empty: none.
    pub namespace: String,
    /// The prefix as written; empty: none.
    pub prefix: String,
    /// The local name.
    pub local: String,
}

/// No qualified name is longer, in bytes.
const LONGEST_NAME: usize = 1024;

impl Decode for QualifiedName {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.check_attributes(|_, _| false)?;
        let offset = reader.entered;
        let mut text = String::new();
        let mut found = None;
        // What the prefix means must be asked before the end tag is read.
        loop {
            match reader.tokens.next()? {
                Token::Text(piece) if text.len() + piece.len() <= LONGEST_NAME => {
                    text.push_str(&piece);
                    found = reader.resolved(text.trim_ascii());
                }
                Token::End => break,
                _ => return Err(reader.tokens.error(offset, not_a_name())),
            }
        }
        let found: Self = found.ok_or_else(|| reader.tokens.error(offset, not_a_name()))?;
        reader.tokens.spend(offset, found.namespace.len())?;
        Ok(found)
    }
}

/// What a qualified name must be.
const QUALIFIED: &str = "a qualified name whose prefix is declared";

fn not_a_name() -> DecodeErrorKind {
    ValueError::new(QUALIFIED).into()
}

impl Encode for QualifiedName {
    /// The prefix is declared on the element, so only [`Self::element`] writes both.
    fn encode(&self, writer: &mut Writer) {
        writer.text(&self.written(&self.prefix));
    }

    fn element(&self, name: &Name, writer: &mut Writer) {
        writer.open(name);
        // The default namespace may be declared where no name without prefix comes to stand in it.
        let by_default = self.prefix.is_empty() && !self.namespace.is_empty() && !name.namespace.prefix.is_empty();
        let prefix = if by_default {
            writer.text.push_str(" xmlns=\"");
            escape_attribute(&mut writer.text, &self.namespace);
            writer.text.push('"');
            String::new()
        } else {
            writer.declare_for(self)
        };
        writer.inside();
        writer.text(&self.written(&prefix));
        writer.close(name);
    }
}

impl QualifiedName {
    fn written(&self, prefix: &str) -> String {
        let colon = if prefix.is_empty() { "" } else { ":" };
        format!("{prefix}{colon}{}", self.local)
    }
}

/// Gives a document that has been written the hints for validators that the root of another one has.
pub(crate) fn keep_locations(read: &[u8], written: &mut Vec<u8>) -> Result<(), DecodeError> {
    let limits = Limits::default();
    let text = decode_text(read, None, &limits)?;
    let mut reader = Reader::new(&text, &limits);
    let hints = reader.root()?.map(|_| reader.location_hints()).unwrap_or_default();
    if hints.is_empty() {
        return Ok(());
    }
    let text = decode_text(written, None, &limits)?;
    let mut reader = Reader::new(&text, &limits);
    // A root that is kept verbatim has them already.
    if let Some(root) = reader.root()?
        && reader.location_hints().is_empty()
    {
        let known = reader.uri(reader.tokens.scope().find("xsi")) == Some(XSI);
        let declaration = if known {
            String::new()
        } else {
            format!(" xmlns:xsi=\"{XSI}\"")
        };
        let name_end = root.offset + 1 + root.qualified.len();
        let added = declaration + &hints;
        *written = text.into_owned().into_bytes();
        written.splice(name_end..name_end, added.into_bytes());
    }
    Ok(())
}

impl<'a> Reader<'a> {
    fn root(&mut self) -> Result<Option<Tag<'a>>, DecodeError> {
        Ok(match self.peek()? {
            Next::Start(tag) => Some(tag),
            Next::End(_) => None,
        })
    }

    /// The attributes of the tag read last that tell where schemas lie, as they are written.
    fn location_hints(&self) -> String {
        let mut hints = String::new();
        for attribute in self.tokens.attributes() {
            if self.uri(attribute.binding) == Some(XSI) && attribute.local.ends_with("chemaLocation") {
                hints.push_str(&format!(" xsi:{}=\"", attribute.local));
                escape_attribute(&mut hints, &attribute.value);
                hints.push('"');
            }
        }
        hints
    }
}

/// Any element as it is: what an untyped element holds.
impl Decode for RawElement {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.verbatim()
    }
}

impl Encode for RawElement {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, _: &Name, writer: &mut Writer) {
        writer.verbatim(self.as_str());
    }
}

impl<'a> Reader<'a> {
    /// Takes an attribute that must be there from the element just entered.
    ///
    /// # Errors
    ///
    /// When it is missing or its value is not of the type.
    pub fn required_attribute<T: Simple>(&mut self, name: &Name) -> Result<T, DecodeError> {
        if let Some(value) = self.optional_attribute(name)? {
            return Ok(value);
        }
        let kind = DecodeErrorKind::MissingAttribute(*name);
        self.missing(self.entered, kind, T::missing)
    }

    /// Takes an attribute from the element just entered, if it is there.
    ///
    /// # Errors
    ///
    /// When its value is not of the type.
    pub fn optional_attribute<T: Simple>(&mut self, name: &Name) -> Result<Option<T>, DecodeError> {
        let fixed = self.given.take();
        let Some(text) = self.take_attribute(Some(name.namespace.uri), name.local) else {
            return Ok(None);
        };
        let kind = |error| DecodeErrorKind::BadAttribute { name: *name, error };
        self.parsed(self.entered, text, fixed, kind).map(Some)
    }

    /// Takes an attribute whose value is a qualified name, and which must be there, from the element just
    /// entered.
    ///
    /// # Errors
    ///
    /// When it is missing, or its value is no name whose prefix is declared.
    pub fn required_name(&mut self, name: &Name) -> Result<QualifiedName, DecodeError> {
        match self.optional_name(name)? {
            Some(value) => Ok(value),
            None => Err(self
                .tokens
                .error(self.entered, DecodeErrorKind::MissingAttribute(*name))),
        }
    }

    /// Takes an attribute whose value is a qualified name, if it is there.
    ///
    /// # Errors
    ///
    /// When its value is no name whose prefix is declared.
    pub fn optional_name(&mut self, name: &Name) -> Result<Option<QualifiedName>, DecodeError> {
        // A fixed value is a text of the schema, whose prefixes mean something there only.
        self.given = None;
        let Some(text) = self.take_attribute(Some(name.namespace.uri), name.local) else {
            return Ok(None);
        };
        let Some(value) = self.resolved(text.trim_ascii()) else {
            let error = ValueError::new(QUALIFIED);
            let kind = DecodeErrorKind::BadAttribute { name: *name, error };
            return Err(self.tokens.error(self.entered, kind));
        };
        self.tokens.spend(self.entered, value.namespace.len())?;
        Ok(Some(value))
    }

    /// Takes the attributes that a wildcard lets through from the element just entered.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::TooLarge`] when the namespaces copied outgrow the document.
    pub fn any_attributes(&mut self, wildcard: Wildcard) -> Result<Vec<RawAttribute>, DecodeError> {
        let mut taken = Vec::new();
        let mut index = 0;
        while let Some(attribute) = self.tokens.attributes().get(index) {
            let namespace = self.uri(attribute.binding).unwrap_or("").to_owned();
            let known = Some(namespace.as_str()).filter(|uri| !uri.is_empty());
            if namespace == XSI || !wildcard.admits(known) {
                index += 1;
                continue;
            }
            self.tokens.spend(self.entered, namespace.len())?;
            let attribute = self.tokens.attributes_mut().remove(index);
            taken.push(RawAttribute {
                namespace,
                prefix: attribute.prefix.to_owned(),
                local: attribute.local.to_owned(),
                value: attribute.value.into_owned(),
            });
        }
        Ok(taken)
    }

    /// Whether `xsi:type` of the element just entered names a type; if so, it is taken.
    pub fn has_type(&mut self, name: &Name) -> bool {
        let found = self.instance_type().is_some_and(|value| {
            let named = self.qualified(&value);
            named.is_some_and(|(namespace, local)| name.is(namespace, local))
        });
        if found {
            self.take_attribute(Some(XSI), "type");
        }
        found
    }

    /// Whether the element just entered is of the type that the schema names: it has no `xsi:type`, or one
    /// that says so.
    pub fn is_declared_type(&mut self, name: &Name) -> bool {
        self.instance_type().is_none() || self.has_type(name)
    }

    /// Takes the element just entered as it is, if `xsi:type` says what it is beside the abstract type
    /// of the element.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::AbstractType`] if it does not, and XML that is not well-formed.
    pub fn unknown_type(&mut self, abstract_type: &Name) -> Result<RawElement, DecodeError> {
        if self.instance_type().is_none() || self.has_type(abstract_type) {
            return Err(self.tokens.error(self.entered, DecodeErrorKind::AbstractType));
        }
        self.verbatim()
    }

    /// Takes the element just entered as it is, through its end tag.
    ///
    /// # Errors
    ///
    /// When the XML is not well-formed.
    pub fn verbatim(&mut self) -> Result<RawElement, DecodeError> {
        match self.current.take() {
            Some(tag) => RawElement::capture(&mut self.tokens, &tag),
            None => Err(self.tokens.error(self.entered, DecodeErrorKind::Incomplete)),
        }
    }

    /// Namespace and local name of a qualified name in a value; `None` if its prefix is not declared.
    pub(super) fn qualified<'v>(&self, value: &'v str) -> Option<(Option<&str>, &'v str)> {
        let value = value.trim_ascii();
        let (prefix, local) = value.split_once(':').unwrap_or(("", value));
        let binding = self.tokens.scope().find(prefix);
        (binding.is_some() || prefix.is_empty()).then(|| (self.uri(binding), local))
    }

    fn resolved(&self, name: &str) -> Option<QualifiedName> {
        let (prefix, local) = split_name(name)?;
        let (namespace, _) = self.qualified(name)?;
        Some(QualifiedName {
            namespace: namespace.unwrap_or("").to_owned(),
            prefix: prefix.to_owned(),
            local: local.to_owned(),
        })
    }

    fn instance_type(&self) -> Option<Cow<'a, str>> {
        let attributes = self.tokens.attributes().iter();
        let mut types = attributes.filter(|it| it.local == "type" && self.uri(it.binding) == Some(XSI));
        types.next().map(|attribute| attribute.value.clone())
    }

    fn take_attribute(&mut self, namespace: Option<&str>, local: &str) -> Option<Cow<'a, str>> {
        let wanted = namespace.unwrap_or("");
        let attributes = self.tokens.attributes();
        let index = attributes
            .iter()
            .position(|it| it.local == local && self.uri(it.binding).unwrap_or("") == wanted)?;
        Some(self.tokens.attributes_mut().remove(index).value)
    }

    /// Reads the end of an element that holds nothing.
    fn empty(&mut self) -> Result<(), DecodeError> {
        self.check_attributes(|_, _| true)?;
        if self.text()?.is_empty() {
            return Ok(());
        }
        Err(self.tokens.error(self.entered, DecodeErrorKind::UnexpectedText))
    }
}

impl Writer {
    /// Writes an attribute.
    pub fn attribute<T: Simple>(&mut self, name: &Name, value: &T) {
        if value.is_missing() {
            return;
        }
        self.text.push(' ');
        self.name(name);
        self.text.push_str("=\"");
        escape_attribute(&mut self.text, &value.lexical());
        self.text.push('"');
    }

    /// Writes an attribute if there is one.
    pub fn optional_attribute<T: Simple>(&mut self, name: &Name, value: Option<&T>) {
        if let Some(value) = value {
            self.attribute(name, value);
        }
    }

    /// Writes an attribute whose value is a qualified name, its prefix declared where it must be.
    pub fn qualified_name(&mut self, name: &Name, value: &QualifiedName) {
        let prefix = self.declare_for(value);
        self.attribute(name, &value.written(&prefix));
    }

    /// Writes an attribute whose value is a qualified name if there is one.
    pub fn optional_qualified_name(&mut self, name: &Name, value: Option<&QualifiedName>) {
        if let Some(value) = value {
            self.qualified_name(name, value);
        }
    }

    /// Declares the prefix of a qualified name in the start tag that is being written. Gives the prefix
    /// that stands for its namespace there.
    fn declare_for(&mut self, value: &QualifiedName) -> String {
        match value.namespace.as_str() {
            "" => String::new(),
            uri => {
                let mut declared = self.in_scope();
                self.prefix_for(&value.prefix, uri, &mut declared)
            }
        }
    }

    /// What the root and the start tag that is being written declare. No attribute value has a `<` in
    /// it, so the last one begins the tag.
    fn in_scope<'u>(&self) -> Vec<(String, Cow<'u, str>)> {
        let xml = ("xml".to_owned(), Cow::Borrowed(super::XML_NAMESPACE.uri));
        let root = self
            .declared
            .iter()
            .map(|it| (it.prefix.to_owned(), Cow::Borrowed(it.uri)));
        let tag = self.text.rsplit_once('<').map_or("", |(_, tag)| tag);
        let own = tag.split(" xmlns:").skip(1).filter_map(|part| {
            let (prefix, rest) = part.split_once("=\"")?;
            let uri = attribute_value(rest.split_once('"')?.0)?;
            Some((prefix.to_owned(), Cow::Owned(uri.into_owned())))
        });
        std::iter::once(xml).chain(root).chain(own).collect()
    }

    /// Writes attributes as they were read, their prefixes declared beside them. A prefix that means
    /// something else in this document gets a number.
    pub fn any_attributes(&mut self, attributes: &[RawAttribute]) {
        if attributes.is_empty() {
            return;
        }
        let mut declared = self.in_scope();
        for attribute in attributes {
            let prefix = match attribute.namespace.as_str() {
                "" => String::new(),
                uri => self.prefix_for(&attribute.prefix, uri, &mut declared),
            };
            let colon = if prefix.is_empty() { "" } else { ":" };
            self.text.push_str(&format!(" {prefix}{colon}{}=\"", attribute.local));
            escape_attribute(&mut self.text, &attribute.value);
            self.text.push('"');
        }
    }

    fn prefix_for<'u>(&mut self, wanted: &str, uri: &'u str, declared: &mut Vec<(String, Cow<'u, str>)>) -> String {
        let wanted = if wanted.is_empty() { "ns" } else { wanted };
        let mut prefix = wanted.to_owned();
        let mut number = 1;
        loop {
            match declared.iter().find(|(known, _)| *known == prefix) {
                Some((_, known)) if *known == uri => return prefix,
                Some(_) => {
                    number += 1;
                    prefix = format!("{wanted}{number}");
                }
                None => break,
            }
        }
        self.text.push_str(&format!(" xmlns:{prefix}=\""));
        escape_attribute(&mut self.text, uri);
        self.text.push('"');
        declared.push((prefix.clone(), Cow::Borrowed(uri)));
        prefix
    }

    /// Writes an element with `xsi:type`, for a value of a type derived from the element's.
    pub fn typed<T: Encode>(&mut self, name: &Name, type_name: &Name, value: &T) {
        self.open(name);
        let prefix = type_name.namespace.prefix;
        let colon = if prefix.is_empty() { "" } else { ":" };
        self.instance(&format!("type=\"{prefix}{colon}{}\"", type_name.local));
        value.attributes(self);
        self.inside();
        value.encode(self);
        self.close(name);
    }

    /// Writes an attribute of XML Schema instances and declares its prefix.
    fn instance(&mut self, attribute: &str) {
        self.text.push_str(" xmlns:xsi=\"");
        self.text.push_str(XSI);
        self.text.push_str("\" xsi:");
        self.text.push_str(attribute);
    }
}
