// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/abstract-types/schemas/interactions/GetShapesInteraction/GetShapesResponder_1.0.xsd
//     113b051610c04024c1744d80baf34ad00d8d5b7804d19390ad8a78e97b6427d9

//! Namespace `urn:riv:golden:abstracttypes:GetShapesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{abstracttypes, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:abstracttypes:GetShapesResponder:1",
    prefix: "gs",
};

/// The contract `GetShapes`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetShapes;

impl Contract for GetShapes {
    type Request = GetShapesType;
    type Response = GetShapesResponse;
    const NAME: &'static str = "GetShapes";
    const NAMESPACE: &'static str = "urn:riv:golden:abstracttypes:GetShapesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:abstracttypes:GetShapesResponder:1:GetShapes";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_SHAPES;
    const RESPONSE: Name = name::GET_SHAPES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &abstracttypes::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetShapesInteraction/GetShapesInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetShapesType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetShapesType {
    /// `shape`
    pub shape: Vec<abstracttypes::ShapeType>,
}

impl Decode for GetShapesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetShapesType"), &["shape"], &[])?;
        let value = Self {
            shape: r.repeated(&name::SHAPE, 1, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetShapesType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::SHAPE, &self.shape);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetShapesResponse {}

impl Decode for GetShapesResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetShapesResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetShapes`
    pub const GET_SHAPES: Name = Name::new(&NAMESPACE, "GetShapes")
        .tags("<gs:GetShapes>", "</gs:GetShapes>");
    /// `GetShapesResponse`
    pub const GET_SHAPES_RESPONSE: Name = Name::new(&NAMESPACE, "GetShapesResponse")
        .tags("<gs:GetShapesResponse>", "</gs:GetShapesResponse>");
    /// `shape`
    pub const SHAPE: Name = Name::new(&NAMESPACE, "shape")
        .tags("<gs:shape>", "</gs:shape>");
}
