//! The router of a soak: its catalogue, its disturbances, and what changes while it works.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use chrono::Utc;
use rivta_pki::{Authority, Folder, FunctionCertificate};

use super::order::{AWAY, DISTURBED, GARBLED_CONTRACT, OLD, Sender};
use crate::Outcome;
use crate::material::{CONTRACT, Material, PROXY, RECEIVER};
use crate::parts::{self, Part};

/// Rows of the catalogue besides those that are called, so that reading it anew costs something.
const ROWS: usize = 2_000;

/// Backend and router, and the authority behind all certificates.
pub(super) struct Stage {
    pub(super) material: Material,
    pub(super) router: Part,
    pub(super) backend: Part,
    authority: Authority,
    revoked: FunctionCertificate,
}

impl Stage {
    pub(super) fn open(folder: &Path, rivta: &Path) -> Outcome<Self> {
        let (material, authority) = Material::create(folder)?;
        let mut revoked = None;
        for sender in Sender::ALL {
            let (name, hsa_id) = sender.name();
            revoked = Some(material.issue(&authority, name, hsa_id)?);
        }
        // The revoked one is the last of them.
        let revoked = revoked.ok_or("there are no senders")?;
        write_revocation_list(&material, &authority, &revoked)?;
        let backend = parts::backend(&material, &["tell-call"])?;
        write_catalogue(&material, &backend, 0)?;
        let address = parts::free()?;
        let router = parts::router_of(&material, address, &configuration(address), rivta)?;
        Ok(Self {
            material,
            router,
            backend,
            authority,
            revoked,
        })
    }

    /// Writes a catalogue with a route to [`passing`]`(number)` in place of earlier ones.
    pub(super) fn write_catalogue(&self, number: u64) -> Outcome<()> {
        write_catalogue(&self.material, &self.backend, number)
    }

    /// Gives the router a new certificate and a new revocation list, tells it by SIGHUP, and gives the certificate.
    pub(super) fn write_certificates(&self) -> Outcome<FunctionCertificate> {
        let issued = self.material.issue(&self.authority, "proxy", PROXY)?;
        write_revocation_list(&self.material, &self.authority, &self.revoked)?;
        let process = self.router.process.ok_or("the router has no process")?;
        let told = Command::new("kill").arg("-HUP").arg(process.0.to_string()).status()?;
        if told.success() {
            return Ok(issued);
        }
        Err("the router cannot be told".into())
    }
}

/// A receiver that some catalogue knows and the next one does not.
pub(super) fn passing(number: u64) -> String {
    format!("SE2321000131-PASSING{number}")
}

fn write_revocation_list(material: &Material, authority: &Authority, revoked: &FunctionCertificate) -> Outcome<()> {
    let list = authority.revocation_list(&[revoked], Utc::now())?;
    Folder::create(&material.folder)?.write_revocation_list(&list)?;
    Ok(())
}

fn write_catalogue(material: &Material, backend: &Part, number: u64) -> Outcome<()> {
    let address = format!("https://localhost:{}/exemption", backend.address.port());
    let mut text = "environment = \"test\"\n".to_owned();
    route(&mut text, RECEIVER, CONTRACT, &address, "RIVTABP21");
    route(&mut text, RECEIVER, GARBLED_CONTRACT, &address, "RIVTABP21");
    route(&mut text, &passing(number), CONTRACT, &address, "RIVTABP21");
    route(&mut text, OLD, CONTRACT, &address, "RIVTABP20");
    // Nobody listens at the lowest port.
    route(&mut text, AWAY, CONTRACT, "https://localhost:1/exemption", "RIVTABP21");
    for (receiver, ..) in DISTURBED {
        route(&mut text, receiver, CONTRACT, &address, "RIVTABP21");
    }
    for row in 0..ROWS {
        route(
            &mut text,
            &format!("SE2321000131-{row:04X}"),
            CONTRACT,
            &address,
            "RIVTABP21",
        );
    }
    // Written beside and renamed: the router never finds half of it.
    let (fresh, path) = (material.path("catalogue.new"), material.path("catalogue.toml"));
    fs::write(&fresh, text)?;
    Ok(fs::rename(fresh, path)?)
}

/// A route, and permissions for those who have any.
fn route(text: &mut String, receiver: &str, contract: &str, address: &str, profile: &str) {
    let _ = write!(
        text,
        "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\naddress = \"{address}\"\nprofile = \"{profile}\"\n"
    );
    for sender in [Sender::First, Sender::Second, Sender::Disturbed, Sender::Revoked] {
        let _ = write!(
            text,
            "[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{contract}\"\nsender = \"{}\"\n",
            sender.name().1
        );
    }
}

/// A second between two looks at the catalogue, and little patience with a producer that is away.
fn configuration(address: SocketAddr) -> String {
    let mut text = format!(
        "environment = \"test\"\nlisten = \"{address}\"\ncatalog = \"catalogue.toml\"\ncatalog_interval_ms = 1000\n\
         [tls]\ncertificate = \"proxy.pem\"\nkey = \"proxy-key.pem\"\ntrust = \"ca.pem\"\n\
         revocation_lists = [\"crl.pem\"]\nproducer_revocation_lists = [\"crl.pem\"]\n\
         [producer]\nretry_delay_ms = 100\npropagate_correlation_id = true\n\
         [[disturbance]]\ncontract = \"{GARBLED_CONTRACT}\"\naction = \"garble\"\n\
         [[disturbance]]\nsender = \"{}\"\naction = \"twice\"\n",
        Sender::Disturbed.name().1
    );
    for (receiver, action, more) in DISTURBED {
        let _ = write!(
            text,
            "[[disturbance]]\nreceiver = \"{receiver}\"\naction = \"{action}\"\n{more}"
        );
    }
    text
}
