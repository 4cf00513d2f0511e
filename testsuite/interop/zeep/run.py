"""Foreign clients against a running demonstration: curl and Python zeep.

Starts `rivta demo --serve --json`, then asks a region through the router
  1. with curl: a written SOAP message, the client certificate, and the command the demonstration prints;
  2. with zeep: the WSDL loaded over ?wsdl through the router, with everything it imports;
and waits each time until our asker, named as responseLogicalAddress, has received the disclosure. Then, with zeep:
  3. the same question at the national address, answered by every region that knows the person;
  4. Update and FindContent of the engagement index.
"""

import argparse
import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import requests
import zeep
from lxml import etree
from zeep.transports import Transport

PERSONNUMMER = "1.2.752.129.2.1.3.1"
PERSON = "191212121212"
REGION = "14"
NATIONAL = "5565594230"
HEADERS = "urn:riv:interoperability:headers:1"
CONTRACT = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:itr="urn:riv:itintegration:registry:1" xmlns:req="{contract}"
    xmlns:core="urn:riv:financial:patientfees:exemption:1">
  <soapenv:Header><itr:LogicalAddress>{region}</itr:LogicalAddress></soapenv:Header>
  <soapenv:Body>
    <req:RequestExemptionStatuses>
      <req:requestId><core:root>{request_id}</core:root></req:requestId>
      <req:patientId><core:root>{root}</core:root><core:extension>{person}</core:extension></req:patientId>
      <req:actor>
        <core:actorTypeEnum>CITIZEN</core:actorTypeEnum>
        <core:actorId><core:root>{root}</core:root><core:extension>{person}</core:extension></core:actorId>
      </req:actor>
      <req:responseLogicalAddress>{asker}</req:responseLogicalAddress>
    </req:RequestExemptionStatuses>
  </soapenv:Body>
</soapenv:Envelope>
"""


class Demonstration:
    """`rivta demo --serve --json`: one line of JSON with the addresses, then a log line per event."""

    def __init__(self, rivta, folder):
        command = [rivta, "demo", "--serve", "--json", "--dir", str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=os.environ | {"RUST_LOG": "info"})
        self.log = queue.Queue()
        threading.Thread(target=self._collect, daemon=True).start()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the demonstration did not start")
        self.facts = json.loads(line)

    def _collect(self):
        for line in self.process.stderr:
            self.log.put(line)
        self.log.put(None)

    def wait_for_disclosure(self, request_id, seconds=30):
        """Waits until the asker logs that a disclosure for this request has come."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self.log.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise SystemExit(f"no disclosure for {request_id} within {seconds} s") from None
            if line is None:
                raise SystemExit("the demonstration has ended")
            if request_id in line and "disclosure" in line:
                assert PERSON not in line, "a personal number in the log"
                return

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def curl(demonstration, folder):
    facts, request_id = demonstration.facts, str(uuid.uuid4())
    message = folder / "request.xml"
    message.write_text(
        ENVELOPE.format(contract=CONTRACT, region=REGION, request_id=request_id, root=PERSONNUMMER, person=PERSON,
                        asker=facts["asker"]["logical_address"]),
        encoding="utf-8",
    )
    answer = subprocess.run(
        ["curl", "--silent", "--show-error", "--fail-with-body", "--cacert", facts["trust"], "--cert", facts["client"]["certificate"],
         "--key", facts["client"]["key"], "-H", "Content-Type: text/xml; charset=UTF-8",
         "-H", f'SOAPAction: "{CONTRACT}:RequestExemptionStatuses"', "--data-binary", f"@{message}", facts["router"]],
        capture_output=True, text=True, timeout=60, check=False,
    )
    assert answer.returncode == 0, answer.stderr + answer.stdout
    assert "RequestExemptionStatusesResponse" in answer.stdout, answer.stdout
    demonstration.wait_for_disclosure(request_id)
    print("curl: empty response received, disclosure delivered to the asker")


def zeep_client(facts, path=None, party="asker"):
    pki = pathlib.Path(facts["folder"]) / "pki"
    session = requests.Session()
    session.trust_env = False  # a CA bundle in the environment would win over the one given here
    session.cert = (str(pki / f"{party}.pem"), str(pki / f"{party}-key.pem"))
    session.verify = facts["trust"]
    path = path or facts["wsdl"]["RequestExemptionStatuses"]
    return zeep.Client(facts["router"] + path + "?wsdl", transport=Transport(session=session))


def zeep_call(demonstration):
    facts, request_id = demonstration.facts, str(uuid.uuid4())
    client = zeep_client(facts)
    person = {"root": PERSONNUMMER, "extension": PERSON}
    answer = client.service.RequestExemptionStatuses(
        requestId={"root": request_id},
        patientId=person,
        actor={"actorTypeEnum": "CITIZEN", "actorId": person},
        responseLogicalAddress=facts["asker"]["logical_address"],
        _soapheaders={"LogicalAddress": REGION},
    )
    assert answer is None or not getattr(answer, "_value_1", None), answer
    demonstration.wait_for_disclosure(request_id)
    print("zeep: WSDL loaded through the router, empty response received, disclosure delivered to the asker")


def zeep_national(demonstration):
    """The header that tells who was asked is in no WSDL, so it is read from the answer as it came."""
    facts, request_id = demonstration.facts, str(uuid.uuid4())
    client = zeep_client(facts)
    person = {"root": PERSONNUMMER, "extension": PERSON}
    with client.settings(raw_response=True):
        answer = client.service.RequestExemptionStatuses(
            requestId={"root": request_id},
            patientId=person,
            actor={"actorTypeEnum": "CITIZEN", "actorId": person},
            responseLogicalAddress=facts["asker"]["logical_address"],
            _soapheaders={"LogicalAddress": NATIONAL},
        )
    assert answer.status_code == 200, answer.text
    envelope = etree.fromstring(answer.content)
    text = lambda record, name: record.findtext(f"{{{HEADERS}}}{name}")
    records = envelope.iter(f"{{{HEADERS}}}ProcessingStatusList")
    statuses = {text(record, "logicalAddress"): text(record, "statusCode") for record in records}
    expected = {region: "DataFromSource" for region in ("01", "13", "14", "17")} | {"24": "NoDataSynchFailed"}
    assert statuses == expected, statuses
    assert all(len(text(record, "lastSuccessfulSynch")) == 14 for record in envelope.iter(f"{{{HEADERS}}}ProcessingStatusList"))
    for _ in range(4):
        demonstration.wait_for_disclosure(request_id)
    print("zeep: the national address asked five regions, four disclosures delivered to the asker")


def zeep_index(demonstration):
    facts, instance = demonstration.facts, str(uuid.uuid4())
    path = "/itintegration/engagementindex/{}/1/rivtabp21"
    header = {"LogicalAddress": NATIONAL}
    post = {
        "registeredResidentIdentification": PERSON,
        "serviceDomain": "riv:test:carecontact:visit",
        "categorization": "vis-phy",
        "logicalAddress": "24",
        "businessObjectInstanceIdentifier": instance,
        "clinicalProcessInterestId": "NA",
        "mostRecentContent": "20260115101500",
        "sourceSystem": "24",
        "dataController": "24",
    }
    update = zeep_client(facts, path.format("Update"), party="region-24")
    answer = update.service.Update(engagementTransaction=[{"deleteFlag": False, "engagement": post}], _soapheaders=header)
    assert answer.ResultCode == "OK", answer
    find = zeep_client(facts, path.format("FindContent"))
    wanted = {key: post[key] for key in ("registeredResidentIdentification", "serviceDomain", "businessObjectInstanceIdentifier")}
    found = find.service.FindContent(**wanted, _soapheaders=header).engagement
    assert [engagement.sourceSystem for engagement in found] == ["24"], found
    assert found[0].owner == NATIONAL and found[0].creationTime, found
    answer = update.service.Update(engagementTransaction=[{"deleteFlag": True, "engagement": post}], _soapheaders=header)
    assert answer.ResultCode == "OK", answer
    assert not find.service.FindContent(**wanted, _soapheaders=header).engagement
    print("zeep: a post put into the engagement index, found and removed, through the router")


def zeep_fault(demonstration):
    """A wrong enum is refused with a SOAP fault that zeep understands."""
    client = zeep_client(demonstration.facts)
    person = {"root": PERSONNUMMER, "extension": PERSON}
    try:
        client.service.RequestExemptionStatuses(
            requestId={"root": str(uuid.uuid4())},
            patientId=person,
            actor={"actorTypeEnum": "?", "actorId": person},
            responseLogicalAddress=demonstration.facts["asker"]["logical_address"],
            _soapheaders={"LogicalAddress": REGION},
        )
    except zeep.exceptions.Fault as fault:
        assert fault.code.endswith("Client"), fault.code
        assert "actorTypeEnum" in fault.message, fault.message
        assert PERSON not in fault.message
        print(f"zeep: wrong enum refused: {fault.message}")
        return
    raise SystemExit("a wrong enum was accepted")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivta", required=True, help="the rivta binary")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        demonstration = Demonstration(arguments.rivta, folder / "demo")
        try:
            curl(demonstration, folder)
            zeep_call(demonstration)
            zeep_fault(demonstration)
            zeep_national(demonstration)
            zeep_index(demonstration)
        finally:
            demonstration.stop()
    print("5 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
