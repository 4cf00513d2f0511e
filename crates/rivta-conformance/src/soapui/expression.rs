//! Scripts inside expansions, as far as suites write the present moment with them.

use std::sync::LazyLock;

use regex::Regex;

/// `new Date()`, moved by days or not, with the format after or before it.
static MOMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let date = r"\(?\s*new\s+(?:java\.util\.)?Date\(\)\s*(?:(?P<sign{n}>[-+])\s*(?P<days{n}>[0-9]{1,5}))?\s*\)?";
    let of = |number: &str| date.replace("{n}", number);
    let format = |number: &str| format!(r#"\(\s*['"](?P<format{number}>yyyyMMdd(?:HHmmss)?)['"]\s*\)"#);
    Regex::new(&format!(
        r"^(?:{}\.format{}|new\s+(?:java\.text\.)?SimpleDateFormat{}\.format\(\s*{}\s*\)?)$",
        of("1"),
        format("1"),
        format("2"),
        of("2")
    ))
    .ok()
});

/// The variable that is the moment a script gives, if it gives one.
pub(super) fn moment(script: &str) -> Option<String> {
    let found = MOMENT.as_ref()?.captures(script.trim())?;
    let part = |name: &str| {
        let named = |number: &str| found.name(&format!("{name}{number}"));
        named("1").or_else(|| named("2")).map(|part| part.as_str())
    };
    let base = if part("format")?.len() > "yyyyMMdd".len() {
        "now"
    } else {
        "today"
    };
    let moved = part("sign").zip(part("days"));
    Some(moved.map_or_else(|| base.to_owned(), |(sign, days)| format!("{base}{sign}{days}d")))
}
