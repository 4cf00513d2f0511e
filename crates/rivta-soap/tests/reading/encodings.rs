//! Bytes in other encodings than UTF-8, and bytes in none.

use rivta_soap::xml::{DecodeErrorKind, Limits, decode_text, read_document};

use super::{VISIT, Visit, kind};

#[test]
fn an_encoding_nobody_knows_is_refused_unless_the_transport_tells() {
    let xml = "<?xml version='1.0' encoding='UTF-7'?><visit xmlns='urn:test:1'><date>x</date></visit>";
    assert!(matches!(kind(xml), DecodeErrorKind::Encoding(_)));
    assert!(decode_text(xml.as_bytes(), Some("utf-8"), &Limits::default()).is_ok());
}

#[test]
fn a_replacement_character_that_was_sent_is_no_mistake() {
    let xml = "\u{FEFF}<visit xmlns='urn:test:1'><date>\u{FFFD}</date></visit>";
    let bytes: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let visit: Visit = read_document(&bytes, &VISIT, &Limits::default()).unwrap();
    assert_eq!(visit.date, "\u{FFFD}");
    let mut lone = bytes;
    lone.extend([0x00, 0xD8]);
    let error = read_document::<Visit>(&lone, &VISIT, &Limits::default()).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Encoding(_)), "{error}");
}

#[test]
fn other_encodings_are_read_and_wrong_bytes_refused() {
    let xml = "<?xml version='1.0' encoding='ISO-8859-1'?><visit xmlns='urn:test:1'><date>åäö</date></visit>";
    let latin1: Vec<u8> = xml.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let visit: Visit = read_document(&latin1, &VISIT, &Limits::default()).unwrap();
    assert_eq!(visit.date, "åäö");

    let xml = "<?xml version='1.0' encoding='UTF-16'?><visit xmlns='urn:test:1'><date>åäö</date></visit>";
    for mark in ["\u{FEFF}", ""] {
        let text = format!("{mark}{xml}");
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [big, little] {
            let visit: Visit = read_document(&bytes, &VISIT, &Limits::default()).unwrap();
            assert_eq!(visit.date, "åäö");
        }
    }

    let broken = b"<visit xmlns='urn:test:1'><date>\xE5</date></visit>";
    let error = read_document::<Visit>(broken, &VISIT, &Limits::default()).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Encoding(_)), "{error}");
}
