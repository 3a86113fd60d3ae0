"""
About fifteen codes suffice: the fifteen that an application's own code sends, and what to send in place of the others.

The guide that says so lists more than fifteen and leaves the choice open, so the choice is ours: no code that only a
gateway sends, none that differs from another by the method of a redirect alone. Rows only.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.guides._profile import BASE, Override
from statuskit.guides._rule import Certainty
from statuskit.guides.rules import RULES
from statuskit.model import Citation
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Status

__all__ = ["COMMON", "KEPT"]

KEPT: Final = frozenset(
    {
        HTTP.OK,
        HTTP.CREATED,
        HTTP.ACCEPTED,
        HTTP.NO_CONTENT,
        HTTP.MOVED_PERMANENTLY,
        HTTP.FOUND,
        HTTP.NOT_MODIFIED,
        HTTP.BAD_REQUEST,
        HTTP.UNAUTHORIZED,
        HTTP.FORBIDDEN,
        HTTP.NOT_FOUND,
        HTTP.CONFLICT,
        HTTP.TOO_MANY_REQUESTS,
        HTTP.INTERNAL_SERVER_ERROR,
        HTTP.SERVICE_UNAVAILABLE,
    }
)

# What says nearly the same; for all others the x00 of their class (RFC 9110, section 15).
_NEAR: Final[Mapping[Status, Status]] = MappingProxyType(
    {
        HTTP.RESET_CONTENT: HTTP.NO_CONTENT,
        HTTP.MULTIPLE_CHOICES: HTTP.FOUND,
        HTTP.SEE_OTHER: HTTP.FOUND,
        HTTP.TEMPORARY_REDIRECT: HTTP.FOUND,
        HTTP.PERMANENT_REDIRECT: HTTP.MOVED_PERMANENTLY,
        HTTP.PAYMENT_REQUIRED: HTTP.FORBIDDEN,
        HTTP.GONE: HTTP.NOT_FOUND,
        HTTP.PRECONDITION_FAILED: HTTP.CONFLICT,
        HTTP.LOCKED: HTTP.CONFLICT,
        HTTP.FAILED_DEPENDENCY: HTTP.CONFLICT,
        HTTP.UPGRADE_REQUIRED: HTTP.FORBIDDEN,
        HTTP.UNAVAILABLE_FOR_LEGAL_REASONS: HTTP.FORBIDDEN,
        HTTP.BAD_GATEWAY: HTTP.SERVICE_UNAVAILABLE,
        HTTP.GATEWAY_TIMEOUT: HTTP.SERVICE_UNAVAILABLE,
        HTTP.INSUFFICIENT_STORAGE: HTTP.SERVICE_UNAVAILABLE,
    }
)
_CLASSES: Final = Citation.rfc(9110, "15")


def _fallback(status: Status) -> Override:
    near = _NEAR.get(status)
    then = near if near is not None else HTTP[status.code // 100 * 100]
    why = f"{then} stands in for {status}, which is not among the fifteen."
    return Override(then=then, why=why, citation=_CLASSES, certainty=Certainty.DEFAULT)


def _replaced(status: Status | None) -> bool:
    # What is not final, and what only a log has, is not for an application to choose.
    return status is not None and status not in KEPT and status.is_final and status.is_registered


COMMON: Final = BASE.extend(
    "common",
    title="About fifteen codes",
    overrides={rule.id: _fallback(rule.then) for rule in RULES if rule.then is not None and _replaced(rule.then)},
)
