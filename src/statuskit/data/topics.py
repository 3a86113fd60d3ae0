"""The words that people look for, and the codes that they are about, the likeliest first. Rows only; for `search()`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TOPICS"]

TOPICS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "asynchronous job queued background processing long running": (202,),
        "authentication unauthenticated login credentials token expired jwt": (401,),
        "authorisation authorization permission denied access role scope": (403,),
        "batch bulk mixed results": (207,),
        "blocked censorship court legal dmca": (451,),
        "broken page dead link missing": (404,),
        "brute force throttle throttling throttled rate limit limiting quota slow down": (429,),
        "captive portal wifi network login": (511,),
        "clear text https tls required": (426,),
        "conditional request etag unchanged cached": (304,),
        "content negotiation accept header": (406,),
        "crash exception unhandled bug stack trace": (500,),
        "created new resource location": (201,),
        "csrf": (403,),
        "deleted permanently removed tombstone": (410,),
        "duplicate already exists unique": (409,),
        "early data replay": (425,),
        "empty body nothing to return": (204,),
        "fallback degraded maintenance overload overloaded deploying circuit breaker": (503,),
        "file size upload too big body limit": (413,),
        "form resubmission post redirect get prg": (303,),
        "hide existence": (404,),
        "keep method redirect": (307, 308),
        "locked lock webdav": (423,),
        "malformed json syntax parse": (400,),
        "media type content-type unsupported format": (415,),
        "method verb": (405, 501),
        "optimistic locking lost update if-match": (412, 409, 428),
        "partial download resume range": (206, 416),
        "payment subscription paywall billing": (402,),
        "preload link hints": (103,),
        "proxy login": (407,),
        "permanent redirect moved url": (301, 308),
        "temporary redirect": (302, 307),
        "retry later try again temporarily": (503, 429),
        "slow client": (408,),
        "slow upstream timed out": (504,),
        "upstream down refused reset garbage": (502,),
        "url query string too long": (414,),
        "validation semantic invalid field business rule": (422, 400),
        "version conflict edit concurrent state": (409,),
        "websocket upgrade handshake": (101, 426),
        "wrong server host sni misrouted": (421,),
    }
)
