"""
httplint's caching beside ours: storing, lifetimes and ages, every difference listed with its section.

It looks at a response when it comes, and answers for both kinds of cache at once. What may be reused it does not ask.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import httplint
from caching.truth import ZERO
from peers.caching_grid import URL, Case, Difference, compared, freshened, stores, to_age, to_store

if TYPE_CHECKING:
    from collections.abc import Iterator

FORBIDDEN = {428, 429, 431, 511}
HEURISTIC = {200, 203, 206, 300, 301, 410}  # in httplint

STORING = (
    Difference(
        "RFC 9111 §3",
        "what is stored is final; httplint does not look at the status here",
        "no",
        lambda case: case.status == 103,
    ),
    Difference(
        "RFC 6585 §4",
        "a 429 must not be stored; httplint does not look at the status here",
        "no",
        lambda case: case.status in FORBIDDEN,
    ),
    Difference(
        "RFC 9111 §3",
        "a 206 or a 304 is for a cache that knows what to do with it; httplint does not look at the status here",
        "no",
        lambda case: case.status in {206, 304},
    ),
    Difference(
        "RFC 9111 §5.2.1.5",
        "no-store in a request keeps the response out; httplint does not ask the request",
        "no",
        lambda case: "no-store" in case.asked.lower(),
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "what is malformed is as restrictive as it can be read; httplint drops the whole member",
        "no",
        lambda case: case.control == "no-cache; no-store",
    ),
    Difference(
        "RFC 9111 §3",
        "whatever the cache, something must let it be stored; httplint does not ask where there is Authorization",
        "no",
        lambda case: bool(case.authorization) and not case.expires and case.status not in HEURISTIC,
    ),
    Difference(
        "RFC 9110 §9.3.3",
        "a response to POST is cacheable with a lifetime and its own Content-Location; httplint says never",
        "yes",
        lambda case: case.method == "POST" and bool(case.location),
    ),
    Difference(
        "RFC 9111 §5.2.2.3",
        "must-understand makes a cache that understands the status ignore no-store; httplint does not",
        "yes",
        lambda case: case.says("must-understand"),
    ),
    Difference(
        "RFC 9111 §5.2.2.7",
        "private with field names is about these fields; httplint keeps all of it out of a shared cache",
        "yes",
        lambda case: case.says('private="'),
    ),
    Difference(
        "RFC 9110 §15.1",
        "13 statuses are cacheable by default (with RFC 7725's), and six in httplint",
        "yes",
        lambda case: case.status not in HEURISTIC,
    ),
    Difference(
        "RFC 9111 §4.1",
        "Vary: * matches no request, so it is validated each time, and may be stored for that; httplint says no",
        "yes",
        lambda case: case.vary == "*",
    ),
)
LIFETIMES = (
    Difference(
        "RFC 9111 §4.2.1",
        "of several the first counts, or it is stale; httplint takes the last",
        "more",
        lambda case: case.control == "max-age=60, max-age=20",
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "what has an invalid lifetime is stale; httplint drops it, and asks the next source",
        "less",
        lambda case: case.says("=-1", "=1.5", "=soon"),
    ),
    Difference(
        "RFC 9111 §4.2.2",
        "a tenth of the time since Last-Modified; httplint says that one may be made up, and makes up none",
        "more",
        lambda case: bool(case.modified),
    ),
)
AGES = (
    Difference(
        "RFC 9111 §5.1",
        "of a list of ages the first counts; httplint drops the field",
        "more",
        lambda case: case.age == "15, 40",
    ),
)


@cache
def _read(case: Case) -> Any:
    request = httplint.HttpRequestLinter(start_time=ZERO)
    request.process_request_topline(case.method.encode(), URL.encode(), b"1.1")
    request.process_headers(_lines(case.request))
    request.finish_content(True)
    response = httplint.HttpResponseLinter(start_time=ZERO, _related=request)
    response.process_response_topline(b"1.1", str(case.status).encode(), b"")
    response.process_headers(_lines(case.response))
    response.finish_content(True)
    return response


def read(case: Case) -> Any:
    """Return what httplint makes of an exchange, once for both kinds of cache."""
    return _read(case._replace(shared=False))


def _lines(fields: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in fields.items()]


def allows(case: Case) -> bool:
    """Return whether httplint says that the cache may store it: where nothing allows it, that is in a note alone."""
    found = read(case)
    notes = {type(note).__name__ for note in found.notes}
    allowed = found.caching.store_shared if case.shared else found.caching.store_private
    return allowed and "STORE_UNSTORABLE" not in notes and (case.shared or "STORE_STORABLE_SHARED_ONLY" not in notes)


def test_storing() -> None:
    """Httplint stores what a status or the rules of POST forbid, and knows six statuses that need no lifetime."""
    count, differing = compared(to_store(), stores, allows, STORING)

    assert 0 < differing < count


def received() -> Iterator[Case]:
    """Yield responses when they come: httplint looks at those that it says may be stored."""
    return (case for case in to_age() if case.now == 0 and allows(case))


def test_lifetimes() -> None:
    """Httplint takes Date for a lifetime, and makes up none."""

    def lifetime(case: Case) -> int:
        caching = read(case).caching
        return max(0, caching.freshness_lifetime_shared if case.shared else caching.freshness_lifetime_private)

    count, differing = compared(received(), lambda case: freshened(case).lifetime, lifetime, LIFETIMES)

    assert 0 < differing < count


def test_ages() -> None:
    """Httplint has the whole of section 4.2.3."""
    count, differing = compared(received(), lambda case: freshened(case).age, lambda case: read(case).caching.age, AGES)

    assert 0 < differing < count
