"""Judges the producer beside this file with `rivta conform`, and asserts the verdicts: its flaws are found, each by the
cases meant for it, and nothing else is.
"""

import argparse
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

from producer import FLAWS

HERE = pathlib.Path(__file__).resolve().parent
SCHEMAS = HERE.parents[2] / "schemas/financial_patientfees_exemption/1.0/interactions"

# The cases that a flaw of the producer fails.
FAILED = {
    "producer/1.1.3": "reserve-number-other-id",
    "producer/1.2.2": "guardian-without-unit",
    "producer/1.7.9": "number-in-fault",
    "producer/1.7.17": "number-in-fault",
    "producer/2.3": "not-utf-16",
    "producer/5.2.4": "fee-of-nothing",
}
# What there is nothing to try with: certificates out of their time, and a router.
NOT_RUN = {"transport/1.6", "transport/1.7", *(f"transport/2.{number}" for number in range(1, 12))}

TARGET = """
environment = "test"
packages = ["{wsdl}"]

[subject]
organisation = "Region Exempel"
product = "Producenten i Python"
version = "1.0"
contract = "RequestExemptionStatuses 1.0"

[addresses]
producer = "{address}"

[logical_addresses]
producer = "14"

[tls]
certificate = "pki/tester.pem"
key = "pki/tester-key.pem"
trust = "pki/ca.pem"

[identities.revoked]
certificate = "pki/revoked.pem"
key = "pki/revoked-key.pem"

[identities.stranger]
certificate = "stranger/tester.pem"
key = "stranger/tester-key.pem"

[receiver]
listen = "127.0.0.1:{port}"
logical_address = "SE5565594230-HKS1"

[lengths]
load_seconds = 3
endurance_seconds = 3
recovery_seconds = 3
recovery_callers = 20
disclosure_seconds = 5
silence_seconds = 2

[variables]
transactionsAtRegion = "2"
transactionsLeft = "1"

{persons}
{omitted}
"""

PERSONS = {
    "personnummer": ("1.2.752.129.2.1.3.1", "191212121212"),
    "samordningsnummer": ("1.2.752.129.2.1.3.3", "198001612384"),
    "nrid": ("1.2.752.74.9.1", "00900101AAAA"),
    "lrid": ("1.2.752.97.3.1.3", "14X000000001"),
    "avgifter": ("1.2.752.129.2.1.3.1", "191212121212"),
    "frikort": ("1.2.752.129.2.1.3.1", "201201022397"),
    "gamla": ("1.2.752.129.2.1.3.1", "201201032388"),
    "okänd": ("1.2.752.129.2.1.3.1", "201201042387"),
    "makulerad": ("1.2.752.129.2.1.3.1", "201201052386"),
    "länkad": ("1.2.752.129.2.1.3.1", "201201062385"),
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def agreed_by_xmllint(report):
    """xmllint takes every payload of the cases that passed for valid, as the judge did."""
    seen = 0
    for path in (report / "underlag").glob("*.xml"):
        for body in xml.etree.ElementTree.parse(path).iter("{http://schemas.xmlsoap.org/soap/envelope/}Body"):
            contract = body[0].tag.split("}")[1].removesuffix("Response")
            schema = SCHEMAS / f"{contract}Interaction" / f"{contract}Responder_1.0.xsd"
            payload = xml.etree.ElementTree.tostring(body[0])
            command = ["xmllint", "--noout", "--nonet", "--schema", schema, "-"]
            answer = subprocess.run(command, input=payload, capture_output=True, check=False)
            assert answer.returncode == 0, f"{path.name}: xmllint refuses what was passed: {answer.stderr.decode()}"
            seen += 1
    return seen


def readable_document(path):
    """The self-declaration is a sound package: every part is XML, and every relation leads to a part."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        parts = {name: xml.etree.ElementTree.fromstring(package.read(name)) for name in package.namelist()}
    targets = {relation.get("Target") for relation in parts["word/_rels/document.xml.rels"]}
    assert {f"word/{target}" for target in targets} <= set(parts), targets
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{word}tc")] for row in parts["word/document.xml"].iter(f"{word}tr")]
    answers = {row[0]: row[2] for row in rows if len(row) == 6 and row[0].startswith("TF")}
    assert answers["TF 1.1.1"].startswith("☒ Ja") and "☒ Nej" in answers["TF 1.2.2"], answers


def judged(rivta, folder, report, *choice):
    pki, port = folder / "pki", free_port()
    subprocess.run([rivta, "pki", "--out", pki, "--party", "tester=SE5565594230-TESTER", "--party", "producer=SE2321000131-PYTHON",
                    "--party", "revoked=SE5565594230-REVOKED", "--revoked", "revoked"], check=True, capture_output=True)
    subprocess.run([rivta, "pki", "--out", folder / "stranger", "--party", "tester=SE5565594230-TESTER"], check=True, capture_output=True)
    command = [sys.executable, HERE / "producer.py", "--certificate", pki / "producer.pem", "--key", pki / "producer-key.pem",
               "--trust", pki / "ca.pem", "--revoked", pki / "crl.pem", "--receiver", f"https://localhost:{port}/"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as producer:
        try:
            address = producer.stdout.readline().strip()
            persons = "\n".join(f'[persons."{name}"]\nroot = "{root}"\nextension = "{extension}"'
                                for name, (root, extension) in PERSONS.items())
            omitted = "\n".join(f'[[omit]]\ncase = "{case}"\nreason = "prövas inte här"' for case in sorted(NOT_RUN))
            target = folder / "target.toml"
            target.write_text(TARGET.format(address=address, port=port, persons=persons, omitted=omitted, wsdl=HERE.parents[2] / "wsdl"))
            command = [rivta, "conform", "--target", target, "--cases", HERE.parents[1] / "cases", "--report", report, "--quiet"]
            return subprocess.run([*command, *choice], check=False).returncode
        finally:
            producer.kill()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rivta", required=True, type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path, help="where to leave the report; a temporary folder unless given")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or pathlib.Path(temporary)
        folder.mkdir(exist_ok=True)
        rivta, report = options.rivta.resolve(), folder / "report"
        code = judged(rivta, folder, report, "--area", "producer", "--area", "transport")
        outcome = json.loads((report / "rapport.json").read_text())
        verdicts = {f"{case['area']}/{case['id']}": case["verdict"] for case in outcome["cases"]}
        failed = {case for case, verdict in verdicts.items() if verdict == "failed"}
        not_run = {case for case, verdict in verdicts.items() if verdict == "not-run"}
        assert set(FAILED.values()) == set(FLAWS), "every flaw has a case that finds it"
        assert code == 1, f"red has exit code 1, not {code}"
        assert failed == set(FAILED), f"failed otherwise than expected: {sorted(failed ^ set(FAILED))}"
        assert not_run == NOT_RUN, f"not run otherwise than expected: {sorted(not_run ^ NOT_RUN)}"
        assert len(verdicts) > 100, len(verdicts)
        for path in report.rglob("*"):
            if path.is_file() and path.suffix != ".docx":
                assert "191212121212" not in path.read_text(), f"a person in {path.name}"
        readable_document(report / "sjalvdeklaration.docx")
        cases = ["1.1.1", "1.2.1", "1.2.3", "1.2.5", "1.4.1", "1.8.1", "2.7"]
        code = judged(rivta, folder, folder / "unmasked", "--unmasked", "--area", "producer", *(f"--case={case}" for case in cases))
        assert code == 0, f"green has exit code 0, not {code}"
        seen = agreed_by_xmllint(folder / "unmasked")
        assert seen >= 4 * len(cases), f"only {seen} payloads in {len(cases)} cases"
        print(f"python-producer: {len(verdicts)} cases, {len(failed)} of them red as they must be; xmllint agrees on {seen} payloads")


if __name__ == "__main__":
    main()
