"""
The card of one status: everything that the registry knows about it, as a page for people.

Sections that would say nothing are left out. What each fact is called is here and in `_words`; what holds is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit.cli._page import Look, Page, Section
from statuskit.cli._sources import sources
from statuskit.cli._words import (
    APPLIED,
    CACHING,
    CLASSES,
    CONTENT,
    GRADES,
    HEALTH,
    METHODS,
    REDIRECTS,
    REPEATS,
    STATES,
    TONES,
    VISIBILITY,
    cited,
    conditions,
    named,
    own_meanings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.model import Meaning, Status

__all__ = ["card", "told", "vendors_of"]


def card(status: Status, *, subcodes: bool = False) -> Page:
    """Return the page of a status; with `subcodes`, vendors' sub-codes are told and not only counted."""
    vendors = _vendors(status, subcodes=subcodes)
    meaning = _prose(status)
    # Of a number that only vendors use, what they mean by it is the first thing to know.
    sections = (vendors, *meaning) if status.is_vendor else meaning
    sections += (_caching(status), _headers(status), _redirect(status), _retry(status), _confused(status))
    sections += () if status.is_vendor else (vendors,)
    sections += (Section("Sources", Look.ENTRIES, sources(status, subcodes=subcodes)),)
    return Page(
        title=_title(status),
        subtitle=_subtitle(status),
        lead=status.summary,
        tone=TONES[status.status_class],
        sections=tuple(section for section in sections if section.rows),
    )


def _title(status: Status) -> str:
    if status.phrase:
        return named(status)
    meanings = own_meanings(status)
    if not meanings:
        return f"{status.code} (no phrase)"
    names = dict.fromkeys(meaning.name for meaning in meanings)
    vendors = vendors_of(meanings)
    return f"{status.code} {meanings[0].name} ({vendors[0]})" if len(names) == 1 else f"{status.code} (several vendors)"


def _subtitle(status: Status) -> str:
    parts = [CLASSES[status.status_class], STATES[status.state]]
    if status.registered_on:
        parts.append(f"from {status.registered_on}")
    if status.expires_on:
        parts.append(f"until {status.expires_on}")
    parts.append(str(status.defined_in) if status.is_registered else f"treated as {named(status.treat_as)}")
    return ", ".join(parts)


def _prose(status: Status) -> tuple[Section, ...]:
    # What is said of a number that only vendors use repeats their meanings, which have a section of their own.
    own = () if status.is_vendor or status.description == status.summary else _paragraph(status.description)
    causes = () if status.is_vendor else status.causes
    aliases = _paragraph("; ".join(status.aliases))
    name = (
        Section("Also known as", Look.TEXT, aliases),
        Section("What it means", Look.TEXT, own),
    )
    sent = (
        Section("When to send it", Look.TEXT, _paragraph(status.use_when)),
        Section("When not to", Look.TEXT, _paragraph(status.avoid_when)),
    )
    seen = (
        Section("Usual causes", Look.BULLETS, tuple((cause,) for cause in causes)),
        Section("Where to look first", Look.TEXT, _paragraph(status.look_first)),
        Section("What a client does", Look.TEXT, _paragraph(status.client_action)),
    )
    # A number that is not registered is to be understood rather than sent.
    return (*name, *sent, *seen) if status.is_registered else (*name, *seen, *sent)


def _paragraph(text: str) -> tuple[tuple[str, ...], ...]:
    return ((text,),) if text else ()


def _caching(status: Status) -> Section:
    rows = (("Caching", CACHING[status.cacheability]), ("Content", CONTENT[status.content]))
    return Section("Caching and content", Look.FACTS, rows)


def _headers(status: Status) -> Section:
    rows = tuple(
        (rule.name, f"{', '.join(filter(None, (rule.strength.value, rule.condition)))} ({rule.citation})")
        for rule in status.header_rules
    )
    return Section("Header fields", Look.FACTS, rows)


def _redirect(status: Status) -> Section:
    if status.redirect is None:
        return Section("Redirect", Look.FACTS, ())
    lasts = "permanent: use the new address from now on" if status.is_permanent else "not permanent: ask here next time"
    return Section("Redirect", Look.FACTS, (("Method", REDIRECTS[status.redirect]), ("Address", lasts)))


def _retry(status: Status) -> Section:
    rule = status.retry_rule
    allowed = [method for method in METHODS if status.is_retryable(method)]
    refused = [method for method in METHODS if method not in allowed]
    methods = f": {', '.join(allowed)}; not {', '.join(refused)}" if allowed and refused else ""
    contested = f" (contested: {'; '.join(map(cited, rule.contested))})" if rule.contested else ""
    rows = (
        ("Send it again", f"{REPEATS[rule.repeat]}{methods}"),
        ("First change", rule.repeat_after.value if rule.repeat_after else ""),
        ("And only", "; ".join(conditions(rule.conditions))),
        ("Acted on", APPLIED[rule.applied]),
        ("Circuit breaker", f"{HEALTH[rule.health]}{contested}"),
    )
    return Section("Retry", Look.FACTS, tuple(row for row in rows if row[1]))


def _confused(status: Status) -> Section:
    rows = tuple((named(row.other), row.rule) for row in status.confused_with)
    return Section("Not to be confused with", Look.ENTRIES, rows)


def _vendors(status: Status, *, subcodes: bool) -> Section:
    shown = status.meanings if subcodes else own_meanings(status)
    rows = [_entry(meaning) for meaning in shown]
    if len(shown) < len(status.meanings):
        rows.append(_not_told(status))
    return Section("What vendors mean by it", Look.ENTRIES, tuple(rows))


def _not_told(status: Status) -> tuple[str, ...]:
    hidden = [meaning for meaning in status.meanings if meaning.subcode is not None]
    vendors = vendors_of(hidden)
    counts = ", ".join(f"{vendor} {sum(row.vendor == vendor for row in hidden)}" for vendor in vendors)
    name = f'"{vendors[0]}"' if " " in vendors[0] else vendors[0]
    return (
        f"Sub-codes, not shown here: {counts}",
        f"To see them: statuskit explain {status.code} --all",
        f"To see all of a vendor's: statuskit list --vendor {name}",
    )


def vendors_of(meanings: Iterable[Meaning]) -> tuple[str, ...]:
    """Return the vendors of some meanings, each once, in their order."""
    return tuple(dict.fromkeys(meaning.vendor for meaning in meanings))


def told(meaning: Meaning) -> tuple[tuple[str, str], ...]:
    """Return what there is to know about a meaning: labels and what they say."""
    read = f", as of {meaning.as_of}" if meaning.as_of and not meaning.citation.as_of else ""
    rows = (
        ("Means", meaning.summary),
        ("Who acts", meaning.who_acts),
        ("Seen", VISIBILITY[meaning.visibility]),
        ("Comes with", ", ".join(map(str, meaning.carried_by))),
        ("Source", f"{cited(meaning.citation)}{read}; {GRADES[meaning.grade]}"),
        ("In doubt", meaning.doubt),
    )
    return tuple(row for row in rows if row[1])


def _entry(meaning: Meaning) -> tuple[str, ...]:
    return (str(meaning), *(f"{label}: {text}" for label, text in told(meaning)))
