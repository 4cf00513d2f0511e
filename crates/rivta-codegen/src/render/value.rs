//! Paths of value types.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::{ValueType, WildcardPlan};

/// The path of a type as seen from a module.
pub(super) fn path(value: &ValueType, from: &str) -> TokenStream {
    match value {
        ValueType::Builtin(name) => {
            let name = ident(name);
            quote!(#name)
        }
        ValueType::Nillable(inner) => {
            let inner = path(inner, from);
            quote!(Nillable<#inner>)
        }
        ValueType::List(item) => {
            let item = path(item, from);
            quote!(List<#item>)
        }
        ValueType::Named { module, rust_name } => named(module, rust_name, from),
    }
}

/// The path of a type of the package as seen from a module.
pub(super) fn named(module: &str, rust_name: &str, from: &str) -> TokenStream {
    let name = ident(rust_name);
    if module == from {
        quote!(#name)
    } else {
        let module = ident(module);
        quote!(#module::#name)
    }
}

/// A wildcard as seen from a module.
pub(super) fn wildcard(plan: &WildcardPlan, from: &str) -> TokenStream {
    match plan {
        WildcardPlan::Other(module) => {
            let namespace = namespace(module, from);
            quote!(Wildcard::Other(&#namespace))
        }
        WildcardPlan::OtherThan(uri) if uri.is_empty() => quote!(Wildcard::Other(&NO_NAMESPACE)),
        WildcardPlan::OtherThan(uri) => quote!(Wildcard::Other(&Namespace { uri: #uri, prefix: "" })),
        WildcardPlan::Only(listed) => quote!(Wildcard::Only(&[#(#listed),*])),
        WildcardPlan::Any => quote!(Wildcard::Any),
    }
}

/// The path of an element's name as seen from a module.
pub(super) fn element(constant: &str, module: &str, from: &str) -> TokenStream {
    let constant = ident(constant);
    if module == from {
        quote!(name::#constant)
    } else {
        let module = ident(module);
        quote!(#module::name::#constant)
    }
}

/// The path of a module's namespace as seen from a module.
pub(super) fn namespace(module: &str, from: &str) -> TokenStream {
    if module == from {
        quote!(NAMESPACE)
    } else {
        let module = ident(module);
        quote!(#module::NAMESPACE)
    }
}
