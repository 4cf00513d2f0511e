//! The stage of the tests: a card system on a temporary file, test persons, and files to import.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_frikort::request::{Received, Refusal};
use rivta_frikort::store::Acceptance;
use rivta_frikort::{CardSystem, Configuration};
use rivta_soap::identity::{LogicalAddress, oid};
use rivta_soap::time::{Clock, FixedClock};
use tempfile::TempDir;

/// Noon in Sweden on the day most scenes play.
pub(crate) const TODAY: &str = "2026-05-10T10:00:00Z";

/// The local reserve id's root at Halland.
pub(crate) const LRID: &str = "1.2.752.97.3.1.3";

/// A card system for Halland (13) and Blekinge (10), run by an agent.
pub(crate) struct Scene {
    pub(crate) system: CardSystem,
    pub(crate) clock: FixedClock,
    _folder: TempDir,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let clock = FixedClock::at(instant(TODAY));
        let folder = TempDir::new().unwrap();
        let configuration = configuration(&folder, "");
        let system = CardSystem::open(&configuration, Arc::new(clock.clone()) as Arc<dyn Clock>)
            .await
            .unwrap();
        Self {
            system,
            clock,
            _folder: folder,
        }
    }

    pub(crate) async fn fees(&self, lines: &[String]) {
        let file = format!("{FEES}\n{}\n", lines.join("\n"));
        self.system.import_fees(file.as_bytes(), |_| ()).await.unwrap();
    }

    pub(crate) async fn link(&self, identity: (&str, &str), main: (&str, &str)) {
        let file = format!("{IDENTITIES}\n{},{},{},{}\n", identity.0, identity.1, main.0, main.1);
        self.system.import_identities(file.as_bytes(), |_| ()).await.unwrap();
    }

    pub(crate) async fn receive(
        &self,
        address: &str,
        request: &RequestExemptionStatusesType,
    ) -> Result<Acceptance, Refusal> {
        let address = LogicalAddress::new(address).unwrap();
        self.system
            .receive(&Received {
                address: &address,
                correlation_id: "c-1",
                request,
            })
            .await
    }
}

pub(crate) const FEES: &str =
    "region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled";
pub(crate) const IDENTITIES: &str = "root,extension,main_root,main_extension";

/// With extra lines for the `[outbox]` table.
pub(crate) fn configuration(folder: &TempDir, outbox: &str) -> Configuration {
    let store = folder.path().join("frikort.sqlite").display().to_string();
    let text = format!(
        r#"
        store = {store:?}
        connection = "agent"
        [[regions]]
        county_code = "13"
        name = "Region Halland"
        hsa_id = "SE2321000115-H000"
        logical_addresses = ["13"]
        lrid_roots = ["{LRID}"]
        [[regions]]
        county_code = "10"
        name = "Region Blekinge"
        hsa_id = "SE2321000081-K000"
        logical_addresses = ["10"]
        ceilings = [{{ valid_from = "20260101", kronor = 1200 }}]
        [outbox]
        {outbox}
        "#
    );
    toml::from_str(&text).unwrap()
}

pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A test person born on this day, with a birth number of the test series and its check digit.
pub(crate) fn person(born: &str, number: u32) -> String {
    assert!(
        matches!(number, 238 | 239 | 980..=999),
        "a birth number of the test series"
    );
    let digits = format!("{born}{number}");
    let sum: u32 = digits[2..]
        .bytes()
        .enumerate()
        .map(|(index, digit)| {
            let value = u32::from(digit - b'0') * if index % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A line of a file of fees: registered at noon of the visit, not cancelled.
pub(crate) fn fee(region: &str, id: &str, patient: (&str, &str), visit: &str, amount: &str) -> String {
    let (root, extension) = patient;
    format!("{region},{id},{root},{extension},{visit},{visit}120000,{amount},SE2321000115-V001,SE2321000115-E001,false")
}

pub(crate) fn personnummer(extension: &str) -> (&str, &str) {
    (oid::PERSONNUMMER, extension)
}

pub(crate) fn id(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: Some(extension.to_owned()),
        any: Vec::new(),
    }
}

/// A resident's request about themself. `number` makes the request id.
pub(crate) fn citizen(number: u32, patient: (&str, &str)) -> RequestExemptionStatusesType {
    RequestExemptionStatusesType {
        request_id: IIType {
            root: format!("6f7c1d3e-0000-4000-8000-{number:012}"),
            extension: None,
            any: Vec::new(),
        },
        patient_id: id(patient.0, patient.1),
        actor: ActorType {
            actor_type_enum: ActorTypeEnum::Citizen,
            actor_id: id(oid::PERSONNUMMER, "191212121212"),
            care_giver_id: None,
            any: Vec::new(),
        },
        response_logical_address: "SE5565594230-1177".to_owned(),
        any: Vec::new(),
    }
}

/// A request from a cash register.
pub(crate) fn care_giver(number: u32, patient: (&str, &str)) -> RequestExemptionStatusesType {
    let actor = ActorType {
        actor_type_enum: ActorTypeEnum::Caregiver,
        actor_id: id(oid::HSA_ID, "SE2321000115-P001"),
        care_giver_id: Some(id(oid::HSA_ID, "SE2321000115-V001")),
        any: Vec::new(),
    };
    RequestExemptionStatusesType {
        actor,
        ..citizen(number, patient)
    }
}
