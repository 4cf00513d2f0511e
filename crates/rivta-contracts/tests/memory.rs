//! Memory: few allocations for an ordinary message, and a bound for every hostile one, in both strictnesses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Mutex;

use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesType,
};
use rivta_soap::Contract;
use rivta_soap::xml::{
    DecodeError, DecodeErrorKind as Kind, Decoded, Limits, Strictness, read_document_as, write_document,
};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// What is counted is counted for the whole process: one test at a time.
static COUNTING: Mutex<()> = Mutex::new(());

/// What was made, the allocations it took, and the most bytes held at once, the result included.
fn measured<T>(task: impl FnOnce() -> T) -> (T, u64, usize) {
    let profiler = dhat::Profiler::builder().testing().build();
    let made = task();
    let stats = dhat::HeapStats::get();
    drop(profiler);
    (made, stats.total_blocks, stats.max_bytes)
}

fn read(document: &[u8], strictness: Strictness) -> Result<Decoded<ProcessExemptionStatusesType>, DecodeError> {
    let root = &ProcessExemptionStatuses::REQUEST;
    read_document_as(document, root, &Limits::default(), strictness)
}

const IDENTIFIER: &str = "<root>1.2.752.129.2.1.3.1</root><extension>191212121212</extension>";

/// A message around the content of `feeExemption` after the patient's identity.
fn around(content: &str) -> String {
    format!(
        "<p:ProcessExemptionStatuses xmlns:p='{}' xmlns='urn:riv:financial:patientfees:exemption:1'>\
        <p:requestId>{IDENTIFIER}</p:requestId><p:feeExemption><patientId>{IDENTIFIER}</patientId>{content}\
        </p:feeExemption></p:ProcessExemptionStatuses>",
        ProcessExemptionStatuses::NAMESPACE
    )
}

fn visits(count: usize) -> String {
    let visit = "<transactions><fee><amount>100.00</amount><currency><code>SEK</code><codeSystem>1.0.4217</codeSystem>\
        </currency></fee><dateOfVisit>20260101</dateOfVisit><timeOfRegistration>20260101101500</timeOfRegistration>\
        <typeOfFee>CARE_VISIT</typeOfFee><careGiver><root>1.2.752.129.2.1.4.1</root>\
        <extension>SE2321000016-GIVER</extension></careGiver><careUnit><root>1.2.752.129.2.1.4.1</root>\
        <extension>SE2321000016-UNIT</extension></careUnit></transactions>";
    let message: ProcessExemptionStatusesType = read(around(&visit.repeat(count)).as_bytes(), Strictness::Strict)
        .unwrap()
        .value;
    let namespaces = ProcessExemptionStatuses::REQUEST_NAMESPACES;
    String::from_utf8(write_document(&ProcessExemptionStatuses::REQUEST, namespaces, &message)).unwrap()
}

#[test]
fn an_ordinary_message_takes_few_allocations_and_less_than_three_times_its_size() {
    let _alone = COUNTING.lock();
    for (count, most) in [(16, 200), (1400, u64::MAX)] {
        let document = visits(count);
        for strictness in [Strictness::Strict, Strictness::Tolerant] {
            let (read, allocations, peak) = measured(|| read(document.as_bytes(), strictness));
            assert!(read.is_ok());
            assert!(
                allocations < most,
                "{allocations} allocations for {} bytes",
                document.len()
            );
            assert!(peak < 3 * document.len(), "{peak} bytes held for {}", document.len());
        }
    }
}

/// How many departures a document has.
const MANY: usize = 10_000;

/// A hostile document, and what both readers must say; `None`: it is taken.
type Attack = (&'static str, Vec<u8>, fn(Option<&Kind>) -> bool);

fn malformed(kind: Option<&Kind>) -> bool {
    matches!(kind, Some(Kind::Malformed(_)))
}

fn too_large(kind: Option<&Kind>) -> bool {
    matches!(kind, Some(Kind::TooLarge { .. }))
}

fn attacks() -> Vec<Attack> {
    let inside = |content: &str| around(content).into_bytes();
    let after = |content: &str| format!("{}{content}", around("")).into_bytes();
    let nested = format!("{}{}", "<x xmlns='u'>".repeat(100_000), "</x>".repeat(100_000));
    let flood: Vec<String> = (0..100_000).map(|n| format!(" a{n}='1'")).collect();
    let (some, flood) = (flood[..50].concat(), flood.concat());
    let floods = format!("<x xmlns='u'{some}/>").repeat(10_000);
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    let visit = |text: &str| format!("<transactions><typeOfFee>{text}</typeOfFee></transactions>");
    let mut broken = around(&visit("CARE_VISIT")).into_bytes();
    broken.insert(200, 0xFF);
    vec![
        ("nested foreign elements", inside(&nested), too_large),
        (
            "many attributes on one element",
            inside(&format!("<x xmlns='u'{flood}/>")),
            too_large,
        ),
        ("many attributes on many elements", inside(&floods), |kind| {
            kind.is_none()
        }),
        ("a huge text", inside(&visit(&"x".repeat(16 * 1024 * 1024))), too_large),
        (
            "a large text",
            inside(&format!("<x xmlns='u'>{}</x>", "x".repeat(10_000_000))),
            |kind| kind.is_none(),
        ),
        (
            "many references",
            inside(&format!("<x xmlns='u'>{}</x>", "&lt;".repeat(1_000_000))),
            |kind| kind.is_none(),
        ),
        ("entities", format!("{laughs}{}", around("&b;")).into_bytes(), |kind| {
            kind == Some(&Kind::Dtd)
        }),
        ("an unknown entity", inside(&visit("&lol;")), malformed),
        (
            "an & without end",
            inside(&format!("&{}", "a".repeat(10_000_000))),
            malformed,
        ),
        ("a reference to no character", inside(&visit("&#0;")), malformed),
        ("a reference to half a character", inside(&visit("&#xD800;")), malformed),
        ("a forbidden character", inside(&visit("\u{1}")), malformed),
        ("a noncharacter", inside(&visit("\u{FFFF}")), malformed),
        ("bytes that are not UTF-8", broken, |kind| {
            matches!(kind, Some(Kind::Encoding(_)))
        }),
        ("a second root", after("<x/>"), malformed),
        ("text after the root", after("x"), malformed),
        ("a section after the root", after("<![CDATA[x]]>"), malformed),
        ("a reference after the root", after("&lt;"), malformed),
        (
            "an unfinished comment",
            after(&format!("<!--{}", "x".repeat(1_000_000))),
            |kind| kind == Some(&Kind::Incomplete),
        ),
    ]
}

#[test]
fn hostile_documents_are_refused_or_read_in_bounded_memory() {
    let _alone = COUNTING.lock();
    for (name, document, expected) in attacks() {
        for strictness in [Strictness::Strict, Strictness::Tolerant] {
            let (read, _, peak) = measured(|| read(&document, strictness));
            let kind = read.as_ref().err().map(DecodeError::kind);
            assert!(expected(kind), "{name}, {strictness:?}: {kind:?}");
            assert!(
                peak < 3 * document.len() + 1_000_000,
                "{name}, {strictness:?}: {peak} bytes for {}",
                document.len()
            );
        }
    }
}

#[test]
fn departures_without_number_are_counted_and_the_first_hundred_told() {
    let _alone = COUNTING.lock();
    for (name, content) in [
        ("unlisted", "<transactions><typeOfFee>?</typeOfFee></transactions>"),
        ("missing", "<transactions></transactions>"),
        ("kept", "<unknown>of a later version</unknown>"),
        (
            "attribute",
            "<transactions a='1'><typeOfFee>CARE_VISIT</typeOfFee></transactions>",
        ),
    ] {
        let document = around(&content.repeat(MANY));
        let (read, _, peak) = measured(|| read(document.as_bytes(), Strictness::Tolerant));
        let departures = read.expect(name).departures;
        assert_eq!((departures.len(), departures.iter().count()), (MANY, 100), "{name}");
        assert!(departures.to_string().ends_with("; and 9990 more"), "{departures}");
        let last = departures.iter().last().unwrap().mistake().path().to_owned();
        assert!(last.contains("[100]"), "{name}: {last}");
        // A value of a hundred bytes may stand for an element of twenty.
        assert!(
            peak < 40 * document.len(),
            "{name}: {peak} bytes for {}",
            document.len()
        );
    }
}
