//! Who is at the other end of a connection.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use rivta_soap::HsaId;
use rivta_soap::certificate::{CertificateError, Notation, hsa_id_from_der};
use rustls_pki_types::CertificateDer;

/// The caller of a request, found in the request's extensions.
///
/// On a TLS listener the certificate is there and has been verified: it was issued by a trusted authority, is within
/// its validity and not revoked. Whether it names an HSA-id is another question, answered by [`Peer::hsa_id`].
#[derive(Debug, Clone)]
pub struct Peer {
    address: SocketAddr,
    certificate: Option<Arc<Certificate>>,
}

#[derive(Debug)]
struct Certificate {
    der: Bytes,
    hsa_id: Result<HsaId, CertificateError>,
    subject: OnceLock<Option<String>>,
}

impl Peer {
    pub(crate) fn new(address: SocketAddr, certificate: Option<&CertificateDer<'_>>) -> Self {
        let read = |der: &CertificateDer<'_>| Certificate {
            der: Bytes::copy_from_slice(der),
            hsa_id: hsa_id_from_der(der),
            subject: OnceLock::new(),
        };
        Self {
            address,
            certificate: certificate.map(|der| Arc::new(read(der))),
        }
    }

    /// The caller's network address, as the operating system saw it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The verified client certificate in DER; `None` on a listener without TLS.
    pub fn certificate(&self) -> Option<&Bytes> {
        self.certificate.as_ref().map(|certificate| &certificate.der)
    }

    /// The HSA-id in the certificate subject's serialNumber (OID 2.5.4.5), or why there is none; `None` on a listener
    /// without TLS.
    pub fn hsa_id(&self) -> Option<Result<&HsaId, &CertificateError>> {
        self.certificate.as_ref().map(|certificate| certificate.hsa_id.as_ref())
    }

    /// The subject of the client certificate, `CN=a, SERIALNUMBER=b`; `None` on a listener without TLS. Worked out
    /// once for a connection.
    pub fn subject(&self) -> Option<&str> {
        let Certificate { der, subject, .. } = self.certificate.as_deref()?;
        subject.get_or_init(|| Notation::Spaced.subject(der).ok()).as_deref()
    }
}
