//! The write lock: while an operator has it, messages are held, durably and in order, and the posts stay as they are.

use sqlx::AnyConnection;

use super::{Door, NewNotification, Store, Work};
use crate::engagement::{Timestamp, Transaction};
use crate::error::Error;
use crate::message::{read_transactions, write_transactions};
use crate::rules::Kind;

/// The states of the table's one row.
const OPEN: i64 = 0;
const LOCKED: i64 = 1;
const EMPTYING: i64 = 2;

/// A message that was held.
#[derive(sqlx::FromRow)]
struct Held {
    id: i64,
    is_update: i64,
    correlation_id: String,
    message: Vec<u8>,
}

impl Store {
    /// Whether messages are held until the operator gives the posts free.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn is_locked(&self) -> Result<bool, Error> {
        let mut connection = self.pool.acquire().await.map_err(Error::store("read the write lock"))?;
        Ok(state(&mut connection).await? == LOCKED)
    }

    /// How many messages are held.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn held_messages(&self) -> Result<u64, Error> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM held")
            .fetch_one(&self.pool)
            .await
            .map_err(Error::store("count the held messages"))?;
        Ok(count.unsigned_abs())
    }

    /// Holds every message from now on.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(crate) async fn lock(&self) -> Result<(), Error> {
        self.set_state("UPDATE write_lock SET state = 1").await
    }

    /// Gives the posts free. What was held is stored by [`Store::apply_held`], and until it is, messages queue behind it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(crate) async fn unlock(&self) -> Result<(), Error> {
        self.set_state("UPDATE write_lock SET state = 2 WHERE state = 1").await
    }

    /// Waits for the messages that are being stored, so that whoever gets the answer knows that none is any more.
    async fn set_state(&self, sql: &'static str) -> Result<(), Error> {
        let mut transaction = self.write(Door::Exclusive, std::iter::empty()).await?;
        let change = Error::store("change the write lock");
        sqlx::query(sql).execute(&mut *transaction).await.map_err(&change)?;
        transaction.commit().await.map_err(change)
    }

    /// Whether messages are to be held now. In a transaction that has come through the door.
    pub(super) async fn holds(&self, connection: &mut AnyConnection) -> Result<bool, Error> {
        Ok(state(connection).await? != OPEN)
    }

    /// Stores the oldest held message as if it had come now; `false` when there is none, or when the posts are locked.
    ///
    /// # Errors
    /// [`Error::Store`]: the message is still held.
    pub(crate) async fn apply_held(
        &self,
        own: &str,
        now: Timestamp,
        announce: impl FnOnce(Vec<Transaction>, &str) -> Vec<NewNotification>,
    ) -> Result<bool, Error> {
        let failed = Error::store("store a held message");
        let oldest: Option<Held> =
            sqlx::query_as("SELECT id, is_update, correlation_id, message FROM held ORDER BY id LIMIT 1")
                .fetch_optional(&self.pool)
                .await
                .map_err(&failed)?;
        let Some(held) = oldest else {
            return self.open_when_empty().await;
        };
        let work = Work {
            kind: if held.is_update == 1 {
                Kind::Update
            } else {
                Kind::Notification
            },
            transactions: readable(&held),
            correlation_id: held.correlation_id,
        };
        let prepared = self.prepare(&work, own).await?;
        let mut transaction = self.write(Door::Exclusive, work.residents()).await?;
        let gone = sqlx::query("DELETE FROM held WHERE id = $1 AND EXISTS (SELECT 1 FROM write_lock WHERE state = 2)")
            .bind(held.id)
            .execute(&mut *transaction)
            .await
            .map_err(&failed)?;
        if gone.rows_affected() == 0 {
            // Another process has stored it, or an operator has locked the posts again.
            return Ok(state(&mut transaction).await? == EMPTYING);
        }
        let told = prepared.apply(now, &mut transaction).await?;
        for notification in announce(told, &work.correlation_id) {
            notification.insert(&mut transaction).await?;
        }
        transaction.commit().await.map_err(failed)?;
        Ok(true)
    }

    /// Nothing is held: messages need not queue any more. One that was held just now is told of by `true`.
    async fn open_when_empty(&self) -> Result<bool, Error> {
        let change = Error::store("change the write lock");
        let mut transaction = self.write(Door::Exclusive, std::iter::empty()).await?;
        sqlx::query("UPDATE write_lock SET state = 0 WHERE state = 2 AND NOT EXISTS (SELECT 1 FROM held)")
            .execute(&mut *transaction)
            .await
            .map_err(&change)?;
        let is_emptying = state(&mut transaction).await? == EMPTYING;
        transaction.commit().await.map_err(change)?;
        Ok(is_emptying)
    }
}

/// What this program has written, it can read.
fn readable(held: &Held) -> Vec<Transaction> {
    read_transactions(&held.message).unwrap_or_else(|error| {
        let (id, correlation_id) = (held.id, &held.correlation_id);
        tracing::error!(id, correlation_id, at = %error, "a held message was changed by something else and is lost");
        Vec::new()
    })
}

async fn state(connection: &mut AnyConnection) -> Result<i64, Error> {
    sqlx::query_scalar("SELECT state FROM write_lock")
        .fetch_one(connection)
        .await
        .map_err(Error::store("read the write lock"))
}

impl Work {
    /// Keeps the message for later.
    pub(super) async fn hold(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        sqlx::query("INSERT INTO held (is_update, correlation_id, message) VALUES ($1, $2, $3)")
            .bind(i64::from(self.kind == Kind::Update))
            .bind(&self.correlation_id)
            .bind(write_transactions(&self.transactions))
            .execute(connection)
            .await
            .map_err(Error::store("hold a message"))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rivta_soap::LogicalAddress;
    use rivta_soap::time::SystemClock;

    use crate::config::Configuration;
    use crate::engagement::{Engagement, Transaction};
    use crate::{Index, Store};

    #[tokio::test]
    async fn what_comes_while_held_messages_are_stored_queues_behind_them() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("index.sqlite")).await.unwrap();
        let index = Index::new(store.clone(), Configuration::of("5565594230"), Arc::new(SystemClock));
        let to = LogicalAddress::new("5565594230").unwrap();
        let update = async |delete: bool| {
            let text = |value: &str| value.to_owned();
            let engagement = Engagement {
                resident: text("191212121212"),
                service_domain: text("riv:x"),
                categorization: text("c"),
                logical_address: text("13"),
                business_object: text("NA"),
                care_process: text("NA"),
                source_system: text("13"),
                data_controller: text("13"),
                ..Engagement::default()
            };
            let message = vec![Transaction { delete, engagement }];
            index.update(Some(&to), message, "c").await.unwrap();
        };
        index.lock().await.unwrap();
        update(false).await;
        // The order is given, and nothing of what was held has been stored yet.
        store.unlock().await.unwrap();
        update(true).await;
        assert_eq!(
            (store.held_messages().await.unwrap(), store.count().await.unwrap()),
            (2, 0)
        );
        index.store_held().await.unwrap();
        assert_eq!(
            (store.held_messages().await.unwrap(), store.count().await.unwrap()),
            (0, 0)
        );
        update(false).await;
        assert_eq!(
            (store.held_messages().await.unwrap(), store.count().await.unwrap()),
            (0, 1)
        );
    }
}
