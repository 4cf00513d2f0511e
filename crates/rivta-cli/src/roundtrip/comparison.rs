//! Two documents compared as canonical XML, each against a foreign parser's reading.
//!
//! What does not matter: prefixes, the order of attributes, how characters are written, comments and
//! processing instructions, `xsi:schemaLocation`, and white space that only lays elements out: between
//! elements where there is no other text, or with a line end in an element that holds nothing else.

use roxmltree::Node;
use serde::Serialize;

use super::form::{self, Form};

/// Namespace of `xsi:type` and its like.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What a comparison found.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    /// The first difference in document order.
    pub(super) difference: Option<Difference>,
    /// Values before it that say the same in another form.
    pub(super) forms: Vec<Difference>,
}

/// A place where documents differ.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    /// As in our decoders' errors: `/Root/child[2]/@attribute`.
    pub(super) path: String,
    pub(super) what: String,
    /// What stood there and what stands there now; they may be personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) values: Option<(String, String)>,
}

/// What is left to look at, the next last.
enum Task<'a, 'i> {
    Elements(Node<'a, 'i>, Node<'a, 'i>),
    Texts(Node<'a, 'i>, Node<'a, 'i>, String, String),
    Found(Difference),
}

/// A part of an element's content.
enum Part<'a, 'i> {
    Element(Node<'a, 'i>),
    Text(String),
}

/// Compares two elements and all that is in them.
pub(super) fn compare<'a, 'i>(before: Node<'a, 'i>, after: Node<'a, 'i>) -> Comparison {
    let mut comparison = Comparison::default();
    let mut tasks = vec![Task::Elements(before, after)];
    while let Some(task) = tasks.pop() {
        match task {
            Task::Elements(before, after) => {
                if !same_name(&before, &after) {
                    comparison.difference = Some(difference(&before, "element became another"));
                } else if let Some(found) = attributes(&before, &after, &mut comparison.forms) {
                    comparison.difference = Some(found);
                } else {
                    let next = content_tasks(&before, &after);
                    tasks.extend(next.into_iter().rev());
                }
            }
            Task::Texts(before, after, old, new) => {
                let found = texts(path(&before), (&old, &before), (&new, &after), "text");
                // Text among elements is text and no other type.
                let is_mixed = before.children().any(|child| child.is_element());
                let found = found.map(|(difference, form)| (difference, form.filter(|_| !is_mixed)));
                comparison.difference = sorted_out(found, &mut comparison.forms);
            }
            Task::Found(found) => comparison.difference = Some(found),
        }
        if comparison.difference.is_some() {
            break;
        }
    }
    comparison
}

/// A difference that counts; one of form alone is remembered as such.
fn sorted_out(found: Option<(Difference, Option<Form>)>, forms: &mut Vec<Difference>) -> Option<Difference> {
    let (mut difference, form) = found?;
    let Some(form) = form else {
        return Some(difference);
    };
    form.clone_into(&mut difference.what);
    forms.push(difference);
    None
}

fn texts(
    path: String,
    before: (&str, &Node<'_, '_>),
    after: (&str, &Node<'_, '_>),
    what: &str,
) -> Option<(Difference, Option<Form>)> {
    if before.0 == after.0 {
        return None;
    }
    let difference = Difference {
        path,
        what: what.to_owned(),
        values: Some((before.0.to_owned(), after.0.to_owned())),
    };
    Some((difference, form::same_value(before, after)))
}

fn attributes(before: &Node<'_, '_>, after: &Node<'_, '_>, forms: &mut Vec<Difference>) -> Option<Difference> {
    let at = |(namespace, local): (Option<&str>, &str)| {
        let prefix = if namespace == Some(XSI) { "xsi:" } else { "" };
        format!("{}/@{prefix}{local}", path(before))
    };
    for attribute in before.attributes() {
        let name = (attribute.namespace(), attribute.name());
        if is_hint(name) {
            continue;
        }
        let found = after
            .attributes()
            .find(|other| (other.namespace(), other.name()) == name);
        let Some(found) = found else {
            return Some(Difference {
                path: at(name),
                what: "attribute is gone".to_owned(),
                values: Some((attribute.value().to_owned(), String::new())),
            });
        };
        let (old, new) = ((attribute.value(), before), (found.value(), after));
        let same_type = || form::expanded(old.0.trim(), before) == form::expanded(new.0, after);
        if name == (Some(XSI), "type") && same_type() {
            continue;
        }
        if let Some(found) = sorted_out(texts(at(name), old, new, "attribute"), forms) {
            return Some(found);
        }
    }
    let added = after.attributes().find(|attribute| {
        let name = (attribute.namespace(), attribute.name());
        !is_hint(name)
            && before
                .attributes()
                .all(|other| (other.namespace(), other.name()) != name)
    });
    added.map(|attribute| Difference {
        path: at((attribute.namespace(), attribute.name())),
        what: "attribute is new".to_owned(),
        values: Some((String::new(), attribute.value().to_owned())),
    })
}

/// Whether an attribute tells where a schema may be found, and nothing about the message.
fn is_hint((namespace, local): (Option<&str>, &str)) -> bool {
    namespace == Some(XSI) && matches!(local, "schemaLocation" | "noNamespaceSchemaLocation")
}

/// The contents side by side, up to where they cannot be.
fn content_tasks<'a, 'i>(before: &Node<'a, 'i>, after: &Node<'a, 'i>) -> Vec<Task<'a, 'i>> {
    let (mut old, mut new) = (content(before).into_iter(), content(after).into_iter().peekable());
    let mut tasks = Vec::new();
    loop {
        let found = match (old.next(), new.next()) {
            (None, None) => return tasks,
            (Some(Part::Element(a)), Some(Part::Element(b))) if same_name(&a, &b) => {
                tasks.push(Task::Elements(a, b));
                continue;
            }
            (Some(Part::Text(a)), Some(Part::Text(b))) => {
                tasks.push(Task::Texts(*before, *after, a, b));
                continue;
            }
            (Some(Part::Element(a)), Some(Part::Element(b))) => {
                let comes_later = new.any(|part| matches!(part, Part::Element(later) if same_name(&a, &later)));
                if comes_later {
                    difference(&b, "element is new, or stands elsewhere")
                } else {
                    difference(&a, "element is gone")
                }
            }
            (Some(Part::Element(a)), _) => difference(&a, "element is gone"),
            (None, Some(Part::Element(b))) => difference(&b, "element is new"),
            (Some(Part::Text(text)), _) => Difference {
                values: Some((text, String::new())),
                ..difference(before, "text is gone")
            },
            (None, Some(Part::Text(text))) => Difference {
                values: Some((String::new(), text)),
                ..difference(before, "text is new")
            },
        };
        tasks.push(Task::Found(found));
        return tasks;
    }
}

/// The elements of a content and the texts between them. Layout is left out.
fn content<'a, 'i>(node: &Node<'a, 'i>) -> Vec<Part<'a, 'i>> {
    let mut parts: Vec<Part<'a, 'i>> = Vec::new();
    for child in node.children() {
        if child.is_element() {
            parts.push(Part::Element(child));
        } else if let (true, Some(text)) = (child.is_text(), child.text()) {
            // A comment divides a text and says nothing.
            match parts.last_mut() {
                Some(Part::Text(before)) => before.push_str(text),
                _ => parts.push(Part::Text(text.to_owned())),
            }
        }
    }
    let has_elements = parts.iter().any(|part| matches!(part, Part::Element(_)));
    let is_layout = |part: &Part<'_, '_>| match part {
        Part::Element(_) => true,
        Part::Text(text) => {
            text.bytes().all(|byte| byte.is_ascii_whitespace()) && (has_elements || text.contains('\n'))
        }
    };
    if parts.iter().all(is_layout) {
        parts.retain(|part| matches!(part, Part::Element(_)));
    }
    parts
}

fn same_name(a: &Node<'_, '_>, b: &Node<'_, '_>) -> bool {
    a.tag_name() == b.tag_name()
}

fn difference(node: &Node<'_, '_>, what: &str) -> Difference {
    Difference {
        path: path(node),
        what: what.to_owned(),
        values: None,
    }
}

/// Local names from the document's own root to an element; of a message in an envelope, from the envelope.
pub(super) fn path(node: &Node<'_, '_>) -> String {
    let mut steps: Vec<String> = node
        .ancestors()
        .filter(Node::is_element)
        .map(|step| self::step(&step))
        .collect();
    steps.reverse();
    format!("/{}", steps.join("/"))
}

fn step(node: &Node<'_, '_>) -> String {
    let name = node.tag_name().name();
    let before = node.prev_siblings().skip(1);
    let equal = before.filter(|other| other.is_element() && other.tag_name().name() == name);
    match equal.count() {
        0 => name.to_owned(),
        others => format!("{name}[{}]", others + 1),
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    fn compared(before: &str, after: &str) -> (Option<(String, String)>, usize) {
        let (before, after) = (Document::parse(before).unwrap(), Document::parse(after).unwrap());
        let Comparison { difference, forms } = compare(before.root_element(), after.root_element());
        (difference.map(|it| (it.path, it.what)), forms.len())
    }

    #[test]
    fn what_does_not_matter() {
        for (before, after) in [
            ("<p:a xmlns:p='urn:x'/>", "<a xmlns='urn:x'></a>"),
            ("<a b='1' c='2'/>", "<a c='2' b='1'/>"),
            ("<a>\n  <b/>\n</a>", "<a><b/></a>"),
            ("<a>\n</a>", "<a/>"),
            ("<a>x<!-- y -->z</a>", "<a>xz</a>"),
            ("<a><![CDATA[<]]></a>", "<a>&lt;</a>"),
            ("<a><?p i?><b/></a>", "<a><b/></a>"),
            (
                "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='u f'/>",
                "<a/>",
            ),
            (
                "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:p='u' i:type='p:T'/>",
                "<a xmlns:j='http://www.w3.org/2001/XMLSchema-instance' xmlns:q='u' j:type='q:T'/>",
            ),
        ] {
            assert_eq!(compared(before, after), (None, 0), "{before}");
        }
    }

    #[test]
    fn the_first_difference_is_told() {
        for (before, after, path, what) in [
            ("<a/>", "<b/>", "/a", "element became another"),
            ("<a xmlns='u'/>", "<a xmlns='v'/>", "/a", "element became another"),
            ("<a b='1'/>", "<a/>", "/a/@b", "attribute is gone"),
            ("<a/>", "<a b='1'/>", "/a/@b", "attribute is new"),
            ("<a b='1'/>", "<a b='2'/>", "/a/@b", "attribute"),
            ("<a><b>x</b><b>y</b></a>", "<a><b>x</b><b>z</b></a>", "/a/b[2]", "text"),
            ("<a><b/><c/></a>", "<a><b/></a>", "/a/c", "element is gone"),
            ("<a><b/></a>", "<a><b/><c/></a>", "/a/c", "element is new"),
            ("<a><b/><c/></a>", "<a><c/></a>", "/a/b", "element is gone"),
            (
                "<a><b/><c/></a>",
                "<a><c/><b/></a>",
                "/a/c",
                "element is new, or stands elsewhere",
            ),
            ("<a><b>x</b><c/></a>", "<a><b>y</b></a>", "/a/b", "text"),
            ("<a>x <b/> y</a>", "<a>x<b/> y</a>", "/a", "text"),
            ("<a> </a>", "<a/>", "/a", "text is gone"),
            ("<a/>", "<a>x</a>", "/a", "text is new"),
        ] {
            let expected = Some((path.to_owned(), what.to_owned()));
            assert_eq!(compared(before, after).0, expected, "{before}");
        }
    }

    #[test]
    fn other_forms_are_counted() {
        assert_eq!(
            compared("<a b=' 1 '><d>1</d><c>07</c></a>", "<a b='1'><d>true</d><c>7</c></a>"),
            (None, 3)
        );
        // A text among elements is a text, whatever it looks like.
        assert!(compared("<a>1<c/></a>", "<a>true<c/></a>").0.is_some());
    }

    #[test]
    fn depth_is_no_matter() {
        let deep = format!("{}{}", "<a>".repeat(20_000), "</a>".repeat(20_000));
        assert_eq!(compared(&deep, &deep), (None, 0));
    }
}
