"""The judge against xmllint.

Runs the suites against the demonstration, takes every message of the run, requests and answers alike, and has its payload
judged by the schemas twice: by `rivta validate`, which judges as the suites do, and by xmllint. They must agree on each.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from lxml import etree

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
RESPONDER = "urn:riv:financial:patientfees:exemption:%sResponder:1"


def schemas():
    """The schema of each payload namespace, laid out as published."""
    found = {}
    folder = ROOT / "schemas" / "financial_patientfees_exemption" / "1.0" / "interactions"
    for contract in ("RequestExemptionStatuses", "ProcessExemptionStatuses"):
        file = next((folder / f"{contract}Interaction").glob(f"{contract}Responder_*.xsd"))
        found[RESPONDER % contract] = file
    return found


def messages(rivta, work):
    report = work / "report"
    command = [rivta, "conform", "--demo", "--quiet", "--report", str(report), "--unmasked"]
    command += ["--area", "producer", "--area", "consumer", "--area", "router"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"the suites were red:\n{done.stdout}{done.stderr}")
    outcome = json.loads((report / "rapport.json").read_text())
    for case in outcome["cases"]:
        for exchange in case["exchanges"]:
            yield exchange["request"]
            yield exchange["response"]


def payload(text):
    """The first child of Body, or None for what is no envelope or holds a fault."""
    parser = etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-16"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    body = root.find(f"{SOAP}Body")
    child = next((node for node in (body if body is not None else []) if isinstance(node.tag, str)), None)
    return None if child is None or child.tag == f"{SOAP}Fault" else child


def by_rivta(rivta, files):
    command = [rivta, "validate", "--json", "--package", str(ROOT / "wsdl")] + [str(file) for file in files]
    done = subprocess.run(command, capture_output=True, text=True)
    return [report["verdict"] == "ok" for report in json.loads(done.stdout)["files"]]


def by_xmllint(schema, file):
    command = ["xmllint", "--nonet", "--noout", "--schema", str(schema), str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"xmllint ended with {done.returncode}: {done.stderr}")
    return done.returncode == 0


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rivta", required=True)
    rivta = str(pathlib.Path(arguments.parse_args().rivta).resolve())
    known, seen = schemas(), {}
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for text in messages(rivta, work):
            node = payload(text)
            if node is None or etree.QName(node).namespace not in known:
                continue
            bytes_ = etree.tostring(node, encoding="UTF-8", xml_declaration=True)
            file = work / f"{len(seen)}.xml"
            if bytes_ not in seen:
                file.write_bytes(bytes_)
                seen[bytes_] = (file, known[etree.QName(node).namespace])
        judged = list(seen.values())
        ours = by_rivta(rivta, [file for file, _ in judged])
        theirs = [by_xmllint(schema, file) for file, schema in judged]
        differ = [file.name for (file, _), a, b in zip(judged, ours, theirs) if a != b]
        print(f"{len(judged)} messages, {theirs.count(False)} invalid, {len(differ)} judged differently")
        if differ or len(judged) < 100 or not any(theirs) or all(theirs):
            for name in differ:
                print((work / name).read_text(), file=sys.stderr)
            raise SystemExit(1)


if __name__ == "__main__":
    main()
