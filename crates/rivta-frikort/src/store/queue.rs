//! Accepted requests, and how far their disclosures have come.

use chrono::{DateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_soap::identity::{County, HsaId, LogicalAddress, PersonIdentity};

use super::Store;
use crate::error::Error;

/// Who asks, as the request said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredActor {
    /// The resident.
    Citizen(PersonIdentity),
    /// A guardian.
    Guardian(PersonIdentity),
    /// A person at a care giver.
    CareGiver {
        /// The person's HSA-id.
        person: HsaId,
        /// The care giver's.
        care_giver: HsaId,
    },
}

impl StoredActor {
    /// The contract's word for it.
    pub fn kind(&self) -> ActorTypeEnum {
        match self {
            Self::Citizen(_) => ActorTypeEnum::Citizen,
            Self::Guardian(_) => ActorTypeEnum::Guardian,
            Self::CareGiver { .. } => ActorTypeEnum::Caregiver,
        }
    }
}

/// A request that has been accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRequest {
    /// The requester's id of the request, a UUID in lower case.
    pub request_id: String,
    /// The region that was asked.
    pub county: County,
    /// Whom it is about.
    pub patient: PersonIdentity,
    /// Who asks.
    pub actor: StoredActor,
    /// Where the disclosure is to be sent.
    pub response_address: LogicalAddress,
    /// The correlation id the request came with; the delivery carries it on.
    pub correlation_id: String,
}

impl StoredRequest {
    /// Whether the requester said the same thing. The correlation id is the transport's, not the
    /// requester's, and may differ.
    fn says_the_same_as(&self, other: &Self) -> bool {
        self.patient == other.patient && self.actor == other.actor && self.response_address == other.response_address
    }
}

/// What became of a request that was offered to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    /// Stored: its disclosure waits to be sent.
    Stored,
    /// The same request had been stored before; there is still one disclosure.
    Known,
    /// Its id was used before for another request. Nothing was stored.
    OtherContent,
}

/// A request that is due, with its key and the attempts already made.
#[derive(Debug, Clone)]
pub(crate) struct DueRequest {
    pub(crate) key: i64,
    pub(crate) attempts: u32,
    pub(crate) request: StoredRequest,
}

/// How a request ends.
#[derive(Debug, Clone)]
pub(crate) enum End {
    Delivered {
        answer: Option<String>,
    },
    Parked {
        reason: &'static str,
        rules: Vec<&'static str>,
        answer: Option<String>,
    },
}

type RequestTuple = (
    i64,
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    String,
    String,
);

/// A query for whole requests; what stands in the row must fit [`RequestTuple`].
macro_rules! select_requests {
    ($rest:literal) => {
        concat!(
            "SELECT key, attempts, region, request_id, patient_root, patient_extension, actor_type, actor_extension, ",
            "care_giver, response_address, correlation_id FROM request ",
            $rest
        )
    };
}

impl Store {
    /// Stores a request, so that it survives whatever happens next.
    ///
    /// # Errors
    /// [`Error::Store`]: nothing was stored and the request must not be answered as accepted.
    pub async fn accept(&self, request: &StoredRequest, now: DateTime<Utc>) -> Result<Acceptance, Error> {
        let mut transaction = super::write(&self.requests).await?;
        let known: Option<RequestTuple> = sqlx::query_as(select_requests!("WHERE region = $1 AND request_id = $2"))
            .bind(request.county.code())
            .bind(&request.request_id)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(Error::store("look up a request"))?;
        if let Some(known) = known {
            let same = stored_request(known)?.request.says_the_same_as(request);
            return Ok(if same {
                Acceptance::Known
            } else {
                Acceptance::OtherContent
            });
        }
        let (actor_type, actor, care_giver) = actor_columns(&request.actor);
        sqlx::query(
            "INSERT INTO request (region, request_id, patient_root, patient_extension, actor_type, actor_extension, \
             care_giver, response_address, correlation_id, received, state, attempts, next_attempt) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', 0, $10)",
        )
        .bind(request.county.code())
        .bind(&request.request_id)
        .bind(request.patient.root())
        .bind(request.patient.extension())
        .bind(actor_type)
        .bind(actor)
        .bind(care_giver)
        .bind(request.response_address.as_str())
        .bind(&request.correlation_id)
        .bind(now.timestamp_millis())
        .execute(&mut *transaction)
        .await
        .map_err(Error::store("store a request"))?;
        transaction.commit().await.map_err(Error::store("store a request"))?;
        Ok(Acceptance::Stored)
    }

    /// The producers with waiting disclosures and when the first of each is due, soonest first.
    pub(crate) async fn waiting_producers(&self) -> Result<Vec<(LogicalAddress, DateTime<Utc>)>, Error> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT response_address, MIN(next_attempt) AS due FROM request WHERE state = 'waiting' \
             GROUP BY response_address ORDER BY due LIMIT 1000",
        )
        .fetch_all(&self.requests)
        .await
        .map_err(Error::store("read the queue"))?;
        let producers = rows.into_iter().map(|(address, due)| {
            let damaged = |_| Error::Damaged {
                column: "request.response_address",
                row: 0,
            };
            Ok((LogicalAddress::new(address).map_err(damaged)?, moment(due)))
        });
        producers.collect()
    }

    /// The next due request to a producer.
    pub(crate) async fn next_due(
        &self,
        address: &LogicalAddress,
        now: DateTime<Utc>,
    ) -> Result<Option<DueRequest>, Error> {
        let row: Option<RequestTuple> = sqlx::query_as(select_requests!(
            "WHERE state = 'waiting' AND response_address = $1 AND next_attempt <= $2 ORDER BY next_attempt, key LIMIT 1"
        ))
        .bind(address.as_str())
        .bind(now.timestamp_millis())
        .fetch_optional(&self.requests)
        .await
        .map_err(Error::store("read the queue"))?;
        row.map(stored_request).transpose()
    }

    /// Notes a failed attempt and when to try again.
    pub(crate) async fn postpone(&self, key: i64, attempts: u32, next: DateTime<Utc>) -> Result<(), Error> {
        sqlx::query("UPDATE request SET attempts = $1, next_attempt = $2 WHERE key = $3 AND state = 'waiting'")
            .bind(i64::from(attempts))
            .bind(next.timestamp_millis())
            .bind(key)
            .execute(&self.requests)
            .await
            .map_err(Error::store("postpone a delivery"))?;
        Ok(())
    }

    /// Notes how a request ended.
    pub(crate) async fn end(&self, key: i64, attempts: u32, end: &End, now: DateTime<Utc>) -> Result<(), Error> {
        let (state, reason, rules, answer) = match end {
            End::Delivered { answer } => ("delivered", None, None, answer),
            End::Parked { reason, rules, answer } => ("parked", Some(*reason), Some(rules.join(" ")), answer),
        };
        sqlx::query(
            "UPDATE request SET state = $1, reason = $2, rules = $3, answer = $4, attempts = $5, ended = $6 \
             WHERE key = $7 AND state = 'waiting'",
        )
        .bind(state)
        .bind(reason)
        .bind(rules)
        .bind(answer)
        .bind(i64::from(attempts))
        .bind(now.timestamp_millis())
        .bind(key)
        .execute(&self.requests)
        .await
        .map_err(Error::store("note the end of a delivery"))?;
        Ok(())
    }
}

pub(super) fn moment(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or(DateTime::UNIX_EPOCH)
}

fn actor_columns(actor: &StoredActor) -> (&'static str, &str, Option<&str>) {
    match actor {
        StoredActor::Citizen(person) => ("CITIZEN", person.extension(), None),
        StoredActor::Guardian(person) => ("GUARDIAN", person.extension(), None),
        StoredActor::CareGiver { person, care_giver } => ("CAREGIVER", person.as_str(), Some(care_giver.as_str())),
    }
}

fn stored_actor(kind: &str, extension: &str, care_giver: Option<&str>) -> Option<StoredActor> {
    let person = || PersonIdentity::from_root_extension(rivta_soap::identity::oid::PERSONNUMMER, extension).ok();
    match kind {
        "CITIZEN" => person().map(StoredActor::Citizen),
        "GUARDIAN" => person().map(StoredActor::Guardian),
        _ => {
            let care_giver = HsaId::new(care_giver?).ok()?;
            HsaId::new(extension)
                .ok()
                .map(|person| StoredActor::CareGiver { person, care_giver })
        }
    }
}

fn stored_request(tuple: RequestTuple) -> Result<DueRequest, Error> {
    let (key, attempts, region, request_id, root, extension, kind, actor, care_giver, address, correlation_id) = tuple;
    let damaged = |column| Error::Damaged { column, row: key };
    let request = StoredRequest {
        request_id,
        county: County::by_code(&region).ok_or_else(|| damaged("request.region"))?,
        patient: PersonIdentity::from_root_extension(&root, &extension)
            .map_err(|_| damaged("request.patient_extension"))?,
        actor: stored_actor(&kind, &actor, care_giver.as_deref()).ok_or_else(|| damaged("request.actor_extension"))?,
        response_address: LogicalAddress::new(address).map_err(|_| damaged("request.response_address"))?,
        correlation_id,
    };
    Ok(DueRequest {
        key,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        request,
    })
}
