//! Types that hold themselves.

use std::collections::{BTreeMap, BTreeSet};

use rivta_schema::xsd::{Content, Definition, QName, SchemaSet, Term, TypeRef};

use super::component::{self, Component};

type Edges<'s> = BTreeMap<&'s QName, BTreeSet<&'s QName>>;

/// The named complex types within which they themselves may occur again.
///
/// Two types hold each other when each can be reached from the other. Walking forward, a type is done
/// when all it holds is done; walking backward in the reverse of that order finds those that reach
/// each other, one group at a time (Kosaraju), in time linear in the size of the schemas.
pub(crate) fn recursive_types(schemas: &SchemaSet) -> BTreeSet<&QName> {
    let forward = edges(schemas);
    let backward = reversed(&forward);
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for name in forward.keys() {
        order.extend(walk(&forward, name, &mut seen));
    }
    let mut grouped = BTreeSet::new();
    let mut recursive = BTreeSet::new();
    for name in order.into_iter().rev() {
        let group = walk(&backward, name, &mut grouped);
        let holds_itself = forward.get(name).is_some_and(|held| held.contains(name));
        if group.len() > 1 || (holds_itself && !group.is_empty()) {
            recursive.extend(group);
        }
    }
    recursive
}

/// What can be reached from a name and has not been seen, each after all that it reaches.
fn walk<'s>(edges: &Edges<'s>, start: &'s QName, seen: &mut BTreeSet<&'s QName>) -> Vec<&'s QName> {
    let mut done = Vec::new();
    if !seen.insert(start) {
        return done;
    }
    let next = |name: &QName| edges.get(name).into_iter().flatten().copied();
    let mut stack = vec![(start, next(start))];
    while let Some((name, rest)) = stack.last_mut() {
        let name = *name;
        if let Some(held) = rest.find(|held| seen.insert(held)) {
            stack.push((held, next(held)));
        } else {
            done.push(name);
            stack.pop();
        }
    }
    done
}

fn reversed<'s>(edges: &Edges<'s>) -> Edges<'s> {
    let mut reversed = Edges::new();
    for (holder, held) in edges {
        for name in held {
            reversed.entry(*name).or_default().insert(*holder);
        }
    }
    reversed
}

/// For each named complex type the named types of what it holds.
fn edges(schemas: &SchemaSet) -> Edges<'_> {
    let complex = schemas
        .definitions()
        .filter(|definition| matches!(definition, Definition::Complex(_)));
    complex
        .filter_map(|definition| Some((definition.name()?, held(schemas, definition))))
        .collect()
}

/// The types of a type's elements, and its base, whose elements are its own.
fn held<'s>(schemas: &'s SchemaSet, definition: &'s Definition) -> BTreeSet<&'s QName> {
    let (mut held, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut queue = component::within(definition);
    while let Some(component) = queue.pop() {
        match component {
            Component::Element(element) => held.extend(named(&element.type_ref)),
            Component::Complex(complex) => {
                if let Content::Extension { base, .. } = &complex.content {
                    held.insert(base);
                }
            }
            Component::Particle(particle) => match &particle.term {
                Term::ElementRef(name) if seen.insert(name) => {
                    let element = schemas.element(name).map(Component::Element);
                    queue.extend(element.into_iter().flat_map(component::below));
                }
                Term::GroupRef(name) if seen.insert(name) => {
                    let particles = schemas.group(name).into_iter().flat_map(|group| &group.model.particles);
                    queue.extend(particles.map(Component::Particle).flat_map(component::below));
                }
                _ => {}
            },
            Component::Simple(_) | Component::Attribute(_) => {}
        }
    }
    held
}

fn named(type_ref: &TypeRef) -> Option<&QName> {
    match type_ref {
        TypeRef::Named(name) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rivta_schema::source::SourceTree;
    use rivta_schema::{Package, PackageId};

    use super::recursive_types;

    /// The recursive types of a schema with these complex types: name, and what a sequence in it holds.
    fn recursive(types: &[(&str, &str)]) -> Vec<String> {
        let types = types.iter().map(|(name, content)| {
            format!("<xs:complexType name='{name}'><xs:sequence>{content}</xs:sequence></xs:complexType>")
        });
        let types = types.collect::<Vec<_>>().concat();
        let text = format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>
            <xs:element name='a' type='t:A'/><xs:group name='G'><xs:sequence><xs:element name='g' type='t:A'/>
            </xs:sequence></xs:group>{types}</xs:schema>"
        );
        let mut tree = SourceTree::default();
        tree.add("t.xsd", PathBuf::from("t.xsd"), text.into_bytes()).unwrap();
        let package = Package::load(PackageId::new("t", "1"), &tree).unwrap();
        let names = recursive_types(&package.schemas);
        names.into_iter().map(|name| name.local.clone()).collect()
    }

    fn holding(name: &str) -> String {
        format!("<xs:element name='x' type='t:{name}'/>")
    }

    #[test]
    fn types_hold_themselves_directly_and_by_way_of_others() {
        let (a, b, c) = (holding("A"), holding("B"), holding("C"));
        assert_eq!(recursive(&[("A", &a), ("B", &a)]), ["A"]);
        assert_eq!(
            recursive(&[("A", &b), ("B", &c), ("C", &a), ("D", &a)]),
            ["A", "B", "C"]
        );
        assert!(recursive(&[("A", &(b.clone() + &c)), ("B", &c), ("C", "")]).is_empty());
        assert_eq!(recursive(&[("A", &b), ("B", "<xs:element ref='t:a'/>")]), ["A", "B"]);
        assert_eq!(recursive(&[("A", "<xs:group ref='t:G'/>")]), ["A"]);
        let anonymous = format!(
            "<xs:element name='x'><xs:complexType><xs:sequence>{a}</xs:sequence></xs:complexType></xs:element>"
        );
        assert_eq!(recursive(&[("A", &anonymous)]), ["A"]);
    }
}
