use proptest::prelude::*;

use super::*;
use crate::disclosure::Disclosure;
use crate::source::{Failure, SourceState};
use crate::test_message::{day, today};

fn fee(visited: &str, amount: i64) -> Fee {
    fee_on(day(visited), amount.into())
}

fn fee_on(visited: NaiveDate, amount: Decimal) -> Fee {
    Fee {
        visited,
        registered: visited.and_hms_opt(12, 0, 0),
        amount,
        care_unit: Some("SE1-UNIT".to_owned()),
        care_giver: Some("SE1-GIVER".to_owned()),
    }
}

fn card(number: &str, start: &str, from: &str, through: &str) -> Card {
    Card {
        number: number.to_owned(),
        period_start: Some(day(start)),
        period_end: Some(day(through)),
        valid_from: Some(day(from)),
        valid_through: Some(day(through)),
        region: "13".to_owned(),
    }
}

fn report(address: &str, cards: Vec<Card>, fees: Vec<Fee>) -> SourceReport {
    let disclosure = Disclosure {
        cards,
        fees,
        discloser: None,
    };
    SourceReport {
        disclosures: vec![disclosure],
        ..SourceReport::new(Source::new(address), SourceState::Answered)
    }
}

fn summary(reports: &[SourceReport]) -> Summary {
    Summary::of(today(), reports, &Ceilings::default()).unwrap()
}

fn of_fees(fees: Vec<Fee>) -> Summary {
    summary(&[report("13", Vec::new(), fees)])
}

#[test]
fn nothing_paid() {
    let summary = summary(&[report("13", Vec::new(), Vec::new())]);
    assert_eq!(
        (summary.state, summary.sum, summary.remaining),
        (State::NotReached, 0.into(), 1450.into())
    );
    assert_eq!((summary.period, summary.complete), (None, true));
}

#[test]
fn the_fees_of_all_sources_are_one_period() {
    let summary = summary(&[
        report("13", Vec::new(), vec![fee("20260301", 300), fee("20251001", 200)]),
        report("14", Vec::new(), vec![fee("20251224", 100)]),
    ]);
    assert_eq!((summary.sum, summary.remaining), (600.into(), 850.into()));
    assert_eq!(
        summary.period,
        Some(Period {
            start: day("20251001"),
            end: day("20260930")
        })
    );
    let visits: Vec<_> = summary
        .fees
        .iter()
        .map(|fee| (fee.visited, fee.source.address.as_str()))
        .collect();
    assert_eq!(
        visits,
        [
            (day("20251001"), "13"),
            (day("20251224"), "14"),
            (day("20260301"), "13")
        ]
    );
}

#[test]
fn the_limit_is_hit_exactly() {
    let below = of_fees(vec![fee("20260101", 1449)]);
    assert_eq!((below.state, below.remaining), (State::NotReached, 1.into()));
    let at = of_fees(vec![fee("20260101", 1400), fee("20260102", 50)]);
    assert_eq!(
        (at.state, at.sum, at.remaining, at.overpaid),
        (State::Reached, 1450.into(), 0.into(), 0.into())
    );
    let above = of_fees(vec![fee("20260101", 1400), fee("20260102", 200), fee("20260103", 30)]);
    assert_eq!(
        (above.state, above.sum, above.overpaid),
        (State::Reached, 1450.into(), 180.into())
    );
    let counted: Vec<_> = above.fees.iter().map(|fee| fee.counted).collect();
    assert_eq!(counted, [1400.into(), 50.into(), 0.into()]);
    assert_eq!(
        above.period,
        Some(Period {
            start: day("20260101"),
            end: day("20261231")
        })
    );
}

#[test]
fn the_oldest_fees_fall_away_on_the_anniversary() {
    let kept = of_fees(vec![fee("20250616", 500), fee("20260101", 100)]);
    assert_eq!(kept.sum, 600.into());
    let fallen = of_fees(vec![fee("20250615", 500), fee("20260101", 100)]);
    assert_eq!((fallen.sum, fallen.fees.len()), (100.into(), 1));
    assert_eq!(fallen.period.map(|period| period.start), Some(day("20260101")));
}

#[test]
fn a_reached_period_that_has_ended_takes_its_fees_with_it() {
    let summary = of_fees(vec![fee("20250601", 1000), fee("20250701", 450), fee("20260610", 100)]);
    assert_eq!((summary.state, summary.sum), (State::NotReached, 100.into()));
    assert_eq!(summary.period.map(|period| period.start), Some(day("20260610")));
}

#[test]
fn a_raised_ceiling_applies_to_a_period_under_way() {
    let fees = vec![fee("20241201", 1400)];
    let report = [report("13", Vec::new(), fees)];
    let before = Summary::of(day("20241231"), &report, &Ceilings::default()).unwrap();
    assert_eq!(before.state, State::Reached);
    let fees = vec![fee("20241201", 1399), fee("20250110", 60)];
    let report = [self::report("13", Vec::new(), fees)];
    let before = Summary::of(day("20250101"), &report, &Ceilings::default()).unwrap();
    assert_eq!((before.state, before.remaining), (State::NotReached, 51.into()));
    let after = Summary::of(day("20250110"), &report, &Ceilings::default()).unwrap();
    assert_eq!(
        (after.state, after.sum, after.overpaid),
        (State::Reached, 1450.into(), 9.into())
    );
}

#[test]
fn a_leap_day_visit_counts_through_the_last_of_february() {
    let report = [report("13", Vec::new(), vec![fee("20240229", 100)])];
    let at = |date| Summary::of(day(date), &report, &Ceilings::default()).unwrap();
    assert_eq!(at("20250228").sum, 100.into());
    assert_eq!(at("20250301").sum, 0.into());
}

#[test]
fn a_valid_card_decides() {
    let summary = summary(&[
        report("14", Vec::new(), vec![fee("20260105", 1000), fee("20251101", 70)]),
        report(
            "13",
            vec![card("F-13", "20260105", "20260301", "20270104")],
            vec![fee("20260301", 450)],
        ),
    ]);
    assert_eq!(
        (summary.state, summary.remaining, summary.sum),
        (State::Card, 0.into(), 1450.into())
    );
    let card = summary.card.unwrap();
    assert_eq!(
        (card.number.as_str(), card.valid_through),
        ("F-13", Some(day("20270104")))
    );
    assert_eq!(
        (card.region.name, card.source.address.as_str()),
        (Some("Halland"), "13")
    );
    assert_eq!(
        summary.period,
        Some(Period {
            start: day("20260105"),
            end: day("20270104")
        })
    );
    assert_eq!(
        summary.fees.len(),
        2,
        "the fee before the card's period is not part of it"
    );
}

#[test]
fn a_card_is_valid_on_its_first_and_last_day() {
    for (from, through, state) in [
        ("20260615", "20270104", State::Card),
        ("20260616", "20270104", State::NotReached),
        ("20260101", "20260615", State::Card),
        ("20260101", "20260614", State::NotReached),
    ] {
        let summary = summary(&[report("13", vec![card("F", "20260101", from, through)], Vec::new())]);
        assert_eq!(summary.state, state, "{from} {through}");
    }
}

#[test]
fn of_several_cards_the_longest_valid_is_shown() {
    let cards = |number: &str, through| vec![card(number, "20260101", "20260201", through)];
    let summary = summary(&[
        report("13", cards("SHORT", "20261001"), Vec::new()),
        report("14", cards("LONG", "20261231"), Vec::new()),
        report("17", cards("ALSO", "20261231"), Vec::new()),
    ]);
    assert_eq!(summary.card.unwrap().number, "LONG");
}

#[test]
fn fees_that_gave_a_card_do_not_count_again_when_it_has_run_out() {
    let summary = summary(&[
        report(
            "13",
            vec![card("OLD", "20250610", "20250901", "20260609")],
            vec![fee("20250801", 1450)],
        ),
        report("14", Vec::new(), vec![fee("20260501", 40), fee("20260611", 100)]),
    ]);
    assert_eq!(
        (summary.state, summary.sum, summary.card.is_none()),
        (State::NotReached, 100.into(), true)
    );
}

#[test]
fn a_silent_source_makes_the_summary_incomplete() {
    let mut late = report("14", Vec::new(), Vec::new());
    late.state = SourceState::Late;
    let mut failed = report("17", Vec::new(), Vec::new());
    failed.state = SourceState::Failed(Failure::TooLarge);
    let mut free = report("01", Vec::new(), Vec::new());
    free.state = SourceState::Free { free_below: 20 };
    assert!(summary(&[free.clone()]).complete);
    let summary = summary(&[report("13", Vec::new(), Vec::new()), late, failed, free]);
    assert!(!summary.complete);
    let states: Vec<_> = summary.sources.iter().map(|source| source.state).collect();
    assert_eq!(states, ["answered", "late", "failed", "free_of_charge"]);
}

#[test]
fn a_date_before_the_table_is_an_error() {
    let refusal = Summary::of(day("20201231"), &[], &Ceilings::default()).unwrap_err();
    assert_eq!(refusal, Error::NoCeiling(day("20201231")));
}

#[test]
fn the_json_form_is_stable() {
    let mut paid = fee("20260301", 1450);
    paid.amount = "1450.50".parse().unwrap();
    let summary = summary(&[report(
        "13",
        vec![card("F-13", "20260301", "20260301", "20270228")],
        vec![paid],
    )]);
    let json = serde_json::to_value(&summary).unwrap();
    let halland = serde_json::json!({"address": "13", "region": "Halland"});
    assert_eq!(
        json,
        serde_json::json!({
            "date": "2026-06-15", "state": "card",
            "ceiling": "1450", "sum": "1450", "remaining": "0", "overpaid": "0.5",
            "period": {"start": "2026-03-01", "end": "2027-02-28"},
            "card": {"number": "F-13", "valid_from": "2026-03-01", "valid_through": "2027-02-28",
                     "region": {"id": "13", "name": "Halland"}, "source": halland},
            "fees": [{"visited": "2026-03-01", "registered": "2026-03-01T12:00:00", "amount": "1450.5",
                      "counted": "1450", "care_unit": "SE1-UNIT", "care_giver": "SE1-GIVER", "source": halland}],
            "sources": [{"address": "13", "region": "Halland", "state": "answered", "cause": null, "reason": null,
                         "answered_for": [], "after_ms": 0, "expected": true}],
            "complete": true, "no_engagement": false
        })
    );
}

#[test]
fn debug_shows_no_amounts() {
    let shown = format!("{:?}", of_fees(vec![fee("20260301", 1234)]));
    assert!(!shown.contains("1234") && !shown.contains("2026"), "{shown}");
}

fn any_fee() -> impl Strategy<Value = Fee> {
    (0u64..800, 1u32..200_000)
        .prop_map(|(days, ore)| fee_on(today() - chrono::Days::new(days), Decimal::new(ore.into(), 2)))
}

fn any_reports() -> impl Strategy<Value = Vec<SourceReport>> {
    let fees = || prop::collection::vec(any_fee(), 0..12);
    (fees(), fees(), fees()).prop_map(|(a, b, c)| {
        vec![
            report("13", Vec::new(), a),
            report("14", Vec::new(), b),
            report("17", Vec::new(), c),
        ]
    })
}

proptest! {
    #[test]
    fn amounts_add_up(reports in any_reports()) {
        let summary = summary(&reports);
        let counted: Decimal = summary.fees.iter().map(|fee| fee.counted).sum();
        let paid: Decimal = summary.fees.iter().map(|fee| fee.amount).sum();
        prop_assert_eq!(counted, summary.sum);
        prop_assert_eq!(paid, counted + summary.overpaid);
        prop_assert!(summary.sum <= summary.ceiling);
        let open = if summary.state == State::NotReached { summary.ceiling - summary.sum } else { Decimal::ZERO };
        prop_assert_eq!(summary.remaining, open);
    }

    #[test]
    fn the_fees_lie_in_the_period_and_the_period_holds_the_date(reports in any_reports()) {
        let summary = summary(&reports);
        prop_assert_eq!(summary.period.is_some(), !summary.fees.is_empty());
        if let Some(period) = summary.period {
            prop_assert!(period.start <= summary.date && summary.date <= period.end);
            prop_assert_eq!(period.start, summary.fees[0].visited);
            prop_assert!(summary.fees.iter().all(|fee| period.start <= fee.visited && fee.visited <= period.end));
        }
    }

    #[test]
    fn the_order_of_the_answers_does_not_matter(reports in any_reports(), turn in 0usize..3) {
        let mut turned = reports.clone();
        turned.rotate_left(turn);
        for report in &mut turned {
            report.disclosures.iter_mut().for_each(|disclosure| disclosure.fees.reverse());
        }
        let (one, other) = (summary(&reports), summary(&turned));
        prop_assert_eq!((one.state, one.sum, one.remaining, one.period), (other.state, other.sum, other.remaining, other.period));
    }

    #[test]
    fn below_the_ceiling_the_sum_is_that_of_the_last_twelve_months(
        ore in prop::collection::vec((0u64..800, 1u32..2_000), 0..40),
    ) {
        let fees: Vec<Fee> = ore
            .into_iter()
            .map(|(days, ore)| fee_on(today() - chrono::Days::new(days), Decimal::new(ore.into(), 2)))
            .collect();
        // At most 40 fees of 20 kr: the ceiling is out of reach.
        let oldest = today() - chrono::Months::new(12);
        let expected: Decimal = fees.iter().filter(|fee| fee.visited > oldest).map(|fee| fee.amount).sum();
        let summary = of_fees(fees);
        prop_assert_eq!((summary.state, summary.sum), (State::NotReached, expected));
    }

    #[test]
    fn a_reached_ceiling_was_crossed_by_the_fee_that_is_cut(reports in any_reports()) {
        let summary = summary(&reports);
        if summary.state == State::Reached {
            let full = summary.fees.iter().take_while(|fee| fee.counted == fee.amount).count();
            prop_assert!(summary.fees.iter().skip(full + 1).all(|fee| fee.counted.is_zero()));
        }
    }
}
