//! What the operator sees of the queue and may do with it. No personal data.

use chrono::{DateTime, Utc};

use super::Store;
use super::queue::moment;
use crate::error::Error;

/// How many requests are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequestCounts {
    /// Not delivered yet.
    pub waiting: u64,
    /// Accepted by the asker.
    pub delivered: u64,
    /// Not to be sent again without the operator.
    pub parked: u64,
}

/// A request whose disclosure was set aside, for the operator. No personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedRequest {
    /// Names it when it is to be tried again.
    pub key: i64,
    /// The requester's id of the request.
    pub request_id: String,
    /// County code of the region.
    pub region: String,
    /// Where the disclosure was to go.
    pub response_address: String,
    /// The trace id of the request.
    pub correlation_id: String,
    /// Attempts made.
    pub attempts: u32,
    /// Why it was set aside.
    pub reason: String,
    /// The rules the disclosure would have broken (`rule001` …); empty for other reasons.
    pub rules: Vec<String>,
    /// What the asker answered, with long numbers masked.
    pub answer: Option<String>,
    /// When it was set aside.
    pub since: DateTime<Utc>,
}

type ParkedTuple = (
    i64,
    String,
    String,
    String,
    String,
    i64,
    String,
    String,
    Option<String>,
    i64,
);

impl Store {
    /// How many requests are waiting, delivered and parked.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn request_counts(&self) -> Result<RequestCounts, Error> {
        let rows: Vec<(String, i64)> = sqlx::query_as("SELECT state, COUNT(*) FROM request GROUP BY state")
            .fetch_all(&self.requests)
            .await
            .map_err(Error::store("count requests"))?;
        let count = |state: &str| {
            rows.iter()
                .find(|row| row.0 == state)
                .map_or(0, |row| row.1.unsigned_abs())
        };
        Ok(RequestCounts {
            waiting: count("waiting"),
            delivered: count("delivered"),
            parked: count("parked"),
        })
    }

    /// The parked requests, latest first, at most `limit`.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn parked_requests(&self, limit: u32) -> Result<Vec<ParkedRequest>, Error> {
        let rows: Vec<ParkedTuple> = sqlx::query_as(
            "SELECT key, request_id, region, response_address, correlation_id, attempts, COALESCE(reason, ''), \
             COALESCE(rules, ''), answer, COALESCE(ended, 0) FROM request WHERE state = 'parked' \
             ORDER BY ended DESC, key DESC LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.requests)
        .await
        .map_err(Error::store("read parked requests"))?;
        Ok(rows.into_iter().map(parked_request).collect())
    }

    /// Lets a parked request wait for delivery again, as if it had not been tried.
    ///
    /// # Errors
    /// [`Error::NotParked`] or [`Error::Store`].
    pub async fn release(&self, key: i64, now: DateTime<Utc>) -> Result<(), Error> {
        let released = sqlx::query(
            "UPDATE request SET state = 'waiting', attempts = 0, next_attempt = $1, ended = NULL, reason = NULL, \
             rules = NULL, answer = NULL WHERE key = $2 AND state = 'parked'",
        )
        .bind(now.timestamp_millis())
        .bind(key)
        .execute(&self.requests)
        .await
        .map_err(Error::store("release a request"))?;
        if released.rows_affected() == 0 {
            Err(Error::NotParked { key })
        } else {
            Ok(())
        }
    }

    /// Forgets delivered requests that ended before `moment`; returns how many. A request that is
    /// repeated after it was forgotten is a new one.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn forget_delivered(&self, moment: DateTime<Utc>) -> Result<u64, Error> {
        let gone = sqlx::query("DELETE FROM request WHERE state = 'delivered' AND ended < $1")
            .bind(moment.timestamp_millis())
            .execute(&self.requests)
            .await
            .map_err(Error::store("forget delivered requests"))?;
        Ok(gone.rows_affected())
    }
}

fn parked_request(row: ParkedTuple) -> ParkedRequest {
    let (key, request_id, region, response_address, correlation_id, attempts, reason, rules, answer, ended) = row;
    ParkedRequest {
        key,
        request_id,
        region,
        response_address,
        correlation_id,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        reason,
        rules: rules.split_whitespace().map(str::to_owned).collect(),
        answer,
        since: moment(ended),
    }
}
