//! The files of the platform's parts: as files of their own, and as tables of one (`table` is then the part's name with a
//! dot).

use std::net::SocketAddr;

use rivta_soap::LogicalAddress;

use super::ENVIRONMENT;
use super::sweden::{AGGREGATOR, PLATFORM};

/// The table of certificates of a party.
pub(super) fn tls(table: &str, name: &str) -> String {
    format!(
        "[{table}tls]\ncertificate = \"pki/{name}.pem\"\nkey = \"pki/{name}-key.pem\"\ntrust = \"pki/ca.pem\"\nrevocation_lists = [\"pki/crl.pem\"]\n"
    )
}

pub(super) fn router(table: &str, listen: SocketAddr) -> String {
    format!(
        "environment = \"{ENVIRONMENT}\"\nlisten = \"{listen}\"\ncatalog = \"catalogue.toml\"\n\n\
         # One id for a call on all its hops, so that a newcomer can follow it through the logs.\n\
         [{table}producer]\npropagate_correlation_id = true\n\n[{table}parts]\nsenders = [\"{AGGREGATOR}\"]\nreceivers = [\"{}\"]\n\n{}",
        LogicalAddress::NATIONAL,
        tls(table, "router")
    )
}

pub(super) fn index(table: &str, platform: &str, listen: &str) -> String {
    format!(
        "listen = \"{listen}\"\nplatform = \"{platform}\"\nstore = {{ sqlite = \"index.sqlite\" }}\n\n[{table}index]\nhsa_id = \"{}\"\n\n{}",
        LogicalAddress::NATIONAL,
        tls(table, "index")
    )
}

pub(super) fn aggregator(table: &str, platform: &str, listen: &str) -> String {
    format!(
        "environment = \"{ENVIRONMENT}\"\nlisten = \"{listen}\"\nplatform = \"{platform}\"\ncatalog = \"catalogue.toml\"\ncallers = [\"{PLATFORM}\"]\n\n{}",
        tls(table, "aggregator")
    )
}
