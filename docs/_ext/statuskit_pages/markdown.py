"""Markdown, made from text that knows nothing of it. No facts here, and no statuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statuskit.model import Citation

__all__ = ["anchor", "bullets", "cited", "claimed", "code", "document", "escaped", "link", "sentence", "table"]

# What means something inside a line. An underscore inside a word does not, and names are full of them.
_MARKS: Final = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
# What means something where a block begins: headings, lists, rules, comments, definitions, targets.
_BLOCKS: Final = re.compile(r"^(?=[#%+=:-])|^(?=\(.*\)=$)")
_ORDERED: Final = re.compile(r"^(\d+)(?=[.)](?:\s|$))")
_NOT_IN_ANCHORS: Final = re.compile(r"[^\w\- ]")
_NOT_IN_ADDRESSES: Final = re.compile(r"[\s()<>]")
_BACKTICKS: Final = re.compile(r"`+")


def escaped(text: str) -> str:
    """Return one line of Markdown that shows `text` as it is, in a paragraph, a heading or a cell."""
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    return _ORDERED.sub(r"\1\\", _BLOCKS.sub(r"\\", line))


def code(text: str) -> str:
    """Show `text` as code; a pipe is escaped, for the sake of tables."""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", r"\|")


def link(text: str, address: str) -> str:
    """Link `text`, which is shown as it is; without an address it is only shown."""
    safe = _NOT_IN_ADDRESSES.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{escaped(text)}]({safe})" if safe else escaped(text)


def cited(citation: Citation) -> str:
    """Link a source, with the day on which it was read if it ages."""
    return link(str(citation), citation.url) + (f", as of {citation.as_of}" if citation.as_of else "")


def claimed(citation: Citation) -> str:
    """Link a source that sees a fact otherwise, with what it says."""
    return f"{cited(citation)}: {escaped(citation.claim)}"


def anchor(heading: str) -> str:
    """Return what a heading is called in the address of a link, as GitHub and MyST have it."""
    return _NOT_IN_ANCHORS.sub("", " ".join(heading.split()).lower()).replace(" ", "-")


def sentence(text: str) -> str:
    """Return `text` with a capital letter and a full stop."""
    end = "" if text.endswith((".", "!", "?")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}" if text else ""


def bullets(items: Iterable[str]) -> str:
    """Make a list of items that are Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Make a table of cells that are Markdown already.

    Raises:
        ValueError: for a row of another length than the head.
    """
    lines = [_row(head), _row(["---"] * len(head))]
    for row in rows:
        if len(row) != len(head):
            msg = f"a row of {len(row)} cells under a head of {len(head)}: {row!r}"
            raise ValueError(msg)
        lines.append(_row(row))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def document(*blocks: str) -> str:
    """Put blocks together as one page, those that say nothing left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"
