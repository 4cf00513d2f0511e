//! The pages and the lesser questions beside the catalogue's contracts (addressing catalogue, sections 3.5, 3.6 and 3.9).

use std::sync::Arc;

use http::Method;
use rivta_router::CatalogueSource;
use rivta_router::catalogue_server::{self, Shelf};

use crate::{CATALOGUE, Place, ask, catalog, clock, loopback, post, serve};

#[tokio::test]
async fn section_3_9_a_ping_is_answered() {
    let (place, server) = (Place::new(), serve(Some(catalog())).await);
    let path = "/itintegration/monitoring/pingForConfiguration/1/rivtabp21";
    let question = "<PingForConfiguration xmlns='urn:riv:itintegration:monitoring:PingForConfigurationResponder:1'/>";
    let (status, answer) = post(&place, &server, path, question).await;
    assert_eq!(status, 200, "{answer}");
    let time = answer.split("pingDateTime>").nth(1).unwrap();
    assert!(time.starts_with("20") && time.as_bytes()[14] == b'<', "{answer}");
    assert!(answer.contains("name>Applikation<") && answer.contains("value>tk-admin-services<"));
    let empty = serve(None).await;
    let (status, answer) = post(&place, &empty, path, question).await;
    let text = "Severe error in TK admin service access to TAK Cache, message: ";
    assert!(status == 500 && answer.contains(text), "{answer}");
}

#[tokio::test]
async fn section_3_6_visa_vagval_tells_the_route_of_one_call() {
    let (place, server) = (Place::new(), serve(Some(catalog())).await);
    let question = |sender: &str, rest: &str| {
        format!(
            "<v:visaVagvalRequest xmlns:v='urn:skl:tp:vagval:v2'><v:senderId>{sender}</v:senderId>\
             <v:receiverId>SE2321000016-1234</v:receiverId>{rest}\
             <v:tjanstegranssnitt>urn:riv:x:AResponder:1</v:tjanstegranssnitt></v:visaVagvalRequest>"
        )
    };
    let rows = [
        (question("SE5565594230-EI", ""), 200, 1),
        (
            question("SE5565594230-EI", "<v:tidpunkt>2026-06-01T12:00:00</v:tidpunkt>"),
            200,
            1,
        ),
        (question("SE5565594230-OTHER", ""), 200, 0),
        (question("SE5565594230-EI", "<v:tidpunkt>soon</v:tidpunkt>"), 500, 0),
    ];
    for (question, status, count) in rows {
        let (found, answer) = post(&place, &server, "/VisaVagval/v2", &question).await;
        assert_eq!(
            (found, answer.matches("<v:adress>").count()),
            (status, count),
            "{answer}"
        );
    }
    let reset = "<resetVagvalCache xmlns='urn:skl:tp:vagval:v2'/>";
    let (status, answer) = post(&place, &server, "/VisaVagval/v2", reset).await;
    assert!(
        status == 200 && answer.contains("<processResult>true</processResult>"),
        "{answer}"
    );
}

#[tokio::test]
async fn section_3_5_the_snapshot_is_reset_told_and_exported() {
    let place = Place::new();
    let file = place.path("served.toml");
    std::fs::write(&file, CATALOGUE).unwrap();
    let shelf = Shelf::load(CatalogueSource::of_file(&file, &clock()).unwrap())
        .await
        .unwrap();
    let server = catalogue_server::serve(loopback(), Arc::new(shelf), clock())
        .await
        .unwrap();
    let get = async |path: &str| -> serde_json::Value {
        let (status, page) = ask(&place, &server, Method::GET, path, "").await;
        assert_eq!(status, 200, "{page}");
        serde_json::from_str(&page).unwrap()
    };
    assert_eq!(get("/status").await["currentVersion"], 1);
    std::fs::write(&file, CATALOGUE.replace("SE2321000016-1235", "SE2321000016-1236")).unwrap();
    let reset = get("/reset/pv").await;
    assert_eq!((&reset["status"], &reset["currentVersion"]), (&"OK".into(), &2.into()));
    assert_eq!(
        reset["message"],
        "Successfully updated server with new published version"
    );
    let counts = [
        "VIRTUALISERING",
        "ANROPSBEHORIGHT",
        "TJANSTEKONTRAKT",
        "TJANSTEKOMPONENT",
    ];
    assert_eq!(
        counts.map(|key| reset[key].as_u64()),
        [Some(2), Some(2), Some(2), Some(1)]
    );
    assert_eq!(get("/reset/pv?version=7").await["status"], "ERROR");
    assert_eq!(get("/reset/pv?version=2").await["status"], "OK");

    for path in ["/export/pv", "/export/pv?version=2&pretty=true"] {
        let export = get(path).await;
        assert_eq!((&export["formatVersion"], &export["version"]), (&1.into(), &2.into()));
        let rows = |key: &str| export["data"][key].as_array().unwrap().clone();
        assert_eq!(
            [
                rows("vagval").len(),
                rows("anropsbehorighet").len(),
                rows("filter").len()
            ],
            [2, 2, 1]
        );
        assert_eq!(rows("filtercategorization")[0]["category"], "a");
        assert_eq!(
            rows("anropsbehorighet")[0]["relationships"]["tjanstekonsument"],
            "SE5565594230-EI"
        );
        let keys = [
            "rivtaprofil",
            "tjanstekontrakt",
            "logiskadress",
            "tjanstekomponent",
            "anropsadress",
        ];
        assert!(keys.iter().all(|key| !rows(key).is_empty()), "{export}");
    }
    assert_eq!(get("/export/pv?version=7").await["Status"], "ERROR");
    // What cannot be read leaves the snapshot as it was.
    std::fs::write(&file, "environment = ").unwrap();
    assert_eq!(get("/reset/pv").await["status"], "ERROR");
    assert_eq!(get("/status").await["currentVersion"], 2);
}
