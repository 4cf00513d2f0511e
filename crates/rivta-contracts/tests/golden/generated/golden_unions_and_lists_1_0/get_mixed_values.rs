// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/unions-and-lists/schemas/interactions/GetMixedValuesInteraction/GetMixedValuesResponder_1.0.xsd
//     6d3d3a7a1a31a73bb8a41aed5fd55115c3a8a1e0958c8f65b367a17f05752b92

//! Namespace `urn:riv:golden:unionsandlists:GetMixedValuesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::{List, NmToken};
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{unionsandlists, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:unionsandlists:GetMixedValuesResponder:1",
    prefix: "gmv",
};

/// The contract `GetMixedValues`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMixedValues;

impl Contract for GetMixedValues {
    type Request = GetMixedValuesType;
    type Response = GetMixedValuesResponse;
    const NAME: &'static str = "GetMixedValues";
    const NAMESPACE: &'static str = "urn:riv:golden:unionsandlists:GetMixedValuesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:unionsandlists:GetMixedValuesResponder:1:GetMixedValues";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_MIXED_VALUES;
    const RESPONSE: Name = name::GET_MIXED_VALUES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetMixedValuesInteraction/GetMixedValuesInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetMixedValuesType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetMixedValuesType {
    /// `when`
    pub when: Vec<unionsandlists::When>,
    /// `codes`
    pub codes: Option<unionsandlists::Codes>,
    /// `few`
    pub few: Option<unionsandlists::Few>,
    /// `tokens`
    pub tokens: Option<List<NmToken>>,
    /// `anonymous`
    pub anonymous: Option<unionsandlists::Anonymous>,
    /// `narrow`
    pub narrow: Option<unionsandlists::Narrow>,
}

impl Decode for GetMixedValuesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetMixedValuesType"),
            &["when", "codes", "few", "tokens", "anonymous", "narrow"],
            &[],
        )?;
        let value = Self {
            when: r.repeated(&name::WHEN, 0, None)?,
            codes: r.optional(&name::CODES)?,
            few: r.optional(&name::FEW)?,
            tokens: r.optional(&name::TOKENS)?,
            anonymous: r.optional(&name::ANONYMOUS)?,
            narrow: r.optional(&name::NARROW)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMixedValuesType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::WHEN, &self.when);
        w.optional(&name::CODES, self.codes.as_ref());
        w.optional(&name::FEW, self.few.as_ref());
        w.optional(&name::TOKENS, self.tokens.as_ref());
        w.optional(&name::ANONYMOUS, self.anonymous.as_ref());
        w.optional(&name::NARROW, self.narrow.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetMixedValuesResponse {}

impl Decode for GetMixedValuesResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMixedValuesResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `anonymous`
    pub const ANONYMOUS: Name = Name::new(&NAMESPACE, "anonymous")
        .tags("<gmv:anonymous>", "</gmv:anonymous>");
    /// `codes`
    pub const CODES: Name = Name::new(&NAMESPACE, "codes")
        .tags("<gmv:codes>", "</gmv:codes>");
    /// `few`
    pub const FEW: Name = Name::new(&NAMESPACE, "few").tags("<gmv:few>", "</gmv:few>");
    /// `GetMixedValues`
    pub const GET_MIXED_VALUES: Name = Name::new(&NAMESPACE, "GetMixedValues")
        .tags("<gmv:GetMixedValues>", "</gmv:GetMixedValues>");
    /// `GetMixedValuesResponse`
    pub const GET_MIXED_VALUES_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetMixedValuesResponse",
        )
        .tags("<gmv:GetMixedValuesResponse>", "</gmv:GetMixedValuesResponse>");
    /// `narrow`
    pub const NARROW: Name = Name::new(&NAMESPACE, "narrow")
        .tags("<gmv:narrow>", "</gmv:narrow>");
    /// `tokens`
    pub const TOKENS: Name = Name::new(&NAMESPACE, "tokens")
        .tags("<gmv:tokens>", "</gmv:tokens>");
    /// `when`
    pub const WHEN: Name = Name::new(&NAMESPACE, "when")
        .tags("<gmv:when>", "</gmv:when>");
}
