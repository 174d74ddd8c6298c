"""The software bill of materials: what is in the program, for those who look for known weaknesses (CycloneDX 1.6)."""

import json
import platform
import sqlite3
import ssl
import tkinter as tk
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata

from package.contents import normal
from package.licences import licence_of
from package.release import VERSION, epoch


def bill(found: Iterable[metadata.Distribution]) -> str:
    """Return the bill as JSON.

    Args:
        found: The distributions of which something is in the program.
    """
    own = {
        "type": "application",
        "bom-ref": "desktop-chat",
        "name": "desktop-chat",
        "version": VERSION,
        "licenses": [{"expression": "MIT AND OFL-1.1"}],
    }
    parts = [
        *interpreter(),
        *(component(one.name, one.version, licence_of(one), f"pkg:pypi/{normal(one.name)}@{one.version}") for one in found),
    ]
    when = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": when, "component": own},
        "components": parts,
        "dependencies": [{"ref": "desktop-chat", "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def component(name: str, version: str, licence: str, purl: str) -> dict[str, object]:
    """Return one part; its licence by its name where that is not an expression of SPDX."""
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "licenses": [{"license": {"name": licence}}],
        "purl": purl,
    }


def interpreter() -> list[dict[str, object]]:
    """Return Python and the libraries that are built into it."""
    openssl = ssl.OPENSSL_VERSION.split()[1]
    tcl = tk.Tcl().call("info", "patchlevel")
    versions = (
        ("python", platform.python_version(), "PSF-2.0"),
        ("openssl", openssl, "Apache-2.0"),
        ("sqlite", sqlite3.sqlite_version, "blessing"),
        ("tcl-tk", str(tcl), "TCL"),
    )
    return [component(name, version, licence, f"pkg:generic/{name}@{version}") for name, version, licence in versions]
