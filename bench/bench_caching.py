"""
What the decisions of a cache cost, beside those of hishel and CacheControl, in one run of pyperf.

    python bench/bench_caching.py --fast

Each row goes through the same exchanges, and its figure is for one of them. "From parts" makes the messages first. Of
hishel it is the states in which it decides; CacheControl decides on its way to a store, which here keeps nothing, and
gives back what it was given. Both read the clock by themselves.
"""

from __future__ import annotations

import time
import uuid
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, NamedTuple

import hishel
import pyperf
import requests
from cachecontrol import CacheController
from cachecontrol.cache import BaseCache
from cachecontrol.serialize import Serializer
from hishel._core._spec import get_age, get_freshness_lifetime
from urllib3 import HTTPResponse

from statuskit.caching import freshness, may_reuse, may_store
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "http://example.com/users/7"
NOW = int(time.time())
DATE, MODIFIED, EXPIRES = (formatdate(NOW + seconds, usegmt=True) for seconds in (-5, -86_400, 600))
ASKED = {"Host": "example.com", "Accept": "application/json", "User-Agent": "bench/1"}
KNOWN = {**ASKED, "Authorization": "Bearer e30"}
PLAIN = {"Date": DATE, "Content-Type": "application/json", "Content-Length": "50"}


class Exchange(NamedTuple):
    """A request and its response, and whether a shared cache may store it."""

    status: int
    told: dict[str, str]
    stored: bool
    asked: dict[str, str] = ASKED


def answer(told: str, *, stored: bool, asked: dict[str, str] = ASKED, **more: str) -> Exchange:
    """Return an exchange whose 200 has this Cache-Control."""
    return Exchange(200, {**PLAIN, "ETag": '"7"', "Vary": "Accept", "Cache-Control": told, **more}, stored, asked)


# Each kind of answer once, with what frameworks, servers and hosts send by themselves.
EXCHANGES = (
    answer("public, max-age=31536000, immutable", stored=True),  # a file with a hash in its name
    answer("public, max-age=0, must-revalidate", stored=True),  # a page on Vercel or Netlify
    answer("s-maxage=60, stale-while-revalidate=31535940", stored=True),  # Next.js, rendered anew each minute
    answer("max-age=600", stored=True),  # GitHub Pages
    answer("no-cache", stored=True),
    answer("max-age=0, private, must-revalidate", stored=False),  # Rails
    answer("max-age=0, no-cache, no-store, must-revalidate, private", stored=False),  # never_cache() of Django
    answer("no-store, no-cache, must-revalidate", stored=False, Expires="Thu, 19 Nov 1981 08:52:00 GMT"),  # PHP
    answer("max-age=600", stored=False, asked=KNOWN),
    Exchange(200, PLAIN, stored=True),  # an API that says nothing of caches
    Exchange(200, {**PLAIN, "Last-Modified": MODIFIED, "ETag": '"7"'}, stored=True),  # a file, from nginx or Apache
    Exchange(301, {**PLAIN, "Location": "/users/8", "Expires": EXPIRES}, stored=True),
    Exchange(302, {**PLAIN, "Location": "/users/8"}, stored=False),
    Exchange(404, PLAIN, stored=True),
)
STORED = tuple(each for each in EXCHANGES if each.stored)
OPTIONS: Any = {"shared": True, "supported_methods": ["GET", "HEAD", "POST"], "allow_stale": False}


class Nothing(BaseCache):
    """A store that keeps nothing, and has one answer to what is asked for."""

    def __init__(self, data: bytes | None = None) -> None:
        self.data, self.seen = data, 0

    def get(self, key: str) -> bytes | None:  # noqa: ARG002  as the base class has it
        """Return what there is."""
        return self.data

    def set(self, key: str, value: bytes, expires: Any = None) -> None:  # noqa: ARG002
        """Count it."""
        self.seen += 1

    def delete(self, key: str) -> None:
        """Keep nothing."""


class AsItIs(Serializer):
    """No writing and no reading: what is loaded is the response that there is."""

    def __init__(self, response: HTTPResponse | None = None) -> None:
        self.response = response

    def dumps(self, request: Any, response: Any, body: bytes | None = None) -> bytes:  # noqa: ARG002
        """Write nothing."""
        return b""

    def loads(self, request: Any, data: bytes, body_file: Any = None) -> HTTPResponse | None:  # noqa: ARG002
        """Return the response."""
        return self.response


def ours(each: Exchange) -> tuple[Request, Response]:
    """Return an exchange in our records."""
    return Request("GET", URL, each.asked), Response(each.status, each.told)


def theirs(each: Exchange) -> tuple[hishel.Request, hishel.Response]:
    """Return an exchange in those of hishel."""
    response = hishel.Response(each.status, hishel.Headers(each.told))
    return hishel.Request("GET", URL, hishel.Headers(each.asked)), response


def urllib3s(each: Exchange) -> tuple[requests.PreparedRequest, HTTPResponse]:
    """Return an exchange as CacheControl gets it."""
    response = HTTPResponse(b"", each.told, each.status, preload_content=False)
    return requests.Request("GET", URL, each.asked).prepare(), response


def stored_by_us(each: Exchange) -> Callable[[], object]:
    """Ask may_store()."""
    request, response = ours(each)
    return lambda: may_store(request, response, shared=True)


def stored_by_us_from_parts(each: Exchange) -> Callable[[], object]:
    """Ask may_store(), of messages that are made for it."""

    def ask() -> object:
        request, response = ours(each)
        return may_store(request, response, shared=True)

    return ask


def stored_by_hishel(each: Exchange) -> Callable[[], object]:
    """Ask CacheMiss, the state in which a response has come."""
    request, response = theirs(each)
    return lambda: isinstance(hishel.CacheMiss(OPTIONS, request).next(response), hishel.StoreAndUse)


def stored_by_hishel_from_parts(each: Exchange) -> Callable[[], object]:
    """Ask CacheMiss, of messages that are made for it."""

    def ask() -> object:
        request, response = theirs(each)
        return isinstance(hishel.CacheMiss(OPTIONS, request).next(response), hishel.StoreAndUse)

    return ask


def stored_by_cachecontrol(each: Exchange) -> Callable[[], object]:
    """Ask cache_response(), which decides and stores: nothing, here."""
    request, response = urllib3s(each)
    controller = CacheController(Nothing(), serializer=AsItIs())
    return lambda: controller.cache_response(request, response, b"")


def freshness_by_us(each: Exchange) -> Callable[[], object]:
    """Ask freshness()."""
    _, response = ours(each)
    return lambda: freshness(response, shared=True, received_at=NOW, now=NOW + 10)


def freshness_by_hishel(each: Exchange) -> Callable[[], object]:
    """Ask for the lifetime and for the age."""
    _, response = theirs(each)
    return lambda: (get_freshness_lifetime(response, is_cache_shared=True), get_age(response))


def reuse_by_us(each: Exchange) -> Callable[[], object]:
    """Ask may_reuse()."""
    request, response = ours(each)
    again, _ = ours(each)
    return lambda: may_reuse(request, response, again, shared=True, received_at=NOW, now=NOW + 10)


def reuse_by_hishel(each: Exchange) -> Callable[[], object]:
    """Ask IdleClient, the state in which a request has come."""
    request, response = theirs(each)
    entry = hishel.Entry(uuid.UUID(int=0), request, response)
    again, _ = theirs(each)
    return lambda: hishel.IdleClient(OPTIONS).next(again, [entry])


def reuse_by_cachecontrol(each: Exchange) -> Callable[[], object]:
    """Ask cached_request()."""
    request, response = urllib3s(each)
    controller = CacheController(Nothing(b"there"), serializer=AsItIs(response))
    return lambda: controller.cached_request(request)


ROWS: dict[str, tuple[Callable[[Exchange], Callable[[], object]], tuple[Exchange, ...]]] = {
    "may_store": (stored_by_us, EXCHANGES),
    "may_store from parts": (stored_by_us_from_parts, EXCHANGES),
    "freshness": (freshness_by_us, STORED),
    "may_reuse": (reuse_by_us, STORED),
    "hishel, CacheMiss": (stored_by_hishel, EXCHANGES),
    "hishel, CacheMiss from parts": (stored_by_hishel_from_parts, EXCHANGES),
    "hishel, lifetime and age": (freshness_by_hishel, STORED),
    "hishel, IdleClient": (reuse_by_hishel, STORED),
    "CacheControl, cache_response, null store": (stored_by_cachecontrol, EXCHANGES),
    "CacheControl, cached_request, null store": (reuse_by_cachecontrol, STORED),
}


def through(asking: tuple[Callable[[], object], ...]) -> Callable[[], None]:
    """Ask about each exchange."""

    def ask() -> None:
        for each in asking:
            each()

    return ask


def main() -> None:
    """Time every row."""
    for by in (stored_by_us, stored_by_hishel):
        wrong = [each for each in EXCHANGES if bool(by(each)()) is not each.stored]
        if wrong:
            msg = f"not what is to be timed: {by.__name__} of {wrong!r}"
            raise SystemExit(msg)
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    for name, (by, exchanges) in ROWS.items():
        runner.bench_func(name, through(tuple(map(by, exchanges))), inner_loops=len(exchanges))


if __name__ == "__main__":
    main()
