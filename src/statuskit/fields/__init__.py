"""
Field values: text in, records out. What a value means for a response is for others to decide.

Nothing here raises for what came over the wire: a value that is malformed is None, or is set apart from its neighbours.
"""

from __future__ import annotations

from statuskit.fields._cache_control import INFINITE, CacheControl, delta_seconds
from statuskit.fields._challenges import Challenge, parse_challenges
from statuskit.fields._dates import Time, epoch_seconds, parse_http_date
from statuskit.fields._etags import ETag, ETagList, parse_etags
from statuskit.fields._freshness import Vary, parse_age, parse_expires
from statuskit.fields._lists import list_members
from statuskit.fields._ratelimits import requested_wait
from statuskit.fields._structured import parse_targeted
from statuskit.fields._waits import RetryAfter, WaitKind, parse_retry_after

__all__ = [
    "INFINITE",
    "CacheControl",
    "Challenge",
    "ETag",
    "ETagList",
    "RetryAfter",
    "Time",
    "Vary",
    "WaitKind",
    "delta_seconds",
    "epoch_seconds",
    "list_members",
    "parse_age",
    "parse_challenges",
    "parse_etags",
    "parse_expires",
    "parse_http_date",
    "parse_retry_after",
    "parse_targeted",
    "requested_wait",
]
