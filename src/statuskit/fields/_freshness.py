"""Age and Expires (RFC 9111, sections 5.1 and 5.3), and Vary (RFC 9110, section 12.5.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.fields._cache_control import delta_seconds
from statuskit.fields._dates import parse_http_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.fields._dates import Time

__all__ = ["Vary", "parse_age", "parse_expires"]

_OWS: Final = " \t"
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
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

        >>> Vary.parse(["Accept, *", "Origin"])
        Vary(names=('accept', 'origin'), is_any=True, malformed=())
        """
        members = _members(value)
        return cls(
            tuple(sorted({member.lower() for member in members if member != _ANY and _NAME.fullmatch(member)})),
            _ANY in members,
            tuple(member for member in members if not _NAME.fullmatch(member)),
        )


def parse_age(value: str | Iterable[str], /) -> int | None:
    """
    Return the Age of a response in seconds, None for what is no number of seconds (RFC 9111, section 5.1).

    It has one value; of a list, the first member counts, and a cache ignores one that is invalid.

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

    >>> from statuskit.fields import parse_expires
    >>> parse_expires("Thu, 01 Jan 1970 00:01:00 GMT"), parse_expires("0")
    (60, None)
    """
    first = value if isinstance(value, str) else next(iter(value), "")
    return parse_http_date(first, now=now, any_case=True)


def _members(value: str | Iterable[str]) -> list[str]:
    lines = (value,) if isinstance(value, str) else value
    return [member for line in lines for part in line.split(",") if (member := part.strip(_OWS))]
