"""What may_reuse() answers: the record, what a cache is to do, and why."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._word import Word
from statuskit.caching._told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.model import Citation

__all__ = ["NOTHING_MATCHES", "ReuseAction", "ReuseDecision", "ReuseReason"]

NOTHING_MATCHES: Final = "what it varies on is not in the fields of a request"
"""The words for a Vary that no request matches, whatever it has: "*", and what is no field name."""


class ReuseAction(Word):
    """What a cache does with a stored response when a request comes."""

    REUSE = "reuse"
    """Send it, with its age in Age."""
    REVALIDATE = "revalidate"
    """Ask the origin server first, with `validation_headers()`."""
    NO = "no"
    """Not for this request: forward it, as if nothing were stored."""


class ReuseReason(Word):
    """Why a stored response is sent, is validated first, or is not for this request."""

    # REUSE
    FRESH = "fresh"
    IMMUTABLE = "fresh and immutable"
    """The request asks for a younger one, and the response will not change while it is fresh."""
    STALE_WHILE_REVALIDATE = "stale-while-revalidate"
    """Send it, and validate it in the background."""
    MAX_STALE = "max-stale"
    """The request takes it stale."""
    # REVALIDATE
    REQUEST_NO_CACHE = "no-cache in the request"
    NO_CACHE = "no-cache"
    REQUEST_MAX_AGE = "max-age in the request"
    MIN_FRESH = "min-fresh"
    STALE_PROHIBITED = "stale, and that is forbidden"
    STALE = "stale"
    # NO
    TARGET = "another target"
    METHOD = "method"
    NOT_STORABLE = "not storable"
    VARY = "Vary"
    ONLY_IF_CACHED = "only-if-cached"
    """It would have to be validated, and the request wants no such thing: the answer is a 504."""


_CHANGES: Final[Mapping[ReuseReason, str]] = MappingProxyType(
    {
        ReuseReason.FRESH: "time: it is reused until it is stale; no-cache has it validated each time",
        ReuseReason.IMMUTABLE: "no-cache in the request, as a forced reload has it",
        ReuseReason.STALE_WHILE_REVALIDATE: "time: once the window is over, it is validated first",
        ReuseReason.MAX_STALE: "a request without max-stale",
        ReuseReason.REQUEST_NO_CACHE: "a request without no-cache",
        ReuseReason.NO_CACHE: "the same without no-cache, and with a lifetime",
        ReuseReason.REQUEST_MAX_AGE: "a request with a larger max-age, or with none",
        ReuseReason.MIN_FRESH: "a request with a smaller min-fresh, or with none",
        ReuseReason.STALE_PROHIBITED: "a longer lifetime",
        ReuseReason.STALE: "a longer lifetime, or stale-while-revalidate in the response",
        ReuseReason.TARGET: "a request for the same URL",
        ReuseReason.METHOD: "a GET or a HEAD, of what is stored for a GET",
        ReuseReason.NOT_STORABLE: "a response that may be stored",
        ReuseReason.VARY: "a request with the same values of the fields that Vary names",
        ReuseReason.ONLY_IF_CACHED: "a request without only-if-cached, which may then be sent on",
    }
)


_NAMING: Final = "a Vary of field names and nothing else: no request matches this one"


@final
@attrs.frozen
class ReuseDecision(Told):
    """
    Whether a stored response may answer a request, and why. `age` and `lifetime` are in whole seconds.

    `omit_fields`, in lower case, are to be left out of the answer where it is not validated first. `stale_on_error` is
    for where it is: whether the response may be sent as it is if that fails, without an answer or with a 500, 502, 503
    or 504. `contested` has who claims otherwise of this status.

    >>> from statuskit import may_reuse
    >>> stored = (200, {"Cache-Control": "max-age=60", "Vary": "Accept"})
    >>> get = {"method": "GET", "headers": {"Accept": "text/html"}}
    >>> print(may_reuse(get, stored, get, shared=True, received_at=0, now=59))
    reuse: it is fresh: max-age gives 60 s, and it is 59 s old (RFC 9111 §4)
    >>> print(may_reuse(get, stored, {"method": "GET"}, shared=True, received_at=0, now=59))
    no: the request differs in accept, which Vary names (RFC 9111 §4.1)
    """

    action: ReuseAction
    reason: ReuseReason
    why: str
    age: int
    lifetime: int
    is_stale: bool
    citation: Citation
    omit_fields: tuple[str, ...] = ()
    stale_on_error: bool = False
    contested: tuple[Citation, ...] = ()

    def __bool__(self) -> bool:
        return self.action is ReuseAction.REUSE

    @property
    def would_change(self) -> str:
        """What would make the answer differ."""
        return _NAMING if self.why == NOTHING_MATCHES else _CHANGES[self.reason]

    def _answer(self) -> str:
        return self.action.value

    def _more(self) -> Iterable[tuple[str, Iterable[object]]]:
        yield "Freshness", [f"age {self.age} s, lifetime {self.lifetime} s: {'stale' if self.is_stale else 'fresh'}"]
        yield "To be left out of the answer", self.omit_fields
        if self.action is ReuseAction.REVALIDATE:
            yield "If validation fails", [self._on_error]

    @property
    def _on_error(self) -> str:
        if self.stale_on_error:
            return "may be sent stale" if self.is_stale else "may be sent as it is, being fresh"
        if self.reason is ReuseReason.REQUEST_NO_CACHE:
            return "not to be sent: the request wants it validated"
        return "must not be sent"
