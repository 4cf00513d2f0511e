//! Who the subscribers are, as the addressing catalogue tells: `GetLogicalAddresseesByServiceContract` version 2 through
//! the platform.
//!
//! An answer is used for two hours. When the next one cannot be had, the last one stays in use, across a restart if it
//! is kept in a file. An index that has never had one takes Updates all the same and keeps what is to be told.

use std::collections::HashMap;
use std::fs::File;
use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rivta_consumer::{Consumer, Timeouts};
use rivta_contracts::infrastructure_itintegration_registry_2_0::core::ServiceContractType;
use rivta_contracts::infrastructure_itintegration_registry_2_0::get_logical_addressees_by_service_contract::{
    GetLogicalAddresseesByServiceContract, GetLogicalAddresseesByServiceContractType, LogicalAddresseeRecordType,
};
use rivta_soap::contract::Contract as _;
use rivta_soap::value::AnyUri;
use rivta_soap::{LogicalAddress, bounded};

use crate::config::Catalogue;
use crate::error::Error;
use crate::index::Index;
use crate::message::ProcessNotification;
use crate::notify::within_the_platform;
use crate::subscriber::{Filter, Subscriber};

/// The largest file of an answer that is read, in bytes. Ten thousand subscribers with ten filters each are less.
const FILE_LIMIT: u64 = 16 << 20;

/// Asks the catalogue for an index. Clones are the same.
#[derive(Clone)]
pub struct Directory {
    index: Index,
    platform: Arc<Consumer>,
    catalogue: Catalogue,
    address: LogicalAddress,
}

impl Directory {
    /// The directory of an index; `None` when the index is not to ask the catalogue.
    ///
    /// # Errors
    /// [`Error::Configuration`] when the catalogue's logical address is none.
    pub fn of(index: &Index, platform: Arc<Consumer>) -> Result<Option<Self>, Error> {
        let Some(catalogue) = index.configuration.catalogue.clone() else {
            return Ok(None);
        };
        let address = LogicalAddress::new(catalogue.logical_address.as_str());
        let address = address.map_err(|error| Error::Configuration {
            place: "catalogue.logical_address",
            problem: error.to_string(),
        })?;
        Ok(Some(Self {
            index: index.clone(),
            platform,
            catalogue,
            address,
        }))
    }

    /// Keeps the subscribers up to date until `shutdown`.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = std::pin::pin!(shutdown);
        loop {
            let rest = match self.refresh().await {
                Ok(()) => self.catalogue.time_to_live_s,
                Err(error) => {
                    tracing::error!(%error, "the subscribers are as they were");
                    self.catalogue.retry_s
                }
            };
            tokio::select! {
                () = &mut shutdown => return,
                () = tokio::time::sleep(Duration::from_secs(rest)) => {}
            }
        }
    }

    /// Asks the catalogue now. When it does not answer and nothing is known yet, the file of its last answer counts.
    ///
    /// # Errors
    /// [`Error::Catalogue`], [`Error::Store`]: the subscribers are as they were, or as in the file.
    pub async fn refresh(&self) -> Result<(), Error> {
        match self.ask().await {
            Ok(records) => {
                let told = subscribers(records);
                tracing::info!(count = told.len(), "the addressing catalogue has told the subscribers");
                self.keep(&told);
                self.learn(told).await
            }
            Err(error) => {
                if self.index.subscribers().await.is_none()
                    && let Some(kept) = self.kept()
                {
                    tracing::warn!(count = kept.len(), "the subscribers are those of the last answer");
                    self.learn(kept).await?;
                }
                Err(error)
            }
        }
    }

    async fn ask(&self) -> Result<Vec<LogicalAddresseeRecordType>, Error> {
        let consumer = self.catalogue.service_consumer.as_deref();
        let question = GetLogicalAddresseesByServiceContractType {
            service_consumer_hsa_id: consumer.unwrap_or(self.address.as_str()).to_owned(),
            service_contract_name_space: ServiceContractType {
                service_contract_namespace: AnyUri::new(ProcessNotification::NAMESPACE),
                any: Vec::new(),
            },
            any: Vec::new(),
        };
        let patience = Duration::from_millis(self.catalogue.timeout_ms);
        let call = self
            .platform
            .request::<GetLogicalAddresseesByServiceContract>(&self.address, &question)
            .timeouts(Timeouts {
                connect: patience,
                total: patience,
                ..Timeouts::default()
            });
        let call = within_the_platform(&self.index.configuration, call)?;
        let answer = call.send().await;
        let answer = answer.map_err(|error| Error::Catalogue(Box::new(error)))?;
        Ok(answer.body.logical_address_record)
    }

    /// Tells the index, whose own subscribers come first.
    async fn learn(&self, told: Vec<Subscriber>) -> Result<(), Error> {
        let own = self.index.configuration.subscribers.iter().cloned();
        self.index.set_subscribers(merged(own.chain(told))).await
    }

    /// Keeps an answer. Without the file the index runs all the same.
    fn keep(&self, told: &[Subscriber]) {
        if let Some(path) = &self.catalogue.file
            && let Err(error) = write(path, told)
        {
            tracing::error!(path = %path.display(), %error, "the catalogue's answer could not be kept");
        }
    }

    fn kept(&self) -> Option<Vec<Subscriber>> {
        let path = self.catalogue.file.as_ref()?;
        let read = read(path).inspect_err(|error| {
            tracing::error!(path = %path.display(), %error, "the catalogue's last answer cannot be read");
        });
        read.ok()
    }
}

impl std::fmt::Debug for Directory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Directory")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// In one step, so that a process that is killed leaves the old file or the new one.
fn write(path: &Path, told: &[Subscriber]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-new");
    std::fs::write(&beside, serde_json::to_vec_pretty(told)?)?;
    std::fs::rename(&beside, path)
}

fn read(path: &Path) -> io::Result<Vec<Subscriber>> {
    let text = bounded::read(File::open(path)?, FILE_LIMIT)?;
    Ok(serde_json::from_slice(&text)?)
}

fn subscribers(records: Vec<LogicalAddresseeRecordType>) -> Vec<Subscriber> {
    // A permission for every address names nobody to be told.
    let records = records.into_iter().filter(|record| record.logical_address != "*");
    let subscribers = records.map(|record| Subscriber {
        logical_address: record.logical_address,
        filters: record
            .filter
            .into_iter()
            .map(|filter| Filter {
                service_domain: filter.service_domain.as_str().to_owned(),
                categorizations: filter.categorization,
            })
            .collect(),
    });
    merged(subscribers)
}

/// One subscriber for each address: the catalogue has a record for each permission. Whoever is told of everything by one
/// of them is.
fn merged(subscribers: impl Iterator<Item = Subscriber>) -> Vec<Subscriber> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut merged: Vec<Subscriber> = Vec::new();
    for subscriber in subscribers {
        let place = places.get(&subscriber.logical_address).copied();
        match place.and_then(|place| merged.get_mut(place)) {
            None => {
                places.insert(subscriber.logical_address.clone(), merged.len());
                merged.push(subscriber);
            }
            Some(earlier) if earlier.filters.is_empty() || subscriber.filters.is_empty() => earlier.filters.clear(),
            Some(earlier) => earlier.filters.extend(subscriber.filters),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscriber(address: &str, domains: &[&str]) -> Subscriber {
        let filters = domains.iter().map(|&domain| Filter {
            service_domain: domain.to_owned(),
            categorizations: Vec::new(),
        });
        Subscriber {
            logical_address: address.to_owned(),
            filters: filters.collect(),
        }
    }

    #[test]
    fn an_address_with_several_records_is_one_subscriber() {
        let records = [
            subscriber("A", &["a"]),
            subscriber("B", &["a"]),
            subscriber("A", &["b"]),
            subscriber("B", &[]),
            subscriber("B", &["c"]),
        ];
        let expected = [subscriber("A", &["a", "b"]), subscriber("B", &[])];
        assert_eq!(merged(records.into_iter()), expected);
    }

    #[test]
    fn an_answer_is_kept_in_a_file_and_one_that_has_no_end_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("subscribers.json");
        let told = [subscriber("A", &["a"]), subscriber("B", &[])];
        write(&file, &told).unwrap();
        assert_eq!(read(&file).unwrap(), told);
        // A device has no size to look at, and no end.
        let endless = read(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(endless.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_permission_for_every_address_names_no_subscriber() {
        let record = |address: &str| LogicalAddresseeRecordType {
            logical_address: address.to_owned(),
            filter: Vec::new(),
            any: Vec::new(),
        };
        assert_eq!(subscribers(vec![record("*"), record("A")]), [subscriber("A", &[])]);
    }
}
