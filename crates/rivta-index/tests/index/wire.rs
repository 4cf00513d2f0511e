//! The index as a service over mutual TLS, called with the contracts' published types.

use std::sync::Arc;

use rivta_consumer::{Consumer, Endpoint, OriginalConsumer, Trust};
use rivta_contracts::itintegration_engagementindex_1_0::{core, find_content, update};
use rivta_index::{Index, Store, service};
use rivta_pki::{Authority, FunctionCertificate, Subject, Validity};
use rivta_producer::{ClientTrust, Producer, RunningProducer};
use rivta_soap::time::{Clock as _, SystemClock};
use rivta_soap::value::AnyUri;
use rivta_soap::{FaultCode, LogicalAddress};
use tempfile::TempDir;

use crate::scene::{OWNER, PERSON, engagement};

/// The certificates of a small platform.
pub(crate) struct Certificates {
    authority: Authority,
}

impl Certificates {
    pub(crate) fn new() -> Self {
        let authority = Authority::new("Test CA", SystemClock.now()).unwrap();
        Self { authority }
    }

    fn issue(&self, hsa_id: &str) -> FunctionCertificate {
        let subject = Subject::new("localhost", hsa_id).at_hosts(&["localhost", "127.0.0.1"]);
        self.authority
            .issue(&subject, Validity::current(SystemClock.now()))
            .unwrap()
    }

    pub(crate) fn producer(&self, hsa_id: &str) -> rivta_producer::builder::ProducerBuilder {
        let own = self.issue(hsa_id);
        let identity =
            rivta_producer::Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes());
        Producer::listening_on("127.0.0.1:0".parse().unwrap())
            .identified_by(identity.unwrap())
            .admitting(ClientTrust::from_pem(self.authority.certificate_pem().as_bytes()).unwrap())
    }

    pub(crate) fn consumer(&self, hsa_id: &str, of: &RunningProducer) -> Consumer {
        let own = self.issue(hsa_id);
        let identity =
            rivta_consumer::Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes());
        Consumer::to(Endpoint::base(&format!("https://{}", of.local_addr())).unwrap())
            .trusting(Trust::from_pem(self.authority.certificate_pem().as_bytes()).unwrap())
            .identified_by(identity.unwrap())
            .on_behalf_of(OriginalConsumer::FromCertificate)
            .build()
            .unwrap()
    }
}

/// An engagement in the published type.
fn published(source: &str, categorization: &str) -> core::EngagementTransactionType {
    let one = engagement(source);
    core::EngagementTransactionType {
        delete_flag: false,
        engagement: core::EngagementType {
            registered_resident_identification: core::RegisteredResidentIdentificationType::new(one.resident).unwrap(),
            service_domain: AnyUri::new(one.service_domain),
            categorization: categorization.to_owned(),
            logical_address: one.logical_address,
            business_object_instance_identifier: one.business_object,
            clinical_process_interest_id: one.care_process,
            most_recent_content: None,
            source_system: one.source_system,
            creation_time: None,
            update_time: None,
            data_controller: one.data_controller,
            owner: None,
            any: Vec::new(),
        },
        any: Vec::new(),
    }
}

#[tokio::test]
async fn an_update_and_a_search_by_the_published_contract() {
    let folder = TempDir::new().unwrap();
    let certificates = Certificates::new();
    let store = Store::open(&folder.path().join("index.sqlite")).await.unwrap();
    let configuration = rivta_index::Configuration::of(OWNER);
    let index = Index::new(store, configuration, Arc::new(SystemClock));
    let running = service::served_by(certificates.producer(OWNER), &index)
        .start()
        .await
        .unwrap();
    let consumer = certificates.consumer("SE2321000131-R13", &running);
    let to = LogicalAddress::new(OWNER).unwrap();

    let message = update::UpdateType {
        engagement_transaction: vec![published("13", "fpe-es"), published("14", "fpe-es")],
        any: Vec::new(),
    };
    let answer = consumer.call::<update::Update>(&to, &message).await.unwrap();
    assert_eq!(answer.body.result_code, core::ResultCodeEnum::Ok);

    let wanted = find_content::FindContentType {
        registered_resident_identification: core::RegisteredResidentIdentificationType::new(PERSON).unwrap(),
        service_domain: AnyUri::new("riv:financial:patientfees:exemption"),
        categorization: Some("fpe-es".to_owned()),
        logical_address: Some("14".to_owned()),
        business_object_instance_identifier: None,
        clinical_process_interest_id: None,
        most_recent_content: None,
        source_system: None,
        data_controller: None,
        owner: None,
        any: Vec::new(),
    };
    let found = consumer.call::<find_content::FindContent>(&to, &wanted).await.unwrap();
    assert_eq!(found.body.engagement.len(), 1);
    assert_eq!(found.body.engagement[0].owner.as_deref(), Some(OWNER));
    assert!(found.body.engagement[0].creation_time.is_some());

    let twice = update::UpdateType {
        engagement_transaction: vec![published("13", "fpe-es"), published("13", "fpe-es")],
        any: Vec::new(),
    };
    let error = consumer.call::<update::Update>(&to, &twice).await.unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!(fault.code, FaultCode::Server);
    assert!(
        fault.string.starts_with("EI002: EngagementTransaction #1 and #2"),
        "{}",
        fault.string
    );
    running.shutdown().await;
}
