//! What runs, in the incumbent's words (section 7.3).

use std::fmt::Display;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use serde_json::{Map, Value, to_string_pretty};

use crate::platform::Platform;

/// Keys of the incumbent that a process without a Java machine has nothing to say to. They are there because monitors
/// look for them.
const NOT_APPLICABLE: [&str; 6] = [
    "BuildTime",
    "JavaVersion",
    "CamelVersion",
    "JvmTotalMemory",
    "JvmFreeMemory",
    "JvmMaxMemory",
];

const NETTY: [&str; 2] = ["DirectArena1", "NettyTotal"];

const NOTHING: &str = "not applicable";

/// The page of `/status`. The query `memory` adds keys, and `netty` asks for other keys instead; both are about a
/// library of the incumbent's, so most values do not apply.
pub(super) fn page(platform: &Platform, query: Option<&str>) -> String {
    let asked =
        |name: &str| query.is_some_and(|query| query.split('&').any(|part| part.split('=').next() == Some(name)));
    if asked("netty") {
        let page: Map<_, _> = NETTY
            .map(|key| (key.to_owned(), Value::from(NOTHING)))
            .into_iter()
            .collect();
        return to_string_pretty(&page).unwrap_or_default();
    }
    let mut page = Map::new();
    let mut tell = |key: &str, value: String| {
        page.insert(key.to_owned(), Value::String(value));
    };
    let catalog = platform.catalog.load();
    tell("Name", platform.configuration.instance.name.clone());
    tell("Version", env!("CARGO_PKG_VERSION").to_owned());
    tell(
        "ServiceStatus",
        if platform.is_stopping() { "Stopping" } else { "Started" }.to_owned(),
    );
    tell("Uptime", uptime(platform.started.elapsed()));
    tell("ManagementName", platform.configuration.instance.id.clone());
    tell("TakCacheInitialized", catalog.is_some().to_string());
    tell("TakCacheResetInfo", rows(platform));
    tell("HsaCacheInitialized", platform.has_tree().to_string());
    tell("HsaCacheResetInfo", tree(platform));
    let memory = resident_memory().unwrap_or_else(|| "unknown".to_owned());
    for key in NOT_APPLICABLE {
        tell(key, NOTHING.to_owned());
    }
    tell("JvmUsedMemory", memory.clone());
    if asked("memory") {
        tell("DirectMemBufferPool", NOTHING.to_owned());
        tell("NonHeapMemory", NOTHING.to_owned());
        tell("NettyDirectMemory", format!("Direct: {NOTHING}"));
        tell("ResidentMemory", memory);
    }
    let doors = platform.doors.load();
    let url = |scheme: &str, address| format!("{scheme}://{address}{}", platform.configuration.path);
    let endpoints = [
        doors.plain.map(|address| url("http", address)),
        doors.tls.map(|address| url("https", address)),
    ];
    let endpoints = endpoints.into_iter().flatten().map(Value::String).collect();
    page.insert("Endpoints".to_owned(), Value::Array(endpoints));
    to_string_pretty(&Value::Object(page)).unwrap_or_default()
}

/// How the rows were last read, and how many are in use.
fn rows(platform: &Platform) -> String {
    let reading = platform.rows.load();
    let catalog = platform.catalog.load();
    catalog.as_ref().map_or_else(nothing_yet, |catalog| {
        format!(
            "Date:{} Status:{} vagval:{} behorigheter:{}",
            moment(reading.at),
            reading.status.as_str(),
            catalog.route_count(),
            catalog.permission_count()
        )
    })
}

/// How the organisation tree was last read, and how many units it had before and has now.
fn tree(platform: &Platform) -> String {
    let reading = platform.tree.load();
    let catalog = platform.catalog.load();
    let units = catalog.as_ref().map_or(0, |catalog| catalog.hierarchy().len());
    if units == 0 {
        return nothing_yet();
    }
    let (at, is_good, before) = (moment(reading.at), reading.is_good, reading.units_before);
    format!("Date:{at} Status:{is_good} oldNum:{before} newNum:{units}")
}

fn nothing_yet() -> String {
    "Not initialized".to_owned()
}

/// A moment in Swedish time, without zone, as the incumbent writes it.
fn moment(at: DateTime<Utc>) -> impl Display {
    at.with_timezone(&Stockholm).format("%Y-%m-%dT%H:%M")
}

fn uptime(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    format!(
        "{days} days, {hours} hours, {} minutes, {} seconds",
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Where the operating system tells it.
fn resident_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn section_7_3_moments_are_in_swedish_time() {
        for (at, shown) in [
            ("2026-07-01T22:30:59Z", "2026-07-02T00:30"),
            ("2026-01-01T11:05:00Z", "2026-01-01T12:05"),
        ] {
            assert_eq!(moment(at.parse().unwrap()).to_string(), shown);
        }
    }
}
