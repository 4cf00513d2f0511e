//! Contracts of a running service: its `?wsdl` and all that leads to, over HTTP.

mod arguments;
mod error;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use http::StatusCode;
use http::header::LOCATION;
use http_body_util::BodyExt as _;
use rivta_consumer::channel::ChannelBuilder;
use rivta_consumer::{Channel, Identity, Limits, Timeouts, Trust};
use rivta_schema::Reading;
use rivta_schema::source::{Reference, ServedDocument, SourceTree, references};
use url::Url;

use crate::problem::Problem;
pub(crate) use arguments::LiveOptions;
use error::Error;

/// Bytes of one document. No published schema comes near this size.
const DOCUMENT_BYTES: u64 = 16 << 20;
/// Bytes of all documents.
const TOTAL_BYTES: usize = 64 << 20;
/// Documents. The largest published package has about a hundred.
const DOCUMENTS: usize = 500;
/// For all of it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Whether what was given on the command line is a URL and not a path.
pub(crate) fn is_url(given: &str) -> bool {
    given.starts_with("http://") || given.starts_with("https://")
}

/// Reads the contracts that are served at these URLs.
///
/// # Errors
/// The first thing that is wrong.
pub(crate) async fn read(urls: &[&str], options: &LiveOptions) -> Result<Reading, Problem> {
    let mut fetching = Fetching {
        options,
        channel: None,
        documents: Vec::new(),
        bytes: 0,
        shown: Vec::new(),
    };
    let fetched = tokio::time::timeout(PATIENCE, fetching.all(urls)).await;
    let fetched = fetched.unwrap_or(Err(Error::Patience(PATIENCE)));
    fetched.map_err(|error| error.problem(&fetching.shown))?;
    rivta_schema::read_served(&fetching.documents).map_err(|error| Problem::of(&error, &fetching.shown))
}

/// A document to be fetched, and the reference that leads to it.
struct Wanted {
    url: Url,
    reference: Option<Reference>,
}

struct Fetching<'o> {
    options: &'o LiveOptions,
    channel: Option<Channel>,
    documents: Vec<ServedDocument>,
    bytes: usize,
    /// What was fetched, for showing what an error is about.
    shown: Vec<SourceTree>,
}

impl Fetching<'_> {
    async fn all(&mut self, urls: &[&str]) -> Result<(), Error> {
        for given in urls {
            self.one(given).await?;
        }
        Ok(())
    }

    /// Fetches a document and all it leads to, each once.
    async fn one(&mut self, given: &str) -> Result<(), Error> {
        let start = parsed(given)?;
        self.channel = Some(self.channel_to(&start)?);
        let mut seen: BTreeSet<String> = self.documents.iter().map(|document| document.url.clone()).collect();
        let mut open = VecDeque::from([Wanted {
            url: start.clone(),
            reference: None,
        }]);
        while let Some(wanted) = open.pop_front() {
            if !seen.insert(wanted.url.to_string()) {
                continue;
            }
            if seen.len() > DOCUMENTS {
                return Err(too_large(given, "documents", DOCUMENTS));
            }
            open.extend(self.fetch(&start, wanted).await?);
            if self.bytes > TOTAL_BYTES {
                return Err(too_large(given, "bytes", TOTAL_BYTES));
            }
        }
        Ok(())
    }

    /// Fetches a document; gives what it leads to.
    async fn fetch(&mut self, start: &Url, wanted: Wanted) -> Result<Vec<Wanted>, Error> {
        let Wanted { url, reference } = wanted;
        let bytes = self.get(&url).await.map_err(|error| referred(reference, error))?;
        self.bytes += bytes.len();
        let name = url.to_string();
        self.shown.push(SourceTree::of_served(&name, &bytes));
        let mut links = BTreeMap::new();
        let mut found = Vec::new();
        for reference in references(&name, &bytes)? {
            let target = self.target(start, &url, &reference)?;
            links.insert(reference.location.clone(), target.to_string());
            found.push(Wanted {
                url: target,
                reference: Some(reference),
            });
        }
        let url = name;
        self.documents.push(ServedDocument { url, bytes, links });
        Ok(found)
    }

    /// The URL that a reference means.
    fn target(&self, start: &Url, from: &Url, reference: &Reference) -> Result<Url, Error> {
        let wrong = |reason: String| Error::Reference {
            reference: Box::new(reference.clone()),
            reason,
        };
        let mut target = from
            .join(&reference.location)
            .map_err(|error| wrong(error.to_string()))?;
        target.set_fragment(None);
        if !is_url(target.as_str()) {
            return Err(wrong(format!("{} is not fetched", target.scheme())));
        }
        if target.origin() != start.origin() && !self.options.allow_other_hosts {
            let reference = Box::new(reference.clone());
            return Err(Error::OtherHost { reference });
        }
        Ok(target)
    }

    async fn get(&self, url: &Url) -> Result<Vec<u8>, Error> {
        let failed = |source| Error::Channel {
            url: url.to_string(),
            source,
        };
        let Some(channel) = &self.channel else {
            return Err(failed(rivta_consumer::ChannelError::Address("there is no channel")));
        };
        let response = channel.get(url.as_str()).await.map_err(failed)?;
        if response.status() != StatusCode::OK {
            let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
            return Err(Error::Status {
                url: url.to_string(),
                status: response.status(),
                location: location.map(str::to_owned),
            });
        }
        let body = response.into_body().collect().await.map_err(failed)?;
        Ok(body.to_bytes().to_vec())
    }

    /// A channel with the identity and trust of the options.
    fn channel_to(&self, url: &Url) -> Result<Channel, Error> {
        if url.scheme() == "https" && self.options.trust.is_none() {
            return Err(Error::NoTrust { url: url.to_string() });
        }
        let limits = Limits {
            answer_bytes: DOCUMENT_BYTES,
            ..Limits::default()
        };
        let timeouts = Timeouts {
            total: PATIENCE,
            ..Timeouts::default()
        };
        let builder = builder(self.options)?;
        Ok(builder.limits(limits).timeouts(timeouts).build()?)
    }
}

fn builder(options: &LiveOptions) -> Result<ChannelBuilder, rivta_consumer::Error> {
    let LiveOptions { cert, key, trust, .. } = options;
    let trust = trust.as_ref().map(Trust::from_pem_file).transpose()?;
    Ok(match (cert, key, trust) {
        (Some(cert), Some(key), Some(trust)) => Channel::builder(trust, Identity::from_pem_files(cert, key)?),
        (_, _, trust) => Channel::anonymous(trust),
    })
}

fn parsed(given: &str) -> Result<Url, Error> {
    let wrong = |given: &str, reason: String| Error::Url {
        given: given.to_owned(),
        reason,
    };
    let mut url = Url::parse(given).map_err(|error| wrong(given, error.to_string()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("https://…@…", "it names a user".to_owned()));
    }
    url.set_fragment(None);
    Ok(url)
}

fn referred(reference: Option<Reference>, error: Error) -> Error {
    match reference {
        Some(reference) => Error::Referred {
            reference: Box::new(reference),
            source: Box::new(error),
        },
        None => error,
    }
}

fn too_large(given: &str, what: &'static str, limit: usize) -> Error {
    Error::TooLarge {
        url: given.to_owned(),
        what,
        limit,
    }
}
