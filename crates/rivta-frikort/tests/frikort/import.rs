//! Importing identities and fees.

use crate::scene::{FEES, IDENTITIES, LRID, Scene, fee, person, personnummer};
use rivta_frikort::Error;
use rivta_frikort::import::{MAX_LINE_BYTES, MAX_PROBLEMS, Progress};
use rivta_frikort::store::PersonRecord;
use rivta_soap::identity::{County, PersonIdentity, oid};

async fn record(scene: &Scene, patient: (&str, &str)) -> PersonRecord {
    let identity = PersonIdentity::from_root_extension(patient.0, patient.1).unwrap();
    scene
        .system
        .store()
        .person(County::by_code("13").unwrap(), &identity)
        .await
        .unwrap()
}

async fn fee_problem(scene: &Scene, file: &str) -> (u64, String, String) {
    match scene.system.import_fees(file.as_bytes(), |_| ()).await.unwrap_err() {
        Error::Import { problems, .. } => (problems[0].line, problems[0].column.clone(), problems[0].to_string()),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_file_can_be_imported_any_number_of_times() {
    let scene = Scene::new().await;
    let anna = person("19850101", 980);
    let file = format!(
        "{FEES}\n{}\n{}\n",
        fee("13", "a", personnummer(&anna), "20260401", "250"),
        fee("13", "b", personnummer(&anna), "20260402", "100.50")
    );
    let first = scene.system.import_fees(file.as_bytes(), |_| ()).await.unwrap();
    let second = scene.system.import_fees(file.as_bytes(), |_| ()).await.unwrap();
    assert_eq!((first.added, first.unchanged), (2, 0));
    assert_eq!((second.added, second.corrected, second.unchanged), (0, 0, 2));
    let amounts: Vec<_> = record(&scene, personnummer(&anna))
        .await
        .fees
        .iter()
        .map(|fee| fee.fee.amount.get())
        .collect();
    assert_eq!(amounts, [25_000, 10_050]);
}

#[tokio::test]
async fn semicolons_any_column_order_crlf_and_a_byte_order_mark_are_understood() {
    let scene = Scene::new().await;
    let file = "\u{feff}cancelled;care_unit;care_giver;amount;time_of_registration;date_of_visit;extension;root;fee_id;region\r\n\
                true;E;V;\"99,5\";20260401120000;20260401;191212121212;1.2.752.129.2.1.3.1;x;13\r\n";
    scene.system.import_fees(file.as_bytes(), |_| ()).await.unwrap();
    let record = record(&scene, personnummer("191212121212")).await;
    assert_eq!(record.fees[0].fee.amount.get(), 9_950);
    assert!(record.fees[0].fee.cancelled);
}

#[tokio::test]
async fn only_the_care_giver_that_registered_a_fee_corrects_it() {
    let scene = Scene::new().await;
    let line = fee("13", "a", personnummer("191212121212"), "20260401", "250");
    scene.fees(std::slice::from_ref(&line)).await;
    let summary = scene
        .system
        .import_fees(format!("{FEES}\n{}", line.replace("false", "true")).as_bytes(), |_| ())
        .await
        .unwrap();
    assert_eq!(summary.corrected, 1);
    let (number, column, _) = fee_problem(&scene, &format!("{FEES}\n{}", line.replace("V001", "V002"))).await;
    assert_eq!((number, column.as_str()), (2, "care_giver"));
    assert!(
        record(&scene, personnummer("191212121212")).await.fees[0].fee.cancelled,
        "the refused line changed nothing"
    );
}

#[tokio::test]
async fn a_refused_file_leaves_nothing_behind() {
    let scene = Scene::new().await;
    let good = fee("13", "a", personnummer("191212121212"), "20260401", "250");
    let bad = fee("13", "b", personnummer("191212121213"), "20260401", "250");
    let (number, column, text) = fee_problem(&scene, &format!("{FEES}\n{good}\n\n{bad}\n")).await;
    assert_eq!((number, column.as_str()), (4, "extension"), "empty lines are counted");
    assert!(!text.contains("191212121213"), "{text}");
    assert_eq!(
        record(&scene, personnummer("191212121212")).await,
        PersonRecord::default()
    );
}

#[tokio::test]
async fn a_fee_that_is_registered_this_very_second_is_not_in_the_future() {
    let scene = Scene::new().await;
    let line = fee("13", "fee-a", personnummer("191212121212"), "20260510", "250");
    assert!(line.contains("20260510120000"), "{line}");
    scene.fees(&[line]).await;
    let known = record(&scene, personnummer("191212121212")).await;
    assert_eq!(known.fees.len(), 1);
}

#[tokio::test]
async fn each_column_is_checked_and_named_without_its_value() {
    let scene = Scene::new().await;
    let good = fee("13", "fee-a", personnummer("191212121212"), "20260401", "250");
    for (from, to, column) in [
        ("13,", "14,", "region"),
        ("fee-a", "", "fee_id"),
        ("1.2.752.129.2.1.3.1", "personnummer", "root"),
        ("191212121212", "191213121212", "extension"),
        (",20260401,", ",20250231,", "date_of_visit"),
        ("20260401120000", "20260401250000", "time_of_registration"),
        ("20260401120000", "20260331235959", "time_of_registration"),
        ("20260401120000", "20260510120001", "time_of_registration"),
        (",250,", ",-250,", "amount"),
        ("SE2321000115-V001", "", "care_giver"),
        ("SE2321000115-E001", "", "care_unit"),
        ("false", "kanske", "cancelled"),
    ] {
        let line = good.replacen(from, to, 1);
        assert_ne!(line, good);
        let (number, found, text) = fee_problem(&scene, &format!("{FEES}\n{line}")).await;
        assert_eq!((number, found.as_str()), (2, column), "{text}");
        assert!(to.len() < 4 || !text.contains(to.trim_matches(',')), "{text}");
    }
}

#[tokio::test]
async fn what_is_not_such_a_file_is_refused() {
    let scene = Scene::new().await;
    let long = format!("{FEES}\n{}", "x".repeat(MAX_LINE_BYTES + 1));
    let wide = format!("{FEES},extra\n");
    for (file, expected) in [
        ("", "column region"),
        ("region,fee_id\n", "column root"),
        (wide.as_str(), "only the columns"),
        (long.as_str(), "bytes in a line"),
        (&format!("{FEES}\n1,2,3\n"), "10 fields"),
    ] {
        let (_, _, text) = fee_problem(&scene, file).await;
        assert!(text.contains(expected), "{text}");
    }
    let latin1 = [FEES.as_bytes(), b"\n13,\xe5\n"].concat();
    let error = scene.system.import_fees(latin1.as_slice(), |_| ()).await.unwrap_err();
    assert!(error.to_string().contains("line 2: expected UTF-8"), "{error}");
}

#[tokio::test]
async fn many_problems_are_counted_but_not_all_told() {
    let scene = Scene::new().await;
    let file = format!("{FEES}\n{}", "x\n".repeat(MAX_PROBLEMS + 7));
    match scene.system.import_fees(file.as_bytes(), |_| ()).await.unwrap_err() {
        Error::Import { problems, more, .. } => assert_eq!((problems.len(), more), (MAX_PROBLEMS, 7)),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn progress_is_told_while_checking_and_storing() {
    let scene = Scene::new().await;
    let lines: Vec<_> = (0..2_500)
        .map(|n| fee("13", &n.to_string(), personnummer("191212121212"), "20260401", "1"))
        .collect();
    let mut told = Vec::new();
    let file = format!("{FEES}\n{}\n", lines.join("\n"));
    scene
        .system
        .import_fees(file.as_bytes(), |progress| told.push(progress))
        .await
        .unwrap();
    assert!(told.contains(&Progress::Checked(1_000)));
    assert!(told.contains(&Progress::Stored {
        lines: 1_000,
        of: 2_500
    }));
    assert_eq!(
        told.last(),
        Some(&Progress::Stored {
            lines: 2_500,
            of: 2_500
        })
    );
}

#[tokio::test]
async fn linked_identities_are_one_person_both_ways() {
    let scene = Scene::new().await;
    let (main, earlier) = (person("19850101", 980), person("19850101", 981));
    scene
        .fees(&[
            fee("13", "a", personnummer(&main), "20260401", "250"),
            fee("13", "b", (LRID, "X-17"), "20260402", "100"),
        ])
        .await;
    scene.link(personnummer(&earlier), (LRID, "X-17")).await;
    scene.link((LRID, "X-17"), personnummer(&main)).await;
    for asked in [personnummer(&main), personnummer(&earlier), (LRID, "X-17")] {
        let record = record(&scene, asked).await;
        assert_eq!((record.identities.len(), record.fees.len()), (3, 2));
        assert!(record.identities[0].main && !record.identities[1].main && !record.identities[2].main);
        assert_eq!(record.identities[0].identity.extension(), main);
    }
    let again = format!(
        "{IDENTITIES}\n{LRID},X-17,{},{main}\n{},{earlier},,\n",
        oid::PERSONNUMMER,
        oid::PERSONNUMMER
    );
    let summary = scene.system.import_identities(again.as_bytes(), |_| ()).await.unwrap();
    assert_eq!(
        (summary.added, summary.unchanged),
        (0, 2),
        "a line without main identity does not unlink"
    );
}

#[tokio::test]
async fn the_operator_sees_counts_per_region() {
    let scene = Scene::new().await;
    let anna = personnummer("191212121212");
    scene
        .fees(&[
            fee("13", "a", anna, "20260401", "250"),
            fee("13", "b", anna, "20260402", "250"),
        ])
        .await;
    let overview = scene.system.overview().await.unwrap();
    let counts: Vec<_> = overview
        .regions
        .iter()
        .map(|region| (region.county_code, region.fees))
        .collect();
    assert_eq!(counts, [("13", 2), ("10", 0)]);
}
