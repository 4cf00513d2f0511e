//! How Linux shares processors between a router and others.

use std::path::Path;

use crate::stage::{NOTHING, configured, run};

/// What `/proc` tells of a thread after its name, from its third field on (`proc(5)`).
fn told(stat: &Path) -> (String, String) {
    let text = std::fs::read_to_string(stat).unwrap();
    let fields: Vec<_> = text.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let (niceness, policy) = (fields[19 - 3], fields[41 - 3]);
    (niceness.to_owned(), policy.to_owned())
}

#[test]
fn every_thread_of_a_router_lets_others_finish_unless_an_operator_has_chosen() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    assert!(run(folder, "rivta pki --out pki --party router=SE5565594230-ROUTER").0);
    let router = configured(folder, NOTHING, "");
    let (niceness, _) = told(Path::new("/proc/thread-self/stat"));
    // SCHED_BATCH, or SCHED_OTHER for tests that run at another niceness.
    let policy = if niceness == "0" { "3" } else { "0" };
    let mut threads = 0;
    for thread in std::fs::read_dir(format!("/proc/{}/task", router.process.id())).unwrap() {
        threads += 1;
        assert_eq!(
            told(&thread.unwrap().path().join("stat")),
            (niceness.clone(), policy.to_owned())
        );
    }
    assert!(
        threads > 2,
        "the threads that answer calls and the log's are among them"
    );
}
