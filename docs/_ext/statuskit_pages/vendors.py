"""The pages about vendors: one each, their index, and the numbers that are theirs alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from statuskit import HTTP, lookup
from statuskit._meanings import own
from statuskit.cli._words import GRADES

from .classes import tree
from .markdown import anchor, bullets, code, document, escaped, link, sentence, table
from .meanings import graded, own_table, seen, subcode_table
from .places import (
    NUMBERS,
    VENDORS,
    meaning_title,
    number_title,
    runs,
    to_meaning,
    to_status,
    to_vendor,
    vendor_place,
    way,
)
from .values import NONE, handling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from statuskit import Meaning

__all__ = ["by_vendor", "numbers_page", "vendor_page", "vendors_page"]

_GRADES: Final = "Grades of the sources"


def by_vendor(meanings: Iterable[Meaning]) -> dict[str, tuple[Meaning, ...]]:
    """Sort meanings by vendor, the vendors by their names."""
    ordered = sorted(meanings, key=_name)
    return {vendor: tuple(group) for vendor, group in groupby(ordered, key=lambda meaning: meaning.vendor)}


def _name(meaning: Meaning) -> tuple[str, str]:
    return meaning.vendor.lower(), meaning.vendor


def _by_title(meanings: Iterable[Meaning]) -> dict[str, list[Meaning]]:
    found: dict[str, list[Meaning]] = {}
    for meaning in meanings:
        found.setdefault(meaning_title(meaning), []).append(meaning)
    return found


# --- one vendor -------------------------------------------------------------------------------------------------------


def vendor_page(meanings: Sequence[Meaning]) -> str:
    """Return the page of the vendor whose meanings these are."""
    here = vendor_place(meanings[0].vendor)
    major = _by_title(own(meanings))
    minor = _by_title(meaning for meaning in meanings if meaning.subcode is not None)
    return document(
        f"# {escaped(meanings[0].vendor)}",
        f"{_counted(major, minor)}\nThe sources have [grades](#{anchor(_GRADES)}).",
        *(block for title, group in major.items() for block in (f"## {escaped(title)}", _own(group[0], here))),
        *(block for title, group in minor.items() for block in (f"## {escaped(title)}", _subcodes(group, here))),
        f"## {_GRADES}",
        bullets(f"{code(grade)}: {escaped(GRADES[grade])}." for grade in sorted({each.grade for each in meanings})),
    )


def _counted(major: Mapping[str, Sequence[Meaning]], minor: Mapping[str, Sequence[Meaning]]) -> str:
    numbers = sum(meaning.code is not None for group in major.values() for meaning in group)
    codes = sum(map(len, minor.values()))
    told = (("Numbers with a meaning of its own", numbers), ("Sub-codes", codes))
    return "\n".join(f"{label}: {count}." for label, count in told if count)


def _own(meaning: Meaning, here: str) -> str:
    told = [
        ("Standing", _standing(meaning, here)),
        ("Who acts", escaped(meaning.who_acts or NONE)),
        ("Where it is met", seen(meaning)),
        ("Source", graded(meaning)),
        ("In doubt", escaped(meaning.doubt or NONE)),
    ]
    return document(
        escaped(sentence(meaning.summary)),
        bullets(f"**{label}**: {answer}" for label, answer in told if answer != NONE),
    )


def _standing(meaning: Meaning, here: str) -> str:
    status = None if meaning.code is None else lookup(meaning.code, default=None)
    if status is None:
        return NONE if meaning.code is None else "no status code"
    if status.is_registered:
        return f"the number is registered as {to_status(here, status)}"
    return f"{to_status(here, status)} is not registered; a client handles it as {to_status(here, status.treat_as)}"


def _subcodes(meanings: Sequence[Meaning], here: str) -> str:
    carried = ", ".join(to_status(here, lookup(number)) for number in meanings[0].numbers)
    return document(f"They come with {carried}." if carried else "", subcode_table(meanings))


# --- all of them ------------------------------------------------------------------------------------------------------


def vendors_page(meanings: Iterable[Meaning]) -> str:
    """Return the index of vendors."""
    vendors = by_vendor(meanings)
    rows = []
    for vendor, group in vendors.items():
        major = _by_title(meaning for meaning in own(group) if meaning.code is not None)
        numbers = [
            to_meaning(VENDORS, each[0], title.removesuffix(f" {each[0].name}")) for title, each in major.items()
        ]
        minor = sum(meaning.subcode is not None for meaning in group)
        rows.append((to_vendor(VENDORS, vendor), ", ".join(numbers), str(minor) if minor else ""))
    return document(
        "# By vendor",
        "What vendors mean by numbers, registered or not, and by the sub-codes that they send along or log.\n"
        f"What is used by vendors alone is also {link('sorted by number', way(VENDORS, NUMBERS))}.",
        table(("Vendor", "Numbers of its own meaning", "Sub-codes"), rows),
        tree(VENDORS, map(vendor_place, vendors)),
    )


def numbers_page(meanings: Sequence[Meaning]) -> str:
    """Return the page of all numbers that are not registered and that vendors use, with a heading for each."""
    numbers = {number for meaning in meanings for number in meaning.numbers if number not in HTTP}
    blocks = (
        block
        for run in runs(numbers)
        for block in (
            f"(number-{run[0]})=\n## {number_title(run)}",
            *_number(run[0], [meaning for meaning in meanings if run[0] in meaning.numbers]),
        )
    )
    return document(
        "# Numbers that only vendors use",
        "None of these is registered, and several vendors may mean different things by the same number.",
        *blocks,
    )


def _number(number: int, meanings: Sequence[Meaning]) -> tuple[str, ...]:
    status = lookup(number, default=None)
    major = own(meanings)
    minor = by_vendor(meaning for meaning in meanings if meaning.subcode is not None)
    more = [to_meaning(NUMBERS, group[0], f"{vendor}: {len(group)} sub-codes") for vendor, group in minor.items()]
    return (
        own_table(NUMBERS, major) if major else "",
        bullets(more),
        bullets(f"**{label}**: {answer}" for label, answer in handling(NUMBERS, status) if answer != NONE)
        if status is not None
        else "It stands where no status code was received, and is none itself.",
    )
