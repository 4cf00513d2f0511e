//! What a service contract is to a program.

use crate::profile::Profile;
use crate::xml::{
    Decode, DecodeError, Decoded, Encode, Limits, Name, Namespace, Strictness, keep_locations, read_document,
    read_document_as, write_document,
};

/// A service contract: one interaction with its request, its response and how it is addressed.
///
/// Implemented by generated code for an empty type named as the interaction, which stands for the
/// contract where a type is wanted: `consumer.call::<RequestExemptionStatuses>(…)`.
pub trait Contract: Send + Sync + 'static {
    /// What the consumer sends.
    type Request: Decode + Encode + Send + Sync + 'static;
    /// What the producer answers.
    type Response: Decode + Encode + Send + Sync + 'static;

    /// The interaction's name, for example `RequestExemptionStatuses`.
    const NAME: &'static str;
    /// Namespace of the request element (`…Responder:<major>`). The platform knows a contract by
    /// it, and minor versions share it.
    const NAMESPACE: &'static str;
    /// Major version.
    const MAJOR: u32;
    /// The value of the HTTP header `SOAPAction`, without quotes, as the WSDL has it. In a quarter
    /// of the published contracts it cannot be derived from the namespace.
    const SOAP_ACTION: &'static str;
    /// The profile the WSDL is written for.
    const PROFILE: Profile;
    /// Root element of the request.
    const REQUEST: Name;
    /// Root element of the response.
    const RESPONSE: Name;
    /// Namespaces that elements of a request live in.
    const REQUEST_NAMESPACES: &'static [&'static Namespace];
    /// Namespaces that elements of a response live in.
    const RESPONSE_NAMESPACES: &'static [&'static Namespace];
    /// The version of SOAP that the WSDL binds the contract to.
    const SOAP_VERSION: SoapVersion = SoapVersion::Soap11;
    /// Headers a request has beside the receiver's.
    const REQUEST_HEADERS: &'static [Name] = &[];
    /// Headers a response has.
    const RESPONSE_HEADERS: &'static [Name] = &[];
    /// Elements that the detail of a fault may hold.
    const FAULTS: &'static [Name] = &[];
    /// The published files the contract comes from.
    const PACKAGE: &'static Package;
    /// Path of the contract's WSDL in [`Self::PACKAGE`].
    const WSDL: &'static str;
}

/// A version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoapVersion {
    /// SOAP 1.1, which the profiles demand.
    Soap11,
    /// SOAP 1.2, which a few published contracts are bound to all the same.
    Soap12,
}

/// A kind of document: a global element of a package, and what decodes it and encodes it again.
///
/// Several packages may have the same root element, as releases of a domain do; [`Self::package`]
/// tells them apart.
///
/// ```
/// use rivta_soap::contract::Message;
///
/// /// Decodes strictly and encodes again with the first package that knows the root element.
/// fn again(messages: &[Message], namespace: &str, local: &str, bytes: &[u8]) -> Option<Vec<u8>> {
///     let message = messages.iter().find(|m| m.namespace() == namespace && m.local_name() == local)?;
///     message.roundtrip(bytes).ok()
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Message {
    /// The package.
    pub package: &'static Package,
    /// The root element.
    pub root: Name,
    /// The namespaces that elements of the document live in.
    pub namespaces: &'static [&'static Namespace],
    /// Decodes a document strictly and encodes it again, or tells what is wrong with it. As a method:
    /// [`Self::roundtrip`].
    pub roundtrip: Roundtrip<Vec<u8>>,
    /// Decodes a document tolerantly and encodes it again; tells where it departs from the schema, or
    /// what cannot be tolerated.
    pub roundtrip_tolerantly: Roundtrip<Decoded<Vec<u8>>>,
}

/// From the bytes of a document to those of its second coming, or to what is wrong with it.
pub type Roundtrip<T> = fn(&[u8]) -> Result<T, DecodeError>;

impl Message {
    /// The namespace of the root element; empty for none.
    pub fn namespace(&self) -> &'static str {
        self.root.namespace.uri
    }

    /// The name of the root element without its namespace.
    pub fn local_name(&self) -> &'static str {
        self.root.local
    }

    /// Decodes a document strictly and encodes it again.
    ///
    /// # Errors
    ///
    /// When the bytes are not such a document: where, and what is wrong.
    pub fn roundtrip(&self, bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
        (self.roundtrip)(bytes)
    }
}

/// Stands for the code that `rivta_codegen::Build` has written in the crate's `build.rs`.
#[macro_export]
macro_rules! include_contracts {
    () => {
        include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
    };
}

/// Decodes a document within the default limits and encodes it again.
///
/// `xsi:schemaLocation` on the root is kept. It tells validators where files lie and is no part of the
/// value, so [`read_document`] passes over it there as everywhere else.
///
/// # Errors
///
/// When the bytes are not such a document.
pub fn roundtrip<T: Decode + Encode>(
    bytes: &[u8],
    root: &Name,
    namespaces: &[&'static Namespace],
) -> Result<Vec<u8>, DecodeError> {
    let value: T = read_document(bytes, root, &Limits::default())?;
    let mut written = write_document(root, namespaces, &value);
    keep_locations(bytes, &mut written)?;
    Ok(written)
}

/// Decodes a document within the default limits, tolerantly, and encodes it again. As with [`roundtrip`],
/// `xsi:schemaLocation` on the root is kept.
///
/// # Errors
///
/// When the bytes are not such a document; see [`Strictness::Tolerant`].
pub fn roundtrip_tolerantly<T: Decode + Encode>(
    bytes: &[u8],
    root: &Name,
    namespaces: &[&'static Namespace],
) -> Result<Decoded<Vec<u8>>, DecodeError> {
    let decoded: Decoded<T> = read_document_as(bytes, root, &Limits::default(), Strictness::Tolerant)?;
    let mut value = write_document(root, namespaces, &decoded.value);
    keep_locations(bytes, &mut value)?;
    Ok(Decoded {
        value,
        departures: decoded.departures,
    })
}

/// The files of one release of a service domain, WSDL and XSD side by side as they are published.
#[derive(Debug, PartialEq, Eq)]
pub struct Package {
    /// The domain, colons between its parts: `financial:patientfees:exemption`.
    pub domain: &'static str,
    /// The release, for example `1.0`.
    pub release: &'static str,
    /// All files, sorted by path.
    pub files: &'static [File],
}

impl Package {
    /// The file at a path, `/` between its parts and no `.` or `..` among them.
    pub fn file(&self, path: &str) -> Option<&'static File> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// A published file.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    /// Path from the release's folder: `core_components/itintegration_registry_1.0.xsd`.
    pub path: &'static str,
    /// The file as it is.
    pub bytes: &'static [u8],
}

/// The URL path of a contract by RIV-TA's convention, from the domain on:
/// `/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21`.
///
/// Only a convention: neither the platform nor a producer decides anything by the path.
pub fn conventional_path<C: Contract>() -> String {
    let domain = C::PACKAGE.domain.replace(':', "/");
    format!("/{domain}/{}/{}/{}", C::NAME, C::MAJOR, C::PROFILE)
}
