//! A small valid message of a contract: what must be there and nothing else, written from the plan of its types.
//!
//! Values are made up from their types, so they mean nothing, and none belongs to a person.

mod pattern;
mod value;

use std::collections::BTreeSet;

use rivta_codegen::plan::{
    AttributeField, AttributeNamespace, Cardinality, ElementPath, Field, FieldKind, Item, PackagePlan, Root, Struct,
    ValueType, WildcardPlan,
};

/// How deep a message may be, tried in this order: types may hold themselves, and the least message ends soon.
const DEPTHS: [usize; 5] = [6, 12, 24, 48, 96];
/// Elements of a message, and steps on the way to them.
const STEPS: usize = 20_000;
/// How far types and groups may be nested between two elements and all in all.
const NESTED: usize = 400;
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A message, and what could not be made up.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// The document, indented, without XML declaration.
    pub(super) xml: String,
    /// Paths of elements and attributes that hold `?` because no value of their type was found.
    pub(super) open: Vec<String>,
}

/// The least message of a root element; `None` if there is none of reasonable size.
pub(super) fn message(plan: &PackagePlan, root: &Root) -> Option<Sample> {
    DEPTHS.iter().find_map(|&depth| {
        let mut writer = Writer {
            plan,
            depth,
            steps: 0,
            nested: 0,
            modules: BTreeSet::new(),
            uses_xsi: false,
            open: Vec::new(),
            path: Vec::new(),
        };
        let name = ElementPath {
            module: root.module.clone(),
            name: root.name.clone(),
        };
        let element = writer.element(&name, &root.value)?;
        Some(Sample {
            xml: writer.document(&element),
            open: writer.open,
        })
    })
}

/// An element as it will be written.
struct Element {
    /// With its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

/// What an element holds.
#[derive(Default)]
struct Content {
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

struct Writer<'p> {
    plan: &'p PackagePlan,
    depth: usize,
    steps: usize,
    nested: usize,
    /// Modules whose prefixes are used.
    modules: BTreeSet<String>,
    uses_xsi: bool,
    open: Vec<String>,
    path: Vec<String>,
}

impl<'p> Writer<'p> {
    fn element(&mut self, path: &ElementPath, value: &ValueType) -> Option<Element> {
        if self.path.len() >= self.depth {
            return None;
        }
        self.path.push(path.name.local.clone());
        let content = self.content(value);
        self.path.pop();
        let content = content?;
        Some(Element {
            name: self.prefixed(&path.module, &path.name.local),
            attributes: content.attributes,
            children: content.children,
            text: content.text,
        })
    }

    fn content(&mut self, value: &ValueType) -> Option<Content> {
        self.nested(|writer| writer.content_of(value))
    }

    /// Takes a step unless there were too many: a schema may ask for any number of anything.
    fn step(&mut self) -> Option<()> {
        self.steps += 1;
        (self.steps <= STEPS).then_some(())
    }

    fn nested<T>(&mut self, inside: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.step()?;
        if self.nested >= NESTED {
            return None;
        }
        self.nested += 1;
        let found = inside(self);
        self.nested -= 1;
        found
    }

    fn content_of(&mut self, value: &ValueType) -> Option<Content> {
        match value {
            ValueType::Nillable(inner) => self.content(inner),
            ValueType::Builtin("RawElement") => Some(Content::default()),
            ValueType::Named { module, rust_name } => match self.item(module, rust_name)? {
                Item::Struct(it) => self.structure(it),
                Item::Abstract(it) => {
                    let derived = it.derived.first()?;
                    let name = ValueType::Named {
                        module: derived.module.clone(),
                        rust_name: derived.rust_name.clone(),
                    };
                    let mut content = self.content(&name)?;
                    let of = self.prefixed(&derived.module, &derived.xsd_name);
                    self.uses_xsi = true;
                    content.attributes.insert(0, ("xsi:type".to_owned(), of));
                    Some(content)
                }
                Item::Alias(it) => self.content(&it.target),
                Item::Choice(_) => None,
                Item::Union(_) | Item::Enumeration(_) | Item::Newtype(_) => Some(self.text(value)),
            },
            ValueType::Builtin(_) | ValueType::List(_) => Some(self.text(value)),
        }
    }

    fn text(&mut self, value: &ValueType) -> Content {
        let text = self.value(value, "");
        Content {
            text,
            ..Content::default()
        }
    }

    /// A value of a simple type; what has none is remembered.
    fn value(&mut self, value: &ValueType, attribute: &str) -> String {
        value::of(self.plan, value).unwrap_or_else(|| {
            self.open.push(format!("/{}{attribute}", self.path.join("/")));
            "?".to_owned()
        })
    }

    fn structure(&mut self, it: &'p Struct) -> Option<Content> {
        let mut content = Content::default();
        for attribute in it.attributes.iter().filter(|attribute| attribute.required) {
            let name = match &attribute.name.namespace {
                AttributeNamespace::Unqualified => attribute.name.local.clone(),
                AttributeNamespace::Xml => format!("xml:{}", attribute.name.local),
                AttributeNamespace::Module(module) => self.prefixed(module, &attribute.name.local),
            };
            content.attributes.push((name, self.attribute(attribute)));
        }
        if let Some((_, value)) = &it.content {
            let text = self.content(value)?;
            content.text = text.text;
        }
        for field in &it.fields {
            content.children.extend(self.field(field)?);
        }
        Some(content)
    }

    fn attribute(&mut self, attribute: &AttributeField) -> String {
        match &attribute.given {
            Some(given) => value::given(given).to_owned(),
            None => self.value(&attribute.value, &format!("/@{}", attribute.name.local)),
        }
    }

    /// The elements that a field must have.
    fn field(&mut self, field: &'p Field) -> Option<Vec<Element>> {
        let mut found = Vec::new();
        match &field.kind {
            FieldKind::Element {
                module,
                name,
                value,
                cardinality,
                given,
                ..
            } => {
                let path = ElementPath {
                    module: module.clone(),
                    name: name.clone(),
                };
                for _ in 0..least(*cardinality) {
                    let mut element = self.element(&path, value)?;
                    if let Some(given) = given {
                        value::given(given).clone_into(&mut element.text);
                    }
                    found.push(element);
                }
            }
            FieldKind::Group {
                module,
                rust_name,
                cardinality,
                ..
            } => {
                for _ in 0..least(*cardinality) {
                    found.extend(self.group(module, rust_name)?);
                }
            }
            FieldKind::Any { wildcard, min, .. } => {
                for _ in 0..*min {
                    found.push(self.any(wildcard)?);
                }
            }
        }
        Some(found)
    }

    /// A choice, of which the first alternative is taken that has values for everything; or a sequence.
    fn group(&mut self, module: &str, rust_name: &str) -> Option<Vec<Element>> {
        self.nested(|writer| writer.group_of(module, rust_name))
    }

    fn group_of(&mut self, module: &str, rust_name: &str) -> Option<Vec<Element>> {
        let it = match self.item(module, rust_name)? {
            Item::Choice(it) => it,
            Item::Struct(it) => return self.structure(it).map(|content| content.children),
            _ => return None,
        };
        let known = self.open.len();
        let mut second_best = None;
        for alternative in &it.alternatives {
            let found = self.field(&alternative.field);
            let missing = self.open.split_off(known);
            match found {
                Some(found) if missing.is_empty() => return Some(found),
                Some(found) => second_best = second_best.or(Some((found, missing))),
                None => {}
            }
        }
        let (found, missing) = second_best?;
        self.open.extend(missing);
        Some(found)
    }

    /// An element that a wildcard lets through.
    fn any(&mut self, wildcard: &WildcardPlan) -> Option<Element> {
        self.step()?;
        let foreign = Element {
            name: "any".to_owned(),
            attributes: vec![("xmlns".to_owned(), "urn:example:any".to_owned())],
            children: Vec::new(),
            text: String::new(),
        };
        let module = match wildcard {
            WildcardPlan::Other(_) | WildcardPlan::OtherThan(_) | WildcardPlan::Any => return Some(foreign),
            WildcardPlan::Only(modules) => modules.first()?,
        };
        let root = self.plan.messages.iter().find(|root| root.module == *module)?;
        let path = ElementPath {
            module: root.module.clone(),
            name: root.name.clone(),
        };
        self.element(&path, &root.value)
    }

    fn item(&self, module: &str, rust_name: &str) -> Option<&'p Item> {
        item(self.plan, module, rust_name)
    }

    /// A name with its module's prefix.
    fn prefixed(&mut self, module: &str, local: &str) -> String {
        let found = self.plan.modules.iter().find(|it| it.namespace.module == module);
        match found.filter(|it| !it.namespace.uri.is_empty()) {
            Some(found) => {
                self.modules.insert(module.to_owned());
                format!("{}:{local}", found.namespace.prefix)
            }
            None => local.to_owned(),
        }
    }

    fn document(&self, root: &Element) -> String {
        let used = self.plan.modules.iter().map(|module| &module.namespace);
        let used = used.filter(|namespace| self.modules.contains(&namespace.module));
        let mut namespaces: Vec<(String, String)> = used
            .map(|namespace| (format!("xmlns:{}", namespace.prefix), namespace.uri.clone()))
            .collect();
        if self.uses_xsi {
            namespaces.push(("xmlns:xsi".to_owned(), XSI.to_owned()));
        }
        let mut out = String::new();
        write(&mut out, root, &namespaces, 0);
        out
    }
}

/// An item of a plan.
fn item<'p>(plan: &'p PackagePlan, module: &str, rust_name: &str) -> Option<&'p Item> {
    let module = plan.modules.iter().find(|it| it.namespace.module == module)?;
    module.items.iter().find(|item| item.rust_name() == rust_name)
}

fn least(cardinality: Cardinality) -> u32 {
    match cardinality {
        Cardinality::Required => 1,
        Cardinality::Optional => 0,
        Cardinality::Repeated { min, .. } => min,
    }
}

/// The depth of an element is limited when it is made.
fn write(out: &mut String, element: &Element, namespaces: &[(String, String)], depth: usize) {
    let indent = "  ".repeat(depth);
    out.push_str(&format!("{indent}<{}", element.name));
    for (name, value) in namespaces.iter().chain(&element.attributes) {
        out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    if element.children.is_empty() && element.text.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push('>');
    out.push_str(&escaped(&element.text));
    if !element.children.is_empty() {
        out.push('\n');
        for child in &element.children {
            write(out, child, &[], depth + 1);
        }
        out.push_str(&indent);
    }
    out.push_str(&format!("</{}>\n", element.name));
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rivta_codegen::plan;
    use rivta_schema::source::SourceTree;
    use rivta_schema::{Package, PackageId};

    use super::*;

    /// The least message of the only global element of a schema.
    fn least(body: &str) -> Option<Sample> {
        let schema = format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t' \
             elementFormDefault='qualified'>{body}</xs:schema>"
        );
        let mut tree = SourceTree::default();
        tree.add("t.xsd", PathBuf::from("t.xsd"), schema.into_bytes()).unwrap();
        let plan = plan::package(&Package::load(PackageId::new("t", "1.0"), &tree).unwrap()).unwrap();
        message(&plan, &plan.messages[0])
    }

    fn of_type(name: &str, model: &str) -> Option<Sample> {
        least(&format!(
            "<xs:element name='e' type='t:{name}'/><xs:complexType name='{name}'>{model}</xs:complexType>"
        ))
    }

    #[test]
    fn a_type_that_holds_itself_ends_as_soon_as_it_can() {
        let sample = of_type(
            "T",
            "<xs:choice><xs:sequence><xs:element name='a' type='t:T'/><xs:element name='b' type='t:T'/></xs:sequence>\
             <xs:element name='leaf' type='xs:int'/></xs:choice>",
        );
        let sample = sample.unwrap();
        assert!(
            sample.xml.contains("leaf>1<") && sample.open.is_empty(),
            "{}",
            sample.xml
        );
    }

    #[test]
    fn what_has_no_end_has_no_sample() {
        assert_eq!(
            of_type("T", "<xs:sequence><xs:element name='a' type='t:T'/></xs:sequence>"),
            None
        );
        let any =
            "<xs:sequence><xs:any namespace='##other' minOccurs='4000000000' maxOccurs='unbounded'/></xs:sequence>";
        assert_eq!(of_type("T", any), None);
        let many = "<xs:sequence><xs:element name='a' type='xs:int' minOccurs='4000000000' maxOccurs='unbounded'/></xs:sequence>";
        assert_eq!(of_type("T", many), None);
    }

    #[test]
    fn a_value_that_is_not_found_is_told() {
        let value = "<xs:simpleType><xs:restriction base='xs:string'><xs:pattern value='(ab){3000}'/></xs:restriction></xs:simpleType>";
        let sample = of_type(
            "T",
            &format!("<xs:sequence><xs:element name='a'>{value}</xs:element></xs:sequence>"),
        );
        assert_eq!(sample.unwrap().open, ["/e/a"]);
        let bound = "<xs:simpleType><xs:restriction base='xs:decimal'><xs:minExclusive value='79228162514264337593543950335'/>\
            </xs:restriction></xs:simpleType>";
        let sample = of_type(
            "T",
            &format!("<xs:sequence><xs:element name='a'>{bound}</xs:element></xs:sequence>"),
        );
        assert_eq!(sample.unwrap().open, ["/e/a"]);
    }
}
