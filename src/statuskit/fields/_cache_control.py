"""
Cache-Control (RFC 9111, section 5.2), and the fields that are like it (RFC 9213): directives and their arguments.

Read member by member: what is malformed costs none of its neighbours, and never makes a response more cacheable.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._grammar import OWS, TOKEN, TOKEN_ALONE, unescaped
from statuskit.fields._lists import is_octets, list_members, no_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["INFINITE", "LIMITING", "CacheControl", "delta_seconds"]

INFINITE: Final = 2_147_483_648
"""What delta-seconds are that are larger: for ever (RFC 9111, section 1.2.2)."""

_GAP: Final = " \t,"
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
# A directive; or else what there is to the next comma outside of quotes: all the rest, behind a quote that is never
# closed. Nothing that is looked for starts with a gap, so each character is passed once.
_MEMBER: Final = re.compile(
    rf'[ \t,]*(?:({TOKEN})(?:=(?:({TOKEN})|({_QUOTED})))?[ \t]*(?=,|\Z)|((?=.)(?:[^",]|{_QUOTED})*(?:".*)?))', re.DOTALL
)
# What no quoted string can have (RFC 9110, section 5.6.4), a line break above all.
_UNQUOTABLE: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

# Directives that hold a cache back. Where they are found in what is malformed, as in "no-cache; no-store", they do so
# all the same, and allow nothing: the most restrictive reading is the one to take (RFC 9111, section 4.2.1).
_RESTRICTING: Final = frozenset(
    {
        "max-age",
        "min-fresh",
        "must-revalidate",
        "must-understand",
        "no-cache",
        "no-store",
        "private",
        "proxy-revalidate",
        "s-maxage",
        "stale-if-error",
    }
)
# Those of them that say the same, and allow no more, where they are written as they should be, without an argument.
_PLAIN: Final = ("no-cache", "no-store", "proxy-revalidate")
# Those whose argument is a list of field names, which is always sent in quotes (RFC 9111, section 5.2.2.4).
LIMITING: Final = frozenset({"no-cache", "private"})
_NONE: Final[frozenset[str]] = frozenset()


def delta_seconds(text: str | None) -> int | None:
    """
    Return a number of seconds (RFC 9111, section 1.2.2): digits and nothing else, None for what is no such number.

    >>> from statuskit.fields import delta_seconds
    >>> delta_seconds("60"), delta_seconds("9" * 5000), delta_seconds("-1"), delta_seconds("1.5")
    (60, 2147483648, None, None)
    """
    try:
        if text is None or not (text.isascii() and text.isdigit()):
            return None
        digits = text.lstrip("0") or "0"  # Python reads no number of thousands of digits
    except (AttributeError, TypeError):
        return None  # no text
    return INFINITE if len(digits) > len(str(INFINITE)) else min(int(digits), INFINITE)


def _first(own: CacheControl) -> dict[str, str | None]:
    return dict(reversed(own.directives))


def _suspected(own: CacheControl) -> frozenset[str]:
    if not own.malformed:
        return _NONE
    words = (word for text in own.malformed for word in TOKEN_ALONE.findall(text.lower()))
    return frozenset(word for word in words if word in _RESTRICTING)


@final
@attrs.frozen
class CacheControl:
    """
    The directives of a Cache-Control field: each name in lower case, with its argument, None where there is none.

    `malformed` has the members that follow no grammar. A directive that holds a cache back counts even there, without
    an argument: `no-cache; no-store` is malformed, and still forbids to store. It allows nothing there: see `states()`.
    `str()` is one line, and holds back as much.

    >>> from statuskit.fields import CacheControl
    >>> control = CacheControl.parse('Public, max-age=60, private="set-cookie", no store')
    >>> "public" in control, control.seconds("max-age"), control.field_names("private"), control.malformed
    (True, 60, ('set-cookie',), ('no store',))
    """

    directives: tuple[tuple[str, str | None], ...] = ()
    malformed: tuple[str, ...] = ()
    # Made of the two above, and never changed once built.
    _first: dict[str, str | None] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_first, takes_self=True)
    )
    _suspected: frozenset[str] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_suspected, takes_self=True)
    )

    @classmethod
    def parse(cls, value: str | Iterable[str], /) -> CacheControl:
        """
        Return the directives of a field, of its one value or of several lines; never raises for text.

        Names are compared in lower case, and an argument is the same with quotes and without (RFC 9111, section 5.2).

        Raises:
            InvalidArgumentError: for what is neither text nor lines of text.

        >>> CacheControl.parse(['max-age="60"', "public, no-cache; x"]).directives
        (('max-age', '60'), ('public', None))
        """
        directives: list[tuple[str, str | None]] = []
        malformed: list[str] = []
        try:
            for line in (value,) if isinstance(value, str) else value:
                for name, token, quoted, other in _MEMBER.findall(line.strip(_GAP)):
                    if quoted:
                        directives.append((name.lower(), unescaped(quoted[1:-1])))
                    elif name:
                        directives.append((name.lower(), token or None))
                    else:
                        malformed.append(other.rstrip(OWS))
        except (AttributeError, TypeError) as problem:
            raise no_lines(value) from problem
        if not directives and is_octets(value):  # none at all have no lines, and no error
            raise no_lines(value)
        return cls(tuple(directives), tuple(malformed))

    def __contains__(self, name: object) -> bool:
        try:
            return name in self._first or name in self._suspected
        except TypeError:
            return False  # what has no hash is no name

    def has_any(self, names: frozenset[str], /) -> bool:
        """
        Return whether any of some directives is there, as `in` tells of one. They are in lower case.

        >>> CacheControl.parse("max-age=60; no-store").has_any(frozenset({"no-store", "private"}))
        True
        """
        return not (names.isdisjoint(self._first) and names.isdisjoint(self._suspected))

    def states(self, name: str, /) -> bool:
        """
        Return whether a directive is there and well-formed, by its name in lower case: for what only then is allowed.

        >>> control = CacheControl.parse("max-age=60; must-revalidate")
        >>> "must-revalidate" in control, control.states("must-revalidate")
        (True, False)
        """
        return name in self._first

    def argument(self, name: str, /) -> str | None:
        """
        Return the argument of a directive, by its name in lower case: None if there is none, or no such directive.

        Of several with one name the first counts (RFC 9111, section 4.2.1). Where a directive that holds back is
        malformed somewhere, none does.

        >>> CacheControl.parse("max-age=60, max-age=0").argument("max-age")
        '60'
        """
        return None if name in self._suspected else self._first.get(name)

    def seconds(self, name: str, /) -> int | None:
        """
        Return the argument of a directive as seconds: None if it is no number, or if there is no such directive.

        What is larger than 2**31 is 2**31, which stands for ever (RFC 9111, section 1.2.2).

        >>> control = CacheControl.parse("max-age=60, s-maxage=soon")
        >>> control.seconds("max-age"), control.seconds("s-maxage"), "s-maxage" in control
        (60, None, True)
        """
        return delta_seconds(self.argument(name))

    def field_names(self, name: str, /) -> tuple[str, ...] | None:
        """
        Return the fields to which `no-cache` or `private` is limited, in lower case (RFC 9111, section 5.2.2.4).

        An empty tuple: it is about the whole response, as it is where an argument is no list of field names, and where
        one of several has no argument. None: there is no such directive.

        >>> control = CacheControl.parse('no-cache="Set-Cookie, X-User", private')
        >>> control.field_names("no-cache"), control.field_names("private"), control.field_names("public")
        (('set-cookie', 'x-user'), (), None)
        """
        if name not in self:
            return None
        if name in self._suspected or (name, None) in self.directives:
            return ()
        found: dict[str, None] = {}
        for argument in (argument for each, argument in self.directives if each == name):
            names = list_members((argument or "").lower())
            if not names or not all(map(TOKEN_ALONE.fullmatch, names)):
                return ()
            found.update(dict.fromkeys(names))
        return tuple(found)

    def __str__(self) -> str:
        written = [_rendered(name, argument) for name, argument in self.directives]
        if self._suspected:
            # As malformed as they were, where a well-formed one would allow something: max-age alone, to be stored.
            plain = [name for name in _PLAIN if name in self._suspected and (name, None) not in self.directives]
            written += plain + [f"{name}=" for name in sorted(self._suspected.difference(_PLAIN))]
        return ", ".join(written)


def _rendered(name: str, argument: str | None) -> str:
    if argument is None:
        return name
    if name not in LIMITING and TOKEN_ALONE.fullmatch(argument):
        return f"{name}={argument}"
    # With a control character it is neither a number nor a list of names, nor must it become one: "?" is in none.
    escaped = _UNQUOTABLE.sub("?", argument).replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'
