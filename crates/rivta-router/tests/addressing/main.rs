//! The catalogue fetched from a service, and served as one (platform router, section 9; addressing catalogue, sections
//! 3.6 to 3.8).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod snapshot;
mod start;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{Method, Request};
use http_body_util::{BodyExt as _, Full};
use rivta_catalog::{Catalog, Environment, RouteOutcome};
use rivta_consumer::{Channel, Trust};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::listener::{IncomingBody, Listener, Running, full};
use rivta_router::catalogue_server::{self, Provider};
use rivta_router::config::{Addressing, CatalogueServer, CatalogueService, Tls};
use rivta_router::{CatalogueSource, Configuration, RefreshStatus, Router};
use rivta_soap::time::{Clock, SystemClock};

const CATALOGUE: &str = r#"
environment = "test"

[[route]]
receiver = "SE2321000016-1234"
contract = "urn:riv:x:AResponder:1"
address = "https://localhost:1/a"
profile = "RIVTABP21"

[[route]]
receiver = "*"
contract = "urn:riv:x:BResponder:2"
address = "https://localhost:1/b"
profile = "RIVTABP20"

[[permission]]
receiver = "SE2321000016-1234"
contract = "urn:riv:x:AResponder:1"
sender = "SE5565594230-EI"
filter = [{ service_domain = "riv:x", categorization = ["a"] }]

[[permission]]
receiver = "SE2321000016-1235"
contract = "urn:riv:x:AResponder:1"
sender = "SE5565594230-EI"
valid_to = 2020-12-31
"#;

const TREE: &str = "<r><hsaUnit><hsaIdentity>SE2321000016-1234</hsaIdentity><DN>ou=a,o=b</DN><name>a</name></hsaUnit>\
                    <hsaUnit><hsaIdentity>SE2321000016-9999</hsaIdentity><DN>ou=x,ou=a,o=b</DN><name>x</name></hsaUnit></r>";

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

fn now() -> DateTime<Utc> {
    SystemClock.now()
}

fn loopback() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 0).into()
}

fn catalog() -> Catalog {
    Catalog::from_toml(CATALOGUE, "c.toml").unwrap().catalog
}

async fn serve(catalog: Option<Catalog>) -> Running {
    let catalog = catalog.map(Arc::new);
    let provider: Provider = Arc::new(move || catalog.clone());
    catalogue_server::serve(loopback(), provider, clock()).await.unwrap()
}

fn url(server: &Running) -> String {
    format!("http://{}/tak-services/SokVagvalsInfo/v2", server.local_addr())
}

/// Certificates and what names them; the folder goes with the value.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::new("Test", now()).unwrap();
        let subject = Subject::new("router", "SE5565594230-ROUTER");
        let own = authority.issue(&subject, Validity::current(now())).unwrap();
        let pki = Folder::create(folder.path()).unwrap();
        pki.write_authority(&authority).unwrap();
        pki.write_certificate("router", &own).unwrap();
        std::fs::write(folder.path().join("hsacache.xml"), TREE).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn tls(&self) -> Tls {
        Tls {
            certificate: self.path("router.pem"),
            key: self.path("router-key.pem"),
            trust: self.path("ca.pem"),
            ..Tls::default()
        }
    }

    fn source(&self, url: &str, local_copy: bool) -> CatalogueSource {
        self.configuration(url, local_copy).catalogue_source(&clock()).unwrap()
    }

    fn configuration(&self, url: &str, local_copy: bool) -> Configuration {
        let mut configuration = Configuration::new(Environment::Test, loopback(), self.tls());
        configuration.addressing = Addressing {
            service: Some(CatalogueService {
                url: url.to_owned(),
                local_copy: local_copy.then(|| self.path("local-tak-cache.xml")),
                user_agent: "test".to_owned(),
                total_timeout: std::time::Duration::from_secs(20),
            }),
            hsa_files: vec![self.path("hsacache.xml")],
            ..Addressing::default()
        };
        configuration
    }

    /// Status and body of a page.
    async fn get(&self, url: &str) -> (u16, String) {
        let body: rivta_consumer::channel::OutgoingBody =
            Full::new(Bytes::new()).map_err(|never| match never {}).boxed();
        let response = self
            .channel()
            .send(Request::get(url).body(body).unwrap())
            .await
            .unwrap();
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn channel(&self) -> Channel {
        let trust = Trust::from_pem_file(self.path("ca.pem")).unwrap();
        let identity = rivta_consumer::Identity::from_pem_files(self.path("router.pem"), self.path("router-key.pem"));
        Channel::builder(trust, identity.unwrap()).build().unwrap()
    }
}

fn lines_hold(lines: &[String], expected: &str) {
    assert!(
        lines.iter().any(|line| line.starts_with(expected)),
        "{expected} in {lines:?}"
    );
}

#[tokio::test]
async fn section_9_3_a_failure_falls_back_to_what_is_there() {
    let place = Place::new();
    let server = serve(Some(catalog())).await;
    let source = place.source(&url(&server), true);
    let first = source.load().await.unwrap();
    assert_eq!(first.status, RefreshStatus::RefreshOk);
    let fetched = first.catalog.unwrap();
    assert_eq!((fetched.route_count(), fetched.permission_count()), (2, 2));
    lines_hold(
        &first.lines,
        "Succesfully saved virtualizations and permissions to local TAK copy: ",
    );
    lines_hold(&first.lines, "Init TAK cache loaded number of permissions: 2");
    lines_hold(&first.lines, "Init done, was successful: true");
    // The tree is there as well: below the address of the route.
    let found = fetched.find_route("SE2321000016-9999", "urn:riv:x:AResponder:1", now());
    assert!(matches!(found.outcome, RouteOutcome::To(_)), "{}", found.trail);

    let gone = url(&server);
    server.shutdown().await;
    let again = source.refresh(Some(&fetched)).await;
    assert_eq!(again.status, RefreshStatus::ReusingExistingCache);
    assert!(again.catalog.is_none() && again.is_usable());
    lines_hold(
        &again.lines,
        "Failed to get virtualizations and/or permissions from TAK, see logfiles for details. Will",
    );
    lines_hold(&again.lines, "Init TAK cache loaded number of virtualizations: 2");

    let restored = place.source(&gone, true).load().await.unwrap();
    assert_eq!(restored.status, RefreshStatus::RestoredFromLocalCache);
    assert_eq!(restored.catalog.unwrap().permission_count(), 2);

    let failed = place.source(&gone, false).load().await.unwrap();
    assert_eq!(failed.status, RefreshStatus::RefreshFailed);
    assert!(failed.catalog.is_none() && !failed.is_usable());
    lines_hold(&failed.lines, "Init done, was successful: false");
}

/// Section 9.2: the lists in the copy, and the routes and permissions that are restored from it.
#[tokio::test]
async fn section_9_2_either_list_of_the_copy_may_be_absent() {
    const ROUTE: &str = "<virtualiseringsInfo><v:virtualiseringsInfoId>1</v:virtualiseringsInfoId><v:receiverId>14\
        </v:receiverId><v:rivProfil>RIVTABP21</v:rivProfil><v:tjansteKontrakt>urn:c</v:tjansteKontrakt><v:fromTidpunkt>\
        2013-01-01T00:00:00.000</v:fromTidpunkt><v:tomTidpunkt>2113-01-01T00:00:00.000</v:tomTidpunkt><v:adress>\
        https://localhost/a</v:adress></virtualiseringsInfo>";
    const PERMISSION: &str = "<anropsBehorighetsInfo><v:anropsBehorighetsInfoId>1</v:anropsBehorighetsInfoId><v:receiverId>14\
        </v:receiverId><v:senderId>SE1</v:senderId><v:tjansteKontrakt>urn:c</v:tjansteKontrakt><v:fromTidpunkt>\
        2013-01-01T00:00:00.000</v:fromTidpunkt><v:tomTidpunkt>2113-01-01T00:00:00.000</v:tomTidpunkt>\
        </anropsBehorighetsInfo>";
    let place = Place::new();
    let server = serve(None).await;
    let source = place.source(&url(&server), true);
    let rows = [
        (format!("{ROUTE}{PERMISSION}"), Some((1, 1))),
        (ROUTE.to_owned(), Some((1, 0))),
        (PERMISSION.to_owned(), Some((0, 1))),
        (String::new(), None),
    ];
    for (content, expected) in rows {
        let copy = format!("<persistentCache xmlns:v=\"urn:skl:tp:vagvalsinfo:v2\">{content}</persistentCache>");
        std::fs::write(place.path("local-tak-cache.xml"), copy).unwrap();
        let restored = source.load().await.unwrap();
        let counts = restored
            .catalog
            .map(|catalog| (catalog.route_count(), catalog.permission_count()));
        assert_eq!(counts, expected, "{content}");
        let (status, told) = match expected {
            Some(_) => (RefreshStatus::RestoredFromLocalCache, "Succesfully restored "),
            None => (RefreshStatus::RefreshFailed, "Failed to restore "),
        };
        assert_eq!(restored.status, status, "{content}");
        lines_hold(&restored.lines, told);
    }
}

#[tokio::test]
async fn section_9_3_what_is_no_catalogue_is_a_failure() {
    let place = Place::new();
    let no_permissions = CATALOGUE.split("[[permission]]").next().unwrap();
    let no_permissions = Catalog::from_toml(no_permissions, "c.toml").unwrap().catalog;
    for (served, reason) in [
        (Some(no_permissions), "there are no permissions in it"),
        (
            Some(Catalog::new(Environment::Test, [], [])),
            "there are no routes in it",
        ),
        (None, "there is no catalogue yet"),
    ] {
        let server = serve(served).await;
        let refresh = place.source(&url(&server), false).refresh(None).await;
        assert_eq!(refresh.status, RefreshStatus::RefreshFailed, "{reason}");
        let told = refresh.lines.iter().any(|line| line.contains(reason));
        assert!(told, "{reason} in {:?}", refresh.lines);
    }
    let page = |_: Request<IncomingBody>| async { http::Response::new(full("<html><br></html>")) };
    let server = Listener::in_clear(loopback()).serve(page).await.unwrap();
    let refresh = place.source(&url(&server), false).refresh(None).await;
    assert_eq!(refresh.status, RefreshStatus::RefreshFailed);
}

#[tokio::test]
async fn section_9_4_a_tree_that_cannot_be_read_leaves_the_old_one() {
    let place = Place::new();
    let server = serve(Some(catalog())).await;
    let source = place.source(&url(&server), false);
    let current = source.load().await.unwrap().catalog.unwrap();
    let again = source.refresh_hierarchy(current.hierarchy().len()).await;
    assert_eq!(
        again.lines[1..],
        [
            "Successfully reset HSA cache. ",
            "HSA cache size was: 2 ",
            "HSA cache now is: 2."
        ]
    );
    std::fs::write(place.path("hsacache.xml"), "<r/>").unwrap();
    let empty = source.refresh_hierarchy(current.hierarchy().len()).await;
    assert_eq!(empty.lines[1], "Warning: HSA cache reset to 0. Was 2 entries!");
    std::fs::remove_file(place.path("hsacache.xml")).unwrap();
    let failed = source.refresh_hierarchy(current.hierarchy().len()).await;
    assert_eq!(failed.lines[1], "Reset HSA cache failed.");
    assert!(failed.hierarchy.is_none());
}

#[tokio::test]
async fn section_7_6_and_9_3_a_router_starts_without_a_catalogue_and_recovers_by_reset() {
    let place = Place::new();
    let held: Arc<std::sync::Mutex<Option<Arc<Catalog>>>> = Arc::default();
    let giving = Arc::clone(&held);
    let provider: Provider = Arc::new(move || giving.lock().unwrap().clone());
    let server = catalogue_server::serve(loopback(), provider, clock()).await.unwrap();
    let mut configuration = place.configuration(&url(&server), false);
    configuration.addressing.serve = Some(CatalogueServer { listen: loopback() });
    let router = Router::new(configuration).start().await.unwrap();
    let own = router.catalogue_addr().unwrap();
    assert_eq!(ask_at(&place, own, Method::GET, "/status/readiness", "").await.0, 503);
    // Section 4.5: VP008 comes before VP003 and after VP015.
    for (message, code) in [("<e><Body><a xmlns='b'/></Body></e>", "VP008"), ("<", "VP015")] {
        let answer = call(&place, router.local_addr(), message).await;
        assert!(answer.contains(&format!("<faultstring>{code} [rivta] ")), "{answer}");
    }
    assert_eq!(router.reload_catalog().await.status, RefreshStatus::RefreshFailed);

    *held.lock().unwrap() = Some(Arc::new(catalog()));
    assert_eq!(router.reload_catalog().await.status, RefreshStatus::RefreshOk);
    let answer = call(&place, router.local_addr(), "<e><Body><a xmlns='b'/></Body></e>").await;
    assert!(answer.contains("<faultstring>VP003 [rivta] "), "{answer}");
    // The router serves what it routes by.
    let question = "<hamtaAllaVirtualiseringar xmlns='urn:skl:tp:vagvalsinfo:v2'/>";
    let (status, answer) = ask_at(&place, own, Method::POST, "/SokVagvalsInfo/v2", question).await;
    assert_eq!(
        (status, answer.matches("<v:virtualiseringsInfo>").count()),
        (200, 2),
        "{answer}"
    );

    *held.lock().unwrap() = None;
    assert_eq!(
        router.reload_catalog().await.status,
        RefreshStatus::ReusingExistingCache
    );
    assert_eq!(ask_at(&place, own, Method::GET, "/status/readiness", "").await.0, 200);
    assert!(router.shutdown().await);
}

#[tokio::test]
async fn section_9_3_a_start_reads_the_tree_also_when_the_rows_come_later() {
    let place = Place::new();
    let held: Arc<std::sync::Mutex<Option<Arc<Catalog>>>> = Arc::default();
    let giving = Arc::clone(&held);
    let provider: Provider = Arc::new(move || giving.lock().unwrap().clone());
    let server = catalogue_server::serve(loopback(), provider, clock()).await.unwrap();
    let source = place.source(&url(&server), false);
    assert!(source.load().await.unwrap().catalog.is_none());
    *held.lock().unwrap() = Some(Arc::new(catalog()));
    let catalog = source.refresh(None).await.catalog.unwrap();
    assert_eq!(catalog.hierarchy().len(), 2);
}

/// A call through the router, and the body of the answer.
async fn call(place: &Place, router: SocketAddr, message: &'static str) -> String {
    let body: rivta_consumer::channel::OutgoingBody = Full::new(Bytes::from_static(message.as_bytes()))
        .map_err(|never| match never {})
        .boxed();
    let request = Request::post(format!("https://localhost:{}/vp", router.port()));
    let response = place.channel().send(request.body(body).unwrap()).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

async fn post(place: &Place, server: &Running, path: &str, body: &str) -> (u16, String) {
    ask(place, server, Method::POST, path, body).await
}

async fn ask(place: &Place, server: &Running, method: Method, path: &str, body: &str) -> (u16, String) {
    ask_at(place, server.local_addr(), method, path, body).await
}

async fn ask_at(place: &Place, server: SocketAddr, method: Method, path: &str, body: &str) -> (u16, String) {
    let envelope = if body.is_empty() {
        String::new()
    } else {
        format!(
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><r:LogicalAddress \
             xmlns:r='urn:riv:itintegration:registry:1'>x</r:LogicalAddress></s:Header><s:Body>{body}</s:Body></s:Envelope>"
        )
    };
    let body: rivta_consumer::channel::OutgoingBody =
        Full::new(Bytes::from(envelope)).map_err(|never| match never {}).boxed();
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = format!("http://{server}/tak-services{path}").parse().unwrap();
    let response = place.channel().send(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn section_3_6_all_four_lists_are_served() {
    let (place, server) = (Place::new(), serve(Some(catalog())).await);
    for (operation, row, count) in [
        ("hamtaAllaVirtualiseringar", "<v:virtualiseringsInfo>", 2),
        ("hamtaAllaAnropsBehorigheter", "<v:anropsBehorighetsInfo>", 2),
        ("hamtaAllaTjanstekontrakt", "<v:tjanstekontraktInfo>", 2),
        ("hamtaAllaTjanstekomponenter", "<v:tjanstekomponentInfo>", 1),
    ] {
        let question = format!("<{operation} xmlns='urn:skl:tp:vagvalsinfo:v2'>ignored<b/></{operation}>");
        let (status, answer) = post(&place, &server, "/SokVagvalsInfo/v2", &question).await;
        assert_eq!((status, answer.matches(row).count()), (200, count), "{answer}");
        assert!(answer.ends_with(&format!("</v:{operation}Response></soapenv:Body></soapenv:Envelope>")));
    }
}

const SUPPORTED_1: &str = "urn:riv:itintegration:registry:GetSupportedServiceContractsResponder:1";
const SUPPORTED_2: &str = "urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2";
const ADDRESSEES: &str =
    "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2";
const REGISTRY_2: &str = "urn:riv:infrastructure:itintegration:registry:2";

fn supported(namespace: &str, consumer: &str, address: &str) -> String {
    format!("<GetSupportedServiceContracts xmlns='{namespace}'>{consumer}{address}</GetSupportedServiceContracts>")
}

#[tokio::test]
async fn section_3_7_supported_contracts_are_told_in_both_versions() {
    let (place, server) = (Place::new(), serve(Some(catalog())).await);
    let consumer = "<serviceConsumerHsaId>se5565594230-ei</serviceConsumerHsaId>";
    let address = "<logicalAdress>se2321000016-1234</logicalAdress>";
    let expired = "<logicalAdress>SE2321000016-1235</logicalAdress>";
    let rows = [
        (
            supported(SUPPORTED_1, consumer, address),
            200,
            Some("urn:riv:x:AResponder:1</"),
        ),
        (supported(SUPPORTED_1, consumer, expired), 200, None),
        (
            supported(SUPPORTED_2, consumer, address),
            200,
            Some("urn:riv:x:AResponder:1</"),
        ),
        (
            supported(SUPPORTED_2, "", address),
            200,
            Some("urn:riv:x:AResponder:1</"),
        ),
        (supported(SUPPORTED_2, "", expired), 200, None),
        (
            supported(SUPPORTED_1, "", address),
            500,
            Some("ServiceConsumerHsaId must not be empty or null"),
        ),
        (
            supported(SUPPORTED_1, consumer, "<logicalAdress/>"),
            500,
            Some("LogicalAddress must not be empty or null"),
        ),
        (
            supported(SUPPORTED_2, consumer, ""),
            500,
            Some("LogicalAddress must not be empty or null"),
        ),
    ];
    for (question, expected, text) in rows {
        let (status, answer) = post(&place, &server, "/GetSupportedServiceContracts/v2", &question).await;
        assert_eq!(status, expected, "{answer}");
        match text {
            Some(text) => assert!(answer.contains(text), "{answer}"),
            None => assert!(!answer.contains("urn:riv:x"), "{answer}"),
        }
    }
}

#[tokio::test]
async fn section_3_8_addressees_are_told_with_their_filters() {
    let (place, server) = (Place::new(), serve(Some(catalog())).await);
    let question = |consumer: &str, contract: &str| {
        format!(
            "<g:GetLogicalAddresseesByServiceContract xmlns:g='{ADDRESSEES}' xmlns:r='{REGISTRY_2}'>\
             <g:serviceConsumerHsaId>{consumer}</g:serviceConsumerHsaId><g:serviceContractNameSpace>\
             <r:ServiceContractNamespace>{contract}</r:ServiceContractNamespace></g:serviceContractNameSpace>\
             </g:GetLogicalAddresseesByServiceContract>"
        )
    };
    let path = "/GetLogicalAddresseesByServiceContract/v2";
    let (status, answer) = post(
        &place,
        &server,
        path,
        &question("SE5565594230-EI", "urn:riv:x:AResponder:1"),
    )
    .await;
    assert_eq!(
        (status, answer.matches("logicalAddressRecord>").count()),
        (200, 4),
        "{answer}"
    );
    assert_eq!(answer.matches("categorization>a<").count(), 1, "{answer}");
    let (status, answer) = post(&place, &server, path, &question("SE5565594230-EI", "")).await;
    assert_eq!(status, 500);
    assert!(
        answer.contains("ServiceContractNamespece must not be empty or null"),
        "{answer}"
    );
    let (status, answer) = post(&place, &server, path, &question("", "urn:riv:x:AResponder:1")).await;
    assert_eq!(status, 500);
    assert!(
        answer.contains("ServiceConsumerHsaId must not be empty or null"),
        "{answer}"
    );
}

#[tokio::test]
async fn what_is_asked_wrongly_is_told() {
    let (place, server) = (Place::new(), serve(None).await);
    let question = supported(SUPPORTED_2, "", "<logicalAdress>1</logicalAdress>");
    assert_eq!(
        post(&place, &server, "/GetSupportedServiceContracts/v2", &question)
            .await
            .0,
        500
    );
    assert_eq!(ask(&place, &server, Method::GET, "/status/readiness", "").await.0, 503);
    assert_eq!(ask(&place, &server, Method::GET, "/status/liveness", "").await.0, 200);
    let server = serve(Some(catalog())).await;
    assert_eq!(ask(&place, &server, Method::GET, "/status/readiness", "").await.0, 200);
    assert_eq!(
        post(&place, &server, "/SokVagvalsInfo/v2", "<a xmlns='b'/>").await.0,
        500
    );
    assert_eq!(
        post(&place, &server, "/SokVagvalsInfo/v2", "<a xmlns='b'>").await.0,
        500
    );
    assert_eq!(ask(&place, &server, Method::GET, "/SokVagvalsInfo/v2", "").await.0, 405);
    let (status, wsdl) = ask(&place, &server, Method::GET, "/SokVagvalsInfo/v2?wsdl", "").await;
    assert_eq!(status, 200);
    assert!(wsdl.contains(&format!("location=\"{}\"", url(&server))), "{wsdl}");
    assert_eq!(ask(&place, &server, Method::GET, "/nothing?wsdl", "").await.0, 404);
}

#[tokio::test]
async fn a_large_catalogue_is_served_and_fetched_whole() {
    use std::fmt::Write as _;
    let mut text = CATALOGUE.to_owned();
    for number in 0..3000 {
        write!(
            text,
            "[[route]]\nreceiver = \"R{number}\"\ncontract = \"urn:c:1\"\naddress = \"https://localhost/{number}\"\n\
             profile = \"RIVTABP21\"\n[[permission]]\nreceiver = \"R{number}\"\ncontract = \"urn:c:1\"\nsender = \"S\"\n"
        )
        .unwrap();
    }
    let original = Catalog::from_toml(&text, "c.toml").unwrap().catalog;
    let (place, server) = (Place::new(), serve(Some(original.clone())).await);
    let fetched = place
        .source(&url(&server), false)
        .load()
        .await
        .unwrap()
        .catalog
        .unwrap();
    let names = |catalog: &Catalog| {
        let routes = catalog
            .routes()
            .map(|row| (row.receiver.to_string(), row.address.to_string()));
        let mut routes: Vec<_> = routes.collect();
        routes.sort();
        routes
    };
    assert_eq!(names(&fetched), names(&original));
    assert_eq!(fetched.permission_count(), original.permission_count());
}
