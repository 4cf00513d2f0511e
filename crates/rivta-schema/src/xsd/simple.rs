//! Simple types and facets.

use rivta_soap::pattern::Pattern;

use super::{Annotation, QName, TypeRef};

/// `xs:simpleType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimpleType {
    /// Its name; anonymous types have none.
    pub name: Option<QName>,
    /// What it is made of.
    pub derivation: SimpleDerivation,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// What a simple type is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SimpleDerivation {
    /// `xs:restriction`
    Restriction {
        /// The type that is narrowed.
        base: TypeRef,
        /// How.
        facets: Vec<Facet>,
    },
    /// `xs:list`
    List(TypeRef),
    /// `xs:union`: named members first, then anonymous ones.
    Union(Vec<TypeRef>),
}

impl SimpleType {
    /// The types that the type is made of.
    pub fn bases(&self) -> &[TypeRef] {
        match &self.derivation {
            SimpleDerivation::Restriction { base, .. } | SimpleDerivation::List(base) => std::slice::from_ref(base),
            SimpleDerivation::Union(members) => members,
        }
    }
}

/// The name that a text means where it stands. All are equal, since only `xs:QName` looks at it: the same
/// type in two files may give its namespaces other prefixes.
#[derive(Debug, Clone)]
pub struct MeantName(pub Option<QName>);

impl PartialEq for MeantName {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for MeantName {}

/// A constraining facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facet {
    /// One allowed value, as written.
    Enumeration {
        /// The value.
        value: String,
        /// The name that the value is if the type is `xs:QName`.
        name: MeantName,
        /// Documentation and place.
        annotation: Annotation,
    },
    /// A regular expression of XML Schema. Several in one restriction are alternatives.
    Pattern {
        /// The expression as written.
        expression: String,
        /// Documentation and place.
        annotation: Annotation,
    },
    /// `xs:whiteSpace`
    WhiteSpace(WhiteSpace),
    /// Exact length.
    Length(u64),
    /// Least length.
    MinLength(u64),
    /// Greatest length.
    MaxLength(u64),
    /// Digits in all.
    TotalDigits(u64),
    /// Digits after the point.
    FractionDigits(u64),
    /// Least value, as written.
    MinInclusive(String),
    /// Greatest value, as written.
    MaxInclusive(String),
    /// Value below all, as written.
    MinExclusive(String),
    /// Value above all, as written.
    MaxExclusive(String),
}

impl Facet {
    /// Why the runtime cannot match a pattern, if the facet is one that it cannot.
    pub fn pattern_error(&self) -> Option<String> {
        match self {
            Self::Pattern { expression, .. } => Pattern::new(expression).err().map(|error| error.to_string()),
            _ => None,
        }
    }
}

/// What becomes of white space before a value is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhiteSpace {
    /// It stays.
    Preserve,
    /// Tabs and line ends become spaces.
    Replace,
    /// Runs become one space; leading and trailing ones fall away.
    Collapse,
}

impl SimpleType {
    /// The name of the type that a restriction narrows, if it has one.
    pub fn base_name(&self) -> Option<&QName> {
        match &self.derivation {
            SimpleDerivation::Restriction {
                base: TypeRef::Named(name),
                ..
            } => Some(name),
            _ => None,
        }
    }
}
