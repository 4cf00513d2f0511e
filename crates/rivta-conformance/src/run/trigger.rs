//! The commands by which a target is made to call us.

use std::process::Stdio;
use std::time::Duration;

use chrono::Timelike as _;
use rivta_soap::time::Clock;
use tokio::process::{Child, Command};

/// A command that was started.
pub(super) struct Triggered {
    program: String,
    child: Child,
}

impl Triggered {
    /// Starts a command: the program and its arguments.
    pub(super) fn start(words: &[String]) -> Result<Self, String> {
        let Some((program, arguments)) = words.split_first() else {
            return Err("kommandot är tomt".to_owned());
        };
        let child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        Ok(Self {
            child: child.map_err(|error| format!("{program} kan inte startas: {error}"))?,
            program: program.clone(),
        })
    }

    /// Waits until the command has ended, at most so long.
    pub(super) async fn done(&mut self, patience: Duration) {
        // One that goes on is told by what it leads to.
        let _ = tokio::time::timeout(patience, self.child.wait()).await;
    }

    /// Why nothing may have happened, when the command has ended in error: silence says nothing then.
    pub(super) fn failure(&mut self) -> Option<String> {
        let status = self.child.try_wait().ok().flatten()?;
        let program = &self.program;
        (!status.success()).then(|| format!("{program} misslyckades ({status}): det som skulle hända har inte hänt"))
    }

    /// Ends it, unless it has ended by itself.
    pub(super) async fn end(mut self) {
        // One that has ended already cannot be killed, which is no error.
        let _ = self.child.kill().await;
    }
}

/// Waits for the clock's next second: times in messages have whole seconds, and an event in the same second as the one
/// before could not be told from it.
pub(super) async fn second_of_its_own(clock: &dyn Clock) {
    let gone = Duration::from_nanos(u64::from(clock.now().nanosecond() % 1_000_000_000));
    tokio::time::sleep(Duration::from_secs(1).saturating_sub(gone)).await;
}
