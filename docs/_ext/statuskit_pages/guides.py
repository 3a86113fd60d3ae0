"""The pages of the guides: one a stage, with its rules as a table, as a chart and one by one; and their index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit.guides import PROFILES, RULES, STAGES, Certainty

from .flowchart import fenced, flowchart
from .markdown import bullets, code, document, escaped, link, table
from .places import (
    GUIDE_FACTS,
    GUIDE_QUESTIONS,
    GUIDES,
    profile_place,
    stage_place,
    to_profile,
    to_rule,
    to_stage,
    way,
)
from .rules import decision_table, rule_section, when

if TYPE_CHECKING:
    from statuskit import Status
    from statuskit.guides import GuideRule

__all__ = ["index_page", "recommended_when", "stage_page"]


def index_page() -> str:
    """Return the list of the stages, the profiles, and the pages beside them."""
    stages = [
        (str(number), to_stage(GUIDES, stage), escaped(asked), str(len(_rules(stage))))
        for number, (stage, asked) in enumerate(STAGES.items(), 1)
    ]
    profiles = [
        (to_profile(GUIDES, profile), code(profile.name), str(len(profile.overrides)), str(len(profile.added)))
        for profile in PROFILES.values()
    ]
    places = [
        *map(stage_place, STAGES),
        GUIDE_FACTS,
        GUIDE_QUESTIONS,
        *map(profile_place, PROFILES.values()),
    ]
    return document(
        "# The guides",
        f"Which status to send: {len(RULES)} rules in {len(STAGES)} stages.\n"
        "The first rule that holds decides, and what is not stated is assumed not to be wrong.\n"
        "`recommend()` walks these rules, and these pages are made from them.",
        "## The stages, in the order of their questions",
        table(("No.", "Stage", "It asks", "Rules"), stages),
        f"A rule is *{Certainty.REQUIRED.value}* where a standard asks for its code, "
        f"*{Certainty.RECOMMENDED.value}* where a standard or the profile's guideline defines it for the case, "
        f"and *{Certainty.DEFAULT.value}* where good sources differ.",
        "## The profiles",
        "A profile is a house style over the base: it gives another answer to a rule, adds rules, moves some, "
        "or advises against a code.",
        table(("Profile", "Name", "Rules changed", "Rules added"), profiles),
        "## What they work on",
        bullets(
            (
                f"{link('The facts', way(GUIDES, GUIDE_FACTS))} that a situation may state.",
                f"{link('What is asked back', way(GUIDES, GUIDE_QUESTIONS))}, and what a result warns of.",
            )
        ),
        "```{toctree}\n:hidden:\n\n" + "\n".join(way(GUIDES, place).removesuffix(".md") for place in places) + "\n```",
    )


def stage_page(stage: str) -> str:
    """Return the page of a stage."""
    here = stage_place(stage)
    stages = list(STAGES)
    number = stages.index(stage)
    after = stages[number + 1] if number + 1 < len(stages) else None
    onward = f"next stage: {after}" if after else "no more"
    rules = _rules(stage)
    return document(
        f"# Stage {number + 1}: {escaped(stage)}",
        escaped(STAGES[stage]),
        f"Up to {link('the guides', way(here, GUIDES))}"
        + (f"; if no rule holds, on to {to_stage(here, after)}." if after else "; the last rule always holds."),
        "## Decision table",
        "The rules in the order in which they are asked; the first that holds decides.\n"
        '"As well" are codes that are as right; R001 and the like are rules of guides that a rule carries out.\n'
        f"The facts are told of on {link('a page of their own', way(here, GUIDE_FACTS))}.",
        decision_table(here, rules),
        "## Flowchart",
        "The same as Mermaid source, for whatever draws it.",
        fenced(flowchart(STAGES[stage], rules, onward)),
        "## Rule by rule",
        *(block for rule in rules for block in rule_section(here, rule)),
    )


def recommended_when(here: str, status: Status) -> str:
    """Return the rules that answer with a status, and the profiles that do where the base does not; "" if none does."""
    rows = [
        (to_rule(here, rule), when(here, rule), escaped(rule.certainty.value), escaped(rule.why))
        for rule in RULES
        if rule.then is status
    ]
    base = {rule.id for rule in RULES if rule.then is status}
    more = []
    for profile in PROFILES.values():
        ids = [rule.id for rule in profile.rules if rule.then is status and rule.id not in base]
        if ids:
            more.append(f"{to_profile(here, profile)}: {', '.join(map(code, ids))}")
    return document(
        table(("Rule", "When", "Certainty", "Why"), rows) if rows else "",
        "By a profile only:" if more else "",
        bullets(more),
    ).strip("\n")


def _rules(stage: str) -> tuple[GuideRule, ...]:
    return tuple(rule for rule in RULES if rule.stage == stage)
