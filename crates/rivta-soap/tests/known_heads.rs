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

/// Documents of few kinds, so that many begin alike: prolog, address, body and what follows the head.
fn document() -> impl Strategy<Value = Vec<u8>> {
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
    let bodies = [
        "<a:b xmlns:a='urn:a'>",
        "<a:b xmlns:a='urn:a'/>",
        "<a:b xmlns:a='urn:c' c='>'>",
        "<a xmlns=''>",
        "</e:Body>",
        "",
    ];
    let tails: [&[u8]; 7] = [b"", b"x", b"\xFF", b"\xC3", b"\0", b"]]>\r", b"<d>&"];
    let sizes = [0, 0, 400, 650, 1_024];
    let pieces = (
        select(prologs.to_vec()),
        select(addresses.to_vec()),
        select(bodies.to_vec()),
        select(tails.to_vec()),
    );
    (pieces, select(sizes.to_vec()), select(sizes.to_vec())).prop_map(
        |((prolog, address, body, tail), within, after)| {
            let envelope = format!(
                "{prolog}<e:E xmlns:e='urn:e'><e:Header>{}<To>{address}</To></e:Header><e:Body>{body}",
                " ".repeat(within)
            );
            [envelope.as_bytes(), tail, &vec![b'y'; after]].concat()
        },
    )
}

/// Documents whole, cut off, and with a byte that is another.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => document(),
        1 => (document(), any::<Index>()).prop_map(|(mut bytes, at)| {
            bytes.truncate(at.index(bytes.len()));
            bytes
        }),
        2 => (document(), any::<Index>(), select(&b"a<>&'/ \xC3\xFF\0"[..])).prop_map(|(mut bytes, at, byte)| {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes
        }),
    ]
}

fn look() -> impl Strategy<Value = Look> {
    let charsets = [
        None,
        None,
        Some("utf-8"),
        Some("UTF-8"),
        Some("utf8"),
        Some("utf-16"),
        Some("iso-8859-1"),
        Some("?"),
    ];
    let limits = prop_oneof![3 => Just(LIMITS[0]), 1 => select(&LIMITS[..])];
    (bytes(), any::<bool>(), select(charsets.to_vec()), limits).prop_map(|(bytes, complete, charset, limits)| Look {
        bytes,
        complete,
        charset,
        limits,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Each document is met several times, with what can be told of it in between otherwise.
    #[test]
    fn what_is_remembered_is_what_is_read(looks in prop::collection::vec(look(), 1..24), order in prop::collection::vec((any::<Index>(), any::<Index>()), 64)) {
        let mut known = KnownHeads::new();
        for (document, rest) in order {
            let Look { bytes, .. } = document.get(&looks);
            let Look { complete, charset, limits, .. } = *rest.get(&looks);
            for limits in [limits, LIMITS[0]] {
                let expected = scan(bytes, complete, charset, &limits);
                prop_assert_eq!(known.scan(bytes, complete, charset, &limits, |head| head), expected);
            }
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
