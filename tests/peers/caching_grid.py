"""
The inputs with which the peers of caching are compared: three grids, our answers, and how a difference is listed.

Dates are written as in the truth tables: `@-10` is the HTTP-date ten seconds before the response was received. What
peers cannot be told (a target list, the time of the request) does not vary.
"""

from __future__ import annotations

import itertools
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from caching.truth import ZERO, dated

from statuskit.caching import Freshness, freshness, may_reuse, may_store
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

URL: Final = "https://example.org/a"
CACHES: Final = (True, False)


class Case(NamedTuple):
    """An exchange, the cache that sees it, and the request that is to be answered later. "" is for no field."""

    shared: bool
    status: int = 200
    control: str = ""
    expires: str = ""
    date: str = "@-0"
    age: str = ""
    modified: str = ""
    location: str = ""
    vary: str = ""
    method: str = "GET"
    asked: str = ""
    authorization: str = ""
    accept: str = "text/html"
    accepted: str = "text/html"  # what the later request has, in place of `accept`
    pragma: str = ""
    now: int = 0

    @property
    def response(self) -> dict[str, str]:
        """The fields of the response that are there."""
        fields = {
            "Cache-Control": self.control,
            "Expires": self.expires,
            "Date": self.date,
            "Age": self.age,
            "Last-Modified": self.modified,
            "Content-Location": self.location,
            "Vary": self.vary,
        }
        return {name: _dated(value) for name, value in fields.items() if value}

    @property
    def request(self) -> dict[str, str]:
        """The fields of the request that was answered, where storing is asked about."""
        fields = {"Accept": self.accept, "Authorization": self.authorization, "Cache-Control": self.asked}
        return {name: value for name, value in fields.items() if value}

    @property
    def later(self) -> dict[str, str]:
        """The fields of the request that is to be answered."""
        fields = {"Accept": self.accepted, "Cache-Control": self.asked, "Pragma": self.pragma}
        return {name: value for name, value in fields.items() if value}

    def says(self, *names: str) -> bool:
        """Return whether a word is in Cache-Control, however it is meant."""
        return any(name in self.control.lower() for name in names)


_dated = lru_cache(maxsize=None)(dated)

# --- the grids --------------------------------------------------------------------------------------------------------

CONTROLS: Final = (
    "",
    "no-store",
    "No-Store",
    "private",
    "public",
    "public, private",
    "max-age=60",
    "MAX-AGE=60",
    'max-age="60"',
    "max-age=0",
    "max-age=soon",
    "s-maxage=60",
    "must-revalidate",
    "max-age=60, must-revalidate",
    "max-age=60, proxy-revalidate",
    "max-age=60, must-understand, no-store",
    'private="set-cookie"',
    'private="set-cookie, x-user", max-age=60',
    "no-cache",
    'ext="a, public, no-store"',
    "no-cache; no-store",
    "immutable",
)
STATUSES: Final = (103, 200, 203, 204, 206, 299, 302, 304, 308, 404, 414, 421, 429, 451, 500, 501)
EXPIRES: Final = ("", "@+60", "0")


def to_store() -> Iterator[Case]:
    """Yield what a cache may be asked to store."""
    for shared, status, control, expires, user in itertools.product(
        CACHES, STATUSES, CONTROLS, EXPIRES, ("", "Basic eDp5")
    ):
        yield Case(shared, status, control, expires, authorization=user)
    for shared, status, control, expires, method, location in itertools.product(
        CACHES, (200, 204, 302, 404), CONTROLS, EXPIRES, ("HEAD", "POST", "PUT", "get"), ("", URL)
    ):
        yield Case(shared, status, control, expires, method=method, location=location)
    for shared, status, control, asked, date, vary in itertools.product(
        CACHES, (200, 302, 308), CONTROLS, ("no-store", "NO-STORE", "max-age=0"), ("@-0", ""), ("", "*")
    ):
        yield Case(shared, status, control, date=date, vary=vary, asked=asked)


def to_age() -> Iterator[Case]:
    """Yield responses with a lifetime and an age."""
    lifetimes = (
        "",
        "max-age=60",
        "Max-Age=60",
        'max-age="60"',
        "max-age=0",
        "max-age=-1",
        "max-age=1.5",
        "max-age=99999999999",
        "max-age=60, max-age=20",
        "s-maxage=20, max-age=60",
        "s-maxage=0, max-age=60",
        "s-maxage=soon, max-age=60",
        'ext="a, max-age=5", max-age=60',
        "public",
        "no-cache, max-age=60",
        "proxy-revalidate, max-age=60",
        "immutable",
    )
    dates = ("@-10", "@+20", "", "yesterday")
    # The last one has a zone that is none.
    expires = ("", "@+60", "@-60", "0", "Fri, 15 Jan 2027 10:00:00 +0100")
    for shared, status, control, date, expiry, modified, age, now in itertools.product(
        CACHES, (200, 302), lifetimes, dates, expires, ("", "@-1010"), ("", "15"), (0, 30)
    ):
        yield Case(shared, status, control, expiry, date, age, modified, now=now)
    for shared, control, date, age, now in itertools.product(
        CACHES, lifetimes[:2], dates, ("0", "-1", "soon", "1.5", "15, 40", "99999999999"), (0, 30)
    ):
        yield Case(shared, 200, control, date=date, age=age, now=now)


def to_reuse() -> Iterator[Case]:
    """Yield stored exchanges, each of which may be stored, and what is asked later."""
    controls = (
        "",
        "max-age=60",
        "MAX-AGE=60",
        "max-age=60, must-revalidate",
        "max-age=60, proxy-revalidate",
        "s-maxage=60",
        "max-age=60, no-cache",
        'max-age=60, no-cache="set-cookie"',
        "max-age=60, stale-while-revalidate=20",
        "max-age=60, stale-while-revalidate=20, must-revalidate",
        "max-age=60, immutable",
        "public",
        "private",
    )
    asked = (
        "",
        "no-cache",
        "No-Cache",
        "no-store",
        "max-age=0",
        "max-age=40",
        "max-age=90",
        "min-fresh=20",
        "min-fresh=soon",
        "max-stale",
        "max-stale=10",
        "max-stale=5",
        "only-if-cached",
        "no-transform",
    )
    plain = itertools.product(CACHES, (200, 302, 308, 404), controls, ("", "@-1010"), asked, (30, 50, 70, 90))
    varied = itertools.product(
        CACHES, ("", "Accept", "accept", "*", "Origin"), ("text/html", "text/plain", "text/html,*/*"), (30, 70)
    )
    cases = (
        *(
            Case(shared, status, control, modified=modified, asked=again, now=now)
            for shared, status, control, modified, again, now in plain
        ),
        *(
            Case(shared, 200, "max-age=60", accept="text/html, */*", vary=vary, accepted=accepted, now=now)
            for shared, vary, accepted, now in itertools.product(
                CACHES, ("", "Accept"), ("text/html, */*", "text/html,*/*"), (30,)
            )
        ),
        *(
            Case(shared, 200, "max-age=60", vary=vary, accepted=accepted, now=now)
            for shared, vary, accepted, now in varied
        ),
        *(
            Case(shared, 200, control, expires, "@-0", age, method=method, pragma=pragma, asked=again, now=30)
            for shared, control, expires, age, method, pragma, again in itertools.product(
                CACHES,
                ("", "max-age=60"),
                EXPIRES,
                ("", "25", "45"),
                ("GET", "HEAD"),
                ("", "no-cache"),
                ("", "max-age=90"),
            )
        ),
    )
    yield from (case for case in cases if _storable(case))


# --- our answers ------------------------------------------------------------------------------------------------------


@cache
def stores(case: Case) -> bool:
    """Return whether we may store it."""
    request = Request(case.method, URL, case.request)
    return bool(may_store(request, Response(case.status, case.response), shared=case.shared))


def _storable(case: Case) -> bool:
    # The request that is to be answered has its own method and directives.
    return stores(case._replace(method="GET", asked=""))


@cache
def freshened(case: Case) -> Freshness:
    """Return how fresh we find it."""
    response = Response(case.status, case.response)
    return freshness(response, shared=case.shared, received_at=ZERO, now=ZERO + case.now)


@cache
def reuses(case: Case) -> bool:
    """Return whether we send it without asking the origin server first."""
    before, again = Request("GET", URL, case._replace(asked="").request), Request(case.method, URL, case.later)
    response = Response(case.status, case.response)
    return bool(may_reuse(before, response, again, shared=case.shared, received_at=ZERO, now=ZERO + case.now))


# --- the comparison ---------------------------------------------------------------------------------------------------


class Difference(NamedTuple):
    """In which cases a peer has another answer, why, and the section that decides against it (RFC 9111 if bare)."""

    section: str
    why: str
    answer: str  # ours, beside theirs: "yes", "no", "more", "less", or "more less"
    when: Callable[[Case], bool]


def compared(
    cases: Iterable[Case], ours: Callable[[Case], int], theirs: Callable[[Case], int], listed: tuple[Difference, ...]
) -> tuple[int, int]:
    """Compare case by case; return how many there were, and how many differed, each by a row, each row by a case."""
    count, used, unlisted = 0, Counter[Difference](), list[str]()
    for case in cases:
        count += 1
        expected, found = ours(case), theirs(case)
        if expected == found:
            continue
        words = ("yes", "no") if isinstance(expected, bool) else ("more", "less")
        answer = words[0] if expected > found else words[1]
        reason = next((row for row in listed if answer in row.answer.split() and row.when(case)), None)
        if reason is None:
            unlisted.append(f"{expected} here, {found} there: {_told(case)}")
        else:
            used[reason] += 1

    assert [] == unlisted[:20]
    assert [] == [row.why for row in listed if row not in used]
    return count, used.total()


def _told(case: Case) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in case._asdict().items() if value not in {"", 0})
