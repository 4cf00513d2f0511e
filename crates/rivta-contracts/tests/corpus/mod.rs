//! The corpus of sample messages and the message types that read them.

// Each test file uses its own part of this module.
#![allow(dead_code, unreachable_pub)]

use std::path::{Path, PathBuf};

use rivta_contracts::financial_patientfees_exemption_1_0 as exemption;
use rivta_contracts::{interoperability_headers_1_0 as headers, itintegration_registry_1_0 as registry};
use rivta_soap::Contract;
use rivta_soap::xml::{Decode, DecodeError, Encode, Limits, Name, Namespace, read_document, write_document};

use exemption::process_exemption_statuses::ProcessExemptionStatuses;
use exemption::request_exemption_statuses::RequestExemptionStatuses;

/// A kind of message: its root element and what decodes and encodes it again.
pub struct Message {
    pub root: Name,
    pub round_trip: fn(&[u8]) -> Result<Vec<u8>, DecodeError>,
}

/// A domain of the corpus with the schemas that judge it.
pub struct Domain {
    pub folder: &'static str,
    pub schemas: &'static [&'static str],
    pub messages: Vec<Message>,
}

/// A sample.
pub struct Sample {
    pub name: String,
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

pub fn domains() -> Vec<Domain> {
    vec![
        Domain {
            folder: "financial_patientfees_exemption",
            schemas: &[
                "interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesResponder_1.0.xsd",
                "interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesResponder_1.0.xsd",
            ],
            messages: [
                contract::<RequestExemptionStatuses>(),
                contract::<ProcessExemptionStatuses>(),
            ]
            .into_iter()
            .flatten()
            .collect(),
        },
        Domain {
            folder: "interoperability_headers",
            schemas: &["core_components/interoperability_headers_1.0.xsd"],
            messages: vec![
                Message {
                    root: headers::name::PROCESSING_STATUS,
                    round_trip: |bytes| {
                        again::<headers::ProcessingStatusType>(
                            bytes,
                            &headers::name::PROCESSING_STATUS,
                            &[&headers::NAMESPACE],
                        )
                    },
                },
                Message {
                    root: headers::name::ACTOR,
                    round_trip: |bytes| {
                        again::<headers::ActorType>(bytes, &headers::name::ACTOR, &[&headers::NAMESPACE])
                    },
                },
            ],
        },
        Domain {
            folder: "itintegration_registry",
            schemas: &["core_components/itintegration_registry_1.0.xsd"],
            messages: vec![
                Message {
                    root: registry::name::LOGICAL_ADDRESS,
                    round_trip: |bytes| {
                        again::<registry::LogicalAddressType>(
                            bytes,
                            &registry::name::LOGICAL_ADDRESS,
                            &[&registry::NAMESPACE],
                        )
                    },
                },
                Message {
                    root: registry::name::SERVICE_CONTRACT,
                    round_trip: |bytes| {
                        again::<registry::ServiceContractType>(
                            bytes,
                            &registry::name::SERVICE_CONTRACT,
                            &[&registry::NAMESPACE],
                        )
                    },
                },
            ],
        },
    ]
}

impl Domain {
    pub fn samples(&self, kind: &str) -> Vec<Sample> {
        let folder = top().join("testsuite/corpus").join(self.folder).join(kind);
        let mut samples: Vec<Sample> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                Sample {
                    name: format!("{}/{kind}/{}", self.folder, path.file_name().unwrap().display()),
                    bytes: std::fs::read(&path).unwrap(),
                    path,
                }
            })
            .collect();
        samples.sort_by(|a, b| a.name.cmp(&b.name));
        assert!(!samples.is_empty(), "no samples in {}", folder.display());
        samples
    }

    /// Decodes with the message whose root it is, and encodes again. The error of the last message
    /// where none takes it.
    pub fn round_trip(&self, bytes: &[u8]) -> Result<(Name, Vec<u8>), DecodeError> {
        let mut last = None;
        for message in &self.messages {
            match (message.round_trip)(bytes) {
                Ok(encoded) => return Ok((message.root, encoded)),
                Err(error) => last = Some(error),
            }
        }
        Err(last.expect("every domain has messages"))
    }

    pub fn schema_path(&self, schema: &str) -> PathBuf {
        top().join("schemas").join(self.folder).join("1.0").join(schema)
    }
}

/// The top of the repository.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn contract<C: Contract>() -> [Message; 2] {
    [
        Message {
            root: C::REQUEST,
            round_trip: |bytes| again::<C::Request>(bytes, &C::REQUEST, C::REQUEST_NAMESPACES),
        },
        Message {
            root: C::RESPONSE,
            round_trip: |bytes| again::<C::Response>(bytes, &C::RESPONSE, C::RESPONSE_NAMESPACES),
        },
    ]
}

fn again<T: Decode + Encode>(
    bytes: &[u8],
    root: &Name,
    namespaces: &[&'static Namespace],
) -> Result<Vec<u8>, DecodeError> {
    let value: T = read_document(bytes, root, &Limits::default())?;
    Ok(write_document(root, namespaces, &value))
}
