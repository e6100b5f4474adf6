"""How a command ends that is asked to: SIGTERM (a shutdown, a service) and SIGHUP (its terminal was closed)
end it as Ctrl-C does, in order, and its exit status says which it was.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

#: What ends a command; Windows has no SIGHUP.
NAMES = ("SIGTERM", "SIGHUP")


@contextmanager
def in_order() -> Iterator[None]:
    """A signal ends the block as Ctrl-C would, once: what is under way is left whole, processes are ended.
    The exit status is then 128 and the number of the signal (143 for SIGTERM, 129 for SIGHUP). A signal that
    is ignored, as by nohup, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if not received:  # the second one must not disturb the end
            received.append(number)
            raise KeyboardInterrupt

    before: dict[int, Any] = {}
    for name in NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, stop)
    try:
        yield
    except (SystemExit, KeyboardInterrupt):
        if not received:
            raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if received:
        sys.exit(128 + received[0])
