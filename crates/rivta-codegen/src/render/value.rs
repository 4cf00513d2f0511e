//! Paths of value types.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::ValueType;

/// The path of a type as seen from a module.
pub(super) fn path(value: &ValueType, from: &str) -> TokenStream {
    match value {
        ValueType::Builtin(name) => {
            let name = ident(name);
            quote!(#name)
        }
        ValueType::Named { module, rust_name } => {
            let name = ident(rust_name);
            if module == from {
                quote!(#name)
            } else {
                let module = ident(module);
                quote!(#module::#name)
            }
        }
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
