use std::fmt;
use std::str::FromStr;

use crate::xml::ValueError;

/// An HSA-id: the identity of a care giver, unit, system, function or staff member.
///
/// Kept exactly as it was written and compared exactly, as the platform does. The catalogue's own form is
/// `SE`, an organisation number, a hyphen and a suffix (at most 31 characters); other forms occur in test
/// environments and in old certificates, so only blank, oversized and control characters are refused.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HsaId(String);

impl HsaId {
    /// The longest accepted HSA-id, in bytes.
    pub const MAX_LENGTH: usize = 64;

    /// Takes `text` verbatim.
    ///
    /// # Errors
    /// When it is blank, longer than [`HsaId::MAX_LENGTH`] bytes or holds control characters.
    pub fn new(text: impl Into<String>) -> Result<Self, ValueError> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(ValueError::new("an HSA-id (the value is empty)"));
        }
        if text.len() > Self::MAX_LENGTH {
            return Err(ValueError::new("an HSA-id of at most 64 bytes"));
        }
        if text.chars().any(char::is_control) {
            return Err(ValueError::new("an HSA-id without control characters"));
        }
        Ok(Self(text))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HsaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for HsaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HsaId({:?})", self.0)
    }
}

impl AsRef<str> for HsaId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for HsaId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_kept_verbatim() {
        for text in ["SE2321000016-92V4", "TSTNMT2321000156-B02", "se1-a ", "13"] {
            assert_eq!(HsaId::new(text).unwrap().as_str(), text);
        }
        assert_ne!(HsaId::new("SE1-A").unwrap(), HsaId::new("se1-a").unwrap());
    }

    #[test]
    fn blank_oversized_and_control_characters_are_refused() {
        for text in ["", "  ", "SE1\n-A", "SE1\0", &"S".repeat(65)] {
            assert!(HsaId::new(text).is_err(), "{text:?}");
        }
        assert!(HsaId::new("S".repeat(64)).is_ok());
    }
}
