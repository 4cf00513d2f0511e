//! `${name}` in texts and messages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDateTime};
use rivta_soap::time::{format_date, format_timestamp};

/// Names and values; a value may refer to other variables.
pub type Variables = BTreeMap<String, String>;

/// Variables that refer to each other, at most so deep.
const DEPTH: usize = 16;
/// Bytes that an expanded text may have.
const LENGTH: usize = 32 << 20;

/// Replaces `${name}`. Inner variables hide outer ones.
#[derive(Debug, Clone)]
pub struct Expansion {
    layers: Vec<Variables>,
    now: NaiveDateTime,
}

impl Expansion {
    /// With layers of variables, the innermost first, at a moment of Swedish local time.
    pub fn new(layers: Vec<Variables>, now: NaiveDateTime) -> Self {
        Self { layers, now }
    }

    /// Sets a variable in the innermost layer.
    pub fn set(&mut self, name: impl Into<String>, value: String) {
        if self.layers.is_empty() {
            self.layers.push(Variables::new());
        }
        if let Some(innermost) = self.layers.first_mut() {
            innermost.insert(name.into(), value);
        }
    }

    /// The value of a variable as it stands, references to others included.
    pub fn raw(&self, name: &str) -> Option<Cow<'_, str>> {
        let known = self.layers.iter().find_map(|layer| layer.get(name));
        known
            .map(|value| Cow::Borrowed(value.as_str()))
            .or_else(|| self.moment(name).map(Cow::Owned))
    }

    /// The text with every variable replaced, over and over until none is left.
    ///
    /// # Errors
    /// The name of a variable that nobody has set, or whose value leads to itself.
    pub fn text(&self, text: &str) -> Result<String, String> {
        let mut text = text.to_owned();
        for _ in 0..DEPTH {
            if !text.contains("${") {
                return Ok(text);
            }
            text = self.once(&text)?;
        }
        let name = text.split_once("${").and_then(|(_, rest)| rest.split_once('}'));
        name.map_or(Ok(text.clone()), |(name, _)| Err(name.to_owned()))
    }

    /// As [`Self::text`], for a message: what is put in is escaped.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn message(&self, template: &str) -> Result<String, String> {
        Self::replaced(template, |name| {
            if let Some(repeated) = repeated(name) {
                return Ok(repeated);
            }
            let value = self.text(&format!("${{{name}}}"))?;
            Ok(value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
        })
    }

    fn once(&self, text: &str) -> Result<String, String> {
        Self::replaced(text, |name| {
            self.raw(name).map(Cow::into_owned).ok_or_else(|| name.to_owned())
        })
    }

    fn replaced(text: &str, value: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| after.chars().take(40).collect::<String>())?;
            out.push_str(before);
            out.push_str(&value(name)?);
            if out.len() > LENGTH {
                return Err(name.to_owned());
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// `now`, `today`, and both moved by days: `today-30d`.
    fn moment(&self, name: &str) -> Option<String> {
        let split = name.find(['+', '-']).unwrap_or(name.len());
        let (base, moved) = name.split_at(split);
        let moment = match moved.strip_suffix('d').map(str::parse::<i64>) {
            None if moved.is_empty() => self.now,
            Some(Ok(days)) if days < 0 => self.now.checked_sub_days(Days::new(days.unsigned_abs()))?,
            Some(Ok(days)) => self.now.checked_add_days(Days::new(days.unsigned_abs()))?,
            _ => return None,
        };
        match base {
            "now" => Some(format_timestamp(moment)),
            "today" => Some(format_date(moment.date())),
            _ => None,
        }
    }
}

/// `4000*<a>`: the text so many times, as it stands.
fn repeated(name: &str) -> Option<String> {
    let (count, text) = name.split_once('*')?;
    let count: usize = count.parse().ok()?;
    let fits = count.checked_mul(text.len()).is_some_and(|length| length <= LENGTH);
    fits.then(|| text.repeat(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expansion(pairs: &[(&str, &str)]) -> Expansion {
        let layer = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let now = "2026-03-01T10:20:30".parse().unwrap();
        Expansion::new(vec![layer.collect()], now)
    }

    #[test]
    fn variables_refer_to_others() {
        let expansion = expansion(&[("a", "1${b}"), ("b", "2")]);
        assert_eq!(expansion.text("<${a}>").unwrap(), "<12>");
    }

    #[test]
    fn a_circle_and_an_unknown_name_are_told() {
        let expansion = expansion(&[("a", "${b}"), ("b", "${a}")]);
        assert!(expansion.text("${a}").is_err());
        assert_eq!(expansion.text("${missing}").unwrap_err(), "missing");
    }

    #[test]
    fn moments_move_by_days() {
        let expansion = expansion(&[]);
        assert_eq!(
            expansion.text("${today-1d} ${now+1d}").unwrap(),
            "20260228 20260302102030"
        );
    }

    #[test]
    fn what_stands_in_a_message_is_escaped() {
        let expansion = expansion(&[("a", "<&${b}"), ("b", ">")]);
        assert_eq!(expansion.message("<e>${a}</e>").unwrap(), "<e>&lt;&amp;&gt;</e>");
    }
}
