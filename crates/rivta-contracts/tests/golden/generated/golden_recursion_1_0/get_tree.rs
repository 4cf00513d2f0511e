// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/recursion/schemas/interactions/GetTreeInteraction/GetTreeResponder_1.0.xsd
//     c6a8d17479c80dd6bc7137bd56f4a855dfb402500d8b3bd027f94a2597c796b8

//! Namespace `urn:riv:golden:recursion:GetTreeResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:recursion:GetTreeResponder:1",
    prefix: "gt",
};

/// The contract `GetTree`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetTree;

impl Contract for GetTree {
    type Request = GetTreeType;
    type Response = GetTreeResponse;
    const NAME: &'static str = "GetTree";
    const NAMESPACE: &'static str = "urn:riv:golden:recursion:GetTreeResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:recursion:GetTreeResponder:1:GetTree";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_TREE;
    const RESPONSE: Name = name::GET_TREE_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetTreeInteraction/GetTreeInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetTreeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetTreeType {
    /// `node`
    pub node: core::NodeType,
    /// `choice`
    pub choice: Option<core::ExpressionType>,
    /// `chain`
    pub chain: Option<core::ChainType>,
}

impl Decode for GetTreeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetTreeType"),
            &["node", "choice", "chain"],
            &[],
        )?;
        let value = Self {
            node: r.required(&name::NODE)?,
            choice: r.optional(&name::CHOICE)?,
            chain: r.optional(&name::CHAIN)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetTreeType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::NODE, &self.node);
        w.optional(&name::CHOICE, self.choice.as_ref());
        w.optional(&name::CHAIN, self.chain.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetTreeResponse {}

impl Decode for GetTreeResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetTreeResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `chain`
    pub const CHAIN: Name = Name::new(&NAMESPACE, "chain")
        .tags("<gt:chain>", "</gt:chain>");
    /// `choice`
    pub const CHOICE: Name = Name::new(&NAMESPACE, "choice")
        .tags("<gt:choice>", "</gt:choice>");
    /// `GetTree`
    pub const GET_TREE: Name = Name::new(&NAMESPACE, "GetTree")
        .tags("<gt:GetTree>", "</gt:GetTree>");
    /// `GetTreeResponse`
    pub const GET_TREE_RESPONSE: Name = Name::new(&NAMESPACE, "GetTreeResponse")
        .tags("<gt:GetTreeResponse>", "</gt:GetTreeResponse>");
    /// `node`
    pub const NODE: Name = Name::new(&NAMESPACE, "node").tags("<gt:node>", "</gt:node>");
}
