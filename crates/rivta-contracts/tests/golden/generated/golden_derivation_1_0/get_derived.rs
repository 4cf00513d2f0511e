// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/derivation/schemas/interactions/GetDerivedInteraction/GetDerivedResponder_1.0.xsd
//     46ba4aa325f8d20f4001622af32a238372b2673c3d904819eca0a8af2328d24c

//! Namespace `urn:riv:golden:derivation:GetDerivedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:derivation:GetDerivedResponder:1",
    prefix: "gd",
};

/// The contract `GetDerived`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetDerived;

impl Contract for GetDerived {
    type Request = GetDerivedType;
    type Response = GetDerivedResponse;
    const NAME: &'static str = "GetDerived";
    const NAMESPACE: &'static str = "urn:riv:golden:derivation:GetDerivedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:derivation:GetDerivedResponder:1:GetDerived";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_DERIVED;
    const RESPONSE: Name = name::GET_DERIVED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetDerivedInteraction/GetDerivedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetDerivedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDerivedType {
    /// `extended`
    pub extended: core::ExtendedType,
    /// `restricted`
    pub restricted: Option<core::RestrictedType>,
    /// `bare`
    pub bare: Option<core::BareType>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetDerivedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetDerivedType"),
            &["extended", "restricted", "bare"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            extended: r.required(&name::EXTENDED)?,
            restricted: r.optional(&name::RESTRICTED)?,
            bare: r.optional(&name::BARE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetDerivedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::EXTENDED, &self.extended);
        w.optional(&name::RESTRICTED, self.restricted.as_ref());
        w.optional(&name::BARE, self.bare.as_ref());
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetDerivedResponse {}

impl Decode for GetDerivedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetDerivedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `bare`
    pub const BARE: Name = Name::new(&NAMESPACE, "bare").tags("<gd:bare>", "</gd:bare>");
    /// `extended`
    pub const EXTENDED: Name = Name::new(&NAMESPACE, "extended")
        .tags("<gd:extended>", "</gd:extended>");
    /// `GetDerived`
    pub const GET_DERIVED: Name = Name::new(&NAMESPACE, "GetDerived")
        .tags("<gd:GetDerived>", "</gd:GetDerived>");
    /// `GetDerivedResponse`
    pub const GET_DERIVED_RESPONSE: Name = Name::new(&NAMESPACE, "GetDerivedResponse")
        .tags("<gd:GetDerivedResponse>", "</gd:GetDerivedResponse>");
    /// `restricted`
    pub const RESTRICTED: Name = Name::new(&NAMESPACE, "restricted")
        .tags("<gd:restricted>", "</gd:restricted>");
}
