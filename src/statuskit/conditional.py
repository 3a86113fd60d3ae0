"""
Preconditions: RFC 9110, section 13, from the fields of a request to 304, 412, 206, or going on.

What each field comes to is read first, and then a table in the order of section 13.2.2 decides. Whether the ranges of a
Range can be satisfied is not asked: that takes the representation's length, and is between 206 and 416.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._named import named
from statuskit._plain import members
from statuskit._told import sources, story
from statuskit._validators import ABSENT, NOTHING, READERS, Truth, Validators
from statuskit._word import Word
from statuskit.fields import ETag, epoch_seconds
from statuskit.messages import Headers
from statuskit.model import Citation, StatusClass
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from typing import NoReturn

    from statuskit._plain import Plain
    from statuskit._validators import Readings
    from statuskit.fields import Time
    from statuskit.messages import HeadersLike
    from statuskit.model import Status

__all__ = ["Action", "Check", "ETag", "Outcome", "Truth", "evaluate_preconditions", "settle"]


class Action(Word):
    """What a server does after it has looked at the preconditions (RFC 9110, section 13.2.2)."""

    PROCEED = "proceed"
    """Perform the method, and answer by what comes of it; a Range is not in force."""
    NOT_MODIFIED = "not modified"
    PRECONDITION_FAILED = "precondition failed"
    PARTIAL = "partial"
    """Perform the method, and apply the Range: 206, or 416 where none of its ranges can be satisfied."""


_STATUSES: Final[Mapping[Action, Status | None]] = MappingProxyType(
    {
        Action.PROCEED: None,
        Action.NOT_MODIFIED: HTTP.NOT_MODIFIED,
        Action.PRECONDITION_FAILED: HTTP.PRECONDITION_FAILED,
        Action.PARTIAL: HTTP.PARTIAL_CONTENT,
    }
)


@final
@attrs.frozen
class Check:
    """
    What one field came to, why, and where that is written.

    `truth` may be neither true nor false: a field that is absent, malformed, or not to be looked at decides nothing.

    >>> from statuskit.conditional import evaluate_preconditions
    >>> outcome = evaluate_preconditions("GET", {"If-None-Match": '"v1"'}, etag='"v1"')
    >>> print(outcome.checks[0])
    If-None-Match: false, a listed tag weakly matches "v1" (RFC 9110 §13.1.2)
    """

    field: str
    truth: Truth
    why: str
    citation: Citation

    def __str__(self) -> str:
        return f"{self.field}: {self.truth.value}, {self.why} ({self.citation})"


@final
@attrs.frozen
class Outcome:
    """
    What follows from a request's preconditions.

    `status` is None where the method is to be performed. `step` is that of RFC 9110, section 13.2.2, and `field` the
    one that decided, None where none did. `checks` has what each field came to, in the order of the steps.

    >>> from statuskit.conditional import evaluate_preconditions
    >>> print(evaluate_preconditions("PUT", {"If-None-Match": "*"}))
    412 Precondition Failed: If-None-Match is false, there is a current representation (RFC 9110 §13.1.2)
    """

    action: Action
    status: Status | None
    step: int
    field: str | None
    citation: Citation
    why: str
    checks: tuple[Check, ...]

    def __bool__(self) -> NoReturn:
        msg = "an Outcome is neither true nor false; look at .action"
        raise TypeError(msg)

    def __str__(self) -> str:
        done = self.action.value if self.status is None else named(self.status)
        return f"{done}: {self.why} ({self.citation})"

    def explain(self) -> str:
        """
        Return the whole story: the outcome, what each field came to, and where it is written.

        >>> from statuskit.conditional import evaluate_preconditions
        >>> print(evaluate_preconditions("PUT", {"If-Match": '"v1"'}, etag='"v2"').explain().splitlines()[0])
        412 Precondition Failed: If-Match is false, no listed tag strongly matches "v2" (RFC 9110 §13.1.1)
        """
        return story(
            str(self), ("Fields", self.checks), sources(self.citation, *(check.citation for check in self.checks))
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types; the status is its number.

        >>> from statuskit.conditional import evaluate_preconditions
        >>> told = evaluate_preconditions("PUT", {"If-Match": '"v1"'}, etag='"v2"').to_dict()
        >>> told["action"], told["status"], told["field"]
        ('precondition failed', 412, 'If-Match')
        """
        return members(self)


# --- the rules --------------------------------------------------------------------------------------------------------

_WHEN: Final = Citation.rfc(9110, "13.2.1")
_ORDER: Final = Citation.rfc(9110, "13.2.2")
_RANGE: Final = Citation.rfc(9110, "14.2")
_IF_RANGE: Final = Citation.rfc(9110, "13.1.5")
_CACHE: Final = Citation.rfc(9111, "4.3.2")
_LAST_STEP: Final = 6

# Methods that neither select nor modify a representation (section 13.2.1).
_WITHOUT_REPRESENTATION: Final = frozenset({"CONNECT", "OPTIONS", "TRACE"})
# Methods that are answered 304, and methods with ranges; where RFC 9110 does not say so itself, who does.
_READING: Final = MappingProxyType({"GET": None, "HEAD": None, "QUERY": Citation.rfc(10008, "2.6")})
_RANGED: Final = MappingProxyType({"GET": None, "QUERY": Citation.rfc(10008, "2.8")})
# Only what would be a 200 is sent in parts (section 14.2); a 206 would be one without its Range.
_WHOLE: Final = frozenset({HTTP.OK, HTTP.PARTIAL_CONTENT})


@attrs.frozen
class _Case:
    """What is known apart from the fields."""

    method: str
    exists: bool
    normal_status: int
    supports_range: bool
    origin: bool


# When nothing is asked at all, and when a Range is not in force: the first that holds.
_UNASKED: Final[tuple[tuple[Callable[[_Case], bool], str, Citation], ...]] = (
    (
        lambda case: not (case.normal_status in StatusClass.SUCCESS or case.normal_status == HTTP.PRECONDITION_FAILED),
        "the plain answer would be {0.normal_status}, neither 2xx nor 412",
        _WHEN,
    ),
    (
        lambda case: case.method in _WITHOUT_REPRESENTATION,
        "{0.method} neither selects nor modifies a representation",
        _WHEN,
    ),
    (
        lambda case: not case.origin and case.method not in _READING,
        "a cache does not answer {0.method} from what it has stored",
        _CACHE,
    ),
    (lambda case: not case.origin and not case.exists, "the cache has nothing stored for this", _CACHE),
)
_RANGE_VOID: Final[tuple[tuple[Callable[[_Case], bool], str], ...]] = (
    (lambda case: case.method not in _RANGED, "it is not defined for {0.method}"),
    (lambda case: not case.supports_range, "ranges are not supported here"),
    (lambda case: case.normal_status not in _WHOLE, "only a 200 is sent in parts"),
    (lambda case: not case.exists, NOTHING),
)


@attrs.frozen(kw_only=True)
class _Step:
    """A step of section 13.2.2: what makes it void, what a malformed value amounts to, and what "false" leads to."""

    number: int
    field: str
    citation: Citation
    unless: str = ""
    methods: Container[str] | None = None
    origin_only: bool = False
    malformed: Truth
    refusal: Action = Action.PRECONDITION_FAILED
    refusal_of_reading: Action

    def void(self, case: _Case, readings: Readings) -> str:
        if self.origin_only and not case.origin:
            return "it is for the origin server alone"
        if self.methods is not None and case.method not in self.methods:
            return f"it is not defined for {case.method}"
        return f"{self.unless} is there" if self.unless in readings else ""

    def refuse(self, method: str) -> tuple[Action, Citation]:
        if method not in _READING:
            return self.refusal, self.citation
        # Who gave a method other than GET and HEAD its 304.
        own = _READING[method] if self.refusal_of_reading is Action.NOT_MODIFIED else None
        return self.refusal_of_reading, own or self.citation


_STEPS: Final = (
    _Step(
        number=1,
        field="If-Match",
        citation=Citation.rfc(9110, "13.1.1"),
        origin_only=True,
        malformed=Truth.FALSE,
        refusal_of_reading=Action.PRECONDITION_FAILED,
    ),
    _Step(
        number=2,
        field="If-Unmodified-Since",
        citation=Citation.rfc(9110, "13.1.4"),
        unless="If-Match",
        origin_only=True,
        malformed=Truth.IGNORED,
        refusal_of_reading=Action.PRECONDITION_FAILED,
    ),
    _Step(
        number=3,
        field="If-None-Match",
        citation=Citation.rfc(9110, "13.1.2"),
        malformed=Truth.TRUE,
        refusal_of_reading=Action.NOT_MODIFIED,
    ),
    _Step(
        number=4,
        field="If-Modified-Since",
        citation=Citation.rfc(9110, "13.1.3"),
        unless="If-None-Match",
        methods=_READING,
        malformed=Truth.IGNORED,
        refusal_of_reading=Action.NOT_MODIFIED,
    ),
)


# --- the decision -----------------------------------------------------------------------------------------------------


def evaluate_preconditions(  # noqa: PLR0913  facts of one request, by name
    method: str,
    headers: HeadersLike,
    *,
    exists: bool = True,
    etag: ETag | str | None = None,
    last_modified: Time | None = None,
    normal_status: int = HTTP.OK,
    supports_range: bool = False,
    date: Time | None = None,
    origin: bool = True,
) -> Outcome:
    """
    Return what follows from the preconditions of a request (RFC 9110, section 13).

    Times are seconds since the epoch or aware datetimes, and count by the second. What is malformed in a field never
    raises. That a change which fails its precondition has been applied already, and may be answered 2xx, is for the
    caller to know (sections 13.1.1 and 13.1.4).

    Args:
        method: the request's method, in its own case.
        headers: the request's header fields.
        exists: whether the target has a current representation; if not, it has no validators either.
        etag: the entity tag of the selected representation. One that is malformed matches nothing.
        last_modified: when the selected representation was modified.
        normal_status: what would be answered without the preconditions. They are ignored unless it is 2xx or 412.
        supports_range: whether this Range, its unit above all, is understood here. Its ranges are not looked at.
        date: the Date that goes with `last_modified`: now at an origin server, the stored one at a cache. A date in
            If-Range counts only if this is at least a second later (section 8.8.2.2).
        origin: False for a cache, which leaves If-Match and If-Unmodified-Since to the origin server, and answers only
            what it has stored (RFC 9111, section 4.3.2).

    Raises:
        InvalidArgumentError: for a naive datetime, a number that is not finite, and what is no time.
        InvalidMessageError: a TypeError: for what is no header list.

    >>> from statuskit.conditional import evaluate_preconditions
    >>> print(evaluate_preconditions("GET", {"If-None-Match": 'W/"1", "2"'}, etag='"1"'))
    304 Not Modified: If-None-Match is false, a listed tag weakly matches "1" (RFC 9110 §13.1.2)
    >>> evaluate_preconditions("PUT", {"If-Match": '"1"'}, etag='"2"').status
    <Status 412 Precondition Failed>
    """
    fields = Headers.of(headers)
    dated = None if date is None else epoch_seconds(date)
    modified = None if last_modified is None else epoch_seconds(last_modified)
    own = Validators(exists=exists, etag=etag, modified=modified, dated=dated, origin=origin)
    readings = {name: read(own, fields[name]) for name, read in READERS.items() if name in fields}
    return _settle(_Case(method, exists, normal_status, supports_range, origin), readings)


def settle(
    method: str,
    truths: Mapping[str, Truth],
    *,
    exists: bool = True,
    normal_status: int = HTTP.OK,
    supports_range: bool = False,
    origin: bool = True,
) -> Outcome:
    """
    Return what follows where it is known what each field comes to, by its name (RFC 9110, section 13.2.2).

    The same decision as `evaluate_preconditions()`, for those who have no fields. A Range that is there is TRUE.

    >>> from statuskit.conditional import Truth, settle
    >>> settle("GET", {"If-None-Match": Truth.FALSE}).status
    <Status 304 Not Modified>
    """
    readings = {name: (truth, "as stated") for name, truth in truths.items() if truth is not Truth.ABSENT}
    return _settle(_Case(method, exists, normal_status, supports_range, origin), readings)


def _settle(case: _Case, readings: Readings) -> Outcome:
    for passes_by, why, citation in _UNASKED:
        if passes_by(case):
            told = f"the preconditions are not evaluated, {why.format(case)}"
            return _outcome(Action.PROCEED, _LAST_STEP, None, citation, told, [])
    checks: list[Check] = []
    for step in _STEPS:
        if step.field not in readings:
            continue
        truth, why = readings[step.field]
        void = step.void(case, readings)
        if void or truth is Truth.INVALID:
            truth, why = (Truth.IGNORED, void) if void else (step.malformed, why)
        checks.append(Check(step.field, truth, why, step.citation))
        if truth is Truth.FALSE:
            action, citation = step.refuse(case.method)
            return _outcome(action, step.number, step.field, citation, f"{step.field} is false, {why}", checks)
    return _ranged(case, readings, checks)


def _ranged(case: _Case, readings: Readings, checks: list[Check]) -> Outcome:
    """Take step 5, and the Range that needs no such step."""
    truth, why = readings.get("Range", ABSENT)
    void = next((told for stops, told in _RANGE_VOID if stops(case)), "it is empty" if truth is Truth.INVALID else None)
    in_force = truth is Truth.TRUE and not void
    if truth is not Truth.ABSENT:
        checks.append(Check("Range", truth if in_force else Truth.IGNORED, (void or why).format(case), _RANGE))
    if_range, why = readings.get("If-Range", ABSENT)
    if if_range is not Truth.ABSENT:
        if_range = Truth.FALSE if if_range is Truth.INVALID else if_range
        shown = (if_range, why) if in_force else (Truth.IGNORED, "no Range is in force")
        checks.append(Check("If-Range", *shown, _IF_RANGE))
    if not in_force:
        return _outcome(Action.PROCEED, _LAST_STEP, None, _ORDER, "no precondition stands in the way", checks)
    own = _RANGED[case.method]
    if if_range in {Truth.ABSENT, Truth.IGNORED}:
        told = "Range applies, the preconditions let it through"
        return _outcome(Action.PARTIAL, _LAST_STEP, "Range", own or _RANGE, told, checks)
    told = f"If-Range is {if_range.value}, {why}"
    if if_range is Truth.FALSE:
        return _outcome(Action.PROCEED, 5, "If-Range", _IF_RANGE, told, checks)
    return _outcome(Action.PARTIAL, 5, "If-Range", own or _IF_RANGE, told, checks)


def _outcome(
    action: Action, step: int, field: str | None, citation: Citation, why: str, checks: list[Check]
) -> Outcome:
    return Outcome(action, _STATUSES[action], step, field, citation, why, tuple(checks))
