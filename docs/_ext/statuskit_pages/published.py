"""The files that are published beside the pages: codes.json and its schema, llms.txt and llms-full.txt."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Final

from statuskit.cli._dump import dump, dump_schema

from .markdown import document, escaped, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Entry", "codes_json", "llms_full", "llms_index", "readable", "schema_json", "shelf_of"]

# Title, address and note of a page.
Entry = tuple[str, str, str]

# How the names of pages begin, and the shelf that they are on in llms.txt; the first that fits counts.
_SHELVES: Final = (
    ("reference/statuses/", "Statuses"),
    ("reference/classes/", "Classes"),
    ("reference/vendors/", "Vendors"),
    ("reference/guides/", "Guides"),
    ("reference/conformance/", "Conformance"),
    ("reference/", "Reference"),
    ("how-to/", "How-to guides"),
    ("explanation/", "Explanations"),
    ("", "Start here"),
)

_TREE: Final = re.compile(r"^```\{toctree\}.*?^```\n", re.MULTILINE | re.DOTALL)
_TARGET: Final = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
_ROLE: Final = re.compile(r"\{[\w:]+\}(`+[^`])")
_LINK: Final = re.compile(r"\]\((?!https?:)([\w./-]+)\.md((?:#[^)\s]*)?)\)")
_BLANK: Final = re.compile(r"\n{3,}")


def codes_json() -> str:
    """Return every registered status and every number that only vendors use: what `statuskit dump --all` prints."""
    return _json(dump(unregistered=True))


def schema_json() -> str:
    """Return the schema of codes.json."""
    return _json(dump_schema())


def _json(value: object) -> str:
    return f"{json.dumps(value, indent=2)}\n"


def shelf_of(docname: str) -> str:
    """Return the shelf of llms.txt that a page is on."""
    return next(name for start, name in _SHELVES if docname.startswith(start))


def llms_index(title: str, summary: str, shelves: Mapping[str, Sequence[Entry]]) -> str:
    """Return llms.txt, in the form of llmstxt.org: a title, a summary, and lists of links."""
    blocks = []
    for shelf, entries in shelves.items():
        lines = (f"- {link(name, address)}{f': {escaped(note)}' if note else ''}" for name, address, note in entries)
        blocks += [f"## {escaped(shelf)}", "\n".join(lines)]
    return document(f"# {escaped(title)}", f"> {escaped(summary)}", *blocks)


def llms_full(texts: Iterable[str]) -> str:
    """Return llms-full.txt: the texts of all pages, one after the other."""
    return document(*texts)


def readable(markdown: str, place: str, base: str = "") -> str:
    """Return a page without what only Sphinx understands; its links lead to the built pages, below `base`."""

    def built(found: re.Match[str]) -> str:
        page = posixpath.normpath(posixpath.join(posixpath.dirname(place), found[1]))
        return f"]({base}{page}.html{found[2]})"

    for what, instead in ((_TREE, ""), (_TARGET, ""), (_ROLE, r"\1"), (_BLANK, "\n\n"), (_LINK, built)):
        markdown = what.sub(instead, markdown)
    return markdown
