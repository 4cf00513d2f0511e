//! The questions and their answers (addressing catalogue, sections 3.6 to 3.8).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_catalog::{Addressee, Catalog, Filter};
use rivta_contracts::infrastructure_itintegration_registry_2_0 as registry_2;
use rivta_contracts::itintegration_registry_1_0 as registry_1;
use rivta_contracts::skl_tp_vagvalsinfo_2_0::v2;
use rivta_producer::listener::{OutgoingBody, full};
use rivta_soap::envelope::{self, Envelope, OutgoingHeaders};
use rivta_soap::value::AnyUri;
use rivta_soap::xml::{DecodeError, DecodeErrorKind, Limits};
use rivta_soap::{Contract, Fault};

use registry_1::get_supported_service_contracts as supported_1;
use registry_2::get_logical_addressees_by_service_contract as addressees;
use registry_2::get_supported_service_contracts as supported_2;

use super::rows::{List, Rows};

/// What is said when something is missing. The spelling is the incumbent's, which clients may know.
const NO_ADDRESS: &str = "LogicalAddress must not be empty or null";
const NO_CONSUMER: &str = "ServiceConsumerHsaId must not be empty or null";
const NO_CONTRACT: &str = "ServiceContractNamespece must not be empty or null";

/// Answers the question in a message.
pub(super) fn answer(
    catalog: Arc<Catalog>,
    message: &str,
    limits: &Limits,
    now: DateTime<Utc>,
) -> Result<OutgoingBody, Fault> {
    let envelope = Envelope::read(message, limits).map_err(|error| unreadable(&error))?;
    let is = |name: rivta_soap::xml::Name| {
        envelope
            .payload()
            .is_some_and(|(namespace, local)| name.is(Some(namespace), local))
    };
    let list = [
        (v2::HamtaAllaVirtualiseringar::REQUEST, List::Routes),
        (v2::HamtaAllaAnropsBehorigheter::REQUEST, List::Permissions),
        (v2::HamtaAllaTjanstekontrakt::REQUEST, List::Contracts),
        (v2::HamtaAllaTjanstekomponenter::REQUEST, List::Components),
    ]
    .into_iter()
    .find_map(|(request, list)| is(request).then_some(list));
    if let Some(list) = list {
        return Ok(Rows::of(catalog, list));
    }
    if is(supported_1::GetSupportedServiceContracts::REQUEST) {
        let request = read::<supported_1::GetSupportedServiceContracts>(envelope)?;
        return supported_by_1(&catalog, &request, now);
    }
    if is(supported_2::GetSupportedServiceContracts::REQUEST) {
        let request = read::<supported_2::GetSupportedServiceContracts>(envelope)?;
        return supported_by_2(&catalog, &request, now);
    }
    if is(addressees::GetLogicalAddresseesByServiceContract::REQUEST) {
        let request = read::<addressees::GetLogicalAddresseesByServiceContract>(envelope)?;
        return addressees_of(&catalog, &request);
    }
    Err(Fault::client("the addressing catalogue does not know this question"))
}

fn read<C: Contract>(envelope: Envelope<'_>) -> Result<C::Request, Fault> {
    let read = envelope.decode(&C::REQUEST);
    read.map(|(_, request)| request).map_err(|error| unreadable(&error))
}

fn unreadable(error: &DecodeError) -> Fault {
    let DecodeErrorKind::Expected { expected, .. } = error.kind() else {
        return Fault::client(error.to_string());
    };
    match expected.local {
        "logicalAdress" => Fault::server(NO_ADDRESS),
        "serviceConsumerHsaId" => Fault::server(NO_CONSUMER),
        "serviceContractNameSpace" | "ServiceContractNamespace" => Fault::server(NO_CONTRACT),
        _ => Fault::client(error.to_string()),
    }
}

fn write<C: Contract>(response: &C::Response) -> OutgoingBody {
    let headers = OutgoingHeaders::default();
    full(envelope::write(headers, &C::RESPONSE, C::RESPONSE_NAMESPACES, response))
}

fn given<'a>(value: &'a str, complaint: &str) -> Result<&'a str, Fault> {
    if value.is_empty() {
        Err(Fault::server(complaint))
    } else {
        Ok(value)
    }
}

fn supported_by_1(
    catalog: &Catalog,
    request: &supported_1::GetSupportedServiceContractsType,
    now: DateTime<Utc>,
) -> Result<OutgoingBody, Fault> {
    let address = given(&request.logical_adress, NO_ADDRESS)?;
    let consumer = given(&request.service_consumer_hsa_id, NO_CONSUMER)?;
    let contracts = catalog.supported_contracts(address, Some(consumer), now).into_iter();
    let response = supported_1::GetSupportedServiceContractsResponseType {
        service_contract_namespace: contracts
            .map(|contract| registry_1::core::ServiceContractType {
                service_contract_namespace: AnyUri::new(&*contract),
                any: Vec::new(),
            })
            .collect(),
        any: Vec::new(),
    };
    Ok(write::<supported_1::GetSupportedServiceContracts>(&response))
}

fn supported_by_2(
    catalog: &Catalog,
    request: &supported_2::GetSupportedServiceContractsType,
    now: DateTime<Utc>,
) -> Result<OutgoingBody, Fault> {
    let address = given(&request.logical_adress, NO_ADDRESS)?;
    let consumer = request.service_consumer_hsa_id.as_deref().filter(|id| !id.is_empty());
    let contracts = catalog.supported_contracts(address, consumer, now).into_iter();
    let response = supported_2::GetSupportedServiceContractsResponseType {
        service_contract_namespace: contracts
            .map(|contract| registry_2::core::ServiceContractType {
                service_contract_namespace: AnyUri::new(&*contract),
                any: Vec::new(),
            })
            .collect(),
        any: Vec::new(),
    };
    Ok(write::<supported_2::GetSupportedServiceContracts>(&response))
}

fn addressees_of(
    catalog: &Catalog,
    request: &addressees::GetLogicalAddresseesByServiceContractType,
) -> Result<OutgoingBody, Fault> {
    let contract = &request.service_contract_name_space.service_contract_namespace;
    let contract = given(contract.as_str(), NO_CONTRACT)?;
    let consumer = given(&request.service_consumer_hsa_id, NO_CONSUMER)?;
    let found = catalog.addressees(consumer, contract);
    let records = found.iter().map(record);
    let response = addressees::GetLogicalAddresseesByServiceContractResponseType {
        logical_address_record: records.collect(),
        any: Vec::new(),
    };
    Ok(write::<addressees::GetLogicalAddresseesByServiceContract>(&response))
}

fn record(addressee: &Addressee) -> addressees::LogicalAddresseeRecordType {
    addressees::LogicalAddresseeRecordType {
        logical_address: addressee.receiver.to_string(),
        filter: addressee.filters.iter().map(filter).collect(),
        any: Vec::new(),
    }
}

fn filter(filter: &Filter) -> addressees::FilterType {
    addressees::FilterType {
        service_domain: AnyUri::new(&*filter.service_domain),
        categorization: filter.categorizations.iter().map(ToString::to_string).collect(),
        any: Vec::new(),
    }
}
