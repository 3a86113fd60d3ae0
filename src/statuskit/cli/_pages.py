"""The pages of all answers but the card: tables of statuses and of meanings, a comparison, one meaning."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from statuskit.cli._card import told, vendors_of
from statuskit.cli._page import Look, Page, Section
from statuskit.cli._words import TONES, conditions, named, own_meanings, shown
from statuskit.model import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statuskit.model import Comparison, Meaning, Status

__all__ = ["comparison_page", "found_page", "listed_page", "meaning_page", "meanings_page"]


def _phrase(status: Status) -> str:
    """Return a status's phrase, or the vendors that use a number without one."""
    if status.phrase or not status.is_vendor:
        return status.phrase
    meanings = own_meanings(status)
    vendors = vendors_of(meanings)
    return f"{vendors[0]}: {meanings[0].name}" if len(vendors) == 1 else ", ".join(vendors)


def found_page(statuses: Iterable[Status]) -> Page:
    """Return the page of a search: each status with its summary."""
    rows = tuple((str(status.code), _phrase(status), _summary(status)) for status in statuses)
    return Page(sections=(Section("", Look.TABLE, rows),))


def _summary(status: Status) -> str:
    """Return a status's summary, or what vendors mean: the summary of their numbers speaks of the class alone."""
    if not status.is_vendor:
        return status.summary
    meanings = own_meanings(status)
    named = len(vendors_of(meanings)) > 1
    return "; ".join(f"{meaning.vendor}: {meaning.summary}" if named else meaning.summary for meaning in meanings)


def listed_page(statuses: Iterable[Status]) -> Page:
    """Return the page of a list: a line a status."""
    rows = ((str(status.code), _phrase(status), status.state.value, status.cacheability.value) for status in statuses)
    return Page(sections=(Section("", Look.TABLE, _runs(rows), ("code", "phrase", "state", "caching")),))


def meanings_page(meanings: Sequence[Meaning]) -> Page:
    """Return the page of vendors' meanings: one a row, by number or sub-code."""
    columns: tuple[str, ...] = ("code", "vendor", "name", "meaning")
    rows = _runs((_number(meaning), meaning.vendor, meaning.name, meaning.summary) for meaning in meanings)
    if len(vendors_of(meanings)) == 1:
        columns, rows = _without_vendor(columns), tuple(map(_without_vendor, rows))
    return Page(sections=(Section("", Look.TABLE, rows, columns),))


def _without_vendor(row: tuple[str, ...]) -> tuple[str, ...]:
    return (row[0], *row[2:])


def _number(meaning: Meaning) -> str:
    return meaning.subcode if meaning.subcode is not None else shown(meaning.code)


def _runs(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Make one row of neighbours that differ in nothing but their number, of which some vendors have a hundred."""

    def run(place_and_row: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
        place, (number, *rest) = place_and_row
        return (int(number) if number.isdecimal() else 0) - place, tuple(rest)

    runs = ([row for _, row in group] for _, group in groupby(enumerate(rows), run))
    return tuple((f"{run[0][0]}-{run[-1][0]}", *run[0][1:]) if len(run) > 1 else run[0] for run in runs)


def comparison_page(comparison: Comparison) -> Page:
    """Return the page of a comparison: the rule of thumb, then the facts that differ."""
    rule = ((comparison.rule,),) if comparison.rule else ()
    rows = tuple((row.fact.replace("_", " "), _fact(row.a), _fact(row.b)) for row in comparison.differences)
    names = (str(comparison.a.code), str(comparison.b.code))
    sections = (
        Section("Rule of thumb", Look.TEXT, rule),
        Section("Differences", Look.TABLE, rows, ("", *names)),
        Section("", Look.TEXT, () if rows else (("No fact tells them apart.",),)),
    )
    return Page(
        title=f"{named(comparison.a)} / {named(comparison.b)}",
        tone=TONES[comparison.a.status_class],
        sections=tuple(section for section in sections if section.rows),
    )


def _fact(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Condition):
        return "; ".join(conditions(value)) or "none"
    return shown(value) or "none"


def meaning_page(meaning: Meaning) -> Page:
    """Return the page of one meaning."""
    # An address stands alone, so that it is never broken.
    sections = (Section("", Look.FACTS, told(meaning)), Section("", Look.TEXT, ((meaning.citation.url,),)))
    return Page(title=str(meaning), sections=sections)
