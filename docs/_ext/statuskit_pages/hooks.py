"""What happens when in a build: pages before Sphinx reads, and the published files after it has written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.addnodes import pending_xref_condition
from sphinx.builders.text import TextBuilder
from sphinx.writers.text import TextTranslator

from statuskit import HTTP

from .docstrings import read_docstring
from .places import status_place
from .published import Entry, codes_json, llms_full, llms_index, readable, schema_json, shelf_of
from .site import write, write_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

__all__ = ["connect"]

# What Sphinx has to run before there is a text.
_NOT_PLAIN: Final = ("{eval-rst}", "{include}")


def connect(app: Sphinx) -> None:
    """Tell Sphinx when to call what."""
    app.setup_extension("sphinx.ext.autodoc")
    # Shown as it is written: to draw it, a page would have to load a script.
    app.add_lexer("mermaid", TextLexer)
    app.connect("autodoc-process-docstring", read_docstring)
    app.connect("builder-inited", _write_pages)
    app.connect("doctree-read", _trim)
    app.connect("build-finished", _publish)


def _trim(_app: Sphinx, doctree: nodes.document) -> None:
    """Drop the empty line at the end of an example: a doctest needs it, a reader does not."""
    for block in doctree.findall(nodes.literal_block):
        if block.astext() == block.rawsource:  # nothing but text
            block.rawsource = block.rawsource.rstrip("\n")
            block[:] = [nodes.Text(block.rawsource)]


def _write_pages(app: Sphinx) -> None:
    write_pages(Path(app.srcdir))


def _publish(app: Sphinx, problem: Exception | None) -> None:
    if problem is not None or app.builder.format != "html":
        return
    docnames = list(_in_order(app, app.config.root_doc, set()))
    files = {
        "codes.json": codes_json(),
        "codes.schema.json": schema_json(),
        "llms.txt": llms_index(app.config.project, _summary(app), _shelves(app, docnames)),
        "llms-full.txt": llms_full(_text(app, docname) for docname in docnames),
    }
    for name, text in files.items():
        write(Path(app.outdir) / name, text)


def _in_order(app: Sphinx, docname: str, seen: set[str]) -> Iterator[str]:
    """Walk the pages as the navigation shows them."""
    if docname in seen:
        return
    seen.add(docname)
    yield docname
    for below in app.env.toctree_includes.get(docname, ()):
        yield from _in_order(app, below, seen)


def _summary(app: Sphinx) -> str:
    """Return the first paragraph of the front page."""
    root = app.config.root_doc
    source = readable(Path(app.env.doc2path(root)).read_text(encoding="utf-8"), root)
    paragraphs = (block for block in source.split("\n\n") if block and not block.startswith("#"))
    return next(paragraphs, "").replace("**", "").replace("`", "")


def _shelves(app: Sphinx, docnames: list[str]) -> dict[str, list[Entry]]:
    notes = {status_place(status): status.summary for status in HTTP}
    found: dict[str, list[Entry]] = {}
    for docname in docnames:
        address = urljoin(app.config.html_baseurl, app.builder.get_target_uri(docname))
        found.setdefault(shelf_of(docname), []).append(
            (app.env.titles[docname].astext(), address, notes.get(docname, ""))
        )
    full = urljoin(app.config.html_baseurl, "llms-full.txt"), "the text of all pages in one file"
    data = urljoin(app.config.html_baseurl, "codes.json"), "all facts, with their sources, for programs"
    found["Files"] = [("llms-full.txt", *full), ("codes.json", *data)]
    return found


def _text(app: Sphinx, docname: str) -> str:
    """Return the text of a page: its Markdown, or what Sphinx makes of it where that is only an instruction."""
    source = Path(app.env.doc2path(docname)).read_text(encoding="utf-8")
    if not any(mark in source for mark in _NOT_PLAIN):
        return readable(source, docname, app.config.html_baseurl)
    builder = TextBuilder(app, app.env)
    builder.secnumbers = {}  # sections have no numbers
    doctree = app.env.get_doctree(docname)
    for name in list(doctree.findall(pending_xref_condition)):
        # A type has two names until its link is resolved; the short one is for people.
        name.replace_self(name.children if name["condition"] == "resolved" else [])
    translator = TextTranslator(doctree, builder)
    doctree.walkabout(translator)
    return translator.body
