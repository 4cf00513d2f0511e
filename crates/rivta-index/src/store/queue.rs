//! Notifications on their way to subscribers.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;
use sqlx::any::AnyArguments;

use super::{Door, Store};
use crate::engagement::Transaction;
use crate::error::Error;
use crate::message::read_transactions;

/// A message to a subscriber that is to be stored.
pub(crate) struct NewNotification {
    pub(crate) subscriber: String,
    pub(crate) correlation_id: String,
    /// The payload as an XML document.
    pub(crate) message: Vec<u8>,
    pub(crate) due: DateTime<Utc>,
}

impl NewNotification {
    /// Stands for a subscriber until the subscribers are known.
    pub(crate) const TO_NOBODY_YET: &'static str = "";

    pub(super) async fn insert(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO notification (subscriber, correlation_id, message, next_attempt) VALUES ($1, $2, $3, $4)",
        )
        .bind(&self.subscriber)
        .bind(&self.correlation_id)
        .bind(&self.message)
        .bind(self.due.timestamp_millis())
        .execute(connection)
        .await
        .map_err(Error::store("store a notification"))?;
        Ok(())
    }
}

/// A notification to send now.
#[derive(sqlx::FromRow)]
pub(crate) struct DueNotification {
    pub(crate) id: i64,
    pub(crate) correlation_id: String,
    pub(crate) message: Vec<u8>,
    pub(crate) attempts: i64,
}

/// A notification that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadNotification {
    /// Its number, to send it again by.
    pub id: i64,
    /// For whom it is.
    pub subscriber: String,
    /// The trace id of the Update it tells of.
    pub correlation_id: String,
    /// How many times it was sent.
    pub attempts: u32,
    /// When it was given up.
    pub since: DateTime<Utc>,
    /// Why the last attempt failed.
    pub reason: String,
}

impl Store {
    /// The subscribers for whom something waits, and when the first of each is due.
    pub(crate) async fn waiting_subscribers(&self) -> Result<Vec<(String, DateTime<Utc>)>, Error> {
        // The first of each waits longest: later ones stand behind it, so that changes arrive in order.
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT subscriber, next_attempt FROM notification WHERE id IN \
             (SELECT MIN(id) FROM notification WHERE dead_since IS NULL AND subscriber <> '' GROUP BY subscriber) ORDER BY next_attempt",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(Error::store("read the notifications"))?;
        Ok(rows.into_iter().map(|(to, due)| (to, moment(due))).collect())
    }

    /// Replaces the notifications whose subscribers were not known by those that `address` makes of each, in order.
    ///
    /// # Errors
    /// [`Error::Store`]: those that are left have no address yet.
    pub(crate) async fn address_notifications(
        &self,
        address: impl Fn(Vec<Transaction>, &str) -> Vec<NewNotification>,
    ) -> Result<(), Error> {
        let failed = Error::store("address a notification");
        loop {
            let mut transaction = self.write(Door::Shared, std::iter::empty()).await?;
            let oldest: Option<(String, Vec<u8>)> = sqlx::query_as(
                "DELETE FROM notification WHERE id = (SELECT MIN(id) FROM notification WHERE subscriber = '') \
                 RETURNING correlation_id, message",
            )
            .fetch_optional(&mut *transaction)
            .await
            .map_err(&failed)?;
            let Some((correlation_id, message)) = oldest else {
                return Ok(());
            };
            match read_transactions(&message) {
                Ok(told) => {
                    for notification in address(told, &correlation_id) {
                        notification.insert(&mut transaction).await?;
                    }
                }
                Err(error) => {
                    tracing::error!(correlation_id, at = %error, "a notification was changed by something else and is lost");
                }
            }
            transaction.commit().await.map_err(&failed)?;
        }
    }

    /// The first notification to a subscriber, if it is due.
    pub(crate) async fn due_notification(
        &self,
        subscriber: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<DueNotification>, Error> {
        let first: Option<DueNotification> = sqlx::query_as(
            "SELECT id, correlation_id, message, attempts FROM notification \
             WHERE subscriber = $1 AND dead_since IS NULL AND next_attempt <= $2 \
             AND id = (SELECT MIN(id) FROM notification WHERE subscriber = $1 AND dead_since IS NULL)",
        )
        .bind(subscriber)
        .bind(now.timestamp_millis())
        .fetch_optional(&self.pool)
        .await
        .map_err(Error::store("read a notification"))?;
        Ok(first)
    }

    /// The subscriber has taken it.
    pub(crate) async fn notified(&self, id: i64) -> Result<(), Error> {
        self.change_notification("DELETE FROM notification WHERE id = $1", id, |query| query)
            .await
    }

    /// It is to be sent again later.
    pub(crate) async fn postpone(&self, id: i64, attempts: i64, due: DateTime<Utc>) -> Result<(), Error> {
        const POSTPONE: &str = "UPDATE notification SET attempts = $2, next_attempt = $3 WHERE id = $1";
        self.change_notification(POSTPONE, id, |query| query.bind(attempts).bind(due.timestamp_millis()))
            .await
    }

    /// It is given up.
    pub(crate) async fn bury(&self, id: i64, attempts: i64, now: DateTime<Utc>, reason: &str) -> Result<(), Error> {
        const BURY: &str = "UPDATE notification SET attempts = $2, dead_since = $3, reason = $4 WHERE id = $1";
        let bind = |query: Query<'static>| {
            query
                .bind(attempts)
                .bind(now.timestamp_millis())
                .bind(reason.to_owned())
        };
        self.change_notification(BURY, id, bind).await
    }

    /// How many notifications wait.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn waiting_notifications(&self) -> Result<u64, Error> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM notification WHERE dead_since IS NULL")
            .fetch_one(&self.pool)
            .await
            .map_err(Error::store("count the notifications"))?;
        Ok(count.unsigned_abs())
    }

    /// How many notifications were given up.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn dead_count(&self) -> Result<u64, Error> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM notification WHERE dead_since IS NOT NULL")
            .fetch_one(&self.pool)
            .await
            .map_err(Error::store("count the dead notifications"))?;
        Ok(count.unsigned_abs())
    }

    /// The dead-letter list: notifications that were given up, oldest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn dead_notifications(&self, limit: u32) -> Result<Vec<DeadNotification>, Error> {
        let rows: Vec<(i64, String, String, i64, i64, String)> = sqlx::query_as(
            "SELECT id, subscriber, correlation_id, attempts, dead_since, COALESCE(reason, '') FROM notification \
             WHERE dead_since IS NOT NULL ORDER BY id LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await
        .map_err(Error::store("read the dead notifications"))?;
        let dead = rows.into_iter().map(|row| DeadNotification {
            id: row.0,
            subscriber: row.1,
            correlation_id: row.2,
            attempts: u32::try_from(row.3).unwrap_or(u32::MAX),
            since: moment(row.4),
            reason: row.5,
        });
        Ok(dead.collect())
    }

    /// Puts a dead notification back in the queue.
    ///
    /// # Errors
    /// [`Error::NoSuchNotification`], [`Error::Store`].
    pub(crate) async fn revive(&self, id: i64, now: DateTime<Utc>) -> Result<(), Error> {
        let changed = sqlx::query(
            "UPDATE notification SET attempts = 0, next_attempt = $2, dead_since = NULL, reason = NULL \
             WHERE id = $1 AND dead_since IS NOT NULL",
        )
        .bind(id)
        .bind(now.timestamp_millis())
        .execute(&self.pool)
        .await
        .map_err(Error::store("revive a notification"))?;
        match changed.rows_affected() {
            0 => Err(Error::NoSuchNotification(id)),
            _ => Ok(()),
        }
    }

    /// Puts every dead notification back in the queue; returns how many there were.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(crate) async fn revive_all(&self, now: DateTime<Utc>) -> Result<u64, Error> {
        let changed = sqlx::query(
            "UPDATE notification SET attempts = 0, next_attempt = $1, dead_since = NULL, reason = NULL \
             WHERE dead_since IS NOT NULL",
        )
        .bind(now.timestamp_millis())
        .execute(&self.pool)
        .await
        .map_err(Error::store("revive the notifications"))?;
        Ok(changed.rows_affected())
    }

    async fn change_notification(
        &self,
        sql: &'static str,
        id: i64,
        bind: impl FnOnce(Query<'static>) -> Query<'static>,
    ) -> Result<(), Error> {
        let query = bind(sqlx::query(sql).bind(id));
        let done = query.execute(&self.pool).await;
        done.map(drop).map_err(Error::store("change a notification"))
    }
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Any, AnyArguments>;

/// Moments are stored as milliseconds.
fn moment(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}
