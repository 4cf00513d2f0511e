//! `${#Project#name}` and its like: property expansions become the variables of our format.

use crate::case::Variables;

/// Where a property belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Project,
    Suite,
    Case,
}

/// The properties in sight of a test case.
#[derive(Debug, Default, Clone)]
pub(super) struct Properties {
    pub(super) project: Variables,
    pub(super) suite: Variables,
    pub(super) case: Variables,
}

impl Properties {
    /// The variable that a property becomes: its own name, unless a wider scope has another of that name.
    pub(super) fn variable(&self, scope: Scope, name: &str) -> String {
        let wider_has = match scope {
            Scope::Project => false,
            Scope::Suite => self.project.contains_key(name),
            Scope::Case => self.project.contains_key(name) || self.suite.contains_key(name),
        };
        let prefix = match scope {
            _ if !wider_has => return name.to_owned(),
            Scope::Suite => "suite",
            _ => "case",
        };
        format!("{prefix}.{name}")
    }

    /// The variables of one scope, their values with expansions replaced; beside them the properties that have no
    /// counterpart, with the reason. One that is nothing but a reference to its own name says nothing.
    pub(super) fn variables(&self, scope: Scope) -> (Variables, Vec<(String, String)>) {
        let own = match scope {
            Scope::Project => &self.project,
            Scope::Suite => &self.suite,
            Scope::Case => &self.case,
        };
        let (mut variables, mut lost) = (Variables::new(), Vec::new());
        for (name, value) in own {
            let variable = self.variable(scope, name);
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
        if let Some(script) = inside.strip_prefix('=') {
            // Every request of a case gets the case's own id.
            let is_uuid = script.trim_end_matches(';').ends_with("UUID.randomUUID()")
                || script.ends_with("UUID.randomUUID().toString()");
            return if is_uuid {
                Ok("requestId".to_owned())
            } else {
                Err(format!("skriptet ${{{inside}}}"))
            };
        }
        let parts: Vec<&str> = inside.split('#').collect();
        match parts.as_slice() {
            [name] => Ok((*name).to_owned()),
            ["", "Project", name] => Ok(self.variable(Scope::Project, name)),
            ["", "TestSuite", name] => Ok(self.variable(Scope::Suite, name)),
            ["", "TestCase", name] => Ok(self.variable(Scope::Case, name)),
            _ => Err(format!("egenskapen ${{{inside}}}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_has_its_own_variable() {
        let of = |value: &str| Variables::from([("a".to_owned(), value.to_owned())]);
        let properties = Properties {
            project: of("1"),
            suite: of("2"),
            case: Variables::from([("b".to_owned(), "3".to_owned())]),
        };
        let text = "${#Project#a} ${#TestSuite#a} ${#TestCase#b} ${c}";
        assert_eq!(properties.text(text).unwrap(), "${a} ${suite.a} ${b} ${c}");
        let (variables, lost) = properties.variables(Scope::Suite);
        assert_eq!(variables, Variables::from([("suite.a".to_owned(), "2".to_owned())]));
        assert_eq!(lost, []);
        assert_eq!(
            properties.text("${=java.util.UUID.randomUUID()}").unwrap(),
            "${requestId}"
        );
    }

    #[test]
    fn what_has_no_counterpart_is_told() {
        let properties = Properties::default();
        for strange in [
            "${Step 1#Response#//*:id}",
            "${=new Date().time}",
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
