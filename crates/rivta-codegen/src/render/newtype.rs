//! Texts with patterns.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{documentation, ident, yaserde};
use crate::plan::Newtype;

pub(super) fn items(newtype: &Newtype) -> Vec<TokenStream> {
    let mut items = vec![definition(newtype), methods(newtype), simple(newtype)];
    items.push(display(&newtype.rust_name));
    items.push(yaserde::simple(&newtype.rust_name));
    items
}

fn definition(newtype: &Newtype) -> TokenStream {
    let doc = documentation::doc(newtype.documentation.as_deref(), "");
    let name = ident(&newtype.rust_name);
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(String);
    }
}

fn methods(newtype: &Newtype) -> TokenStream {
    let name = ident(&newtype.rust_name);
    let count = Literal::usize_unsuffixed(newtype.patterns.len());
    let patterns = newtype.patterns.iter().map(|it| raw(it));
    let expected = format!("a {} ({})", newtype.xsd_name, newtype.patterns.join(" or "));
    let expected = raw(&expected);
    quote! {
        impl #name {
            /// A value, if it matches the pattern of the schema.
            ///
            /// # Errors
            /// When it does not; the error does not hold the value.
            pub fn new(value: impl Into<String>) -> Result<Self, ValueError> {
                static PATTERNS: [StaticPattern; #count] = [#(StaticPattern::new(#patterns)),*];
                let value = value.into();
                if PATTERNS.iter().any(|pattern| pattern.is_match(&value)) {
                    Ok(Self(value))
                } else {
                    Err(ValueError::new(#expected))
                }
            }

            /// The value as messages have it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    }
}

fn simple(newtype: &Newtype) -> TokenStream {
    let name = ident(&newtype.rust_name);
    let whitespace = whitespace(newtype.collapse);
    quote! {
        impl Simple for #name {
            #whitespace

            fn parse(text: &str) -> Result<Self, ValueError> {
                Self::new(text)
            }

            fn lexical(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.0)
            }
        }
    }
}

/// What becomes of white space, as a constant of `Simple`.
pub(super) fn whitespace(collapse: bool) -> TokenStream {
    let which = ident(if collapse { "Collapse" } else { "Preserve" });
    quote!(const WHITESPACE: Whitespace = Whitespace::#which;)
}

/// `Display` by `as_str`.
pub(super) fn display(name: &str) -> TokenStream {
    let name = ident(name);
    quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

/// A string literal that needs no escapes to be read, if it can be written so.
fn raw(text: &str) -> TokenStream {
    let literal = if text.contains('\\') && !text.contains("\"#") {
        syn::parse_str::<syn::LitStr>(&format!("r#\"{text}\"#")).ok()
    } else {
        None
    };
    literal.map_or_else(|| quote!(#text), |literal| quote!(#literal))
}
