"""The shape of an answer to people: what is said, not how it is drawn. Two renderers draw the same page."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SECTION_SIGN", "Look", "Page", "Section", "Tone", "points", "spelled_out"]

SECTION_SIGN: Final = "\N{SECTION SIGN}"
"""The one character of our texts that is not ASCII; sources have it in their names."""


class Look(Enum):
    """What the cells of a section's rows are."""

    TEXT = auto()
    """One cell: a paragraph."""
    BULLETS = auto()
    """One cell: a point of a list."""
    FACTS = auto()
    """A label and what it says."""
    ENTRIES = auto()
    """A heading and paragraphs below it."""
    TABLE = auto()
    """Columns, which the section may name."""


class Tone(Enum):
    """The colour of a page's title: the name that it has everywhere, and its number on terminals."""

    BLUE = 34
    GREEN = 32
    YELLOW = 33
    RED = 31
    MAGENTA = 35
    CYAN = 36


@attrs.frozen
class Section:
    """A part of a page. A section without a title is drawn without one."""

    title: str
    look: Look
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()


def _told(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.rows)


@attrs.frozen(kw_only=True)
class Page:
    """An answer. Without a title it is only its sections; those that would say nothing are left out."""

    title: str = ""
    subtitle: str = ""
    lead: str = ""
    """What stands out: one paragraph."""
    tone: Tone = Tone.BLUE
    sections: tuple[Section, ...] = attrs.field(converter=_told)


def points(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a section whose rows have one cell; a text that says nothing has none."""
    return tuple((text,) for text in texts if text)


def spelled_out(page: Page) -> Page:
    """Return a page with a word for the section sign."""
    sections = tuple(
        attrs.evolve(section, rows=tuple(tuple(map(_spelled_out, row)) for row in section.rows))
        for section in page.sections
    )
    return attrs.evolve(page, subtitle=_spelled_out(page.subtitle), sections=sections)


def _spelled_out(text: str) -> str:
    return text.replace(SECTION_SIGN, "section ")
