//! The card systems' ledgers, filled the way a region fills its own: from CSV files.

use std::path::Path;
use std::sync::Arc;

use rivta_frikort::CardSystem;
use rivta_soap::time::{SystemClock, format_date};

use super::population::Person;
use super::sweden::System;
use crate::card_system::CardSystemFile;
use crate::error::Error;

/// Writes a system's CSV files and takes them in.
pub(super) async fn fill(
    folder: &Path,
    system: &System,
    file: &CardSystemFile,
    persons: &[Person],
) -> Result<(), Error> {
    let identities = write(folder, &format!("{}-identities.csv", system.name), &identities(persons))?;
    let fees = write(folder, &format!("{}-fees.csv", system.name), &fees(system, persons))?;
    let ledger = CardSystem::open(&file.system, Arc::new(SystemClock)).await?;
    let open = |path: &Path| std::fs::File::open(path).map_err(Error::file(path));
    ledger.import_identities(open(&identities)?, |_| {}).await?;
    ledger.import_fees(open(&fees)?, |_| {}).await?;
    ledger.close().await;
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> Result<std::path::PathBuf, Error> {
    let path = folder.join(name);
    std::fs::write(&path, text).map_err(Error::file(&path))?;
    Ok(path)
}

fn identities(persons: &[Person]) -> String {
    let mut csv = String::from("root,extension,main_root,main_extension\n");
    for person in persons {
        let (root, extension) = (person.identity.root(), person.identity.extension());
        let main = person
            .main
            .as_ref()
            .map_or_else(String::new, |main| format!("{},{}", main.root(), main.extension()));
        let main = if main.is_empty() { "," } else { &main };
        csv.push_str(&format!("{root},{extension},{main}\n"));
    }
    csv
}

fn fees(system: &System, persons: &[Person]) -> String {
    let mut csv = String::from(
        "region,fee_id,root,extension,date_of_visit,time_of_registration,amount,care_giver,care_unit,cancelled\n",
    );
    let counties: Vec<_> = system.regions.iter().map(|region| region.county).collect();
    for (number, person) in persons.iter().enumerate() {
        let own = person
            .visits
            .iter()
            .enumerate()
            .filter(|(_, visit)| counties.contains(&visit.county));
        for (place, visit) in own {
            let date = format_date(visit.date);
            csv.push_str(&format!(
                "{},{number}-{place},{},{},{date},{date}101500,{},{},{},{}\n",
                visit.county,
                person.identity.root(),
                person.identity.extension(),
                visit.kronor,
                visit.unit.care_giver,
                visit.unit.hsa_id,
                visit.cancelled
            ));
        }
    }
    csv
}
