"""Single points on which good guides differ from the base, each as a profile of its own and to build others with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.guides._profile import BASE, Override, Profile
from statuskit.guides._rule import Certainty, HeaderAdvice
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Status

__all__ = ["POLICIES", "policy_profiles"]

_rfc = Citation.rfc
_ADDRESS: Final = _rfc(9110, "15.3.2")
_WAIT: Final = _rfc(9110, "10.2.3")
_LOCATION: Final = (
    HeaderAdvice("Location", Strength.MUST, "the address of what was created; RFC 9110 leaves some choice", _ADDRESS),
)


def _choice(then: Status, why: str, citation: Citation, headers: tuple[HeaderAdvice, ...] = ()) -> Override:
    return Override(then=then, why=why, citation=citation, headers=headers, certainty=Certainty.DEFAULT)


def _waiting(then: Status, why: str) -> Override:
    told = "the seconds to wait, or a date; RFC 9110 says MAY"
    return _choice(then, why, _WAIT, (HeaderAdvice("Retry-After", Strength.SHOULD, told, _WAIT),))


_BUSY: Final = _waiting(HTTP.SERVICE_UNAVAILABLE, "The service cannot answer for now, and says when to come back.")
_TOO_MANY: Final = _waiting(HTTP.TOO_MANY_REQUESTS, "The caller asked too often, and is told when to come back.")
_CREATED: Final = _choice(HTTP.CREATED, "Something new is there, and its address must be told.", _ADDRESS, _LOCATION)
_EMPTY: Final = _choice(HTTP.NO_CONTENT, "There are no items, so there is nothing to send.", _rfc(9110, "15.3.5"))

# What each changes, by the id of the rule: for `Profile.extend(overrides=...)`.
POLICIES: Final[Mapping[str, Mapping[str, Override]]] = MappingProxyType(
    {
        "strict-rest": MappingProxyType({"outcome.created": _CREATED, "outcome.put_created": _CREATED}),
        "good-citizen": MappingProxyType(
            {
                "envelope.rate_limited": _TOO_MANY,
                "envelope.quota": _TOO_MANY,
                "system.overloaded": _BUSY,
                "system.maintenance": _BUSY,
                "system.exhausted": _BUSY,
                "system.circuit_open": _BUSY,
            }
        ),
        "empty-list-204": MappingProxyType({"outcome.empty": _EMPTY, "outcome.beyond_end": _EMPTY}),
        "job-failed-500": MappingProxyType(
            {
                "outcome.job_failed": _choice(
                    HTTP.INTERNAL_SERVER_ERROR, "The poll is answered as the job itself would be.", _rfc(9110, "15.6.1")
                )
            }
        ),
    }
)


def policy_profiles() -> tuple[Profile, ...]:
    """Return a profile over the base for each policy."""
    return tuple(BASE.extend(name, title=f"The policy {name}", overrides=changes) for name, changes in POLICIES.items())
