"""What people are shown: the card of every status, and the page of a comparison, say what the registry says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cli.shown import EVERY, flat

from statuskit import HTTP, compare, lookup
from statuskit.cli import _plain_text, _words
from statuskit.cli._pages import card, comparison_page
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
    from enum import Enum


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
        text = flat(page)
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
        text = flat(card(status))

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
        lines = [f"- {fact.replace(' ', '_')}: {left} / {right}" for fact, left, right in rows]

        assert lines == found.explain().splitlines()[-len(lines) :]
