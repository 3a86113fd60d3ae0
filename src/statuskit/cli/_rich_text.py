"""A page in the tables and panels of `rich`, which nothing else imports. The words are the plain text's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from statuskit.cli._layout import Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from statuskit.cli._layout import Page, Section

__all__ = ["render"]

_INDENT: Final = 2


def render(page: Page, *, width: int, colour: bool = False) -> str:
    """Draw a page; it ends with a line end."""
    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=width,
        force_terminal=True,
        force_jupyter=False,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
    )
    for part in _parts(page):
        console.print(part, soft_wrap=isinstance(part, Text) and "://" in part)
    # Cells are filled up with blanks.
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def _parts(page: Page) -> Iterator[RenderableType]:
    if page.title:
        tone = page.tone.name.lower()
        title = Text(page.title, f"bold {tone}")
        said = [Text(text, style) for text, style in ((page.subtitle, "dim"), (page.lead, "")) if text]
        frame = Panel(Group(*said), title=title, title_align="left", border_style=tone, box=box.ROUNDED)
        yield frame if said else title
    for number, section in enumerate(page.sections):
        if page.title or number:
            yield Text("")
        if section.title:
            yield Text(section.title, "bold")
        for part, depth in _body(section):
            indent = depth + _INDENT if section.title else depth
            # What is padded is cropped, too, and an address that is cut is no address.
            if isinstance(part, Text) and "://" in part:
                yield Text(f"{' ' * indent}{part.plain}")
            else:
                yield Padding.indent(part, indent)


def _body(section: Section) -> Iterator[tuple[RenderableType, int]]:
    """Return the parts of a section, each with its depth."""
    if section.look is Look.TABLE:
        yield _table(section), 0
    elif section.look is Look.FACTS:
        yield _grid(((Text(label, "dim"), Text(text)) for label, text in section.rows), gap=2), 0
    elif section.look is Look.BULLETS:
        yield _grid(((Text("-"), Text(text)) for (text,) in section.rows), gap=1), 0
    else:
        for heading, *paragraphs in section.rows:
            yield Text(heading), 0
            for text in paragraphs:
                yield Text(text), _INDENT


def _grid(rows: Iterable[tuple[Text, Text]], *, gap: int) -> Table:
    grid = Table.grid(padding=(0, gap, 0, 0))
    for _ in range(2):
        grid.add_column(overflow="fold")  # rich would cut a long word short
    for row in rows:
        grid.add_row(*row)
    return grid


def _table(section: Section) -> Table:
    named = bool(section.columns)
    table = Table(box=box.SIMPLE_HEAD if named else None, show_header=named, show_edge=False, pad_edge=False)
    for place, name in enumerate(section.columns or ("",) * len(section.rows[0])):
        # The first column has the numbers and names that people copy.
        table.add_column(Text(name), overflow="fold", no_wrap=not place)
    for row in section.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
