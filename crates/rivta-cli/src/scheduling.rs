//! How Linux shares processors between a service and others.

use thread_priority::{
    Error, NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy,
    thread_native_id, thread_schedule_policy,
};

/// The niceness that a process has by itself, as `thread_priority` counts.
const USUAL: u8 = 48;

/// From now on this thread, and those it starts, do not interrupt whoever runs when something comes for them (`SCHED_BATCH`).
///
/// A router shares its machine with others, or its own threads the processors. What they are in the middle of is then
/// finished first, and more has come when a thread of ours goes on: it is woken less often for as many calls
/// (`docs/performance.md`). Where a processor is free, nothing changes.
///
/// What an operator has chosen, be it another policy or another niceness, stays.
///
/// # Errors
/// When the operating system does not let us; all works without.
pub(crate) fn let_others_finish() -> Result<(), Error> {
    let is_usual = thread_schedule_policy()? == ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Other)
        && rustix::process::getpriority_process(None) == Ok(0);
    if !is_usual {
        return Ok(());
    }
    let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Batch);
    let usual = USUAL
        .try_into()
        .map_err(|_| Error::Priority("the usual one is unknown"))?;
    set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Crossplatform(usual), policy)
}

#[cfg(test)]
mod tests {
    /// The fields of `/proc/thread-self/stat` that tell niceness and policy, counted from 1 (`proc(5)`).
    const NICENESS: usize = 19;
    const POLICY: usize = 41;
    const BATCH: &str = "3";

    fn told(field: usize) -> String {
        let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
        // What stands before is the name, in which there may be blanks.
        let after_name = stat.rsplit_once(')').unwrap().1;
        after_name.split_whitespace().nth(field - 3).unwrap().to_owned()
    }

    #[test]
    fn a_thread_and_those_it_starts_let_others_finish_and_are_as_nice_as_before() {
        let checked = std::thread::spawn(|| {
            let niceness = told(NICENESS);
            super::let_others_finish().unwrap();
            let expected = if niceness == "0" { BATCH } else { "0" };
            assert_eq!((told(NICENESS), &*told(POLICY)), (niceness.clone(), expected));
            let child = std::thread::spawn(|| (told(NICENESS), told(POLICY)));
            assert_eq!(child.join().unwrap(), (niceness, expected.to_owned()));
        });
        checked.join().unwrap();
        assert_eq!(told(POLICY), "0");
    }

    #[test]
    fn what_an_operator_has_chosen_stays() {
        let chosen = std::thread::spawn(|| {
            rustix::process::nice(1).unwrap();
            let niceness = told(NICENESS);
            super::let_others_finish().unwrap();
            assert_eq!((told(NICENESS), &*told(POLICY)), (niceness, "0"));
        });
        chosen.join().unwrap();
    }
}
