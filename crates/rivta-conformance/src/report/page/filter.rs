//! The table of cases, and what chooses among them.

use maud::{Markup, html};

use super::overview::areas;
use crate::outcome::{CaseOutcome, Outcome};
use crate::report::wording::{self, printable};

pub(super) fn filter(outcome: &Outcome) -> Markup {
    html! {
        section aria-labelledby="cases" {
            h2 id="cases" { "Fallen" }
            (controls(outcome))
            div class="scroll" { (table(&outcome.cases)) }
        }
    }
}

/// Shown by the script: without it everything is seen, and nothing here would work.
fn controls(outcome: &Outcome) -> Markup {
    let all = outcome.cases.len();
    html! {
        form id="filter" hidden {
            fieldset {
                legend { "Utfall" }
                @for verdict in wording::VERDICTS {
                    @let count = outcome.count(verdict);
                    @if count > 0 {
                        label { input type="checkbox" name="verdict" value=(wording::class(verdict)) checked; (wording::verdict(verdict)) " (" (count) ")" }
                    }
                }
            }
            label class="stacked" {
                span { "Område" }
                select name="area" {
                    option value="" { "Alla" }
                    @for area in areas(outcome) { option value=(printable(area)) { (printable(area)) } }
                }
            }
            label class="stacked" { span { "Sök" } input type="search" name="text" placeholder="nummer, titel, regel"; }
            div class="buttons" {
                button type="button" id="open-all" { "Fäll ut allt" }
                button type="button" id="close-all" { "Fäll ihop allt" }
                button type="button" id="print" { "Skriv ut" }
            }
        }
        p id="shown" role="status" data-all=(all) { "Visar " (all) " av " (all) " fall" }
    }
}

fn table(cases: &[CaseOutcome]) -> Markup {
    html! {
        table class="index" {
            caption class="unseen" { "Alla fall med utfall" }
            thead {
                tr {
                    th scope="col" { "Nummer" } th scope="col" { "Fall" } th scope="col" { "Område" }
                    th scope="col" { "Utfall" } th scope="col" class="number" { "Tid" }
                }
            }
            tbody {
                @for (index, case) in cases.iter().enumerate() {
                    tr data-case=(index) {
                        th scope="row" { a href=(format!("#case-{index}")) { (printable(&case.id)) } }
                        td { (printable(&case.title)) }
                        td { (printable(&case.area)) }
                        td { (badge(case)) }
                        td class="number" { (wording::duration(case.elapsed)) }
                    }
                }
            }
        }
    }
}

/// A verdict with its sign.
pub(super) fn badge(case: &CaseOutcome) -> Markup {
    html! {
        span class={ "badge " (wording::class(case.verdict)) } {
            span aria-hidden="true" { (wording::sign(case.verdict)) } " " (wording::verdict(case.verdict))
        }
    }
}
