//! A certificate as proxies pass it on in a header.

use std::borrow::Cow;

use rivta_soap::value::Base64Binary;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Why a header gives no certificate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum HeaderProblem {
    /// It is in no form we know.
    UnknownKind,
    /// It looks like a certificate and cannot be decoded.
    Undecodable,
}

/// The certificate in a header, in DER: PEM on one line or with white space inside, as it is or percent-encoded (nginx:
/// `$ssl_client_escaped_cert`), or bare base64 as Traefik sends it, of which a chain's first counts.
pub(crate) fn certificate(header: &[u8]) -> Result<Vec<u8>, HeaderProblem> {
    let text = std::str::from_utf8(header).map_err(|_| HeaderProblem::UnknownKind)?;
    let text = decoded(text.trim());
    let base64 = match text.split_once(BEGIN) {
        Some((_, rest)) => rest.split_once(END).ok_or(HeaderProblem::UnknownKind)?.0,
        None if text.starts_with("MII") => text.split(',').next().unwrap_or_default(),
        None => return Err(HeaderProblem::UnknownKind),
    };
    let bytes = Base64Binary::new(base64).map_err(|_| HeaderProblem::Undecodable)?;
    Ok(bytes.decode())
}

/// Resolves percent-encoding, which neither PEM nor base64 holds otherwise.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(code) => {
                out.push(char::from(code));
                out.push_str(part.get(2..).unwrap_or_default());
            }
            None => out.push_str(part),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{HeaderProblem, certificate};

    #[test]
    fn section_3_2_forms_of_a_certificate() {
        let rows: [(&str, Result<&[u8], HeaderProblem>); 12] = [
            (
                "-----BEGIN CERTIFICATE-----MIIA-----END CERTIFICATE-----",
                Ok(&[0x30, 0x82, 0]),
            ),
            (
                "-----BEGIN CERTIFICATE----- MI IA -----END CERTIFICATE-----",
                Ok(&[0x30, 0x82, 0]),
            ),
            (
                "-----BEGIN CERTIFICATE-----\tMII\tA\t-----END CERTIFICATE-----\t",
                Ok(&[0x30, 0x82, 0]),
            ),
            (
                "-----BEGIN%20CERTIFICATE-----%0AMIIA%0A-----END%20CERTIFICATE-----%0A",
                Ok(&[0x30, 0x82, 0]),
            ),
            ("MIIA", Ok(&[0x30, 0x82, 0])),
            ("MIIA,MIIB", Ok(&[0x30, 0x82, 0])),
            ("MII", Err(HeaderProblem::Undecodable)),
            ("MII?", Err(HeaderProblem::Undecodable)),
            (
                "-----BEGIN CERTIFICATE-----?-----END CERTIFICATE-----",
                Err(HeaderProblem::Undecodable),
            ),
            ("-----BEGIN CERTIFICATE-----MIIA", Err(HeaderProblem::UnknownKind)),
            ("Subject=\"CN=a\"", Err(HeaderProblem::UnknownKind)),
            ("", Err(HeaderProblem::UnknownKind)),
        ];
        for (header, expected) in rows {
            assert_eq!(certificate(header.as_bytes()), expected.map(<[u8]>::to_vec), "{header}");
        }
        assert_eq!(certificate(b"MII\xff"), Err(HeaderProblem::UnknownKind));
    }
}
