//! Contracts.

use rivta_schema::Package;
use rivta_schema::wsdl::{Interaction, SoapVersion};
use rivta_schema::xsd::{QName, TypeRef};

use super::layout::{self, Layout};
use super::model::{Contract, Module, Root};
use super::{reach, structure};
use crate::error::Error;

/// Plans the contract of an interaction.
pub(super) fn contract(
    package: &Package,
    layout: &Layout,
    modules: &[Module],
    interaction: &Interaction,
) -> Result<Contract, Error> {
    let wrong = |what: &str| Error::NotRivTa {
        place: interaction.place.clone(),
        what: what.to_owned(),
    };
    if interaction.soap_version != SoapVersion::Soap11 {
        return Err(Error::uncovered(&interaction.place, "a binding to SOAP 1.2"));
    }
    if !interaction.faults.is_empty() {
        return Err(Error::uncovered(&interaction.place, "a declared fault"));
    }
    let response = interaction
        .response
        .as_ref()
        .ok_or_else(|| wrong("the operation has no response"))?;
    let profile = interaction
        .profile()
        .ok_or_else(|| wrong("no header of the request names the receiver"))?;
    let namespace = interaction.request.body.namespace.clone().unwrap_or_default();
    let request = root(package, layout, modules, interaction, &interaction.request.body)?;
    Ok(Contract {
        rust_name: layout::contract_name(interaction),
        module: request.module.clone(),
        documentation: interaction.documentation.clone(),
        major: major(&namespace).ok_or_else(|| wrong("the namespace has no major version"))?,
        namespace,
        soap_action: interaction.soap_action.clone(),
        profile,
        wsdl: interaction.wsdl.clone(),
        request,
        response: root(package, layout, modules, interaction, &response.body)?,
    })
}

fn root(
    package: &Package,
    layout: &Layout,
    modules: &[Module],
    interaction: &Interaction,
    body: &QName,
) -> Result<Root, Error> {
    let place = &interaction.place;
    let (module, name) = layout
        .element_name(body)
        .ok_or_else(|| Error::uncovered(place, "a body element without namespace"))?;
    let element = package.schemas.element(body);
    let Some(TypeRef::Named(type_name)) = element.map(|element| &element.type_ref) else {
        return Err(Error::uncovered(place, "a body element without a named type"));
    };
    let reached = reach::from(package, [body]).element_namespaces;
    let namespaces = modules
        .iter()
        .filter(|module| reached.contains(module.namespace.uri.as_str()))
        .map(|module| module.namespace.module.clone())
        .collect();
    Ok(Root {
        module,
        name,
        value: structure::value_type(layout, type_name, place)?,
        namespaces,
    })
}

/// The number that a contract's namespace ends with.
fn major(namespace: &str) -> Option<u32> {
    let (_, version) = namespace.rsplit_once(':')?;
    version.split('.').next()?.parse().ok()
}
