//! What is asked: the question in our words, and as the contract's `RequestExemptionStatuses`.

use std::time::Duration;

use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_soap::identity::{HsaId, LogicalAddress, PersonIdentity, Personnummer, oid};
use uuid::Uuid;

use crate::Error;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The patient.
    Citizen(Personnummer),
    /// Someone who acts for the patient.
    Guardian(Personnummer),
    /// A care giver, usually at its cash register.
    Caregiver {
        /// The HSA-id of the member of staff who asks.
        person: HsaId,
        /// The HSA-id of the care giver.
        care_giver: HsaId,
    },
}

impl Actor {
    /// The contract's code for the kind of actor.
    pub fn kind(&self) -> ActorTypeEnum {
        match self {
            Self::Citizen(_) => ActorTypeEnum::Citizen,
            Self::Guardian(_) => ActorTypeEnum::Guardian,
            Self::Caregiver { .. } => ActorTypeEnum::Caregiver,
        }
    }

    fn to_contract(&self) -> ActorType {
        let (actor_id, care_giver_id) = match self {
            Self::Citizen(person) | Self::Guardian(person) => (identity(oid::PERSONNUMMER, person.digits()), None),
            Self::Caregiver { person, care_giver } => (
                identity(oid::HSA_ID, person.as_str()),
                Some(identity(oid::HSA_ID, care_giver.as_str())),
            ),
        };
        ActorType {
            actor_type_enum: self.kind(),
            actor_id,
            care_giver_id,
            any: Vec::new(),
        }
    }
}

/// One question about one person, to one or several sources.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// The person, by the main identity of today.
    pub patient: PersonIdentity,
    /// Who asks.
    pub actor: Actor,
    /// Whom to ask: county codes, HSA-ids of source systems, or the national address.
    pub sources: Vec<LogicalAddress>,
    /// How long to wait for the disclosures, from the asking.
    pub patience: Duration,
    /// How long further disclosures are taken when every source has answered and yet more may come: an agent may
    /// answer once for each of its regions.
    pub linger: Duration,
}

impl Inquiry {
    /// How long it is lingered when nothing else is said.
    pub const LINGER: Duration = Duration::from_secs(2);

    /// How long is waited when nothing else is said. Disclosures normally come within a second or two; a
    /// person in front of a screen does not wait much longer than this.
    pub const PATIENCE: Duration = Duration::from_secs(30);

    /// A question with the default patience.
    pub fn new(patient: PersonIdentity, actor: Actor, sources: Vec<LogicalAddress>) -> Self {
        Self {
            patient,
            actor,
            sources,
            patience: Self::PATIENCE,
            linger: Self::LINGER,
        }
    }

    /// Waits `patience` for the disclosures instead of [`Inquiry::PATIENCE`].
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Lingers `linger` instead of [`Inquiry::LINGER`].
    #[must_use]
    pub fn linger(mut self, linger: Duration) -> Self {
        self.linger = linger;
        self
    }

    /// What can be said against the question before the person's age and the limits are looked at.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.sources.is_empty() {
            return Err(Error::NoSource);
        }
        for (index, source) in self.sources.iter().enumerate() {
            if self.sources.iter().take(index).any(|earlier| earlier == source) {
                return Err(Error::RepeatedSource(source.clone()));
            }
        }
        if !self.patient.is_national() && self.sources.iter().any(LogicalAddress::is_national) {
            return Err(Error::LocalIdentityNationally);
        }
        if self.sources.len() > 1 && self.sources.iter().any(LogicalAddress::is_national) {
            return Err(Error::NationalAmongOthers);
        }
        match (&self.actor, &self.patient) {
            (Actor::Citizen(actor), PersonIdentity::Personnummer(patient)) if actor != patient => {
                Err(Error::CitizenAsksForAnother)
            }
            _ => Ok(()),
        }
    }

    /// The request with this id, whose disclosures are to be sent to `response_address`.
    pub fn to_contract(&self, id: Uuid, response_address: &LogicalAddress) -> RequestExemptionStatusesType {
        RequestExemptionStatusesType {
            request_id: IIType {
                root: id.to_string(),
                extension: None,
                any: Vec::new(),
            },
            patient_id: identity(self.patient.root(), self.patient.extension()),
            actor: self.actor.to_contract(),
            response_logical_address: response_address.as_str().to_owned(),
            any: Vec::new(),
        }
    }
}

fn identity(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: Some(extension.to_owned()),
        any: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> LogicalAddress {
        LogicalAddress::new(text).unwrap()
    }

    fn tolvan() -> Personnummer {
        Personnummer::new("191212121212").unwrap()
    }

    fn inquiry(actor: Actor) -> Inquiry {
        Inquiry::new(tolvan().into(), actor, vec![address("13")])
    }

    #[test]
    fn a_citizen_asks_with_a_personnummer() {
        let id = Uuid::from_u128(7);
        let request = inquiry(Actor::Citizen(tolvan())).to_contract(id, &address("SE1-1177"));
        assert_eq!(request.request_id.root, "00000000-0000-0000-0000-000000000007");
        assert_eq!(request.request_id.extension, None);
        assert_eq!(request.patient_id.root, "1.2.752.129.2.1.3.1");
        assert_eq!(request.patient_id.extension.as_deref(), Some("191212121212"));
        assert_eq!(request.actor.actor_type_enum, ActorTypeEnum::Citizen);
        assert_eq!(request.actor.actor_id.root, "1.2.752.129.2.1.3.1");
        assert_eq!(request.actor.care_giver_id, None);
        assert_eq!(request.response_logical_address, "SE1-1177");
    }

    #[test]
    fn a_care_giver_asks_with_two_hsa_ids() {
        let actor = Actor::Caregiver {
            person: HsaId::new("SE1-P").unwrap(),
            care_giver: HsaId::new("SE1-G").unwrap(),
        };
        let request = inquiry(actor).to_contract(Uuid::from_u128(7), &address("SE1-1177"));
        assert_eq!(request.actor.actor_id.root, "1.2.752.129.2.1.4.1");
        assert_eq!(request.actor.actor_id.extension.as_deref(), Some("SE1-P"));
        let care_giver = request.actor.care_giver_id.unwrap();
        assert_eq!(
            (care_giver.root.as_str(), care_giver.extension.as_deref()),
            ("1.2.752.129.2.1.4.1", Some("SE1-G"))
        );
    }

    #[test]
    fn questions_that_cannot_be_asked() {
        let other = Personnummer::new("199001019802").unwrap();
        let mut question = inquiry(Actor::Citizen(other.clone()));
        assert_eq!(question.check(), Err(Error::CitizenAsksForAnother));
        question.actor = Actor::Guardian(other);
        assert_eq!(question.check(), Ok(()));
        question.sources = Vec::new();
        assert_eq!(question.check(), Err(Error::NoSource));
        question.sources = vec![address("13"), address("14"), address("13")];
        assert_eq!(question.check(), Err(Error::RepeatedSource(address("13"))));
    }

    #[test]
    fn a_local_reserve_id_is_not_asked_for_nationally() {
        let lrid = PersonIdentity::from_root_extension("1.2.752.97.3.1.3", "R-4711").unwrap();
        let mut question = inquiry(Actor::Guardian(tolvan()));
        question.patient = lrid;
        assert_eq!(question.check(), Ok(()));
        question.sources = vec![address("13"), address("5565594230")];
        let refusal = question.check().unwrap_err();
        assert_eq!(refusal, Error::LocalIdentityNationally);
        assert!(refusal.to_string().contains("5565594230"));
        assert!(!refusal.to_string().contains("4711"));
        question.patient = tolvan().into();
        assert_eq!(question.check(), Err(Error::NationalAmongOthers));
    }
}
