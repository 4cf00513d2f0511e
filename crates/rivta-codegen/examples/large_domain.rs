//! Writes a service domain of the size of the largest published ones into a folder, for measuring what is
//! generated from it: one namespace over sixty files that include each other, 1,500 types, most derived from
//! others, many that hold themselves. `docs/performance.md` has the command and the figures.

use std::fmt::Write as _;
use std::path::Path;

const FILES: usize = 60;
const TYPES: usize = 25;
const DOMAIN: &str = "urn:riv:large:domain:1";

fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args().nth(1) else {
        return Err(std::io::Error::other("give a folder to write to"));
    };
    let core = Path::new(&folder).join("schemas/core_components");
    let interaction = Path::new(&folder).join("schemas/interactions/GetLargeInteraction");
    std::fs::create_dir_all(&core)?;
    std::fs::create_dir_all(&interaction)?;
    for file in 0..FILES {
        std::fs::write(core.join(format!("part_{file}.xsd")), part(file))?;
    }
    std::fs::write(core.join("itintegration_registry_1.0.xsd"), registry())?;
    std::fs::write(interaction.join("GetLargeResponder_1.0.xsd"), responder())?;
    std::fs::write(interaction.join("GetLargeInteraction_1.0_RIVTABP21.wsdl"), wsdl())
}

fn schema(target: &str, body: &str) -> String {
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:l=\"{DOMAIN}\" xmlns:t=\"{target}\" \
         targetNamespace=\"{target}\" elementFormDefault=\"qualified\">\n{body}</xs:schema>\n"
    )
}

/// A file includes those before it that a tree of three branches has above it, and the one after it.
fn part(file: usize) -> String {
    let mut body = String::new();
    for other in [file / 3, (file + 1) % FILES] {
        let _ = writeln!(body, "<xs:include schemaLocation=\"part_{other}.xsd\"/>");
    }
    if file == 0 {
        body.push_str(
            "<xs:complexType name=\"Element\"><xs:sequence><xs:element name=\"extension\" type=\"l:Extension\" minOccurs=\"0\" \
             maxOccurs=\"unbounded\"/></xs:sequence><xs:attribute name=\"id\" type=\"xs:string\"/></xs:complexType>\n\
             <xs:complexType name=\"Extension\"><xs:complexContent><xs:extension base=\"l:Element\"><xs:choice minOccurs=\"0\">\
             <xs:element name=\"valueString\" type=\"xs:string\"/><xs:element name=\"valueElement\" type=\"l:Element\"/>\
             </xs:choice><xs:attribute name=\"url\" type=\"xs:anyURI\" use=\"required\"/></xs:extension></xs:complexContent></xs:complexType>\n",
        );
    }
    for number in file * TYPES..(file + 1) * TYPES {
        body.push_str(&one_type(number));
    }
    schema(DOMAIN, &body)
}

fn one_type(number: usize) -> String {
    let doc = format!(
        "<xs:annotation><xs:documentation>Uppgift nummer {number}.\nBeskrivs på svenska.</xs:documentation></xs:annotation>"
    );
    let other = (number * 7 + 5) % (FILES * TYPES);
    let (code, item) = (number - number % 5 + 1, other - other % 5);
    match number % 5 {
        0 => format!(
            "<xs:complexType name=\"Item{number}\">{doc}<xs:complexContent><xs:extension base=\"l:Element\"><xs:sequence>\
             <xs:element name=\"code\" type=\"l:Code{code}\"/><xs:element name=\"text\" type=\"xs:string\" minOccurs=\"0\"/>\
             <xs:element name=\"time\" type=\"xs:dateTime\" minOccurs=\"0\"/><xs:element name=\"amount\" type=\"xs:decimal\"/>\
             <xs:element name=\"part\" type=\"l:Item{number}\" minOccurs=\"0\"/>\
             <xs:element name=\"other\" type=\"l:Item{item}\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\
             </xs:sequence></xs:extension></xs:complexContent></xs:complexType>\n"
        ),
        1 => {
            let values = (0..6).fold(String::new(), |mut values, value| {
                let _ = write!(values, "<xs:enumeration value=\"v-{number}-{value}\"/>");
                values
            });
            format!(
                "<xs:simpleType name=\"Code{number}\">{doc}<xs:restriction base=\"xs:token\">{values}</xs:restriction></xs:simpleType>\n"
            )
        }
        2 => format!(
            "<xs:simpleType name=\"Id{number}\"><xs:restriction base=\"xs:string\"><xs:maxLength value=\"64\"/>\
             <xs:pattern value=\"[a-z0-9\\-\\.]{{1,36}}\"/></xs:restriction></xs:simpleType>\n"
        ),
        3 => format!(
            "<xs:complexType name=\"Value{number}\"><xs:simpleContent><xs:extension base=\"xs:decimal\">\
             <xs:attribute name=\"unit\" type=\"xs:string\" use=\"required\"/></xs:extension></xs:simpleContent></xs:complexType>\n"
        ),
        _ => format!(
            "<xs:complexType name=\"Record{number}\">{doc}<xs:sequence><xs:element name=\"item\" type=\"l:Item{item}\"/>\
             <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:element name=\"value\" type=\"l:Value{}\"/>\
             <xs:element name=\"id\" type=\"l:Id{}\"/></xs:choice>\
             <xs:any namespace=\"##other\" processContents=\"lax\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType>\n",
            number - 1,
            number - 2
        ),
    }
}

fn responder() -> String {
    let mut records = String::new();
    for number in (4..FILES * TYPES).step_by(5) {
        let _ = writeln!(
            records,
            "<xs:element name=\"record{number}\" type=\"l:Record{number}\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>"
        );
    }
    schema(
        "urn:riv:large:domain:GetLargeResponder:1",
        &format!(
            "<xs:import namespace=\"{DOMAIN}\" schemaLocation=\"../../core_components/part_0.xsd\"/>\n\
             <xs:element name=\"GetLarge\" type=\"t:GetLargeType\"/><xs:element name=\"GetLargeResponse\" type=\"t:GetLargeResponseType\"/>\n\
             <xs:complexType name=\"GetLargeType\"><xs:sequence><xs:element name=\"id\" type=\"xs:string\"/></xs:sequence></xs:complexType>\n\
             <xs:complexType name=\"GetLargeResponseType\"><xs:sequence>\n{records}</xs:sequence></xs:complexType>\n"
        ),
    )
}

fn registry() -> String {
    schema(
        "urn:riv:itintegration:registry:1",
        "<xs:element name=\"LogicalAddress\" type=\"xs:string\"/>",
    )
}

fn wsdl() -> String {
    let (own, service) = (
        "urn:riv:large:domain:GetLarge:1:rivtabp21",
        "urn:riv:large:domain:GetLargeResponder:1",
    );
    format!(
        "<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:w=\"{own}\" xmlns:t=\"{service}\" xmlns:itr=\"urn:riv:itintegration:registry:1\" \
         targetNamespace=\"{own}\"><wsdl:types><xs:schema targetNamespace=\"{own}\">\
         <xs:import namespace=\"{service}\" schemaLocation=\"GetLargeResponder_1.0.xsd\"/>\
         <xs:import namespace=\"urn:riv:itintegration:registry:1\" schemaLocation=\"../../core_components/itintegration_registry_1.0.xsd\"/>\
         </xs:schema></wsdl:types>\
         <wsdl:message name=\"In\"><wsdl:part name=\"parameters\" element=\"t:GetLarge\"/><wsdl:part name=\"LogicalAddress\" element=\"itr:LogicalAddress\"/></wsdl:message>\
         <wsdl:message name=\"Out\"><wsdl:part name=\"parameters\" element=\"t:GetLargeResponse\"/></wsdl:message>\
         <wsdl:portType name=\"P\"><wsdl:operation name=\"GetLarge\"><wsdl:input message=\"w:In\"/><wsdl:output message=\"w:Out\"/></wsdl:operation></wsdl:portType>\
         <wsdl:binding name=\"B\" type=\"w:P\"><soap:binding style=\"document\" transport=\"http://schemas.xmlsoap.org/soap/http\"/>\
         <wsdl:operation name=\"GetLarge\"><soap:operation soapAction=\"{service}:GetLarge\"/>\
         <wsdl:input><soap:body use=\"literal\" parts=\"parameters\"/><soap:header use=\"literal\" message=\"w:In\" part=\"LogicalAddress\"/></wsdl:input>\
         <wsdl:output><soap:body use=\"literal\" parts=\"parameters\"/></wsdl:output></wsdl:operation></wsdl:binding></wsdl:definitions>\n"
    )
}
