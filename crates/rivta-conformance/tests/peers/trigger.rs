//! The commands by which a target makes its system call us.

use rivta_conformance::case::{Area, Case, Receive, Step};
use rivta_conformance::outcome::Verdict;
use rivta_conformance::{Error, Options, Target};

use crate::{area, run, target};

/// A case that something is to happen in which must not lead to a call.
fn silence() -> Area {
    let mut index = area("index");
    index.needs.clear();
    index.cases = vec![Case {
        id: "1".to_owned(),
        folder: index.folder.clone(),
        steps: vec![Step::Receive(Receive {
            count: 0,
            instruction: Some("Registrera".to_owned()),
            trigger: Some("new-fee".to_owned()),
            ..Receive::default()
        })],
        ..Case::default()
    }];
    index
}

fn triggered(name: &str, words: &[&str]) -> Target {
    let mut target = target();
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    target.triggers.insert(name.to_owned(), words);
    target
}

#[tokio::test]
async fn silence_counts_only_when_the_command_has_done_its_work() {
    let outcome = run(&triggered("new-fee", &["true"]), silence(), |_| async {}).await;
    assert_eq!(outcome.cases[0].verdict, Verdict::Passed);
    let outcome = run(&triggered("new-fee", &["false"]), silence(), |_| async {}).await;
    assert_eq!(outcome.cases[0].verdict, Verdict::Failed);
    let told = &outcome.cases[0].findings[0].text;
    assert!(told.contains("false misslyckades"), "{told}");
    let outcome = run(&triggered("new-fee", &["/there/is/no/such"]), silence(), |_| async {}).await;
    let told = &outcome.cases[0].findings[0].text;
    assert!(told.contains("kan inte startas"), "{told}");
}

#[tokio::test]
async fn a_command_that_no_case_has_a_use_for_is_told_before_the_run() {
    for (name, words) in [("new_fee", &["true"][..]), ("new-fee", &[])] {
        let refused = rivta_conformance::run(&triggered(name, words), &[silence()], &Options::default()).await;
        let Err(Error::Configuration { problems }) = refused else {
            panic!("{name}");
        };
        assert!(
            problems.join("\n").contains(&format!("triggers.{name}")),
            "{problems:?}"
        );
    }
}
