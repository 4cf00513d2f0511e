//! What runs, in the incumbent's words (section 7.3).

use std::sync::atomic::Ordering;
use std::time::Duration;

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
    let info = catalog.as_ref().map(|catalog| {
        format!(
            "Date:{} Status:{} vagval:{} behorigheter:{}",
            platform.catalogue_since().format("%Y-%m-%dT%H:%M"),
            platform.refresh_status.load().as_str(),
            catalog.route_count(),
            catalog.permission_count()
        )
    });
    tell(
        "TakCacheResetInfo",
        info.unwrap_or_else(|| "Not initialized".to_owned()),
    );
    let units = catalog.as_ref().map_or(0, |catalog| catalog.hierarchy().len());
    tell("HsaCacheInitialized", (units > 0).to_string());
    let tree = format!(
        "Date:{} Status:true oldNum:{} newNum:{units}",
        platform.catalogue_since().format("%Y-%m-%dT%H:%M"),
        platform.units_before.load(Ordering::Relaxed)
    );
    tell(
        "HsaCacheResetInfo",
        if units > 0 { tree } else { "Not initialized".to_owned() },
    );
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
