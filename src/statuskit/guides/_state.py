"""
From the facts that are stated to what the rules ask about: finite classes, and what follows from several facts.

A fact that has its assumed value counts as not stated, so stating it never changes an answer.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from statuskit._enums import CODES
from statuskit.conditional import Action, Truth, settle
from statuskit.guides._situation import FACTS
from statuskit.guides.tables.implied import IMPLIED, LEGACY
from statuskit.model import StatusClass
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.guides._rule import In
    from statuskit.guides._situation import Value

__all__ = ["DEFAULTS", "DOMAIN", "METHODS", "Test", "compiled", "holds", "state_of"]

# What an accepted value is looked up for: the fact, the values that will do, and what it is when nothing is said.
Test: TypeAlias = "tuple[str, frozenset[Value | None], Value | None]"

_OTHER: Final = "other"
_READING: Final = "GET"  # for preconditions, a method that is not stated is taken for one that reads
# The methods that rules speak of; all others are "other".
METHODS: Final = frozenset(
    {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "CONNECT", "TRACE"}
    | {"PROPFIND", "PROPPATCH", "MKCOL", "REPORT", "SEARCH"}
)
_VENDORS: Final = ("cloudflare", "nginx")  # those that our rules speak of; a house may speak of others
_NOT_THERE: Final = frozenset({"absent", "deleted", "deleted_untracked"})

_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "if_match": "If-Match",
        "if_unmodified_since": "If-Unmodified-Since",
        "if_none_match": "If-None-Match",
        "if_modified_since": "If-Modified-Since",
        "if_range": "If-Range",
        "range": "Range",
    }
)
# What a Range comes to: one with a unit that is not known is ignored (RFC 9110, section 14.2).
_RANGES: Final = MappingProxyType(
    {"satisfiable": Truth.TRUE, "unsatisfiable": Truth.TRUE, "unknown_unit": Truth.IGNORED}
)
_TOLD: Final[Mapping[tuple[Action, str | None], str]] = MappingProxyType(
    {
        (Action.PRECONDITION_FAILED, "If-Match"): "changed",
        (Action.PRECONDITION_FAILED, "If-Unmodified-Since"): "changed",
        (Action.PRECONDITION_FAILED, "If-None-Match"): "present",
        (Action.NOT_MODIFIED, "If-None-Match"): "unchanged_tag",
        (Action.NOT_MODIFIED, "If-Modified-Since"): "unchanged_date",
        (Action.PARTIAL, "Range"): "partial",
        (Action.PARTIAL, "If-Range"): "partial",
    }
)
_MEANT_BY_CLASS: Final[Mapping[StatusClass, tuple[tuple[str, Value], ...]]] = MappingProxyType(
    {
        StatusClass.CLIENT_ERROR: (("client_error", True),),
        StatusClass.SERVER_ERROR: (("error", "unknown"),),
        StatusClass.INVALID: (("error", "unknown"),),
    }
)

# What the rules may ask about, beyond the facts, and all that it may be.
_DERIVED: Final[Mapping[str, tuple[Value | None, ...]]] = MappingProxyType(
    {
        "method": (*sorted(METHODS), _OTHER, None),
        "vendor": (*_VENDORS, _OTHER, None),
        "redirect": (*FACTS["redirect"].values, "called_temporary", None),
        "creates": (True, False),
        "precondition": (*dict.fromkeys(_TOLD.values()), "none"),
    }
)
DEFAULTS: Final[Mapping[str, Value | None]] = MappingProxyType(
    {name: fact.assumed for name, fact in FACTS.items()} | {"creates": False, "precondition": "none"}
)
DOMAIN: Final[Mapping[str, tuple[Value | None, ...]]] = MappingProxyType(
    {
        **{
            name: fact.values if fact.assumed is not None else (*fact.values, None)
            for name, fact in FACTS.items()
            if fact.values
        },
        **_DERIVED,
    }
)


def compiled(when: Mapping[str, In]) -> tuple[Test, ...]:
    """Return a conjunction in the form in which it is asked."""
    return tuple((fact, frozenset(condition.values), DEFAULTS[fact]) for fact, condition in when.items())


def holds(tests: Iterable[Test], state: Mapping[str, Value]) -> bool:
    """Whether all of a conjunction holds."""
    for fact, accepted, default in tests:  # noqa: SIM110  a generator would cost a third of each decision
        if state.get(fact, default) not in accepted:
            return False
    return True


_IMPLIED: Final = tuple((row.fact, row.value, compiled(row.when)) for row in IMPLIED)
# Only these can imply anything, and mostly none of them is stated.
_IMPLYING: Final = frozenset(
    next(fact for fact, accepted, default in tests if default not in accepted) for _, _, tests in _IMPLIED
)


def state_of(stated: Mapping[str, Value]) -> dict[str, Value]:
    """Return what differs from the defaults: stated, mapped to its class, or implied."""
    state = {name: value for name, value in stated.items() if value != DEFAULTS[name]}
    method = state.get("method")
    if method is not None and method not in METHODS:
        state["method"] = _OTHER
    if "vendor" in state:
        state["vendor"] = str(state["vendor"]).casefold()
    if "legacy_code" in state:
        for fact, value in _meant_by(int(state.pop("legacy_code"))):
            state.setdefault(fact, value)
    if not _IMPLYING.isdisjoint(state):
        for fact, value, tests in _IMPLIED:
            if holds(tests, state):
                state[fact] = value
    if not state.keys().isdisjoint(_FIELDS):
        told = _precondition(state, str(method or _READING))
        if told is not None:
            state["precondition"] = told
    return state


def _meant_by(number: int) -> Iterable[tuple[str, Value]]:
    """Return the facts that a number stands for; none for a registered one, which needs no replacement."""
    if number in LEGACY:
        return (LEGACY[number],)
    if number in HTTP:
        return ()
    status_class = StatusClass.of(number) if number in CODES else StatusClass.INVALID
    return _MEANT_BY_CLASS.get(status_class, ())


def _precondition(state: Mapping[str, Value], method: str) -> str | None:
    """Return what the preconditions come to, by the one rule for them; None where they stand in nobody's way."""
    truths = {
        field: _RANGES[str(state[fact])] if fact == "range" else Truth(state[fact])
        for fact, field in _FIELDS.items()
        if fact in state
    }
    outcome = settle(
        method,
        truths,
        exists=state.get("resource") not in _NOT_THERE,
        supports_range=truths.get("Range") is Truth.TRUE,
        # A gateway, and the edge of a network, speak for the origin (RFC 9110, section 3.7); a proxy does not.
        origin=state.get("role") != "proxy",
    )
    return _TOLD.get((outcome.action, outcome.field))
