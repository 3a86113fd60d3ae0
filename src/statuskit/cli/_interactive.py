"""
A conversation about a situation: it asks what still matters, and tells after each answer what the answer is now.

Questions go to stderr, since stdout is for the recommendation. Answers are lines of stdin, which may be no terminal.
"""

from __future__ import annotations

import shlex
import sys
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from statuskit.cli._output import complain
from statuskit.cli._recommend import accepted, headline, options_for, understood
from statuskit.cli._words import ASKED_METHODS
from statuskit.exceptions import InvalidSituationError, quoted
from statuskit.guides import FACTS, PROFILES, Absent, recommend
from statuskit.guides.tables.questions import QUESTIONS, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.guides import Facts, Recommendation
    from statuskit.guides._situation import Value

__all__ = ["command_line", "converse"]

_LONGEST_LINE: Final = 1 << 20
_LONGEST_ECHO: Final = 64
# How often one question is asked before the rest of the input is given up: it may have no end.
_PATIENCE: Final = 10
_HOW: Final = "Enter skips a question, q ends."
_ENDS: Final = frozenset({"q", "quit"})
_METHOD: Final = Question(
    fact="method",
    text="Which method does the request have?",
    answers=ASKED_METHODS,
    when={"method": Absent()},
)
_YES: Final = frozenset({"y", "yes", "true"})
_NO: Final = frozenset({"n", "no", "false"})
# Facts whose question is one of yes or no, though their values are words: the one for yes, and the one for no.
_YES_OR_NO: Final[Mapping[str, tuple[Value, Value]]] = MappingProxyType(
    {"outcome": ("created", "ok"), "method_change": ("allowed", "forbidden")}
)


def converse(found: Recommendation) -> Recommendation:
    """Ask what may still lead to another status, the most decisive first, and return what is recommended at the end."""
    _say(f"So far {_told(found)}\n")
    asked: set[str] = set()
    with suppress(EOFError):
        while (question := _next(found, asked)) is not None:
            if not asked:
                _say(f"{_HOW}\n")
            asked.add(question.fact)
            value = _ask(question)
            if value is not None:
                before, found = found, _with(found, question.fact, value)
                _say(f"{_moved(before, found, question.fact, value)}\n")
    _say("\n")  # the recommendation follows, on the same terminal
    return found


def command_line(found: Recommendation, *flags: str) -> str:
    """
    Return the command that gets the same answer without asking.

    >>> from statuskit import recommend
    >>> from statuskit.cli._interactive import command_line
    >>> command_line(recommend(method="PUT", rate_limited=False, vendor="Microsoft IIS"), "--json")
    "statuskit recommend --vendor 'Microsoft IIS' --method PUT --no-rate-limited --json"
    """
    profile = (("profile", None if found.profile is PROFILES["rfc9110"] else found.profile.name),)
    facts = (*found.situation.stated().items(), *profile)
    return shlex.join(("statuskit", "recommend", *options_for(facts), *flags))


def _next(found: Recommendation, asked: set[str]) -> Question | None:
    """Return what to ask next; None where nothing that was not asked before can change the status."""
    if "method" not in asked and found.situation.method is None and _depends_on_method(found):
        return _METHOD
    fact = next((fact for fact in found.would_change if fact not in asked), "")
    return next((question for question in QUESTIONS if question.fact == fact), None)


def _depends_on_method(found: Recommendation) -> bool:
    return any(_with(found, "method", method).status is not found.status for method in ASKED_METHODS)


def _with(found: Recommendation, fact: str, value: Value) -> Recommendation:
    return recommend(found.situation, profile=found.profile, **cast("Facts", {fact: value}))


def _ask(question: Question) -> Value | None:
    """
    Return the answer; None where the question is skipped.

    Raises:
        EOFError: where there are no more answers, or no more are wanted.
    """
    fact = FACTS[question.fact]
    _say(f"\n{question.text} [{' | '.join(_choices(question))}]\n")
    for _ in range(_PATIENCE):
        text = _line()
        if not text:
            return None
        if text.casefold() in _ENDS:
            raise EOFError
        try:
            return understood(fact, text) if (value := _yes_or_no(question, text)) is None else value
        except InvalidSituationError:
            _say(f"Not understood: {quoted(text)}; accepted: {accepted(fact)}. {_HOW}\n")
    _say("Enough of that; this is what is known.\n")
    raise EOFError


def _choices(question: Question) -> tuple[str, ...]:
    others = () if FACTS[question.fact].values else ("...",)
    return ("yes", "no") if True in question.answers else (*map(str, question.answers), *others)


def _yes_or_no(question: Question, text: str) -> Value | None:
    yes, no = _YES_OR_NO.get(question.fact, (True, False) if True in question.answers else (None, None))
    word = text.casefold()
    return yes if word in _YES else no if word in _NO else None


def _line() -> str:
    """
    Return the next line of stdin; "" for an empty one.

    Raises:
        EOFError: at the end, and where there is no stdin or it cannot be read.
    """
    _say("> ")
    octets = getattr(sys.stdin, "buffer", None)
    try:
        line: bytes = octets.readline(_LONGEST_LINE) if octets is not None else b""
    except (OSError, ValueError):  # a folder, or closed
        line = b""
    if not line or len(line) == _LONGEST_LINE:
        _say("\n")
        raise EOFError
    # Windows' shells may begin what they pipe with a mark of its encoding.
    text = line.decode("utf-8-sig", "replace").strip()
    if not sys.stdin.isatty():  # a terminal has shown what was typed
        _say(f"{text if text.isprintable() and len(text) <= _LONGEST_ECHO else quoted(text)}\n")
    return text


def _moved(before: Recommendation, after: Recommendation, fact: str, value: Value) -> str:
    """Tell what an answer came to: the fact, as an option, and where it led."""
    stated = shlex.join(options_for(((fact, value),)))
    if after.status is before.status:
        return f"{stated}: still {headline(after)}"
    return f"{stated}: no longer {headline(before)}, now {_told(after)}"


def _told(found: Recommendation) -> str:
    return f"{headline(found)}: {found.rule.why}"


def _say(text: str) -> None:
    complain(sys.stderr, text)
    with suppress(AttributeError, OSError):  # closed before the start, or nobody reads
        sys.stderr.flush()  # a prompt ends with no line, and would be held back
