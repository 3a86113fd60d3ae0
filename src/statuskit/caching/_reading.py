"""What the messages of an exchange say to caches, read once. Nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from statuskit.caching._arguments import check_container, texts_of
from statuskit.data.caching import ANSWERS
from statuskit.fields import CacheControl, parse_http_date, parse_targeted
from statuskit.messages import Request, view, view_request
from statuskit.registry import HTTP, lookup

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import TypeAlias

    from statuskit.messages import Headers, Response
    from statuskit.model import Cacheability, Status

    TargetList: TypeAlias = "str | Sequence[str]"

__all__ = [
    "DEFAULT_METHODS",
    "DEFAULT_UNDERSTOOD",
    "DIRECTIVES_FIELD",
    "SPECIAL",
    "Stored",
    "again",
    "check_understanding",
    "date_of",
    "directives_of",
    "request_of",
    "targets_of",
]

DIRECTIVES_FIELD: Final = "Cache-Control"
_PLAIN_GET: Final = Request()
_NO_DIRECTIVES: Final = CacheControl()

SPECIAL: Final = frozenset({HTTP.PARTIAL_CONTENT, HTTP.NOT_MODIFIED})
"""Those that need a cache that knows what is special about them (RFC 9111, section 3)."""

DEFAULT_UNDERSTOOD: Final = frozenset(int(status) for status in HTTP if status.is_final and status not in SPECIAL)
"""
The status codes whose caching this room implements: every registered final one but 206 and 304.

What is special about the two, ranges and freshening, is up to the cache (RFC 9111, sections 3.3 and 4.3.4).
"""

DEFAULT_METHODS: Final = tuple(ANSWERS)
"""The methods that this room knows to be cacheable."""


def request_of(request: object) -> Request:
    """Return a request as one; where none is known, it was a plain GET."""
    return _PLAIN_GET if request is None else view_request(request)


def again(request: Request) -> Request:
    """Return the request that asks for the same again: a HEAD, or else a GET, since nothing answers another POST."""
    return request if request.method == "HEAD" else attrs.evolve(request, method="GET")


def targets_of(target_list: TargetList) -> tuple[str, ...]:
    """
    Return the names on a target list.

    Raises:
        InvalidArgumentError: for what is neither a name nor several.
    """
    return texts_of(target_list, "a target list", "the name of a field, and a sequence of such names")


def check_understanding(understood: Container[int], methods: Container[str] = DEFAULT_METHODS) -> None:
    """
    Refuse what is no container of statuses, or of methods: `"GE" in "GET"`, and nothing is in a None.

    Raises:
        InvalidArgumentError: for either.
    """
    check_container(understood, "a container of statuses", "a set of numbers, and whatever has `in`, but text")
    check_container(methods, "a container of methods", "a set or a tuple of text, and whatever has `in`, but text")


def directives_of(headers: Headers) -> CacheControl:
    """Return the directives of Cache-Control; most messages have none."""
    lines = headers.get_all(DIRECTIVES_FIELD)
    return CacheControl.parse(lines) if lines else _NO_DIRECTIVES


def date_of(headers: Headers, name: str, now: int) -> int | None:
    """Return the date in a field, the first of several lines; None for none, and for what is no date."""
    lines = headers.get_all(name)
    return parse_http_date(lines[0], now=now, any_case=True) if lines else None


@attrs.define(eq=False)  # lives as long as a decision, for which a frozen record takes too long to make
class Stored:
    """A response as a cache reads it. `control` are the directives that count, and `field` is where they stand."""

    response: Response
    status: Status | None
    control: CacheControl
    expires: tuple[str, ...]
    field: str

    @property
    def cacheability(self) -> Cacheability | None:
        """What there is to say of the status alone; None of one that cannot be."""
        return None if self.status is None else self.status.cacheability

    @classmethod
    def of(cls, response: object, target_list: TargetList) -> Stored:
        """
        Read a response. The first field on the target list that is valid and not empty stands for all others.

        RFC 9213, section 2.2: Cache-Control and Expires are then ignored.

        Raises:
            InvalidArgumentError: for what is no target list.
        """
        seen = view(response)
        status = lookup(seen.status, default=None)
        if target_list != ():
            for name in targets_of(target_list):
                targeted = parse_targeted(seen.headers.get_all(name))
                if targeted is not None:
                    return cls(seen, status, targeted, (), name)
        return cls(seen, status, directives_of(seen.headers), seen.headers.get_all("Expires"), DIRECTIVES_FIELD)

    def has_explicit_freshness(self, *, shared: bool) -> bool:
        """Return whether the response states for how long it is fresh, be it well or not."""
        states = self.control.states
        return states("max-age") or bool(self.expires) or (shared and states("s-maxage"))

    @property
    def is_heuristic(self) -> bool:
        """Whether a lifetime may be made up for the response (RFC 9111, section 4.2.2)."""
        return "public" in self.control or (self.status is not None and self.status.is_cacheable)

    def prohibits_stale(self, *, shared: bool) -> str:
        """Return the directive that forbids to send the response once it is stale; empty if none does."""
        if self.control.field_names("no-cache") == ():
            return "no-cache"
        names = ("must-revalidate", "proxy-revalidate", "s-maxage") if shared else ("must-revalidate",)
        return next((name for name in names if name in self.control), "")
