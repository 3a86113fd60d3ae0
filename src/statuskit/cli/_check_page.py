"""The pages of a check: what is wrong with each response, how much was tried, and what the rules say."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._wording import how_many, printable
from statuskit.cli._layout import Look, Page, Section, Tone, points
from statuskit.cli._recorded import called, where
from statuskit.cli._words import cited, sources
from statuskit.conformance import RULES, Need, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from statuskit.cli._check import Checked, Inspection
    from statuskit.conformance import Finding, Rule

__all__ = ["inspection_pages", "rule_page", "rules_page", "rules_that_begin"]

_SEVERITIES: Final[Mapping[Severity, tuple[str, Tone]]] = MappingProxyType(
    {
        Severity.ERROR: ("error", Tone.RED),
        Severity.WARNING: ("warning", Tone.YELLOW),
        Severity.INFO: ("note", Tone.BLUE),
    }
)
_NEEDS: Final[Mapping[Need, str]] = MappingProxyType(
    {Need.REQUEST: "the request", Need.CONTENT: "the content", Need.PAIR: "a second response"}
)


# --- what was found ---------------------------------------------------------------------------------------------------


def inspection_pages(found: Inspection) -> list[Page]:
    """Return a page for each response with findings, for one that is alone, and what sums up; none for nothing."""
    responses = found.responses
    shown = [_page(checked) for checked in responses if checked.findings or len(responses) == 1]
    summary = Section("", Look.TEXT, points(_summed_up(found)))
    if len(responses) == 1:
        return [attrs.evolve(shown[0], sections=(*shown[0].sections, summary))]
    return [*shown, *([Page(sections=(summary,))] if summary.rows else [])]


def _page(checked: Checked) -> Page:
    recorded, worst = checked.recorded, _worst(checked.findings)
    sections = [
        Section(_plural(name), Look.ENTRIES, tuple(map(_entry, found)))
        for severity, (name, _) in _SEVERITIES.items()
        if (found := [finding for finding in checked.findings if finding.severity is severity])
    ]
    doubt = f"The content is not known: {recorded.doubt}."
    return Page(
        title=called(recorded),
        subtitle=where(recorded),
        tone=Tone.GREEN if worst is None else _SEVERITIES[worst][1],
        sections=(*sections, Section("", Look.TEXT, points([doubt] if recorded.doubt else []))),
    )


def _worst(findings: Sequence[Finding]) -> Severity | None:
    found = {finding.severity for finding in findings}
    return next((severity for severity in _SEVERITIES if severity in found), None)


def _entry(finding: Finding) -> tuple[str, ...]:
    rule = finding.rule
    parts = (
        f"{rule.id}: {finding.message}",
        f"Seen: {finding.evidence}" if finding.evidence else "",
        f"Fix: {finding.fix}",
        f"{cited(rule.citation)} ({rule.strength.value})",
        rule.citation.url,
    )
    return tuple(map(printable, filter(None, parts)))


def _summed_up(found: Inspection) -> Iterator[str]:
    responses = found.responses
    counts = Counter(finding.severity for checked in responses for finding in checked.findings)
    told = [how_many(counts[severity], name) for severity, (name, _) in _SEVERITIES.items() if counts[severity]]
    if responses:
        beginning = "" if len(responses) == 1 else f"{len(responses)} responses: "
        text = f"{beginning}{', '.join(told) or 'nothing found'}; {how_many(len(_tried(responses)), 'rule')} tried."
        yield text[:1].upper() + text[1:]
    for missing, rules in _missing(responses).items():
        verb = "are" if " and " in missing else "is"
        once = "" if len(responses) == 1 else ", or not every time"
        yield f"{how_many(len(rules), 'rule')} not tried{once}, since {missing} {verb} not known."
    if found.read.failed:
        yield f"{how_many(found.read.failed, 'request')} without a response."


def _tried(responses: Iterable[Checked]) -> set[str]:
    return {rule.id for checked in responses for rule in checked.tried}


def _missing(responses: Iterable[Checked]) -> dict[str, set[str]]:
    """Return what is not known, and the rules that need it."""
    missing: dict[str, set[str]] = {}
    for checked in responses:
        response = checked.recorded.response
        known = {Need.REQUEST: response.request is not None, Need.CONTENT: response.content is not None}
        for rule in checked.skipped:
            lacks = " and ".join(words for need, words in _NEEDS.items() if need in rule.needs and not known.get(need))
            missing.setdefault(lacks, set()).add(rule.id)
    return missing


def _plural(name: str) -> str:
    return f"{name.capitalize()}s"


# --- the rules --------------------------------------------------------------------------------------------------------


def rules_that_begin(key: str) -> list[Rule]:
    """Return the rules whose ids begin so, in any case; none for nothing."""
    return [rule for rule in RULES.values() if key and rule.id.lower().startswith(key.lower())]


def rules_page(rules: Iterable[Rule]) -> Page:
    """Return the table of some rules."""
    rows = tuple((rule.id, rule.severity.value, rule.strength.value, _on(rule), rule.title) for rule in rules)
    return Page(sections=(Section("", Look.TABLE, rows, ("id", "severity", "strength", "on", "what is wrong")),))


def _on(rule: Rule) -> str:
    return "always" if rule.default else ", ".join(profile.value for profile in rule.profiles) or "strict"


def rule_page(rule: Rule) -> Page:
    """Return the page of a rule: what it asks, why, and what to change."""
    facts = (
        ("Fix", rule.fix),
        ("On", "always" if rule.default else f"with --profile {_on(rule)}, or --select {rule.id}"),
        ("Needs", ", ".join(_NEEDS[need] for need in rule.needs)),
        ("Holds for", ", ".join(role.value for role in rule.roles)),
    )
    return Page(
        title=f"{rule.id} {rule.title}",
        subtitle=f"{rule.severity.value}, {rule.strength.value}",
        lead=rule.why,
        tone=_SEVERITIES[rule.severity][1],
        sections=(
            Section("", Look.FACTS, tuple(fact for fact in facts if fact[1])),
            Section("Source", Look.ENTRIES, sources([rule.citation])),
        ),
    )
