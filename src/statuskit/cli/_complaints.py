"""What is said where there is no answer: what was given, never at length, and what comes near it."""

from __future__ import annotations

from typing import Final

from statuskit._meanings import own
from statuskit._near import did_you_mean, near
from statuskit.cli._pages import vendors_of
from statuskit.cli._words import title
from statuskit.exceptions import StatusKitError, UnknownStatusError, quoted
from statuskit.model import StatusClass
from statuskit.registry import identify, lookup, search

__all__ = ["no_meaning", "nothing_listed", "unknown_key"]

_MOST_HINTS: Final = 3
_LONGEST_HINT: Final = 64
_SHORTEST_TOPIC: Final = 3


def unknown_key(key: str, problem: StatusKitError) -> str:
    """Say that a key names no status, and what it may have meant."""
    if not isinstance(problem, UnknownStatusError):
        return str(problem)
    return f"unknown status: {quoted(key)}{did_you_mean(problem.suggestions) or f'; {_hint(key)}'}"


def _hint(key: str) -> str:
    short = key[:_LONGEST_HINT].strip()
    kind = _class_named(short)
    if kind is not None:
        return f"for a class: statuskit list --class {kind.value}"
    carrier, _, subcode = short.partition(".")
    status = lookup(carrier, default=None)
    if status is not None and identify(status, substatus=subcode) is not None:
        return f"for a sub-code: statuskit identify {status.code} --substatus {subcode}"
    topics = [title(status) for status in search(short, limit=_MOST_HINTS)] if len(short) >= _SHORTEST_TOPIC else []
    return f"nearest by topic: {' or '.join(topics)}" if topics else "try other words: statuskit search TEXT"


def _class_named(text: str) -> StatusClass | None:
    try:
        return StatusClass.parse(text)
    except StatusKitError:
        return None


def nothing_listed(vendor: str | None) -> str:
    """Say that a list is empty, or that nobody is called what the vendor was called."""
    return _no_vendor(vendor) or "no status fits all of that"


def no_meaning(key: str, vendor: str | None, substatus: str | None) -> str:
    """Say that several vendors' meanings may fit or that none does, or that nobody is called what the vendor was."""
    if vendor is None and not substatus:
        status = lookup(key, default=None)
        vendors = () if status is None else vendors_of(own(status.meanings))
        if len(vendors) > 1:
            names = ", ".join(vendors[:_MOST_HINTS]) + (", ..." if len(vendors) > _MOST_HINTS else "")
            return f"several vendors use {status}: {names}; name one with --vendor, or give a --header"
    return _no_vendor(vendor) or f"no vendor's meaning of {quoted(key)} fits; see statuskit explain STATUS"


def _no_vendor(vendor: str | None) -> str:
    """Say that nobody is called that; nothing where somebody is, or nobody was named."""
    from statuskit.data.vendors import MEANINGS, VENDORS

    if vendor is None or any(meaning.is_of(vendor) for meaning in MEANINGS):
        return ""
    # The whole name may have been meant, or any word of it.
    names: dict[str, str] = {}
    for known in VENDORS:
        for name in (known, *known.split()):
            names.setdefault(name.casefold(), known)
    found = tuple(dict.fromkeys(names[name] for name in near(vendor.casefold(), names)))
    return f"no vendor is called {quoted(vendor)}{did_you_mean(found)}"
