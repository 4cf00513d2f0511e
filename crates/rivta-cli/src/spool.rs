//! Log lines on their way out: gathered in memory and written by a thread of their own, many at a time, so that a slow disk
//! or reader never holds up a call.
//!
//! What does not fit is dropped and counted; how much it was is told in the log once there is room again.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// The most that waits, in bytes: a thousand calls of a router.
const LIMIT: usize = 8 << 20;

/// So much is written without waiting for more, in bytes.
const BATCH: usize = 256 << 10;

/// How long a line waits for others at most. Whoever reads the log sees a line soon after the answer it is about.
const LINGER: Duration = Duration::from_millis(1);

/// Takes lines from any thread.
#[derive(Clone)]
pub(crate) struct Spool(Arc<Shared>);

/// Writes what is left when it is dropped.
pub(crate) struct Writing {
    spool: Spool,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    waiting: Mutex<Waiting>,
    /// Something has come, or enough for a batch, or the end.
    news: Condvar,
}

#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    dropped: u64,
    /// The thread that writes waits for a first line.
    is_idle: bool,
    is_over: bool,
}

impl Spool {
    /// Starts the thread that writes to `out`.
    pub(crate) fn start<W: Write + Send + 'static>(mut out: W) -> io::Result<(Self, Writing)> {
        let shared = Shared {
            waiting: Mutex::default(),
            news: Condvar::new(),
        };
        let spool = Self(Arc::new(shared));
        let own = spool.clone();
        let writing = move || {
            let mut batch = Vec::new();
            while let Some(dropped) = own.take(&mut batch) {
                if dropped > 0 {
                    batch.extend_from_slice(complaint(dropped).as_bytes());
                }
                // Nobody is left to be told that the log cannot be written.
                let _ = out.write_all(&batch);
            }
            let _ = out.flush();
        };
        let thread = std::thread::Builder::new().name("log".to_owned()).spawn(writing)?;
        Ok((
            spool.clone(),
            Writing {
                spool,
                thread: Some(thread),
            },
        ))
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a line, put together from these pieces.
    pub(crate) fn put(&self, line: &[&str]) {
        let length: usize = line.iter().map(|piece| piece.len()).sum();
        let mut waiting = self.lock();
        let before = waiting.lines.len();
        let after = before + length;
        if after > LIMIT {
            waiting.dropped += 1;
            return;
        }
        for piece in line {
            waiting.lines.extend_from_slice(piece.as_bytes());
        }
        // Waking costs a system call, whether anybody sleeps or not.
        let is_news = std::mem::take(&mut waiting.is_idle) || (before < BATCH && after >= BATCH);
        drop(waiting);
        if is_news {
            self.0.news.notify_one();
        }
    }

    /// Waits for lines and exchanges them for the empty batch; tells how many were dropped. `None` after the last.
    fn take(&self, batch: &mut Vec<u8>) -> Option<u64> {
        batch.clear();
        // What one bad moment took is given back.
        batch.shrink_to(2 * BATCH);
        let news = &self.0.news;
        let little = |waiting: &mut Waiting| waiting.lines.len() < BATCH && !waiting.is_over;
        let linger = |waiting| {
            let waited = news.wait_timeout_while(waiting, LINGER, little);
            waited.unwrap_or_else(PoisonError::into_inner).0
        };
        let nothing = |waiting: &mut Waiting| {
            waiting.is_idle = waiting.lines.is_empty() && !waiting.is_over;
            waiting.is_idle
        };
        let mut waiting = linger(self.lock());
        if waiting.lines.is_empty() {
            // Calls wake this thread only when none came for so long.
            let first = news.wait_while(waiting, nothing);
            waiting = linger(first.unwrap_or_else(PoisonError::into_inner));
        }
        if waiting.lines.is_empty() && waiting.dropped == 0 {
            return None;
        }
        std::mem::swap(&mut waiting.lines, batch);
        Some(std::mem::take(&mut waiting.dropped))
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.spool.lock().is_over = true;
        self.spool.0.news.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn complaint(dropped: u64) -> String {
    let now = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let line = serde_json::json!({
        "@timestamp": now,
        "log.level": "WARN",
        "log.logger": module_path!(),
        "message": "log lines were dropped because they could not be written fast enough",
        "dropped": dropped,
    });
    format!("{line}\n")
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    use super::{LIMIT, Spool};

    /// A reader that takes a batch only when it is told to.
    struct Slow {
        taken: Sender<Vec<u8>>,
        may: Receiver<()>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.taken.send(bytes.to_vec()).unwrap();
            let _ = self.may.recv();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn slow() -> (Slow, Receiver<Vec<u8>>, Sender<()>) {
        let ((taken, written), (allow, may)) = (channel(), channel());
        (Slow { taken, may }, written, allow)
    }

    #[test]
    fn what_was_put_is_written_in_order_before_the_end() {
        let (out, written, allow) = slow();
        let (spool, writing) = Spool::start(out).unwrap();
        drop(allow);
        let mut expected = String::new();
        for number in 0..1000 {
            let line = format!("{number}\n");
            spool.put(&line.split_inclusive('0').collect::<Vec<_>>());
            expected.push_str(&line);
        }
        drop(writing);
        let all: Vec<u8> = written.try_iter().flatten().collect();
        assert_eq!(String::from_utf8(all).unwrap(), expected);
    }

    #[test]
    fn a_line_alone_is_written_whether_others_came_just_before_or_not() {
        let (out, written, allow) = slow();
        let (spool, _writing) = Spool::start(out).unwrap();
        drop(allow);
        for number in 0..20 {
            // After a while without lines the thread must be woken.
            while number % 2 == 1 && !spool.lock().is_idle {
                std::thread::yield_now();
            }
            let line = format!("{number}\n");
            spool.put(&[&line]);
            let told = written.recv_timeout(Duration::from_mins(1)).unwrap();
            assert_eq!(told, line.as_bytes());
        }
    }

    #[test]
    fn a_reader_that_stands_still_holds_up_nobody_and_the_loss_is_told() {
        let (out, written, allow) = slow();
        let (spool, writing) = Spool::start(out).unwrap();
        spool.put(&["first", "\n"]);
        assert_eq!(written.recv().unwrap(), b"first\n");
        let line = "x".repeat(1 << 20);
        for _ in 0..(LIMIT >> 20) + 3 {
            spool.put(&[&line]);
        }
        drop(allow);
        drop(writing);
        let rest: Vec<u8> = written.try_iter().flatten().collect();
        let told = String::from_utf8(rest[LIMIT..].to_vec()).unwrap();
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["dropped"], 3);
    }
}
