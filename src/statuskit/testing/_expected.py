"""What an assertion expects: read from what people write, told in words, and asked of a number. No response here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from inspect import isawaitable, iscoroutine
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, SupportsIndex, TypeAlias, cast, final

import attrs

from statuskit._enums import CODES, integer
from statuskit._named import named as name_of
from statuskit._near import did_you_mean, near
from statuskit.exceptions import InvalidStatusError, StatusKitError, UnknownStatusError, as_text, quoted
from statuskit.model import Status, StatusClass
from statuskit.registry import lookup

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

__all__ = ["Expectation", "Expected", "One", "expectation", "named"]

One: TypeAlias = "SupportsIndex | str | StatusClass | range | Callable[[Status], object]"
"""One thing to expect."""
Expected: TypeAlias = "One | AbstractSet[One] | Sequence[One]"
"""What an assertion takes."""

_CLASSES: Final = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: "an informational response (1xx)",
        StatusClass.SUCCESS: "a success (2xx)",
        StatusClass.REDIRECTION: "a redirection (3xx)",
        StatusClass.CLIENT_ERROR: "a client error (4xx)",
        StatusClass.SERVER_ERROR: "a server error (5xx)",
        StatusClass.INVALID: "a number that is no status (600 to 999)",
    }
)
_ERRORS: Final = frozenset({StatusClass.CLIENT_ERROR, StatusClass.SERVER_ERROR, StatusClass.INVALID})
# Words for more than a class: the attribute of a Status that answers, and how it is told.
_WORDS: Final = MappingProxyType(
    {
        "error": ("is_error", "an error (4xx or 5xx)"),
        "redirect": ("is_redirect", "a redirect (300, 301, 302, 303, 307 or 308)"),
    }
)
# What other libraries call it, so that the answer is not a guess by spelling.
_ELSEWHERE: Final = MappingProxyType(
    {"missing": "404 Not Found", "failure": "error", "fail": "error", "successful": "success", "good": "success"}
)
_NAMES: Final = (*_WORDS, *(name for kind in _CLASSES for name in (kind.value, kind.name.lower())))
_PATTERN: Final = re.compile(r"([1-5])(?:[*?]{1,2}|[xX0-9]?[xX*?]|[xX]{1,3})", re.ASCII)  # 2*, 20x, 2??
_LONGEST_NAME: Final = 64
_MOST_TOLD: Final = 8

_ACCEPTED: Final = (
    'a status (201, HTTPStatus.CREATED, "201 Created", "created"), a class ("2xx", StatusClass.SUCCESS, "success",'
    ' "client_error"), "redirect", "error", a predicate that takes a Status, and a set, list, tuple or range of these'
)


@final
@attrs.frozen
class _Part:
    """One thing that is expected. Two are equal if they mean the same, however it was written."""

    kind: str
    what: Hashable
    text: str = attrs.field(eq=False)
    shown: str = attrs.field(eq=False)
    holds: Callable[[int], bool] = attrs.field(eq=False, repr=False)
    is_error: bool = attrs.field(eq=False, default=False)


@final
@attrs.frozen
class Expectation:
    """What is expected of a status: one of some parts. `shown` is what was written."""

    parts: tuple[_Part, ...] = attrs.field(eq=frozenset)
    shown: str = attrs.field(eq=False)

    def __hash__(self) -> int:
        return hash(frozenset(self.parts))

    def holds(self, code: int) -> bool:
        """
        Whether a number is what is expected. One outside 100 to 999 is no status, and never is.

        >>> expectation({200, "3xx"}).holds(304), expectation(lambda status: True).holds(1000)
        (True, False)
        """
        return code in CODES and any(part.holds(code) for part in self.parts)

    @property
    def text(self) -> str:
        """
        What is expected, in words.

        >>> expectation([200, 201, "redirection"]).text
        '200 OK, 201 Created or a redirection (3xx)'
        """
        told = [part.text for part in self.parts[:_MOST_TOLD]]
        if len(self.parts) > _MOST_TOLD:
            told.append(f"one of {len(self.parts) - _MOST_TOLD} more")
        return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"

    @property
    def is_error(self) -> bool:
        """Whether nothing but errors is expected. No predicate is asked: what it would say is not known."""
        return all(part.is_error for part in self.parts)

    @property
    def status(self) -> Status | None:
        """The status that is expected, where it is one."""
        part = self.parts[0]
        return lookup(cast("int", part.what)) if len(self.parts) == 1 and part.kind == "code" else None


def named(code: int) -> str:
    """
    Return a number with its phrase.

    >>> named(201), named(520), named(1000)
    ('201 Created', '520', '1000')
    """
    return name_of(lookup(code, default=None), code)


def expectation(expected: Expected, /) -> Expectation:
    """
    Return what is expected, read from what was written.

    Raises:
        UnknownStatusError: a LookupError: for text that names no status, class or word; it names the nearest.
        InvalidStatusError: a ValueError: for a number that is no status, nothing to choose from, or anything else.
    """
    kind = type(expected)
    if kind is range or not _is_several(kind):
        part = _part(expected)
        return Expectation((part,), part.shown)
    members = cast("Iterable[object]", expected)
    parts = [_part(member) for member in members]
    is_set = issubclass(kind, AbstractSet)
    if is_set:
        parts.sort(key=lambda part: part.shown)
    if not parts:
        raise _invalid(expected, "nothing to choose from")
    inner = ", ".join(part.shown for part in parts)
    return Expectation(tuple(dict.fromkeys(parts)), f"{{{inner}}}" if is_set else f"[{inner}]")


def _is_several(kind: type) -> bool:
    # By its type, because a proxy may claim to be of any class, or raise if asked. Octets are numbers to Python.
    return issubclass(kind, (AbstractSet, Sequence)) and not issubclass(kind, (str, bytes, bytearray, memoryview))


def _part(given: object) -> _Part:
    kind = type(given)
    if kind is StatusClass:
        return _of_class(cast("StatusClass", given))
    text = as_text(given)
    if text is not None:
        return _of_text(text)
    if kind is range:
        return _of_range(cast("range", given))
    if integer(given) is not None:
        return _of_number(given)
    # A class can be called, too, and makes something true of any number.
    if callable(given) and not issubclass(kind, type):
        return _of_predicate(cast("Callable[[Status], object]", given))
    raise _invalid(given)


def _of_class(kind: StatusClass) -> _Part:
    return _Part("class", kind, _CLASSES[kind], f'"{kind.value}"', kind.__contains__, kind in _ERRORS)


def _of_number(given: object) -> _Part:
    status = lookup(given, default=None)
    if status is None:
        raise _invalid(given)
    return _of_status(status)


def _of_status(status: Status) -> _Part:
    return _Part("code", status.code, named(status.code), f"{status.code}", status.code.__eq__, status.is_error)


def _of_text(text: str) -> _Part:
    word = "_".join(text[: _LONGEST_NAME + 1].lower().replace("-", " ").replace("_", " ").split())
    if word in _WORDS:
        attribute, told = _WORDS[word]

        def holds(code: int) -> bool:
            return bool(getattr(lookup(code), attribute))

        return _Part("word", word, told, f'"{word}"', holds, word == "error")
    if word in _NAMES:
        part = _of_class(StatusClass.parse(word))
        return attrs.evolve(part, shown=f'"{word}"')
    try:
        return _of_status(lookup(text))
    except UnknownStatusError as problem:
        raise _unknown(text, word, problem.suggestions) from None
    except InvalidStatusError:
        raise _invalid(text) from None


def _of_range(codes: range) -> _Part:
    ends = (integer(codes[0]), integer(codes[-1])) if codes else (None, None)
    if not all(end in CODES for end in ends):
        raise _invalid(
            codes, f"range({quoted(codes.start)}, {quoted(codes.stop)})" if codes else "nothing to choose from"
        )
    in_steps, step = (f" in steps of {codes.step}", f", {codes.step}") if codes.step != 1 else ("", "")
    are_errors = StatusClass.of(min(codes[0], codes[-1])) in _ERRORS
    shown = f"range({codes.start}, {codes.stop}{step})"
    return _Part("range", codes, f"{ends[0]} to {ends[1]}{in_steps}", shown, codes.__contains__, are_errors)


def _of_predicate(predicate: Callable[[Status], object]) -> _Part:
    name = getattr(predicate, "__name__", type(predicate).__name__)
    name = name if isinstance(name, str) and name.isidentifier() and name.isprintable() else "the predicate"
    name = name[:_LONGEST_NAME]

    def holds(code: int) -> bool:
        answer = predicate(lookup(code))
        if isawaitable(answer):
            if iscoroutine(answer):
                answer.close()
            msg = f"not a predicate: {name} has to be awaited; accepted: {_ACCEPTED}"
            raise InvalidStatusError(msg)
        return bool(answer)

    # By its identity, since two that do the same cannot be told from two that do not; `holds` keeps it alive.
    return _Part("predicate", id(predicate), f"a status for which {name} holds", name, holds)


def _invalid(given: object, why: str = "") -> StatusKitError:
    return InvalidStatusError(f"not a status to expect: {why or quoted(given)}; accepted: {_ACCEPTED}")


def _unknown(text: str, word: str, suggestions: tuple[str, ...]) -> StatusKitError:
    found = (_ELSEWHERE[word],) if word in _ELSEWHERE else near(word, _NAMES, most=2)
    pattern = _PATTERN.fullmatch(text.strip()[:_LONGEST_NAME])
    nearest = (f"{pattern[1]}xx",) if pattern else tuple(dict.fromkeys([*found, *suggestions]))
    msg = f"unknown status to expect: {quoted(text)}; accepted: {_ACCEPTED}{did_you_mean(nearest)}"
    return UnknownStatusError(msg, nearest)
