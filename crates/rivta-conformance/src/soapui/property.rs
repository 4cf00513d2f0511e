//! `${#Project#name}` and its like: property expansions become the variables of our format.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::expression::moment;
use super::name::slug;
use crate::case::Variables;

/// Where a property belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Project,
    Suite,
    Case,
}

/// A value of an earlier answer that a text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Capture {
    /// The number of the step among the case's steps, from 0.
    pub(super) step: usize,
    pub(super) variable: String,
    pub(super) path: String,
}

/// The properties in sight of a test case.
#[derive(Debug, Default, Clone)]
pub(super) struct Properties {
    pub(super) project: Variables,
    pub(super) suite: Variables,
    pub(super) case: Variables,
    /// Names that `data.xml` sets, for all cases or for this one: its reader puts them in place of the case's own.
    pub(super) data: BTreeSet<String>,
    /// Names of the case's steps that hold properties.
    pub(super) holders: BTreeSet<String>,
    /// Names of the case's calls so far, with their numbers among its steps.
    pub(super) calls: Vec<(String, usize)>,
    /// What later texts ask of earlier answers.
    pub(super) captures: RefCell<Vec<Capture>>,
}

impl Properties {
    /// The properties as they are when a case begins.
    pub(super) fn begin(&mut self, case: Variables, data: BTreeSet<String>) {
        self.case = case;
        self.data = data;
        self.holders.clear();
        self.calls.clear();
        self.captures.borrow_mut().clear();
    }

    /// The variable that a property becomes: its own name, unless a wider scope has another of that name.
    pub(super) fn variable(&self, scope: Scope, name: &str) -> String {
        let wider_has = match scope {
            Scope::Project => false,
            Scope::Suite => self.project.contains_key(name),
            Scope::Case => {
                !self.data.contains(name) && (self.project.contains_key(name) || self.suite.contains_key(name))
            }
        };
        let prefix = match scope {
            _ if !wider_has => return name.to_owned(),
            Scope::Suite => "suite",
            _ => "case",
        };
        format!("{prefix}.{name}")
    }

    /// The variables of one scope, their values with expansions replaced; beside them the properties that have no
    /// counterpart, with the reason. One that is nothing but a reference to its own name says nothing, and what a case was
    /// saved with nothing either where `data.xml` sets it.
    pub(super) fn variables(&self, scope: Scope) -> (Variables, Vec<(String, String)>) {
        let own = match scope {
            Scope::Project => &self.project,
            Scope::Suite => &self.suite,
            Scope::Case => &self.case,
        };
        let set = own
            .iter()
            .filter(|(name, _)| scope != Scope::Case || !self.data.contains(*name));
        self.converted(set.map(|(name, value)| (name, self.variable(scope, name), value)))
    }

    /// Variables with the expansions in their values replaced; beside them what has no counterpart.
    pub(super) fn converted<'v>(
        &self,
        all: impl Iterator<Item = (&'v String, String, &'v String)>,
    ) -> (Variables, Vec<(String, String)>) {
        let (mut variables, mut lost) = (Variables::new(), Vec::new());
        for (name, variable, value) in all {
            match self.text(value) {
                Ok(value) if value == format!("${{{variable}}}") => {}
                Ok(value) => {
                    variables.insert(variable, value);
                }
                Err(reason) => lost.push((name.clone(), reason)),
            }
        }
        (variables, lost)
    }

    /// A text with every expansion replaced by a variable; `Err` tells the first that has no counterpart.
    pub(super) fn text(&self, text: &str) -> Result<String, String> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((inside, after)) = after.split_once('}') else {
                return Err("ett ${ utan slut".to_owned());
            };
            out.push_str(before);
            out.push_str(&format!("${{{}}}", self.expansion(inside.trim())?));
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The name of the variable behind the inside of an expansion.
    fn expansion(&self, inside: &str) -> Result<String, String> {
        let unknown = || format!("egenskapen ${{{inside}}}");
        if let Some(script) = inside.strip_prefix('=') {
            return of_script(script).ok_or_else(|| format!("skriptet ${{{inside}}}"));
        }
        let parts: Vec<&str> = inside.splitn(3, '#').collect();
        match parts.as_slice() {
            [name] => Ok((*name).to_owned()),
            ["", "Project", name] => Ok(self.variable(Scope::Project, name)),
            ["", "TestSuite", name] => Ok(self.variable(Scope::Suite, name)),
            ["", "TestCase", name] => Ok(self.variable(Scope::Case, name)),
            [holder, name] if self.holders.contains(*holder) => Ok(self.variable(Scope::Case, name)),
            [step, "Response" | "ResponseAsXml" | "RawResponse", path] => {
                self.captured(step, path, None).ok_or_else(unknown)
            }
            _ => Err(unknown()),
        }
    }

    /// The variable that holds a value of an earlier call's answer; none when there is no such call, or no path. A name is
    /// made up unless given.
    pub(super) fn captured(&self, step: &str, path: &str, variable: Option<String>) -> Option<String> {
        let (_, number) = self.calls.iter().rev().find(|(name, _)| name == step)?;
        if path.trim().is_empty() || path.contains("${") {
            return None;
        }
        let mut captures = self.captures.borrow_mut();
        let known = captures
            .iter()
            .find(|known| known.step == *number && known.path == path.trim());
        if let (Some(known), None) = (known, &variable) {
            return Some(known.variable.clone());
        }
        let variable = variable.unwrap_or_else(|| format!("{}.{}", slug(step), captures.len() + 1));
        captures.push(Capture {
            step: *number,
            variable: variable.clone(),
            path: path.trim().to_owned(),
        });
        Some(variable)
    }
}

/// The variable behind a script in an expansion: a new id, or a moment.
fn of_script(script: &str) -> Option<String> {
    let script = script.trim().trim_end_matches(';').trim_end();
    // Every request of a case gets the case's own id.
    let is_uuid = [
        "UUID.randomUUID()",
        "UUID.randomUUID().toString()",
        "UUID.randomUUID() as String",
    ];
    if is_uuid.iter().any(|end| {
        script
            .strip_suffix(end)
            .is_some_and(|before| before.is_empty() || before == "java.util.")
    }) {
        return Some("requestId".to_owned());
    }
    moment(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_has_its_own_variable() {
        let of = |value: &str| Variables::from([("a".to_owned(), value.to_owned())]);
        let mut properties = Properties {
            project: of("1"),
            suite: of("2"),
            case: Variables::from([("b".to_owned(), "3".to_owned())]),
            ..Properties::default()
        };
        let text = "${#Project#a} ${#TestSuite#a} ${#TestCase#a} ${#TestCase#b} ${c}";
        assert_eq!(properties.text(text).unwrap(), "${a} ${suite.a} ${case.a} ${b} ${c}");
        let (variables, lost) = properties.variables(Scope::Suite);
        assert_eq!(variables, Variables::from([("suite.a".to_owned(), "2".to_owned())]));
        assert_eq!(lost, []);
        properties.begin(of("saved"), ["a".to_owned()].into());
        assert_eq!(properties.text("${#TestCase#a}").unwrap(), "${a}", "data.xml sets it");
        assert_eq!(properties.variables(Scope::Case).0, Variables::new());
    }

    #[test]
    fn ids_and_moments_are_variables() {
        for (script, variable) in [
            ("${=java.util.UUID.randomUUID()}", "${requestId}"),
            ("${= UUID.randomUUID().toString(); }", "${requestId}"),
            ("${=new Date().format('yyyyMMddHHmmss')}", "${now}"),
            ("${=(new Date() - 30).format(\"yyyyMMdd\")}", "${today-30d}"),
            (
                "${=new java.text.SimpleDateFormat('yyyyMMdd').format(new java.util.Date()+1)}",
                "${today+1d}",
            ),
        ] {
            assert_eq!(Properties::default().text(script).unwrap(), variable, "{script}");
        }
    }

    #[test]
    fn values_of_earlier_answers_are_captured() {
        let mut properties = Properties::default();
        properties.holders.insert("Testdata".to_owned());
        properties.calls.push(("Step 1".to_owned(), 0));
        let text = "${Testdata#unit} ${Step 1#Response#//*:id[1]} ${Step 1#Response#//*:id[1]}";
        assert_eq!(properties.text(text).unwrap(), "${unit} ${Step-1.1} ${Step-1.1}");
        let captured = properties.captures.borrow().clone();
        assert_eq!(
            (captured.len(), captured[0].step, captured[0].path.as_str()),
            (1, 0, "//*:id[1]")
        );
    }

    #[test]
    fn what_has_no_counterpart_is_told() {
        let properties = Properties::default();
        for strange in [
            "${Step 1#Response#//*:id}",
            "${Step 1#name}",
            "${=new Date().time}",
            "${=evil(); UUID.randomUUID()}",
            "${#Env#HOME}",
            "${open",
        ] {
            assert!(properties.text(strange).is_err(), "{strange}");
        }
        let one = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let project = Variables::from([one("a", "${a}"), one("b", "${=new Date()}"), one("c", "1")]);
        let properties = Properties {
            project,
            ..Properties::default()
        };
        let (variables, lost) = properties.variables(Scope::Project);
        assert_eq!(
            variables,
            Variables::from([one("c", "1")]),
            "one that is lost takes no other with it"
        );
        assert_eq!(lost.len(), 1);
    }
}
