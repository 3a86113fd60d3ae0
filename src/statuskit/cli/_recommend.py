"""
The guides on the command line: their facts as options, and their answers as pages.

To import this is to import the guides, so nothing of the command line does before one of their commands is asked for.
"""

from __future__ import annotations

import argparse
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from statuskit.cli._layout import Look, Page, Section, Tone, points
from statuskit.cli._options import add_json
from statuskit.cli._values import in_capitals, one_of, refused
from statuskit.cli._words import TONES, sources
from statuskit.exceptions import InvalidSituationError
from statuskit.guides import FACTS, PROFILES, STAGES, Certainty, Situation
from statuskit.guides._recommendation import titled
from statuskit.guides._situation import GROUPS, checked
from statuskit.guides.tables.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from statuskit.cli._options import Arguments
    from statuskit.guides import Fact, Facts, HeaderAdvice, Recommendation, Verdict
    from statuskit.guides._recommend import Judgement
    from statuskit.guides._situation import Value
    from statuskit.model import Status

__all__ = [
    "accepted",
    "add_options",
    "headline",
    "options_for",
    "recommendation_page",
    "situation_of",
    "understood",
    "verdict_page",
    "why_not_page",
]

_BASE: Final = "rfc9110"
# Where argparse keeps the facts: some are called like an option of another command.
_DEST: Final = "fact_"
_SHARED: Final = "[--FACT [VALUE] ...] [--profile NAME]"
_USAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "recommend": f"%(prog)s {_SHARED}\n{' ' * 27}[--interactive] [--trace] [--json]",
        "why-not": f"%(prog)s CODE {_SHARED} [--json]",
        "assess": f"%(prog)s CODE {_SHARED} [--json]",
    }
)
_UNSAID: Final = """\
What is not stated is assumed not to be wrong. Values may be written in any
case, and with - for _; the method is taken in capitals."""
_EPILOGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "recommend": f"""\
{_UNSAID}
  statuskit recommend --method PUT --resource exists --if-match false
  statuskit recommend --method POST --interactive

Exit status: 0, also where nothing can be sent; 2 usage.""",
        "why-not": f"""\
{_UNSAID}
  statuskit why-not 403 --credentials missing

Exit status: 0; 1 CODE is no status; 2 usage.""",
        "assess": f"""\
{_UNSAID}
  statuskit assess 422 --body missing-field

Exit status: 0 right or acceptable; 1 wrong; 2 usage, or CODE is no status.""",
    }
)
# The facts of any text: what stands for it in the help, and what is accepted.
_FREE: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "method": ("METHOD", "a method's name, such as GET"),
        "vendor": ("NAME", "a vendor's name, such as nginx"),
        "legacy_code": ("NUMBER", "a number of up to four digits"),
    }
)
_CERTAINTIES: Final[Mapping[Certainty, str]] = MappingProxyType(
    {
        Certainty.REQUIRED: "required: a standard asks for this code",
        Certainty.RECOMMENDED: "recommended: a standard or the profile defines the code for this, and leaves room",
        Certainty.DEFAULT: "default: good sources differ, and one of them had to be taken",
    }
)
_VERDICTS: Final[Mapping[Judgement, Tone]] = MappingProxyType(
    {"right": Tone.GREEN, "acceptable": Tone.YELLOW, "wrong": Tone.RED}
)


# --- options ----------------------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser, command: str) -> None:
    """Give the parser of one of the guides' commands all that it takes."""
    parser.usage, parser.epilog = _USAGES[command], _EPILOGS[command]
    if command == "recommend":
        parser.add_argument(
            "--interactive",
            action="store_true",
            help="ask for what still matters on stderr, and read the answers from stdin",
        )
        parser.add_argument("--trace", action="store_true", help="show every rule that was tried, too")
        form = "the recommendation"
    else:
        parser.add_argument("keys", nargs="+", metavar="CODE", help="the status, as a key for explain")
        form = "the code, the verdict, why, and the recommendation"
    profiles = {name: name for name in PROFILES}
    parser.add_argument(
        "--profile",
        type=partial(one_of, profiles),
        default=_BASE,
        metavar="NAME",
        help=f"the house style [{', '.join(profiles)}]; {_BASE} by default",
    )
    add = parser.add_argument
    add_json(add, form)
    for fact in FACTS.values():
        if fact.name in GROUPS:
            add = parser.add_argument_group(GROUPS[fact.name].rstrip("?")).add_argument
        _add_fact(add, fact)


def _add_fact(add: Callable[..., object], fact: Fact) -> None:
    option, dest = _option(fact.name), f"{_DEST}{fact.name}"
    if True in fact.values:
        add(option, dest=dest, action=argparse.BooleanOptionalAction, help=fact.meaning)
        return
    placeholder, _ = _FREE.get(fact.name, ("VALUE", ""))
    values = f" [{' | '.join(map(str, fact.values))}]" if fact.values else ""
    add(option, dest=dest, type=partial(_value, fact), metavar=placeholder, help=f"{fact.meaning}{values}")


def situation_of(arguments: Arguments) -> Situation:
    """Return the facts that were stated."""
    given = {name: getattr(arguments, f"{_DEST}{name}") for name in FACTS}
    return Situation(**cast("Facts", given))


def _value(fact: Fact, text: str) -> Value:
    try:
        return understood(fact, text)
    except InvalidSituationError as problem:
        raise refused(text, accepted(fact), problem.suggestions) from None


def understood(fact: Fact, text: str) -> Value:
    """
    Return the value that a text stands for, which may be in any case and have other dashes.

    Raises:
        InvalidSituationError: for what is no value of the fact, with the nearest match.
    """
    value = text
    if fact.name == "method":
        value = in_capitals(text)
    elif text.isascii() and fact.values:
        value = text.lower().replace("-", "_")
    return checked({fact.name: value})[fact.name]


def accepted(fact: Fact) -> str:
    """Return what is taken as a value of a fact, in words."""
    return _FREE[fact.name][1] if fact.name in _FREE else ", ".join(map(_said, fact.values))


def _said(value: Value) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def options_for(facts: Iterable[tuple[str, Value | None]]) -> tuple[str, ...]:
    """
    Return the words of a command line that state facts, or name a profile; a fact that is not stated has none.

    >>> from statuskit.cli._recommend import options_for
    >>> options_for([("method", "PUT"), ("rate_limited", False), ("outcome", None)])
    ('--method', 'PUT', '--no-rate-limited')
    """
    words: list[str] = []
    for name, value in facts:
        option = _option(name)
        if isinstance(value, bool):
            words.append(option if value else f"--no-{option.removeprefix('--')}")
        elif value is not None:
            # What begins with a dash would be taken for an option.
            words += [f"{option}={value}"] if value.startswith("-") else [option, value]
    return tuple(words)


# --- pages ------------------------------------------------------------------------------------------------------------


def headline(found: Recommendation) -> str:
    """Name what is recommended on one line; by the vendor's name for it where it is the vendor's own."""
    status, vendor = found.status, found.situation.vendor
    if status is None:
        return "No response"
    meaning = status.meaning(vendor) if status.is_vendor and vendor else None
    return titled(status) if meaning is None else f"{status} {meaning.name} ({meaning.vendor})"


def recommendation_page(found: Recommendation, *, trace: bool) -> Page:
    """Return the page of a recommendation: the status and why, what goes with it, what it is not, and what is open."""
    sections = (
        Section("Decided by", Look.FACTS, _decided(found)),
        Section("Header fields", Look.FACTS, tuple((row.name, _advised(row)) for row in found.headers)),
        Section("Content", Look.FACTS, _content(found)),
        Section("Not these", Look.ENTRIES, _rejected(found)),
        Section("Open questions", Look.ENTRIES, _open(found)),
        Section("Beware", Look.BULLETS, points(found.warnings)),
        Section("Tried", Look.TABLE, _tried(found) if trace else (), ("rule", "result", "fact")),
        Section("Sources", Look.ENTRIES, _sources(found)),
    )
    return Page(
        title=headline(found),
        lead=found.rule.why,
        tone=_tone(found.status),
        sections=sections,
    )


def why_not_page(text: str) -> Page:
    """Return the page of why_not()."""
    return Page(sections=(Section("", Look.TEXT, ((text,),)),))


def verdict_page(status: Status, verdict: Verdict) -> Page:
    """Return the page of a verdict: what was asked about, whether it is right, why, and what is recommended."""
    found = verdict.recommendation
    sections = (
        Section("Recommended", Look.ENTRIES, ((headline(found), found.rule.why),)),
        Section("Decided by", Look.FACTS, _decided(found)),
        Section("Sources", Look.ENTRIES, _sources(found)),
    )
    # Where the code is the answer, the recommendation would repeat it.
    told = sections[verdict.verdict == "right" :]
    title = headline(found) if status is found.status else titled(status)
    return Page(title=f"{title}: {verdict.verdict}", lead=verdict.why, tone=_VERDICTS[verdict.verdict], sections=told)


def _tone(status: Status | None) -> Tone:
    return Tone.BLUE if status is None else TONES[status.status_class]


def _decided(found: Recommendation) -> tuple[tuple[str, str], ...]:
    rule, profile = found.rule, found.profile
    rows = (
        ("Rule", rule.id),
        ("Stage", f"{rule.stage}: {STAGES[rule.stage]}"),
        ("Certainty", _CERTAINTIES[found.certainty]),
    )
    if profile.name == _BASE:
        return rows
    same = found.base is found.status
    without = "without it the same status" if same else f"without it {titled(found.base)}"
    return (*rows, ("Profile", f"{profile.name}, {profile.title}; {without}"))


def _advised(advice: HeaderAdvice) -> str:
    return f"{', '.join(filter(None, (advice.strength.value, advice.why)))} ({advice.citation})"


def _content(found: Recommendation) -> tuple[tuple[str, str], ...]:
    body = found.body
    if body is None:
        return ()
    members = (("members", ", ".join(body.members)),) if body.members else ()
    return ((body.kind.value, body.why), *members)


def _rejected(found: Recommendation) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (titled(row.status), row.why_not, *((f"It would be the answer {_way(row.changes)}",) if row.changes else ()))
        for row in found.alternatives
    )


def _way(changes: Sequence[tuple[str, Value | None]]) -> str:
    """Return what would have to be stated otherwise, as options."""
    stated = " ".join(options_for(changes))
    unsaid = ", ".join(_option(name) for name, value in changes if value is None)
    return " and ".join(filter(None, (stated and f"with {stated}", unsaid and f"without {unsaid}")))


def _open(found: Recommendation) -> tuple[tuple[str, ...], ...]:
    asked = {question.fact: question for question in reversed(QUESTIONS)}
    return tuple(
        (asked[fact].text, " or ".join(" ".join(options_for(((fact, answer),))) for answer in asked[fact].answers))
        for fact in found.would_change
    )


def _tried(found: Recommendation) -> tuple[tuple[str, ...], ...]:
    return tuple((step.rule.id, step.result, step.fact) for step in found.trace)


def _sources(found: Recommendation) -> tuple[tuple[str, ...], ...]:
    """Return each source once, with its address: those of the rule, then those of the header fields."""
    citations = (*found.citations, *(advice.citation for advice in found.headers))
    return sources(citations)
