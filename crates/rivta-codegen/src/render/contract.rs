//! Contracts.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use rivta_schema::wsdl::{Profile, SoapVersion};

use super::{documentation, ident, value};
use crate::plan::{Contract, ElementPath, Root};

pub(super) fn items(contract: &Contract) -> Vec<TokenStream> {
    vec![definition(contract), implementation(contract)]
}

fn definition(contract: &Contract) -> TokenStream {
    let name = ident(&contract.rust_name);
    let first = format!(" The contract `{}`, version {}.", contract.name, contract.major);
    let more = contract.documentation.as_deref().map(|text| {
        let doc = documentation::doc(Some(text), "");
        quote!(#[doc = ""] #doc)
    });
    quote! {
        #[doc = #first]
        #more
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct #name;
    }
}

fn implementation(contract: &Contract) -> TokenStream {
    let module = contract.module.as_str();
    let name = ident(&contract.rust_name);
    let request = value::path(&contract.request.value, module);
    let response = value::path(&contract.response.value, module);
    let request_name = element(&contract.request, module);
    let response_name = element(&contract.response, module);
    let request_namespaces = namespaces(&contract.request, module);
    let response_namespaces = namespaces(&contract.response, module);
    let profile = ident(match contract.profile {
        Profile::Rivtabp20 => "Rivtabp20",
        Profile::Rivtabp21 => "Rivtabp21",
    });
    let text = contract.name.as_str();
    let more = additions(contract);
    let (namespace, action, wsdl) = (&contract.namespace, &contract.soap_action, &contract.wsdl);
    let major = Literal::u32_unsuffixed(contract.major);
    quote! {
        impl Contract for #name {
            type Request = #request;
            type Response = #response;
            const NAME: &'static str = #text;
            const NAMESPACE: &'static str = #namespace;
            const MAJOR: u32 = #major;
            const SOAP_ACTION: &'static str = #action;
            const PROFILE: Profile = Profile::#profile;
            const REQUEST: Name = #request_name;
            const RESPONSE: Name = #response_name;
            const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[#(&#request_namespaces),*];
            const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[#(&#response_namespaces),*];
            #more
            const PACKAGE: &'static Package = &PACKAGE;
            const WSDL: &'static str = #wsdl;
        }
    }
}

/// What only a few contracts have.
fn additions(contract: &Contract) -> TokenStream {
    let module = contract.module.as_str();
    let names = |constant: &str, paths: &[ElementPath]| {
        let constant = ident(constant);
        let names = paths
            .iter()
            .map(|it| value::element(&it.name.constant, &it.module, module));
        (!paths.is_empty()).then(|| quote!(const #constant: &'static [Name] = &[#(#names),*];))
    };
    let request = names("REQUEST_HEADERS", &contract.request_headers);
    let response = names("RESPONSE_HEADERS", &contract.response_headers);
    let faults = names("FAULTS", &contract.faults);
    let version = (contract.soap_version == SoapVersion::Soap12).then(|| {
        quote!(
            const SOAP_VERSION: SoapVersion = SoapVersion::Soap12;
        )
    });
    quote!(#version #request #response #faults)
}

fn element(root: &Root, module: &str) -> TokenStream {
    value::element(&root.name.constant, &root.module, module)
}

/// The namespace of the root first.
fn namespaces(root: &Root, module: &str) -> Vec<TokenStream> {
    let mut modules: Vec<&String> = root.namespaces.iter().collect();
    modules.sort_by_key(|name| **name != root.module);
    modules.into_iter().map(|name| value::namespace(name, module)).collect()
}
