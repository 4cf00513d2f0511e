// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/patterns/schemas/interactions/GetPatternsInteraction/GetPatternsResponder_1.0.xsd
//     939cc2f98e542c3edefef4412c187861f2b7a491114e9722b8b865c8b63011c2

//! Namespace `urn:riv:golden:patterns:GetPatternsResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:patterns:GetPatternsResponder:1",
    prefix: "gp",
};

/// The contract `GetPatterns`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetPatterns;

impl Contract for GetPatterns {
    type Request = GetPatternsType;
    type Response = GetPatternsResponse;
    const NAME: &'static str = "GetPatterns";
    const NAMESPACE: &'static str = "urn:riv:golden:patterns:GetPatternsResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:patterns:GetPatternsResponder:1:GetPatterns";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_PATTERNS;
    const RESPONSE: Name = name::GET_PATTERNS_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetPatternsInteraction/GetPatternsInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetPatternsType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetPatternsType {
    /// `person`
    pub person: Option<core::PersonType>,
    /// `date`
    pub date: Option<core::DateType>,
    /// `name`
    pub name: Option<core::NameType>,
    /// `noColon`
    pub no_colon: Option<core::NoColonType>,
    /// `consonants`
    pub consonants: Option<core::ConsonantType>,
    /// `latin`
    pub latin: Option<core::LatinType>,
    /// `certificate`
    pub certificate: Option<core::CertificateType>,
    /// `hash`
    pub hash: Option<core::HashType>,
    /// `optional`
    pub optional: Option<core::OptionalType>,
}

impl Decode for GetPatternsType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetPatternsType"),
            &[
                "person",
                "date",
                "name",
                "noColon",
                "consonants",
                "latin",
                "certificate",
                "hash",
                "optional",
            ],
            &[],
        )?;
        let value = Self {
            person: r.optional(&name::PERSON)?,
            date: r.optional(&name::DATE)?,
            name: r.optional(&name::NAME)?,
            no_colon: r.optional(&name::NO_COLON)?,
            consonants: r.optional(&name::CONSONANTS)?,
            latin: r.optional(&name::LATIN)?,
            certificate: r.optional(&name::CERTIFICATE)?,
            hash: r.optional(&name::HASH)?,
            optional: r.optional(&name::OPTIONAL)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetPatternsType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::PERSON, self.person.as_ref());
        w.optional(&name::DATE, self.date.as_ref());
        w.optional(&name::NAME, self.name.as_ref());
        w.optional(&name::NO_COLON, self.no_colon.as_ref());
        w.optional(&name::CONSONANTS, self.consonants.as_ref());
        w.optional(&name::LATIN, self.latin.as_ref());
        w.optional(&name::CERTIFICATE, self.certificate.as_ref());
        w.optional(&name::HASH, self.hash.as_ref());
        w.optional(&name::OPTIONAL, self.optional.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetPatternsResponse {}

impl Decode for GetPatternsResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetPatternsResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `certificate`
    pub const CERTIFICATE: Name = Name::new(&NAMESPACE, "certificate")
        .tags("<gp:certificate>", "</gp:certificate>");
    /// `consonants`
    pub const CONSONANTS: Name = Name::new(&NAMESPACE, "consonants")
        .tags("<gp:consonants>", "</gp:consonants>");
    /// `date`
    pub const DATE: Name = Name::new(&NAMESPACE, "date").tags("<gp:date>", "</gp:date>");
    /// `GetPatterns`
    pub const GET_PATTERNS: Name = Name::new(&NAMESPACE, "GetPatterns")
        .tags("<gp:GetPatterns>", "</gp:GetPatterns>");
    /// `GetPatternsResponse`
    pub const GET_PATTERNS_RESPONSE: Name = Name::new(&NAMESPACE, "GetPatternsResponse")
        .tags("<gp:GetPatternsResponse>", "</gp:GetPatternsResponse>");
    /// `hash`
    pub const HASH: Name = Name::new(&NAMESPACE, "hash").tags("<gp:hash>", "</gp:hash>");
    /// `latin`
    pub const LATIN: Name = Name::new(&NAMESPACE, "latin")
        .tags("<gp:latin>", "</gp:latin>");
    /// `name`
    pub const NAME: Name = Name::new(&NAMESPACE, "name").tags("<gp:name>", "</gp:name>");
    /// `noColon`
    pub const NO_COLON: Name = Name::new(&NAMESPACE, "noColon")
        .tags("<gp:noColon>", "</gp:noColon>");
    /// `optional`
    pub const OPTIONAL: Name = Name::new(&NAMESPACE, "optional")
        .tags("<gp:optional>", "</gp:optional>");
    /// `person`
    pub const PERSON: Name = Name::new(&NAMESPACE, "person")
        .tags("<gp:person>", "</gp:person>");
}
