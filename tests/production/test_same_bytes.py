"""The same input gives the same bytes, whoever makes them, where, when and in what order."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from support.tiny import TINY

from reports.production.maker import ReportMaker
from reports.production.products import REPORT
from reports.production.record import manifest
from reports.production.study import read

#: Loaded before the C library: for every process it is 400 days later.
_LATER = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
#include <sys/time.h>

static const time_t later = 400 * 86400;

int clock_gettime(clockid_t clock, struct timespec *now) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += later;
    return result;
}

time_t time(time_t *now) {
    struct timespec present;
    clock_gettime(CLOCK_REALTIME, &present);
    if (now) *now = present.tv_sec;
    return present.tv_sec;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec present;
    int result = clock_gettime(CLOCK_REALTIME, &present);
    now->tv_sec = present.tv_sec;
    now->tv_usec = present.tv_nsec / 1000;
    return result;
}
"""


def later(folder: Path) -> dict[str, str]:
    """The environment in which it is 400 days later; the present one where there is no compiler."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        return {}
    source, library = folder / "later.c", folder / "later.so"
    source.write_text(_LATER)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    environment = {"LD_PRELOAD": str(library)}
    code = "import datetime, time; print(datetime.date.today().toordinal(), int(time.time()))"
    there = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, check=True, capture_output=True
    ).stdout.split()
    assert int(there[0]) - datetime.date.today().toordinal() in (400, 401)
    assert int(there[1]) - time.time() > 399 * 86400
    return environment


def build(edition: Path, out: Path, *arguments: str, **environment: str) -> None:
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from reports.cli.main import main; main()",
            "build",
            str(edition),
            "-o",
            str(out),
            *arguments,
        ],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )


def test_the_same_input_gives_the_same_bytes(tiny_edition: Callable[..., Path], tmp_path: Path) -> None:
    """Two processes at a time in Warsaw, one more than a year later in Tokyo with another seed for its hash
    tables and another locale, and this process, in reverse order, make the same files.
    """
    names = {"Pierwszy": "Jodłowy", "Drugi": "Modrzew", "Trzeci": "Topolowy", "Czwarty": "Wierzba"}
    clusters = TINY["clusters.csv"]
    for word, name in names.items():  # the texts of the reports number too
        clusters = clusters.replace(word, name)
    edition = tiny_edition({"clusters.csv": clusters})
    build(edition, tmp_path / "a", "K01", "K02", "-j", "2", TZ="Europe/Warsaw", PYTHONHASHSEED="1")
    build(
        edition, tmp_path / "b", "K02", "-j", "1",
        TZ="Asia/Tokyo", PYTHONHASHSEED="2", LC_ALL="C", **later(tmp_path),
    )  # fmt: skip
    make = ReportMaker(read(edition)).prepare()
    here = {key: make(key) for key in ("K02", "K01")}

    def found(out: str, key: str) -> dict[str, bytes]:
        base = tmp_path / out / "tiny-2018"
        return {kind: (base / path).read_bytes() for kind, path in REPORT.paths(key).items()}

    assert found("a", "K01") == here["K01"]
    assert found("a", "K02") == found("b", "K02") == here["K02"]
    one, other = (manifest.read(tmp_path / out / "tiny-2018").entries["K02"] for out in ("a", "b"))
    assert one == other
