"""A page in plain text: lines of at most so many columns, unless a line is an address. Colour is for headings alone."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from statuskit.cli._layout import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statuskit.cli._layout import Page, Section

__all__ = ["render"]

_INDENT: Final = 2
_GAP: Final = 2
_WIDEST_LABEL: Final = 24
_BULLET: Final = "- "
_BOLD: Final = 1


def render(page: Page, *, width: int, colour: bool = False) -> str:
    """Draw a page; it ends with a line end."""
    parts: list[str] = []
    if page.title:
        head = [_styled(line, _BOLD, page.tone.value, colour=colour) for line in _wrapped(page.title, width)]
        parts.append("\n".join([*head, *_wrapped(page.subtitle, width)]))
    if page.lead:
        parts.append("\n".join(_wrapped(page.lead, width, indent=_INDENT)))
    for section in page.sections:
        title = [_styled(section.title, _BOLD, colour=colour)] if section.title else []
        indent = _INDENT if section.title else 0
        parts.append("\n".join([*title, *_body(section, width, indent)]))
    return "\n\n".join(parts) + "\n"


def _styled(text: str, *codes: int, colour: bool) -> str:
    return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if colour else text


def _wrapped(text: str, width: int, *, indent: int = 0, first: str = "") -> list[str]:
    """Wrap a text; `first` stands before its first line, within the width, and the others leave as much room."""
    lead = " " * indent + first
    lines = wrap(
        text,
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        # An address that is cut is no address; the names of header fields have hyphens.
        break_long_words="://" not in text,
        break_on_hyphens=False,
    )
    return lines or ([lead.rstrip()] if first.strip() else [])


def _body(section: Section, width: int, indent: int) -> Iterator[str]:
    if section.look is Look.TABLE:
        yield from _table(section, width, indent)
        return
    labels = min(max((len(row[0]) for row in section.rows), default=0), _WIDEST_LABEL)
    for row in section.rows:
        if section.look is Look.FACTS:
            yield from _fact(row[0], row[1], width, indent, labels)
        elif section.look is Look.ENTRIES:
            yield from _wrapped(row[0], width, indent=indent)
            for text in row[1:]:
                yield from _wrapped(text, width, indent=indent + _INDENT)
        else:
            yield from _wrapped(row[0], width, indent=indent, first=_BULLET if section.look is Look.BULLETS else "")


def _fact(label: str, text: str, width: int, indent: int, labels: int) -> Iterator[str]:
    if len(label) > labels:
        yield from _wrapped(label, width, indent=indent)
        label = ""
    yield from _wrapped(text, width, indent=indent, first=f"{label:<{labels + _GAP}}")


def _table(section: Section, width: int, indent: int) -> Iterator[str]:
    rows = [section.columns, *section.rows] if section.columns else list(section.rows)
    widths = _widths(rows, width - indent)
    for row in rows:
        cells = [_wrapped(cell, room) or [""] for cell, room in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            padded = (f"{part:<{room + _GAP}}" for part, room in zip(line, widths, strict=True))
            yield (" " * indent + "".join(padded)).rstrip()


def _widths(rows: list[tuple[str, ...]], width: int) -> list[int]:
    """
    Return the width of each column: what it needs, and the widest give way where that is too much.

    The first gives way last: it has the numbers and names that people copy.
    """
    first, *others = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first = min(first, width // 2)
    room = max(width - first - _GAP * len(others), len(others))
    widest = max(others)
    while sum(min(need, widest) for need in others) > room:
        widest -= 1
    return [first, *(max(min(need, widest), 1) for need in others)]
