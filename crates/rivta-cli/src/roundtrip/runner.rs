//! The program that is built around a generated crate, and what it says.

use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The program, started when it is first asked and again when it has ended.
pub(super) struct Runner {
    program: PathBuf,
    running: Option<(Child, ChildStdin, BufReader<ChildStdout>)>,
}

/// What a message of the crate made of a document.
pub(super) struct Answer {
    pub(super) domain: String,
    pub(super) release: String,
    pub(super) outcome: Outcome,
}

/// What became of a document.
pub(super) enum Outcome {
    /// It was decoded and encoded again.
    Again(Vec<u8>),
    /// It was refused.
    Refused {
        /// Where in the document, in bytes after conversion to UTF-8 and without a byte order mark.
        offset: usize,
        path: String,
        reason: String,
    },
}

impl Runner {
    pub(super) fn new(program: PathBuf) -> Self {
        Self { program, running: None }
    }

    /// What each message with this root element makes of a document. An error means that the program
    /// ended, which no document should bring about.
    pub(super) fn ask(&mut self, namespace: &str, local: &str, document: &[u8]) -> io::Result<Vec<Answer>> {
        let answers = self.exchange(namespace, local, document);
        if answers.is_err() {
            self.end();
        }
        answers
    }

    fn exchange(&mut self, namespace: &str, local: &str, document: &[u8]) -> io::Result<Vec<Answer>> {
        let running = match self.running.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let (_, input, output) = self.running.insert(running);
        for part in [namespace.as_bytes(), local.as_bytes(), document] {
            let length = u32::try_from(part.len()).map_err(io::Error::other)?;
            input.write_all(&length.to_le_bytes())?;
            input.write_all(part)?;
        }
        input.flush()?;
        (0..number(output)?).map(|_| answer(output)).collect()
    }

    fn start(&self) -> io::Result<(Child, ChildStdin, BufReader<ChildStdout>)> {
        // A panic's text may hold a value of the document.
        let mut child = Command::new(&self.program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok((child, input, BufReader::new(output))),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn end(&mut self) {
        if let Some((mut child, ..)) = self.running.take() {
            // It may have ended by itself; either way it is gone after this.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.end();
    }
}

fn answer(output: &mut impl Read) -> io::Result<Answer> {
    Ok(Answer {
        domain: text(output)?,
        release: text(output)?,
        outcome: match number(output)? {
            0 => Outcome::Again(bytes(output)?),
            _ => Outcome::Refused {
                offset: number(output)?,
                path: text(output)?,
                reason: text(output)?,
            },
        },
    })
}

fn number(output: &mut impl Read) -> io::Result<usize> {
    let mut number = [0; 4];
    output.read_exact(&mut number)?;
    usize::try_from(u32::from_le_bytes(number)).map_err(io::Error::other)
}

fn bytes(output: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; number(output)?];
    output.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn text(output: &mut impl Read) -> io::Result<String> {
    String::from_utf8(bytes(output)?).map_err(io::Error::other)
}
