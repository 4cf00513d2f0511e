// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/test_carecontact_visit/1.0/core_components/test_carecontact_visit_1.0.xsd
//     fe2514651834496a8b2540b2e025c7cb16497bfb9a32ab3bcf34ad3fdfe743fc

//! Namespace `urn:riv:test:carecontact:visit:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Simple, ValueError,
    Whitespace, Wildcard, Writer,
};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:test:carecontact:visit:1",
    prefix: "core",
};

/// An identity: root is the OID of its kind, extension the identity itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(prefix = "core", namespaces = {"core" = "urn:riv:test:carecontact:visit:1"})
)]
pub struct IIType {
    /// `root`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "root", prefix = "core"))]
    pub root: String,
    /// `extension`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "extension", prefix = "core"))]
    pub extension: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for IIType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "IIType"),
            &["root", "extension"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            root: r.required(&name::ROOT)?,
            extension: r.optional(&name::EXTENSION)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for IIType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ROOT, &self.root);
        w.optional(&name::EXTENSION, self.extension.as_ref());
        w.any(&self.any);
    }
}

/// A date as YYYYMMDD, Swedish local time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateType(Text);

impl DateType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a DateType ((19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01]))"#,
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for DateType {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for DateType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(DateType);

/// How the patient met the care giver.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitKindEnum {
    /// `PHYSICAL`
    Physical,
    /// `DIGITAL`
    Digital,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl VisitKindEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 2] = [Self::Physical, Self::Digital];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Physical => "PHYSICAL",
            Self::Digital => "DIGITAL",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for VisitKindEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "PHYSICAL" => Ok(Self::Physical),
            "DIGITAL" => Ok(Self::Digital),
            _ => Err(ValueError::new("PHYSICAL or DIGITAL")),
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

impl fmt::Display for VisitKindEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(VisitKindEnum);

/// A visit that a source knows of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(prefix = "core", namespaces = {"core" = "urn:riv:test:carecontact:visit:1"})
)]
pub struct VisitType {
    /// `visitId`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "visitId", prefix = "core"))]
    pub visit_id: IIType,
    /// `kind`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "kind", prefix = "core"))]
    pub kind: VisitKindEnum,
    /// `dateOfVisit`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "dateOfVisit", prefix = "core"))]
    pub date_of_visit: DateType,
    /// `careUnit`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "careUnit", prefix = "core"))]
    pub care_unit: IIType,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for VisitType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "VisitType"),
            &["visitId", "kind", "dateOfVisit", "careUnit"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            visit_id: r.required(&name::VISIT_ID)?,
            kind: r.required(&name::KIND)?,
            date_of_visit: r.required(&name::DATE_OF_VISIT)?,
            care_unit: r.required(&name::CARE_UNIT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for VisitType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::VISIT_ID, &self.visit_id);
        w.required(&name::KIND, &self.kind);
        w.required(&name::DATE_OF_VISIT, &self.date_of_visit);
        w.required(&name::CARE_UNIT, &self.care_unit);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `careUnit`
    pub const CARE_UNIT: Name = Name::new(&NAMESPACE, "careUnit")
        .tags("<core:careUnit>", "</core:careUnit>");
    /// `dateOfVisit`
    pub const DATE_OF_VISIT: Name = Name::new(&NAMESPACE, "dateOfVisit")
        .tags("<core:dateOfVisit>", "</core:dateOfVisit>");
    /// `extension`
    pub const EXTENSION: Name = Name::new(&NAMESPACE, "extension")
        .tags("<core:extension>", "</core:extension>");
    /// `kind`
    pub const KIND: Name = Name::new(&NAMESPACE, "kind")
        .tags("<core:kind>", "</core:kind>");
    /// `root`
    pub const ROOT: Name = Name::new(&NAMESPACE, "root")
        .tags("<core:root>", "</core:root>");
    /// `visitId`
    pub const VISIT_ID: Name = Name::new(&NAMESPACE, "visitId")
        .tags("<core:visitId>", "</core:visitId>");
}
