"""The page of a class: its registered codes, the numbers that vendors use, and what holds for all the others."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from statuskit import lookup
from statuskit._meanings import own
from statuskit.cli._words import LABELS

from .markdown import bullets, cited, code, document, escaped, link, table
from .places import CACHING, RETRY, class_place, class_title, runs, status_place, to_number, to_status, to_vendor, way
from .values import NONE, handling, shown, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statuskit import Status, StatusClass

__all__ = ["class_page", "status_table", "tree"]


def class_page(kind: StatusClass) -> str:
    """Return the page of a class."""
    here = class_place(kind)
    members = [lookup(number) for number in range(100, 1000) if number in kind]
    registered = [status for status in members if status.is_registered]
    stranger = next(status for status in members if not status.is_registered and not status.meanings)
    return document(
        f"# {escaped(class_title(kind))}",
        table(("At a glance", ""), _at_a_glance(kind, registered, stranger)),
        *_registered(registered, here),
        *_vendors(members, here),
        "## Any other number",
        f"{escaped(stranger.description)}\nSource: {cited(stranger.cite('treat_as'))}.",
        bullets(f"**{label}**: {answer}." for label, answer in handling(here, stranger) if answer != NONE),
        f"{escaped(stranger.use_when)}\n{escaped(stranger.avoid_when)}",
    )


def _at_a_glance(kind: StatusClass, registered: Sequence[Status], stranger: Status) -> list[tuple[str, str]]:
    return [
        ("In Python", code(f"StatusClass.{kind.name}")),
        ("Registered codes", str(len(registered))),
        ("A final response", yes_or_no(stranger.is_final)),
        ("An error", yes_or_no(stranger.is_error)),
        ("Source", cited(stranger.cite("status_class"))),
    ]


def _registered(statuses: Sequence[Status], here: str) -> tuple[str, ...]:
    if not statuses:
        return ()
    return "## Registered", status_table(statuses, here), tree(here, map(status_place, statuses))


def tree(here: str, places: Iterable[str]) -> str:
    """Hang pages below the page `here`, in the navigation alone."""
    entries = "\n".join(posixpath.relpath(place, posixpath.dirname(here)) for place in places)
    return f"```{{toctree}}\n:hidden:\n\n{entries}\n```"


def status_table(statuses: Iterable[Status], here: str) -> str:
    """Make a table of registered statuses: what each says, in short."""
    rows = (
        (
            to_status(here, status),
            escaped(status.summary),
            shown(here, status.cacheability),
            shown(here, status.repeat),
        )
        for status in statuses
    )
    caching = link("Cacheability", way(here, CACHING))
    retry = link(LABELS["repeat"], way(here, RETRY))
    return table(("Status", "What it says", caching, retry), rows)


def _vendors(members: Iterable[Status], here: str) -> tuple[str, ...]:
    rows = []
    for numbers in runs(status.code for status in members if not status.is_registered and status.meanings):
        meanings = lookup(numbers[0]).meanings
        vendors = dict.fromkeys(meaning.vendor for meaning in meanings)
        names = dict.fromkeys(meaning.name for meaning in own(meanings))
        told = ", ".join(to_vendor(here, vendor) for vendor in vendors)
        rows.append((to_number(here, numbers), escaped("; ".join(names)), told))
    return ("## Only used by vendors", table(("Number", "Called", "By"), rows)) if rows else ()
