//! Personal numbers in texts that should have none: addresses, headers, names of elements.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// What stands where something is hidden.
pub(super) const HIDDEN: &str = "•••";

/// Personal, co-ordination and reserve numbers, with or without century and separator.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])";
    Regex::new(&format!(
        "(?:18|19|20)?[0-9]{{2}}(?:0[1-9]|1[0-2]){day}(?:-|\\+|%2[BDbd])?[0-9pPtTfF][0-9]{{3}}"
    ))
    .ok()
});

/// The text with every number that may be a person's hidden. Organisation numbers and timestamps are left.
pub(super) fn hide_numbers(text: &str) -> Cow<'_, str> {
    let Some(pattern) = NUMBER.as_ref() else {
        return Cow::Borrowed(HIDDEN);
    };
    let mut out = String::new();
    let mut kept = 0;
    for found in pattern.find_iter(text) {
        let before = text.get(..found.start()).unwrap_or_default();
        let after = text.get(found.end()..).unwrap_or_default();
        let inside = before.ends_with(|c: char| c.is_ascii_digit()) || after.starts_with(|c: char| c.is_ascii_digit());
        if inside {
            continue;
        }
        out.push_str(text.get(kept..found.start()).unwrap_or_default());
        out.push_str(HIDDEN);
        kept = found.end();
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::hide_numbers;

    #[test]
    fn numbers_of_persons_are_hidden() {
        for number in [
            "191212121212",
            "19121212-1212",
            "121212-1212",
            "1212121212",
            "121212+1212",
            "199001722389",
            "19900101T238",
        ] {
            assert_eq!(
                hide_numbers(&format!("GET /p?id={number}&x")),
                "GET /p?id=•••&x",
                "{number}"
            );
            assert_eq!(hide_numbers(&format!("SE{number}")), "SE•••", "{number}");
        }
        assert_eq!(hide_numbers("191212121212 and 191212121212"), "••• and •••");
    }

    #[test]
    fn other_numbers_are_left() {
        for other in [
            "20260510120000",
            "SE2321000131-UNIT",
            "5565594230",
            "2026-05-10",
            "20260510",
            "1.2.752.129.2.1.3.1",
            "12 ms",
        ] {
            assert_eq!(hide_numbers(other), other);
        }
    }
}
