"""The records that every status carries: its sources and its rules. `model` hands them on; import them from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

import attrs

from statuskit._enums import NO_CONDITION

if TYPE_CHECKING:
    from typing_extensions import Self

    from statuskit._enums import Applied, Change, Condition, Health, Repeat, Strength

__all__ = ["Citation", "HeaderRule", "RetryRule"]


class _Shown:
    """A `repr()` shared by the records that `import statuskit` makes: attrs would compile one for each of them."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields = attrs.fields_dict(type(self))  # type: ignore[arg-type]  # only attrs classes inherit this
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields)})"


@final
@attrs.frozen(repr=False)
class Citation(_Shown):
    """
    Where a fact comes from.

    `section` may be empty; `as_of` is the ISO date on which a source that ages was read. `claim` is what a source says
    that is cited because it sees a fact otherwise, and empty for one that stands behind it.

    >>> from statuskit import HTTP
    >>> print(HTTP.NOT_FOUND.defined_in)
    RFC 9110 §15.5.5
    """

    source: str
    section: str
    url: str
    as_of: str | None = None
    claim: str = ""

    @classmethod
    def rfc(cls, number: int, section: str) -> Self:
        """
        Cite a section, or an appendix such as "B.3", of an RFC.

        >>> from statuskit import Citation
        >>> Citation.rfc(9110, "15.5.5").url
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5'
        """
        anchor = f"section-{section}" if section[:1].isdigit() else f"appendix-{section}"
        return cls(f"RFC {number}", section, f"https://www.rfc-editor.org/rfc/rfc{number}.html#{anchor}")

    def __str__(self) -> str:
        return f"{self.source} §{self.section}" if self.section else self.source


@final
@attrs.frozen(repr=False)
class HeaderRule(_Shown):
    """
    What a status asks of one field of its response.

    `condition` is for people: when the rule applies. It is empty where it always does.

    >>> from statuskit import HTTP
    >>> for rule in HTTP.PARTIAL_CONTENT.header_rules[:2]:
    ...     print(rule)
    Content-Range: MUST, with a single part
    Content-Type: MUST, with several parts: multipart/byteranges
    """

    name: str
    strength: Strength
    condition: str
    citation: Citation

    def __str__(self) -> str:
        return f"{self.name}: {self.strength.value}{f', {self.condition}' if self.condition else ''}"


@final
@attrs.frozen(kw_only=True, repr=False)
class RetryRule(_Shown):
    """
    What a status says about sending the same request again (RFC 9110, section 9.2.2).

    `repeat` says by which methods, `applied` whether the request was acted on, `repeat_after` what must change first,
    and `conditions` what a repeat has to observe. `health` is for circuit breakers; `contested` has good sources that
    see it otherwise.

    >>> from statuskit import HTTP
    >>> rule = HTTP.TOO_MANY_REQUESTS.retry_rule
    >>> rule.repeat.value, rule.applied.value, str(rule.citation)
    ('any method', 'no', 'RFC 6585 §4')
    """

    repeat: Repeat
    applied: Applied
    health: Health
    repeat_after: Change | None = None
    conditions: Condition = NO_CONDITION
    citation: Citation
    contested: tuple[Citation, ...] = ()
