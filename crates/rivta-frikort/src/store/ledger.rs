//! Persons, their identities and their fees.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use rivta_soap::identity::{County, HsaId, PersonIdentity};
use rivta_soap::time::{format_date, format_timestamp, parse_date, parse_timestamp};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{Store, engagement};
use crate::error::Error;
use crate::ledger::{Fee, Ore};

/// An identity of a person and whether it is the current main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedIdentity {
    /// The identity.
    pub identity: PersonIdentity,
    /// Whether it is the person's current main identity.
    pub main: bool,
}

/// A fee as it was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredFee {
    /// The identity it was registered on.
    pub patient: PersonIdentity,
    /// What the ledger needs to know.
    pub fee: Fee,
    /// The care giver (*vårdgivare*).
    pub care_giver: HsaId,
    /// The care unit (*vårdenhet*).
    pub care_unit: HsaId,
}

/// What a region knows about one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonRecord {
    /// All identities that are linked, the main one first.
    pub identities: Vec<LinkedIdentity>,
    /// All fees in the region on any of them.
    pub fees: Vec<RegisteredFee>,
}

/// A fee to be stored.
#[derive(Debug, Clone)]
pub(crate) struct FeeRow {
    pub(crate) county: County,
    pub(crate) id: String,
    pub(crate) patient: PersonIdentity,
    pub(crate) visit: NaiveDate,
    pub(crate) registered: NaiveDateTime,
    pub(crate) amount: Ore,
    pub(crate) care_giver: HsaId,
    pub(crate) care_unit: HsaId,
    pub(crate) cancelled: bool,
}

/// What storing a fee did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FeeChange {
    Added,
    Corrected,
    Unchanged,
    /// The fee's id is known with another care giver, who alone may correct it.
    OfAnotherCareGiver,
}

/// What storing an identity did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentityChange {
    Changed,
    Unchanged,
}

impl IdentityChange {
    fn when(changed: bool) -> Self {
        if changed { Self::Changed } else { Self::Unchanged }
    }
}

type FeeTuple = (i64, String, String, String, String, i64, String, String, bool);

impl Store {
    /// Everything the region knows about the person behind an identity; empty for an unknown one.
    ///
    /// # Errors
    /// [`Error::Store`] or [`Error::Damaged`].
    pub async fn person(&self, county: County, patient: &PersonIdentity) -> Result<PersonRecord, Error> {
        // One transaction, so that identities and fees are of the same moment.
        let mut read = self.ledger.begin().await.map_err(Error::store("begin to read"))?;
        let identities: Vec<(i64, String, String, bool)> = sqlx::query_as(
            "SELECT i.person, i.root, i.extension, i.main FROM identity i \
             WHERE i.person = (SELECT person FROM identity WHERE root = $1 AND extension = $2) \
             ORDER BY i.main DESC, i.root, i.extension",
        )
        .bind(patient.root())
        .bind(patient.extension())
        .fetch_all(&mut *read)
        .await
        .map_err(Error::store("read a person's identities"))?;
        let Some(person) = identities.first().map(|identity| identity.0) else {
            return Ok(PersonRecord::default());
        };
        let fees: Vec<FeeTuple> = sqlx::query_as(
            "SELECT f.key, f.root, f.extension, f.date_of_visit, f.time_of_registration, f.amount, \
                    f.care_giver, f.care_unit, f.cancelled \
             FROM fee f JOIN identity i ON i.root = f.root AND i.extension = f.extension \
             WHERE i.person = $1 AND f.region = $2 ORDER BY f.date_of_visit, f.key",
        )
        .bind(person)
        .bind(county.code())
        .fetch_all(&mut *read)
        .await
        .map_err(Error::store("read a person's fees"))?;
        let identities = identities.into_iter().map(|(person, root, extension, main)| {
            let identity = stored_identity(&root, &extension, "identity.extension", person)?;
            Ok(LinkedIdentity { identity, main })
        });
        Ok(PersonRecord {
            identities: identities.collect::<Result<_, Error>>()?,
            fees: fees.into_iter().map(stored_fee).collect::<Result<_, _>>()?,
        })
    }

    /// How many fees each region has, by county code.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn fee_counts(&self) -> Result<Vec<(String, u64)>, Error> {
        let counts: Vec<(String, i64)> =
            sqlx::query_as("SELECT region, COUNT(*) FROM fee GROUP BY region ORDER BY region")
                .fetch_all(&self.ledger)
                .await
                .map_err(Error::store("count fees"))?;
        Ok(counts
            .into_iter()
            .map(|(region, count)| (region, count.unsigned_abs()))
            .collect())
    }

    /// A transaction for an import: all of it is stored or nothing.
    pub(crate) async fn begin_import(&self) -> Result<ImportTransaction, Error> {
        Ok(ImportTransaction {
            transaction: super::write(&self.ledger).await?,
            touched: BTreeSet::new(),
        })
    }
}

/// An import under way.
#[derive(Debug)]
pub(crate) struct ImportTransaction {
    transaction: Transaction<'static, Sqlite>,
    /// The persons of whom the engagement index may have to be told.
    touched: BTreeSet<i64>,
}

impl ImportTransaction {
    /// Stores the import, and with it what the engagement index is to be told.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        for person in self.touched {
            engagement::refresh(&mut self.transaction, person).await?;
        }
        self.transaction
            .commit()
            .await
            .map_err(Error::store("commit an import"))
    }

    /// Makes an identity known; a new one is the main identity of a person of its own.
    pub(crate) async fn add(&mut self, identity: &PersonIdentity) -> Result<IdentityChange, Error> {
        let (_, is_new) = person_of(&mut self.transaction, identity).await?;
        Ok(IdentityChange::when(is_new))
    }

    /// Makes `main` the main identity and `linked` another identity of the same person. All identities
    /// that either of them is linked with follow.
    pub(crate) async fn link(
        &mut self,
        main: &PersonIdentity,
        linked: &PersonIdentity,
    ) -> Result<IdentityChange, Error> {
        let connection = &mut *self.transaction;
        let (person, _) = person_of(connection, main).await?;
        let (other, _) = person_of(connection, linked).await?;
        if other != person {
            move_identities(connection, other, person).await?;
        }
        let main_changed = set_main(connection, person, main).await?;
        self.touched.insert(person);
        Ok(IdentityChange::when(other != person || main_changed))
    }

    /// Stores a fee under its own id: new, as a correction that happens `now`, or not at all when nothing differs.
    pub(crate) async fn put_fee(&mut self, row: &FeeRow, now: NaiveDateTime) -> Result<FeeChange, Error> {
        let connection = &mut *self.transaction;
        let (person, _) = person_of(connection, &row.patient).await?;
        let known: Option<FeeTuple> = sqlx::query_as(
            "SELECT key, root, extension, date_of_visit, time_of_registration, amount, care_giver, care_unit, cancelled \
             FROM fee WHERE region = $1 AND id = $2",
        )
        .bind(row.county.code())
        .bind(&row.id)
        .fetch_optional(&mut *connection)
        .await
        .map_err(Error::store("look up a fee"))?;
        let Some(known) = known else {
            write_fee(connection, row, row.registered, INSERT_FEE).await?;
            self.touched.insert(person);
            return Ok(FeeChange::Added);
        };
        let known = stored_fee(known)?;
        if known.care_giver != row.care_giver {
            return Ok(FeeChange::OfAnotherCareGiver);
        }
        if known == row.registered_fee(known.fee.key) {
            return Ok(FeeChange::Unchanged);
        }
        write_fee(connection, row, now, UPDATE_FEE).await?;
        // A correction may have moved the fee from one person to another.
        let (before, _) = person_of(connection, &known.patient).await?;
        self.touched.extend([person, before]);
        Ok(FeeChange::Corrected)
    }
}

impl FeeRow {
    fn registered_fee(&self, key: i64) -> RegisteredFee {
        RegisteredFee {
            patient: self.patient.clone(),
            fee: Fee {
                key,
                visit: self.visit,
                registered: self.registered,
                amount: self.amount,
                cancelled: self.cancelled,
            },
            care_giver: self.care_giver.clone(),
            care_unit: self.care_unit.clone(),
        }
    }
}

const INSERT_FEE: &str = "INSERT INTO fee (region, id, root, extension, date_of_visit, time_of_registration, amount, \
     care_giver, care_unit, cancelled, changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const UPDATE_FEE: &str = "UPDATE fee SET root = $3, extension = $4, date_of_visit = $5, time_of_registration = $6, \
     amount = $7, care_giver = $8, care_unit = $9, cancelled = $10, changed = $11 WHERE region = $1 AND id = $2";

async fn write_fee(
    connection: &mut SqliteConnection,
    row: &FeeRow,
    changed: NaiveDateTime,
    statement: &'static str,
) -> Result<(), Error> {
    sqlx::query(statement)
        .bind(row.county.code())
        .bind(&row.id)
        .bind(row.patient.root())
        .bind(row.patient.extension())
        .bind(format_date(row.visit))
        .bind(format_timestamp(row.registered))
        .bind(row.amount.get())
        .bind(row.care_giver.as_str())
        .bind(row.care_unit.as_str())
        .bind(row.cancelled)
        .bind(format_timestamp(changed))
        .execute(connection)
        .await
        .map_err(Error::store("store a fee"))?;
    Ok(())
}

/// The person behind an identity, and whether the identity is new; a new one gets a person of its own.
async fn person_of(connection: &mut SqliteConnection, identity: &PersonIdentity) -> Result<(i64, bool), Error> {
    let known: Option<i64> = sqlx::query_scalar("SELECT person FROM identity WHERE root = $1 AND extension = $2")
        .bind(identity.root())
        .bind(identity.extension())
        .fetch_optional(&mut *connection)
        .await
        .map_err(Error::store("look up an identity"))?;
    if let Some(person) = known {
        return Ok((person, false));
    }
    let person: i64 = sqlx::query_scalar("INSERT INTO person DEFAULT VALUES RETURNING key")
        .fetch_one(&mut *connection)
        .await
        .map_err(Error::store("store a person"))?;
    sqlx::query("INSERT INTO identity (root, extension, person, main) VALUES ($1, $2, $3, $4)")
        .bind(identity.root())
        .bind(identity.extension())
        .bind(person)
        .bind(true)
        .execute(connection)
        .await
        .map_err(Error::store("store an identity"))?;
    Ok((person, true))
}

async fn move_identities(connection: &mut SqliteConnection, from: i64, to: i64) -> Result<(), Error> {
    sqlx::query("UPDATE identity SET person = $1, main = $2 WHERE person = $3")
        .bind(to)
        .bind(false)
        .bind(from)
        .execute(&mut *connection)
        .await
        .map_err(Error::store("link identities"))?;
    sqlx::query("DELETE FROM person WHERE key = $1")
        .bind(from)
        .execute(connection)
        .await
        .map_err(Error::store("link identities"))?;
    Ok(())
}

/// Whether anything had to change.
async fn set_main(connection: &mut SqliteConnection, person: i64, main: &PersonIdentity) -> Result<bool, Error> {
    let changed = sqlx::query(
        "UPDATE identity SET main = (root = $1 AND extension = $2) \
         WHERE person = $3 AND main <> (root = $1 AND extension = $2)",
    )
    .bind(main.root())
    .bind(main.extension())
    .bind(person)
    .execute(connection)
    .await
    .map_err(Error::store("set the main identity"))?;
    Ok(changed.rows_affected() > 0)
}

fn stored_identity(root: &str, extension: &str, column: &'static str, row: i64) -> Result<PersonIdentity, Error> {
    PersonIdentity::from_root_extension(root, extension).map_err(|_| Error::Damaged { column, row })
}

fn stored_fee(tuple: FeeTuple) -> Result<RegisteredFee, Error> {
    let (key, root, extension, visit, registered, amount, care_giver, care_unit, cancelled) = tuple;
    let damaged = |column| move |_| Error::Damaged { column, row: key };
    Ok(RegisteredFee {
        patient: stored_identity(&root, &extension, "fee.extension", key)?,
        fee: Fee {
            key,
            visit: parse_date(&visit).map_err(damaged("fee.date_of_visit"))?,
            registered: parse_timestamp(&registered).map_err(damaged("fee.time_of_registration"))?,
            amount: Ore::new(amount),
            cancelled,
        },
        care_giver: HsaId::new(care_giver).map_err(damaged("fee.care_giver"))?,
        care_unit: HsaId::new(care_unit).map_err(damaged("fee.care_unit"))?,
    })
}
