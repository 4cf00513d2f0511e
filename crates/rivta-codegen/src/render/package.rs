//! The front of a package, and the list of packages.

use std::fmt::Write as _;

use quote::quote;

use super::{RenderedFile, Source, ident, module, source};
use crate::error::Error;
use crate::plan::PackagePlan;

/// Lints that generated code need not keep, said once.
const ALLOWANCES: &str = "#![allow(missing_docs, non_snake_case, clippy::pedantic)]\n\n";

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
            use rivta_soap::contract::{File, Package};
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
    let items = items.into_iter().map(|item| module::formatted(&path, item));
    text.push_str(&items.collect::<Result<Vec<_>, _>>()?.join("\n"));
    Ok(RenderedFile { path, text })
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
