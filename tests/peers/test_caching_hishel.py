"""hishel's caching beside ours: storing, lifetimes, ages and reuse, every difference listed with its section."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import hishel
import pytest
from caching.truth import ZERO
from peers.caching_grid import (
    URL,
    Case,
    Difference,
    compared,
    freshened,
    reuses,
    stores,
    to_age,
    to_reuse,
    to_store,
)

if TYPE_CHECKING:
    from collections.abc import Callable

METHODS = ["GET", "HEAD", "POST"]  # which ours understands
FORBIDDEN = {429, 428, 431, 511}

# --- storing ----------------------------------------------------------------------------------------------------------

STORING = (
    Difference(
        "RFC 6585 §4",
        "a 429 must not be stored; hishel stores it with any lifetime",
        "no",
        lambda case: case.status in FORBIDDEN,
    ),
    Difference(
        "RFC 9111 §5.2.1.5",
        "no-store in a request keeps the response out; hishel does not read it",
        "no",
        lambda case: "no-store" in case.asked.lower(),
    ),
    Difference(
        "RFC 9110 §9.1",
        "methods are case-sensitive, and 'get' is unknown; hishel compares them in upper case",
        "no",
        lambda case: case.method == "get",
    ),
    Difference(
        "RFC 9110 §9.3.3",
        "a response to POST is cacheable only with a lifetime and its own Content-Location; hishel stores any",
        "no",
        lambda case: case.method == "POST" and not (case.location and (case.expires or case.says("max-age"))),
    ),
    Difference(
        "RFC 9111 §5.2.2.3",
        "must-understand makes a cache that understands the status ignore no-store; hishel does not use it",
        "yes",
        lambda case: case.says("must-understand"),
    ),
    Difference(
        "RFC 9111 §3",
        "a max-age directive allows to store, be it well or not (and is then stale); hishel drops an invalid one",
        "yes",
        lambda case: case.control == "max-age=soon",
    ),
    Difference(
        "RFC 7725 §3",
        "a 451 is cacheable by default; hishel does not have it",
        "yes",
        lambda case: case.status == 451,
    ),
)


def hishel_stores(case: Case) -> bool:
    """Ask CacheMiss, the state in which hishel decides about a response."""
    request = hishel.Request(case.method, URL, hishel.Headers(case.request))
    options = {"shared": case.shared, "supported_methods": METHODS}
    state = hishel.CacheMiss(options=options, request=request)
    return isinstance(state.next(_response(case)), hishel.StoreAndUse)


def _response(case: Case) -> Any:
    return hishel.Response(case.status, hishel.Headers(case.response))


def test_storing() -> None:
    """Hishel stores what a status, a request or the rules of POST forbid, and not what must-understand allows."""
    count, differing = compared(to_store(), stores, hishel_stores, STORING)

    assert 0 < differing < count


# --- lifetimes and ages -----------------------------------------------------------------------------------------------

LIFETIMES = (
    Difference(
        "RFC 9111 §1.2.2",
        "what is too large is 2**31, or the most that can be represented: 2**31 - 1 in hishel",
        "more",
        lambda case: case.says("99999999999"),
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "of several the first counts, or it is stale; hishel takes the last",
        "more",
        lambda case: case.control == "max-age=60, max-age=20",
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "what has an invalid lifetime is stale; hishel asks the next source, and makes one up in the end",
        "less",
        lambda case: case.says("=-1", "=1.5", "=soon"),
    ),
    Difference(
        "RFC 9111 §5.3",
        "an Expires with another zone than GMT is invalid, and so past; hishel drops the zone",
        "less",
        lambda case: case.expires.endswith("+0100"),
    ),
    Difference(
        "RFC 9111 §4.2.2",
        "a lifetime is made up only if the status, or public, allows it; hishel asks neither",
        "less",
        lambda case: case.status == 302 and bool(case.modified),
    ),
    Difference(
        "RFC 9111 §4.2.2",
        "both take a tenth of the time since Last-Modified: up to Date here, up to now in hishel",
        "more less",
        lambda case: bool(case.modified),
    ),
    Difference(
        "RFC 9110 §6.6.1",
        "a response without a Date is of the time when it was received; hishel counts Expires from now",
        "more",
        lambda case: case.expires.startswith("@") and not case.date.startswith("@") and case.now > 0,
    ),
)
AGES = (
    Difference(
        "RFC 9111 §4.2.3",
        "Age is part of the age; hishel takes Date alone",
        "more",
        lambda case: case.age[:1].isdigit() and case.age != "0",
    ),
    Difference(
        "RFC 9111 §4.2.3",
        "the time in the cache is counted from the receipt; in hishel from Date, or not at all",
        "more",
        lambda case: case.now > 0 and case.date != "@-10",
    ),
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[Case], None]:
    """Set the clock that hishel reads to the time of a case."""
    from hishel._core import _spec

    def turn(case: Case) -> None:
        monkeypatch.setattr(_spec, "time", SimpleNamespace(time=lambda: ZERO + case.now))

    return turn


def test_lifetimes(clock: Callable[[Case], None]) -> None:
    """Hishel makes up a lifetime for any status, and goes on to the next source where one is invalid."""
    from hishel._core._spec import get_freshness_lifetime

    def lifetime(case: Case) -> int:
        clock(case)
        return max(0, get_freshness_lifetime(_response(case), case.shared) or 0)

    count, differing = compared(to_age(), lambda case: freshened(case).lifetime, lifetime, LIFETIMES)

    assert 0 < differing < count


def test_ages(clock: Callable[[Case], None]) -> None:
    """Hishel knows no Age."""
    from hishel._core._spec import get_age

    def age(case: Case) -> int:
        clock(case)
        return int(get_age(_response(case)))

    count, differing = compared(to_age(), lambda case: freshened(case).age, age, AGES)

    assert 0 < differing < count


# --- reuse ------------------------------------------------------------------------------------------------------------

REUSE = (
    Difference(
        "RFC 9111 §5.2.1.1",
        "the request may want a younger one; hishel does not read its max-age",
        "no",
        lambda case: case.asked.startswith("max-age"),
    ),
    Difference(
        "RFC 9111 §5.2.1.3",
        "the request may want it to stay fresh; hishel does not read min-fresh",
        "no",
        lambda case: case.asked.startswith("min-fresh"),
    ),
    Difference(
        "RFC 9111 §5.2.1.2",
        "the request may take it stale; hishel does not read max-stale",
        "yes",
        lambda case: case.asked.startswith("max-stale"),
    ),
    Difference(
        "RFC 5861 §3",
        "stale-while-revalidate allows to send it while it is validated; hishel does not use it",
        "yes",
        lambda case: case.says("stale-while-revalidate"),
    ),
    Difference(
        "RFC 9111 §5.4",
        "Pragma: no-cache counts where there is no Cache-Control; hishel does not read it",
        "no",
        lambda case: bool(case.pragma) and not case.asked,
    ),
    Difference(
        "RFC 9110 §9.3.2",
        "a stored GET answers a HEAD; hishel wants the same method",
        "yes",
        lambda case: case.method == "HEAD",
    ),
    Difference(
        "RFC 9111 §4.1",
        "whitespace makes no difference to a field that Vary names; to hishel it does",
        "yes",
        lambda case: case.vary == "Accept",
    ),
    Difference(
        "RFC 9111 §4.2.3",
        "Age is part of the age; hishel takes Date alone",
        "no",
        lambda case: case.age == "45",
    ),
    Difference(
        "RFC 9111 §4.2.2",
        "a lifetime is made up only if the status, or public, allows it; hishel asks neither",
        "no",
        lambda case: case.status == 302 and bool(case.modified),
    ),
)


def test_reuse(clock: Callable[[Case], None]) -> None:
    """Hishel reads no-cache of what a request may ask, and nothing else."""

    def sends(case: Case) -> bool:
        clock(case)
        entry = hishel.Entry(
            uuid.UUID(int=0),
            hishel.Request("GET", URL, hishel.Headers(case._replace(asked="").request)),
            _response(case),
        )
        again = hishel.Request(case.method, URL, hishel.Headers(case.later))
        state = hishel.IdleClient(options={"shared": case.shared}).next(again, [entry])
        return isinstance(state, hishel.FromCache)

    count, differing = compared(to_reuse(), reuses, sends, REUSE)

    assert 0 < differing < count
