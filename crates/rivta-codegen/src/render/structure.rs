//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{documentation, ident, value, yaserde};
use crate::plan::{Cardinality, Field, FieldKind, PackagePlan, Struct};

pub(super) fn item(plan: &PackagePlan, structure: &Struct, module: &str) -> TokenStream {
    let fallback = format!("`{}`", structure.xsd_name);
    let doc = documentation::doc(structure.documentation.as_deref(), &fallback);
    let name = ident(&structure.rust_name);
    let default = structure.default.then(|| quote!(, Default));
    let yaserde = yaserde::structure(plan, structure, module);
    let fields = structure.fields.iter().map(|it| field(plan, it, module));
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq #default)]
        #yaserde
        pub struct #name {
            #(#fields)*
        }
    }
}

fn field(plan: &PackagePlan, field: &Field, module: &str) -> TokenStream {
    let name = ident(&field.rust_name);
    let doc = documentation::doc(field.documentation.as_deref(), &fallback(&field.kind));
    let field_type = field_type(&field.kind, module);
    let yaserde = yaserde::field(plan, &field.kind);
    quote! {
        #doc
        #yaserde
        pub #name: #field_type,
    }
}

fn fallback(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Element { name, .. } => format!("`{}`", name.local),
        FieldKind::Any { .. } => "Extensions: elements the schema leaves open, verbatim.".to_owned(),
    }
}

fn field_type(kind: &FieldKind, module: &str) -> TokenStream {
    match kind {
        FieldKind::Element { value, cardinality, .. } => {
            let path = value::path(value, module);
            match cardinality {
                Cardinality::Required => path,
                Cardinality::Optional => quote!(Option<#path>),
                Cardinality::Repeated { .. } => quote!(Vec<#path>),
            }
        }
        FieldKind::Any { .. } => quote!(Vec<RawElement>),
    }
}
