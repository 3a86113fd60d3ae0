"""
How the truth tables of caching are written: messages and times as short text, and the three questions put to them.

A response is `"200 | Cache-Control: max-age=60 | Date: @-10"`, a request `"GET /a | Accept: text/html"`: parts between
bars, the first of them the status, or the method and the URL. `@-10` is the HTTP-date ten seconds before the clock's
zero. Other times are seconds from that zero, too: it is when the response was received, if a row says nothing else.
The dates are written by the standard library, and so by nothing that is tested here.
"""

from __future__ import annotations

import re
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from statuskit.caching import (
    Freshness,
    LifetimeSource,
    ReuseAction,
    ReuseDecision,
    ReuseReason,
    StoreDecision,
    StoreReason,
    freshness,
    may_reuse,
    may_store,
)
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO: Final = 1_800_000_000  # Fri, 15 Jan 2027 08:00:00 GMT
SHARED: Final = ("shared",)
PRIVATE: Final = ("private",)
BOTH: Final = ("shared", "private")

ALLOWING: Final = frozenset(
    {StoreReason.EXPLICIT, StoreReason.PUBLIC, StoreReason.PRIVATE_CACHE, StoreReason.HEURISTIC}
)
ACTIONS: Final = {
    **dict.fromkeys(
        (ReuseReason.TARGET, ReuseReason.METHOD, ReuseReason.NOT_STORABLE, ReuseReason.VARY), ReuseAction.NO
    ),
    ReuseReason.ONLY_IF_CACHED: ReuseAction.NO,
    **dict.fromkeys(
        (
            ReuseReason.REQUEST_NO_CACHE,
            ReuseReason.NO_CACHE,
            ReuseReason.REQUEST_MAX_AGE,
            ReuseReason.MIN_FRESH,
            ReuseReason.STALE_PROHIBITED,
            ReuseReason.STALE,
        ),
        ReuseAction.REVALIDATE,
    ),
    **dict.fromkeys(
        (ReuseReason.FRESH, ReuseReason.IMMUTABLE, ReuseReason.STALE_WHILE_REVALIDATE, ReuseReason.MAX_STALE),
        ReuseAction.REUSE,
    ),
}


class Store(NamedTuple):
    """May this pair be stored? `omit`: the fields that are left out when it is; none are where it is not."""

    id: str
    section: str
    caches: tuple[str, ...]
    request: str
    response: str
    reason: StoreReason
    omit: tuple[str, ...] = ()
    known: dict[str, Any] = {}  # noqa: RUF012  nobody writes to it


class Fresh(NamedTuple):
    """How fresh is this response? `source` None is open, for what the RFC does not tell apart."""

    id: str
    section: str
    caches: tuple[str, ...]
    response: str
    lifetime: int
    source: LifetimeSource | None
    age: int = 0
    stale_allowed: bool = True
    now: int = 0
    requested: int | None = None
    known: dict[str, Any] = {}  # noqa: RUF012  nobody writes to it


class Reuse(NamedTuple):
    """May this stored pair answer this request, `now` seconds after it was received? None is open."""

    id: str
    section: str
    caches: tuple[str, ...]
    stored: str
    response: str
    request: str
    now: int
    reason: ReuseReason
    omit: tuple[str, ...] = ()
    stale_on_error: bool | None = None
    known: dict[str, Any] = {}  # noqa: RUF012  nobody writes to it


class Reason(NamedTuple):
    """
    What an exchange is told, word by word.

    `value` is the reason in JSON. `otherwise`, put over `given`, does what the `advice` says, and the answer is `then`.
    """

    reason: LifetimeSource | ReuseReason | StoreReason
    value: str
    given: dict[str, Any]
    line: str
    advice: str
    otherwise: dict[str, Any]
    then: str

    def name(self) -> str:
        """Return what a test of this row is called."""
        return f"{self.value} - {self.line.partition(':')[2][1:60]}"


_Row = TypeVar("_Row", Store, Fresh, Reuse)


def dated(text: str) -> str:
    """Return a text with its `@+10` written as HTTP-dates."""
    return re.sub(r"@([+-]\d+)", lambda found: formatdate(ZERO + int(found[1]), usegmt=True), text)


def _fields(parts: Iterable[str]) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in parts)
    return [(name, value.removeprefix(" ")) for name, _, value in pairs]


def response(text: str) -> Response:
    """Return the response that a text stands for."""
    status, *parts = dated(text).split(" | ")
    return Response(int(status), _fields(parts))


def request(text: str) -> Request:
    """Return the request that a text stands for."""
    line, *parts = dated(text).split(" | ")
    method, _, url = line.partition(" ")
    return Request(method, url or None, _fields(parts))


def by_cache(rows: Iterable[_Row]) -> dict[str, tuple[_Row, bool]]:
    """Return every row for each kind of cache it is about, by its id, with whether that cache is shared."""
    found: dict[str, tuple[_Row, bool]] = {}
    for row in rows:
        for cache in row.caches:
            name = f"{row.id}-{cache}"
            if name in found:
                msg = f"two rows are called {name}"
                raise ValueError(msg)
            found[name] = row, cache == "shared"
    return found


def stored(row: Store, *, shared: bool) -> StoreDecision:
    """Ask whether the pair of a row may be stored."""
    return may_store(request(row.request), response(row.response), shared=shared, **row.known)


def freshened(row: Fresh, *, shared: bool) -> Freshness:
    """Ask how fresh the response of a row is."""
    requested = None if row.requested is None else ZERO + row.requested
    times = {"received_at": ZERO, "now": ZERO + row.now, "requested_at": requested}
    return freshness(response(row.response), shared=shared, **(times | row.known))


def reused(row: Reuse, *, shared: bool) -> ReuseDecision:
    """Ask whether the stored pair of a row may answer its request."""
    pair = request(row.stored), response(row.response)
    times = {"received_at": ZERO, "now": ZERO + row.now}
    return may_reuse(*pair, request(row.request), shared=shared, **(times | row.known))


def assert_stored(row: Store, *, shared: bool) -> None:
    """The decision is the one of the row, and its fields are left out."""
    decision = stored(row, shared=shared)

    assert row.reason is decision.reason, f"RFC {row.section}: {decision.explain()}"
    assert (row.reason in ALLOWING) is decision.allowed is bool(decision)
    assert tuple(sorted(row.omit)) == decision.omit_fields, f"RFC {row.section}"


def assert_fresh(row: Fresh, *, shared: bool) -> None:
    """Lifetime, source and age are those of the row, and "fresh" is what section 4.2 makes of them."""
    found = freshened(row, shared=shared)

    assert (row.lifetime, row.age) == (found.lifetime, found.age), f"RFC {row.section}: {found.explain()}"
    assert (row.lifetime > row.age) is found.is_fresh is bool(found)
    assert row.stale_allowed is found.stale_allowed, f"RFC {row.section}: {found.explain()}"
    assert row.source in {None, found.source}, f"RFC {row.section}: {found.explain()}"


def assert_reused(row: Reuse, *, shared: bool) -> None:
    """Action and reason are those of the row."""
    decision = reused(row, shared=shared)

    assert (ACTIONS[row.reason], row.reason) == (decision.action, decision.reason), (
        f"RFC {row.section}: {decision.explain()}"
    )
    assert (decision.action is ReuseAction.REUSE) is bool(decision)
    assert row.stale_on_error in {None, decision.stale_on_error}, f"RFC {row.section}: {decision.explain()}"
    if decision:
        assert row.omit == tuple(sorted(decision.omit_fields)), f"RFC {row.section}"
