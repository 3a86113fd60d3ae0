"""
Caching (RFC 9111): may a cache store a response, is it fresh, may it answer again. Decisions only.

A cache asks in this order: `may_store()` when a response comes; when a request comes, `may_reuse()` of what is stored,
then `validation_headers()`, `updates_stored()` of a 304 and `invalidates()` of anything else. Where things are stored
and found again, how header fields are merged, and ranges, are its own.
"""

from __future__ import annotations

from statuskit.caching._freshness import Freshness, LifetimeSource, freshness
from statuskit.caching._reading import DEFAULT_UNDERSTOOD
from statuskit.caching._reuse import may_reuse
from statuskit.caching._reuse_decision import ReuseAction, ReuseDecision, ReuseReason
from statuskit.caching._stale import StaleUse, stale_use
from statuskit.caching._store import StoreDecision, StoreReason, may_store
from statuskit.caching._validation import invalidates, updates_stored, validation_headers
from statuskit.caching._vary import VaryKey, vary_key

__all__ = [
    "DEFAULT_UNDERSTOOD",
    "Freshness",
    "LifetimeSource",
    "ReuseAction",
    "ReuseDecision",
    "ReuseReason",
    "StaleUse",
    "StoreDecision",
    "StoreReason",
    "VaryKey",
    "freshness",
    "invalidates",
    "may_reuse",
    "may_store",
    "stale_use",
    "updates_stored",
    "validation_headers",
    "vary_key",
]
