//! The corpus of sample messages, and the domains whose contracts and schemas judge them.

// Each test file uses its own part of this module.
#![allow(dead_code, unreachable_pub)]

pub mod agreement;
pub mod document;
pub mod fidelity;
pub mod judge;
pub mod tolerance;
pub mod validator;

use std::path::{Path, PathBuf};

use rivta_contracts::{
    financial_patientfees_exemption_1_0 as exemption, infrastructure_itintegration_registry_2_0 as registry2,
    interoperability_headers_1_0 as headers, itintegration_engagementindex_1_0 as index,
    itintegration_registry_1_0 as registry, skl_tp_vagvalsinfo_2_0 as vagvalsinfo, test_carecontact_visit_1_0 as visit,
};
use rivta_soap::contract::{Package, Roundtrip, conventional_path, roundtrip, roundtrip_tolerantly};
#[cfg(feature = "yaserde")]
use rivta_soap::xml::write_document;
use rivta_soap::xml::{Decode, DecodeError, Decoded, Encode, Name, Namespace};
use rivta_soap::{Contract, Profile};

/// What a message must be able to do here.
#[cfg(feature = "yaserde")]
pub trait Payload: Decode + Encode + yaserde::YaDeserialize + yaserde::YaSerialize {}
#[cfg(feature = "yaserde")]
impl<T: Decode + Encode + yaserde::YaDeserialize + yaserde::YaSerialize> Payload for T {}

/// What a message must be able to do here.
#[cfg(not(feature = "yaserde"))]
pub trait Payload: Decode + Encode {}
#[cfg(not(feature = "yaserde"))]
impl<T: Decode + Encode> Payload for T {}

/// A kind of message: its root element, the namespaces of its elements, and what decodes it and
/// encodes it again.
pub struct Message {
    pub root: Name,
    pub namespaces: &'static [&'static Namespace],
    pub round_trip: fn(&[u8]) -> Result<Vec<u8>, DecodeError>,
    pub round_trip_tolerantly: Roundtrip<Decoded<Vec<u8>>>,
    /// Decodes with yaserde; encodes with ours and with yaserde, which knows no text as a root.
    #[cfg(feature = "yaserde")]
    pub by_yaserde: Option<ByYaserde>,
}

#[cfg(feature = "yaserde")]
pub type ByYaserde = fn(&str) -> Result<(Vec<u8>, String), yaserde::Error>;

/// What a contract says of itself.
pub struct ContractFacts {
    pub name: &'static str,
    pub namespace: &'static str,
    pub major: u32,
    pub soap_action: &'static str,
    pub profile: Profile,
    pub request: Name,
    pub response: Name,
    pub path: String,
    pub wsdl: &'static str,
    pub package: &'static Package,
}

/// A domain of the corpus.
pub struct Domain {
    pub package: &'static Package,
    /// The folder of its samples, `valid` and `invalid`.
    pub corpus: PathBuf,
    /// The folder of its published files.
    pub published: PathBuf,
    pub contracts: Vec<ContractFacts>,
    pub messages: Vec<Message>,
}

/// A sample.
pub struct Sample {
    pub name: String,
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// A message by its type, root and namespaces. Function pointers capture nothing, so the root must
/// be a constant at each place.
macro_rules! message {
    ($payload:ty, $root:expr, $namespaces:expr) => {
        Message {
            #[cfg(feature = "yaserde")]
            by_yaserde: Some(|text| again_by_yaserde::<$payload>(text, &$root, $namespaces)),
            ..message!(simple $payload, $root, $namespaces)
        }
    };
    (simple $payload:ty, $root:expr, $namespaces:expr) => {
        Message {
            root: $root,
            namespaces: $namespaces,
            round_trip: |bytes| roundtrip::<$payload>(bytes, &$root, $namespaces),
            round_trip_tolerantly: |bytes| roundtrip_tolerantly::<$payload>(bytes, &$root, $namespaces),
            #[cfg(feature = "yaserde")]
            by_yaserde: None,
        }
    };
}

const HEADERS: &[&Namespace] = &[&headers::NAMESPACE];
const REGISTRY: &[&Namespace] = &[&registry::core::NAMESPACE];

/// Every domain of the repository; `packages.rs` tells when one is missing.
pub fn domains() -> Vec<Domain> {
    vec![
        Domain::of(&exemption::PACKAGE)
            .with_contract::<exemption::request_exemption_statuses::RequestExemptionStatuses>()
            .with_contract::<exemption::process_exemption_statuses::ProcessExemptionStatuses>(),
        Domain::of(&headers::PACKAGE)
            .with(message!(
                headers::ProcessingStatusType,
                headers::name::PROCESSING_STATUS,
                HEADERS
            ))
            .with(message!(headers::ActorType, headers::name::ACTOR, HEADERS)),
        Domain::of(&index::PACKAGE)
            .with_contract::<index::update::Update>()
            .with_contract::<index::process_notification::ProcessNotification>()
            .with_contract::<index::find_content::FindContent>()
            .with_contract::<index::get_updates::GetUpdates>(),
        Domain::of(&registry::PACKAGE)
            .with_contract::<registry::get_supported_service_contracts::GetSupportedServiceContracts>()
            .with(message!(
                simple registry::core::LogicalAddressType,
                registry::core::name::LOGICAL_ADDRESS,
                REGISTRY
            ))
            .with(message!(
                registry::core::ServiceContractType,
                registry::core::name::SERVICE_CONTRACT,
                REGISTRY
            )),
        Domain::of(&registry2::PACKAGE)
            .with_contract::<registry2::get_supported_service_contracts::GetSupportedServiceContracts>()
            .with_contract::<registry2::get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContract>(),
        Domain::of(&visit::PACKAGE).with_contract::<visit::get_visits::GetVisits>(),
        Domain::of(&vagvalsinfo::PACKAGE)
            .with_contract_beyond_yaserde::<vagvalsinfo::v2::HamtaAllaTjanstekontrakt>()
            .with_contract_beyond_yaserde::<vagvalsinfo::v2::HamtaAllaVirtualiseringar>()
            .with_contract_beyond_yaserde::<vagvalsinfo::v2::HamtaAllaAnropsBehorigheter>()
            .with_contract_beyond_yaserde::<vagvalsinfo::v2::HamtaAllaTjanstekomponenter>(),
    ]
}

impl Message {
    fn of(message: &rivta_soap::contract::Message) -> Self {
        Self {
            root: message.root,
            namespaces: message.namespaces,
            round_trip: message.roundtrip,
            round_trip_tolerantly: message.roundtrip_tolerantly,
            #[cfg(feature = "yaserde")]
            by_yaserde: None,
        }
    }
}

impl Domain {
    fn of(package: &'static Package) -> Self {
        let folder = package.domain.replace(':', "_");
        Self {
            package,
            corpus: top().join("testsuite/corpus").join(&folder),
            published: top().join("schemas").join(&folder).join(package.release),
            contracts: Vec::new(),
            messages: Vec::new(),
        }
    }

    /// A golden case: a package that is there for a construct of the schema language.
    pub fn golden(package: &'static Package, messages: &'static [rivta_soap::contract::Message]) -> Self {
        let folder = top()
            .join("testsuite/golden")
            .join(package.domain.trim_start_matches("golden:"));
        Self {
            corpus: folder.clone(),
            published: folder.join("schemas"),
            messages: messages.iter().map(Message::of).collect(),
            ..Self::of(package)
        }
    }

    fn with(mut self, message: Message) -> Self {
        self.messages.push(message);
        self
    }

    fn with_contract<C: Contract<Request: Payload, Response: Payload>>(self) -> Self {
        self.with_facts::<C>()
            .with(message!(C::Request, C::REQUEST, C::REQUEST_NAMESPACES))
            .with(message!(C::Response, C::RESPONSE, C::RESPONSE_NAMESPACES))
    }

    /// A contract of types that yaserde's derive does not know.
    fn with_contract_beyond_yaserde<C: Contract>(self) -> Self {
        self.with_facts::<C>()
            .with(message!(simple C::Request, C::REQUEST, C::REQUEST_NAMESPACES))
            .with(message!(simple C::Response, C::RESPONSE, C::RESPONSE_NAMESPACES))
    }

    fn with_facts<C: Contract>(mut self) -> Self {
        self.contracts.push(ContractFacts {
            name: C::NAME,
            namespace: C::NAMESPACE,
            major: C::MAJOR,
            soap_action: C::SOAP_ACTION,
            profile: C::PROFILE,
            request: C::REQUEST,
            response: C::RESPONSE,
            path: conventional_path::<C>(),
            wsdl: C::WSDL,
            package: C::PACKAGE,
        });
        self
    }

    /// The domain as its folders are called.
    pub fn folder(&self) -> String {
        self.package.domain.replace(':', "_")
    }

    pub fn samples(&self, kind: &str) -> Vec<Sample> {
        let folder = self.corpus.join(kind);
        let mut samples: Vec<Sample> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                Sample {
                    name: format!("{}/{kind}/{}", self.folder(), path.file_name().unwrap().display()),
                    bytes: std::fs::read(&path).unwrap(),
                    path,
                }
            })
            .collect();
        samples.sort_by(|a, b| a.name.cmp(&b.name));
        assert!(!samples.is_empty(), "no samples in {}", folder.display());
        samples
    }

    /// Decodes with the message whose root it is, and encodes again. Where none takes it, the error
    /// of the message that the root names, or else the last.
    pub fn round_trip(&self, bytes: &[u8]) -> Result<(&Message, Vec<u8>), DecodeError> {
        let mut errors = Vec::new();
        for message in &self.messages {
            match (message.round_trip)(bytes) {
                Ok(encoded) => return Ok((message, encoded)),
                Err(error) => errors.push((message.root.local, error)),
            }
        }
        let named = errors.iter().position(|(root, error)| {
            let path = error.path().strip_prefix('/').unwrap();
            path.split('/').next() == Some(*root)
        });
        Err(match named {
            Some(place) => errors.swap_remove(place).1,
            None => errors.pop().expect("every domain has messages").1,
        })
    }

    /// The schemas that judge the domain's messages: those of the interactions or, where there are
    /// none, all.
    pub fn schemas(&self) -> Vec<PathBuf> {
        let schemas = published(self.package, "xsd");
        let interactions: Vec<&str> = schemas
            .iter()
            .copied()
            .filter(|path| path.starts_with("interactions/"))
            .collect();
        let chosen = if interactions.is_empty() { schemas } else { interactions };
        chosen.into_iter().map(|path| self.published.join(path)).collect()
    }
}

/// The files of a package with this extension, by their path in it.
pub fn published(package: &Package, extension: &str) -> Vec<&'static str> {
    let paths = package.files.iter().map(|file| file.path);
    let chosen = paths.filter(|path| Path::new(path).extension() == Some(extension.as_ref()));
    chosen.collect()
}

/// The top of the repository.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[cfg(feature = "yaserde")]
fn again_by_yaserde<T: Payload>(
    text: &str,
    root: &Name,
    namespaces: &[&'static Namespace],
) -> Result<(Vec<u8>, String), yaserde::Error> {
    let value: T = yaserde::de::from_str(text)?;
    let written = write_document(root, namespaces, &value);
    Ok((written, yaserde::ser::to_string(&value)?))
}
