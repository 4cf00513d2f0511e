//! Decoders and encoders of structs: about a line a field.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::content::Content;
use super::{attribute, ident, value};
use crate::plan::{Cardinality, ElementPath, Field, FieldKind, First, PackagePlan, Struct, ValueConstraint};

pub(super) fn items(plan: &PackagePlan, structure: &Struct, module: &str) -> Vec<TokenStream> {
    match &structure.group {
        None => vec![decode(plan, structure, module), encode(structure, module)],
        Some(first) => vec![group(structure, first, module)],
    }
}

fn decode(plan: &PackagePlan, structure: &Struct, module: &str) -> TokenStream {
    let name = ident(&structure.rust_name);
    let xsd_name = &structure.xsd_name;
    let attributes = attribute::reads(structure, module);
    let taken = attribute::members(structure);
    let body = if let Some((content, _)) = &structure.content {
        let content = ident(content);
        quote! {
            Ok(Self { #(#taken,)* #content: r.content(&Name::new(&NAMESPACE, #xsd_name))? })
        }
    } else {
        let Content {
            children, wildcards, ..
        } = Content::of(plan, &structure.fields);
        let wildcards = wildcards.into_iter().map(|it| value::wildcard(it, module));
        let fields = members(&structure.fields, module);
        let unordered = unordered(&structure.fields, module);
        quote! {
            r.begin(&Name::new(&NAMESPACE, #xsd_name), &[#(#children),*], &[#(#wildcards),*])?;
            #unordered
            let value = Self { #(#taken,)* #(#fields),* };
            r.end()?;
            Ok(value)
        }
    };
    quote! {
        impl Decode for #name {
            fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                #(#attributes)*
                #body
            }
        }
    }
}

fn members<'f>(fields: &'f [Field], module: &'f str) -> impl Iterator<Item = TokenStream> + 'f {
    let in_order = fields.iter().all(|field| !field.unordered);
    fields.iter().map(move |field| {
        let name = ident(&field.rust_name);
        if in_order {
            let read = read(field, module);
            return quote!(#name: #read);
        }
        match &field.kind {
            FieldKind::Element {
                module: owner,
                name: element,
                cardinality: Cardinality::Required,
                boxed,
                ..
            } if field.unordered => {
                let element = value::element(&element.constant, owner, module);
                let boxed = boxed.then(|| quote!(.map(Box::new)));
                quote!(#name: r.found(#name, &#element) #boxed ?)
            }
            FieldKind::Element { boxed: true, .. } if field.unordered => quote!(#name: #name.map(Box::new)),
            _ => quote!(#name),
        }
    })
}

/// The statements that read elements in any order, those that come before them in order first.
fn unordered(fields: &[Field], module: &str) -> Option<TokenStream> {
    let (any_order, in_order): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| field.unordered);
    if any_order.is_empty() {
        return None;
    }
    let before = in_order.into_iter().map(|field| {
        let name = ident(&field.rust_name);
        let read = read(field, module);
        quote!(let #name = #read;)
    });
    let names = any_order.iter().map(|field| ident(&field.rust_name));
    let nothing = any_order.iter().map(|_| quote!(None));
    let reads = any_order.iter().filter_map(|field| match &field.kind {
        FieldKind::Element {
            module: owner,
            name,
            given,
            ..
        } => {
            let slot = ident(&field.rust_name);
            let element = value::element(&name.constant, owner, module);
            let reader = reader(given.as_ref());
            Some(quote!(#reader.once(&#element, &mut #slot)?))
        }
        FieldKind::Group { .. } | FieldKind::Any { .. } => None,
    });
    Some(quote! {
        #(#before)*
        let (#(mut #names),*) = (#(#nothing),*);
        while #(#reads)||* {}
    })
}

/// The reader, told the value that the schema gives to the element read next.
fn reader(given: Option<&ValueConstraint>) -> TokenStream {
    match given {
        None => quote!(r),
        Some(ValueConstraint::Default(text)) => quote!(r.default(#text)),
        Some(ValueConstraint::Fixed(text)) => quote!(r.fixed(#text)),
    }
}

/// The expression that reads a field.
pub(super) fn read(field: &Field, module: &str) -> TokenStream {
    match &field.kind {
        FieldKind::Element {
            module: owner,
            name,
            cardinality,
            boxed,
            given,
            ..
        } => {
            let element = value::element(&name.constant, owner, module);
            let reader = reader(given.as_ref());
            match *cardinality {
                Cardinality::Required if *boxed => quote!(#reader.required(&#element).map(Box::new)?),
                Cardinality::Required => quote!(#reader.required(&#element)?),
                Cardinality::Optional if *boxed => quote!(#reader.optional(&#element)?.map(Box::new)),
                Cardinality::Optional => quote!(#reader.optional(&#element)?),
                Cardinality::Repeated { min, max } => {
                    let (min, max) = bounds(min, max);
                    quote!(#reader.repeated(&#element, #min, #max)?)
                }
            }
        }
        FieldKind::Group { cardinality, boxed, .. } => match *cardinality {
            Cardinality::Required if *boxed => quote!(r.group().map(Box::new)?),
            Cardinality::Required => quote!(r.group()?),
            Cardinality::Optional if *boxed => quote!(r.optional_group()?.map(Box::new)),
            Cardinality::Optional => quote!(r.optional_group()?),
            Cardinality::Repeated { min, max } => {
                let (min, max) = bounds(min, max);
                quote!(r.repeated_group(#min, #max)?)
            }
        },
        FieldKind::Any {
            wildcard,
            stops,
            min,
            max,
        } => {
            let wildcard = value::wildcard(wildcard, module);
            let (min, max) = bounds(*min, *max);
            if stops.is_empty() {
                return quote!(r.any(#wildcard, #min, #max)?);
            }
            let stops = paths(stops, module);
            quote!(r.any_until(&[#(#stops),*], #wildcard, #min, #max)?)
        }
    }
}

fn paths<'e>(paths: &'e [ElementPath], module: &'e str) -> impl Iterator<Item = TokenStream> + 'e {
    paths
        .iter()
        .map(move |path| value::element(&path.name.constant, &path.module, module))
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
    let writes = structure.fields.iter().map(|field| {
        let member = ident(&field.rust_name);
        let write = write(field, &quote!(self.#member), false, module);
        quote!(#write;)
    });
    let content = structure.content.as_ref().map(|(content, _)| {
        let content = ident(content);
        quote!(self.#content.encode(w);)
    });
    let attributes = attribute::writes(structure, module);
    let unused = (structure.fields.is_empty() && content.is_none()).then(|| quote!(_));
    let parameter = unused.unwrap_or_else(|| quote!(w));
    quote! {
        impl Encode for #name {
            fn encode(&self, #parameter: &mut Writer) {
                #content
                #(#writes)*
            }
            #attributes
        }
    }
}

/// The expression that writes a field; `place` is the field, or a reference to it if `borrowed`.
pub(super) fn write(field: &Field, place: &TokenStream, borrowed: bool, module: &str) -> TokenStream {
    let reference = if borrowed { quote!(#place) } else { quote!(&#place) };
    let (required, optional, repeated, element, cardinality, boxed) = match &field.kind {
        FieldKind::Element {
            module: owner,
            name,
            cardinality,
            boxed,
            ..
        } => {
            let element = value::element(&name.constant, owner, module);
            (
                "required",
                "optional",
                "repeated",
                Some(quote!(&#element,)),
                cardinality,
                *boxed,
            )
        }
        FieldKind::Group { cardinality, boxed, .. } => {
            ("group", "optional_group", "repeated_group", None, cardinality, *boxed)
        }
        FieldKind::Any { .. } => return quote!(w.any(#reference)),
    };
    match cardinality {
        Cardinality::Required => {
            let method = ident(required);
            let value = match (boxed, borrowed) {
                (true, true) => quote!(&**#place),
                (true, false) => quote!(&*#place),
                (false, _) => reference,
            };
            quote!(w.#method(#element #value))
        }
        Cardinality::Optional => {
            let method = ident(optional);
            let value = if boxed {
                quote!(#place.as_deref())
            } else {
                quote!(#place.as_ref())
            };
            quote!(w.#method(#element #value))
        }
        Cardinality::Repeated { .. } => {
            let method = ident(repeated);
            quote!(w.#method(#element #reference))
        }
    }
}

/// A sequence within a type: what it may begin with tells whether it is there.
fn group(structure: &Struct, first: &First, module: &str) -> TokenStream {
    let name = ident(&structure.rust_name);
    let beginnings = beginnings([first]);
    let begins = begins(first, module);
    let fields = members(&structure.fields, module);
    let unordered = unordered(&structure.fields, module);
    let writes = structure.fields.iter().map(|field| {
        let member = ident(&field.rust_name);
        let write = write(field, &quote!(self.#member), false, module);
        quote!(#write;)
    });
    quote! {
        impl Group for #name {
            const BEGINNINGS: &'static str = #beginnings;

            fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
                if !#begins {
                    return Ok(None);
                }
                #unordered
                Ok(Some(Self { #(#fields),* }))
            }

            fn write(&self, w: &mut Writer) {
                #(#writes)*
            }
        }
    }
}

/// The condition that one of these comes next.
pub(super) fn begins(first: &First, module: &str) -> TokenStream {
    let names = paths(&first.names, module);
    let wildcards = first.wildcards.iter().map(|plan| value::wildcard(plan, module));
    quote!(r.begins(&[#(#names),*], &[#(#wildcards),*])?)
}

/// The names of these, for error messages.
pub(super) fn beginnings<'f>(firsts: impl IntoIterator<Item = &'f First>) -> String {
    let mut names = Vec::new();
    for first in firsts {
        names.extend(first.names.iter().map(|path| path.name.local.clone()));
        names.extend((!first.wildcards.is_empty()).then(|| "an extension".to_owned()));
    }
    names.join(", ")
}
