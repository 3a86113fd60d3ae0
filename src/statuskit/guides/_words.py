"""What the rows of several stages say alike. No rules."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import HeaderAdvice, In
from statuskit.model import Citation, Status

__all__ = [
    "CHANGING",
    "FALSE",
    "FOR_GOOD",
    "INTERMEDIARIES",
    "NOT_THERE",
    "PROBLEM",
    "REFUSED",
    "TRACED",
    "TRUE",
    "VALIDATED",
    "location",
    "rfc",
]

rfc = Citation.rfc

TRUE: Final = In(True)
FALSE: Final = In(False)
FOR_GOOD: Final = In("permanent", "called_temporary")
INTERMEDIARIES: Final = In("gateway", "proxy", "edge")
NOT_THERE: Final = In("absent", "deleted", "deleted_untracked")
REFUSED: Final = In("denied", "insufficient_scope")
# Methods that change something, as far as is known; a method that is not stated is taken for one of them.
CHANGING: Final = In("POST", "PUT", "PATCH", "DELETE", "MKCOL", "PROPPATCH", "other", None)

# The members of a problem document (RFC 9457), with what an error needs beyond them: a code for machines, the errors
# one by one, an identifier to find the log by.
PROBLEM: Final = ("type", "title", "status", "detail", "instance", "code")
VALIDATED: Final = (*PROBLEM, "details[].field", "details[].code", "details[].message")
TRACED: Final = (*PROBLEM, "request_id")


def location(status: Status, why: str) -> tuple[HeaderAdvice, ...]:
    """Advise the Location of a redirect, as strongly as what defines the redirect."""
    rule = next(row for row in status.header_rules if row.name == "Location")
    return (HeaderAdvice("Location", rule.strength, why, rule.citation),)
