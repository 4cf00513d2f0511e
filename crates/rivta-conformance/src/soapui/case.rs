//! Test cases and their steps.

use std::collections::{BTreeSet, HashSet};

use roxmltree::Node;

use super::name::{declared, id_and_title, unique};
use super::project::{Converter, child, children, is_disabled, properties, text_in};
use super::property::Scope;
use super::script::{self, Surroundings};
use crate::case::{Area, Call, Case, Step};

impl Converter<'_> {
    /// Adds a case to its area, and the load tests that belong to it.
    pub(super) fn case(
        &mut self,
        node: Node<'_, '_>,
        short: &BTreeSet<String>,
        ids: &mut HashSet<String>,
        area: &mut Area,
    ) {
        let name = node.attribute("name").unwrap_or("case").trim();
        name.clone_into(&mut self.place[1]);
        self.place[2] = String::new();
        if is_disabled(node) {
            return self.lose("testCase", "fallet är avstängt i projektet");
        }
        let known = self.made.losses.len();
        let (id, title) = id_and_title(name, short);
        let mut case = Case {
            declaration: declared(&id),
            id: unique(&id, ids),
            title,
            group: self.place[0].clone(),
            rule: text_in(node, "description").trim().to_owned(),
            ..Case::default()
        };
        self.variables_of_case(node, &mut case);
        for step in children(node, "testStep") {
            self.step(step, &mut case, area);
        }
        self.place[2] = String::new();
        let own = self.variables_in(Scope::Case);
        // What `data.xml` says for the case goes before what the project was saved with.
        case.variables = own.into_iter().chain(std::mem::take(&mut case.variables)).collect();
        self.captures(&mut case);
        self.load_tests(node, &case, ids, area);
        if case.is_hollow().is_some() {
            self.lose("testCase", "inget är kvar som kan prövas: fallet körs inte");
        }
        let losses = self.made.losses.get(known..).unwrap_or_default();
        case.untested = losses
            .iter()
            .filter(|loss| loss.what != "testCase" && !loss.is_switched_off())
            .map(super::Loss::of_case)
            .collect();
        area.cases.push(case);
    }

    /// What the project and `data.xml` say for the case alone.
    fn variables_of_case(&mut self, node: Node<'_, '_>, case: &mut Case) {
        let data = self.data;
        let own = data.cases.get(&self.place[1]).cloned().unwrap_or_default();
        let set = data.global.keys().chain(own.keys()).cloned().collect();
        let mut saved = properties(node);
        for name in ["RecordElementPath", "recordElementPath"] {
            if saved.remove(name).is_some() {
                self.lose(format!("egenskapen {name}"), "gäller här hela sviten, inte ett fall");
            }
        }
        self.properties.begin(saved, set);
        self.scripts(node);
        case.variables = self.data_variables(&own);
        let steps = children(node, "testStep").filter(|step| step.attribute("type") == Some("properties"));
        let names = steps.filter_map(|step| step.attribute("name")).map(str::to_owned);
        self.properties.holders = names.collect();
    }

    fn step(&mut self, node: Node<'_, '_>, case: &mut Case, area: &Area) {
        let kind = node.attribute("type").unwrap_or_default();
        node.attribute("name")
            .unwrap_or_default()
            .clone_into(&mut self.place[2]);
        let config = child(node, "config");
        match (kind, config) {
            _ if is_disabled(node) => self.lose(kind, "steget är avstängt i projektet"),
            ("request", Some(config)) => self.request(config, case, area),
            ("properties", Some(config)) => {
                self.properties.case.extend(properties(config));
                self.made.converted += 1;
            }
            ("transfer", Some(config)) => self.transfers(config, case),
            ("groovy", Some(config)) => self.groovy(config, case, area),
            ("delay", _) => self.lose(kind, "väntan: nästa steg följer genast"),
            (kind, _) => self.lose(kind, "slaget av steg har ingen motsvarighet"),
        }
    }

    /// A script as a step of its own: it fetches data that we have already, or checks an answer.
    fn groovy(&mut self, config: Node<'_, '_>, case: &mut Case, area: &Area) {
        let text = text_in(config, "script");
        if self.reads_data(&text) {
            self.made.converted += 1;
            case.failure = case.failure.take().or_else(|| self.without_data());
            return;
        }
        match self.checks(&text, case, area) {
            Ok(()) => self.made.converted += 1,
            Err(reason) => self.lose("groovy", format!("skript som eget steg: {reason}")),
        }
    }

    /// Gives the expectations of a script to the call whose answer it looks at: the one it names, or else the last.
    fn checks(&mut self, text: &str, case: &mut Case, area: &Area) -> Result<(), String> {
        let surroundings = Surroundings {
            rules: &self.rules,
            records: area.records.as_deref(),
        };
        let (verbs, named) = script::verbs_and_answer(text, &surroundings)?;
        let verbs = super::assertion::expanded(&verbs, &self.properties)?;
        let calls = &self.properties.calls;
        let of = named.map_or_else(
            || calls.last(),
            |name| calls.iter().rev().find(|(known, _)| *known == name),
        );
        let step = of.and_then(|(_, number)| case.steps.get_mut(*number));
        let Some(Step::Call(call)) = step else {
            return Err("inget anrop som det kan gälla".to_owned());
        };
        call.expect.extend(verbs);
        Ok(())
    }

    /// Whether a script does nothing but fetch the case's variables, which we have already.
    fn reads_data(&self, script: &str) -> bool {
        let script = script.to_lowercase();
        let ways = [
            "data.xml",
            "testdata",
            "datareader",
            "readdata",
            "loaddata",
            "dataloader",
        ];
        let reads = ways.iter().any(|way| script.contains(way));
        let name = self.place[2].to_lowercase();
        let named = ["read data", "readdata", "load data", "läs data", "läs testdata"];
        (reads || named.iter().any(|known| name.contains(known))) && !script.contains("assert")
    }

    /// What the reader of the suites says when a case has no variables of its own, or twice.
    fn without_data(&self) -> Option<String> {
        let name = &self.place[1];
        if self.data.doubles.contains(name) {
            return Some(format!("TestCaseName is not unique: {name}"));
        }
        let missing = self.data.is_there && !self.data.cases.contains_key(name);
        missing.then(|| format!("Could not find data for TestCaseName: {name}"))
    }

    /// Gives the calls of a case what later steps ask of their answers.
    fn captures(&mut self, case: &mut Case) {
        for capture in self.properties.captures.take() {
            if let Some(Step::Call(Call { capture: wanted, .. })) = case.steps.get_mut(capture.step) {
                wanted.insert(capture.variable, capture.path);
            }
        }
    }
}
