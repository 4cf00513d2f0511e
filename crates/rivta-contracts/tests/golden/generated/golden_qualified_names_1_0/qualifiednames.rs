// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/qualified-names/schemas/core_components/golden_qualifiednames_1.0.xsd
//     2606946cb6548811e2da1f584bdaf53623c3439cd65e190cf2ea19557ab15767

//! Namespace `urn:riv:golden:qualifiednames:1`.

use std::borrow::Cow;
use rivta_soap::value::{Facets, QName, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, QualifiedName, Reader, Simple,
    ValueError, Whitespace, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:qualifiednames:1",
    prefix: "qualifiednames",
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FaultCodeType(QName);

impl FaultCodeType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: QName) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a FaultCodeType ()",
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &QName {
        &self.0
    }
}

impl Simple for FaultCodeType {
    const WHITESPACE: Whitespace = <QName as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<QName as Simple>::parse(text)?)
    }

    fn lexical(&self) -> Cow<'_, str> {
        self.0.lexical()
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        found.parse().map(Self)
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

/// `ItemType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemType {
    /// Attribute `code`
    pub code: QualifiedName,
    /// Attribute `also`
    pub also: Option<QualifiedName>,
    /// `kind`
    pub kind: Option<QualifiedName>,
}

impl Decode for ItemType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let code = r.required_name(&Name::unqualified("code"))?;
        let also = r.optional_name(&Name::unqualified("also"))?;
        r.begin(&Name::new(&NAMESPACE, "ItemType"), &["kind"], &[])?;
        let value = Self {
            code,
            also,
            kind: r.optional(&name::KIND)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ItemType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::KIND, self.kind.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.qualified_name(&Name::unqualified("code"), &self.code);
        w.optional_qualified_name(&Name::unqualified("also"), self.also.as_ref());
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `kind`
    pub const KIND: Name = Name::new(&NAMESPACE, "kind")
        .tags("<qualifiednames:kind>", "</qualifiednames:kind>");
}
