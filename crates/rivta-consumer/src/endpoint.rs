//! Where calls go.

use http::Uri;
use rivta_soap::Contract;
use rivta_soap::contract::conventional_path;

use crate::error::Error;

/// The URL of the platform or of a producer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
    conventional: bool,
}

impl Endpoint {
    /// A base URL, to which each contract's conventional path is added:
    /// `https://host/vp` becomes `https://host/vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21`.
    ///
    /// # Errors
    /// [`Error::Endpoint`] when the URL is not an absolute `https` URL, or has a query.
    pub fn base(url: &str) -> Result<Self, Error> {
        if url.contains('?') {
            return Err(Error::Endpoint {
                url: url.to_owned(),
                reason: "a base URL has no query",
            });
        }
        let url = check(url)?.trim_end_matches('/').to_owned();
        Ok(Self {
            url,
            conventional: true,
        })
    }

    /// The exact URL of every call.
    ///
    /// # Errors
    /// [`Error::Endpoint`] when the URL is not an absolute `https` URL.
    pub fn exact(url: &str) -> Result<Self, Error> {
        Ok(Self {
            url: check(url)?.to_owned(),
            conventional: false,
        })
    }

    /// The URL for calls of a contract.
    ///
    /// # Errors
    /// [`Error::Endpoint`] when base URL and path make no URL together.
    pub fn url_of<C: Contract>(&self) -> Result<Uri, Error> {
        let path = if self.conventional {
            conventional_path::<C>()
        } else {
            String::new()
        };
        let url = format!("{}{path}", self.url);
        url.parse().map_err(|_| Error::Endpoint {
            url,
            reason: "it is malformed",
        })
    }
}

/// RIV-TA knows mutual TLS only; a name and password in the URL would end up in logs.
fn check(url: &str) -> Result<&str, Error> {
    let refused = |reason| Error::Endpoint {
        url: url.to_owned(),
        reason,
    };
    let parsed: Uri = url.parse().map_err(|_| refused("it is malformed"))?;
    if parsed.scheme_str() != Some("https") {
        return Err(refused("it must begin with https://"));
    }
    if parsed
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(Error::Endpoint {
            url: "https://…@…".to_owned(),
            reason: "it must not name a user",
        });
    }
    Ok(url)
}
