//! Attributes for the optional feature `yaserde`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::{FieldKind, NamespacePlan, PackagePlan, Struct};

pub(super) fn structure(plan: &PackagePlan, structure: &Struct, module: &str) -> TokenStream {
    let mut namespaces = BTreeMap::new();
    let mut add = |module: &str| {
        if let Some(namespace) = namespace(plan, module) {
            namespaces.insert(namespace.prefix.clone(), namespace.uri.clone());
        }
    };
    add(module);
    for field in &structure.fields {
        if let FieldKind::Element { module, .. } = &field.kind {
            add(module);
        }
    }
    let pairs = namespaces.iter().map(|(prefix, uri)| quote!(#prefix = #uri));
    let prefix = namespace(plan, module).map(|namespace| &namespace.prefix);
    let rename = structure.root.as_ref().map(|root| quote!(rename = #root,));
    quote! {
        #[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
        #[cfg_attr(feature = "yaserde", yaserde(#rename prefix = #prefix, namespaces = { #(#pairs),* }))]
    }
}

pub(super) fn field(plan: &PackagePlan, kind: &FieldKind) -> TokenStream {
    match kind {
        FieldKind::Element { module, name, .. } => {
            let local = &name.local;
            let prefix = namespace(plan, module).map(|namespace| &namespace.prefix);
            quote!(#[cfg_attr(feature = "yaserde", yaserde(rename = #local, prefix = #prefix))])
        }
        FieldKind::Any { .. } | FieldKind::Group { .. } => {
            quote!(#[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))])
        }
    }
}

/// Implements yaserde's traits for a simple type by its lexical form. A derived implementation would
/// tie an enum to the namespace of one element and take unknown values for the first one.
pub(super) fn simple(name: &str) -> TokenStream {
    let name = ident(name);
    quote! {
        #[cfg(feature = "yaserde")]
        rivta_soap::yaserde_simple!(#name);
    }
}

fn namespace<'p>(plan: &'p PackagePlan, module: &str) -> Option<&'p NamespacePlan> {
    plan.modules
        .iter()
        .map(|it| &it.namespace)
        .find(|namespace| namespace.module == module)
}
