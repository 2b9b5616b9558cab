"""What the programs of this folder share: how long they run, and what they print.

Each is called as PROGRAM WORK SECONDS and prints one JSON object: {"steps_per_second": …, "threads": …, "versions": {…}},
or {"missing": "…"} when Python lacks a package.
"""

import importlib
import json
import platform
import sys
import time


def need(*packages):
    """Imports packages; says which is missing and ends the program where one is."""
    modules = []
    for package in packages:
        try:
            modules.append(importlib.import_module(package))
        except Exception as error:
            print(json.dumps({"missing": f"{package}: {type(error).__name__}: {error}"}))
            sys.exit(0)
    return modules


def rate(update, steps, seconds):
    """Steps a second of a function that does so many per call; a quarter of the time before that to warm up."""
    for limit in (seconds / 4, seconds):
        begin, calls = time.perf_counter(), 0
        while True:
            update()
            calls += 1
            elapsed = time.perf_counter() - begin
            if elapsed >= limit and calls >= 5:
                break
    return calls * steps / elapsed


def report(steps_per_second, *packages):
    """Prints the result with the versions of what was used."""
    import torch

    versions = {"python": platform.python_version()}
    versions.update({package.__name__: str(getattr(package, "__version__", "unknown")) for package in (torch, *packages)})
    print(json.dumps({"steps_per_second": round(steps_per_second, 1), "threads": torch.get_num_threads(), "versions": versions}))


def arguments(works):
    """WORK and SECONDS of the command line."""
    if len(sys.argv) != 3 or sys.argv[1] not in works or not float(sys.argv[2]) > 0:
        sys.exit(f"{sys.argv[0]} {'|'.join(works)} SECONDS")
    return sys.argv[1], float(sys.argv[2])
