//! How long, how many and how large: amounts in a part's configuration. An amount with which no call could succeed, or that
//! no machine has, is refused where it stands.

use std::time::Duration;

use serde::{Deserialize, Deserializer, de};

/// A day in milliseconds: nobody waits longer.
const DAY: u64 = 24 * 60 * 60 * 1_000;
/// Of connections and calls.
const COUNT: u64 = 1_000_000;
/// One gibibyte.
const BYTES: u64 = 1 << 30;

/// Milliseconds after which something is given up: from 1 to a day.
///
/// # Errors
///
/// The deserializer's, with the amounts that are possible.
pub fn timeout<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    amount(deserializer, " of milliseconds", 1, DAY).map(Duration::from_millis)
}

/// As [`timeout`], for a key that may be left out.
///
/// # Errors
///
/// As [`timeout`].
pub fn optional_timeout<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    timeout(deserializer).map(Some)
}

/// Milliseconds to wait: from 0 to a day.
///
/// # Errors
///
/// As [`timeout`].
pub fn pause<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    amount(deserializer, " of milliseconds", 0, DAY).map(Duration::from_millis)
}

/// How many there may be at once: from 1 to a million.
///
/// # Errors
///
/// As [`timeout`].
pub fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    number(deserializer, "", COUNT)
}

/// How large something may be: from 1 byte to a gibibyte.
///
/// # Errors
///
/// As [`timeout`].
pub fn bytes<'de, D: Deserializer<'de>, N: TryFrom<u64>>(deserializer: D) -> Result<N, D::Error> {
    number(deserializer, " of bytes", BYTES)
}

fn number<'de, D: Deserializer<'de>, N: TryFrom<u64>>(deserializer: D, unit: &str, most: u64) -> Result<N, D::Error> {
    let amount = amount(deserializer, unit, 1, most)?;
    N::try_from(amount).map_err(|_| de::Error::custom("this machine cannot count that far"))
}

fn amount<'de, D: Deserializer<'de>>(deserializer: D, unit: &str, least: u64, most: u64) -> Result<u64, D::Error> {
    let amount = u64::deserialize(deserializer).ok();
    amount
        .filter(|amount| (least..=most).contains(amount))
        .ok_or_else(|| de::Error::custom(format!("expected a whole number{unit} from {least} to {most}")))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Amounts {
        #[serde(deserialize_with = "super::timeout")]
        timeout: Duration,
        #[serde(deserialize_with = "super::optional_timeout")]
        optional: Option<Duration>,
        #[serde(deserialize_with = "super::pause")]
        pause: Duration,
        #[serde(deserialize_with = "super::count")]
        count: usize,
        #[serde(deserialize_with = "super::bytes")]
        bytes: u64,
    }

    #[test]
    fn amounts_have_bounds_and_say_which() {
        for (key, least, most) in [
            ("timeout", 1, "86400000"),
            ("optional", 1, "86400000"),
            ("pause", 0, "86400000"),
            ("count", 1, "1000000"),
            ("bytes", 1, "1073741824"),
        ] {
            let read = |amount: &str| toml::from_str::<Amounts>(&format!("{key} = {amount}"));
            for good in [least.to_string().as_str(), most] {
                assert!(read(good).is_ok(), "{key} = {good}");
            }
            let above = (most.parse::<u64>().unwrap() + 1).to_string();
            let below = (least - 1).to_string();
            for bad in [below.as_str(), &above, "9223372036854775807", "1.5", "\"2s\""] {
                let told = read(bad).unwrap_err();
                assert!(
                    told.message().starts_with("expected a whole number"),
                    "{key} = {bad}: {told}"
                );
                assert!(told.message().ends_with(&format!("from {least} to {most}")), "{told}");
                assert!(told.span().is_some_and(|place| place.start > 0), "{key} = {bad}");
            }
        }
        let read: Amounts = toml::from_str("timeout = 2000\noptional = 1\ncount = 3").unwrap();
        assert_eq!(read.timeout, Duration::from_secs(2));
        assert_eq!(read.optional, Some(Duration::from_millis(1)));
        assert_eq!((read.count, read.bytes), (3, 0));
    }
}
