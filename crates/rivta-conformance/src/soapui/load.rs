//! Load tests of a case: cases of their own, which send its one call many times at once.

use std::collections::HashSet;
use std::path::Path;

use roxmltree::Node;

use super::name::{declared, id_and_title, short_ids, unique};
use super::project::{Converter, child, children, is_disabled, named, text_in};
use crate::case::{Area, Call, Case, Load, Step};

/// Seconds from which a load is one of endurance; that of the suites lasts 1 800.
const ENDURANCE: u64 = 900;

impl Converter<'_> {
    pub(super) fn load_tests(&mut self, node: Node<'_, '_>, case: &Case, ids: &mut HashSet<String>, area: &mut Area) {
        for load in children(node, "loadTest") {
            if is_disabled(load) {
                self.lose(named(load, "loadTest"), "lasttestet är avstängt i projektet");
                continue;
            }
            let [Step::Call(call)] = case.steps.as_slice() else {
                self.lose(named(load, "loadTest"), "fallet är annat än ett enda anrop");
                continue;
            };
            if call.expect.is_empty() || call.address.is_some() {
                self.lose(named(load, "loadTest"), "anropet har inget som kan prövas under last");
                continue;
            }
            self.load_test(load, case, call, ids, area);
        }
    }

    fn load_test(&mut self, load: Node<'_, '_>, of: &Case, call: &Call, ids: &mut HashSet<String>, area: &mut Area) {
        let name = load.attribute("name").unwrap_or("loadTest").trim();
        let (id, title) = id_and_title(name, &short_ids(std::iter::once(name)));
        let (threads, limit) = (text_in(load, "threadCount"), text_in(load, "testLimit"));
        let mut case = Case {
            declaration: declared(&id),
            id: unique(&id, ids),
            title,
            rule: format!(
                "{} trådar, {} s i projektet; målfilens lengths gäller",
                threads.trim(),
                limit.trim()
            ),
            failure: of.failure.clone(),
            variables: of.variables.clone(),
            group: of.group.clone(),
            ..Case::default()
        };
        let mut unlike: Vec<String> = Vec::new();
        for assertion in children(load, "assertion") {
            let kind = assertion.attribute("type").unwrap_or_default();
            // That every call and its checks succeed is what a load here is judged by.
            if !matches!(kind, "Step Status" | "Max Errors") {
                unlike.push(format!("{}: har ingen motsvarighet under last", named(assertion, kind)));
            }
        }
        for what in &unlike {
            self.lose("loadTest", what.clone());
        }
        let lost_headers = !call.http_headers.is_empty();
        case.untested = unlike;
        case.untested
            .extend(lost_headers.then(|| "begärans egna HTTP-huvuden skickas inte under last".to_owned()));
        case.steps = vec![Step::Load(Load {
            message: Path::new("..").join(&of.id).join(&call.message),
            length: length(name, &of.title, limit.trim().parse().unwrap_or(0)).to_owned(),
            pause_milliseconds: pause(load),
            expect: call.expect.clone(),
            ..Load::default()
        })];
        self.made.converted += 1;
        area.cases.push(case);
    }
}

/// How long each thread rests between its runs, where the strategy says so.
fn pause(load: Node<'_, '_>) -> Option<u64> {
    let config = child(load, "loadStrategy").and_then(|strategy| child(strategy, "config"))?;
    text_in(config, "testDelay").trim().parse().ok()
}

/// Which of the target's lengths a load test is, by what it is called and how long it lasts.
fn length(name: &str, case: &str, seconds: u64) -> &'static str {
    let called = |words: &[&str]| {
        let names = [name.to_lowercase(), case.to_lowercase()];
        words.iter().any(|word| names.iter().any(|name| name.contains(word)))
    };
    if called(&["recovery", "återhämtning"]) {
        "recovery"
    } else if called(&["uthållighet", "uthallighet", "endurance", "soak"]) || seconds >= ENDURANCE {
        "endurance"
    } else {
        "load"
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn the_load_tests_of_the_suites() {
        assert_eq!(length("6.1.1 Grund", "Loadtest", 180), "load");
        assert_eq!(length("6.1.2 Uthållighet", "Loadtest", 1800), "endurance");
        assert_eq!(length("6.1.2", "Loadtest", 1800), "endurance");
        assert_eq!(length("6.2.1", "Recovery", 300), "recovery");
    }
}
