use proptest::prelude::*;

use super::*;

const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
const SERIAL: &[u8] = &[0x55, 0x04, 0x05];
const UTF8: u8 = 0x0c;
const NUMERIC: u8 = 0x12;
const PRINTABLE: u8 = 0x13;
const TELETEX: u8 = 0x14;
const IA5: u8 = 0x16;
const UNIVERSAL: u8 = 0x1c;
const BMP: u8 = 0x1e;

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match content.len() {
        short @ 0..=127 => der.push(u8::try_from(short).unwrap()),
        long => {
            der.push(0x82);
            der.extend(u16::try_from(long).unwrap().to_be_bytes());
        }
    }
    der.extend(content);
    der
}

fn attribute(oid: &[u8], tag: u8, value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[tlv(0x06, oid), tlv(tag, value)].concat())
}

fn name(attributes: &[Vec<u8>]) -> Vec<u8> {
    tlv(
        0x30,
        &attributes
            .iter()
            .map(|attribute| tlv(0x31, attribute))
            .collect::<Vec<_>>()
            .concat(),
    )
}

/// A certificate with this subject, valid through the year 2026; the signature is not a real one.
fn certificate_of(subject: &[u8]) -> Vec<u8> {
    let algorithm = tlv(0x30, &tlv(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
    let key_algorithm = tlv(0x30, &tlv(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]));
    let validity = [tlv(0x17, b"260101000000Z"), tlv(0x17, b"261231235959Z")].concat();
    let to_be_signed = [
        tlv(0xa0, &tlv(0x02, &[2])),
        tlv(0x02, &[0x04, 0xd2]),
        algorithm.clone(),
        name(&[attribute(COMMON_NAME, UTF8, "Test CA".as_bytes())]),
        tlv(0x30, &validity),
        subject.to_vec(),
        tlv(0x30, &[key_algorithm, tlv(0x03, &[0, 4])].concat()),
    ];
    tlv(
        0x30,
        &[tlv(0x30, &to_be_signed.concat()), algorithm, tlv(0x03, &[0, 1])].concat(),
    )
}

fn certificate(attributes: &[Vec<u8>]) -> Vec<u8> {
    certificate_of(&name(attributes))
}

fn hsa_id(attributes: &[Vec<u8>]) -> Result<String, CertificateError> {
    hsa_id_from_der(&certificate(attributes)).map(|id| id.as_str().to_owned())
}

#[test]
fn every_string_encoding_gives_the_same_id() {
    let id = "SE2321000016-92V4";
    let utf16: Vec<u8> = id.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let utf32: Vec<u8> = id.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    for (tag, bytes) in [
        (UTF8, id.as_bytes()),
        (PRINTABLE, id.as_bytes()),
        (IA5, id.as_bytes()),
        (TELETEX, id.as_bytes()),
        (BMP, &utf16),
        (UNIVERSAL, &utf32),
    ] {
        let subject = [attribute(COMMON_NAME, UTF8, b"system"), attribute(SERIAL, tag, bytes)];
        assert_eq!(hsa_id(&subject).as_deref(), Ok(id), "tag {tag:#x}");
    }
    assert_eq!(
        hsa_id(&[attribute(SERIAL, NUMERIC, b"165565594230")]).as_deref(),
        Ok("165565594230")
    );
}

#[test]
fn a_value_of_another_type_is_read_as_ascii() {
    assert_eq!(hsa_id(&[attribute(SERIAL, 0x04, b"Harmony")]).as_deref(), Ok("Harmony"));
    let unreadable = hsa_id(&[attribute(SERIAL, 0x04, &[0x53, 0xc5])]);
    assert_eq!(unreadable, Err(CertificateError::UnreadableSerialNumber));
}

#[test]
fn broken_encodings_are_refused() {
    for (tag, bytes) in [
        (BMP, &b"SE1"[..]),
        (UNIVERSAL, b"SE1-A"),
        (BMP, &[0xd8, 0x00]),
        (UNIVERSAL, &[0, 0x11, 0, 0]),
    ] {
        let subject = [attribute(SERIAL, tag, bytes)];
        assert!(hsa_id(&subject).is_err(), "tag {tag:#x}");
    }
}

#[test]
fn none_and_empty_are_told_apart() {
    assert_eq!(
        hsa_id(&[attribute(COMMON_NAME, UTF8, b"system")]),
        Err(CertificateError::NoSerialNumber)
    );
    assert_eq!(hsa_id(&[]), Err(CertificateError::NoSerialNumber));
    for empty in [&b""[..], b"  "] {
        let refusal = hsa_id(&[attribute(SERIAL, UTF8, empty)]);
        assert!(matches!(refusal, Err(CertificateError::NotAnHsaId(_))), "{refusal:?}");
    }
}

#[test]
fn the_last_of_several_is_the_first_of_the_text_form() {
    let several = [
        attribute(SERIAL, PRINTABLE, b"SE1-FIRST"),
        attribute(COMMON_NAME, UTF8, b"system"),
        attribute(SERIAL, PRINTABLE, b"SE1-LAST"),
    ];
    assert_eq!(hsa_id(&several).as_deref(), Ok("SE1-LAST"));
}

#[test]
fn a_name_with_several_attributes_in_one_part_is_read() {
    let set = tlv(
        0x31,
        &[
            attribute(COMMON_NAME, UTF8, b"system"),
            attribute(SERIAL, PRINTABLE, b"SE1-A"),
        ]
        .concat(),
    );
    let id = hsa_id_from_der(&certificate_of(&tlv(0x30, &set)));
    assert_eq!(id.unwrap().as_str(), "SE1-A");
}

#[test]
fn the_text_form_is_read_as_the_platform_reads_it() {
    let read = |text: &str| hsa_id_from_subject_text(text).map(|id| id.as_str().to_owned());
    assert_eq!(
        read("CN=client, OU=tp, SERIALNUMBER=SE1-A, O=SKL").as_deref(),
        Ok("SE1-A")
    );
    assert_eq!(
        read("2.5.4.5=#13145453544e4d54323332313030303135362d423032,CN=x").as_deref(),
        Ok("TSTNMT2321000156-B02")
    );
    assert_eq!(read("CN=x, 2.5.4.5=#00074861726d6f6e79").as_deref(), Ok("Harmony"));
    assert_eq!(read("SERIALNUMBER=SE1-A, 2.5.4.5=SE1-B").as_deref(), Ok("SE1-A"));
    assert_eq!(read("CN=client, OU=tp"), Err(CertificateError::NoSerialNumber));
    assert_eq!(read("2.5.4.5=#1301c5"), Err(CertificateError::UnreadableSerialNumber));
    assert_eq!(read("2.5.4.5=#13"), Err(CertificateError::UnreadableSerialNumber));
    assert_eq!(read("2.5.4.5=#130145f"), Err(CertificateError::UnreadableSerialNumber));
    assert!(matches!(
        read("SERIALNUMBER=, CN=x"),
        Err(CertificateError::NotAnHsaId(_))
    ));
}

#[test]
fn the_summary_tells_an_operator_what_it_is() {
    let der = certificate(&[
        attribute(COMMON_NAME, UTF8, b"system"),
        attribute(SERIAL, UTF8, b"SE1-A"),
    ]);
    let summary = CertificateSummary::from_der(&der).unwrap();
    assert_eq!(summary.hsa_id.as_ref().map(HsaId::as_str), Ok("SE1-A"));
    assert_eq!(summary.serial, "04:d2");
    let text = summary.to_string();
    for part in ["CN=system", "HSA-id SE1-A", "CN=Test CA", "2026-01-01 to 2026-12-31"] {
        assert!(text.contains(part), "{text}");
    }
}

/// A revocation list of 1 February 2026 that revokes the certificates with these numbers.
fn revocation_list(next_update: Option<&[u8]>, revoked: &[u8]) -> Vec<u8> {
    let algorithm = tlv(0x30, &tlv(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
    let entry = |number: &u8| tlv(0x30, &[tlv(0x02, &[*number]), tlv(0x17, b"260115000000Z")].concat());
    let entries: Vec<u8> = revoked.iter().flat_map(entry).collect();
    let to_be_signed = [
        tlv(0x02, &[1]),
        algorithm.clone(),
        name(&[attribute(COMMON_NAME, UTF8, b"Test CA")]),
        tlv(0x17, b"260201000000Z"),
        next_update.map(|time| tlv(0x17, time)).unwrap_or_default(),
        if revoked.is_empty() {
            Vec::new()
        } else {
            tlv(0x30, &entries)
        },
    ];
    tlv(
        0x30,
        &[tlv(0x30, &to_be_signed.concat()), algorithm, tlv(0x03, &[0, 1])].concat(),
    )
}

#[test]
fn a_revocation_list_is_told_with_its_dates_and_how_many_it_revokes() {
    let summary = RevocationListSummary::from_der(&revocation_list(Some(b"260208000000Z"), &[1, 2, 3])).unwrap();
    assert_eq!((summary.issuer.as_str(), summary.revoked), ("CN=Test CA", 3));
    assert_eq!(summary.issued.to_rfc3339(), "2026-02-01T00:00:00+00:00");
    assert_eq!(summary.next_update.unwrap().to_rfc3339(), "2026-02-08T00:00:00+00:00");
    let open = RevocationListSummary::from_der(&revocation_list(None, &[])).unwrap();
    assert_eq!((open.next_update, open.revoked), (None, 0));
    let followed = [revocation_list(None, &[1]), vec![0]].concat();
    for der in [&followed[..], &certificate(&[]), b""] {
        assert_eq!(RevocationListSummary::from_der(der), Err(CertificateError::Malformed));
    }
}

#[test]
fn validity_includes_both_ends() {
    let summary = CertificateSummary::from_der(&certificate(&[])).unwrap();
    let at = |text: &str| summary.validity_at(text.parse().unwrap());
    assert_eq!(at("2025-12-31T23:59:59Z"), Validity::NotYet);
    assert_eq!(at("2026-01-01T00:00:00Z"), Validity::Valid);
    assert_eq!(at("2026-12-31T23:59:59Z"), Validity::Valid);
    assert_eq!(at("2027-01-01T00:00:00Z"), Validity::Expired);
}

#[test]
fn bytes_that_are_not_one_certificate_are_refused() {
    let der = certificate(&[attribute(SERIAL, UTF8, b"SE1-A")]);
    assert_eq!(hsa_id_from_der(&[]), Err(CertificateError::Malformed));
    assert_eq!(hsa_id_from_der(&der[..der.len() - 1]), Err(CertificateError::Malformed));
    assert_eq!(
        hsa_id_from_der(&[der.clone(), vec![0]].concat()),
        Err(CertificateError::Malformed)
    );
}

proptest! {
    #[test]
    fn any_bytes_are_taken_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = hsa_id_from_der(&bytes);
        let _ = CertificateSummary::from_der(&bytes);
    }

    #[test]
    fn a_damaged_certificate_is_taken_without_a_panic(place in 0usize..180, byte in any::<u8>()) {
        let mut der = certificate(&[attribute(SERIAL, UTF8, b"SE1-A")]);
        if let Some(target) = der.get_mut(place) {
            *target = byte;
        }
        let _ = CertificateSummary::from_der(&der);
    }

    #[test]
    fn any_subject_text_is_taken_without_a_panic(text in "(2.5.4.5=|SERIALNUMBER=)?#?[0-9a-fA-F]{0,12}.{0,8}") {
        let _ = hsa_id_from_subject_text(&text);
    }
}

/// The platform router's facts, sections 3.1 and 3.2: how the subject is written on either listener.
#[test]
fn a_subject_is_written_in_the_notation_of_each_listener() {
    let subject = name(&[
        attribute(&[0x55, 0x04, 0x06], PRINTABLE, b"SE"),
        attribute(&[0x55, 0x04, 0x0a], UTF8, "Region, Norr".as_bytes()),
        attribute(SERIAL, PRINTABLE, b"TSTNMT2321000156-B02"),
        attribute(COMMON_NAME, UTF8, b"client"),
    ]);
    let der = certificate_of(&subject);
    assert_eq!(
        Notation::Spaced.subject(&der).unwrap(),
        "CN=client, SERIALNUMBER=TSTNMT2321000156-B02, O=\"Region, Norr\", C=SE"
    );
    assert_eq!(
        Notation::Rfc2253.subject(&der).unwrap(),
        "CN=client,2.5.4.5=#13145453544e4d54323332313030303135362d423032,O=Region\\, Norr,C=SE"
    );
    assert_eq!(Notation::Spaced.subject(b"x"), Err(CertificateError::Malformed));
}

/// What stands in a value is never taken for an attribute.
#[test]
fn a_value_that_looks_like_an_attribute_is_escaped() {
    let posing = "a,SERIALNUMBER=SE2,2.5.4.5=SE2,";
    let subject = name(&[
        attribute(SERIAL, PRINTABLE, b"SE1"),
        attribute(COMMON_NAME, UTF8, posing.as_bytes()),
    ]);
    let der = certificate_of(&subject);
    for notation in [Notation::Spaced, Notation::Rfc2253] {
        let written = notation.subject(&der).unwrap();
        assert_eq!(
            written.matches("=SE2").count(),
            written.matches("\\=SE2").count(),
            "{written}"
        );
        assert_eq!(hsa_id_from_subject_text(&written).unwrap().as_str(), "SE1", "{written}");
    }
}
