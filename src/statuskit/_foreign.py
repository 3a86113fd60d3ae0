"""
How one foreign value is read: a number, text, octets, a header list, an attribute of an object that may misbehave.

Nothing about a particular library here (those are rows in `_probes`), no records (`messages`), and no judgement.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from types import MappingProxyType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from statuskit.exceptions import InvalidMessageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn

    from typing_extensions import TypeIs

__all__ = [
    "MOST_LINES",
    "Foreign",
    "Lines",
    "attribute",
    "chunks",
    "field_lines",
    "is_listed",
    "is_mapping",
    "iterated_lines",
    "number",
    "octets",
    "stored",
    "text",
    "url_text",
]

# What others hand in. Any, because its type is theirs to choose; every use is guarded, or bounded, or both.
Foreign: TypeAlias = Any

# An iterator that never ends must not hang the caller. Servers refuse a message of more than some hundred field lines.
MOST_LINES: Final = 100_000

# Methods of header objects that give all field lines. `items` of httpx joins repeated ones.
_LINES: Final = ("multi_items", "items")
# str() of a subclass may lie: an IntEnum shows its name on Python 3.10.
_NUMBERS: Final[Mapping[type, Callable[[Foreign], str]]] = MappingProxyType(
    {bool: str, int: int.__repr__, float: float.__repr__}
)
_OCTETS: Final = (bytes, bytearray, memoryview)


class Lines(tuple[tuple[str, str], ...]):
    """Field lines as text, in a type of their own so that nobody reads them a second time."""

    __slots__ = ()


def attribute(obj: object, name: str) -> Foreign:
    """Return an attribute, dots and all, or None where there is none or reading it fails."""
    try:
        return operator.attrgetter(name)(obj)
    except Exception:  # noqa: BLE001  a property may raise anything
        return None


def stored(obj: object, name: str) -> Foreign:
    """Return what `obj` keeps under a name, without running any code of its class; None if that cannot be had."""
    if isinstance(obj, tuple):
        return attribute(obj, name)  # pyright: ignore[reportUnknownArgumentType]  the fields of a named tuple
    try:
        kept: dict[str, Foreign] = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        kept = {}
    if name in kept:
        return kept[name]
    held = next((vars(base)[name] for base in type(obj).__mro__ if name in vars(base)), None)
    return attribute(obj, name) if isinstance(held, MemberDescriptorType) else held  # a slot


def _is_octets(value: object) -> TypeIs[bytes | bytearray | memoryview[int]]:
    return issubclass(type(value), _OCTETS)


def is_mapping(value: object) -> TypeIs[Mapping[Foreign, Foreign]]:
    """Say whether `value` is a mapping."""
    return issubclass(type(value), Mapping)


def is_listed(value: object) -> TypeIs[list[Foreign] | tuple[Foreign, ...]]:
    """Say whether `value` is a list or a tuple: several things, all there already."""
    return issubclass(type(value), (list, tuple))


def _octets(value: object) -> bytes | None:
    try:
        return bytes(value) if _is_octets(value) else None
    except Exception:  # noqa: BLE001  a memoryview that was released, a foreign __bytes__
        return None


def number(value: Foreign) -> int | None:
    """Return the integer that `value` is; None for a bool, text, and what only pretends."""
    if type(value) is bool:
        return None
    try:
        found = operator.index(value)
        # MagicMock says that it is the index 1, and equals nothing.
        same = bool(found == value)
    except Exception:  # noqa: BLE001  a foreign __index__ or __eq__ may raise anything
        return None
    return found if same else None


def text(value: Foreign) -> str | None:
    """Return text as it is, octets as latin-1 (RFC 9110, section 5.5), None for anything else."""
    if issubclass(type(value), str):
        return str.__str__(value)  # as `as_text()`, without a call for each field line
    octets_held = _octets(value)
    return None if octets_held is None else octets_held.decode("latin-1")


def url_text(value: Foreign) -> str | None:
    """Return a URL as text, whether it is text or an object of a class named URL (httpx, yarl, Starlette)."""
    is_url = any(base.__name__ == "URL" for base in type(value).__mro__)
    try:
        return text(str(value) if is_url else value)
    except Exception:  # noqa: BLE001  a foreign __str__ may raise anything
        return None


def octets(value: Foreign) -> bytes | None:
    """Return octets, or text in UTF-8; None for anything else, a stream above all."""
    if issubclass(type(value), str):
        return str.encode(value, "utf-8", "surrogatepass")
    return _octets(value)


def chunks(value: Foreign) -> bytes | None:
    """Return the content of a finished list of chunks (of a WSGI application, or in a server's response) as well."""
    if not is_listed(value):
        return octets(value)
    parts = [part for part in map(octets, value) if part is not None]
    return b"".join(parts) if len(parts) == len(value) else None


def field_lines(headers: Foreign) -> Lines:
    """
    Return every field line of a mapping, of an iterable of pairs or of HAR's {"name": ..., "value": ...}, or of None.

    A value that is a list or tuple stands for repeated lines, None for no line.

    Raises:
        InvalidMessageError: for anything else, and for more than 100,000 lines.
    """
    if type(headers) is Lines:
        return headers
    lines: list[tuple[str, str]] = []
    try:
        for count, (name, values) in enumerate(map(_pair, _pairs(headers)), start=1):
            given = values if is_listed(values) else (values,)
            lines += [(_name(name), _value(value)) for value in given if value is not None]
            if max(count, len(lines)) > MOST_LINES:
                _refuse(f"more than {MOST_LINES} field lines")
    except Exception as problem:
        msg = (
            f"no header fields in a {type(headers).__name__}: {_said(problem)};"
            " accepted: a mapping and an iterable of (name, value) pairs"
        )
        raise InvalidMessageError(msg) from problem
    return Lines(lines)


def iterated_lines(headers: Foreign) -> Lines:
    """Return the field lines of an attribute; none of what nobody can iterate (a Mock invents such attributes)."""
    try:
        iter(headers)
    except Exception:  # noqa: BLE001  a foreign __iter__ may raise anything
        return Lines()
    return field_lines(headers)


def _pairs(headers: object) -> Iterable[Foreign]:
    if is_listed(headers):
        return headers
    for name in _LINES:
        # Of the class, because a mock invents methods, and an AsyncMock ones that must be awaited.
        method = attribute(type(headers), name)
        if callable(method):
            return cast("Iterable[Foreign]", method(headers))
    return () if headers is None else cast("Iterable[Foreign]", headers)


def _pair(line: Foreign) -> tuple[Foreign, Foreign]:
    # Not any two of something: text of two letters would come apart as well.
    if is_listed(line):
        name, value = line
        return name, value
    return (line["name"], line["value"]) if is_mapping(line) else _refuse(f"a {type(line).__name__} is no pair")


def _name(value: Foreign) -> str:
    name = text(value)
    return _refuse(f"a {type(value).__name__} is no field name") if name is None else name


def _value(value: Foreign) -> str:
    found = text(value)
    if found is None:
        found = next((write(value) for kind, write in _NUMBERS.items() if isinstance(value, kind)), None)
    return _refuse(f"a {type(value).__name__} is no field value") if found is None else found


def _said(problem: Exception) -> str:
    # The words of a foreign error may tell what the fields hold.
    return str(problem) if type(problem) is InvalidMessageError else type(problem).__name__


def _refuse(msg: str) -> NoReturn:
    raise InvalidMessageError(msg)
