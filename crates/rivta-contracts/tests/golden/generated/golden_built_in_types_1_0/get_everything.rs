// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/built-in-types/schemas/interactions/GetEverythingInteraction/GetEverythingResponder_1.0.xsd
//     4165a115bdf305b7f83a62e7b9b19f4526fb227d5305501daee2e8468e0bfca0

//! Namespace `urn:riv:golden:builtintypes:GetEverythingResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::{
    AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Float, GDay, GMonth,
    GMonthDay, GYear, GYearMonth, HexBinary, Id, IdRef, Integer, Language, NcName,
    NegativeInteger, NmToken, NonNegativeInteger, NonPositiveInteger, NormalizedString,
    PositiveInteger, Time, Token, XmlName,
};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, QualifiedName, Reader, Writer,
};
use super::PACKAGE;

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:builtintypes:GetEverythingResponder:1",
    prefix: "ge",
};

/// The contract `GetEverything`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetEverything;

impl Contract for GetEverything {
    type Request = GetEverythingType;
    type Response = GetEverythingResponse;
    const NAME: &'static str = "GetEverything";
    const NAMESPACE: &'static str = "urn:riv:golden:builtintypes:GetEverythingResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:builtintypes:GetEverythingResponder:1:GetEverything";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_EVERYTHING;
    const RESPONSE: Name = name::GET_EVERYTHING_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetEverythingInteraction/GetEverythingInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetEverythingType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetEverythingType {
    /// `v-normalizedString`
    pub v_normalized_string: Option<NormalizedString>,
    /// `v-token`
    pub v_token: Option<Token>,
    /// `v-language`
    pub v_language: Option<Language>,
    /// `v-Name`
    pub v_name: Option<XmlName>,
    /// `v-NCName`
    pub v_nc_name: Option<NcName>,
    /// `v-NMTOKEN`
    pub v_nmtoken: Option<NmToken>,
    /// `v-ID`
    pub v_id: Option<Id>,
    /// `v-IDREF`
    pub v_idref: Option<IdRef>,
    /// `v-QName`
    pub v_q_name: Option<QualifiedName>,
    /// `v-anyURI`
    pub v_any_uri: Option<AnyUri>,
    /// `v-boolean`
    pub v_boolean: Option<bool>,
    /// `v-decimal`
    pub v_decimal: Option<Decimal>,
    /// `v-integer`
    pub v_integer: Option<Integer>,
    /// `v-nonPositiveInteger`
    pub v_non_positive_integer: Option<NonPositiveInteger>,
    /// `v-negativeInteger`
    pub v_negative_integer: Option<NegativeInteger>,
    /// `v-nonNegativeInteger`
    pub v_non_negative_integer: Option<NonNegativeInteger>,
    /// `v-positiveInteger`
    pub v_positive_integer: Option<PositiveInteger>,
    /// `v-long`
    pub v_long: Option<i64>,
    /// `v-int`
    pub v_int: Option<i32>,
    /// `v-short`
    pub v_short: Option<i16>,
    /// `v-byte`
    pub v_byte: Option<i8>,
    /// `v-unsignedLong`
    pub v_unsigned_long: Option<u64>,
    /// `v-unsignedInt`
    pub v_unsigned_int: Option<u32>,
    /// `v-unsignedShort`
    pub v_unsigned_short: Option<u16>,
    /// `v-unsignedByte`
    pub v_unsigned_byte: Option<u8>,
    /// `v-float`
    pub v_float: Option<Float>,
    /// `v-double`
    pub v_double: Option<Double>,
    /// `v-duration`
    pub v_duration: Option<Duration>,
    /// `v-dateTime`
    pub v_date_time: Option<DateTime>,
    /// `v-time`
    pub v_time: Option<Time>,
    /// `v-date`
    pub v_date: Option<Date>,
    /// `v-gYearMonth`
    pub v_g_year_month: Option<GYearMonth>,
    /// `v-gYear`
    pub v_g_year: Option<GYear>,
    /// `v-gMonthDay`
    pub v_g_month_day: Option<GMonthDay>,
    /// `v-gDay`
    pub v_g_day: Option<GDay>,
    /// `v-gMonth`
    pub v_g_month: Option<GMonth>,
    /// `v-hexBinary`
    pub v_hex_binary: Option<HexBinary>,
    /// `v-base64Binary`
    pub v_base64_binary: Option<Base64Binary>,
}

impl Decode for GetEverythingType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetEverythingType"),
            &[
                "v-normalizedString",
                "v-token",
                "v-language",
                "v-Name",
                "v-NCName",
                "v-NMTOKEN",
                "v-ID",
                "v-IDREF",
                "v-QName",
                "v-anyURI",
                "v-boolean",
                "v-decimal",
                "v-integer",
                "v-nonPositiveInteger",
                "v-negativeInteger",
                "v-nonNegativeInteger",
                "v-positiveInteger",
                "v-long",
                "v-int",
                "v-short",
                "v-byte",
                "v-unsignedLong",
                "v-unsignedInt",
                "v-unsignedShort",
                "v-unsignedByte",
                "v-float",
                "v-double",
                "v-duration",
                "v-dateTime",
                "v-time",
                "v-date",
                "v-gYearMonth",
                "v-gYear",
                "v-gMonthDay",
                "v-gDay",
                "v-gMonth",
                "v-hexBinary",
                "v-base64Binary",
            ],
            &[],
        )?;
        let value = Self {
            v_normalized_string: r.optional(&name::V_NORMALIZED_STRING)?,
            v_token: r.optional(&name::V_TOKEN)?,
            v_language: r.optional(&name::V_LANGUAGE)?,
            v_name: r.optional(&name::V_NAME)?,
            v_nc_name: r.optional(&name::V_NC_NAME)?,
            v_nmtoken: r.optional(&name::V_NMTOKEN)?,
            v_id: r.optional(&name::V_ID)?,
            v_idref: r.optional(&name::V_IDREF)?,
            v_q_name: r.optional(&name::V_Q_NAME)?,
            v_any_uri: r.optional(&name::V_ANY_URI)?,
            v_boolean: r.optional(&name::V_BOOLEAN)?,
            v_decimal: r.optional(&name::V_DECIMAL)?,
            v_integer: r.optional(&name::V_INTEGER)?,
            v_non_positive_integer: r.optional(&name::V_NON_POSITIVE_INTEGER)?,
            v_negative_integer: r.optional(&name::V_NEGATIVE_INTEGER)?,
            v_non_negative_integer: r.optional(&name::V_NON_NEGATIVE_INTEGER)?,
            v_positive_integer: r.optional(&name::V_POSITIVE_INTEGER)?,
            v_long: r.optional(&name::V_LONG)?,
            v_int: r.optional(&name::V_INT)?,
            v_short: r.optional(&name::V_SHORT)?,
            v_byte: r.optional(&name::V_BYTE)?,
            v_unsigned_long: r.optional(&name::V_UNSIGNED_LONG)?,
            v_unsigned_int: r.optional(&name::V_UNSIGNED_INT)?,
            v_unsigned_short: r.optional(&name::V_UNSIGNED_SHORT)?,
            v_unsigned_byte: r.optional(&name::V_UNSIGNED_BYTE)?,
            v_float: r.optional(&name::V_FLOAT)?,
            v_double: r.optional(&name::V_DOUBLE)?,
            v_duration: r.optional(&name::V_DURATION)?,
            v_date_time: r.optional(&name::V_DATE_TIME)?,
            v_time: r.optional(&name::V_TIME)?,
            v_date: r.optional(&name::V_DATE)?,
            v_g_year_month: r.optional(&name::V_G_YEAR_MONTH)?,
            v_g_year: r.optional(&name::V_G_YEAR)?,
            v_g_month_day: r.optional(&name::V_G_MONTH_DAY)?,
            v_g_day: r.optional(&name::V_G_DAY)?,
            v_g_month: r.optional(&name::V_G_MONTH)?,
            v_hex_binary: r.optional(&name::V_HEX_BINARY)?,
            v_base64_binary: r.optional(&name::V_BASE64_BINARY)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetEverythingType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::V_NORMALIZED_STRING, self.v_normalized_string.as_ref());
        w.optional(&name::V_TOKEN, self.v_token.as_ref());
        w.optional(&name::V_LANGUAGE, self.v_language.as_ref());
        w.optional(&name::V_NAME, self.v_name.as_ref());
        w.optional(&name::V_NC_NAME, self.v_nc_name.as_ref());
        w.optional(&name::V_NMTOKEN, self.v_nmtoken.as_ref());
        w.optional(&name::V_ID, self.v_id.as_ref());
        w.optional(&name::V_IDREF, self.v_idref.as_ref());
        w.optional(&name::V_Q_NAME, self.v_q_name.as_ref());
        w.optional(&name::V_ANY_URI, self.v_any_uri.as_ref());
        w.optional(&name::V_BOOLEAN, self.v_boolean.as_ref());
        w.optional(&name::V_DECIMAL, self.v_decimal.as_ref());
        w.optional(&name::V_INTEGER, self.v_integer.as_ref());
        w.optional(&name::V_NON_POSITIVE_INTEGER, self.v_non_positive_integer.as_ref());
        w.optional(&name::V_NEGATIVE_INTEGER, self.v_negative_integer.as_ref());
        w.optional(&name::V_NON_NEGATIVE_INTEGER, self.v_non_negative_integer.as_ref());
        w.optional(&name::V_POSITIVE_INTEGER, self.v_positive_integer.as_ref());
        w.optional(&name::V_LONG, self.v_long.as_ref());
        w.optional(&name::V_INT, self.v_int.as_ref());
        w.optional(&name::V_SHORT, self.v_short.as_ref());
        w.optional(&name::V_BYTE, self.v_byte.as_ref());
        w.optional(&name::V_UNSIGNED_LONG, self.v_unsigned_long.as_ref());
        w.optional(&name::V_UNSIGNED_INT, self.v_unsigned_int.as_ref());
        w.optional(&name::V_UNSIGNED_SHORT, self.v_unsigned_short.as_ref());
        w.optional(&name::V_UNSIGNED_BYTE, self.v_unsigned_byte.as_ref());
        w.optional(&name::V_FLOAT, self.v_float.as_ref());
        w.optional(&name::V_DOUBLE, self.v_double.as_ref());
        w.optional(&name::V_DURATION, self.v_duration.as_ref());
        w.optional(&name::V_DATE_TIME, self.v_date_time.as_ref());
        w.optional(&name::V_TIME, self.v_time.as_ref());
        w.optional(&name::V_DATE, self.v_date.as_ref());
        w.optional(&name::V_G_YEAR_MONTH, self.v_g_year_month.as_ref());
        w.optional(&name::V_G_YEAR, self.v_g_year.as_ref());
        w.optional(&name::V_G_MONTH_DAY, self.v_g_month_day.as_ref());
        w.optional(&name::V_G_DAY, self.v_g_day.as_ref());
        w.optional(&name::V_G_MONTH, self.v_g_month.as_ref());
        w.optional(&name::V_HEX_BINARY, self.v_hex_binary.as_ref());
        w.optional(&name::V_BASE64_BINARY, self.v_base64_binary.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetEverythingResponse {}

impl Decode for GetEverythingResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetEverythingResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetEverything`
    pub const GET_EVERYTHING: Name = Name::new(&NAMESPACE, "GetEverything")
        .tags("<ge:GetEverything>", "</ge:GetEverything>");
    /// `GetEverythingResponse`
    pub const GET_EVERYTHING_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetEverythingResponse",
        )
        .tags("<ge:GetEverythingResponse>", "</ge:GetEverythingResponse>");
    /// `v-anyURI`
    pub const V_ANY_URI: Name = Name::new(&NAMESPACE, "v-anyURI")
        .tags("<ge:v-anyURI>", "</ge:v-anyURI>");
    /// `v-base64Binary`
    pub const V_BASE64_BINARY: Name = Name::new(&NAMESPACE, "v-base64Binary")
        .tags("<ge:v-base64Binary>", "</ge:v-base64Binary>");
    /// `v-boolean`
    pub const V_BOOLEAN: Name = Name::new(&NAMESPACE, "v-boolean")
        .tags("<ge:v-boolean>", "</ge:v-boolean>");
    /// `v-byte`
    pub const V_BYTE: Name = Name::new(&NAMESPACE, "v-byte")
        .tags("<ge:v-byte>", "</ge:v-byte>");
    /// `v-date`
    pub const V_DATE: Name = Name::new(&NAMESPACE, "v-date")
        .tags("<ge:v-date>", "</ge:v-date>");
    /// `v-dateTime`
    pub const V_DATE_TIME: Name = Name::new(&NAMESPACE, "v-dateTime")
        .tags("<ge:v-dateTime>", "</ge:v-dateTime>");
    /// `v-decimal`
    pub const V_DECIMAL: Name = Name::new(&NAMESPACE, "v-decimal")
        .tags("<ge:v-decimal>", "</ge:v-decimal>");
    /// `v-double`
    pub const V_DOUBLE: Name = Name::new(&NAMESPACE, "v-double")
        .tags("<ge:v-double>", "</ge:v-double>");
    /// `v-duration`
    pub const V_DURATION: Name = Name::new(&NAMESPACE, "v-duration")
        .tags("<ge:v-duration>", "</ge:v-duration>");
    /// `v-float`
    pub const V_FLOAT: Name = Name::new(&NAMESPACE, "v-float")
        .tags("<ge:v-float>", "</ge:v-float>");
    /// `v-gDay`
    pub const V_G_DAY: Name = Name::new(&NAMESPACE, "v-gDay")
        .tags("<ge:v-gDay>", "</ge:v-gDay>");
    /// `v-gMonth`
    pub const V_G_MONTH: Name = Name::new(&NAMESPACE, "v-gMonth")
        .tags("<ge:v-gMonth>", "</ge:v-gMonth>");
    /// `v-gMonthDay`
    pub const V_G_MONTH_DAY: Name = Name::new(&NAMESPACE, "v-gMonthDay")
        .tags("<ge:v-gMonthDay>", "</ge:v-gMonthDay>");
    /// `v-gYear`
    pub const V_G_YEAR: Name = Name::new(&NAMESPACE, "v-gYear")
        .tags("<ge:v-gYear>", "</ge:v-gYear>");
    /// `v-gYearMonth`
    pub const V_G_YEAR_MONTH: Name = Name::new(&NAMESPACE, "v-gYearMonth")
        .tags("<ge:v-gYearMonth>", "</ge:v-gYearMonth>");
    /// `v-hexBinary`
    pub const V_HEX_BINARY: Name = Name::new(&NAMESPACE, "v-hexBinary")
        .tags("<ge:v-hexBinary>", "</ge:v-hexBinary>");
    /// `v-ID`
    pub const V_ID: Name = Name::new(&NAMESPACE, "v-ID").tags("<ge:v-ID>", "</ge:v-ID>");
    /// `v-IDREF`
    pub const V_IDREF: Name = Name::new(&NAMESPACE, "v-IDREF")
        .tags("<ge:v-IDREF>", "</ge:v-IDREF>");
    /// `v-int`
    pub const V_INT: Name = Name::new(&NAMESPACE, "v-int")
        .tags("<ge:v-int>", "</ge:v-int>");
    /// `v-integer`
    pub const V_INTEGER: Name = Name::new(&NAMESPACE, "v-integer")
        .tags("<ge:v-integer>", "</ge:v-integer>");
    /// `v-language`
    pub const V_LANGUAGE: Name = Name::new(&NAMESPACE, "v-language")
        .tags("<ge:v-language>", "</ge:v-language>");
    /// `v-long`
    pub const V_LONG: Name = Name::new(&NAMESPACE, "v-long")
        .tags("<ge:v-long>", "</ge:v-long>");
    /// `v-Name`
    pub const V_NAME: Name = Name::new(&NAMESPACE, "v-Name")
        .tags("<ge:v-Name>", "</ge:v-Name>");
    /// `v-NCName`
    pub const V_NC_NAME: Name = Name::new(&NAMESPACE, "v-NCName")
        .tags("<ge:v-NCName>", "</ge:v-NCName>");
    /// `v-negativeInteger`
    pub const V_NEGATIVE_INTEGER: Name = Name::new(&NAMESPACE, "v-negativeInteger")
        .tags("<ge:v-negativeInteger>", "</ge:v-negativeInteger>");
    /// `v-NMTOKEN`
    pub const V_NMTOKEN: Name = Name::new(&NAMESPACE, "v-NMTOKEN")
        .tags("<ge:v-NMTOKEN>", "</ge:v-NMTOKEN>");
    /// `v-nonNegativeInteger`
    pub const V_NON_NEGATIVE_INTEGER: Name = Name::new(
            &NAMESPACE,
            "v-nonNegativeInteger",
        )
        .tags("<ge:v-nonNegativeInteger>", "</ge:v-nonNegativeInteger>");
    /// `v-nonPositiveInteger`
    pub const V_NON_POSITIVE_INTEGER: Name = Name::new(
            &NAMESPACE,
            "v-nonPositiveInteger",
        )
        .tags("<ge:v-nonPositiveInteger>", "</ge:v-nonPositiveInteger>");
    /// `v-normalizedString`
    pub const V_NORMALIZED_STRING: Name = Name::new(&NAMESPACE, "v-normalizedString")
        .tags("<ge:v-normalizedString>", "</ge:v-normalizedString>");
    /// `v-positiveInteger`
    pub const V_POSITIVE_INTEGER: Name = Name::new(&NAMESPACE, "v-positiveInteger")
        .tags("<ge:v-positiveInteger>", "</ge:v-positiveInteger>");
    /// `v-QName`
    pub const V_Q_NAME: Name = Name::new(&NAMESPACE, "v-QName")
        .tags("<ge:v-QName>", "</ge:v-QName>");
    /// `v-short`
    pub const V_SHORT: Name = Name::new(&NAMESPACE, "v-short")
        .tags("<ge:v-short>", "</ge:v-short>");
    /// `v-time`
    pub const V_TIME: Name = Name::new(&NAMESPACE, "v-time")
        .tags("<ge:v-time>", "</ge:v-time>");
    /// `v-token`
    pub const V_TOKEN: Name = Name::new(&NAMESPACE, "v-token")
        .tags("<ge:v-token>", "</ge:v-token>");
    /// `v-unsignedByte`
    pub const V_UNSIGNED_BYTE: Name = Name::new(&NAMESPACE, "v-unsignedByte")
        .tags("<ge:v-unsignedByte>", "</ge:v-unsignedByte>");
    /// `v-unsignedInt`
    pub const V_UNSIGNED_INT: Name = Name::new(&NAMESPACE, "v-unsignedInt")
        .tags("<ge:v-unsignedInt>", "</ge:v-unsignedInt>");
    /// `v-unsignedLong`
    pub const V_UNSIGNED_LONG: Name = Name::new(&NAMESPACE, "v-unsignedLong")
        .tags("<ge:v-unsignedLong>", "</ge:v-unsignedLong>");
    /// `v-unsignedShort`
    pub const V_UNSIGNED_SHORT: Name = Name::new(&NAMESPACE, "v-unsignedShort")
        .tags("<ge:v-unsignedShort>", "</ge:v-unsignedShort>");
}
