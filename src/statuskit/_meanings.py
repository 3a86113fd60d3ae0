"""
Vendors' meanings, confusions, methods, prose: records that few questions need, so they are loaded when one does.

`model` hands them on; import them from there.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from statuskit._records import Citation
    from statuskit.model import Status

__all__ = ["Confusion", "Meaning", "Method", "Prose", "Visibility", "own"]


_LONGEST_VENDOR: Final = 200


class Visibility(Enum):
    """Where a vendor's code can be met."""

    SENT = "sent"
    LOG_ONLY = "log only"
    """Never on the wire: in a log, a metric, or made up by a client library."""
    BODY_ONLY = "body only"
    """In the content, under another status code."""
    REWRITTEN = "rewritten"
    """Becomes another status code before it is sent."""


@final
@attrs.frozen(kw_only=True)
class Meaning:
    """
    What a vendor means by a number, or by a sub-code that travels with one.

    `code` is None where a sub-code comes with one of several statuses; `carried_by` then names them. `grade` says how
    good the source is: A the vendor's own text or source, B the vendor's page read in part or a primary witness, C a
    secondary source, D unconfirmed; C and D come with their `doubt`. `as_of` is an ISO date.

    >>> from statuskit import lookup
    >>> meaning = lookup(499).meaning("nginx")
    >>> print(meaning, f"({meaning.visibility.value}, grade {meaning.grade})")
    nginx 499: Client Closed Request (log only, grade A)
    """

    code: int | None
    vendor: str
    name: str
    summary: str
    who_acts: str
    visibility: Visibility
    subcode: str | None = None
    citation: Citation
    grade: Literal["A", "B", "C", "D"]
    as_of: str | None = None
    doubt: str = ""
    carried_by: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that carry it."""
        return self.carried_by if self.code is None else (self.code,)

    def is_of(self, vendor: str) -> bool:
        """
        Whether `vendor` names this meaning's vendor: every word of it, in any case ("IIS" for "Microsoft IIS").

        >>> from statuskit import lookup
        >>> aborted = lookup(499).meaning("nginx")
        >>> aborted.is_of("NGINX"), aborted.is_of("nginx plus")
        (True, False)
        """
        if len(vendor) > _LONGEST_VENDOR:
            return False
        wanted = vendor.casefold().split()
        return bool(wanted) and set(wanted) <= set(self.vendor.casefold().split())

    def __str__(self) -> str:
        number = self.subcode if self.subcode is not None else self.code
        return f"{self.vendor} {number}: {self.name}" if number is not None else f"{self.vendor}: {self.name}"


@final
@attrs.frozen
class Confusion:
    """
    A status that people mix up with this one, and the rule of thumb that tells them apart.

    >>> from statuskit import HTTP
    >>> [neighbour.other for neighbour in HTTP.UNAUTHORIZED.confused_with]
    [<Status 403 Forbidden>, <Status 407 Proxy Authentication Required>, <Status 511 Network Authentication Required>]
    """

    other: Status
    rule: str
    citation: Citation


@final
@attrs.frozen
class Method:
    """
    A row of the IANA method registry: whether a method is safe and idempotent (RFC 9110, section 9.2).

    >>> from statuskit.registry import METHODS
    >>> METHODS["QUERY"].is_safe, METHODS["PUT"].is_idempotent
    (True, True)
    """

    name: str
    is_safe: bool
    is_idempotent: bool
    citation: Citation


@final
@attrs.frozen(kw_only=True)
class Prose:
    """
    The long text of a status, in words of this project's own.

    Each field is an attribute of a Status, and is loaded with the first of them.

    >>> import attrs
    >>> from statuskit import HTTP
    >>> from statuskit.model import Prose
    >>> all(getattr(HTTP.CONFLICT, field.name) for field in attrs.fields(Prose))
    True
    """

    description: str
    use_when: str
    avoid_when: str
    causes: tuple[str, ...]
    look_first: str
    client_action: str


def own(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Return the meanings of a number itself, those of sub-codes that travel with it left out."""
    return tuple(meaning for meaning in meanings if meaning.subcode is None)
