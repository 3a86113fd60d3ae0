"""What people are shown: the card of every status, in lines and in tables, at any width, with and without colour."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statuskit import HTTP, compare, lookup
from statuskit._enums import CODES
from statuskit.cli import _plain_text, _rich_text, _words, main
from statuskit.cli._layout import Look, Page, Section, Tone, spelled_out
from statuskit.cli._output import Output
from statuskit.cli._pages import card, comparison_page, found_page, listed_page, meaning_page, meanings_page
from statuskit.data.vendors import MEANINGS
from statuskit.model import (
    FACTS,
    Applied,
    Cacheability,
    Condition,
    Content,
    Health,
    Redirect,
    Repeat,
    State,
    StatusClass,
    Visibility,
)
from statuskit.registry import METHODS

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

EVERY = [lookup(code) for code in CODES]
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


class TestCards:
    """The card says what the registry says."""

    def test_order(self) -> None:
        """Sections come in one order, and those that would be empty are left out."""
        wanted = [
            "Also known as",
            "What it means",
            "When to send it",
            "When not to",
            "Usual causes",
            "Where to look first",
            "What a client does",
            "Caching and content",
            "Header fields",
            "Redirect",
            "Retry",
            "Not to be confused with",
            "Sources",
        ]

        assert wanted == [section.title for section in card(HTTP[302]).sections]

    def test_order_of_vendors_numbers(self) -> None:
        """Of a number that only vendors use, their meanings come first, then how to deal with it."""
        titles = [section.title for section in card(lookup(520)).sections]

        assert ["What vendors mean by it", "Where to look first", "What a client does"] == titles[:3]

    @pytest.mark.parametrize("status", EVERY, ids=str)
    def test_everything_is_there(self, status: Any) -> None:  # Any: Status has no public constructor to annotate with
        """Every fact that a person can use is on the card."""
        page = card(status, subcodes=True)
        text = _flat(page)
        facts = [
            str(status.code),
            status.phrase,
            status.summary,
            *status.aliases,
            status.use_when,
            status.avoid_when,
            status.look_first,
            status.client_action,
            _words.CLASSES[status.status_class],
            _words.STATES[status.state],
            _words.CACHING[status.cacheability],
            _words.CONTENT[status.content],
            _words.REPEATS[status.repeat],
            _words.APPLIED[status.applied],
            _words.HEALTH[status.health],
            *(rule.name for rule in status.header_rules),
            *(rule.condition for rule in status.header_rules),
            *(confusion.rule for confusion in status.confused_with),
            *(str(meaning) for meaning in status.meanings),
            *(meaning.summary for meaning in status.meanings),
            *(meaning.citation.url for meaning in status.meanings),
            *(status.cite(fact).url for fact in ("defined_in", "cacheability", "repeat", "state")),
        ]

        assert [] == [fact for fact in facts if fact not in text]

    @pytest.mark.parametrize("status", [status for status in EVERY if not status.is_vendor], ids=str)
    def test_prose(self, status: Any) -> None:  # Any: see above
        """What a number means and why one sees it is told unless vendors' meanings say it already."""
        text = _flat(card(status))

        assert status.description in text
        assert all(cause in text for cause in status.causes)

    @pytest.mark.parametrize(
        "code, line",
        [
            (104, "registered for a time, from 2024-11-13, until 2026-11-13"),
            (301, "Address permanent: use the new address from now on"),
            (302, "Address not permanent: ask here next time"),
            (303, "Method becomes GET; HEAD stays HEAD"),
            (408, "Only on a new connection; only once"),
            (401, "What must change first new credentials"),
            (500, "yes, if its method is idempotent: GET, HEAD, OPTIONS, QUERY, PUT, DELETE; not POST, PATCH"),
            (429, "Otherwise OpenTelemetry semantic conventions: HTTP spans, as of 2026-11-21: no 4xx is an error"),
            (429, "Retry-After MAY (RFC 6585 §4)"),
            (401, "WWW-Authenticate MUST (RFC 9110 §15.5.2)"),
            (471, "client error (4xx), not registered, treated as 400 Bad Request"),
            (999, "no class: outside 100 to 599, not registered, treated as 500 Internal Server Error"),
        ],
    )
    def test_lines(self, code: int, line: str) -> None:
        """Facts are put in words."""
        assert line in " ".join(_plain_text.render(card(lookup(code)), width=200).split())

    @pytest.mark.parametrize("code", [200, 404, 503], ids=str)
    def test_sources_stand_once(self, code: int) -> None:
        """Each source stands once, with its address."""
        (rows,) = (section.rows for section in card(HTTP[code]).sections if section.title == "Sources")
        addresses = [row[1] for row in rows]

        assert len(set(addresses)) == len(addresses)
        assert HTTP[code].defined_in.url == addresses[0]

    @pytest.mark.parametrize(
        "table, members",
        [
            (_words.CLASSES, StatusClass),
            (_words.TONES, StatusClass),
            (_words.STATES, State),
            (_words.CACHING, Cacheability),
            (_words.CONTENT, Content),
            (_words.REDIRECTS, Redirect),
            (_words.APPLIED, Applied),
            (_words.REPEATS, Repeat),
            (_words.CONDITIONS, Condition),
            (_words.HEALTH, Health),
            (_words.VISIBILITY, Visibility),
        ],
    )
    def test_words(self, table: dict[Enum, object], members: type[Enum]) -> None:
        """There are words for every member of every enum."""
        assert set(members) == set(table)

    def test_labels(self) -> None:
        """Only facts have labels, and no two have the same."""
        assert set(FACTS) >= set(_words.LABELS)
        assert len(_words.LABELS) == len(set(_words.LABELS.values()))

    def test_asked_methods(self) -> None:
        """The methods that people ask about are registered, and the safe ones come first."""
        asked = [METHODS[name] for name in _words.ASKED_METHODS]

        assert sorted(asked, key=lambda method: not method.is_safe) == asked


class TestComparison:
    """The page of a comparison says what the comparison says."""

    @pytest.mark.parametrize("a, b", [(408, 503), (401, 403), (204, 520), (307, 308)], ids=str)
    def test_words(self, a: int, b: int) -> None:
        """Facts have the words that explain() has for them."""
        found = compare(a, b)
        (rows,) = (section.rows for section in comparison_page(found).sections if section.title == "Differences")
        lines = [f"{fact.replace(' ', '_')}: {left} / {right}" for fact, left, right in rows]

        assert lines == found.explain().splitlines()[-len(lines) :]


def _flat(page: Page) -> str:
    """Return all texts of a page, one a line."""
    cells = [cell for section in page.sections for row in section.rows for cell in row]
    return "\n".join([page.title, page.subtitle, page.lead, *cells])


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
            assert _flat(spelled_out(page)).isascii()

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
