//! Attributes of structs.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{ident, value};
use crate::plan::{AttributeField, AttributeNamespace, Struct, ValueConstraint, ValueType};

/// The statements that take attributes before the content is read.
pub(super) fn reads(structure: &Struct, module: &str) -> Vec<TokenStream> {
    let mut reads: Vec<TokenStream> = structure.attributes.iter().map(|it| read(it, module)).collect();
    if let Some((member, plan)) = &structure.any_attribute {
        let (member, wildcard) = (ident(member), value::wildcard(plan, module));
        reads.push(quote!(let #member = r.any_attributes(#wildcard)?;));
    }
    reads
}

fn read(attribute: &AttributeField, module: &str) -> TokenStream {
    let member = ident(&attribute.rust_name);
    let name = name(attribute, module);
    let reader = if let Some(ValueConstraint::Fixed(text)) = &attribute.given {
        quote!(r.fixed(#text))
    } else {
        quote!(r)
    };
    let method = ident(match (attribute.required, is_name(attribute)) {
        (true, false) => "required_attribute",
        (false, false) => "optional_attribute",
        (true, true) => "required_name",
        (false, true) => "optional_name",
    });
    quote!(let #member = #reader.#method(&#name)?;)
}

/// The fields.
pub(super) fn members(structure: &Struct) -> Vec<Ident> {
    let any = structure.any_attribute.iter().map(|(member, _)| ident(member));
    structure
        .attributes
        .iter()
        .map(|it| ident(&it.rust_name))
        .chain(any)
        .collect()
}

/// The method that writes attributes, if there are any.
pub(super) fn writes(structure: &Struct, module: &str) -> Option<TokenStream> {
    let any = structure.any_attribute.as_ref().map(|(member, _)| {
        let member = ident(member);
        quote!(w.any_attributes(&self.#member);)
    });
    if structure.attributes.is_empty() && any.is_none() {
        return None;
    }
    let writes = structure.attributes.iter().map(|attribute| {
        let member = ident(&attribute.rust_name);
        let name = name(attribute, module);
        match (attribute.required, is_name(attribute)) {
            (true, false) => quote!(w.attribute(&#name, &self.#member);),
            (false, false) => quote!(w.optional_attribute(&#name, self.#member.as_ref());),
            (true, true) => quote!(w.qualified_name(&#name, &self.#member);),
            (false, true) => quote!(w.optional_qualified_name(&#name, self.#member.as_ref());),
        }
    });
    Some(quote! {
        fn attributes(&self, w: &mut Writer) {
            #(#writes)*
            #any
        }
    })
}

/// Whether the value is a qualified name, whose prefix must be declared.
fn is_name(attribute: &AttributeField) -> bool {
    attribute.value == ValueType::Builtin("QualifiedName")
}

fn name(attribute: &AttributeField, module: &str) -> TokenStream {
    let local = &attribute.name.local;
    match &attribute.name.namespace {
        AttributeNamespace::Unqualified => quote!(Name::unqualified(#local)),
        AttributeNamespace::Xml => quote!(Name::new(&XML_NAMESPACE, #local)),
        AttributeNamespace::Module(owner) => {
            let namespace = value::namespace(owner, module);
            quote!(Name::new(&#namespace, #local))
        }
    }
}
