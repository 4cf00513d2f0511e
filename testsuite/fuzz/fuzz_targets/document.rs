//! A document of a type that takes any element: what is read can be written, and then reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Limits, Name, Namespace, RawElement, Reader, Wildcard, Writer, decode_text,
    read_document, write_document,
};

static NS: Namespace = Namespace {
    uri: "urn:fuzz",
    prefix: "f",
};
const ROOT: Name = Name::new(&NS, "root");

#[derive(Debug, PartialEq)]
struct Open(Vec<RawElement>);

impl Decode for Open {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let elements = reader.any(Wildcard::Any, 0, None)?;
        reader.end()?;
        Ok(Self(elements))
    }
}

impl Encode for Open {
    fn encode(&self, writer: &mut Writer) {
        writer.any(&self.0);
    }
}

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    // Captured elements carry declarations from further out, so reading them again takes more.
    let roomy = Limits {
        bytes: usize::MAX,
        attributes: usize::MAX,
        ..limits
    };
    if let Ok(read) = read_document::<Open>(bytes, &ROOT, &limits) {
        let written = write_document(&ROOT, &[&NS], &read);
        assert_eq!(read_document::<Open>(&written, &ROOT, &roomy), Ok(read));
    }
    if let Ok(text) = decode_text(bytes, None, &limits)
        && let Ok(element) = RawElement::parse(&text, &limits)
    {
        assert_eq!(RawElement::parse(element.as_str(), &roomy).as_ref(), Ok(&element));
        let _ = element.text_of("a");
    }
});
