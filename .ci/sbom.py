#!/usr/bin/env python3
"""The bill of materials of the program: what is installed beside the scores, as CycloneDX 1.6 (JSON).

    .venv/bin/python .ci/sbom.py [FILE]

Versions and hashes are those of requirements.lock; licences and dependencies what the installed packages
state, for Linux and the oldest Python that is promised. The same lock gives the same bytes: there is neither
clock nor random number in it. A package has several files, one for each platform, and so several hashes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
_WHERE = {
    "sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "extra": "",
    "python_version": "3.11", "python_full_version": "3.11.0", "platform_python_implementation": "CPython",
}  # fmt: skip


def locked(lock: Path) -> dict[str, tuple[str, list[str]]]:
    """Name -> version and hashes, in the order of the lock."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if pin := _PIN.match(line):
            name = canonicalize_name(pin[1])
            found[name] = pin[2], []
        if digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found[name][1].append(digest[1])
    return found


def purl(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def needs(requirements: list[str], pins: dict[str, tuple[str, list[str]]]) -> list[str]:
    """Which of the pinned packages these requirements are."""
    read = (Requirement(text) for text in requirements)
    names = {
        canonicalize_name(one.name) for one in read if one.marker is None or one.marker.evaluate(dict(_WHERE))
    }
    return sorted(purl(name, pins[name][0]) for name in names if name in pins)


def licences(name: str) -> Iterator[dict[str, Any]]:
    """What a package says of its licence: an SPDX expression, or else its own words."""
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:  # it belongs to another platform
        return
    if expression := about.get("License-Expression"):
        yield {"expression": expression}
        return
    classified = [
        text.rpartition(" :: ")[2] for text in about.get_all("Classifier", ()) if "License ::" in text
    ]
    told = (about.get("License") or "").strip()
    for words in classified or [told] * ("\n" not in told and bool(told)):
        yield {"license": {"name": words}}


def requirements_of(name: str) -> list[str]:
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return []


def bill(lock: Path) -> dict[str, Any]:
    """The bill of materials for a lock file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = re.search(
        r'__version__ = "([^"]+)"', (ROOT / "reports/__init__.py").read_text(encoding="utf-8")
    )
    if version is None:
        raise SystemExit("reports/__init__.py names no version")
    pins = locked(lock)
    own = {"type": "application", "name": "cluster-reports", "version": version[1]}
    own["purl"] = own["bom-ref"] = purl(own["name"], own["version"])
    components, graph = [], []
    direct = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    graph.append({"ref": own["bom-ref"], "dependsOn": needs(direct, pins)})
    for name, (number, hashes) in sorted(pins.items()):
        ref = purl(name, number)
        components.append(
            {
                "type": "library",
                "bom-ref": ref,
                "name": name,
                "version": number,
                "purl": ref,
                "licenses": list(licences(name)),
                "properties": [{"name": "cluster-reports:sha256", "value": one} for one in hashes],
            }
        )
        graph.append({"ref": ref, "dependsOn": needs(requirements_of(name), pins)})
    content = json.dumps([own, components, graph], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"component": {**own, "licenses": [{"expression": project["project"]["license"]}]}},
        "components": components,
        "dependencies": graph,
    }


def main() -> int:
    """Write the bill, to the file that is named or to standard output."""
    text = json.dumps(bill(ROOT / "requirements.lock"), ensure_ascii=False, indent=1) + "\n"
    if len(sys.argv) > 1:
        path = Path(sys.argv[1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"Written: {path}")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
