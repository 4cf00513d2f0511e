//! The file of a namespace: its imports, types, contracts and names.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{RenderedFile, Source, alias, choice, codec, contract, enumeration, ident, newtype, source, structure};
use crate::error::Error;
use crate::plan::{Item, Module, PackagePlan};

/// Where the names that generated code uses come from.
const RUNTIME: [(&str, &[&str]); 7] = [
    ("std::borrow", &["Cow"]),
    ("std", &["fmt"]),
    ("rivta_soap::contract", &["Contract", "Package", "SoapVersion"]),
    ("rivta_soap::pattern", &["StaticPattern"]),
    ("rivta_soap::profile", &["Profile"]),
    (
        "rivta_soap::value",
        &[
            "AnyUri",
            "Base64Binary",
            "Date",
            "DateTime",
            "Decimal",
            "Double",
            "Duration",
            "Entity",
            "Facets",
            "Float",
            "GDay",
            "GMonth",
            "GMonthDay",
            "GYear",
            "GYearMonth",
            "HexBinary",
            "Id",
            "IdRef",
            "Integer",
            "Language",
            "List",
            "Measure",
            "NcName",
            "NegativeInteger",
            "NmToken",
            "NonNegativeInteger",
            "NonPositiveInteger",
            "NormalizedString",
            "PositiveInteger",
            "QName",
            "Text",
            "Time",
            "Token",
            "Unlisted",
            "XmlName",
        ],
    ),
    (
        "rivta_soap::xml",
        &[
            "Decode",
            "DecodeError",
            "Encode",
            "Group",
            "NO_NAMESPACE",
            "Name",
            "Namespace",
            "Nillable",
            "QualifiedName",
            "RawAttribute",
            "RawElement",
            "Reader",
            "Simple",
            "ValueError",
            "Whitespace",
            "Wildcard",
            "Writer",
            "XML_NAMESPACE",
        ],
    ),
];

pub(super) fn file(plan: &PackagePlan, module: &Module, sources: &[Source]) -> Result<RenderedFile, Error> {
    let path = format!("{}/{}.rs", plan.module, module.namespace.module);
    let items = items(plan, module);
    let own: Vec<&Source> = sources
        .iter()
        .filter(|source| module.sources.contains(&source.origin))
        .collect();
    let mut text = source::header(own);
    text.push_str(&format!("//! Namespace `{}`.\n\n", module.namespace.uri));
    let imports = imports(plan, module, &items);
    text.push_str(&formatted(&path, imports)?);
    for item in items {
        text.push('\n');
        text.push_str(&spaced(&formatted(&path, item)?));
    }
    Ok(RenderedFile { path, text })
}

fn items(plan: &PackagePlan, module: &Module) -> Vec<TokenStream> {
    let name = module.namespace.module.as_str();
    let (uri, prefix) = (&module.namespace.uri, &module.namespace.prefix);
    let mut items = vec![quote! {
        /// The namespace.
        pub static NAMESPACE: Namespace = Namespace { uri: #uri, prefix: #prefix };
    }];
    for contract in plan.contracts.iter().filter(|it| it.module == name) {
        items.extend(contract::items(contract));
    }
    for item in &module.items {
        match item {
            Item::Struct(it) => {
                items.push(structure::item(plan, it, name));
                items.extend(codec::items(plan, it, name));
            }
            Item::Choice(it) => items.extend(choice::choice(it, name)),
            Item::Abstract(it) => items.extend(choice::abstraction(it, name)),
            Item::Union(it) => items.extend(choice::union(it, name)),
            Item::Enumeration(it) => items.extend(enumeration::items(it, plan.yaserde)),
            Item::Newtype(it) => items.extend(newtype::items(it, name, plan.yaserde)),
            Item::Alias(it) => items.extend(alias::items(it, name)),
        }
    }
    items.extend(names(module));
    items
}

fn names(module: &Module) -> Option<TokenStream> {
    if module.elements.is_empty() {
        return None;
    }
    let names = module.elements.iter().map(|element| {
        let (constant, local) = (ident(&element.constant), &element.local);
        let written = match module.namespace.prefix.as_str() {
            "" => local.clone(),
            prefix => format!("{prefix}:{local}"),
        };
        let (start, end) = (format!("<{written}>"), format!("</{written}>"));
        let doc = format!(" `{local}`");
        quote! {
            #[doc = #doc]
            pub const #constant: Name = Name::new(&NAMESPACE, #local).tags(#start, #end);
        }
    });
    Some(quote! {
        /// Names of the elements of this namespace.
        pub mod name {
            use super::{NAMESPACE, Name};
            #(#names)*
        }
    })
}

/// Imports of what the items name, and nothing else.
fn imports(plan: &PackagePlan, module: &Module, items: &[TokenStream]) -> TokenStream {
    let mut used = BTreeSet::new();
    for item in items {
        collect(item.clone(), &mut used);
    }
    let runtime = RUNTIME.iter().filter_map(|(from, names)| {
        let names: Vec<_> = names.iter().filter(|name| used.contains(**name)).collect();
        let path: syn::Path = syn::parse_str(from).ok()?;
        let names = names.iter().map(|name| ident(name));
        let mut names = names.peekable();
        names.peek()?;
        Some(quote!(use #path::{#(#names),*};))
    });
    let runtime: Vec<TokenStream> = runtime.collect();
    let mut siblings: Vec<_> = plan
        .modules
        .iter()
        .map(|it| it.namespace.module.as_str())
        .filter(|name| *name != module.namespace.module && used.contains(&format!("{name}::")))
        .map(ident)
        .collect();
    if used.contains("PACKAGE") {
        siblings.push(ident("PACKAGE"));
    }
    let siblings = (!siblings.is_empty()).then(|| quote!(use super::{#(#siblings),*};));
    let yaserde = used.contains("YaSerialize").then(|| {
        quote! {
            #[cfg(feature = "yaserde")]
            use yaserde::{YaDeserialize, YaSerialize};
        }
    });
    quote!(#(#runtime)* #siblings #yaserde)
}

/// All identifiers, those followed by `::` also with it.
fn collect(tokens: TokenStream, used: &mut BTreeSet<String>) {
    let mut before = None;
    for token in tokens {
        match &token {
            TokenTree::Ident(name) => {
                used.insert(name.to_string());
                before = Some(name.to_string());
                continue;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                if let Some(name) = before.take()
                    && punct.spacing() == proc_macro2::Spacing::Joint
                {
                    used.insert(format!("{name}::"));
                }
            }
            TokenTree::Group(group) => collect(group.stream(), used),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        before = None;
    }
}

/// Items as text.
pub(super) fn formatted(file: &str, items: TokenStream) -> Result<String, Error> {
    let parsed: syn::File = syn::parse2(items).map_err(|source| Error::NotRust {
        file: file.to_owned(),
        source,
    })?;
    Ok(prettyplease::unparse(&parsed))
}

/// Puts an empty line before the functions of an implementation that are not its first item, and
/// before the constants that follow an import.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let before_doc = line == "    }" || line.ends_with("];") || line.starts_with("    use ");
        let blank = lines
            .peek()
            .is_some_and(|next| next.starts_with("    fn ") || before_doc && next.starts_with("    ///"));
        if blank && !line.ends_with('{') {
            spaced.push('\n');
        }
    }
    spaced
}
