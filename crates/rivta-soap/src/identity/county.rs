use std::fmt;

use crate::identity::LogicalAddress;

/// A county code (*länskod*) with the name of its region; regions are addressed by these two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct County {
    code: &'static str,
    region: &'static str,
    organisation: &'static str,
}

impl County {
    /// All counties in the order of their codes. 02, 11, 15 and 16 are no longer in use.
    pub const ALL: &'static [Self] = &[
        Self::of("01", "Stockholm", "2321000016"),
        Self::of("03", "Uppsala", "2321000024"),
        Self::of("04", "Sörmland", "2321000032"),
        Self::of("05", "Östergötland", "2321000040"),
        Self::of("06", "Jönköping", "2321000057"),
        Self::of("07", "Kronoberg", "2321000065"),
        Self::of("08", "Kalmar", "2321000073"),
        Self::of("09", "Gotland", "2120000803"),
        Self::of("10", "Blekinge", "2321000081"),
        Self::of("12", "Skåne", "2321000255"),
        Self::of("13", "Halland", "2321000115"),
        Self::of("14", "Västra Götaland", "2321000131"),
        Self::of("17", "Värmland", "2321000156"),
        Self::of("18", "Örebro", "2321000164"),
        Self::of("19", "Västmanland", "2321000172"),
        Self::of("20", "Dalarna", "2321000180"),
        Self::of("21", "Gävleborg", "2321000198"),
        Self::of("22", "Västernorrland", "2321000206"),
        Self::of("23", "Jämtland Härjedalen", "2321000214"),
        Self::of("24", "Västerbotten", "2321000222"),
        Self::of("25", "Norrbotten", "2321000230"),
    ];

    const fn of(code: &'static str, region: &'static str, organisation: &'static str) -> Self {
        Self {
            code,
            region,
            organisation,
        }
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

    /// The county whose region an HSA-id belongs to: `SE`, the region's organisation number, and `-`. None for
    /// everybody else's, such as an agent's, and for companies that a region owns.
    ///
    /// ```
    /// use rivta_soap::identity::County;
    /// assert_eq!(County::by_hsa_id("SE2321000115-FRIK").map(|county| county.code()), Some("13"));
    /// ```
    pub fn by_hsa_id(hsa_id: &str) -> Option<Self> {
        let (country, rest) = hsa_id.trim().split_at_checked(2)?;
        let (organisation, _) = rest.split_once('-')?;
        let found = |county: &Self| country.eq_ignore_ascii_case("SE") && county.organisation == organisation;
        Self::ALL.iter().copied().find(found)
    }

    /// The two digits.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The region's organisation number, ten digits.
    pub const fn organisation(self) -> &'static str {
        self.organisation
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
    fn organisation_numbers_have_their_check_digit_and_are_unique() {
        let luhn = |number: &str| {
            let digits = number.bytes().rev().map(|digit| u32::from(digit - b'0'));
            let weighed = digits
                .zip([1, 2].into_iter().cycle())
                .map(|(digit, weight)| digit * weight);
            weighed.map(|value| value / 10 + value % 10).sum::<u32>()
        };
        for county in County::ALL {
            assert_eq!(county.organisation.len(), 10, "{county}");
            assert_eq!(luhn(county.organisation) % 10, 0, "{county}");
            let found = County::by_hsa_id(&format!("se{}-X1", county.organisation));
            assert_eq!(found, Some(*county));
        }
    }

    #[test]
    fn an_hsa_id_of_somebody_else_is_of_no_county() {
        for other in ["SE5560000001-AGENT", "SE2321000115", "13", "", "å2321000115-A"] {
            assert_eq!(County::by_hsa_id(other), None, "{other}");
        }
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
