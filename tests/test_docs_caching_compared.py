"""
docs/explanation/caching-compared.md: what its table says of others is what they do. One of them needs Node.

What all of them do with thousands of exchanges is in `peers/`.
"""

from __future__ import annotations

import importlib
import io
import re
import time
import uuid
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import cachecontrol.controller
import hishel
import httplint
import pytest
import requests
import urllib3
from peers import npm

from statuskit import HTTP, may_reuse, may_store
from statuskit.fields import CacheControl
from statuskit.messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGE: Final = Path(__file__).parents[1] / "docs" / "explanation" / "caching-compared.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
URL: Final = "https://example.org/a"
NOW: Final = 784_111_777
WEEK: Final = 604_800


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be one moment for those who look at the clock."""
    monkeypatch.setattr(time, "time", lambda: float(NOW))


def at(seconds: int) -> str:
    """Return the HTTP-date so many seconds from that moment."""
    return formatdate(NOW + seconds, usegmt=True)


def aged(seconds: int) -> dict[str, str]:
    """Return the fields of a response of that age: some read the one, and some the other."""
    return {"Date": at(-seconds), "Age": str(seconds)}


class Exchange(NamedTuple):
    """A stored response, its request, the one that comes later; and whether the cache is set to send what is stale."""

    fields: Mapping[str, str]
    status: int = 200
    asked: Mapping[str, str] = {}
    later: Mapping[str, str] = {}
    shared: bool = True
    is_lenient: bool = False


class Cache(Protocol):
    """What is asked of each."""

    def stores(self, case: Exchange) -> bool:
        """Return whether it stores the response."""

    def reuses(self, case: Exchange) -> bool:
        """Return whether it sends the stored response to the later request without asking the origin server."""


class Ours:
    """Our decisions."""

    def stores(self, case: Exchange) -> bool:
        """Ask `may_store()`."""
        return bool(may_store(Request("GET", URL, case.asked), (case.status, case.fields), shared=case.shared))

    def reuses(self, case: Exchange) -> bool:
        """Ask `may_reuse()`; the response came a moment ago."""
        stored, later = Request("GET", URL, case.asked), Request("GET", URL, case.later)
        response = case.status, {"Date": at(0), **case.fields}
        return bool(may_reuse(stored, response, later, shared=case.shared, received_at=NOW, now=NOW))


class Hishel:
    """Its states, without a storage."""

    def _message(self, case: Exchange, asked: Mapping[str, str]) -> tuple[Any, Any, Any]:
        options = hishel.CacheOptions(
            shared=case.shared, supported_methods=["GET", "HEAD"], allow_stale=case.is_lenient
        )
        request = hishel.Request("GET", URL, headers=hishel.Headers(dict(asked)))
        response = hishel.Response(status_code=case.status, headers=hishel.Headers({"Date": at(0), **case.fields}))
        return options, request, response

    def stores(self, case: Exchange) -> bool:
        """Hand it a response that it had not."""
        options, request, response = self._message(case, case.asked)
        return isinstance(hishel.CacheMiss(request=request, options=options).next(response), hishel.StoreAndUse)

    def reuses(self, case: Exchange) -> bool:
        """Hand it a request, and what is stored."""
        options, stored, response = self._message(case, case.asked)
        request = self._message(case, case.later)[1]
        entry = hishel.Entry(id=uuid.uuid4(), request=stored, response=response)
        return isinstance(hishel.IdleClient(options=options).next(request, [entry]), hishel.FromCache)


class CacheControlOfRequests:
    """CacheControl, with a dictionary for a storage. It is a private cache."""

    def _kept(self, case: Exchange) -> Any:
        its = cachecontrol.controller.CacheController()
        request = requests.Request("GET", URL, headers=dict(case.asked)).prepare()
        response = urllib3.HTTPResponse(
            body=io.BytesIO(b""),
            headers={"Date": at(0), **case.fields},
            status=case.status,
            preload_content=False,
        )
        its.cache_response(request, response, b"")
        return its

    def stores(self, case: Exchange) -> bool:
        """Hand it a response, and look into the dictionary."""
        return bool(self._kept(case).cache.data)

    def reuses(self, case: Exchange) -> bool:
        """Hand it a response, and then a request."""
        request = requests.Request("GET", URL, headers=dict(case.later)).prepare()
        return bool(self._kept(case).cached_request(request))


class Httplint:
    """A linter: it says what caches may do."""

    def linted(self, case: Exchange) -> Any:
        """Return its linter of the response, which knows the request."""
        asked = httplint.HttpRequestLinter()
        asked.process_request_topline(b"GET", URL.encode(), b"1.1")
        asked.process_headers([(name.encode(), value.encode()) for name, value in case.asked.items()])
        asked.finish_content(True)
        linter = httplint.HttpResponseLinter(_related=asked, start_time=NOW)
        linter.process_response_topline(b"1.1", str(case.status).encode(), b"")
        fields = {"Date": at(0), **case.fields}
        linter.process_headers([(name.encode(), value.encode()) for name, value in fields.items()])
        linter.finish_content(True)
        return linter

    def stores(self, case: Exchange) -> bool:
        """Ask what it says of the cache, and whether it notes that nothing allows to store."""
        linter = self.linted(case)
        told = linter.caching.store_shared if case.shared else linter.caching.store_private
        return told and "STORE_UNSTORABLE" not in {type(note).__name__ for note in linter.notes}

    def reuses(self, case: Exchange) -> bool:
        """It is asked about freshness only."""
        return bool(self.linted(case).caching.is_fresh)


class HttpCacheSemantics:
    """The package of npm, asked by Node."""

    def _answer(self, case: Exchange) -> npm.Answer:
        if npm.FOLDER is None:
            pytest.skip(npm.MISSING)
        target = {"method": "GET", "url": URL}
        plain = {
            "shared": case.shared,
            "request": npm.message(target, case.asked),
            "response": npm.message({"status": case.status}, {"Date": at(0), **case.fields}),
            "later": npm.message(target, case.later),
            "received": NOW,
            "now": NOW,
        }
        return npm.answers([plain])[0]

    def stores(self, case: Exchange) -> bool:
        """Ask whether it is storable."""
        return self._answer(case).stores

    def reuses(self, case: Exchange) -> bool:
        """Ask whether it is sent before it is validated."""
        return self._answer(case).sends


CACHES: Final[Mapping[str, Callable[[], Cache]]] = {
    "statuskit": Ours,
    "hishel": Hishel,
    "CacheControl": CacheControlOfRequests,
    "httplint": Httplint,
    "http-cache-semantics": HttpCacheSemantics,
}


def _stored(case: Exchange) -> Callable[[Cache], bool]:
    return lambda cache: cache.stores(case)


def _not_stored(case: Exchange) -> Callable[[Cache], bool]:
    return lambda cache: not cache.stores(case)


def _reused(case: Exchange) -> Callable[[Cache], bool]:
    return lambda cache: cache.stores(case) and cache.reuses(case)


def _not_reused(case: Exchange) -> Callable[[Cache], bool]:
    """Ask of what would be reused but for the point in question; that the plain response is, is tested below."""
    return lambda cache: not cache.reuses(case)


MINUTES: Final = {"Cache-Control": "max-age=600"}
RELOAD: Final = {"Cache-Control": "max-age=0"}


def _fields(control: str, **more: str) -> dict[str, str]:
    return {"Cache-Control": control, **more}


# The rows of the page, in its words.
QUESTIONS: Final[Mapping[str, Callable[[Cache], bool]]] = {
    "a 500 with `max-age` may be stored": _stored(Exchange(MINUTES, 500)),
    "a 451 may be stored without a word": _stored(Exchange({"ETag": '"1"'}, 451)),
    "a 429 is never stored": _not_stored(Exchange(MINUTES, 429)),
    "`must-understand` sets `no-store` aside": _stored(Exchange(_fields("must-understand, no-store, max-age=600"))),
    "`no-store` in the request is obeyed": _not_stored(Exchange(MINUTES, asked={"Cache-Control": "no-store"})),
    "`No-Store` is `no-store`": _not_stored(Exchange(_fields("max-age=600, No-Store"))),
    '`private="Set-Cookie"` is about that field': _stored(Exchange(_fields('private="Set-Cookie", max-age=600'))),
    "Age counts": _not_reused(Exchange({**MINUTES, "Age": "900"})),
    "Date counts": _not_reused(Exchange({**MINUTES, "Date": at(-900)})),
    "no lifetime is made up for a 302": _not_reused(
        Exchange(_fields("private", **{"Last-Modified": at(-WEEK)}), 302, shared=False)
    ),
    "`must-revalidate` lets it be reused while fresh": _reused(Exchange(_fields("max-age=600, must-revalidate"))),
    "`no-cache` in the response is obeyed": _not_reused(Exchange(_fields("max-age=600, no-cache"))),
    "`max-age` in the request is obeyed": _not_reused(Exchange({**MINUTES, **aged(300)}, later=RELOAD)),
    "`s-maxage` forbids to send it stale": _not_reused(
        Exchange(_fields("s-maxage=60, stale-while-revalidate=6000", **aged(900)), is_lenient=True)
    ),
    "`stale-while-revalidate` permits it, for so long": lambda cache: (
        cache.reuses(Exchange(_fields("max-age=60, stale-while-revalidate=6000", **aged(900))))
        and not cache.reuses(Exchange(_fields("max-age=60, stale-while-revalidate=60", **aged(900))))
    ),
    "`immutable` saves a validation": lambda cache: (
        cache.reuses(Exchange(_fields("max-age=600, immutable", **aged(300)), later=RELOAD))
        and not cache.reuses(Exchange({**MINUTES, **aged(300)}, later=RELOAD))
    ),
    "`en, fr` and `en,fr` are one to Vary": _reused(
        Exchange(
            {**MINUTES, "Vary": "Accept-Language"},
            asked={"Accept-Language": "en, fr"},
            later={"Accept-Language": "en,fr"},
        )
    ),
}


def _table() -> list[list[str]]:
    told = TEXT.split("\n## Libraries\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in told.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


HEAD, *ROWS = _table()
CELLS: Final = [(row[0], name, row[HEAD.index(name)]) for row in ROWS[1:] for name in CACHES]


def test_rows_are_these() -> None:
    """The page has a row for each question, in order, and a column for each that is asked."""
    assert list(QUESTIONS) == [row[0] for row in ROWS[1:]]
    assert ["", *CACHES, "what decides"] == HEAD


@pytest.mark.parametrize(
    ("question", "name", "told"),
    [cell for cell in CELLS if cell[2] in {"yes", "no"}],
    ids=[f"{cell[1]}-{cell[0]}" for cell in CELLS if cell[2] in {"yes", "no"}],
)
def test_cells(question: str, name: str, told: str) -> None:
    """A yes and a no are what it does; we do all that is asked."""
    cache = CACHES[name]()

    assert ("yes" if QUESTIONS[question](cache) else "no") == told
    assert name != "statuskit" or told == "yes"


def test_other_cells_are_empty() -> None:
    """What is neither is a dash: for a private cache without heuristics, and for a linter that sends nothing."""
    reuse = list(QUESTIONS)[list(QUESTIONS).index("`must-revalidate` lets it be reused while fresh") :]
    private = ['`private="Set-Cookie"` is about that field', "no lifetime is made up for a 302"]
    expected = [(question, "CacheControl") for question in (*private, "`s-maxage` forbids to send it stale")]

    assert {"yes", "no", "-"} == {cell[2] for cell in CELLS}
    assert sorted([*expected, *((question, "httplint") for question in reuse)]) == sorted(
        cell[:2] for cell in CELLS if cell[2] == "-"
    )


@pytest.mark.parametrize("name", CACHES)
def test_a_no_is_about_the_point_in_question(name: str) -> None:
    """Each of them stores and reuses the plain response of which the questions are made."""
    cache = CACHES[name]()
    plain = Exchange({**MINUTES, **aged(300)})

    assert cache.stores(plain)
    assert cache.reuses(plain)


def test_what_each_may_make_a_lifetime_up_for() -> None:
    """The codes that the page counts are those in their tables."""
    told = dict(re.findall(r"^- ([\w-]+): ((?:\d{3} ?)+)", TEXT, flags=re.MULTILINE))
    its: dict[str, Any] = {
        "hishel": ("hishel._core._spec", lambda module: module.HEURISTICALLY_CACHEABLE_STATUS_CODES),
        "CacheControl": ("cachecontrol.controller", lambda module: module.CacheController().cacheable_status_codes),
        "httplint": ("httplint.cache", lambda module: module.HEURISTIC_CACHEABLE_STATUS),
    }

    assert {*CACHES} - {"statuskit"} == set(told)
    for name, (path, codes) in its.items():
        assert sorted(codes(importlib.import_module(path))) == [int(code) for code in told[name].split()]


def test_what_the_package_of_npm_may_make_a_lifetime_up_for() -> None:
    """Its codes are those of its source; it hands them out nowhere."""
    if npm.FOLDER is None:
        pytest.skip(npm.MISSING)
    its = re.search(
        r"statusCodeCacheableByDefault = new Set\(\[([^\]]+)\]", (npm.FOLDER / "index.js").read_text("utf-8")
    )
    told = re.search(r"^- http-cache-semantics: ((?:\d{3} ?)+)", TEXT, flags=re.MULTILINE)

    assert its
    assert told
    assert re.findall(r"\d{3}", its[1]) == told[1].split()


def test_status_lists_are_not_those_of_the_rfc() -> None:
    """No deployed cache on the page has the RFC's list of codes, so `is_cacheable` stands for none of them."""
    told = TEXT.split("\n## Servers and CDNs\n", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line[:2] == "| "]
    lists = {row[0]: {int(code) for code in re.findall(r"\d{3}", row[1])} for row in rows[2:]}
    spec = {int(status) for status in HTTP if status.is_cacheable}

    assert {"Varnish", "nginx", "Squid", "Fastly", "Cloudflare"} == set(lists)
    assert all(codes and codes != spec for codes in lists.values())


def test_the_days_are_said() -> None:
    """Each row about a server or a CDN links its source and says as of when."""
    told = TEXT.split("\n## Servers and CDNs\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in told.splitlines() if re.match(r"\| (Varnish|nginx|Squid|Fastly|Cloudflare) ", line)]

    assert rows
    assert all(re.search(r"\]\(https://[^)]+\), as of 20\d\d-\d\d-\d\d \|$", row) for row in rows)


def test_directives_of_the_page_are_read() -> None:
    """What the page quotes as Cache-Control is well-formed, so that nobody copies a mistake."""
    quoted = re.findall(r"`((?:[\w-]+(?:=\d+)?, )+[\w-]+(?:=\d+)?)`", TEXT)

    assert quoted
    assert not [text for text in quoted if CacheControl.parse(text).malformed]
