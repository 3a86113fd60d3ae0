"""Is it fresh (RFC 9111, section 4.2): a lifetime, an age, and which of them is larger."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._word import Word
from statuskit.caching._arguments import fraction_of
from statuskit.caching._reading import Stored, date_of
from statuskit.caching._told import Told
from statuskit.data.caching import CONTESTED_USE, DIRECTIVES
from statuskit.fields import INFINITE, epoch_seconds, parse_age, parse_expires
from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.caching._reading import TargetList
    from statuskit.fields import Time

__all__ = ["Freshness", "LifetimeSource", "Times", "freshness", "freshness_of"]


class LifetimeSource(Word):
    """What a freshness lifetime comes from (RFC 9111, section 4.2.1)."""

    S_MAXAGE = "s-maxage"
    MAX_AGE = "max-age"
    EXPIRES = "Expires"
    HEURISTIC = "heuristic"
    """A fraction of the time since the last modification."""
    NONE = "none"
    """Nothing is stated, and nothing may be made up, or there is nothing to make it up from."""


_CHANGES: Final[Mapping[LifetimeSource, str]] = MappingProxyType(
    {
        LifetimeSource.S_MAXAGE: "another s-maxage; private caches go by max-age",
        LifetimeSource.MAX_AGE: "another max-age; in a shared cache, s-maxage overrides it",
        LifetimeSource.EXPIRES: "another Expires; max-age overrides it",
        LifetimeSource.HEURISTIC: "the directive max-age, since each cache makes up a lifetime of its own",
        LifetimeSource.NONE: "the directive max-age",
    }
)


@final
@attrs.frozen
class Freshness(Told):
    """
    Whether a response is fresh: its lifetime and its age, both in whole seconds.

    `stale_allowed` is False where the response itself forbids to be sent once it is stale; a True still needs somebody
    who permits it (RFC 9111, section 4.2.4). `contested` has who claims otherwise of this status.

    >>> from statuskit import freshness
    >>> found = freshness((200, {"Cache-Control": "max-age=60", "Age": "20"}), shared=False, received_at=0, now=30)
    >>> print(found)
    fresh: max-age gives 60 s, and it is 50 s old (RFC 9111 §5.2.2.1)
    >>> found.lifetime - found.age, bool(found)
    (10, True)
    """

    lifetime: int
    source: LifetimeSource
    age: int
    is_fresh: bool
    stale_allowed: bool
    why: str
    citation: Citation
    contested: tuple[Citation, ...] = ()

    def __bool__(self) -> bool:
        return self.is_fresh

    @property
    def would_change(self) -> str:
        """What would make the lifetime differ."""
        return _CHANGES[self.source]

    def _answer(self) -> str:
        return "fresh" if self.is_fresh else "stale"

    def _more(self) -> Iterable[tuple[str, Iterable[object]]]:
        yield "Stale in" if self.is_fresh else "Stale for", [f"{abs(self.lifetime - self.age)} s"]
        yield "Once it is stale", ["not forbidden" if self.stale_allowed else "must not be sent without validation"]


@attrs.frozen
class Times:
    """When a response was asked for and received, what time it is now, and how bold a heuristic may be."""

    received: int
    now: int
    requested: int
    heuristic: float

    @classmethod
    def of(cls, received_at: Time, now: Time, requested_at: Time | None, heuristic: float | None) -> Times:
        """Return the times, checked: they are the caller's."""
        received = epoch_seconds(received_at)
        requested = received if requested_at is None else epoch_seconds(requested_at)
        return cls(received, epoch_seconds(now), requested, fraction_of(heuristic))


def freshness(
    response: object,
    *,
    shared: bool,
    received_at: Time,
    now: Time,
    requested_at: Time | None = None,
    heuristic: float | None = 0.1,
    target_list: TargetList = (),
) -> Freshness:
    """
    Return whether a response is fresh (RFC 9111, section 4.2).

    Times are seconds since the epoch or aware datetimes, and count by the second. What is invalid is as little fresh as
    can be: a max-age that is no number is 0, an Expires that is no date is past. Of several values the first counts.
    The age is the larger of what Age and what Date say, and a clock that goes backwards makes nothing younger.

    Args:
        response: the response as it was stored: whatever `view()` takes.
        shared: True for a proxy or a CDN, False for the cache of one user.
        received_at: when the response was received, or last validated.
        now: what time it is.
        requested_at: when it was asked for: Age counts from there. When it was received, if not said.
        heuristic: where nothing is stated and a heuristic is allowed, the part of the time since Last-Modified that
            makes the lifetime (section 4.2.2). None or 0 for no heuristic.
        target_list: as for `may_store()`.

    Raises:
        InvalidArgumentError: a ValueError and a TypeError: for a naive datetime and what is no time, for what is no
            fraction, and for what is no target list.
        InvalidMessageError: a TypeError: for what is no response.
        MissingExtraError: as `may_store()` does.

    >>> from statuskit import freshness
    >>> old = (200, {"Last-Modified": "Thu, 01 Jan 1970 00:00:00 GMT", "Date": "Thu, 01 Jan 1970 00:16:40 GMT"})
    >>> print(freshness(old, shared=True, received_at=1000, now=1050))
    fresh: 10% of the time since Last-Modified gives 100 s, and it is 50 s old (RFC 9111 §4.2.2)
    """
    stored = Stored.of(response, target_list)
    return freshness_of(stored, Times.of(received_at, now, requested_at, heuristic), shared=shared)


def freshness_of(stored: Stored, times: Times, *, shared: bool) -> Freshness:
    """Return the freshness of what has been read."""
    date = date_of(stored.response.headers, "Date", times.received)
    lifetime, source, how, citation = _lifetime(stored, times, date, shared=shared)
    age = _age(stored, times, date)
    forbidden = stored.prohibits_stale(shared=shared)
    why = f"{how}, and it is {age} s old"
    contested = CONTESTED_USE.get(stored.response.status, ())
    return Freshness(lifetime, source, age, lifetime > age, not forbidden, why, citation, contested)


def _age(stored: Stored, times: Times, date: int | None) -> int:
    """Return current_age (RFC 9111, section 4.2.3), the more conservative of the two ways to an initial age."""
    lines = stored.response.headers.get_all("Age")
    age_value = (parse_age(lines) or 0) if lines else 0
    apparent_age = 0 if date is None else max(0, times.received - date)
    response_delay = max(0, times.received - times.requested)
    resident_time = max(0, times.now - times.received)
    return max(apparent_age, age_value + response_delay) + resident_time


# --- the lifetime -----------------------------------------------------------------------------------------------------

_EXPIRES: Final = Citation.rfc(9111, "5.3")
_HEURISTIC: Final = Citation.rfc(9111, "4.2.2")
_STATED: Final = (LifetimeSource.S_MAXAGE, LifetimeSource.MAX_AGE)


def _lifetime(
    stored: Stored, times: Times, date: int | None, *, shared: bool
) -> tuple[int, LifetimeSource, str, Citation]:
    """Return freshness_lifetime (RFC 9111, section 4.2.1), where it comes from, in words, and the section."""
    generated = times.received if date is None else date
    for source in _STATED if shared else _STATED[1:]:
        name = source.value
        if name in stored.control:
            seconds = stored.control.seconds(name)
            how = f"{name} is no number of seconds" if seconds is None else f"{name} gives {seconds} s"
            return seconds or 0, source, how, DIRECTIVES[name]
    if stored.expires:
        expires = parse_expires(stored.expires, now=times.received)
        if expires is None:
            return 0, LifetimeSource.EXPIRES, "Expires is no date, so it is past", _EXPIRES
        lifetime = min(max(0, expires - generated), INFINITE)
        return lifetime, LifetimeSource.EXPIRES, f"Expires gives {lifetime} s", _EXPIRES
    modified = date_of(stored.response.headers, "Last-Modified", times.received)
    if modified is None or not stored.is_heuristic or not times.heuristic:
        return 0, LifetimeSource.NONE, "no lifetime is stated, and none may be made up", _HEURISTIC
    try:
        lifetime = min(max(0, int((generated - modified) * times.heuristic)), INFINITE)
    except OverflowError:
        lifetime = INFINITE if generated > modified else 0
    how = f"{times.heuristic:.0%} of the time since Last-Modified gives {lifetime} s"
    return lifetime, LifetimeSource.HEURISTIC, how, _HEURISTIC
