"""
Who looks on while a test sees responses: the pytest plugin, for as long as a test runs, and otherwise nobody.

The assertions tell it what they see. Nothing is kept here, and nothing is judged.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import attrs

from statuskit.messages import Response, view, view_request

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

__all__ = ["Recorder", "exchange", "lint_response", "recording", "tell"]

# What takes a response, with the request that it answers where that is known, and the ids of rules to be left out.
Recorder: TypeAlias = "Callable[[Response, str | Iterable[str]], None]"

_T = TypeVar("_T")

# A task has it from the test that started it; a thread that a test starts has none.
_RECORDER: Final[ContextVar[Recorder | None]] = ContextVar("statuskit.testing.recorder", default=None)


@contextmanager
def recording(recorder: Recorder) -> Generator[None, None, None]:
    """Let `recorder` look on."""
    token = _RECORDER.set(recorder)
    try:
        yield
    finally:
        _RECORDER.reset(token)


def tell(response: object, seen: Response, ignore: str | Iterable[str] = ()) -> None:
    """Tell whoever looks on of a response; `seen` is what it says. A status line alone is none."""
    recorder = _RECORDER.get()
    # No field of a status line is known, so it cannot be wrong to have none.
    if recorder is not None and not isinstance(response, str):
        recorder(seen, ignore)


def lint_response(response: _T, request: object = None) -> _T:
    """
    Let the pytest plugin look at a response, and return it; nothing fails here.

    With `--statuskit=report` what is wrong with it is told at the end of the run, and with `--statuskit=fail` the test
    fails when it is over. Without either, and outside of a test, nothing is checked.

    Args:
        response: what `messages.view()` reads: the response of any library.
        request: the request that it answers, where the response does not know it.

    Raises:
        InvalidMessageError: a TypeError: if `response` or `request` is none.
    """
    tell(response, exchange(response, request))
    return response


def exchange(response: object, request: object = None) -> Response:
    """
    Return what a response says, with the request that it answers where one is given.

    Raises:
        InvalidMessageError: a TypeError: if `response` or `request` is none.
    """
    seen = view(response)
    if request is None:
        return seen
    return attrs.evolve(seen, request=view_request(request))
