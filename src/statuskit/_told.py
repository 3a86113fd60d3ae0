"""How records tell the whole story: one look for every `explain()`. It knows no record by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.model import Citation

__all__ = ["contested", "sources", "story"]


def story(head: str, *parts: tuple[str, Iterable[object]]) -> str:
    """
    Return a head, and below it each part that has any points: its title, and a line a point.

    >>> print(story("no: it is stale", ("Age", ["70 s"]), ("Beware", []), ("Sources", ["RFC 9111", "RFC 9110"])))
    no: it is stale
    Age:
    - 70 s
    Sources:
    - RFC 9111
    - RFC 9110
    """
    lines = [head]
    for title, points in parts:
        told = [f"- {point}" for point in points]
        lines += [f"{title}:", *told] if told else []
    return "\n".join(lines)


def sources(*citations: Citation) -> tuple[str, Iterable[str]]:
    """
    Return the part that says where it is written, each source once.

    >>> from statuskit.model import Citation
    >>> print(story("404", sources(Citation.rfc(9110, "15.5.5"))))
    404
    Sources:
    - RFC 9110 §15.5.5: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5
    """
    return "Sources", [f"{citation}: {citation.url}" for citation in dict.fromkeys(citations)]


def contested(*citations: Citation) -> tuple[str, Iterable[str]]:
    """
    Return the part that says who sees it otherwise, what they claim, and where, if that has an address.

    >>> from statuskit.model import Citation
    >>> print(story("301", contested(Citation("a guide", "", "https://example.com/301", claim="it is for ever"))))
    301
    Otherwise:
    - a guide: it is for ever: https://example.com/301
    """
    return "Otherwise", [": ".join(filter(None, (str(each), each.claim, each.url))) for each in citations]
