//! What a message is about, before it is judged.

use rivta_soap::xml::{DecodeError, Token, Tokens, decode_text};

use super::Limits;
use super::walk::is_soap;
use crate::xsd::QName;

/// The name of a message's payload: the first child of an envelope's body, or else the root. `None` if a body is
/// empty.
///
/// # Errors
/// When the document is not well-formed up to there, or exceeds a limit.
pub fn payload(bytes: &[u8], limits: &Limits) -> Result<Option<QName>, DecodeError> {
    let text = decode_text(bytes, None, &limits.document)?;
    let mut tokens = Tokens::new(&text, &limits.document);
    let (mut depth, mut in_body) = (0_usize, false);
    loop {
        match tokens.next()? {
            Token::Start(tag) => {
                let namespace = tokens.namespace(tag.binding);
                let soap = is_soap(namespace);
                if in_body || depth == 0 && !(soap && tag.local == "Envelope") {
                    return Ok(Some(QName::new(namespace, tag.local)));
                }
                in_body = depth == 1 && soap && tag.local == "Body";
                depth += 1;
            }
            Token::End if in_body => return Ok(None),
            Token::End => depth = depth.saturating_sub(1),
            Token::Eof => return Ok(None),
            Token::Text(_) => {}
        }
    }
}
