// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/substitution-groups/schemas/interactions/GetSubstitutesInteraction/GetSubstitutesResponder_1.0.xsd
//     1896273176ffe27d70acc32f4556a3681dd872a0474dbfec8535c7847b0d6a7e

//! Namespace `urn:riv:golden:substitutiongroups:GetSubstitutesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{substitutiongroups, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:substitutiongroups:GetSubstitutesResponder:1",
    prefix: "gs",
};

/// The contract `GetSubstitutes`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetSubstitutes;

impl Contract for GetSubstitutes {
    type Request = GetSubstitutesType;
    type Response = GetSubstitutesResponse;
    const NAME: &'static str = "GetSubstitutes";
    const NAMESPACE: &'static str = "urn:riv:golden:substitutiongroups:GetSubstitutesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:substitutiongroups:GetSubstitutesResponder:1:GetSubstitutes";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_SUBSTITUTES;
    const RESPONSE: Name = name::GET_SUBSTITUTES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &substitutiongroups::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetSubstitutesInteraction/GetSubstitutesInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetSubstitutesType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetSubstitutesType {
    /// One of several elements, or several together.
    pub event: substitutiongroups::EventChoice,
    /// One of several elements, or several together.
    pub note: Vec<substitutiongroups::NoteChoice>,
}

impl Decode for GetSubstitutesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetSubstitutesType"),
            &["event", "returnVisit", "visit", "advice", "warning"],
            &[],
        )?;
        let value = Self {
            event: r.group()?,
            note: r.repeated_group(0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSubstitutesType {
    fn encode(&self, w: &mut Writer) {
        w.group(&self.event);
        w.repeated_group(&self.note);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetSubstitutesResponse {}

impl Decode for GetSubstitutesResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSubstitutesResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetSubstitutes`
    pub const GET_SUBSTITUTES: Name = Name::new(&NAMESPACE, "GetSubstitutes")
        .tags("<gs:GetSubstitutes>", "</gs:GetSubstitutes>");
    /// `GetSubstitutesResponse`
    pub const GET_SUBSTITUTES_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetSubstitutesResponse",
        )
        .tags("<gs:GetSubstitutesResponse>", "</gs:GetSubstitutesResponse>");
}
