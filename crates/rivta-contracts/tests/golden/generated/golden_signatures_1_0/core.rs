// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/signatures/schemas/core_components/golden_signatures_1.0.xsd
//     b932ad7ca2ff41a1cb7f89a0d2684b9cdb70d859276471d311c723015e2840e4

//! Namespace `urn:riv:golden:signatures:1`.

use rivta_soap::value::{AnyUri, Base64Binary, Id, Integer};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, RawElement, Reader, Wildcard,
    Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:signatures:1",
    prefix: "core",
};

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Attribute `Id`
    pub id: Option<Id>,
    /// `SignedInfo`
    pub signed_info: SignedInfo,
    /// `X509`
    pub x509: Vec<X509DataType>,
    /// `PGP`
    pub pgp: Vec<PGPDataType>,
    /// `Key`
    pub key: KeyValueType,
}

impl Decode for Signature {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let id = r.optional_attribute(&Name::unqualified("Id"))?;
        r.begin(&Name::new(&NAMESPACE, ""), &["SignedInfo", "X509", "PGP", "Key"], &[])?;
        let value = Self {
            id,
            signed_info: r.required(&name::SIGNED_INFO)?,
            x509: r.repeated(&name::X509, 1, None)?,
            pgp: r.repeated(&name::PGP, 0, None)?,
            key: r.required(&name::KEY)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for Signature {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SIGNED_INFO, &self.signed_info);
        w.repeated(&name::X509, &self.x509);
        w.repeated(&name::PGP, &self.pgp);
        w.required(&name::KEY, &self.key);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("Id"), self.id.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInfo {
    /// `Method`
    pub method: MethodType,
    /// `Value`
    pub value: SignedInfoValue,
}

impl Decode for SignedInfo {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &["Method", "Value"], &[])?;
        let value = Self {
            method: r.required(&name::METHOD)?,
            value: r.required(&name::VALUE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for SignedInfo {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::METHOD, &self.method);
        w.required(&name::VALUE, &self.value);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInfoValue {
    /// Attribute `Id`
    pub id: Option<Id>,
    /// The text of the element.
    pub value: Base64Binary,
}

impl Decode for SignedInfoValue {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let id = r.optional_attribute(&Name::unqualified("Id"))?;
        Ok(Self {
            id,
            value: r.content(&Name::new(&NAMESPACE, ""))?,
        })
    }
}

impl Encode for SignedInfoValue {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("Id"), self.id.as_ref());
    }
}

/// `MethodType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodType {
    /// Attribute `Algorithm`
    pub algorithm: AnyUri,
    /// `Length`
    pub length: Option<Integer>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for MethodType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let algorithm = r.required_attribute(&Name::unqualified("Algorithm"))?;
        r.begin(
            &Name::new(&NAMESPACE, "MethodType"),
            &["Length"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            algorithm,
            length: r.optional(&name::LENGTH)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for MethodType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::LENGTH, self.length.as_ref());
        w.any(&self.any);
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("Algorithm"), &self.algorithm);
    }
}

/// `X509DataType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct X509DataType {
    /// One of several elements, or several together.
    pub choice: Vec<X509DataTypeChoice>,
}

impl Decode for X509DataType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "X509DataType"),
            &["Name", "Serial"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            choice: r.repeated_group(1, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for X509DataType {
    fn encode(&self, w: &mut Writer) {
        w.repeated_group(&self.choice);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct X509DataTypeGroup {
    /// `Name`
    pub name: String,
    /// `Serial`
    pub serial: Integer,
}

impl Group for X509DataTypeGroup {
    const BEGINNINGS: &'static str = "Name";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::NAME], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                name: r.required(&name::NAME)?,
                serial: r.required(&name::SERIAL)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::NAME, &self.name);
        w.required(&name::SERIAL, &self.serial);
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum X509DataTypeChoice {
    /// One of several elements, or several together.
    Group(X509DataTypeGroup),
    /// `Serial`
    Serial(Integer),
    /// Extensions: elements the schema leaves open, verbatim.
    Any(Vec<RawElement>),
}

impl Group for X509DataTypeChoice {
    const BEGINNINGS: &'static str = "Name, Serial, an extension";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::NAME], &[])? {
            return Ok(Some(Self::Group(r.group()?)));
        }
        if r.begins(&[name::SERIAL], &[])? {
            return Ok(Some(Self::Serial(r.required(&name::SERIAL)?)));
        }
        if r.begins(&[], &[Wildcard::Other(&NAMESPACE)])? {
            return Ok(Some(Self::Any(r.any(Wildcard::Other(&NAMESPACE), 1, Some(1))?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Group(it) => w.group(it),
            Self::Serial(it) => w.required(&name::SERIAL, it),
            Self::Any(it) => w.any(it),
        }
    }
}

/// `PGPDataType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PGPDataType {
    /// One of several elements, or several together.
    pub choice: PGPDataTypeChoice,
}

impl Decode for PGPDataType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "PGPDataType"),
            &["KeyID", "Packet"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self { choice: r.group()? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PGPDataType {
    fn encode(&self, w: &mut Writer) {
        w.group(&self.choice);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PGPDataTypeGroup {
    /// `KeyID`
    pub key_id: Base64Binary,
    /// `Packet`
    pub packet: Option<Base64Binary>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Group for PGPDataTypeGroup {
    const BEGINNINGS: &'static str = "KeyID";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::KEY_ID], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                key_id: r.required(&name::KEY_ID)?,
                packet: r.optional(&name::PACKET)?,
                any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::KEY_ID, &self.key_id);
        w.optional(&name::PACKET, self.packet.as_ref());
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PGPDataTypeGroup2 {
    /// `Packet`
    pub packet: Base64Binary,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Group for PGPDataTypeGroup2 {
    const BEGINNINGS: &'static str = "Packet";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::PACKET], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                packet: r.required(&name::PACKET)?,
                any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::PACKET, &self.packet);
        w.any(&self.any);
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PGPDataTypeChoice {
    /// One of several elements, or several together.
    Group(PGPDataTypeGroup),
    /// One of several elements, or several together.
    Group2(PGPDataTypeGroup2),
}

impl Group for PGPDataTypeChoice {
    const BEGINNINGS: &'static str = "KeyID, Packet";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::KEY_ID], &[])? {
            return Ok(Some(Self::Group(r.group()?)));
        }
        if r.begins(&[name::PACKET], &[])? {
            return Ok(Some(Self::Group2(r.group()?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Group(it) => w.group(it),
            Self::Group2(it) => w.group(it),
        }
    }
}

/// `KeyValueType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValueType {
    /// One of several elements, or several together.
    pub group: Option<KeyValueTypeGroup>,
    /// `Y`
    pub y: Base64Binary,
    /// One of several elements, or several together.
    pub group2: Option<KeyValueTypeGroup2>,
}

impl Decode for KeyValueType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "KeyValueType"),
            &["P", "Q", "Y", "Seed", "Counter"],
            &[],
        )?;
        let value = Self {
            group: r.optional_group()?,
            y: r.required(&name::Y)?,
            group2: r.optional_group()?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for KeyValueType {
    fn encode(&self, w: &mut Writer) {
        w.optional_group(self.group.as_ref());
        w.required(&name::Y, &self.y);
        w.optional_group(self.group2.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValueTypeGroup {
    /// `P`
    pub p: Base64Binary,
    /// `Q`
    pub q: Base64Binary,
}

impl Group for KeyValueTypeGroup {
    const BEGINNINGS: &'static str = "P";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::P], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                p: r.required(&name::P)?,
                q: r.required(&name::Q)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::P, &self.p);
        w.required(&name::Q, &self.q);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValueTypeGroup2 {
    /// `Seed`
    pub seed: Base64Binary,
    /// `Counter`
    pub counter: Base64Binary,
}

impl Group for KeyValueTypeGroup2 {
    const BEGINNINGS: &'static str = "Seed";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::SEED], &[])? {
            return Ok(None);
        }
        Ok(
            Some(Self {
                seed: r.required(&name::SEED)?,
                counter: r.required(&name::COUNTER)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::SEED, &self.seed);
        w.required(&name::COUNTER, &self.counter);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `Counter`
    pub const COUNTER: Name = Name::new(&NAMESPACE, "Counter")
        .tags("<core:Counter>", "</core:Counter>");
    /// `Key`
    pub const KEY: Name = Name::new(&NAMESPACE, "Key").tags("<core:Key>", "</core:Key>");
    /// `KeyID`
    pub const KEY_ID: Name = Name::new(&NAMESPACE, "KeyID")
        .tags("<core:KeyID>", "</core:KeyID>");
    /// `Length`
    pub const LENGTH: Name = Name::new(&NAMESPACE, "Length")
        .tags("<core:Length>", "</core:Length>");
    /// `Method`
    pub const METHOD: Name = Name::new(&NAMESPACE, "Method")
        .tags("<core:Method>", "</core:Method>");
    /// `Name`
    pub const NAME: Name = Name::new(&NAMESPACE, "Name")
        .tags("<core:Name>", "</core:Name>");
    /// `P`
    pub const P: Name = Name::new(&NAMESPACE, "P").tags("<core:P>", "</core:P>");
    /// `Packet`
    pub const PACKET: Name = Name::new(&NAMESPACE, "Packet")
        .tags("<core:Packet>", "</core:Packet>");
    /// `PGP`
    pub const PGP: Name = Name::new(&NAMESPACE, "PGP").tags("<core:PGP>", "</core:PGP>");
    /// `Q`
    pub const Q: Name = Name::new(&NAMESPACE, "Q").tags("<core:Q>", "</core:Q>");
    /// `Seed`
    pub const SEED: Name = Name::new(&NAMESPACE, "Seed")
        .tags("<core:Seed>", "</core:Seed>");
    /// `Serial`
    pub const SERIAL: Name = Name::new(&NAMESPACE, "Serial")
        .tags("<core:Serial>", "</core:Serial>");
    /// `Signature`
    pub const SIGNATURE: Name = Name::new(&NAMESPACE, "Signature")
        .tags("<core:Signature>", "</core:Signature>");
    /// `SignedInfo`
    pub const SIGNED_INFO: Name = Name::new(&NAMESPACE, "SignedInfo")
        .tags("<core:SignedInfo>", "</core:SignedInfo>");
    /// `Value`
    pub const VALUE: Name = Name::new(&NAMESPACE, "Value")
        .tags("<core:Value>", "</core:Value>");
    /// `X509`
    pub const X509: Name = Name::new(&NAMESPACE, "X509")
        .tags("<core:X509>", "</core:X509>");
    /// `Y`
    pub const Y: Name = Name::new(&NAMESPACE, "Y").tags("<core:Y>", "</core:Y>");
}
