//! National questions, one after the other.

use std::sync::Arc;

use rivta_consumer::{Answer, Consumer, Error};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_contracts::interoperability_headers_1_0::{self as headers, ProcessingStatusType};
use rivta_soap::LogicalAddress;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::killed::SOURCES;
use crate::stage::{ASKER, OWNER, PATIENCE, PERSON};

/// How many ask each aggregator at once, each one question after the other.
pub(crate) const ASKERS: usize = 2;

type Outcome = Result<Answer<RequestExemptionStatusesResponseType>, Error>;

async fn ask(asker: &Consumer, request_id: &str) -> Outcome {
    let identity = |root: &str, extension: Option<&str>| IIType {
        root: root.to_owned(),
        extension: extension.map(str::to_owned),
        any: Vec::new(),
    };
    let person = identity("1.2.752.129.2.1.3.1", Some(PERSON));
    let actor = ActorType {
        actor_type_enum: ActorTypeEnum::Citizen,
        actor_id: person.clone(),
        care_giver_id: None,
        any: Vec::new(),
    };
    let request = RequestExemptionStatusesType {
        request_id: identity(request_id, None),
        patient_id: person,
        actor,
        response_logical_address: ASKER.to_owned(),
        any: Vec::new(),
    };
    let to = LogicalAddress::new(OWNER).unwrap();
    asker.call::<RequestExemptionStatuses>(&to, &request).await
}

/// Every source must stand in the answer, and have answered.
fn assert_whole(answer: &Answer<RequestExemptionStatusesResponseType>) {
    let status: Option<ProcessingStatusType> = answer.headers.get(&headers::name::PROCESSING_STATUS).unwrap();
    let records = status.expect("a ProcessingStatus").processing_status_list;
    let mut answered: Vec<_> = records
        .iter()
        .filter(|record| record.status_code.to_string() == "DataFromSource")
        .map(|record| record.logical_address.clone())
        .collect();
    answered.sort();
    let all: Vec<_> = (0..SOURCES).map(|source| format!("SE-SOURCE-{source}")).collect();
    assert_eq!(answered, all);
}

/// Those who ask one aggregator, again and again until they are stopped or get no answer.
pub(crate) struct Questions {
    stop: watch::Sender<bool>,
    answered: watch::Sender<usize>,
    askers: JoinSet<Option<Error>>,
}

impl Questions {
    pub(crate) fn begin(asker: &Arc<Consumer>, request_id: &'static str) -> Self {
        let (stop, answered, mut askers) = (watch::Sender::new(false), watch::Sender::new(0), JoinSet::new());
        for _ in 0..ASKERS {
            let (asker, stopped, answered) = (Arc::clone(asker), stop.subscribe(), answered.clone());
            askers.spawn(async move {
                while !*stopped.borrow() {
                    match ask(&asker, request_id).await {
                        Ok(answer) => assert_whole(&answer),
                        Err(error) => return Some(error),
                    }
                    answered.send_modify(|count| *count += 1);
                }
                None
            });
        }
        Self { stop, answered, askers }
    }

    /// Waits until so many more have been answered.
    pub(crate) async fn answers(&self, more: usize) {
        let mut answered = self.answered.subscribe();
        let goal = *answered.borrow() + more;
        let reached = answered.wait_for(|count| *count >= goal);
        timeout(PATIENCE, reached)
            .await
            .expect("questions are answered")
            .unwrap();
    }

    /// No question may have failed so far.
    pub(crate) fn assert_unbroken(&mut self) {
        assert!(self.askers.try_join_next().is_none());
    }

    /// What ended each asker that was not stopped.
    pub(crate) async fn failures(self) -> Vec<Error> {
        let ended = timeout(PATIENCE, self.askers.join_all()).await;
        ended.expect("every question ends").into_iter().flatten().collect()
    }

    /// Ends the asking; no question may have failed.
    pub(crate) async fn end(self) {
        self.stop.send_replace(true);
        let failures = self.failures().await;
        assert!(failures.is_empty(), "{failures:?}");
    }
}
