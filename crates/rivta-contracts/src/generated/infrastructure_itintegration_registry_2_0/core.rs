// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/infrastructure_itintegration_registry/2.0/core_components/itintegration_registry_2.0.xsd
//     a5d5741f498be4efdfe8803a75ed334f4ad156dbe6365a22101c553303a2c508

//! Namespace `urn:riv:infrastructure:itintegration:registry:2`.

use rivta_soap::value::AnyUri;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:infrastructure:itintegration:registry:2",
    prefix: "core",
};

/// A logical address: an HSA-id, an organisation number, a county code (länskod) or another agreed identity of a receiver.
pub type LogicalAddressType = String;

/// A service contract, identified by the namespace of its interaction's schema.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "ServiceContract",
        prefix = "core",
        namespaces = {"core" = "urn:riv:infrastructure:itintegration:registry:2"}
    )
)]
pub struct ServiceContractType {
    /// The namespace of the interaction's messages, such as urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "ServiceContractNamespace", prefix = "core")
    )]
    pub service_contract_namespace: AnyUri,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ServiceContractType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ServiceContractType"),
            &["ServiceContractNamespace"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            service_contract_namespace: r.required(&name::SERVICE_CONTRACT_NAMESPACE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ServiceContractType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SERVICE_CONTRACT_NAMESPACE, &self.service_contract_namespace);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `LogicalAddress`
    pub const LOGICAL_ADDRESS: Name = Name::new(&NAMESPACE, "LogicalAddress")
        .tags("<core:LogicalAddress>", "</core:LogicalAddress>");
    /// `ServiceContract`
    pub const SERVICE_CONTRACT: Name = Name::new(&NAMESPACE, "ServiceContract")
        .tags("<core:ServiceContract>", "</core:ServiceContract>");
    /// `ServiceContractNamespace`
    pub const SERVICE_CONTRACT_NAMESPACE: Name = Name::new(
            &NAMESPACE,
            "ServiceContractNamespace",
        )
        .tags("<core:ServiceContractNamespace>", "</core:ServiceContractNamespace>");
}
