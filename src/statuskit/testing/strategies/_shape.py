"""What an exchange may look like, as a row; and how one is drawn from it. No rows here."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, final

import attrs
from hypothesis import strategies as st

from statuskit.messages import Request, Response
from statuskit.registry import lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from statuskit.messages import HeadersLike

_T = TypeVar("_T")

__all__ = ["NOTHING", "PHRASE", "Body", "Shape", "as_json", "as_text", "exchange", "one", "phrase_of"]

# The value of a field, some to choose from, or how one is drawn; None leaves the field out.
Value: TypeAlias = "str | tuple[str | None, ...] | SearchStrategy[str] | None"
# Content, or how it is made for a status, which it may repeat; None is content that is not known.
Octets: TypeAlias = "bytes | Callable[[int], bytes] | None"

PHRASE: Final = "(the phrase)"
_HTTP_1: Final = "HTTP/1.1"


@final
@attrs.frozen
class Body:
    """Content with its Content-Type, if it has one."""

    kind: str = ""
    octets: Octets = b""

    def of(self, code: int) -> bytes | None:
        """Return the content for a status."""
        return self.octets(code) if callable(self.octets) else self.octets


def as_text(text: str, kind: str = "text/plain; charset=utf-8") -> Body:
    """Return text as content."""
    return Body(kind, text.encode())


def as_json(value: object, kind: str = "application/json") -> Body:
    """Return a value as content in JSON."""
    return Body(kind, json.dumps(value).encode())


NOTHING: Final = (Body(), Body(octets=None))
_NO_FIELDS: Final[Mapping[str, Value]] = MappingProxyType({})


@final
@attrs.frozen(kw_only=True)
class Shape:
    """
    What an exchange may look like. Of every tuple one is drawn, and what stands first is the simplest.

    `sent` is the content of the request, `bodies` that of the response. `framings` are "" for none, "length" and
    "chunked", which is left out where the version has no chunks.
    """

    on: tuple[int, ...]
    methods: tuple[str, ...] = ("GET",)
    urls: tuple[str | None, ...] = ("/users/7", "https://example.com/users/7", "https://example.com/a%20b?page=2", None)
    asked: Mapping[str, Value] = _NO_FIELDS
    sent: tuple[Body, ...] = NOTHING
    versions: tuple[str | None, ...] = (None, "HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/3")
    fields: Mapping[str, Value] = _NO_FIELDS
    bodies: tuple[Body, ...] = NOTHING
    framings: tuple[str, ...] = ("", "length", "chunked")
    reasons: tuple[str | None, ...] = (None, PHRASE)
    histories: tuple[tuple[Response, ...], ...] = ((),)


def phrase_of(code: int) -> str:
    """
    Return the phrase of a status; "" where it has none, or is none.

    >>> phrase_of(404), phrase_of(471), phrase_of(0)
    ('Not Found', '', '')
    """
    status = lookup(code, default=None)
    return "" if status is None else status.phrase


# What most messages carry, and no rule asks for.
_BESIDE: Final[tuple[Mapping[str, str], ...]] = (
    {},
    {"Server": "example"},
    {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"},
    {"Strict-Transport-Security": "max-age=63072000", "Alt-Svc": 'h3=":443"'},
)
_BESIDE_ASKED: Final[tuple[Mapping[str, str], ...]] = (
    {},
    {"User-Agent": "example/1.0"},
    {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)", "DNT": "1"},
)
_SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (str, str.lower, str.upper)


def one(draw: DrawFn, choices: Sequence[_T]) -> _T:
    """Draw one of some; no choice is made where there is only one, so that there is less to shrink."""
    return choices[0] if len(choices) == 1 else draw(st.sampled_from(choices))


@st.composite
def exchange(draw: DrawFn, shapes: Sequence[tuple[Shape, tuple[int, ...]]]) -> Response:
    """Draw a response with its request from shapes, each with those of its statuses that are wanted."""
    shape, codes = one(draw, shapes)
    code, version = one(draw, codes), one(draw, shape.versions)
    request = Request(one(draw, shape.methods), one(draw, shape.urls), http_version=version)
    sent, body = one(draw, shape.sent), one(draw, shape.bodies)
    content = body.of(code)
    reason = one(draw, shape.reasons)
    return Response(
        code,
        _lines(draw, body.kind, {**_framed(one(draw, shape.framings), content, version), **shape.fields}, _BESIDE),
        content,
        phrase_of(code) if reason is PHRASE else reason,
        history=one(draw, shape.histories),
        request=attrs.evolve(
            request,
            headers=_lines(draw, sent.kind, {"Host": "example.com", **shape.asked}, _BESIDE_ASKED),
            content=sent.of(code),
        ),
    )


def _framed(framing: str, content: bytes | None, version: str | None) -> Mapping[str, Value]:
    if framing == "length" and content is not None:
        return {"Content-Length": str(len(content))}
    return {"Transfer-Encoding": "chunked"} if framing == "chunked" and version == _HTTP_1 else {}


def _lines(draw: DrawFn, kind: str, fields: Mapping[str, Value], beside: tuple[Mapping[str, str], ...]) -> HeadersLike:
    values = {"Content-Type": kind or None, **one(draw, beside), **fields}
    spelled = one(draw, _SPELLINGS)
    drawn = ((spelled(name), _drawn(draw, value)) for name, value in values.items())
    return [(name, value) for name, value in drawn if value is not None]


def _drawn(draw: DrawFn, value: Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return one(draw, value) if isinstance(value, tuple) else draw(value)
