//! The demonstration's folder: certificates, the catalogue, and a configuration file for each part.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_contracts::itintegration_engagementindex_1_0::find_content::FindContent;
use rivta_contracts::itintegration_engagementindex_1_0::update::Update;
use rivta_hogkostnadsskydd::Inquiry;
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_soap::Contract;
use rivta_soap::contract::conventional_path;
use rivta_soap::envelope::{self, OutgoingHeaders};
use rivta_soap::identity::LogicalAddress;
use uuid::Uuid;

use super::ENVIRONMENT;
use super::judged::{self, JUDGE};
use super::sweden::{AGGREGATOR, ASKER, DOWN, INDEX, PLATFORM, SYSTEMS, System};
use super::{platform, source};
use crate::asker::AskerFile;
use crate::card_system::CardSystemFile;
use crate::error::Error;
use crate::index::IndexFile;
use crate::party::Party;

/// Any free port of this machine, out of others' reach.
const ANYWHERE: &str = "127.0.0.1:0";

/// A port nothing listens on: the region that is down. Port 1 (tcpmux) is never given out.
pub(super) const NOWHERE: u16 = 1;

/// The logical address of the platform itself.
const NATIONAL: &str = LogicalAddress::NATIONAL;

/// Name of the certificate of the region that is down.
const DOWN_NAME: &str = "region-24";

/// The ports in use; 0 for a party that is not there yet.
#[derive(Default)]
pub(super) struct Addresses {
    pub(super) router: u16,
    pub(super) index: u16,
    pub(super) aggregator: u16,
    pub(super) systems: Vec<u16>,
    pub(super) asker: u16,
    pub(super) judge: u16,
}

impl Addresses {
    /// The router's base URL.
    pub(super) fn platform(&self) -> String {
        format!("https://localhost:{}/vp", self.router)
    }
}

pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    /// Makes the folder's certificates: one authority, one function certificate a party, one revocation list.
    pub(super) fn make(folder: &Path, now: DateTime<Utc>) -> Result<Self, Error> {
        let authority = Authority::new("rivta demonstration authority", now)?;
        let pki = Folder::create(folder.join("pki"))?;
        pki.write_authority(&authority)?;
        let systems = SYSTEMS.iter().map(|system| (system.name, system.hsa_id));
        for (name, hsa_id) in systems.chain([
            ("router", PLATFORM),
            ("index", INDEX),
            ("aggregator", AGGREGATOR),
            (DOWN_NAME, DOWN.hsa_id),
            ("asker", ASKER),
            ("judge", JUDGE),
            (source::SOURCE, source::HSA_ID),
            ("revoked", "SE5560000002-REVOKED"),
        ]) {
            let certificate = authority.issue(&Subject::new(name, hsa_id), Validity::current(now))?;
            pki.write_certificate(name, &certificate)?;
            if name == "revoked" {
                pki.write_revocation_list(&authority.revocation_list(&[&certificate], now)?)?;
            }
        }
        judged::write_bad_certificates(&pki, &authority, now)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn asker_party(&self) -> Party {
        self.party("asker")
    }

    /// The region that is down, as it was before.
    pub(super) fn down_party(&self) -> Party {
        self.party(DOWN_NAME)
    }

    fn party(&self, name: &str) -> Party {
        let pki = self.folder.join("pki");
        Party {
            certificate: pki.join(format!("{name}.pem")),
            key: pki.join(format!("{name}-key.pem")),
            trust: pki.join("ca.pem"),
            revocation_lists: vec![pki.join("crl.pem")],
        }
    }

    /// The router's configuration; written with the port it got by [`Self::write_addresses`].
    pub(super) fn router(&self, port: u16) -> Result<rivta_router::Configuration, Error> {
        // The catalogue is written when the other parts' ports are known, and handed over then.
        let path = self.write(
            "router.toml",
            &platform::router("", SocketAddr::from(([127, 0, 0, 1], port))),
        )?;
        let mut configuration = rivta_router::Configuration::from_toml_file(&path)?;
        configuration.catalog = None;
        Ok(configuration)
    }

    /// Writes the engagement index's file and reads it back.
    pub(super) fn index(&self, platform: &str) -> Result<IndexFile, Error> {
        IndexFile::read(&self.write("index.toml", &platform::index("", platform, ANYWHERE))?)
    }

    /// Writes the aggregator's file and reads it back.
    pub(super) fn aggregator(&self, platform: &str) -> Result<rivta_aggregator::Configuration, Error> {
        let path = self.write("aggregator.toml", &platform::aggregator("", platform, ANYWHERE))?;
        let mut configuration = rivta_aggregator::Configuration::from_toml_file(&path)?;
        configuration.catalog = None;
        Ok(configuration)
    }

    /// Writes a card system's file and reads it back, so that what runs is what the file says.
    pub(super) fn card_system(&self, system: &System, platform: &str) -> Result<CardSystemFile, Error> {
        let path = self.write(
            &format!("{}.toml", system.name),
            &card_system_toml(system, platform, ANYWHERE),
        )?;
        CardSystemFile::read(&path)
    }

    /// Writes the asker's file and reads it back.
    pub(super) fn asker(&self, platform: &str, patience: u64) -> Result<AskerFile, Error> {
        let path = self.write("ask.toml", &asker_toml(platform, ANYWHERE, patience))?;
        AskerFile::read(&path)
    }

    /// Writes the catalogue: a route and permissions for every party that has an address so far, and a route to the region
    /// that is down.
    pub(super) fn write_catalogue(&self, addresses: &Addresses) -> Result<PathBuf, Error> {
        let mut toml = format!("environment = \"{ENVIRONMENT}\"\n");
        toml.push_str("\n# The national address: who has something about a person, and the question to all of them\n");
        toml.push_str(&route(
            NATIONAL,
            RequestExemptionStatuses::NAMESPACE,
            addresses.aggregator,
        ));
        toml.push_str(&permission(NATIONAL, RequestExemptionStatuses::NAMESPACE, ASKER));
        for contract in [FindContent::NAMESPACE, Update::NAMESPACE] {
            toml.push_str(&route(NATIONAL, contract, addresses.index));
        }
        toml.push_str(&permission(NATIONAL, FindContent::NAMESPACE, "rivta"));
        toml.push_str("# In a demonstration the asker may look in the index as well; else only the aggregator may.\n");
        toml.push_str(&permission(NATIONAL, FindContent::NAMESPACE, ASKER));
        for sender in SYSTEMS.iter().map(|system| system.hsa_id).chain([DOWN.hsa_id]) {
            toml.push_str(&permission(NATIONAL, Update::NAMESPACE, sender));
        }
        let regions = SYSTEMS
            .iter()
            .zip(&addresses.systems)
            .flat_map(|(system, port)| system.regions.iter().map(move |region| (region, *port)));
        for (region, port) in regions.chain([(&DOWN, NOWHERE)]) {
            toml.push_str(&format!("\n# {}\n", region.name));
            toml.push_str(&route(region.county, RequestExemptionStatuses::NAMESPACE, port));
            toml.push_str(&permission(region.county, RequestExemptionStatuses::NAMESPACE, ASKER));
            toml.push_str(&permission(region.county, RequestExemptionStatuses::NAMESPACE, JUDGE));
        }
        toml.push_str("\n# The asker, to whom every card system may send its disclosures\n");
        toml.push_str(&route(ASKER, ProcessExemptionStatuses::NAMESPACE, addresses.asker));
        for system in &SYSTEMS {
            toml.push_str(&permission(ASKER, ProcessExemptionStatuses::NAMESPACE, system.hsa_id));
        }
        toml.push_str(&judged::catalogue(addresses.judge));
        self.write("catalogue.toml", &toml)
    }

    /// Writes every configuration file with the addresses in use, so that the platform and each part of it can be started
    /// alone.
    pub(super) fn write_addresses(&self, addresses: &Addresses, patience: u64) -> Result<(), Error> {
        let platform = addresses.platform();
        let at = |port: u16| SocketAddr::from(([127, 0, 0, 1], port)).to_string();
        let router = SocketAddr::from(([127, 0, 0, 1], addresses.router));
        let mut whole = String::new();
        for name in ["router", "index", "aggregator"] {
            let part = |table: &str| match name {
                "router" => platform::router(table, router),
                "index" => platform::index(table, &platform, &at(addresses.index)),
                _ => platform::aggregator(table, &platform, &at(addresses.aggregator)),
            };
            self.write(&format!("{name}.toml"), &part(""))?;
            whole.push_str(&format!("[{name}]\n{}\n", part(&format!("{name}."))));
        }
        self.write("platform.toml", &whole)?;
        for (system, port) in SYSTEMS.iter().zip(&addresses.systems) {
            let toml = card_system_toml(system, &platform, &at(*port));
            self.write(&format!("{}.toml", system.name), &toml)?;
        }
        self.write("ask.toml", &asker_toml(&platform, &at(addresses.asker), patience))?;
        Ok(())
    }

    /// Writes a request to Västra Götaland, ready to be sent with curl.
    pub(super) fn write_request(&self, inquiry: &Inquiry) -> Result<PathBuf, Error> {
        let own = LogicalAddress::new(ASKER).map_err(|error| Error::value("the asker", error.to_string()))?;
        let request = inquiry.to_contract(Uuid::new_v4(), &own);
        let headers = OutgoingHeaders {
            address: Some((RequestExemptionStatuses::PROFILE, "14")),
            others: &[],
        };
        let namespaces = RequestExemptionStatuses::REQUEST_NAMESPACES;
        let message = envelope::write(headers, &RequestExemptionStatuses::REQUEST, namespaces, &request);
        self.write("request.xml", &String::from_utf8_lossy(&message))
    }

    pub(super) fn write(&self, name: &str, text: &str) -> Result<PathBuf, Error> {
        let path = self.folder.join(name);
        std::fs::write(&path, text).map_err(Error::file(&path))?;
        Ok(path)
    }
}

/// The path of `RequestExemptionStatuses` below the router's base URL.
pub(super) fn path_of_request() -> String {
    conventional_path::<RequestExemptionStatuses>()
}

/// The path of `ProcessExemptionStatuses` below the router's base URL.
pub(super) fn path_of_process() -> String {
    conventional_path::<ProcessExemptionStatuses>()
}

fn route(receiver: &str, contract: &str, port: u16) -> String {
    route_of_profile(receiver, contract, port, "RIVTABP21")
}

pub(super) fn route_of_profile(receiver: &str, contract: &str, port: u16, profile: &str) -> String {
    format!(
        "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"https://localhost:{port}/\"\nprofile = \"{profile}\"\n"
    )
}

pub(super) fn permission(receiver: &str, contract: &str, sender: &str) -> String {
    format!("[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{sender}\"\n")
}

fn asker_toml(platform: &str, listen: &str, patience: u64) -> String {
    asker_of(platform, listen, patience, "")
}

/// The asker's file; without sources it asks at the national address.
pub(super) fn asker_of(platform: &str, listen: &str, patience: u64, sources: &str) -> String {
    format!(
        "listen = \"{listen}\"\nplatform = \"{platform}\"\nlogical_address = \"{ASKER}\"\n{sources}patience_seconds = {patience}\n\n{}",
        platform::tls("", "asker")
    )
}

fn card_system_toml(system: &System, platform: &str, listen: &str) -> String {
    let System {
        name,
        hsa_id,
        agent,
        regions,
    } = system;
    let connection = if *agent { "agent" } else { "direct" };
    let mut toml = format!(
        "listen = \"{listen}\"\nplatform = \"{platform}\"\nhsa_id = \"{hsa_id}\"\n\n{}\n[system]\nstore = \"{name}.sqlite\"\nconnection = \"{connection}\"\n\n# A demonstration does not wait as the rules for sources ask for.\n[system.engagement_index]\npause_ms = 100\nretry_pause_ms = 500\nlook_ms = 200\n",
        platform::tls("", name)
    );
    for region in *regions {
        toml.push_str(&format!(
            "\n[[system.regions]]\ncounty_code = \"{county}\"\nname = \"{}\"\nhsa_id = \"{}\"\nlogical_addresses = [\"{county}\"]\nlrid_roots = [\"1.2.752.97.3.1.14\"]\n",
            region.name,
            region.hsa_id,
            county = region.county,
        ));
    }
    toml
}
