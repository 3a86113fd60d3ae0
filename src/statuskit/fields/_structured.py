"""
Structured fields (RFC 9651), as far as Proxy-Status, Cache-Status and the targeted fields of caches need them.

`http-sf` does the reading, and is an extra. Without it, a list that is only told to people has not been read, and says
so; a field on which a decision rests is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import attrs

from statuskit.exceptions import MissingExtraError
from statuskit.fields._cache_control import CacheControl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    Parameter: TypeAlias = "bool | int | str"

__all__ = ["ListReading", "Member", "parse_list", "parse_targeted"]

# Fields are read here to be told to people; what is longer than servers take for all fields together is no such field.
_LONGEST: Final = 8192


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
    try:
        from http_sf import Token, parse
    except ImportError:
        return ListReading(problem="http-sf is not installed: statuskit[fields]")
    try:
        # What is not ASCII is malformed, and so are surrogates, which must not become something that is not.
        found = parse(text.encode("utf-8", "surrogatepass"), tltype="list")
    except ValueError:
        return ListReading(problem="not well-formed")
    items = cast("list[tuple[object, dict[str, object]]]", found)  # always pairs, in the library's answer
    return ListReading(
        tuple(
            Member(str(item), {name: _plain(value) for name, value in parameters.items()})
            for item, parameters in items
            if isinstance(item, (str, Token))
        )
    )


def parse_targeted(lines: Iterable[str]) -> CacheControl | None:
    """
    Return the directives of a targeted field, such as CDN-Cache-Control (RFC 9213, section 2.1).

    None if it is empty or malformed, in whatever member: such a field counts as not there. A directive has no argument
    (true), a number, a token or a string; one that is false is none. A string does not stand for a number.

    Raises:
        MissingExtraError: an ImportError: if there is something to be read, and `http-sf` is not installed.

    >>> from statuskit.fields import parse_targeted
    >>> parse_targeted(["max-age=60, no-cache"]).directives, parse_targeted(["max-age = 60"])
    ((('max-age', '60'), ('no-cache', None)), None)
    """
    text = ", ".join(line for line in lines if line.strip())
    if not text:
        return None
    try:
        from http_sf import parse
    except ImportError as problem:
        msg = "a targeted field of caches is there to be read, and http-sf is not installed: statuskit[fields]"
        raise MissingExtraError(msg) from problem
    try:
        found = parse(text.encode("utf-8", "surrogatepass"), tltype="dictionary")
    except ValueError:
        return None
    members = cast("dict[str, tuple[object, object]]", found)
    return CacheControl(tuple((name, _argument(value)) for name, (value, _) in members.items() if value is not False))


def _argument(value: object) -> str | None:
    if value is True:
        return None
    return f'"{value}"' if isinstance(value, str) and value.isdigit() else str(value)


def _plain(value: object) -> Parameter:
    if isinstance(value, (bool, int)):
        return value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
