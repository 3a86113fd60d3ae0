"""Responses that break one rule about 3xx, or about the redirects before them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.messages import Request, Response
from statuskit.testing.strategies._bodies import ANSWERS, FORM
from statuskit.testing.strategies._shape import Body, Shape, as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHAPES"]

_HERE: Final = "https://example.com/users/7"
_AWAY: Final = {"Location": ("/new", "https://example.com/new", "new?page=2")}
_CURRENT: Final = {"ETag": '"1"'}
_ASKED: Final = {"If-None-Match": ('"1"', '"0", "1"', 'W/"1"')}
_LONG_WAY: Final = tuple(
    Response(302, {"Location": f"/step/{step + 1}"}, b"", request=Request("GET", f"https://example.com/step/{step}"))
    for step in range(6)
)
_PASSWORD: Final = (
    Body(FORM, b"user=ada&password=hunter2"),
    Body(FORM, b"client_secret=7"),
)

SHAPES: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        "SK3XX-01": (Shape(on=(302, 301, 303, 307, 308), methods=("GET", "HEAD")),),
        "SK300-01": (Shape(on=(300,), bodies=(Body(),)),),
        "SK3XX-03": (
            Shape(on=(301,), methods=("POST", "PUT", "DELETE"), fields=_AWAY),
            Shape(on=(302,), methods=("PUT", "PATCH", "DELETE"), fields=_AWAY),
            Shape(on=(302,), methods=("POST",), sent=(as_json({"name": "Ada"}),), fields=_AWAY),
        ),
        "SK3XX-04": (
            Shape(on=(302, 301, 307, 308), urls=(_HERE,), fields={"Location": (_HERE, "/users/7", "", "#top")}),
            Shape(on=(200,), bodies=ANSWERS, histories=(_LONG_WAY,)),
        ),
        "SK3XX-05": (
            Shape(on=(301, 302, 303, 307, 308), urls=(_HERE,), fields={"Location": "http://example.com/users/8"}),
        ),
        "SK3XX-06": (
            Shape(
                on=(307, 308),
                methods=("POST",),
                urls=(_HERE,),
                sent=_PASSWORD,
                fields={"Location": ("https://other.example/in", "//other.example/")},
            ),
        ),
        "SK301-02": (Shape(on=(301, 308), methods=("GET", "HEAD"), fields=_AWAY),),
        "SK304-01": (Shape(on=(304,), methods=("GET", "HEAD", "QUERY"), fields=_CURRENT, framings=("",)),),
        "SK304-02": (
            Shape(on=(304,), methods=("PUT", "POST", "DELETE"), asked=_ASKED, fields=_CURRENT, framings=("",)),
        ),
        "SK304-03": (
            Shape(on=(304,), asked=_ASKED, fields=_CURRENT, bodies=(Body("", b"x"), Body("", b"{}")), framings=("",)),
        ),
        "SK304-05": (
            Shape(
                on=(304,),
                methods=("GET", "HEAD"),
                asked=_ASKED,
                fields={**_CURRENT, "Content-Type": "text/html", "Content-Language": (None, "en")},
                framings=("",),
            ),
            Shape(on=(304,), asked=_ASKED, fields={**_CURRENT, "Content-Encoding": "gzip"}, framings=("",)),
        ),
        "SK304-06": (
            Shape(on=(304,), methods=("GET", "HEAD"), asked=_ASKED, fields={"ETag": ('"2"', 'W/"2"')}, framings=("",)),
        ),
    }
)
