"""May a cache store it (RFC 9111, section 3): a list of refusals, and then a list of what allows it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, final

import attrs

from statuskit._urls import is_same_place, target_of
from statuskit._word import Word
from statuskit.caching._reading import (
    DEFAULT_METHODS,
    DEFAULT_UNDERSTOOD,
    SPECIAL,
    Stored,
    check_understanding,
    directives_of,
    request_of,
)
from statuskit.caching._told import Told
from statuskit.data.caching import ANSWERS, CONTESTED, DIRECTIVES, HOP_BY_PROXY
from statuskit.data.sources import SOURCES
from statuskit.exceptions import quoted
from statuskit.model import Cacheability, Citation
from statuskit.registry import lookup

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from statuskit.caching._reading import TargetList
    from statuskit.fields import CacheControl
    from statuskit.messages import Request, Response

__all__ = ["StoreDecision", "StoreReason", "may_store", "store_decision"]


class StoreReason(Word):
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


class _Says(NamedTuple):
    """
    What a reason comes to: words about the status, {0}, the field, {1}, and the method, {2}; and what else is needed.

    That names directives and no field, since with a target list it may be any (RFC 9213, section 2.2).
    """

    why: str
    would_change: str
    citation: Citation | None
    """None: the source is that of the status."""


_STORING: Final = Citation.rfc(9111, "3")
_HELD_BACK: Final = "the directive no-store keeps it out of every cache, and private out of shared ones"
_SAYS: Final[Mapping[StoreReason, _Says]] = MappingProxyType(
    {
        StoreReason.EXPLICIT: _Says("the response states for how long it is fresh", _HELD_BACK, _STORING),
        StoreReason.PUBLIC: _Says("{1} says public", _HELD_BACK, DIRECTIVES["public"]),
        StoreReason.PRIVATE_CACHE: _Says(
            "{1} says private, and the cache is private",
            _HELD_BACK,
            DIRECTIVES["private"],
        ),
        StoreReason.HEURISTIC: _Says("{0} is heuristically cacheable", _HELD_BACK, None),
        StoreReason.METHOD_NOT_UNDERSTOOD: _Says(
            "the cache does not understand {2!r:.64}",
            "a cache that understands the method",
            _STORING,
        ),
        StoreReason.METHOD_NOT_CACHEABLE: _Says(
            "responses to {2!r:.64} are not cacheable, or not without more in the key",
            "a GET, if there is something to get",
            Citation.rfc(9110, "9.2.3"),
        ),
        StoreReason.NOT_FINAL: _Says(
            "{0} is not final",
            "the final response, which comes later",
            _STORING,
        ),
        StoreReason.STATUS_FORBIDS: _Says(
            "a {0} must not be stored, whatever the response says",
            "another status, and nothing else",
            None,
        ),
        StoreReason.STATUS_NOT_UNDERSTOOD: _Says(
            "only a cache that understands {0} may store it",
            "a cache that understands the status",
            _STORING,
        ),
        StoreReason.REQUEST_NO_STORE: _Says(
            "the request says no-store", "a request without Cache-Control: no-store", Citation.rfc(9111, "5.2.1.5")
        ),
        StoreReason.NO_STORE: _Says(
            "{1} says no-store",
            "the same without no-store; no-cache is for what is to be validated each time",
            DIRECTIVES["no-store"],
        ),
        StoreReason.PRIVATE: _Says(
            "{1} says private, and the cache is shared",
            "a private cache; or the same without private, if every user may have the response",
            DIRECTIVES["private"],
        ),
        StoreReason.AUTHORIZATION: _Says(
            "the request has Authorization, the cache is shared, and none of must-revalidate, public and s-maxage is"
            " there",
            "a private cache; or the directive public, if every user may have the response",
            Citation.rfc(9111, "3.5"),
        ),
        StoreReason.POST_NOT_EXPLICIT: _Says(
            "a response to POST must state its lifetime to be cacheable",
            "the directive max-age, where Content-Location is the target of the request",
            ANSWERS["POST"][1],
        ),
        StoreReason.POST_OTHER_LOCATION: _Says(
            "a response to POST is cacheable only where its Content-Location is the target of the request",
            "a request whose target is known, and Content-Location with that target",
            ANSWERS["POST"][1],
        ),
        StoreReason.NOTHING_ALLOWS: _Says(
            "{0} is not heuristically cacheable, and the response states no lifetime",
            "the directive max-age, or public",
            _STORING,
        ),
    }
)


@final
@attrs.frozen(slots=False)
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
        return _SAYS[self.reason].would_change

    def _answer(self) -> str:
        return "yes" if self.allowed else "no"

    def _more(self) -> Iterable[tuple[str, Iterable[object]]]:
        yield "Not to be stored with it", self.omit_fields


_source: Final = SOURCES["cacheability"]
# Those that are the same whatever the exchange is.
_PLAIN: Final[Mapping[StoreReason, StoreDecision]] = MappingProxyType(
    {
        reason: StoreDecision(reason is StoreReason.EXPLICIT, reason, says.why, says.citation)
        for reason, says in _SAYS.items()
        if "{" not in says.why and says.citation is not None
    }
)

# --- the rules --------------------------------------------------------------------------------------------------------

# Asked for together, as most messages have none: what is about whole responses, what requests have, what is limited.
_HOLDING_BACK: Final = frozenset({"must-understand", "no-store", "private"})
_ASKING: Final = frozenset({"authorization", "cache-control"})
_LIMITING: Final = frozenset({"no-cache", "private"})


def _refusal(  # noqa: C901, PLR0911, PLR0912  an answer to each question
    request: Request, stored: Stored, *, shared: bool, understood: Container[int], methods: Container[str]
) -> StoreReason | None:
    """Return why it must not be stored, by the first rule that says so; None where none does."""
    status, control = stored.status, stored.control
    if request.method not in methods:
        return StoreReason.METHOD_NOT_UNDERSTOOD
    if request.method not in ANSWERS:
        return StoreReason.METHOD_NOT_CACHEABLE
    if status is None:
        return StoreReason.STATUS_NOT_UNDERSTOOD
    if status.cacheability is Cacheability.NOT_FINAL:
        return StoreReason.NOT_FINAL
    if status.cacheability is Cacheability.PROHIBITED:
        return StoreReason.STATUS_FORBIDS
    holds_back = control.has_any(_HOLDING_BACK)
    needs_understanding = holds_back and "must-understand" in control
    if (needs_understanding or status in SPECIAL) and int(status) not in understood:
        return StoreReason.STATUS_NOT_UNDERSTOOD
    asks = request.headers.has_any(_ASKING)
    if asks and "no-store" in directives_of(request.headers):
        return StoreReason.REQUEST_NO_STORE
    # With must-understand, no-store is for those who do not understand the status (RFC 9111, section 5.2.2.3).
    if holds_back and "no-store" in control and not control.states("must-understand"):
        return StoreReason.NO_STORE
    if holds_back and shared and control.field_names("private") == ():
        return StoreReason.PRIVATE
    if asks and shared and "Authorization" in request.headers and not _lets_shared(control):
        return StoreReason.AUTHORIZATION
    if request.method == "POST":
        if not stored.has_explicit_freshness(shared=shared):
            return StoreReason.POST_NOT_EXPLICIT
        if not _is_at_home(request, stored.response):
            return StoreReason.POST_OTHER_LOCATION
    return None


def _allowance(stored: Stored, *, shared: bool) -> StoreReason | None:
    """Return what lets it be stored where nothing refuses; None where nothing does."""
    if stored.has_explicit_freshness(shared=shared):
        return StoreReason.EXPLICIT
    if "public" in stored.control:
        return StoreReason.PUBLIC
    if not shared and stored.control.states("private"):
        return StoreReason.PRIVATE_CACHE
    return StoreReason.HEURISTIC if stored.cacheability is Cacheability.HEURISTIC else None


def _lets_shared(control: CacheControl) -> bool:
    """Return whether a shared cache may have what an authenticated request got (RFC 9111, section 3.5)."""
    return control.states("must-revalidate") or control.states("public") or control.seconds("s-maxage") is not None


def _is_at_home(request: Request, response: Response) -> bool:
    """Return whether Content-Location is the target of the request, so that a GET there has the same response."""
    location = response.headers.get("Content-Location")
    if location is not None and location == request.url and not location.startswith("//"):
        return target_of(request) is not None  # whatever dots there are
    return location is not None and is_same_place(target_of(request, location), target_of(request))


def may_store(
    request: object,
    response: object,
    *,
    shared: bool,
    understood: Container[int] = DEFAULT_UNDERSTOOD,
    methods: Container[str] = DEFAULT_METHODS,
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
        InvalidArgumentError: a ValueError and a TypeError: for what is no container, such as text, and for what is no
            target list.
        InvalidMessageError: a TypeError: for what is no request or no response.
        MissingExtraError: an ImportError: if there is a targeted field to be read, and `http-sf` is not installed.

    >>> from statuskit import may_store
    >>> print(may_store(None, (200, {"Cache-Control": "private, max-age=60"}), shared=True))
    no: Cache-Control says private, and the cache is shared (RFC 9111 §5.2.2.7)
    >>> print(may_store(None, (404, {}), shared=True))
    yes: 404 is heuristically cacheable (RFC 9110 §15.1)
    """
    if understood is not DEFAULT_UNDERSTOOD or methods is not DEFAULT_METHODS:  # hardly ever, and a call takes long
        check_understanding(understood, methods)
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
    refused = _refusal(request, stored, shared=shared, understood=understood, methods=methods)
    allowed = None if refused else _allowance(stored, shared=shared)
    reason = refused or allowed or StoreReason.NOTHING_ALLOWS
    code = stored.response.status
    omitted = _omitted(stored, shared=shared) if allowed else ()
    contested = CONTESTED.get(code, ())
    if reason in _PLAIN and not omitted and not contested:
        return _PLAIN[reason]
    why, _, citation = _SAYS[reason]
    return StoreDecision(
        allowed is not None,
        reason,
        why.format(code if stored.status is not None else quoted(code), stored.field, request.method),
        citation or _source(lookup(code)),
        omitted,
        contested,
    )


def _omitted(stored: Stored, *, shared: bool) -> tuple[str, ...]:
    """Return the fields that are not stored (RFC 9111, section 3.1), of those that there are."""
    control, headers = stored.control, stored.response.headers
    named: tuple[str, ...] = ()
    if control.has_any(_LIMITING):
        named = (control.field_names("no-cache") or ()) + ((shared and control.field_names("private")) or ())
    if not named and not headers.has_any(HOP_BY_PROXY):
        return ()
    return tuple(sorted(name for name in HOP_BY_PROXY.union(named) if name in headers))
