// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/open-content/schemas/interactions/GetOpenInteraction/GetOpenResponder_1.0.xsd
//     cc8cf55486fad0530e88e00193caf750201acc8772eb9f08642e70d390424def

//! Namespace `urn:riv:golden:opencontent:GetOpenResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{opencontent, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:opencontent:GetOpenResponder:1",
    prefix: "go",
};

/// The contract `GetOpen`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetOpen;

impl Contract for GetOpen {
    type Request = GetOpenType;
    type Response = GetOpenResponse;
    const NAME: &'static str = "GetOpen";
    const NAMESPACE: &'static str = "urn:riv:golden:opencontent:GetOpenResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:opencontent:GetOpenResponder:1:GetOpen";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_OPEN;
    const RESPONSE: Name = name::GET_OPEN_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &opencontent::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetOpenInteraction/GetOpenInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetOpenType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetOpenType {
    /// `untyped`
    pub untyped: RawElement,
    /// `any-type`
    pub any_type: Option<RawElement>,
    /// `text`
    pub text: Option<opencontent::TextType>,
    /// `early`
    pub early: Option<opencontent::EarlyType>,
    /// `listed`
    pub listed: Option<opencontent::ListedType>,
    /// `local`
    pub local: Option<opencontent::LocalType>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetOpenType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetOpenType"),
            &["untyped", "any-type", "text", "early", "listed", "local"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            untyped: r.required(&name::UNTYPED)?,
            any_type: r.optional(&name::ANY_TYPE)?,
            text: r.optional(&name::TEXT)?,
            early: r.optional(&name::EARLY)?,
            listed: r.optional(&name::LISTED)?,
            local: r.optional(&name::LOCAL)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetOpenType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::UNTYPED, &self.untyped);
        w.optional(&name::ANY_TYPE, self.any_type.as_ref());
        w.optional(&name::TEXT, self.text.as_ref());
        w.optional(&name::EARLY, self.early.as_ref());
        w.optional(&name::LISTED, self.listed.as_ref());
        w.optional(&name::LOCAL, self.local.as_ref());
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetOpenResponse {}

impl Decode for GetOpenResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetOpenResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `any-type`
    pub const ANY_TYPE: Name = Name::new(&NAMESPACE, "any-type")
        .tags("<go:any-type>", "</go:any-type>");
    /// `early`
    pub const EARLY: Name = Name::new(&NAMESPACE, "early")
        .tags("<go:early>", "</go:early>");
    /// `GetOpen`
    pub const GET_OPEN: Name = Name::new(&NAMESPACE, "GetOpen")
        .tags("<go:GetOpen>", "</go:GetOpen>");
    /// `GetOpenResponse`
    pub const GET_OPEN_RESPONSE: Name = Name::new(&NAMESPACE, "GetOpenResponse")
        .tags("<go:GetOpenResponse>", "</go:GetOpenResponse>");
    /// `listed`
    pub const LISTED: Name = Name::new(&NAMESPACE, "listed")
        .tags("<go:listed>", "</go:listed>");
    /// `local`
    pub const LOCAL: Name = Name::new(&NAMESPACE, "local")
        .tags("<go:local>", "</go:local>");
    /// `text`
    pub const TEXT: Name = Name::new(&NAMESPACE, "text").tags("<go:text>", "</go:text>");
    /// `untyped`
    pub const UNTYPED: Name = Name::new(&NAMESPACE, "untyped")
        .tags("<go:untyped>", "</go:untyped>");
}
