//! Sources that do what a test says.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::TimeDelta;
use rivta_consumer::Consumer;
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DateType, FeeExemptionType, IIType, TimeStampType, TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ResultCodeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_producer::RunningProducer;
use rivta_soap::time::{Clock, SystemClock, format_date, swedish_date};
use rivta_soap::value::Decimal;
use rivta_soap::{Fault, HsaId, LogicalAddress};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedSender;
use uuid::Uuid;

use crate::platform::Pki;

/// What a source does with a request.
#[derive(Clone)]
pub(crate) enum Deed {
    /// Takes it and then sends these, one after the other.
    Discloses(Vec<Message>),
    /// Takes it, and sends when it is ordered to.
    DisclosesOnOrder(Vec<Message>),
    /// Takes it when it is ordered to, and sends nothing.
    HoldsTheRequest,
    /// Refuses it with this text.
    Faults(&'static str),
}

/// A disclosure of one fee.
#[derive(Clone)]
pub(crate) struct Message {
    /// For whom an agent sends it.
    pub(crate) principal: Option<&'static str>,
    pub(crate) kronor: i64,
    /// Whether it carries the id of the request.
    pub(crate) own_id: bool,
}

/// A disclosure of one fee.
pub(crate) fn fee(kronor: i64) -> Message {
    Message {
        principal: None,
        kronor,
        own_id: true,
    }
}

/// Something that has happened at a source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A request has come, addressed so.
    Asked(String),
    /// A disclosure of the system has been answered so.
    Told(String, ResultCodeEnum),
}

/// A source at work. Each permit of `order` lets one held deed go on.
pub(crate) struct Source {
    pub(crate) order: Arc<Semaphore>,
    _producer: RunningProducer,
}

struct Script {
    hsa_id: String,
    deed: Deed,
    platform: Consumer,
    events: UnboundedSender<Event>,
    order: Arc<Semaphore>,
}

impl Source {
    pub(crate) async fn start(
        pki: &Pki,
        hsa_id: &str,
        deed: Deed,
        address: SocketAddr,
        platform: &str,
        events: UnboundedSender<Event>,
    ) -> Self {
        let order = Arc::new(Semaphore::new(0));
        let script = Arc::new(Script {
            hsa_id: hsa_id.to_owned(),
            deed,
            platform: pki.consumer(hsa_id, platform),
            events,
            order: Arc::clone(&order),
        });
        let producer = pki.producer(hsa_id, address);
        let producer = producer.handle::<RequestExemptionStatuses, _, _>(move |call| {
            let script = Arc::clone(&script);
            async move { script.take(call.logical_address.as_str(), call.request).await }
        });
        Self {
            order,
            _producer: producer.start().await.unwrap(),
        }
    }
}

impl Script {
    async fn take(
        self: Arc<Self>,
        address: &str,
        request: RequestExemptionStatusesType,
    ) -> Result<RequestExemptionStatusesResponseType, Fault> {
        // The test may have seen enough.
        let _ = self.events.send(Event::Asked(address.to_owned()));
        match self.deed.clone() {
            Deed::Faults(text) => return Err(Fault::server(text)),
            Deed::HoldsTheRequest => self.order.acquire().await.unwrap().forget(),
            Deed::Discloses(messages) => drop(tokio::spawn(self.send(messages, request))),
            Deed::DisclosesOnOrder(messages) => {
                drop(tokio::spawn(async move {
                    self.order.acquire().await.unwrap().forget();
                    self.send(messages, request).await;
                }));
            }
        }
        Ok(RequestExemptionStatusesResponseType { any: Vec::new() })
    }

    async fn send(self: Arc<Self>, messages: Vec<Message>, request: RequestExemptionStatusesType) {
        let to = LogicalAddress::new(request.response_logical_address.as_str()).unwrap();
        for message in messages {
            let disclosure = disclosure(&message, &request);
            let mut call = self.platform.request::<ProcessExemptionStatuses>(&to, &disclosure);
            if let Some(principal) = message.principal {
                call = call.acting_on_behalf_of(HsaId::new(principal).unwrap());
            }
            let answer = call.send().await.unwrap();
            let _ = self
                .events
                .send(Event::Told(self.hsa_id.clone(), answer.body.result_code));
        }
    }
}

fn disclosure(message: &Message, request: &RequestExemptionStatusesType) -> ProcessExemptionStatusesType {
    let id = if message.own_id {
        request.request_id.root.clone()
    } else {
        Uuid::new_v4().to_string()
    };
    ProcessExemptionStatusesType {
        request_id: IIType {
            root: id,
            extension: None,
            any: Vec::new(),
        },
        fee_exemption: vec![FeeExemptionType {
            patient_id: request.patient_id.clone(),
            transactions: vec![transaction(message.kronor)],
            exemptions: Vec::new(),
            any: Vec::new(),
        }],
        any: Vec::new(),
    }
}

fn transaction(kronor: i64) -> TransactionType {
    let day = format_date(swedish_date(SystemClock.now()) - TimeDelta::days(2));
    let hsa_id = |extension: &str| IIType {
        root: "1.2.752.129.2.1.4.1".to_owned(),
        extension: Some(extension.to_owned()),
        any: Vec::new(),
    };
    TransactionType {
        fee: Some(AmountType {
            amount: Decimal::new(kronor.to_string()).unwrap(),
            currency: CVType {
                code: Some("SEK".to_owned()),
                code_system: Some("1.0.4217".to_owned()),
                ..CVType::default()
            },
            any: Vec::new(),
        }),
        date_of_visit: Some(DateType::new(day.as_str()).unwrap()),
        time_of_registration: Some(TimeStampType::new(format!("{day}101500")).unwrap()),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: Some(hsa_id("SE5560000007-G")),
        care_unit: Some(hsa_id("SE5560000007-E")),
        any: Vec::new(),
    }
}
