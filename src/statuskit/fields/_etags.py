"""Entity tags: one, their two comparisons, and the lists of If-Match and If-None-Match (RFC 9110, section 8.8.3)."""

from __future__ import annotations

import re
from typing import Final, final

import attrs

from statuskit._grammar import OWS, after_gap

__all__ = ["ETag", "ETagList", "parse_etags"]

# etagc: visible characters but the double quote, and whatever octets above ASCII were decoded to. No escapes.
_TAG: Final = r'(?P<weak>W/)?"(?P<opaque>[!#-~\x80-\U0010ffff]*)"'
_ALONE: Final = re.compile(_TAG)
_MEMBER: Final = re.compile(rf"{_TAG}[ \t]*(?=,|\Z)")


@final
@attrs.frozen
class ETag:
    """
    An entity tag: what is between the quotes, and whether it is weak.

    >>> from statuskit.conditional import ETag
    >>> print(ETag("v1"), ETag("v1", is_weak=True))
    "v1" W/"v1"
    """

    opaque: str
    is_weak: bool = False

    @classmethod
    def parse(cls, text: str, /) -> ETag | None:
        """
        Return the entity tag that `text` is, None if it is malformed (RFC 9110, section 8.8.3).

        The quotes belong to it, `W/` is case-sensitive, and a backslash is a character as any other.

        >>> ETag.parse('W/"v1"'), ETag.parse("v1")
        (ETag(opaque='v1', is_weak=True), None)
        """
        found = _ALONE.fullmatch(text.strip(OWS))
        return cls(found["opaque"], bool(found["weak"])) if found else None

    def strong(self, other: ETag, /) -> bool:
        """
        Whether the two match in the strong comparison: neither is weak (RFC 9110, section 8.8.3.2).

        >>> ETag("1").strong(ETag("1")), ETag("1", is_weak=True).strong(ETag("1", is_weak=True))
        (True, False)
        """
        return not self.is_weak and not other.is_weak and self.opaque == other.opaque

    def weak(self, other: ETag, /) -> bool:
        """
        Whether the two match in the weak comparison: weak or not (RFC 9110, section 8.8.3.2).

        >>> ETag("1").weak(ETag("1", is_weak=True))
        True
        """
        return self.opaque == other.opaque

    def __str__(self) -> str:
        return f'{"W/" if self.is_weak else ""}"{self.opaque}"'


@final
@attrs.frozen
class ETagList:
    """
    The value of If-Match or If-None-Match: "*", or entity tags; and what in it is neither.

    >>> from statuskit.fields import parse_etags
    >>> parse_etags("*").is_any, parse_etags('W/"v1"').tags
    (True, (ETag(opaque='v1', is_weak=True),))
    """

    is_any: bool
    tags: tuple[ETag, ...] = ()
    malformed: tuple[str, ...] = ()


def parse_etags(text: str, /) -> ETagList:
    """
    Return the value of If-Match or If-None-Match (RFC 9110, sections 13.1.1 and 13.1.2); never raises.

    A comma between quotes belongs to its tag. What is malformed costs none of its neighbours; "*" beside anything else
    is malformed, too.

    >>> from statuskit.fields import parse_etags
    >>> found = parse_etags('"a,b", oops, W/"c"')
    >>> [str(tag) for tag in found.tags], found.malformed
    (['"a,b"', 'W/"c"'], ('oops',))
    """
    if text.strip(OWS) == "*":
        return ETagList(is_any=True)
    tags: list[ETag] = []
    malformed: list[str] = []
    at = after_gap(text, 0)
    while at < len(text):
        member = _MEMBER.match(text, at)
        if member:
            tags.append(ETag(member["opaque"], bool(member["weak"])))
            end = member.end()
        else:
            # To the very next comma, in quotes or not: a quote that is never closed must not swallow the rest.
            comma = text.find(",", at)
            end = len(text) if comma < 0 else comma
            malformed.append(text[at:end].rstrip(OWS))
        at = after_gap(text, end)
    return ETagList(is_any=False, tags=tuple(tags), malformed=tuple(malformed))
