// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/recursion/schemas/core_components/golden_recursion_1.0.xsd
//     41b2f0705878eb96cddf5971ff2f36d67f0b1dddbbcd1cc8cc74c37eba03792c

//! Namespace `urn:riv:golden:recursion:1`.

use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, Reader, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:recursion:1",
    prefix: "core",
};

/// `NodeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeType {
    /// `label`
    pub label: String,
    /// `node`
    pub node: Option<Box<NodeType>>,
}

impl Decode for NodeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "NodeType"), &["label", "node"], &[])?;
        let value = Self {
            label: r.required(&name::LABEL)?,
            node: r.optional(&name::NODE)?.map(Box::new),
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for NodeType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::LABEL, &self.label);
        w.optional(&name::NODE, self.node.as_deref());
    }
}

/// `ExpressionType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionType {
    /// One of several elements, or several together.
    pub choice: Box<ExpressionTypeChoice>,
}

impl Decode for ExpressionType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ExpressionType"),
            &["value", "not", "and"],
            &[],
        )?;
        let value = Self {
            choice: r.group().map(Box::new)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ExpressionType {
    fn encode(&self, w: &mut Writer) {
        w.group(&*self.choice);
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionTypeChoice {
    /// `value`
    Value(i32),
    /// `not`
    Not(Box<ExpressionType>),
    /// `and`
    And(AndType),
}

impl Group for ExpressionTypeChoice {
    const BEGINNINGS: &'static str = "value, not, and";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::VALUE], &[])? {
            return Ok(Some(Self::Value(r.required(&name::VALUE)?)));
        }
        if r.begins(&[name::NOT], &[])? {
            return Ok(Some(Self::Not(r.required(&name::NOT).map(Box::new)?)));
        }
        if r.begins(&[name::AND], &[])? {
            return Ok(Some(Self::And(r.required(&name::AND)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Value(it) => w.required(&name::VALUE, it),
            Self::Not(it) => w.required(&name::NOT, &**it),
            Self::And(it) => w.required(&name::AND, it),
        }
    }
}

/// `AndType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AndType {
    /// One of several elements, or several together.
    pub choice: Vec<AndTypeChoice>,
}

impl Decode for AndType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "AndType"), &["value", "not"], &[])?;
        let value = Self {
            choice: r.repeated_group(1, Some(2))?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for AndType {
    fn encode(&self, w: &mut Writer) {
        w.repeated_group(&self.choice);
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AndTypeChoice {
    /// `value`
    Value(i32),
    /// `not`
    Not(ExpressionType),
}

impl Group for AndTypeChoice {
    const BEGINNINGS: &'static str = "value, not";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::VALUE], &[])? {
            return Ok(Some(Self::Value(r.required(&name::VALUE)?)));
        }
        if r.begins(&[name::NOT], &[])? {
            return Ok(Some(Self::Not(r.required(&name::NOT)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Value(it) => w.required(&name::VALUE, it),
            Self::Not(it) => w.required(&name::NOT, it),
        }
    }
}

/// `ChainType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChainType {
    /// `link`
    pub link: Option<Box<LinkType>>,
}

impl Decode for ChainType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "ChainType"), &["link"], &[])?;
        let value = Self {
            link: r.optional(&name::LINK)?.map(Box::new),
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ChainType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::LINK, self.link.as_deref());
    }
}

/// `LinkType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkType {
    /// `chain`
    pub chain: Box<ChainType>,
}

impl Decode for LinkType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "LinkType"), &["chain"], &[])?;
        let value = Self {
            chain: r.required(&name::CHAIN).map(Box::new)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for LinkType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::CHAIN, &*self.chain);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `and`
    pub const AND: Name = Name::new(&NAMESPACE, "and").tags("<core:and>", "</core:and>");
    /// `chain`
    pub const CHAIN: Name = Name::new(&NAMESPACE, "chain")
        .tags("<core:chain>", "</core:chain>");
    /// `label`
    pub const LABEL: Name = Name::new(&NAMESPACE, "label")
        .tags("<core:label>", "</core:label>");
    /// `link`
    pub const LINK: Name = Name::new(&NAMESPACE, "link")
        .tags("<core:link>", "</core:link>");
    /// `node`
    pub const NODE: Name = Name::new(&NAMESPACE, "node")
        .tags("<core:node>", "</core:node>");
    /// `not`
    pub const NOT: Name = Name::new(&NAMESPACE, "not").tags("<core:not>", "</core:not>");
    /// `value`
    pub const VALUE: Name = Name::new(&NAMESPACE, "value")
        .tags("<core:value>", "</core:value>");
}
