//! Who calls (sections 3.1 and 3.2).

use http::{HeaderMap, HeaderValue};
use rivta_producer::listener::Peer;
use rivta_soap::certificate::Notation;

use crate::exchange::{Call, Entrance, Identified, Received};
use crate::header::{INSTANCE_ID, ROUTING_HISTORY, SENDER_ID, undisputed};
use crate::platform::Platform;
use crate::refusal::{Refusal, SenderProblem, Uncoded};
use crate::sender::{self, HeaderProblem, PlainRules};

/// Finds out who calls. Over TLS the client certificate tells, and nothing else; on the plain listener it is told by
/// whoever is allowed to call there.
pub(crate) fn identify(received: Received, platform: &Platform) -> Result<Identified, Refusal> {
    let Received {
        mut call, peer, body, ..
    } = received;
    let sender = match (call.entrance, &platform.plain) {
        (Entrance::Plain, Some(rules)) => of_header(&mut call, peer.as_ref(), rules, platform)?,
        _ => of_certificate(peer.as_ref(), platform)?,
    };
    let named = of_part(&call, &sender, platform);
    call.is_of_part = named.is_some();
    let sender = named.unwrap_or(sender);
    Ok(Identified { call, body, sender })
}

fn of_certificate(peer: Option<&Peer>, platform: &Platform) -> Result<String, Refusal> {
    let subject = peer.and_then(Peer::subject);
    match subject.and_then(|subject| platform.subject_pattern.sender(subject)) {
        Some(Ok(sender)) => Ok(sender),
        Some(Err(_)) => Err(Refusal::Uncoded(Uncoded::SenderIsNoText)),
        None => {
            let problem = SenderProblem::NotInCertificate(subject.map(str::to_owned));
            Err(Refusal::SenderUnknown(problem))
        }
    }
}

/// The sender that the owner of a certificate names over TLS, when that owner is a part of this platform and says so.
fn of_part(call: &Call, owner: &str, platform: &Platform) -> Option<String> {
    let own = platform.configuration.instance.id.as_bytes();
    let says_so = || undisputed(&call.headers, &INSTANCE_ID).is_some_and(|id| id.as_bytes() == own);
    let is_part = call.entrance == Entrance::Tls && platform.configuration.parts.has_sender(owner) && says_so();
    is_part
        .then(|| undisputed(&call.headers, &SENDER_ID).map(lossy))
        .flatten()
}

/// Another part of this platform names the sender; any other caller is a proxy that passes on the sender's certificate.
fn of_header(call: &mut Call, peer: Option<&Peer>, rules: &PlainRules, platform: &Platform) -> Result<String, Refusal> {
    if let Some(peer) = peer {
        let address = sender::written(peer.address().ip());
        check_address(rules, &address, "CamelNettyRemoteAddress")?;
    }
    // A certificate is told nowhere, whatever the header is called.
    let certificates = call
        .headers
        .iter_mut()
        .filter(|(name, _)| **name == rules.certificate_header);
    certificates.for_each(|(_, value)| value.set_sensitive(true));
    let own = &platform.configuration.instance.id;
    let is_inside = undisputed(&call.headers, &INSTANCE_ID).is_some_and(|id| id.as_bytes() == own.as_bytes());
    if let Some(sender) = undisputed(&call.headers, &SENDER_ID).filter(|_| is_inside) {
        if let Some(client) = call.headers.get(&rules.forwarded_for) {
            check_address(rules, &lossy(client), &rules.forwarded_for)?;
        }
        return Ok(lossy(sender));
    }
    let sender = of_forwarded_certificate(&call.headers, rules, platform)?;
    if rules.routing_history {
        extend_history(&mut call.headers, &sender, own)?;
    }
    Ok(sender)
}

fn check_address(rules: &PlainRules, address: &str, header: &str) -> Result<(), Refusal> {
    if rules.allows(address) {
        return Ok(());
    }
    Err(Refusal::CallerNotAllowed {
        ip: address.to_owned(),
        header: header.to_owned(),
    })
}

fn of_forwarded_certificate(headers: &HeaderMap, rules: &PlainRules, platform: &Platform) -> Result<String, Refusal> {
    let name = || rules.certificate_header_name.clone();
    if !headers.contains_key(&rules.certificate_header) {
        return Err(SenderProblem::HeaderMissing(name()).into());
    }
    let header = undisputed(headers, &rules.certificate_header);
    let header = header.ok_or_else(|| SenderProblem::HeaderOfUnknownKind(name()))?;
    let der = sender::certificate(header.as_bytes()).map_err(|problem| match problem {
        HeaderProblem::UnknownKind => SenderProblem::HeaderOfUnknownKind(name()),
        HeaderProblem::Undecodable => SenderProblem::HeaderUndecodable(name()),
    })?;
    let subject = Notation::Rfc2253
        .subject(&der)
        .map_err(|_| SenderProblem::HeaderUndecodable(name()))?;
    let sender = platform
        .subject_pattern
        .sender(&subject)
        .ok_or(SenderProblem::NotInHeader)?;
    Ok(sender.map_err(|_| SenderProblem::HeaderUndecodable(name()))?)
}

/// Adds this platform to those the call has passed, and refuses a call that has been here before.
fn extend_history(headers: &mut HeaderMap, sender: &str, own: &str) -> Result<(), Refusal> {
    // On several lines it is still one history, and a loop shows in any of them.
    let lines = headers.get_all(&ROUTING_HISTORY).iter().map(lossy);
    let mut history = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("#");
    if history.is_empty() {
        sender.clone_into(&mut history);
    } else if history.split('#').any(|passed| passed.trim() == own) {
        return Err(Refusal::RoutingLoop);
    }
    if let Ok(value) = HeaderValue::from_bytes(format!("{history}#{own}").as_bytes()) {
        headers.insert(&ROUTING_HISTORY, value);
    }
    Ok(())
}

fn lossy(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::extend_history;
    use crate::refusal::Refusal;

    #[test]
    fn section_3_2_the_history_is_extended_and_loops_are_refused() {
        let rows: [(&[&str], _); 9] = [
            (&[], Ok("urken#dev_env")),
            (&[""], Ok("urken#dev_env")),
            (
                &["some_server#some_other_server"],
                Ok("some_server#some_other_server#dev_env"),
            ),
            (&["dev_env#some_server"], Err(Refusal::RoutingLoop)),
            (&["some_server# dev_env "], Err(Refusal::RoutingLoop)),
            (&["dev_env2"], Ok("dev_env2#dev_env")),
            (&["DEV_ENV"], Ok("DEV_ENV#dev_env")),
            (&["one", "two"], Ok("one#two#dev_env")),
            (&["one", "dev_env"], Err(Refusal::RoutingLoop)),
        ];
        // A sender that has the platform's own name has not been here before.
        let mut headers = HeaderMap::new();
        assert_eq!(extend_history(&mut headers, "dev_env", "dev_env"), Ok(()));
        assert_eq!(headers["x-rivta-routing-history"], "dev_env#dev_env");
        for (given, expected) in rows {
            let mut headers = HeaderMap::new();
            for line in given {
                headers.append("x-rivta-routing-history", line.parse().unwrap());
            }
            let outcome = extend_history(&mut headers, "urken", "dev_env");
            assert!(headers.get_all("x-rivta-routing-history").iter().count() <= 1 || outcome.is_err());
            let outcome = outcome.map(|()| headers["x-rivta-routing-history"].to_str().unwrap().to_owned());
            assert_eq!(outcome, expected.map(str::to_owned), "{given:?}");
        }
    }
}
