//! The demonstration's folder: certificates, the catalogue, and a configuration file for each part.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_hogkostnadsskydd::Inquiry;
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_soap::Contract;
use rivta_soap::contract::conventional_path;
use rivta_soap::envelope::{self, OutgoingHeaders};
use rivta_soap::identity::LogicalAddress;
use uuid::Uuid;

use super::ENVIRONMENT;
use super::judged::JUDGE;
use super::sweden::{self, ASKER, DOWN, PLATFORM, SYSTEMS, System};
use crate::asker::AskerFile;
use crate::card_system::CardSystemFile;
use crate::error::Error;
use crate::party::Party;

/// Any free port of this machine, out of others' reach.
const ANYWHERE: &str = "127.0.0.1:0";

/// A port nothing listens on: the region that is down. Port 1 (tcpmux) is never given out.
pub(super) const NOWHERE: u16 = 1;

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
            ("asker", ASKER),
            ("judge", JUDGE),
            ("revoked", "SE5560000002-REVOKED"),
        ]) {
            let certificate = authority.issue(&Subject::new(name, hsa_id), Validity::current(now))?;
            pki.write_certificate(name, &certificate)?;
            if name == "revoked" {
                pki.write_revocation_list(&authority.revocation_list(&[&certificate], now)?)?;
            }
        }
        super::judged::write_bad_certificates(&pki, &authority, now)?;
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
    pub(super) fn router(&self, port: u16) -> rivta_router::Configuration {
        let Party {
            certificate,
            key,
            trust,
            revocation_lists,
        } = self.party("router");
        let tls = rivta_router::config::Tls {
            certificate,
            key,
            trust,
            revocation_lists,
            producer_trust: None,
            producer_revocation_lists: Vec::new(),
        };
        let mut configuration =
            rivta_router::Configuration::new(ENVIRONMENT, SocketAddr::from(([127, 0, 0, 1], port)), tls);
        // One id for a call on all its hops, so that a newcomer can follow it through the logs.
        configuration.producer.propagate_correlation_id = true;
        configuration
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

    /// Writes the catalogue: a route and permissions for every party, and a route to the region that is down.
    pub(super) fn write_catalogue(&self, ports: &[u16], asker: u16, judge: u16) -> Result<PathBuf, Error> {
        let mut toml = format!("environment = \"{ENVIRONMENT}\"\n");
        let regions = SYSTEMS
            .iter()
            .zip(ports)
            .flat_map(|(system, port)| system.regions.iter().map(move |region| (region, *port)));
        for (region, port) in regions.chain([(&DOWN, NOWHERE)]) {
            toml.push_str(&format!("\n# {}\n", region.name));
            toml.push_str(&route(region.county, RequestExemptionStatuses::NAMESPACE, port));
            toml.push_str(&permission(region.county, RequestExemptionStatuses::NAMESPACE, ASKER));
            toml.push_str(&permission(region.county, RequestExemptionStatuses::NAMESPACE, JUDGE));
        }
        toml.push_str("\n# The asker, to whom every card system may send its disclosures\n");
        toml.push_str(&route(ASKER, ProcessExemptionStatuses::NAMESPACE, asker));
        for system in &SYSTEMS {
            toml.push_str(&permission(ASKER, ProcessExemptionStatuses::NAMESPACE, system.hsa_id));
        }
        toml.push_str(&super::judged::catalogue(judge));
        self.write("catalogue.toml", &toml)
    }

    /// Writes every configuration file with the addresses in use, so that each part can be started alone.
    pub(super) fn write_addresses(
        &self,
        router: SocketAddr,
        ports: &[u16],
        asker: SocketAddr,
        patience: u64,
    ) -> Result<(), Error> {
        let platform = format!("https://localhost:{}/vp", router.port());
        self.write("router.toml", &router_toml(router))?;
        for (system, port) in SYSTEMS.iter().zip(ports) {
            let toml = card_system_toml(system, &platform, &format!("127.0.0.1:{port}"));
            self.write(&format!("{}.toml", system.name), &toml)?;
        }
        self.write("ask.toml", &asker_toml(&platform, &asker.to_string(), patience))?;
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

fn tls_toml(name: &str) -> String {
    format!(
        "[tls]\ncertificate = \"pki/{name}.pem\"\nkey = \"pki/{name}-key.pem\"\ntrust = \"pki/ca.pem\"\nrevocation_lists = [\"pki/crl.pem\"]\n"
    )
}

fn router_toml(listen: SocketAddr) -> String {
    format!(
        "environment = \"{ENVIRONMENT}\"\nlisten = \"{listen}\"\ncatalog = \"catalogue.toml\"\n\n[producer]\npropagate_correlation_id = true\n\n{}",
        tls_toml("router")
    )
}

fn asker_toml(platform: &str, listen: &str, patience: u64) -> String {
    let counties: Vec<_> = sweden::COUNTIES.iter().chain([&DOWN.county]).copied().collect();
    asker_of(platform, listen, patience, &counties)
}

pub(super) fn asker_of(platform: &str, listen: &str, patience: u64, counties: &[&str]) -> String {
    let counties = counties.iter().map(|county| format!("\"{county}\""));
    let sources = counties.collect::<Vec<_>>().join(", ");
    format!(
        "listen = \"{listen}\"\nplatform = \"{platform}\"\nlogical_address = \"{ASKER}\"\nsources = [{sources}]\npatience_seconds = {patience}\n\n{}",
        tls_toml("asker")
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
        "listen = \"{listen}\"\nplatform = \"{platform}\"\nhsa_id = \"{hsa_id}\"\n\n{}\n[system]\nstore = \"{name}.sqlite\"\nconnection = \"{connection}\"\n",
        tls_toml(name)
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
