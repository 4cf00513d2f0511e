//! Simple types with facets.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{documentation, ident, value, yaserde};
use crate::plan::{Newtype, ValueType, WhiteSpace};

pub(super) fn items(newtype: &Newtype, module: &str, with_yaserde: bool) -> Vec<TokenStream> {
    let mut items = if newtype.inner == ValueType::Builtin("String") {
        text(newtype)
    } else {
        narrowed(newtype, module)
    };
    items.extend(with_yaserde.then(|| yaserde::simple(&newtype.rust_name)));
    items
}

/// A text.
fn text(newtype: &Newtype) -> Vec<TokenStream> {
    let doc = documentation::doc(newtype.documentation.as_deref(), "");
    let name = ident(&newtype.rust_name);
    let facets = facets(newtype);
    let whitespace = whitespace(newtype.white_space.unwrap_or(WhiteSpace::Preserve));
    let definition = quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(Text);
    };
    let methods = quote! {
        impl #name {
            /// A value, if it is one by the schema.
            ///
            /// # Errors
            /// When it is not; the error does not hold the value.
            pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
                #facets
                FACETS.check(value.as_ref())?;
                Ok(Self(Text::new(value.as_ref())))
            }

            /// The value as messages have it.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }
    };
    let simple = quote! {
        impl Simple for #name {
            #whitespace

            fn parse(text: &str) -> Result<Self, ValueError> {
                Self::new(text)
            }

            fn lexical(&self) -> Cow<'_, str> {
                Cow::Borrowed(self.as_str())
            }

            fn unlisted(found: Unlisted) -> Option<Self> {
                Some(Self(found.into()))
            }

            fn is_missing(&self) -> bool {
                self.0.is_missing()
            }
        }
    };
    vec![definition, methods, simple, display(&newtype.rust_name)]
}

/// Another type, narrowed.
fn narrowed(newtype: &Newtype, module: &str) -> Vec<TokenStream> {
    let doc = documentation::doc(newtype.documentation.as_deref(), "");
    let name = ident(&newtype.rust_name);
    let inner = value::path(&newtype.inner, module);
    let facets = facets(newtype);
    let whitespace = if let Some(white_space) = newtype.white_space {
        whitespace(white_space)
    } else {
        quote!(const WHITESPACE: Whitespace = <#inner as Simple>::WHITESPACE;)
    };
    let definition = quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct #name(#inner);
    };
    let methods = quote! {
        impl #name {
            /// A value, if it is one by the schema.
            ///
            /// # Errors
            /// When it is not; the error does not hold the value.
            pub fn new(value: #inner) -> Result<Self, ValueError> {
                #facets
                FACETS.check(&value.lexical())?;
                Ok(Self(value))
            }

            /// The value.
            pub fn value(&self) -> &#inner {
                &self.0
            }
        }
    };
    let simple = quote! {
        impl Simple for #name {
            #whitespace

            fn parse(text: &str) -> Result<Self, ValueError> {
                Self::new(<#inner as Simple>::parse(text)?)
            }

            fn lexical(&self) -> Cow<'_, str> {
                self.0.lexical()
            }

            fn unlisted(found: Unlisted) -> Option<Self> {
                found.parse().map(Self)
            }

            fn is_missing(&self) -> bool {
                self.0.is_missing()
            }
        }
    };
    vec![definition, methods, simple]
}

/// The facets as a static.
fn facets(newtype: &Newtype) -> TokenStream {
    let facets = &newtype.facets;
    let expected = raw(&expected(newtype));
    let mut fields = vec![quote!(expected: #expected)];
    let mut statics = Vec::new();
    for (index, step) in facets.patterns.iter().enumerate() {
        let name = ident(&if index == 0 {
            "PATTERNS".to_owned()
        } else {
            format!("PATTERNS_{}", index + 1)
        });
        let count = Literal::usize_unsuffixed(step.len());
        let patterns = step.iter().map(|it| raw(it));
        statics.push((
            quote!(static #name: [StaticPattern; #count] = [#(StaticPattern::new(#patterns)),*];),
            quote!(&#name),
        ));
    }
    let (statics, steps): (Vec<_>, Vec<_>) = statics.into_iter().unzip();
    if !steps.is_empty() {
        fields.push(quote!(patterns: &[#(#steps),*]));
    }
    if let Some(values) = &facets.values {
        fields.push(quote!(values: Some(&[#(#values),*])));
    }
    if let Some(measure) = facets.measure {
        let measure = ident(measure);
        fields.push(quote!(measure: Measure::#measure));
    }
    for (facet, number) in &facets.numbers {
        let name = ident(facet);
        let number = Literal::u64_unsuffixed(*number);
        fields.push(if *facet == "min_length" {
            quote!(#name: #number)
        } else {
            quote!(#name: Some(#number))
        });
    }
    for (facet, bound) in &facets.bounds {
        let name = ident(facet);
        fields.push(quote!(#name: Some(#bound)));
    }
    quote!(#(#statics)* static FACETS: Facets = Facets { #(#fields,)* ..Facets::NONE };)
}

/// What a value must be, in words.
fn expected(newtype: &Newtype) -> String {
    let facets = &newtype.facets;
    let mut parts: Vec<String> = facets.patterns.iter().map(|step| step.join(" or ")).collect();
    parts.extend(facets.values.iter().map(|values| values.join(" or ")));
    parts.extend(
        facets
            .numbers
            .iter()
            .map(|(facet, number)| format!("{} {number}", facet.replace('_', " "))),
    );
    parts.extend(
        facets
            .bounds
            .iter()
            .map(|(facet, bound)| format!("{} {bound}", facet.replace('_', " "))),
    );
    format!("a {} ({})", newtype.xsd_name, parts.join(", "))
}

/// What becomes of white space, as a constant of `Simple`.
pub(super) fn whitespace(white_space: WhiteSpace) -> TokenStream {
    let which = ident(match white_space {
        WhiteSpace::Preserve => "Preserve",
        WhiteSpace::Replace => "Replace",
        WhiteSpace::Collapse => "Collapse",
    });
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
