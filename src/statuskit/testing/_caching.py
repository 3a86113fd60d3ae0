"""Assertions about what caches do with a response, as it is when it has just been sent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypeVar

from statuskit._enums import integer
from statuskit.exceptions import InvalidStatusError, quoted
from statuskit.messages import Request
from statuskit.testing._recording import exchange, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statuskit.caching import StoreDecision
    from statuskit.messages import Response

__all__ = ["assert_cacheable", "assert_not_cacheable"]

# unittest leaves the frames of such a module out of what it shows, as pytest does with __tracebackhide__.
__unittest = True

_T = TypeVar("_T")

# What a failure shows of the fields: those that decide, and those of the target list; none that may hold a secret.
_SHOWN: Final = frozenset({"age", "cache-control", "cdn-cache-control", "date", "expires", "vary"})


def assert_cacheable(
    response: _T, request: object = None, *, shared: bool, at_least: int = 1, target_list: str | Sequence[str] = ()
) -> _T:
    """
    Fail unless a cache may store a response and reuse it for a while without asking; return the response.

    The response is taken as one that was received when it was sent: at its Date or, where it has none, now. A lifetime
    counts only where it is stated: what is made up where nothing is stated differs from cache to cache (RFC 9111,
    section 4.2.2). no-cache and `Vary: *` fail, since such a response is validated each time.

    Args:
        response: what `messages.view()` reads: the response of any library, and plain tuples.
        request: the request that it answers, where the response does not know it; a plain GET, if nobody does.
        shared: True for a proxy or a CDN, False for the cache of one user, as a browser's.
        at_least: for how many seconds it is fresh.
        target_list: the targeted fields that the cache obeys, as for `may_store()`.

    Raises:
        AssertionError: if it may not be stored, or not be reused for so long.
        InvalidStatusError: a ValueError: if `at_least` is no number of seconds.
        InvalidArgumentError: a ValueError and a TypeError: if `target_list` is none.
        InvalidMessageError: a TypeError: if `response` or `request` is none.

    >>> from statuskit.testing import assert_cacheable
    >>> assert_cacheable((200, {"Cache-Control": "private, max-age=60"}), shared=False, at_least=60)
    (200, {'Cache-Control': 'private, max-age=60'})
    >>> assert_cacheable((200, {"Cache-Control": "private, max-age=60"}), shared=True)
    Traceback (most recent call last):
        ...
    AssertionError: expected a shared cache to keep it for 1 s, got 200 OK
      stored: no: Cache-Control says private, and the cache is shared (RFC 9111 §5.2.2.7)
      said: Cache-Control: private, max-age=60
      likely fix: a private cache; or the same without private, if every user may have the response
    """
    __tracebackhide__ = True
    seconds = integer(at_least)
    if seconds is None or seconds < 1:
        msg = f"no number of seconds: {quoted(at_least)}; accepted: a whole number from 1 up"
        raise InvalidStatusError(msg)
    from statuskit.caching import ReuseReason, may_reuse
    from statuskit.caching._reading import again, targets_of

    target_list = targets_of(target_list)  # read twice, and an iterator can be read once
    seen, asked, stored = _stored(response, request, shared, target_list)
    received = _sent(seen)
    reused = may_reuse(
        asked,
        seen,
        again(asked),
        shared=shared,
        received_at=received,
        now=received + seconds - 1,
        heuristic=None,
        target_list=target_list,
    )
    if reused and not reused.is_stale:
        return response
    told = [f"stored: {stored}", *([f"after {seconds - 1} s: {reused}"] if stored else [])]
    fix = reused.would_change if stored else stored.would_change
    # To be sent stale is no fix here, whoever permits it.
    if reused or (reused.is_stale and reused.reason in {ReuseReason.STALE, ReuseReason.ONLY_IF_CACHED}):
        fix = "a longer lifetime"
    expected = f"a {_kind(shared)} cache to keep it for {seconds} s"
    raise AssertionError(_report(expected, seen, told, fix, target_list))


def assert_not_cacheable(
    response: _T, request: object = None, *, shared: bool, target_list: str | Sequence[str] = ()
) -> _T:
    """
    Fail if a cache may store a response, be it that nothing is said of it; return the response.

    Args:
        response: as for `assert_cacheable()`.
        request: as for `assert_cacheable()`.
        shared: True: shared caches must not have it, though a browser may. False: no cache must, since what a private
            one may not store, no other may.
        target_list: as for `assert_cacheable()`.

    Raises:
        AssertionError: if it may be stored.
        InvalidArgumentError: a ValueError and a TypeError: if `target_list` is none.
        InvalidMessageError: a TypeError: if `response` or `request` is none.

    >>> from statuskit.testing import assert_not_cacheable
    >>> assert_not_cacheable((200, {"Content-Type": "application/json"}), shared=True)
    Traceback (most recent call last):
        ...
    AssertionError: expected no shared cache to keep it, got 200 OK
      stored: yes: 200 is heuristically cacheable (RFC 9110 §15.1)
      likely fix: the directive no-store keeps it out of every cache, and private out of shared ones
    """
    __tracebackhide__ = True
    seen, _, stored = _stored(response, request, shared, target_list)
    if not stored:
        return response
    told = [f"stored: {stored}"]
    raise AssertionError(_report(f"no {_kind(shared)} cache to keep it", seen, told, stored.would_change, target_list))


def _stored(
    response: object,
    request: object,
    shared: bool,  # noqa: FBT001  as given
    target_list: str | Sequence[str],
) -> tuple[Response, Request, StoreDecision]:
    from statuskit.caching import may_store

    seen = exchange(response, request)
    tell(response, seen)
    asked = seen.request or Request()
    return seen, asked, may_store(asked, seen, shared=shared, target_list=target_list)


def _sent(response: Response) -> int:
    """
    Return when the response was sent, and so received: its Date, or else now.

    Expires is measured from there (RFC 9111, section 4.2.1). An assertion may read the clock; a decision may not.
    """
    from statuskit.caching._reading import date_of

    clock = int(time.time())
    date = date_of(response.headers, "Date", clock)
    return clock if date is None else date


def _kind(shared: bool) -> str:  # noqa: FBT001  as given
    return "shared" if shared else "private"


def _report(expected: str, seen: Response, told: list[str], fix: str, target_list: str | Sequence[str]) -> str:
    from statuskit._redact import in_a_line
    from statuskit.caching._reading import targets_of
    from statuskit.testing._expected import named
    from statuskit.testing._report import asked

    shown = _SHOWN.union(map(str.lower, targets_of(target_list)))
    said = (f"{name}: {value}" for name, value in seen.headers.items() if name.lower() in shown)
    lines = (*told, *(f"said: {in_a_line(line)}" for line in said), f"likely fix: {fix}")
    return "\n  ".join([f"expected {expected}, got {named(seen.status)}{asked(seen)}", *lines])
