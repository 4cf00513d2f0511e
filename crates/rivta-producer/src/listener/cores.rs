//! Threads that serve connections, each with a runtime of its own.
//!
//! A connection stays on the thread it was given to, and so does all that its calls do, the connections to others
//! included: no call wakes a second thread (docs/decisions/0012-one-runtime-per-core.md).

use std::io;
use std::net::TcpStream as StdStream;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt as _;
use tokio::runtime::{Builder, Handle};

use super::running::Stages;

/// All such threads of a listener. They end when the listener has stopped and its last task is done.
pub(crate) struct Cores(Vec<Core>);

struct Core {
    runtime: Handle,
    open: Arc<AtomicUsize>,
}

/// A connection's place on a thread, until it is dropped.
struct Place(Arc<AtomicUsize>);

impl Cores {
    /// Starts so many threads.
    pub(crate) fn start(count: NonZeroUsize, stages: &Stages) -> io::Result<Self> {
        let start = |number| Core::start(number, stages.clone());
        Ok(Self((0..count.get()).map(start).collect::<io::Result<_>>()?))
    }

    /// Serves a connection on the thread that has the fewest.
    pub(crate) fn spawn<F>(&self, stages: &Stages, stream: StdStream, serve: impl FnOnce(StdStream) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let idlest = self.0.iter().min_by_key(|core| core.open.load(Ordering::Relaxed));
        if let Some(core) = idlest {
            core.open.fetch_add(1, Ordering::Relaxed);
            let place = Place(Arc::clone(&core.open));
            // An `async` block would hold the future twice, which is memory of every connection.
            let serving = serve(stream).map(move |()| drop(place));
            stages.tasks.spawn_on(serving, &core.runtime);
        }
    }
}

impl Core {
    fn start(number: usize, stages: Stages) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let thread = std::thread::Builder::new().name(format!("core-{number}"));
        thread.spawn(move || {
            runtime.block_on(async {
                stages.stop.cancelled().await;
                stages.tasks.wait().await;
            });
        })?;
        Ok(Self {
            runtime: handle,
            open: Arc::default(),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
