//! Each case with what was found, measured and seen.

use std::borrow::Cow;

use maud::{Markup, html};

use super::filter::badge;
use crate::outcome::{CaseOutcome, Exchange, Finding};
use crate::report::layout::{Values, laid_out, name_of};
use crate::report::wording::{self, or_dash, printable, size};
use crate::report::{Evidence, Report, picture};

/// Exchanges of one case whose messages stand on the page; the evidence file has more.
const EXCHANGES: usize = 20;
/// Bytes of one message that stand on the page.
const MESSAGE: usize = 32 * 1024;

/// All cases in the order in which they ran, under the headings of their areas and groups.
pub(super) fn cases(report: &Report) -> Markup {
    let mut sections: Vec<((&str, &str), Vec<usize>)> = Vec::new();
    for (index, case) in report.outcome.cases.iter().enumerate() {
        let heading = (case.area.as_str(), case.group.as_str());
        match sections.last_mut() {
            Some((last, indexes)) if *last == heading => indexes.push(index),
            _ => sections.push((heading, vec![index])),
        }
    }
    html! {
        section aria-labelledby="one-by-one" {
            h2 id="one-by-one" { "Ett för ett" }
            @for ((area, group), indexes) in sections {
                div class="group" {
                    h3 { (printable(area)) @if !group.is_empty() { ": " (printable(group)) } }
                    @for index in indexes {
                        @if let (Some(case), Some(name)) = (report.outcome.cases.get(index), report.names.get(index)) {
                            (one_case(case, index, name, report.evidence))
                        }
                    }
                }
            }
        }
    }
}

/// What is not as it should be stands open.
fn one_case(case: &CaseOutcome, index: usize, name: &str, evidence: Evidence) -> Markup {
    html! {
        details class={ "case " (wording::class(case.verdict)) } id=(format!("case-{index}")) data-case=(index)
            data-verdict=(wording::class(case.verdict)) data-area=(printable(&case.area))
            data-text=(printable(&format!("{} {} {} {}", case.id, case.title, case.rule, case.group)).to_lowercase())
            open[case.verdict.is_red()] {
            summary {
                (badge(case)) " "
                span class="id" { (printable(&case.id)) } " "
                span class="title" { (printable(&case.title)) } " "
                span class="time" { (wording::duration(case.elapsed)) }
            }
            div class="content" {
                (facts(case, name))
                (findings(&case.findings))
                (untested(&case.untested))
                (measured(&case.measured))
                @if let Some(picture) = picture::flow(&case.exchanges) {
                    figure { div class="scroll" { (picture) } figcaption { "Vad som sågs i varje led." } }
                }
                (exchanges(case, name, evidence))
            }
        }
    }
}

fn facts(case: &CaseOutcome, name: &str) -> Markup {
    html! {
        dl class="facts" {
            div { dt { "Regel" } dd { (printable(or_dash(&case.rule))) } }
            @if !case.declaration.is_empty() {
                div { dt { "Nummer i självdeklarationen" } dd { (printable(&case.declaration.join(", "))) } }
            }
            div { dt { "Började" } dd { (wording::moment(case.started)) } }
            div { dt { "Underlag" } dd { a href=(format!("underlag/{name}")) { (name) } } }
        }
    }
}

fn findings(findings: &[Finding]) -> Markup {
    html! {
        @if !findings.is_empty() {
            h4 { "Iakttagelser" }
            ol class="findings" {
                @for Finding { text, place } in findings {
                    li {
                        (printable(text))
                        @if !place.is_empty() { " " span class="place" { "vid " code { (printable(place)) } } }
                    }
                }
            }
        }
    }
}

/// What a published case checks and ours does not: the tester does.
fn untested(untested: &[String]) -> Markup {
    html! {
        @if !untested.is_empty() {
            h4 { "Prövades inte" }
            ul class="untested" { @for what in untested { li { (printable(what)) } } }
        }
    }
}

fn measured(measured: &[(String, String)]) -> Markup {
    html! {
        @if !measured.is_empty() {
            h4 { "Uppmätt" }
            table class="measured" {
                tbody {
                    @for (name, value) in measured {
                        tr { th scope="row" { (printable(name)) } td class="number" { (printable(value)) } }
                    }
                }
            }
        }
    }
}

fn exchanges(case: &CaseOutcome, name: &str, evidence: Evidence) -> Markup {
    let left_out = case.exchanges.len().saturating_sub(EXCHANGES);
    html! {
        @for (index, exchange) in case.exchanges.iter().take(EXCHANGES).enumerate() {
            (one_exchange(exchange, index + 1, evidence))
        }
        @if left_out > 0 {
            p { "Ytterligare " (left_out) " utbyten; de första hundra finns i " a href=(format!("underlag/{name}")) { "underlaget" } "." }
        }
    }
}

fn one_exchange(exchange: &Exchange, number: usize, evidence: Evidence) -> Markup {
    let said = name_of(&exchange.request).unwrap_or_else(|| "anrop".to_owned());
    let status = picture::status(exchange);
    let status = if status.is_empty() { "inget svar" } else { status };
    html! {
        details class="evidence" {
            summary {
                (number) ". " (printable(&said)) ", " (printable(&exchange.from)) " → " (printable(&exchange.to)) ": "
                (printable(status)) ", " (wording::duration(exchange.elapsed))
            }
            @if let Some(failure) = &exchange.failure { p class="failure" { (printable(failure)) } }
            (block("Begäran: huvuden", &exchange.request_headers))
            (block("Begäran", &message(&exchange.request, evidence)))
            (block("Svar: huvuden", &exchange.response_headers))
            (block("Svar", &message(&exchange.response, evidence)))
        }
    }
}

/// A message laid out; what is masked already is.
fn message(message: &str, evidence: Evidence) -> Cow<'_, str> {
    match evidence {
        Evidence::Whole => laid_out(message, Values::Shown).map_or(Cow::Borrowed(message), Cow::Owned),
        Evidence::Masked => Cow::Borrowed(message),
    }
}

fn block(heading: &str, text: &str) -> Markup {
    let end = text.floor_char_boundary(MESSAGE);
    let shown = text.get(..end).unwrap_or_default();
    html! {
        @if !text.trim().is_empty() {
            h5 { (heading) }
            pre tabindex="0" aria-label=(heading) { (printable(shown)) }
            @if end < text.len() { p { "Resten, " (size(text.len() - end)) ", finns i underlaget." } }
        }
    }
}
