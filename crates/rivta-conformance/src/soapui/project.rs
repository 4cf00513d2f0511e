//! The project file: suites, cases, steps.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use roxmltree::{Document, Node, ParsingOptions};

use super::data::Data;
use super::name::{id_and_title, short_ids, slug, unique};
use super::property::{Properties, Scope};
use super::{Conversion, Loss, Source, assertion, data};
use crate::case::{Area, Call, Case, Step, Variables};
use crate::error::Error;
use crate::xpath::shallow;

/// The namespace of everything in a project file.
const CONFIG: &str = "http://eviware.com/soapui/config";
const MAX_NODES: u32 = 2_000_000;
/// Test cases of one project.
const MAX_CASES: usize = 10_000;
/// Where the rules lie, seen from a case.
const CONSTRAINTS: &str = "../constraints.xml";

pub(super) fn convert(source: &Source<'_>) -> Result<Conversion, Error> {
    let data = source.data.map(data::read).transpose()?.unwrap_or_default();
    parse(source.project, |document| {
        let root = document.root_element();
        if !root.has_tag_name((CONFIG, "soapui-project")) {
            return Err(Error::Project {
                what: "this is no SoapUI project: it does not begin with con:soapui-project".to_owned(),
            });
        }
        let mut conversion = Converter::new(source, &data, root);
        conversion.project(root)?;
        Ok(conversion.made)
    })
}

/// Reads an XML file that is limited as messages are.
pub(crate) fn parse<T>(bytes: &[u8], work: impl FnOnce(&Document<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let text = shallow(bytes).map_err(|what| Error::Message { what })?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&text, options).map_err(|error| Error::Message {
        what: format!("not well-formed XML at {}:{}", error.pos().row, error.pos().col),
    })?;
    work(&document)
}

/// The first child of this name in whatever namespace.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The text directly in an element, sections included.
pub(crate) fn text_of(node: Node<'_, '_>) -> String {
    node.children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect()
}

struct Converter<'s> {
    data: &'s Data,
    constraints: Option<&'s [u8]>,
    properties: Properties,
    /// `SOAPAction` by the names of interface and operation.
    actions: BTreeMap<(String, String), String>,
    made: Conversion,
    /// Where we are: suite, case, step.
    place: [String; 3],
}

impl<'s> Converter<'s> {
    fn new(source: &Source<'s>, data: &'s Data, root: Node<'_, '_>) -> Self {
        let mut actions = BTreeMap::new();
        for interface in children(root, "interface") {
            let name = interface.attribute("name").unwrap_or_default();
            for operation in children(interface, "operation") {
                let key = (
                    name.to_owned(),
                    operation.attribute("name").unwrap_or_default().to_owned(),
                );
                if let Some(action) = operation.attribute("action") {
                    actions.insert(key, action.to_owned());
                }
            }
        }
        Self {
            data,
            constraints: source.constraints,
            properties: Properties {
                project: properties(root),
                ..Properties::default()
            },
            actions,
            made: Conversion::default(),
            place: Default::default(),
        }
    }

    fn lose(&mut self, what: impl Into<String>, reason: impl Into<String>) {
        let [suite, case, step] = self.place.clone();
        self.made.losses.push(Loss {
            suite,
            case,
            step,
            what: what.into(),
            reason: reason.into(),
        });
    }

    fn project(&mut self, root: Node<'_, '_>) -> Result<(), Error> {
        let counted = root
            .descendants()
            .filter(|node| node.has_tag_name((CONFIG, "testCase")))
            .count();
        if counted > MAX_CASES {
            return Err(Error::Project {
                what: format!("more than {MAX_CASES} test cases"),
            });
        }
        for double in &self.data.doubles {
            self.lose(
                format!("data.xml: {double}"),
                "testfallet står mer än en gång; det sista gäller",
            );
        }
        for kind in [
            "mockService",
            "restMockService",
            "beforeRunScript",
            "afterRunScript",
            "loadScript",
            "saveScript",
        ] {
            for node in children(root, kind) {
                if kind.ends_with("MockService") || kind == "mockService" || !text_of(node).trim().is_empty() {
                    self.lose(named(node, kind), "hör inte till ett testfall");
                }
            }
        }
        let mut taken = HashSet::new();
        for suite in children(root, "testSuite") {
            if is_disabled(suite) {
                self.place = [
                    suite.attribute("name").unwrap_or_default().to_owned(),
                    String::new(),
                    String::new(),
                ];
                self.lose("testSuite", "sviten är avstängd i projektet");
                continue;
            }
            self.suite(suite, &mut taken);
        }
        Ok(())
    }

    fn suite(&mut self, suite: Node<'_, '_>, taken: &mut HashSet<String>) {
        let name = suite.attribute("name").unwrap_or("suite");
        self.place = [name.to_owned(), String::new(), String::new()];
        self.properties.suite = properties(suite);
        self.properties.case = Variables::new();
        let mut area = Area {
            name: unique(&slug(name), taken),
            title: name.to_owned(),
            needs: vec!["address.producer".to_owned()],
            ..Area::default()
        };
        self.variables_of(&mut area);
        self.scripts(suite);
        if let Some(rules) = self.constraints {
            self.made
                .files
                .push((format!("{}/constraints.xml", area.name), rules.to_vec()));
        }
        let names = children(suite, "testCase").filter_map(|case| case.attribute("name"));
        let short = short_ids(names);
        let mut ids = HashSet::new();
        for node in children(suite, "testCase") {
            let case = self.case(node, &short, &mut ids, &area.name);
            area.cases.extend(case);
        }
        self.made.areas.push(area);
    }

    /// What a project says for all its cases: namespaces, records, variables.
    fn variables_of(&mut self, area: &mut Area) {
        let all = self.properties.project.iter().chain(&self.properties.suite);
        for (name, value) in all {
            match name.strip_prefix("xmlns:") {
                Some(prefix) => {
                    area.namespaces.insert(prefix.to_owned(), value.clone());
                }
                None if name == "RecordElementPath" => area.records = Some(value.clone()),
                None => {}
            }
        }
        // What the tester fills in goes before what the project was saved with.
        let project = self.variables_in(Scope::Project);
        area.variables.extend(project);
        area.variables.extend(self.data.global.clone());
        let suite = self.variables_in(Scope::Suite);
        area.variables.extend(suite);
        area.variables
            .retain(|name, _| !name.starts_with("xmlns:") && name != "RecordElementPath");
        area.variables
            .insert("address".to_owned(), "${address.producer}".to_owned());
    }

    /// The variables of a scope; properties that have no counterpart are told.
    fn variables_in(&mut self, scope: Scope) -> Variables {
        let (variables, lost) = self.properties.variables(scope);
        for (name, reason) in lost {
            self.lose(format!("egenskapen {name}"), reason);
        }
        variables
    }

    /// What a suite or case runs before and after itself.
    fn scripts(&mut self, node: Node<'_, '_>) {
        for kind in ["setupScript", "tearDownScript"] {
            if child(node, kind).is_some_and(|script| !text_of(script).trim().is_empty()) {
                self.lose(kind, "skript före och efter fall har ingen motsvarighet");
            }
        }
    }

    fn case(
        &mut self,
        node: Node<'_, '_>,
        short: &BTreeSet<String>,
        ids: &mut HashSet<String>,
        area: &str,
    ) -> Option<Case> {
        let name = node.attribute("name").unwrap_or("case").trim();
        name.clone_into(&mut self.place[1]);
        self.place[2] = String::new();
        if is_disabled(node) {
            self.lose("testCase", "fallet är avstängt i projektet");
            return None;
        }
        self.properties.case = properties(node);
        self.scripts(node);
        let (id, title) = id_and_title(name, short);
        let mut case = Case {
            id: unique(&id, ids),
            title,
            group: self.place[0].clone(),
            rule: child(node, "description")
                .map(text_of)
                .unwrap_or_default()
                .trim()
                .to_owned(),
            ..Case::default()
        };
        if case.id.contains('.') && case.id.chars().all(|c| c.is_ascii_digit() || c == '.') {
            case.declaration = vec![format!("TF {}", case.id)];
        }
        case.variables
            .extend(self.data.cases.get(name).cloned().unwrap_or_default());
        for step in children(node, "testStep") {
            self.step(step, &mut case, area);
        }
        let own = self.variables_in(Scope::Case);
        case.variables.extend(own);
        self.place[2] = String::new();
        for load in children(node, "loadTest") {
            self.lose(
                named(load, "loadTest"),
                "lasttest: skrivs för hand med steget load, vars längd målfilen anger",
            );
        }
        if case.steps.is_empty() {
            self.lose("testCase", "inget av fallets steg kunde konverteras");
            return None;
        }
        Some(case)
    }

    fn step(&mut self, node: Node<'_, '_>, case: &mut Case, area: &str) {
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
            ("groovy", Some(config)) if self.reads_data(config) => {
                self.made.converted += 1;
                case.failure = case.failure.take().or_else(|| self.without_data());
            }
            ("groovy", _) => self.lose("groovy", "skript som eget steg har ingen motsvarighet"),
            (kind, _) => self.lose(kind, "slaget av steg har ingen motsvarighet"),
        }
    }

    /// Whether a script does nothing but fetch the case's variables, which we have already.
    fn reads_data(&self, config: Node<'_, '_>) -> bool {
        let script = child(config, "script").map(text_of).unwrap_or_default();
        let reads = script.contains("data.xml") || script.contains("TestData") || script.contains("DataReader");
        let named = self.place[2].to_lowercase().contains("read data");
        (reads || named) && !script.contains("assert")
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

    fn request(&mut self, config: Node<'_, '_>, case: &mut Case, area: &str) {
        let Some(request) = child(config, "request") else {
            self.lose("request", "steget har ingen begäran");
            return;
        };
        let body = child(request, "request").map(text_of).unwrap_or_default();
        let message = match self.properties.text(&body.replace("\\r\n", "\n").replace("\\r", "")) {
            Ok(message) if !message.trim().is_empty() => message,
            Ok(_) => return self.lose("request", "begäran är tom"),
            Err(reason) => return self.lose("request", format!("begäran innehåller {reason}")),
        };
        let number = case.steps.len() + 1;
        let file = if number == 1 {
            "request.xml".to_owned()
        } else {
            format!("request-{number}.xml")
        };
        self.made
            .files
            .push((format!("{area}/{}/{file}", case.id), message.into_bytes()));
        let name = |of: &str| child(config, of).map(text_of).unwrap_or_default();
        let action = self.actions.get(&(name("interface"), name("operation"))).cloned();
        let mut call = Call {
            message: file.into(),
            soap_action: action.filter(|action| !action.is_empty()),
            http_headers: self.headers(request),
            ..Call::default()
        };
        let encoding = child(request, "encoding").map(text_of).unwrap_or_default();
        if encoding.to_uppercase().starts_with("UTF-16") {
            call.encoding = Some("UTF-16".to_owned());
        }
        self.made.converted += 1;
        for node in children(request, "assertion") {
            self.assertion(node, &mut call);
        }
        case.steps.push(Step::Call(call));
    }

    fn assertion(&mut self, node: Node<'_, '_>, call: &mut Call) {
        let kind = node.attribute("type").unwrap_or_default();
        if is_disabled(node) {
            return self.lose(named(node, kind), "kontrollen är avstängd i projektet");
        }
        let constraints = self.constraints.map(|_| CONSTRAINTS);
        match assertion::verbs(node, &self.properties, constraints) {
            Ok(verbs) => {
                self.made.converted += 1;
                call.expect.extend(verbs);
            }
            Err(reason) => self.lose(named(node, kind), reason),
        }
    }

    /// HTTP headers stand in a setting, as XML in text.
    fn headers(&mut self, request: Node<'_, '_>) -> BTreeMap<String, String> {
        let settings = child(request, "settings")
            .into_iter()
            .flat_map(|settings| children(settings, "setting"));
        let mut found = BTreeMap::new();
        for setting in settings {
            if !setting
                .attribute("id")
                .is_some_and(|id| id.ends_with("@request-headers"))
            {
                continue;
            }
            let entries = parse(text_of(setting).as_bytes(), |document| {
                let entries = document.descendants().filter(|node| node.tag_name().name() == "entry");
                let pair =
                    |node: Node<'_, '_>| Some((node.attribute("key")?.to_owned(), node.attribute("value")?.to_owned()));
                Ok(entries.filter_map(pair).collect::<Vec<_>>())
            });
            match entries {
                Ok(entries) => found.extend(entries),
                Err(_) => self.lose("request-headers", "HTTP-huvudena är inte läsbar XML"),
            }
        }
        let mut headers = BTreeMap::new();
        for (name, value) in found {
            match self.properties.text(&value) {
                Ok(value) => {
                    headers.insert(name.to_lowercase(), value);
                }
                Err(reason) => self.lose(format!("HTTP-huvudet {name}"), reason),
            }
        }
        headers
    }
}

fn is_disabled(node: Node<'_, '_>) -> bool {
    node.attribute("disabled") == Some("true")
}

/// A kind with the name that the project gives it.
fn named(node: Node<'_, '_>, kind: &str) -> String {
    match node.attribute("name") {
        Some(name) if name != kind => format!("{kind}: {name}"),
        _ => kind.to_owned(),
    }
}

/// `con:properties/con:property` with `con:name` and `con:value`.
fn properties(node: Node<'_, '_>) -> Variables {
    let all = child(node, "properties")
        .into_iter()
        .flat_map(|properties| children(properties, "property"));
    let pair = |property: Node<'_, '_>| {
        let part = |name: &str| child(property, name).map(text_of).unwrap_or_default();
        (part("name"), part("value"))
    };
    all.map(pair).filter(|(name, _)| !name.is_empty()).collect()
}
