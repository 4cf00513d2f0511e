//! The address of a producer, taken apart.

use std::sync::Arc;

use http::uri::{Authority, Parts, PathAndQuery, Scheme};
use http::{HeaderValue, Uri};
use rivta_consumer::channel::Target;

use crate::journal::{self, Members};
use crate::remembered::Remembered;

/// The addresses in the catalogue, taken apart once.
#[derive(Default)]
pub(crate) struct ProducerAddresses {
    known: Remembered<String, Option<Arc<ProducerAddress>>>,
}

impl ProducerAddresses {
    /// What [`ProducerAddress::parse`] says of an address.
    pub(crate) fn get(&self, written: &str, query: Option<&str>) -> Option<Arc<ProducerAddress>> {
        let parse = || ProducerAddress::parse(written, query).map(Arc::new);
        match query {
            // Consumers choose the query.
            Some(_) => parse(),
            None => self.known.get(written, parse),
        }
    }
}

/// Where a call goes, as the catalogue's URL says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProducerAddress {
    /// The address as the catalogue spells it, for texts.
    pub(crate) written: String,
    /// The URL to call: without user information and fragment.
    pub(crate) uri: Uri,
    /// Where that is; `None` when it names no host, which shows when it is called.
    pub(crate) target: Option<Target>,
    /// The value of `Host`: the port is left out when it is absent or 80, even behind TLS.
    pub(crate) host: HeaderValue,
    /// Whether the producer counts as inside the platform and is told who calls: the address begins with `http://` in
    /// lower case.
    pub(crate) is_inside: bool,
    /// What is told of the address at the log points.
    pub(crate) told: Members,
}

impl ProducerAddress {
    /// Takes an address apart; `None` when it is no `http` or `https` URL. A query of the call takes the place of one
    /// in the address.
    pub(crate) fn parse(written: &str, query: Option<&str>) -> Option<Self> {
        if !has_url_characters(written) {
            return None;
        }
        let without_fragment = written.split('#').next()?;
        let parts = without_fragment.parse::<Uri>().ok()?.into_parts();
        let scheme = parts
            .scheme
            .filter(|scheme| *scheme == Scheme::HTTPS || *scheme == Scheme::HTTP)?;
        let authority = parts.authority?;
        let without_user: Authority = authority.as_str().rsplit('@').next()?.parse().ok()?;
        if !has_port_that_exists(&without_user) {
            return None;
        }
        let is_inside = scheme == Scheme::HTTP && written.contains("http://");
        let mut target = Parts::default();
        target.scheme = Some(scheme);
        target.path_and_query = Some(path_and_query(parts.path_and_query.as_ref(), query)?);
        target.authority = Some(without_user.clone());
        let uri = Uri::from_parts(target).ok()?;
        Some(Self {
            written: written.to_owned(),
            told: journal::of_producer(written, &uri),
            target: Target::of(&uri).ok(),
            uri,
            host: HeaderValue::try_from(host(&without_user)).ok()?,
            is_inside,
        })
    }
}

fn path_and_query(of_address: Option<&PathAndQuery>, query: Option<&str>) -> Option<PathAndQuery> {
    let path = of_address.map_or("/", PathAndQuery::path);
    match query.or_else(|| of_address.and_then(PathAndQuery::query)) {
        Some(query) => format!("{path}?{query}").parse().ok(),
        None => path.parse().ok(),
    }
}

/// Whether a URL may have all of these characters (RFC 3986, and those of other scripts), and each `%` begins an escape.
/// The library takes more.
fn has_url_characters(written: &str) -> bool {
    let is_allowed = |c: char| !c.is_whitespace() && !c.is_control() && !r#""<>\^`{|}"#.contains(c);
    let is_escape = |rest: &str| {
        rest.get(..2)
            .is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    written.chars().all(is_allowed) && written.split('%').skip(1).all(is_escape)
}

/// Whether the port is a number that a port can have, or absent. The library takes any other for absent, and the call
/// would go to a port that nobody named.
fn has_port_that_exists(authority: &Authority) -> bool {
    let after_host = authority.as_str().strip_prefix(authority.host());
    authority.port_u16().is_some() || matches!(after_host, Some("" | ":"))
}

fn host(authority: &Authority) -> String {
    match authority.port_u16() {
        None | Some(80) => authority.host().to_owned(),
        Some(port) => format!("{}:{port}", authority.host()),
    }
}

#[cfg(test)]
mod tests {
    use super::ProducerAddress;

    #[test]
    fn an_address_is_taken_apart() {
        let rows = [
            ("https://h:8443/a/b", None, "https://h:8443/a/b", "h:8443", false),
            ("https://h:443/a", None, "https://h:443/a", "h:443", false),
            ("https://h", None, "https://h/", "h", false),
            ("https://h:65535/a", None, "https://h:65535/a", "h:65535", false),
            ("https://h/a%2Fb", None, "https://h/a%2Fb", "h", false),
            ("http://h:80/a?wsdl", None, "http://h:80/a?wsdl", "h", true),
            ("HTTP://h/a", None, "http://h/a", "h", false),
            ("http://h/a?x=1", Some("y=2"), "http://h/a?y=2", "h", true),
            ("https://user:word@h/a#part", None, "https://h/a", "h", false),
            (
                "https://[::1]:8443/a",
                None,
                "https://[::1]:8443/a",
                "[::1]:8443",
                false,
            ),
        ];
        for (written, query, uri, host, is_inside) in rows {
            let parsed = ProducerAddress::parse(written, query).unwrap();
            assert_eq!(parsed.uri.to_string(), uri);
            assert_eq!(
                (parsed.host.to_str().unwrap(), parsed.is_inside),
                (host, is_inside),
                "{written}"
            );
            assert_eq!(parsed.written, written);
        }
    }

    #[test]
    fn an_address_without_a_host_leads_nowhere() {
        let rows = [
            ("https://h:8443/a", true),
            ("https://:8443/a", false),
            ("http://user@:80", false),
        ];
        for (written, leads) in rows {
            assert_eq!(
                ProducerAddress::parse(written, None).unwrap().target.is_some(),
                leads,
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_url_is_refused() {
        for written in [
            "localhost",
            "ftp://h/a",
            "https://",
            "https:///a",
            "/a",
            "https://h h/a",
            "https://h:65536/a",
            "https://h:99999/a",
            "https://[::1]:99999/a",
            " https://h/a",
            "https://h/a\n",
            "https://h/a|b",
            "https://h/{a}",
            "https://h/a?b=<c>",
            "https://h/a%zz",
            "https://h/a%2",
            "",
        ] {
            assert_eq!(ProducerAddress::parse(written, None), None, "{written}");
        }
    }
}
