// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/names/schemas/interactions/GetNamesInteraction/GetNamesResponder_1.0.xsd
//     317232f679a32c2e9158437d7448a995b43ad85955fc55979886e5c586155d12

//! Namespace `urn:riv:golden:names:GetNamesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:names:GetNamesResponder:1",
    prefix: "gn",
};

/// The contract `GetNames`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetNames;

impl Contract for GetNames {
    type Request = GetNamesType;
    type Response = GetNamesResponse;
    const NAME: &'static str = "GetNames";
    const NAMESPACE: &'static str = "urn:riv:golden:names:GetNamesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:names:GetNamesResponder:1:GetNames";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_NAMES;
    const RESPONSE: Name = name::GET_NAMES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetNamesInteraction/GetNamesInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetNamesType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNamesType {
    /// Attribute `r`
    pub r2: Option<String>,
    /// Attribute `type`
    pub type_2: Option<String>,
    /// Attribute `any`
    pub any_2: Option<String>,
    /// `type`
    pub type_: String,
    /// `use`
    pub use_: String,
    /// `match`
    pub match_: String,
    /// `any`
    pub any_: String,
    /// `self`
    pub self_: String,
    /// `person-id`
    pub person_id: String,
    /// `FK.SKL.Anrop`
    pub fk_skl_anrop: String,
    /// `Value`
    pub value: core::StringType,
    /// `value`
    pub value2: Option<core::Fritext>,
    /// `trailing`
    pub trailing: Option<core::Fritext2>,
    /// `list`
    pub list: Option<core::ListType>,
    /// `namespace`
    pub namespace: Option<String>,
    /// `name`
    pub name: Option<String>,
    /// `Token`
    pub token: Option<core::TokenPrimitive>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetNamesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let r2 = r.optional_attribute(&Name::unqualified("r"))?;
        let type_2 = r.optional_attribute(&Name::unqualified("type"))?;
        let any_2 = r.optional_attribute(&Name::unqualified("any"))?;
        r.begin(
            &Name::new(&NAMESPACE, "GetNamesType"),
            &[
                "type",
                "use",
                "match",
                "any",
                "self",
                "person-id",
                "FK.SKL.Anrop",
                "Value",
                "value",
                "trailing",
                "list",
                "namespace",
                "name",
                "Token",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            r2,
            type_2,
            any_2,
            type_: r.required(&name::TYPE)?,
            use_: r.required(&name::USE)?,
            match_: r.required(&name::MATCH)?,
            any_: r.required(&name::ANY)?,
            self_: r.required(&name::SELF)?,
            person_id: r.required(&name::PERSON_ID)?,
            fk_skl_anrop: r.required(&name::FK_SKL_ANROP)?,
            value: r.required(&name::VALUE)?,
            value2: r.optional(&name::VALUE2)?,
            trailing: r.optional(&name::TRAILING)?,
            list: r.optional(&name::LIST)?,
            namespace: r.optional(&name::NAMESPACE2)?,
            name: r.optional(&name::NAME)?,
            token: r.optional(&name::TOKEN)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNamesType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::TYPE, &self.type_);
        w.required(&name::USE, &self.use_);
        w.required(&name::MATCH, &self.match_);
        w.required(&name::ANY, &self.any_);
        w.required(&name::SELF, &self.self_);
        w.required(&name::PERSON_ID, &self.person_id);
        w.required(&name::FK_SKL_ANROP, &self.fk_skl_anrop);
        w.required(&name::VALUE, &self.value);
        w.optional(&name::VALUE2, self.value2.as_ref());
        w.optional(&name::TRAILING, self.trailing.as_ref());
        w.optional(&name::LIST, self.list.as_ref());
        w.optional(&name::NAMESPACE2, self.namespace.as_ref());
        w.optional(&name::NAME, self.name.as_ref());
        w.optional(&name::TOKEN, self.token.as_ref());
        w.any(&self.any);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("r"), self.r2.as_ref());
        w.optional_attribute(&Name::unqualified("type"), self.type_2.as_ref());
        w.optional_attribute(&Name::unqualified("any"), self.any_2.as_ref());
    }
}

/// `GetNames`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNames2 {
    /// `a`
    pub a: String,
}

impl Decode for GetNames2 {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetNames"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNames2 {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// `getNames`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNames3 {
    /// `a`
    pub a: String,
}

impl Decode for GetNames3 {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "getNames"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNames3 {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetNamesResponse {}

impl Decode for GetNamesResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNamesResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<gn:a>", "</gn:a>");
    /// `any`
    pub const ANY: Name = Name::new(&NAMESPACE, "any").tags("<gn:any>", "</gn:any>");
    /// `FK.SKL.Anrop`
    pub const FK_SKL_ANROP: Name = Name::new(&NAMESPACE, "FK.SKL.Anrop")
        .tags("<gn:FK.SKL.Anrop>", "</gn:FK.SKL.Anrop>");
    /// `GetNames`
    pub const GET_NAMES: Name = Name::new(&NAMESPACE, "GetNames")
        .tags("<gn:GetNames>", "</gn:GetNames>");
    /// `getNames`
    pub const GET_NAMES2: Name = Name::new(&NAMESPACE, "getNames")
        .tags("<gn:getNames>", "</gn:getNames>");
    /// `GetNamesResponse`
    pub const GET_NAMES_RESPONSE: Name = Name::new(&NAMESPACE, "GetNamesResponse")
        .tags("<gn:GetNamesResponse>", "</gn:GetNamesResponse>");
    /// `list`
    pub const LIST: Name = Name::new(&NAMESPACE, "list").tags("<gn:list>", "</gn:list>");
    /// `match`
    pub const MATCH: Name = Name::new(&NAMESPACE, "match")
        .tags("<gn:match>", "</gn:match>");
    /// `name`
    pub const NAME: Name = Name::new(&NAMESPACE, "name").tags("<gn:name>", "</gn:name>");
    /// `namespace`
    pub const NAMESPACE2: Name = Name::new(&NAMESPACE, "namespace")
        .tags("<gn:namespace>", "</gn:namespace>");
    /// `person-id`
    pub const PERSON_ID: Name = Name::new(&NAMESPACE, "person-id")
        .tags("<gn:person-id>", "</gn:person-id>");
    /// `self`
    pub const SELF: Name = Name::new(&NAMESPACE, "self").tags("<gn:self>", "</gn:self>");
    /// `Token`
    pub const TOKEN: Name = Name::new(&NAMESPACE, "Token")
        .tags("<gn:Token>", "</gn:Token>");
    /// `trailing`
    pub const TRAILING: Name = Name::new(&NAMESPACE, "trailing")
        .tags("<gn:trailing>", "</gn:trailing>");
    /// `type`
    pub const TYPE: Name = Name::new(&NAMESPACE, "type").tags("<gn:type>", "</gn:type>");
    /// `use`
    pub const USE: Name = Name::new(&NAMESPACE, "use").tags("<gn:use>", "</gn:use>");
    /// `Value`
    pub const VALUE: Name = Name::new(&NAMESPACE, "Value")
        .tags("<gn:Value>", "</gn:Value>");
    /// `value`
    pub const VALUE2: Name = Name::new(&NAMESPACE, "value")
        .tags("<gn:value>", "</gn:value>");
}
