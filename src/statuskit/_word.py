"""The kind of enum that a decision answers with. What a Status carries is in `_enums`, and loaded with it."""

from __future__ import annotations

from enum import Enum

__all__ = ["Word"]


class Word(str, Enum):
    """
    What a decision answers with: it prints, compares and hashes as its text, on every Python.

    >>> from statuskit.caching import StoreReason
    >>> f"{StoreReason.NO_STORE}", StoreReason.NO_STORE == "no-store", {"no-store": 1}[StoreReason.NO_STORE]
    ('no-store', True, 1)
    """

    # Enum's own hash is that of the member's name, and how a member prints changed with Python 3.11.
    __hash__ = str.__hash__
    __str__ = str.__str__
