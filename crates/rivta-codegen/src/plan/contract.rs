//! Contracts.

use rivta_schema::source::Note;
use rivta_schema::wsdl::{Header, Interaction, Message, Profile};
use rivta_schema::xsd::QName;

use super::draft::Draft;
use super::model::{Contract, ElementPath, Module, Root};
use super::{reach, structure};
use crate::error::Error;

/// Plans the contract of an interaction, the one of this number in the package. One without an answer, or
/// whose messages are not elements that can stand in a body, is left out with a note.
pub(super) fn contract(
    draft: &mut Draft<'_>,
    modules: &[Module],
    index: usize,
    interaction: &Interaction,
) -> Result<Option<Contract>, Error> {
    let left_out = |draft: &mut Draft<'_>, why: &str| {
        let what = format!("the contract {} is left out: {why}", interaction.operation);
        draft.notes.push(Note::at(interaction.place.clone(), what));
        Ok(None)
    };
    let Some(answer) = &interaction.response else {
        return left_out(
            draft,
            "its operation is one-way, and RIV-TA knows none; its messages are there",
        );
    };
    let request = root(draft, modules, &interaction.request.body)?;
    let response = root(draft, modules, &answer.body)?;
    let (Some(request), Some(response)) = (request, response) else {
        return left_out(draft, "the element of its request or response is abstract");
    };
    let namespace = interaction.request.body.namespace.clone().unwrap_or_default();
    Ok(Some(Contract {
        rust_name: draft.layout.contract(index),
        name: interaction.operation.clone(),
        module: request.module.clone(),
        documentation: interaction.documentation.clone(),
        major: major(&namespace),
        namespace,
        soap_action: interaction.soap_action.clone(),
        soap_version: interaction.soap_version,
        profile: profile(interaction),
        wsdl: interaction.wsdl.clone(),
        request_headers: headers(draft, &interaction.request),
        response_headers: headers(draft, answer),
        faults: interaction.faults.iter().filter_map(|name| path(draft, name)).collect(),
        request,
        response,
    }))
}

/// The profile of a contract: by its headers or, where none names the receiver, by the name of the
/// WSDL's namespace.
pub(super) fn profile(interaction: &Interaction) -> Profile {
    interaction.profile().unwrap_or_else(|| {
        if interaction.namespace.to_lowercase().contains("rivtabp20") {
            Profile::Rivtabp20
        } else {
            Profile::Rivtabp21
        }
    })
}

fn headers(draft: &Draft<'_>, message: &Message) -> Vec<ElementPath> {
    let others = message
        .headers
        .iter()
        .filter(|header| Header::profile(header).is_none());
    others.filter_map(|header| path(draft, &header.element)).collect()
}

fn path(draft: &Draft<'_>, element: &QName) -> Option<ElementPath> {
    let (module, name) = draft.layout.element_name(element)?;
    Some(ElementPath { module, name })
}

/// Plans a global element as a document of its own.
pub(super) fn root(draft: &mut Draft<'_>, modules: &[Module], element: &QName) -> Result<Option<Root>, Error> {
    let Some(ElementPath { module, name }) = path(draft, element) else {
        return Ok(None);
    };
    let Some(declared) = draft.package.schemas.element(element) else {
        return Ok(None);
    };
    if declared.is_abstract {
        return Ok(None);
    }
    let reached = reach::from(draft.package, [&declared.name]).element_namespaces;
    let namespaces = modules
        .iter()
        .filter(|module| reached.contains(module.namespace.uri.as_str()))
        .map(|module| module.namespace.module.clone())
        .collect();
    Ok(Some(Root {
        module,
        name,
        value: structure::global(draft, declared)?,
        namespaces,
    }))
}

/// The number that a contract's namespace ends with, or else the last number in it; 0 where there is none.
fn major(namespace: &str) -> u32 {
    let mut parts = namespace.rsplit(':');
    parts
        .find_map(|part| part.split('.').next()?.parse().ok())
        .unwrap_or_default()
}
