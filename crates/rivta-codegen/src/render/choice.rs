//! Choices, abstract types and unions: what is one of several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{codec, documentation, ident, newtype, structure, value};
use crate::plan::{Abstract, Alternative, Choice, Derived, Union};

/// A choice within a complex type.
pub(super) fn choice(choice: &Choice, module: &str) -> Vec<TokenStream> {
    let name = ident(&choice.rust_name);
    let doc = documentation::doc(choice.documentation.as_deref(), "One of several elements.");
    let variants = choice.alternatives.iter().map(|it| {
        let doc = documentation::doc(it.field.documentation.as_deref(), &structure::fallback(&it.field.kind));
        let variant = ident(&it.field.rust_name);
        let field_type = structure::field_type(&it.field.kind, module);
        quote!(#doc #variant(#field_type),)
    });
    let beginnings = codec::beginnings(choice.alternatives.iter().map(|it| &it.first));
    let reads = choice.alternatives.iter().map(|it| read(it, module));
    let writes = choice.alternatives.iter().map(|it| {
        let variant = ident(&it.field.rust_name);
        let write = codec::write(&it.field, &quote!(it), true, module);
        quote!(Self::#variant(it) => #write,)
    });
    let definition = quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum #name { #(#variants)* }
    };
    let group = quote! {
        impl Group for #name {
            const BEGINNINGS: &'static str = #beginnings;

            fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
                #(#reads)*
                Ok(None)
            }

            fn write(&self, w: &mut Writer) {
                match self { #(#writes)* }
            }
        }
    };
    vec![definition, group]
}

fn read(alternative: &Alternative, module: &str) -> TokenStream {
    let variant = ident(&alternative.field.rust_name);
    let begins = codec::begins(&alternative.first, module);
    let read = codec::read(&alternative.field, module);
    quote! {
        if #begins {
            return Ok(Some(Self::#variant(#read)));
        }
    }
}

/// An abstract complex type, or a type and those derived from it.
pub(super) fn abstraction(plan: &Abstract, module: &str) -> Vec<TokenStream> {
    let name = ident(&plan.rust_name);
    let xsd_name = &plan.xsd_name;
    let fallback = match &plan.own {
        None => format!("`{xsd_name}`: one of the types derived from it, which `xsi:type` names."),
        Some(_) => format!("`{xsd_name}`, or one of the types derived from it, which `xsi:type` names."),
    };
    let doc = documentation::doc(plan.documentation.as_deref(), &fallback);
    let variants = plan.own.iter().chain(&plan.derived).map(|it| {
        let doc = format!(" `{}`", it.xsd_name);
        let variant = ident(&it.variant);
        let path = value::named(&it.module, &it.rust_name, module);
        quote!(#[doc = #doc] #variant(Box<#path>),)
    });
    let definition = quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum #name {
            #(#variants)*
            /// A type that is not known here, verbatim.
            Other(RawElement),
        }
    };
    let from = plan.own.as_ref().map(|own| {
        let (variant, path) = (ident(&own.variant), value::named(&own.module, &own.rust_name, module));
        quote! {
            impl From<#path> for #name {
                fn from(value: #path) -> Self {
                    Self::#variant(Box::new(value))
                }
            }
        }
    });
    let mut items = vec![definition];
    items.extend(from);
    items.extend([decode_derived(plan, module), encode_derived(plan, module)]);
    items
}

/// The variant of a derived type, and the type's name.
fn derived(it: &Derived, module: &str) -> (Ident, TokenStream) {
    let namespace = value::namespace(&it.module, module);
    let xsd_name = &it.xsd_name;
    (ident(&it.variant), quote!(Name::new(&#namespace, #xsd_name)))
}

fn decode_derived(plan: &Abstract, module: &str) -> TokenStream {
    let (name, xsd_name) = (ident(&plan.rust_name), &plan.xsd_name);
    let reads = plan.derived.iter().map(|it| {
        let (variant, name) = derived(it, module);
        quote! {
            if r.has_type(&#name) {
                return Ok(Self::#variant(Box::new(Decode::decode(r)?)));
            }
        }
    });
    let rest = if let Some(own) = &plan.own {
        let (variant, name) = derived(own, module);
        quote! {
            if r.is_declared_type(&#name) {
                return Ok(Self::#variant(Box::new(Decode::decode(r)?)));
            }
            r.verbatim().map(Self::Other)
        }
    } else {
        quote!(r.unknown_type(&Name::new(&NAMESPACE, #xsd_name)).map(Self::Other))
    };
    quote! {
        impl Decode for #name {
            fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
                #(#reads)*
                #rest
            }
        }
    }
}

fn encode_derived(plan: &Abstract, module: &str) -> TokenStream {
    let name = ident(&plan.rust_name);
    let own = plan.own.as_ref().map(|it| {
        let variant = ident(&it.variant);
        quote!(Self::#variant(it) => it.element(name, w),)
    });
    let writes = plan.derived.iter().map(|it| {
        let (variant, name) = derived(it, module);
        quote!(Self::#variant(it) => w.typed(name, &#name, &**it),)
    });
    quote! {
        impl Encode for #name {
            fn encode(&self, _: &mut Writer) {}

            fn element(&self, name: &Name, w: &mut Writer) {
                match self {
                    #own
                    #(#writes)*
                    Self::Other(it) => it.element(name, w),
                }
            }
        }
    }
}

/// A simple type that is one of several.
pub(super) fn union(union: &Union, module: &str) -> Vec<TokenStream> {
    let name = ident(&union.rust_name);
    let doc = documentation::doc(
        union.documentation.as_deref(),
        "One of several types; the first that takes a text.",
    );
    let variants = union.members.iter().map(|(variant, member)| {
        let doc = format!(" A value of the type `{variant}`.");
        let (variant, member) = (ident(variant), value::path(member, module));
        quote!(#[doc = #doc] #variant(#member),)
    });
    let parses = union.members.iter().map(|(variant, member)| {
        let (variant, member) = (ident(variant), value::path(member, module));
        quote! {
            if let Ok(value) = rivta_soap::xml::parse::<#member>(text) {
                return Ok(Self::#variant(value));
            }
        }
    });
    let arms = union.members.iter().map(|(variant, _)| {
        let variant = ident(variant);
        quote!(Self::#variant(value) => value.lexical(),)
    });
    let holds = union.members.iter().map(|(variant, _)| {
        let variant = ident(variant);
        quote! {
            if let Some(value) = found.clone().parse() {
                return Some(Self::#variant(value));
            }
        }
    });
    let lacks = union.members.iter().map(|(variant, _)| {
        let variant = ident(variant);
        quote!(Self::#variant(value) => value.is_missing(),)
    });
    let whitespace = newtype::whitespace(crate::plan::WhiteSpace::Preserve);
    let members: Vec<&str> = union.members.iter().map(|(variant, _)| variant.as_str()).collect();
    let expected = format!("a value of one of the types {}", members.join(", "));
    let definition = quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum #name { #(#variants)* }
    };
    let simple = quote! {
        impl Simple for #name {
            #whitespace

            fn parse(text: &str) -> Result<Self, ValueError> {
                #(#parses)*
                Err(ValueError::new(#expected))
            }

            fn lexical(&self) -> Cow<'_, str> {
                match self { #(#arms)* }
            }

            fn unlisted(found: Unlisted) -> Option<Self> {
                #(#holds)*
                None
            }

            fn is_missing(&self) -> bool {
                match self { #(#lacks)* }
            }
        }
    };
    vec![definition, simple]
}
