// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/skl_tp_vagvalsinfo/2.0/interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.xsd
//     fa4628d0ad6caafa550050b8c5aa0a1dab068caa8ce60bde98c8bb577a5f0d48

//! Namespace `urn:skl:tp:vagvalsinfo:v2`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::{AnyUri, DateTime, NcName};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, Nillable, RawElement, Reader, Wildcard,
    Writer,
};
use super::PACKAGE;

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:skl:tp:vagvalsinfo:v2",
    prefix: "v2",
};

/// The contract `hamtaAllaTjanstekontrakt`, version 0.
///
/// Gives every service contract of the addressing catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HamtaAllaTjanstekontrakt;

impl Contract for HamtaAllaTjanstekontrakt {
    type Request = RawElement;
    type Response = HamtaAllaTjanstekontraktResponseType;
    const NAME: &'static str = "hamtaAllaTjanstekontrakt";
    const NAMESPACE: &'static str = "urn:skl:tp:vagvalsinfo:v2";
    const MAJOR: u32 = 0;
    const SOAP_ACTION: &'static str = "";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::HAMTA_ALLA_TJANSTEKONTRAKT;
    const RESPONSE: Name = name::HAMTA_ALLA_TJANSTEKONTRAKT_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl";
}

/// The contract `hamtaAllaVirtualiseringar`, version 0.
///
/// Gives every route (vägval) of the addressing catalogue, expired and future ones too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HamtaAllaVirtualiseringar;

impl Contract for HamtaAllaVirtualiseringar {
    type Request = RawElement;
    type Response = HamtaAllaVirtualiseringarResponseType;
    const NAME: &'static str = "hamtaAllaVirtualiseringar";
    const NAMESPACE: &'static str = "urn:skl:tp:vagvalsinfo:v2";
    const MAJOR: u32 = 0;
    const SOAP_ACTION: &'static str = "";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::HAMTA_ALLA_VIRTUALISERINGAR;
    const RESPONSE: Name = name::HAMTA_ALLA_VIRTUALISERINGAR_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl";
}

/// The contract `hamtaAllaAnropsBehorigheter`, version 0.
///
/// Gives every permission to call (anropsbehörighet), expired and future ones too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HamtaAllaAnropsBehorigheter;

impl Contract for HamtaAllaAnropsBehorigheter {
    type Request = RawElement;
    type Response = HamtaAllaAnropsBehorigheterResponseType;
    const NAME: &'static str = "hamtaAllaAnropsBehorigheter";
    const NAMESPACE: &'static str = "urn:skl:tp:vagvalsinfo:v2";
    const MAJOR: u32 = 0;
    const SOAP_ACTION: &'static str = "";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::HAMTA_ALLA_ANROPS_BEHORIGHETER;
    const RESPONSE: Name = name::HAMTA_ALLA_ANROPS_BEHORIGHETER_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl";
}

/// The contract `hamtaAllaTjanstekomponenter`, version 0.
///
/// Gives every system with its addresses and permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HamtaAllaTjanstekomponenter;

impl Contract for HamtaAllaTjanstekomponenter {
    type Request = RawElement;
    type Response = HamtaAllaTjanstekomponenterResponseType;
    const NAME: &'static str = "hamtaAllaTjanstekomponenter";
    const NAMESPACE: &'static str = "urn:skl:tp:vagvalsinfo:v2";
    const MAJOR: u32 = 0;
    const SOAP_ACTION: &'static str = "";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::HAMTA_ALLA_TJANSTEKOMPONENTER;
    const RESPONSE: Name = name::HAMTA_ALLA_TJANSTEKOMPONENTER_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl";
}

/// The answer of hamtaAllaTjanstekontrakt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HamtaAllaTjanstekontraktResponseType {
    /// A service contract.
    pub tjanstekontrakt_info: Vec<TjanstekontraktInfoType>,
}

impl Decode for HamtaAllaTjanstekontraktResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "hamtaAllaTjanstekontraktResponseType"),
            &["tjanstekontraktInfo"],
            &[],
        )?;
        let value = Self {
            tjanstekontrakt_info: r.repeated(&name::TJANSTEKONTRAKT_INFO, 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for HamtaAllaTjanstekontraktResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::TJANSTEKONTRAKT_INFO, &self.tjanstekontrakt_info);
    }
}

/// The answer of hamtaAllaVirtualiseringar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HamtaAllaVirtualiseringarResponseType {
    /// A route.
    pub virtualiserings_info: Vec<VirtualiseringsInfoType>,
}

impl Decode for HamtaAllaVirtualiseringarResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "hamtaAllaVirtualiseringarResponseType"),
            &["virtualiseringsInfo"],
            &[],
        )?;
        let value = Self {
            virtualiserings_info: r.repeated(&name::VIRTUALISERINGS_INFO, 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for HamtaAllaVirtualiseringarResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::VIRTUALISERINGS_INFO, &self.virtualiserings_info);
    }
}

/// The answer of hamtaAllaAnropsBehorigheter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamtaAllaAnropsBehorigheterResponseType {
    /// A permission.
    pub anrops_behorighets_info: Vec<AnropsBehorighetsInfoType>,
}

impl Decode for HamtaAllaAnropsBehorigheterResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "hamtaAllaAnropsBehorigheterResponseType"),
            &["anropsBehorighetsInfo"],
            &[],
        )?;
        let value = Self {
            anrops_behorighets_info: r.repeated(&name::ANROPS_BEHORIGHETS_INFO, 1, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for HamtaAllaAnropsBehorigheterResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::ANROPS_BEHORIGHETS_INFO, &self.anrops_behorighets_info);
    }
}

/// The answer of hamtaAllaTjanstekomponenter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HamtaAllaTjanstekomponenterResponseType {
    /// A system.
    pub tjanstekomponent_info: Vec<TjanstekomponentInfoType>,
}

impl Decode for HamtaAllaTjanstekomponenterResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "hamtaAllaTjanstekomponenterResponseType"),
            &["tjanstekomponentInfo"],
            &[],
        )?;
        let value = Self {
            tjanstekomponent_info: r.repeated(&name::TJANSTEKOMPONENT_INFO, 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for HamtaAllaTjanstekomponenterResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::TJANSTEKOMPONENT_INFO, &self.tjanstekomponent_info);
    }
}

/// A route (vägval): where a contract is reached at a logical address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VirtualiseringsInfoType {
    /// The number of the row.
    pub virtualiserings_info_id: String,
    /// The logical address, \* for every other.
    pub receiver_id: String,
    /// The profile the producer speaks, RIVTABP20 or RIVTABP21.
    pub riv_profil: NcName,
    /// The namespace of the contract. It holds colons and therefore never is of the type it is declared to be: do not validate.
    pub tjanste_kontrakt: NcName,
    /// The first instant, Swedish time without zone.
    pub from_tidpunkt: DateTime,
    /// The last instant, Swedish time without zone. A last day is written as its midnight, so it does not count in practice.
    pub tom_tidpunkt: DateTime,
    /// The URL of the producer.
    pub adress: String,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for VirtualiseringsInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "VirtualiseringsInfoType"),
            &[
                "virtualiseringsInfoId",
                "receiverId",
                "rivProfil",
                "tjansteKontrakt",
                "fromTidpunkt",
                "tomTidpunkt",
                "adress",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            virtualiserings_info_id: r.required(&name::VIRTUALISERINGS_INFO_ID)?,
            receiver_id: r.required(&name::RECEIVER_ID)?,
            riv_profil: r.required(&name::RIV_PROFIL)?,
            tjanste_kontrakt: r.required(&name::TJANSTE_KONTRAKT)?,
            from_tidpunkt: r.required(&name::FROM_TIDPUNKT)?,
            tom_tidpunkt: r.required(&name::TOM_TIDPUNKT)?,
            adress: r.required(&name::ADRESS)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for VirtualiseringsInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::VIRTUALISERINGS_INFO_ID, &self.virtualiserings_info_id);
        w.required(&name::RECEIVER_ID, &self.receiver_id);
        w.required(&name::RIV_PROFIL, &self.riv_profil);
        w.required(&name::TJANSTE_KONTRAKT, &self.tjanste_kontrakt);
        w.required(&name::FROM_TIDPUNKT, &self.from_tidpunkt);
        w.required(&name::TOM_TIDPUNKT, &self.tom_tidpunkt);
        w.required(&name::ADRESS, &self.adress);
        w.any(&self.any);
    }
}

/// A permission to call (anropsbehörighet).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnropsBehorighetsInfoType {
    /// The number of the row.
    pub anrops_behorighets_info_id: String,
    /// The logical address, \* for every other.
    pub receiver_id: String,
    /// The HSA-id of the system that may call.
    pub sender_id: String,
    /// The namespace of the contract. It holds colons and therefore never is of the type it is declared to be: do not validate.
    pub tjanste_kontrakt: NcName,
    /// The first instant, Swedish time without zone.
    pub from_tidpunkt: DateTime,
    /// The last instant, Swedish time without zone. A last day is written as its midnight, so it does not count in practice.
    pub tom_tidpunkt: DateTime,
    /// A limit to a service domain, for the engagement index.
    pub filter_info: Vec<Nillable<FilterInfoType>>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for AnropsBehorighetsInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "AnropsBehorighetsInfoType"),
            &[
                "anropsBehorighetsInfoId",
                "receiverId",
                "senderId",
                "tjansteKontrakt",
                "fromTidpunkt",
                "tomTidpunkt",
                "filterInfo",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            anrops_behorighets_info_id: r.required(&name::ANROPS_BEHORIGHETS_INFO_ID)?,
            receiver_id: r.required(&name::RECEIVER_ID)?,
            sender_id: r.required(&name::SENDER_ID)?,
            tjanste_kontrakt: r.required(&name::TJANSTE_KONTRAKT)?,
            from_tidpunkt: r.required(&name::FROM_TIDPUNKT)?,
            tom_tidpunkt: r.required(&name::TOM_TIDPUNKT)?,
            filter_info: r.repeated(&name::FILTER_INFO, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for AnropsBehorighetsInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ANROPS_BEHORIGHETS_INFO_ID, &self.anrops_behorighets_info_id);
        w.required(&name::RECEIVER_ID, &self.receiver_id);
        w.required(&name::SENDER_ID, &self.sender_id);
        w.required(&name::TJANSTE_KONTRAKT, &self.tjanste_kontrakt);
        w.required(&name::FROM_TIDPUNKT, &self.from_tidpunkt);
        w.required(&name::TOM_TIDPUNKT, &self.tom_tidpunkt);
        w.repeated(&name::FILTER_INFO, &self.filter_info);
        w.any(&self.any);
    }
}

/// A service domain, and categories in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterInfoType {
    /// The service domain.
    pub service_domain: AnyUri,
    /// A category.
    pub categorization: Vec<Nillable<String>>,
}

impl Decode for FilterInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "FilterInfoType"),
            &["serviceDomain", "categorization"],
            &[],
        )?;
        let value = Self {
            service_domain: r.required(&name::SERVICE_DOMAIN)?,
            categorization: r.repeated(&name::CATEGORIZATION, 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for FilterInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SERVICE_DOMAIN, &self.service_domain);
        w.repeated(&name::CATEGORIZATION, &self.categorization);
    }
}

/// A service contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TjanstekontraktInfoType {
    /// The namespace.
    pub namnrymd: String,
    /// Major version.
    pub major_version: i32,
    /// Minor version.
    pub minor_version: i32,
    /// What it is for.
    pub beskrivning: Option<String>,
}

impl Decode for TjanstekontraktInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "TjanstekontraktInfoType"),
            &["namnrymd", "majorVersion", "minorVersion", "beskrivning"],
            &[],
        )?;
        let value = Self {
            namnrymd: r.required(&name::NAMNRYMD)?,
            major_version: r.required(&name::MAJOR_VERSION)?,
            minor_version: r.required(&name::MINOR_VERSION)?,
            beskrivning: r.optional(&name::BESKRIVNING)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for TjanstekontraktInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::NAMNRYMD, &self.namnrymd);
        w.required(&name::MAJOR_VERSION, &self.major_version);
        w.required(&name::MINOR_VERSION, &self.minor_version);
        w.optional(&name::BESKRIVNING, self.beskrivning.as_ref());
    }
}

/// A system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TjanstekomponentInfoType {
    /// Its HSA-id.
    pub hsa_id: String,
    /// What it is.
    pub beskrivning: Option<String>,
    /// An address at which it produces.
    pub anrops_adress_info: Vec<AnropsAdressInfoType>,
    /// What it may call.
    pub anropsbehorighet_info: Vec<AnropsbehorighetInfoType>,
}

impl Decode for TjanstekomponentInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "TjanstekomponentInfoType"),
            &["hsaId", "beskrivning", "anropsAdressInfo", "anropsbehorighetInfo"],
            &[],
        )?;
        let value = Self {
            hsa_id: r.required(&name::HSA_ID)?,
            beskrivning: r.optional(&name::BESKRIVNING)?,
            anrops_adress_info: r.repeated(&name::ANROPS_ADRESS_INFO, 0, None)?,
            anropsbehorighet_info: r.repeated(&name::ANROPSBEHORIGHET_INFO, 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for TjanstekomponentInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::HSA_ID, &self.hsa_id);
        w.optional(&name::BESKRIVNING, self.beskrivning.as_ref());
        w.repeated(&name::ANROPS_ADRESS_INFO, &self.anrops_adress_info);
        w.repeated(&name::ANROPSBEHORIGHET_INFO, &self.anropsbehorighet_info);
    }
}

/// An address of a producer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnropsAdressInfoType {
    /// The URL.
    pub adress: String,
    /// The profile spoken there.
    pub rivta_profil_namn: String,
    /// A route that leads there.
    pub vagvals_info: Vec<VagvalsInfoType>,
}

impl Decode for AnropsAdressInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "AnropsAdressInfoType"),
            &["adress", "rivtaProfilNamn", "vagvalsInfo"],
            &[],
        )?;
        let value = Self {
            adress: r.required(&name::ADRESS)?,
            rivta_profil_namn: r.required(&name::RIVTA_PROFIL_NAMN)?,
            vagvals_info: r.repeated(&name::VAGVALS_INFO, 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for AnropsAdressInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ADRESS, &self.adress);
        w.required(&name::RIVTA_PROFIL_NAMN, &self.rivta_profil_namn);
        w.repeated(&name::VAGVALS_INFO, &self.vagvals_info);
    }
}

/// A route to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VagvalsInfoType {
    /// The first instant, Swedish time without zone.
    pub from_tidpunkt: DateTime,
    /// The last instant, Swedish time without zone. A last day is written as its midnight, so it does not count in practice.
    pub tom_tidpunkt: DateTime,
    /// The namespace of the contract.
    pub tjanstekontrakt_namnrymd: String,
    /// The logical address.
    pub logisk_adress_hsa_id: String,
    /// Whose it is.
    pub logisk_adress_beskrivning: Option<String>,
}

impl Decode for VagvalsInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "VagvalsInfoType"),
            &[
                "fromTidpunkt",
                "tomTidpunkt",
                "tjanstekontraktNamnrymd",
                "logiskAdressHsaId",
                "logiskAdressBeskrivning",
            ],
            &[],
        )?;
        let value = Self {
            from_tidpunkt: r.required(&name::FROM_TIDPUNKT)?,
            tom_tidpunkt: r.required(&name::TOM_TIDPUNKT)?,
            tjanstekontrakt_namnrymd: r.required(&name::TJANSTEKONTRAKT_NAMNRYMD)?,
            logisk_adress_hsa_id: r.required(&name::LOGISK_ADRESS_HSA_ID)?,
            logisk_adress_beskrivning: r.optional(&name::LOGISK_ADRESS_BESKRIVNING)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for VagvalsInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::FROM_TIDPUNKT, &self.from_tidpunkt);
        w.required(&name::TOM_TIDPUNKT, &self.tom_tidpunkt);
        w.required(&name::TJANSTEKONTRAKT_NAMNRYMD, &self.tjanstekontrakt_namnrymd);
        w.required(&name::LOGISK_ADRESS_HSA_ID, &self.logisk_adress_hsa_id);
        w.optional(
            &name::LOGISK_ADRESS_BESKRIVNING,
            self.logisk_adress_beskrivning.as_ref(),
        );
    }
}

/// A permission of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnropsbehorighetInfoType {
    /// The first instant, Swedish time without zone.
    pub from_tidpunkt: DateTime,
    /// The last instant, Swedish time without zone. A last day is written as its midnight, so it does not count in practice.
    pub tom_tidpunkt: DateTime,
    /// The agreement it rests on.
    pub integrationsavtal: Option<String>,
    /// The namespace of the contract.
    pub tjanstekontrakt_namnrymd: String,
    /// The logical address.
    pub logisk_adress_hsa_id: String,
    /// Whose it is.
    pub logisk_adress_beskrivning: Option<String>,
}

impl Decode for AnropsbehorighetInfoType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "AnropsbehorighetInfoType"),
            &[
                "fromTidpunkt",
                "tomTidpunkt",
                "integrationsavtal",
                "tjanstekontraktNamnrymd",
                "logiskAdressHsaId",
                "logiskAdressBeskrivning",
            ],
            &[],
        )?;
        let value = Self {
            from_tidpunkt: r.required(&name::FROM_TIDPUNKT)?,
            tom_tidpunkt: r.required(&name::TOM_TIDPUNKT)?,
            integrationsavtal: r.optional(&name::INTEGRATIONSAVTAL)?,
            tjanstekontrakt_namnrymd: r.required(&name::TJANSTEKONTRAKT_NAMNRYMD)?,
            logisk_adress_hsa_id: r.required(&name::LOGISK_ADRESS_HSA_ID)?,
            logisk_adress_beskrivning: r.optional(&name::LOGISK_ADRESS_BESKRIVNING)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for AnropsbehorighetInfoType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::FROM_TIDPUNKT, &self.from_tidpunkt);
        w.required(&name::TOM_TIDPUNKT, &self.tom_tidpunkt);
        w.optional(&name::INTEGRATIONSAVTAL, self.integrationsavtal.as_ref());
        w.required(&name::TJANSTEKONTRAKT_NAMNRYMD, &self.tjanstekontrakt_namnrymd);
        w.required(&name::LOGISK_ADRESS_HSA_ID, &self.logisk_adress_hsa_id);
        w.optional(
            &name::LOGISK_ADRESS_BESKRIVNING,
            self.logisk_adress_beskrivning.as_ref(),
        );
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `adress`
    pub const ADRESS: Name = Name::new(&NAMESPACE, "adress")
        .tags("<v2:adress>", "</v2:adress>");
    /// `anropsbehorighetInfo`
    pub const ANROPSBEHORIGHET_INFO: Name = Name::new(&NAMESPACE, "anropsbehorighetInfo")
        .tags("<v2:anropsbehorighetInfo>", "</v2:anropsbehorighetInfo>");
    /// `anropsAdressInfo`
    pub const ANROPS_ADRESS_INFO: Name = Name::new(&NAMESPACE, "anropsAdressInfo")
        .tags("<v2:anropsAdressInfo>", "</v2:anropsAdressInfo>");
    /// `anropsBehorighetsInfo`
    pub const ANROPS_BEHORIGHETS_INFO: Name = Name::new(
            &NAMESPACE,
            "anropsBehorighetsInfo",
        )
        .tags("<v2:anropsBehorighetsInfo>", "</v2:anropsBehorighetsInfo>");
    /// `anropsBehorighetsInfoId`
    pub const ANROPS_BEHORIGHETS_INFO_ID: Name = Name::new(
            &NAMESPACE,
            "anropsBehorighetsInfoId",
        )
        .tags("<v2:anropsBehorighetsInfoId>", "</v2:anropsBehorighetsInfoId>");
    /// `beskrivning`
    pub const BESKRIVNING: Name = Name::new(&NAMESPACE, "beskrivning")
        .tags("<v2:beskrivning>", "</v2:beskrivning>");
    /// `categorization`
    pub const CATEGORIZATION: Name = Name::new(&NAMESPACE, "categorization")
        .tags("<v2:categorization>", "</v2:categorization>");
    /// `filterInfo`
    pub const FILTER_INFO: Name = Name::new(&NAMESPACE, "filterInfo")
        .tags("<v2:filterInfo>", "</v2:filterInfo>");
    /// `fromTidpunkt`
    pub const FROM_TIDPUNKT: Name = Name::new(&NAMESPACE, "fromTidpunkt")
        .tags("<v2:fromTidpunkt>", "</v2:fromTidpunkt>");
    /// `hamtaAllaAnropsBehorigheter`
    pub const HAMTA_ALLA_ANROPS_BEHORIGHETER: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaAnropsBehorigheter",
        )
        .tags("<v2:hamtaAllaAnropsBehorigheter>", "</v2:hamtaAllaAnropsBehorigheter>");
    /// `hamtaAllaAnropsBehorigheterResponse`
    pub const HAMTA_ALLA_ANROPS_BEHORIGHETER_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaAnropsBehorigheterResponse",
        )
        .tags(
            "<v2:hamtaAllaAnropsBehorigheterResponse>",
            "</v2:hamtaAllaAnropsBehorigheterResponse>",
        );
    /// `hamtaAllaTjanstekomponenter`
    pub const HAMTA_ALLA_TJANSTEKOMPONENTER: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaTjanstekomponenter",
        )
        .tags("<v2:hamtaAllaTjanstekomponenter>", "</v2:hamtaAllaTjanstekomponenter>");
    /// `hamtaAllaTjanstekomponenterResponse`
    pub const HAMTA_ALLA_TJANSTEKOMPONENTER_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaTjanstekomponenterResponse",
        )
        .tags(
            "<v2:hamtaAllaTjanstekomponenterResponse>",
            "</v2:hamtaAllaTjanstekomponenterResponse>",
        );
    /// `hamtaAllaTjanstekontrakt`
    pub const HAMTA_ALLA_TJANSTEKONTRAKT: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaTjanstekontrakt",
        )
        .tags("<v2:hamtaAllaTjanstekontrakt>", "</v2:hamtaAllaTjanstekontrakt>");
    /// `hamtaAllaTjanstekontraktResponse`
    pub const HAMTA_ALLA_TJANSTEKONTRAKT_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaTjanstekontraktResponse",
        )
        .tags(
            "<v2:hamtaAllaTjanstekontraktResponse>",
            "</v2:hamtaAllaTjanstekontraktResponse>",
        );
    /// `hamtaAllaVirtualiseringar`
    pub const HAMTA_ALLA_VIRTUALISERINGAR: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaVirtualiseringar",
        )
        .tags("<v2:hamtaAllaVirtualiseringar>", "</v2:hamtaAllaVirtualiseringar>");
    /// `hamtaAllaVirtualiseringarResponse`
    pub const HAMTA_ALLA_VIRTUALISERINGAR_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "hamtaAllaVirtualiseringarResponse",
        )
        .tags(
            "<v2:hamtaAllaVirtualiseringarResponse>",
            "</v2:hamtaAllaVirtualiseringarResponse>",
        );
    /// `hsaId`
    pub const HSA_ID: Name = Name::new(&NAMESPACE, "hsaId")
        .tags("<v2:hsaId>", "</v2:hsaId>");
    /// `integrationsavtal`
    pub const INTEGRATIONSAVTAL: Name = Name::new(&NAMESPACE, "integrationsavtal")
        .tags("<v2:integrationsavtal>", "</v2:integrationsavtal>");
    /// `logiskAdressBeskrivning`
    pub const LOGISK_ADRESS_BESKRIVNING: Name = Name::new(
            &NAMESPACE,
            "logiskAdressBeskrivning",
        )
        .tags("<v2:logiskAdressBeskrivning>", "</v2:logiskAdressBeskrivning>");
    /// `logiskAdressHsaId`
    pub const LOGISK_ADRESS_HSA_ID: Name = Name::new(&NAMESPACE, "logiskAdressHsaId")
        .tags("<v2:logiskAdressHsaId>", "</v2:logiskAdressHsaId>");
    /// `majorVersion`
    pub const MAJOR_VERSION: Name = Name::new(&NAMESPACE, "majorVersion")
        .tags("<v2:majorVersion>", "</v2:majorVersion>");
    /// `minorVersion`
    pub const MINOR_VERSION: Name = Name::new(&NAMESPACE, "minorVersion")
        .tags("<v2:minorVersion>", "</v2:minorVersion>");
    /// `namnrymd`
    pub const NAMNRYMD: Name = Name::new(&NAMESPACE, "namnrymd")
        .tags("<v2:namnrymd>", "</v2:namnrymd>");
    /// `receiverId`
    pub const RECEIVER_ID: Name = Name::new(&NAMESPACE, "receiverId")
        .tags("<v2:receiverId>", "</v2:receiverId>");
    /// `rivtaProfilNamn`
    pub const RIVTA_PROFIL_NAMN: Name = Name::new(&NAMESPACE, "rivtaProfilNamn")
        .tags("<v2:rivtaProfilNamn>", "</v2:rivtaProfilNamn>");
    /// `rivProfil`
    pub const RIV_PROFIL: Name = Name::new(&NAMESPACE, "rivProfil")
        .tags("<v2:rivProfil>", "</v2:rivProfil>");
    /// `senderId`
    pub const SENDER_ID: Name = Name::new(&NAMESPACE, "senderId")
        .tags("<v2:senderId>", "</v2:senderId>");
    /// `serviceDomain`
    pub const SERVICE_DOMAIN: Name = Name::new(&NAMESPACE, "serviceDomain")
        .tags("<v2:serviceDomain>", "</v2:serviceDomain>");
    /// `tjanstekomponentInfo`
    pub const TJANSTEKOMPONENT_INFO: Name = Name::new(&NAMESPACE, "tjanstekomponentInfo")
        .tags("<v2:tjanstekomponentInfo>", "</v2:tjanstekomponentInfo>");
    /// `tjanstekontraktInfo`
    pub const TJANSTEKONTRAKT_INFO: Name = Name::new(&NAMESPACE, "tjanstekontraktInfo")
        .tags("<v2:tjanstekontraktInfo>", "</v2:tjanstekontraktInfo>");
    /// `tjanstekontraktNamnrymd`
    pub const TJANSTEKONTRAKT_NAMNRYMD: Name = Name::new(
            &NAMESPACE,
            "tjanstekontraktNamnrymd",
        )
        .tags("<v2:tjanstekontraktNamnrymd>", "</v2:tjanstekontraktNamnrymd>");
    /// `tjansteKontrakt`
    pub const TJANSTE_KONTRAKT: Name = Name::new(&NAMESPACE, "tjansteKontrakt")
        .tags("<v2:tjansteKontrakt>", "</v2:tjansteKontrakt>");
    /// `tomTidpunkt`
    pub const TOM_TIDPUNKT: Name = Name::new(&NAMESPACE, "tomTidpunkt")
        .tags("<v2:tomTidpunkt>", "</v2:tomTidpunkt>");
    /// `vagvalsInfo`
    pub const VAGVALS_INFO: Name = Name::new(&NAMESPACE, "vagvalsInfo")
        .tags("<v2:vagvalsInfo>", "</v2:vagvalsInfo>");
    /// `virtualiseringsInfo`
    pub const VIRTUALISERINGS_INFO: Name = Name::new(&NAMESPACE, "virtualiseringsInfo")
        .tags("<v2:virtualiseringsInfo>", "</v2:virtualiseringsInfo>");
    /// `virtualiseringsInfoId`
    pub const VIRTUALISERINGS_INFO_ID: Name = Name::new(
            &NAMESPACE,
            "virtualiseringsInfoId",
        )
        .tags("<v2:virtualiseringsInfoId>", "</v2:virtualiseringsInfoId>");
}
