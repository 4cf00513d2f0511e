//! The HSA-id of a certificate, and what an operator wants to see of one.
//!
//! The platform takes the caller's HSA-id from the subject's serialNumber (OID 2.5.4.5) and from nowhere else
//! on TLS. Trust is not decided here: a certificate must already have been verified against the trust roots.

mod revocation;
mod subject;

use std::fmt;

use chrono::{DateTime, Utc};
use x509_parser::asn1_rs::{Any, Oid, Tag, oid};
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};
use x509_parser::time::ASN1Time;

use crate::identity::HsaId;
pub use revocation::RevocationListSummary;
pub use subject::Notation;

use crate::xml::ValueError;

/// serialNumber as an attribute of a distinguished name.
const SERIAL_NUMBER: Oid<'static> = oid!(2.5.4.5);

/// Why no HSA-id or summary could be read from a certificate. Certificates hold no patient data, but the
/// subject text is kept out all the same: it may name staff.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// The bytes are not one DER certificate.
    #[error("the certificate is not readable DER")]
    Malformed,
    /// The subject has no serialNumber; it is not a function certificate of the kind the platform asks for.
    #[error("the certificate's subject has no serialNumber (OID 2.5.4.5), so its owner has no HSA-id")]
    NoSerialNumber,
    /// The serialNumber's bytes are not text in the encoding they declare.
    #[error("the serialNumber of the certificate's subject is not text")]
    UnreadableSerialNumber,
    /// The serialNumber is text but cannot be an HSA-id.
    #[error("the serialNumber of the certificate's subject is no HSA-id: {0}")]
    NotAnHsaId(ValueError),
}

/// The HSA-id in the subject of a DER certificate.
///
/// When the subject holds several serialNumbers the last in the DER is taken: that is the first in the
/// subject's text form, which lists the most specific name first and is what the platform searches.
///
/// # Errors
/// When the certificate is unreadable, the subject has no serialNumber, or it is no HSA-id.
pub fn hsa_id_from_der(der: &[u8]) -> Result<HsaId, CertificateError> {
    hsa_id_of(parse(der)?.subject())
}

/// The HSA-id in a subject in text form, as a TLS-terminating proxy passes it on.
///
/// The value after the first `2.5.4.5=` or `SERIALNUMBER=` up to the next comma; a value `#…` is the
/// attribute's DER in hexadecimal (tag, length, text). `2.5.4.5=#13145453…` and `SERIALNUMBER=TST…` are equal.
///
/// # Errors
/// When there is no such attribute, the hexadecimal is no ASCII text, or the value is no HSA-id.
pub fn hsa_id_from_subject_text(subject: &str) -> Result<HsaId, CertificateError> {
    let value = ["2.5.4.5=", "SERIALNUMBER="]
        .iter()
        .filter_map(|key| {
            subject
                .find(key)
                .map(|at| (at, subject.get(at + key.len()..).unwrap_or_default()))
        })
        .min_by_key(|(at, _)| *at)
        .and_then(|(_, rest)| rest.split(',').next())
        .ok_or(CertificateError::NoSerialNumber)?;
    let text = match value.strip_prefix('#') {
        Some(hex) => text_of_hex(hex).ok_or(CertificateError::UnreadableSerialNumber)?,
        None => value.to_owned(),
    };
    HsaId::new(text).map_err(CertificateError::NotAnHsaId)
}

/// A certificate in a few lines, for operators and start-up checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateSummary {
    /// The subject, most general name first, as `C=SE, O=Region, CN=name`.
    pub subject: String,
    /// The issuer in the same form.
    pub issuer: String,
    /// The certificate's own serial number, in hexadecimal with colons (what a revocation list names).
    pub serial: String,
    /// The HSA-id of the subject, or why there is none.
    pub hsa_id: Result<HsaId, CertificateError>,
    /// First instant of validity.
    pub not_before: DateTime<Utc>,
    /// Last instant of validity.
    pub not_after: DateTime<Utc>,
}

/// Where an instant lies in relation to a certificate's validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Before the first instant.
    NotYet,
    /// Within.
    Valid,
    /// After the last instant.
    Expired,
}

impl CertificateSummary {
    /// Reads a DER certificate. A subject without HSA-id is no error here.
    ///
    /// # Errors
    /// When the bytes are not one DER certificate.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let certificate = parse(der)?;
        let validity = certificate.validity();
        Ok(Self {
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            serial: certificate.raw_serial_as_string(),
            hsa_id: hsa_id_of(certificate.subject()),
            not_before: instant(validity.not_before)?,
            not_after: instant(validity.not_after)?,
        })
    }

    /// Whether the certificate is valid at `now`.
    pub fn validity_at(&self, now: DateTime<Utc>) -> Validity {
        if now < self.not_before {
            Validity::NotYet
        } else if now > self.not_after {
            Validity::Expired
        } else {
            Validity::Valid
        }
    }
}

impl fmt::Display for CertificateSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hsa_id = self.hsa_id.as_ref().map_or("none", HsaId::as_str);
        write!(
            f,
            "subject {}; HSA-id {hsa_id}; issuer {}; serial {}; valid {} to {}",
            self.subject,
            self.issuer,
            self.serial,
            self.not_before.format("%Y-%m-%d"),
            self.not_after.format("%Y-%m-%d"),
        )
    }
}

fn parse(der: &[u8]) -> Result<X509Certificate<'_>, CertificateError> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        _ => Err(CertificateError::Malformed),
    }
}

fn instant(time: ASN1Time) -> Result<DateTime<Utc>, CertificateError> {
    DateTime::from_timestamp(time.timestamp(), 0).ok_or(CertificateError::Malformed)
}

fn hsa_id_of(subject: &X509Name<'_>) -> Result<HsaId, CertificateError> {
    let value = subject
        .iter_by_oid(&SERIAL_NUMBER)
        .last()
        .ok_or(CertificateError::NoSerialNumber)?;
    let text = text_of(value.attr_value()).ok_or(CertificateError::UnreadableSerialNumber)?;
    HsaId::new(text).map_err(CertificateError::NotAnHsaId)
}

/// The text of an attribute in any of the directory string encodings; a value of another type is read as
/// ASCII, which is what the platform makes of it.
fn text_of(value: &Any<'_>) -> Option<String> {
    let bytes = value.data;
    match value.tag() {
        Tag::Utf8String => String::from_utf8(bytes.to_vec()).ok(),
        // Practice, and Java, read Teletex as Latin-1.
        Tag::T61String => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
        Tag::BmpString => utf16(bytes),
        Tag::UniversalString => utf32(bytes),
        _ => ascii(bytes),
    }
}

fn ascii(bytes: &[u8]) -> Option<String> {
    bytes
        .is_ascii()
        .then(|| bytes.iter().map(|byte| char::from(*byte)).collect())
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    rest.is_empty().then(|| String::from_utf16(&units).ok())?
}

fn utf32(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<4>();
    let text = units
        .iter()
        .map(|unit| char::from_u32(u32::from_be_bytes(*unit)))
        .collect();
    rest.is_empty().then_some(text)?
}

/// The text of an attribute's DER in hexadecimal: one tag byte and one length byte before it.
fn text_of_hex(hex: &str) -> Option<String> {
    let digits = hex.trim_end().as_bytes().get(4..)?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let nibble = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
    };
    let bytes: Option<Vec<u8>> = pairs
        .iter()
        .map(|[high, low]| Some(nibble(*high)? << 4 | nibble(*low)?))
        .collect();
    if rest.is_empty() { ascii(&bytes?) } else { None }
}

#[cfg(test)]
mod tests;
