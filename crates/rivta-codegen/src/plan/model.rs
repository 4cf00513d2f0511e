//! The plan of a package, ready to be rendered.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rivta_schema::PackageId;
use rivta_schema::source::Note;
use rivta_schema::wsdl::{Profile, SoapVersion};
pub use rivta_schema::xsd::{ValueConstraint, WhiteSpace};

/// The plan of a package.
#[derive(Debug, Clone)]
pub struct PackagePlan {
    /// Which package.
    pub id: PackageId,
    /// The name of its Rust module, for example `financial_patientfees_exemption_1_0`.
    pub module: String,
    /// Its namespaces, in order of module name.
    pub modules: Vec<Module>,
    /// Its contracts, in order of name.
    pub contracts: Vec<Contract>,
    /// The global elements that are documents of their own.
    pub messages: Vec<Root>,
    /// What is left out, and what is taken in another way than written.
    pub notes: Vec<Note>,
    /// Whether to derive yaserde's traits behind a feature; only for packages that are plain.
    pub yaserde: bool,
}

impl PackagePlan {
    /// Whether the package is made of sequences, restrictions and wildcards alone: what yaserde's
    /// derive macros can express.
    pub fn is_plain(&self) -> bool {
        self.modules
            .iter()
            .flat_map(|module| &module.items)
            .all(|item| match item {
                Item::Struct(it) => it.is_plain(),
                Item::Enumeration(_) | Item::Newtype(_) | Item::Alias(_) => true,
                Item::Choice(_) | Item::Abstract(_) | Item::Union(_) => false,
            })
    }
}

/// A namespace and the Rust module it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamespacePlan {
    /// The namespace name.
    pub uri: String,
    /// The prefix that is written.
    pub prefix: String,
    /// The name of the module.
    pub module: String,
}

/// What a module holds.
#[derive(Debug, Clone)]
pub struct Module {
    /// The namespace.
    pub namespace: NamespacePlan,
    /// Constants for the names of its elements, in order.
    pub elements: Vec<ElementName>,
    /// Its types, in the order of the schema.
    pub items: Vec<Item>,
    /// The files that define it, as found on disk.
    pub sources: Vec<PathBuf>,
}

/// A constant for the name of an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementName {
    /// The name of the constant.
    pub constant: String,
    /// The local name in messages.
    pub local: String,
}

/// A type.
#[derive(Debug, Clone)]
pub enum Item {
    /// A complex type, or a sequence within one that may be left out or repeated.
    Struct(Struct),
    /// A choice within a complex type.
    Choice(Choice),
    /// An abstract complex type.
    Abstract(Abstract),
    /// A simple type that is one of several.
    Union(Union),
    /// A simple type with enumerated values.
    Enumeration(Enumeration),
    /// A simple type with patterns.
    Newtype(Newtype),
    /// A simple type that adds nothing to another.
    Alias(Alias),
}

impl Item {
    /// The name of the Rust type.
    pub fn rust_name(&self) -> &str {
        match self {
            Self::Struct(it) => &it.rust_name,
            Self::Choice(it) => &it.rust_name,
            Self::Abstract(it) => &it.rust_name,
            Self::Union(it) => &it.rust_name,
            Self::Enumeration(it) => &it.rust_name,
            Self::Newtype(it) => &it.rust_name,
            Self::Alias(it) => &it.rust_name,
        }
    }
}

/// A complex type of elements, or a sequence within one.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The name of the Rust type.
    pub rust_name: String,
    /// The name in the schema; empty for an anonymous type.
    pub xsd_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// What the sequence may begin with, if it is one within a type.
    pub group: Option<First>,
    /// The attributes.
    pub attributes: Vec<AttributeField>,
    /// The field of other attributes, and which they may be.
    pub any_attribute: Option<(String, WildcardPlan)>,
    /// The field of the text and its type, in a type with simple content.
    pub content: Option<(String, ValueType)>,
    /// The fields, in the order of the schema.
    pub fields: Vec<Field>,
    /// Whether there is an empty value: no field is required.
    pub default: bool,
    /// The global element whose type this is, if there is exactly one.
    pub root: Option<String>,
}

/// The Rust types of values that yaserde's traits are implemented for.
const PLAIN: [&str; 14] = [
    "String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "AnyUri", "Date", "DateTime", "Decimal",
];

impl Struct {
    fn is_plain(&self) -> bool {
        let plain = |field: &Field| match &field.kind {
            FieldKind::Element { value, boxed, .. } => {
                let plain = match value {
                    ValueType::Builtin(name) => PLAIN.contains(name),
                    ValueType::Named { .. } => true,
                    ValueType::Nillable(_) | ValueType::List(_) => false,
                };
                plain && !boxed
            }
            FieldKind::Any { .. } => field.rust_name == "any",
            FieldKind::Group { .. } => false,
        };
        let plain = |field: &Field| plain(field) && !field.unordered;
        self.group.is_none()
            && self.attributes.is_empty()
            && self.any_attribute.is_none()
            && self.content.is_none()
            && self.fields.iter().all(plain)
    }
}

/// The field of an attribute.
#[derive(Debug, Clone)]
pub struct AttributeField {
    /// The name of the field.
    pub rust_name: String,
    /// The attribute's name.
    pub name: AttributeName,
    /// The type of the value.
    pub value: ValueType,
    /// Whether it must be there.
    pub required: bool,
    /// A default or fixed value.
    pub given: Option<ValueConstraint>,
    /// Documentation.
    pub documentation: Option<String>,
}

/// The name of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeName {
    /// Where its namespace is defined.
    pub namespace: AttributeNamespace,
    /// The local name.
    pub local: String,
}

/// The namespace of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeNamespace {
    /// None.
    Unqualified,
    /// That of `xml:lang`.
    Xml,
    /// That of a module.
    Module(String),
}

/// What a particle may begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct First {
    /// Elements.
    pub names: Vec<ElementPath>,
    /// Wildcards.
    pub wildcards: Vec<WildcardPlan>,
}

/// The constant for the name of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementPath {
    /// The module of the element's namespace.
    pub module: String,
    /// The element's name.
    pub name: ElementName,
}

/// A choice within a complex type.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The name of the Rust type.
    pub rust_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The alternatives, wildcards last.
    pub alternatives: Vec<Alternative>,
}

/// One alternative of a choice.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// The variant, described as a field.
    pub field: Field,
    /// What it begins with.
    pub first: First,
}

/// An abstract complex type: one of the types derived from it. Or one that is not abstract: itself, or
/// one of the types derived from it.
#[derive(Debug, Clone)]
pub struct Abstract {
    /// The name of the Rust type.
    pub rust_name: String,
    /// The name in the schema.
    pub xsd_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The variant of the type itself, unless it is abstract.
    pub own: Option<Derived>,
    /// The variants of the types derived from it.
    pub derived: Vec<Derived>,
}

/// A type derived from an abstract one.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The name of the variant.
    pub variant: String,
    /// Its module.
    pub module: String,
    /// The name of its Rust type.
    pub rust_name: String,
    /// The name in the schema.
    pub xsd_name: String,
}

/// A simple type that is one of several.
#[derive(Debug, Clone)]
pub struct Union {
    /// The name of the Rust type.
    pub rust_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// Variants and their types; the first that takes a text has it.
    pub members: Vec<(String, ValueType)>,
}

/// A field of a struct.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name of the field.
    pub rust_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it is an element that comes in any order with others: one of `xs:all`.
    pub unordered: bool,
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// An element.
    Element {
        /// The module of the element's namespace.
        module: String,
        /// The element's name.
        name: ElementName,
        /// The type of the value.
        value: ValueType,
        /// How many times.
        cardinality: Cardinality,
        /// Whether it is kept behind a pointer, as in a type that holds itself.
        boxed: bool,
        /// A default or fixed value.
        given: Option<ValueConstraint>,
    },
    /// A choice or a sequence.
    Group {
        /// The module of its Rust type.
        module: String,
        /// The name of its Rust type.
        rust_name: String,
        /// How many times.
        cardinality: Cardinality,
        /// Whether it is kept behind a pointer.
        boxed: bool,
    },
    /// What a wildcard lets through.
    Any {
        /// Which elements.
        wildcard: WildcardPlan,
        /// Elements it admits but which the type names after it.
        stops: Vec<ElementPath>,
        /// At least how many.
        min: u32,
        /// At most how many; `None` is without limit.
        max: Option<u32>,
    },
}

/// How many times an element may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// Exactly once.
    Required,
    /// At most once.
    Optional,
    /// From `min` to `max` times; `None` is without limit.
    Repeated {
        /// At least how many.
        min: u32,
        /// At most how many.
        max: Option<u32>,
    },
}

/// Which elements or attributes a wildcard lets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WildcardPlan {
    /// Those of other namespaces than a module's.
    Other(String),
    /// Those of other namespaces than this one, which is no module.
    OtherThan(String),
    /// Those of these namespaces; empty: none.
    Only(Vec<String>),
    /// All.
    Any,
}

/// The Rust type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// One of the prelude or of the runtime.
    Builtin(&'static str),
    /// A value that may be nil.
    Nillable(Box<ValueType>),
    /// A list of values.
    List(Box<ValueType>),
    /// One of the package.
    Named {
        /// Its module.
        module: String,
        /// Its name.
        rust_name: String,
    },
}

/// A simple type with enumerated values.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The name of the Rust type.
    pub rust_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The values in the order of the schema, each once.
    pub variants: Vec<Variant>,
    /// What becomes of white space.
    pub white_space: WhiteSpace,
    /// The Rust type by which numbers are compared.
    pub number: Option<&'static str>,
}

/// An enumerated value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The name of the variant.
    pub rust_name: String,
    /// The value in messages.
    pub value: String,
    /// Documentation.
    pub documentation: Option<String>,
}

/// A simple type with facets.
#[derive(Debug, Clone)]
pub struct Newtype {
    /// The name of the Rust type.
    pub rust_name: String,
    /// The name in the schema.
    pub xsd_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The type that is narrowed.
    pub inner: ValueType,
    /// How.
    pub facets: Facets,
    /// What becomes of white space; `None`: as the inner type has it.
    pub white_space: Option<WhiteSpace>,
}

/// The facets of a simple type, those of its bases among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// The patterns of each step of the derivation, which are alternatives.
    pub patterns: Vec<Vec<String>>,
    /// The values allowed.
    pub values: Option<Vec<String>>,
    /// What length is counted in, as the runtime calls it.
    pub measure: Option<&'static str>,
    /// Numbers, by the runtime's name of the facet.
    pub numbers: BTreeMap<&'static str, u64>,
    /// Bounds, by the runtime's name of the facet.
    pub bounds: BTreeMap<&'static str, String>,
}

/// Another name for a type.
#[derive(Debug, Clone)]
pub struct Alias {
    /// The name of the Rust type.
    pub rust_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The type it stands for.
    pub target: ValueType,
}

/// A contract.
#[derive(Debug, Clone)]
pub struct Contract {
    /// The name of the Rust type.
    pub rust_name: String,
    /// The name of the contract: the operation's.
    pub name: String,
    /// The version of SOAP.
    pub soap_version: SoapVersion,
    /// Headers of the request, beside the receiver's.
    pub request_headers: Vec<ElementPath>,
    /// Headers of the response.
    pub response_headers: Vec<ElementPath>,
    /// Declared faults.
    pub faults: Vec<ElementPath>,
    /// The module it stands in: that of its request element.
    pub module: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The namespace of the request element.
    pub namespace: String,
    /// The major version.
    pub major: u32,
    /// The `soapAction` of the WSDL.
    pub soap_action: String,
    /// The profile.
    pub profile: Profile,
    /// The path of the WSDL in the package.
    pub wsdl: String,
    /// The request.
    pub request: Root,
    /// The response.
    pub response: Root,
}

/// The root element of a message body.
#[derive(Debug, Clone)]
pub struct Root {
    /// The module of the element's namespace.
    pub module: String,
    /// The element's name.
    pub name: ElementName,
    /// Its type.
    pub value: ValueType,
    /// The modules of the namespaces that its elements live in.
    pub namespaces: Vec<String>,
}
