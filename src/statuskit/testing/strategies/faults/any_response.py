"""Responses that break one rule about any response: about its status, and about its fields."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.registry import lookup
from statuskit.testing.strategies._bodies import ANSWERS, ERRORS, SENT
from statuskit.testing.strategies._shape import NOTHING, Body, Shape
from statuskit.testing.strategies._values import retry_after_values

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHAPES"]

_UNKNOWN: Final = tuple(code for code in range(100, 600) if not (lookup(code).is_registered or lookup(code).is_vendor))
_NEWER: Final = (None, "HTTP/1.1", "HTTP/2", "HTTP/3")
_WITH_PHRASE: Final = (None, "HTTP/1.0", "HTTP/1.1")
_SINGLE: Final = (None, "HTTP/1.1")
_MULTIPLEXED: Final = ("HTTP/2", "HTTP/3")


def _between(first: int, last: int) -> tuple[int, ...]:
    return tuple(code for code in _UNKNOWN if first <= code <= last)


SHAPES: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        # --- the status -----------------------------------------------------------------------------------------------
        "SK000-01": (Shape(on=(999, 600, 1000, 99, 0, -1), bodies=ERRORS),),
        "SK000-02": (
            Shape(on=_between(400, 599), bodies=ERRORS),
            Shape(on=_between(200, 399), bodies=ANSWERS),
            Shape(on=_between(100, 199), versions=_NEWER, framings=("",)),
        ),
        "SK000-03": (
            Shape(
                on=(444, 494, 495, 496, 497),
                fields={"Server": ("Apache/2.4.62 (Unix)", "Microsoft-IIS/10.0", "Werkzeug/3.1.3 Python/3.13.0")},
                bodies=ERRORS,
            ),
            Shape(
                on=(520, 521, 522, 523, 524, 525, 526, 527, 460, 464, 561),
                fields={"Server": ("nginx/1.27.0", "Apache/2.4.62 (Unix)", "Microsoft-IIS/10.0")},
                bodies=ERRORS,
            ),
        ),
        "SK000-04": (Shape(on=(418,), bodies=ERRORS[:2]), Shape(on=(305, 306), fields={"Location": (None, "/proxy")})),
        "SK000-05": (
            Shape(on=(422,), versions=_WITH_PHRASE, bodies=ERRORS, reasons=("Unprocessable Entity",)),
            Shape(
                on=(413,),
                versions=_WITH_PHRASE,
                methods=("POST", "PUT"),
                sent=SENT,
                bodies=ERRORS,
                reasons=("Payload Too Large", "Request Entity Too Large"),
            ),
            Shape(on=(302,), versions=_WITH_PHRASE, fields={"Location": "/new"}, reasons=("Moved Temporarily",)),
        ),
        "SK000-06": (
            Shape(
                on=(104,),
                methods=("POST",),
                versions=_NEWER,
                fields={"Date": ("Thu, 31 Dec 2099 23:59:59 GMT", "Wed, 01 Jan 2098 00:00:00 GMT")},
                framings=("",),
            ),
        ),
        # --- Retry-After and Location ---------------------------------------------------------------------------------
        "SKHDR-01": (
            Shape(on=(503, 429), fields={"Retry-After": retry_after_values(valid=False)}, bodies=ERRORS),
            Shape(on=(301,), fields={"Location": "/new", "Retry-After": retry_after_values(valid=False)}),
        ),
        "SKHDR-02": (
            Shape(
                on=(503, 429),
                fields={
                    "Date": "Fri, 31 Dec 1999 23:59:59 GMT",
                    "Retry-After": ("Fri, 31 Dec 1999 23:59:59 GMT", "Thu, 30 Dec 1999 00:00:00 GMT"),
                },
                bodies=ERRORS,
            ),
        ),
        "SKHDR-03": (
            Shape(on=(400, 403, 404, 500), fields={"Retry-After": retry_after_values()}, bodies=ERRORS),
            Shape(on=(200,), fields={"Retry-After": retry_after_values()}, bodies=ANSWERS),
        ),
        "SKHDR-04": (
            Shape(on=(404, 400, 403, 500), fields={"Location": ("/new", "https://example.com/new")}, bodies=ERRORS),
        ),
        "SKHDR-05": (
            Shape(
                on=(302, 303, 307, 308),
                fields={"Location": ("/a b", "/{id}", "/100%", "/%zz", "//[::1/", "/?filter[a]=1", "/a#b#c")},
            ),
            Shape(on=(201,), methods=("POST", "PUT"), fields={"Location": ("/a b", "</users/7>")}, bodies=ANSWERS),
        ),
        # --- Date, Content-Type, challenges ---------------------------------------------------------------------------
        "SKHDR-06": (Shape(on=(200,), bodies=ANSWERS), Shape(on=(404, 400), bodies=ERRORS)),
        "SKHDR-07": (
            Shape(on=(200, 400, 404, 500), bodies=(Body("", b"x"), Body("", b"It is done."), Body("", b"{}"))),
        ),
        "SKHDR-08": (
            Shape(
                on=(401,),
                asked={"Authorization": (None, "Basic YTpi")},
                fields={
                    "WWW-Authenticate": ("Basic realm=a b", 'Basic realm="a', 'Basic realm="a" charset="UTF-8"', "=")
                },
                bodies=ERRORS,
            ),
        ),
        "SKHDR-08b": (
            Shape(
                on=(407,),
                fields={
                    "Proxy-Authenticate": ("Basic realm=a b", 'Basic realm="a', 'Basic realm="a" charset="UTF-8"', "=")
                },
                bodies=ERRORS,
            ),
        ),
        # --- framing and the connection -------------------------------------------------------------------------------
        "SKHDR-09": (
            Shape(
                on=(200,),
                versions=("HTTP/1.1",),
                fields={"Upgrade": ("h2c", "websocket"), "Connection": (None, "close", "keep-alive")},
                bodies=ANSWERS,
            ),
            Shape(on=(426,), versions=("HTTP/1.1",), fields={"Upgrade": ("TLS/1.2, HTTP/1.1", "h2c")}, bodies=ERRORS),
        ),
        "SKHDR-10": (
            Shape(on=(200,), fields={"Content-Length": ("9999", "1", "0", "")}, bodies=ANSWERS, framings=("",)),
            Shape(on=(400, 404, 500), fields={"Content-Length": ("9999", "1", "-1")}, bodies=ERRORS, framings=("",)),
        ),
        "SKHDR-11": (
            Shape(
                on=(200,),
                versions=("HTTP/1.0",),
                fields={"Transfer-Encoding": ("chunked", "gzip, chunked")},
                bodies=ANSWERS,
                framings=("",),
            ),
            Shape(
                on=(204, 102),
                methods=("POST", "DELETE"),
                versions=_SINGLE,
                fields={"Transfer-Encoding": "chunked"},
                framings=("",),
            ),
        ),
        "SKHDR-12": (
            Shape(
                on=(200,),
                versions=_MULTIPLEXED,
                fields={"Connection": ("keep-alive", "close"), "Keep-Alive": (None, "timeout=5")},
                bodies=ANSWERS,
            ),
            Shape(on=(404, 500), versions=_MULTIPLEXED, fields={"Transfer-Encoding": "chunked"}, bodies=ERRORS),
        ),
        "SKHDR-13": (
            Shape(
                on=(200,),
                versions=_SINGLE,
                fields={"Content-Length": ("5", "0"), "Transfer-Encoding": "chunked"},
                bodies=(*ANSWERS, *NOTHING),
                framings=("",),
            ),
        ),
    }
)
