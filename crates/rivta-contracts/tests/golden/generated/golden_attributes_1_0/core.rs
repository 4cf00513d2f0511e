// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/attributes/schemas/core_components/golden_attributes_1.0.xsd
//     f18bf1bb5209c510dc2e927cf8c5aa1482f834bb4740028114260c8e514815e6

//! Namespace `urn:riv:golden:attributes:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::{Language, NcName, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawAttribute, Reader, Simple,
    ValueError, Whitespace, Wildcard, Writer, XML_NAMESPACE,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:attributes:1",
    prefix: "core",
};

/// `ItemType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemType {
    /// Attribute `code`
    pub code: i32,
    /// Attribute `default-value`
    ///
    /// Where it is left out: `d`.
    pub default_value: Option<String>,
    /// Attribute `unit`
    ///
    /// Always `kg`.
    pub unit: Option<String>,
    /// Attribute `type`
    pub type_: Option<String>,
    /// Attribute `color`
    pub color: Option<ItemTypeColor>,
    /// Attribute `id`
    pub id: NcName,
    /// Attribute `rank`
    pub rank: Option<i32>,
    /// Attribute `lang`
    pub lang: Option<Language>,
    /// Attributes the schema leaves open, verbatim.
    pub any_attributes: Vec<RawAttribute>,
    /// `text`
    pub text: Option<String>,
}

impl Decode for ItemType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let code = r.required_attribute(&Name::unqualified("code"))?;
        let default_value = r.optional_attribute(&Name::unqualified("default-value"))?;
        let unit = r.fixed("kg").optional_attribute(&Name::unqualified("unit"))?;
        let type_ = r.optional_attribute(&Name::unqualified("type"))?;
        let color = r.optional_attribute(&Name::unqualified("color"))?;
        let id = r.required_attribute(&Name::unqualified("id"))?;
        let rank = r.optional_attribute(&Name::new(&NAMESPACE, "rank"))?;
        let lang = r.optional_attribute(&Name::new(&XML_NAMESPACE, "lang"))?;
        let any_attributes = r.any_attributes(Wildcard::Other(&NAMESPACE))?;
        r.begin(&Name::new(&NAMESPACE, "ItemType"), &["text"], &[])?;
        let value = Self {
            code,
            default_value,
            unit,
            type_,
            color,
            id,
            rank,
            lang,
            any_attributes,
            text: r.optional(&name::TEXT)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ItemType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::TEXT, self.text.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("code"), &self.code);
        w.optional_attribute(
            &Name::unqualified("default-value"),
            self.default_value.as_ref(),
        );
        w.optional_attribute(&Name::unqualified("unit"), self.unit.as_ref());
        w.optional_attribute(&Name::unqualified("type"), self.type_.as_ref());
        w.optional_attribute(&Name::unqualified("color"), self.color.as_ref());
        w.attribute(&Name::unqualified("id"), &self.id);
        w.optional_attribute(&Name::new(&NAMESPACE, "rank"), self.rank.as_ref());
        w.optional_attribute(&Name::new(&XML_NAMESPACE, "lang"), self.lang.as_ref());
        w.any_attributes(&self.any_attributes);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemTypeColor {
    /// `red`
    Red,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl ItemTypeColor {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 1] = [Self::Red];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for ItemTypeColor {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "red" => Ok(Self::Red),
            _ => Err(ValueError::new("red")),
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self::Unlisted(found))
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Unlisted(it) if it.is_missing())
    }
}

impl fmt::Display for ItemTypeColor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `text`
    pub const TEXT: Name = Name::new(&NAMESPACE, "text")
        .tags("<core:text>", "</core:text>");
}
