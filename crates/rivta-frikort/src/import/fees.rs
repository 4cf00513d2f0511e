//! Lines of a file of fees.

use chrono::NaiveDateTime;
use rivta_soap::identity::HsaId;
use rivta_soap::time::{parse_date, parse_timestamp};
use rivta_soap::xml::ValueError;

use super::identities::read_identity;
use super::lines::{Line, LineProblem};
use crate::ledger::Ore;
use crate::region::Regions;
use crate::store::FeeRow;

pub(super) const COLUMNS: &[&str] = &[
    "region",
    "fee_id",
    "root",
    "extension",
    "date_of_visit",
    "time_of_registration",
    "amount",
    "care_giver",
    "care_unit",
    "cancelled",
];

/// The longest id of a fee, in bytes.
const MAX_FEE_ID: usize = 128;

pub(super) fn read_line(line: &Line<'_>, regions: &Regions, now: NaiveDateTime) -> Result<FeeRow, LineProblem> {
    let region = regions.by_county(line.text("region"));
    let region = region.ok_or_else(|| line.problem("region", "the county code of a region in the configuration"))?;
    let visit = line.read("date_of_visit", parse_date)?;
    let registered = line.read("time_of_registration", parse_timestamp)?;
    // A disclosure with such a fee would break rule006 or rule007 and never leave.
    if registered.date() < visit {
        return Err(line.problem("time_of_registration", "a time not earlier than date_of_visit"));
    }
    if registered > now {
        return Err(line.problem("time_of_registration", "a time that is not in the future"));
    }
    Ok(FeeRow {
        county: region.county,
        id: line.read("fee_id", fee_id)?,
        patient: read_identity(line, "root", "extension")?,
        visit,
        registered,
        amount: line.read("amount", Ore::parse)?,
        care_giver: line.read("care_giver", |text| HsaId::new(text))?,
        care_unit: line.read("care_unit", |text| HsaId::new(text))?,
        cancelled: line.read("cancelled", yes_or_no)?,
    })
}

fn fee_id(text: &str) -> Result<String, ValueError> {
    if text.is_empty() || text.len() > MAX_FEE_ID {
        return Err(ValueError::new("the fee's own id, at most 128 bytes"));
    }
    Ok(text.to_owned())
}

fn yes_or_no(text: &str) -> Result<bool, ValueError> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" | "" => Ok(false),
        _ => Err(ValueError::new("true or false")),
    }
}

#[cfg(test)]
mod tests {
    use super::fee_id;

    #[test]
    fn the_id_of_a_fee_has_128_bytes_at_most() {
        assert_eq!(fee_id(&"å".repeat(64)).unwrap().len(), 128);
        assert!(fee_id(&"x".repeat(129)).is_err());
        assert!(fee_id("").is_err());
    }
}
