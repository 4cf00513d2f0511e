//! The explanation as lines of plain English.

use std::fmt;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;

use super::{Explanation, Row, Step, Verdict, Way};

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.verdict)?;
        writeln!(formatter, "\nRoute, looked for in this order ({}):", self.route_trail)?;
        lines(formatter, "route", &self.route_trail, &self.route_steps)?;
        writeln!(
            formatter,
            "\nPermission, looked for in this order ({}):",
            self.permission_trail
        )?;
        lines(formatter, "permission", &self.permission_trail, &self.permission_steps)?;
        if !self.hints.is_empty() {
            writeln!(formatter, "\nTo consider:")?;
        }
        for hint in &self.hints {
            writeln!(formatter, "  - {hint}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LetThrough {
                address,
                profile,
                is_converted,
            } => {
                let converted = if *is_converted {
                    ", after conversion to its profile"
                } else {
                    ""
                };
                write!(
                    formatter,
                    "The call is let through to {address} ({profile}){converted}."
                )
            }
            Self::Refused { code, reason } => write!(formatter, "The call is refused with {code}: {reason}."),
        }
    }
}

fn lines(formatter: &mut fmt::Formatter<'_>, kind: &str, trail: &str, steps: &[Step]) -> fmt::Result {
    if trail.ends_with("Invalid parameters") {
        let text = "old-style addresses have at most two parts and are for listed contracts and senders only";
        writeln!(formatter, "  {text}")?;
    } else if steps.is_empty() {
        writeln!(formatter, "  the address has no parts to look for")?;
    }
    for (number, step) in steps.iter().enumerate() {
        let way = match step.way {
            Way::Exact => "the address itself",
            Way::Part => "a part of the address",
            Way::Parent => "above it in the organisation tree",
            Way::Default => "every address without a row of its own",
        };
        let found = found(kind, &step.rows);
        writeln!(formatter, "  {}. {} ({way}): {found}", number + 1, step.receiver)?;
    }
    Ok(())
}

fn found(kind: &str, rows: &[Row]) -> String {
    if rows.is_empty() {
        return format!("no {kind}");
    }
    let told: Vec<String> = rows.iter().map(|row| told(kind, row)).collect();
    told.join("; ")
}

fn told(kind: &str, row: &Row) -> String {
    let address = row.address.as_ref().map_or_else(String::new, |address| {
        let profile = row.profile.as_deref().unwrap_or_default();
        format!(" to \"{address}\" ({profile})")
    });
    let line = row.line.map_or_else(String::new, |line| format!(", line {line}"));
    let state = if row.is_valid { "valid" } else { "not valid now" };
    format!("a {kind}{address}, {state} ({}){line}", period(row))
}

fn period(row: &Row) -> String {
    match (row.valid_from, row.valid_to) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("from {}", swedish(from)),
        (None, Some(to)) => format!("until {}", swedish(to)),
        (Some(from), Some(to)) => format!("from {} until {}", swedish(from), swedish(to)),
    }
}

/// Swedish time, as catalogues are written.
fn swedish(instant: DateTime<Utc>) -> String {
    instant
        .with_timezone(&Stockholm)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string()
}
