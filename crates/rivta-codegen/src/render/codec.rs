//! Decoders and encoders of structs: about a line a field.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{ident, value};
use crate::plan::{Cardinality, Field, FieldKind, Struct, WildcardPlan};

pub(super) fn items(structure: &Struct, module: &str) -> Vec<TokenStream> {
    vec![decode(structure, module), encode(structure, module)]
}

fn decode(structure: &Struct, module: &str) -> TokenStream {
    let name = ident(&structure.rust_name);
    let xsd_name = &structure.xsd_name;
    let children = structure.fields.iter().filter_map(|field| match &field.kind {
        FieldKind::Element { name, .. } => Some(&name.local),
        FieldKind::Any { .. } => None,
    });
    let fields = structure.fields.iter().map(|field| {
        let name = ident(&field.rust_name);
        let read = read(field, module);
        quote!(#name: #read?)
    });
    quote! {
        impl Decode for #name {
            fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                r.begin(&Name::new(&NAMESPACE, #xsd_name), &[#(#children),*])?;
                let value = Self { #(#fields),* };
                r.end()?;
                Ok(value)
            }
        }
    }
}

fn read(field: &Field, module: &str) -> TokenStream {
    match &field.kind {
        FieldKind::Element {
            module: owner,
            name,
            cardinality,
            ..
        } => {
            let element = value::element(&name.constant, owner, module);
            match *cardinality {
                Cardinality::Required => quote!(r.required(&#element)),
                Cardinality::Optional => quote!(r.optional(&#element)),
                Cardinality::Repeated { min, max } => {
                    let (min, max) = bounds(min, max);
                    quote!(r.repeated(&#element, #min, #max))
                }
            }
        }
        FieldKind::Any { wildcard, min, max } => {
            let wildcard = match wildcard {
                WildcardPlan::Other => quote!(Wildcard::Other(&NAMESPACE)),
                WildcardPlan::Any => quote!(Wildcard::Any),
            };
            let (min, max) = bounds(*min, *max);
            quote!(r.any(#wildcard, #min, #max))
        }
    }
}

fn bounds(min: u32, max: Option<u32>) -> (Literal, TokenStream) {
    let max = if let Some(max) = max {
        let max = Literal::u32_unsuffixed(max);
        quote!(Some(#max))
    } else {
        quote!(None)
    };
    (Literal::u32_unsuffixed(min), max)
}

fn encode(structure: &Struct, module: &str) -> TokenStream {
    let name = ident(&structure.rust_name);
    let writes = structure.fields.iter().map(|field| write(field, module));
    quote! {
        impl Encode for #name {
            fn encode(&self, w: &mut Writer) {
                #(#writes)*
            }
        }
    }
}

fn write(field: &Field, module: &str) -> TokenStream {
    let member = ident(&field.rust_name);
    match &field.kind {
        FieldKind::Element {
            module: owner,
            name,
            cardinality,
            ..
        } => {
            let element = value::element(&name.constant, owner, module);
            match cardinality {
                Cardinality::Required => quote!(w.required(&#element, &self.#member);),
                Cardinality::Optional => quote!(w.optional(&#element, self.#member.as_ref());),
                Cardinality::Repeated { .. } => quote!(w.repeated(&#element, &self.#member);),
            }
        }
        FieldKind::Any { .. } => quote!(w.any(&self.#member);),
    }
}
