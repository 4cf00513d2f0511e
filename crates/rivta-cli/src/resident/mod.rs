//! What a resident sees: the summary as a page of plain Swedish for a terminal.

mod sources;
pub(crate) mod wording;

use std::fmt::Write as _;

use rivta_hogkostnadsskydd::summary::{CardSummary, FeeSummary, State, Summary};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wording::{kronor, long_date, row, wrapped};

/// How wide the bar toward the ceiling is, in characters.
const BAR: usize = 40;

/// How wide the page is, in characters.
const WIDTH: usize = 76;

/// The page for a summary. `unit_name` gives the name of a care unit by its HSA-id, where known.
pub(crate) fn page(summary: &Summary, unit_name: impl Fn(&str) -> Option<&'static str>) -> String {
    let mut page = String::new();
    line(
        &mut page,
        &format!("Högkostnadsskydd för öppen vård, {}", long_date(summary.date)),
    );
    line(&mut page, &"═".repeat(WIDTH));
    line(&mut page, "");
    if summary.no_engagement {
        paragraph(&mut page, UNKNOWN);
        paragraph(&mut page, UNKNOWN_IS_NOT_NOTHING);
        return page;
    }
    if summary.sources.iter().any(|source| source.state == "answered") {
        standing(&mut page, summary);
        card_or_period(&mut page, summary);
        fees(&mut page, summary, unit_name);
    } else {
        paragraph(
            &mut page,
            "Ingen region har svarat, så det går inte att säga vad du har betalat.",
        );
    }
    sources::list(&mut page, summary);
    for text in sources::missing(summary) {
        line(&mut page, "");
        lines(&mut page, &text);
    }
    page
}

const UNKNOWN: &str = "Ingen region säger sig ha uppgifter om dig från de senaste tolv månaderna.";

const UNKNOWN_IS_NOT_NOTHING: &str = "Det behöver inte betyda att du inte har betalat något. En region kan sakna \
    anslutning till frågetjänsten, och ett nytt besök syns inte alltid på en gång. Spara dina kvitton, och fråga din \
    region om du tror att något saknas.";

fn paragraph(page: &mut String, text: &str) {
    lines(page, text);
    line(page, "");
}

fn lines(page: &mut String, text: &str) {
    for text in wrapped(text, WIDTH) {
        line(page, &text);
    }
}

/// How far it is to the card, in words and as a bar.
fn standing(page: &mut String, summary: &Summary) {
    line(page, &headline(summary));
    if summary.state == State::NotReached && !summary.complete {
        line(
            page,
            "Alla regioner har inte svarat, så det kan vara mindre kvar än så.",
        );
    }
    line(page, "");
    line(page, &bar(summary));
    line(page, "");
}

fn line(page: &mut String, text: &str) {
    page.push_str(text.trim_end());
    page.push('\n');
}

fn headline(summary: &Summary) -> String {
    match (summary.state, &summary.card) {
        (State::Card, Some(card)) => match card.valid_through {
            Some(last) => format!(
                "Du har frikort till och med {}. Öppen vård kostar dig inget till dess.",
                long_date(last)
            ),
            None => "Du har frikort. Öppen vård kostar dig inget.".to_owned(),
        },
        (State::Card | State::Reached, _) => {
            "Dina avgifter har tillsammans nått taket. Du har rätt till frikort, fast ingen region har utfärdat det än."
                .to_owned()
        }
        (State::NotReached, _) => format!(
            "Du har betalat {} av {}. Det återstår {} till frikort.",
            kronor(summary.sum),
            kronor(summary.ceiling),
            kronor(summary.remaining)
        ),
    }
}

fn bar(summary: &Summary) -> String {
    let share = if summary.state == State::NotReached {
        summary.sum / summary.ceiling.max(Decimal::ONE)
    } else {
        Decimal::ONE
    };
    let filled = (share * Decimal::from(BAR)).floor().to_usize().unwrap_or(0).min(BAR);
    format!(
        "{}{}  {} av {}",
        "█".repeat(filled),
        "░".repeat(BAR - filled),
        kronor(summary.sum),
        kronor(summary.ceiling)
    )
}

fn card_or_period(page: &mut String, summary: &Summary) {
    if let Some(card) = &summary.card {
        card_lines(page, card);
    } else {
        let whose = if summary.complete {
            ""
        } else {
            " i de regioner som svarat"
        };
        line(page, &format!("Frikort      inget frikort är utfärdat{whose}"));
    }
    if let Some(period) = &summary.period {
        line(
            page,
            &format!("Period       {} – {}", long_date(period.start), long_date(period.end)),
        );
    }
    if summary.overpaid > Decimal::ZERO {
        line(
            page,
            &format!("Över taket   {} kan begäras tillbaka", kronor(summary.overpaid)),
        );
    }
    line(page, "");
}

fn card_lines(page: &mut String, card: &CardSummary) {
    let from = card.valid_from.map(long_date).unwrap_or_default();
    let through = card.valid_through.map(long_date).unwrap_or_default();
    line(page, &format!("Frikort      nummer {}", card.number));
    line(page, &format!("             gäller {from} – {through}"));
    line(
        page,
        &format!(
            "             utfärdat av {}",
            card.region.name.or(card.source.region).unwrap_or(&card.source.address)
        ),
    );
}

fn fees(page: &mut String, summary: &Summary, unit_name: impl Fn(&str) -> Option<&'static str>) {
    if summary.fees.is_empty() {
        line(page, "Inga avgifter de senaste tolv månaderna.");
        line(page, "");
        return;
    }
    line(page, &row("Besök", "Region", "Vårdenhet", "Avgift"));
    line(page, &"─".repeat(WIDTH));
    for fee in &summary.fees {
        line(page, &fee_row(fee, &unit_name));
    }
    line(page, &"─".repeat(WIDTH));
    line(page, &row("", "", "Räknas mot taket", &kronor(summary.sum)));
    line(page, "");
}

fn fee_row(fee: &FeeSummary, unit_name: &impl Fn(&str) -> Option<&'static str>) -> String {
    let unit = fee.care_unit.as_deref().map_or("–", |id| unit_name(id).unwrap_or(id));
    let region = fee.source.region.unwrap_or(&fee.source.address);
    let mut text = row(
        &fee.visited.format("%Y-%m-%d").to_string(),
        region,
        unit,
        &kronor(fee.amount),
    );
    if fee.counted != fee.amount {
        // Writing to a string cannot fail.
        let _ = write!(text, "  varav {} räknas", kronor(fee.counted));
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rivta_hogkostnadsskydd::disclosure::{Card, Disclosure, Fee};
    use rivta_hogkostnadsskydd::status::SynchFailure;
    use rivta_hogkostnadsskydd::summary::Summary;
    use rivta_hogkostnadsskydd::{Ceilings, Failure, Source, SourceReport, SourceState};

    use super::page;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fee(visited: &str, kronor: i64) -> Fee {
        let care_unit = Some("SE2321000131-V001".to_owned());
        Fee {
            visited: day(visited),
            registered: None,
            amount: kronor.into(),
            care_unit,
            care_giver: None,
        }
    }

    fn answered(county: &str, cards: Vec<Card>, fees: Vec<Fee>) -> SourceReport {
        let discloser = None;
        let disclosures = vec![Disclosure { cards, fees, discloser }];
        SourceReport {
            disclosures,
            ..SourceReport::new(Source::new(county), SourceState::Answered)
        }
    }

    fn late(county: &str) -> SourceReport {
        SourceReport::new(Source::new(county), SourceState::Late)
    }

    fn shown(reports: &[SourceReport]) -> String {
        let summary = Summary::of(day("2026-11-21"), reports, &Ceilings::default()).unwrap();
        page(&summary, |_| Some("Vårdcentralen Ängen"))
    }

    /// As [`shown`], on one line.
    fn flat(reports: &[SourceReport]) -> String {
        shown(reports).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn nobody_is_told_an_amount_that_nobody_answered() {
        let page = shown(&[late("14"), late("01")]);
        assert!(
            page.contains("Ingen region har svarat") && !page.contains("kr av"),
            "{page}"
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        let page = shown(&[answered("14", Vec::new(), vec![fee("2026-10-01", 300)]), late("01")]);
        for text in [
            "återstår 1 150 kr",
            "kan vara mindre kvar",
            "… Stockholm",
            "Vårdcentralen Ängen",
        ] {
            assert!(page.contains(text), "{text} in\n{page}");
        }
    }

    #[test]
    fn a_card_says_until_when_and_from_whom() {
        let card = Card {
            number: "14-7".to_owned(),
            period_start: Some(day("2026-05-05")),
            period_end: Some(day("2027-05-04")),
            valid_from: Some(day("2026-10-22")),
            valid_through: Some(day("2027-05-04")),
            region: "14".to_owned(),
        };
        let page = shown(&[answered("14", vec![card], vec![fee("2026-05-05", 1450)])]);
        for text in [
            "frikort till och med 4 maj 2027",
            "nummer 14-7",
            "utfärdat av Västra Götaland",
        ] {
            assert!(page.contains(text), "{text} in\n{page}");
        }
        assert!(!page.contains("Försök igen"), "{page}");
    }

    #[test]
    fn what_is_paid_above_the_ceiling_is_shown() {
        let page = shown(&[
            answered("14", Vec::new(), vec![fee("2026-05-05", 1000)]),
            answered("01", Vec::new(), vec![fee("2026-06-05", 600)]),
        ]);
        for text in [
            "rätt till frikort",
            "150 kr kan begäras tillbaka",
            "varav 450 kr räknas",
        ] {
            assert!(page.contains(text), "{text} in\n{page}");
        }
    }

    #[test]
    fn who_is_known_to_nobody_is_told_what_that_means_and_no_sum() {
        let page = shown(&[]);
        assert!(page.contains("Ingen region säger sig ha uppgifter om dig"), "{page}");
        assert!(page.contains("behöver inte betyda att du inte har betalat"), "{page}");
        assert!(!page.contains(" kr") && !page.contains("Svar från"), "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= super::WIDTH), "{page}");
    }

    #[test]
    fn each_reason_has_words_a_resident_understands() {
        let failed = |county: &str, failure| SourceReport::new(Source::new(county), SourceState::Failed(failure));
        let timeout = SynchFailure {
            causing_agent: "virtualization_platform".to_owned(),
            code: "504".to_owned(),
            text: "Read timed out".to_owned(),
        };
        let page = flat(&[
            answered("14", Vec::new(), vec![fee("2026-10-01", 300)]),
            late("01"),
            failed("12", Failure::NotReached(timeout)),
            failed("20", Failure::BrokenRules(Vec::new())),
        ]);
        for text in [
            "✓ Västra Götaland har svarat",
            "… Stockholm har inte svarat i tid",
            "✗ Skåne kunde inte nås",
            "✗ Dalarna gav ett svar som inte går att använda",
            "från Stockholm, Skåne och Dalarna är inte med",
        ] {
            assert!(page.contains(text), "{text} in\n{page}");
        }
        assert!(!page.contains("timed out") && !page.contains("504"), "{page}");
    }

    #[test]
    fn an_agent_has_answered_for_its_regions() {
        let mut agent = answered("SE5560000001-AGENT", Vec::new(), vec![fee("2026-10-01", 300)]);
        agent.disclosures[0].discloser = Some(Source::new("SE2321000156-A000"));
        let page = flat(&[agent]);
        assert!(page.contains("SE5560000001-AGENT har svarat för Värmland"), "{page}");
        assert!(page.contains("2026-10-01 Värmland"), "{page}");
    }

    #[test]
    fn a_national_request_without_a_list_leaves_it_open_who_else_knows() {
        let page = flat(&[late("5565594230"), answered("14", Vec::new(), Vec::new())]);
        assert!(page.contains("vilka regioner som har fått frågan"), "{page}");
        let failed = Failure::NotAccepted("VP009".to_owned());
        let page = flat(&[SourceReport::new(
            Source::new("5565594230"),
            SourceState::Failed(failed),
        )]);
        assert!(page.contains("Frågan kom inte fram till regionerna"), "{page}");
    }
}
