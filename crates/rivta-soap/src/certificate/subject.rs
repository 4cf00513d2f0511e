//! The subject of a certificate as text, in the two notations that the platform searches for a sender.

use x509_parser::asn1_rs::{Any, Class, Oid};
use x509_parser::prelude::AttributeTypeAndValue;

use super::{CertificateError, parse, text_of};

/// How a subject is written. Both begin with the most specific name, which is the last in the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `CN=a, SERIALNUMBER=b`: names of attributes are those Java's X.500 classes know.
    Spaced,
    /// RFC 2253, `CN=a,2.5.4.5=#130162`: an attribute that RFC does not name stands as its number and its DER.
    Rfc2253,
}

/// Names that RFC 2253 gives to attributes.
const SHORT: [(&str, &str); 9] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];

/// Further names that the spaced notation uses.
const LONG: [(&str, &str); 8] = [
    ("2.5.4.4", "SURNAME"),
    ("2.5.4.5", "SERIALNUMBER"),
    ("2.5.4.12", "T"),
    ("2.5.4.42", "GIVENNAME"),
    ("2.5.4.43", "INITIALS"),
    ("2.5.4.44", "GENERATION"),
    ("2.5.4.46", "DNQUALIFIER"),
    ("1.2.840.113549.1.9.1", "EMAILADDRESS"),
];

impl Notation {
    /// The subject of a DER certificate.
    ///
    /// # Errors
    /// When the bytes are not one DER certificate.
    pub fn subject(self, der: &[u8]) -> Result<String, CertificateError> {
        let certificate = parse(der)?;
        let names: Vec<_> = certificate.subject().iter_rdn().collect();
        let written = names.into_iter().rev().map(|name| {
            let parts: Vec<_> = name.iter().map(|part| self.attribute(part)).collect();
            parts.join(self.between("+"))
        });
        Ok(written.collect::<Vec<_>>().join(self.between(",")))
    }

    fn between(self, separator: &'static str) -> &'static str {
        match (self, separator) {
            (Self::Rfc2253, _) => separator,
            (Self::Spaced, "+") => " + ",
            (Self::Spaced, _) => ", ",
        }
    }

    fn attribute(self, attribute: &AttributeTypeAndValue<'_>) -> String {
        let value = attribute.attr_value();
        match (self.keyword(attribute.attr_type()), text_of(value)) {
            (Ok(keyword), Some(text)) => format!("{keyword}={}", self.quoted(&text)),
            (Ok(keyword), None) => format!("{keyword}=#{}", hexadecimal(value)),
            (Err(number), _) => format!("{number}=#{}", hexadecimal(value)),
        }
    }

    fn keyword(self, oid: &Oid<'_>) -> Result<&'static str, String> {
        let number = oid.to_id_string();
        let long = LONG.iter().filter(|_| self == Self::Spaced);
        let found = SHORT.iter().chain(long).find(|(known, _)| *known == number);
        found.map(|(_, keyword)| *keyword).ok_or(number)
    }

    /// An equals sign in a value is escaped in both notations: it would otherwise look like that of an attribute to whoever
    /// searches the text for one.
    fn quoted(self, text: &str) -> String {
        let is_special = |c: char| matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=' | '\n' | '#');
        match self {
            Self::Spaced if text.contains(is_special) => {
                format!("\"{}\"", escaped(text, |c| matches!(c, '"' | '\\' | '=')))
            }
            Self::Spaced => text.to_owned(),
            Self::Rfc2253 => escaped(text, |c| is_special(c) && c != '\n'),
        }
    }
}

fn escaped(text: &str, is_special: impl Fn(char) -> bool) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if is_special(c) {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

/// Tag, length and content of a value in hexadecimal.
fn hexadecimal(value: &Any<'_>) -> String {
    let class = match value.class() {
        Class::Universal => 0,
        Class::Application => 0x40,
        Class::ContextSpecific => 0x80,
        Class::Private => 0xC0,
    };
    let tag = class | u8::try_from(value.tag().0).unwrap_or(0x1F);
    let length = value.data.len();
    let long = length.to_be_bytes();
    let significant: Vec<u8> = long.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut der = vec![tag];
    if let Ok(short @ 0..=127) = u8::try_from(length) {
        der.push(short);
    } else {
        der.push(0x80 | u8::try_from(significant.len()).unwrap_or(8));
        der.extend(significant);
    }
    der.iter().chain(value.data).fold(String::new(), |mut out, byte| {
        out.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0')));
        out
    })
}
