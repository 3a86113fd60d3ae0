"""Age and Expires (RFC 9111, sections 5.1 and 5.3), and Vary (RFC 9110, section 12.5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._grammar import TOKEN_ALONE
from statuskit.fields._cache_control import delta_seconds
from statuskit.fields._dates import parse_http_date
from statuskit.fields._lists import list_members, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.fields._dates import Time

__all__ = ["Vary", "parse_age", "parse_expires"]

_ANY: Final = "*"


@final
@attrs.frozen
class Vary:
    """
    The fields of a request on which a response depends: their names in lower case, each once, in order of the alphabet.

    `is_any` is the member "*": it depends on more than fields. `malformed` has what is neither; nobody knows what it
    was meant to name.

    >>> from statuskit.fields import Vary
    >>> Vary.parse("Accept-Language, accept-encoding").names
    ('accept-encoding', 'accept-language')
    """

    names: tuple[str, ...] = ()
    is_any: bool = False
    malformed: tuple[str, ...] = ()

    @classmethod
    def parse(cls, value: str | Iterable[str], /) -> Vary:
        """
        Return the members of a Vary field, of its one value or of several lines; never raises for text.

        Raises:
            InvalidArgumentError: for what is neither text nor lines of text.

        >>> Vary.parse(["Accept, *", "Origin"])
        Vary(names=('accept', 'origin'), is_any=True, malformed=())
        """
        members = _members(value)
        return cls(
            tuple(sorted({member.lower() for member in members if member != _ANY and TOKEN_ALONE.fullmatch(member)})),
            _ANY in members,
            tuple(member for member in members if not TOKEN_ALONE.fullmatch(member)),
        )


def parse_age(value: str | Iterable[str], /) -> int | None:
    """
    Return the Age of a response in seconds, None for what is no number of seconds (RFC 9111, section 5.1).

    It has one value; of a list, the first member counts, and a cache ignores one that is invalid.

    Raises:
        InvalidArgumentError: for what is neither text nor lines of text.

    >>> from statuskit.fields import parse_age
    >>> parse_age("60"), parse_age("60, 0"), parse_age("-1")
    (60, 60, None)
    """
    return delta_seconds(next(iter(_members(value)), None))


def parse_expires(value: str | Iterable[str], /, *, now: Time | None = None) -> int | None:
    """
    Return when a response expires, in seconds since the epoch (RFC 9111, section 5.3).

    None is for what is no date, "0" above all: it has expired already. Dates are read in any case (section 4.2); of
    several lines the first counts (section 4.2.1). `now` is for years of two digits, as for `parse_http_date()`.

    Raises:
        InvalidArgumentError: for what is neither text nor lines of text, and for a `now` that is no time.

    >>> from statuskit.fields import parse_expires
    >>> parse_expires("Thu, 01 Jan 1970 00:01:00 GMT"), parse_expires("0")
    (60, None)
    """
    return parse_http_date(next(iter(text_lines(value)), ""), now=now, any_case=True)


def _members(value: str | Iterable[str]) -> list[str]:
    return [member for line in text_lines(value) for member in list_members(line)]
