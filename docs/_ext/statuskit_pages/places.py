"""Where each page is, and how one page links to another. A page's name is what Sphinx calls its docname."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

import attrs

from statuskit import lookup
from statuskit.cli._words import title

from .markdown import anchor, link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit import Meaning, Status, StatusClass
    from statuskit.guides import GuideRule, Profile

__all__ = [
    "CACHING",
    "CONFORMANCE",
    "FIELDS",
    "GENERATED",
    "GUIDES",
    "GUIDE_FACTS",
    "GUIDE_QUESTIONS",
    "METHODS",
    "NUMBERS",
    "RETRY",
    "STATUSES",
    "VENDORS",
    "class_place",
    "class_title",
    "family_place",
    "meaning_title",
    "number_title",
    "profile_place",
    "runs",
    "stage_place",
    "status_place",
    "to_class",
    "to_meaning",
    "to_number",
    "to_profile",
    "to_rule",
    "to_stage",
    "to_status",
    "to_vendor",
    "vendor_place",
    "way",
]

STATUSES: Final = "reference/index-statuses"
FIELDS: Final = "reference/index-header-fields"
CACHING: Final = "reference/index-caching"
RETRY: Final = "reference/index-retry"
METHODS: Final = "reference/index-methods"
NUMBERS: Final = "reference/index-vendor-numbers"
VENDORS: Final = "reference/index-vendors"
GUIDES: Final = "reference/guides/index"
GUIDE_FACTS: Final = "reference/guides/facts"
GUIDE_QUESTIONS: Final = "reference/guides/questions"
CONFORMANCE: Final = "reference/conformance/index"
# What lies in these and is not written by this build is left over from an earlier one.
GENERATED: Final = (
    "reference/statuses/*.md",
    "reference/classes/*.md",
    "reference/vendors/*.md",
    "reference/guides/*.md",
    "reference/conformance/*.md",
    "reference/index-*.md",
)

_CODES: Final = range(100, 1000)
_CODES_OF_A_DIGIT: Final = 100
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


# --- statuses and classes ---------------------------------------------------------------------------------------------


def status_place(status: Status) -> str:
    """Return the page of a registered status."""
    return f"reference/statuses/{status}"


def class_place(kind: StatusClass) -> str:
    """Return the page of a class."""
    return f"reference/classes/{kind.value}"


def class_title(kind: StatusClass) -> str:
    """Return what a class is called: "4xx Client Error"; by its numbers what is no class of HTTP."""
    numbers = [code for code in _CODES if code in kind]
    if len(numbers) > _CODES_OF_A_DIGIT:
        return f"{numbers[0]} to {numbers[-1]}"
    return f"{kind.value} {kind.name.replace('_', ' ').title()}"


# --- numbers that vendors use -----------------------------------------------------------------------------------------


def runs(codes: Iterable[int]) -> list[range]:
    """Put unregistered numbers into runs, in order: vendors say the very same of all numbers in a run."""
    return list(dict.fromkeys(_run(code) for code in sorted(set(codes))))


def _run(code: int) -> range:
    said = _said(code)
    first = last = code
    while said and _said(first - 1) == said:
        first -= 1
    while said and _said(last + 1) == said:
        last += 1
    return range(first, last + 1)


def _said(code: int) -> tuple[Meaning, ...]:
    status = lookup(code, default=None)
    if status is None or status.is_registered:
        return ()
    return tuple(attrs.evolve(meaning, code=None) for meaning in status.meanings)


def number_title(numbers: range) -> str:
    """Return what a run of numbers is called: "520", "600 to 699"."""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"


# --- vendors ----------------------------------------------------------------------------------------------------------


def vendor_place(vendor: str) -> str:
    """Return the page of a vendor."""
    return f"reference/vendors/{_NOT_IN_NAMES.sub('-', vendor.lower()).strip('-')}"


def meaning_title(meaning: Meaning) -> str:
    """Return the heading under which a vendor's page tells of a number, or of the sub-codes that come with it."""
    if meaning.subcode is not None:
        return f"Sub-codes of {', '.join(map(str, meaning.numbers))}".removesuffix(" of ")
    return meaning.name if meaning.code is None else f"{number_title(_run(meaning.code))} {meaning.name}"


# --- guides -----------------------------------------------------------------------------------------------------------


def stage_place(stage: str) -> str:
    """Return the page of a stage of the guides."""
    return f"reference/guides/stage-{stage}"


def profile_place(profile: Profile) -> str:
    """Return the page of a profile."""
    return f"reference/guides/profile-{profile.name}"


# --- conformance ------------------------------------------------------------------------------------------------------


def family_place(name: str) -> str:
    """Return the page of a family of rules of conformance."""
    return f"reference/conformance/{name}"


# --- links ------------------------------------------------------------------------------------------------------------


def way(here: str, there: str, heading: str = "") -> str:
    """Return the address that leads from one page to another, or to a heading of it."""
    page = "" if there == here else f"{posixpath.relpath(there, posixpath.dirname(here))}.md"
    return f"{page}#{anchor(heading)}" if heading else page


def to_status(here: str, status: Status) -> str:
    """Link a status from the page `here`: its own page, or its place among the numbers that vendors use."""
    if status.is_registered:
        return link(title(status), way(here, status_place(status)))
    return to_number(here, _run(status.code))


def to_number(here: str, numbers: range) -> str:
    """Link a run of unregistered numbers from the page `here`."""
    heading = number_title(numbers)
    return link(heading, way(here, NUMBERS, heading))


def to_class(here: str, kind: StatusClass) -> str:
    """Link a class from the page `here`."""
    return link(class_title(kind), way(here, class_place(kind)))


def to_vendor(here: str, vendor: str) -> str:
    """Link a vendor from the page `here`."""
    return link(vendor, way(here, vendor_place(vendor)))


def to_meaning(here: str, meaning: Meaning, text: str) -> str:
    """Link what a vendor's page says of a meaning, from the page `here`."""
    return link(text, way(here, vendor_place(meaning.vendor), meaning_title(meaning)))


def to_stage(here: str, stage: str) -> str:
    """Link a stage of the guides from the page `here`."""
    return link(stage, way(here, stage_place(stage)))


def to_rule(here: str, rule: GuideRule) -> str:
    """Link a rule of the base profile from the page `here`."""
    return link(rule.id, way(here, stage_place(rule.stage), rule.id))


def to_profile(here: str, profile: Profile) -> str:
    """Link a profile from the page `here`."""
    return link(profile.title, way(here, profile_place(profile)))
