use std::fmt;
use std::str::FromStr;

use crate::xml::ValueError;

/// The receiver of a message, as it stands in the SOAP header.
///
/// Kept verbatim, with case and surrounding white space: the platform routes on the exact text, and its
/// fault texts quote it. Comparison here is exact too; a catalogue decides how it looks up.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogicalAddress(String);

impl LogicalAddress {
    /// The longest accepted address, in bytes.
    pub const MAX_LENGTH: usize = 256;
    /// The national address of Inera; a call to it reaches the platform's aggregating services.
    pub const NATIONAL: &'static str = "5565594230";

    /// Takes `text` verbatim.
    ///
    /// # Errors
    /// When it is blank or longer than [`LogicalAddress::MAX_LENGTH`] bytes.
    pub fn new(text: impl Into<String>) -> Result<Self, ValueError> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(ValueError::new("a logical address (the value is empty)"));
        }
        if text.len() > Self::MAX_LENGTH {
            return Err(ValueError::new("a logical address of at most 256 bytes"));
        }
        Ok(Self(text))
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the call is meant for the platform's aggregating service ([`LogicalAddress::NATIONAL`]).
    pub fn is_national(&self) -> bool {
        self.0.trim() == Self::NATIONAL
    }

    /// Whether the text holds white space, which is nearly always a mistake in a configuration.
    pub fn has_whitespace(&self) -> bool {
        self.0.chars().any(char::is_whitespace)
    }
}

impl fmt::Display for LogicalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for LogicalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogicalAddress({:?})", self.0)
    }
}

impl AsRef<str> for LogicalAddress {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for LogicalAddress {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_are_kept() {
        let address = LogicalAddress::new(" Se2321000016-92v4 ").unwrap();
        assert_eq!(address.as_str(), " Se2321000016-92v4 ");
        assert!(address.has_whitespace());
        assert_ne!(address, LogicalAddress::new("SE2321000016-92V4").unwrap());
    }

    #[test]
    fn blank_and_oversized_are_refused() {
        for text in ["", " \t\n", &"1".repeat(257)] {
            assert!(LogicalAddress::new(text).is_err());
        }
        assert!(LogicalAddress::new("1".repeat(256)).is_ok());
    }

    #[test]
    fn the_national_address_is_recognised() {
        assert!(LogicalAddress::new("5565594230").unwrap().is_national());
        assert!(LogicalAddress::new(" 5565594230").unwrap().is_national());
        assert!(!LogicalAddress::new("01").unwrap().is_national());
    }
}
