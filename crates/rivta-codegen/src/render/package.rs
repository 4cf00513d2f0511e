//! The front of a package, and the list of packages.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::{RenderedFile, Source, ident, module, source, value};
use crate::error::Error;
use crate::plan::{PackagePlan, ValueType};

/// Lints that generated code need not keep, said once.
const ALLOWANCES: &str =
    "#![allow(missing_docs, non_snake_case, unused_imports, unused_qualifications, clippy::all, clippy::pedantic)]\n\n";

/// The `mod.rs` of a package: its modules and its published files.
pub(super) fn front(plan: &PackagePlan, sources: &[Source]) -> Result<RenderedFile, Error> {
    let path = format!("{}/mod.rs", plan.module);
    let mut text = source::header(sources);
    let (domain, release) = (&plan.id.domain, &plan.id.release);
    let _ = writeln!(text, "//! Service domain `{domain}`, release {release}.\n");
    let modules = plan.modules.iter().map(|it| ident(&it.namespace.module));
    let only = match plan.modules.as_slice() {
        [only] => {
            let only = ident(&only.namespace.module);
            Some(quote!(pub use self::#only::*;))
        }
        _ => None,
    };
    let files = sources.iter().map(|source| {
        let (path, location) = (&source.path, &source.from_module);
        quote!(File { path: #path, bytes: include_bytes!(#location) })
    });
    let items = [
        quote!(#(pub mod #modules;)* #only),
        quote!(
            use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};
        ),
        quote! {
            /// The published files.
            pub static PACKAGE: Package = Package {
                domain: #domain,
                release: #release,
                files: &[#(#files),*],
            };
        },
    ];
    let items = items
        .into_iter()
        .chain([messages(plan)])
        .map(|item| module::formatted(&path, item));
    text.push_str(&items.collect::<Result<Vec<_>, _>>()?.join("\n"));
    Ok(RenderedFile { path, text })
}

/// All kinds of documents of the package, in one list.
fn messages(plan: &PackagePlan) -> TokenStream {
    let messages = plan.messages.iter().map(|root| {
        let element = value::element(&root.name.constant, &root.module, "");
        let payload = absolute(&root.value);
        let mut modules: Vec<&String> = root.namespaces.iter().collect();
        modules.sort_by_key(|name| **name != root.module);
        let namespaces = modules.into_iter().map(|name| value::namespace(name, ""));
        let namespaces = quote!(&[#(&#namespaces),*]);
        quote! {
            Message {
                package: &PACKAGE,
                root: #element,
                namespaces: #namespaces,
                roundtrip: |bytes| roundtrip::<#payload>(bytes, &#element, #namespaces),
                roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<#payload>(bytes, &#element, #namespaces),
            }
        }
    });
    quote! {
        /// Every global element, as a document: what it is called, and how it is read and written.
        pub fn messages() -> &'static [Message] {
            static MESSAGES: &[Message] = &[#(#messages),*];
            MESSAGES
        }
    }
}

/// The path of a type where nothing is imported.
fn absolute(payload: &ValueType) -> TokenStream {
    match payload {
        ValueType::Named { module, rust_name } => value::named(module, rust_name, ""),
        ValueType::Nillable(inner) => {
            let inner = absolute(inner);
            quote!(rivta_soap::xml::Nillable<#inner>)
        }
        ValueType::List(item) => {
            let item = absolute(item);
            quote!(rivta_soap::value::List<#item>)
        }
        ValueType::Builtin(name) => {
            let path = ident(name);
            match *name {
                "RawElement" | "QualifiedName" => quote!(rivta_soap::xml::#path),
                "String" => quote!(String),
                primitive if primitive.starts_with(char::is_lowercase) => quote!(#path),
                _ => quote!(rivta_soap::value::#path),
            }
        }
    }
}

/// The `mod.rs` of the output folder.
pub(super) fn index(plans: &[PackagePlan]) -> Result<RenderedFile, Error> {
    let path = "mod.rs".to_owned();
    let mut text = source::header([]);
    text.push_str("//! One module for each release of a service domain.\n\n");
    text.push_str(ALLOWANCES);
    let modules = plans.iter().map(|plan| ident(&plan.module));
    text.push_str(&module::formatted(&path, quote!(#(pub mod #modules;)*))?);
    Ok(RenderedFile { path, text })
}
