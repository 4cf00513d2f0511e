"""Our Schematron against Saxon.

1. Expressions: every line of expressions.txt, evaluated at a node of messages/expressions.xml by `rivta schematron` (as a
   value-of in a report) and by Saxon-HE (as an xsl:value-of): the same text, or both fail.
2. Rules: every file in rules/ on every message it is meant for, and on damaged copies of it, by `rivta schematron` and by
   the ISO skeleton (from lxml's resources, made to emit XSLT 2.0) on Saxon-HE: the same failed assertions at the same nodes
   with the same messages, the same contexts fired equally often, or both fail.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import lxml.isoschematron
from lxml import etree
from saxonche import PySaxonProcessor

HERE = pathlib.Path(__file__).parent
XSL = "http://www.w3.org/1999/XSL/Transform"
ISO = "http://purl.oclc.org/dsdl/schematron"
SVRL = "http://purl.oclc.org/dsdl/svrl"
SKELETON = pathlib.Path(lxml.isoschematron.__file__).parent / "resources" / "xsl" / "iso-schematron-xslt1"


def collapsed(text):
    return " ".join(text.split())


class Rivta:
    def __init__(self, binary, clock):
        self.binary = binary
        self.clock = clock

    def judge(self, rules, messages):
        """The reports on the files, or None when the rules cannot be used."""
        command = [self.binary, "schematron", "--json", "--fired", "--clock", self.clock, str(rules)]
        done = subprocess.run(command + [str(m) for m in messages], capture_output=True, text=True)
        if done.returncode not in (0, 1, 2):
            raise SystemExit(f"rivta schematron ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)["files"] if done.stdout else None


# ---------------------------------------------------------------- expressions

RULES = """<schema xmlns="{iso}" queryBinding="xslt2"><ns prefix="o" uri="urn:other"/>
<pattern><rule context="record[2]"><report test="true()"><value-of select={select}/></report></rule></pattern></schema>"""
STYLESHEET = """<xsl:stylesheet version="2.0" xmlns:xsl="{xsl}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:other">
<xsl:output method="text"/><xsl:template match="/"><xsl:for-each select="//record[2]"><xsl:value-of select={select}/></xsl:for-each>
</xsl:template></xsl:stylesheet>"""


def quoted(expression):
    from xml.sax.saxutils import quoteattr

    return quoteattr(expression).replace("\n", "&#10;")


def read_expressions():
    """One a line; a text that is not closed goes on in the next line."""
    pending = ""
    for line in (HERE / "expressions.txt").read_text().splitlines():
        if not pending and (line.startswith("#") or not line):
            continue
        pending = f"{pending}\n{line}" if pending else line
        if pending.count('"') % 2 == 0:
            yield pending
            pending = ""


def saxon_value(processor, expression, message):
    try:
        xslt = processor.new_xslt30_processor()
        sheet = xslt.compile_stylesheet(stylesheet_text=STYLESHEET.format(xsl=XSL, select=quoted(expression)))
        return collapsed(sheet.transform_to_string(source_file=str(message)) or "")
    except Exception:
        return None


def rivta_value(rivta, expression, message, folder):
    rules = folder / "expression.sch"
    rules.write_text(RULES.format(iso=ISO, select=quoted(expression)))
    reports = rivta.judge(rules, [message])
    if reports is None or reports[0]["valid"] is None:
        return None
    return reports[0]["findings"][0]["message"]


def compare_expressions(processor, rivta, folder, keep):
    message = HERE / "messages" / "expressions.xml"
    count = wrong = 0
    answers = {}
    for expression in read_expressions():
        ours, theirs = rivta_value(rivta, expression, message, folder), saxon_value(processor, expression, message)
        count += 1
        answers[expression] = theirs
        if ours != theirs:
            wrong += 1
            print(f"  {expression}\n    rivta {ours!r}\n    Saxon {theirs!r}")
    if keep:
        (HERE / "expressions.saxon.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    print(f"expressions: {count - wrong} of {count} alike")
    return wrong


# ---------------------------------------------------------------------- rules


def skeleton(name, changes=()):
    text = (SKELETON / name).read_text()
    for old, new in changes:
        assert old in text, (name, old)
        text = text.replace(old, new)
    folder = pathlib.Path(tempfile.mkdtemp())
    for other in SKELETON.glob("*.xsl"):
        (folder / other.name).write_text(other.read_text())
    (folder / name).write_text(text)
    return etree.XSLT(etree.parse(str(folder / name)))


class Official:
    """The skeleton's three steps, with the differences that the XSLT 2 edition has: parameters are not replaced in text."""

    def __init__(self, processor):
        self.processor = processor
        self.include = skeleton("iso_dsdl_include.xsl")
        self.expand = skeleton(
            "iso_abstract_expand.xsl",
            [('<xsl:when test="self::text()">', '<xsl:when test="false()">'),
             ("name()='path'  ]", "name()='path' or name()='value']"),
             ("[name()!='path']", "[name()!='path'][not(name()='value' and local-name(..)='let')]")],
        )
        self.emit = skeleton("iso_svrl_for_xslt1.xsl")

    def compile(self, rules):
        tree = etree.parse(str(rules))
        tree.getroot().set("queryBinding", "xslt")
        sheet = etree.fromstring(bytes(self.emit(self.expand(self.include(tree)))))
        sheet.set("version", "2.0")
        # The XSLT 2 edition declares it in every stylesheet; lxml cannot add a declaration to an element.
        text = etree.tostring(sheet).decode()
        if "xs" not in sheet.nsmap:
            text = text.replace(":stylesheet ", ':stylesheet xmlns:xs="http://www.w3.org/2001/XMLSchema" ', 1)
        return self.processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)

    def judge(self, sheet, message):
        try:
            report = sheet.transform_to_string(source_file=str(message))
        except Exception:
            return None
        tree = etree.fromstring(report.encode())
        document = etree.parse(str(message))
        found = collections.Counter()
        for finding in tree.iter(f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report"):
            node = canonical(document, finding.get("location"), {})
            # The skeleton loses white space between the parts of a message.
            found[written(finding.get("test")), node, "".join((finding.findtext(f"{{{SVRL}}}text") or "").split())] += 1
        fired = collections.Counter(written(rule.get("context")) for rule in tree.iter(f"{{{SVRL}}}fired-rule"))
        return found, fired


def written(test):
    """The skeleton puts tests and contexts into attribute value templates, which evaluates what stands in curly brackets."""
    return re.sub(r"[{}, ]", "", test)


def canonical(document, path, namespaces):
    """A path that says the same however the node was found."""
    node = document.xpath(path, namespaces=namespaces) if path not in ("", "/") else None
    if node is None:
        return "/"
    if not node:
        # Of an attribute the skeleton tells the name only.
        return path
    node = node[0]
    if isinstance(node, etree._ElementUnicodeResult):
        return f"/@{node.attrname}"
    return document.getpath(node)


def ours(report, message):
    if report["valid"] is None:
        return None
    document = etree.parse(str(message))
    namespaces = {p: u for e in document.iter(etree.Element) for p, u in e.nsmap.items() if p}
    found = collections.Counter()
    for finding in report["findings"]:
        # A name without prefix may be in a default namespace, which lxml's paths cannot say.
        path = re.sub(r"/([\w.-]+)(?=/|\[|$)", r"/*[local-name() = '\1']", finding["location"])
        found[written(finding["test"]), canonical(document, path, namespaces), "".join(finding["message"].split())] += 1
    return found, collections.Counter(written(fired["context"]) for fired in report.get("fired", []))


def damaged(document, seed):
    """A copy with a few elements and attributes removed, doubled, emptied, moved or changed."""
    choose = random.Random(seed)
    root = etree.fromstring(etree.tostring(document))
    values = ["", " ", "x", "0", "1", "-1", "2026-05-10", "2026-02-30", "20260510", "99999999", "true", "1.2.752.129.2.1.4.1",
              "SEK", "CARE_VISIT", "CAREGIVER", "CITIZEN", "å", " 5 ", "INF", "12.50"]
    for _ in range(choose.randint(1, 4)):
        elements = [e for e in root.iter(etree.Element) if e.getparent() is not None]
        if not elements:
            break
        element = choose.choice(elements)
        what = choose.randrange(7)
        if what == 0:
            element.getparent().remove(element)
        elif what == 1:
            element.addnext(etree.fromstring(etree.tostring(element)))
        elif what == 2:
            for child in list(element):
                element.remove(child)
            element.text = choose.choice(values)
        elif what == 3:
            leaves = [e for e in elements if len(e) == 0] or elements
            choose.choice(leaves).text = choose.choice(values)
        elif what == 4 and element.attrib:
            name = choose.choice(list(element.attrib))
            element.set(name, choose.choice(values))
        elif what == 5 and element.attrib:
            del element.attrib[choose.choice(list(element.attrib))]
        else:
            element.insert(0, etree.Comment("put in"))
    return root


def pairs_of_rules():
    """Rule files with the messages they are meant for: those made for this comparison, and our own rules on the corpus."""
    for rules in sorted((HERE / "rules").glob("*.sch")):
        yield rules, sorted((HERE / "messages").glob(f"{rules.stem}*.xml"))
    suite = HERE.parent.parent
    for rules in sorted((suite / "rules").glob("*/*.xml")):
        folder, names = ("itintegration_engagementindex", "update_*.xml") if "update" in rules.name else (rules.parent.name, "process_*.xml")
        # lxml, which damages them, does not read every encoding there.
        yield rules, [m for m in sorted((suite / "corpus" / folder / "valid").glob(names)) if b"\0" not in m.read_bytes()]


def compare_rules(processor, rivta, folder, copies):
    official = Official(processor)
    pairs = wrong = failing = both_fail = 0
    for rules, messages in pairs_of_rules():
        sheet = official.compile(rules)
        for message in messages:
            files = [message]
            for seed in range(copies):
                file = folder / f"{message.stem}-{seed}.xml"
                file.write_bytes(etree.tostring(damaged(etree.parse(str(message)).getroot(), f"{message.name}{seed}")))
                files.append(file)
            reports = rivta.judge(rules, files)
            if reports is None:
                raise SystemExit(f"{rules.name} cannot be compiled by rivta")
            for file, report in zip(files, reports):
                mine, theirs = ours(report, file), official.judge(sheet, file)
                pairs += 1
                both_fail += mine is None and theirs is None
                failing += bool(theirs and theirs[0])
                if mine != theirs:
                    wrong += 1
                    show(rules, file, mine, theirs, report)
    print(f"rules: {pairs - wrong} of {pairs} messages judged alike ({failing} with findings, {both_fail} where both fail)")
    return wrong


def show(rules, file, mine, theirs, report):
    kept = pathlib.Path(tempfile.gettempdir()) / f"differs-{file.name}"
    kept.write_bytes(file.read_bytes())
    print(f"  {rules.name} on {kept}")
    if mine is None or theirs is None:
        print(f"    rivta {'fails: ' + str(report.get('reason')) if mine is None else 'judges'}, Saxon {'fails' if theirs is None else 'judges'}")
        return
    for name, left, right in zip(("findings", "fired"), mine, theirs):
        for key in (left - right):
            print(f"    only rivta, {name}: {key}")
        for key in (right - left):
            print(f"    only Saxon, {name}: {key}")


def without_chatter():
    """Saxon writes every error to standard error as well; the differences are what is of interest here."""
    sys.stderr = os.fdopen(os.dup(2), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivta", required=True)
    parser.add_argument("--copies", type=int, default=40, help="damaged copies of each message")
    parser.add_argument("--keep", action="store_true", help="write Saxon's answers to expressions.saxon.json")
    parser.add_argument("--only", choices=["expressions", "rules"])
    options = parser.parse_args()
    without_chatter()
    with PySaxonProcessor(license=False) as processor, tempfile.TemporaryDirectory() as folder:
        clock = processor.new_xpath_processor().evaluate("string(current-dateTime())").head.get_string_value()
        rivta, folder = Rivta(options.rivta, clock), pathlib.Path(folder)
        wrong = 0
        if options.only != "rules":
            wrong += compare_expressions(processor, rivta, folder, options.keep)
        if options.only != "expressions":
            wrong += compare_rules(processor, rivta, folder, options.copies)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
