"""The commands: each asks the registry one thing, shows the answer and returns the exit status."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._enums import CODES
from statuskit._plain import plain
from statuskit.cli._complaints import no_meaning, nothing_listed, unknown_key
from statuskit.cli._dump import dump, dump_csv, dump_schema, known
from statuskit.cli._pages import card, comparison_page, found_page, listed_page, meaning_page, meanings_page
from statuskit.cli._values import in_capitals, near, refused
from statuskit.exceptions import InvalidStatusError, StatusKitError, UnknownStatusError, quoted
from statuskit.model import State
from statuskit.registry import compare, identify, lookup, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from statuskit.cli._options import Arguments
    from statuskit.cli._output import Output
    from statuskit.model import Meaning, Status

__all__ = ["COMMANDS"]

_YES: Final = 0
"""Found, or right, or nothing to object to."""
_NO: Final = 1
"""Not found, or wrong, or not what was asked for."""
_USAGE: Final = 2
"""Usage, or an input that cannot be read."""
_LONGEST_NUMBER: Final = 6


def _explain(arguments: Arguments, output: Output) -> int:
    keys = _keys(arguments.keys)
    statuses, complaints = _looked_up(keys)
    if arguments.json and (statuses or len(keys) > 1):
        # The form depends on what was asked, never on what was found.
        output.show_json([status.to_dict() for status in statuses] if len(keys) > 1 else statuses[0].to_dict())
    elif statuses:
        output.show(*(card(status, subcodes=arguments.all) for status in statuses))
    return _complain(complaints, output)


def _looked_up(keys: Iterable[str]) -> tuple[list[Status], list[str]]:
    """Return the statuses of some keys, each once, and what is to be said of the keys that name none."""
    answers = list(map(_status_or_complaint, keys))
    statuses = dict.fromkeys(answer for answer in answers if not isinstance(answer, str))
    return list(statuses), [answer for answer in answers if isinstance(answer, str)]


def _status_or_complaint(key: str) -> Status | str:
    try:
        return lookup(key)
    except StatusKitError as problem:
        return unknown_key(key, problem)


def _keys(keys: list[str]) -> list[str]:
    """Take several words that are one phrase or one status line for one key, since quotes are easily forgotten."""
    from statuskit._text import by_name, digits_in

    text = " ".join(keys)
    digits = digits_in(text)
    phrase = text.partition(digits)[2] if digits else text
    meant = by_name(phrase) if len(keys) > 1 else None
    return [text] if meant is not None and digits in {"", str(meant)} else keys


def _complain(complaints: Sequence[str], output: Output) -> int:
    output.flush()  # the answers come first wherever both go to the same place
    for complaint in complaints:
        output.complain(complaint)
    return _NO if complaints else _YES


def _refuse(complaint: str, output: Output) -> int:
    """Say why there is no answer. The exit status is not 1, which scripts take for one."""
    output.complain(complaint)
    return _USAGE


def _search(arguments: Arguments, output: Output) -> int:
    text = " ".join(arguments.text)
    found = search(text, limit=arguments.limit)
    if arguments.json:
        output.show_json([status.to_dict() for status in found])
    elif found:
        output.show(found_page(found))
    return _complain(() if found else (f"nothing found for {quoted(text)}",), output)


def _compare(arguments: Arguments, output: Output) -> int:
    _, complaints = _looked_up((arguments.a, arguments.b))
    if not complaints:
        found = compare(arguments.a, arguments.b)
        if arguments.json:
            output.show_json(found.to_dict())
        else:
            output.show(comparison_page(found))
    return _complain(complaints, output)


def _list(arguments: Arguments, output: Output) -> int:
    vendor = arguments.vendor
    wider = arguments.all or vendor is not None or State.UNREGISTERED in arguments.state
    candidates = [status for status in known(unregistered=wider) if _is_of(status, vendor)]
    found = [status for status in candidates if _fits(status, arguments)]
    meanings = () if vendor is None else _meanings(vendor, found, whole=len(found) == len(candidates))
    if arguments.json:
        output.show_json([status.to_dict() for status in found])
    elif meanings:
        output.show(meanings_page(meanings))
    elif found:
        output.show(listed_page(found))
    return _complain(() if found or meanings else (nothing_listed(vendor),), output)


def _is_of(status: Status, vendor: str | None) -> bool:
    return vendor is None or any(meaning.is_of(vendor) for meaning in status.meanings)


def _fits(status: Status, wanted: Arguments) -> bool:
    """Whether a status is what was asked for, in every respect that was named."""
    return (
        (not wanted.status_class or status.status_class in wanted.status_class)
        and (not wanted.state or status.state in wanted.state)
        and (wanted.cacheable is None or status.is_cacheable is wanted.cacheable)
        and (wanted.retryable is None or status.is_retryable(in_capitals(wanted.retryable)))
        and (wanted.requires is None or status.requires_header(wanted.requires))
    )


def _meanings(vendor: str, statuses: Iterable[Status], *, whole: bool) -> tuple[Meaning, ...]:
    """Return what a vendor means by these statuses; if these are all of its, also what comes with no status."""
    from statuskit.data.vendors import MEANINGS

    numbers = frozenset(statuses)
    return tuple(
        meaning
        for meaning in MEANINGS
        if meaning.is_of(vendor)
        and (not numbers.isdisjoint(meaning.numbers) or (whole and not any(map(CODES.__contains__, meaning.numbers))))
    )


def _identify(arguments: Arguments, output: Output) -> int:
    try:
        found = identify(
            _number_or_key(arguments.status),
            arguments.header,
            vendor=arguments.vendor,
            substatus=arguments.substatus,
        )
    except StatusKitError as problem:
        return _complain((unknown_key(arguments.status, problem),), output)
    if arguments.json:
        output.show_json(plain(found))
    elif found:
        output.show(meaning_page(found))
    return _complain(() if found else (no_meaning(arguments.status, arguments.vendor, arguments.substatus),), output)


def _triage(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._triage import last_response, triage_page
    from statuskit.guides import triage

    key = " ".join(arguments.keys)
    try:
        found = triage(key or last_response(), arguments.header)
    except (InvalidStatusError, UnknownStatusError) as problem:
        return _complain((unknown_key(key, problem),), output)
    except StatusKitError as problem:  # nothing there, no transcript, or more header fields than a message can have
        return _refuse(str(problem), output)
    if arguments.json:
        output.show_json(found.to_dict())
    else:
        output.show(triage_page(found))
    return _YES


def _recommend(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._recommend import recommendation_page, situation_of
    from statuskit.guides import recommend

    found = recommend(situation_of(arguments), profile=arguments.profile)
    if arguments.interactive:
        from statuskit.cli._interactive import converse

        found = converse(found)
    if arguments.json:
        output.show_json(found.to_dict())
    else:
        output.show(recommendation_page(found, trace=arguments.trace))
    if arguments.interactive:
        from statuskit.cli._interactive import command_line

        output.flush()
        flags = [f"--{name}" for name in ("trace", "json") if getattr(arguments, name)]
        output.complain(f"the same without questions: {command_line(found, *flags)}")
    return _YES


def _why_not(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._recommend import situation_of, why_not_page
    from statuskit.guides import assess, why_not

    statuses, complaints = _looked_up([" ".join(arguments.keys)])
    for status in statuses:
        situation, profile = situation_of(arguments), arguments.profile
        if arguments.json:
            output.show_json({"code": status.code, **assess(status, situation, profile=profile).to_dict()})
        else:
            output.show(why_not_page(why_not(status, situation, profile=profile)))
    return _complain(complaints, output)


def _assess(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._recommend import situation_of, verdict_page
    from statuskit.guides import assess

    statuses, complaints = _looked_up([" ".join(arguments.keys)])
    if complaints:
        return _refuse(complaints[0], output)
    status = statuses[0]
    found = assess(status, situation_of(arguments), profile=arguments.profile)
    if arguments.json:
        output.show_json({"code": status.code, **found.to_dict()})
    else:
        output.show(verdict_page(status, found))
    return _NO if found.verdict == "wrong" else _YES


def _retry(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._retry import Question
    from statuskit.cli._retry_page import decision_page

    try:
        asked = Question.of(arguments)
    except StatusKitError as problem:
        return _refuse(str(problem), output)
    if arguments.json:
        output.show_json(asked.to_dict())
    else:
        output.show(decision_page(asked))
    return _YES if asked.decision else _NO


def _cache(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._cache import Inquiry
    from statuskit.cli._cache_page import as_json, kept_pages

    try:
        found = Inquiry.of(arguments)
    except StatusKitError as problem:
        return _refuse(str(problem), output)
    if arguments.json:
        output.show_json(as_json(found))
    elif found.responses:
        output.show(*kept_pages(found))
    _complain(found.read.complaints, output)
    if found.read.complaints:
        return _USAGE
    return _YES if arguments.fail_unless is None or found.holds(arguments.fail_unless) else _NO


def _check(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._check import Inspection
    from statuskit.cli._check_reports import answer

    try:
        found = Inspection.of(arguments)
    except StatusKitError as problem:
        return _refuse(str(problem), output)
    answer(found, "json" if arguments.json else arguments.format or "text", output)
    _complain(found.read.complaints, output)
    if found.read.complaints:
        return _USAGE
    return _NO if found.has(arguments.fail_on) else _YES


def _rules(arguments: Arguments, output: Output) -> int:
    from statuskit.cli._check_page import rule_page, rules_page, rules_that_begin
    from statuskit.conformance import RULES

    known = {key: rules_that_begin(key) for key in arguments.keys}
    rules = list({rule.id: rule for found in known.values() for rule in found}.values())
    if arguments.json:
        output.show_json([rule.to_dict() for rule in (rules if known else RULES.values())])
    elif rules:
        output.show(*map(rule_page, rules))
    elif not known:
        output.show(rules_page(RULES.values()))
    return _complain([_unknown_rule(key) for key, found in known.items() if not found], output)


def _unknown_rule(key: str) -> str:
    from statuskit.conformance import RULES

    ids = {rule_id.lower(): rule_id for rule_id in RULES}
    nearest = [ids[name] for name in near(key, ids)]
    return str(refused(key, "the id of a rule, or how some begin; see statuskit rules", nearest))


def _number_or_key(text: str) -> int | str:
    """Take digits for a number, whatever it is: what is no status may still have a meaning in some logs."""
    number = int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else -1
    return number if text == str(number) else text


def _dump(arguments: Arguments, output: Output) -> int:
    if arguments.schema:
        output.show_json(dump_schema())
    elif arguments.csv:
        output.answer(dump_csv(unregistered=arguments.all))
    else:
        output.show_json(dump(unregistered=arguments.all))
    return _YES


COMMANDS: Final[Mapping[str, Callable[[Arguments, Output], int]]] = MappingProxyType(
    {
        "explain": _explain,
        "search": _search,
        "compare": _compare,
        "list": _list,
        "identify": _identify,
        "triage": _triage,
        "recommend": _recommend,
        "why-not": _why_not,
        "assess": _assess,
        "retry": _retry,
        "cache": _cache,
        "check": _check,
        "rules": _rules,
        "dump": _dump,
    }
)
