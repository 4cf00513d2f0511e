//! `PingForConfiguration`, version 1, as the incumbent's catalogue answers it (addressing catalogue, section 3.9).

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use rivta_catalog::Catalog;
use rivta_producer::listener::{OutgoingBody, full};
use rivta_soap::Fault;

/// Namespace of question and answer.
pub(super) const NAMESPACE: &str = "urn:riv:itintegration:monitoring:PingForConfigurationResponder:1";

/// The time and the name of the application. The incumbent leaves the mandatory version out, and so do we.
pub(super) fn answer(catalog: Option<&Catalog>, now: DateTime<Utc>) -> Result<OutgoingBody, Fault> {
    if catalog.is_none() {
        let text = "Severe error in TK admin service access to TAK Cache, message: there is no catalogue yet";
        return Err(Fault::server(text));
    }
    let time = now.with_timezone(&Stockholm).format("%Y%m%d%H%M%S");
    Ok(full(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope \
         xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><p:PingForConfigurationResponse \
         xmlns:p=\"{NAMESPACE}\" xmlns:m=\"urn:riv:itintegration:monitoring:1\"><p:pingDateTime>{time}</p:pingDateTime>\
         <p:configuration><m:name>Applikation</m:name><m:value>tk-admin-services</m:value></p:configuration>\
         </p:PingForConfigurationResponse></soapenv:Body></soapenv:Envelope>"
    )))
}
