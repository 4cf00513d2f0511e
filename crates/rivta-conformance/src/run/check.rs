//! What is looked at before the first case: everything that a case could stumble over through no fault of the subject.

use std::collections::BTreeSet;
use std::path::Path;

use rivta_consumer::{ChannelError, TlsFailure};
use rivta_soap::certificate::{CertificateSummary, Validity};
use rivta_soap::identity::oid;
use rivta_soap::identity::{Personnummer, Samordningsnummer};

use super::{Chosen, Options, Stage};
use crate::case::Step;
use crate::error::Error;
use crate::file;
use crate::target::{Person, Target};

/// The environments of RIV-TA's platform, and our own demonstration.
const ENVIRONMENTS: [&str; 4] = ["production", "qa", "test", "demo"];

/// Bytes of a file with certificates.
const CERTIFICATE_BYTES: u64 = 1 << 20;

/// Checks what needs no network.
pub(super) fn before(target: &Target, chosen: &[Chosen<'_>], options: &Options) -> Result<(), Error> {
    let mut problems = Vec::new();
    if !ENVIRONMENTS.contains(&target.environment.as_str()) {
        problems.push(format!("environment ska vara en av {}", ENVIRONMENTS.join(", ")));
    }
    problems.extend(addresses(target));
    problems.extend(logical_addresses(target));
    problems.extend(certificates(target, options));
    let run = chosen.iter().filter(|chosen| chosen.omitted.is_none());
    let run: Vec<_> = run.collect();
    problems.extend(persons(target, &run));
    problems.extend(needs(target, &run));
    problems.extend(triggers(target, chosen, options));
    let known = |name: &str| {
        chosen
            .iter()
            .any(|chosen| format!("{}/{}", chosen.area.name, chosen.case.id) == name)
    };
    let whole = options.areas.is_empty() && options.cases.is_empty();
    for deviation in options
        .ledger
        .deviations
        .iter()
        .filter(|known_one| whole && !known(&known_one.case))
    {
        problems.push(format!("avvikelselistan nämner {}, som inte finns", deviation.case));
    }
    settled(problems)
}

fn settled(problems: Vec<String>) -> Result<(), Error> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::Configuration { problems })
}

/// Addresses must be URLs, and of the environment: the national platform's hosts say which it is.
fn addresses(target: &Target) -> Vec<String> {
    let mut problems = Vec::new();
    for (role, url) in &target.addresses {
        let Ok(parsed) = url.parse::<http::Uri>() else {
            problems.push(format!("addresses.{role} är ingen URL"));
            continue;
        };
        let host = parsed.host().unwrap_or_default();
        if host.is_empty() || parsed.scheme().is_none() {
            problems.push(format!(
                "addresses.{role} ska vara en hel URL, till exempel https://värd:8443/sökväg"
            ));
        }
        if let Some(other) = environment_of_host(host).filter(|other| *other != target.environment) {
            problems.push(format!(
                "blandade miljöer: environment är {}, men {host} (addresses.{role}) hör till {other}",
                target.environment
            ));
        }
        if parsed.scheme_str() == Some("https") && target.tls.is_none() {
            problems.push(format!(
                "addresses.{role} kräver ett klientcertifikat: ange [tls] i målfilen"
            ));
        }
    }
    problems
}

/// Logical addresses go into messages as they stand.
fn logical_addresses(target: &Target) -> Vec<String> {
    let receiver = target
        .receiver
        .iter()
        .map(|receiver| ("receiver.logical_address".to_owned(), &receiver.logical_address));
    let named = target
        .logical_addresses
        .iter()
        .map(|(role, address)| (format!("logical_addresses.{role}"), address));
    let wrong = |address: &str| address.is_empty() || address.contains(char::is_whitespace);
    named
        .chain(receiver)
        .filter(|(_, address)| wrong(address))
        .map(|(name, _)| format!("{name} är tom eller innehåller blanktecken: ange ett HSA-id eller en länskod"))
        .collect()
}

/// Which environment of the national platform a host belongs to.
fn environment_of_host(host: &str) -> Option<&'static str> {
    let national = host.ends_with(".ntjp.se") || host.ends_with(".ntjp.sjunet.org");
    match host.split('.').next().unwrap_or_default() {
        _ if !national => None,
        "qa" => Some("qa"),
        "test" | "sit" => Some("test"),
        _ => Some("production"),
    }
}

/// Certificates must be readable, valid today and of the environment.
fn certificates(target: &Target, options: &Options) -> Vec<String> {
    let Some(tls) = &target.tls else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let now = options.clock.now();
    match summary(&tls.certificate) {
        Err(problem) => problems.push(problem),
        Ok(own) => {
            let name = tls.certificate.display();
            match own.validity_at(now) {
                Validity::Valid => {}
                Validity::Expired => {
                    problems.push(format!("{name}: certifikatet gick ut {}", own.not_after.date_naive()));
                }
                Validity::NotYet => {
                    problems.push(format!(
                        "{name}: certifikatet gäller först från {}",
                        own.not_before.date_naive()
                    ));
                }
            }
            if let Err(reason) = &own.hsa_id {
                problems.push(format!(
                    "{name}: certifikatet har inget HSA-id i serialNumber ({reason})"
                ));
            }
            problems.extend(mixed(target, &tls.certificate, &own.issuer));
        }
    }
    match summary(&tls.trust) {
        Err(problem) => problems.push(problem),
        Ok(authority) => problems.extend(mixed(target, &tls.trust, &authority.subject)),
    }
    problems
}

/// SITHS issues test certificates under authorities whose names begin with TEST.
fn mixed(target: &Target, file: &Path, authority: &str) -> Option<String> {
    let is_test = authority.contains("TEST ");
    let is_siths = authority.contains("SITHS");
    let wrong = match target.environment.as_str() {
        "production" => is_test || authority.contains("demonstration"),
        "qa" | "test" => is_siths && !is_test,
        "demo" => is_siths,
        _ => false,
    };
    wrong.then(|| {
        format!(
            "blandade miljöer: environment är {}, men {} är utfärdat av {authority}",
            target.environment,
            file.display()
        )
    })
}

fn summary(path: &Path) -> Result<CertificateSummary, String> {
    use rustls_pki_types::CertificateDer;
    use rustls_pki_types::pem::PemObject as _;
    let bytes = file::bytes(path, CERTIFICATE_BYTES).map_err(|error| match error {
        Error::Read { source, .. } => format!("{} kan inte läsas: {source}", path.display()),
        other => other.to_string(),
    })?;
    let der = CertificateDer::from_pem_slice(&bytes);
    let der = der.map_err(|_| format!("{}: filen innehåller inget certifikat i PEM-format", path.display()))?;
    CertificateSummary::from_der(&der).map_err(|error| format!("{}: {error}", path.display()))
}

/// A command must be one that some case has a use for: a misspelt one would leave everything to the tester. Suites in
/// which nobody is asked to do anything have no use for any, which is no mistake.
fn triggers(target: &Target, chosen: &[Chosen<'_>], options: &Options) -> Vec<String> {
    let whole = options.areas.is_empty() && options.cases.is_empty();
    let steps = chosen
        .iter()
        .flat_map(|chosen| chosen.case.steps.iter().map(|step| (&chosen.area.name, step)));
    let names = steps.filter_map(|(area, step)| match step {
        Step::Receive(receive) if receive.instruction.is_some() => Some(receive.trigger.as_ref().unwrap_or(area)),
        _ => None,
    });
    let known: BTreeSet<&String> = names.collect();
    let unused = target
        .triggers
        .keys()
        .filter(|name| whole && !known.is_empty() && !known.contains(name));
    let told = unused.map(|name| format!("triggers.{name}: inget testfall har någon händelse med det namnet"));
    let empty = target.triggers.iter().filter(|(_, words)| words.is_empty());
    told.chain(empty.map(|(name, _)| format!("triggers.{name} är tomt: ange ett kommando med argument")))
        .collect()
}

/// The persons that cases ask about must be there, and be test persons.
fn persons(target: &Target, run: &[&Chosen<'_>]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut missing: BTreeSet<(&str, Vec<String>)> = BTreeSet::new();
    let wanted: BTreeSet<&str> = run
        .iter()
        .flat_map(|chosen| &chosen.case.persons)
        .map(String::as_str)
        .collect();
    for name in wanted {
        match target.persons.get(name) {
            Some(person) if target.environment != "production" && !is_test_person(person) => {
                problems.push(format!(
                    "[persons.{name}] är ingen testperson: använd Skatteverkets testserie"
                ));
            }
            Some(_) => {}
            None => {
                let users = run
                    .iter()
                    .filter(|chosen| chosen.case.persons.iter().any(|person| person == name));
                let users = users.map(|chosen| format!("{}/{}", chosen.area.name, chosen.case.id));
                missing.insert((name, users.collect()));
            }
        }
    }
    for (name, users) in missing {
        problems.push(format!(
            "testpersonen {name} saknas: ange [persons.{name}] i målfilen, eller [[omit]] med skäl för {}",
            users.join(", ")
        ));
    }
    problems
}

/// Whether a number is of Skatteverket's test series; other kinds of id are no numbers of persons.
fn is_test_person(person: &Person) -> bool {
    let digits = person.extension.as_str();
    let valid = match person.root.as_str() {
        oid::PERSONNUMMER => Personnummer::new(digits).is_ok(),
        oid::SAMORDNINGSNUMMER => Samordningsnummer::new(digits).is_ok(),
        _ => return true,
    };
    let birth_number: Option<u32> = digits.get(8..11).and_then(|number| number.parse().ok());
    let series = birth_number.is_some_and(|number| matches!(number, 238 | 239 | 980..=999));
    valid && (series || digits == "191212121212")
}

/// What cases need beside persons.
fn needs(target: &Target, run: &[&Chosen<'_>]) -> Vec<String> {
    let mut missing: BTreeSet<(String, String)> = BTreeSet::new();
    for chosen in run {
        let name = format!("{}/{}", chosen.area.name, chosen.case.id);
        let own = |need: &String| chosen.case.variables.contains_key(need) || chosen.area.variables.contains_key(need);
        let declared = chosen
            .area
            .needs
            .iter()
            .chain(&chosen.case.needs)
            .filter(|need| !own(need))
            .cloned();
        let identities = chosen.case.steps.iter().filter_map(|step| match step {
            Step::Call(call) => call.identity.clone().filter(|identity| identity != "none"),
            _ => None,
        });
        let receives = chosen.case.steps.iter().any(|step| matches!(step, Step::Receive(_)));
        let needed = declared
            .chain(identities.map(|identity| format!("identity.{identity}")))
            .chain(receives.then(|| "receiver".to_owned()));
        missing.extend(needed.filter(|need| !target.has(need)).map(|need| (need, name.clone())));
    }
    let names: BTreeSet<&String> = missing.iter().map(|(need, _)| need).collect();
    let users = |need: &String| {
        let users = missing
            .iter()
            .filter(|(known, _)| known == need)
            .map(|(_, user)| user.as_str());
        users.collect::<Vec<_>>().join(", ")
    };
    names
        .iter()
        .map(|need| format!("målfilen anger inte {need}, som behövs av {}", users(need)))
        .collect()
}

/// Checks that the subject can be reached: any answer at all will do.
pub(super) async fn reachable(stage: &Stage, chosen: &[Chosen<'_>]) -> Result<(), Error> {
    let run: BTreeSet<&str> = chosen
        .iter()
        .filter(|chosen| chosen.omitted.is_none())
        .flat_map(|chosen| &chosen.area.needs)
        .map(String::as_str)
        .collect();
    let channel = stage.channels.of(None)?;
    let mut problems = Vec::new();
    for (role, url) in &stage.target.addresses {
        if !run.contains(format!("address.{role}").as_str()) || stage.target.consumer_comes(role) {
            continue;
        }
        if let Err(error) = channel.get(url).await {
            let hint = if url.starts_with("http:")
                && matches!(error, ChannelError::Reset { .. } | ChannelError::Closed { .. })
            {
                ". Adressen börjar med http: ska den börja med https?"
            } else {
                ""
            };
            problems.push(format!("addresses.{role}: {}{hint}", in_words(&error)));
        }
    }
    settled(problems)
}

/// What went wrong on the wire, in Swedish, with what can be done about it.
pub(super) fn in_words(error: &ChannelError) -> String {
    match error {
        ChannelError::Refused { authority } => {
            format!("{authority} svarar inte: ingen lyssnar på porten. Är systemet igång, och är adressen rätt?")
        }
        ChannelError::Connect { authority, source } => {
            format!("{authority} kan inte nås ({source}). Är värdnamnet rätt, och är brandväggen öppen?")
        }
        ChannelError::Tls { authority, failure } => {
            format!("ingen säker förbindelse med {authority}: {}", of_tls(failure))
        }
        ChannelError::Timeout { authority, after, .. } => {
            format!("{authority} svarade inte inom {} s", after.as_secs())
        }
        ChannelError::Reset { authority } => format!("{authority} bröt förbindelsen"),
        ChannelError::Closed { authority, .. } => format!("{authority} stängde förbindelsen utan att svara"),
        ChannelError::Truncated { authority } => format!("{authority} stängde förbindelsen mitt i svaret"),
        ChannelError::TooLarge { authority, limit } => format!("svaret från {authority} är större än {limit} byte"),
        other => format!("anropet misslyckades: {other}"),
    }
}

fn of_tls(failure: &TlsFailure) -> String {
    match failure {
        TlsFailure::OurCertificateExpired => "vårt certifikat har gått ut, eller gäller ännu inte".to_owned(),
        TlsFailure::OurCertificateRevoked => "vårt certifikat är spärrat".to_owned(),
        TlsFailure::OurAuthorityUnknown => {
            "den andra sidan litar inte på utfärdaren av vårt certifikat. Är miljöerna blandade?".to_owned()
        }
        TlsFailure::OurCertificateRefused(why) => format!("den andra sidan avvisar vårt certifikat ({why})"),
        TlsFailure::TheirCertificateExpired => "den andra sidans certifikat har gått ut".to_owned(),
        TlsFailure::TheirCertificateRevoked => "den andra sidans certifikat är spärrat".to_owned(),
        TlsFailure::TheirAuthorityUnknown => {
            "vi litar inte på utfärdaren av den andra sidans certifikat. Är tls.trust rätt, och är miljöerna blandade?"
                .to_owned()
        }
        TlsFailure::TheirNameDiffers => "den andra sidans certifikat gäller ett annat värdnamn".to_owned(),
        other => {
            let text = other.to_string();
            match text.as_str() {
                known if known.contains("InvalidContentType") => {
                    "den svarar inte med TLS. Ska adressen börja med http i stället för https?".to_owned()
                }
                known if known.contains("BadSignature") => {
                    "den andra sidans certifikat är undertecknat av en annan utfärdare med samma namn som vår. Är tls.trust rätt?".to_owned()
                }
                _ => text,
            }
        }
    }
}
