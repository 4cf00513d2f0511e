//! Profile conversion (facts on the platform router, section 4.6), row by row.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use rivta_soap::Profile;
use rivta_soap::envelope::conversion::{convert, in_utf_8};
use rivta_soap::xml::Limits;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// `@20` and `@21` stand for the namespaces of the two address headers.
fn written(text: &str) -> String {
    text.replace("@20", "http://www.w3.org/2005/08/addressing")
        .replace("@21", "urn:riv:itintegration:registry:1")
}

fn converted(document: &str, from: Profile) -> String {
    let bytes = convert(&written(document), from, &Limits::default()).unwrap();
    String::from_utf8(bytes)
        .unwrap()
        .strip_prefix(DECLARATION)
        .unwrap()
        .to_owned()
}

#[test]
fn section_4_6_from_20_to_21() {
    let rows = [
        (
            "declared on Envelope",
            "<s:Envelope xmlns:s=\"u:s\" xmlns:w=\"@20\"><s:Header><w:To>14</w:To></s:Header><s:Body><b/></s:Body></s:Envelope>",
            "<s:Envelope xmlns:s=\"u:s\" xmlns:w=\"@21\"><s:Header><w:LogicalAddress>14</w:LogicalAddress></s:Header><s:Body><b/></s:Body></s:Envelope>",
        ),
        (
            "declared on Header",
            "<Envelope><Header xmlns:w='@20'><w:To>14</w:To></Header><Body/></Envelope>",
            "<Envelope><Header xmlns:w=\"@21\"><w:LogicalAddress>14</w:LogicalAddress></Header><Body/></Envelope>",
        ),
        (
            "declared on the address",
            "<Envelope><Header><w:To xmlns:w=\"@20\">14</w:To></Header><Body/></Envelope>",
            "<Envelope><Header><w:LogicalAddress xmlns:w=\"@21\">14</w:LogicalAddress></Header><Body/></Envelope>",
        ),
        (
            "default namespace on the address",
            "<Envelope><Header><To xmlns=\"@20\">14</To></Header><Body/></Envelope>",
            "<Envelope><Header><LogicalAddress xmlns=\"@21\">14</LogicalAddress></Header><Body/></Envelope>",
        ),
        (
            "other elements of the namespace move too",
            "<Envelope xmlns:w=\"@20\"><Header><w:To>14</w:To><w:Action>a</w:Action></Header><Body><w:Other/></Body></Envelope>",
            "<Envelope xmlns:w=\"@21\"><Header><w:LogicalAddress>14</w:LogicalAddress><w:Action>a</w:Action></Header><Body><w:Other/></Body></Envelope>",
        ),
        (
            "To of another namespace stays",
            "<Envelope xmlns:w=\"@20\"><Header><w:To>14</w:To><To>a</To></Header><Body/></Envelope>",
            "<Envelope xmlns:w=\"@21\"><Header><w:LogicalAddress>14</w:LogicalAddress><To>a</To></Header><Body/></Envelope>",
        ),
        (
            "a declaration elsewhere stays, and the element gets one",
            "<Envelope><Header><w:To xmlns:w=\"@20\">14</w:To><w:Action xmlns:w=\"@20\" w:own=\"1\">a</w:Action></Header><Body/></Envelope>",
            "<Envelope><Header><w:LogicalAddress xmlns:w=\"@21\">14</w:LogicalAddress><ns1:Action xmlns:w=\"@20\" xmlns:ns1=\"@21\" w:own=\"1\">a</ns1:Action></Header><Body/></Envelope>",
        ),
        (
            "below a declaration elsewhere the element gets one of its own",
            "<Envelope><Header/><Body><b xmlns:w=\"@20\"><w:c/></b></Body></Envelope>",
            "<Envelope><Header/><Body><b xmlns:w=\"@20\"><w:c xmlns:w=\"@21\"/></b></Body></Envelope>",
        ),
        (
            "attributes in the namespace move on the address alone",
            "<Envelope xmlns:w=\"@20\"><Header w:a=\"1\"><w:To w:a=\"2\" b=\"3\">14</w:To></Header><Body/></Envelope>",
            "<Envelope xmlns:w=\"@21\"><Header xmlns:ns1=\"@20\" ns1:a=\"1\"><w:LogicalAddress w:a=\"2\" b=\"3\">14</w:LogicalAddress></Header><Body/></Envelope>",
        ),
        (
            "comments, text and references stay, instructions go",
            "<?xml version='1.0'?><Envelope xmlns:w=\"@20\"><?p x?><Header><!--c--><w:To>1&amp;4</w:To></Header><Body><b>å&#65; <![CDATA[<&]]></b></Body></Envelope>",
            "<Envelope xmlns:w=\"@21\"><Header><!--c--><w:LogicalAddress>1&amp;4</w:LogicalAddress></Header><Body><b>å&#65; &lt;&amp;</b></Body></Envelope>",
        ),
    ];
    for (what, from, to) in rows {
        assert_eq!(converted(from, Profile::Rivtabp20), written(to), "{what}");
    }
}

#[test]
fn section_4_6_from_21_to_20() {
    let from = "<s:Envelope xmlns:s=\"u:s\" xmlns:r=\"@21\"><s:Header><r:LogicalAddress>14</r:LogicalAddress></s:Header>\
                <s:Body><b a='\"'/></s:Body></s:Envelope>";
    let to = "<s:Envelope xmlns:s=\"u:s\" xmlns:r=\"@20\"><s:Header><r:To>14</r:To></s:Header>\
              <s:Body><b a=\"&quot;\"/></s:Body></s:Envelope>";
    assert_eq!(converted(from, Profile::Rivtabp21), written(to));
    let registry_2 = "<Envelope xmlns:r=\"urn:riv:infrastructure:itintegration:registry:2\"><Header>\
                      <r:LogicalAddress>14</r:LogicalAddress></Header><Body/></Envelope>";
    assert_eq!(
        converted(registry_2, Profile::Rivtabp21),
        registry_2,
        "only the right namespace is converted"
    );
}

#[test]
fn section_4_6_what_is_malformed_anywhere_is_told() {
    let limits = Limits::default();
    for document in [
        "<Envelope><Header/><Body><a></Body></Envelope>",
        "<Envelope><Header/><Body>",
        "<!DOCTYPE a><Envelope/>",
        "<Envelope><Header/><Body><q:a/></Body></Envelope>",
        "",
    ] {
        assert!(convert(document, Profile::Rivtabp20, &limits).is_err(), "{document}");
        assert!(in_utf_8(document, &limits).is_err(), "{document}");
    }
}

#[test]
fn section_2_4_the_declaration_names_utf_8() {
    for (document, expected) in [
        ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>å</a>", "<a>å</a>"),
        ("<a>?></a>", "<a>?></a>"),
    ] {
        let written = in_utf_8(document, &Limits::default()).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), format!("{DECLARATION}{expected}"));
    }
}

/// An element with declarations, a name, attributes and children, all of few prefixes and namespaces so that they clash.
fn element(depth: u32) -> BoxedStrategy<String> {
    let prefix = || prop::sample::select(vec!["", "a", "b", "w"]);
    let namespace = || prop::sample::select(vec!["@20", "@21", "u:x"]);
    let local = prop::sample::select(vec!["To", "LogicalAddress", "Header", "x"]);
    let declarations = prop::collection::btree_map(prefix(), namespace(), 0..3);
    let attributes = prop::collection::btree_set(prop::sample::select(vec!["a", "b", "w"]), 0..2);
    let children = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop::collection::vec(element(depth - 1), 0..3).boxed()
    };
    let parts = (declarations, prefix(), local, attributes, children);
    parts
        .prop_map(|(declarations, prefix, local, attributes, children)| {
            let name = if prefix.is_empty() {
                local.to_owned()
            } else {
                format!("{prefix}:{local}")
            };
            let declared: String = declarations
                .iter()
                .map(|(prefix, namespace)| match *prefix {
                    "" => format!(" xmlns=\"{namespace}\""),
                    prefix => format!(" xmlns:{prefix}='{namespace}'"),
                })
                .collect();
            let attributes: Vec<_> = attributes.iter().map(|prefix| format!(" {prefix}:y=\"1\"")).collect();
            let attributes = attributes.concat();
            format!("<{name}{declared}{attributes}>{}</{name}>", children.concat())
        })
        .boxed()
}

/// Name and namespace of each element and attribute, in order.
fn names(document: &str) -> Vec<(String, String)> {
    let tree = roxmltree::Document::parse(document).unwrap();
    let qualified = |namespace: Option<&str>, name: &str| (namespace.unwrap_or("").to_owned(), name.to_owned());
    let elements = tree.descendants().filter(roxmltree::Node::is_element);
    let mut found = Vec::new();
    for element in elements {
        found.push(qualified(element.tag_name().namespace(), element.tag_name().name()));
        let mut attributes: Vec<_> = element
            .attributes()
            .map(|attribute| qualified(attribute.namespace(), attribute.name()))
            .collect();
        attributes.sort();
        found.extend(attributes);
    }
    found
}

proptest! {
    /// Whatever prefixes mean where, each element ends up in the namespace that section 4.6 says, as another reader
    /// of XML sees it.
    #[test]
    fn section_4_6_every_name_moves_as_it_should(body in element(3)) {
        let roots = "xmlns=\"u:d\" xmlns:a=\"@20\" xmlns:b=\"@21\" xmlns:w=\"u:w\"";
        let document = written(&format!("<Envelope {roots}>{body}</Envelope>"));
        // Two attributes may turn out to be one name; then there is nothing to convert.
        prop_assume!(roxmltree::Document::parse(&document).is_ok());
        let bytes = convert(&document, Profile::Rivtabp20, &Limits::default()).unwrap();
        let (from, to) = (written("@20"), written("@21"));
        let mut is_address = false;
        let expected: Vec<_> = roxmltree::Document::parse(&document)
            .unwrap()
            .descendants()
            .filter(roxmltree::Node::is_element)
            .flat_map(|element| {
                let tag = element.tag_name();
                let is_moved = tag.namespace() == Some(from.as_str());
                is_address = is_moved && tag.name() == "To";
                let namespace = if is_moved { to.as_str() } else { tag.namespace().unwrap_or("") };
                let name = if is_address { "LogicalAddress" } else { tag.name() };
                let mut attributes: Vec<_> = element
                    .attributes()
                    .map(|attribute| {
                        let namespace = attribute.namespace().unwrap_or("");
                        let namespace = if is_address && namespace == from { to.as_str() } else { namespace };
                        (namespace.to_owned(), attribute.name().to_owned())
                    })
                    .collect();
                attributes.sort();
                std::iter::once((namespace.to_owned(), name.to_owned())).chain(attributes).collect::<Vec<_>>()
            })
            .collect();
        prop_assert_eq!(names(std::str::from_utf8(&bytes).unwrap()), expected);
    }
}
