//! A certification authority: issues function certificates and revocation lists.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DistinguishedName, DnType,
    DnValue, ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevocationReason, RevokedCertParams,
    SerialNumber, date_time_ymd,
};

use crate::certificate::{FunctionCertificate, Subject, Validity};
use crate::error::PkiError;

/// serialNumber in X.520, where a SITHS function certificate carries the HSA-id.
const SERIAL_NUMBER_ATTRIBUTE: &[u64] = &[2, 5, 4, 5];

/// A self-signed certification authority held in memory.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    issued: AtomicU64,
    epoch: u64,
}

impl Authority {
    /// Makes an authority with a new key, valid from a day before `now` for a year.
    ///
    /// # Errors
    /// [`PkiError::Making`] when no key can be made, [`PkiError::Time`] when `now` cannot stand in a certificate.
    pub fn new(name: &str, now: DateTime<Utc>) -> Result<Self, PkiError> {
        let failed = || PkiError::making(format!("authority {name}"));
        let validity = Validity {
            not_before: now - TimeDelta::days(365),
            not_after: now + TimeDelta::days(365),
        };
        let mut params = parameters(name, &[], validity)?;
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().map_err(failed())?;
        let issuer = CertifiedIssuer::self_signed(params, key).map_err(failed())?;
        Ok(Self {
            issuer,
            issued: AtomicU64::new(0),
            epoch: since_epoch(now)?.as_secs(),
        })
    }

    /// The authority's own certificate in PEM: what the other side must trust.
    pub fn certificate_pem(&self) -> String {
        self.issuer.pem()
    }

    /// Issues a function certificate with a new key, for use as server and as client.
    ///
    /// # Errors
    /// [`PkiError::Making`] when a host name or the subject cannot stand in a certificate or no key can be made,
    /// [`PkiError::Time`] when the validity cannot.
    pub fn issue(&self, subject: &Subject, validity: Validity) -> Result<FunctionCertificate, PkiError> {
        let failed = || PkiError::making(format!("certificate for {}", subject.name));
        let mut params = parameters(&subject.name, &subject.hosts, validity)?;
        params.distinguished_name = distinguished_name(subject).map_err(failed())?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let serial = self.next_serial();
        params.serial_number = Some(SerialNumber::from_slice(&serial));
        let key = KeyPair::generate().map_err(failed())?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(failed())?;
        Ok(FunctionCertificate {
            subject: subject.clone(),
            serial,
            certificate: certificate.der().clone(),
            certificate_pem: certificate.pem(),
            private_key_pem: key.serialize_pem(),
        })
    }

    /// Makes a revocation list (PEM) that names these certificates, issued at `now` and valid for thirty days.
    ///
    /// # Errors
    /// [`PkiError::Making`] when the list cannot be signed, [`PkiError::Time`] when `now` cannot stand in it.
    pub fn revocation_list(&self, revoked: &[&FunctionCertificate], now: DateTime<Utc>) -> Result<String, PkiError> {
        let failed = || PkiError::making("revocation list");
        let epoch = date_time_ymd(1970, 1, 1);
        let this_update = epoch + since_epoch(now)?;
        let revoked_certs = revoked
            .iter()
            .map(|certificate| RevokedCertParams {
                serial_number: SerialNumber::from_slice(certificate.serial()),
                revocation_time: this_update,
                reason_code: Some(RevocationReason::KeyCompromise),
                invalidity_date: None,
            })
            .collect();
        let params = CertificateRevocationListParams {
            this_update,
            next_update: epoch + since_epoch(now + TimeDelta::days(30))?,
            crl_number: SerialNumber::from_slice(&self.next_serial()),
            issuing_distribution_point: None,
            revoked_certs,
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params
            .signed_by(&self.issuer)
            .and_then(|list| list.pem())
            .map_err(failed())
    }

    /// Unique within the authority and, through the time it was made, between runs; the first bit stays zero because
    /// a serial number must be positive.
    fn next_serial(&self) -> Vec<u8> {
        let count = self.issued.fetch_add(1, Ordering::Relaxed) + 1;
        [self.epoch.to_be_bytes(), count.to_be_bytes()]
            .concat()
            .into_iter()
            .skip_while(|&byte| byte == 0)
            .collect()
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority")
            .field("issued", &self.issued)
            .finish_non_exhaustive()
    }
}

fn parameters(name: &str, hosts: &[String], validity: Validity) -> Result<CertificateParams, PkiError> {
    let mut params = CertificateParams::new(hosts).map_err(PkiError::making(format!("certificate for {name}")))?;
    let epoch = date_time_ymd(1970, 1, 1);
    params.distinguished_name = DistinguishedName::new();
    params.not_before = epoch + since_epoch(validity.not_before)?;
    params.not_after = epoch + since_epoch(validity.not_after)?;
    Ok(params)
}

fn distinguished_name(subject: &Subject) -> Result<DistinguishedName, rcgen::Error> {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "SE");
    name.push(DnType::CommonName, subject.name.as_str());
    if let Some(hsa_id) = &subject.hsa_id {
        // X.520 defines serialNumber as a PrintableString.
        let value = DnValue::PrintableString(hsa_id.as_str().try_into()?);
        name.push(DnType::from_oid(SERIAL_NUMBER_ATTRIBUTE), value);
    }
    Ok(name)
}

fn since_epoch(time: DateTime<Utc>) -> Result<Duration, PkiError> {
    // Certificates written here know the years 1970 to 9999.
    let seconds = u64::try_from(time.timestamp())
        .ok()
        .filter(|&seconds| seconds < 253_402_300_800);
    seconds.map(Duration::from_secs).ok_or(PkiError::Time(time))
}
