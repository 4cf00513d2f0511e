//! Contracts of running services, over real mutual TLS and plain HTTP: the same as from the folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use chrono::Utc;
use rivta_contracts::financial_patientfees_exemption_1_0::{process_exemption_statuses, request_exemption_statuses};
use rivta_pki::{Authority, Folder, Subject, Validity};
use rivta_producer::{ClientTrust, Identity, Producer, RunningProducer};
use rivta_soap::Fault;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::Command;

const DOMAIN: &str = "financial/patientfees/exemption";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

async fn rivta(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .args(arguments)
        .current_dir(top())
        .output()
        .await
        .unwrap()
}

/// A producer of both contracts, and the folder with its certificates.
struct Service {
    producer: RunningProducer,
    pki: tempfile::TempDir,
}

impl Service {
    async fn start() -> Self {
        let now = Utc::now();
        let pki = tempfile::tempdir().unwrap();
        let folder = Folder::create(pki.path()).unwrap();
        let authority = Authority::new("Live", now).unwrap();
        folder.write_authority(&authority).unwrap();
        for name in ["producer", "reader"] {
            let subject = Subject::new(name, format!("SE2321000016-{name}"));
            let certificate = authority.issue(&subject, Validity::current(now)).unwrap();
            folder.write_certificate(name, &certificate).unwrap();
        }
        let file = |name: &str| pki.path().join(name);
        let absent = |_| async { Err(Fault::server("not at home")) };
        let also_absent = |_| async { Err(Fault::server("not at home")) };
        let producer = Producer::listening_on("127.0.0.1:0".parse().unwrap())
            .identified_by(Identity::from_pem_files(file("producer.pem"), file("producer-key.pem")).unwrap())
            .admitting(ClientTrust::from_pem_file(file("ca.pem")).unwrap())
            .handle::<request_exemption_statuses::RequestExemptionStatuses, _, _>(absent)
            .handle::<process_exemption_statuses::ProcessExemptionStatuses, _, _>(also_absent)
            .start()
            .await
            .unwrap();
        Self { producer, pki }
    }

    fn wsdl(&self, contract: &str) -> String {
        let port = self.producer.local_addr().port();
        format!("https://localhost:{port}/{DOMAIN}/{contract}/1/rivtabp21?wsdl")
    }

    /// Runs a command on both contracts, with the reader's certificate.
    async fn rivta(&self, arguments: &[&str]) -> Output {
        let urls = ["RequestExemptionStatuses", "ProcessExemptionStatuses"].map(|contract| self.wsdl(contract));
        let file = |name: &str| self.pki.path().join(name).to_str().unwrap().to_owned();
        let (cert, key, trust) = (file("reader.pem"), file("reader-key.pem"), file("ca.pem"));
        let own = [
            urls[0].as_str(),
            &urls[1],
            "--cert",
            &cert,
            "--key",
            &key,
            "--trust",
            &trust,
        ];
        rivta(&[arguments, &own].concat()).await
    }
}

/// What is told about the domain, without where it was found.
fn domain(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = report["packages"].as_array_mut().unwrap();
    let mut found = packages
        .drain(..)
        .filter(|package| package["domain"] == "financial:patientfees:exemption");
    let mut package = found.next().unwrap();
    assert!(found.next().is_none());
    for told in ["path", "unusual", "notes"] {
        package.as_object_mut().unwrap().remove(told);
    }
    package
}

#[tokio::test]
async fn what_a_producer_serves_is_what_was_published() {
    let service = Service::start().await;
    let live = domain(&service.rivta(&["inspect", "--json"]).await);
    let published = domain(&rivta(&["inspect", "--json", "schemas", "wsdl"]).await);
    assert_eq!(live, published);
    let shown = service.rivta(&["inspect", "--type", "FeeExemptionType"]).await;
    assert!(shown.status.success());
}

#[tokio::test]
async fn code_generated_from_a_producer_is_that_from_the_folder() {
    let service = Service::start().await;
    let out = tempfile::tempdir().unwrap();
    let (live, published) = (out.path().join("live"), out.path().join("published"));
    let generated = service
        .rivta(&["generate", "--crate", "fees", "--out", live.to_str().unwrap()])
        .await;
    assert!(
        generated.status.success(),
        "{}",
        String::from_utf8_lossy(&generated.stderr)
    );
    let paths = ["schemas/financial_patientfees_exemption/1.0"];
    let arguments = ["generate", "--crate", "fees", "--out", published.to_str().unwrap()];
    assert!(rivta(&[&arguments[..], &paths].concat()).await.status.success());
    let (live, published) = (code(&live), code(&published));
    assert!(live.contains_key("src/lib.rs") && live.len() > 5, "{:?}", live.keys());
    assert_eq!(live, published);
}

/// The generated code by its path. Digests differ: what is served names the service's address.
fn code(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.join("src")];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let is_digest = |line: &str| line.starts_with("//     ") && line.len() > 64;
            let lines: Vec<&str> = text.lines().filter(|line| !is_digest(line)).collect();
            found.insert(
                path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(),
                lines.join("\n"),
            );
        }
    }
    found
}

/// Serves documents by path and query over plain HTTP; anything else is not found.
async fn serve(documents: Vec<(&'static str, String)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let own = base.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (documents, own) = (documents.clone(), own.clone());
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                let mut head = String::new();
                while stream.read_line(&mut head).await.unwrap() > 2 {}
                let target = head.split(' ').nth(1).unwrap();
                let found = documents.iter().find(|(path, _)| *path == target);
                let (status, body) = match found {
                    Some((_, body)) if body.starts_with("to ") => {
                        (format!("302 Found\r\nLocation: {}", &body[3..]), "")
                    }
                    Some((_, body)) => ("200 OK".to_owned(), body.as_str()),
                    None => ("404 Not Found".to_owned(), "<html>not here</html>"),
                };
                let body = body.replace("BASE", &own);
                let answer = format!(
                    "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
                stream.shutdown().await.unwrap();
            });
        }
    });
    base
}

fn schema(namespace: &str, body: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='{namespace}'>\n{body}\n</xs:schema>"
    )
}

/// The message about a URL, with the service's address made `BASE`.
async fn says(base: &str, path: &str, options: &[&str]) -> String {
    let url = format!("{base}{path}");
    let output = rivta(&[&["inspect", &url], options].concat()).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap().replace(base, "BASE")
}

/// As CXF serves a WSDL in two parts and schemas, and as a web server serves files.
#[tokio::test]
async fn parts_by_query_and_files_by_relative_path() {
    let folder = top().join("testsuite/packages/wsdl-in-two-files/schemas");
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let of_contract = |name: &str| read(&format!("interactions/GetSplitInteraction/{name}"));
    let by_query = |text: String| {
        text.replace("GetSplitInterface.wsdl", "BASE/split?wsdl=GetSplitInterface.wsdl")
            .replace(
                "\"GetSplitResponder_1.0.xsd",
                "\"BASE/split?xsd=GetSplitResponder_1.0.xsd",
            )
            .replace("\"../../core_components/", "\"BASE/split?xsd=../../core_components/")
    };
    let wsdl = of_contract("GetSplitInteraction_1.0_RIVTABP21.wsdl");
    let (interface, responder) = (
        of_contract("GetSplitInterface.wsdl"),
        of_contract("GetSplitResponder_1.0.xsd"),
    );
    let registry = read("core_components/itintegration_registry_1.0.xsd");
    let files = "/files/interactions/GetSplitInteraction";
    let base = serve(vec![
        ("/split?wsdl", by_query(wsdl.clone())),
        ("/split?wsdl=GetSplitInterface.wsdl", by_query(interface.clone())),
        ("/split?xsd=GetSplitResponder_1.0.xsd", by_query(responder.clone())),
        (
            "/split?xsd=../../core_components/itintegration_registry_1.0.xsd",
            registry.clone(),
        ),
        (
            "/files/interactions/GetSplitInteraction/GetSplitInteraction_1.0_RIVTABP21.wsdl",
            wsdl,
        ),
        (
            "/files/interactions/GetSplitInteraction/GetSplitInterface.wsdl",
            interface,
        ),
        (
            "/files/interactions/GetSplitInteraction/GetSplitResponder_1.0.xsd",
            responder,
        ),
        ("/files/core_components/itintegration_registry_1.0.xsd", registry),
    ])
    .await;
    let published = rivta(&["inspect", "--json", "testsuite/packages/wsdl-in-two-files"]).await;
    let published: Value = serde_json::from_slice(&published.stdout).unwrap();
    for path in [
        "/split?wsdl".to_owned(),
        format!("{files}/GetSplitInteraction_1.0_RIVTABP21.wsdl"),
    ] {
        let output = rivta(&["inspect", "--json", &format!("{base}{path}")]).await;
        let live: Value = serde_json::from_slice(&output.stdout).unwrap();
        for told in ["domain", "release", "contracts", "namespaces"] {
            assert_eq!(live["packages"][0][told], published["packages"][0][told], "{path}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_fetched_is_told_with_the_line_that_leads_to_it() {
    let import = |location: &str| {
        schema(
            "urn:a",
            &format!("  <xs:import namespace='urn:b' schemaLocation='{location}'/>"),
        )
    };
    let base = serve(vec![
        ("/missing?xsd", import("?xsd=1")),
        ("/elsewhere?xsd", import("http://other.example/b.xsd")),
        ("/file?xsd", import("file:///etc/passwd")),
        ("/moved?xsd", "to /a?xsd".to_owned()),
        ("/page", "<html>Log in</html>".to_owned()),
    ])
    .await;
    let line = |location: &str| format!("  |\n2 | <xs:import namespace='urn:b' schemaLocation='{location}'/>\n  | ^\n");
    let expected = format!(
        "error: BASE/missing?xsd:2:3: BASE/missing?xsd=1: HTTP status 404 Not Found\n{}  \
        Check the path: a WSDL is most often at the service's URL with ?wsdl behind it.\n",
        line("?xsd=1")
    );
    assert_eq!(says(&base, "/missing?xsd", &[]).await, expected);
    let expected = format!(
        "error: BASE/elsewhere?xsd:2:3: http://other.example/b.xsd is on another host\n{}  \
        If that host is to be asked, add --allow-other-hosts; it is shown the same certificate.\n",
        line("http://other.example/b.xsd")
    );
    assert_eq!(says(&base, "/elsewhere?xsd", &[]).await, expected);
    let expected = format!(
        "error: BASE/file?xsd:2:3: \"file:///etc/passwd\" means no URL that can be fetched: file is not fetched\n{}  \
        Tell the service's owner; or fetch the files yourself and give the folder.\n",
        line("file:///etc/passwd")
    );
    assert_eq!(says(&base, "/file?xsd", &["--allow-other-hosts"]).await, expected);
    let expected = "error: BASE/moved?xsd: HTTP status 302 Found to /a?xsd\n  \
        Redirects are not followed: give the URL it leads to.\n";
    assert_eq!(says(&base, "/moved?xsd", &[]).await, expected);
    let expected = "error: BASE/page:1:1: this is neither a WSDL nor an XML Schema\n  |\n1 | <html>Log in</html>\n  | ^\n  \
        Compare the file with the one that was published, and tell its publisher.\n";
    assert_eq!(says(&base, "/page", &[]).await, expected);
}

#[tokio::test]
async fn another_host_is_asked_when_that_is_allowed() {
    let other = serve(vec![("/b.xsd", schema("urn:riv:b:1", ""))]).await;
    let import = format!("<xs:import namespace='urn:riv:b:1' schemaLocation='{other}/b.xsd'/>");
    let base = serve(vec![("/a.xsd", schema("urn:riv:a:1", &import))]).await;
    let url = format!("{base}/a.xsd");
    let output = rivta(&["inspect", &url, "--allow-other-hosts", "--json"]).await;
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["packages"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["errors"].as_array().unwrap().len(), 0);
}

/// A service that leads on and on, and one that sends without end.
#[tokio::test]
async fn hostile_services_are_limited() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut number = 0_usize;
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            number += 1;
            let endless = schema("urn:a", &format!("<xs:include schemaLocation='/{number}?xsd'/>"));
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                let mut head = String::new();
                while stream.read_line(&mut head).await.unwrap() > 2 {}
                let is_large = head.contains("/large");
                let body = if is_large { " ".repeat(17 << 20) } else { endless };
                let answer = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
                // The reader goes away when it has had enough.
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    let said = says(&base, "/start?xsd", &[]).await;
    assert!(
        said.contains("error: BASE/start?xsd: more than 500 documents\n"),
        "{said}"
    );
    let said = says(&base, "/large?xsd", &[]).await;
    assert!(said.contains("larger than the limit of 16777216 bytes"), "{said}");
}

#[tokio::test]
async fn who_is_trusted_and_who_we_are_must_be_said() {
    let service = Service::start().await;
    let url = service.wsdl("RequestExemptionStatuses");
    let trust = service.pki.path().join("ca.pem");
    let said = says(&url, "", &[]).await;
    assert!(said.contains("the server cannot be trusted without --trust"), "{said}");
    let said = says(&url, "", &["--trust", trust.to_str().unwrap()]).await;
    assert!(said.contains("the other side refuses our certificate"), "{said}");
    let said = says(&url, "", &["--trust", "Cargo.toml"]).await;
    assert!(said.contains("no usable certificate in Cargo.toml"), "{said}");
    let said = says("https://name:secret@localhost/", "", &[]).await;
    assert!(said.contains("it names a user") && !said.contains("secret"), "{said}");
}
