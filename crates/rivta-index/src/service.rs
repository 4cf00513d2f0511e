//! The handlers of a producer.

use std::time::Instant;

use rivta_contracts::itintegration_engagementindex_1_0::core::ResultCodeEnum;
use rivta_contracts::itintegration_engagementindex_1_0::{process_notification, update};
use rivta_producer::Call;
use rivta_producer::builder::ProducerBuilder;
use rivta_soap::contract::Contract as _;
use rivta_soap::http::CORRELATION_ID;
use rivta_soap::{Fault, LogicalAddress};

use crate::config::RefusalForm;
use crate::index::Index;
use crate::message::{Criteria, FindContent, Found, NotificationRequest, ProcessNotification, Update, UpdateRequest};
use crate::refusal::Refusal;

/// What EI003 shows of a call without a logical address. The other contracts do not ask for one.
const NO_ADDRESS: &str = "missing";

/// Serves the three contracts of an index, with the incumbent's faults: a text, and no detail.
pub fn served_by(producer: ProducerBuilder, index: &Index) -> ProducerBuilder {
    let (updated, notified, found) = (index.clone(), index.clone(), index.clone());
    let producer = match LogicalAddress::new(NO_ADDRESS) {
        Ok(address) => producer.unaddressed_as(address),
        Err(_) => producer,
    };
    producer
        .bare_faults()
        .handle::<Update, _, _>(move |call| take_update(updated.clone(), call))
        .handle::<ProcessNotification, _, _>(move |call| take_notification(notified.clone(), call))
        .handle::<FindContent, _, _>(move |call| find(found.clone(), call))
}

async fn take_update(index: Index, call: Call<UpdateRequest>) -> Result<update::UpdateResponseType, Fault> {
    let began = Instant::now();
    let outcome = match check_headers(&call) {
        Ok(()) => {
            let to = Some(&call.logical_address);
            index.update(to, call.request.0, &call.correlation_id).await
        }
        Err(refusal) => Err(refusal),
    };
    index.metrics.count(Update::NAME, &outcome, began.elapsed());
    let (result_code, comment) = answer(&index, outcome)?;
    Ok(update::UpdateResponseType {
        result_code,
        comment,
        any: Vec::new(),
    })
}

async fn take_notification(
    index: Index,
    call: Call<NotificationRequest>,
) -> Result<process_notification::ProcessNotificationResponseType, Fault> {
    let began = Instant::now();
    let outcome = match check_headers(&call) {
        Ok(()) => index.notification(call.request.0, &call.correlation_id).await,
        Err(refusal) => Err(refusal),
    };
    index
        .metrics
        .count(ProcessNotification::NAME, &outcome, began.elapsed());
    let (result_code, comment) = answer(&index, outcome)?;
    Ok(process_notification::ProcessNotificationResponseType {
        result_code,
        comment,
        any: Vec::new(),
    })
}

async fn find(index: Index, call: Call<Criteria>) -> Result<Found, Fault> {
    let began = Instant::now();
    let outcome = match check_headers(&call) {
        Ok(()) => index.find(&call.request.0).await,
        Err(refusal) => Err(refusal),
    };
    index.metrics.count(FindContent::NAME, &outcome, began.elapsed());
    Ok(Found(outcome?))
}

fn check_headers<R>(call: &Call<R>) -> Result<(), Refusal> {
    if call.http_headers.contains_key(CORRELATION_ID) {
        return Ok(());
    }
    Err(Refusal::MissingHttpHeader(CORRELATION_ID))
}

/// The result code and comment of an answer.
fn answer(index: &Index, outcome: Result<(), Refusal>) -> Result<(ResultCodeEnum, Option<String>), Fault> {
    let Err(refusal) = outcome else {
        return Ok((ResultCodeEnum::Ok, None));
    };
    match (index.configuration.refusals, refusal.comment()) {
        (RefusalForm::ResultCode, Some(comment)) => Ok((ResultCodeEnum::Error, Some(comment))),
        _ => Err(refusal.into()),
    }
}
