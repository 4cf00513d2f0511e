//! The sender's id in the subject of a certificate.

use regex::Regex;

use crate::error::RouterError;
use crate::remembered::Remembered;

/// How many characters of a value `#…` stand before its text: `#`, a byte for the tag and one for the length.
const BEFORE_TEXT: usize = 5;

/// Finds the sender's id in a subject.
pub(crate) struct SubjectPattern {
    pattern: Regex,
    known: Remembered<String, Option<Result<String, UnreadableValue>>>,
}

/// The value is hexadecimal and yet no ASCII text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnreadableValue;

impl SubjectPattern {
    pub(crate) fn new(pattern: &str) -> Result<Self, RouterError> {
        let key = "sender.subject_pattern";
        let regex = Regex::new(pattern).map_err(|error| RouterError::Value {
            key,
            reason: error.to_string(),
        })?;
        if regex.captures_len() < 2 {
            let reason = "it needs a group in parentheses around the sender's id".to_owned();
            return Err(RouterError::Value { key, reason });
        }
        Ok(Self {
            pattern: regex,
            known: Remembered::default(),
        })
    }

    /// The first group of the first match; `None` when nothing matches.
    pub(crate) fn sender(&self, subject: &str) -> Option<Result<String, UnreadableValue>> {
        self.known.get(subject, || self.find(subject))
    }

    fn find(&self, subject: &str) -> Option<Result<String, UnreadableValue>> {
        let value = self.pattern.captures(subject)?.get(1)?.as_str();
        Some(match value.strip_prefix('#') {
            None => Ok(value.to_owned()),
            Some(_) => value
                .get(BEFORE_TEXT..)
                .and_then(text_of_hexadecimal)
                .ok_or(UnreadableValue),
        })
    }
}

fn text_of_hexadecimal(digits: &str) -> Option<String> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let characters = pairs.iter().map(|pair| {
        let byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        byte.is_ascii().then(|| char::from(byte))
    });
    characters.collect::<Option<String>>().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{SubjectPattern, UnreadableValue};

    #[test]
    fn section_3_1_the_sender_in_a_subject() {
        let pattern = SubjectPattern::new("(?:2.5.4.5|SERIALNUMBER)=([^,]+)").unwrap();
        let rows = [
            ("CN=a, SERIALNUMBER=SE1, O=b", Some(Ok("SE1"))),
            ("SERIALNUMBER=SE1 ,O=b", Some(Ok("SE1 "))),
            (
                "CN=a,2.5.4.5=#13145453544e4d54323332313030303135362d423032,C=SE",
                Some(Ok("TSTNMT2321000156-B02")),
            ),
            ("2.5.4.5=#00074861726d6f6e79", Some(Ok("Harmony"))),
            ("2.5.4.5=#0c02c3a5", Some(Err(UnreadableValue))),
            ("2.5.4.5=#1304zz", Some(Err(UnreadableValue))),
            ("2x5y4z5=SE1", Some(Ok("SE1"))),
            ("SERIALNUMBER=SE1,SERIALNUMBER=SE2", Some(Ok("SE1"))),
            ("serialnumber=SE1", None),
            ("CN=a, O=b", None),
            ("", None),
        ];
        for (subject, expected) in rows {
            let expected = expected.map(|sender| sender.map(str::to_owned));
            assert_eq!(pattern.sender(subject), expected, "{subject}");
        }
        let unit = SubjectPattern::new("OU=([^,]+)").unwrap();
        assert_eq!(unit.sender("CN=client, OU=tp, O=SKL"), Some(Ok("tp".to_owned())));
    }

    #[test]
    fn a_pattern_that_cannot_work_is_refused() {
        for pattern in ["(", "OU=[^,]+"] {
            assert!(SubjectPattern::new(pattern).is_err(), "{pattern}");
        }
    }
}
