"""Foreign parts around the router: curl, openssl and zeep in front, nginx as a TLS proxy and as a producer that misbehaves, and
haproxy in front of two routers of which one is killed under load.

Every part runs on loopback with certificates made for the occasion.
"""

import argparse
import concurrent.futures
import contextlib
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import requests
import zeep
from zeep.transports import Transport

CONTRACT = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
PATH = "/vp/financial/patientfees/exemption/RequestExemptionStatuses/1/rivtabp21"
PERSON = {"root": "1.2.752.129.2.1.3.1", "extension": "191212121212"}
ANSWER = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    f'<r:RequestExemptionStatusesResponse xmlns:r="{CONTRACT}"/></s:Body></s:Envelope>'
)
FAULT = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode>'
    "<faultstring>own</faultstring></s:Fault></s:Body></s:Envelope>"
)

# What the producer at a logical address does, and what the consumer sees: status, and the code in faultstring or the body.
MISBEHAVIOUR = {
    "GOOD": (f"return 200 '{ANSWER}';", 200, "RequestExemptionStatusesResponse"),
    "FAULT": (f"return 500 '{FAULT}';", 500, "<faultstring>own</faultstring>"),
    "FAULT-200": (f"return 200 '{FAULT}';", 200, "<faultstring>own</faultstring>"),
    "EMPTY": ("return 200;", 500, "VP009"),
    "PLAIN-500": ("return 500 'out of order';", 500, "VP009"),
    "HTML": ("return 200 '<html>hello</html>';", 200, "<html>hello</html>"),
    "NOT-FOUND": ("return 404;", 500, "VP009"),
    "REDIRECT": ("return 302 https://elsewhere.example/;", 500, "VP009"),
    "UNAVAILABLE": (f"return 503 '{FAULT}';", 500, "VP009"),
    "CLOSE": ("return 444;", 500, "No response received"),
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def envelope(receiver, profile="21"):
    namespace, address = {
        "20": ("http://www.w3.org/2005/08/addressing", "To"),
        "21": ("urn:riv:itintegration:registry:1", "LogicalAddress"),
    }[profile]
    return (
        f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="{namespace}"><s:Header>'
        f"<a:{address}>{receiver}</a:{address}></s:Header><s:Body>"
        f'<c:RequestExemptionStatuses xmlns:c="{CONTRACT}"/></s:Body></s:Envelope>'
    )


class Place:
    """A folder with certificates, a catalogue and what the parts are configured with."""

    def __init__(self, folder, rivta):
        self.folder, self.rivta = folder, rivta
        self.pki = folder / "pki"
        parties = {"router": "SE5565594230-ROUTER", "consumer": "SE5565594230-CONSUMER", "producer": "SE2321000131-PRODUCER",
                   "proxy": "SE5565594230-PROXY"}
        command = [rivta, "pki", "--out", self.pki]
        for name, hsa_id in parties.items():
            command += ["--party", f"{name}={hsa_id}"]
        subprocess.run(command, check=True, capture_output=True)
        self.producer, self.proxy = free_port(), free_port()

    def write_catalogue(self):
        rows = ['environment = "test"']
        for receiver in MISBEHAVIOUR:
            rows += [
                "[[route]]", f'receiver = "{receiver}"', f'contract = "{CONTRACT}"',
                f'address = "https://localhost:{self.producer}/{receiver}"', 'profile = "RIVTABP21"',
                "[[permission]]", f'receiver = "{receiver}"', f'contract = "{CONTRACT}"', 'sender = "SE5565594230-CONSUMER"',
            ]
        (self.folder / "catalogue.toml").write_text("\n".join(rows))

    def write_router(self, name="router", plain=0):
        (self.folder / f"{name}.toml").write_text(f"""
environment = "test"
listen = "127.0.0.1:0"
catalog = "catalogue.toml"
[instance]
name = "Interop"
[tls]
certificate = "pki/router.pem"
key = "pki/router-key.pem"
trust = "pki/ca.pem"
[plain]
listen = "127.0.0.1:{plain}"
[producer]
retry_delay_ms = 100
""")

    def start_nginx(self, name, server):
        own = self.folder / name
        own.mkdir()
        (own / "nginx.conf").write_text(f"""
daemon off; pid {own}/pid; error_log {own}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {own}/body; proxy_temp_path {own}/proxy; fastcgi_temp_path {own}/f;
  uwsgi_temp_path {own}/u; scgi_temp_path {own}/s; default_type text/xml;
  server {{ {server} }}
}}""")
        return subprocess.Popen(["nginx", "-e", own / "error.log", "-c", own / "nginx.conf"])

    def start_producer(self):
        locations = "\n".join(f"location = /{receiver} {{ {does} }}" for receiver, (does, _, _) in MISBEHAVIOUR.items())
        return self.start_nginx("producer", f"""
            listen 127.0.0.1:{self.producer} ssl; {self.ssl("producer")} ssl_verify_client on; {locations}""")

    def start_proxy(self, plain):
        return self.start_nginx("proxy", f"""
            listen 127.0.0.1:{self.proxy} ssl; {self.ssl("proxy")} ssl_verify_client on;
            location / {{
              proxy_pass http://127.0.0.1:{plain};
              proxy_set_header x-vp-auth-cert $ssl_client_escaped_cert;
              proxy_set_header X-VP-Forwarded-Proto https;
              proxy_set_header X-VP-Forwarded-Host localhost;
              proxy_set_header X-VP-Forwarded-Port {self.proxy};
            }}""")

    def ssl(self, party):
        return (f"ssl_certificate {self.pki}/{party}.pem; ssl_certificate_key {self.pki}/{party}-key.pem; "
                f"ssl_client_certificate {self.pki}/ca.pem;")

    def session(self):
        session = requests.Session()
        session.trust_env = False  # a CA bundle in the environment would win over the one given here
        session.cert = (str(self.pki / "consumer.pem"), str(self.pki / "consumer-key.pem"))
        session.verify = str(self.pki / "ca.pem")
        return session


class Router:
    """`rivta router`, which prints its addresses."""

    def __init__(self, place, name="router"):
        log = open(place.folder / f"{name}.log", "wb")
        command = [place.rivta, "router", "--config", place.folder / f"{name}.toml"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.tls = self.address("https://")
        self.plain = self.address("http://")

    def address(self, beginning):
        line = self.process.stdout.readline().strip()
        if not line.startswith(beginning):
            raise SystemExit(f"the router did not start: {line}")
        return int(line.rsplit(":", 1)[1])


def wait_for(port):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
    raise SystemExit(f"nobody listens on port {port}")


@contextlib.contextmanager
def running(*processes):
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


def curl(place, url, body, *options):
    message = place.folder / "call.xml"
    message.write_bytes(body)
    answer = subprocess.run(
        ["curl", "--silent", "--show-error", "--cacert", place.pki / "ca.pem", "--cert", place.pki / "consumer.pem", "--key",
         place.pki / "consumer-key.pem", "-w", "\n%{http_code}", *options, "--data-binary", f"@{message}", url],
        capture_output=True, timeout=60, check=True,
    ).stdout
    body, status = answer.rsplit(b"\n", 1)
    return int(status), body


def curl_calls(place, router):
    """Over TLS, plain with a forwarded certificate, and through nginx; in forms that clients send."""
    certificate = (place.pki / "consumer.pem").read_text().replace("\n", " ")
    ways = {
        "TLS": (f"https://localhost:{router.tls}/vp", []),
        "plain": (f"http://127.0.0.1:{router.plain}/vp", ["-H", f"x-vp-auth-cert: {certificate}"]),
        "nginx": (f"https://localhost:{place.proxy}/vp", []),
    }
    good = envelope("GOOD")
    forms = {
        "UTF-8": (good.encode(), ["-H", "Content-Type: text/xml; charset=UTF-8"]),
        "chunked": (good.encode(), ["-H", "Content-Type: text/xml", "-H", "Transfer-Encoding: chunked"]),
        "100-continue": (good.encode(), ["-H", "Content-Type: text/xml", "-H", "Expect: 100-continue"]),
        "UTF-16": (good.encode("utf-16"), ["-H", "Content-Type: text/xml; charset=UTF-16"]),
        "profile 2.0": (envelope("GOOD", "20").encode(), ["-H", "Content-Type: text/xml"]),
    }
    for way, (url, way_options) in ways.items():
        for form, (body, form_options) in forms.items():
            status, answer = curl(place, url, body, *way_options, *form_options)
            text = answer.decode("utf-16" if form == "UTF-16" else "utf-8")
            assert status == 200 and "RequestExemptionStatusesResponse" in text, (way, form, status, text)
        print(f"curl over {way}: {', '.join(forms)}")


def openssl(place, router, *options):
    """One call by `openssl s_client`; gives all that it prints."""
    body = envelope("GOOD")
    head = f"POST /vp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return subprocess.run(
        ["openssl", "s_client", "-connect", f"localhost:{router.tls}", "-CAfile", place.pki / "ca.pem", "-cert", place.pki / "consumer.pem",
         "-key", place.pki / "consumer-key.pem", "-ign_eof", *options],
        input=(head + body).encode(), capture_output=True, timeout=60, check=True,
    ).stdout.decode()


def resumed_sessions(place, router):
    """A client of OpenSSL comes back with its session and is let through as before."""
    session = place.folder / "session.pem"
    for version in ("-tls1_2", "-tls1_3"):
        for kept, handshake in (("-sess_out", "New, TLSv1."), ("-sess_in", "Reused, TLSv1.")):
            told = openssl(place, router, version, kept, session)
            assert handshake in told and "RequestExemptionStatusesResponse" in told, (version, handshake, told)
    print("openssl: sessions of TLS 1.2 and 1.3 resumed")


def misbehaviour(place, router):
    session = place.session()
    for receiver, (_, status, part) in MISBEHAVIOUR.items():
        answer = session.post(f"https://localhost:{router.tls}/vp", data=envelope(receiver), headers={"Content-Type": "text/xml"})
        assert (answer.status_code, part in answer.text) == (status, True), (receiver, answer.status_code, answer.text)
        assert answer.headers["x-skltp-correlation-id"]
    print(f"a producer on nginx that misbehaves in {len(MISBEHAVIOUR)} ways")


def zeep_calls(place, router):
    """The WSDL by way of the router leads back to where it was asked, over TLS and behind nginx."""
    for way, base in {"TLS": f"https://localhost:{router.tls}", "nginx": f"https://localhost:{place.proxy}"}.items():
        client = zeep.Client(f"{base}{PATH}?wsdl", transport=Transport(session=place.session()))
        (service,) = client.wsdl.services.values()
        (port,) = service.ports.values()
        assert port.binding_options["address"] == base + PATH, port.binding_options
        question = {
            "requestId": {"root": "1"}, "patientId": PERSON, "actor": {"actorTypeEnum": "CITIZEN", "actorId": PERSON},
            "responseLogicalAddress": "SE5565594230-CONSUMER",
        }
        client.service.RequestExemptionStatuses(**question, _soapheaders={"LogicalAddress": "GOOD"})
        try:
            client.service.RequestExemptionStatuses(**question, _soapheaders={"LogicalAddress": "UNKNOWN"})
        except zeep.exceptions.Fault as fault:
            assert fault.message.startswith("VP004 [Interop] "), fault.message
        else:
            raise SystemExit("a call to nobody was answered")
        print(f"zeep over {way}: WSDL, a call, and a fault")


def killed_router(place):
    """haproxy shares calls between two routers. One is killed: only what it had in flight may fail."""
    for name in ("first", "second"):
        place.write_router(name)
    first, second = Router(place, "first"), Router(place, "second")
    front, workers = free_port(), 8
    configuration = place.folder / "haproxy.cfg"
    configuration.write_text(f"""
defaults
  mode tcp
  retries 3
  option redispatch
  timeout connect 2s
  timeout client 30s
  timeout server 30s
listen platform
  bind 127.0.0.1:{front}
  balance roundrobin
  server first 127.0.0.1:{first.tls} check inter 100ms
  server second 127.0.0.1:{second.tls} check inter 100ms
""")
    balancer = subprocess.Popen(["haproxy", "-db", "-q", "-f", configuration])
    with running(balancer, second.process):
        wait_for(front)

        def calls(worker):
            session, failed, done = place.session(), 0, 0
            end = time.monotonic() + 6
            while time.monotonic() < end:
                try:
                    answer = session.post(f"https://localhost:{front}/vp", data=envelope("GOOD"), timeout=20)
                    failed += answer.status_code != 200
                except requests.RequestException:
                    failed += 1
                done += 1
                if worker == 0 and done == 20:
                    first.process.kill()
            return failed, done

        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            counts = list(pool.map(calls, range(workers)))
    first.process.wait(timeout=30)
    failed, done = (sum(column) for column in zip(*counts))
    # Each worker has at most one call in flight when the router dies.
    assert done > 100 and failed <= workers, (failed, done)
    print(f"haproxy and two routers, one killed: {done} calls, {failed} failed of at most {workers} in flight")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivta", required=True, type=pathlib.Path, help="the rivta binary")
    arguments = parser.parse_args()
    missing = [part for part in ("curl", "openssl", "nginx", "haproxy") if not shutil.which(part)]
    if missing:
        raise SystemExit(f"please install: {' '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        place = Place(pathlib.Path(folder), arguments.rivta.resolve())
        place.write_catalogue()
        place.write_router()
        producer = place.start_producer()
        with running(producer):
            wait_for(place.producer)
            router = Router(place)
            proxy = place.start_proxy(router.plain)
            with running(proxy, router.process):
                wait_for(place.proxy)
                curl_calls(place, router)
                resumed_sessions(place, router)
                misbehaviour(place, router)
                zeep_calls(place, router)
            killed_router(place)
    print("8 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
