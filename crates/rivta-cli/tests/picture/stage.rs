//! The stage: platform, sources and an asker.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{Months, NaiveDateTime};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::itintegration_engagementindex_1_0::core::{
    EngagementTransactionType, EngagementType, RegisteredResidentIdentificationType, ResultCodeEnum, TS,
};
use rivta_contracts::itintegration_engagementindex_1_0::update::{Update, UpdateType};
use rivta_hogkostnadsskydd::{Actor, Asker, Inbox, Inquiry, Limits, Question, Summary};
use rivta_index::engagement::Engagement;
use rivta_producer::RunningProducer;
use rivta_soap::LogicalAddress;
use rivta_soap::identity::Personnummer;
use rivta_soap::time::{Clock, SystemClock, format_timestamp, swedish_local};
use rivta_soap::value::AnyUri;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use crate::card_system::RunningCardSystem;
use crate::platform::{ASKER, Addresses, NATIONAL, Pki, Rows, RunningIndex, start_aggregator, start_router};
use crate::ports::free_address;
use crate::source::{Deed, Event, Source};

pub(crate) const PERSON: &str = "191212121212";
/// How long a test waits for what must happen.
pub(crate) const OVERALL: Duration = Duration::from_mins(1);
const DOMAIN: &str = "riv:financial:patientfees:exemption";

/// A system that is to stand on the stage.
pub(crate) struct Part {
    pub(crate) hsa_id: String,
    pub(crate) addresses: Vec<String>,
    /// None: a real card system.
    pub(crate) deed: Option<Deed>,
    pub(crate) permitted: bool,
}

impl Part {
    pub(crate) fn scripted(hsa_id: &str, address: &str, deed: Deed) -> Self {
        Self {
            hsa_id: hsa_id.to_owned(),
            addresses: vec![address.to_owned()],
            deed: Some(deed),
            permitted: true,
        }
    }

    pub(crate) fn card_system(hsa_id: &str, counties: &[&str]) -> Self {
        Self {
            hsa_id: hsa_id.to_owned(),
            addresses: counties.iter().map(|county| (*county).to_owned()).collect(),
            deed: None,
            permitted: true,
        }
    }
}

pub(crate) struct Stage {
    pub(crate) pki: Pki,
    pub(crate) platform: String,
    pub(crate) addresses: Addresses,
    pub(crate) rows: Rows,
    pub(crate) index: Option<RunningIndex>,
    pub(crate) aggregator: Option<rivta_aggregator::Running>,
    /// By HSA-id, with the address each listens on.
    pub(crate) card_systems: Vec<(String, SocketAddr, RunningCardSystem)>,
    pub(crate) sources: Vec<(String, Source)>,
    pub(crate) asker: Asker,
    pub(crate) inbox: Inbox,
    pub(crate) events: UnboundedReceiver<Event>,
    pub(crate) receiver: Option<RunningProducer>,
    _router: rivta_router::Running,
    _folder: TempDir,
}

impl Stage {
    pub(crate) async fn set(parts: Vec<Part>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hsa_ids: Vec<&str> = parts.iter().map(|part| part.hsa_id.as_str()).collect();
        let pki = Pki::make(folder.path(), &hsa_ids);
        let addresses = Addresses::free();
        let mut rows = Rows::of(&addresses);
        let parts: Vec<_> = parts.into_iter().map(|part| (part, free_address())).collect();
        for (part, address) in &parts {
            rows.system(&part.hsa_id, &part.addresses, *address, part.permitted);
        }
        let router = start_router(&pki, rows.catalog()).await;
        let platform = format!("https://localhost:{}/vp", router.local_addr().port());
        let index = RunningIndex::start(&pki, addresses.index).await;
        let aggregator = start_aggregator(&pki, addresses.aggregator, &platform, rows.catalog()).await;
        let inbox = Inbox::new(Arc::new(SystemClock), Limits::default());
        let own = LogicalAddress::new(ASKER).unwrap();
        let asker = Asker::new(pki.consumer(ASKER, &platform), inbox.clone(), own);
        let (told, events) = unbounded_channel();
        let mut stage = Self {
            pki,
            platform,
            addresses,
            rows,
            index: Some(index),
            aggregator: Some(aggregator),
            card_systems: Vec::new(),
            sources: Vec::new(),
            asker,
            inbox,
            events,
            receiver: None,
            _router: router,
            _folder: folder,
        };
        stage.open_inbox().await;
        for (part, address) in parts {
            stage.enter(part, address, &told).await;
        }
        stage
    }

    async fn enter(&mut self, part: Part, address: SocketAddr, told: &UnboundedSender<Event>) {
        let (pki, platform, hsa_id) = (&self.pki, &self.platform, part.hsa_id);
        if let Some(deed) = part.deed {
            let source = Source::start(pki, &hsa_id, deed, address, platform, told.clone()).await;
            self.sources.push((hsa_id, source));
        } else {
            let counties: Vec<&str> = part.addresses.iter().map(String::as_str).collect();
            let system = RunningCardSystem::start(pki, &hsa_id, &counties, address, platform).await;
            self.card_systems.push((hsa_id, address, system));
        }
    }

    /// Opens the asker's end to the platform.
    pub(crate) async fn open_inbox(&mut self) {
        let inbox = self.inbox.clone();
        let producer = self.pki.producer(ASKER, self.addresses.inbox);
        let producer = producer.handle::<ProcessExemptionStatuses, _, _>(move |call| inbox.handle(call));
        self.receiver = Some(producer.start().await.unwrap());
    }

    /// Tells the index through the platform that a source has something about the person, newest so many months ago.
    pub(crate) async fn post(&self, sender: &str, (logical_address, source): (&str, &str), months: u32) {
        let newest: NaiveDateTime = swedish_local(SystemClock.now()) - Months::new(months);
        let engagement = EngagementType {
            registered_resident_identification: RegisteredResidentIdentificationType::new(PERSON).unwrap(),
            service_domain: AnyUri::new(DOMAIN),
            categorization: "fpe-es".to_owned(),
            logical_address: logical_address.to_owned(),
            business_object_instance_identifier: "NA".to_owned(),
            clinical_process_interest_id: "NA".to_owned(),
            most_recent_content: Some(TS::new(format_timestamp(newest)).unwrap()),
            source_system: source.to_owned(),
            creation_time: None,
            update_time: None,
            data_controller: logical_address.to_owned(),
            owner: None,
            any: Vec::new(),
        };
        let transaction = EngagementTransactionType {
            delete_flag: false,
            engagement,
            any: Vec::new(),
        };
        let update = UpdateType {
            engagement_transaction: vec![transaction],
            any: Vec::new(),
        };
        let to = LogicalAddress::new(NATIONAL).unwrap();
        let platform = self.pki.consumer(sender, &self.platform);
        let answer = platform.call::<Update>(&to, &update).await.unwrap();
        assert_eq!(answer.body.result_code, ResultCodeEnum::Ok);
    }

    /// A post of each scripted source, of today.
    pub(crate) async fn post_all(&self, addresses: &[(&str, &str)]) {
        for (sender, address) in addresses {
            self.post(sender, (address, address), 0).await;
        }
    }

    /// Waits until the index has so many posts about a person.
    pub(crate) async fn until_known(&self, person: &str, posts: usize) {
        let index = &self.index.as_ref().unwrap().index;
        let wanted = Engagement {
            resident: person.to_owned(),
            service_domain: DOMAIN.to_owned(),
            ..Engagement::default()
        };
        let known = async {
            while index.find(&wanted).await.unwrap().len() != posts {
                tokio::task::yield_now().await;
            }
        };
        timeout(OVERALL, known).await.expect("the index is told");
    }

    pub(crate) fn ask(&self, patience: Duration) -> Question {
        self.ask_at(NATIONAL, patience)
    }

    pub(crate) fn ask_at(&self, address: &str, patience: Duration) -> Question {
        self.ask_about(PERSON, address, patience)
    }

    /// Puts a person's question about their own fees.
    pub(crate) fn ask_about(&self, person: &str, address: &str, patience: Duration) -> Question {
        let person = Personnummer::new(person).unwrap();
        let to = LogicalAddress::new(address).unwrap();
        let inquiry = Inquiry::new(person.clone().into(), Actor::Citizen(person), vec![to]);
        self.asker.ask(&inquiry.patience(patience)).unwrap()
    }

    /// Asks and waits for the whole picture.
    pub(crate) async fn picture(&self) -> Summary {
        finish(self.ask(OVERALL)).await
    }

    /// Waits for something to happen at a source; what happens before is passed over.
    pub(crate) async fn until(&mut self, wanted: &Event) {
        let come = async { while self.events.recv().await.as_ref() != Some(wanted) {} };
        timeout(OVERALL, come).await.unwrap_or_else(|_| panic!("no {wanted:?}"));
    }

    /// Lets a held deed of a source go on.
    pub(crate) fn order(&self, hsa_id: &str) {
        let (_, source) = self.sources.iter().find(|(name, _)| name == hsa_id).unwrap();
        source.order.add_permits(1);
    }
}

pub(crate) async fn finish(question: Question) -> Summary {
    timeout(2 * OVERALL, question.finish()).await.unwrap().unwrap()
}

/// Address and state of each source.
pub(crate) fn states(summary: &Summary) -> Vec<(&str, &str)> {
    let mut states: Vec<_> = summary
        .sources
        .iter()
        .map(|source| (source.source.address.as_str(), source.state))
        .collect();
    states.sort_unstable();
    states
}
