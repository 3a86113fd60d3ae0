"""What tells two statuses apart: the comparison and its shapes. `registry.compare` is the way in."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, cast, final

import attrs

from statuskit._meanings import own
from statuskit._named import named
from statuskit._plain import members, plain
from statuskit._told import story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

    from statuskit._plain import Plain
    from statuskit.model import Status

__all__ = ["Comparison", "Difference", "comparison", "shown"]


@final
@attrs.frozen
class Difference:
    """
    A fact in which two statuses differ, with both values.

    >>> from statuskit import compare
    >>> for row in compare(302, 307).differences:
    ...     print(row.fact, row.a.value, row.b.value, sep=" | ")
    redirect | POST becomes GET | keep the method
    """

    fact: str
    a: object
    b: object


@final
@attrs.frozen
class Comparison:
    """
    What tells two statuses apart. `rule` is the rule of thumb, or "" where nobody mixes the two up.

    >>> from statuskit import compare
    >>> print(compare(401, 403).rule)
    401: the caller is not authenticated, so say how. 403: refused; the same credentials will not help.
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
        """
        Return the whole story: the rule of thumb, then a line a fact.

        >>> from statuskit import compare
        >>> print(compare(302, 307).explain().splitlines()[-1])
        - redirect: POST becomes GET / keep the method
        """
        return story(
            f"{named(self.a)} / {named(self.b)}",
            ("Rule of thumb", [self.rule] if self.rule else []),
            ("Differences", [f"{row.fact}: {shown(row.a)} / {shown(row.b)}" for row in self.differences]),
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types; the statuses are their numbers.

        >>> from statuskit import compare
        >>> compare(302, 307).to_dict()["differences"]
        [{'fact': 'redirect', 'a': 'POST becomes GET', 'b': 'keep the method'}]
        """
        return members(self)


def shown(value: object) -> str:
    """Return a fact's value on one line."""
    simple = plain(value) if isinstance(value, (Enum, bool)) else value
    if isinstance(simple, (tuple, list)):
        return "; ".join(map(shown, cast("Sequence[object]", simple))) or "none"
    if isinstance(simple, bool):
        return "yes" if simple else "no"
    return "none" if simple is None else str(simple)


def _compared(status: Status, fact: str) -> object:
    """Read a fact; of the vendors' meanings only the number's own, since sub-codes say nothing of the number."""
    value = getattr(status, fact)
    return own(value) if fact == "meanings" else value


def comparison(a: Status, b: Status, facts: Iterable[str]) -> Comparison:
    """Compare two statuses fact by fact, in the order of `facts`; the same words from two sources are no difference."""
    rows = [Difference(fact, _compared(a, fact), _compared(b, fact)) for fact in facts]
    rule = next((row.rule for row in a.confused_with if row.other is b), "")
    return Comparison(a, b, tuple(row for row in rows if shown(row.a) != shown(row.b)), rule)
