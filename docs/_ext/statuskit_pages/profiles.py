"""The page of a profile: what it changes against its base, with the source of each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.guides import RULES

from .markdown import cited, code, document, escaped, link, table
from .places import GUIDES, profile_place, to_profile, to_rule, to_status, way
from .rules import advice, answer, decision_table, rule_section, sure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.guides import GuideRule, Override, Profile

__all__ = ["profile_page"]

_IN_BASE: Final = frozenset(rule.id for rule in RULES)


def profile_page(profile: Profile) -> str:
    """Return the page of a profile."""
    here = profile_place(profile)
    base = profile.base
    return document(
        f"# {escaped(profile.title)}",
        f"`recommend(..., profile={profile.name!r})`\n\nUp to {link('the guides', way(here, GUIDES))}.",
        *(
            ("This is the base: every rule on the pages of the stages, as it stands there.",)
            if base is None
            else (f"It is laid over {to_profile(here, base)}: whatever is not here is as it is there.",)
        ),
        *_section("Other answers", _overrides(here, profile)),
        *_section("Rules of its own", *_added(here, profile)),
        *_section("Rules that are asked elsewhere", _moves(here, profile)),
        *_section("Codes that it advises against", _against(here, profile)),
    )


def _section(heading: str, *blocks: str) -> tuple[str, ...]:
    return (f"## {heading}", *blocks) if any(blocks) else ()


def _overrides(here: str, profile: Profile) -> str:
    before = {rule.id: rule for rule in profile.base.rules} if profile.base is not None else {}
    rows = [
        (
            _named(here, before[rule_id]),
            answer(here, before[rule_id].then),
            sure(here, override.then, override.certainty),
            " ".join((escaped(override.why), *_goes_with(override))),
            cited(override.citation),
        )
        for rule_id, override in profile.overrides.items()
    ]
    head = ("Rule", "Without it", "Answer", "Why, and what goes with it", "Source")
    return table(head, rows) if rows else ""


def _goes_with(override: Override) -> list[str]:
    told = [f"{code(row.name)}: {escaped(row.strength.value)}, {escaped(row.why)}." for row in override.headers]
    return [*told, f"Content: {advice(override.body)}."] if override.body else told


def _added(here: str, profile: Profile) -> Iterable[str]:
    if not profile.added:
        return
    yield "Each is asked at the beginning of its stage."
    yield decision_table(here, profile.added)
    for rule in profile.added:
        yield from rule_section(here, rule)


def _named(here: str, rule: GuideRule) -> str:
    """Link a rule: on the page of its stage, or here, where the profile has added it."""
    return to_rule(here, rule) if rule.id in _IN_BASE else link(rule.id, way(here, here, rule.id))


def _moves(here: str, profile: Profile) -> str:
    rules = {rule.id: rule for rule in profile.rules}
    rows = [(_named(here, rules[moved]), _named(here, rules[target])) for moved, target in profile.moves.items()]
    return table(("Rule", "Is asked right before"), rows) if rows else ""


def _against(here: str, profile: Profile) -> str:
    rows = [
        (to_status(here, status), escaped(against.why), cited(against.citation))
        for status, against in profile.against.items()
    ]
    return table(("Code", "Why", "Source"), rows) if rows else ""
