//! The report as one page: it needs no network, and is read on paper as well as on a screen.

mod case;
mod filter;
mod overview;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::wording::{self, or_dash, printable};
use super::{Evidence, Report};
use crate::outcome::{Outcome, Subject};

/// The style of every page of a report.
pub(super) const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a page may load: nothing. Whatever a message smuggled into it would not run either.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// The one script that may run, by its digest; a test tells when it is another.
const SCRIPT_DIGEST: &str = "sha256-SkkGhzn1qjlqzvqX4G1qdElNjMwsDUf5DlY0PVAv0ac=";

pub(super) fn page(report: &Report) -> String {
    let outcome = &report.outcome;
    let title = title(&outcome.subject);
    html! {
        (DOCTYPE)
        html lang="sv" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(format!("{POLICY}; script-src '{SCRIPT_DIGEST}'"));
                title { "Testrapport: " (printable(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(outcome, &title, report.evidence))
                main {
                    (overview::overview(outcome))
                    (filter::filter(outcome))
                    (case::cases(report))
                    (reading(report.evidence))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn title(subject: &Subject) -> String {
    let title = format!("{} {}", subject.product, subject.version);
    match title.trim() {
        "" if subject.contract.trim().is_empty() => "system utan namn".to_owned(),
        "" => subject.contract.clone(),
        title => title.to_owned(),
    }
}

fn header(outcome: &Outcome, title: &str, evidence: Evidence) -> Markup {
    let subject = &outcome.subject;
    let shown = match evidence {
        Evidence::Masked => "maskerat: värden i meddelanden och personnummer är dolda",
        Evidence::Whole => "i klartext: kan innehålla personuppgifter",
    };
    let facts = [
        ("Organisation", subject.organisation.as_str()),
        ("Tjänstekontrakt", &subject.contract),
        ("Källsystem", &subject.source_system),
        ("Miljö", &subject.environment),
        ("Kontakt", &subject.contact),
        ("Underlag", shown),
    ];
    html! {
        header {
            p class="kind" { "Testrapport" }
            h1 { (printable(title)) }
            p class={ "conclusion " (if outcome.is_red() { "red" } else { "green" }) } { (wording::conclusion(outcome)) }
            dl class="facts" {
                @for (name, value) in facts { div { dt { (name) } dd { (printable(or_dash(value))) } } }
                div { dt { "Kördes" } dd { (wording::moment(outcome.started)) ", " (wording::duration(outcome.elapsed)) } }
            }
        }
    }
}

fn reading(evidence: Evidence) -> Markup {
    html! {
        section aria-labelledby="reading" class="reading" {
            h2 id="reading" { "Att läsa rapporten" }
            p {
                "Ett underkänt fall är underlag för avvikelserapporten, inte i sig ett underkänt system: den som godkänner anslutningen \
                 avgör om avvikelsen är spärrande, ska rättas eller godtas. En känd avvikelse står i körningens lista över avvikelser; \
                 ett oväntat godkänt fall står där utan att längre avvika, och listan ska rättas."
            }
            @if evidence == Evidence::Masked {
                p { "Punkterna ••• står för värden som är dolda. Elementens namn och ordning är de som sågs." }
            }
            p {
                "Meddelandena finns också som filer i mappen " code { "underlag" } ". För maskiner finns "
                a href="rapport.json" { "rapport.json" } " och " a href="junit.xml" { "junit.xml" } ". "
                a href="sjalvdeklaration.html" { "Självdeklarationen" } " är ifylld med det som körningen kan svara på."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rivta_soap::value::Base64Binary;
    use rivta_soap::xml::parse;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_page_lets_its_own_script_run() {
        let digest: Base64Binary = parse(SCRIPT_DIGEST.strip_prefix("sha256-").unwrap()).unwrap();
        assert_eq!(digest.decode(), Sha256::digest(SCRIPT).as_slice());
    }
}
