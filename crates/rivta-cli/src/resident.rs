//! What a resident sees: the summary as a page of plain Swedish for a terminal.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use rivta_hogkostnadsskydd::summary::{CardSummary, FeeSummary, SourceSummary, State, Summary};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

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
    if summary.sources.iter().any(|source| source.state == "answered") {
        standing(&mut page, summary);
        card_or_period(&mut page, summary);
        fees(&mut page, summary, unit_name);
    } else {
        line(
            &mut page,
            "Ingen region har svarat, så det går inte att säga vad du har betalat.",
        );
        line(&mut page, "");
    }
    sources(&mut page, summary);
    page
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

fn sources(page: &mut String, summary: &Summary) {
    line(page, "Svar från");
    for source in &summary.sources {
        line(page, &source_row(source));
    }
    if !summary.complete {
        line(page, "");
        line(
            page,
            "Avgifter och frikort från regioner som inte svarade är inte med. Försök igen senare.",
        );
    }
}

fn source_row(source: &SourceSummary) -> String {
    let name = source.source.region.unwrap_or(&source.source.address);
    let (mark, text) = match source.state {
        "answered" => ("✓", "har svarat"),
        "late" => ("…", "har inte svarat i tid"),
        "free_of_charge" => ("✓", "tar ingen avgift i din ålder"),
        _ => ("✗", "kunde inte svara"),
    };
    format!("  {mark} {} {text}", padded(name, 24))
}

fn row(date: &str, region: &str, unit: &str, amount: &str) -> String {
    let amount = format!(
        "{}{amount}",
        " ".repeat(12_usize.saturating_sub(amount.chars().count()))
    );
    format!(
        "{} {} {} {amount}",
        padded(date, 11),
        padded(region, 20),
        padded(unit, 30)
    )
}

/// A text in a column: filled with spaces, or cut with an ellipsis.
fn padded(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length > width {
        return text.chars().take(width.saturating_sub(1)).chain(['…']).collect();
    }
    format!("{text}{}", " ".repeat(width - length))
}

/// An amount as Swedes write it: `1 450 kr`, `275,50 kr`.
fn kronor(amount: Decimal) -> String {
    let amount = amount.round_dp(2);
    let whole = amount.trunc().abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    let sign = if amount.is_sign_negative() && !amount.is_zero() {
        "−"
    } else {
        ""
    };
    let ore = (amount.fract().abs() * Decimal::ONE_HUNDRED)
        .round()
        .to_u32()
        .unwrap_or(0);
    if ore == 0 {
        format!("{sign}{grouped} kr")
    } else {
        format!("{sign}{grouped},{ore:02} kr")
    }
}

fn long_date(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let month = usize::try_from(date.month0())
        .ok()
        .and_then(|month| MONTHS.get(month))
        .unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use rivta_hogkostnadsskydd::disclosure::{Card, Disclosure, Fee};
    use rivta_hogkostnadsskydd::summary::Summary;
    use rivta_hogkostnadsskydd::{Ceilings, Source, SourceReport, SourceState};
    use rust_decimal::Decimal;

    use super::{kronor, long_date, padded, page};

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
        let disclosures = vec![Disclosure { cards, fees }];
        SourceReport {
            source: Source::new(county),
            state: SourceState::Answered,
            disclosures,
        }
    }

    fn late(county: &str) -> SourceReport {
        SourceReport {
            source: Source::new(county),
            state: SourceState::Late,
            disclosures: Vec::new(),
        }
    }

    fn shown(reports: &[SourceReport]) -> String {
        let summary = Summary::of(day("2026-11-21"), reports, &Ceilings::default()).unwrap();
        page(&summary, |_| Some("Vårdcentralen Ängen"))
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
    fn amounts_are_written_as_swedes_write_them() {
        let written = |text: &str| kronor(text.parse::<Decimal>().unwrap());
        assert_eq!(written("1450"), "1 450 kr");
        assert_eq!(written("275.5"), "275,50 kr");
        assert_eq!(written("0"), "0 kr");
        assert_eq!(written("1234567.05"), "1 234 567,05 kr");
        assert_eq!(written("-12.00"), "−12 kr");
    }

    #[test]
    fn columns_keep_their_width() {
        assert_eq!(padded("Ängen", 7), "Ängen  ");
        assert_eq!(padded("Öronmottagningen", 6), "Öronm…");
    }

    #[test]
    fn dates_are_long() {
        assert_eq!(long_date(NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()), "1 mars 2026");
    }
}
