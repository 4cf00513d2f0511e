//! A catalogue of national size: how long it takes to load, what it costs in memory, and how fast look-up is.
//!
//! 100,000 routes and 500,000 permissions, every row with a period of its own among 400, written to files first. The
//! memory is the process's own figure from `/proc/self/status`, so it is told on Linux only.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rivta_catalog::{Catalog, Environment, Hierarchy, PermissionOutcome, RouteOutcome};

const ROUTES: usize = 100_000;
const PERMISSIONS: usize = 500_000;
const UNITS: usize = 100_000;
const LOOK_UPS: u32 = 200_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, write: fn(&mut dyn Write)| {
        let path = folder.path().join(name);
        let mut file = BufWriter::new(File::create(&path).unwrap());
        write(&mut file);
        file.flush().unwrap();
        path
    };
    let toml = file("catalogue.toml", toml);
    let copy = file("local-tak-cache.xml", local_copy);
    let hsa = file("hsacache.xml", hsa);
    // The first load also pays for memory that later ones find ready.
    let (catalog, first) = timed(|| Catalog::from_toml_file(&toml).unwrap().catalog);
    tell("TOML", &toml, first);
    println!(
        "  {} routes, {} permissions",
        catalog.route_count(),
        catalog.permission_count()
    );
    drop(catalog);
    let (copied, took) = timed(|| Catalog::from_local_copy_file(&copy, Environment::Test).unwrap().catalog);
    tell("SokVagvalsInfo rows", &copy, took);
    drop(copied);
    let (tree, took) = timed(|| Hierarchy::from_files(&[&hsa]).unwrap().hierarchy);
    tell("HSA file", &hsa, took);
    let catalog = Catalog::from_toml_file(&toml)
        .unwrap()
        .catalog
        .with_hierarchy(Arc::new(tree));
    println!("all loaded: {}", memory("VmRSS"));
    look_up(&catalog);
}

/// The value and the time this thread was on a processor for it: what else the machine does is left out.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (started, on_processor) = (Instant::now(), processor_time());
    let value = work();
    let spent = processor_time()
        .zip(on_processor)
        .and_then(|(after, before)| after.checked_sub(before));
    (value, spent.unwrap_or_else(|| started.elapsed()))
}

fn processor_time() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    times.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn tell(what: &str, path: &Path, took: Duration) {
    let megabytes = std::fs::metadata(path).unwrap().len() / 1_000_000;
    println!(
        "{what}: {megabytes} MB in {took:.2?}; in use {}, peak {}",
        memory("VmRSS"),
        memory("VmHWM")
    );
}

fn memory(field: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1000))
}

/// A receiver, a contract and a sender.
type Question = (String, String, String);

fn look_up(catalog: &Catalog) {
    let now: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().unwrap();
    let questions = |of: fn(usize) -> Question| (0..1000).map(|number| of(number * 97)).collect::<Vec<_>>();
    let each = |what: &str, questions: &[Question], decide: &dyn Fn(&Question) -> bool| {
        let hits = || {
            questions
                .iter()
                .cycle()
                .take(LOOK_UPS as usize)
                .filter(|question| black_box(decide(question)))
        };
        let (hits, took) = timed(|| hits().count());
        println!("{what}: {:.0?} each ({hits} of {LOOK_UPS} found)", took / LOOK_UPS);
    };
    let route = |(receiver, contract, _): &Question| {
        matches!(catalog.find_route(receiver, contract, now).outcome, RouteOutcome::To(_))
    };
    let permission = |(receiver, contract, sender): &Question| {
        let found = catalog.find_permission(receiver, contract, sender, now);
        matches!(found.outcome, PermissionOutcome::Permitted(_))
    };
    let known = questions(|number| (receiver(number), contract_of(number), sender(number * 7 % 2000)));
    let unknown = questions(|number| (receiver(number), contract(number + 1), sender(number * 7 % 2000)));
    // What the figures below are to be compared with: the machine may be busy.
    let plain: HashMap<String, usize> = (0..ROUTES).map(|number| (receiver(number), number)).collect();
    each(
        "for comparison, one look-up in a HashMap of receivers",
        &known,
        &|(receiver, ..)| plain.contains_key(receiver),
    );
    let few = known.get(..50).unwrap();
    each("route, found, fifty receivers", few, &route);
    each("permission, found, fifty receivers", few, &permission);
    each("route, found", &known, &route);
    each("route, none after tree and *", &unknown, &route);
    each("permission, found", &known, &permission);
    each("permission, none after * and tree", &unknown, &permission);
}

fn receiver(number: usize) -> String {
    format!("SE{:010}-{:04X}", 2_321_000_000 + number / 50, number % 50)
}

fn sender(number: usize) -> String {
    format!("SE{:010}-C{number:03X}", 5_560_000_000 + number)
}

fn contract(number: usize) -> String {
    format!(
        "urn:riv:clinicalprocess:healthcond:domain{:02}:GetInteraction{number:03}Responder:{}",
        number % 40,
        number % 3 + 1
    )
}

/// The contract of a receiver's route.
fn contract_of(number: usize) -> String {
    contract(number % 300)
}

fn period(number: usize) -> (String, String) {
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    (format!("2024-{month:02}-{day:02}"), format!("2124-{month:02}-{day:02}"))
}

fn toml(file: &mut dyn Write) {
    writeln!(file, "environment = \"test\"").unwrap();
    for number in 0..ROUTES {
        let (from, to) = period(number);
        write!(
            file,
            "\n[[route]]\nreceiver = \"{}\"\ncontract = \"{}\"\naddress = \"https://region{:03}.example.org/services/{}\"\n\
             profile = \"RIVTABP21\"\nvalid_from = {from}\nvalid_to = {to}\n",
            receiver(number),
            contract_of(number),
            number % 400,
            number % 300,
        )
        .unwrap();
    }
    for number in 0..PERMISSIONS {
        let (from, to) = period(number);
        write!(
            file,
            "\n[[permission]]\nreceiver = \"{}\"\ncontract = \"{}\"\nsender = \"{}\"\nvalid_from = {from}\nvalid_to = {to}\n",
            receiver(number % ROUTES),
            contract_of(number % ROUTES),
            sender(number * 7 % 2000),
        )
        .unwrap();
    }
}

fn local_copy(file: &mut dyn Write) {
    write!(file, "<persistentCache xmlns:v=\"urn:skl:tp:vagvalsinfo:v2\">").unwrap();
    for number in 0..ROUTES + PERMISSIONS {
        let (from, to) = period(number);
        let (receiver, contract) = (receiver(number % ROUTES), contract_of(number % ROUTES));
        let common = format!(
            "<v:tjansteKontrakt>{contract}</v:tjansteKontrakt><v:fromTidpunkt>{from}T00:00:00.000</v:fromTidpunkt>\
             <v:tomTidpunkt>{to}T00:00:00.000</v:tomTidpunkt>"
        );
        if number < ROUTES {
            write!(
                file,
                "<virtualiseringsInfo><v:virtualiseringsInfoId>{number}</v:virtualiseringsInfoId><v:receiverId>{receiver}\
                 </v:receiverId><v:rivProfil>RIVTABP21</v:rivProfil>{common}<v:adress>https://region{:03}.example.org/\
                 services/{}</v:adress></virtualiseringsInfo>",
                number % 400,
                number % 300,
            )
            .unwrap();
        } else {
            write!(
                file,
                "<anropsBehorighetsInfo><v:anropsBehorighetsInfoId>{number}</v:anropsBehorighetsInfoId><v:receiverId>\
                 {receiver}</v:receiverId><v:senderId>{}</v:senderId>{common}</anropsBehorighetsInfo>",
                sender(number * 7 % 2000),
            )
            .unwrap();
        }
    }
    write!(file, "</persistentCache>").unwrap();
}

fn hsa(file: &mut dyn Write) {
    write!(
        file,
        "<FileGetHsaUnitsResponse xmlns=\"urn:riv:hsa:HsaWsResponder:3\"><hsaUnits>"
    )
    .unwrap();
    for number in 0..UNITS {
        let (organisation, unit) = (number / 50, number % 50);
        let below = if unit > 0 {
            format!("ou=Enhet {unit},")
        } else {
            String::new()
        };
        write!(
            file,
            "<hsaUnit><hsaIdentity>{}</hsaIdentity><DN>{below}ou=Sjukhus {organisation},o=Region {},l=Län {},c=SE</DN>\
             <name>Enhet {unit}</name></hsaUnit>",
            receiver(number),
            organisation % 21,
            organisation % 21,
        )
        .unwrap();
    }
    write!(file, "</hsaUnits></FileGetHsaUnitsResponse>").unwrap();
}
