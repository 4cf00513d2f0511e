//! Every generated decoder, in both strictnesses: what is read is written and read back the same, and the tolerant
//! reader takes whatever the strict one takes, as it is.
#![no_main]

#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "../../../crates/rivta-contracts/tests/golden/generated/mod.rs"]
mod golden;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rivta_soap::contract::Message;
use rivta_soap::xml::{DecodeError, DecodeErrorKind, Outcome};

macro_rules! messages {
    ($($package:path),* $(,)?) => {{
        let mut all: Vec<&'static Message> = Vec::new();
        $({
            use $package as package;
            all.extend(package::messages());
        })*
        all
    }};
}

static MESSAGES: LazyLock<Vec<&'static Message>> = LazyLock::new(|| {
    messages![
        rivta_contracts::financial_patientfees_exemption_1_0,
        rivta_contracts::interoperability_headers_1_0,
        rivta_contracts::itintegration_engagementindex_1_0,
        rivta_contracts::itintegration_registry_1_0,
        crate::golden::golden_abstract_types_1_0,
        crate::golden::golden_attributes_1_0,
        crate::golden::golden_built_in_types_1_0,
        crate::golden::golden_choices_1_0,
        crate::golden::golden_derivation_1_0,
        crate::golden::golden_facets_1_0,
        crate::golden::golden_mistyped_wildcards_1_0,
        crate::golden::golden_nil_and_given_values_1_0,
        crate::golden::golden_odd_enumerations_1_0,
        crate::golden::golden_open_content_1_0,
        crate::golden::golden_recursion_1_0,
        crate::golden::golden_references_1_0,
        crate::golden::golden_sequences_1_0,
        crate::golden::golden_signatures_1_0,
        crate::golden::golden_simple_content_1_0,
        crate::golden::golden_unions_and_lists_1_0,
    ]
});

fuzz_target!(|bytes: &[u8]| {
    for message in MESSAGES.iter() {
        check(message, bytes);
    }
});

fn check(message: &Message, bytes: &[u8]) {
    let strict = (message.roundtrip)(bytes);
    let tolerant = (message.roundtrip_tolerantly)(bytes);
    if let Ok(written) = &strict {
        let read = tolerant
            .as_ref()
            .expect("the tolerant reader takes whatever the strict one takes");
        assert!(read.departures.is_empty(), "{}", read.departures);
        assert_eq!(&read.value, written);
        assert!(is_same(written, (message.roundtrip)(written)));
    }
    if let Ok(read) = tolerant {
        assert_eq!(read.departures.is_empty(), strict.is_ok());
        let _ = read.departures.to_string();
        let again = (message.roundtrip_tolerantly)(&read.value);
        if let Ok(again) = &again {
            assert!(again.departures.iter().all(|it| it.outcome() == Outcome::Kept));
        }
        assert!(is_same(&read.value, again.map(|again| again.value)));
    }
}

/// Whether a second round trip changes nothing. Elements kept verbatim carry declarations from further out, so the
/// second one may meet a limit.
fn is_same(first: &[u8], second: Result<Vec<u8>, DecodeError>) -> bool {
    match second {
        Ok(second) => first == second,
        Err(error) => matches!(error.kind(), DecodeErrorKind::TooLarge { .. }),
    }
}
