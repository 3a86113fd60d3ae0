"""
The pages that people are shown: the card of a status, tables of statuses and of meanings, a comparison, one meaning.

Sections that would say nothing are left out. What each fact is called is here and in `_words`; what holds is not.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from statuskit._compare import shown
from statuskit._meanings import own
from statuskit.cli._layout import Look, Page, Section, points
from statuskit.cli._words import (
    APPLIED,
    ASKED_METHODS,
    CACHING,
    CLASSES,
    CONTENT,
    GRADES,
    HEALTH,
    LABELS,
    REDIRECTS,
    REPEATS,
    STATES,
    TONES,
    VISIBILITY,
    cited,
    conditions,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statuskit.model import Citation, Comparison, Meaning, Status

__all__ = ["card", "comparison_page", "found_page", "listed_page", "meaning_page", "meanings_page", "vendors_of"]

# What people are told a source speaks for, and the fact that `cite()` knows it by.
_TOPICS: Final = (
    ("definition", "defined_in"),
    ("standing", "state"),
    ("class", "status_class"),
    ("how to treat it", "treat_as"),
    ("caching", "cacheability"),
    ("content", "content"),
    ("redirect", "redirect"),
    ("retry", "repeat"),
)


# --- the card ---------------------------------------------------------------------------------------------------------


def card(status: Status, *, subcodes: bool = False) -> Page:
    """Return the page of a status; with `subcodes`, vendors' sub-codes are told and not only counted."""
    vendors = _vendors(status, subcodes=subcodes)
    meaning = _prose(status)
    # Of a number that only vendors use, what they mean by it is the first thing to know.
    sections = (vendors, *meaning) if status.is_vendor else meaning
    sections += (_caching(status), _headers(status), _redirect(status), _retry(status), _confused(status))
    sections += () if status.is_vendor else (vendors,)
    sections += (Section("Sources", Look.ENTRIES, _sources(status, subcodes=subcodes)),)
    return Page(
        title=_card_title(status),
        subtitle=_subtitle(status),
        lead=status.summary,
        tone=TONES[status.status_class],
        sections=sections,
    )


def _card_title(status: Status) -> str:
    if status.phrase:
        return title(status)
    meanings = own(status.meanings)
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
    parts.append(str(status.defined_in) if status.is_registered else f"treated as {title(status.treat_as)}")
    return ", ".join(parts)


def _prose(status: Status) -> tuple[Section, ...]:
    # What is said of a number that only vendors use repeats their meanings, which have a section of their own.
    more = () if status.is_vendor or status.description == status.summary else points([status.description])
    causes = () if status.is_vendor else status.causes
    aliases = points(["; ".join(status.aliases)])
    name = (
        Section("Also known as", Look.TEXT, aliases),
        Section("What it means", Look.TEXT, more),
    )
    sent = (
        Section("When to send it", Look.TEXT, points([status.use_when])),
        Section("When not to", Look.TEXT, points([status.avoid_when])),
    )
    seen = (
        Section("Usual causes", Look.BULLETS, points(causes)),
        Section("Where to look first", Look.TEXT, points([status.look_first])),
        Section("What a client does", Look.TEXT, points([status.client_action])),
    )
    # A number that is not registered is to be understood rather than sent.
    return (*name, *sent, *seen) if status.is_registered else (*name, *seen, *sent)


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
    allowed = [method for method in ASKED_METHODS if status.is_retryable(method)]
    refused = [method for method in ASKED_METHODS if method not in allowed]
    methods = f": {', '.join(allowed)}; not {', '.join(refused)}" if allowed and refused else ""
    otherwise = "; ".join(f"{cited(each)}: {each.claim}" for each in rule.contested)
    rows = (
        (LABELS["repeat"], f"{REPEATS[rule.repeat]}{methods}"),
        (LABELS["repeat_after"], rule.repeat_after.value if rule.repeat_after else ""),
        (LABELS["conditions"], "; ".join(conditions(rule.conditions))),
        (LABELS["applied"], APPLIED[rule.applied]),
        (LABELS["health"], HEALTH[rule.health]),
        ("Otherwise", otherwise),
    )
    return Section("Retry", Look.FACTS, tuple(row for row in rows if row[1]))


def _confused(status: Status) -> Section:
    rows = tuple((title(row.other), row.rule) for row in status.confused_with)
    return Section("Not to be confused with", Look.ENTRIES, rows)


def _vendors(status: Status, *, subcodes: bool) -> Section:
    told = status.meanings if subcodes else own(status.meanings)
    rows = [_entry(meaning) for meaning in told]
    if len(told) < len(status.meanings):
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


# --- its sources ------------------------------------------------------------------------------------------------------


def _sources(status: Status, *, subcodes: bool) -> tuple[tuple[str, ...], ...]:
    """Return an entry for each source: its name and what it speaks for, then its address."""
    topics: dict[tuple[str, str], list[str]] = {}
    for topic, citation in _citations(status, subcodes=subcodes):
        found = topics.setdefault((cited(citation), citation.url), [])
        if topic not in found:
            found.append(topic)
    return tuple((f"{name}: {', '.join(told)}", url) for (name, url), told in topics.items())


def _citations(status: Status, *, subcodes: bool) -> Iterator[tuple[str, Citation]]:
    for topic, fact in _TOPICS:
        # A registered status is treated as itself, and what is no redirect needs no source for that.
        if (fact == "treat_as" and status.is_registered) or (fact == "redirect" and not status.is_redirect):
            continue
        yield topic, status.cite(fact)
    for rule in status.header_rules:
        yield "header fields", rule.citation
    for citation in status.retry_rule.contested:
        yield "retry, another view", citation
    for confusion in status.confused_with:
        yield "rule of thumb", confusion.citation
    for meaning in status.meanings if subcodes else own(status.meanings):
        yield meaning.vendor, meaning.citation


# --- tables of statuses and of meanings -------------------------------------------------------------------------------


def _phrase(status: Status) -> str:
    """Return a status's phrase, or the vendors that use a number without one."""
    if status.phrase or not status.is_vendor:
        return status.phrase
    meanings = own(status.meanings)
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
    meanings = own(status.meanings)
    several = len(vendors_of(meanings)) > 1
    return "; ".join(f"{meaning.vendor}: {meaning.summary}" if several else meaning.summary for meaning in meanings)


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
    return meaning.subcode or ", ".join(map(str, meaning.numbers))


def _runs(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Make one row of neighbours that differ in nothing but their number, of which some vendors have a hundred."""

    def run(place_and_row: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
        place, (number, *rest) = place_and_row
        return (int(number) if number.isdecimal() else 0) - place, tuple(rest)

    runs = ([row for _, row in group] for _, group in groupby(enumerate(rows), run))
    return tuple((f"{run[0][0]}-{run[-1][0]}", *run[0][1:]) if len(run) > 1 else run[0] for run in runs)


# --- a comparison -----------------------------------------------------------------------------------------------------


def comparison_page(comparison: Comparison) -> Page:
    """Return the page of a comparison: the rule of thumb, then the facts that differ."""
    rows = tuple((row.fact.replace("_", " "), shown(row.a), shown(row.b)) for row in comparison.differences)
    names = (str(comparison.a.code), str(comparison.b.code))
    sections = (
        Section("Rule of thumb", Look.TEXT, points([comparison.rule])),
        Section("Differences", Look.TABLE, rows, ("", *names)),
        Section("", Look.TEXT, points([] if rows else ["No fact tells them apart."])),
    )
    return Page(
        title=f"{title(comparison.a)} / {title(comparison.b)}",
        tone=TONES[comparison.a.status_class],
        sections=sections,
    )


# --- a meaning --------------------------------------------------------------------------------------------------------


def meaning_page(meaning: Meaning) -> Page:
    """Return the page of one meaning."""
    # An address stands alone, so that it is never broken.
    sections = (Section("", Look.FACTS, _told(meaning)), Section("", Look.TEXT, points([meaning.citation.url])))
    return Page(title=str(meaning), sections=sections)


def vendors_of(meanings: Iterable[Meaning]) -> tuple[str, ...]:
    """Return the vendors of some meanings, each once, in their order."""
    return tuple(dict.fromkeys(meaning.vendor for meaning in meanings))


def _told(meaning: Meaning) -> tuple[tuple[str, str], ...]:
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
    return (str(meaning), *(f"{label}: {text}" for label, text in _told(meaning)))
