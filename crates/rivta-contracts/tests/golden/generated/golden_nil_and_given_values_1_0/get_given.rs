// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/nil-and-given-values/schemas/interactions/GetGivenInteraction/GetGivenResponder_1.0.xsd
//     00b4e8bf4883fce149b2724a07dfbdda9f0444a00e94851ca776036925907ae2

//! Namespace `urn:riv:golden:nilandgivenvalues:GetGivenResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, Nillable, Reader, Writer,
};
use super::{nilandgivenvalues, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:nilandgivenvalues:GetGivenResponder:1",
    prefix: "gg",
};

/// The contract `GetGiven`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetGiven;

impl Contract for GetGiven {
    type Request = GetGivenType;
    type Response = GetGivenResponse;
    const NAME: &'static str = "GetGiven";
    const NAMESPACE: &'static str = "urn:riv:golden:nilandgivenvalues:GetGivenResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:nilandgivenvalues:GetGivenResponder:1:GetGiven";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_GIVEN;
    const RESPONSE: Name = name::GET_GIVEN_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &nilandgivenvalues::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetGivenInteraction/GetGivenInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetGivenType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetGivenType {
    /// `empty`
    pub empty: Nillable<i32>,
    /// `thing`
    pub thing: Option<Nillable<nilandgivenvalues::ThingType>>,
    /// `kind`
    pub kind: String,
    /// `count`
    pub count: Option<i32>,
    /// `flag`
    pub flag: Option<bool>,
}

impl Decode for GetGivenType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetGivenType"),
            &["empty", "thing", "kind", "count", "flag"],
            &[],
        )?;
        let value = Self {
            empty: r.required(&name::EMPTY)?,
            thing: r.optional(&name::THING)?,
            kind: r.fixed("K").required(&name::KIND)?,
            count: r.default("5").optional(&name::COUNT)?,
            flag: r.fixed("true").optional(&name::FLAG)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetGivenType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::EMPTY, &self.empty);
        w.optional(&name::THING, self.thing.as_ref());
        w.required(&name::KIND, &self.kind);
        w.optional(&name::COUNT, self.count.as_ref());
        w.optional(&name::FLAG, self.flag.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetGivenResponse {}

impl Decode for GetGivenResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetGivenResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `count`
    pub const COUNT: Name = Name::new(&NAMESPACE, "count")
        .tags("<gg:count>", "</gg:count>");
    /// `empty`
    pub const EMPTY: Name = Name::new(&NAMESPACE, "empty")
        .tags("<gg:empty>", "</gg:empty>");
    /// `flag`
    pub const FLAG: Name = Name::new(&NAMESPACE, "flag").tags("<gg:flag>", "</gg:flag>");
    /// `GetGiven`
    pub const GET_GIVEN: Name = Name::new(&NAMESPACE, "GetGiven")
        .tags("<gg:GetGiven>", "</gg:GetGiven>");
    /// `GetGivenResponse`
    pub const GET_GIVEN_RESPONSE: Name = Name::new(&NAMESPACE, "GetGivenResponse")
        .tags("<gg:GetGivenResponse>", "</gg:GetGivenResponse>");
    /// `kind`
    pub const KIND: Name = Name::new(&NAMESPACE, "kind").tags("<gg:kind>", "</gg:kind>");
    /// `thing`
    pub const THING: Name = Name::new(&NAMESPACE, "thing")
        .tags("<gg:thing>", "</gg:thing>");
}
