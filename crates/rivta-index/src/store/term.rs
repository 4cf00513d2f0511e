//! Texts that stand in many posts, stored once and known by a number.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::Store;
use crate::error::Error;

/// The most texts remembered: the domains, categories and addresses of a whole country are fewer. Above it, texts are
/// looked up in the database each time.
const REMEMBERED: usize = 200_000;

/// The numbers of texts that have been seen. A text never changes its number.
#[derive(Default)]
pub(super) struct Terms(RwLock<HashMap<Box<str>, i64>>);

impl Terms {
    fn get(&self, text: &str) -> Option<i64> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(text).copied()
    }

    fn remember(&self, text: &str, number: i64) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < REMEMBERED {
            known.insert(text.into(), number);
        }
    }
}

impl Store {
    /// The number of a text, a new one when it has none. It is committed before any post that uses it.
    pub(super) async fn term(&self, text: &str) -> Result<i64, Error> {
        if let Some(number) = self.known_term(text).await? {
            return Ok(number);
        }
        sqlx::query("INSERT INTO term (text) VALUES ($1) ON CONFLICT (text) DO NOTHING")
            .bind(text)
            .execute(&self.pool)
            .await
            .map_err(Error::store("store a term"))?;
        let number = self.known_term(text).await?;
        number.ok_or_else(|| Error::store("store a term")(sqlx::Error::RowNotFound))
    }

    /// The number of a text, if it has one.
    pub(super) async fn known_term(&self, text: &str) -> Result<Option<i64>, Error> {
        if let Some(number) = self.terms.get(text) {
            return Ok(Some(number));
        }
        let number: Option<i64> = sqlx::query_scalar("SELECT id FROM term WHERE text = $1")
            .bind(text)
            .fetch_optional(&self.pool)
            .await
            .map_err(Error::store("look up a term"))?;
        if let Some(number) = number {
            self.terms.remember(text, number);
        }
        Ok(number)
    }
}
