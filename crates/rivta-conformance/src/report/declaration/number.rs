//! Test numbers: which there are, what they ask, and in which order they stand.

/// The parts of the form that hold test numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chapter {
    Functionality,
    Delivery,
    EngagementIndex,
    ServiceLevels,
    Other,
}

/// The numbers that the national suites have in common, with what they ask. Contracts add their own in 1.10 and on, and
/// in 5.
const STANDARD: &[(&str, &str)] = &[
    ("TF 1.1.1", "Personnummer"),
    ("TF 1.1.2", "Samordningsnummer"),
    ("TF 1.1.3", "Reservnummer"),
    ("TF 1.2.1", "Tidsperiod: hela perioden"),
    ("TF 1.2.2", "Tidsperiod: intervall"),
    ("TF 1.2.3", "Tidsperiod: tomt svar"),
    ("TF 1.2.4", "Tidsperiod: manuell kontroll"),
    ("TF 1.3", "Urval på vårdenhet"),
    ("TF 1.4", "Urval på källsystem"),
    ("TF 1.5", "Urval på vårdkontakt"),
    ("TF 1.6", "Urval på vårdgivare"),
    ("TF 1.7", "Felhantering: SOAP-fel med logg-id och utan personuppgifter"),
    ("TF 1.8", "Patient som inte finns"),
    ("TF 1.9", "Vårdkontakt som inte finns"),
    ("TF 2.1", "Teckenkodning: HTTP-huvud och XML-deklaration"),
    ("TF 2.2", "Teckenkodning: specialtecken"),
    ("TF 3.1", "Vårdgivare och vårdenhet"),
    ("TF 3.2", "Tidpunkt för registrering"),
    ("TF 4.1", "Godkänd för patienten: sant"),
    ("TF 4.2", "Godkänd för patienten: falskt"),
    ("TF 6.1.1", "Last: minst 10 samtidiga anrop"),
    ("TF 6.1.2", "Uthållighet"),
    ("TF 6.2.1", "Återhämtning efter överlast"),
    ("TF 7.1", "Spärrad vårdenhet"),
    ("TF 7.2", "Spärrad konsument"),
    ("TF 7.3", "Oberoende av konsument"),
    ("EI_TF 1.1", "Indexpost: innehåll vid ny information"),
    ("EI_TF 1.2", "Indexpost: innehåll vid ändrad information"),
    ("EI_TF 1.3", "Indexpost: kategorisering"),
    ("EI_TF 1.4", "Indexpost: borttagning"),
    ("EI_TF 2.1", "Indexpost inom 60 minuter"),
    ("EI_TF 2.2", "Högst en post per nyckel och fem minuter"),
    ("EI_TF 2.3", "Högst 1 000 poster per anrop"),
    ("EI_TF 2.4", "Minst fem sekunder mellan massanrop"),
];

/// The standard numbers of a chapter.
pub(super) fn standard(chapter: Chapter) -> impl Iterator<Item = (&'static str, &'static str)> {
    STANDARD
        .iter()
        .copied()
        .filter(move |(number, _)| chapter_of(number) == chapter)
}

/// Where a number stands in the form.
pub(super) fn chapter_of(number: &str) -> Chapter {
    if number.starts_with("EI") {
        return Chapter::EngagementIndex;
    }
    match parts(number).1.first() {
        Some(1) => Chapter::Functionality,
        Some(2..=5 | 7) => Chapter::Delivery,
        Some(6) => Chapter::ServiceLevels,
        _ => Chapter::Other,
    }
}

/// A number for sorting: what stands before the digits, then the digits as numbers, so that 1.2 comes before 1.10.
pub(super) fn parts(number: &str) -> (String, Vec<u32>) {
    let start = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
    let (prefix, digits) = number.split_at(start);
    let digits = digits.split('.').map(|part| part.trim().parse().unwrap_or(u32::MAX));
    (prefix.trim().to_owned(), digits.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_their_chapters_and_in_order() {
        assert_eq!(chapter_of("TF 1.10"), Chapter::Functionality);
        assert_eq!(chapter_of("TF 7.1"), Chapter::Delivery);
        assert_eq!(chapter_of("EI_TF 1.1"), Chapter::EngagementIndex);
        assert_eq!(chapter_of("TF 6.1.1"), Chapter::ServiceLevels);
        assert_eq!(chapter_of("V 1"), Chapter::Functionality);
        assert_eq!(chapter_of("manuell"), Chapter::Other);
        assert!(parts("TF 1.2") < parts("TF 1.10") && parts("TF 1.2") < parts("TF 1.2.1"));
    }
}
