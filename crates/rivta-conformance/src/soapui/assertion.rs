//! Assertions of a request into expectations.

use regex::Regex;
use roxmltree::Node;

use super::project::{child, text_in};
use super::property::Properties;
use super::script::{self, Surroundings};
use crate::case::Verb;
use crate::xpath::prolog;

/// What a valid SOAP answer is, of either version.
const SOAP_ENVELOPE: &str = "count(/*[local-name() = 'Envelope' and namespace-uri() = \
     ('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope')])";

/// The expectations behind an assertion; `Err` tells in Swedish why there are none.
pub(super) fn verbs(
    node: Node<'_, '_>,
    properties: &Properties,
    surroundings: &Surroundings<'_>,
) -> Result<Vec<Verb>, String> {
    let setting = |name: &str| {
        let configuration = child(node, "configuration");
        configuration
            .map(|configuration| text_in(configuration, name))
            .unwrap_or_default()
    };
    let kind = node.attribute("type").unwrap_or_default();
    let verb = match kind {
        // The two kinds of SOAP fault are called by each other's names in the files.
        "SOAP Fault Assertion" => Verb::NoFault {},
        "Not SOAP Fault Assertion" => Verb::Fault {
            contains: None,
            code: None,
        },
        "SOAP Response" => Verb::Xpath {
            expression: SOAP_ENVELOPE.to_owned(),
            equals: "1".to_owned(),
        },
        "Schema Compliance" => Verb::Schema {},
        "XPath Match" => xpath(&setting, properties)?,
        "Simple Contains" => {
            let (text, regex, ignore_case) = token(&setting, properties)?;
            Verb::Contains {
                text,
                regex,
                ignore_case,
            }
        }
        "Simple NotContains" => {
            let (text, regex, ignore_case) = token(&setting, properties)?;
            Verb::NotContains {
                text,
                regex,
                ignore_case,
            }
        }
        "Valid HTTP Status Codes" => Verb::Status {
            values: statuses(&setting("codes"))?,
        },
        "Invalid HTTP Status Codes" => Verb::NotStatus {
            values: statuses(&setting("codes"))?,
        },
        "Response SLA Assertion" => Verb::Within {
            milliseconds: setting("SLA")
                .trim()
                .parse()
                .map_err(|_| "gränsen är inget tal".to_owned())?,
        },
        "GroovyScriptAssertion" => {
            return expanded(&script::verbs(&setting("scriptText"), surroundings)?, properties);
        }
        other if other.contains("JsonPath") => return Err("JSON finns inte i SOAP-svar".to_owned()),
        _ => return Err("slaget av kontroll har ingen motsvarighet".to_owned()),
    };
    Ok(vec![verb])
}

/// Verbs with the expansions in their texts replaced; written out and read again, all of them are reached alike.
pub(super) fn expanded(verbs: &[Verb], properties: &Properties) -> Result<Vec<Verb>, String> {
    let written = serde_json::to_string(verbs).map_err(|error| error.to_string())?;
    serde_json::from_str(&properties.text(&written)?).map_err(|error| error.to_string())
}

fn xpath(setting: &impl Fn(&str) -> String, properties: &Properties) -> Result<Verb, String> {
    let content = setting("content");
    if content.trim_start().starts_with('<') {
        return Err("det väntade innehållet är XML".to_owned());
    }
    let expression = properties.text(setting("path").trim())?;
    if expression.is_empty() {
        return Err("uttrycket är tomt".to_owned());
    }
    let equals = properties.text(&content)?;
    if setting("allowWildcards").trim() == "true" && equals.contains('*') {
        return with_wildcards(&expression, &equals);
    }
    Ok(Verb::Xpath { expression, equals })
}

/// An expected content in which `*` stands for anything.
fn with_wildcards(expression: &str, equals: &str) -> Result<Verb, String> {
    if equals.contains("${") {
        return Err("det väntade innehållet har jokertecken och egenskaper".to_owned());
    }
    let (_, bare) = prolog::taken_off(expression);
    let before = expression.strip_suffix(bare).unwrap_or_default();
    let literal = |part: &str| regex::escape(part.trim()).replace('\'', "''");
    let pattern = equals.trim().split('*').map(literal).collect::<Vec<_>>().join(".*");
    Ok(Verb::Xpath {
        expression: format!("{before}exists(({bare})[matches(string(.), '^\\s*{pattern}\\s*$', 's')])"),
        equals: "true".to_owned(),
    })
}

fn token(setting: &impl Fn(&str) -> String, properties: &Properties) -> Result<(String, bool, bool), String> {
    let (text, regex) = (
        properties.text(&setting("token"))?,
        setting("useRegEx").trim() == "true",
    );
    if text.is_empty() {
        return Err("texten är tom: kontrollen går alltid igenom".to_owned());
    }
    if regex && Regex::new(&text.replace("${", "")).is_err() {
        return Err("det reguljära uttrycket har ingen motsvarighet".to_owned());
    }
    Ok((text, regex, setting("ignoreCase").trim() == "true"))
}

fn statuses(codes: &str) -> Result<Vec<u16>, String> {
    if codes.trim().is_empty() {
        return Err("inga statuskoder är angivna".to_owned());
    }
    let codes = codes.split([',', ' ']).filter(|code| !code.trim().is_empty());
    codes
        .map(|code| code.trim().parse().map_err(|_| "en statuskod är inget tal".to_owned()))
        .collect()
}
