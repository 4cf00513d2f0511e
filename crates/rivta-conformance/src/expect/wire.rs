//! Expectations about the answer as it came over the wire: status, headers, encoding, time and faults.

use std::sync::LazyLock;

use regex::Regex;

use super::{Bench, Findings, Message, at, whole};
use crate::contracts::is_fault;

/// A personal number, with or without century and separator.
static PERSONAL_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9])(?:(?:18|19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][1-9]|[1-3]0|31|[68][1-9]|7[0-9]|9[01])[-+]?[0-9]{4})(?:[^0-9]|$)").ok()
});
/// A log id.
static UUID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").ok());
/// The encoding in an XML declaration.
static DECLARATION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']"#).ok());

fn when(wrong: bool, text: impl FnOnce() -> String) -> Findings {
    wrong.then(|| whole(text())).into_iter().collect()
}

fn is_a_fault(message: &Message) -> bool {
    message.payload().is_some_and(|name| is_fault(&name))
}

pub(super) fn fault(message: &Message, contains: Option<&str>, code: Option<&str>) -> Result<Findings, String> {
    if !is_a_fault(message) {
        return Ok(vec![whole("svaret är inget SOAP-fel")]);
    }
    let mut findings = when(message.status.is_some_and(|status| status != 500), || {
        "ett SOAP-fel ska ha HTTP-status 500 (WS-I Basic Profile 1.1)".to_owned()
    });
    let document = message.document()?;
    let text = document.string(0);
    findings.extend(when(contains.is_some_and(|wanted| !text.contains(wanted)), || {
        format!("felet nämner inte {}", contains.unwrap_or_default())
    }));
    let element = |name: &str| {
        let named = |node: &u32| document.name(*node).is_some_and(|found| found.local == name);
        document.descendants(0).find(named)
    };
    let found = element("faultcode")
        .or_else(|| element("Code"))
        .map(|node| document.string(node).trim());
    let is =
        |wanted: &str| found.is_some_and(|found| found.rsplit(':').next().is_some_and(|code| code.starts_with(wanted)));
    findings.extend(when(code.is_some_and(|wanted| !is(wanted)), || {
        format!("felets kod ska vara {}", code.unwrap_or_default())
    }));
    Ok(findings)
}

pub(super) fn no_fault(message: &Message) -> Findings {
    if is_a_fault(message) {
        return vec![whole("svaret är ett SOAP-fel")];
    }
    when(message.payload().is_none(), || {
        "svaret är inget SOAP-meddelande".to_owned()
    })
}

pub(super) fn fault_without_personal_data(bench: &Bench<'_>, message: &Message) -> Result<Findings, String> {
    if !is_a_fault(message) {
        return Ok(vec![whole("svaret är inget SOAP-fel")]);
    }
    let text = message.text.as_ref().map_err(Clone::clone)?;
    let text = String::from_utf8_lossy(text);
    // Parts of a UUID may look like a personal number.
    let rest = UUID
        .as_ref()
        .map_or_else(|| text.clone(), |pattern| pattern.replace_all(&text, "-"));
    let mut findings = when(rest == text, || "felet saknar logg-id (ett UUID)".to_owned());
    let told = bench.secrets.iter().any(|secret| rest.contains(secret.as_str()));
    let numbered = PERSONAL_NUMBER.as_ref().is_some_and(|pattern| pattern.is_match(&rest));
    findings.extend(when(numbered || told, || {
        "felet innehåller en personidentitet".to_owned()
    }));
    Ok(findings)
}

pub(super) fn status(message: &Message, values: &[u16]) -> Findings {
    let is = |status| values.contains(&status);
    let wanted = || values.iter().map(u16::to_string).collect::<Vec<_>>().join(" eller ");
    when(!message.status.is_some_and(is), || {
        format!("HTTP-status ska vara {}", wanted())
    })
}

pub(super) fn not_status(message: &Message, values: &[u16]) -> Findings {
    let wrong = message.status.filter(|status| values.contains(status));
    when(wrong.is_some(), || {
        format!("HTTP-status får inte vara {}", wrong.unwrap_or_default())
    })
}

pub(super) fn within(message: &Message, milliseconds: u64) -> Findings {
    when(message.elapsed.as_millis() > u128::from(milliseconds), || {
        format!("svaret tog längre tid än {milliseconds} ms")
    })
}

pub(super) fn header(message: &Message, name: &str, equals: Option<&str>) -> Findings {
    match (message.header(name), equals) {
        (None, _) => vec![at(name, "HTTP-huvudet saknas")],
        (Some(found), Some(wanted)) if found != wanted => vec![at(name, "HTTP-huvudet har inte det väntade värdet")],
        _ => Vec::new(),
    }
}

pub(super) fn no_header(message: &Message, name: &str) -> Findings {
    let found = message.header(name).map(|_| at(name, "HTTP-huvudet får inte finnas"));
    found.into_iter().collect()
}

/// `assertValidEncoding`.
pub(super) fn encoding(message: &Message) -> Findings {
    let content_type = message.header("content-type").and_then(rivta_soap::http::charset);
    let declared = declared(&message.raw);
    let mut findings = Vec::new();
    for (place, found) in [
        ("Content-Type", content_type),
        ("XML-deklarationen", declared.as_deref()),
    ] {
        if found.is_some_and(|found| !is_unicode(found)) {
            findings.push(at(place, "teckenkodningen ska vara UTF-8 eller UTF-16"));
        }
    }
    if let (Some(header), Some(declared)) = (content_type, declared.as_deref()) {
        findings.extend(when(!header.eq_ignore_ascii_case(declared), || {
            "teckenkodningen i Content-Type och i XML-deklarationen är olika".to_owned()
        }));
    }
    findings.extend(message.text.as_ref().err().map(whole));
    findings
}

fn is_unicode(charset: &str) -> bool {
    ["utf-8", "utf-16"]
        .iter()
        .any(|known| charset.eq_ignore_ascii_case(known))
}

/// The encoding that the XML declaration names, read as ASCII with zero bytes left out.
fn declared(raw: &[u8]) -> Option<String> {
    let head: String = raw
        .iter()
        .take(400)
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(*byte))
        .collect();
    let found = DECLARATION.as_ref()?.captures(&head)?;
    found.get(1).map(|found| found.as_str().to_owned())
}
