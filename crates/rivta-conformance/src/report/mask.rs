//! Hides what a run saw of persons, so that its report can be handed on.

use super::layout::{Values, laid_out};
use super::personal::{HIDDEN, hide_numbers};
use super::wording::size;
use crate::outcome::{CaseOutcome, Exchange, Finding, Outcome};

/// HTTP headers whose values say nothing of persons. All others are hidden: cookies, authorizations, whatever a
/// system makes up.
const TECHNICAL: &[&str] = &[
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "host",
    "keep-alive",
    "server",
    "soapaction",
    "transfer-encoding",
    "user-agent",
    "x-mock-response",
    "x-rivta-acting-on-behalf-of-hsaid",
    "x-rivta-original-serviceconsumer-hsaid",
    "x-skltp-correlation-id",
    "x-vp-instance-id",
    "x-vp-sender-id",
];

/// The outcome with every value of a message hidden, and every personal number wherever it stands.
pub(super) fn masked(outcome: &Outcome) -> Outcome {
    Outcome {
        cases: outcome.cases.iter().map(case).collect(),
        ..outcome.clone()
    }
}

fn case(case: &CaseOutcome) -> CaseOutcome {
    let plain = |text: &String| hide_numbers(text).into_owned();
    CaseOutcome {
        id: plain(&case.id),
        title: plain(&case.title),
        untested: case.untested.iter().map(plain).collect(),
        findings: case.findings.iter().map(finding).collect(),
        measured: case
            .measured
            .iter()
            .map(|(name, value)| (plain(name), plain(value)))
            .collect(),
        exchanges: case.exchanges.iter().map(exchange).collect(),
        ..case.clone()
    }
}

fn finding(finding: &Finding) -> Finding {
    Finding {
        text: hide_numbers(&finding.text).into_owned(),
        place: hide_numbers(&finding.place).into_owned(),
    }
}

fn exchange(exchange: &Exchange) -> Exchange {
    Exchange {
        from: hide_numbers(&exchange.from).into_owned(),
        to: hide_numbers(&exchange.to).into_owned(),
        request_headers: headers(&exchange.request_headers),
        request: body(&exchange.request),
        response_headers: headers(&exchange.response_headers),
        response: body(&exchange.response),
        failure: exchange.failure.as_deref().map(|text| hide_numbers(text).into_owned()),
        ..exchange.clone()
    }
}

fn body(body: &str) -> String {
    if body.trim().is_empty() {
        return String::new();
    }
    laid_out(body, Values::Hidden).unwrap_or_else(|| format!("{HIDDEN} ({}, inte läsbar XML)", size(body.len())))
}

fn headers(headers: &str) -> String {
    let lines = headers
        .lines()
        .enumerate()
        .map(|(index, line)| match line.split_once(':') {
            _ if index == 0 => first_line(line),
            Some((name, value)) if TECHNICAL.contains(&name.trim().to_ascii_lowercase().as_str()) => {
                format!("{name}:{}", hide_numbers(value))
            }
            Some((name, _)) => format!("{}: {HIDDEN}", hide_numbers(name)),
            None if line.is_empty() => String::new(),
            None => HIDDEN.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// A request line without its query, or a status line.
fn first_line(line: &str) -> String {
    let shown = match line.split_once('?') {
        Some((before, query)) => {
            let version = query.rsplit_once(' ').map_or("", |(_, version)| version);
            format!("{before}?{HIDDEN} {version}")
        }
        None => line.to_owned(),
    };
    hide_numbers(&shown).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_may_tell_of_persons_are_hidden() {
        let masked = headers(
            "POST /p/191212121212?name=Tolvan HTTP/1.1\nHost: localhost:8443\nCookie: name=Tolvan\nX-Person: Tolvan\n folded",
        );
        assert_eq!(
            masked,
            "POST /p/•••?••• HTTP/1.1\nHost: localhost:8443\nCookie: •••\nX-Person: •••\n•••"
        );
        assert_eq!(headers("HTTP/1.1 200 OK"), "HTTP/1.1 200 OK");
    }

    #[test]
    fn a_body_that_is_no_xml_is_hidden_whole() {
        assert_eq!(body("Tolvan Tolvansson"), "••• (17 byte, inte läsbar XML)");
        assert_eq!(body(" "), "");
    }
}
