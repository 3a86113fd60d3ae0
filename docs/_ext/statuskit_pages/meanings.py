"""How vendors' meanings are shown, wherever a page tells of several: as tables, of which no column is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.cli._words import VISIBILITY

from .markdown import bullets, cited, code, document, escaped, sentence, table
from .places import to_meaning, to_vendor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statuskit import Meaning

__all__ = ["graded", "own_table", "seen", "subcode_table"]

# Of sub-codes, these are told one by one even if they are the same.
_EACH: Final = frozenset({"Sub-code", "Meaning"})


def seen(meaning: Meaning) -> str:
    """Say where a vendor's code can be met."""
    return escaped(VISIBILITY[meaning.visibility])


def graded(meaning: Meaning) -> str:
    """Name a meaning's source, the day of it and its grade."""
    day = f"as of {meaning.as_of}" if meaning.as_of and not meaning.citation.as_of else ""
    return ", ".join(part for part in (cited(meaning.citation), day, f"grade {meaning.grade}") if part)


def own_table(here: str, meanings: Sequence[Meaning]) -> str:
    """Make a table of what several vendors mean by one number, for the page `here`."""
    columns = {
        "Vendor": [to_vendor(here, meaning.vendor) for meaning in meanings],
        "Called": [to_meaning(here, meaning, meaning.name) for meaning in meanings],
        "Meaning": [escaped(sentence(meaning.summary)) for meaning in meanings],
        **_evidence(meanings),
    }
    return _table({name: cells for name, cells in columns.items() if any(cells)})


def subcode_table(meanings: Sequence[Meaning]) -> str:
    """Make a table of one vendor's sub-codes; what holds for all of them is said once, above it."""
    columns = {
        "Sub-code": [code(meaning.subcode or "") for meaning in meanings],
        "Meaning": [f"{escaped(sentence(each.name))} {escaped(sentence(each.summary))}" for each in meanings],
        **_evidence(meanings),
    }
    same = {name: cells[0] for name, cells in columns.items() if len(set(cells)) == 1 and name not in _EACH}
    return document(
        bullets(f"**{name}**: {cell}" for name, cell in same.items() if cell),
        _table({name: cells for name, cells in columns.items() if name not in same}),
    )


def _evidence(meanings: Sequence[Meaning]) -> dict[str, list[str]]:
    return {
        "Who acts": [escaped(meaning.who_acts) for meaning in meanings],
        "Where it is met": [seen(meaning) for meaning in meanings],
        "Source": [graded(meaning) for meaning in meanings],
        "In doubt": [escaped(meaning.doubt) for meaning in meanings],
    }


def _table(columns: dict[str, list[str]]) -> str:
    return table(list(columns), zip(*columns.values(), strict=True)) if columns else ""
