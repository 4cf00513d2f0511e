"""A small producer of RequestExemptionStatuses that shares nothing with rivta: http.server and ssl, messages by hand.

It answers a request at once with an empty response and then sends the disclosure, ProcessExemptionStatuses, to a receiver.
Most of it is right. What is wrong stands under FLAWS and nowhere else, so that a judge can be judged by it.
"""

import argparse
import datetime
import http.client
import http.server
import re
import ssl
import threading
import urllib.parse
import uuid
import xml.etree.ElementTree as ET
import xml.parsers.expat
from xml.sax.saxutils import escape

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
REGISTRY = "urn:riv:itintegration:registry:1"
CORE = "urn:riv:financial:patientfees:exemption:1"
REQUEST = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
PROCESS = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1"

HSA_ID, PERSONAL, COORDINATION, RESERVE = "1.2.752.129.2.1.4.1", "1.2.752.129.2.1.3.1", "1.2.752.129.2.1.3.3", "1.2.752.74.9.1"
ADDRESS = "14"
LARGEST, DEEPEST = 15 * 1024 * 1024, 100

# What is wrong on purpose, each with the reason that its author would give.
FLAWS = {
    "guardian-without-unit": "a guardian gets fees without care unit: 'the same code as for care givers'",
    "reserve-number-other-id": "for reserve numbers another requestId is sent: 'they come from another database'",
    "number-in-fault": "a wrong check digit is told with the number itself: 'so that support can find it'",
    "not-utf-16": "messages are taken for UTF-8, whatever they are: 'nobody sends anything else'",
    "fee-of-nothing": "a cancelled visit is sent as a fee of 0 kronor: 'the sum is right'",
}


class Refused(Exception):
    """A request that gets a fault; says what is wrong, and nothing of the person."""


def envelope(body, header=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{SOAP}">{header}<s:Body>{body}</s:Body></s:Envelope>'
    ).encode()


def fault(text):
    text = escape(f"{text} Logg-id {uuid.uuid4()}")
    return envelope(f"<s:Fault><faultcode>s:Client</faultcode><faultstring>{text}</faultstring></s:Fault>")


def parsed(message):
    """The message as a tree: no document type, not too deep."""
    depth = 0

    def begin(*_):
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused("Meddelandet är för djupt.")

    def end(*_):
        nonlocal depth
        depth -= 1

    def doctype(*_):
        raise Refused("Meddelandet har en dokumenttypsdeklaration.")

    scan = xml.parsers.expat.ParserCreate()
    scan.StartElementHandler, scan.EndElementHandler, scan.StartDoctypeDeclHandler = begin, end, doctype
    try:
        message = message.decode("utf-8")  # FLAWS: not-utf-16
        scan.Parse(message.encode(), True)
        return ET.fromstring(message.lstrip("\ufeff").encode())
    except (UnicodeDecodeError, ET.ParseError, xml.parsers.expat.ExpatError) as error:
        raise Refused("Meddelandet är inte läsbar XML.") from error


def part(element, namespace, name):
    found = element.find(f"{{{namespace}}}{name}")
    if found is None:
        raise Refused(f"Elementet {name} saknas.")
    return found


def text(element, namespace, name):
    found = element.find(f"{{{namespace}}}{name}")
    return "" if found is None or found.text is None else found.text.strip()


def checked_number(root, extension):
    if root in (PERSONAL, COORDINATION):
        if not re.fullmatch("[0-9]{12}", extension):
            raise Refused("patientId ska ha tolv siffror utan skiljetecken.")
        day = int(extension[6:8]) - (60 if root == COORDINATION else 0)
        try:
            datetime.date(int(extension[:4]), int(extension[4:6]), day)
        except ValueError as error:
            raise Refused("patientId har ett datum som inte finns.") from error
        doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(extension[2:])]
        if sum(product // 10 + product % 10 for product in doubled) % 10:
            raise Refused(f"Fel kontrollsiffra i {extension}.")  # FLAWS: number-in-fault
    elif not extension:
        raise Refused("patientId saknar extension.")


class Asked:
    """A request that has been checked."""

    def __init__(self, message):
        tree = parsed(message)
        if tree.tag != f"{{{SOAP}}}Envelope":
            raise Refused("Det är inget SOAP-meddelande.")
        header = tree.find(f"{{{SOAP}}}Header")
        address = "" if header is None else text(header, REGISTRY, "LogicalAddress")
        if address != ADDRESS:
            raise Refused("Den logiska adressen är inte vår.")
        body = list(part(tree, SOAP, "Body"))
        if len(body) != 1 or body[0].tag != f"{{{REQUEST}}}RequestExemptionStatuses":
            raise Refused("Begäran hör till ett annat kontrakt.")
        self.read(body[0])

    def read(self, request):
        names = [child.tag.rpartition("}")[2] for child in request if child.tag.startswith(f"{{{REQUEST}}}")]
        if names != ["requestId", "patientId", "actor", "responseLogicalAddress"]:
            raise Refused("Begäran har fel element, eller i fel ordning.")
        self.id = text(part(request, REQUEST, "requestId"), CORE, "root")
        if not re.fullmatch("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", self.id):
            raise Refused("requestId är inget UUID.")
        patient = part(request, REQUEST, "patientId")
        self.root, self.extension = text(patient, CORE, "root"), text(patient, CORE, "extension")
        checked_number(self.root, self.extension)
        actor = part(request, REQUEST, "actor")
        self.actor = text(actor, CORE, "actorTypeEnum")
        if self.actor not in ("CITIZEN", "GUARDIAN", "CAREGIVER"):
            raise Refused("Aktören är av okänt slag.")
        if self.actor == "CAREGIVER" and actor.find(f"{{{CORE}}}careGiverId") is None:
            raise Refused("careGiverId saknas.")
        self.receiver = text(request, REQUEST, "responseLogicalAddress")
        if not self.receiver:
            raise Refused("responseLogicalAddress är tom.")


def identity(name, root, extension):
    return f"<c:{name}><c:root>{root}</c:root><c:extension>{escape(extension)}</c:extension></c:{name}>"


def fee(days_ago, amount, with_unit):
    day = datetime.date.today() - datetime.timedelta(days=days_ago)
    units = identity("careGiver", HSA_ID, "SE2321000131-CARE") + identity("careUnit", HSA_ID, "SE2321000131-UNIT")
    return (
        f"<c:transactions><c:fee><c:amount>{amount}</c:amount><c:currency><c:code>SEK</c:code>"
        "<c:codeSystem>1.0.4217</c:codeSystem></c:currency></c:fee>"
        f"<c:dateOfVisit>{day:%Y%m%d}</c:dateOfVisit><c:timeOfRegistration>{day:%Y%m%d}103000</c:timeOfRegistration>"
        f"<c:typeOfFee>CARE_VISIT</c:typeOfFee>{units if with_unit else ''}</c:transactions>"
    )


def card():
    start = datetime.date.today() - datetime.timedelta(days=100)
    end = start + datetime.timedelta(days=363)
    return (
        f"<c:exemptions><c:id>1</c:id><c:highCostProtectionPeriod><c:start>{start:%Y%m%d}</c:start><c:end>{end:%Y%m%d}</c:end>"
        f"</c:highCostProtectionPeriod><c:exemptionPeriod><c:start>{start:%Y%m%d}</c:start><c:end>{end:%Y%m%d}</c:end>"
        f"</c:exemptionPeriod><c:typeOfExemption>CARE_VISIT</c:typeOfExemption>{identity('region', HSA_ID, 'SE2321000131-REGION')}"
        "</c:exemptions>"
    )


# Whom the region knows: fees as (days ago, kronor), whether there is a card, and the identities that lead to the person.
PERSONS = {
    "191212121212": ([(40, 250), (10, 300)], False, []),
    "201201022397": ([(90, 800), (60, 650)], True, []),
    "201201052386": ([(30, 200), (20, 0)], False, []),  # FLAWS: fee-of-nothing
    "201201062385": ([(15, 100)], False, [(COORDINATION, "201201622386", [(35, 150)])]),
}


def disclosures(asked):
    """One feeExemption for each identity that has something."""
    fees, has_card, linked = PERSONS.get(asked.extension, ([], False, []))
    with_unit = asked.actor == "CITIZEN"  # FLAWS: guardian-without-unit
    found = [(asked.root, asked.extension, fees), *linked]
    parts = []
    for root, extension, own in found:
        shown = [] if asked.actor == "CAREGIVER" and has_card else own
        content = "".join(fee(days, amount, with_unit) for days, amount in shown) + (card() if has_card else "")
        if content:
            parts.append(f"<p:feeExemption>{identity('patientId', root, extension)}{content}</p:feeExemption>")
    return "".join(parts)


def disclosure(asked):
    request_id = str(uuid.uuid4()) if asked.root == RESERVE else asked.id  # FLAWS: reserve-number-other-id
    body = (
        f'<p:ProcessExemptionStatuses xmlns:p="{PROCESS}" xmlns:c="{CORE}"><p:requestId><c:root>{request_id}</c:root>'
        f"</p:requestId>{disclosures(asked)}</p:ProcessExemptionStatuses>"
    )
    address = f'<r:LogicalAddress xmlns:r="{REGISTRY}">{escape(asked.receiver)}</r:LogicalAddress>'
    return envelope(body, f"<s:Header>{address}</s:Header>")


class Sender:
    """Sends disclosures, and once more when one is not taken."""

    def __init__(self, receiver, context):
        self.url, self.context = urllib.parse.urlsplit(receiver), context

    def send(self, message):
        for pause in (2, None):
            if self.taken(message) or pause is None:
                return
            threading.Event().wait(pause)

    def taken(self, message):
        headers = {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": f'"{PROCESS}:ProcessExemptionStatuses"'}
        connection = http.client.HTTPSConnection(self.url.hostname, self.url.port, context=self.context, timeout=30)
        try:
            connection.request("POST", self.url.path or "/", message, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status == 200
        except OSError:
            return False
        finally:
            connection.close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            self.close_connection = True
            return self.answer(500, fault("Meddelandet är för stort."))
        try:
            asked = Asked(self.rfile.read(length))
        except Refused as refusal:
            return self.answer(500, fault(str(refusal)))
        self.answer(200, envelope(f'<q:RequestExemptionStatusesResponse xmlns:q="{REQUEST}"/>'))
        threading.Thread(target=self.server.sender.send, args=[disclosure(asked)], daemon=True).start()

    def answer(self, status, message):
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=UTF-8")
        self.send_header("Content-Length", str(len(message)))
        self.end_headers()
        self.wfile.write(message)

    def log_message(self, *_):
        """Nothing of persons is logged."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads, request_queue_size = True, 128

    def handle_error(self, request, client_address):
        """Handshakes that fail, and callers that go away, are no concern of ours."""


def main():
    parser = argparse.ArgumentParser()
    for name in ("certificate", "key", "trust", "revoked", "receiver"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--port", type=int, default=0, help="any free one unless given")
    options = parser.parse_args()
    server = Server(("127.0.0.1", options.port), Handler)
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    client = ssl.create_default_context(cafile=options.trust)
    for context in (server.context, client):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(options.certificate, options.key)
    server.context.verify_mode = ssl.CERT_REQUIRED
    server.context.load_verify_locations(options.trust)
    server.context.load_verify_locations(options.revoked)
    server.context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    server.sender = Sender(options.receiver, client)
    print(f"https://localhost:{server.server_port}/exemption", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
