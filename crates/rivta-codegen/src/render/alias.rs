//! Simple types that add nothing to another.

use proc_macro2::TokenStream;
use quote::quote;

use super::{documentation, ident, value};
use crate::plan::Alias;

pub(super) fn items(alias: &Alias, module: &str) -> Vec<TokenStream> {
    let doc = documentation::doc(alias.documentation.as_deref(), "");
    let name = ident(&alias.rust_name);
    let target = value::path(&alias.target, module);
    vec![quote! {
        #doc
        pub type #name = #target;
    }]
}
