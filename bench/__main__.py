"""`python -m bench [--json] [SECTION ...]`: what this machine measures, beside the peers."""

import argparse
import json
import os
import platform
import sys
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

from rich.console import Console

from bench.report import as_json, show

SECTIONS = ("calendars", "slack", "teams", "opening", "large", "storm")
PACKAGES = ("holidays", "tzdata", "sqlalchemy", "slack-bolt", "botbuilder-core", "aiohttp", "pyjwt")
PEERS = ("pandas", "numpy", "workclock", "businesstimedelta", "psycopg")


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        **{name: version(name) for name in PACKAGES},
        **{name: version(name) for name in PEERS if find_spec(name) is not None},
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123
            for line in lines:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main() -> int:
    """Measure the sections named, or all of them."""
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    reader.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    asked = reader.parse_args()
    for name in asked.sections:
        if name not in SECTIONS:
            reader.error(f"no section {name}; there are {', '.join(SECTIONS)}")
    console = Console(stderr=asked.json)
    if not console.is_terminal:
        console.width = 120
    found = {}
    missed = 0
    for name in asked.sections or SECTIONS:
        section = import_module(f"bench.{name}")
        with console.status(f"measuring {name}"):
            rows = section.measure()
        found[name] = as_json(rows)
        missed += sum(row.met is False for row in rows)
        if not asked.json:
            show(section.TITLE, rows, console)
    if asked.json:
        print(json.dumps({"machine": machine(), "sections": found}, indent=2))
    else:
        for name, value in machine().items():
            console.print(f"[dim]{name}: {value}[/]", highlight=False)
        console.print("Every aim is met." if not missed else f"{missed} aims are not met.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
