//! How values look in the summary's JSON. The signatures are those serde's `serialize_with` asks for.
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)]

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Serializer;

pub(super) fn date<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&date.format("%Y-%m-%d"))
}

pub(super) fn optional_date<S: Serializer>(date: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => self::date(date, serializer),
        None => serializer.serialize_none(),
    }
}

pub(super) fn optional_time<S: Serializer>(time: &Option<NaiveDateTime>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.collect_str(&time.format("%Y-%m-%dT%H:%M:%S")),
        None => serializer.serialize_none(),
    }
}

pub(super) fn amount<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&amount.normalize())
}
