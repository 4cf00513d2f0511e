//! What runs, in the incumbent's words (section 7.3).

use std::fmt::Display;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use serde::Serialize;
use serde_json::{json, to_string_pretty};

use crate::platform::Platform;

/// What stands at the incumbent's keys that a process without a Java machine has nothing to say to. They are there because
/// monitors look for them.
const NOTHING: &str = "not applicable";

/// The page, in the incumbent's order.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Page {
    name: String,
    version: &'static str,
    build_time: &'static str,
    service_status: &'static str,
    uptime: String,
    management_name: String,
    java_version: &'static str,
    camel_version: &'static str,
    tak_cache_initialized: String,
    tak_cache_reset_info: String,
    hsa_cache_initialized: String,
    hsa_cache_reset_info: String,
    jvm_total_memory: &'static str,
    jvm_free_memory: &'static str,
    jvm_used_memory: String,
    jvm_max_memory: &'static str,
    #[serde(flatten)]
    memory: Option<Memory>,
    endpoints: Vec<String>,
}

/// What the query `memory` adds.
#[derive(Serialize)]
struct Memory {
    #[serde(rename = "DirectMemBufferPool")]
    pool: &'static str,
    #[serde(rename = "NonHeapMemory")]
    non_heap: &'static str,
    #[serde(rename = "NettyDirectMemory")]
    netty: String,
    #[serde(rename = "ResidentMemory")]
    resident: String,
}

/// The page of `/status`. The query `memory` adds keys, and `netty` asks for other keys instead; both are about a
/// library of the incumbent's, so most values do not apply.
pub(super) fn page(platform: &Platform, query: Option<&str>) -> String {
    let asked =
        |name: &str| query.is_some_and(|query| query.split('&').any(|part| part.split('=').next() == Some(name)));
    if asked("netty") {
        let page = json!({ "DirectArena1": NOTHING, "NettyTotal": NOTHING });
        return to_string_pretty(&page).unwrap_or_default();
    }
    let resident = resident_memory().unwrap_or_else(|| "unknown".to_owned());
    let memory = asked("memory").then(|| Memory {
        pool: NOTHING,
        non_heap: NOTHING,
        netty: format!("Direct: {NOTHING}"),
        resident: resident.clone(),
    });
    let is_stopping = platform.is_stopping();
    let page = Page {
        name: platform.configuration.instance.name.clone(),
        version: env!("CARGO_PKG_VERSION"),
        build_time: NOTHING,
        service_status: if is_stopping { "Stopping" } else { "Started" },
        uptime: uptime(platform.started.elapsed()),
        management_name: platform.configuration.instance.id.clone(),
        java_version: NOTHING,
        camel_version: NOTHING,
        tak_cache_initialized: platform.catalog.load().is_some().to_string(),
        tak_cache_reset_info: rows(platform),
        hsa_cache_initialized: platform.has_tree().to_string(),
        hsa_cache_reset_info: tree(platform),
        jvm_total_memory: NOTHING,
        jvm_free_memory: NOTHING,
        jvm_used_memory: resident,
        jvm_max_memory: NOTHING,
        memory,
        endpoints: endpoints(platform),
    };
    to_string_pretty(&page).unwrap_or_default()
}

/// Where something is listened for without TLS: calls, and what the incumbent has listeners of their own for.
fn endpoints(platform: &Platform) -> Vec<String> {
    let doors = platform.doors.load();
    let calls = doors
        .plain
        .map(|address| (address, platform.configuration.path.as_str()));
    let pages = ["/status", "/resetcache", "/resethsacache"];
    let pages = doors
        .operation
        .into_iter()
        .flat_map(|address| pages.map(|path| (address, path)));
    let all = calls.into_iter().chain(pages);
    all.map(|(address, path)| format!("http://{address}{path}")).collect()
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
    let wanted = !platform.configuration.addressing.hsa_files.is_empty();
    let Some(reading) = reading.as_ref().filter(|_| wanted) else {
        return nothing_yet();
    };
    let (at, is_good) = (moment(reading.at), reading.is_good);
    let (before, now) = (reading.units_before, reading.hierarchy.len());
    format!("Date:{at} Status:{is_good} oldNum:{before} newNum:{now}")
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
