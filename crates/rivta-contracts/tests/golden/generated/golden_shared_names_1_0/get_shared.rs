// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/shared-names/schemas/interactions/GetSharedInteraction/GetSharedResponder_1.0.xsd
//     f6d69a76df76d46f65d7f0a36a6eae1d73f4ab64e0ad26246bc315b35de394de

//! Namespace `urn:riv:golden:sharednames:GetSharedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{other, sharednames, unqualified, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:sharednames:GetSharedResponder:1",
    prefix: "gs",
};

/// The contract `GetShared`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetShared;

impl Contract for GetShared {
    type Request = GetSharedType;
    type Response = GetSharedResponse;
    const NAME: &'static str = "GetShared";
    const NAMESPACE: &'static str = "urn:riv:golden:sharednames:GetSharedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:sharednames:GetSharedResponder:1:GetShared";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_SHARED;
    const RESPONSE: Name = name::GET_SHARED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &other::NAMESPACE,
        &sharednames::NAMESPACE,
        &unqualified::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetSharedInteraction/GetSharedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetSharedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetSharedType {
    /// `period`
    pub period: sharednames::PeriodType,
    /// `period2`
    pub period2: Option<PeriodType>,
    /// `loose`
    pub loose: Option<String>,
    /// `only-typed`
    pub only_typed: Option<other::CodeType>,
    /// `code`
    pub code: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetSharedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetSharedType"),
            &["period", "period2", "loose", "only-typed", "code"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            period: r.required(&name::PERIOD)?,
            period2: r.optional(&name::PERIOD2)?,
            loose: r.optional(&unqualified::name::LOOSE)?,
            only_typed: r.optional(&name::ONLY_TYPED)?,
            code: r.optional(&other::name::CODE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSharedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::PERIOD, &self.period);
        w.optional(&name::PERIOD2, self.period2.as_ref());
        w.optional(&unqualified::name::LOOSE, self.loose.as_ref());
        w.optional(&name::ONLY_TYPED, self.only_typed.as_ref());
        w.optional(&other::name::CODE, self.code.as_ref());
        w.any(&self.any);
    }
}

/// `PeriodType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodType {
    /// `start`
    pub start: String,
    /// `start`
    pub start2: Option<String>,
}

impl Decode for PeriodType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "PeriodType"), &["start"], &[])?;
        let value = Self {
            start: r.required(&name::START)?,
            start2: r.optional(&sharednames::name::START)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PeriodType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::START, &self.start);
        w.optional(&sharednames::name::START, self.start2.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetSharedResponse {}

impl Decode for GetSharedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSharedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetShared`
    pub const GET_SHARED: Name = Name::new(&NAMESPACE, "GetShared")
        .tags("<gs:GetShared>", "</gs:GetShared>");
    /// `GetSharedResponse`
    pub const GET_SHARED_RESPONSE: Name = Name::new(&NAMESPACE, "GetSharedResponse")
        .tags("<gs:GetSharedResponse>", "</gs:GetSharedResponse>");
    /// `only-typed`
    pub const ONLY_TYPED: Name = Name::new(&NAMESPACE, "only-typed")
        .tags("<gs:only-typed>", "</gs:only-typed>");
    /// `period`
    pub const PERIOD: Name = Name::new(&NAMESPACE, "period")
        .tags("<gs:period>", "</gs:period>");
    /// `period2`
    pub const PERIOD2: Name = Name::new(&NAMESPACE, "period2")
        .tags("<gs:period2>", "</gs:period2>");
    /// `start`
    pub const START: Name = Name::new(&NAMESPACE, "start")
        .tags("<gs:start>", "</gs:start>");
}
