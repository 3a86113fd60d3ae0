"""Responses that break no rule that is on, whatever the status. Rows of 1xx, 2xx and 3xx."""

from __future__ import annotations

from typing import Final

from statuskit.testing.strategies._bodies import ANSWERS, FORM, SENT
from statuskit.testing.strategies._legal_errors import SHAPES as OF_ERRORS
from statuskit.testing.strategies._shape import NOTHING, Body, Shape, as_json, as_text

__all__ = ["SHAPES"]

_NEWER: Final = (None, "HTTP/1.1", "HTTP/2", "HTTP/3")
_SINGLE: Final = (None, "HTTP/1.1")
_UNFRAMED: Final = ("",)
_CHANGING: Final = ("POST", "PUT", "PATCH", "DELETE")
_STORED: Final = {
    "Date": (None, "Fri, 31 Dec 1999 23:59:59 GMT"),
    "ETag": (None, '"1"', 'W/"1"', "*"),
    "Cache-Control": (None, "no-store", "max-age=60", "public"),
    "Vary": (None, "Accept-Encoding", "*"),
    "Set-Cookie": (None, "id=1; Path=/; HttpOnly"),
}
# Relative references are right, with the empty one for the target itself.
_AWAY: Final = ("/new", "new?page=2#top", "https://example.com/new", "//example.com/new", "/a%20b", "https://[::1]/")
_HEAD: Final = {"Content-Type": (None, "application/json"), "Content-Length": (None, "0", "1234")}

_INFORMATIONAL: Final = (
    Shape(on=(100,), methods=_CHANGING, asked={"Expect": "100-continue"}, versions=_NEWER, framings=_UNFRAMED),
    Shape(
        on=(101,),
        asked={"Connection": "Upgrade", "Upgrade": ("websocket", "h2c, websocket", "WebSocket/13")},
        versions=_SINGLE,
        fields={"Connection": ("Upgrade", "keep-alive, upgrade"), "Upgrade": ("websocket", "websocket, HTTP/1.1")},
        bodies=(*NOTHING, Body("", b"\x81\x05hello")),
        framings=_UNFRAMED,
    ),
    Shape(on=(102, 104), methods=_CHANGING, versions=_NEWER, framings=_UNFRAMED),
    Shape(
        on=(103,),
        versions=_NEWER,
        fields={"Link": ("</a.css>; rel=preload; as=style", "<https://cdn.example>; rel=preconnect")},
        framings=_UNFRAMED,
    ),
)
_SUCCESS: Final = (
    Shape(on=(200,), methods=("GET", "POST", "PATCH", "DELETE", "OPTIONS"), fields=_STORED, bodies=ANSWERS),
    Shape(on=(200,), methods=("PUT",), sent=SENT, fields=_STORED, bodies=ANSWERS),
    Shape(on=(200,), methods=("GET", "POST", "PUT", "DELETE", "OPTIONS")),
    Shape(on=(200, 203), methods=("HEAD",), fields={**_HEAD, "Via": "1.1 proxy.example"}, framings=_UNFRAMED),
    Shape(on=(200,), methods=("CONNECT",), framings=_UNFRAMED),
    # Protocols that tell errors in a 200.
    Shape(
        on=(200,),
        methods=("POST",),
        urls=("/graphql", "https://example.com/graphql"),
        bodies=(
            as_json({"errors": [{"message": "No such user", "path": ["user"]}], "data": {"user": None}}),
            as_json({"errors": [{"message": "Syntax Error", "locations": [{"line": 1, "column": 1}]}]}),
        ),
    ),
    Shape(
        on=(200,),
        methods=("POST",),
        urls=("/rpc", "/users/7"),
        bodies=(as_json({"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": 1}),),
    ),
    Shape(
        on=(201,),
        methods=("POST",),
        sent=SENT,
        fields={**_STORED, "Location": ("/users/8", "https://example.com/users/8", "8")},
        bodies=(*ANSWERS, *NOTHING),
    ),
    Shape(on=(201,), methods=("PUT",), sent=SENT, fields=_STORED, bodies=(*ANSWERS, *NOTHING)),
    Shape(on=(202,), methods=_CHANGING, bodies=ANSWERS),
    Shape(
        on=(202,),
        methods=_CHANGING,
        fields={"Location": ("/jobs/1", "https://example.com/jobs/1"), "Retry-After": (None, "5")},
    ),
    Shape(on=(203,), fields={**_STORED, "Via": "1.1 proxy.example"}, bodies=ANSWERS),
    Shape(
        on=(204,),
        methods=(*_CHANGING, "OPTIONS", "HEAD"),
        fields={"ETag": (None, '"2"'), "Content-Type": (None, "text/html; charset=utf-8")},
        framings=_UNFRAMED,
    ),
    Shape(on=(205,), methods=("POST",), fields={"Content-Length": (None, "0")}, framings=_UNFRAMED),
    Shape(
        on=(206,),
        methods=("GET", "QUERY"),
        asked={"Range": ("bytes=0-4", "bytes=-5", "bytes=0-4,10-"), "If-Range": (None, '"1"')},
        fields={**_STORED, "Content-Range": ("bytes 0-4/20", "bytes 0-4/*", "bytes 15-19/20")},
        bodies=(as_text("hello"), Body("image/png", b"\x89PNG\r")),
    ),
    Shape(
        on=(206,),
        asked={"Range": ("bytes=0-4,10-14", "bytes=0-0, -1")},
        fields=_STORED,
        bodies=tuple(
            Body(
                f"{kind}; boundary=b",
                b"--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-4/20\r\n\r\nhello\r\n--b--\r\n",
            )
            for kind in ("multipart/byteranges", "multipart/x-byteranges")
        ),
    ),
    Shape(
        on=(207,),
        methods=("PROPFIND", "PROPPATCH", "REPORT"),
        asked={"Depth": (None, "1")},
        bodies=(
            as_text('<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"/>', "application/xml; charset=utf-8"),
            as_text('<multistatus xmlns="DAV:"></multistatus>', "text/xml"),
        ),
    ),
    Shape(on=(207,), methods=("POST",), bodies=(as_json({"items": [{"status": 404}]}),)),
    Shape(on=(226,), asked={"A-IM": ("vcdiff", "feed, gzip")}, fields={"IM": "vcdiff", **_STORED}, bodies=ANSWERS),
)
_REDIRECTION: Final = (
    Shape(on=(300,), fields={"Location": (None, *_AWAY)}, bodies=ANSWERS),
    Shape(on=(300,), fields={"Link": '</a.en>; rel=alternate; hreflang="en"'}),
    Shape(
        on=(302, 301, 303, 307, 308),
        methods=("GET", "HEAD", "OPTIONS"),
        fields={"Location": _AWAY, "Retry-After": (None, "5"), "Set-Cookie": (None, "seen=1")},
    ),
    Shape(on=(302, 301, 307, 308), fields={"Location": _AWAY}, bodies=(as_text("<a href=/new>new</a>", "text/html"),)),
    Shape(on=(302, 303), methods=("POST",), sent=(Body(FORM, b"name=Ada&password=x"),), fields={"Location": _AWAY}),
    Shape(on=(303, 307, 308), methods=_CHANGING, sent=SENT, fields={"Location": _AWAY}),
    # To itself, with a cookie to be tried, or to be asked for again later.
    Shape(
        on=(302, 307),
        urls=("https://example.com/users/7",),
        fields={"Location": ("/users/7", ""), "Set-Cookie": "seen=1", "Retry-After": (None, "5")},
    ),
    # A part of an upload that has come, in a protocol of Google's.
    Shape(
        on=(308,),
        methods=("PUT",),
        asked={"Content-Range": "bytes 0-4/20"},
        sent=(Body("application/octet-stream", b"hello"),),
        fields={"Range": (None, "bytes=0-4")},
    ),
    Shape(
        on=(304,),
        methods=("GET", "HEAD", "QUERY"),
        asked={"If-None-Match": ('"1"', 'W/"1"', '"0", "1"', "*")},
        fields={
            "ETag": ('"1"', 'W/"1"', None),
            "Content-Length": (None, "0", "1234"),
            "Cache-Control": (None, "max-age=60"),
            "Vary": (None, "Accept"),
        },
        framings=_UNFRAMED,
    ),
    Shape(
        on=(304,),
        methods=("GET", "HEAD"),
        asked={"If-Modified-Since": "Fri, 31 Dec 1999 23:59:59 GMT"},
        fields={"Last-Modified": (None, "Fri, 31 Dec 1999 23:59:59 GMT"), "Content-Length": (None, "1234")},
        framings=_UNFRAMED,
    ),
)

SHAPES: Final = (*_SUCCESS, *OF_ERRORS, *_REDIRECTION, *_INFORMATIONAL)
