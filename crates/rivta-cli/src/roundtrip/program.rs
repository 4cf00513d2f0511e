//! Runs documents through the messages of a generated crate. Written and built by `rivta roundtrip`, which
//! sends documents to standard input and reads what became of them from standard output.

use std::io::{Error, ErrorKind, Read, Result, Write};

fn main() -> Result<()> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    while let Some(namespace) = field(&mut input)? {
        let local = field(&mut input)?.unwrap_or_default();
        let document = field(&mut input)?.unwrap_or_default();
        let known = subject::messages()
            .iter()
            .filter(|message| message.namespace().as_bytes() == namespace && message.local_name().as_bytes() == local);
        let known: Vec<_> = known.collect();
        number(&mut output, known.len())?;
        for message in known {
            put(&mut output, message.package.domain.as_bytes())?;
            put(&mut output, message.package.release.as_bytes())?;
            match message.roundtrip(&document) {
                Ok(again) => {
                    number(&mut output, 0)?;
                    put(&mut output, &again)?;
                }
                Err(error) => {
                    number(&mut output, 1)?;
                    number(&mut output, error.offset())?;
                    put(&mut output, error.path().as_bytes())?;
                    put(&mut output, error.kind().to_string().as_bytes())?;
                }
            }
        }
        output.flush()?;
    }
    Ok(())
}

/// A length in four bytes, the least one first, and as many bytes. Nothing is left: `None`.
fn field(input: &mut impl Read) -> Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    input.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

fn put(output: &mut impl Write, bytes: &[u8]) -> Result<()> {
    number(output, bytes.len())?;
    output.write_all(bytes)
}

fn number(output: &mut impl Write, number: usize) -> Result<()> {
    let number = u32::try_from(number).map_err(Error::other)?;
    output.write_all(&number.to_le_bytes())
}
