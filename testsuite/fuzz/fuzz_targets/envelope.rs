//! An envelope, its headers and its payload as text and as a fault.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rivta_soap::Envelope;
use rivta_soap::xml::{Limits, Name, Namespace, decode_text};

static NS: Namespace = Namespace {
    uri: "urn:fuzz",
    prefix: "f",
};
const ROOT: Name = Name::new(&NS, "root");

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    let Ok(text) = decode_text(bytes, None, &limits) else {
        return;
    };
    if let Ok(envelope) = Envelope::read(&text, &limits) {
        let _ = envelope.headers().get::<String>(&ROOT);
        let _ = envelope.decode::<String>(&ROOT);
    }
    if let Ok(envelope) = Envelope::read(&text, &limits)
        && let Ok(fault) = envelope.decode_fault()
    {
        let written = String::from_utf8(fault.to_envelope()).expect("a fault is UTF-8");
        let back = Envelope::read(&written, &limits).expect("a fault's envelope can be read");
        assert_eq!(back.decode_fault().expect("a fault can be read").string, fault.string);
    }
});
