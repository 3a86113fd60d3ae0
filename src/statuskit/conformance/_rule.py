"""What a rule is, and what is found when one is broken. No rows: those are in `rules/`."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias, final

import attrs

from statuskit._plain import members
from statuskit._told import sources, story
from statuskit.model import Citation, Status, StatusClass, Strength

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from statuskit._plain import Plain
    from statuskit.conformance._exchange import Exchange

__all__ = ["CheckProfile", "Fault", "Finding", "Need", "Role", "Rule", "Severity", "Test"]


class Severity(Enum):
    """How bad a finding is. ERROR is for what an RFC forbids, demands or defines; the rest is advice."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    def reaches(self, least: Severity) -> bool:
        """
        Whether this is as bad as `least`, or worse.

        >>> from statuskit.conformance import Severity
        >>> Severity.ERROR.reaches(Severity.WARNING), Severity.INFO.reaches(Severity.WARNING)
        (True, False)
        """
        return _RANKS.index(self) >= _RANKS.index(least)


_RANKS: Final = tuple(Severity)


class Need(Enum):
    """What has to be known for a rule to be tried."""

    REQUEST = "request"
    """The request, at least its method."""
    CONTENT = "content"
    """The response's content, read whole."""
    PAIR = "pair"
    """A second response to compare with; `check_pair()` tries these."""


class CheckProfile(Enum):
    """Which rules are on besides those that always are."""

    RFC = "rfc"
    API = "api"
    """What is asked of an API: errors that a program can read."""
    WEBDAV = "webdav"
    STRICT = "strict"
    """All rules there are."""


class Role(Enum):
    """Who sent the response, or received it; some rules hold for one of these alone."""

    ORIGIN = "origin"
    PROXY = "proxy"
    CLIENT = "client"
    """The response is seen by a client, which does not know who was on the way."""


@final
@attrs.frozen
class Fault:
    """What is wrong here: in a sentence, with the text that shows it, and what to change where that depends on it."""

    message: str
    evidence: str = ""
    fix: str = ""


Test: TypeAlias = "Callable[[Exchange], Fault | None]"
# What a rule is about: some statuses, whole classes, or any response.
Scope: TypeAlias = "tuple[Status | StatusClass, ...]"

_BINDING: Final = frozenset({Strength.MUST, Strength.MUST_NOT, Strength.DEFINITION})


@final
@attrs.frozen(kw_only=True)
class Rule:
    """
    A rule that a response can break.

    `on` is what it is about: statuses, classes, or nothing for any response. With `field` it is about responses that
    carry that field. `needs` has to be known for it to be tried. `default` tells whether it is always on, `profiles`
    where else it is. `why` says what it is for, and `fix` what to change.

    >>> from statuskit.conformance import RULES
    >>> rule = RULES["SK405-01"]
    >>> rule.strength.value, rule.severity.value, rule.on
    ('MUST', 'error', (<Status 405 Method Not Allowed>,))
    """

    id: str
    title: str
    strength: Strength
    severity: Severity
    citation: Citation
    on: Scope = ()
    field: str | None = None
    needs: tuple[Need, ...] = ()
    default: bool = True
    profiles: tuple[CheckProfile, ...] = ()
    roles: tuple[Role, ...] = (Role.ORIGIN, Role.PROXY, Role.CLIENT)
    why: str
    fix: str
    test: Test = attrs.field(repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.severity is Severity.ERROR and self.strength not in _BINDING:
            msg = f"{self.id}: an error needs a MUST, a MUST NOT or a definition, not {self.strength.value}"
            raise ValueError(msg)

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        # Its test may be a closure, which cannot be pickled.
        return _restored, (self.id,)

    def __str__(self) -> str:
        return f"{self.id} {self.title} ({self.citation})"

    def explain(self) -> str:
        """
        Return the whole story: what the rule asks, why, what to change, and who says so.

        >>> from statuskit.conformance import RULES
        >>> print(RULES["SK405-01"].explain().splitlines()[-1])
        - RFC 9110 §15.5.6: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6
        """
        return story(
            str(self),
            ("Strength", [f"{self.strength.value}; {self.severity.value}"]),
            ("Why", [self.why]),
            ("Fix", [self.fix]),
            sources(self.citation),
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types.

        >>> from statuskit.conformance import RULES
        >>> told = RULES["SK405-01"].to_dict()
        >>> told["strength"], told["on"]
        ('MUST', [405])
        """
        return members(self, without=("test",))


def _restored(rule_id: str) -> Rule:
    from statuskit.conformance.rules import RULES

    return RULES[rule_id]


@final
@attrs.frozen
class Finding:
    """
    A rule that a response breaks, and what to change.

    `evidence` is the text that shows it, cut and without secrets; it may be empty.

    >>> from statuskit import check
    >>> for finding in check((405, {"Content-Type": "text/plain"})):
    ...     print(finding)
    SK405-01 error: 405 Method Not Allowed without Allow
    """

    rule: Rule
    message: str
    fix: str
    status: int
    evidence: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.rule.severity

    def __bool__(self) -> NoReturn:
        msg = "a Finding is neither true nor false; look at .severity"
        raise TypeError(msg)

    def __str__(self) -> str:
        return f"{self.rule.id} {self.severity.value}: {self.message}"

    def explain(self) -> str:
        """
        Return the whole story: what is wrong here, what shows it, what to change, and who says so.

        >>> from statuskit import check
        >>> print(check((405, {}))[0].explain().splitlines()[-3])
        - List the methods of the resource, such as Allow: GET, HEAD.
        """
        return story(
            str(self),
            ("Strength", [self.rule.strength.value]),
            ("Seen", [self.evidence] if self.evidence else []),
            ("Fix", [self.fix]),
            sources(self.rule.citation),
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types.

        >>> from statuskit import check
        >>> told = check((405, {}))[0].to_dict()
        >>> told["rule"]["id"], told["status"], told["message"]
        ('SK405-01', 405, '405 Method Not Allowed without Allow')
        """
        return {
            "rule": self.rule.to_dict(),
            "message": self.message,
            "fix": self.fix,
            "status": self.status,
            "evidence": self.evidence,
        }
