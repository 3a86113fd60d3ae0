"""
The public suite http-tests/cache-tests, answered by caches that decide by statuskit.caching alone.

Its definitions are not ours to copy. To have them in a file, clone https://github.com/http-tests/cache-tests, and let
Node (18 or later; nothing needs to be installed) print them:

    node tools/export_cache_tests.mjs path/to/cache-tests > cache-tests.json

With the path of that file in STATUSKIT_CACHE_TESTS, each definition is played through suite.py, which is the suite's
client and server without a network, to three caches: memory_cache.py as a shared one and as a private one, and the
transport of docs/how-to/build-an-http-cache.md. What is not passed is listed below with its reason, and nothing else
may fail; what is listed must. The numbers are those of docs/explanation/caching-compared.md, for the 370 definitions of
July 2026.

Without the file all this is skipped; test_cache_tests_driver.py holds suite.py to definitions of our own.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import httpx
import pytest
from caching.memory_cache import private, shared
from caching.suite import counts, played
from caching_transport import CachingTransport, octets

from statuskit import HTTP
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caching.suite import Cache, Send

PAGE: Final = Path(__file__).parents[2] / "docs" / "explanation" / "caching-compared.md"
VARIABLE: Final = "STATUSKIT_CACHE_TESTS"
FILE: Final = os.environ.get(VARIABLE)
given = pytest.mark.skipif(
    FILE is None, reason=f"needs the definitions of http-tests/cache-tests: the path of the file in {VARIABLE}"
)


def documented(origin: Send, clock: Callable[[], int]) -> Send:
    """Make the transport of the documentation; what it raises is a 504, as far as the suite can see."""

    def handle(request: httpx.Request) -> httpx.Response:
        try:
            final = origin(Request(request.method, request.url, request.headers.raw, request.read()))[-1]
        except ConnectionError as problem:
            raise httpx.ConnectError(str(problem)) from problem
        stream = httpx.ByteStream(final.content or b"")
        return httpx.Response(final.status, headers=octets(final.headers.items()), stream=stream)

    transport = CachingTransport(httpx.MockTransport(handle), clock=clock)

    def send(request: Request) -> Sequence[Response]:
        url, headers = request.url or "", octets(request.headers.items())
        try:
            found = transport.handle_request(
                httpx.Request(request.method, url, headers=headers, content=request.content)
            )
        except httpx.ConnectError:
            return [Response(HTTP.GATEWAY_TIMEOUT)]
        found.read()
        return [Response(found.status_code, found.headers.raw, found.content)]

    return send


class Difference(NamedTuple):
    """A required or optimal test that is not passed, by which caches, and why that is as it should be."""

    id: str
    caches: tuple[Cache, ...]
    why: str


ALL: Final = (shared, private, documented)
PARTS: Final = "a cache MAY store a 206 (RFC 9111, section 3.3): statuskit leaves the combining of parts to others"
RANGES: Final = (
    "the transport sends a request with a Range on, as it may; the other two answer it (RFC 9110, section 14.2)"
)
DIFFERENCES: Final = (
    Difference(
        "vary-normalise-lang-order",
        ALL,
        "some take the order of languages as a priority (RFC 9110, section 12.5.4), so it is not known to mean nothing"
        " (RFC 9111, section 4.1)",
    ),
    Difference(
        "vary-normalise-lang-select",
        ALL,
        "to choose by preference is a MAY among responses that match (RFC 9111, section 4.1), and this one does not",
    ),
    Difference(
        "conditional-lm-fresh-no-lm",
        (shared,),  # it is not for browsers
        "without a Last-Modified the Date counts, and it is later than what is asked for (RFC 9111, section 4.3.2)",
    ),
    Difference("partial-store-partial-reuse-partial", ALL, PARTS),
    Difference("partial-store-partial-reuse-partial-byterange", ALL, PARTS),
    Difference("partial-store-partial-reuse-partial-absent", ALL, PARTS),
    Difference("partial-store-partial-reuse-partial-suffix", ALL, PARTS),
    Difference("partial-store-partial-complete", ALL, PARTS),
    Difference("partial-store-complete-reuse-partial", (documented,), RANGES),
    Difference("partial-store-complete-reuse-partial-no-last", (documented,), RANGES),
    Difference("partial-store-complete-reuse-partial-suffix", (documented,), RANGES),
    Difference("partial-use-headers", (documented,), RANGES),
    Difference("partial-use-stored-headers", (documented,), RANGES),
    *(
        Difference(
            name,
            (documented,),
            "the transport validates first, having no background: to send it stale is a MAY (RFC 5861, section 3)",
        )
        for name in ("stale-while-revalidate", "stale-while-revalidate-window")
    ),
    Difference("method-POST", (documented,), "the transport stores responses to GET only; any method is a MAY"),
)


@pytest.fixture(scope="module")
def suites() -> Any:
    """Read the file."""
    return json.loads(Path(FILE or "").read_text(encoding="utf-8"))


@given
@pytest.mark.parametrize("cache", ALL)
def test_suite(cache: Cache, suites: Any) -> None:
    """What is required or optimal is passed, but for what is listed, which is not; the page has the counts."""
    results = played(suites, cache, browser=cache is not shared)
    failed = {each.id: each.wrong for each in results if each.wrong and each.kind != "check"}
    row = f"| {cache.__name__} | {' | '.join(counts(results).values())} |"

    assert row in PAGE.read_text(encoding="utf-8").splitlines()
    assert {each.id for each in DIFFERENCES if cache in each.caches} == set(failed), failed


@given
def test_required(suites: Any) -> None:
    """All that is required of a cache, shared or private, is passed."""
    for cache in (shared, private):
        wrong = [
            each
            for each in played(suites, cache, browser=cache is not shared)
            if each.wrong and each.kind == "required"
        ]

        assert [] == wrong
