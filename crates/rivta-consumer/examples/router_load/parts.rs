//! What is measured: nothing in between, nginx, haproxy and the router, each a process of its own.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Outcome;
use crate::client::{self, threads};
use crate::material::{CONTRACT, Material, RECEIVER, SENDER};
use crate::process::Process;

/// A part that takes calls; its process ends with it.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) version: String,
    pub(crate) address: SocketAddr,
    /// `None` when the client calls the backend itself.
    pub(crate) process: Option<Process>,
    pub(crate) material: Material,
    child: Option<Child>,
    /// What takes its log.
    collector: Option<Child>,
}

impl Part {
    pub(crate) fn direct(backend: &Self) -> Self {
        Self {
            name: "direct",
            version: String::new(),
            address: backend.address,
            process: None,
            material: Material::in_folder(&backend.material.folder),
            child: None,
            collector: None,
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let Some(child) = &mut self.child else { return };
        // The workers of nginx and haproxy end when their parent is asked to, not when it is killed.
        let _ = Command::new("kill").arg(child.id().to_string()).status();
        let _ = child.wait();
        if let Some(collector) = &mut self.collector {
            // It ends with its input.
            let _ = collector.wait();
        }
    }
}

/// `says` is more for it to do ([`backend::run`](crate::backend::run)).
pub(crate) fn backend(material: &Material, says: &[&str]) -> Outcome<Part> {
    let mut command = Command::new(std::env::current_exe()?);
    let command = command.arg("backend").arg(&material.folder).args(says);
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let address = first_line(&mut child)?.parse()?;
    Ok(part("backend", String::new(), address, child, material))
}

pub(crate) fn nginx(material: &Material, backend: &Part) -> Outcome<Part> {
    let version = version("nginx", "-V", &["nginx version", "built with OpenSSL"])?;
    let address = free()?;
    let folder = material.folder.display();
    let text = format!(
        "daemon off; worker_processes {threads}; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
  access_log off; client_body_temp_path {folder}/nginx-body; proxy_temp_path {folder}/nginx-proxy;
  fastcgi_temp_path {folder}/nginx-f; uwsgi_temp_path {folder}/nginx-u; scgi_temp_path {folder}/nginx-s;
  upstream backend {{ server {backend}; keepalive 256; keepalive_requests 1000000000; }}
  server {{
    listen {address} ssl reuseport; keepalive_requests 1000000000; keepalive_timeout 300;
    ssl_certificate {folder}/proxy.pem; ssl_certificate_key {folder}/proxy-key.pem; ssl_protocols TLSv1.3;
    ssl_client_certificate {folder}/ca.pem; ssl_verify_client on; ssl_session_cache shared:sessions:10m;
    client_max_body_size 100m; client_body_buffer_size 64k;
    location / {{
      proxy_pass https://backend; proxy_http_version 1.1; proxy_set_header Connection \"\";
      proxy_ssl_certificate {folder}/proxy.pem; proxy_ssl_certificate_key {folder}/proxy-key.pem; proxy_ssl_protocols TLSv1.3;
      proxy_ssl_trusted_certificate {folder}/ca.pem; proxy_ssl_verify on; proxy_ssl_name localhost; proxy_ssl_server_name on;
    }}
  }}
}}
",
        threads = threads(),
        backend = backend.address,
    );
    let configuration = material.path("nginx.conf");
    fs::write(&configuration, text)?;
    let mut command = Command::new("nginx");
    let child = command.arg("-c").arg(&configuration).arg("-p").arg(&material.folder);
    let child = child.stderr(Stdio::null()).spawn()?;
    ready(part("nginx", version, address, child, material))
}

pub(crate) fn haproxy(material: &Material, backend: &Part) -> Outcome<Part> {
    let version = version(
        "haproxy",
        "-vv",
        &["HAProxy version", "Built with OpenSSL", "Running on OpenSSL"],
    )?;
    let address = free()?;
    let folder = material.folder.display();
    let both = [
        fs::read(material.path("proxy.pem"))?,
        fs::read(material.path("proxy-key.pem"))?,
    ]
    .concat();
    fs::write(material.path("haproxy.pem"), both)?;
    let text = format!(
        "global
  maxconn 8000
  nbthread {threads}
  ssl-default-bind-options ssl-min-ver TLSv1.3
  ssl-default-server-options ssl-min-ver TLSv1.3
defaults
  mode http
  timeout connect 5s
  timeout client 300s
  timeout server 300s
  timeout http-keep-alive 300s
  http-reuse always
frontend consumers
  bind {address} ssl crt {folder}/haproxy.pem ca-file {folder}/ca.pem verify required
  default_backend producers
backend producers
  server producer {backend} ssl crt {folder}/haproxy.pem ca-file {folder}/ca.pem verify required verifyhost localhost sni str(localhost) pool-max-conn 1000
",
        threads = threads(),
        backend = backend.address,
    );
    let configuration = material.path("haproxy.cfg");
    fs::write(&configuration, text)?;
    let mut command = Command::new("haproxy");
    let child = command.arg("-db").arg("-f").arg(&configuration);
    let child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    ready(part("haproxy", version, address, child, material))
}

/// `rivta router` as an operator runs it: every call logged with its four events, through a pipe to a collector, which is `cat`
/// here. A file would measure how the machine comes by fresh memory for its page cache.
pub(crate) fn router(material: &Material, backend: &Part, rivta: &Path) -> Outcome<Part> {
    let catalogue = format!(
        "environment = \"test\"\n[[route]]\nreceiver = \"{RECEIVER}\"\ncontract = \"{CONTRACT}\"\n\
         address = \"https://localhost:{}/exemption\"\nprofile = \"RIVTABP21\"\n\
         [[permission]]\nreceiver = \"{RECEIVER}\"\ncontract = \"{CONTRACT}\"\nsender = \"{SENDER}\"\n",
        backend.address.port()
    );
    fs::write(material.path("catalogue.toml"), catalogue)?;
    let address = free()?;
    let text = format!(
        "environment = \"test\"\nlisten = \"{address}\"\ncatalog = \"catalogue.toml\"\n\
         [tls]\ncertificate = \"proxy.pem\"\nkey = \"proxy-key.pem\"\ntrust = \"ca.pem\"\n\
         [consumer]\nconnections = 8000\ncall_bytes = 104857600\nheader_timeout_ms = 300000\n"
    );
    router_of(material, address, &text, rivta)
}

/// A router with the configuration `text`, which makes it listen at `address`.
pub(crate) fn router_of(material: &Material, address: SocketAddr, text: &str, rivta: &Path) -> Outcome<Part> {
    let configuration = material.path("router.toml");
    fs::write(&configuration, text)?;
    let mut command = Command::new(rivta);
    command.arg("router").arg("--config").arg(&configuration);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let log = child.stderr.take().ok_or("no standard error")?;
    let collector = Command::new("cat").stdin(log).stdout(Stdio::null()).spawn()?;
    first_line(&mut child)?;
    let version = version(&rivta.display().to_string(), "--version", &["rivta"]).unwrap_or_default();
    let mut part = part("router", version, address, child, material);
    part.collector = Some(collector);
    ready(part)
}

fn part(name: &'static str, version: String, address: SocketAddr, child: Child, material: &Material) -> Part {
    Part {
        name,
        version,
        address,
        process: Some(Process(child.id())),
        material: Material::in_folder(&material.folder),
        child: Some(child),
        collector: None,
    }
}

/// Calls until the first answer, at most for ten seconds.
fn ready(part: Part) -> Outcome<Part> {
    for _ in 0..100 {
        if client::calls_in_turn(1, 2 << 10, &part).is_ok() {
            return Ok(part);
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Err(format!("{} does not answer", part.name).into())
}

fn first_line(child: &mut Child) -> Outcome<String> {
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or("no standard output")?).read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// An address that nobody listens at.
pub(crate) fn free() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// The lines of what a program says of itself that begin so.
fn version(program: &str, argument: &str, beginnings: &[&str]) -> Outcome<String> {
    let said = Command::new(program).arg(argument).output();
    let said = said.map_err(|error| format!("{program} cannot be run ({error}); `make proxies` installs it"))?;
    let text = [said.stdout, said.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let lines = text
        .lines()
        .filter(|line| beginnings.iter().any(|beginning| line.starts_with(beginning)));
    Ok(lines.collect::<Vec<_>>().join("; "))
}
