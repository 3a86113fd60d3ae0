"""
CacheControl's caching beside ours, in a private cache: storing and reuse, every difference listed with its section.

It works on requests' messages with a cache beside it, and tells no lifetime and no age.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import cachecontrol
import pytest
import requests
from caching.truth import ZERO
from peers.caching_grid import URL, Case, Difference, compared, reuses, stores, to_reuse, to_store
from urllib3 import HTTPResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

METHODS = ("GET", "HEAD", "POST")  # which ours understands
STATUSES = {200, 203, 300, 301, 308}  # which CacheControl looks at

STORING = (
    Difference(
        "RFC 9111 §3",
        "any final status may be stored with a lifetime, and 13 without; CacheControl has five",
        "yes",
        lambda case: case.status not in STATUSES,
    ),
    Difference(
        "RFC 9111 §5.2.2.3",
        "must-understand makes a cache that understands the status ignore no-store; CacheControl does not read it",
        "yes",
        lambda case: case.says("must-understand"),
    ),
    Difference(
        "RFC 9111 §5.2",
        "names of directives are case-insensitive; CacheControl takes No-Store for an unknown one",
        "no",
        lambda case: case.control == "No-Store" or case.asked == "NO-STORE",
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "what is malformed is as restrictive as it can be read; to CacheControl it is an unknown directive",
        "no",
        lambda case: case.control == "no-cache; no-store",
    ),
    Difference(
        "RFC 9110 §9.3.3",
        "a response to POST is cacheable only with its own Content-Location; CacheControl stores any",
        "no",
        lambda case: case.method == "POST" and not case.location,
    ),
    Difference(
        "RFC 9111 §5.2",
        "an argument is the same with quotes and without, and names are case-insensitive; not so in CacheControl",
        "yes",
        lambda case: case.control in {'max-age="60"', "MAX-AGE=60"},
    ),
    Difference(
        "RFC 9110 §6.6.1",
        "a response without a Date is of the time when it was received; CacheControl does not store it",
        "yes",
        lambda case: not case.date,
    ),
    Difference(
        "RFC 9111 §4.1",
        "Vary: * matches no request, so it is validated each time, and may be stored for that; CacheControl does not",
        "yes",
        lambda case: case.vary == "*",
    ),
    Difference(
        "RFC 9111 §3",
        "what states no lifetime, or one of 0, may be stored, and validated; CacheControl wants a tag for that",
        "yes",
        lambda case: not case.expires and not case.control.startswith("max-age=60"),
    ),
)
REUSE = (
    Difference(
        "RFC 9111 §4.2",
        "a permanent redirect gets stale like anything else; CacheControl sends it for ever",
        "no",
        lambda case: case.status == 308,
    ),
    Difference(
        "RFC 9111 §5.2.2.4",
        "no-cache wants it validated each time; CacheControl does not ask for it in a response",
        "no",
        lambda case: case.says("no-cache"),
    ),
    Difference(
        "RFC 9111 §5.2",
        "names of directives are case-insensitive; CacheControl takes No-Cache for an unknown one",
        "no",
        lambda case: case.asked == "No-Cache",
    ),
    Difference(
        "RFC 9111 §5.2.1.3",
        "a min-fresh that is no number asks for more than there is; CacheControl drops it",
        "no",
        lambda case: case.asked == "min-fresh=soon",
    ),
    Difference(
        "RFC 9111 §5.2.1.1",
        "a max-age of the request makes nothing fresh that is stale; in CacheControl it takes the place of the other",
        "no",
        lambda case: case.asked == "max-age=90",
    ),
    Difference(
        "RFC 9111 §5.4",
        "Pragma: no-cache counts where there is no Cache-Control; CacheControl does not read it",
        "no",
        lambda case: bool(case.pragma) and not case.asked,
    ),
    Difference(
        "RFC 9111 §4.2.3",
        "Age is part of the age; CacheControl takes Date alone",
        "no",
        lambda case: case.age == "45",
    ),
    Difference(
        "RFC 9111 §5.2.1.2",
        "the request may take it stale; CacheControl reads max-stale, and does not use it",
        "yes",
        lambda case: case.asked.startswith("max-stale"),
    ),
    Difference(
        "RFC 5861 §3",
        "stale-while-revalidate allows to send it while it is validated; CacheControl does not know it",
        "yes",
        lambda case: case.says("stale-while-revalidate"),
    ),
    Difference(
        "RFC 8246 §2",
        "what is immutable is not validated while it is fresh; CacheControl does not know it",
        "yes",
        lambda case: case.says("immutable") and case.asked.startswith("max-age"),
    ),
    Difference(
        "RFC 9111 §4.1",
        "whitespace makes no difference to a field that Vary names; to CacheControl it does",
        "yes",
        lambda case: case.vary == "Accept",
    ),
)


def stored(case: Case) -> cachecontrol.CacheController:
    """Give an exchange to a controller with an empty cache, as its adapter does where the method is one of its own."""
    adapter = cachecontrol.CacheControlAdapter(cacheable_methods=METHODS)
    if case.method in adapter.cacheable_methods:
        response = HTTPResponse(b"", case.response, case.status, preload_content=False)
        adapter.controller.cache_response(_request(case.method, case.request), response, b"")
    return adapter.controller


def _request(method: str, fields: dict[str, str]) -> requests.PreparedRequest:
    return requests.Request(method, URL, fields).prepare()


def private(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases of a private cache, as CacheControl is one."""
    return (case for case in cases if not case.shared)


def test_storing() -> None:
    """CacheControl stores five statuses, and of a response that states no lifetime nothing but a 301 or a 308."""
    count, differing = compared(private(to_store()), stores, lambda case: bool(stored(case).cache.data), STORING)

    assert 0 < differing < count


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[Case], None]:
    """Set the clock that CacheControl reads to the time of a case."""
    from cachecontrol import controller

    def turn(case: Case) -> None:
        monkeypatch.setattr(controller, "time", SimpleNamespace(time=lambda: ZERO + case.now))

    return turn


def test_reuse(clock: Callable[[Case], None]) -> None:
    """Of what both store, CacheControl sends what it should not."""
    kept = {case: stored(case._replace(method="GET", asked="")) for case in private(to_reuse())}

    def sends(case: Case) -> bool:
        clock(case)
        return bool(kept[case].cached_request(_request(case.method, case.later)))

    count, differing = compared((case for case in kept if kept[case].cache.data), reuses, sends, REUSE)

    assert 0 < differing < count
