//! All that a complex type knows: the elements and wildcards of its content model, those of its groups among them.

use crate::plan::{Field, FieldKind, Item, PackagePlan, WildcardPlan};

/// The elements and wildcards of a content model.
#[derive(Default)]
pub(super) struct Content<'p> {
    /// Local names, each once.
    pub(super) children: Vec<&'p str>,
    /// Wildcards, each once.
    pub(super) wildcards: Vec<&'p WildcardPlan>,
    /// Groups gone through, by module and name.
    groups: Vec<(&'p str, &'p str)>,
}

impl<'p> Content<'p> {
    /// What a type with these fields knows.
    pub(super) fn of(plan: &'p PackagePlan, fields: &'p [Field]) -> Self {
        let mut content = Self::default();
        content.add(plan, fields.iter());
        content
    }

    fn add(&mut self, plan: &'p PackagePlan, fields: impl Iterator<Item = &'p Field>) {
        for field in fields {
            match &field.kind {
                FieldKind::Element { name, .. } => push(&mut self.children, name.local.as_str()),
                FieldKind::Any { wildcard, .. } => push(&mut self.wildcards, wildcard),
                FieldKind::Group { module, rust_name, .. } => self.add_group(plan, module, rust_name),
            }
        }
    }

    fn add_group(&mut self, plan: &'p PackagePlan, module: &'p str, rust_name: &'p str) {
        if self.groups.contains(&(module, rust_name)) {
            return;
        }
        self.groups.push((module, rust_name));
        let owner = plan.modules.iter().find(|it| it.namespace.module == module);
        let item = owner.and_then(|it| it.items.iter().find(|item| item.rust_name() == rust_name));
        match item {
            Some(Item::Struct(it)) => self.add(plan, it.fields.iter()),
            Some(Item::Choice(it)) => self.add(plan, it.alternatives.iter().map(|it| &it.field)),
            _ => {}
        }
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
