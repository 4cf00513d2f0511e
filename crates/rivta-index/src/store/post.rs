//! Posts: what the index says of who has what about whom.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Any, AnyConnection};

use super::{Door, NewNotification, Store};
use crate::engagement::{Engagement, Key, Timestamp, Transaction};
use crate::error::Error;
use crate::rules::Kind;

/// What a message is to do to the store.
pub(crate) struct Work {
    /// Which message it is.
    pub(crate) kind: Kind,
    /// Its transactions, with the owners that are to be stored.
    pub(crate) transactions: Vec<Transaction>,
    /// Its trace id.
    pub(crate) correlation_id: String,
}

/// What a transaction is to do to the store.
struct Change {
    /// The post's identity, its owner included.
    key: Key,
    /// What becomes of the post.
    content: Content,
}

/// What becomes of a post.
#[derive(Clone, Copy)]
enum Content {
    /// It is removed.
    Removed,
    /// It is stored. The times are those another index gave it; without them this index's clock counts.
    Stored {
        /// `mostRecentContent`.
        moment: Option<Timestamp>,
        /// `creationTime` by another index.
        created: Option<Timestamp>,
        /// `updateTime` by another index.
        updated: Option<Timestamp>,
    },
}

impl Change {
    fn of(transaction: &Transaction) -> Self {
        let engagement = &transaction.engagement;
        let time = |text: &Option<String>| text.as_deref().and_then(Timestamp::parse);
        let content = if transaction.delete {
            Content::Removed
        } else {
            Content::Stored {
                moment: engagement.content_moment(),
                created: time(&engagement.creation_time),
                updated: time(&engagement.update_time),
            }
        };
        Self {
            key: engagement.key(),
            content,
        }
    }
}

impl Work {
    pub(super) fn residents(&self) -> impl Iterator<Item = &str> {
        self.transactions
            .iter()
            .map(|transaction| transaction.engagement.resident.as_str())
    }
}

/// Work whose texts have their numbers.
pub(super) struct Prepared {
    kind: Kind,
    rows: Vec<Row>,
    /// An owner whose posts of the same identity are removed: they have another owner now.
    moved_from: Option<i64>,
}

impl Prepared {
    /// Makes all changes in the order given. Returns what subscribers are told: of an Update what it has changed (pR5),
    /// of a notification all of it, as another index has found it worth telling.
    pub(super) async fn apply(
        &self,
        now: Timestamp,
        connection: &mut AnyConnection,
    ) -> Result<Vec<Transaction>, Error> {
        let mut told = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            if let Some(owner) = self.moved_from {
                row.remove(owner, connection).await?;
            }
            told.extend(row.apply(self.kind, now, connection).await?);
        }
        Ok(told)
    }
}

impl Store {
    /// Makes all changes of a message in the order given, or none, and stores the messages that `announce` makes of
    /// those worth telling. While the posts are locked, the message is held instead.
    ///
    /// # Errors
    /// [`Error::Store`]: nothing was stored and the message must not be answered as done.
    pub(crate) async fn apply(
        &self,
        work: &Work,
        own: &str,
        now: Timestamp,
        announce: impl FnOnce(Vec<Transaction>, &str) -> Vec<NewNotification>,
    ) -> Result<(), Error> {
        let prepared = self.prepare(work, own).await?;
        let mut transaction = self.write(Door::Shared, work.residents()).await?;
        if self.holds(&mut transaction).await? {
            work.hold(&mut transaction).await?;
        } else {
            let told = prepared.apply(now, &mut transaction).await?;
            for notification in announce(told, &work.correlation_id) {
                notification.insert(&mut transaction).await?;
            }
        }
        transaction.commit().await.map_err(Error::store("store a message"))
    }

    /// Gives the texts of a message their numbers. `own` is this index's owner.
    pub(super) async fn prepare(&self, work: &Work, own: &str) -> Result<Prepared, Error> {
        let mut rows = Vec::with_capacity(work.transactions.len());
        for transaction in &work.transactions {
            rows.push(self.row(Change::of(transaction)).await?);
        }
        let moved_from = match work.kind {
            Kind::Notification => self.known_term(own).await?,
            Kind::Update => None,
        };
        Ok(Prepared {
            kind: work.kind,
            rows,
            moved_from,
        })
    }

    async fn row(&self, change: Change) -> Result<Row, Error> {
        let key = &change.key;
        Ok(Row {
            terms: [
                self.term(&key.service_domain).await?,
                self.term(&key.categorization).await?,
                self.term(&key.logical_address).await?,
                self.term(&key.source_system).await?,
                self.term(&key.data_controller).await?,
                self.term(&key.owner).await?,
            ],
            change,
        })
    }

    /// The posts that have all the fields given; a moment admits posts of that moment and later ones, and none that has
    /// no moment.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn find(&self, wanted: &Engagement) -> Result<Vec<Engagement>, Error> {
        let texts = wanted.texts().map(String::as_str);
        let mut query = sqlx::query_as::<_, PostRow>(FIND);
        for text in texts {
            query = query.bind(text);
        }
        let moment = wanted.content_moment().map_or(0, Timestamp::number);
        let rows = query.bind(moment).fetch_all(&self.pool).await;
        let rows = rows.map_err(Error::store("look for posts"))?;
        Ok(rows.into_iter().map(PostRow::into_engagement).collect())
    }

    /// How many posts there are.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn count(&self) -> Result<u64, Error> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM post")
            .fetch_one(&self.pool)
            .await
            .map_err(Error::store("count the posts"))?;
        Ok(count.unsigned_abs())
    }
}

/// The first two criteria are the beginning of the table's key; the others sort out the few posts that a resident has.
const FIND: &str = "SELECT p.resident, d.text, c.text, l.text, p.business_object, p.care_process, p.most_recent_content, \
    s.text, p.created, p.updated, k.text, o.text FROM post p \
    JOIN term d ON d.id = p.service_domain JOIN term c ON c.id = p.categorization \
    JOIN term l ON l.id = p.logical_address JOIN term s ON s.id = p.source_system \
    JOIN term k ON k.id = p.data_controller JOIN term o ON o.id = p.owner \
    WHERE p.resident = $1 AND p.service_domain = (SELECT id FROM term WHERE text = $2) \
    AND ($3 = '' OR c.text = $3) AND ($4 = '' OR l.text = $4) AND ($5 = '' OR p.business_object = $5) \
    AND ($6 = '' OR p.care_process = $6) AND ($7 = '' OR s.text = $7) AND ($8 = '' OR k.text = $8) \
    AND ($9 = '' OR o.text = $9) AND ($10 = 0 OR p.most_recent_content >= $10)";

/// The columns of [`FIND`].
#[derive(sqlx::FromRow)]
struct PostRow(
    String,
    String,
    String,
    String,
    String,
    String,
    Option<i64>,
    String,
    i64,
    Option<i64>,
    String,
    String,
);

impl PostRow {
    fn into_engagement(self) -> Engagement {
        let Self(
            resident,
            service_domain,
            categorization,
            logical_address,
            business_object,
            care_process,
            moment,
            source_system,
            created,
            updated,
            data_controller,
            owner,
        ) = self;
        let key = Key {
            resident,
            service_domain,
            categorization,
            logical_address,
            source_system,
            data_controller,
            owner,
            business_object,
            care_process,
        };
        let times = (
            moment.map(Timestamp::from_number),
            Some(Timestamp::from_number(created)),
            updated.map(Timestamp::from_number),
        );
        Engagement::of(key, times.0, times.1, times.2)
    }
}

/// A change whose key has numbers for its common texts, in the order of the table's columns.
struct Row {
    terms: [i64; 6],
    change: Change,
}

type Query<'q> = sqlx::query::Query<'q, Any, AnyArguments>;

/// A query about the one row of a key; further parameters begin at `$10`.
macro_rules! of_key {
    ($beginning:literal) => {
        concat!(
            $beginning,
            " WHERE resident = $1 AND service_domain = $2 AND categorization = $3 AND logical_address = $4 ",
            "AND source_system = $5 AND data_controller = $6 AND owner = $7 AND business_object = $8 ",
            "AND care_process = $9"
        )
    };
}

impl Row {
    /// Binds the nine columns of the key.
    fn bind<'q>(&'q self, query: Query<'q>) -> Query<'q> {
        let [.., owner] = self.terms;
        self.bind_with(owner, query)
    }

    fn bind_with<'q>(&'q self, owner: i64, query: Query<'q>) -> Query<'q> {
        let key = &self.change.key;
        let [domain, category, address, source, controller, _] = self.terms;
        let mut query = query.bind(&key.resident);
        for term in [domain, category, address, source, controller, owner] {
            query = query.bind(term);
        }
        query.bind(&key.business_object).bind(&key.care_process)
    }

    /// Makes the change; gives what subscribers are told of it, if anything.
    async fn apply(
        &self,
        kind: Kind,
        now: Timestamp,
        connection: &mut AnyConnection,
    ) -> Result<Option<Transaction>, Error> {
        let Content::Stored {
            moment,
            created,
            updated,
        } = self.change.content
        else {
            let times = self.times(connection).await?;
            let [.., owner] = self.terms;
            self.remove(owner, connection).await?;
            let created = times.map_or(now, |times| Timestamp::from_number(times.1));
            return Ok(Some(self.told(true, None, created, times.map(|_| now))));
        };
        let Some((stored, first)) = self.times(connection).await? else {
            let created = created.unwrap_or(now);
            self.insert(moment, created, updated, connection).await?;
            return Ok(Some(self.told(false, moment, created, updated)));
        };
        // Nothing new of one's own is neither stored nor told; another index's times are its own to change.
        if kind == Kind::Update && stored == moment.map(Timestamp::number) {
            return Ok(None);
        }
        let updated = updated.unwrap_or(now);
        self.change(moment, updated, connection).await?;
        Ok(Some(self.told(
            false,
            moment,
            Timestamp::from_number(first),
            Some(updated),
        )))
    }

    /// The change as subscribers are told of it.
    fn told(
        &self,
        delete: bool,
        moment: Option<Timestamp>,
        created: Timestamp,
        updated: Option<Timestamp>,
    ) -> Transaction {
        Transaction {
            delete,
            engagement: Engagement::of(self.change.key.clone(), moment, Some(created), updated),
        }
    }

    /// `mostRecentContent` and `creationTime` of the post, if there is one.
    async fn times(&self, connection: &mut AnyConnection) -> Result<Option<(Option<i64>, i64)>, Error> {
        use sqlx::Row as _;
        let row = self
            .bind(sqlx::query(of_key!("SELECT most_recent_content, created FROM post")))
            .fetch_optional(connection)
            .await
            .map_err(Error::store("look up a post"))?;
        let columns = |row: AnyRow| Ok((row.try_get(0)?, row.try_get(1)?));
        row.map(columns).transpose().map_err(Error::store("look up a post"))
    }

    async fn insert(
        &self,
        moment: Option<Timestamp>,
        created: Timestamp,
        updated: Option<Timestamp>,
        connection: &mut AnyConnection,
    ) -> Result<(), Error> {
        const INSERT: &str = "INSERT INTO post (resident, service_domain, categorization, logical_address, source_system, \
             data_controller, owner, business_object, care_process, most_recent_content, created, updated) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        self.bind(sqlx::query(INSERT))
            .bind(moment.map(Timestamp::number))
            .bind(created.number())
            .bind(updated.map(Timestamp::number))
            .execute(connection)
            .await
            .map_err(Error::store("store a post"))?;
        Ok(())
    }

    async fn change(
        &self,
        moment: Option<Timestamp>,
        updated: Timestamp,
        connection: &mut AnyConnection,
    ) -> Result<(), Error> {
        self.bind(sqlx::query(of_key!(
            "UPDATE post SET most_recent_content = $10, updated = $11"
        )))
        .bind(moment.map(Timestamp::number))
        .bind(updated.number())
        .execute(connection)
        .await
        .map_err(Error::store("change a post"))?;
        Ok(())
    }

    async fn remove(&self, owner: i64, connection: &mut AnyConnection) -> Result<(), Error> {
        self.bind_with(owner, sqlx::query(of_key!("DELETE FROM post")))
            .execute(connection)
            .await
            .map_err(Error::store("remove a post"))?;
        Ok(())
    }
}
