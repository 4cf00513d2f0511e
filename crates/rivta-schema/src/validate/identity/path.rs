//! The paths of identity constraints: `XPath` as far as XML Schema part 1, 3.11.6 allows it.

/// Alternatives, `|` between them.
#[derive(Debug)]
pub(in crate::validate) struct Path(Vec<Route>);

/// One way from an element to those below it.
#[derive(Debug)]
struct Route {
    /// It begins with `.//`.
    anywhere: bool,
    steps: Vec<Test>,
    attribute: Option<Test>,
}

#[derive(Debug)]
enum Test {
    Any,
    Namespace(String),
    Name(Option<String>, String),
}

impl Test {
    fn parse(text: &str, prefixes: &[(String, String)]) -> Option<Self> {
        let text = text.trim();
        let uri = |prefix: &str| prefixes.iter().find(|(known, _)| known == prefix.trim());
        Some(match text.split_once(':') {
            None if text == "*" => Self::Any,
            None if text.is_empty() => return None,
            None => Self::Name(None, text.to_owned()),
            Some((prefix, local)) => {
                let (_, uri) = uri(prefix)?;
                match local.trim() {
                    "*" => Self::Namespace(uri.clone()),
                    local => Self::Name(Some(uri.clone()), local.to_owned()),
                }
            }
        })
    }

    fn takes(&self, namespace: Option<&str>, local: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Namespace(known) => namespace == Some(known),
            Self::Name(known, name) => known.as_deref() == namespace && name == local,
        }
    }
}

impl Route {
    fn parse(text: &str, prefixes: &[(String, String)]) -> Option<Self> {
        let text = text.trim();
        let below = text.strip_prefix('.').map(str::trim_start);
        let rest = below.and_then(|rest| rest.strip_prefix("//"));
        let mut route = Self {
            anywhere: rest.is_some(),
            steps: Vec::new(),
            attribute: None,
        };
        for step in rest.unwrap_or(text).split('/').map(str::trim) {
            if route.attribute.is_some() {
                return None;
            }
            let attribute = step.strip_prefix('@').or_else(|| step.strip_prefix("attribute::"));
            match attribute {
                Some(name) => route.attribute = Some(Test::parse(name, prefixes)?),
                None if step == "." => {}
                None => {
                    let name = step.strip_prefix("child::").unwrap_or(step);
                    route.steps.push(Test::parse(name, prefixes)?);
                }
            }
        }
        Some(route)
    }

    fn leads_to(&self, names: &[(Option<String>, String)]) -> bool {
        let Some(skipped) = names.len().checked_sub(self.steps.len()) else {
            return false;
        };
        (skipped == 0 || self.anywhere)
            && names
                .iter()
                .skip(skipped)
                .zip(&self.steps)
                .all(|((namespace, local), step)| step.takes(namespace.as_deref(), local))
    }
}

impl Path {
    /// Reads a path; `None` if it is more than XML Schema allows.
    pub(super) fn parse(text: &str, prefixes: &[(String, String)]) -> Option<Self> {
        let routes = text.split('|').map(|route| Route::parse(route, prefixes));
        routes.collect::<Option<_>>().map(Self)
    }

    /// Whether it leads to the element at the end of these names.
    pub(super) fn leads_to_element(&self, names: &[(Option<String>, String)]) -> bool {
        self.0
            .iter()
            .any(|route| route.attribute.is_none() && route.leads_to(names))
    }

    /// Whether it leads to an attribute of the element at the end of these names.
    pub(super) fn leads_to_attribute(
        &self,
        names: &[(Option<String>, String)],
        namespace: Option<&str>,
        local: &str,
    ) -> bool {
        self.0.iter().any(|route| {
            let attribute = route.attribute.as_ref();
            attribute.is_some_and(|test| test.takes(namespace, local)) && route.leads_to(names)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    fn leads(path: &str, names: &[&str]) -> bool {
        let names: Vec<_> = names.iter().map(|name| (None, (*name).to_owned())).collect();
        Path::parse(path, &[]).unwrap().leads_to_element(&names)
    }

    #[test]
    fn paths_lead_to_elements() {
        assert!(leads("a/b", &["a", "b"]) && !leads("a/b", &["b"]) && !leads("a/b", &["x", "a", "b"]));
        assert!(leads(".//b", &["b"]) && leads(".//b", &["x", "b"]) && leads("./a", &["a"]));
        assert!(leads("*|a/c", &["x"]) && leads("*|a/c", &["a", "c"]) && leads(".", &[]));
        assert!(Path::parse("a/@b/c", &[]).is_none() && Path::parse("p:a", &[]).is_none());
    }

    #[test]
    fn paths_lead_to_attributes() {
        let names = [(Some("urn:x".to_owned()), "a".to_owned())];
        let prefixes = [("x".to_owned(), "urn:x".to_owned())];
        let path = Path::parse("x:a/@id", &prefixes).unwrap();
        assert!(path.leads_to_attribute(&names, None, "id") && !path.leads_to_attribute(&names, None, "other"));
        assert!(!path.leads_to_element(&names));
    }
}
