//! Judging a document: whatever it is, there is a verdict, and every violation has a place.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use rivta_schema::validate::{Limits, Validator};

/// The packages of the repository whose schemas hold most of the language.
const PACKAGES: [&str; 6] = [
    "schemas/financial_patientfees_exemption/1.0",
    "testsuite/golden/abstract-types/schemas",
    "testsuite/golden/built-in-types/schemas",
    "testsuite/validation/identity/schemas",
    "testsuite/validation/occurrence/schemas",
    "testsuite/validation/wildcards/schemas",
];

fn validators() -> &'static [Validator] {
    static VALIDATORS: OnceLock<Vec<Validator>> = OnceLock::new();
    VALIDATORS.get_or_init(|| {
        let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        let readings = PACKAGES.map(|path| rivta_schema::read(format!("{top}{path}")).expect("the package is here"));
        let packages = readings.iter().flat_map(|reading| &reading.packages);
        packages
            .map(|read| Validator::of(&read.package.schemas).expect("the schemas can be compiled"))
            .collect()
    })
}

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    for validator in validators() {
        let verdict = validator.message(bytes, &limits);
        assert!(verdict.violations.len() <= limits.violations);
        for violation in &verdict.violations {
            assert!(violation.line >= 1 && violation.column >= 1 && violation.path.starts_with('/'));
        }
        if verdict.is_valid() {
            let _ = rivta_schema::validate::payload(bytes, &limits).expect("a valid message has a payload");
        }
    }
});
