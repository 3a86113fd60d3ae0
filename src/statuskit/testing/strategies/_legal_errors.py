"""Responses that break no rule that is on: rows of 4xx and 5xx."""

from __future__ import annotations

from typing import Final

from statuskit.data.vendors import BY_NUMBER
from statuskit.registry import HTTP
from statuskit.testing.strategies._bodies import ERRORS, SENT, problem
from statuskit.testing.strategies._shape import Body, Shape, as_json, as_text
from statuskit.testing.strategies._values import retry_after_values

__all__ = ["SHAPES"]

_ANY: Final = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
_CHANGING: Final = ("POST", "PUT", "DELETE")
_TOKEN: Final = {"Authorization": "Bearer s3cret"}
_UNREAD: Final = Body(octets=None)
_KINDS: Final = (
    *ERRORS,
    as_json({"error": "out_of_credit", "error_description": "no"}),
    as_json({"error": {"code": 7, "message": "no"}}),
    as_json({"errors": [{"detail": "no", "source": {"pointer": "/name"}}]}),
    problem(title=None, detail="Das ging nicht.", type="/problems/7"),
)
# The content may have been lost on the way here.
_MANY: Final = (*_KINDS, _UNREAD)
_UNSTORED: Final = (None, "no-store", "max-age=0", "no-cache, max-age=60", "private")
_WAITS: Final = retry_after_values()
# Those whose rules ask for nothing but content.
_PLAIN_CLIENT: Final = (404, 400, 402, 403, 408, 410, 421, 422, 423, 424, 425)
_PLAIN_SERVER: Final = (500, 501, 502, 504, 507)
# Vendors' own, from whoever is not known to be another.
_OF_VENDORS: Final = tuple(code for code in BY_NUMBER if code in range(400, 600) and code not in HTTP)
_HEAD: Final = {"Content-Type": (None, "application/json"), "Content-Length": (None, "0", "1234")}

_CLIENT: Final = (
    Shape(on=_PLAIN_CLIENT, methods=_ANY, bodies=_MANY),
    Shape(on=_PLAIN_CLIENT, methods=("HEAD",), fields=_HEAD, framings=("",)),
    Shape(on=(400, 404, 409, 410), fields={"Cache-Control": (None, "max-age=60", "public")}, bodies=_KINDS),
    # Hiding that there is something, and saying so to those who have credentials.
    Shape(on=(404, 403), methods=_ANY, asked={**_TOKEN, "Accept": (None, "application/json")}, bodies=ERRORS[:3]),
    Shape(
        on=(401,),
        methods=_ANY,
        fields={"WWW-Authenticate": ('Bearer realm="api"', 'Basic realm="a b", charset="UTF-8"', "Negotiate")},
        bodies=(*_MANY, Body(), as_text("Please log in.")),
    ),
    Shape(
        on=(401,),
        asked=_TOKEN,
        fields={"WWW-Authenticate": ('Bearer error="invalid_token"', 'Basic realm="a", Bearer error="invalid_token"')},
        bodies=_MANY,
    ),
    Shape(on=(403,), asked=_TOKEN, fields={"WWW-Authenticate": 'Bearer error="insufficient_scope"'}, bodies=_MANY),
    # An empty Allow says that there are no methods at all.
    Shape(
        on=(405,),
        methods=("POST", "DELETE", "PATCH"),
        fields={"Allow": ("GET, HEAD", "", "GET")},
        bodies=(*_MANY, Body()),
    ),
    Shape(on=(406,), asked={"Accept": ("image/png", "text/html, */*;q=0.1", "application/json")}, bodies=ERRORS[:4]),
    Shape(
        on=(407,),
        fields={"Proxy-Authenticate": ('Basic realm="proxy"', "Negotiate, NTLM")},
        bodies=(*_MANY, Body()),
    ),
    Shape(
        on=(409,),
        methods=_CHANGING,
        sent=SENT,
        fields={"Location": (None, "/users/7"), "ETag": (None, '"2"')},
        bodies=_MANY,
    ),
    Shape(on=(411,), methods=_CHANGING, bodies=_MANY),
    Shape(
        on=(412,),
        methods=_CHANGING,
        asked={"If-Match": ('"1"', "*", None), "If-Unmodified-Since": "Fri, 31 Dec 1999 23:59:59 GMT"},
        bodies=_MANY,
    ),
    Shape(on=(412,), methods=("PUT",), asked={"If-None-Match": "*"}, sent=SENT, bodies=_MANY),
    Shape(on=(413,), methods=_CHANGING, sent=SENT, fields={"Retry-After": (None, "60")}, bodies=_MANY),
    Shape(on=(414,), urls=(f"/users?q={'7' * 8000}", None), bodies=_MANY),
    Shape(on=(415,), methods=("POST", "PUT"), sent=SENT, fields={"Accept": (None, "text/csv")}, bodies=_MANY),
    Shape(
        on=(415,), methods=("PATCH",), sent=SENT, fields={"Accept-Patch": "application/merge-patch+json"}, bodies=_MANY
    ),
    Shape(
        on=(415,),
        methods=("POST", "PUT"),
        asked={"Content-Encoding": "br"},
        sent=SENT,
        fields={"Accept-Encoding": ("gzip", "identity", "")},
        bodies=_MANY,
    ),
    Shape(
        on=(416,),
        asked={"Range": ("bytes=99-", "bytes=50-60,70-")},
        fields={"Content-Range": ("bytes */20", "bytes */0")},
        bodies=(*_MANY, Body()),
    ),
    Shape(on=(416,), asked={"Range": ("seconds=9-", "x")}, bodies=_MANY),
    Shape(on=(417,), methods=_CHANGING, asked={"Expect": ("100-continue", "7")}, bodies=_MANY),
    Shape(
        on=(426,),
        versions=(None, "HTTP/1.1"),
        fields={"Connection": "upgrade", "Upgrade": ("websocket", "TLS/1.2, HTTP/1.1")},
        bodies=(*_MANY, Body()),
    ),
    Shape(on=(426,), versions=("HTTP/2", "HTTP/3"), bodies=_MANY),
    Shape(on=(428,), methods=_CHANGING, fields={"Cache-Control": _UNSTORED}, bodies=_MANY),
    Shape(on=(429,), methods=_ANY, fields={"Cache-Control": _UNSTORED, "Retry-After": _WAITS}, bodies=_MANY),
    Shape(
        on=(429,),
        fields={"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "60"},
        bodies=_MANY,
    ),
    Shape(on=(431,), fields={"Cache-Control": _UNSTORED}, bodies=_MANY),
    Shape(
        on=(451,),
        fields={"Link": ('<https://blocker.example/>; rel="blocked-by"', "</law>; rel=blocked-by, </>; rel=up")},
        bodies=_MANY,
    ),
)
_SERVER: Final = (
    Shape(on=_PLAIN_SERVER, methods=_ANY, bodies=_MANY),
    Shape(on=_PLAIN_SERVER, methods=("HEAD",), fields=_HEAD, framings=("",)),
    Shape(on=(503,), methods=_ANY, fields={"Retry-After": _WAITS}, bodies=_MANY),
    Shape(on=(505,), bodies=_MANY),
    Shape(on=(506,), asked={"Accept": "image/png", "Negotiate": (None, "trans")}, bodies=_MANY),
    Shape(on=(508,), methods=("PROPFIND", "COPY"), asked={"Depth": (None, "infinity")}, bodies=_MANY),
    Shape(on=(510,), asked={"Man": '"https://example.com/extension"'}, bodies=_MANY),
    Shape(
        on=(511,),
        fields={"Cache-Control": _UNSTORED},
        bodies=(as_text("<a href='https://portal.example/'>Join</a>", "text/html"), _UNREAD),
    ),
)
_VENDORS: Final = (
    Shape(on=_OF_VENDORS, bodies=_MANY),
    Shape(
        on=(520, 521, 522, 523, 524, 525, 526, 530),
        fields={"Server": "cloudflare", "CF-RAY": "8a1b2c3d4e5f6789-FRA"},
        bodies=_MANY,
    ),
    Shape(on=(494, 495, 496, 497), fields={"Server": "nginx"}, bodies=_MANY),
    Shape(on=(460, 463, 464, 561), fields={"Server": "awselb/2.0"}, bodies=_MANY),
)

SHAPES: Final = (*_CLIENT, *_SERVER, *_VENDORS)
