"""A foreign client of the addressing catalogue: Python zeep against `rivta route serve`.

Writes a catalogue, serves it, loads each WSDL over ?wsdl with everything it imports, asks all questions and compares
the answers with what was written.
"""

import argparse
import pathlib
import subprocess
import tempfile

import zeep

CONTRACT = "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1"
INDEX = "SE5565594230-EI"
CATALOGUE = f"""
environment = "test"

[[route]]
receiver = "SE2321000016-1234"
contract = "{CONTRACT}"
address = "https://localhost:9443/notify?a=1&b=2"
profile = "RIVTABP21"
valid_from = 2026-01-01
valid_to = 2126-01-01T00:00:00

[[permission]]
receiver = "SE2321000016-1234"
contract = "{CONTRACT}"
sender = "{INDEX}"
filter = [{{ service_domain = "riv:crm:requeststatus", categorization = ["req-act"] }}]

[[permission]]
receiver = "SE2321000016-1235"
contract = "{CONTRACT}"
sender = "{INDEX}"
valid_to = 2020-12-31
"""


def client(base, path):
    return zeep.Client(f"{base}{path}?wsdl")


def check_rows(base):
    service = client(base, "/SokVagvalsInfo/v2").service
    (route,) = service.hamtaAllaVirtualiseringar()
    assert route.receiverId == "SE2321000016-1234", route
    assert route.tjansteKontrakt == CONTRACT, route
    assert route.rivProfil == "RIVTABP21", route
    assert route.adress == "https://localhost:9443/notify?a=1&b=2", route
    assert route.fromTidpunkt.isoformat() == "2026-01-01T00:00:00", route
    assert route.fromTidpunkt.tzinfo is None, route
    permissions = service.hamtaAllaAnropsBehorigheter()
    assert [row.receiverId for row in permissions] == ["SE2321000016-1234", "SE2321000016-1235"], permissions
    (limit,) = permissions[0].filterInfo
    assert (limit.serviceDomain, limit.categorization) == ("riv:crm:requeststatus", ["req-act"]), limit
    (contract,) = service.hamtaAllaTjanstekontrakt()
    assert (contract.namnrymd, contract.majorVersion) == (CONTRACT, 1), contract
    (component,) = service.hamtaAllaTjanstekomponenter()
    assert (component.hsaId, len(component.anropsbehorighetInfo)) == (INDEX, 2), component


def check_supported(base):
    for path in ["/GetSupportedServiceContracts", "/GetSupportedServiceContracts/v2"]:
        service = client(base, path).service

        def ask(**question):
            answer = service.GetSupportedServiceContracts(_soapheaders={"LogicalAddress": "x"}, **question)
            body = getattr(answer, "body", answer)
            return [found.ServiceContractNamespace for found in body.serviceContractNamespace]

        known = {"serviceConsumerHsaId": INDEX, "logicalAdress": "se2321000016-1234"}
        assert ask(**known) == [CONTRACT], path
        assert ask(serviceConsumerHsaId=INDEX, logicalAdress="SE2321000016-1235") == [], path
        try:
            ask(serviceConsumerHsaId=INDEX, logicalAdress="")
            raise SystemExit(f"{path}: an empty address was answered")
        except zeep.exceptions.Fault as fault:
            assert "LogicalAddress must not be empty or null" in fault.message, fault.message


def check_addressees(base):
    service = client(base, "/GetLogicalAddresseesByServiceContract/v2").service
    answer = service.GetLogicalAddresseesByServiceContract(
        serviceConsumerHsaId=INDEX.lower(),
        serviceContractNameSpace={"ServiceContractNamespace": CONTRACT},
        _soapheaders={"LogicalAddress": "x"},
    )
    body = getattr(answer, "body", answer)
    records = [(record.logicalAddress, len(record.filter)) for record in body.logicalAddressRecord]
    assert records == [("SE2321000016-1234", 1), ("SE2321000016-1235", 0)], records


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rivta", required=True, help="the program")
    program = pathlib.Path(parser.parse_args().rivta).resolve()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = pathlib.Path(folder, "catalogue.toml")
        catalogue.write_text(CATALOGUE)
        command = [program, "route", "serve", "--catalog", catalogue, "--listen", "127.0.0.1:0"]
        serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            base = serving.stdout.readline().strip().removesuffix("/SokVagvalsInfo/v2")
            check_rows(base)
            check_supported(base)
            check_addressees(base)
        finally:
            serving.kill()
            serving.wait()
    print("zeep and the addressing catalogue agree")


if __name__ == "__main__":
    main()
