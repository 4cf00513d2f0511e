//! The persons of the demonstration and what they have paid.
//!
//! Every number is from Skatteverket's test series: birth numbers 238, 239 and 980–999, and
//! 191212121212. Everything follows from the day and the persons' places in the list, so two runs
//! on one day have the same ledgers.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use rivta_soap::identity::{PersonIdentity, Personnummer, Samordningsnummer};
use rivta_soap::xml::ValueError;

use super::sweden::{self, CareUnit};

/// How many persons there are besides those with a story.
const CROWD: usize = 240;

/// Birth numbers of Skatteverket's test series.
const BIRTH_NUMBERS: [u32; 22] = [
    238, 239, 980, 981, 982, 983, 984, 985, 986, 987, 988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999,
];

/// Fees for open care in whole kronor, as regions set them.
const FEES: [i64; 6] = [100, 200, 250, 275, 300, 400];

/// A person and everything registered on them.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) identity: PersonIdentity,
    /// The main identity this one is linked with.
    pub(super) main: Option<PersonIdentity>,
    /// What is special about the person, in Swedish; empty for the crowd.
    pub(super) story: &'static str,
    pub(super) visits: Vec<Visit>,
}

/// A fee in one region's ledger.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    pub(super) county: &'static str,
    pub(super) date: NaiveDate,
    pub(super) kronor: i64,
    pub(super) unit: &'static CareUnit,
    pub(super) cancelled: bool,
}

/// The whole population on a day, when the ceiling is `ceiling` kronor.
///
/// # Errors
///
/// None in practice: every number made here is a valid one, which a test holds.
pub(super) fn population(today: NaiveDate, ceiling: i64) -> Result<Vec<Person>, ValueError> {
    let mut persons = stories(today, ceiling)?;
    for place in 0..CROWD {
        persons.push(stranger(place, today)?);
    }
    Ok(persons)
}

/// The person asked about when nobody else is named.
pub(super) fn main_person() -> Result<PersonIdentity, ValueError> {
    Personnummer::new("191212121212").map(PersonIdentity::Personnummer)
}

/// A person for each thing the demonstration should show.
fn stories(today: NaiveDate, ceiling: i64) -> Result<Vec<Person>, ValueError> {
    let told = |story, identity, visits: &[(&'static str, i64, i64)]| Person {
        identity,
        main: None,
        story,
        visits: visits
            .iter()
            .map(|(county, days_ago, kronor)| visit(county, today, *days_ago, *kronor))
            .collect(),
    };
    let mut persons = vec![
        told(
            "på väg mot frikort, avgifter i flera regioner",
            main_person()?,
            &[
                ("14", 250, 250),
                ("14", 190, 100),
                ("01", 140, 275),
                ("13", 60, 200),
                ("17", 25, 250),
            ],
        ),
        told(
            "frikort från Västra Götaland",
            adult(0)?,
            &[
                ("14", 200, 400),
                ("14", 150, 400),
                ("14", 90, 400),
                ("14", 30, ceiling - 1200),
            ],
        ),
        told(
            "frikort från Stockholm, avgifter också i Västra Götaland",
            adult(1)?,
            &[("01", 180, 500), ("01", 120, ceiling - 500), ("14", 60, 250)],
        ),
        told(
            "en krona under taket",
            adult(2)?,
            &[("13", 220, 400), ("13", 160, 400), ("13", 100, ceiling - 801)],
        ),
        told(
            "precis på taket",
            adult(3)?,
            &[("13", 220, 400), ("13", 160, 400), ("13", 100, ceiling - 800)],
        ),
        told(
            "över taket först när regionernas avgifter räknas ihop",
            adult(4)?,
            &[("01", 120, 700), ("14", 80, 500), ("18", 40, 400)],
        ),
        told(
            "bara avgifter äldre än tolv månader",
            adult(5)?,
            &[("14", 500, 300), ("14", 400, 300)],
        ),
        told("okänd i alla regioner", adult(6)?, &[]),
        told(
            "ett av två besök makulerat",
            adult(7)?,
            &[("14", 45, 300), ("14", 30, 200)],
        ),
        told(
            "avgifter också på ett tidigare samordningsnummer",
            adult(8)?,
            &[("14", 50, 300)],
        ),
        told(
            "det tidigare samordningsnumret",
            coordination_number(8)?,
            &[("14", 150, 200)],
        ),
        told("barn, för vilket öppenvården är avgiftsfri", child(today)?, &[]),
    ];
    if let Some(visit) = persons.get_mut(8).and_then(|person| person.visits.first_mut()) {
        visit.cancelled = true;
    }
    let main = persons.get(9).map(|person| person.identity.clone());
    if let Some(earlier) = persons.get_mut(10) {
        earlier.main = main;
    }
    Ok(persons)
}

/// Someone without a story: some visits, mostly at home, at times elsewhere.
fn stranger(place: usize, today: NaiveDate) -> Result<Person, ValueError> {
    let mut dice = Dice(place as u64);
    let home = dice.pick(&sweden::COUNTIES);
    let visits = (0..dice.below(8))
        .map(|_| {
            let county = if dice.below(4) == 0 {
                dice.pick(&sweden::COUNTIES)
            } else {
                home
            };
            let days_ago = 1 + i64::from(dice.below(420));
            let kronor = dice.pick(&FEES);
            Visit {
                cancelled: dice.below(12) == 0,
                ..visit(county, today, days_ago, kronor)
            }
        })
        .collect();
    Ok(Person {
        identity: adult(20 + place)?,
        main: None,
        story: "",
        visits,
    })
}

fn visit(county: &'static str, today: NaiveDate, days_ago: i64, kronor: i64) -> Visit {
    let unit = sweden::care_unit(county, days_ago);
    Visit {
        county,
        date: today - TimeDelta::days(days_ago),
        kronor,
        unit,
        cancelled: false,
    }
}

/// The adult at a place in the list, born 1930 to 1999.
pub(super) fn adult(place: usize) -> Result<PersonIdentity, ValueError> {
    numbered(birth_date(place), 0, place).map(PersonIdentity::Personnummer)
}

pub(super) fn coordination_number(place: usize) -> Result<PersonIdentity, ValueError> {
    let text = number_text(birth_date(place), 60, place + 1)?;
    Samordningsnummer::new(&text).map(PersonIdentity::Samordningsnummer)
}

fn child(today: NaiveDate) -> Result<PersonIdentity, ValueError> {
    numbered(today - TimeDelta::days(9 * 365), 0, 2).map(PersonIdentity::Personnummer)
}

fn birth_date(place: usize) -> NaiveDate {
    let days = (place as u64).wrapping_mul(6_151) % (70 * 365);
    NaiveDate::from_ymd_opt(1930, 1, 1).unwrap_or_default() + Days::new(days)
}

fn numbered(birth: NaiveDate, day_offset: u32, place: usize) -> Result<Personnummer, ValueError> {
    Personnummer::new(&number_text(birth, day_offset, place)?)
}

/// Twelve digits with the right check digit: the one of ten that the number's own type accepts.
fn number_text(birth: NaiveDate, day_offset: u32, place: usize) -> Result<String, ValueError> {
    let birth_number = BIRTH_NUMBERS.get(place % BIRTH_NUMBERS.len()).copied().unwrap_or(980);
    let start = format!("{}{:02}{birth_number}", birth.format("%Y%m"), birth.day() + day_offset);
    let valid = |text: &String| match day_offset {
        0 => Personnummer::new(text).is_ok(),
        _ => Samordningsnummer::new(text).is_ok(),
    };
    (0..10)
        .map(|digit| format!("{start}{digit}"))
        .find(valid)
        .ok_or_else(|| ValueError::new("a birth date with a check digit"))
}

/// Numbers that look random and are the same in every run (the splitmix64 sequence).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        u32::try_from(mixed % u64::from(bound.max(1))).unwrap_or(0)
    }

    fn pick<T: Copy, const N: usize>(&mut self, choices: &[T; N]) -> T {
        let place = usize::try_from(self.below(u32::try_from(N).unwrap_or(1))).unwrap_or(0);
        choices[place % N]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::NaiveDate;

    use super::{BIRTH_NUMBERS, population};

    #[test]
    fn everyone_is_a_test_person_and_nobody_stands_there_twice() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let persons = population(today, 1450).unwrap();
        assert!(persons.len() >= 200);
        let mut seen = HashSet::new();
        for person in &persons {
            let digits = person.identity.extension();
            let birth_number: u32 = digits[8..11].parse().unwrap();
            assert!(
                digits == "191212121212" || BIRTH_NUMBERS.contains(&birth_number),
                "not of the test series"
            );
            assert!(seen.insert(digits.to_owned()), "twice");
            assert!(person.visits.iter().all(|visit| visit.date < today && visit.kronor > 0));
        }
        assert_eq!(persons.iter().filter(|person| person.main.is_some()).count(), 1);
        assert!(
            persons
                .iter()
                .flat_map(|person| &person.visits)
                .any(|visit| visit.cancelled)
        );
    }
}
