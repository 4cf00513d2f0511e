//! Pictures of who called whom and what was seen at each hop: sequence diagrams as SVG.

use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::layout::name_of;
use super::wording::{clock, duration, printable, shortened};
use crate::outcome::{Exchange, Outcome, Verdict};

/// Exchanges that one picture shows.
const EXCHANGES: usize = 12;
/// Parties that one picture shows; nobody's flow has more.
const PARTIES: usize = 8;

const LEFT: usize = 122;
/// Between the lines of life: wide for what is said, narrow for what is counted.
const WIDE: usize = 290;
const NARROW: usize = 180;
const RIGHT: usize = 122;
const TOP: usize = 46;
const ROW: usize = 38;
/// Width of a character of a label, at most.
const CHARACTER: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Call,
    Reply,
    /// No answer came.
    Lost,
}

struct Arrow {
    from: usize,
    to: usize,
    time: String,
    label: String,
    course: Course,
    bad: bool,
}

/// The flow of one case; nothing when no message went over the wire.
pub(super) fn flow(exchanges: &[Exchange]) -> Option<Markup> {
    let shown: Vec<&Exchange> = exchanges.iter().take(EXCHANGES).collect();
    let parties = parties(shown.iter().copied());
    let mut events: Vec<(NaiveDateTime, Arrow)> = Vec::new();
    for (index, exchange) in shown.iter().enumerate() {
        events.extend(arrows(exchange, index + 1, &parties));
    }
    // Stable: what begins at the same moment stays in order. A hop inside another shows as it was nested.
    events.sort_by_key(|(at, _)| *at);
    let arrows: Vec<Arrow> = events.into_iter().map(|(_, arrow)| arrow).collect();
    let left_out = exchanges.len().saturating_sub(EXCHANGES);
    let more = (left_out > 0).then(|| format!("… och {left_out} utbyten till"));
    (!arrows.is_empty()).then(|| {
        drawn(
            (&parties, WIDE),
            &arrows,
            "Flödet, med vad som sågs i varje led",
            more.as_deref(),
        )
    })
}

/// Everything that went over the wire in a run: one arrow for each pair of parties.
pub(super) fn overview(outcome: &Outcome) -> Option<Markup> {
    let all = || outcome.cases.iter().flat_map(|case| &case.exchanges);
    let parties = parties(all());
    let mut arrows: Vec<Arrow> = Vec::new();
    for (from, from_name) in parties.iter().enumerate() {
        for (to, to_name) in parties.iter().enumerate() {
            let between: Vec<&Exchange> = all().filter(|e| e.from == *from_name && e.to == *to_name).collect();
            let Some(longest) = between.iter().map(|exchange| exchange.elapsed).max() else {
                continue;
            };
            let lost = between
                .iter()
                .filter(|exchange| exchange.response_headers.is_empty())
                .count();
            let calls = if between.len() == 1 {
                "1 anrop".to_owned()
            } else {
                format!("{} anrop", between.len())
            };
            let lost = if lost == 0 {
                String::new()
            } else {
                format!(", {lost} utan svar")
            };
            arrows.push(Arrow {
                from,
                to,
                time: String::new(),
                label: format!("{calls}{lost}, längst {}", duration(longest)),
                course: Course::Call,
                bad: false,
            });
        }
    }
    (!arrows.is_empty()).then(|| {
        drawn(
            (&parties, NARROW),
            &arrows,
            "Vem som anropade vem under körningen",
            None,
        )
    })
}

/// How the verdicts share the run, as one bar.
pub(super) fn bar(outcome: &Outcome) -> Markup {
    let all = outcome.cases.len().max(1);
    let mut x = 0;
    let mut pieces = Vec::new();
    for verdict in super::wording::VERDICTS.into_iter().rev() {
        let count = outcome.count(verdict);
        if count > 0 {
            let width = (count * 1_000 / all).max(4);
            pieces.push((verdict, count, x, width));
            x += width;
        }
    }
    let label = |verdict: Verdict, count: usize| format!("{}: {count}", super::wording::verdict(verdict));
    html! {
        svg class="bar" viewBox=(format!("0 0 {} 26", x.max(1))) preserveAspectRatio="none" role="img" aria-label=(super::wording::conclusion(outcome)) {
            @for (verdict, count, x, width) in pieces {
                rect class=(super::wording::class(verdict)) x=(x) y="0" width=(width) height="26" { title { (label(verdict, count)) } }
            }
        }
    }
}

/// The parties in the order in which they appear.
fn parties<'a>(exchanges: impl Iterator<Item = &'a Exchange>) -> Vec<&'a str> {
    let mut parties: Vec<&str> = Vec::new();
    for exchange in exchanges {
        for party in [exchange.from.as_str(), exchange.to.as_str()] {
            if parties.len() < PARTIES && !parties.contains(&party) {
                parties.push(party);
            }
        }
    }
    parties
}

/// The two arrows of an exchange, with the moments at which they flew.
fn arrows(exchange: &Exchange, number: usize, parties: &[&str]) -> Vec<(NaiveDateTime, Arrow)> {
    let column = |name: &str| parties.iter().position(|party| *party == name);
    let (Some(from), Some(to)) = (column(&exchange.from), column(&exchange.to)) else {
        return Vec::new();
    };
    let call = Arrow {
        from,
        to,
        time: clock(exchange.at),
        label: format!("{number}. {}", said(&exchange.request, &exchange.request_headers)),
        course: Course::Call,
        bad: false,
    };
    let lost = exchange.response_headers.is_empty();
    let answered = chrono::TimeDelta::from_std(exchange.elapsed).ok();
    let end = answered
        .and_then(|elapsed| exchange.at.checked_add_signed(elapsed))
        .unwrap_or(exchange.at);
    let reply = Arrow {
        from: to,
        to: from,
        time: clock(end),
        label: seen(exchange),
        course: if lost { Course::Lost } else { Course::Reply },
        bad: lost || is_bad(exchange),
    };
    vec![(exchange.at, call), (end, reply)]
}

/// What was said: the message's name, else the request line.
fn said(message: &str, headers: &str) -> String {
    name_of(message).unwrap_or_else(|| headers.lines().next().unwrap_or("anrop").to_owned())
}

/// What was seen of the answer: status, whether it is a fault, time. No size: that of a masked message would mislead.
fn seen(exchange: &Exchange) -> String {
    if exchange.response_headers.is_empty() {
        let why = exchange.failure.as_deref().unwrap_or("inget svar");
        return format!("inget svar efter {}: {why}", duration(exchange.elapsed));
    }
    let fault = name_of(&exchange.response)
        .filter(|name| name == "Fault")
        .map(|_| " · SOAP-fel");
    let elapsed = duration(exchange.elapsed);
    format!("{}{} · {elapsed}", status(exchange), fault.unwrap_or_default())
}

/// The status line without the protocol's version.
pub(super) fn status(exchange: &Exchange) -> &str {
    let line = exchange.response_headers.lines().next().unwrap_or_default();
    match line.split_once(' ') {
        Some((version, status)) if version.starts_with("HTTP/") => status.trim(),
        _ => line,
    }
}

fn is_bad(exchange: &Exchange) -> bool {
    exchange.failure.is_some() || status(exchange).starts_with(['4', '5'])
}

fn drawn((parties, distance): (&[&str], usize), arrows: &[Arrow], description: &str, more: Option<&str>) -> Markup {
    let half = (distance / 2 - 6).min(112);
    let width = LEFT + distance * parties.len().saturating_sub(1) + RIGHT;
    let lines_end = TOP + ROW * arrows.len() + 14;
    let height = lines_end + if more.is_some() { 24 } else { 4 };
    let spoken: Vec<String> = arrows.iter().map(|arrow| spoken(arrow, parties)).collect();
    html! {
        svg class="flow" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) role="img" aria-label=(description) {
            desc { (printable(&spoken.join("; "))) }
            @for (column, party) in parties.iter().enumerate() {
                @let x = LEFT + distance * column;
                line class="life" x1=(x) y1="32" x2=(x) y2=(lines_end) {}
                rect class="party" x=(x.saturating_sub(half)) y="4" width=(half * 2) height="28" rx="4" {}
                text class="name" x=(x) y="23" { (printable(&shortened(party, half / 4))) }
            }
            @for (row, arrow) in arrows.iter().enumerate() { (one_arrow(arrow, distance, TOP + ROW * (row + 1))) }
            @if let Some(more) = more { text class="label" x=(width / 2) y=(height - 8) { (more) } }
        }
    }
}

fn spoken(arrow: &Arrow, parties: &[&str]) -> String {
    let name = |column: usize| parties.get(column).copied().unwrap_or_default();
    format!("{} till {}: {}", name(arrow.from), name(arrow.to), arrow.label)
}

fn one_arrow(arrow: &Arrow, distance: usize, y: usize) -> Markup {
    let (start, end) = (LEFT + distance * arrow.from, LEFT + distance * arrow.to);
    let length = start.abs_diff(end);
    let middle = start.min(end) + length / 2;
    let label = shortened(&arrow.label, length.max(distance) / CHARACTER);
    // The head lies on the line of life that the arrow flies to.
    let back = |x: usize| if end > start { x - 9 } else { x + 9 };
    let style = match (arrow.course, arrow.bad) {
        (Course::Call, _) => "call",
        (_, true) => "reply bad",
        (_, false) => "reply",
    };
    html! {
        g class=(style) {
            @if !arrow.time.is_empty() { text class="time" x="4" y=(y + 4) { (arrow.time) } }
            line x1=(start) y1=(y) x2=(end) y2=(y) {}
            @if arrow.course == Course::Lost {
                path class="cross" d=(format!("M{} {}l12 12m0 -12l-12 12", middle - 6, y - 6)) {}
            } @else {
                polygon points=(format!("{end},{y} {},{} {},{}", back(end), y - 5, back(end), y + 5)) {}
            }
            text class="label" x=(middle) y=(y - 7) { title { (printable(&arrow.label)) } (printable(&label)) }
        }
    }
}
