//! `data.xml`: variables of all test cases, and of each.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::project::{parse, text_of};
use crate::case::Variables;
use crate::error::Error;

/// What a `data.xml` holds.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// Whether there is a file at all.
    pub(super) is_there: bool,
    /// Of all cases.
    pub(super) global: Variables,
    /// Of each, by the exact name of the test case.
    pub(super) cases: BTreeMap<String, Variables>,
    /// Names that stand more than once; the reader of the suites refuses them.
    pub(super) doubles: Vec<String>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Data, Error> {
    parse(bytes, |document: &Document<'_>| {
        let root = document.root_element();
        if !is(root, "testsuite") {
            return Err(Error::Project {
                what: "data.xml does not begin with testsuite".to_owned(),
            });
        }
        let mut data = Data {
            is_there: true,
            ..Data::default()
        };
        for node in root.descendants().filter(Node::is_element) {
            if is(node, "globaldata") {
                data.global.extend(variables(node));
            } else if is(node, "testcase") {
                let id = node.attribute("id").unwrap_or_default().trim().to_owned();
                let own = node.children().filter(|child| is(*child, "data"));
                let own = own.flat_map(variables).collect();
                if data.cases.insert(id.clone(), own).is_some() {
                    data.doubles.push(id);
                }
            }
        }
        Ok(data)
    })
}

/// Older files write some of the names with capitals.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

fn variables<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = (String, String)> + use<'a, 'i> {
    let children = node.children().filter(Node::is_element);
    children.map(|child| (child.tag_name().name().to_owned(), text_of(child).trim().to_owned()))
}
