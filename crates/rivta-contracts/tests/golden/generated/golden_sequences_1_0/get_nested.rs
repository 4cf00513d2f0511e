// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/sequences/schemas/interactions/GetNestedInteraction/GetNestedResponder_1.0.xsd
//     0e729ca4f17c8636093b4c45897d9c81ba541f381e9f95ec2c89d7c1b110b1ed

//! Namespace `urn:riv:golden:sequences:GetNestedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, RawElement, Reader, Wildcard,
    Writer,
};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:sequences:GetNestedResponder:1",
    prefix: "gn",
};

/// The contract `GetNested`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetNested;

impl Contract for GetNested {
    type Request = GetNestedType;
    type Response = GetNestedResponse;
    const NAME: &'static str = "GetNested";
    const NAMESPACE: &'static str = "urn:riv:golden:sequences:GetNestedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:sequences:GetNestedResponder:1:GetNested";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_NESTED;
    const RESPONSE: Name = name::GET_NESTED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetNestedInteraction/GetNestedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetNestedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNestedType {
    /// One of several elements, or several together.
    pub group: Option<GetNestedTypeGroup>,
    /// One of several elements, or several together.
    pub group2: Vec<GetNestedTypeGroup2>,
    /// `e`
    pub e: Vec<String>,
    /// One of several elements, or several together.
    pub group3: Option<GetNestedTypeGroup3>,
    /// `again`
    pub again: Option<String>,
    /// `between`
    pub between: String,
    /// `again`
    pub again2: Option<String>,
    /// `left`
    pub left: String,
    /// `right`
    pub right: String,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetNestedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetNestedType"),
            &[
                "a",
                "b",
                "c",
                "d",
                "e",
                "f",
                "g",
                "h",
                "again",
                "between",
                "left",
                "right",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            group: r.optional_group()?,
            group2: r.repeated_group(0, None)?,
            e: r.repeated(&name::E, 1, Some(2))?,
            group3: r.optional_group()?,
            again: r.optional(&name::AGAIN)?,
            between: r.required(&name::BETWEEN)?,
            again2: r.optional(&name::AGAIN)?,
            left: r.required(&core::name::LEFT)?,
            right: r.required(&core::name::RIGHT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNestedType {
    fn encode(&self, w: &mut Writer) {
        w.optional_group(self.group.as_ref());
        w.repeated_group(&self.group2);
        w.repeated(&name::E, &self.e);
        w.optional_group(self.group3.as_ref());
        w.optional(&name::AGAIN, self.again.as_ref());
        w.required(&name::BETWEEN, &self.between);
        w.optional(&name::AGAIN, self.again2.as_ref());
        w.required(&core::name::LEFT, &self.left);
        w.required(&core::name::RIGHT, &self.right);
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNestedTypeGroup {
    /// `a`
    pub a: String,
    /// `b`
    pub b: Option<String>,
}

impl Group for GetNestedTypeGroup {
    const BEGINNINGS: &'static str = "a";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::A], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                a: r.required(&name::A)?,
                b: r.optional(&name::B)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
        w.optional(&name::B, self.b.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNestedTypeGroup2 {
    /// `c`
    pub c: String,
    /// `d`
    pub d: String,
}

impl Group for GetNestedTypeGroup2 {
    const BEGINNINGS: &'static str = "c";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::C], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                c: r.required(&name::C)?,
                d: r.required(&name::D)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::C, &self.c);
        w.required(&name::D, &self.d);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetNestedTypeGroup4 {
    /// `f`
    pub f: Option<String>,
    /// `g`
    pub g: Option<String>,
}

impl Group for GetNestedTypeGroup4 {
    const BEGINNINGS: &'static str = "f, g";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::F, name::G], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                f: r.optional(&name::F)?,
                g: r.optional(&name::G)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.optional(&name::F, self.f.as_ref());
        w.optional(&name::G, self.g.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNestedTypeGroup3 {
    /// One of several elements, or several together.
    pub group: Vec<GetNestedTypeGroup4>,
    /// `h`
    pub h: String,
}

impl Group for GetNestedTypeGroup3 {
    const BEGINNINGS: &'static str = "f, g, h";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::F, name::G, name::H], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                group: r.repeated_group(0, Some(3))?,
                h: r.required(&name::H)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.repeated_group(&self.group);
        w.required(&name::H, &self.h);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetNestedResponse {}

impl Decode for GetNestedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNestedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<gn:a>", "</gn:a>");
    /// `again`
    pub const AGAIN: Name = Name::new(&NAMESPACE, "again")
        .tags("<gn:again>", "</gn:again>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b").tags("<gn:b>", "</gn:b>");
    /// `between`
    pub const BETWEEN: Name = Name::new(&NAMESPACE, "between")
        .tags("<gn:between>", "</gn:between>");
    /// `c`
    pub const C: Name = Name::new(&NAMESPACE, "c").tags("<gn:c>", "</gn:c>");
    /// `d`
    pub const D: Name = Name::new(&NAMESPACE, "d").tags("<gn:d>", "</gn:d>");
    /// `e`
    pub const E: Name = Name::new(&NAMESPACE, "e").tags("<gn:e>", "</gn:e>");
    /// `f`
    pub const F: Name = Name::new(&NAMESPACE, "f").tags("<gn:f>", "</gn:f>");
    /// `g`
    pub const G: Name = Name::new(&NAMESPACE, "g").tags("<gn:g>", "</gn:g>");
    /// `GetNested`
    pub const GET_NESTED: Name = Name::new(&NAMESPACE, "GetNested")
        .tags("<gn:GetNested>", "</gn:GetNested>");
    /// `GetNestedResponse`
    pub const GET_NESTED_RESPONSE: Name = Name::new(&NAMESPACE, "GetNestedResponse")
        .tags("<gn:GetNestedResponse>", "</gn:GetNestedResponse>");
    /// `h`
    pub const H: Name = Name::new(&NAMESPACE, "h").tags("<gn:h>", "</gn:h>");
}
