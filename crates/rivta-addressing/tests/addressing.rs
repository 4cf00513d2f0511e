//! What becomes of a catalogue that can be read, cannot be read, or belongs elsewhere (platform router, section 9).
#![allow(clippy::unwrap_used, clippy::panic)]

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response};
use http_body_util::BodyExt as _;
use rivta_addressing::{AddressingError, CatalogueService, CatalogueSource, Origin, Refresh, RefreshStatus, Settings};
use rivta_catalog::{Catalog, Environment, RouteOutcome, RowStyle, Rules, VAGVALSINFO};
use rivta_consumer::{Identity, Trust};
use rivta_pki::{Authority, Subject, Validity};
use rivta_producer::listener::{IncomingBody, Listener, Running, full};
use rivta_soap::time::{Clock, SystemClock};
use tempfile::TempDir;

const CONTRACT: &str = "urn:riv:x:AResponder:1";
const ROUTE: &str = "[[route]]\nreceiver = \"A\"\ncontract = \"urn:riv:x:AResponder:1\"\naddress = \"https://a/\"\nprofile = \"RIVTABP21\"\n";
const PERMISSION: &str = "[[permission]]\nreceiver = \"A\"\ncontract = \"urn:riv:x:AResponder:1\"\nsender = \"S\"\n";
/// `B` lies below `A`.
const TREE: &str = "<r><hsaUnit><hsaIdentity>A</hsaIdentity><DN>ou=a,o=b</DN><name>a</name></hsaUnit>\
                    <hsaUnit><hsaIdentity>B</hsaIdentity><DN>ou=x,ou=a,o=b</DN><name>x</name></hsaUnit></r>";

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

fn catalog(rows: &[&str]) -> Catalog {
    let text = format!("environment = \"test\"\n{}", rows.concat());
    Catalog::from_toml(&text, "rows").unwrap().catalog
}

/// A service that answers with the rows it holds, or with HTTP 503 while it holds none.
struct Service {
    rows: Arc<Mutex<Option<Catalog>>>,
    running: Running,
}

impl Service {
    async fn holding(rows: Catalog) -> Self {
        let rows = Arc::new(Mutex::new(Some(rows)));
        let held = Arc::clone(&rows);
        let running = Listener::in_clear((Ipv4Addr::LOCALHOST, 0).into())
            .serve(move |request| answer(held.lock().unwrap().clone(), request))
            .await
            .unwrap();
        Self { rows, running }
    }

    fn hold(&self, rows: Option<Catalog>) {
        *self.rows.lock().unwrap() = rows;
    }

    fn url(&self) -> String {
        format!("http://{}/SokVagvalsInfo/v2", self.running.local_addr())
    }
}

async fn answer(
    rows: Option<Catalog>,
    request: Request<IncomingBody>,
) -> Response<rivta_producer::listener::OutgoingBody> {
    let question = request.into_body().collect().await.unwrap().to_bytes();
    let Some(rows) = rows else {
        let mut response = Response::new(full("<html><body>not now</body></html>"));
        *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        return response;
    };
    let mut list = String::new();
    if String::from_utf8_lossy(&question).contains("hamtaAllaVirtualiseringar") {
        rows.write_routes(0..rows.route_count(), RowStyle::Answer, &mut list);
    } else {
        rows.write_permissions(0..rows.permission_count(), RowStyle::Answer, &mut list);
    }
    Response::new(full(format!("<v:list xmlns:v=\"{VAGVALSINFO}\">{list}</v:list>")))
}

/// A folder for what is kept and watched.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        std::fs::write(place.file("hsa.xml"), TREE).unwrap();
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn source(&self, origin: Origin) -> CatalogueSource {
        let settings = Settings {
            environment: Environment::Test,
            origin,
            hsa_files: vec![self.file("hsa.xml")],
            rules: Rules::default(),
        };
        CatalogueSource::open(settings, &clock()).unwrap()
    }

    fn service_at(&self, url: &str, keeps: bool) -> CatalogueSource {
        let authority = Authority::new("Test", SystemClock.now()).unwrap();
        let own = authority
            .issue(&Subject::new("own", "SE-OWN"), Validity::current(SystemClock.now()))
            .unwrap();
        let identity = Identity::from_pem(own.certificate_pem().as_bytes(), own.private_key_pem().as_bytes()).unwrap();
        let trust = Trust::from_pem(authority.certificate_pem().as_bytes()).unwrap();
        let service = CatalogueService {
            url: url.to_owned(),
            local_copy: keeps.then(|| self.file("copy.xml")),
            user_agent: "test".to_owned(),
            total_timeout: Duration::from_secs(20),
        };
        self.source(Origin::Service(service, Box::new((trust, identity))))
    }

    fn file_of(&self, rows: &[&str]) -> CatalogueSource {
        self.write(rows);
        self.source(Origin::File(self.file("rows.toml")))
    }

    fn write(&self, rows: &[&str]) {
        std::fs::write(
            self.file("rows.toml"),
            format!("environment = \"test\"\n{}", rows.concat()),
        )
        .unwrap();
    }
}

fn has_line(refresh: &Refresh, expected: &str) -> bool {
    refresh.lines.iter().any(|line| line.contains(expected))
}

/// Whether the route is found from below, by the organisation tree.
fn climbs(catalog: &Catalog) -> bool {
    let found = catalog.find_route("B", CONTRACT, SystemClock.now());
    matches!(found.outcome, RouteOutcome::To(_))
}

#[tokio::test]
async fn section_9_3_a_failure_leaves_what_is_in_use_then_what_is_on_disk_then_nothing() {
    let place = Place::new();
    let service = Service::holding(catalog(&[ROUTE, PERMISSION])).await;
    let source = place.service_at(&service.url(), true);
    let first = source.load().await.unwrap();
    assert_eq!(first.status, RefreshStatus::RefreshOk);
    let in_use = first.catalog.unwrap();
    assert!(climbs(&in_use));

    service.hold(None);
    let again = source.refresh(Some(&in_use)).await;
    assert_eq!(again.status, RefreshStatus::ReusingExistingCache);
    assert!(again.catalog.is_none() && again.is_usable());

    let restored = place.service_at(&service.url(), true).load().await.unwrap();
    assert_eq!(restored.status, RefreshStatus::RestoredFromLocalCache);
    assert!(climbs(&restored.catalog.unwrap()));

    let nothing = place.service_at(&service.url(), false).load().await.unwrap();
    assert_eq!(nothing.status, RefreshStatus::RefreshFailed);
    assert!(nothing.catalog.is_none() && !nothing.is_usable());
}

#[tokio::test]
async fn section_9_3_an_answer_without_routes_or_permissions_is_a_failure_and_is_not_kept_on_disk() {
    let place = Place::new();
    let service = Service::holding(catalog(&[ROUTE, PERMISSION])).await;
    let source = place.service_at(&service.url(), true);
    let in_use = source.load().await.unwrap().catalog.unwrap();
    let kept = std::fs::read(place.file("copy.xml")).unwrap();
    for (rows, reason) in [
        (catalog(&[PERMISSION]), "there are no routes in it"),
        (catalog(&[ROUTE]), "there are no permissions in it"),
    ] {
        service.hold(Some(rows));
        let refresh = source.refresh(Some(&in_use)).await;
        assert_eq!(refresh.status, RefreshStatus::ReusingExistingCache);
        assert!(has_line(&refresh, reason), "{:?}", refresh.lines);
        assert_eq!(std::fs::read(place.file("copy.xml")).unwrap(), kept);
    }
}

/// Section 9.3 has the same of a list that is empty.
#[tokio::test]
async fn section_9_3_a_file_without_routes_or_permissions_replaces_none_that_had_them() {
    let place = Place::new();
    let source = place.file_of(&[ROUTE, PERMISSION]);
    let in_use = source.load().await.unwrap().catalog.unwrap();
    for (rows, reason) in [
        (&[][..], "there are no routes in the catalogue any more"),
        (&[PERMISSION], "there are no routes in the catalogue any more"),
        (&[ROUTE], "there are no permissions in the catalogue any more"),
    ] {
        place.write(rows);
        let refresh = source.refresh(Some(&in_use)).await;
        assert_eq!(refresh.status, RefreshStatus::ReusingExistingCache);
        assert!(
            has_line(&refresh, reason) && refresh.catalog.is_none(),
            "{:?}",
            refresh.lines
        );
        let begun = source.load().await.unwrap();
        assert_eq!(begun.status, RefreshStatus::RefreshOk, "a start may have none");
    }
    let none = place.file_of(&[]).load().await.unwrap().catalog.unwrap();
    let refresh = source.refresh(Some(&none)).await;
    assert_eq!(refresh.status, RefreshStatus::RefreshOk);
}

#[tokio::test]
async fn section_9_3_a_service_that_fails_is_told_by_its_status() {
    let place = Place::new();
    let service = Service::holding(catalog(&[ROUTE, PERMISSION])).await;
    service.hold(None);
    let nothing = place.service_at(&service.url(), false).load().await.unwrap();
    let expected = "cannot be used: it has the HTTP status 503 Service Unavailable";
    assert!(has_line(&nothing, expected), "{:?}", nothing.lines);
}

#[tokio::test]
async fn a_copy_that_cannot_be_written_is_told_and_harms_nothing_else() {
    let place = Place::new();
    let service = Service::holding(catalog(&[ROUTE, PERMISSION])).await;
    std::fs::create_dir(place.file("copy.xml")).unwrap();
    let refresh = place.service_at(&service.url(), true).load().await.unwrap();
    assert_eq!(refresh.status, RefreshStatus::RefreshOk);
    assert_eq!(refresh.catalog.as_ref().unwrap().route_count(), 1);
    assert!(
        has_line(&refresh, "Failed to save virtualizations"),
        "{:?}",
        refresh.lines
    );
}

#[tokio::test]
async fn a_catalogue_of_another_environment_is_refused_wherever_it_comes_from() {
    let place = Place::new();
    let other = "environment = \"production\"\n";
    std::fs::write(place.file("rows.toml"), other).unwrap();
    let source = place.source(Origin::File(place.file("rows.toml")));
    let mixed = |error: &AddressingError| matches!(error, AddressingError::MixedEnvironments { .. });
    assert!(mixed(&source.load().await.unwrap_err()));
    let handed_over = Catalog::from_toml(other, "rows").unwrap().catalog;
    assert!(mixed(&source.complete(handed_over).unwrap_err()));
    let in_use = catalog(&[ROUTE, PERMISSION]);
    let refresh = source.refresh(Some(&in_use)).await;
    assert_eq!(refresh.status, RefreshStatus::ReusingExistingCache);
    assert!(has_line(&refresh, "must not be mixed"), "{:?}", refresh.lines);
}

#[tokio::test]
async fn new_rows_keep_the_tree_in_use_and_a_tree_that_cannot_be_read_replaces_none() {
    let place = Place::new();
    let source = place.file_of(&[ROUTE, PERMISSION]);
    let in_use = source.load().await.unwrap().catalog.unwrap();
    std::fs::write(place.file("hsa.xml"), "<r>").unwrap();
    let renewed = source.refresh(Some(&in_use)).await.catalog.unwrap();
    assert!(climbs(&renewed));
    let tree = source.refresh_hierarchy(in_use.hierarchy().len()).await;
    assert!(tree.hierarchy.is_none());
    assert_eq!(tree.lines[1], "Reset HSA cache failed.");
}

#[test]
fn a_changed_file_is_seen_once_and_one_that_is_away_for_a_while_is_no_change() {
    let place = Place::new();
    let source = place.file_of(&[ROUTE]);
    let mut seen = source.stamp();
    assert!(!source.stamp().has_new_rows(&seen) && !source.stamp().has_new_tree(&seen));

    place.write(&[ROUTE, PERMISSION]);
    assert!(source.stamp().has_new_rows(&seen) && !source.stamp().has_new_tree(&seen));
    seen.follow(source.stamp());
    assert!(!source.stamp().has_new_rows(&seen));

    let (file, aside) = (place.file("rows.toml"), place.file("aside"));
    std::fs::rename(&file, &aside).unwrap();
    assert!(!source.stamp().has_new_rows(&seen));
    seen.follow(source.stamp());
    std::fs::rename(&aside, &file).unwrap();
    assert!(!source.stamp().has_new_rows(&seen));

    std::fs::write(place.file("hsa.xml"), format!("{TREE} ")).unwrap();
    assert!(source.stamp().has_new_tree(&seen) && !source.stamp().has_new_rows(&seen));
}
