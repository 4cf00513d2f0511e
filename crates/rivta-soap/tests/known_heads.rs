//! A memory of heads gives what reading gives, whatever came before.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::{Index, select};
use rivta_soap::envelope::head::{Scan, scan};
use rivta_soap::envelope::known_heads::KnownHeads;
use rivta_soap::xml::Limits;

/// Limits that most documents here keep, and some that few do.
const LIMITS: [Limits; 6] = [
    limits(1 << 20, 100, 100, 8),
    limits(1_024, 100, 100, 8),
    limits(1_023, 100, 100, 8),
    limits(1 << 20, 3, 100, 8),
    limits(1 << 20, 100, 4, 8),
    limits(1 << 20, 100, 100, 1),
];

const fn limits(bytes: usize, depth: usize, elements: usize, attributes: usize) -> Limits {
    Limits {
        bytes,
        depth,
        elements,
        attributes,
    }
}

/// What one look is given.
#[derive(Clone, Debug)]
struct Look {
    bytes: Vec<u8>,
    complete: bool,
    charset: Option<&'static str>,
    limits: Limits,
}

/// A document to the start tag of its body.
fn beginning() -> impl Strategy<Value = String> {
    let spaces = " ".repeat(250);
    let prologs = [
        String::new(),
        "\u{FEFF}".to_owned(),
        "<?xml version='1.0' encoding='utf-8'?>".to_owned(),
        "\u{FEFF}<?xml version='1.0' encoding='iso-8859-1'?>".to_owned(),
        "<?xml version='1.0' encoding='iso-8859-1'?>".to_owned(),
        "<?xml version='1.0' encoding='utf-16'?>".to_owned(),
        "<?xml version='1.0' encoding='?'?>".to_owned(),
        format!("<?xml version='1.0'{spaces}encoding='?'?>"),
        "<?a?><!-- å -->\r\n".to_owned(),
    ];
    let addresses = [
        "SE1",
        "SE2",
        " ",
        "S&#229;",
        "<![CDATA[SE]]>",
        "<!--SE-->",
        "<x/>",
        "]]>",
        "\u{FFFE}",
    ];
    let pieces = (select(prologs.to_vec()), select(addresses.to_vec()), size());
    pieces.prop_map(|(prolog, address, size)| {
        let header = format!("{}<To>{address}</To>", " ".repeat(size));
        format!("{prolog}<e:E xmlns:e='urn:e'><e:Header>{header}</e:Header><e:Body>")
    })
}

/// Nothing, or so much that the kilobyte of the first look ends before the head, in it or soon after it.
fn size() -> impl Strategy<Value = usize> {
    prop_oneof![2 => Just(0), 1 => 600..1_024_usize]
}

/// What follows on the start tag of a body: the rest of the head, and what is behind it, of which no part of the head may be
/// made.
fn rest() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let heads = [
        "<a:b xmlns:a='urn:a'>",
        "<a:b xmlns:a='urn:a'/>",
        "<a:b xmlns:a='urn:c' c='>'>",
        "<a xmlns=''>",
        "</e:Body></e:E>",
        "",
    ];
    let tails: [&[u8]; 8] = [b"", b"x", b"\xFF", b"\xC3", b"\0", b"]]>\r", b"<d>&", b" "];
    (select(heads.to_vec()), select(tails.to_vec()), size())
        .prop_map(|(head, tail, size)| (head, [tail, &vec![b'y'; size]].concat()))
}

/// Documents that begin as one of these: whole, cut off, or with a byte that is another.
fn bytes(beginnings: Vec<String>) -> impl Strategy<Value = Vec<u8>> {
    let place = prop_oneof![(0..8_usize).prop_map(Ok), any::<Index>().prop_map(Err)];
    let change = prop_oneof![
        2 => Just(None),
        1 => (place, prop::option::of(select(b"a<>&'/ \xC3\xFF\0".to_vec()))).prop_map(Some),
    ];
    (select(beginnings), rest(), change).prop_map(|(beginning, (head, behind), change)| {
        let head = beginning + head;
        let mut bytes = [head.as_bytes(), &behind].concat();
        if let Some((place, byte)) = change {
            let at = match place {
                Ok(place) => (head.len() + 1 - place).min(bytes.len() - 1),
                Err(place) => place.index(bytes.len()),
            };
            match byte {
                Some(byte) => bytes[at] = byte,
                None => bytes.truncate(at),
            }
        }
        bytes
    })
}

fn look(beginnings: Vec<String>) -> impl Strategy<Value = Look> {
    let charsets = [
        None,
        Some("utf-8"),
        Some("UTF-8"),
        Some("utf8"),
        Some("utf-16"),
        Some("iso-8859-1"),
        Some("?"),
    ];
    let charset = prop_oneof![Just(None), select(charsets.to_vec())];
    let limits = prop_oneof![2 => Just(LIMITS[0]), 1 => select(LIMITS.to_vec())];
    (bytes(beginnings), any::<bool>(), charset, limits).prop_map(|(bytes, complete, charset, limits)| Look {
        bytes,
        complete,
        charset,
        limits,
    })
}

/// Looks at documents of which many begin alike.
fn looks() -> impl Strategy<Value = Vec<Look>> {
    prop::collection::vec(beginning(), 1..3).prop_flat_map(|beginnings| prop::collection::vec(look(beginnings), 1..40))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_remembered_is_what_is_read(looks in looks()) {
        let mut known = KnownHeads::new();
        for Look { bytes, complete, charset, limits } in looks {
            let expected = scan(&bytes, complete, charset, &limits);
            prop_assert_eq!(known.scan(&bytes, complete, charset, &limits, |head| head), expected);
        }
    }
}

fn message(address: &str, rest: &str) -> String {
    format!("<e><Header><To>{address}</To></Header><Body><a xmlns='urn:a'>{rest}")
}

/// Whether a message of this address had to be read.
fn is_read(known: &mut KnownHeads<()>, address: &str, rest: &str) -> bool {
    let mut is_read = false;
    let message = message(address, rest);
    let found = known.scan(message.as_bytes(), false, None, &Limits::default(), |head| {
        is_read = head.receiver.as_deref() == Some(address);
    });
    assert_eq!(found.unwrap(), Scan::Found(()));
    is_read
}

#[test]
fn a_message_that_begins_as_one_before_is_not_read() {
    let mut known = KnownHeads::new();
    assert!(is_read(&mut known, "SE1", "x"));
    assert!(!is_read(&mut known, "SE1", &"y".repeat(2_000)));
    assert!(!is_read(&mut known, "SE1", ""));
    assert!(is_read(&mut known, "SE2", "x"));
    assert!(!is_read(&mut known, "SE1", "z"));
}

#[test]
fn what_never_comes_again_does_not_push_out_what_does() {
    let mut known = KnownHeads::new();
    for address in ["SE1", "SE2", "SE1", "SE2"] {
        is_read(&mut known, address, "x");
    }
    for number in 0..100 {
        assert!(is_read(&mut known, &format!("once {number}"), "x"));
    }
    assert!(!is_read(&mut known, "SE1", "x") && !is_read(&mut known, "SE2", "x"));
}

#[test]
fn no_more_is_remembered_than_is_said() {
    let mut known = KnownHeads::new();
    let made = std::sync::Arc::new(());
    let mut give = |address: &str| {
        let message = message(address, "x");
        let found = known.scan(message.as_bytes(), true, Some("utf-8"), &Limits::default(), |_| {
            made.clone()
        });
        assert!(matches!(found, Ok(Scan::Found(_))));
        std::sync::Arc::strong_count(&made) - 1
    };
    // Each twice, so that all have come again.
    let numbers = (0..200).flat_map(|number| [number, number]);
    let most = numbers.map(|number| give(&number.to_string())).max();
    assert_eq!(most, Some(17), "16 and the one just found");
    drop(known);
    assert_eq!(std::sync::Arc::strong_count(&made), 1);

    let mut known = KnownHeads::new();
    let long = "S".repeat(1_024);
    assert!(is_read(&mut known, &long, "x") && is_read(&mut known, &long, "x"));
    let longest = "S".repeat(1_024 - message("", "").len());
    assert!(is_read(&mut known, &longest, "x") && !is_read(&mut known, &longest, "x"));
}
