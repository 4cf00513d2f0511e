//! yaserde's traits for values, by their lexical form.
//!
//! yaserde is lenient and drops wildcard content; it is here for programs that use it already and
//! as a second opinion in tests, never for messages from a stranger.

use std::io::{Read, Write};

use ::yaserde::__xml::attribute::OwnedAttribute;
use ::yaserde::__xml::namespace::Namespace;
use ::yaserde::de::Deserializer;
use ::yaserde::ser::Serializer;
use ::yaserde::{Error, YaDeserialize, YaSerialize};

use super::{AnyUri, Date, DateTime, Decimal};
use crate::xml::RawElement;

/// Implements `YaSerialize` and `YaDeserialize` for a type that implements
/// [`Simple`](crate::xml::Simple). The calling crate must depend on yaserde.
#[macro_export]
macro_rules! yaserde_simple {
    ($type:ty) => {
        impl ::yaserde::YaSerialize for $type {
            fn serialize<W: ::std::io::Write>(
                &self,
                writer: &mut ::yaserde::ser::Serializer<W>,
            ) -> ::yaserde::Result<()> {
                ::yaserde::primitives::serialize_primitives(self, "value", writer, |value| {
                    $crate::xml::Simple::lexical(value).into_owned()
                })
            }

            fn serialize_attributes(
                &self,
                attributes: Vec<::yaserde::__xml::attribute::OwnedAttribute>,
                namespace: ::yaserde::__xml::namespace::Namespace,
            ) -> ::yaserde::Result<(
                Vec<::yaserde::__xml::attribute::OwnedAttribute>,
                ::yaserde::__xml::namespace::Namespace,
            )> {
                Ok((attributes, namespace))
            }
        }

        impl ::yaserde::YaDeserialize for $type {
            fn deserialize<R: ::std::io::Read>(reader: &mut ::yaserde::de::Deserializer<R>) -> ::yaserde::Result<Self> {
                ::yaserde::primitives::deserialize_primitives(reader, |text| {
                    let text = match <$type as $crate::xml::Simple>::WHITESPACE {
                        $crate::xml::Whitespace::Collapse => text.trim(),
                        _ => text,
                    };
                    <$type as $crate::xml::Simple>::parse(text).map_err(::yaserde::Error::custom)
                })
            }
        }
    };
}

yaserde_simple!(AnyUri);
yaserde_simple!(Date);
yaserde_simple!(DateTime);
yaserde_simple!(Decimal);

/// Never written: generated types leave the wildcard's field out.
impl YaSerialize for RawElement {
    fn serialize<W: Write>(&self, _: &mut Serializer<W>) -> ::yaserde::Result<()> {
        Ok(())
    }

    fn serialize_attributes(
        &self,
        attributes: Vec<OwnedAttribute>,
        namespace: Namespace,
    ) -> ::yaserde::Result<(Vec<OwnedAttribute>, Namespace)> {
        Ok((attributes, namespace))
    }
}

/// Never read: no schema has an element of the wildcard field's name.
impl YaDeserialize for RawElement {
    fn deserialize<R: Read>(_: &mut Deserializer<R>) -> ::yaserde::Result<Self> {
        Err(Error::custom("yaserde does not read wildcard content"))
    }
}
