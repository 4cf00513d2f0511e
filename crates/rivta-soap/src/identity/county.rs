use std::fmt;

use crate::identity::LogicalAddress;

/// A county code (*länskod*) with the name of its region; regions are addressed by these two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct County {
    code: &'static str,
    region: &'static str,
}

impl County {
    /// All counties in the order of their codes. 02, 11, 15 and 16 are no longer in use.
    pub const ALL: &'static [Self] = &[
        Self::of("01", "Stockholm"),
        Self::of("03", "Uppsala"),
        Self::of("04", "Sörmland"),
        Self::of("05", "Östergötland"),
        Self::of("06", "Jönköping"),
        Self::of("07", "Kronoberg"),
        Self::of("08", "Kalmar"),
        Self::of("09", "Gotland"),
        Self::of("10", "Blekinge"),
        Self::of("12", "Skåne"),
        Self::of("13", "Halland"),
        Self::of("14", "Västra Götaland"),
        Self::of("17", "Värmland"),
        Self::of("18", "Örebro"),
        Self::of("19", "Västmanland"),
        Self::of("20", "Dalarna"),
        Self::of("21", "Gävleborg"),
        Self::of("22", "Västernorrland"),
        Self::of("23", "Jämtland Härjedalen"),
        Self::of("24", "Västerbotten"),
        Self::of("25", "Norrbotten"),
    ];

    const fn of(code: &'static str, region: &'static str) -> Self {
        Self { code, region }
    }

    /// The county with this two-digit code.
    ///
    /// ```
    /// use rivta_soap::identity::County;
    /// assert_eq!(County::by_code("13").map(|county| county.region()), Some("Halland"));
    /// ```
    pub fn by_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|county| county.code == code)
    }

    /// The county a logical address stands for, if it is a county code.
    pub fn by_address(address: &LogicalAddress) -> Option<Self> {
        Self::by_code(address.as_str())
    }

    /// The two digits.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The region's name without the word "Region".
    pub const fn region(self) -> &'static str {
        self.region
    }
}

impl fmt::Display for County {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.region, self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_twenty_one() {
        assert_eq!(County::ALL.len(), 21);
        assert!(County::ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn an_address_is_a_county_only_when_it_is_exactly_the_code() {
        let county = |text: &str| County::by_address(&LogicalAddress::new(text).unwrap());
        assert_eq!(county("14").map(County::region), Some("Västra Götaland"));
        assert_eq!(county("02"), None);
        assert_eq!(county("1"), None);
        assert_eq!(county(" 14"), None);
        assert_eq!(county("23").unwrap().to_string(), "Jämtland Härjedalen (23)");
    }
}
