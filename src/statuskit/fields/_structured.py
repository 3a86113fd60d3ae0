"""
Lists of structured fields (RFC 9651), as far as Proxy-Status and Cache-Status need them. `http-sf` does the reading.

`http-sf` is an extra: without it, there is no reading, and the answer says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    Parameter: TypeAlias = "bool | int | str"

__all__ = ["ListReading", "Member", "parse_list"]

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


def _plain(value: object) -> Parameter:
    if isinstance(value, (bool, int)):
        return value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
