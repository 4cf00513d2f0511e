//! What the engagement index is to be told: one row a resident and region, kept true by the transactions that store
//! events.

use chrono::{DateTime, Utc};
use rivta_soap::identity::County;
use sqlx::SqliteConnection;

use super::Store;
use crate::error::Error;

/// The newest event of each person with a national identity in each region, under the main identity, which is the one
/// the aggregating service is asked with. Ends in the clause that narrows it.
macro_rules! posts_of {
    ($where:literal, $conflict:literal) => {
        concat!(
            "INSERT INTO engagement (region, resident, wanted, version, told_version, refusals, due) ",
            "SELECT f.region, m.extension, MAX(f.changed), 1, 0, 0, 0 FROM identity m ",
            "JOIN identity i ON i.person = m.person JOIN fee f ON f.root = i.root AND f.extension = i.extension ",
            "WHERE m.main AND m.root IN ('1.2.752.129.2.1.3.1', '1.2.752.129.2.1.3.3') AND ",
            $where,
            " GROUP BY f.region, m.extension ON CONFLICT (region, resident) DO UPDATE ",
            "SET wanted = excluded.wanted, version = version + 1, refusals = 0",
            $conflict
        )
    };
}

/// A post that waits to be told. `Debug` would show the resident, so there is none.
pub(crate) struct WaitingPost {
    /// Twelve characters.
    pub(crate) resident: String,
    /// `mostRecentContent`; `None` when the post is to be removed.
    pub(crate) newest: Option<String>,
    version: i64,
}

type WaitingTuple = (String, Option<String>, i64, i64);

/// Brings the posts of a person up to date with the fees, in the transaction that has changed them.
pub(super) async fn refresh(connection: &mut SqliteConnection, person: i64) -> Result<(), Error> {
    const GONE: &str = "UPDATE engagement SET wanted = NULL, version = version + 1, refusals = 0 \
        WHERE wanted IS NOT NULL AND resident IN (SELECT extension FROM identity WHERE person = $1) \
        AND NOT EXISTS (SELECT 1 FROM identity m JOIN identity i ON i.person = m.person \
            JOIN fee f ON f.root = i.root AND f.extension = i.extension \
            WHERE m.person = $1 AND m.main AND m.extension = engagement.resident AND f.region = engagement.region)";
    for statement in [posts_of!("m.person = $1", " WHERE wanted IS NOT excluded.wanted"), GONE] {
        sqlx::query(statement)
            .bind(person)
            .execute(&mut *connection)
            .await
            .map_err(Error::store("note what the engagement index is to be told"))?;
    }
    Ok(())
}

impl Store {
    /// Notes that everything about a region is to be told anew: its posts, and for every other national identity that is
    /// known that it has none. Returns how much that is.
    ///
    /// # Errors
    /// [`Error::Store`]; nothing was noted.
    pub(crate) async fn begin_reindex(&self, county: County) -> Result<u64, Error> {
        const NO_POST: &str = "INSERT INTO engagement (region, resident, wanted, version, told_version, refusals, due) \
            SELECT $1, extension, NULL, 1, 0, 0, 0 FROM identity \
            WHERE root IN ('1.2.752.129.2.1.3.1', '1.2.752.129.2.1.3.3') \
            ON CONFLICT (region, resident) DO UPDATE SET wanted = NULL, version = version + 1, refusals = 0";
        let failed = Error::store("begin to tell a region's posts anew");
        let mut transaction = super::write(&self.ledger).await?;
        for statement in [NO_POST, posts_of!("f.region = $1", "")] {
            sqlx::query(statement)
                .bind(county.code())
                .execute(&mut *transaction)
                .await
                .map_err(&failed)?;
        }
        transaction.commit().await.map_err(failed)?;
        self.waiting_posts(county).await
    }

    /// How many posts of a region wait to be told.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn waiting_posts(&self, county: County) -> Result<u64, Error> {
        let count: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM engagement WHERE region = $1 AND version > told_version")
                .bind(county.code())
                .fetch_one(&self.ledger)
                .await
                .map_err(Error::store("count the waiting posts"))?;
        Ok(count.unsigned_abs())
    }

    /// When the first waiting post of a region may be told.
    pub(crate) async fn first_post_due(&self, county: County) -> Result<Option<DateTime<Utc>>, Error> {
        let due: Option<i64> =
            sqlx::query_scalar("SELECT MIN(due) FROM engagement WHERE region = $1 AND version > told_version")
                .bind(county.code())
                .fetch_one(&self.ledger)
                .await
                .map_err(Error::store("read the waiting posts"))?;
        Ok(due.map(super::queue::moment))
    }

    /// Takes posts of a region that may be told now, at most `most`, and notes that they may not be told again before
    /// `next`, whatever becomes of this attempt.
    ///
    /// Those that were refused together are told in halves, so that one the index cannot take does not hold up the
    /// others for ever.
    pub(crate) async fn take_posts(
        &self,
        county: County,
        most: u32,
        now: DateTime<Utc>,
        next: DateTime<Utc>,
    ) -> Result<Vec<WaitingPost>, Error> {
        let failed = Error::store("take the waiting posts");
        let mut transaction = super::write(&self.ledger).await?;
        let rows: Vec<WaitingTuple> = sqlx::query_as(
            "SELECT resident, wanted, version, refusals FROM engagement \
             WHERE region = $1 AND version > told_version AND due <= $2 ORDER BY refusals, due LIMIT $3",
        )
        .bind(county.code())
        .bind(now.timestamp_millis())
        .bind(i64::from(most))
        .fetch_all(&mut *transaction)
        .await
        .map_err(&failed)?;
        let refusals = rows.first().map_or(0, |row| row.3);
        let most = usize::try_from(most >> refusals.clamp(0, 16)).unwrap_or(1).max(1);
        let alike = rows.into_iter().take_while(|row| row.3 == refusals).take(most);
        let posts: Vec<WaitingPost> = alike
            .map(|(resident, newest, version, _)| WaitingPost {
                resident,
                newest,
                version,
            })
            .collect();
        for post in &posts {
            sqlx::query("UPDATE engagement SET due = $1 WHERE region = $2 AND resident = $3")
                .bind(next.timestamp_millis())
                .bind(county.code())
                .bind(&post.resident)
                .execute(&mut *transaction)
                .await
                .map_err(&failed)?;
        }
        transaction.commit().await.map_err(failed)?;
        Ok(posts)
    }

    /// The index has taken the posts. What has happened to them meanwhile waits until `next`.
    pub(crate) async fn posts_told(
        &self,
        county: County,
        posts: &[WaitingPost],
        next: DateTime<Utc>,
    ) -> Result<(), Error> {
        const TOLD: &str = "UPDATE engagement SET told_version = $1, due = $2, refusals = 0 \
            WHERE region = $3 AND resident = $4";
        const GONE: &str = "DELETE FROM engagement WHERE region = $1 AND resident = $2 \
            AND wanted IS NULL AND version = told_version";
        let failed = Error::store("note what the engagement index was told");
        let mut transaction = super::write(&self.ledger).await?;
        for post in posts {
            sqlx::query(TOLD)
                .bind(post.version)
                .bind(next.timestamp_millis())
                .bind(county.code())
                .bind(&post.resident)
                .execute(&mut *transaction)
                .await
                .map_err(&failed)?;
            sqlx::query(GONE)
                .bind(county.code())
                .bind(&post.resident)
                .execute(&mut *transaction)
                .await
                .map_err(&failed)?;
        }
        transaction.commit().await.map_err(failed)
    }

    /// The index has refused the posts.
    pub(crate) async fn posts_refused(&self, county: County, posts: &[WaitingPost]) -> Result<(), Error> {
        let failed = Error::store("note what the engagement index refused");
        let mut transaction = super::write(&self.ledger).await?;
        for post in posts {
            sqlx::query("UPDATE engagement SET refusals = refusals + 1 WHERE region = $1 AND resident = $2")
                .bind(county.code())
                .bind(&post.resident)
                .execute(&mut *transaction)
                .await
                .map_err(&failed)?;
        }
        transaction.commit().await.map_err(failed)
    }
}
