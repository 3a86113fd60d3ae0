"""
The shapes of the guides: a rule, its conditions, and what it advises. No rows and no engine.

A rule is a conjunction over finite values, and nothing else: so what it can reach is computed, not sampled.
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, final

import attrs

from statuskit._plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit._plain import Plain
    from statuskit.model import Citation, Status, Strength

__all__ = [
    "Absent",
    "BodyAdvice",
    "BodyKind",
    "Certainty",
    "GuideRule",
    "HeaderAdvice",
    "In",
    "Result",
    "Step",
    "conditions",
    "shown",
]

Result: TypeAlias = Literal["yes", "no", "unknown"]


class Certainty(Enum):
    """Who says that this is the code."""

    REQUIRED = "required"
    """A standard asks for this code."""
    RECOMMENDED = "recommended"
    """A standard, or the guideline of the profile, defines the code for this, and leaves room for another."""
    DEFAULT = "default"
    """Good sources differ, and one of them had to be taken."""


class BodyKind(Enum):
    """What belongs in the content of a response."""

    FORBIDDEN = "forbidden"
    """The message ends with its header section."""
    EMPTY = "empty"
    """Content of length zero, which is to be sent as such."""
    REPRESENTATION = "representation"
    CREATED = "created resource"
    """The new resource, or a description of it with its address."""
    COLLECTION = "collection"
    """The items, an empty list of them too, and how to get the next page."""
    POLL_LINK = "poll link"
    """The state of the work, and where to ask for it."""
    JOB_STATE = "job state"
    MULTI_STATUS = "multi-status"
    """A status for each item."""
    PARTS = "parts"
    """The range that was asked for, or several as multipart/byteranges."""
    CHOICES = "choices"
    """What there is to choose from, each with its address."""
    LINK = "link"
    """A short note with the address, for those that do not follow by themselves."""
    PROBLEM = "problem"
    """A problem document (RFC 9457)."""
    ECHO = "echo"
    """The request as it came."""


@final
@attrs.frozen(init=False)
class In:
    """
    A condition: the fact is one of these values. None among them stands for "not stated".

    >>> from statuskit.guides import In
    >>> "denied" in In("denied", "insufficient_scope")
    True
    """

    values: tuple[bool | str | None, ...]

    def __init__(self, *values: bool | str | None) -> None:
        self.__attrs_init__(values)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]

    def __contains__(self, value: object) -> bool:
        return value in self.values

    def __str__(self) -> str:
        return " or ".join(map(shown, self.values))


def Absent() -> In:  # noqa: N802  reads as a condition among conditions
    """
    Return the condition that a fact is not stated.

    >>> from statuskit.guides import Absent
    >>> print(Absent())
    not stated
    """
    return In(None)


def shown(value: bool | str | None) -> str:  # noqa: FBT001  any value of a fact
    """Return a fact's value in words."""
    if value is None:
        return "not stated"
    return ("no", "yes")[value] if isinstance(value, bool) else value


@final
@attrs.frozen
class HeaderAdvice:
    """
    A field that the response should carry, or must not, and why.

    >>> from statuskit import recommend
    >>> print(recommend(method="POST", outcome="created").headers[0])
    Location: SHOULD, the address of what was created (RFC 9110 §9.3.3)
    """

    name: str
    strength: Strength
    why: str
    citation: Citation

    def __str__(self) -> str:
        return f"{self.name}: {self.strength.value}{f', {self.why}' if self.why else ''} ({self.citation})"


@final
@attrs.frozen
class BodyAdvice:
    """
    What belongs in the content; `members` names what a document should have, "details[].field" that of an item.

    >>> from statuskit import recommend
    >>> print(recommend(method="POST", body="malformed").body)
    problem, where the parser stopped: type, title, status, detail, instance, code
    """

    kind: BodyKind
    why: str
    members: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f"{self.kind.value}, {self.why}"
        return f"{told}: {', '.join(self.members)}" if self.members else told


_MAPPINGS: Final = frozenset({"when", "instead", "accepts"})
_NO_REASONS: Final[Mapping[Status, str]] = MappingProxyType({})


def conditions(pairs: Mapping[str, In]) -> Mapping[str, In]:
    """Return conditions by their facts, not to be changed any more."""
    return MappingProxyType(dict(pairs))


def _reasons(pairs: Mapping[Status, str]) -> Mapping[Status, str]:
    return MappingProxyType(dict(pairs))


def _stage(rule: GuideRule) -> str:
    return rule.id.partition(".")[0]


def _definition(rule: GuideRule) -> tuple[Citation, ...]:
    # What defines a code says when to send it, unless the row names another section; a vendor's number is the vendor's.
    if rule.then is None:
        return ()
    return (rule.then.meanings[0].citation if rule.then.is_vendor else rule.then.defined_in,)


@final
@attrs.frozen(kw_only=True, repr=False)
class GuideRule:
    """
    One row of a guide: when all of `when` holds, the answer is `then`.

    `then` is None where nothing can be sent. `instead` has the codes that were rejected, `accepts` those that are as
    right, each with the reason. `seeds` are the rules of the guides that this one carries out.

    >>> from statuskit import recommend
    >>> recommend(permission="denied").rule
    <GuideRule access.denied>
    """

    id: str
    stage: str = attrs.field(init=False, default=attrs.Factory(_stage, takes_self=True))
    when: Mapping[str, In] = attrs.field(converter=conditions, hash=False)
    then: Status | None
    headers: tuple[HeaderAdvice, ...] = ()
    body: BodyAdvice | None = None
    citations: tuple[Citation, ...] = attrs.Factory(_definition, takes_self=True)
    certainty: Certainty = Certainty.RECOMMENDED
    why: str
    instead: Mapping[Status, str] = attrs.field(default=_NO_REASONS, converter=_reasons, hash=False)
    accepts: Mapping[Status, str] = attrs.field(default=_NO_REASONS, converter=_reasons, hash=False)
    seeds: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<GuideRule {self.id}>"

    def __reduce__(self) -> tuple[object, ...]:
        # The mappings cannot be pickled as they are.
        named = {field.name: getattr(self, field.name) for field in attrs.fields(GuideRule) if field.init}
        return _restored, (named | {name: dict(named[name]) for name in _MAPPINGS},)

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the row in plain JSON types.

        >>> from statuskit import recommend
        >>> row = recommend(permission="denied").rule.to_dict()
        >>> row["id"], row["when"], row["then"]
        ('access.denied', {'permission': ['denied']}, 403)
        """
        told = {field.name: getattr(self, field.name) for field in attrs.fields(GuideRule)}
        return {
            **{name: plain(value) for name, value in told.items() if name not in _MAPPINGS},
            "when": {fact: list(condition.values) for fact, condition in self.when.items()},
            "instead": {str(status): why for status, why in self.instead.items()},
            "accepts": {str(status): why for status, why in self.accepts.items()},
        }


def _restored(fields: dict[str, Any]) -> GuideRule:  # Any: the fields of one that was
    return GuideRule(**fields)


@final
@attrs.frozen
class Step:
    """
    A rule that was tried, what came of it, and the fact that decided; "" where all of its facts held.

    >>> from statuskit import recommend
    >>> for step in recommend(method="DELETE", permission="denied").trace[-2:]:
    ...     print(step)
    access.policy: no, denial_reason
    access.denied: yes
    """

    rule: GuideRule
    result: Result
    fact: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.result}{f', {self.fact}' if self.fact else ''}"
