//! Reads an answer: a response, a fault, or neither.

use http::header::CONTENT_TYPE;
use http::response::Parts;
use rivta_soap::envelope::{Envelope, Headers};
use rivta_soap::http::charset;
use rivta_soap::xml::{DecodeError, Decoded, Limits, Strictness, decode_text};
use rivta_soap::{Contract, Fault};

use crate::error::{Circumstances, Error};

/// What an envelope can hold.
enum Reply<R> {
    Response(Headers, Decoded<R>),
    Fault(Fault),
}

pub(crate) fn read<C: Contract>(
    head: &Parts,
    body: &[u8],
    limits: &Limits,
    strictness: Strictness,
    call: &Circumstances,
) -> Result<(Headers, Decoded<C::Response>), Error> {
    let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let reply = decode::<C>(body, content_type.and_then(charset), limits, strictness);
    let call = Box::new(call.clone());
    match reply {
        Ok(Reply::Fault(fault)) => Err(Error::Fault {
            call,
            fault: Box::new(fault),
        }),
        _ if !head.status.is_success() => Err(Error::Http {
            call,
            status: head.status,
        }),
        Ok(Reply::Response(headers, response)) => Ok((headers, response)),
        Err(source) => Err(Error::Undecodable {
            call,
            source: Box::new(source),
        }),
    }
}

fn decode<C: Contract>(
    body: &[u8],
    charset: Option<&str>,
    limits: &Limits,
    strictness: Strictness,
) -> Result<Reply<C::Response>, DecodeError> {
    let text = decode_text(body, charset, limits)?;
    let envelope = Envelope::read(&text, limits)?;
    if envelope.is_fault() {
        return envelope.decode_fault().map(Reply::Fault);
    }
    let (headers, response) = envelope.decode_as(&C::RESPONSE, strictness)?;
    Ok(Reply::Response(headers, response))
}
