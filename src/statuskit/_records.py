"""The small records: sources, header rules, meanings, methods. `model` hands them on; import them from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from statuskit._enums import NO_CONDITION

if TYPE_CHECKING:
    from typing import Literal

    from typing_extensions import Self

    from statuskit._enums import Applied, Change, Condition, Health, Repeat, Strength, Visibility
    from statuskit.model import Status

__all__ = ["Citation", "Confusion", "HeaderRule", "Meaning", "Method", "RetryRule"]


@attrs.frozen
class Citation:
    """
    Where a fact comes from.

    `section` may be empty; `as_of` is the ISO date on which a source that ages was read.

    >>> from statuskit import HTTP
    >>> print(HTTP.NOT_FOUND.defined_in)
    RFC 9110 §15.5.5
    """

    source: str
    section: str
    url: str
    as_of: str | None = None

    @classmethod
    def rfc(cls, number: int, section: str) -> Self:
        """Cite a section, or an appendix such as "B.3", of an RFC."""
        anchor = f"section-{section}" if section[:1].isdigit() else f"appendix-{section}"
        return cls(f"RFC {number}", section, f"https://www.rfc-editor.org/rfc/rfc{number}.html#{anchor}")

    def __str__(self) -> str:
        return f"{self.source} §{self.section}" if self.section else self.source


@attrs.frozen
class HeaderRule:
    """
    What a status asks of one field of its response.

    `condition` is for people: when the rule applies. It is empty where it always does.
    """

    name: str
    strength: Strength
    condition: str
    citation: Citation

    def __str__(self) -> str:
        return f"{self.name}: {self.strength.value}{f', {self.condition}' if self.condition else ''}"


@attrs.frozen(kw_only=True)
class Meaning:
    """
    What a vendor means by a number, or by a sub-code that travels with one.

    `code` is None where a sub-code comes with one of several statuses; `carried_by` then names them. `grade` says how
    good the source is: A the vendor's own text or source, B the vendor's page read in part or a primary witness, C a
    secondary source, D unconfirmed; C and D come with their `doubt`. `as_of` is an ISO date.
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

    def is_of(self, vendor: str) -> bool:
        """Whether `vendor` names this meaning's vendor: every word of it, in any case ("IIS" for "Microsoft IIS")."""
        wanted = vendor.casefold().split()
        return bool(wanted) and set(wanted) <= set(self.vendor.casefold().split())

    def __str__(self) -> str:
        number = self.subcode if self.subcode is not None else self.code
        return f"{self.vendor} {number}: {self.name}" if number is not None else f"{self.vendor}: {self.name}"


@attrs.frozen
class Method:
    """A row of the IANA method registry: whether a method is safe and idempotent (RFC 9110, section 9.2)."""

    name: str
    is_safe: bool
    is_idempotent: bool
    citation: Citation


@attrs.frozen(kw_only=True)
class RetryRule:
    """What a status says about sending the same request again (RFC 9110, section 9.2.2)."""

    repeat: Repeat
    applied: Applied
    health: Health
    repeat_after: Change | None = None
    conditions: Condition = NO_CONDITION
    citation: Citation
    contested: tuple[Citation, ...] = ()


@attrs.frozen
class Confusion:
    """A status that people mix up with this one, and the rule of thumb that tells them apart."""

    other: Status
    rule: str
    citation: Citation
