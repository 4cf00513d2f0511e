//! Assertions of a request into expectations.

use roxmltree::Node;

use super::project::{child, text_of};
use super::property::Properties;
use super::script;
use crate::case::Verb;

/// What a valid SOAP answer is.
const SOAP_ENVELOPE: &str =
    "count(/*[local-name() = 'Envelope' and namespace-uri() = 'http://schemas.xmlsoap.org/soap/envelope/'])";

/// The expectations behind an assertion; `Err` tells in Swedish why there are none.
pub(super) fn verbs(
    node: Node<'_, '_>,
    properties: &Properties,
    constraints: Option<&str>,
) -> Result<Vec<Verb>, String> {
    let setting = |name: &str| {
        let configuration = child(node, "configuration");
        configuration
            .and_then(|configuration| child(configuration, name))
            .map(text_of)
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
        "Response SLA Assertion" => Verb::Within {
            milliseconds: setting("SLA")
                .trim()
                .parse()
                .map_err(|_| "gränsen är inget tal".to_owned())?,
        },
        "GroovyScriptAssertion" => return of_script(&setting("scriptText"), properties, constraints),
        other if other.contains("JsonPath") => return Err("JSON finns inte i SOAP-svar".to_owned()),
        _ => return Err("slaget av kontroll har ingen motsvarighet".to_owned()),
    };
    Ok(vec![verb])
}

fn of_script(script: &str, properties: &Properties, constraints: Option<&str>) -> Result<Vec<Verb>, String> {
    let verbs = script::verbs(script, constraints)?;
    // Texts of verbs may hold expansions; written out and read again, all of them are reached alike.
    let written = serde_json::to_string(&verbs).map_err(|error| error.to_string())?;
    serde_json::from_str(&properties.text(&written)?).map_err(|error| error.to_string())
}

fn xpath(setting: &impl Fn(&str) -> String, properties: &Properties) -> Result<Verb, String> {
    let content = setting("content");
    if setting("allowWildcards").trim() == "true" && content.contains('*') {
        return Err("det väntade innehållet har jokertecken".to_owned());
    }
    if content.trim_start().starts_with('<') {
        return Err("det väntade innehållet är XML".to_owned());
    }
    Ok(Verb::Xpath {
        expression: properties.text(setting("path").trim())?,
        equals: properties.text(&content)?,
    })
}

fn token(setting: &impl Fn(&str) -> String, properties: &Properties) -> Result<(String, bool, bool), String> {
    let text = properties.text(&setting("token"))?;
    Ok((
        text,
        setting("useRegEx").trim() == "true",
        setting("ignoreCase").trim() == "true",
    ))
}

fn statuses(codes: &str) -> Result<Vec<u16>, String> {
    let codes = codes.split([',', ' ']).filter(|code| !code.trim().is_empty());
    codes
        .map(|code| code.trim().parse().map_err(|_| "en statuskod är inget tal".to_owned()))
        .collect()
}
