"""Which requests a stored response is for (RFC 9111, section 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from statuskit.fields import Vary, list_members
from statuskit.messages import Headers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.messages import HeadersLike

__all__ = ["VaryKey", "vary_key"]

VaryKey: TypeAlias = "tuple[tuple[str, str | None], ...]"

# Their values are the same in any case: codings (RFC 9110, section 8.4.1), language tags (12.5.4), charsets (8.3.2).
_ANY_CASE: Final = frozenset({"accept-charset", "accept-encoding", "accept-language"})


def vary_key(vary: Vary | str | Iterable[str], headers: HeadersLike) -> VaryKey | None:
    """
    Return the part of a cache key that comes from Vary: two requests match if theirs are the same.

    Pairs of a field that Vary names, in lower case and in order of the alphabet, and its value in the request, None
    where it is absent. Lines are combined, whitespace around commas is dropped, and codings, languages and charsets are
    in lower case; what differs otherwise does not match (RFC 9111, section 4.1).

    None where nothing matches: "*", and a member that is no field name, since nobody knows which was meant.

    Args:
        vary: the value of Vary, its lines, or what `Vary.parse()` made of them. Nothing (""), and all requests match.
        headers: the fields of a request.

    Raises:
        InvalidMessageError: a TypeError: for what is no header list.

    >>> from statuskit.caching import vary_key
    >>> vary_key("Accept-Encoding, Origin", {"accept-encoding": "gzip ,BR"})
    (('accept-encoding', 'gzip, br'), ('origin', None))
    >>> vary_key("*", {}) is None
    True
    """
    nominated = vary if isinstance(vary, Vary) else Vary.parse(vary)
    if nominated.is_any or nominated.malformed:
        return None
    fields = Headers.of(headers)
    return tuple((name, _normal(name, fields.get_all(name))) for name in nominated.names)


def _normal(name: str, lines: tuple[str, ...]) -> str | None:
    if not lines:
        return None
    value = ", ".join(member for line in lines for member in list_members(line))
    return value.lower() if name in _ANY_CASE else value
