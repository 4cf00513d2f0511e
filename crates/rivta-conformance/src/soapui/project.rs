//! The project file: what it says for all its cases, and its suites.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use roxmltree::{Document, Node, ParsingOptions};

use super::data::Data;
use super::name::{short_ids, slug, unique};
use super::property::{Properties, Scope};
use super::request::Interface;
use super::{Conversion, Loss, Source, contracts, data};
use crate::case::{Area, Variables};
use crate::error::Error;
use crate::xpath::shallow;

/// The namespace of everything in a project file.
const CONFIG: &str = "http://eviware.com/soapui/config";
const MAX_NODES: u32 = 2_000_000;
/// Test cases of one project.
const MAX_CASES: usize = 10_000;
/// The property with the path of one record.
const RECORDS: &str = "RecordElementPath";

pub(super) fn convert(source: &Source<'_>) -> Result<Conversion, Error> {
    let data = source.data.map(data::read).transpose()?.unwrap_or_default();
    parse(source.project, |document| {
        let root = document.root_element();
        if !root.has_tag_name((CONFIG, "soapui-project")) {
            return Err(Error::Project {
                what: "this is no SoapUI project: it does not begin with con:soapui-project".to_owned(),
            });
        }
        if child(root, "encryptedContent").is_some() {
            return Err(Error::Project {
                what: "the project is encrypted: save it without a project password first".to_owned(),
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

pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The text directly in an element, sections included. `SoapUI` writes the line ends of Windows as a backslash and an r.
pub(crate) fn text_of(node: Node<'_, '_>) -> String {
    let text: String = node
        .children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect();
    text.replace("\\r\n", "\n")
}

/// The text of a child; empty when there is none.
pub(super) fn text_in(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).map(text_of).unwrap_or_default()
}

/// What turns one project into cases.
pub(super) struct Converter<'s> {
    pub(super) data: &'s Data,
    constraints: &'s [(String, Vec<u8>)],
    /// The file names of the rules.
    pub(super) rules: Vec<String>,
    pub(super) properties: Properties,
    pub(super) interfaces: BTreeMap<String, Interface>,
    /// The endpoint and the interface that most requests have: the producer that is judged.
    pub(super) usual: (String, String),
    pub(super) made: Conversion,
    /// Where we are: suite, case, step.
    pub(super) place: [String; 3],
}

impl<'s> Converter<'s> {
    fn new(source: &Source<'s>, data: &'s Data, root: Node<'_, '_>) -> Self {
        Self {
            data,
            constraints: source.constraints,
            rules: source.constraints.iter().map(|(name, _)| slug(name)).collect(),
            properties: Properties {
                project: properties(root),
                data: data.global.keys().cloned().collect(),
                ..Properties::default()
            },
            interfaces: Interface::all(root),
            usual: Interface::usual(root),
            made: Conversion::default(),
            place: Default::default(),
        }
    }

    pub(super) fn lose(&mut self, what: impl Into<String>, reason: impl Into<String>) {
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
        let cases = || {
            root.descendants()
                .filter(|node| node.has_tag_name((CONFIG, "testCase")))
        };
        if cases().count() > MAX_CASES {
            return Err(Error::Project {
                what: format!("more than {MAX_CASES} test cases"),
            });
        }
        self.beside_cases(root);
        let names: BTreeSet<&str> = cases()
            .filter_map(|case| case.attribute("name"))
            .map(str::trim)
            .collect();
        for name in self.data.cases.keys().filter(|name| !names.contains(name.as_str())) {
            self.lose(format!("data.xml: {name}"), "projektet har inget sådant testfall");
        }
        for double in &self.data.doubles {
            self.lose(
                format!("data.xml: {double}"),
                "testfallet står mer än en gång; det sista gäller",
            );
        }
        let carried = contracts::carried(root);
        let mut taken = HashSet::from([contracts::FOLDER.to_owned()]);
        for suite in children(root, "testSuite") {
            if is_disabled(suite) {
                let name = suite.attribute("name").unwrap_or_default().to_owned();
                self.place = [name, String::new(), String::new()];
                self.lose("testSuite", "sviten är avstängd i projektet");
                continue;
            }
            self.suite(suite, &mut taken, !carried.is_empty());
        }
        self.made.files.extend(carried);
        Ok(())
    }

    /// What belongs to no test case.
    fn beside_cases(&mut self, root: Node<'_, '_>) {
        for kind in ["mockService", "restMockService"] {
            for node in children(root, kind) {
                self.lose(named(node, kind), "hör inte till ett testfall");
            }
        }
        for kind in [
            "beforeRunScript",
            "afterRunScript",
            "afterLoadScript",
            "loadScript",
            "saveScript",
        ] {
            if !text_in(root, kind).trim().is_empty() {
                self.lose(kind, "skript före och efter fall har ingen motsvarighet");
            }
        }
    }

    fn suite(&mut self, suite: Node<'_, '_>, taken: &mut HashSet<String>, carries_contracts: bool) {
        let name = suite.attribute("name").unwrap_or("suite");
        self.place = [name.to_owned(), String::new(), String::new()];
        self.properties.suite = properties(suite);
        self.properties
            .begin(Variables::new(), self.data.global.keys().cloned().collect());
        let mut area = Area {
            name: unique(&slug(name), taken),
            title: name.to_owned(),
            needs: vec!["address.producer".to_owned()],
            ..Area::default()
        };
        if carries_contracts {
            area.packages.push(format!("../{}", contracts::FOLDER).into());
        }
        self.variables_of(&mut area);
        self.scripts(suite);
        for ((_, rules), name) in self.constraints.iter().zip(&self.rules) {
            self.made.files.push((format!("{}/{name}", area.name), rules.clone()));
        }
        let names = children(suite, "testCase").filter_map(|case| case.attribute("name"));
        let short = short_ids(names);
        let mut ids: HashSet<String> = self.rules.iter().map(|name| name.to_lowercase()).collect();
        for node in children(suite, "testCase") {
            self.case(node, &short, &mut ids, &mut area);
        }
        self.made.areas.push(area);
    }

    /// What a project says for all its cases: namespaces, records, variables.
    fn variables_of(&mut self, area: &mut Area) {
        let all = self.properties.project.iter().chain(&self.properties.suite);
        for (name, value) in all {
            match name.strip_prefix("xmlns:") {
                Some(prefix) => {
                    area.namespaces.insert(prefix.to_owned(), value.trim().to_owned());
                }
                None if name.eq_ignore_ascii_case(RECORDS) => area.records = Some(path_of_records(value)),
                None => {}
            }
        }
        let known = self.made.losses.len();
        // What the tester fills in goes before what the project was saved with.
        let project = self.variables_in(Scope::Project);
        area.variables.extend(project);
        let global = self.data_variables(&self.data.global);
        area.variables.extend(global);
        // What the project loses is told with its first suite.
        if !self.made.areas.is_empty() {
            self.made.losses.truncate(known);
        }
        let suite = self.variables_in(Scope::Suite);
        area.variables.extend(suite);
        area.variables
            .retain(|name, _| !name.starts_with("xmlns:") && !name.eq_ignore_ascii_case(RECORDS));
        area.variables
            .insert("address".to_owned(), "${address.producer}".to_owned());
    }

    /// The variables of a scope; properties that have no counterpart are told.
    pub(super) fn variables_in(&mut self, scope: Scope) -> Variables {
        let (variables, lost) = self.properties.variables(scope);
        for (name, reason) in lost {
            self.lose(format!("egenskapen {name}"), reason);
        }
        variables
    }

    /// Variables as `data.xml` gives them; what has no counterpart is told.
    pub(super) fn data_variables(&mut self, all: &Variables) -> Variables {
        let named = all.iter().map(|(name, value)| (name, name.clone(), value));
        let (variables, lost) = self.properties.converted(named);
        for (name, reason) in lost {
            self.lose(format!("data.xml: {name}"), reason);
        }
        variables
    }

    /// What a suite or case runs before and after itself.
    pub(super) fn scripts(&mut self, node: Node<'_, '_>) {
        for kind in ["setupScript", "tearDownScript"] {
            if !text_in(node, kind).trim().is_empty() {
                self.lose(kind, "skript före och efter fall har ingen motsvarighet");
            }
        }
    }
}

/// The path of one record from the document; one that does not begin there is found wherever it is.
fn path_of_records(path: &str) -> String {
    let path = path.trim();
    if path.starts_with(['/', '(', '$']) || path.starts_with("declare") || path.is_empty() {
        return path.to_owned();
    }
    format!("//{path}")
}

pub(super) fn is_disabled(node: Node<'_, '_>) -> bool {
    matches!(node.attribute("disabled"), Some("true" | "1"))
}

/// A kind with the name that the project gives it.
pub(super) fn named(node: Node<'_, '_>, kind: &str) -> String {
    match node.attribute("name") {
        Some(name) if name != kind => format!("{kind}: {name}"),
        _ => kind.to_owned(),
    }
}

/// `con:properties/con:property` with `con:name` and `con:value`.
pub(super) fn properties(node: Node<'_, '_>) -> Variables {
    let all = child(node, "properties")
        .into_iter()
        .flat_map(|properties| children(properties, "property"));
    let pair = |property: Node<'_, '_>| (text_in(property, "name"), text_in(property, "value"));
    all.map(pair).filter(|(name, _)| !name.is_empty()).collect()
}
