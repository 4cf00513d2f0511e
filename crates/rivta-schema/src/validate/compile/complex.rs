//! Complex types.

use super::Compiler;
use super::attribute::base;
use crate::error::{Error, Place};
use crate::validate::automaton::{Builder, Label, Model, TooComplex};
use crate::validate::schema::{ANY_TYPE, Body, Complex, Content, Derivation, Type, TypeId};
use crate::validate::wildcard::Open;
use crate::xsd::{self, Block, ComplexType};

impl<'s> Compiler<'s> {
    /// `xs:anyType`: anything, as far as it is declared.
    pub(super) fn any_type(&mut self, id: TypeId) -> Result<(), Error> {
        let mut builder = Builder::new();
        let start = builder.repeated((0, None), 0, &mut |builder, after| {
            Ok::<_, TooComplex>(builder.child(Label::Open(Open::lax()), after))
        });
        let graph = start.and_then(|start| builder.finish(start));
        let graph = graph.map_err(|TooComplex| Error::invalid(nowhere(), "xs:anyType"))?;
        let body = Complex {
            is_abstract: false,
            content: Content::Elements {
                model: Model::of(graph, &self.schema.names),
                mixed: true,
            },
            attributes: Vec::new(),
            any_attribute: Some(Open::lax()),
        };
        let type_definition = Type {
            name: "xs:anyType".to_owned(),
            base: None,
            block: Block::default(),
            body: Body::Complex(body),
        };
        self.set_type(id, type_definition);
        Ok(())
    }

    pub(super) fn complex_type(&mut self, id: TypeId, complex: &'s ComplexType) -> Result<(), Error> {
        let derivation = match &complex.content {
            xsd::Content::Extension { .. } | xsd::Content::SimpleExtension { .. } => Derivation::Extension,
            _ => Derivation::Restriction,
        };
        let base = base(&complex.content).and_then(|base| self.numbers.get(base)).copied();
        let (attributes, any_attribute) = self.attributes(complex)?;
        let body = Complex {
            is_abstract: complex.is_abstract,
            content: self.content(complex)?,
            attributes,
            any_attribute,
        };
        let type_definition = Type {
            name: complex.name.as_ref().map(|name| name.local.clone()).unwrap_or_default(),
            base: Some((base.unwrap_or(ANY_TYPE), derivation)),
            block: complex.block,
            body: Body::Complex(body),
        };
        self.set_type(id, type_definition);
        Ok(())
    }
}

/// The place of what no file says.
fn nowhere() -> Place {
    Place {
        file: std::path::PathBuf::new(),
        line: 1,
        column: 1,
    }
}
