"""May a cache store it (RFC 9111, section 3): a list of refusals, and then a list of what allows it."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._urls import place
from statuskit.caching._reading import DEFAULT_UNDERSTOOD, Stored, request_of
from statuskit.caching._told import Told
from statuskit.data.caching import ANSWERS, CONTESTED, DIRECTIVES, HOP_BY_PROXY
from statuskit.exceptions import quoted
from statuskit.fields import CacheControl
from statuskit.model import Cacheability, Citation
from statuskit.registry import HTTP, lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from typing import TypeAlias

    from statuskit.caching._reading import TargetList
    from statuskit.messages import Request

__all__ = ["StoreDecision", "StoreReason", "may_store", "store_decision"]


class StoreReason(str, Enum):
    """Why a response may be stored, or may not."""

    # Yes
    EXPLICIT = "explicit freshness"
    """It states for how long it is fresh: max-age, Expires, in a shared cache s-maxage."""
    PUBLIC = "public"
    PRIVATE_CACHE = "private, in a private cache"
    HEURISTIC = "heuristically cacheable"
    """It states nothing, and its status may be stored all the same."""
    # No
    METHOD_NOT_UNDERSTOOD = "method not understood"
    METHOD_NOT_CACHEABLE = "method not cacheable"
    NOT_FINAL = "not final"
    STATUS_FORBIDS = "the status forbids it"
    STATUS_NOT_UNDERSTOOD = "status not understood"
    REQUEST_NO_STORE = "no-store in the request"
    NO_STORE = "no-store"
    PRIVATE = "private"
    AUTHORIZATION = "Authorization"
    """The request was authenticated, and nothing in the response lets a shared cache have it."""
    POST_NOT_EXPLICIT = "POST without explicit freshness"
    POST_OTHER_LOCATION = "POST without its own Content-Location"
    NOTHING_ALLOWS = "nothing allows it"
    """It states nothing, and its status is not heuristically cacheable."""


_HELD_BACK: Final = "Cache-Control: no-store keeps it out of every cache, and private out of shared ones"
_CHANGES: Final[Mapping[StoreReason, str]] = MappingProxyType(
    {
        StoreReason.EXPLICIT: _HELD_BACK,
        StoreReason.PUBLIC: _HELD_BACK,
        StoreReason.PRIVATE_CACHE: _HELD_BACK,
        StoreReason.HEURISTIC: _HELD_BACK,
        StoreReason.METHOD_NOT_UNDERSTOOD: "a cache that understands the method",
        StoreReason.METHOD_NOT_CACHEABLE: "a GET, if there is something to get",
        StoreReason.NOT_FINAL: "the final response, which comes later",
        StoreReason.STATUS_FORBIDS: "another status, and nothing else",
        StoreReason.STATUS_NOT_UNDERSTOOD: "a cache that understands the status",
        StoreReason.REQUEST_NO_STORE: "a request without Cache-Control: no-store",
        StoreReason.NO_STORE: "Cache-Control without no-store; no-cache is for what is to be validated each time",
        StoreReason.PRIVATE: "a private cache; or Cache-Control without private, if every user may have the response",
        StoreReason.AUTHORIZATION: "a private cache; or public in Cache-Control, if every user may have the response",
        StoreReason.POST_NOT_EXPLICIT: "Cache-Control: max-age, and the target of the request in Content-Location",
        StoreReason.POST_OTHER_LOCATION: "the target of the request in Content-Location",
        StoreReason.NOTHING_ALLOWS: "Cache-Control: max-age, or public",
    }
)


@final
@attrs.frozen
class StoreDecision(Told):
    """
    Whether a cache may store a response, and why.

    `omit_fields` are the fields of this response, in lower case, that are not to be stored with it. `contested` has who
    claims otherwise of this status.

    >>> from statuskit import may_store
    >>> decision = may_store({"method": "GET"}, (302, {}), shared=True)
    >>> print(decision)
    no: 302 is not heuristically cacheable, and the response states no lifetime (RFC 9111 §3)
    >>> decision.allowed, decision.reason.value
    (False, 'nothing allows it')
    """

    allowed: bool
    reason: StoreReason
    why: str
    citation: Citation
    omit_fields: tuple[str, ...] = ()
    contested: tuple[Citation, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def would_change(self) -> str:
        """What would make the answer differ."""
        return _CHANGES[self.reason]

    def _answer(self) -> str:
        return "yes" if self.allowed else "no"

    def _more(self) -> Iterable[str]:
        if self.omit_fields:
            yield f"not to be stored with it: {', '.join(self.omit_fields)}"
        for each in self.contested:
            yield f"otherwise: {each}: {each.claim}"


# --- the rules --------------------------------------------------------------------------------------------------------

_STORING: Final = Citation.rfc(9111, "3")
_AUTHENTICATED: Final = Citation.rfc(9111, "3.5")
# Those that need a cache that knows what is special about them (section 3).
_SPECIAL: Final = frozenset({HTTP.PARTIAL_CONTENT, HTTP.NOT_MODIFIED})
_LETS_SHARED: Final = ("must-revalidate", "public")


@attrs.frozen
class _Case:
    """A response, its request, and the cache that might store it."""

    request: Request
    stored: Stored
    shared: bool
    understood: Container[int]
    methods: Container[str]

    @property
    def method(self) -> str:
        return quoted(self.request.method)

    @property
    def code(self) -> int:
        return self.stored.response.status

    @property
    def is_understood(self) -> bool:
        return self.stored.status is not None and self.code in self.understood

    def has(self, name: str) -> bool:
        return name in self.stored.control

    def cacheability_is(self, level: Cacheability) -> bool:
        return self.stored.status is not None and self.stored.status.cacheability is level

    @property
    def needs_understanding(self) -> bool:
        return self.stored.status is None or self.stored.status in _SPECIAL or self.has("must-understand")

    @property
    def asks_no_store(self) -> bool:
        lines = self.request.headers.get_all("Cache-Control")
        return bool(lines) and "no-store" in CacheControl.parse(lines)

    @property
    def is_overridden(self) -> bool:
        """Whether must-understand is there, which makes no-store one for those who do not understand the status."""
        return self.has("must-understand") and self.is_understood

    @property
    def lets_shared(self) -> bool:
        control = self.stored.control
        return any(map(control.states, _LETS_SHARED)) or control.seconds("s-maxage") is not None

    @property
    def is_explicit(self) -> bool:
        return self.stored.has_explicit_freshness(shared=self.shared)

    @property
    def is_at_home(self) -> bool:
        """Whether Content-Location is the target of the request, so that a GET there has the same response."""
        url, location = self.request.url, self.stored.response.headers.get("Content-Location")
        here = None if url is None else place(url)
        return here is not None and location is not None and place(location, url or "") == here


# What must hold, the reason then, its words with "{0}" for the case, and who says so: None is the status's own source.
_Rule: TypeAlias = "tuple[Callable[[_Case], bool], StoreReason, str, Citation | None]"

# The first that holds refuses.
_REFUSALS: Final[tuple[_Rule, ...]] = (
    (
        lambda case: case.request.method not in case.methods,
        StoreReason.METHOD_NOT_UNDERSTOOD,
        "the cache does not understand {0.method}",
        _STORING,
    ),
    (
        lambda case: case.request.method not in ANSWERS,
        StoreReason.METHOD_NOT_CACHEABLE,
        "responses to {0.method} are not cacheable, or not without more in the key",
        Citation.rfc(9110, "9.2.3"),
    ),
    (
        lambda case: case.cacheability_is(Cacheability.NOT_FINAL),
        StoreReason.NOT_FINAL,
        "{0.code} is not final",
        _STORING,
    ),
    (
        lambda case: case.cacheability_is(Cacheability.PROHIBITED),
        StoreReason.STATUS_FORBIDS,
        "a {0.code} must not be stored, whatever the response says",
        None,
    ),
    (
        lambda case: case.needs_understanding and not case.is_understood,
        StoreReason.STATUS_NOT_UNDERSTOOD,
        "only a cache that understands {0.code} may store it",
        _STORING,
    ),
    (
        lambda case: case.asks_no_store,
        StoreReason.REQUEST_NO_STORE,
        "the request says no-store",
        Citation.rfc(9111, "5.2.1.5"),
    ),
    (
        lambda case: case.has("no-store") and not case.is_overridden,
        StoreReason.NO_STORE,
        "{0.stored.field} says no-store",
        DIRECTIVES["no-store"],
    ),
    (
        lambda case: case.shared and case.stored.control.field_names("private") == (),
        StoreReason.PRIVATE,
        "{0.stored.field} says private, and the cache is shared",
        DIRECTIVES["private"],
    ),
    (
        lambda case: case.shared and "Authorization" in case.request.headers and not case.lets_shared,
        StoreReason.AUTHORIZATION,
        "the request has Authorization, the cache is shared, and none of must-revalidate, public and s-maxage is there",
        _AUTHENTICATED,
    ),
    (
        lambda case: case.request.method == "POST" and not case.is_explicit,
        StoreReason.POST_NOT_EXPLICIT,
        "a response to POST must state its lifetime to be cacheable",
        ANSWERS["POST"][1],
    ),
    (
        lambda case: case.request.method == "POST" and not case.is_at_home,
        StoreReason.POST_OTHER_LOCATION,
        "a response to POST is cacheable only where its Content-Location is the target of the request",
        ANSWERS["POST"][1],
    ),
)
# The first that holds allows.
_ALLOWANCES: Final[tuple[_Rule, ...]] = (
    (lambda case: case.is_explicit, StoreReason.EXPLICIT, "the response states for how long it is fresh", _STORING),
    (
        lambda case: case.has("public"),
        StoreReason.PUBLIC,
        "{0.stored.field} says public",
        DIRECTIVES["public"],
    ),
    (
        lambda case: not case.shared and case.stored.control.states("private"),
        StoreReason.PRIVATE_CACHE,
        "{0.stored.field} says private, and the cache is private",
        DIRECTIVES["private"],
    ),
    (
        lambda case: case.cacheability_is(Cacheability.HEURISTIC),
        StoreReason.HEURISTIC,
        "{0.code} is heuristically cacheable",
        None,
    ),
)


def may_store(
    request: object,
    response: object,
    *,
    shared: bool,
    understood: Container[int] = DEFAULT_UNDERSTOOD,
    methods: Container[str] = tuple(ANSWERS),
    target_list: TargetList = (),
) -> StoreDecision:
    """
    Return whether a cache may store a response (RFC 9111, section 3).

    That it may does not make it worth while: `freshness()` says for how long it can be used, and there may be nothing
    to validate it with afterwards. Nothing here raises for what is in a field.

    Args:
        request: the request: a Request, or a library's. None for a plain GET.
        response: the response: whatever `view()` takes. Its own request is not looked at.
        shared: True for a proxy or a CDN, False for the cache of one user, as a browser's.
        understood: the status codes whose caching this cache implements.
        methods: the methods that it understands.
        target_list: the targeted fields that the cache obeys, most applicable first, such as CDN-Cache-Control (RFC
            9213). They need the extra `fields`.

    Raises:
        InvalidMessageError: a TypeError: for what is no request or no response.
        MissingExtraError: an ImportError: if there is a targeted field to be read, and `http-sf` is not installed.

    >>> from statuskit import may_store
    >>> print(may_store(None, (200, {"Cache-Control": "private, max-age=60"}), shared=True))
    no: Cache-Control says private, and the cache is shared (RFC 9111 §5.2.2.7)
    >>> print(may_store(None, (404, {}), shared=True))
    yes: 404 is heuristically cacheable (RFC 9110 §15.1)
    """
    stored = Stored.of(response, target_list)
    return store_decision(request_of(request), stored, shared=shared, understood=understood, methods=methods)


def store_decision(
    request: Request,
    stored: Stored,
    *,
    shared: bool,
    understood: Container[int],
    methods: Container[str],
) -> StoreDecision:
    """Return the decision about what has been read."""
    case = _Case(request, stored, shared, understood, methods)
    contested = CONTESTED.get(case.code, ())
    for rules, allowed in ((_REFUSALS, False), (_ALLOWANCES, True)):
        for holds, reason, why, citation in rules:
            if holds(case):
                cited = citation or lookup(case.code).cite("cacheability")
                omitted = _omitted(case) if allowed else ()
                return StoreDecision(allowed, reason, why.format(case), cited, omitted, contested)
    why = f"{case.code} is not heuristically cacheable, and the response states no lifetime"
    return StoreDecision(
        allowed=False, reason=StoreReason.NOTHING_ALLOWS, why=why, citation=_STORING, contested=contested
    )


def _omitted(case: _Case) -> tuple[str, ...]:
    """Return the fields that are not stored (RFC 9111, section 3.1), of those that there are."""
    control = case.stored.control
    named = {*HOP_BY_PROXY, *(control.field_names("no-cache") or ())}
    if case.shared:
        named.update(control.field_names("private") or ())
    return tuple(sorted(name for name in named if name in case.stored.response.headers))
