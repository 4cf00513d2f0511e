//! A timer of a connection, kept from one use to the next.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant as StdInstant};

use hyper::rt::Timer;
use tokio::task::unconstrained;
use tokio::time::{Instant, Sleep, sleep_until};

/// Later than any deadline that matters.
const FAR: Duration = Duration::from_hours(24 * 365 * 30);

/// Limits one thing after another, such as the calls of a connection.
///
/// To make a timer anew takes a place among all timers of the runtime, and gives it up, with every call. A kept one stays
/// where it is: it may go off too early for its present use, which is seldom, and is then set to the right time.
#[derive(Clone, Default)]
pub(crate) struct Alarm(Arc<Mutex<Option<Pin<Box<Sleep>>>>>);

/// Ends at a moment.
pub(crate) struct Waiting {
    alarm: Alarm,
    deadline: Instant,
    /// Taken when there is something to wait for.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Alarm {
    /// What a future gives; `None` when it gives nothing so long after `begun`.
    pub(crate) async fn within<F: Future>(&self, begun: Instant, after: Duration, future: F) -> Option<F::Output> {
        let deadline = begun.checked_add(after).unwrap_or_else(|| begun + FAR);
        // What the future leaves of the task's budget says nothing about the time.
        let overdue = unconstrained(self.until(deadline));
        tokio::select! {
            biased;
            output = future => Some(output),
            () = overdue => None,
        }
    }

    fn until(&self, deadline: Instant) -> Waiting {
        Waiting {
            alarm: self.clone(),
            deadline,
            sleep: None,
        }
    }

    fn kept(&self) -> MutexGuard<'_, Option<Pin<Box<Sleep>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Future for Waiting {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { alarm, deadline, sleep } = self.get_mut();
        let sleep =
            sleep.get_or_insert_with(|| alarm.kept().take().unwrap_or_else(|| Box::pin(sleep_until(*deadline))));
        if sleep.deadline() > *deadline {
            sleep.as_mut().reset(*deadline);
        }
        loop {
            ready!(sleep.as_mut().poll(cx));
            if sleep.deadline() >= *deadline {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(*deadline);
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(sleep) = self.sleep.take() {
            *self.alarm.kept() = Some(sleep);
        }
    }
}

impl hyper::rt::Sleep for Waiting {}

/// For the time that the head of a request may take.
impl Timer for Alarm {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn hyper::rt::Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, deadline: StdInstant) -> Pin<Box<dyn hyper::rt::Sleep>> {
        Box::pin(self.until(deadline.into()))
    }

    fn now(&self) -> StdInstant {
        Instant::now().into_std()
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::time::Duration;

    use tokio::time::{Instant, sleep};

    use super::Alarm;

    const LONG: Duration = Duration::from_mins(10);
    const SHORT: Duration = Duration::from_millis(20);

    /// Waits for nothing; tells how long that took.
    async fn wait(alarm: &Alarm, after: Duration) -> Duration {
        let begun = Instant::now();
        assert_eq!(alarm.within(begun, after, pending::<()>()).await, None);
        begun.elapsed()
    }

    #[tokio::test]
    async fn each_use_ends_at_its_own_time() {
        let alarm = Alarm::default();
        for after in [2 * SHORT, SHORT, 4 * SHORT, SHORT, Duration::ZERO, SHORT] {
            assert!(wait(&alarm, after).await >= after, "{after:?}");
        }
    }

    #[tokio::test]
    async fn a_use_that_ended_early_neither_shortens_nor_lengthens_the_next() {
        let alarm = Alarm::default();
        for (first, second) in [(LONG, SHORT), (3 * SHORT, 5 * SHORT), (Duration::MAX, SHORT)] {
            let brief = sleep(Duration::from_millis(5));
            assert_eq!(alarm.within(Instant::now(), first, brief).await, Some(()));
            assert!(alarm.kept().is_some());
            let took = wait(&alarm, second).await;
            assert!((second..LONG / 2).contains(&took), "{second:?}: {took:?}");
        }
    }

    #[tokio::test]
    async fn two_uses_at_once_do_not_disturb_each_other() {
        let alarm = Alarm::default();
        let (short, long) = tokio::join!(wait(&alarm, SHORT), wait(&alarm, 3 * SHORT));
        assert!(short >= SHORT && long >= 3 * SHORT, "{short:?} {long:?}");
    }

    #[tokio::test]
    async fn whatever_uses_up_its_budget_is_limited_too() {
        let busy = async {
            loop {
                tokio::task::consume_budget().await;
            }
        };
        let ended: Option<()> = Alarm::default().within(Instant::now(), SHORT, busy).await;
        assert_eq!(ended, None);
    }

    #[tokio::test]
    async fn what_is_there_at_once_takes_no_timer() {
        let alarm = Alarm::default();
        assert_eq!(alarm.within(Instant::now(), SHORT, async { 1 }).await, Some(1));
        assert!(alarm.kept().is_none());
    }
}
