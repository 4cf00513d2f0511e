//! What a region that is down told the engagement index while it was up.

use chrono::Days;
use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_contracts::itintegration_engagementindex_1_0::core::{
    EngagementTransactionType, EngagementType, RegisteredResidentIdentificationType, TS,
};
use rivta_contracts::itintegration_engagementindex_1_0::update::{Update, UpdateType};
use rivta_frikort::engagement::{CATEGORIZATION, SERVICE_DOMAIN};
use rivta_soap::LogicalAddress;
use rivta_soap::time::{Clock, SystemClock, format_timestamp, swedish_local};
use rivta_soap::value::AnyUri;
use rivta_soap::xml::ValueError;

use super::population;
use super::sweden::DOWN;
use crate::error::Error;
use crate::party::Party;

/// When the main person was last there.
const DAYS_AGO: Days = Days::new(80);

/// Tells the index that the region has something about the person asked about when nobody else is named.
pub(super) async fn of_region_that_is_down(party: &Party, platform: &str) -> Result<(), Error> {
    let (identity, trust) = party.as_client()?;
    let region = Consumer::to(Endpoint::base(platform)?)
        .trusting(trust)
        .identified_by(identity)
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()?;
    let unusable = |error: ValueError| Error::value("the post of the region that is down", error.to_string());
    let post = post().map_err(unusable)?;
    let message = UpdateType {
        engagement_transaction: vec![EngagementTransactionType {
            delete_flag: false,
            engagement: post,
            any: Vec::new(),
        }],
        any: Vec::new(),
    };
    let index = LogicalAddress::new(LogicalAddress::NATIONAL).map_err(unusable)?;
    region.call::<Update>(&index, &message).await?;
    Ok(())
}

fn post() -> Result<EngagementType, ValueError> {
    let now = swedish_local(SystemClock.now());
    let moment = format_timestamp(now.checked_sub_days(DAYS_AGO).unwrap_or(now));
    Ok(EngagementType {
        registered_resident_identification: RegisteredResidentIdentificationType::new(
            population::main_person()?.extension(),
        )?,
        service_domain: AnyUri::new(SERVICE_DOMAIN),
        categorization: CATEGORIZATION.to_owned(),
        logical_address: DOWN.county.to_owned(),
        business_object_instance_identifier: "NA".to_owned(),
        clinical_process_interest_id: "NA".to_owned(),
        most_recent_content: Some(TS::new(moment)?),
        source_system: DOWN.county.to_owned(),
        creation_time: None,
        update_time: None,
        data_controller: DOWN.county.to_owned(),
        owner: None,
        any: Vec::new(),
    })
}
