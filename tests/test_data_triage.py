"""The rows for `triage()`: the types of RFC 9209 against the register's table, and what all rows have in common."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from statuskit.data.triage._row import Advice, Clue, CorrelationField, Fixer, Layer, Maker, Says
from statuskit.data.triage.advice import ADVICE
from statuskit.data.triage.clues import CLUES, MAKERS
from statuskit.data.triage.correlation import CORRELATION_FIELDS
from statuskit.data.triage.proxy_errors import PROXY_ERRORS
from statuskit.data.triage.vendors import VENDOR_LAYERS
from statuskit.data.vendors import MEANINGS, VENDORS
from statuskit.data.vendors.evidence import EVIDENCE
from statuskit.model import Citation, StatusClass

with (Path(__file__).parent / "oracles" / "proxy_status_errors.csv").open(encoding="utf-8", newline="") as file:
    TYPES = tuple(csv.DictReader(file))

CITATIONS = tuple(
    dict.fromkeys(
        row.citation for rows in (CLUES, MAKERS, ADVICE, CORRELATION_FIELDS) for row in rows if row.citation is not None
    )
)
# Fields whose values are secrets, or may hold some.
SECRET = {"authorization", "cookie", "proxy-authorization", "set-cookie", "location", "www-authenticate"}


def wanted(text: str) -> int | StatusClass | None:
    """Return what a recommended status in the table means."""
    if text.isdecimal():
        return int(text)
    return StatusClass.parse(text) if text.endswith("xx") else None


def test_number_of_types() -> None:
    """RFC 9209 defines 32 types, and there are no others."""
    assert 32 == len(TYPES)
    assert [row["error"] for row in TYPES] == list(PROXY_ERRORS)


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row["error"])
def test_type_of_error(row: dict[str, str]) -> None:
    """A type has the recommended status, the maker and the section that the table gives it."""
    ours = PROXY_ERRORS[row["error"]]

    assert wanted(row["recommended_status"]) == ours.recommended
    assert (row["only_intermediaries"] == "true") is ours.only_intermediaries
    assert row["source"] == str(ours.citation)
    assert row["error"] == ours.name


@pytest.mark.parametrize("name", PROXY_ERRORS)
def test_words_of_a_type(name: str) -> None:
    """A type has a cause and a place to look, in words and not in its own name, and somebody who can fix it."""
    row = PROXY_ERRORS[name]

    assert name not in row.cause
    assert row.cause[0].isupper()
    assert not row.cause.endswith(".")
    assert row.look_first.endswith(".")
    assert row.who_fixes
    assert Fixer.NOBODY not in row.who_fixes


@pytest.mark.parametrize("rows", [CLUES, MAKERS, ADVICE], ids=["clues", "makers", "advice"])
def test_ids(rows: tuple[Clue | Maker | Advice, ...]) -> None:
    """No two rows of a table have the same id."""
    assert {} == {name: count for name, count in Counter(row.id for row in rows).items() if count > 1}


@pytest.mark.parametrize("citation", CITATIONS, ids=str)
def test_citation(citation: Citation) -> None:
    """A source has an address; what is no RFC ages, and tells when it was read."""
    assert citation.url.startswith("https://")
    assert citation.source.startswith("RFC ") == (citation.as_of is None)
    assert citation.as_of is None or date.fromisoformat(citation.as_of)


def test_names_of_pages() -> None:
    """A page has one name and, in these tables, one date, whichever table cites it; the vendors' name it so, too."""
    names = {(row.citation.url, row.citation.section): row.citation.source for row in (*EVIDENCE, *MEANINGS)}

    assert len({(cited.url, cited.section) for cited in CITATIONS}) == len(CITATIONS)
    assert all(names.get((cited.url, cited.section), cited.source) == cited.source for cited in CITATIONS)


def test_who_cites_nobody() -> None:
    """Advice without a source of its own is common sense, or cites the seeds."""
    assert {"client-made-it-up"} == {row.id for row in ADVICE if row.citation is None and not row.seeds}


@pytest.mark.parametrize("row", ADVICE, ids=lambda row: row.id)
def test_sentences(row: Advice) -> None:
    """Causes are phrases; what to do is in sentences; and each row says something."""
    assert all(text[0].isupper() and not text.endswith(".") for text in row.causes)
    assert all(text[0].isupper() and text.endswith(".") for text in (*row.look_first, *row.next_steps))
    assert row.causes or row.look_first or row.next_steps or row.who_fixes


@pytest.mark.parametrize("rows", [CLUES, MAKERS, ADVICE, CORRELATION_FIELDS], ids=["clues", "makers", "advice", "ids"])
def test_seeds(rows: tuple[Clue | Maker | Advice | CorrelationField, ...]) -> None:
    """Seeds are cited by the ids of their rules."""
    assert all(re.fullmatch(r"R\d{3}", seed) for row in rows for seed in row.seeds)


def test_seeds_of_the_guides() -> None:
    """The guide to 5xx, the layers and the request id have their rules here."""
    cited = {seed for rows in (CLUES, MAKERS, ADVICE, CORRELATION_FIELDS) for row in rows for seed in row.seeds}

    assert cited >= {"R018", "R222", "R104", *(f"R{number}" for number in (126, 127, 128, 129, 130, 131, 132, 133))}
    assert cited >= {"R134", "R135", "R107", "R108", "R111", "R112", "R113", "R114", "R118", "R125"}


@pytest.mark.parametrize("row", CLUES, ids=lambda row: row.id)
def test_clue(row: Clue) -> None:
    """A clue goes on after its field's name, and only what says nothing of the maker may name nobody."""
    assert not row.because.endswith(".")
    assert row.product or row.says in {Says.STORED, Says.THROUGH}
    assert row.layer is not Layer.UNKNOWN or row.says is Says.THROUGH


def test_server_makes_nothing_certain() -> None:
    """Server and Via are set by whoever passes a response on: they never tell for certain who made it."""
    told = {row.says for row in CLUES if row.field in {"Server", "Via"}}

    assert {Says.LIKELY, Says.THROUGH} == told


def test_makers_cover_all_numbers() -> None:
    """Each number from 100 to 999 has a maker, if only an unknown one."""
    assert all(any(code in row.statuses for row in MAKERS) for code in range(100, 1000))


def test_someone_fixes_all_numbers() -> None:
    """For each number, whatever the response, a row says who can fix it."""
    plain = [
        row
        for row in ADVICE
        if row.who_fixes and {row.layers, row.product, row.field, row.without, row.stored, row.visibility} == {None}
    ]

    assert all(any(row.statuses and code in row.statuses for row in plain) for code in range(100, 1000))


def test_layers_of_vendors() -> None:
    """Each vendor with a meaning stands somewhere."""
    assert set(VENDORS) == set(VENDOR_LAYERS)
    assert Layer.UNKNOWN not in VENDOR_LAYERS.values()


def test_ids_hold_no_secrets() -> None:
    """No field that may hold a secret is repeated."""
    fields = [row.field.lower() for row in CORRELATION_FIELDS]

    assert not SECRET & set(fields)
    assert len(set(fields)) == len(fields)
