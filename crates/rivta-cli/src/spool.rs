//! Log lines on their way out: gathered in memory and written by a thread of their own, many at a time, so that a slow disk
//! or reader never holds up a call.
//!
//! Each thread that logs has a lane, so that none waits for another, nor for what another's processor has just written. Lines
//! of a thread come in their order; those of two threads may change places when they are less than some milliseconds apart.
//!
//! What does not fit is dropped and counted; how much it was is told in the log once there is room again.

use std::cell::Cell;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// The most that waits in a lane, in bytes: five hundred calls of a router.
const LIMIT: usize = 4 << 20;

/// So much of a lane is written without waiting for more, in bytes.
const BATCH: usize = 128 << 10;

/// How long a line waits for others at most. Whoever reads the log sees a line soon after the answer it is about.
const LINGER: Duration = Duration::from_millis(1);

/// More threads than these share lanes.
const LANES: usize = 16;

thread_local! {
    /// Which lane a thread has: they are given out in turn, to those that log.
    static LANE: Cell<usize> = {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        Cell::new(NEXT.fetch_add(1, Ordering::Relaxed) % LANES)
    };
}

/// Takes lines from any thread.
#[derive(Clone)]
pub(crate) struct Spool(Arc<Shared>);

/// Writes what is left when it is dropped.
pub(crate) struct Writing {
    spool: Spool,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    lanes: [Lane; LANES],
    /// The thread that writes waits for a first line. Set before it looks through the lanes for the last time, so that
    /// whoever puts a line thereafter sees it.
    is_idle: AtomicBool,
    call: Mutex<Call>,
    /// The call has changed.
    news: Condvar,
}

/// Why the thread that writes should not wait.
#[derive(Default)]
struct Call {
    /// A first line has come, or enough for a batch.
    has_come: bool,
    is_over: bool,
}

/// On lines of the processor's cache of its own, and on those that it fetches together.
#[derive(Default)]
#[repr(align(128))]
struct Lane(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    dropped: u64,
}

impl Spool {
    /// Starts the thread that writes to `out`.
    pub(crate) fn start<W: Write + Send + 'static>(mut out: W) -> io::Result<(Self, Writing)> {
        let shared = Shared {
            lanes: Default::default(),
            is_idle: AtomicBool::new(false),
            call: Mutex::default(),
            news: Condvar::new(),
        };
        let spool = Self(Arc::new(shared));
        let own = spool.clone();
        let writing = move || {
            let mut batches = Default::default();
            while own.0.await_lines() {
                own.0.write(&mut batches, &mut out);
            }
            own.0.write(&mut batches, &mut out);
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

    /// Takes a line, put together from these pieces.
    pub(crate) fn put(&self, line: &[&str]) {
        let length: usize = line.iter().map(|piece| piece.len()).sum();
        // A thread that ends has no lane of its own any more.
        let own = LANE.try_with(Cell::get).unwrap_or_default();
        let Some(own) = self.0.lanes.get(own) else { return };
        let mut waiting = own.lock();
        let before = waiting.lines.len();
        let after = before + length;
        if after > LIMIT {
            waiting.dropped += 1;
            return;
        }
        for piece in line {
            waiting.lines.extend_from_slice(piece.as_bytes());
        }
        drop(waiting);
        let is_first = self.0.is_idle.load(Ordering::Relaxed) && self.0.is_idle.swap(false, Ordering::Relaxed);
        // Waking costs a system call, whether anybody sleeps or not.
        if is_first || (before < BATCH && after >= BATCH) {
            self.0.call(|call| call.has_come = true);
        }
    }
}

impl Lane {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.dropped == 0
    }
}

impl Shared {
    fn call(&self, change: impl FnOnce(&mut Call)) {
        change(&mut self.call.lock().unwrap_or_else(PoisonError::into_inner));
        self.news.notify_one();
    }

    /// Waits for lines, and for others that come soon after. False at the end.
    fn await_lines(&self) -> bool {
        let is_over = self.linger();
        if is_over || !self.is_empty() {
            return !is_over;
        }
        // Calls wake this thread only when none came for so long.
        self.is_idle.store(true, Ordering::Relaxed);
        if self.is_empty() {
            let call = self.call.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self.news.wait_while(call, |call| !call.has_come && !call.is_over);
            waited.unwrap_or_else(PoisonError::into_inner).has_come = false;
        }
        self.is_idle.store(false, Ordering::Relaxed);
        !self.linger()
    }

    /// Waits until enough for a batch has come, but not long. Tells whether it is the end.
    fn linger(&self) -> bool {
        let call = self.call.lock().unwrap_or_else(PoisonError::into_inner);
        let little = |call: &mut Call| !call.has_come && !call.is_over;
        let waited = self.news.wait_timeout_while(call, LINGER, little);
        let mut call = waited.unwrap_or_else(PoisonError::into_inner).0;
        call.has_come = false;
        call.is_over
    }

    fn is_empty(&self) -> bool {
        self.lanes.iter().all(Lane::is_empty)
    }

    /// Exchanges what waits in each lane for that lane's empty batch, and writes it.
    ///
    /// Each lane keeps its two: what a thread writes to next is then still at hand in its processor's cache.
    fn write(&self, batches: &mut [Vec<u8>; LANES], out: &mut impl Write) {
        for (lane, batch) in self.lanes.iter().zip(batches) {
            let mut waiting = lane.lock();
            if waiting.is_empty() {
                continue;
            }
            std::mem::swap(&mut waiting.lines, batch);
            let dropped = std::mem::take(&mut waiting.dropped);
            drop(waiting);
            if dropped > 0 {
                batch.extend_from_slice(complaint(dropped).as_bytes());
            }
            // Nobody is left to be told that the log cannot be written.
            let _ = out.write_all(batch);
            batch.clear();
            // What one bad moment took is given back.
            batch.shrink_to(4 * BATCH);
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.spool.0.call(|call| call.is_over = true);
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
    use std::sync::atomic::Ordering;
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    use super::{BATCH, LIMIT, Spool};

    /// A reader that takes a batch only when it is told to.
    struct Slow {
        taken: Sender<Vec<u8>>,
        may: Receiver<()>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.taken.send(bytes.to_vec()).unwrap();
            // No longer than a test may take: one that fails must not hang.
            let _ = self.may.recv_timeout(Duration::from_mins(1));
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
    fn each_thread_has_its_lines_in_order_and_none_is_lost() {
        const THREADS: usize = 20;
        let (out, written, allow) = slow();
        let (spool, writing) = Spool::start(out).unwrap();
        drop(allow);
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let spool = &spool;
                scope.spawn(move || (0..500).for_each(|number| spool.put(&[&format!("{thread} {number}\n")])));
            }
        });
        drop(writing);
        let all: Vec<u8> = written.try_iter().flatten().collect();
        let mut next = [0; THREADS];
        for line in String::from_utf8(all).unwrap().lines() {
            let (thread, number) = line.split_once(' ').unwrap();
            let next = &mut next[thread.parse::<usize>().unwrap()];
            assert_eq!(number, next.to_string());
            *next += 1;
        }
        assert_eq!(next, [500; THREADS]);
    }

    #[test]
    fn a_line_alone_is_written_whether_others_came_just_before_or_not() {
        let (out, written, allow) = slow();
        let (spool, _writing) = Spool::start(out).unwrap();
        drop(allow);
        for number in 0..20 {
            // After a while without lines the thread must be woken.
            while number % 2 == 1 && !spool.0.is_idle.load(Ordering::Relaxed) {
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

    #[test]
    fn what_one_bad_moment_took_is_given_back() {
        let (out, written, allow) = slow();
        let (spool, writing) = Spool::start(out).unwrap();
        spool.put(&["first"]);
        assert_eq!(written.recv().unwrap(), b"first");
        let much = "x".repeat(LIMIT);
        spool.put(&[&much]);
        allow.send(()).unwrap();
        assert_eq!(written.recv().unwrap().len(), LIMIT);
        allow.send(()).unwrap();
        spool.put(&["last"]);
        // By now the buffer of the bad moment is the one that the thread fills next.
        assert_eq!(written.recv().unwrap(), b"last");
        let taken: usize = spool.0.lanes.iter().map(|lane| lane.lock().lines.capacity()).sum();
        drop(allow);
        drop(writing);
        assert!(taken <= 4 * BATCH, "{taken}");
    }
}
