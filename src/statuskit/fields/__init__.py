"""
Field values: text in, records out. What a value means for a response is for others to decide.

Nothing here raises for what came over the wire: a value that is malformed is None, or is set apart from its neighbours.
"""

from __future__ import annotations

from statuskit.fields._dates import Time, epoch_seconds, parse_http_date
from statuskit.fields._etags import ETag, ETagList, parse_etags

__all__ = ["ETag", "ETagList", "Time", "epoch_seconds", "parse_etags", "parse_http_date"]
