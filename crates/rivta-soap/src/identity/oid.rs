//! The object identifiers (OID) that tell which kind of id an extension holds.

/// Personnummer, extension `YYYYMMDDNNNN`.
pub const PERSONNUMMER: &str = "1.2.752.129.2.1.3.1";
/// Samordningsnummer, extension `YYYYMMDDNNNN` with 60 added to the day.
pub const SAMORDNINGSNUMMER: &str = "1.2.752.129.2.1.3.3";
/// National reserve id (NRID), extension of twelve characters that may hold letters.
pub const NRID: &str = "1.2.752.74.9.1";
/// HSA-id of a person, unit, care giver or region.
pub const HSA_ID: &str = "1.2.752.129.2.1.4.1";
/// Code system of ISO 4217 currencies.
pub const CURRENCY: &str = "1.0.4217";

/// Whether `text` is an OID in dotted form: at least two arcs of digits, no leading zeros, at most
/// 128 characters.
///
/// ```
/// use rivta_soap::identity::oid;
/// assert!(oid::is_oid("1.2.752.97.3.1.3"));
/// assert!(!oid::is_oid("1..2"));
/// ```
pub fn is_oid(text: &str) -> bool {
    let arc =
        |arc: &str| !arc.is_empty() && arc.bytes().all(|b| b.is_ascii_digit()) && (arc == "0" || !arc.starts_with('0'));
    text.len() <= 128
        && text.contains('.')
        && text.split('.').all(arc)
        && matches!(text.split('.').next(), Some("0" | "1" | "2"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constant_is_an_oid() {
        for oid in [PERSONNUMMER, SAMORDNINGSNUMMER, NRID, HSA_ID, CURRENCY] {
            assert!(is_oid(oid), "{oid}");
        }
    }

    #[test]
    fn malformed_oids_are_refused() {
        for text in [
            "",
            "1",
            "1.",
            ".1",
            "1.02",
            "3.1",
            "1.2.a",
            "1 .2",
            "urn:oid:1.2",
            &"1.2".repeat(100),
        ] {
            assert!(!is_oid(text), "{text}");
        }
    }
}
