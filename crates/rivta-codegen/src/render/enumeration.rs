//! Enums.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{documentation, ident, newtype, yaserde};
use crate::plan::{Enumeration, Variant};

pub(super) fn items(enumeration: &Enumeration, with_yaserde: bool) -> Vec<TokenStream> {
    let mut items = vec![definition(enumeration), methods(enumeration), simple(enumeration)];
    items.push(newtype::display(&enumeration.rust_name));
    items.extend(with_yaserde.then(|| yaserde::simple(&enumeration.rust_name)));
    items
}

fn definition(enumeration: &Enumeration) -> TokenStream {
    let doc = documentation::doc(enumeration.documentation.as_deref(), "");
    let name = ident(&enumeration.rust_name);
    let unlisted = unlisted(enumeration);
    let variants = enumeration.variants.iter().map(|it| {
        let fallback = format!("`{}`", it.value);
        let doc = documentation::doc(it.documentation.as_deref(), &fallback);
        let name = ident(&it.rust_name);
        quote!(#doc #name,)
    });
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variants)*
            /// Something else, which only a tolerant reader lets through.
            #unlisted(Unlisted),
        }
    }
}

/// The variant for what the schema does not list.
fn unlisted(enumeration: &Enumeration) -> proc_macro2::Ident {
    let taken = enumeration.variants.iter().any(|it| it.rust_name == "Unlisted");
    ident(if taken { "UnlistedText" } else { "Unlisted" })
}

fn methods(enumeration: &Enumeration) -> TokenStream {
    let name = ident(&enumeration.rust_name);
    let count = Literal::usize_unsuffixed(enumeration.variants.len());
    let unlisted = unlisted(enumeration);
    let variants = variants(enumeration);
    let all = variants.clone().map(|(variant, _)| quote!(Self::#variant));
    let arms = variants.map(|(variant, value)| quote!(Self::#variant => #value,));
    quote! {
        impl #name {
            /// All values of the schema, in its order.
            pub const ALL: [Self; #count] = [#(#all),*];

            /// The value as messages have it.
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms)*
                    Self::#unlisted(it) => it.as_str(),
                }
            }
        }
    }
}

fn simple(enumeration: &Enumeration) -> TokenStream {
    let name = ident(&enumeration.rust_name);
    let whitespace = newtype::whitespace(enumeration.white_space);
    let arms = variants(enumeration).map(|(variant, value)| quote!(#value => Ok(Self::#variant),));
    let text = if let Some(number) = enumeration.number {
        let number = ident(number);
        quote!(#number::parse(text)?.lexical().as_ref())
    } else {
        quote!(text)
    };
    let expected = expected(&enumeration.variants);
    let unlisted = unlisted(enumeration);
    quote! {
        impl Simple for #name {
            #whitespace

            fn parse(text: &str) -> Result<Self, ValueError> {
                match #text {
                    #(#arms)*
                    _ => Err(ValueError::new(#expected)),
                }
            }

            fn lexical(&self) -> Cow<'_, str> {
                Cow::Borrowed(self.as_str())
            }

            fn unlisted(found: Unlisted) -> Option<Self> {
                Some(Self::#unlisted(found))
            }

            fn is_missing(&self) -> bool {
                matches!(self, Self::#unlisted(it) if it.is_missing())
            }
        }
    }
}

fn variants(enumeration: &Enumeration) -> impl Iterator<Item = (proc_macro2::Ident, &str)> + Clone {
    enumeration
        .variants
        .iter()
        .map(|it| (ident(&it.rust_name), it.value.as_str()))
}

/// `A, B or C`; of many values, the first few.
fn expected(variants: &[Variant]) -> String {
    const SHOWN: usize = 8;
    let values: Vec<&str> = variants.iter().map(|it| it.value.as_str()).collect();
    match values.as_slice() {
        [one] => (*one).to_owned(),
        [first @ .., last] if values.len() <= SHOWN => format!("{} or {last}", first.join(", ")),
        _ => {
            let first: Vec<&str> = values.iter().take(SHOWN).copied().collect();
            format!("{} or another of {} values", first.join(", "), values.len())
        }
    }
}
