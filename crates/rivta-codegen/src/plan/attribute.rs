//! Attributes of complex types.

use rivta_schema::xsd::{
    AttributeTerm, AttributeUse, Attributes, ComplexType, Content, Presence, QName, TypeRef, ValueConstraint, XML,
};

use super::content;
use super::draft::{Draft, Home};
use super::model::{AttributeField, AttributeName, AttributeNamespace, ValueType, WildcardPlan};
use super::name;
use super::structure::{self, bases, field_name};
use crate::error::Error;

/// An attribute use, and the type that it is written in.
struct Use<'p> {
    name: QName,
    written: &'p AttributeUse,
    home: Home,
}

/// The attributes of a type, those of its bases among them, and the wildcard for others.
pub(super) fn fields<'p>(
    draft: &mut Draft<'p>,
    home: &Home,
    complex: &'p ComplexType,
    taken: &mut Vec<String>,
) -> Result<(Vec<AttributeField>, Option<WildcardPlan>), Error> {
    let mut uses: Vec<Use<'p>> = Vec::new();
    let mut any = None;
    let mut steps = bases(draft.package, complex);
    steps.insert(0, complex);
    for step in steps.into_iter().rev() {
        let step_home = step.name.as_ref().and_then(|name| draft.layout.home(name));
        let restricts = matches!(
            step.content,
            Content::Restriction { .. } | Content::SimpleRestriction { .. }
        );
        let mut own_any = None;
        add(
            draft,
            &step_home.unwrap_or_else(|| home.clone()),
            &step.attributes,
            &mut uses,
            &mut own_any,
        );
        any = if restricts { own_any } else { own_any.or(any) };
    }
    // The reader's name in decoders, where attributes are variables for a moment.
    taken.push("r".to_owned());
    let mut fields = Vec::new();
    for used in uses.iter().filter(|used| used.written.presence != Presence::Prohibited) {
        fields.push(field(draft, used, taken)?);
    }
    Ok((fields, any))
}

/// Lays attributes over those of the base.
fn add<'p>(
    draft: &Draft<'p>,
    home: &Home,
    attributes: &'p Attributes,
    uses: &mut Vec<Use<'p>>,
    any: &mut Option<WildcardPlan>,
) {
    let mut queue = vec![attributes];
    while let Some(attributes) = queue.pop() {
        for written in &attributes.uses {
            let name = match &written.term {
                AttributeTerm::Local(local) => local.name.clone(),
                AttributeTerm::Ref(name, _) => name.clone(),
            };
            let own = Use {
                name,
                written,
                home: home.clone(),
            };
            match uses.iter_mut().find(|it| it.name == own.name) {
                Some(base) => *base = own,
                None => uses.push(own),
            }
        }
        if let Some(wildcard) = &attributes.any {
            any.get_or_insert_with(|| content::wildcard_plan(draft, wildcard));
        }
        let groups = attributes.groups.iter().rev();
        queue.extend(groups.filter_map(|name| Some(&draft.package.schemas.attribute_group(name)?.attributes)));
    }
}

fn field<'p>(draft: &mut Draft<'p>, used: &Use<'p>, taken: &mut Vec<String>) -> Result<AttributeField, Error> {
    let place = &used.written.annotation.place;
    let stem = name::type_name(&used.name.local);
    let namespace = match used.name.namespace.as_deref() {
        None => AttributeNamespace::Unqualified,
        Some(XML) => AttributeNamespace::Xml,
        Some(uri) => match draft.layout.module(Some(uri)) {
            Some(module) => AttributeNamespace::Module(module.to_owned()),
            None => return Err(Error::uncovered(place, format!("an attribute of the namespace {uri}"))),
        },
    };
    let (home, declared, given) = match &used.written.term {
        AttributeTerm::Local(local) => (used.home.clone(), Some(&**local), None),
        AttributeTerm::Ref(name, given) => {
            let home = match &namespace {
                AttributeNamespace::Module(module) => Home {
                    module: module.clone(),
                    rust_name: String::new(),
                },
                _ => used.home.clone(),
            };
            (home, draft.package.schemas.attribute(name), given.clone())
        }
    };
    let value = match declared.map(|it| &it.type_ref) {
        None | Some(TypeRef::Absent | TypeRef::Complex(_)) => ValueType::Builtin("String"),
        Some(type_ref) => structure::qualified(draft.value(&home, &stem, type_ref, place)?),
    };
    let given: Option<ValueConstraint> = given.or_else(|| declared.and_then(|it| it.value.clone()));
    Ok(AttributeField {
        rust_name: field_name(name::field_name(&used.name.local), taken),
        name: AttributeName {
            namespace,
            local: used.name.local.clone(),
        },
        value,
        required: used.written.presence == Presence::Required,
        given,
        documentation: used.written.annotation.documentation.clone(),
    })
}
