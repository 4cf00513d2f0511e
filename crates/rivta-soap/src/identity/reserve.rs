use std::fmt;

use super::oid;
use crate::xml::ValueError;

/// A national reserve id (NRID), `XXYYMMDDNNGC`: twelve ASCII letters or digits.
///
/// Nothing is derived from it: the digits need not give a birth date. Masked in `Debug` and `Display`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nrid(String);

impl Nrid {
    /// Takes the twelve characters of the contracts' form.
    ///
    /// # Errors
    /// When it is not twelve ASCII letters or digits.
    pub fn new(text: &str) -> Result<Self, ValueError> {
        let fits = text.len() == 12 && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(ValueError::new("a national reserve id of 12 letters or digits"))
        }
    }

    /// The twelve characters. Personal data: never to be logged.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Nrid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(super::check_digit::MASKED)
    }
}

impl fmt::Debug for Nrid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nrid({self})")
    }
}

/// A local reserve id (LRID): an id under an OID of a region or a system of its own.
///
/// May only be used with direct addressing of the system that gave it, never with the national address or
/// the engagement index. Masked in `Debug` and `Display`; the root is shown.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lrid {
    root: String,
    extension: String,
}

impl Lrid {
    /// The longest accepted extension, in bytes.
    pub const MAX_LENGTH: usize = 64;

    /// Takes the locally defined OID and the local id.
    ///
    /// # Errors
    /// When the root is not an OID or is one of the nationally defined ([`oid`]), or when the extension is
    /// blank, oversized or holds control characters.
    pub fn new(root: &str, extension: &str) -> Result<Self, ValueError> {
        if !oid::is_oid(root) {
            return Err(ValueError::new("an OID as root"));
        }
        let national = [
            oid::PERSONNUMMER,
            oid::SAMORDNINGSNUMMER,
            oid::NRID,
            oid::HSA_ID,
            oid::CURRENCY,
        ];
        if national.contains(&root) {
            return Err(ValueError::new("the locally defined OID of a local reserve id as root"));
        }
        let fits = !extension.trim().is_empty()
            && extension.len() <= Self::MAX_LENGTH
            && !extension.chars().any(char::is_control);
        if !fits {
            return Err(ValueError::new("a local reserve id of 1 to 64 bytes"));
        }
        Ok(Self {
            root: root.to_owned(),
            extension: extension.to_owned(),
        })
    }

    /// The locally defined OID.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The local id. Personal data: never to be logged.
    pub fn as_str(&self) -> &str {
        &self.extension
    }
}

impl fmt::Display for Lrid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("****")
    }
}

impl fmt::Debug for Lrid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lrid({}, {self})", self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_national_reserve_id_may_hold_letters() {
        let nrid = Nrid::new("22850101AB1C").unwrap();
        assert_eq!(nrid.as_str(), "22850101AB1C");
        assert_eq!(format!("{nrid:?}"), "Nrid(********-****)");
        for text in ["", "22850101AB1", "22850101AB1CD", "22850101-B1C", "22850101Å1C"] {
            assert!(Nrid::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_local_reserve_id_needs_a_local_root() {
        let lrid = Lrid::new("1.2.752.97.3.1.3", "R-4711").unwrap();
        assert_eq!((lrid.root(), lrid.as_str()), ("1.2.752.97.3.1.3", "R-4711"));
        assert_eq!(format!("{lrid:?}"), "Lrid(1.2.752.97.3.1.3, ****)");
        for (root, extension) in [
            ("local", "R-4711"),
            (oid::PERSONNUMMER, "191212121212"),
            (oid::HSA_ID, "SE1-A"),
            ("1.2.752.97.3.1.3", " "),
            ("1.2.752.97.3.1.3", "R\n1"),
            ("1.2.752.97.3.1.3", &"R".repeat(65)),
        ] {
            assert!(Lrid::new(root, extension).is_err(), "{root}");
        }
    }
}
