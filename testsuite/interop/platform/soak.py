"""A router under steady load with disturbances on: its memory stays flat, and nothing fails that was not ordered.

The load is what one Python process sends on eight connections. Every tenth second the router's resident memory is read. The
first fifth of the time is for warming up.
"""

import argparse
import collections
import concurrent.futures
import pathlib
import sys
import tempfile
import time

import requests

from run import Place, Router, envelope, running, wait_for

WORKERS = 8
# A sender's calls to these addresses are disturbed; every tenth call goes to one of them.
ORDERED = {"FAULT": "cut", "FAULT-200": "reset", "HTML": "empty", "EMPTY": "fault", "CLOSE": "twice"}


def resident(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


def order(place):
    with open(place.folder / "router.toml", "a") as configuration:
        for receiver, action in ORDERED.items():
            configuration.write(f'[[disturbance]]\nreceiver = "{receiver}"\naction = "{action}"\n')


def calls(place, router, end, worker):
    """Counts good calls, ordered failures, and failures that nobody ordered."""
    session, counts, number = place.session(), collections.Counter(), worker
    disturbed = list(ORDERED)
    while time.monotonic() < end:
        number += 1
        receiver = disturbed[number // 10 % len(disturbed)] if number % 10 == 0 else "GOOD"
        try:
            answer = session.post(f"https://localhost:{router.tls}/vp", data=envelope(receiver), timeout=30)
            good = answer.status_code == 200 and "RequestExemptionStatusesResponse" in answer.text
        except requests.RequestException:
            good = False
        counts["ordered" if receiver != "GOOD" else "good" if good else "unordered"] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivta", required=True, type=pathlib.Path, help="the rivta binary")
    parser.add_argument("--minutes", required=True, type=float, help="how long")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(pathlib.Path(folder), arguments.rivta.resolve())
        place.write_catalogue()
        place.write_router()
        order(place)
        producer = place.start_producer()
        with running(producer):
            wait_for(place.producer)
            router = Router(place)
            with running(router.process), concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
                begin = time.monotonic()
                end = begin + 60 * arguments.minutes
                working = [pool.submit(calls, place, router, end, worker) for worker in range(WORKERS)]
                warm, samples = begin + (end - begin) / 5, []
                while time.monotonic() < end:
                    time.sleep(min(10, max(0.1, (end - time.monotonic()) / 20)))
                    if time.monotonic() >= warm:
                        samples.append(resident(router.process.pid))
                counts = sum((work.result() for work in working), collections.Counter())
    half = len(samples) // 2
    early, late = max(samples[:half]), max(samples[half:])
    print(f"{counts['good']} calls answered, {counts['ordered']} disturbed as ordered, {counts['unordered']} failed otherwise; "
          f"memory {early} KiB at most in the first half after warming up, {late} KiB in the second")
    assert counts["unordered"] == 0 and counts["good"] > 0, counts
    assert late <= early * 1.05 + 2048, (early, late)
    return 0


if __name__ == "__main__":
    sys.exit(main())
