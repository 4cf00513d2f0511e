//! Receiving `RequestExemptionStatuses`: check, store, and only then answer.
//!
//! * The logical address in the header selects the region. The national address is never one of this
//!   system's own, so a request sent to it by mistake is refused.
//! * What the schema cannot say is checked here: the request id is a UUID, identities fit their OIDs
//!   and have a valid check digit and date, the actor's ids fit the actor's kind. The fault names the
//!   element and what is expected there, never the value.
//! * A local reserve id (LRID) is accepted when its root OID is configured at the region that was
//!   addressed. It has no meaning anywhere else.
//! * The request is committed to disk before the empty response leaves. A requester that got no answer
//!   may send the same request again: same id and same content is accepted once more and still gives
//!   one disclosure; same id with other content is refused.

use std::fmt;

use chrono::{DateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ActorType, IIType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_soap::Fault;
use rivta_soap::identity::{HsaId, LogicalAddress, PersonIdentity, PersonIdentityKind, oid};
use uuid::Uuid;

use crate::region::{Region, Regions};
use crate::store::{Acceptance, Store, StoredActor, StoredRequest};

/// A considered no to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The logical address is not one of this system's own.
    UnknownAddress,
    /// An element says what it may not.
    Element {
        /// Its path in the request.
        path: &'static str,
        /// What is expected there.
        expected: &'static str,
    },
    /// The request id was used before for another request.
    RequestIdReused,
    /// The request could not be stored. The log id leads the operator to the reason.
    NotStored {
        /// A UUID in the operator's log.
        log_id: String,
    },
}

impl Refusal {
    /// The fault the requester gets: `Client` for what the requester can mend, `Server` otherwise.
    pub fn to_fault(&self) -> Fault {
        match self {
            Self::NotStored { log_id } => Fault::server(self.to_string()).with_log_id(log_id),
            _ => Fault::client(self.to_string()),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAddress => f.write_str("LogicalAddress: not an address of this system"),
            Self::Element { path, expected } => write!(f, "RequestExemptionStatuses/{path}: expected {expected}"),
            Self::RequestIdReused => f.write_str(
                "RequestExemptionStatuses/requestId/root: this id was used before for a request with other content",
            ),
            Self::NotStored { .. } => {
                f.write_str("The request could not be stored and was not accepted; send it again later")
            }
        }
    }
}

/// A request as it arrived.
#[derive(Clone, Copy)]
pub struct Received<'a> {
    /// The logical address in the SOAP header.
    pub address: &'a LogicalAddress,
    /// The trace id of the call.
    pub correlation_id: &'a str,
    /// The body.
    pub request: &'a RequestExemptionStatusesType,
}

/// Checks and stores a request. When this returns `Ok`, the request is on disk.
///
/// # Errors
/// [`Refusal`]; nothing was stored.
pub async fn receive(
    store: &Store,
    regions: &Regions,
    now: DateTime<Utc>,
    received: &Received<'_>,
) -> Result<Acceptance, Refusal> {
    let region = regions.at(received.address).ok_or(Refusal::UnknownAddress)?;
    let request = checked(region, received)?;
    match store.accept(&request, now).await {
        Ok(Acceptance::OtherContent) => Err(Refusal::RequestIdReused),
        Ok(acceptance) => Ok(acceptance),
        Err(error) => {
            let log_id = Uuid::new_v4().to_string();
            tracing::error!(log_id, correlation_id = received.correlation_id, %error, "a request could not be stored");
            Err(Refusal::NotStored { log_id })
        }
    }
}

/// Checks a request to a region.
///
/// # Errors
/// [`Refusal::Element`].
pub fn checked(region: &Region, received: &Received<'_>) -> Result<StoredRequest, Refusal> {
    let request = received.request;
    Ok(StoredRequest {
        request_id: request_id(&request.request_id)?,
        county: region.county,
        patient: patient(region, &request.patient_id)?,
        actor: actor(&request.actor)?,
        response_address: response_address(&request.response_logical_address)?,
        correlation_id: trace_id(received.correlation_id),
    })
}

/// The trace id of the call, if it can be sent on; otherwise a new one.
fn trace_id(text: &str) -> String {
    const LONGEST: usize = 128;
    let can_be_sent = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if can_be_sent {
        text.to_owned()
    } else {
        Uuid::new_v4().to_string()
    }
}

fn refusal(path: &'static str, expected: &'static str) -> Refusal {
    Refusal::Element { path, expected }
}

fn request_id(id: &IIType) -> Result<String, Refusal> {
    if id.extension.is_some() {
        return Err(refusal("requestId/extension", "no such element"));
    }
    let uuid = Uuid::try_parse(&id.root)
        .ok()
        .filter(|_| id.root.len() == uuid::fmt::Hyphenated::LENGTH);
    // Lower case, so that one id cannot be two because of its spelling.
    uuid.map(|uuid| uuid.hyphenated().to_string())
        .ok_or_else(|| refusal("requestId/root", "a UUID"))
}

fn patient(region: &Region, id: &IIType) -> Result<PersonIdentity, Refusal> {
    let national = [oid::PERSONNUMMER, oid::SAMORDNINGSNUMMER, oid::NRID].contains(&id.root.as_str());
    if !national && !region.lrid_roots.contains(&id.root) {
        return Err(refusal(
            "patientId/root",
            "the OID of personnummer, samordningsnummer or national reserve id, or of a local reserve id of the addressed region",
        ));
    }
    let extension = id.extension.as_deref().unwrap_or_default();
    PersonIdentity::from_root_extension(&id.root, extension).map_err(|_| {
        refusal(
            "patientId/extension",
            "an id of the kind its root gives, with an existing date and a valid check digit",
        )
    })
}

fn actor(actor: &ActorType) -> Result<StoredActor, Refusal> {
    match &actor.actor_type_enum {
        ActorTypeEnum::Citizen => resident(actor).map(StoredActor::Citizen),
        ActorTypeEnum::Guardian => resident(actor).map(StoredActor::Guardian),
        ActorTypeEnum::Caregiver => {
            let person = hsa_id(&actor.actor_id, "actor/actorId/root", "actor/actorId/extension")?;
            let care_giver = actor.care_giver_id.as_ref();
            let care_giver = care_giver.ok_or_else(|| {
                refusal(
                    "actor/careGiverId",
                    "the care giver's HSA-id, as the actor is CAREGIVER",
                )
            })?;
            let care_giver = hsa_id(care_giver, "actor/careGiverId/root", "actor/careGiverId/extension")?;
            Ok(StoredActor::CareGiver { person, care_giver })
        }
        ActorTypeEnum::Unlisted(_) => Err(refusal("actor/actorTypeEnum", "CITIZEN, GUARDIAN or CAREGIVER")),
    }
}

fn resident(actor: &ActorType) -> Result<PersonIdentity, Refusal> {
    if actor.care_giver_id.is_some() {
        return Err(refusal(
            "actor/careGiverId",
            "no such element, as the actor is not CAREGIVER",
        ));
    }
    let id = &actor.actor_id;
    if id.root != oid::PERSONNUMMER {
        return Err(refusal("actor/actorId/root", "the OID of personnummer"));
    }
    let person = PersonIdentity::from_root_extension(&id.root, id.extension.as_deref().unwrap_or_default());
    person
        .ok()
        .filter(|person| person.kind() == PersonIdentityKind::Personnummer)
        .ok_or_else(|| {
            refusal(
                "actor/actorId/extension",
                "a personnummer with an existing date and a valid check digit",
            )
        })
}

fn hsa_id(id: &IIType, root: &'static str, extension: &'static str) -> Result<HsaId, Refusal> {
    if id.root != oid::HSA_ID {
        return Err(refusal(root, "the OID of HSA-ids"));
    }
    HsaId::new(id.extension.as_deref().unwrap_or_default()).map_err(|_| refusal(extension, "an HSA-id"))
}

fn response_address(text: &str) -> Result<LogicalAddress, Refusal> {
    LogicalAddress::new(text).map_err(|_| refusal("responseLogicalAddress", "a logical address of at most 256 bytes"))
}

#[cfg(test)]
mod tests {
    use super::trace_id;

    #[test]
    fn a_trace_id_that_cannot_be_sent_on_gets_a_new_one_in_its_place() {
        let longest = "x".repeat(128);
        for kept in ["a", "trace-1", longest.as_str()] {
            assert_eq!(trace_id(kept), kept);
        }
        for replaced in ["", "a b", "å", "a\nb", "x".repeat(129).as_str()] {
            let new = trace_id(replaced);
            assert!(uuid::Uuid::try_parse(&new).is_ok() && new != replaced, "{replaced:?}");
        }
    }
}
