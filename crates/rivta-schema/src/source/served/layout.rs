//! Where documents stand in a package as it is published, told by what they are: nothing of it is in their URLs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::relocation::{relative, relocated};
use super::{Root, ServedDocument};
use crate::error::Error;
use crate::source::discovery::{FoundPackage, identity};
use crate::source::{SourceFile, SourceTree, path};

/// The packages that documents make: one for each domain that their WSDLs belong to. WSDLs are those documents no
/// other leads to; schemas where there is none.
///
/// # Errors
/// [`Error::Encoding`], [`Error::Xml`].
pub(crate) fn packages(documents: &[ServedDocument]) -> Result<Vec<FoundPackage>, Error> {
    let mut all = SourceTree::default();
    for document in documents {
        all.add(&document.url, PathBuf::from(&document.url), document.bytes.clone())?;
    }
    let links: Links<'_> = documents
        .iter()
        .map(|document| (document.url.as_str(), &document.links))
        .collect();
    let led_to: BTreeSet<&str> = links
        .values()
        .flat_map(|links| links.values())
        .map(String::as_str)
        .collect();
    let mut domains: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in all.files().filter(|file| !led_to.contains(file.path.as_str())) {
        domains.entry(domain(file)).or_default().push(&file.path);
    }
    let packages = domains.values().map(|starts| package(&all, &links, starts));
    packages.collect()
}

type Links<'l> = BTreeMap<&'l str, &'l BTreeMap<String, String>>;

fn domain(file: &SourceFile) -> String {
    let Root { is_wsdl, target } = Root::of(file);
    identity::domain_of(&target, is_wsdl).unwrap_or(target)
}

fn package(all: &SourceTree, links: &Links<'_>, starts: &[&str]) -> Result<FoundPackage, Error> {
    let files = closure(all, links, starts);
    let paths = places(&files, links);
    let mut tree = SourceTree::default();
    for file in files {
        let (Some(place), Some(links)) = (paths.get(file.path.as_str()), links.get(file.path.as_str())) else {
            continue;
        };
        let text = relocated(file, |location| {
            Some(relative(place, paths.get(links.get(location)?.as_str())?))
        })?;
        tree.add(place, file.origin.clone(), text.into_bytes())?;
    }
    Ok(FoundPackage {
        id: identity::of(&tree, ""),
        path: PathBuf::from(starts.first().copied().unwrap_or_default()),
        tree,
        notes: Vec::new(),
    })
}

fn closure<'t>(all: &'t SourceTree, links: &Links<'_>, starts: &[&str]) -> Vec<&'t SourceFile> {
    let mut open: Vec<&str> = starts.iter().rev().copied().collect();
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    while let Some(url) = open.pop() {
        if !seen.insert(url) {
            continue;
        }
        found.extend(all.get(url));
        open.extend(
            links
                .get(url)
                .into_iter()
                .flat_map(|links| links.values())
                .map(String::as_str),
        );
    }
    found
}

/// The path of each document, by its URL. Documents of one name that differ in more than in the locations they write
/// get a number.
fn places<'t>(files: &[&'t SourceFile], links: &Links<'_>) -> BTreeMap<&'t str, String> {
    let contracts: Vec<Contract> = files.iter().filter_map(|file| Contract::of(&Root::of(file))).collect();
    let stems: Vec<String> = files.iter().map(|file| stem(&file.path)).collect();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for file in files {
        let wanted = place(file, &contracts, &stems);
        let content = without_urls(file, links);
        let mut candidate = wanted.clone();
        let mut number = 1;
        while taken.get(&candidate).is_some_and(|other| *other != content) {
            number += 1;
            let (name, ending) = wanted.rsplit_once('.').unwrap_or((&wanted, "xsd"));
            candidate = format!("{name}-{number}.{ending}");
        }
        taken.insert(candidate.clone(), content);
        places.insert(file.path.as_str(), candidate);
    }
    places
}

/// The text with names in the place of URLs: a service may serve one schema under a URL for each of its contracts.
fn without_urls(file: &SourceFile, links: &Links<'_>) -> String {
    let links = links.get(file.path.as_str());
    let name = |location: &str| links?.get(location).map(|url| stem(url));
    relocated(file, name).unwrap_or_else(|_| file.text.clone())
}

fn place(file: &SourceFile, contracts: &[Contract], stems: &[String]) -> String {
    let root = Root::of(file);
    let stem = stem(&file.path);
    if let Some(contract) = Contract::of(&root) {
        let is_named = file.path.to_lowercase().ends_with(".wsdl");
        let name = if is_named { stem } else { contract.wsdl(stems) };
        return format!("{}/{name}.wsdl", contract.folder());
    }
    let is_own = |contract: &&Contract| root.target.contains(&format!(":{}Responder:", contract.name));
    match contracts.iter().find(is_own) {
        Some(contract) => format!("{}/{stem}.xsd", contract.folder()),
        None if root.is_wsdl => format!("interactions/{stem}.wsdl"),
        None => format!("core_components/{stem}.xsd"),
    }
}

/// What the target namespace of a WSDL tells: `urn:riv:<domain>:<contract>:<major>:rivtabp21`.
struct Contract {
    name: String,
    profile: String,
}

impl Contract {
    fn of(root: &Root) -> Option<Self> {
        let (rest, profile) = root.target.strip_prefix("urn:riv:")?.rsplit_once(':')?;
        let is_profile = profile.to_lowercase().starts_with("rivtabp");
        let name = rest
            .rsplit(':')
            .find(|part| part.starts_with(|c: char| c.is_alphabetic()))?;
        (root.is_wsdl && is_profile).then(|| Self {
            name: plain(name),
            profile: plain(&profile.to_uppercase()),
        })
    }

    fn folder(&self) -> String {
        format!("interactions/{}Interaction", self.name)
    }

    /// The name of the WSDL by the rule for published packages, without its ending; the version is that of the
    /// responder's schema.
    fn wsdl(&self, stems: &[String]) -> String {
        let Self { name, profile } = self;
        let responder = format!("{name}Responder_");
        match stems.iter().find_map(|stem| stem.strip_prefix(&responder)) {
            Some(version) => format!("{name}Interaction_{version}_{profile}"),
            None => format!("{name}Interaction_{profile}"),
        }
    }
}

/// The name of a file that a URL tells, without its ending: the last part of what a query asks for
/// (`?xsd=../core/a.xsd`), or of the path.
fn stem(url: &str) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let asked = query.split('&').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_document = ["xsd", "wsdl"].iter().any(|kind| name.eq_ignore_ascii_case(kind));
        (is_document && !value.is_empty()).then_some(value)
    });
    let whole = asked.unwrap_or(path).replace("%2F", "/").replace("%2f", "/");
    let name = path::name(&whole);
    let stem = if path::is_source(name) {
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    } else {
        name
    };
    plain(stem)
}

/// A name that is safe as the name of a file and as an attribute's value.
fn plain(name: &str) -> String {
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(safe).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() {
        "unnamed".to_owned()
    } else {
        name.to_owned()
    }
}
