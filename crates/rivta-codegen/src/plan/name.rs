//! Names: from XML to Rust.
//!
//! * Types keep their name where it is a legal identifier in upper camel case (`IIType`); otherwise the
//!   words are joined (`string-primitive` becomes `StringPrimitive`).
//! * Fields and modules are in snake case, a run of capitals being one word (`orgUnitHSAId` becomes
//!   `org_unit_hsa_id`); keywords get a trailing underscore. Modules are files, and so in ASCII.
//! * Variants are in upper camel case (`CARE_VISIT` becomes `CareVisit`); a value that begins with a digit
//!   gets a leading `V`, a character without a letter or digit in it its code point.
//! * What would hide a name of the prelude or the runtime gets the suffix `Type`.
//! * An anonymous type is called after the type it stands in and its element or attribute, a choice or
//!   a repeated sequence after its type and `Choice` or `Group`.
//! * Where two names collide, the later one gets the first free number from 2; elements come before
//!   attributes.

use rivta_schema::PackageId;

/// Type names that generated code uses for something else.
const RESERVED: [&str; 72] = [
    "AnyUri",
    "Base64Binary",
    "Box",
    "Contract",
    "Cow",
    "Date",
    "DateTime",
    "Decimal",
    "Decode",
    "DecodeError",
    "Default",
    "Double",
    "Duration",
    "Encode",
    "Entity",
    "Err",
    "Facets",
    "Float",
    "GDay",
    "GMonth",
    "GMonthDay",
    "GYear",
    "GYearMonth",
    "Group",
    "HexBinary",
    "Id",
    "IdRef",
    "Integer",
    "Into",
    "Language",
    "List",
    "Measure",
    "Message",
    "Name",
    "Namespace",
    "NAMESPACE",
    "NcName",
    "NegativeInteger",
    "Nillable",
    "NmToken",
    "NonNegativeInteger",
    "NonPositiveInteger",
    "None",
    "NormalizedString",
    "Ok",
    "Option",
    "PACKAGE",
    "Package",
    "PositiveInteger",
    "Profile",
    "QName",
    "QualifiedName",
    "RawAttribute",
    "RawElement",
    "Reader",
    "Result",
    "Self",
    "Simple",
    "SoapVersion",
    "Some",
    "StaticPattern",
    "String",
    "Text",
    "Time",
    "Token",
    "Unlisted",
    "ValueError",
    "Vec",
    "Whitespace",
    "Wildcard",
    "Writer",
    "XmlName",
];

/// The name of a type.
pub(super) fn type_name(xml: &str) -> String {
    let kept = xml.starts_with(|c: char| c.is_ascii_uppercase()) && xml.chars().all(|c| c.is_ascii_alphanumeric());
    let name = if kept { xml.to_owned() } else { upper_camel(xml, 'T') };
    if RESERVED.contains(&name.as_str()) {
        format!("{name}Type")
    } else {
        name
    }
}

/// The name of a variant.
pub(super) fn variant_name(value: &str) -> String {
    let name = upper_camel(value, 'V');
    if name == "Self" { "SelfValue".to_owned() } else { name }
}

/// The name of a field.
pub(super) fn field_name(xml: &str) -> String {
    identifier(snake(xml))
}

/// The name of a module, and so of a file: in ASCII.
pub(super) fn module_name(xml: &str) -> String {
    identifier(snake(&plain(xml)))
}

/// A text in ASCII: letters without their marks where they are those of Swedish, code points for others.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{e5}' | '\u{e4}' | '\u{e0}' | '\u{e1}' => plain.push('a'),
            '\u{c5}' | '\u{c4}' => plain.push('A'),
            '\u{f6}' | '\u{f8}' => plain.push('o'),
            '\u{d6}' | '\u{d8}' => plain.push('O'),
            '\u{e9}' | '\u{e8}' => plain.push('e'),
            _ if character.is_ascii() => plain.push(character),
            _ => plain.push_str(&format!("u{:x}", u32::from(character))),
        }
    }
    plain
}

/// The name of a constant.
pub(super) fn constant_name(xml: &str) -> String {
    let name = identifier(snake(xml)).trim_end_matches('_').to_uppercase();
    if name.is_empty() { "E".to_owned() } else { name }
}

/// The name of a package's module: `financial_patientfees_exemption_1_0`.
pub(crate) fn package_module(id: &PackageId) -> String {
    module_name(&format!("{}:{}", id.domain, id.release))
}

/// The name, or the name with the first number from 2 that makes it new.
pub(super) fn unique(name: String, taken: &[String]) -> String {
    if !taken.contains(&name) {
        return name;
    }
    let mut number = 2_usize;
    while taken.contains(&format!("{name}{number}")) {
        number += 1;
    }
    format!("{name}{number}")
}

/// Initials of a name's words, for a prefix: `RequestExemptionStatuses` becomes `res`.
pub(super) fn initials(xml: &str) -> String {
    words(xml).iter().filter_map(|word| word.chars().next()).collect()
}

fn upper_camel(text: &str, digit_prefix: char) -> String {
    let words = words(text);
    let mut name: String = words.iter().map(|word| capitalised(word)).collect();
    for character in text.chars().filter(|_| words.is_empty()) {
        name.push_str(&format!("U{:04X}", u32::from(character)));
    }
    if name.is_empty() {
        name.push_str("Empty");
    }
    if name.starts_with(|c: char| c.is_numeric()) {
        name.insert(0, digit_prefix);
    }
    name
}

fn snake(text: &str) -> String {
    words(text).join("_")
}

/// Makes words in snake case an identifier.
fn identifier(name: String) -> String {
    if name.is_empty() {
        return "value".to_owned();
    }
    if name.starts_with(|c: char| c.is_numeric()) {
        return format!("n{name}");
    }
    // `syn` knows the strict and the reserved keywords; `any` is the wildcard's field.
    if name == "any" || syn::parse_str::<syn::Ident>(&name).is_err() {
        return format!("{name}_");
    }
    name
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Whether a character may stand in a word: one that Rust takes in a name, such as `å` but not `²`.
fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() && syn::parse_str::<syn::Ident>(&format!("a{character}")).is_ok()
}

/// Lower-case words of a name: split at everything but letters and digits, before a capital after
/// a small letter or digit, and before the last of several capitals that a small letter follows.
fn words(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for (index, &character) in characters.iter().enumerate() {
        if !is_word_character(character) {
            open = false;
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let starts = character.is_uppercase()
            && (before.is_some_and(|c| c.is_lowercase() || c.is_numeric())
                || before.is_some_and(|c| c.is_uppercase()) && after.is_some_and(|c| c.is_lowercase()));
        match words.last_mut().filter(|_| open && !starts) {
            Some(word) => word.extend(character.to_lowercase()),
            None => words.push(character.to_lowercase().collect()),
        }
        open = true;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_keep_legal_names() {
        assert_eq!(type_name("IIType"), "IIType");
        assert_eq!(type_name("StrucDoc.Text"), "StrucDocText");
        assert_eq!(type_name("string-primitive"), "StringPrimitive");
        assert_eq!(type_name("string"), "StringType");
        assert_eq!(type_name("1x"), "T1x");
    }

    #[test]
    fn fields_are_snake_case_and_no_keywords() {
        assert_eq!(field_name("orgUnitHSAId"), "org_unit_hsa_id");
        assert_eq!(field_name("type"), "type_");
        assert_eq!(field_name("any"), "any_");
        assert_eq!(field_name("FK.SKL.TaEmotFraga.Anrop"), "fk_skl_ta_emot_fraga_anrop");
        assert_eq!(field_name("person-id"), "person_id");
    }

    #[test]
    fn variants_are_legal_whatever_the_value() {
        assert_eq!(variant_name("CARE_VISIT"), "CareVisit");
        assert_eq!(variant_name("DataFromSource"), "DataFromSource");
        assert_eq!(variant_name("1"), "V1");
        assert_eq!(variant_name("<="), "U003CU003D");
        assert_eq!(variant_name("application/pdf"), "ApplicationPdf");
        assert_eq!(variant_name("P\u{e5}g\u{e5}ende"), "P\u{e5}g\u{e5}ende");
        assert_eq!(variant_name(""), "Empty");
        assert_eq!(variant_name("m\u{b2} \u{bd}"), "M");
        assert_eq!(variant_name("\u{b2}"), "U00B2");
    }

    #[test]
    fn collisions_are_numbered() {
        let taken = vec!["A".to_owned(), "A2".to_owned()];
        assert_eq!(unique("A".to_owned(), &taken), "A3");
    }

    #[test]
    fn packages_and_prefixes() {
        let id = PackageId::new("financial:patientfees:exemption", "1.0");
        assert_eq!(package_module(&id), "financial_patientfees_exemption_1_0");
        let modules = ["1.0-2", "1.0_RC2", "1.0", "2.1 (utkast)", "1.0\u{e5}"]
            .map(|release| package_module(&PackageId::new("a:b", release)));
        assert_eq!(
            modules,
            ["a_b_1_0_2", "a_b_1_0_rc2", "a_b_1_0", "a_b_2_1_utkast", "a_b_1_0a"]
        );
        assert_eq!(initials("RequestExemptionStatuses"), "res");
    }
}
