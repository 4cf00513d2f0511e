//! The handlers of a producer.

use rivta_contracts::itintegration_engagementindex_1_0::core::ResultCodeEnum;
use rivta_contracts::itintegration_engagementindex_1_0::{process_notification, update};
use rivta_producer::Call;
use rivta_producer::builder::ProducerBuilder;
use rivta_soap::Fault;

use crate::index::Index;
use crate::message::{Criteria, FindContent, Found, NotificationRequest, ProcessNotification, Update, UpdateRequest};

/// Serves the three contracts of an index.
pub fn served_by(producer: ProducerBuilder, index: &Index) -> ProducerBuilder {
    let (updated, notified, found) = (index.clone(), index.clone(), index.clone());
    producer
        .handle::<Update, _, _>(move |call| take_update(updated.clone(), call))
        .handle::<ProcessNotification, _, _>(move |call| take_notification(notified.clone(), call))
        .handle::<FindContent, _, _>(move |call| find(found.clone(), call))
}

async fn take_update(index: Index, call: Call<UpdateRequest>) -> Result<update::UpdateResponseType, Fault> {
    index
        .update(Some(&call.logical_address), call.request.0, &call.correlation_id)
        .await?;
    Ok(update::UpdateResponseType {
        result_code: ResultCodeEnum::Ok,
        comment: None,
        any: Vec::new(),
    })
}

async fn take_notification(
    index: Index,
    call: Call<NotificationRequest>,
) -> Result<process_notification::ProcessNotificationResponseType, Fault> {
    index.notification(call.request.0, &call.correlation_id).await?;
    Ok(process_notification::ProcessNotificationResponseType {
        result_code: ResultCodeEnum::Ok,
        comment: None,
        any: Vec::new(),
    })
}

async fn find(index: Index, call: Call<Criteria>) -> Result<Found, Fault> {
    Ok(Found(index.find(&call.request.0).await?))
}
