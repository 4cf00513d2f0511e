//! What a function certificate says, and the certificate together with its private key.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use rustls_pki_types::CertificateDer;

/// Who a certificate is for: the name, the HSA-id and the host names it is valid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The subject's common name.
    pub name: String,
    /// The HSA-id written in the subject's serialNumber (OID 2.5.4.5); `None` leaves the attribute out, which makes a
    /// certificate that is trusted and yet identifies nobody.
    pub hsa_id: Option<String>,
    /// Host names and IP addresses of the subject alternative names.
    pub hosts: Vec<String>,
}

impl Subject {
    /// A subject with an HSA-id, valid for `localhost`, `127.0.0.1` and `::1`.
    pub fn new(name: impl Into<String>, hsa_id: impl Into<String>) -> Self {
        Self {
            hsa_id: Some(hsa_id.into()),
            ..Self::without_hsa_id(name)
        }
    }

    /// A subject without serialNumber, valid for `localhost`, `127.0.0.1` and `::1`.
    pub fn without_hsa_id(name: impl Into<String>) -> Self {
        let hosts = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).to_vec();
        Self {
            name: name.into(),
            hsa_id: None,
            hosts,
        }
    }

    /// The same subject, valid for these host names and IP addresses instead.
    pub fn at_hosts(mut self, hosts: &[&str]) -> Self {
        self.hosts = hosts.iter().map(|&host| host.to_owned()).collect();
        self
    }
}

/// From when to when a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first moment of validity.
    pub not_before: DateTime<Utc>,
    /// The last moment of validity.
    pub not_after: DateTime<Utc>,
}

impl Validity {
    /// From an hour before `now` (clocks differ between machines) until thirty days after it.
    pub fn current(now: DateTime<Utc>) -> Self {
        Self {
            not_before: now - TimeDelta::hours(1),
            not_after: now + TimeDelta::days(30),
        }
    }

    /// From thirty days before `now` until one day before it.
    pub fn expired(now: DateTime<Utc>) -> Self {
        Self {
            not_before: now - TimeDelta::days(30),
            not_after: now - TimeDelta::days(1),
        }
    }

    /// From one day after `now` until thirty days after it.
    pub fn not_yet(now: DateTime<Utc>) -> Self {
        Self {
            not_before: now + TimeDelta::days(1),
            not_after: now + TimeDelta::days(30),
        }
    }
}

/// A certificate and its private key, in PEM.
#[derive(Clone)]
pub struct FunctionCertificate {
    pub(crate) subject: Subject,
    pub(crate) serial: Vec<u8>,
    pub(crate) certificate: CertificateDer<'static>,
    pub(crate) certificate_pem: String,
    pub(crate) private_key_pem: String,
}

impl FunctionCertificate {
    /// Who the certificate is for.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The certificate's serial number (not the HSA-id), big-endian, as revocation lists name it.
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// The certificate in DER.
    pub fn der(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// The certificate in PEM.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// The private key in PEM (PKCS #8).
    pub fn private_key_pem(&self) -> &str {
        &self.private_key_pem
    }
}

impl fmt::Debug for FunctionCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FunctionCertificate")
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}
