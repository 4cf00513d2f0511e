//! The demonstration as something to be judged: what `rivta conform` needs to know of it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::Listener;
use rivta_producer::listener::full;
use rivta_soap::{Contract, LogicalAddress};

use super::files::{Addresses, Files, NOWHERE, asker_of, permission, route_of_profile};
use super::population::{adult, coordination_number, main_person};
use super::sweden::SYSTEMS;
use super::{Sweden, folder, persons, source};
use crate::arguments::DemoOptions;
use crate::error::Error;
use crate::progress;

/// HSA-id and logical address of the judge.
pub(super) const JUDGE: &str = "SE5560000003-JUDGE";

/// Logical addresses that lead to the judge as a producer.
const JUDGE_PRODUCER: &str = "SE5560000003-PROD";
const JUDGE_OLDER_PROFILE: &str = "SE5560000003-PROD20";
/// Logical addresses that lead nowhere, each in its way.
const NOT_PERMITTED: &str = "SE5560000003-NOPERM";
const UNREACHABLE: &str = "SE5560000003-DOWN";
const TWO_ROUTES: &str = "SE5560000003-TWICE";

/// The county whose system is judged.
pub(super) const COUNTY: &str = "14";
/// A county that the asker under test asks as well, and that never answers: so it waits to the end.
const ANOTHER: &str = "24";
/// Seconds the asker under test waits for disclosures.
const PATIENCE: u64 = 20;

/// The demonstration at work, to be judged.
pub(crate) struct Judged {
    sweden: Sweden,
    folder: PathBuf,
    temporary: bool,
}

impl Judged {
    /// Starts the demonstration in a folder, or in a temporary one.
    pub(crate) async fn start(dir: Option<&Path>) -> Result<Self, Error> {
        let options = DemoOptions {
            person: String::new(),
            json: true,
            serve: true,
            persons: false,
            dir: dir.map(Path::to_owned),
            port: 0,
            patience: PATIENCE,
        };
        let (folder, temporary) = folder(&options)?;
        let line = progress::Line::shown();
        let sweden = Sweden::start(&options, &folder, &persons()?, &line).await?;
        line.clear();
        Ok(Self {
            sweden,
            folder,
            temporary,
        })
    }

    /// The target file.
    pub(crate) fn target(&self) -> PathBuf {
        self.folder.join("conform.toml")
    }

    pub(crate) async fn shutdown(self) -> Result<(), Error> {
        self.sweden.shutdown().await?;
        if self.temporary {
            std::fs::remove_dir_all(&self.folder).map_err(Error::file(&self.folder))?;
        }
        Ok(())
    }
}

/// A port that nobody uses now. Whoever starts a judge listens on it, so it cannot be held until then.
pub(super) async fn free_port() -> Result<u16, Error> {
    let answer = |_| async { http::Response::new(full("")) };
    let held = Listener::in_clear(SocketAddr::from(([127, 0, 0, 1], 0)))
        .serve(answer)
        .await?;
    let port = held.local_addr().port();
    held.shutdown().await;
    Ok(port)
}

/// Certificates that must be refused.
pub(super) fn write_bad_certificates(pki: &Folder, authority: &Authority, now: DateTime<Utc>) -> Result<(), Error> {
    let subject = |name: &str| Subject::new(name, "SE5560000003-BAD");
    pki.write_certificate(
        "expired",
        &authority.issue(&subject("expired"), Validity::expired(now))?,
    )?;
    pki.write_certificate(
        "not-yet",
        &authority.issue(&subject("not-yet"), Validity::not_yet(now))?,
    )?;
    let stranger = Authority::new("an authority nobody trusts", now)?;
    pki.write_certificate(
        "stranger",
        &stranger.issue(&subject("stranger"), Validity::current(now))?,
    )?;
    Ok(())
}

/// What the addressing catalogue says of the judge.
pub(super) fn catalogue(port: u16) -> String {
    let (request, process) = (RequestExemptionStatuses::NAMESPACE, ProcessExemptionStatuses::NAMESPACE);
    let mut toml = String::from("\n# The judge, as asker and as producer\n");
    toml.push_str(&route_of_profile(JUDGE, process, port, "RIVTABP21"));
    for system in &SYSTEMS {
        toml.push_str(&permission(JUDGE, process, system.hsa_id));
    }
    for (receiver, port, profile) in [
        (JUDGE_PRODUCER, port, "RIVTABP21"),
        (JUDGE_OLDER_PROFILE, port, "RIVTABP20"),
        (UNREACHABLE, NOWHERE, "RIVTABP21"),
        (TWO_ROUTES, port, "RIVTABP21"),
        (TWO_ROUTES, NOWHERE, "RIVTABP21"),
        (NOT_PERMITTED, port, "RIVTABP21"),
    ] {
        toml.push_str(&route_of_profile(receiver, request, port, profile));
    }
    for receiver in [JUDGE_PRODUCER, JUDGE_OLDER_PROFILE, UNREACHABLE, TWO_ROUTES] {
        toml.push_str(&permission(receiver, request, JUDGE));
    }
    toml
}

/// Writes the target file, and the configuration of the asker that is judged.
pub(super) async fn write_target(files: &Files, addresses: &Addresses) -> Result<(), Error> {
    let judge = addresses.judge;
    let system = SYSTEMS.iter().zip(&addresses.systems);
    let mut judged = system.filter(|(system, _)| system.regions.iter().any(|region| region.county == COUNTY));
    let producer = judged.next().map_or(0, |(_, port)| *port);
    let asker = free_port().await?;
    let platform = format!("https://localhost:{judge}/vp");
    let sources = format!("sources = [\"{COUNTY}\", \"{ANOTHER}\"]\n");
    let asked_by = asker_of(&platform, &format!("127.0.0.1:{asker}"), PATIENCE, &sources);
    files.write("judged-ask.toml", &asked_by)?;
    let mut toml = target_toml(addresses.router, producer, asker, judge)?;
    toml.push_str(&triggers(files.folder())?);
    files.write("conform.toml", &toml)?;
    Ok(())
}

/// The commands that make asker and source call the judge.
fn triggers(folder: &Path) -> Result<String, Error> {
    let program = std::env::current_exe().map_err(Error::file("rivta"))?;
    let asks = format!(
        "consumer = ['{}', 'ask', '--config', '{}/judged-ask.toml', '${{person.extension}}']",
        program.display(),
        folder.display()
    );
    Ok(format!("\n[triggers]\n{asks}\n{}", source::triggers(&program, folder)))
}

fn target_toml(router: u16, producer: u16, asker: u16, judge: u16) -> Result<String, Error> {
    let own = |name: &str| {
        let file = format!("pki/{name}");
        format!("[identities.{name}]\ncertificate = \"{file}.pem\"\nkey = \"{file}-key.pem\"\n")
    };
    let identities = ["expired", "not-yet", "stranger", "revoked"].map(own).join("\n");
    Ok(format!(
        r#"# What rivta conform needs to judge this demonstration: rivta conform --target conform.toml
environment = "demo"

[subject]
organisation = "Demonstrationen"
product = "rivta demo"
version = "{version}"
source_system = "region-14"
contract = "RequestExemptionStatuses 1.0"
environment = "demonstration"

[addresses]
producer = "https://localhost:{producer}/"
router = "https://localhost:{router}/vp"
consumer = "https://localhost:{asker}/"

[logical_addresses]
producer = "{COUNTY}"
router = "{JUDGE_PRODUCER}"
older_profile = "{JUDGE_OLDER_PROFILE}"
not_permitted = "{NOT_PERMITTED}"
unreachable = "{UNREACHABLE}"
two_routes = "{TWO_ROUTES}"
consumer = "{asker_address}"
index = "{index}"
# One of the sources that the consumer asks.
source = "{COUNTY}"

[tls]
certificate = "pki/judge.pem"
key = "pki/judge-key.pem"
trust = "pki/ca.pem"
revocation_lists = ["pki/crl.pem"]

{identities}
[receiver]
listen = "127.0.0.1:{judge}"
logical_address = "{JUDGE}"

[variables]
sender = "{JUDGE}"
{LENGTHS}
{persons}"#,
        version = env!("CARGO_PKG_VERSION"),
        asker_address = super::sweden::ASKER,
        index = LogicalAddress::NATIONAL,
        persons = persons_toml()?,
    ))
}

/// What the ledgers hold, and lengths for trying out.
const LENGTHS: &str = r"# How many fees region 14 has of the person with fees, and how many of the one with a cancelled fee are left.
transactionsAtRegion = '2'
transactionsLeft = '1'

[lengths]
load_seconds = 3
load_callers = 10
endurance_seconds = 3
endurance_callers = 5
recovery_seconds = 1
recovery_callers = 5
# A debug build on a machine that others use as well: the contract asks for 1000.
p98_milliseconds = 5000
disclosure_seconds = 60
silence_seconds = 2
consumer_seconds = 30
";

/// The persons that the cases ask about.
fn persons_toml() -> Result<String, Error> {
    let made = |person: Result<rivta_soap::identity::PersonIdentity, rivta_soap::xml::ValueError>| {
        let person = person.map_err(|error| Error::value("a person of the demonstration", error.to_string()))?;
        Ok::<_, Error>((person.root().to_owned(), person.extension().to_owned()))
    };
    let lrid = ("1.2.752.97.3.1.14".to_owned(), "14X000000001".to_owned());
    let nrid = ("1.2.752.74.9.1".to_owned(), NRID.to_owned());
    let persons = [
        ("personnummer", made(main_person())?),
        ("samordningsnummer", made(coordination_number(8))?),
        ("nrid", nrid),
        ("lrid", lrid),
        ("frikort", made(adult(0))?),
        ("avgifter", made(main_person())?),
        ("gamla", made(adult(5))?),
        ("okänd", made(adult(6))?),
        ("makulerad", made(adult(7))?),
        ("länkad", made(adult(8))?),
    ];
    let table = |(name, (root, extension)): &(&str, (String, String))| {
        format!("[persons.\"{name}\"]\nroot = \"{root}\"\nextension = \"{extension}\"\n")
    };
    Ok(persons.iter().map(table).collect::<Vec<_>>().join("\n"))
}

/// A national reserve id that was never given out.
const NRID: &str = "00900101AAAA";
