"""What some work costs, told so that a slow or busy machine does not change the answer."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from time import thread_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

__all__ = ["calls", "seconds"]


def calls(work: Callable[[], object]) -> int:
    """Count the calls that some work makes, into Python and into C: steps that are the same on any machine."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    with _no_collection():
        before = sys.getprofile()
        sys.setprofile(counted)
        try:
            work()
        finally:
            sys.setprofile(before)
    return count


def seconds(work: Callable[[], object]) -> float:
    """
    Measure the processor time of this thread, in which other processes and threads have no part.

    A slow machine may still take ten times as long as a fast one. So it is for steps that no call shows, as those of
    a pattern, and for limits that only work of another order exceeds: hours where there should be milliseconds.
    """
    with _no_collection():
        start = thread_time()
        work()
        return thread_time() - start


@contextmanager
def _no_collection() -> Iterator[None]:
    """Collect no garbage, of whoever it is: it comes at any time, and those who are told of it have their own work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
