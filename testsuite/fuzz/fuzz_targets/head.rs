//! The head of a message that is still arriving: what is found in a part stays found in the whole, and what is remembered of a
//! part is what is read of the whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rivta_soap::envelope::head::{Scan, scan};
use rivta_soap::envelope::known_heads::KnownHeads;
use rivta_soap::xml::Limits;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    let mut known = KnownHeads::new();
    for charset in [None, Some("utf-16"), Some("iso-8859-1")] {
        let whole = scan(bytes, true, charset, &limits);
        assert_ne!(whole, Ok(Scan::Incomplete));
        let part = &bytes[..bytes.len() / 2];
        let half = scan(part, false, charset, &limits);
        assert_eq!(known.scan(part, false, charset, &limits, |head| head), half);
        assert_eq!(known.scan(bytes, true, charset, &limits, |head| head), whole);
        // Characters that XML does not allow are looked for in all that has arrived.
        if let (Ok(Scan::Found(half)), Ok(whole)) = (half, whole) {
            assert_eq!(Scan::Found(half), whole);
        }
    }
});
