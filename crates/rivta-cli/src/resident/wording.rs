//! How amounts, dates and lists are written for persons.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(super) fn row(date: &str, region: &str, unit: &str, amount: &str) -> String {
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
pub(crate) fn padded(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length > width {
        return text.chars().take(width.saturating_sub(1)).chain(['…']).collect();
    }
    format!("{text}{}", " ".repeat(width - length))
}

/// An amount as Swedes write it: `1 450 kr`, `275,50 kr`.
pub(crate) fn kronor(amount: Decimal) -> String {
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

pub(crate) fn long_date(date: NaiveDate) -> String {
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

/// Names as a sentence has them: `Halland, Skåne och Uppsala`.
pub(crate) fn listing(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} och {last}", others.join(", ")),
    }
}

/// A text broken into lines of at most `width` characters, between words.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        assert_eq!(listing(&["Halland"]), "Halland");
        assert_eq!(listing(&["Halland", "Skåne"]), "Halland och Skåne");
        assert_eq!(listing(&["Halland", "Skåne", "Uppsala"]), "Halland, Skåne och Uppsala");
    }

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrapped("åtta ord", 4), ["åtta", "ord"]);
        assert_eq!(wrapped("åtta ord", 8), ["åtta ord"]);
        assert_eq!(wrapped("långtord kort", 4), ["långtord", "kort"]);
    }
}
