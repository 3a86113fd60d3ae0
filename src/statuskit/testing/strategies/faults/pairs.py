"""Two responses that break one rule about pairs; and pairs that break none."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.testing.strategies._shape import Body, Shape, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LEGAL_PAIRS", "PAIRS", "Pair"]

_HTTP: Final = ("HTTP/1.1",)
_ASKED: Final = {"If-None-Match": '"1"'}
_WHOLE: Final = (as_text("hello, world", "text/plain"), Body("text/plain", None))
_PART: Final = as_text("hello", "text/plain")
_DATE: Final = {"Date": "Fri, 31 Dec 1999 23:59:59 GMT"}
# What a 304 and a 206 have to repeat, each with a value.
_REPEATED: Final = {
    "Cache-Control": "max-age=60",
    "Content-Location": "/users/7.txt",
    "ETag": '"1"',
    "Expires": "Sat, 01 Jan 2000 00:00:59 GMT",
    "Vary": "Accept",
    **_DATE,
}
_ENCLOSED: Final = {"Content-Range": "bytes 0-4/12"}


@final
@attrs.frozen
class Pair:
    """Two exchanges for one resource: the 200 or the GET, and the one beside it."""

    whole: Shape
    beside: Shape


def _whole(fields: Mapping[str, str]) -> Shape:
    return Shape(on=(200,), urls=("/users/7",), versions=_HTTP, fields=fields, bodies=_WHOLE, framings=("",))


def _not_modified(fields: Mapping[str, str]) -> Shape:
    return Shape(on=(304,), urls=("/users/7",), versions=_HTTP, asked=_ASKED, fields=fields, framings=("",))


def _part(fields: Mapping[str, str]) -> Shape:
    asked, sent = {"Range": "bytes=0-4"}, {**fields, **_ENCLOSED}
    return Shape(on=(206,), urls=("/users/7",), versions=_HTTP, asked=asked, fields=sent, bodies=(_PART,))


def _head(fields: Mapping[str, str]) -> Shape:
    sent = {"Content-Type": "text/plain", **fields}
    return Shape(on=(200,), methods=("HEAD",), urls=("/users/7",), versions=_HTTP, fields=sent, framings=("",))


def _without(name: str) -> Mapping[str, str]:
    return {field: value for field, value in _REPEATED.items() if field != name}


PAIRS: Final[Mapping[str, tuple[Pair, ...]]] = MappingProxyType(
    {
        "SK206-07": tuple(Pair(_whole(_REPEATED), _part(_without(name))) for name in _REPEATED),
        "SK304-04": tuple(Pair(_whole(_REPEATED), _not_modified(_without(name))) for name in _REPEATED),
        "SK304-07": (
            Pair(_whole({**_REPEATED, "Content-Length": "12"}), _not_modified({**_REPEATED, "Content-Length": "0"})),
            Pair(_whole({"Content-Length": "12"}), _not_modified({**_REPEATED, "Content-Length": "13"})),
        ),
        "SKSEQ-03": (
            Pair(_whole({"Content-Length": "12"}), _head({"Content-Length": "11"})),
            Pair(_whole({}), _head({"Content-Type": "text/html"})),
            Pair(_whole({"Content-Language": "en"}), _head({"Content-Language": "de"})),
            Pair(_whole({"ETag": '"1"'}), _head({"ETag": '"1"', "Content-Encoding": "gzip", "Content-Type": "a/b"})),
        ),
    }
)
LEGAL_PAIRS: Final = (
    Pair(_whole(_REPEATED), _not_modified(_REPEATED)),
    Pair(_whole({**_REPEATED, "Content-Length": "12"}), _not_modified({**_REPEATED, "Content-Length": "12"})),
    Pair(_whole(_REPEATED), _part(_REPEATED)),
    Pair(_whole(_DATE), _not_modified(_REPEATED)),
    Pair(_whole({"ETag": '"1"', "Content-Length": "12"}), _head({"ETag": '"1"', "Content-Length": "12"})),
    Pair(_whole({"Content-Language": "en"}), _head({})),
    Pair(_whole({"ETag": '"1"'}), _head({"ETag": '"2"', "Content-Length": "7"})),
)
