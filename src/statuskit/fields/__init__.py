"""
Field values: text in, records out. What a value means for a response is for others to decide.

Nothing here raises for what came over the wire: a value that is malformed is None, or is set apart from its neighbours.
"""

from __future__ import annotations

from statuskit.fields._challenges import Challenge, parse_challenges
from statuskit.fields._dates import Time, epoch_seconds, parse_http_date
from statuskit.fields._etags import ETag, ETagList, parse_etags
from statuskit.fields._ratelimits import requested_wait
from statuskit.fields._waits import RetryAfter, WaitKind, parse_retry_after

__all__ = [
    "Challenge",
    "ETag",
    "ETagList",
    "RetryAfter",
    "Time",
    "WaitKind",
    "epoch_seconds",
    "parse_challenges",
    "parse_etags",
    "parse_http_date",
    "parse_retry_after",
    "requested_wait",
]
