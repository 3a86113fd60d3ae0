"""What tells two statuses apart: the comparison and its shapes. `registry.compare` is the way in."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from statuskit._plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

    from statuskit._plain import Plain
    from statuskit.model import Status

__all__ = ["Comparison", "Difference", "comparison"]


@attrs.frozen
class Difference:
    """A fact in which two statuses differ, with both values."""

    fact: str
    a: object
    b: object


@attrs.frozen
class Comparison:
    """
    What tells two statuses apart. `rule` is the rule of thumb, or "" where nobody mixes the two up.

    >>> from statuskit import compare
    >>> print(compare(401, 403).rule)
    401: the caller is not authenticated, so say how. 403: refused; new credentials need not help.
    """

    a: Status
    b: Status
    differences: tuple[Difference, ...]
    rule: str

    def __bool__(self) -> NoReturn:
        msg = "a Comparison is neither true nor false; look at .differences"
        raise TypeError(msg)

    def __str__(self) -> str:
        return self.rule or f"{self.a!r} and {self.b!r} differ in {len(self.differences)} facts"

    def explain(self) -> str:
        """Return the whole story: the rule of thumb, then a line a fact."""
        lines = [f"{self.a.code} {self.a.phrase}".rstrip() + " / " + f"{self.b.code} {self.b.phrase}".rstrip()]
        lines += [self.rule] if self.rule else []
        lines += [f"{row.fact}: {_shown(row.a)} / {_shown(row.b)}" for row in self.differences]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Plain]:
        """Return the same in plain JSON types; the statuses are their numbers."""
        return {field.name: plain(getattr(self, field.name)) for field in attrs.fields(type(self))}


def _shown(value: object) -> str:
    """Show a fact's value on one line."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "; ".join(map(_shown, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def comparison(a: Status, b: Status, facts: Iterable[str]) -> Comparison:
    """Compare two statuses fact by fact, in the order of `facts`."""
    pairs = ((fact, getattr(a, fact), getattr(b, fact)) for fact in facts)
    rule = next((row.rule for row in a.confused_with if row.other is b), "")
    return Comparison(a, b, tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2]), rule)
