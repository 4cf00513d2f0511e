//! Envelopes, faults and the head of a message that is still arriving.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rivta_soap::envelope::head::{Head, Scan, scan};
use rivta_soap::envelope::{Envelope, OutgoingHeaders, write, write_raw};
use rivta_soap::xml::{DecodeErrorKind, Limits, Name, Namespace, RawElement, decode_text};
use rivta_soap::{Fault, FaultCode, Profile};

static NS: Namespace = Namespace {
    uri: "urn:test:AskResponder:1",
    prefix: "t",
};
const ASK: Name = Name::new(&NS, "Ask");
const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

fn bp21(address: &str, body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='{SOAP}'><s:Header><l:LogicalAddress xmlns:l='urn:riv:itintegration:registry:1'>{address}</l:LogicalAddress>\
         </s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )
}

#[test]
fn a_written_envelope_is_read_back() {
    let header = RawElement::parse("<h:Actor xmlns:h='urn:h'><h:id>1</h:id></h:Actor>", &Limits::default()).unwrap();
    for profile in [Profile::Rivtabp20, Profile::Rivtabp21] {
        let headers = OutgoingHeaders {
            address: Some((profile, "SE & co")),
            others: std::slice::from_ref(&header),
        };
        let bytes = write(headers, &ASK, &[&NS], &"hej".to_owned());
        let text = decode_text(&bytes, None, &Limits::default()).unwrap();
        let envelope = Envelope::read(&text, &Limits::default()).unwrap();
        assert_eq!(envelope.payload(), Some((NS.uri, "Ask")));
        let (headers, payload): (_, String) = envelope.decode(&ASK).unwrap();
        assert_eq!(headers.logical_address.as_deref(), Some("SE & co"));
        assert_eq!(headers.profile, Some(profile));
        assert_eq!(headers.others, std::slice::from_ref(&header));
        assert_eq!(payload, "hej");
    }
}

#[test]
fn headers_are_found_without_decoding_the_payload() {
    let xml = bp21(" 14 ", "<a:Ask xmlns:a='urn:test:AskResponder:1'><broken</a:Ask>");
    let envelope = Envelope::read(&xml, &Limits::default()).unwrap();
    assert_eq!(envelope.headers().logical_address.as_deref(), Some(" 14 "));
    assert_eq!(envelope.payload(), Some(("urn:test:AskResponder:1", "Ask")));
    assert!(envelope.decode::<String>(&ASK).is_err());
}

#[test]
fn what_is_no_envelope_is_said() {
    for xml in [
        "<a/>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
    ] {
        let error = Envelope::read(xml, &Limits::default()).err().unwrap();
        assert!(matches!(error.kind(), DecodeErrorKind::NotAnEnvelope(_)), "{error}");
    }
    let no_body = format!("<s:Envelope xmlns:s='{SOAP}'><s:Header/></s:Envelope>");
    let error = Envelope::read(&no_body, &Limits::default()).err().unwrap();
    assert!(matches!(error.kind(), DecodeErrorKind::NotAnEnvelope(_)), "{error}");
    let two = bp21("14", "<a:Ask xmlns:a='urn:test:AskResponder:1'>x</a:Ask><b/>");
    assert!(
        Envelope::read(&two, &Limits::default())
            .unwrap()
            .decode::<String>(&ASK)
            .is_err()
    );
}

#[test]
fn faults_go_out_and_come_back() {
    let fault = Fault::client("VP004 [rivta] <ingen väg>").with_detail_string("No receiverId & so on ");
    let text = String::from_utf8(fault.to_envelope()).unwrap();
    assert!(text.contains("<faultcode>SOAP-ENV:Client</faultcode>"), "{text}");
    let envelope = Envelope::read(&text, &Limits::default()).unwrap();
    assert!(envelope.is_fault());
    let back = envelope.decode_fault().unwrap();
    assert_eq!(back, fault);
    assert_eq!(
        back.detail_text("detailString").as_deref(),
        Some("No receiverId & so on ")
    );
}

#[test]
fn a_peers_fault_is_read_whatever_its_order_and_detail() {
    let xml = bp21(
        "14",
        "<s:Fault><faultstring xml:lang='sv'>Fel</faultstring><faultcode>q:Server.Timeout</faultcode>\
         <detail>plain text<x:e xmlns:x='urn:x'>1</x:e></detail><faultactor>urn:a</faultactor></s:Fault>",
    );
    let fault = Envelope::read(&xml, &Limits::default())
        .unwrap()
        .decode_fault()
        .unwrap();
    assert_eq!((fault.code.clone(), fault.string.as_str()), (FaultCode::Server, "Fel"));
    assert_eq!(fault.actor.as_deref(), Some("urn:a"));
    assert_eq!(fault.detail_text("e").as_deref(), Some("1"));
    assert_eq!(fault.to_string(), "Server: Fel");
}

fn head(xml: &str) -> Head {
    match scan(xml.as_bytes(), true, None, &Limits::default()).unwrap() {
        Scan::Found(head) => head,
        Scan::Incomplete => panic!("incomplete"),
    }
}

#[test]
fn the_head_is_found_byte_by_byte_and_never_early() {
    let xml = format!(
        "\u{FEFF}<?xml version='1.0'?><!-- å -->{}",
        bp21("SE å", "<a:Ask xmlns:a='urn:test:AskResponder:1'>å</a:Ask>")
    );
    let needed = xml.find("<a:Ask").unwrap() + "<a:Ask xmlns:a='urn:test:AskResponder:1'>".len();
    for length in 0..xml.len() {
        let found = scan(&xml.as_bytes()[..length], false, None, &Limits::default()).unwrap();
        assert_eq!(
            found != Scan::Incomplete,
            length >= needed,
            "after {length} of {needed} bytes"
        );
    }
    let head = head(&xml);
    assert_eq!(head.receiver.as_deref(), Some("SE å"));
    assert_eq!(head.profile, Some(Profile::Rivtabp21));
    assert_eq!(head.contract.as_deref(), Some("urn:test:AskResponder:1"));
}

#[test]
fn the_head_goes_by_local_names_alone() {
    let plain = "<envelope><Header><x><To>a</To></x><LogicalAddress>b</LogicalAddress></Header><Body><c xmlns='urn:c'/></Body></envelope>";
    let found = head(plain);
    assert_eq!(
        (found.receiver.as_deref(), found.profile),
        (Some("b"), Some(Profile::Rivtabp21))
    );
    assert_eq!(found.contract.as_deref(), Some("urn:c"));
}

#[test]
fn empty_addresses_bodies_and_headers_are_seen_as_such() {
    assert_eq!(head(&bp21("", "<a/>")).receiver, None);
    assert_eq!(head(&bp21(" \n ", "<a/>")).receiver, None);
    assert_eq!(head(&bp21(" X", "<a/>")).receiver.as_deref(), Some(" X"));
    assert_eq!(head(&bp21("X", "<a/>")).contract, None);
    assert_eq!(head(&bp21("X", "")).contract, None);
    let found = head(&format!(
        "<s:Envelope xmlns:s='{SOAP}'><s:Body><a xmlns='urn:a'/></s:Body></s:Envelope>"
    ));
    assert_eq!((found.receiver, found.profile), (None, None));
    // An address that stands before the header is none.
    let found = head("<e><LogicalAddress>X</LogicalAddress><Header/><Body><a/></Body></e>");
    assert_eq!((found.receiver, found.profile), (None, None));
}

#[test]
fn a_head_that_cannot_be_read_is_an_error() {
    let limits = Limits::default();
    assert!(scan(b"", true, None, &limits).is_err());
    assert!(scan(b"not xml at all", true, None, &limits).is_err());
    assert!(scan(b"<a><b></a>", false, None, &limits).is_err());
    assert!(scan(b"<!DOCTYPE a [", false, None, &limits).is_err());
    assert!(scan("<a>".repeat(100_000).as_bytes(), false, None, &limits).is_err());
}

#[test]
fn an_address_of_white_space_before_a_child_is_none() {
    assert_eq!(head("<e><Header><To> <x/></To></Header><Body/></e>").receiver, None);
}

/// Platform router, section 2.1: white space is what XML calls so.
#[test]
fn a_space_of_another_kind_is_an_address() {
    assert_eq!(head(&bp21("&#32;\t\r\n", "<a/>")).receiver, None);
    assert_eq!(head(&bp21("\u{A0}", "<a/>")).receiver.as_deref(), Some("\u{A0}"));
}

/// Platform router, section 2.1: once a body has been seen, the next element counts, wherever it stands.
#[test]
fn the_contract_is_that_of_the_next_element_after_the_start_of_a_body() {
    let rows = [
        (
            "<e><Header><To>a</To></Header><Body/><c xmlns='urn:c'/></e>",
            Some("urn:c"),
        ),
        (
            "<e><Header><To>a</To><Body></Body></Header><c xmlns='urn:c'/></e>",
            Some("urn:c"),
        ),
        ("<e><Header><To>a</To></Header><Body>text</Body></e>", None),
        ("<e><Header><To>a</To></Header><Body/></e>", None),
    ];
    for (xml, expected) in rows {
        let found = head(xml);
        assert_eq!(
            (found.receiver.as_deref(), found.contract.as_deref()),
            (Some("a"), expected),
            "{xml}"
        );
    }
    let broken = b"<e><Header><To>a</To></Header><Body/></a>";
    assert!(scan(broken, true, None, &Limits::default()).is_err());
}

/// Platform router, section 2.1: the document is only read up to the first child of the body.
#[test]
fn what_cannot_be_read_counts_in_the_head_alone() {
    // The beginning of a longer message is looked at first, by itself.
    for payload in [String::new(), "x".repeat(2 << 10)] {
        let xml = bp21("14", &format!("<a xmlns='urn:a'>?{payload}</a>")).into_bytes();
        let mark = xml.iter().position(|byte| *byte == b'?').unwrap();
        let address = xml.windows(3).position(|bytes| bytes == b">14").unwrap() + 1;
        for wrong in [&b"\xFF"[..], b"\0", b"\x01", b"\xEF\xBF\xBF", b"\xC3"] {
            let with = |at: usize| [&xml[..at], wrong, &xml[at..]].concat();
            for complete in [true, false] {
                let read = |at| scan(&with(at), complete, None, &Limits::default());
                assert!(matches!(read(mark).unwrap(), Scan::Found(_)), "{wrong:?}");
                assert!(read(address).is_err(), "{wrong:?}");
            }
        }
    }
}

/// Platform router, section 2.1: the address is what comes right after its start tag.
#[test]
fn the_address_is_what_stands_first_in_its_element() {
    let rows = [
        ("14", Some("14")),
        ("14<x/>15", Some("14")),
        ("14<!-- no -->15", Some("14")),
        ("14<?no ?>15", Some("14")),
        ("1&#52;", Some("14")),
        ("<![CDATA[14]]>", Some("14")),
        ("<![CDATA[14]]>15", Some("14")),
        ("14<![CDATA[15]]>", Some("14")),
        (" <![CDATA[14]]>", None),
        ("<!--14-->15", Some("14")),
        ("<!-- --><x/>", None),
        (" <x/>", None),
        ("", None),
    ];
    for (content, expected) in rows {
        assert_eq!(
            head(&bp21(content, "<a xmlns='urn:a'/>")).receiver.as_deref(),
            expected,
            "{content}"
        );
    }
    let empty = "<e><Header><To/><!--14--></Header><Body/></e>";
    assert_eq!(head(empty).receiver, None);
    for first in ["<x>14</x>", "<?x 14?>14", "<?x 14?>"] {
        let nested = format!("<e><Header><To/><x/><To>{first}</To></Header><Body/></e>");
        let error = scan(nested.as_bytes(), true, None, &Limits::default()).unwrap_err();
        assert_eq!(*error.kind(), DecodeErrorKind::ElementInAddress, "{first}");
    }
}

/// Where the head stops being looked for at first, characters of two bytes stand as well as its last bytes.
#[test]
fn a_head_is_found_at_any_size() {
    for size in 800..1_200 {
        let address = format!("S{}{}", "E".repeat(size % 2), "å".repeat(size / 2));
        let found = head(&bp21(&address, "<a:Ask xmlns:a='urn:test:AskResponder:1'>å</a:Ask>"));
        assert_eq!(found.receiver.as_ref(), Some(&address));
        assert_eq!(found.contract.as_deref(), Some("urn:test:AskResponder:1"));
    }
}

/// Platform router, section 2.1.
#[test]
fn what_is_wrong_far_behind_the_head_is_not_seen() {
    let message = bp21("SE1", "<a:Ask xmlns:a='urn:test:AskResponder:1'>");
    let bytes = [message.as_bytes(), &[b' '; 1_024], b"\xFF</b>"].concat();
    let found = scan(&bytes, true, Some("utf-8"), &Limits::default()).unwrap();
    assert!(matches!(found, Scan::Found(head) if head.receiver.as_deref() == Some("SE1")));
}

#[test]
fn a_head_in_utf_16_is_found_byte_by_byte_and_never_refused() {
    let xml = bp21("SE å", "<a:Ask xmlns:a='urn:test:AskResponder:1'>x</a:Ask>");
    for mark in ["", "\u{FEFF}"] {
        let text = format!("{mark}{xml}");
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            for length in 0..bytes.len() {
                assert!(
                    scan(&bytes[..length], false, None, &Limits::default()).is_ok(),
                    "after {length} bytes"
                );
            }
        }
    }
}

#[test]
fn a_lone_ampersand_is_a_mistake_at_once() {
    assert!(scan(b"<e><Header>a & b", false, None, &Limits::default()).is_err());
    assert_eq!(
        scan(b"<e><Header>a &am", false, None, &Limits::default()).unwrap(),
        Scan::Incomplete
    );
}

#[test]
fn the_encoding_told_is_the_one_that_was_read() {
    // Claimed to be UTF-16 by a transport that is wrong, and unreadable as such: half a unit is left.
    let mut xml = format!(" {}", bp21("SE", "<a:Ask xmlns:a='urn:test:AskResponder:1'/>"));
    if xml.len() % 2 == 0 {
        xml.insert(0, '\n');
    }
    let Scan::Found(found) = scan(xml.as_bytes(), true, Some("UTF-16"), &Limits::default()).unwrap() else {
        panic!()
    };
    assert_eq!(found.encoding.name(), "UTF-8");
}

#[test]
fn heads_in_utf_16_are_read() {
    let xml = bp21("SE å", "<a:Ask xmlns:a='urn:test:AskResponder:1'>x</a:Ask>");
    let bytes: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let Scan::Found(found) = scan(&bytes, true, Some("UTF-16"), &Limits::default()).unwrap() else {
        panic!()
    };
    assert_eq!(found.receiver.as_deref(), Some("SE å"));
    // Claimed to be UTF-16, but plain UTF-8: read as what it is.
    let Scan::Found(found) = scan(xml.as_bytes(), true, Some("UTF-16"), &Limits::default()).unwrap() else {
        panic!()
    };
    assert_eq!(found.receiver.as_deref(), Some("SE å"));
}

#[test]
fn a_payload_is_passed_on_as_it_is_written() {
    let payload = "<a:Ask  b='1'><c:d>å &amp; <![CDATA[<]]></c:d><!-- e --></a:Ask>";
    let xml = format!(
        "<s:Envelope xmlns:s='{SOAP}' xmlns:a='urn:test:AskResponder:1' xmlns:c='urn:c'><s:Body>\n {payload} </s:Body></s:Envelope>"
    );
    let raw = Envelope::read(&xml, &Limits::default())
        .unwrap()
        .into_raw()
        .unwrap()
        .1
        .unwrap();
    assert_eq!(raw.name(), (Some("urn:test:AskResponder:1"), "Ask"));
    let headers = OutgoingHeaders {
        address: Some((Profile::Rivtabp21, "SE <1>")),
        others: &[],
    };
    let written = String::from_utf8(write_raw(headers, &raw)).unwrap();
    assert!(written.contains(payload.trim_start_matches("<a:Ask")), "{written}");
    let again = Envelope::read(&written, &Limits::default()).unwrap();
    assert_eq!(again.headers().logical_address.as_deref(), Some("SE <1>"));
    assert_eq!(
        again.into_raw().unwrap().1,
        Some(raw),
        "what it relied on goes with it, once"
    );
}

#[test]
fn an_empty_body_has_no_payload_and_a_second_one_is_refused() {
    let raw = |body: &str| {
        let xml = format!("<s:Envelope xmlns:s='{SOAP}'><s:Body>{body}</s:Body></s:Envelope>");
        Envelope::read(&xml, &Limits::default())?.into_raw().map(|(_, raw)| raw)
    };
    assert_eq!(raw("").unwrap(), None);
    for body in ["<a/><b/>", "<a/>text", "<a>", "text"] {
        assert!(raw(body).is_err(), "{body}");
    }
}

#[test]
fn after_the_body_only_elements_of_other_namespaces_may_stand() {
    let read = |after: &str| {
        let xml = format!(
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><a xmlns='urn:a'/></s:Body>{after}</s:Envelope>"
        );
        Envelope::read(&xml, &Limits::default()).unwrap().into_raw().map(|_| ())
    };
    read("").unwrap();
    read("<x xmlns='urn:x'/>").unwrap();
    for after in [
        "<s:Body/>",
        "<s:Body><b xmlns='urn:b'/></s:Body>",
        "<s:Header/>",
        "text",
    ] {
        assert!(read(after).is_err(), "{after}");
    }
}

/// What follows is judged however far behind it stands: the first look at a head ends after a kilobyte.
#[test]
fn what_follows_an_envelope_without_payload_is_judged_wherever_it_stands() {
    let empty = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body/></e:Envelope>";
    for gap in [1, 2_000] {
        let message = format!("{empty}{}</odd>", " ".repeat(gap));
        let found = scan(message.as_bytes(), true, None, &Limits::default());
        assert!(found.is_err(), "{gap}: {found:?}");
    }
}
