"""How pages are drawn: in lines and in tables, at any width, with and without colour."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import attrs
import pytest
from cli.shown import EVERY, flat
from hypothesis import given
from hypothesis import strategies as st

from statuskit import HTTP, compare, lookup
from statuskit.cli import _plain_text, _rich_text, main
from statuskit.cli._layout import Look, Page, Section, Tone, spelled_out
from statuskit.cli._output import Output
from statuskit.cli._pages import card, comparison_page, found_page, listed_page, meaning_page, meanings_page
from statuskit.data.vendors import MEANINGS
from statuskit.model import (
    StatusClass,
)

if TYPE_CHECKING:
    from collections.abc import Callable


ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
BOX = re.compile(r"[\u2500-\u257f]")
RENDERERS: dict[str, Callable[..., str]] = {"lines": _plain_text.render, "tables": _rich_text.render}
SAMPLE = [
    *(card(lookup(code)) for code in (104, 206, 301, 404, 429, 471, 499, 520, 999)),
    card(HTTP[403], subcodes=True),
    comparison_page(compare(401, 403)),
    comparison_page(compare(404, 404)),
    found_page(list(HTTP)[::8]),
    listed_page(list(HTTP)),
    meanings_page(MEANINGS),
    meaning_page(MEANINGS[0]),
]


def words(text: str) -> Counter[str]:
    """Count the words, without what is drawn around them."""
    return Counter(BOX.sub(" ", ESCAPE.sub("", text)).split())


def said(page: Page) -> Counter[str]:
    """Count the words that a page is made of, with the dash of each point of a list."""
    texts = [page.title, page.subtitle, page.lead]
    for section in page.sections:
        texts += [section.title, *section.columns, *(cell for row in section.rows for cell in row)]
        texts += ["-"] * len(section.rows) if section.look is Look.BULLETS else []
    return Counter(" ".join(texts).split())


def too_wide(text: str, width: int) -> list[str]:
    """Return the lines that are too long and hold more than an address."""
    return [line for line in text.splitlines() if len(line) > width and not re.fullmatch(r" *https?://\S+", line)]


class Terminal(io.StringIO):
    """A terminal in UTF-8."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Say yes."""
        return True


class TestRenderers:
    """Two ways to draw a page."""

    @pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
    @pytest.mark.parametrize("kind", StatusClass, ids=str)
    def test_80_columns(self, kind: StatusClass, render: Callable[..., str]) -> None:
        """No line of any card is wider than 80 columns, unless it is an address, nor ends in blanks."""
        for status in (status for status in EVERY if status in kind):
            text = render(card(status, subcodes=status.is_registered), width=80)

            assert [] == too_wide(text, 80)
            assert [] == [line for line in text.splitlines() if line != line.rstrip()]

    @pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
    @pytest.mark.parametrize("width", [40, 57, 80, 100])
    @pytest.mark.parametrize("page", SAMPLE, ids=range(len(SAMPLE)))
    def test_widths(self, page: Page, width: int, render: Callable[..., str]) -> None:
        """Any page can be drawn at any width, and ends with a line end."""
        text = render(page, width=width)

        assert [] == too_wide(text, width)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")

    @pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
    @pytest.mark.parametrize("colour", [False, True])
    @pytest.mark.parametrize("page", SAMPLE, ids=range(len(SAMPLE)))
    def test_same_words(self, page: Page, colour: bool, render: Callable[..., str]) -> None:  # noqa: FBT001
        """Both draw every word of the page, and nothing else."""
        assert said(page) == words(render(page, width=400, colour=colour))

    @pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
    def test_colour(self, render: Callable[..., str]) -> None:
        """Colour is escapes around the same text, and no colour is no escape."""
        page = card(HTTP[404])
        bare, coloured = render(page, width=80), render(page, width=80, colour=True)

        assert "\x1b" not in bare
        assert "\x1b[" in coloured
        assert words(bare) == words(coloured)

    @pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
    def test_no_markup(self, render: Callable[..., str]) -> None:
        """Brackets and such are text."""
        cells = ("[red]a[/red]", ":smile: [link=x]y[/link] \\[b]")
        looks = (Look.FACTS, Look.ENTRIES, Look.TABLE)
        page = Page(title="[bold]t[/bold]", sections=tuple(Section("[i]", look, (cells,)) for look in looks))

        assert said(page) == words(render(page, width=100))

    @pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
    @given(
        width=st.integers(40, 120),
        rows=st.lists(st.tuples(*[st.text("abc -/.", min_size=1, max_size=200)] * 3), min_size=1, max_size=5),
        look=st.sampled_from(Look),
    )
    def test_any_page(self, render: Callable[..., str], width: int, rows: list[tuple[str, ...]], look: Look) -> None:
        """Whatever the texts are, long words included, nothing sticks out and no letter is lost."""
        shown = [row[:1] if look in {Look.TEXT, Look.BULLETS} else row[:2] for row in rows]
        page = Page(title="t", tone=Tone.RED, sections=(Section("s", look, tuple(shown)),))
        text = render(page, width=width)

        assert [] == too_wide(text, width)
        assert "".join(sorted("".join(said(page).elements()))) == "".join(sorted("".join(words(text).elements())))

    def test_long_labels(self) -> None:
        """A label that is too long for its column has a line of its own."""
        rows = (("a" * 30, "text"), ("b", "more"))
        page = Page(sections=(Section("", Look.FACTS, rows),))

        assert ["a" * 30, " " * 26 + "text", "b" + " " * 25 + "more"] == _plain_text.render(page, width=80).splitlines()

    def test_spelled_out(self) -> None:
        """The section sign is the only letter that ASCII lacks, and there is a word for it."""
        for page in SAMPLE:
            assert flat(spelled_out(page)).isascii()

    def test_pages_do_not_change(self) -> None:
        """A page is a value."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            SAMPLE[0].title = "other"  # type: ignore[misc]


class TestOutput:
    """How an answer looks is up to the stream and the environment."""

    @pytest.mark.parametrize(
        "stream, environ, colour, tables",
        [
            (Terminal(), {}, True, True),
            (Terminal(), {"NO_COLOR": "1"}, False, True),
            (Terminal(), {"NO_COLOR": "0"}, False, True),
            (Terminal(), {"NO_COLOR": ""}, True, True),
            (Terminal(), {"TERM": "dumb"}, False, False),
            (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, True),
            (io.StringIO(), {}, False, False),
            (io.StringIO(), {"FORCE_COLOR": "1"}, True, True),
            (io.StringIO(), {"FORCE_COLOR": ""}, False, False),
            (None, {}, False, False),
        ],
    )
    def test_decisions(
        self,
        stream: io.StringIO | None,
        environ: dict[str, str],
        colour: bool,  # noqa: FBT001
        tables: bool,  # noqa: FBT001
    ) -> None:
        """Colour is for terminals, NO_COLOR takes it away, FORCE_COLOR overrides; an empty value is none."""
        output = Output(stream, None, environ)

        assert (colour, tables) == (output.colour, output.tables)

    @pytest.mark.parametrize("encoding, tables", [("utf-8", True), ("cp437", False), ("ascii", False)])
    def test_lines_need_an_encoding(self, encoding: str, tables: bool) -> None:  # noqa: FBT001
        """Tables are drawn with lines only where these can be written."""
        with io.TextIOWrapper(io.BytesIO(), encoding=encoding) as out:
            assert tables is Output(out, None, {"FORCE_COLOR": "1"}).tables

    @pytest.mark.parametrize(
        "columns, width",
        [
            ("60", 60),
            ("10", 40),
            ("79", 79),
            ("120", 100),
            ("999999", 100),
            ("", 80),
            ("0", 80),
            ("x", 80),
            ("9" * 99, 80),
        ],
    )
    def test_width_of_terminals(self, columns: str, width: int) -> None:
        """A terminal is filled, within reason; one that does not say how wide it is has 80 columns."""
        out = Terminal()
        Output(out, None, {"COLUMNS": columns, "NO_COLOR": "1"}).show(card(HTTP[404]))

        assert width == len(out.getvalue().splitlines()[0])

    def test_width_of_files(self) -> None:
        """What is no terminal has 80 columns, whatever the terminal beside it has."""
        out = io.StringIO()
        Output(out, None, {"COLUMNS": "50"}).show(card(HTTP[404]))

        assert _plain_text.render(card(HTTP[404]), width=80) == out.getvalue()

    def test_tables_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal, rich draws the answer."""
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        out = Terminal()
        with redirect_stdout(out):
            main(["404", "410"])

        assert 2 == out.getvalue().count("╭")
        assert _rich_text.render(card(HTTP[404]), width=80) in out.getvalue()

    @pytest.mark.parametrize("colour", [False, True])
    def test_without_rich(self, monkeypatch: pytest.MonkeyPatch, colour: bool) -> None:  # noqa: FBT001
        """Without rich, a terminal gets the lines that a file gets."""
        monkeypatch.setitem(sys.modules, "rich", None)
        monkeypatch.delitem(sys.modules, "statuskit.cli._rich_text")
        out = Terminal()
        Output(out, None, {"COLUMNS": "90", "NO_COLOR": "" if colour else "1"}).show(card(HTTP[404]))

        assert _plain_text.render(card(HTTP[404]), width=80, colour=colour) == out.getvalue()
