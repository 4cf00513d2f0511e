// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/facets/schemas/interactions/GetLimitedInteraction/GetLimitedResponder_1.0.xsd
//     119287352ee5b4754a38462b026093333a087615b1bd13c0109fc0bbdfd1f33c

//! Namespace `urn:riv:golden:facets:GetLimitedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:facets:GetLimitedResponder:1",
    prefix: "gl",
};

/// The contract `GetLimited`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetLimited;

impl Contract for GetLimited {
    type Request = GetLimitedType;
    type Response = GetLimitedResponse;
    const NAME: &'static str = "GetLimited";
    const NAMESPACE: &'static str = "urn:riv:golden:facets:GetLimitedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:facets:GetLimitedResponder:1:GetLimited";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_LIMITED;
    const RESPONSE: Name = name::GET_LIMITED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetLimitedInteraction/GetLimitedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetLimitedType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetLimitedType {
    /// `exact`
    pub exact: Option<core::Exact>,
    /// `short`
    pub short: Option<core::Short>,
    /// `digits`
    pub digits: Option<core::Digits>,
    /// `range`
    pub range: Option<core::Range>,
    /// `open`
    pub open: Option<core::Open>,
    /// `coded`
    pub coded: Option<core::Coded>,
    /// `small`
    pub small: Option<core::Small>,
    /// `person`
    pub person: Option<core::Person>,
    /// `narrow`
    pub narrow: Option<core::Narrow>,
    /// `bytes`
    pub bytes: Option<core::Bytes>,
    /// `hex`
    pub hex: Option<core::Hex>,
    /// `trimmed`
    pub trimmed: Option<core::Trimmed>,
    /// `uri`
    pub uri: Option<core::Uri>,
    /// `later`
    pub later: Option<core::Later>,
}

impl Decode for GetLimitedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetLimitedType"),
            &[
                "exact",
                "short",
                "digits",
                "range",
                "open",
                "coded",
                "small",
                "person",
                "narrow",
                "bytes",
                "hex",
                "trimmed",
                "uri",
                "later",
            ],
            &[],
        )?;
        let value = Self {
            exact: r.optional(&name::EXACT)?,
            short: r.optional(&name::SHORT)?,
            digits: r.optional(&name::DIGITS)?,
            range: r.optional(&name::RANGE)?,
            open: r.optional(&name::OPEN)?,
            coded: r.optional(&name::CODED)?,
            small: r.optional(&name::SMALL)?,
            person: r.optional(&name::PERSON)?,
            narrow: r.optional(&name::NARROW)?,
            bytes: r.optional(&name::BYTES)?,
            hex: r.optional(&name::HEX)?,
            trimmed: r.optional(&name::TRIMMED)?,
            uri: r.optional(&name::URI)?,
            later: r.optional(&name::LATER)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetLimitedType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::EXACT, self.exact.as_ref());
        w.optional(&name::SHORT, self.short.as_ref());
        w.optional(&name::DIGITS, self.digits.as_ref());
        w.optional(&name::RANGE, self.range.as_ref());
        w.optional(&name::OPEN, self.open.as_ref());
        w.optional(&name::CODED, self.coded.as_ref());
        w.optional(&name::SMALL, self.small.as_ref());
        w.optional(&name::PERSON, self.person.as_ref());
        w.optional(&name::NARROW, self.narrow.as_ref());
        w.optional(&name::BYTES, self.bytes.as_ref());
        w.optional(&name::HEX, self.hex.as_ref());
        w.optional(&name::TRIMMED, self.trimmed.as_ref());
        w.optional(&name::URI, self.uri.as_ref());
        w.optional(&name::LATER, self.later.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetLimitedResponse {}

impl Decode for GetLimitedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetLimitedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `bytes`
    pub const BYTES: Name = Name::new(&NAMESPACE, "bytes")
        .tags("<gl:bytes>", "</gl:bytes>");
    /// `coded`
    pub const CODED: Name = Name::new(&NAMESPACE, "coded")
        .tags("<gl:coded>", "</gl:coded>");
    /// `digits`
    pub const DIGITS: Name = Name::new(&NAMESPACE, "digits")
        .tags("<gl:digits>", "</gl:digits>");
    /// `exact`
    pub const EXACT: Name = Name::new(&NAMESPACE, "exact")
        .tags("<gl:exact>", "</gl:exact>");
    /// `GetLimited`
    pub const GET_LIMITED: Name = Name::new(&NAMESPACE, "GetLimited")
        .tags("<gl:GetLimited>", "</gl:GetLimited>");
    /// `GetLimitedResponse`
    pub const GET_LIMITED_RESPONSE: Name = Name::new(&NAMESPACE, "GetLimitedResponse")
        .tags("<gl:GetLimitedResponse>", "</gl:GetLimitedResponse>");
    /// `hex`
    pub const HEX: Name = Name::new(&NAMESPACE, "hex").tags("<gl:hex>", "</gl:hex>");
    /// `later`
    pub const LATER: Name = Name::new(&NAMESPACE, "later")
        .tags("<gl:later>", "</gl:later>");
    /// `narrow`
    pub const NARROW: Name = Name::new(&NAMESPACE, "narrow")
        .tags("<gl:narrow>", "</gl:narrow>");
    /// `open`
    pub const OPEN: Name = Name::new(&NAMESPACE, "open").tags("<gl:open>", "</gl:open>");
    /// `person`
    pub const PERSON: Name = Name::new(&NAMESPACE, "person")
        .tags("<gl:person>", "</gl:person>");
    /// `range`
    pub const RANGE: Name = Name::new(&NAMESPACE, "range")
        .tags("<gl:range>", "</gl:range>");
    /// `short`
    pub const SHORT: Name = Name::new(&NAMESPACE, "short")
        .tags("<gl:short>", "</gl:short>");
    /// `small`
    pub const SMALL: Name = Name::new(&NAMESPACE, "small")
        .tags("<gl:small>", "</gl:small>");
    /// `trimmed`
    pub const TRIMMED: Name = Name::new(&NAMESPACE, "trimmed")
        .tags("<gl:trimmed>", "</gl:trimmed>");
    /// `uri`
    pub const URI: Name = Name::new(&NAMESPACE, "uri").tags("<gl:uri>", "</gl:uri>");
}
