"""Where the facts on a card come from: each source once, with what it speaks for and its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.cli._words import cited, own_meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statuskit.model import Citation, Status

__all__ = ["sources"]

# What people are told a source speaks for, and the fact that `cite()` knows it by.
_TOPICS: Final = (
    ("definition", "defined_in"),
    ("standing", "state"),
    ("class", "status_class"),
    ("how to treat it", "treat_as"),
    ("caching", "cacheability"),
    ("content", "content"),
    ("redirect", "redirect"),
    ("retry", "repeat"),
)


def sources(status: Status, *, subcodes: bool = False) -> tuple[tuple[str, ...], ...]:
    """Return an entry for each source: its name and what it speaks for, then its address."""
    topics: dict[tuple[str, str], list[str]] = {}
    for topic, citation in _cited(status, subcodes=subcodes):
        found = topics.setdefault((cited(citation), citation.url), [])
        if topic not in found:
            found.append(topic)
    return tuple((f"{name}: {', '.join(told)}", url) for (name, url), told in topics.items())


def _cited(status: Status, *, subcodes: bool) -> Iterator[tuple[str, Citation]]:
    for topic, fact in _TOPICS:
        # A registered status is treated as itself, and what is no redirect needs no source for that.
        if (fact == "treat_as" and status.is_registered) or (fact == "redirect" and not status.is_redirect):
            continue
        yield topic, status.cite(fact)
    for rule in status.header_rules:
        yield "header fields", rule.citation
    for citation in status.retry_rule.contested:
        yield "retry, another view", citation
    for confusion in status.confused_with:
        yield "rule of thumb", confusion.citation
    for meaning in status.meanings if subcodes else own_meanings(status):
        yield meaning.vendor, meaning.citation
