//! Certificates and messages of the measurement.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Utc;
use rivta_pki::{Authority, Folder, FunctionCertificate, Subject, Validity};
use rivta_soap::http::{CORRELATION_ID, ORIGINAL_CONSUMER};
use rustls::client::Resumption;
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use crate::Outcome;

pub(crate) const CONTRACT: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
pub(crate) const SENDER: &str = "SE5565594230-LOAD";
pub(crate) const PROXY: &str = "SE5565594230-PROXY";
pub(crate) const RECEIVER: &str = "SE2321000131-UNIT";

/// A folder with certificates for all parts.
pub(crate) struct Material {
    pub(crate) folder: PathBuf,
}

impl Material {
    /// Issues ECDSA certificates (P-256) for `client`, `proxy` and `backend`.
    pub(crate) fn create(folder: &Path) -> Outcome<(Self, Authority)> {
        let (authority, material) = (Authority::new("load", Utc::now())?, Self::in_folder(folder));
        Folder::create(folder)?.write_authority(&authority)?;
        for (name, hsa_id) in [
            ("client", SENDER),
            ("proxy", PROXY),
            ("backend", "SE2321000131-BACKEND"),
        ] {
            material.issue(&authority, name, hsa_id)?;
        }
        Ok((material, authority))
    }

    /// Issues a certificate and writes it, in place of an earlier one of that name.
    pub(crate) fn issue(&self, authority: &Authority, name: &str, hsa_id: &str) -> Outcome<FunctionCertificate> {
        let issued = authority.issue(&Subject::new(name, hsa_id), Validity::current(Utc::now()))?;
        Folder::create(&self.folder)?.write_certificate(name, &issued)?;
        Ok(issued)
    }

    pub(crate) fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A server that admits the holders of our certificates.
    pub(crate) fn server(&self) -> Outcome<ServerConfig> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let trust = Arc::new(self.trust()?);
        let verifier = WebPkiClientVerifier::builder_with_provider(trust, Arc::clone(&provider)).build()?;
        let (chain, key) = self.identity("backend")?;
        Ok(ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain, key)?)
    }

    /// A client, with or without a memory for sessions.
    pub(crate) fn client(&self, resumes: bool) -> Outcome<ClientConfig> {
        self.client_called("client", resumes)
    }

    /// A client with the certificate of this name.
    pub(crate) fn client_called(&self, name: &str, resumes: bool) -> Outcome<ClientConfig> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let (chain, key) = self.identity(name)?;
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_root_certificates(self.trust()?)
            .with_client_auth_cert(chain, key)?;
        if !resumes {
            config.resumption = Resumption::disabled();
        }
        Ok(config)
    }

    fn trust(&self) -> Outcome<RootCertStore> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(self.path("ca.pem"))?)?;
        Ok(roots)
    }

    fn identity(&self, name: &str) -> Outcome<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
        let chain = CertificateDer::pem_file_iter(self.path(&format!("{name}.pem")))?;
        let key = PrivateKeyDer::from_pem_file(self.path(&format!("{name}-key.pem")))?;
        Ok((chain.collect::<Result<_, _>>()?, key))
    }
}

/// A message: whom it is for, and what stands in its body's first child to fill it to about so many bytes.
#[derive(Clone, Copy)]
pub(crate) struct Message<'a> {
    pub(crate) receiver: &'a str,
    pub(crate) contract: &'a str,
    pub(crate) element: &'a str,
    pub(crate) bytes: usize,
}

impl Message<'_> {
    pub(crate) fn envelope(&self) -> String {
        let Self {
            receiver,
            contract,
            element,
            bytes,
        } = self;
        let head = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">\
             <s:Header><a:LogicalAddress xmlns:a=\"urn:riv:itintegration:registry:1\">{receiver}</a:LogicalAddress></s:Header>\
             <s:Body><c:{element} xmlns:c=\"{contract}\">"
        );
        let end = format!("</c:{element}></s:Body></s:Envelope>");
        let row = "<c:row><c:code>1.2.752.129</c:code><c:text>abcdefghij</c:text></c:row>";
        let rows = bytes.saturating_sub(head.len() + end.len()) / row.len();
        [head, row.repeat(rows), end].concat()
    }
}

/// A message of the measurement.
pub(crate) fn envelope(element: &str, bytes: usize) -> String {
    let message = Message {
        receiver: RECEIVER,
        contract: CONTRACT,
        element,
        bytes,
    };
    message.envelope()
}

/// A request as the load client sends it.
pub(crate) fn request(bytes: usize) -> Vec<u8> {
    let body = envelope("RequestExemptionStatuses", bytes);
    request_with(&body, CONTRACT, "21450218-11e5-40c1-871a-29eb8a314895")
}

/// A request with this body.
pub(crate) fn request_with(body: &str, contract: &str, correlation_id: &str) -> Vec<u8> {
    let head = format!(
        "POST /vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21 HTTP/1.1\r\nHost: localhost\r\n\
         Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"{contract}:RequestExemptionStatuses\"\r\nUser-Agent: load\r\n\
         {ORIGINAL_CONSUMER}: {SENDER}\r\n{CORRELATION_ID}: {correlation_id}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat()
}
