"""May a stored response answer a request (RFC 9111, section 4): what stands against it, and what must be done first."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._urls import is_same_target
from statuskit.caching._freshness import Times, freshness_of
from statuskit.caching._reading import DEFAULT_UNDERSTOOD, DIRECTIVES_FIELD, Stored, check_understanding, request_of
from statuskit.caching._reuse_decision import NOTHING_MATCHES, ReuseAction, ReuseDecision, ReuseReason
from statuskit.caching._store import store_decision
from statuskit.caching._vary import vary_key
from statuskit.data.caching import ANSWERS, DIRECTIVES
from statuskit.exceptions import quoted
from statuskit.fields import CacheControl, Vary
from statuskit.model import Citation
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from statuskit.caching._freshness import Freshness
    from statuskit.caching._reading import TargetList
    from statuskit.fields import Time
    from statuskit.messages import Request

__all__ = ["may_reuse"]

_REUSE: Final = Citation.rfc(9111, "4")
_VARY: Final = Citation.rfc(9111, "4.1")
_STALE: Final = Citation.rfc(9111, "4.2.4")
_TARGET: Final = Citation.rfc(9110, "7.1")
_PARTS: Final = Citation.rfc(9111, "3.3")
_PRAGMA: Final = Citation.rfc(9111, "5.4")
_ASKED: Final[Mapping[str, Citation]] = MappingProxyType(
    {
        "max-age": Citation.rfc(9111, "5.2.1.1"),
        "max-stale": Citation.rfc(9111, "5.2.1.2"),
        "min-fresh": Citation.rfc(9111, "5.2.1.3"),
        "no-cache": Citation.rfc(9111, "5.2.1.4"),
        "only-if-cached": Citation.rfc(9111, "5.2.1.7"),
    }
)


@attrs.frozen
class _Case:
    """A stored response, the request that it was for, the request that is to be answered, and the cache."""

    stored_request: Request
    stored: Stored
    request: Request
    asked: CacheControl
    freshness: Freshness
    shared: bool
    understood: Container[int]

    @property
    def staleness(self) -> int:
        """For how many seconds the response has been stale; negative while it is fresh."""
        return self.freshness.age - self.freshness.lifetime

    @property
    def is_immutable(self) -> bool:
        """Whether it says so, and may be believed: over plain HTTP, not by a client (RFC 8246, section 3)."""
        in_the_clear = not self.shared and (self.stored_request.url or "").lower().startswith("http:")
        return "immutable" in self.stored.control and not in_the_clear

    @property
    def wants_it_fresh(self) -> bool:
        """Whether the request takes nothing stale: max-age without max-stale (RFC 9111, section 5.2.1.1)."""
        return "max-age" in self.asked and "max-stale" not in self.asked


@attrs.frozen
class _Ruling:
    """What one question comes to."""

    action: ReuseAction
    reason: ReuseReason
    why: str
    citation: Citation


def _no(reason: ReuseReason, why: str, citation: Citation) -> _Ruling:
    return _Ruling(ReuseAction.NO, reason, why, citation)


def _revalidate(reason: ReuseReason, why: str, citation: Citation) -> _Ruling:
    return _Ruling(ReuseAction.REVALIDATE, reason, why, citation)


def _reuse(reason: ReuseReason, why: str, citation: Citation) -> _Ruling:
    return _Ruling(ReuseAction.REUSE, reason, why, citation)


def _is_another_target(case: _Case) -> _Ruling | None:
    ours, theirs = case.stored_request, case.request
    if ours.url is None or theirs.url is None or is_same_target(ours, theirs):
        return None
    return _no(ReuseReason.TARGET, "it is stored for another URL", _TARGET)


def _is_another_method(case: _Case) -> _Ruling | None:
    answered, citation = ANSWERS.get(case.stored_request.method, (frozenset[str](), _REUSE))
    if case.request.method in answered:
        return None
    ours, theirs = quoted(case.stored_request.method), quoted(case.request.method)
    return _no(ReuseReason.METHOD, f"a response to {ours} does not answer {theirs}", citation)


def _should_not_be_stored(case: _Case) -> _Ruling | None:
    if case.stored.status == HTTP.PARTIAL_CONTENT:
        return _no(ReuseReason.NOT_STORABLE, "it is a part only", _PARTS)
    decided = store_decision(
        case.stored_request, case.stored, shared=case.shared, understood=case.understood, methods=ANSWERS
    )
    return None if decided else _no(ReuseReason.NOT_STORABLE, decided.why, decided.citation)


def _is_for_another_request(case: _Case) -> _Ruling | None:
    lines = case.stored.response.headers.get_all("Vary")
    if not lines:
        return None
    vary = Vary.parse(lines)
    ours, theirs = vary_key(vary, case.stored_request.headers), vary_key(vary, case.request.headers)
    if ours is None or theirs is None:
        return _no(ReuseReason.VARY, NOTHING_MATCHES, _VARY)
    differing = [name for (name, value), (_, other) in zip(ours, theirs, strict=True) if value != other]
    if not differing:
        return None
    return _no(ReuseReason.VARY, f"the request differs in {', '.join(differing)}, which Vary names", _VARY)


def _is_asked_to_validate(case: _Case) -> _Ruling | None:
    if "no-cache" in case.asked:
        return _revalidate(ReuseReason.REQUEST_NO_CACHE, "the request says no-cache", _ASKED["no-cache"])
    headers = case.request.headers
    if DIRECTIVES_FIELD not in headers and "no-cache" in CacheControl.parse(headers.get_all("Pragma")):
        return _revalidate(ReuseReason.REQUEST_NO_CACHE, "the request has Pragma: no-cache", _PRAGMA)
    return None


def _is_to_be_validated(case: _Case) -> _Ruling | None:
    if case.stored.control.field_names("no-cache") != ():
        return None
    return _revalidate(ReuseReason.NO_CACHE, f"{case.stored.field} says no-cache", DIRECTIVES["no-cache"])


def _is_too_old(case: _Case) -> _Ruling | None:
    if "max-age" not in case.asked:
        return None
    most = case.asked.seconds("max-age") or 0
    if case.freshness.age <= most or (case.freshness.is_fresh and case.is_immutable):
        return None
    told = f"the request wants it {most} s old at most, and it is {case.freshness.age} s old"
    return _revalidate(ReuseReason.REQUEST_MAX_AGE, told, _ASKED["max-age"])


def _is_soon_stale(case: _Case) -> _Ruling | None:
    if "min-fresh" not in case.asked:
        return None
    least = case.asked.seconds("min-fresh")
    if least is not None and case.freshness.lifetime >= case.freshness.age + least:
        return None
    left = max(0, -case.staleness)
    told = f"the request wants it fresh for a time that is no number, and it is for {left} s"
    if least is not None:
        told = f"the request wants it fresh for {least} s more, and it is for {left} s"
    return _revalidate(ReuseReason.MIN_FRESH, told, _ASKED["min-fresh"])


def _is_fresh(case: _Case) -> _Ruling | None:
    if not case.freshness.is_fresh:
        return None
    told = f"it is fresh: {case.freshness.why}"
    if "max-age" in case.asked and case.freshness.age > (case.asked.seconds("max-age") or 0):
        return _reuse(
            ReuseReason.IMMUTABLE, f"it is immutable, and {told.removeprefix('it is ')}", DIRECTIVES["immutable"]
        )
    return _reuse(ReuseReason.FRESH, told, _REUSE)


def _must_not_be_stale(case: _Case) -> _Ruling | None:
    name = case.stored.prohibits_stale(shared=case.shared)
    if not name:
        return None
    told = f"it is stale, {case.freshness.why}; and {name} forbids to send it so"
    return _revalidate(ReuseReason.STALE_PROHIBITED, told, DIRECTIVES[name])


def _is_validated_meanwhile(case: _Case) -> _Ruling | None:
    window = case.stored.control.seconds("stale-while-revalidate")
    if window is None or case.staleness > window or case.wants_it_fresh:
        return None
    told = f"it is stale for {case.staleness} s, and may be for {window} s while it is validated"
    return _reuse(ReuseReason.STALE_WHILE_REVALIDATE, told, DIRECTIVES["stale-while-revalidate"])


def _is_taken_stale(case: _Case) -> _Ruling | None:
    if "max-stale" not in case.asked:
        return None
    most = case.asked.seconds("max-stale")
    if case.asked.argument("max-stale") is not None and (most is None or case.staleness > most):
        return None
    told = f"it is stale for {case.staleness} s, and the request takes it so"
    return _reuse(ReuseReason.MAX_STALE, told, _ASKED["max-stale"])


# The first that has an answer decides; who gets to the end is stale.
_QUESTIONS: Final = (
    _is_another_target,
    _is_another_method,
    _should_not_be_stored,
    _is_for_another_request,
    _is_asked_to_validate,
    _is_to_be_validated,
    _is_too_old,
    _is_soon_stale,
    _is_fresh,
    _must_not_be_stale,
    _is_validated_meanwhile,
    _is_taken_stale,
)


def may_reuse(  # noqa: PLR0913  facts of two exchanges and one cache, by name
    stored_request: object,
    stored_response: object,
    request: object,
    *,
    shared: bool,
    received_at: Time,
    now: Time,
    requested_at: Time | None = None,
    heuristic: float | None = 0.1,
    understood: Container[int] = DEFAULT_UNDERSTOOD,
    target_list: TargetList = (),
) -> ReuseDecision:
    """
    Return whether a stored response may answer a request (RFC 9111, section 4).

    The directives of the request are honoured, though a cache need not (section 5.2.1). A number in them that is none
    is the most restrictive one. Where the answer is to validate, ask with `validation_headers()`, and look at a 304
    with `updates_stored()`. The request's own preconditions are for `evaluate_preconditions(..., origin=False)`.

    Args:
        stored_request: the request that the stored response answered; None for a plain GET.
        stored_response: the response as it was stored: whatever `view()` takes.
        request: the request that is to be answered; None for a plain GET. Targets are compared where both are known.
        shared: as for `may_store()`.
        received_at: as for `freshness()`.
        now: as for `freshness()`.
        requested_at: as for `freshness()`.
        heuristic: as for `freshness()`.
        understood: as for `may_store()`.
        target_list: as for `may_store()`.

    Raises:
        InvalidArgumentError: as `freshness()` and `may_store()` do; never for what is in a field.
        InvalidMessageError: a TypeError: for what is no request or no response.
        MissingExtraError: as `may_store()` does.

    >>> from statuskit import may_reuse
    >>> stale = (200, {"Cache-Control": "max-age=60, stale-while-revalidate=30"})
    >>> print(may_reuse(None, stale, None, shared=True, received_at=0, now=80))
    reuse: it is stale for 20 s, and may be for 30 s while it is validated (RFC 5861 §3)
    >>> may_reuse(None, stale, None, shared=True, received_at=0, now=100).action.value
    'revalidate'
    """
    if understood is not DEFAULT_UNDERSTOOD:
        check_understanding(understood)
    stored, asking = Stored.of(stored_response, target_list), request_of(request)
    found = freshness_of(stored, Times.of(received_at, now, requested_at, heuristic), shared=shared)
    asked = CacheControl.parse(asking.headers.get_all(DIRECTIVES_FIELD))
    case = _Case(request_of(stored_request), stored, asking, asked, found, shared, understood)
    ruling = next(filter(None, (question(case) for question in _QUESTIONS)), None)
    if ruling is None:
        ruling = _revalidate(ReuseReason.STALE, f"it is stale: {found.why}", _STALE)
    if ruling.action is ReuseAction.REVALIDATE and "only-if-cached" in asked:
        told = f"the request says only-if-cached, and {ruling.why}; a {HTTP.GATEWAY_TIMEOUT} is the answer"
        ruling = _no(ReuseReason.ONLY_IF_CACHED, told, _ASKED["only-if-cached"])
    return ReuseDecision(
        ruling.action,
        ruling.reason,
        ruling.why,
        found.age,
        found.lifetime,
        not found.is_fresh,
        ruling.citation,
        tuple(name for name in stored.control.field_names("no-cache") or () if name in stored.response.headers),
        ruling.reason in _MENDABLE and _may_be_sent_on_error(case, ruling.reason),
        found.contested,
    )


# What may be sent after all: a request's wishes are advisory (RFC 9111, section 5.2.1).
_MENDABLE: Final = frozenset({ReuseReason.MIN_FRESH, ReuseReason.REQUEST_MAX_AGE, ReuseReason.STALE})


def _may_be_sent_on_error(case: _Case, reason: ReuseReason) -> bool:
    """
    Return whether what is fresh, or stale and nothing worse, may be sent if its validation fails (RFC 5861, section 4).

    stale-if-error holds "regardless of other freshness information". Where nothing is said of it, a cache that is cut
    off may (RFC 9111, section 4.2.4), and a 5xx may be taken as that (section 4.3.3), unless it is wanted fresh.
    """
    if case.freshness.is_fresh:
        return True
    if case.stored.prohibits_stale(shared=case.shared):
        return False
    limits = [
        control.seconds("stale-if-error") or 0
        for control in (case.stored.control, case.asked)
        if "stale-if-error" in control
    ]
    return case.staleness <= max(limits) if limits else reason is ReuseReason.STALE and not case.wants_it_fresh
