//! The run at a glance: a bar, a table of areas, who called whom.

use maud::{Markup, html};

use crate::outcome::{CaseOutcome, Outcome, Verdict};
use crate::report::picture;
use crate::report::wording::{self, printable};

/// The areas in the order in which they ran.
pub(super) fn areas(outcome: &Outcome) -> Vec<&str> {
    let mut areas: Vec<&str> = Vec::new();
    for case in &outcome.cases {
        if !areas.contains(&case.area.as_str()) {
            areas.push(&case.area);
        }
    }
    areas
}

pub(super) fn overview(outcome: &Outcome) -> Markup {
    html! {
        section aria-labelledby="overview" {
            h2 id="overview" { "Översikt" }
            (picture::bar(outcome))
            (counts(outcome))
            @if let Some(picture) = picture::overview(outcome) {
                figure { div class="scroll" { (picture) } figcaption { "Vem som anropade vem under körningen. Av en last räknas de anrop som sparats: det första, de felaktiga och det längsta." } }
            }
        }
    }
}

fn counts(outcome: &Outcome) -> Markup {
    let present: Vec<Verdict> = wording::VERDICTS
        .into_iter()
        .filter(|verdict| outcome.count(*verdict) > 0)
        .collect();
    let count = |area: &str, verdict: Verdict| {
        let alike = |case: &&CaseOutcome| case.area == area && case.verdict == verdict;
        outcome.cases.iter().filter(alike).count()
    };
    html! {
        table class="counts" {
            caption class="unseen" { "Utfall per område" }
            thead {
                tr {
                    th scope="col" { "Område" }
                    @for verdict in &present { th scope="col" class="number" { (wording::verdict(*verdict)) } }
                    th scope="col" class="number" { "Alla" }
                }
            }
            tbody {
                @for area in areas(outcome) {
                    tr {
                        th scope="row" { (printable(area)) }
                        @for verdict in &present {
                            @let count = count(area, *verdict);
                            td class={ "number " (if count > 0 { wording::class(*verdict) } else { "none" }) } { (count) }
                        }
                        td class="number" { (outcome.cases.iter().filter(|case| case.area == area).count()) }
                    }
                }
            }
        }
    }
}
