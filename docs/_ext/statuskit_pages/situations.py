"""The pages on what the guides work on: the facts of a situation, what is asked back, and what a result warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.guides import FACTS
from statuskit.guides._situation import GROUPS
from statuskit.guides._state import METHODS
from statuskit.guides._ways import REALISED
from statuskit.guides.tables.implied import IMPLIED, LEGACY
from statuskit.guides.tables.notes import NOTES
from statuskit.guides.tables.questions import BODIES, QUESTIONS

from .markdown import code, document, escaped, link, table
from .places import GUIDE_FACTS, GUIDE_QUESTIONS, GUIDES, VENDORS, to_class, to_status, way
from .rules import FOLLOWING, advice, conditions, follows
from .values import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.guides import Fact

__all__ = ["facts_page", "questions_page"]

# What is taken where a fact has no list of values.
_FREE: Final = {
    "method": "the name of a method",
    "vendor": f"the name of {link('a vendor', way(GUIDE_FACTS, VENDORS))}",
    "legacy_code": "a number as text",
}
# Nothing is assumed of these either.
_UNASKED: Final = frozenset({"method", "intent"})
_ASKED: Final = frozenset(question.fact for question in QUESTIONS)


def facts_page() -> str:
    """Return the page of all facts, in the groups in which they are declared."""
    groups: dict[str, list[Fact]] = {}
    for name, fact in FACTS.items():
        title = GROUPS.get(name) or list(groups)[-1]
        groups.setdefault(title, []).append(fact)
    blocks = []
    for title, facts in groups.items():
        rows = [(code(fact.name), _values(fact), _assumed(fact), escaped(fact.meaning)) for fact in facts]
        blocks += [f"## {escaped(title)}", table(("Fact", "Values", "Not stated, it is", "Meaning"), rows)]
    return document(
        "# The facts",
        f"The {len(FACTS)} facts that a `Situation` may state, and `recommend()` takes by name.\n"
        "Each may be left out: what is not stated is assumed not to be wrong.\n"
        f"Up to {link('the guides', way(GUIDE_FACTS, GUIDES))}.",
        *blocks,
        f"## {FOLLOWING}",
        "Rules ask for these as well.\nNobody states them; they are worked out.",
        table(
            ("It is", "As where"),
            [(_is(*what), _together(facts)) for what, facts in REALISED.items() if follows(what[0])],
        ),
        f"A `method` that is not one of {', '.join(map(code, sorted(METHODS)))} is `other`.",
        "Facts together may say what none of them says alone:",
        table(("It is", "When"), [(_is(row.fact, row.value), conditions(GUIDE_FACTS, row.when)) for row in IMPLIED]),
        "## What old numbers stand for",
        "With `legacy_code`, the number of a code that was never registered, or is no more, is read as a fact.\n"
        "Any other such number is a mistake of the client's (4xx) or of the server's.",
        table(("Number", "Is read as"), [(code(str(number)), _is(*fact)) for number, fact in LEGACY.items()]),
    )


def questions_page() -> str:
    """Return the page of the open questions, the warnings, and what belongs in the content."""
    here = GUIDE_QUESTIONS
    questions = [
        (code(row.fact), escaped(row.text), _several(row.answers), conditions(here, row.when)) for row in QUESTIONS
    ]
    notes = [
        (
            conditions(here, row.when),
            to_status(here, row.then) if row.then is not None else "any",
            escaped(row.text),
            ", ".join(row.seeds),
        )
        for row in NOTES
    ]
    return document(
        "# Questions and warnings",
        f"Up to {link('the guides', way(here, GUIDES))}.",
        "## What is asked back",
        "Only these facts are ever in `would_change`, and only where their answer leads to another status.",
        table(("Fact", "Question", "Answers", "Asked while"), questions),
        "## What is warned of",
        "Where facts contradict each other, one of them counts, and the result says so in `warnings`.\n"
        "It also warns of what an answer needs and may lack.",
        table(("When", "Answer", "Warning", "Rules of guides"), notes),
        "A result warns as well of a method in the wrong case, of a `legacy_code`, of a code that the profile advises "
        "against, and of a vendor's code that clients never see.",
        "## What belongs in the content",
        "Where a rule does not say, this goes by the class of the answer.",
        table(("Class", "Content"), [(to_class(here, kind), advice(body)) for kind, body in BODIES.items()]),
    )


def _values(fact: Fact) -> str:
    return ", ".join(code(str(value)) for value in fact.values) or _FREE[fact.name]


def _assumed(fact: Fact) -> str:
    if fact.assumed is not None:
        return code(str(fact.assumed))
    if fact.name in _ASKED:
        return "open, and may be asked back"
    return "open" if fact.name in _ASKED or fact.name in _UNASKED else "nothing of the kind"


def _several(values: Iterable[bool | str]) -> str:
    return " or ".join(code(stated(value)) for value in values)


def _is(fact: str, value: bool | str | None) -> str:  # noqa: FBT001  any value of a fact
    return f"{code(fact)} is {code(stated(value))}"


def _together(facts: Mapping[str, bool | str]) -> str:
    return " and ".join(_is(*pair) for pair in facts.items())
