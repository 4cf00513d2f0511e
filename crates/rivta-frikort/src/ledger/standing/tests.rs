//! The law by example, as invariants, and against a brute-force oracle that walks every day.

use chrono::{Days, NaiveTime};
use proptest::prelude::*;

use super::super::Ceiling;
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap())
}

fn fee(key: i64, visit: &str, kronor: i64) -> Fee {
    let visit = date(visit);
    Fee {
        key,
        visit,
        registered: noon(visit),
        amount: Ore::kronor(kronor),
        cancelled: false,
    }
}

fn national() -> Ceilings {
    Ceilings::national().unwrap()
}

fn at(day: &str, fees: &[Fee]) -> Standing {
    Standing::at(noon(date(day)), fees, &national())
}

#[test]
fn nobody_home_has_everything_left_to_pay() {
    let standing = at("2026-05-10", &[]);
    assert_eq!(standing.state, CardState::EjUppnatt);
    assert_eq!((standing.sum, standing.remaining), (Ore::ZERO, Ore::kronor(1450)));
    assert_eq!(standing.period, None);
}

#[test]
fn a_first_visit_on_25_april_gives_a_card_through_24_april() {
    let standing = at("2026-04-24", &[fee(1, "2025-04-25", 1000), fee(2, "2025-06-01", 450)]);
    let card = standing.card.unwrap();
    assert_eq!(
        (card.reached, card.valid_through()),
        (date("2025-06-01"), date("2026-04-24"))
    );
    assert_eq!(standing.remaining, Ore::ZERO);
    let after = at("2026-04-25", &[fee(1, "2025-04-25", 1000), fee(2, "2025-06-01", 450)]);
    assert_eq!((after.card, after.state), (None, CardState::Utganget));
}

#[test]
fn the_last_fee_is_cut_and_later_ones_count_nothing() {
    let fees = [
        fee(1, "2026-01-01", 1400),
        fee(2, "2026-02-01", 300),
        fee(3, "2026-03-01", 300),
    ];
    let standing = at("2026-05-10", &fees);
    let amounts: Vec<_> = standing.counted.iter().map(|fee| (fee.key, fee.amount)).collect();
    assert_eq!(amounts, [(1, Ore::kronor(1400)), (2, Ore::kronor(50))]);
    assert_eq!(standing.sum, Ore::kronor(1450));
}

#[test]
fn one_ore_below_the_ceiling_is_no_card() {
    let mut fees = [fee(1, "2026-01-01", 1000), fee(2, "2026-02-01", 450)];
    fees[1].amount = Ore::new(44_999);
    let standing = at("2026-05-10", &fees);
    assert_eq!((standing.card, standing.remaining), (None, Ore::new(1)));
}

#[test]
fn the_oldest_fees_fall_away_after_a_year() {
    let fees = [
        fee(1, "2025-01-10", 700),
        fee(2, "2025-03-10", 700),
        fee(3, "2026-01-10", 700),
    ];
    let standing = at("2026-01-10", &fees);
    assert_eq!(standing.sum, Ore::kronor(1400));
    assert_eq!(standing.period, Some((date("2025-03-10"), date("2026-03-09"))));
    assert_eq!(standing.cards, []);
}

#[test]
fn a_raised_ceiling_applies_to_a_period_under_way_but_not_to_an_issued_card() {
    let under_way = [fee(1, "2024-12-01", 1390), fee(2, "2025-01-02", 20)];
    assert_eq!(at("2025-01-03", &under_way).remaining, Ore::kronor(40));
    let issued = [fee(1, "2024-12-01", 1380), fee(2, "2024-12-30", 20)];
    let standing = at("2025-06-01", &issued);
    assert_eq!(standing.card.unwrap().valid_through(), date("2025-11-30"));
    assert_eq!(standing.sum, Ore::kronor(1400));
}

#[test]
fn a_ceiling_the_region_lowers_gives_the_card_on_its_first_day() {
    let own = Ceiling {
        valid_from: date("2026-03-01"),
        amount: Ore::kronor(1200),
    };
    let ceilings = national().with_regional(&[own]).unwrap();
    let fees = [fee(1, "2026-01-01", 1300)];
    assert_eq!(Standing::at(noon(date("2026-02-28")), &fees, &ceilings).card, None);
    let card = Standing::at(noon(date("2026-03-01")), &fees, &ceilings).card.unwrap();
    assert_eq!(
        (card.reached, card.valid_through()),
        (date("2026-03-01"), date("2026-12-31"))
    );
    // The 48 hours run from the lowering, however long ago the fee was registered.
    for (now, state) in [
        ("2026-03-02T23:59:59", CardState::Preliminart),
        ("2026-03-03T00:00:00", CardState::Uppnatt),
    ] {
        assert_eq!(
            Standing::at(now.parse().unwrap(), &fees, &ceilings).state,
            state,
            "{now}"
        );
    }
}

#[test]
fn a_card_is_preliminary_and_valid_for_48_hours() {
    let mut fees = vec![fee(1, "2026-01-01", 1450)];
    fees[0].registered = noon(date("2026-01-03"));
    for (now, state) in [
        ("2026-01-03T12:00:00", CardState::Preliminart),
        ("2026-01-05T11:59:59", CardState::Preliminart),
        ("2026-01-05T12:00:00", CardState::Uppnatt),
        ("2026-12-31T23:59:59", CardState::Uppnatt),
        ("2027-01-01T00:00:00", CardState::Utganget),
    ] {
        let standing = Standing::at(now.parse().unwrap(), &fees, &national());
        assert_eq!(standing.state, state, "{now}");
        assert_eq!(standing.card.is_some(), state != CardState::Utganget, "{now}");
    }
}

#[test]
fn a_new_visit_after_an_expired_card_starts_a_new_period() {
    let standing = at("2027-02-01", &[fee(1, "2026-01-01", 1450), fee(2, "2027-01-05", 200)]);
    assert_eq!((standing.state, standing.sum), (CardState::EjUppnatt, Ore::kronor(200)));
    assert_eq!(standing.cards.len(), 1);
}

#[test]
fn what_is_registered_or_visited_later_is_not_known_yet() {
    let mut late = fee(1, "2026-01-01", 500);
    late.registered = noon(date("2026-02-01"));
    assert_eq!(at("2026-01-31", &[late.clone()]).sum, Ore::ZERO);
    assert_eq!(at("2026-02-01", &[late]).sum, Ore::kronor(500));
    assert_eq!(at("2026-01-31", &[fee(2, "2026-02-01", 500)]).sum, Ore::ZERO);
}

#[test]
fn the_date_of_the_visit_counts_not_that_of_the_registration() {
    let mut invoiced = fee(1, "2025-01-05", 500);
    invoiced.registered = noon(date("2025-12-20"));
    assert_eq!(at("2026-01-05", &[invoiced]).sum, Ore::ZERO);
}

/// A region whose ceiling goes up and down during the days the fees are drawn from.
fn moving_ceilings() -> Ceilings {
    let own = |day: &str, kronor| Ceiling {
        valid_from: date(day),
        amount: Ore::kronor(kronor),
    };
    national()
        .with_regional(&[
            own("2023-06-01", 900),
            own("2024-03-15", 1300),
            own("2025-02-01", 700),
            own("2025-09-01", 1450),
        ])
        .unwrap()
}

prop_compose! {
    fn any_fee()(key in 1..10_000_i64, day in 0..1200_u64, delay in 0..100_u64, ore in 0..120_000_i64, cancelled in prop::bool::weighted(0.15)) -> Fee {
        let visit = date("2023-01-01") + Days::new(day);
        Fee { key, visit, registered: noon(visit + Days::new(delay)), amount: Ore::new(ore), cancelled }
    }
}

fn any_fees() -> impl Strategy<Value = Vec<Fee>> {
    prop::collection::vec(any_fee(), 0..40).prop_map(|mut fees| {
        for (key, fee) in (1..).zip(&mut fees) {
            fee.key = key;
        }
        fees
    })
}

fn any_ceilings() -> impl Strategy<Value = Ceilings> {
    prop::bool::ANY.prop_map(|moving| if moving { moving_ceilings() } else { national() })
}

/// What the oracle remembers of a card: first visit, day reached, last day.
type Period = (NaiveDate, NaiveDate, NaiveDate);

/// Walks every single day and adds up from scratch, with no running sum and no event list.
fn oracle(now: NaiveDateTime, fees: &[Fee], ceilings: &Ceilings) -> (Vec<Period>, Ore) {
    let mut known: Vec<_> = fees
        .iter()
        .filter(|fee| !fee.cancelled && fee.registered <= now)
        .collect();
    known.sort_by_key(|fee| (fee.visit, fee.registered, fee.key));
    let (mut cards, mut paid): (Vec<Period>, Vec<(NaiveDate, Ore)>) = (Vec::new(), Vec::new());
    let in_window = |paid: &[(NaiveDate, Ore)], cards: &[Period], day: NaiveDate| -> Vec<(NaiveDate, Ore)> {
        let after = cards.last().map(|card| card.2);
        paid.iter()
            .copied()
            .filter(|(visit, _)| last_day(*visit) >= day && after.is_none_or(|end| *visit > end))
            .collect()
    };
    let mut day = date("2022-12-31");
    while day < now.date() {
        day = day.succ_opt().unwrap();
        let today: Vec<_> = known
            .iter()
            .filter(|fee| fee.visit == day)
            .map(|fee| fee.amount)
            .collect();
        for amount in std::iter::once(Ore::ZERO).chain(today) {
            if cards.last().is_some_and(|card| day <= card.2) {
                continue;
            }
            let sum: Ore = in_window(&paid, &cards, day).iter().map(|(_, amount)| *amount).sum();
            let left = (ceilings.on(day) - sum).max(Ore::ZERO);
            if amount.min(left) > Ore::ZERO {
                paid.push((day, amount.min(left)));
            }
            let window = in_window(&paid, &cards, day);
            let sum: Ore = window.iter().map(|(_, amount)| *amount).sum();
            if let Some((first, _)) = window.first().filter(|_| sum >= ceilings.on(day)) {
                cards.push((*first, day, last_day(*first)));
            }
        }
    }
    let open = if cards.last().is_some_and(|card| now.date() <= card.2) {
        Ore::ZERO
    } else {
        in_window(&paid, &cards, now.date())
            .iter()
            .map(|(_, amount)| *amount)
            .sum()
    };
    (cards, open)
}

proptest! {
    #[test]
    fn the_ledger_agrees_with_the_oracle(fees in any_fees(), ceilings in any_ceilings(), day in 0..1300_u64) {
        let now = noon(date("2023-01-01") + Days::new(day));
        let standing = Standing::at(now, &fees, &ceilings);
        let (cards, open) = oracle(now, &fees, &ceilings);
        let found: Vec<Period> = standing.cards.iter().map(|card| (card.period_start, card.reached, card.valid_through())).collect();
        prop_assert_eq!(found, cards);
        if standing.card.is_none() {
            prop_assert_eq!(standing.sum, open);
        }
    }

    #[test]
    fn the_sum_never_exceeds_the_ceiling(fees in any_fees(), day in 0..1300_u64) {
        let now = noon(date("2023-01-01") + Days::new(day));
        let standing = Standing::at(now, &fees, &national());
        // The national ceiling only rises, so no period can hold more than today's.
        prop_assert!(standing.sum <= national().on(now.date()));
        prop_assert!(standing.remaining >= Ore::ZERO);
        for card in &standing.cards {
            let in_period = |fee: &&CountedFee| card.period_start <= fee.visit && fee.visit <= card.valid_through();
            let sum: Ore = standing.counted.iter().filter(in_period).map(|fee| fee.amount).sum();
            prop_assert_eq!(sum, national().on(card.reached), "a card means the ceiling, to the öre");
        }
    }

    #[test]
    fn a_card_is_valid_for_exactly_a_year_less_a_day(fees in any_fees(), ceilings in any_ceilings()) {
        let standing = Standing::at(noon(date("2026-07-01")), &fees, &ceilings);
        for card in &standing.cards {
            let anniversary = card.valid_through() + Days::new(1);
            let expected = card.period_start.checked_add_months(chrono::Months::new(12)).unwrap();
            // 29 February has no anniversary of its own in a common year: the first day after it.
            prop_assert!(anniversary == expected || (expected.succ_opt() == Some(anniversary) && card.period_start.to_string().ends_with("02-29")));
            prop_assert!(card.period_start <= card.reached && card.reached <= card.valid_through());
        }
        prop_assert!(standing.cards.windows(2).all(|pair| pair[0].valid_through() < pair[1].period_start));
    }

    #[test]
    fn the_order_of_the_fees_does_not_matter(fees in any_fees().prop_flat_map(|fees| (Just(fees.clone()), Just(fees).prop_shuffle())), ceilings in any_ceilings()) {
        let now = noon(date("2025-10-01"));
        prop_assert_eq!(Standing::at(now, &fees.0, &ceilings), Standing::at(now, &fees.1, &ceilings));
    }

    #[test]
    fn a_cancelled_fee_is_as_if_it_never_was(mut fees in any_fees(), index: prop::sample::Index, ceilings in any_ceilings()) {
        prop_assume!(!fees.is_empty());
        let now = noon(date("2025-10-01"));
        let index = index.index(fees.len());
        fees[index].cancelled = true;
        let cancelled = Standing::at(now, &fees, &ceilings);
        fees.remove(index);
        prop_assert_eq!(cancelled, Standing::at(now, &fees, &ceilings));
    }
}
