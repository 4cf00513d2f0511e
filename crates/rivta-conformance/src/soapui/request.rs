//! SOAP requests and what stands around them: endpoints, headers, assertions.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::assertion;
use super::name::slug;
use super::project::{Converter, child, children, is_disabled, named, parse, text_in, text_of};
use super::script::Surroundings;
use crate::case::{Area, Call, Case, Step};

/// What an interface of the project says of its calls.
#[derive(Debug, Default)]
pub(super) struct Interface {
    /// `SOAPAction` by operation.
    actions: BTreeMap<String, String>,
    is_soap_1_2: bool,
}

impl Interface {
    /// Every interface by its name.
    pub(super) fn all(root: Node<'_, '_>) -> BTreeMap<String, Self> {
        let name = |node: Node<'_, '_>| node.attribute("name").unwrap_or_default().to_owned();
        let one = |interface| {
            let operations = children(interface, "operation");
            let actions =
                operations.filter_map(|operation| Some((name(operation), operation.attribute("action")?.to_owned())));
            Self {
                actions: actions.collect(),
                is_soap_1_2: interface.attribute("soapVersion") == Some("1_2"),
            }
        };
        children(root, "interface")
            .map(|interface| (name(interface), one(interface)))
            .collect()
    }

    /// The endpoint and the interface that most requests of the project have.
    pub(super) fn usual(root: Node<'_, '_>) -> (String, String) {
        let configs = root.descendants().filter(|node| node.tag_name().name() == "config");
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for config in configs {
            if let Some(request) = child(config, "request") {
                *seen
                    .entry((base(&text_in(request, "endpoint")), text_in(config, "interface")))
                    .or_default() += 1;
            }
        }
        let most = seen.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(usual, _)| usual).unwrap_or_default()
    }
}

/// What tells one endpoint from another: the property that it begins with, or else its host.
fn base(endpoint: &str) -> String {
    let endpoint = endpoint.trim();
    if let Some((property, _)) = endpoint.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
        return property.rsplit('#').next().unwrap_or_default().trim().to_owned();
    }
    let host = endpoint.split_once("://").map_or(endpoint, |(_, rest)| rest);
    host.split('/').next().unwrap_or_default().to_owned()
}

impl Converter<'_> {
    pub(super) fn request(&mut self, config: Node<'_, '_>, case: &mut Case, area: &Area) {
        let Some(request) = child(config, "request") else {
            return self.lose("request", "steget har ingen begäran");
        };
        let message = match self.message(request) {
            Ok(message) => message,
            Err(reason) => return self.lose("request", reason),
        };
        let number = case.steps.len() + 1;
        let file = match number {
            1 => "request.xml".to_owned(),
            more => format!("request-{more}.xml"),
        };
        let path = format!("{}/{}/{file}", area.name, case.id);
        self.made.files.push((path, message.into_bytes()));
        let mut call = Call {
            message: file.into(),
            http_headers: self.headers(request),
            ..Call::default()
        };
        self.by_interface(config, request, &mut call, case);
        if text_in(request, "encoding").to_uppercase().starts_with("UTF-16") {
            call.encoding = Some("UTF-16".to_owned());
        }
        self.made.converted += 1;
        self.beside_message(request);
        for node in children(request, "assertion") {
            self.assertion(node, &mut call, area);
        }
        self.properties.calls.push((self.place[2].clone(), case.steps.len()));
        case.steps.push(Step::Call(call));
    }

    fn message(&self, request: Node<'_, '_>) -> Result<String, String> {
        let Some(body) = child(request, "request") else {
            return Err("begäran är tom".to_owned());
        };
        if body.attribute("compression").is_some_and(|way| way != "none") {
            return Err("begäran är sparad komprimerad".to_owned());
        }
        let text = text_of(body).replace("\\r", "");
        let message = self
            .properties
            .text(&text)
            .map_err(|reason| format!("begäran innehåller {reason}"))?;
        if message.trim().is_empty() {
            return Err("begäran är tom".to_owned());
        }
        Ok(message)
    }

    /// `SOAPAction`, version of SOAP and address by the interface that a request belongs to.
    fn by_interface(&mut self, config: Node<'_, '_>, request: Node<'_, '_>, call: &mut Call, case: &mut Case) {
        let (interface, operation) = (text_in(config, "interface"), text_in(config, "operation"));
        if let Some(known) = self.interfaces.get(&interface) {
            let action = known.actions.get(&operation).cloned().unwrap_or_default();
            if known.is_soap_1_2 {
                call.content_type = Some(format!("application/soap+xml; charset=UTF-8; action=\"{action}\""));
            }
            call.soap_action = Some(action).filter(|action| !action.is_empty());
        }
        let endpoint = text_in(request, "endpoint");
        if endpoint.trim().is_empty() || base(&endpoint) == self.usual.0 {
            return;
        }
        if interface == self.usual.1 {
            let reason = "adressen är en annan än de andra begärandenas: målfilens address.producer används";
            return self.lose("endpoint", reason);
        }
        let ends = ["ResponderBinding", "Binding", "ResponderInterface"];
        let name = ends
            .iter()
            .find_map(|end| interface.strip_suffix(end))
            .unwrap_or(&interface);
        let need = format!("address.{}", slug(name));
        call.address = Some(format!("${{{need}}}"));
        if !case.needs.contains(&need) {
            case.needs.push(need);
        }
    }

    /// What `SoapUI` would put around the message, and we do not.
    fn beside_message(&mut self, request: Node<'_, '_>) {
        let set = |name: &str| {
            request
                .attribute(name)
                .is_some_and(|value| !value.trim().is_empty() && value != "false")
        };
        let attributes = [
            ("outgoingWss", "WS-Security läggs inte till"),
            ("incomingWss", "WS-Security i svaret prövas inte"),
            (
                "useWsAddressing",
                "WS-Addressing läggs inte till: bara det som står i begäran skickas",
            ),
            ("useWsReliableMessaging", "WS-ReliableMessaging har ingen motsvarighet"),
            ("sslKeystore", "målfilens certifikat används"),
        ];
        for (name, reason) in attributes {
            if set(name) {
                self.lose(name, reason);
            }
        }
        if children(request, "attachment").next().is_some() {
            self.lose("attachment", "bilagor skickas inte");
        }
        let credentials = child(request, "credentials");
        if credentials.is_some_and(|credentials| !text_in(credentials, "username").trim().is_empty()) {
            self.lose("credentials", "användarnamn och lösenord skickas inte");
        }
    }

    fn assertion(&mut self, node: Node<'_, '_>, call: &mut Call, area: &Area) {
        let kind = node.attribute("type").unwrap_or_default();
        if is_disabled(node) {
            return self.lose(named(node, kind), "kontrollen är avstängd i projektet");
        }
        let surroundings = Surroundings {
            rules: &self.rules,
            records: area.records.as_deref(),
        };
        match assertion::verbs(node, &self.properties, &surroundings) {
            Ok(verbs) => {
                self.made.converted += 1;
                call.expect.extend(verbs);
            }
            Err(reason) => self.lose(named(node, kind), reason),
        }
    }

    /// HTTP headers stand in a setting, as XML in text.
    fn headers(&mut self, request: Node<'_, '_>) -> BTreeMap<String, String> {
        let settings = child(request, "settings")
            .into_iter()
            .flat_map(|settings| children(settings, "setting"));
        let is_headers = |id: &str| id.ends_with("@request-headers");
        let settings = settings.filter(|setting| setting.attribute("id").is_some_and(is_headers));
        let mut headers = BTreeMap::new();
        for setting in settings {
            let Ok(entries) = entries(setting) else {
                self.lose("request-headers", "HTTP-huvudena är inte läsbar XML");
                continue;
            };
            for (name, value) in entries {
                match self.properties.text(&value) {
                    Ok(value) => {
                        headers.insert(name.to_lowercase(), value);
                    }
                    Err(reason) => self.lose(format!("HTTP-huvudet {name}"), reason),
                }
            }
        }
        headers
    }
}

/// The headers of a setting, name and value.
fn entries(setting: Node<'_, '_>) -> Result<Vec<(String, String)>, crate::error::Error> {
    let text = text_of(setting);
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    parse(text.trim().as_bytes(), |document| {
        let entries = document.descendants().filter(|node| node.tag_name().name() == "entry");
        let pair = |node: Node<'_, '_>| Some((node.attribute("key")?.to_owned(), node.attribute("value")?.to_owned()));
        Ok(entries.filter_map(pair).collect())
    })
}
