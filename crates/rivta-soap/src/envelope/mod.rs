//! The SOAP 1.1 envelope around a payload.
//!
//! Reading finds the headers and the first child of the body without decoding it: who the call is
//! for and which contract it belongs to is known before anything of the payload is looked at.

pub mod conversion;
pub mod head;
pub mod known_heads;

use crate::fault::Fault;
use crate::profile::Profile;
use crate::xml::{
    Decode, DecodeError, DecodeErrorKind, Decoded, Encode, Limits, Name, Namespace, RawElement, Reader, Strictness,
    Wildcard, Writer,
};

/// Namespace of SOAP 1.1 envelopes.
pub static SOAP: Namespace = Namespace {
    uri: "http://schemas.xmlsoap.org/soap/envelope/",
    prefix: "soapenv",
};

const ENVELOPE: Name = Name::new(&SOAP, "Envelope");
const HEADER: Name = Name::new(&SOAP, "Header");
const BODY: Name = Name::new(&SOAP, "Body");
const FAULT: Name = Name::new(&SOAP, "Fault");

/// The headers of an envelope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// The logical address as written, neither trimmed nor changed in case; absent when the header
    /// is missing or holds nothing but white space.
    pub logical_address: Option<String>,
    /// The profile whose address header was found, even an empty one.
    pub profile: Option<Profile>,
    /// Every other header, in order.
    pub others: Vec<RawElement>,
    limits: Limits,
}

impl Headers {
    /// A header as the type its schema gives it, for example `ProcessingStatus`; `None` when there
    /// is no such header.
    ///
    /// # Errors
    ///
    /// When the header's content is not of the type.
    pub fn get<T: Decode>(&self, name: &Name) -> Result<Option<T>, DecodeError> {
        let found = self.get_as(name, Strictness::Strict)?;
        Ok(found.map(|decoded| decoded.value))
    }

    /// As [`Self::get`], as strictly as the caller will have it. The platform's own `ProcessingStatus`
    /// lacks elements that its schema demands.
    ///
    /// # Errors
    ///
    /// As for [`Self::get`], less what [`Strictness::Tolerant`] lets through.
    pub fn get_as<T: Decode>(&self, name: &Name, strictness: Strictness) -> Result<Option<Decoded<T>>, DecodeError> {
        let found = self.others.iter().find(|header| {
            let (namespace, local) = header.name();
            name.is(namespace, local)
        });
        found
            .map(|header| header.decode_as(name, &self.limits, strictness))
            .transpose()
    }

    fn take(&mut self, element: RawElement) {
        let (namespace, local) = element.name();
        match Profile::of_header(namespace.unwrap_or(""), local) {
            Some(profile) => {
                self.profile = Some(profile);
                let text = element.text_of(local).unwrap_or_default();
                self.logical_address = (!text.trim().is_empty()).then_some(text);
            }
            None => self.others.push(element),
        }
    }
}

/// An envelope whose headers have been read and whose payload has not.
pub struct Envelope<'a> {
    headers: Headers,
    reader: Reader<'a>,
    payload: Option<(String, String)>,
}

impl<'a> Envelope<'a> {
    /// Reads an envelope up to the first child of its body. Bytes become text through
    /// [`decode_text`](crate::xml::decode_text).
    ///
    /// # Errors
    ///
    /// When the text is not a SOAP 1.1 envelope, is not well-formed so far, or exceeds a limit.
    pub fn read(document: &'a str, limits: &Limits) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(document, limits);
        if !reader.enter_if(&ENVELOPE)? {
            return Err(reader.error_here(DecodeErrorKind::NotAnEnvelope("the root element is not Envelope")));
        }
        let mut headers = Headers {
            limits: *limits,
            ..Headers::default()
        };
        if reader.enter_if(&HEADER)? {
            for element in reader.any(Wildcard::Any, 0, None)? {
                headers.take(element);
            }
            reader.end()?;
        }
        if !reader.enter_if(&BODY)? {
            return Err(reader.error_here(DecodeErrorKind::NotAnEnvelope("there is no Body")));
        }
        let payload = reader.next_name()?;
        let payload = payload.map(|(namespace, local)| (namespace.unwrap_or("").to_owned(), local.to_owned()));
        Ok(Self {
            headers,
            reader,
            payload,
        })
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Namespace (empty: none) and local name of the first child of the body; `None` for an empty
    /// body.
    pub fn payload(&self) -> Option<(&str, &str)> {
        self.payload
            .as_ref()
            .map(|(namespace, local)| (namespace.as_str(), local.as_str()))
    }

    /// Whether the payload is a SOAP fault.
    pub fn is_fault(&self) -> bool {
        self.payload()
            .is_some_and(|(namespace, local)| FAULT.is(Some(namespace), local))
    }

    /// Reads the payload as an element of a contract, and the envelope to its end.
    ///
    /// # Errors
    ///
    /// When the payload is another element, its content is wrong, or anything follows it.
    pub fn decode<T: Decode>(self, name: &Name) -> Result<(Headers, T), DecodeError> {
        let (headers, payload) = self.decode_as(name, Strictness::Strict)?;
        Ok((headers, payload.value))
    }

    /// As [`Self::decode`], the payload as strictly as the caller will have it; the envelope around it
    /// is always read strictly.
    ///
    /// # Errors
    ///
    /// As for [`Self::decode`], less what [`Strictness::Tolerant`] lets through.
    pub fn decode_as<T: Decode>(
        self,
        name: &Name,
        strictness: Strictness,
    ) -> Result<(Headers, Decoded<T>), DecodeError> {
        let Self {
            headers, mut reader, ..
        } = self;
        reader.set_strictness(strictness);
        let value = reader.required(name)?;
        let departures = reader.departures();
        finish(reader)?;
        Ok((headers, Decoded { value, departures }))
    }

    /// Takes the payload as it is written, to be passed on, and reads the envelope to its end; `None` for an empty body.
    ///
    /// # Errors
    ///
    /// When the envelope is not well-formed or anything follows the payload.
    pub fn into_raw(self) -> Result<(Headers, Option<RawElement>), DecodeError> {
        let Self {
            headers, mut reader, ..
        } = self;
        let payload = reader.any(Wildcard::Any, 0, Some(1))?.pop();
        finish(reader)?;
        Ok((headers, payload))
    }

    /// Reads the payload as a fault.
    ///
    /// # Errors
    ///
    /// When the payload is not a fault or the envelope is not well-formed.
    pub fn decode_fault(self) -> Result<Fault, DecodeError> {
        self.decode(&FAULT).map(|(_, fault)| fault)
    }
}

/// Reads from the end of the payload to the end of the document.
fn finish(mut reader: Reader<'_>) -> Result<(), DecodeError> {
    reader.end()?;
    // SOAP 1.1 section 4 allows elements of other namespaces after the body.
    reader.any(Wildcard::Other(&SOAP), 0, None)?;
    reader.end()?;
    reader.finish()
}

/// The headers to write.
#[derive(Debug, Clone, Copy, Default)]
pub struct OutgoingHeaders<'a> {
    /// The logical address and the profile whose header holds it. Answers have none.
    pub address: Option<(Profile, &'a str)>,
    /// Other headers, written after the address.
    pub others: &'a [RawElement],
}

/// Writes an envelope around a payload, in UTF-8 with an XML declaration.
///
/// `namespaces` are those that elements of the payload live in; the payload's root declares them.
pub fn write<T: Encode>(
    headers: OutgoingHeaders<'_>,
    name: &Name,
    namespaces: &[&'static Namespace],
    payload: &T,
) -> Vec<u8> {
    write_around(headers, |writer| writer.root(name, namespaces, payload))
}

/// Writes an envelope around a payload that is passed on as it was written.
pub fn write_raw(headers: OutgoingHeaders<'_>, payload: &RawElement) -> Vec<u8> {
    write_around(headers, |writer| writer.any(std::slice::from_ref(payload)))
}

fn write_around(headers: OutgoingHeaders<'_>, payload: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.declaration();
    writer.verbatim("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">");
    if headers.address.is_some() || !headers.others.is_empty() {
        writer.verbatim("<soapenv:Header>");
        if let Some((profile, address)) = headers.address {
            let header = profile.address_header();
            writer.root(&header, &[header.namespace], &address.to_owned());
        }
        writer.any(headers.others);
        writer.verbatim("</soapenv:Header>");
    }
    writer.verbatim("<soapenv:Body>");
    payload(&mut writer);
    writer.verbatim("</soapenv:Body></soapenv:Envelope>");
    writer.into_bytes()
}

/// What stands before a fault. Prefix and empty header are those of the incumbent platform, which
/// some consumers have come to match as text.
pub(crate) const FAULT_HEAD: &str =
    "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Header/><SOAP-ENV:Body>";
/// What stands after a fault.
pub(crate) const FAULT_TAIL: &str = "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
