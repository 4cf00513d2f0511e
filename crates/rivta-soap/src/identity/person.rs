use std::fmt;

use chrono::NaiveDate;

use super::{Lrid, Nrid, Personnummer, Samordningsnummer, input, oid};
use crate::xml::ValueError;

/// The kinds of person identity the contracts know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonIdentityKind {
    /// Personnummer, [`oid::PERSONNUMMER`].
    Personnummer,
    /// Samordningsnummer, [`oid::SAMORDNINGSNUMMER`].
    Samordningsnummer,
    /// National reserve id, [`oid::NRID`].
    Nrid,
    /// Local reserve id, any other OID.
    Lrid,
}

impl fmt::Display for PersonIdentityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Personnummer => "personnummer",
            Self::Samordningsnummer => "samordningsnummer",
            Self::Nrid => "national reserve id",
            Self::Lrid => "local reserve id",
        })
    }
}

/// A person as a contract names one: a root OID that tells the kind, and the id.
///
/// Two identities of different kinds are never equal, even when they belong to one person; which ones are
/// linked only the population register and the regions know.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonIdentity {
    /// Personnummer.
    Personnummer(Personnummer),
    /// Samordningsnummer.
    Samordningsnummer(Samordningsnummer),
    /// National reserve id.
    Nrid(Nrid),
    /// Local reserve id.
    Lrid(Lrid),
}

impl PersonIdentity {
    /// Reads a contract's pair of root OID and extension; an unknown root gives a local reserve id.
    ///
    /// # Errors
    /// When the extension does not fit the kind the root gives, or the root is not the OID of a person id.
    ///
    /// ```
    /// use rivta_soap::identity::{PersonIdentity, PersonIdentityKind};
    /// let person = PersonIdentity::from_root_extension("1.2.752.129.2.1.3.1", "191212121212")?;
    /// assert_eq!(person.kind(), PersonIdentityKind::Personnummer);
    /// assert_eq!(person.to_string(), "********-****");
    /// # Ok::<(), rivta_soap::xml::ValueError>(())
    /// ```
    pub fn from_root_extension(root: &str, extension: &str) -> Result<Self, ValueError> {
        match root {
            oid::PERSONNUMMER => Personnummer::new(extension).map(Self::Personnummer),
            oid::SAMORDNINGSNUMMER => Samordningsnummer::new(extension).map(Self::Samordningsnummer),
            oid::NRID => Nrid::new(extension).map(Self::Nrid),
            _ => Lrid::new(root, extension).map(Self::Lrid),
        }
    }

    /// Reads a personnummer or samordningsnummer as a person writes it: `YYYYMMDDNNNN`, `YYYYMMDD-NNNN`,
    /// `YYMMDD-NNNN`, `YYMMDD+NNNN` (from the year one turns 100) or `YYMMDDNNNN`, with spaces around.
    ///
    /// Two-digit years take the latest century in which the person is born on `today` or before.
    ///
    /// # Errors
    /// When the form is none of these, the date does not exist or the check digit is wrong.
    pub fn from_input(text: &str, today: NaiveDate) -> Result<Self, ValueError> {
        let digits = input::twelve_digits(text, today)?;
        if input::has_coordination_day(&digits) {
            Samordningsnummer::new(&digits).map(Self::Samordningsnummer)
        } else {
            Personnummer::new(&digits).map(Self::Personnummer)
        }
    }

    /// Which kind of identity this is.
    pub fn kind(&self) -> PersonIdentityKind {
        match self {
            Self::Personnummer(_) => PersonIdentityKind::Personnummer,
            Self::Samordningsnummer(_) => PersonIdentityKind::Samordningsnummer,
            Self::Nrid(_) => PersonIdentityKind::Nrid,
            Self::Lrid(_) => PersonIdentityKind::Lrid,
        }
    }

    /// The OID that goes into `root`.
    pub fn root(&self) -> &str {
        match self {
            Self::Personnummer(_) => oid::PERSONNUMMER,
            Self::Samordningsnummer(_) => oid::SAMORDNINGSNUMMER,
            Self::Nrid(_) => oid::NRID,
            Self::Lrid(lrid) => lrid.root(),
        }
    }

    /// What goes into `extension`. Personal data: never to be logged.
    pub fn extension(&self) -> &str {
        match self {
            Self::Personnummer(number) => number.digits(),
            Self::Samordningsnummer(number) => number.digits(),
            Self::Nrid(nrid) => nrid.as_str(),
            Self::Lrid(lrid) => lrid.as_str(),
        }
    }

    /// The birth date, for the kinds that carry one.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Personnummer(number) => Some(number.birth_date()),
            Self::Samordningsnummer(number) => Some(number.birth_date()),
            Self::Nrid(_) | Self::Lrid(_) => None,
        }
    }

    /// Whole years at `date`; `None` before the birth and for kinds without a birth date.
    pub fn age_at(&self, date: NaiveDate) -> Option<u32> {
        match self {
            Self::Personnummer(number) => number.age_at(date),
            Self::Samordningsnummer(number) => number.age_at(date),
            Self::Nrid(_) | Self::Lrid(_) => None,
        }
    }

    /// Whether the identity may be used with the national address and the engagement index.
    pub fn is_national(&self) -> bool {
        !matches!(self, Self::Lrid(_))
    }
}

impl fmt::Display for PersonIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Personnummer(number) => number.fmt(f),
            Self::Samordningsnummer(number) => number.fmt(f),
            Self::Nrid(nrid) => nrid.fmt(f),
            Self::Lrid(lrid) => lrid.fmt(f),
        }
    }
}

impl fmt::Debug for PersonIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Personnummer(number) => fmt::Debug::fmt(number, f),
            Self::Samordningsnummer(number) => fmt::Debug::fmt(number, f),
            Self::Nrid(nrid) => fmt::Debug::fmt(nrid, f),
            Self::Lrid(lrid) => fmt::Debug::fmt(lrid, f),
        }
    }
}

impl From<Personnummer> for PersonIdentity {
    fn from(number: Personnummer) -> Self {
        Self::Personnummer(number)
    }
}

impl From<Samordningsnummer> for PersonIdentity {
    fn from(number: Samordningsnummer) -> Self {
        Self::Samordningsnummer(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::test_person::{any_number, number};
    use super::*;

    fn kind(root: &str, extension: &str) -> Option<PersonIdentityKind> {
        PersonIdentity::from_root_extension(root, extension)
            .ok()
            .map(|person| person.kind())
    }

    #[test]
    fn the_root_decides_the_kind() {
        let coordination = number(1990, 5, 3 + 60, 985);
        assert_eq!(
            kind(oid::PERSONNUMMER, "191212121212"),
            Some(PersonIdentityKind::Personnummer)
        );
        assert_eq!(
            kind(oid::SAMORDNINGSNUMMER, &coordination),
            Some(PersonIdentityKind::Samordningsnummer)
        );
        assert_eq!(kind(oid::NRID, "22850101AB1C"), Some(PersonIdentityKind::Nrid));
        assert_eq!(kind("1.2.752.97.3.1.3", "R-1"), Some(PersonIdentityKind::Lrid));
        assert_eq!(kind(oid::PERSONNUMMER, &coordination), None);
        assert_eq!(kind(oid::SAMORDNINGSNUMMER, "191212121212"), None);
        assert_eq!(kind(oid::HSA_ID, "SE1-A"), None);
        assert_eq!(kind("", "191212121212"), None);
    }

    #[test]
    fn a_local_reserve_id_is_not_national() {
        let lrid = PersonIdentity::from_root_extension("1.2.752.97.3.1.3", "R-1").unwrap();
        assert!(!lrid.is_national());
        assert_eq!(lrid.age_at(NaiveDate::MAX), None);
        assert_eq!((lrid.root(), lrid.extension()), ("1.2.752.97.3.1.3", "R-1"));
    }

    proptest! {
        #[test]
        fn root_and_extension_round_trip(text in any_number(0), coordination in any_number(60)) {
            for (root, extension) in [(oid::PERSONNUMMER, &text), (oid::SAMORDNINGSNUMMER, &coordination)] {
                let person = PersonIdentity::from_root_extension(root, extension).unwrap();
                prop_assert_eq!((person.root(), person.extension()), (root, extension.as_str()));
                let shown = format!("{person} {person:?}");
                prop_assert!(!shown.contains(extension.as_str()));
            }
        }

        #[test]
        fn any_pair_is_taken_without_a_panic(root in "[0-9.]{0,24}|.{0,8}", extension in ".{0,16}") {
            let _ = PersonIdentity::from_root_extension(&root, &extension);
        }
    }
}
