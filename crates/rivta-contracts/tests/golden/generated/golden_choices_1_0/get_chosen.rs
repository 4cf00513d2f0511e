// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/choices/schemas/interactions/GetChosenInteraction/GetChosenResponder_1.0.xsd
//     4499aacae7aa99c7bcb0492e37687c06d93b3232c380303e4f3cce708c7b54b2

//! Namespace `urn:riv:golden:choices:GetChosenResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, RawElement, Reader, Wildcard,
    Writer,
};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:choices:GetChosenResponder:1",
    prefix: "gc",
};

/// The contract `GetChosen`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetChosen;

impl Contract for GetChosen {
    type Request = GetChosenType;
    type Response = GetChosenResponse;
    const NAME: &'static str = "GetChosen";
    const NAMESPACE: &'static str = "urn:riv:golden:choices:GetChosenResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:choices:GetChosenResponder:1:GetChosen";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_CHOSEN;
    const RESPONSE: Name = name::GET_CHOSEN_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetChosenInteraction/GetChosenInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetChosenType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetChosenType {
    /// One of several elements, or several together.
    pub choice: GetChosenTypeChoice,
    /// One of several elements, or several together.
    pub choice2: Option<GetChosenTypeChoice2>,
    /// One of several elements, or several together.
    pub choice3: Vec<GetChosenTypeChoice3>,
    /// One of several elements, or several together.
    pub choice4: Option<GetChosenTypeChoice5>,
    /// `whole`
    pub whole: Option<core::WholeType>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetChosenType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetChosenType"),
            &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "whole"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            choice: r.group()?,
            choice2: r.optional_group()?,
            choice3: r.repeated_group(0, None)?,
            choice4: r.optional_group()?,
            whole: r.optional(&name::WHOLE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetChosenType {
    fn encode(&self, w: &mut Writer) {
        w.group(&self.choice);
        w.optional_group(self.choice2.as_ref());
        w.repeated_group(&self.choice3);
        w.optional_group(self.choice4.as_ref());
        w.optional(&name::WHOLE, self.whole.as_ref());
        w.any(&self.any);
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetChosenTypeChoice {
    /// `a`
    A(String),
    /// `b`
    B(i32),
}

impl Group for GetChosenTypeChoice {
    const BEGINNINGS: &'static str = "a, b";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::A], &[])? {
            return Ok(Some(Self::A(r.required(&name::A)?)));
        }
        if r.begins(&[name::B], &[])? {
            return Ok(Some(Self::B(r.required(&name::B)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::A(it) => w.required(&name::A, it),
            Self::B(it) => w.required(&name::B, it),
        }
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetChosenTypeGroup {
    /// `d`
    pub d: String,
    /// `e`
    pub e: Option<String>,
}

impl Group for GetChosenTypeGroup {
    const BEGINNINGS: &'static str = "d";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::D], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                d: r.required(&name::D)?,
                e: r.optional(&name::E)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::D, &self.d);
        w.optional(&name::E, self.e.as_ref());
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetChosenTypeChoice2 {
    /// `c`
    C(String),
    /// One of several elements, or several together.
    Group(GetChosenTypeGroup),
}

impl Group for GetChosenTypeChoice2 {
    const BEGINNINGS: &'static str = "c, d";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::C], &[])? {
            return Ok(Some(Self::C(r.required(&name::C)?)));
        }
        if r.begins(&[name::D], &[])? {
            return Ok(Some(Self::Group(r.group()?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::C(it) => w.required(&name::C, it),
            Self::Group(it) => w.group(it),
        }
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetChosenTypeChoice4 {
    /// `i`
    I(String),
    /// `j`
    J(String),
}

impl Group for GetChosenTypeChoice4 {
    const BEGINNINGS: &'static str = "i, j";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::I], &[])? {
            return Ok(Some(Self::I(r.required(&name::I)?)));
        }
        if r.begins(&[name::J], &[])? {
            return Ok(Some(Self::J(r.required(&name::J)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::I(it) => w.required(&name::I, it),
            Self::J(it) => w.required(&name::J, it),
        }
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetChosenTypeChoice3 {
    /// `f`
    F(String),
    /// `g`
    G(Vec<String>),
    /// `h`
    H(String),
    /// One of several elements, or several together.
    Choice(Vec<GetChosenTypeChoice4>),
}

impl Group for GetChosenTypeChoice3 {
    const BEGINNINGS: &'static str = "f, g, h, i, j";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::F], &[])? {
            return Ok(Some(Self::F(r.required(&name::F)?)));
        }
        if r.begins(&[name::G], &[])? {
            return Ok(Some(Self::G(r.repeated(&name::G, 1, None)?)));
        }
        if r.begins(&[name::H], &[])? {
            return Ok(Some(Self::H(r.required(&name::H)?)));
        }
        if r.begins(&[name::I, name::J], &[])? {
            return Ok(Some(Self::Choice(r.repeated_group(1, Some(2))?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::F(it) => w.required(&name::F, it),
            Self::G(it) => w.repeated(&name::G, it),
            Self::H(it) => w.required(&name::H, it),
            Self::Choice(it) => w.repeated_group(it),
        }
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetChosenTypeGroup2 {
    /// `k`
    pub k: Option<String>,
    /// `l`
    pub l: Option<String>,
}

impl Group for GetChosenTypeGroup2 {
    const BEGINNINGS: &'static str = "k, l";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::K, name::L], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                k: r.optional(&name::K)?,
                l: r.optional(&name::L)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.optional(&name::K, self.k.as_ref());
        w.optional(&name::L, self.l.as_ref());
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetChosenTypeChoice5 {
    /// One of several elements, or several together.
    Group(GetChosenTypeGroup2),
    /// `m`
    M(String),
}

impl Group for GetChosenTypeChoice5 {
    const BEGINNINGS: &'static str = "k, l, m";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::K, name::L], &[])? {
            return Ok(Some(Self::Group(r.group()?)));
        }
        if r.begins(&[name::M], &[])? {
            return Ok(Some(Self::M(r.required(&name::M)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Group(it) => w.group(it),
            Self::M(it) => w.required(&name::M, it),
        }
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetChosenResponse {}

impl Decode for GetChosenResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetChosenResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<gc:a>", "</gc:a>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b").tags("<gc:b>", "</gc:b>");
    /// `c`
    pub const C: Name = Name::new(&NAMESPACE, "c").tags("<gc:c>", "</gc:c>");
    /// `d`
    pub const D: Name = Name::new(&NAMESPACE, "d").tags("<gc:d>", "</gc:d>");
    /// `e`
    pub const E: Name = Name::new(&NAMESPACE, "e").tags("<gc:e>", "</gc:e>");
    /// `f`
    pub const F: Name = Name::new(&NAMESPACE, "f").tags("<gc:f>", "</gc:f>");
    /// `g`
    pub const G: Name = Name::new(&NAMESPACE, "g").tags("<gc:g>", "</gc:g>");
    /// `GetChosen`
    pub const GET_CHOSEN: Name = Name::new(&NAMESPACE, "GetChosen")
        .tags("<gc:GetChosen>", "</gc:GetChosen>");
    /// `GetChosenResponse`
    pub const GET_CHOSEN_RESPONSE: Name = Name::new(&NAMESPACE, "GetChosenResponse")
        .tags("<gc:GetChosenResponse>", "</gc:GetChosenResponse>");
    /// `h`
    pub const H: Name = Name::new(&NAMESPACE, "h").tags("<gc:h>", "</gc:h>");
    /// `i`
    pub const I: Name = Name::new(&NAMESPACE, "i").tags("<gc:i>", "</gc:i>");
    /// `j`
    pub const J: Name = Name::new(&NAMESPACE, "j").tags("<gc:j>", "</gc:j>");
    /// `k`
    pub const K: Name = Name::new(&NAMESPACE, "k").tags("<gc:k>", "</gc:k>");
    /// `l`
    pub const L: Name = Name::new(&NAMESPACE, "l").tags("<gc:l>", "</gc:l>");
    /// `m`
    pub const M: Name = Name::new(&NAMESPACE, "m").tags("<gc:m>", "</gc:m>");
    /// `whole`
    pub const WHOLE: Name = Name::new(&NAMESPACE, "whole")
        .tags("<gc:whole>", "</gc:whole>");
}
