"""Responses that break one rule about 4xx."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.testing.strategies._bodies import ERRORS, SENT
from statuskit.testing.strategies._shape import NOTHING, Body, Shape, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHAPES"]

_TOKEN: Final = {"Authorization": "Bearer s3cret"}
_CHANGING: Final = ("POST", "PUT", "DELETE")
_STORABLE: Final = ("max-age=60", "public", "public, max-age=60", "s-maxage=1")
_WAIT: Final = {"Retry-After": "60"}
_BLOCKED: Final = '<https://blocker.example/>; rel="blocked-by"'


def _bearer(error: str) -> dict[str, tuple[str, str]]:
    return {"WWW-Authenticate": (f'Bearer error="{error}"', f'Bearer realm="api", error="{error}"')}


SHAPES: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        # --- 401, 402, 405, 407, 421, 426 -----------------------------------------------------------------------------
        "SK401-01": (Shape(on=(401,), fields={"WWW-Authenticate": (None, "", " , ")}, bodies=ERRORS),),
        "SK401-02": (
            Shape(on=(401,), asked=_TOKEN, fields=_bearer("insufficient_scope"), bodies=ERRORS),
            Shape(on=(403,), asked=_TOKEN, fields=_bearer("invalid_token"), bodies=ERRORS),
            Shape(on=(401, 403), asked=_TOKEN, fields=_bearer("invalid_request"), bodies=ERRORS),
        ),
        "SK401-03": (
            Shape(on=(401,), fields=_bearer("invalid_token"), bodies=(*ERRORS, *NOTHING)),
            Shape(on=(403,), fields=_bearer("insufficient_scope"), bodies=ERRORS),
        ),
        "SK402-01": (Shape(on=(402,), bodies=ERRORS),),
        "SK405-01": (Shape(on=(405,), methods=("POST", "PUT", "DELETE", "GET"), bodies=ERRORS),),
        "SK405-02": (
            Shape(
                on=(405,),
                methods=("GET", "POST"),
                fields={"Allow": ("GET, POST", "POST,GET,HEAD")},
                bodies=(*ERRORS, *NOTHING),
            ),
        ),
        "SK407-01": (Shape(on=(407,), fields={"Proxy-Authenticate": (None, "", ",")}, bodies=ERRORS),),
        "SK407-01b": (Shape(on=(407,), fields={"Proxy-Authenticate": 'Basic realm="proxy"'}, bodies=ERRORS),),
        "SK421-01": (Shape(on=(421,), bodies=ERRORS),),
        "SK426-01": (
            Shape(
                on=(426,),
                versions=(None, "HTTP/1.1", "HTTP/1.0"),
                fields={"Connection": "upgrade", "Upgrade": (None, "", ",")},
                bodies=ERRORS,
            ),
        ),
        # --- what is explained, and what is stored --------------------------------------------------------------------
        "SK409-01": (Shape(on=(409,), methods=("PUT", "POST"), bodies=(Body(),)),),
        "SK428-01": (
            Shape(on=(428,), methods=("PUT", "DELETE"), asked={"If-Match": '"1"'}, bodies=ERRORS),
            Shape(on=(428,), methods=("PUT", "DELETE"), bodies=(Body(),)),
        ),
        "SK428-02": (Shape(on=(428,), methods=("PUT",), fields={"Cache-Control": _STORABLE}, bodies=ERRORS),),
        "SK429-01": (Shape(on=(429,), bodies=ERRORS),),
        "SK429-02": (Shape(on=(429,), fields={**_WAIT, "Cache-Control": _STORABLE}, bodies=ERRORS),),
        "SK429-03": (
            Shape(on=(429,), fields=_WAIT, bodies=ERRORS),
            Shape(on=(429,), fields={"X-RateLimit-Remaining": "7", "Retry-After-Ms": "1000"}, bodies=ERRORS),
        ),
        "SK431-01": (Shape(on=(431,), fields={"Cache-Control": _STORABLE}, bodies=ERRORS),),
        "SK451-01": (
            Shape(on=(451,), fields={"Link": (None, "<https://example.com/law>; rel=help")}, bodies=ERRORS),
            Shape(on=(451,), fields={"Link": _BLOCKED}, bodies=(Body(),)),
        ),
        # --- the content that was asked for, or sent ------------------------------------------------------------------
        "SK406-01": (
            Shape(on=(406,), asked={"Accept": (None, "*/*"), "Accept-Encoding": (None, "gzip")}, bodies=ERRORS),
            Shape(on=(406,), asked={"Accept": ("image/png", "text/html, text/*;q=0.5")}, bodies=(Body(),)),
        ),
        "SK411-01": (Shape(on=(411,), methods=("POST", "PUT"), asked={"Content-Length": ("5", "0")}, bodies=ERRORS),),
        "SK412-01": (Shape(on=(412,), methods=("PUT", "DELETE", "GET"), bodies=ERRORS),),
        "SK412-02": (
            Shape(on=(412,), methods=("GET", "QUERY"), asked={"If-None-Match": ('"1"', "*")}, bodies=ERRORS),
            Shape(on=(412,), methods=("HEAD",), asked={"If-None-Match": '"1"'}),
        ),
        "SK413-01": (
            Shape(on=(413,), methods=("GET", "DELETE"), sent=(Body(),), bodies=ERRORS),
            Shape(
                on=(413,),
                methods=("POST", "PUT"),
                sent=SENT,
                bodies=(as_text("The disk is full; please try again later."), as_json({"message": "retry later"})),
            ),
        ),
        "SK414-01": (
            Shape(on=(414,), urls=("/users/7", f"/users?q={'7' * 7000}", "https://example.com/"), bodies=ERRORS),
        ),
        "SK415-01": (Shape(on=(415,), methods=("POST", "PUT"), sent=(Body(),), bodies=ERRORS),),
        "SK415-01b": (Shape(on=(415,), methods=("POST", "PUT"), sent=SENT, bodies=ERRORS),),
        "SK415-02": (Shape(on=(415,), methods=("PATCH",), sent=SENT, fields={"Accept": (None, "*/*")}, bodies=ERRORS),),
        "SK415-03": (
            Shape(
                on=(415,),
                methods=("POST", "PUT"),
                sent=SENT,
                fields={"Accept-Encoding": ("gzip", "identity", "")},
                bodies=ERRORS,
            ),
        ),
        # --- ranges, expectations, early data -------------------------------------------------------------------------
        "SK416-01": (
            Shape(
                on=(416,),
                asked={"Range": ("bytes=99-", "bytes=9-4")},
                fields={"Content-Range": (None, "bytes 0-4/5", "bytes */*", "5")},
                bodies=ERRORS,
            ),
        ),
        "SK416-02": (Shape(on=(416,), fields={"Content-Range": (None, "bytes */5")}, bodies=ERRORS),),
        "SK417-01": (Shape(on=(417,), methods=_CHANGING, bodies=ERRORS),),
        "SK425-01": (Shape(on=(425,), asked={"Early-Data": (None, "0")}, bodies=ERRORS),),
    }
)
