//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{documentation, ident, value, yaserde};
use crate::plan::{AttributeField, Cardinality, Field, FieldKind, PackagePlan, Struct, ValueConstraint};

pub(super) fn item(plan: &PackagePlan, structure: &Struct, module: &str) -> TokenStream {
    let fallback = format!("`{}`", structure.xsd_name);
    let doc = documentation::doc(structure.documentation.as_deref(), &fallback);
    let name = ident(&structure.rust_name);
    let default = structure.default.then(|| quote!(, Default));
    let yaserde = plan.yaserde.then(|| yaserde::structure(plan, structure, module));
    let attributes = attributes(structure, module);
    let fields = structure.fields.iter().map(|it| field(plan, it, module));
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq #default)]
        #yaserde
        pub struct #name {
            #(#attributes)*
            #(#fields)*
        }
    }
}

/// The fields of attributes and of the text of simple content.
fn attributes(structure: &Struct, module: &str) -> Vec<TokenStream> {
    let mut fields: Vec<TokenStream> = structure.attributes.iter().map(|it| attribute(it, module)).collect();
    if let Some((name, _)) = &structure.any_attribute {
        let name = ident(name);
        fields.push(quote! {
            /// Attributes the schema leaves open, verbatim.
            pub #name: Vec<RawAttribute>,
        });
    }
    if let Some((name, content)) = &structure.content {
        let (name, content) = (ident(name), value::path(content, module));
        fields.push(quote! {
            /// The text of the element.
            pub #name: #content,
        });
    }
    fields
}

fn attribute(attribute: &AttributeField, module: &str) -> TokenStream {
    let name = ident(&attribute.rust_name);
    let fallback = format!("Attribute `{}`", attribute.name.local);
    let doc = documentation::doc(attribute.documentation.as_deref(), &fallback);
    let given = match &attribute.given {
        None => None,
        Some(ValueConstraint::Default(value)) => Some(format!(" Where it is left out: `{value}`.")),
        Some(ValueConstraint::Fixed(value)) => Some(format!(" Always `{value}`.")),
    };
    let given = given.map(|line| quote!(#[doc = ""] #[doc = #line]));
    let path = value::path(&attribute.value, module);
    let field_type = if attribute.required {
        path
    } else {
        quote!(Option<#path>)
    };
    quote! {
        #doc
        #given
        pub #name: #field_type,
    }
}

fn field(plan: &PackagePlan, field: &Field, module: &str) -> TokenStream {
    let name = ident(&field.rust_name);
    let doc = documentation::doc(field.documentation.as_deref(), &fallback(&field.kind));
    let field_type = field_type(&field.kind, module);
    let yaserde = plan.yaserde.then(|| yaserde::field(plan, &field.kind));
    quote! {
        #doc
        #yaserde
        pub #name: #field_type,
    }
}

pub(super) fn fallback(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Element { name, .. } => format!("`{}`", name.local),
        FieldKind::Group { .. } => "One of several elements, or several together.".to_owned(),
        FieldKind::Any { .. } => "Extensions: elements the schema leaves open, verbatim.".to_owned(),
    }
}

pub(super) fn field_type(kind: &FieldKind, module: &str) -> TokenStream {
    let (path, cardinality, boxed) = match kind {
        FieldKind::Element {
            value,
            cardinality,
            boxed,
            ..
        } => (value::path(value, module), cardinality, *boxed),
        FieldKind::Group {
            module: owner,
            rust_name,
            cardinality,
            boxed,
        } => (value::named(owner, rust_name, module), cardinality, *boxed),
        FieldKind::Any { .. } => return quote!(Vec<RawElement>),
    };
    let path = if boxed { quote!(Box<#path>) } else { path };
    match cardinality {
        Cardinality::Required => path,
        Cardinality::Optional => quote!(Option<#path>),
        Cardinality::Repeated { .. } => quote!(Vec<#path>),
    }
}
