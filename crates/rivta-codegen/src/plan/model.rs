//! The plan of a package, ready to be rendered.

use std::path::PathBuf;

use rivta_schema::PackageId;
use rivta_schema::wsdl::Profile;

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
    /// A complex type.
    Struct(Struct),
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
            Self::Enumeration(it) => &it.rust_name,
            Self::Newtype(it) => &it.rust_name,
            Self::Alias(it) => &it.rust_name,
        }
    }
}

/// A complex type of elements.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The name of the Rust type.
    pub rust_name: String,
    /// The name in the schema.
    pub xsd_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The fields, in the order of the schema.
    pub fields: Vec<Field>,
    /// Whether there is an empty value: no field is required.
    pub default: bool,
    /// The global element whose type this is, if there is exactly one.
    pub root: Option<String>,
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
    },
    /// What a wildcard lets through.
    Any {
        /// Which elements.
        wildcard: WildcardPlan,
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

/// Which elements a wildcard lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WildcardPlan {
    /// Those of other namespaces than the type's own.
    Other,
    /// All.
    Any,
}

/// The Rust type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// One of the prelude or of the runtime.
    Builtin(&'static str),
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
    /// Whether white space around a value falls away.
    pub collapse: bool,
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

/// A text with patterns.
#[derive(Debug, Clone)]
pub struct Newtype {
    /// The name of the Rust type.
    pub rust_name: String,
    /// The name in the schema.
    pub xsd_name: String,
    /// Documentation.
    pub documentation: Option<String>,
    /// The patterns, which are alternatives.
    pub patterns: Vec<String>,
    /// Whether white space around a value falls away.
    pub collapse: bool,
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
    /// The name of the Rust type, and of the contract.
    pub rust_name: String,
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
