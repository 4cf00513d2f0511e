//! Functions on dates, times and durations.

use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};
use rust_decimal::Decimal;

use super::picture::formatted;
use super::{Call, Function, one};
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::value::{Atomic, Duration, DurationKind, Item, Moment, MomentKind, Sequence, Type};

pub(super) fn call<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    match call.function {
        Function::CurrentDate => Ok(now(call, MomentKind::Date)),
        Function::CurrentDateTime => Ok(now(call, MomentKind::DateTime)),
        Function::CurrentTime => Ok(now(call, MomentKind::Time)),
        Function::ImplicitTimezone => Ok(zone_of(call.context.run.zone())),
        Function::DateTime => joined(call),
        Function::AdjustDate => adjusted(call, MomentKind::Date),
        Function::AdjustDateTime => adjusted(call, MomentKind::DateTime),
        Function::AdjustTime => adjusted(call, MomentKind::Time),
        Function::FormatDate => format(call, MomentKind::Date),
        Function::FormatDateTime => format(call, MomentKind::DateTime),
        Function::FormatTime => format(call, MomentKind::Time),
        Function::YearsFromDuration
        | Function::MonthsFromDuration
        | Function::DaysFromDuration
        | Function::HoursFromDuration
        | Function::MinutesFromDuration
        | Function::SecondsFromDuration => part_of_duration(call),
        _ => part_of_moment(call),
    }
}

fn now<'a>(call: &Call<'_, '_, 'a>, kind: MomentKind) -> Sequence<'a> {
    let now = call.context.run.now;
    let moment = Moment {
        kind: MomentKind::DateTime,
        local: now.naive_local(),
        zone: Some(call.context.run.zone()),
    };
    moment
        .cast(kind)
        .map(|moment| Item::Atomic(Atomic::Moment(moment)))
        .into_iter()
        .collect()
}

fn zone_of<'a>(minutes: i32) -> Sequence<'a> {
    one(Atomic::Duration(Duration::of_seconds(
        Decimal::from(minutes) * Decimal::from(60),
    )))
}

fn moment(call: &Call<'_, '_, '_>, index: usize, kind: MomentKind) -> Outcome<Option<Moment>> {
    match call.typed(index, Type::Moment(kind))? {
        Some(Atomic::Moment(moment)) => Ok(Some(moment)),
        _ => Ok(None),
    }
}

/// `dateTime(date, time)`.
fn joined<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let Some((date, time)) = moment(call, 0, MomentKind::Date)?.zip(moment(call, 1, MomentKind::Time)?) else {
        return Ok(Vec::new());
    };
    if date.zone.zip(time.zone).is_some_and(|(date, time)| date != time) {
        return Err(Failure::new(
            "FORG0008",
            "a date and a time are in different time zones",
        ));
    }
    Ok(one(Atomic::Moment(Moment {
        kind: MomentKind::DateTime,
        local: NaiveDateTime::new(date.local.date(), time.local.time()),
        zone: date.zone.or(time.zone),
    })))
}

fn adjusted<'a>(call: &Call<'_, '_, 'a>, kind: MomentKind) -> Outcome<Sequence<'a>> {
    let Some(moment) = moment(call, 0, kind)? else {
        return Ok(Vec::new());
    };
    let zone = if call.has(1) {
        match call.typed(1, Type::Duration(DurationKind::DayTime))? {
            Some(Atomic::Duration(duration)) => Some(minutes_of(&duration)?),
            _ => None,
        }
    } else {
        Some(call.context.run.zone())
    };
    Ok(one(Atomic::Moment(moment.adjusted(zone))))
}

fn minutes_of(duration: &Duration) -> Outcome<i32> {
    let wrong = || Failure::new("FODT0003", "a time zone is whole minutes, at most 14 hours");
    let minutes = duration.seconds / Decimal::from(60);
    let whole = minutes.is_integer().then(|| i32::try_from(minutes).ok()).flatten();
    whole.filter(|minutes| minutes.abs() <= 14 * 60).ok_or_else(wrong)
}

fn format<'a>(call: &Call<'_, '_, 'a>, kind: MomentKind) -> Outcome<Sequence<'a>> {
    let Some(moment) = moment(call, 0, kind)? else {
        return Ok(Vec::new());
    };
    formatted(&moment, &call.required_text(1)?).map(|text| one(Atomic::text(text)))
}

fn part_of_moment<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let kind = match call.function {
        Function::YearFromDate | Function::MonthFromDate | Function::DayFromDate | Function::TimezoneFromDate => {
            MomentKind::Date
        }
        Function::HoursFromTime
        | Function::MinutesFromTime
        | Function::SecondsFromTime
        | Function::TimezoneFromTime => MomentKind::Time,
        _ => MomentKind::DateTime,
    };
    let Some(moment) = moment(call, 0, kind)? else {
        return Ok(Vec::new());
    };
    let (date, time) = (moment.local.date(), moment.local.time());
    let number: i128 = match call.function {
        Function::YearFromDate | Function::YearFromDateTime => date.year().into(),
        Function::MonthFromDate | Function::MonthFromDateTime => date.month().into(),
        Function::DayFromDate | Function::DayFromDateTime => date.day().into(),
        Function::HoursFromTime | Function::HoursFromDateTime => time.hour().into(),
        Function::MinutesFromTime | Function::MinutesFromDateTime => time.minute().into(),
        Function::SecondsFromTime | Function::SecondsFromDateTime => {
            let fraction = Decimal::new(time.nanosecond().into(), 9);
            return Ok(one(Atomic::Decimal(Decimal::from(time.second()) + fraction)));
        }
        _ => return Ok(moment.zone.map(zone_of).unwrap_or_default()),
    };
    Ok(one(Atomic::Integer(number)))
}

fn part_of_duration<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let Some(Atomic::Duration(duration)) = call.typed(0, Type::Duration(DurationKind::Any))? else {
        return Ok(Vec::new());
    };
    let (days, hours, minutes, seconds) = duration.split();
    let number = match call.function {
        Function::YearsFromDuration => duration.months / 12,
        Function::MonthsFromDuration => duration.months % 12,
        Function::DaysFromDuration => days,
        Function::HoursFromDuration => hours,
        Function::MinutesFromDuration => minutes,
        _ => return Ok(one(Atomic::Decimal(seconds))),
    };
    Ok(one(Atomic::Integer(number.into())))
}

/// Day of the week, 1 for Monday, and the like, for pictures.
pub(super) fn calendar_part(moment: &Moment, component: char) -> Option<i64> {
    let (date, time) = (moment.local.date(), moment.local.time());
    let has_date = moment.kind != MomentKind::Time;
    let has_time = moment.kind != MomentKind::Date;
    let of_date = |number: u32| has_date.then_some(i64::from(number));
    let of_time = |number: u32| has_time.then_some(i64::from(number));
    match component {
        'Y' => has_date.then(|| i64::from(date.year()).abs()),
        'M' => of_date(date.month()),
        'D' => of_date(date.day()),
        'd' => of_date(date.ordinal()),
        'F' => of_date(date.weekday().number_from_monday()),
        'W' => of_date(date.iso_week().week()),
        'H' => of_time(time.hour()),
        'h' => of_time(time.hour12().1),
        'm' => of_time(time.minute()),
        's' => of_time(time.second()),
        'f' => of_time(u32::try_from(TimeDelta::nanoseconds(time.nanosecond().into()).num_milliseconds()).unwrap_or(0)),
        _ => None,
    }
}
