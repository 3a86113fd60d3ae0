"""
Structured fields (RFC 9651), as far as Proxy-Status, Cache-Status and the targeted fields of caches need them.

`http-sf` does the reading, and is an extra. Without it, a list that is only told to people has not been read, and says
so; a field on which a decision rests is an error.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

import attrs

from statuskit.exceptions import MissingExtraError
from statuskit.fields._cache_control import LIMITING, CacheControl
from statuskit.fields._lists import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType
    from typing import TypeAlias

    Parameter: TypeAlias = "bool | int | str"

__all__ = ["ListReading", "Member", "parse_list", "parse_targeted"]

# Fields are read here to be told to people; what is longer than servers take for all fields together is no such field.
_LONGEST: Final = 8192
_MISSING: Final = "http-sf is not installed: statuskit[fields]"


@attrs.frozen
class Member:
    """An item of a list: a Token or a String, and its parameters. What is no boolean and no integer is text."""

    name: str
    parameters: Mapping[str, Parameter]


@attrs.frozen
class ListReading:
    """What a list comes to. With a `problem` it has not been read, and there are no members."""

    members: tuple[Member, ...] = ()
    problem: str = ""


def parse_list(lines: Iterable[str]) -> ListReading:
    """
    Read the lines of a field that is a list; items that are neither Token nor String, and inner lists, are left out.

    >>> parse_list(["revproxy1.example.net, ExampleCDN; error=connection_timeout"]).members[1].parameters
    {'error': 'connection_timeout'}
    >>> parse_list(["ExampleCDN; error="]).problem
    'not well-formed'
    """
    text = ", ".join(line for line in lines if line.strip())
    if len(text) > _LONGEST:
        return ListReading(problem=f"longer than {_LONGEST} characters")
    http_sf = _http_sf()
    if http_sf is None:
        return ListReading(problem=_MISSING)
    try:
        found = http_sf.parse(_octets(text), tltype="list")
    except ValueError:
        return ListReading(problem="not well-formed")
    items = cast("list[tuple[object, dict[str, object]]]", found)  # always pairs, in the library's answer
    return ListReading(
        tuple(
            Member(str(item), {name: _plain(value) for name, value in parameters.items()})
            for item, parameters in items
            if isinstance(item, (str, http_sf.Token))
        )
    )


def parse_targeted(lines: str | Iterable[str], /) -> CacheControl | None:
    """
    Return the directives of a targeted field, of its one value or of several lines (RFC 9213, section 2.1).

    None if it is empty or malformed, in whatever member: such a field counts as not there. A directive has no argument
    (true), a number, a token or a string; one that is false is none. A string does not stand for a number, nor a number
    for the name of a field. What is of another type is malformed by itself: it holds back as in Cache-Control, and
    allows nothing.

    Raises:
        InvalidArgumentError: for what is neither text nor lines of text.
        MissingExtraError: an ImportError: if there is something to be read, and `http-sf` is not installed.

    >>> from statuskit.fields import parse_targeted
    >>> parse_targeted(["max-age=60, no-cache"]).directives, parse_targeted(["max-age = 60"])
    ((('max-age', '60'), ('no-cache', None)), None)
    """
    text = ", ".join(line for line in text_lines(lines) if line.strip())
    if not text:
        return None
    http_sf = _http_sf()
    if http_sf is None:
        msg = f"a targeted field of caches is there to be read, and {_MISSING}"
        raise MissingExtraError(msg)
    try:
        found = http_sf.parse(_octets(text), tltype="dictionary")
    except ValueError:
        return None
    members = cast("dict[str, tuple[object, object]]", found)
    directives: list[tuple[str, str | None]] = []
    malformed: list[str] = []
    for name, (value, _) in members.items():
        if value is True:
            directives.append((name, None))
        elif isinstance(value, (str, http_sf.Token)):
            argument = str(value)
            directives.append((name, f'"{argument}"' if argument.isdigit() else argument))
        elif value is not False:
            # A number is no list of fields, and no directive has octets, a date or a list for an argument.
            is_known = isinstance(value, (int, Decimal)) and name not in LIMITING
            directives += [(name, str(value))] if is_known else []
            malformed += [] if is_known else [f"{name}="]
    return CacheControl(tuple(directives), tuple(malformed))


def _http_sf() -> ModuleType | None:
    try:
        import http_sf
    except ImportError:
        return None
    return http_sf


def _octets(text: str) -> bytes:
    # What is not ASCII is malformed, and so are surrogates, which must not become something that is not.
    return text.encode("utf-8", "surrogatepass")


def _plain(value: object) -> Parameter:
    if isinstance(value, (bool, int)):
        return value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
