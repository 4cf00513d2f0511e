//! Which versions of TLS the other side takes: a bare `ClientHello`, for tests of servers.
//!
//! TLS 1.0 and 1.1 cannot be spoken by the library below (nor should they), so the first message is written by hand and
//! the answer to it read: a `ServerHello` names the version chosen, an alert says no. Nothing else is ever sent.

use std::time::Duration;

use http::Uri;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::channel::Target;

/// For the whole offer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of the first record of an answer that are looked at.
const RECORD_BYTES: usize = 16 << 10;

/// Why a version was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The other side sent this alert of TLS; 70 is `protocol_version`, 40 `handshake_failure`.
    #[error("refused with the alert {0}")]
    Alert(u8),
    /// The other side closed the connection.
    #[error("refused by closing the connection")]
    Closed,
    /// What came back is not TLS.
    #[error("the answer is not TLS")]
    NotTls,
    /// There was no connection to offer it on, in words.
    #[error("{0}")]
    Unreachable(String),
}

/// Offers just one version (`1.0`, `1.1`, `1.2` or `1.3`) and tells which the other side chose.
///
/// # Errors
/// [`Refusal`].
pub async fn offer(url: &str, version: &str) -> Result<String, Refusal> {
    let unreachable = |reason: &str| Refusal::Unreachable(reason.to_owned());
    let uri: Uri = url.parse().map_err(|_| unreachable("the URL is malformed"))?;
    let target = Target::of(&uri).map_err(|error| Refusal::Unreachable(error.to_string()))?;
    let minor = minor(version).ok_or_else(|| unreachable("the version is unknown"))?;
    let offering = async {
        let connected = TcpStream::connect(target.socket()).await;
        let mut stream = connected.map_err(|error| Refusal::Unreachable(error.to_string()))?;
        stream
            .write_all(&client_hello(target.host(), minor))
            .await
            .map_err(|_| Refusal::Closed)?;
        let mut head = [0; 5];
        stream.read_exact(&mut head).await.map_err(|_| Refusal::Closed)?;
        let length = usize::from(u16::from_be_bytes([head[3], head[4]])).min(RECORD_BYTES);
        let mut record = vec![0; length];
        stream.read_exact(&mut record).await.map_err(|_| Refusal::Closed)?;
        chosen(head[0], &record)
    };
    let answered = tokio::time::timeout(PATIENCE, offering).await;
    answered.unwrap_or_else(|_| Err(unreachable("no answer in time")))
}

fn minor(version: &str) -> Option<u8> {
    let place = ["1.0", "1.1", "1.2", "1.3"]
        .iter()
        .position(|known| *known == version)?;
    u8::try_from(place + 1).ok()
}

/// The version that the first record of an answer names.
fn chosen(kind: u8, record: &[u8]) -> Result<String, Refusal> {
    match (kind, record) {
        (21, [_, alert, ..]) => Err(Refusal::Alert(*alert)),
        // Type, length, version, random, session id, cipher suite, compression, extensions.
        (22, [2, _, _, _, 3, minor, rest @ ..]) => {
            let session = usize::from(*rest.get(32).ok_or(Refusal::NotTls)?);
            let extensions = rest.get(33 + session + 5..).unwrap_or_default();
            let minor = supported_version(extensions).unwrap_or(*minor);
            Ok(format!("1.{}", minor.saturating_sub(1)))
        }
        _ => Err(Refusal::NotTls),
    }
}

/// What the extension `supported_versions` says: TLS 1.3 stands there and nowhere else.
fn supported_version(mut extensions: &[u8]) -> Option<u8> {
    while let [kind_high, kind_low, high, low, rest @ ..] = extensions {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let value = rest.get(..length)?;
        if [*kind_high, *kind_low] == [0, 43] {
            return value.get(1).copied();
        }
        extensions = rest.get(length..)?;
    }
    None
}

fn client_hello(host: &str, minor: u8) -> Vec<u8> {
    // A hello of TLS 1.3 calls itself 1.2; suites of 1.3, then of 1.2 with ECDSA and RSA, then of older versions.
    let legacy = minor.min(3);
    let suites: &[u8] = if minor == 4 {
        &[0x13, 0x01, 0x13, 0x02, 0x13, 0x03]
    } else {
        &[
            0xC0, 0x2B, 0xC0, 0x2F, 0xC0, 0x2C, 0xC0, 0x30, 0xC0, 0x09, 0xC0, 0x13, 0xC0, 0x0A, 0xC0, 0x14, 0x00, 0x9C,
            0x00, 0x2F, 0x00, 0x35,
        ]
    };
    let mut body = vec![3, legacy];
    body.extend([0x5A; 32]);
    body.push(0);
    body.extend(sized_16(suites));
    body.extend([1, 0]);
    body.extend(sized_16(&extensions(host, minor)));
    let mut handshake = vec![1, 0];
    handshake.extend(sized_16(&body));
    let mut record = vec![22, 3, 1];
    record.extend(sized_16(&handshake));
    record
}

fn extensions(host: &str, minor: u8) -> Vec<u8> {
    let mut extensions = Vec::new();
    let mut add = |kind: u8, value: &[u8]| {
        extensions.extend([0, kind]);
        extensions.extend(sized_16(value));
    };
    let is_name = host.parse::<std::net::IpAddr>().is_err();
    if is_name {
        let name = [vec![0], sized_16(host.as_bytes())].concat();
        add(0, &sized_16(&name));
    }
    // Curves x25519, P-256, P-384; uncompressed points; ECDSA, RSA-PSS and RSA with SHA-256 and SHA-384, then SHA-1.
    add(10, &[0, 6, 0, 29, 0, 23, 0, 24]);
    add(11, &[1, 0]);
    add(13, &[0, 16, 4, 3, 5, 3, 8, 4, 8, 5, 4, 1, 5, 1, 2, 1, 2, 3]);
    if minor == 4 {
        add(43, &[2, 3, 4]);
        add(45, &[1, 1]);
        // A key share of x25519: any 32 bytes are a public key. The handshake is never completed.
        add(51, &[vec![0, 36, 0, 29, 0, 32], vec![9; 32]].concat());
    }
    extensions
}

/// Bytes with their length in two bytes before them.
fn sized_16(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&length, bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::{Refusal, chosen, client_hello};

    #[test]
    fn a_hello_is_as_long_as_it_says() {
        for minor in 1..=4 {
            let hello = client_hello("localhost", minor);
            assert_eq!(usize::from(u16::from_be_bytes([hello[3], hello[4]])), hello.len() - 5);
            assert_eq!(usize::from(u16::from_be_bytes([hello[7], hello[8]])), hello.len() - 9);
        }
    }

    #[test]
    fn an_alert_is_a_refusal() {
        assert_eq!(chosen(21, &[2, 70]), Err(Refusal::Alert(70)));
        assert_eq!(chosen(72, b"TP/1.1"), Err(Refusal::NotTls));
    }
}
