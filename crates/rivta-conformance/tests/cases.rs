//! The suites are whole: every case can be read, cites its rule and has its messages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use rivta_conformance::case::{Area, Case, Step, Verb, read_areas};
use rivta_schema::validate::{Limits, Validator};

fn areas() -> Vec<Area> {
    read_areas(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/cases")).unwrap()
}

fn each(check: impl Fn(&Area, &Case)) {
    for area in &areas() {
        area.cases.iter().for_each(|case| check(area, case));
    }
}

/// The expectations of a step.
fn expected(step: &Step) -> &[Verb] {
    match step {
        Step::Call(call) => &call.expect,
        Step::Receive(receive) => &receive.expect,
        Step::Load(load) => &load.expect,
        Step::Handshake(_) => &[],
    }
}

#[test]
fn there_are_suites_for_both_ends_the_index_the_router_and_the_transport() {
    let areas = areas();
    let names: Vec<_> = areas.iter().map(|area| area.name.as_str()).collect();
    assert_eq!(names, ["consumer", "index", "producer", "router", "transport"]);
    assert!(areas.iter().map(|area| area.cases.len()).sum::<usize>() >= 120);
    let readme = include_str!("../../../testsuite/cases/README.md");
    for area in &areas {
        assert!(readme.contains(&format!("`{}`", area.name)) && readme.contains(&format!("| {} |", area.cases.len())));
    }
}

#[test]
fn every_case_has_a_title_a_group_a_rule_and_something_to_do() {
    each(|area, case| {
        let complete = !case.title.is_empty() && !case.group.is_empty() && !case.rule.is_empty();
        assert!(complete && !case.steps.is_empty(), "{} {}", area.name, case.id);
    });
}

#[test]
fn every_file_that_a_case_names_is_there() {
    each(|area, case| {
        for step in &case.steps {
            let own = match step {
                Step::Call(call) => Some(&call.message),
                Step::Receive(receive) => receive.answer.as_ref(),
                Step::Load(load) => Some(&load.message),
                Step::Handshake(_) => None,
            };
            let rules = expected(step).iter().filter_map(|verb| match verb {
                Verb::Schematron { file, .. } => Some(file),
                _ => None,
            });
            for file in own.into_iter().chain(rules) {
                assert!(
                    case.folder.join(file).is_file(),
                    "{} {}: {}",
                    area.name,
                    case.id,
                    file.display()
                );
            }
        }
    });
}

/// What our receiver answers is read by those we judge: it must be right.
#[test]
fn canned_answers_follow_the_schemas() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/cases");
    let reading = rivta_schema::read(folder.join("../../wsdl")).unwrap();
    let validators: Vec<_> = reading
        .packages
        .iter()
        .map(|found| Validator::of(&found.package.schemas).unwrap())
        .collect();
    let mut judged = 0;
    let mut judge = |file: &Path| {
        let text = std::fs::read(file).unwrap();
        let sound = |validator: &Validator| validator.envelope(&text, &Limits::default()).is_valid();
        // The empty answer is empty on purpose.
        assert!(text.is_empty() || validators.iter().any(sound), "{}", file.display());
        judged += 1;
    };
    for area in areas() {
        area.mock
            .answers
            .values()
            .for_each(|file| judge(&area.folder.join(file)));
        for case in &area.cases {
            let own = case.steps.iter().filter_map(|step| match step {
                Step::Receive(receive) => receive.answer.as_ref(),
                _ => None,
            });
            own.for_each(|file| judge(&case.folder.join(file)));
        }
    }
    assert!(judged >= 10);
}

/// A case that expects nothing can fail only by a call that comes or does not.
#[test]
fn every_case_can_fail() {
    each(|area, case| {
        let can_fail = case.steps.iter().any(|step| match step {
            Step::Call(call) => call.refused || !call.expect.is_empty(),
            Step::Receive(_) | Step::Handshake(_) => true,
            Step::Load(load) => !load.expect.is_empty(),
        });
        assert!(can_fail, "{} {}", area.name, case.id);
    });
}

#[test]
fn the_numbers_of_the_declaration_are_answered() {
    let areas = areas();
    let numbers =
        |area: &Area| -> BTreeSet<String> { area.cases.iter().flat_map(|case| case.declaration.clone()).collect() };
    let producer = areas.iter().find(|area| area.name == "producer").unwrap();
    for number in ["TF 1.1.1", "TF 1.7", "TF 2.1", "TF 6.1.1", "TF 6.1.2", "TF 6.2.1"] {
        assert!(numbers(producer).contains(number), "{number}");
    }
    let index = areas.iter().find(|area| area.name == "index").unwrap();
    for number in [
        "EI_TF 1.1",
        "EI_TF 1.2",
        "EI_TF 1.3",
        "EI_TF 1.4",
        "EI_TF 2.1",
        "EI_TF 2.2",
        "EI_TF 2.3",
        "EI_TF 2.4",
    ] {
        assert!(numbers(index).contains(number), "{number}");
    }
}
