"""Responses that break one rule about 1xx or 2xx."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.testing.strategies._bodies import ANSWERS, ERRORS, SENT
from statuskit.testing.strategies._shape import NOTHING, Body, Shape, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.testing.strategies._shape import Value

__all__ = ["SHAPES"]

_NEWER: Final = (None, "HTTP/1.1", "HTTP/2", "HTTP/3")
_SINGLE: Final = (None, "HTTP/1.1")
_UNFRAMED: Final = ("",)
_EXPECTED: Final = {"Expect": "100-continue"}
_OFFER: Final[Mapping[str, Value]] = {"Connection": "Upgrade", "Upgrade": ("websocket", "websocket, h2c")}
_SWITCHED: Final = {"Connection": "Upgrade", "Upgrade": "websocket"}
_ONE_RANGE: Final = {"Range": ("bytes=0-4", "bytes=-5")}
_TWO_RANGES: Final = {"Range": ("bytes=0-4,10-14", "bytes=0-4, -1")}
_PART: Final = (as_text("hello"),)
_PARTS: Final = tuple(
    Body(
        f"{kind}; boundary=b",
        b"--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-4/20\r\n\r\nhello\r\n--b--\r\n",
    )
    for kind in ("multipart/byteranges", "multipart/x-byteranges")
)
_RANGE_OF_PART: Final = {"Content-Range": ("bytes 0-4/20", "bytes 0-4/*")}
_MULTISTATUS: Final = (as_text('<multistatus xmlns="DAV:"/>', "application/xml"),)

SHAPES: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        # --- 1xx ------------------------------------------------------------------------------------------------------
        "SK1XX-01": (
            Shape(
                on=(100, 102, 104),
                methods=("POST",),
                asked=_EXPECTED,
                versions=_NEWER,
                bodies=(*ANSWERS, Body("", b"x")),
                framings=_UNFRAMED,
            ),
        ),
        "SK1XX-02": (
            Shape(
                on=(100, 102, 104),
                methods=("POST",),
                asked=_EXPECTED,
                versions=_NEWER,
                fields={"Content-Length": ("0", "5")},
                framings=_UNFRAMED,
            ),
        ),
        "SK1XX-03": (
            Shape(on=(100, 102, 104), methods=("POST",), asked=_EXPECTED, versions=("HTTP/1.0",), framings=_UNFRAMED),
            Shape(on=(103,), versions=("HTTP/1.0",), fields={"Link": "</a.css>; rel=preload"}, framings=_UNFRAMED),
        ),
        "SK1XX-04": (
            Shape(on=(100, 102), methods=("POST",), asked=_EXPECTED, versions=_NEWER, framings=_UNFRAMED),
            Shape(on=(103,), versions=_NEWER, fields={"Link": "</a.css>; rel=preload"}, framings=_UNFRAMED),
        ),
        "SK100-01": (Shape(on=(100,), methods=("POST", "PUT"), versions=_NEWER, framings=_UNFRAMED),),
        "SK101-01": (
            Shape(
                on=(101,), asked=_OFFER, versions=_SINGLE, fields={"Connection": (None, "Upgrade")}, framings=_UNFRAMED
            ),
        ),
        "SK101-02": (
            Shape(on=(101,), versions=_SINGLE, fields=_SWITCHED, framings=_UNFRAMED),
            Shape(
                on=(101,),
                asked={"Connection": "Upgrade", "Upgrade": ("h2c", "TLS/1.2, HTTP/1.1")},
                versions=_SINGLE,
                fields=_SWITCHED,
                framings=_UNFRAMED,
            ),
        ),
        "SK101-03": (
            Shape(
                on=(101,), asked=_OFFER, versions=("HTTP/2", "HTTP/3"), fields={"Upgrade": "websocket"}, framings=("",)
            ),
        ),
        "SK103-01": (Shape(on=(103,), versions=_NEWER, framings=_UNFRAMED),),
        # --- content and framing --------------------------------------------------------------------------------------
        "SK2XX-03": (
            Shape(on=(200,), methods=("HEAD",), bodies=ANSWERS),
            Shape(on=(404, 400, 500), methods=("HEAD",), bodies=ERRORS),
        ),
        "SK2XX-04": (
            Shape(
                on=(200,),
                methods=("CONNECT",),
                versions=_SINGLE,
                fields={"Content-Length": "0"},
                framings=_UNFRAMED,
            ),
            Shape(
                on=(200,),
                methods=("CONNECT",),
                versions=_SINGLE,
                fields={"Transfer-Encoding": "chunked"},
                framings=_UNFRAMED,
            ),
        ),
        # --- what the method promises ---------------------------------------------------------------------------------
        "SK2XX-05": (
            Shape(on=(205,), methods=("PUT", "DELETE"), framings=_UNFRAMED),
            Shape(on=(201,), methods=("DELETE",), bodies=ANSWERS),
            Shape(on=(200,), methods=("PUT",), asked={"If-None-Match": "*"}, sent=SENT, bodies=ANSWERS),
            Shape(on=(204,), methods=("PUT",), asked={"If-None-Match": "*"}, sent=SENT, framings=_UNFRAMED),
        ),
        "SK2XX-06": (
            Shape(
                on=(200, 201),
                methods=("PUT",),
                urls=("/users/7", "https://example.com/users/7"),
                sent=SENT,
                fields={"Content-Location": "/users/7", "ETag": ('"1"', 'W/"2"')},
                bodies=ANSWERS,
            ),
        ),
        "SK200-01": (Shape(on=(200,), methods=("GET", "HEAD"), bodies=NOTHING), Shape(on=(200,), bodies=ANSWERS)),
        "SK201-01": (Shape(on=(201,), methods=("POST",), sent=SENT, bodies=(*ANSWERS, *NOTHING)),),
        "SK201-02": (
            Shape(
                on=(201,),
                methods=("GET", "OPTIONS", "SEARCH"),
                fields={"Location": (None, "/users/8")},
                bodies=ANSWERS,
            ),
        ),
        "SK202-01": (Shape(on=(202,), methods=("POST", "PUT", "DELETE"), bodies=(Body(),)),),
        "SK203-01": (Shape(on=(203,), bodies=ANSWERS),),
        "SK204-01": (Shape(on=(204,), methods=("DELETE", "PUT", "POST"), bodies=ANSWERS, framings=_UNFRAMED),),
        "SK204-02": (
            Shape(
                on=(204,),
                methods=("DELETE", "PUT", "POST"),
                fields={"Content-Length": ("0", "5")},
                framings=_UNFRAMED,
            ),
        ),
        "SK204-03": (
            Shape(
                on=(204,),
                methods=("DELETE", "PUT", "POST"),
                fields={"Content-Type": ("text/html; charset=utf-8", "application/json")},
                framings=_UNFRAMED,
            ),
        ),
        "SK205-01": (Shape(on=(205,), methods=("POST",), bodies=ANSWERS),),
        # --- 206 ------------------------------------------------------------------------------------------------------
        "SK206-01": (Shape(on=(206,), methods=("GET", "QUERY"), asked=_ONE_RANGE, bodies=_PART),),
        "SK206-02": (
            Shape(on=(206,), methods=("GET", "QUERY"), fields=_RANGE_OF_PART, bodies=_PART),
            Shape(on=(206,), bodies=_PARTS),
        ),
        "SK206-03": (Shape(on=(206,), asked=_TWO_RANGES, fields={"Content-Range": "bytes 0-4/20"}, bodies=_PARTS),),
        "SK206-04": (Shape(on=(206,), methods=("GET", "QUERY"), asked=_ONE_RANGE, bodies=_PARTS),),
        "SK206-05": (Shape(on=(206,), methods=("POST", "PUT"), asked=_ONE_RANGE, fields=_RANGE_OF_PART, bodies=_PART),),
        "SK206-06": (
            Shape(
                on=(206,),
                asked=_ONE_RANGE,
                fields={"Content-Range": ("bytes 0-5/20", "bytes 4-0/20", "bytes 0-4/5,", "bytes */20", "5")},
                bodies=_PART,
            ),
        ),
        # --- WebDAV and deltas ----------------------------------------------------------------------------------------
        "SK207-01": (
            Shape(on=(207,), methods=("PROPFIND", "PROPPATCH"), bodies=(Body(), as_json([]), as_text("Done."))),
            Shape(on=(207,), methods=("PROPFIND",), bodies=(as_text("<ok/>", "application/xml"),)),
        ),
        "SK208-01": (Shape(on=(208,), methods=("PROPFIND",), bodies=_MULTISTATUS),),
        "SK226-01": (
            Shape(on=(226,), asked={"A-IM": "vcdiff"}, bodies=ANSWERS),
            Shape(on=(226,), fields={"IM": "vcdiff"}, bodies=ANSWERS),
        ),
    }
)
