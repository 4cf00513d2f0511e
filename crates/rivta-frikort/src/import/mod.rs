//! Import of persons and fees from CSV.
//!
//! Two kinds of file, UTF-8, with a header line; the separator is a comma or a semicolon, whichever
//! stands in the header. Columns may come in any order; unknown ones are refused.
//!
//! * Identities: `root,extension,main_root,main_extension`. One line per identity. `root` is the OID of
//!   the kind of id. The two `main_` columns name the person's current main identity and are empty for
//!   a main identity itself.
//! * Fees: `region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled`.
//!   `region` is a county code, `fee_id` the fee's own id in the registering system, dates are
//!   `YYYYMMDD` and `YYYYMMDDhhmmss` in Swedish local time, `amount` is kronor, `care_giver` and
//!   `care_unit` are HSA-ids, `cancelled` is `true` or `false`.
//!
//! A file is stored whole or not at all. It is read to the end before anything is written, so that the
//! store is locked only while lines are stored. A fee that is known under its `fee_id` is corrected when
//! its care giver sends it again with other content, left alone when nothing differs, and refused when
//! another care giver sends it. The same file can be imported any number of times.

mod fees;
mod identities;
mod lines;

use std::io::Read;

use chrono::{DateTime, Utc};
use rivta_soap::time::swedish_local;

use crate::error::Error;
use crate::region::Regions;
use crate::store::{FeeChange, IdentityChange, Store};

pub use lines::LineProblem;

/// Most lines in a file.
pub const MAX_LINES: u64 = 5_000_000;
/// Most bytes in a line.
pub const MAX_LINE_BYTES: usize = 16 * 1024;
/// Most problems that are told one by one.
pub const MAX_PROBLEMS: usize = 100;

/// How often progress is told, in lines.
const PROGRESS_EVERY: u64 = 1_000;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Lines read and checked so far.
    Checked(u64),
    /// Lines stored so far, of all.
    Stored {
        /// So far.
        lines: u64,
        /// All.
        of: u64,
    },
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Lines that brought something new.
    pub added: u64,
    /// Lines that changed what was known.
    pub corrected: u64,
    /// Lines that were known already.
    pub unchanged: u64,
}

/// Imports a file of identities.
///
/// # Errors
/// [`Error::Import`] with the line and column of each problem, never the value; [`Error::Store`].
pub async fn import_identities(
    store: &Store,
    file: impl Read + Send,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Summary, Error> {
    let lines = lines::read(
        "identities",
        file,
        identities::COLUMNS,
        &mut progress,
        identities::read_line,
    )?;
    let mut import = store.begin_import().await?;
    let mut summary = Summary::default();
    for (index, (_, line)) in (1..).zip(&lines) {
        let change = match &line.main {
            Some(main) => import.link(main, &line.identity).await?,
            None => import.add(&line.identity).await?,
        };
        match change {
            IdentityChange::Changed => summary.added += 1,
            IdentityChange::Unchanged => summary.unchanged += 1,
        }
        tell(&mut progress, index, lines.len());
    }
    import.commit().await?;
    Ok(summary)
}

/// Imports a file of fees of the regions served. A registration after `now` is refused.
///
/// # Errors
/// [`Error::Import`] with the line and column of each problem, never the value; [`Error::Store`].
pub async fn import_fees(
    store: &Store,
    regions: &Regions,
    now: DateTime<Utc>,
    file: impl Read + Send,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Summary, Error> {
    let now = swedish_local(now);
    let rows = lines::read("fees", file, fees::COLUMNS, &mut progress, |line| {
        fees::read_line(line, regions, now)
    })?;
    let mut import = store.begin_import().await?;
    let (mut summary, mut problems) = (Summary::default(), lines::Problems::default());
    for (index, (line, row)) in (1..).zip(&rows) {
        match import.put_fee(row, now).await? {
            FeeChange::Added => summary.added += 1,
            FeeChange::Corrected => summary.corrected += 1,
            FeeChange::Unchanged => summary.unchanged += 1,
            FeeChange::OfAnotherCareGiver => problems.add(LineProblem::new(
                *line,
                "care_giver",
                "the care giver that registered the fee; only it may correct or cancel it",
            )),
        }
        tell(&mut progress, index, rows.len());
    }
    problems.into_result("fees")?;
    import.commit().await?;
    Ok(summary)
}

fn tell(progress: &mut impl FnMut(Progress), lines: u64, of: usize) {
    let of = u64::try_from(of).unwrap_or(u64::MAX);
    if lines.is_multiple_of(PROGRESS_EVERY) || lines == of {
        progress(Progress::Stored { lines, of });
    }
}
