//! Reading no more than is allowed, whatever size a source claims: a device has none and never ends.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// All bytes of a reader, at most `limit` of them.
///
/// # Errors
/// [`ErrorKind::FileTooLarge`] when there are more, of which no more than one is read; those of the reader.
pub fn read(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// All bytes of a file, at most `limit` of them.
///
/// # Errors
/// As [`read`]; those of opening the file.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read(File::open(path)?, limit)
}

/// The text of a reader, at most `limit` bytes of UTF-8.
///
/// # Errors
/// As [`read`]; [`ErrorKind::InvalidData`] for what is not UTF-8. No error holds what was read.
pub fn read_text(reader: impl Read, limit: u64) -> io::Result<String> {
    let bytes = read(reader, limit)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error.utf8_error()))
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, repeat};
    use std::path::Path;

    use super::{read, read_file, read_text};

    #[test]
    fn as_much_as_is_allowed_and_not_one_byte_more() {
        assert_eq!(read(&b"abc"[..], 3).unwrap(), b"abc");
        assert_eq!(read(&b"abcd"[..], 3).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read(repeat(0), 3).unwrap_err().kind(), ErrorKind::FileTooLarge);
        let endless = read_file(Path::new("/dev/zero"), 3).unwrap_err();
        assert_eq!(endless.kind(), ErrorKind::FileTooLarge);
    }

    #[test]
    fn too_large_is_told_before_a_character_that_the_limit_cuts() {
        assert_eq!(read_text("åå".as_bytes(), 4).unwrap(), "åå");
        assert_eq!(
            read_text("åå".as_bytes(), 2).unwrap_err().kind(),
            ErrorKind::FileTooLarge
        );
        assert_eq!(read_text(&b"\xff"[..], 3).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}
