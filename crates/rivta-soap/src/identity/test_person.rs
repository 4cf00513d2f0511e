//! Numbers of test persons: birth numbers of Skatteverket's published test series only.

use proptest::prelude::*;

/// The birth numbers (the three digits before the check digit) reserved for test persons.
pub(crate) const BIRTH_NUMBERS: [u32; 22] = [
    238, 239, 980, 981, 982, 983, 984, 985, 986, 987, 988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999,
];

/// Twelve digits with a valid check digit; `day` already holds the offset of a samordningsnummer.
pub(crate) fn number(year: i32, month: u32, day: u32, birth_number: u32) -> String {
    assert!(BIRTH_NUMBERS.contains(&birth_number), "not a test person");
    let digits = format!("{year:04}{month:02}{day:02}{birth_number:03}");
    let sum: u32 = digits[2..]
        .bytes()
        .enumerate()
        .map(|(index, byte)| {
            let product = u32::from(byte - b'0') * if index % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// Any test person born 1900–2025 on a day all months have.
pub(crate) fn any_number(day_offset: u32) -> impl Strategy<Value = String> {
    (
        1900i32..=2025,
        1u32..=12,
        1u32..=28,
        prop::sample::select(&BIRTH_NUMBERS[..]),
    )
        .prop_map(move |(year, month, day, birth_number)| number(year, month, day + day_offset, birth_number))
}
