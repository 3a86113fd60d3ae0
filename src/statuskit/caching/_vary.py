"""Which requests a stored response is for (RFC 9111, section 4.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from statuskit.caching._arguments import texts_of
from statuskit.data.caching import ANY_CASE, LISTS
from statuskit.fields import Vary, list_members
from statuskit.messages import Headers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.messages import HeadersLike

__all__ = ["VaryKey", "vary_key"]

VaryKey: TypeAlias = "tuple[tuple[str, str | None], ...]"

_OWS: Final = " \t"
# What parts a value: commas, but for those within quotes. A quote that is never closed has the rest for itself.
_PIECE: Final = re.compile(r'[^",]+|"(?:[^"\\]+|\\.)*"?|,', re.DOTALL)
_ACCEPTED: Final = "a value of Vary, its lines, and a Vary"


def vary_key(vary: Vary | str | Iterable[str], headers: HeadersLike) -> VaryKey | None:
    """
    Return the part of a cache key that comes from Vary: two requests match if theirs are the same.

    Pairs of a field that Vary names, in lower case and in order of the alphabet, and its value in the request, None
    where it is absent. Lines are combined, and whitespace around commas is dropped. Empty members are, of fields that
    are known to be lists, and codings, languages and charsets are in lower case; what differs otherwise does not match
    (RFC 9111, section 4.1).

    None where nothing matches: "*", and a member that is no field name, since nobody knows which was meant.

    Args:
        vary: the value of Vary, its lines, or what `Vary.parse()` made of them. Nothing (""), and all requests match.
        headers: the fields of a request.

    Raises:
        InvalidArgumentError: for a `vary` that is neither text nor lines of it; never for what is in it.
        InvalidMessageError: a TypeError: for what is no header list.

    >>> from statuskit.caching import vary_key
    >>> vary_key("Accept-Encoding, Origin", {"accept-encoding": "gzip ,BR"})
    (('accept-encoding', 'gzip, br'), ('origin', None))
    >>> vary_key("*", {}) is None
    True
    """
    nominated = vary if isinstance(vary, Vary) else Vary.parse(texts_of(vary, "a Vary", _ACCEPTED))
    if nominated.is_any or nominated.malformed:
        return None
    fields = Headers.of(headers)
    return tuple((name, _normal(name, fields.get_all(name))) for name in nominated.names)


def _normal(name: str, lines: tuple[str, ...]) -> str | None:
    if not lines:
        return None
    parted = list_members if name in LISTS else _members
    value = ", ".join(member for line in lines for member in parted(line))
    return value.lower() if name in ANY_CASE else value


def _members(line: str) -> list[str]:
    """Return what stands between commas, be it nothing: an empty member may mean something where nobody knows."""
    found: list[list[str]] = [[]]
    for piece in _PIECE.findall(line):
        if piece == ",":
            found.append([])
        else:
            found[-1].append(piece)
    return ["".join(pieces).strip(_OWS) for pieces in found]
