"""
Change the rows of the guides, one change at a time, and tell which changes no test notices.

    python tools/mutate_rules.py
    python tools/mutate_rules.py --sample 500 --seed 1

A rule gets another status, loses a condition, a value of one or a header field, gets another strength, or changes
places with its neighbour; a profile loses a row, or an override gets another status; the rows of `guides/tables` lose
what they have. Texts, bodies, certainties and sources stay as they are. The
tests of the guides run with the changed rows in a process of their own: tables first, and the laws if no table
notices. Exits with 1 if anything survives.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import sys
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pytest

from statuskit import HTTP
from statuskit.guides import PROFILES, STAGES, GuideRule, In, Profile
from statuskit.guides._profile import BASE
from statuskit.model import Strength

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from statuskit.model import HeaderRule, Status

_ROOT: Final = Path(__file__).parent.parent
_RULES: Final = "statuskit.guides.rules"
_BESIDE: Final = "statuskit.guides.tables"
_TABLES: Final = (
    "tests/test_guides_situations.py",
    "tests/test_guides_recommend.py",
    "tests/test_guides_profiles.py",
    "tests/test_guides_engine.py",
    "tests/test_guides_rows.py",
    "tests/test_guides_houses.py",
    "tests/test_guides_words.py",
)
_LAWS: Final = ("tests/property/test_guides_laws.py",)
# All others become MAY.
_OTHER: Final = {Strength.MUST: Strength.SHOULD, Strength.MUST_NOT: Strength.SHOULD_NOT, Strength.MAY: Strength.SHOULD}

_QUIETLY: Final = (
    "-xq",
    "--assert=plain",
    "-o",
    "addopts=--import-mode=importlib",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:randomly",
)

Rows: TypeAlias = "tuple[Any, ...]"  # Any: rows of several kinds
Change: TypeAlias = "tuple[str, Callable[[], None]]"

# What is tried: each process inherits it, since functions cannot be sent to one.
_TRIED: Final[list[Change]] = []


# --- what is changed --------------------------------------------------------------------------------------------------


def changes() -> Iterator[Change]:
    """Yield each change: what it is, and a function that makes it in this process."""
    for stage in STAGES:
        name = f"{_RULES}.{stage}"
        rows = import_module(name).RULES
        for told, changed in (*_each(rows, _of_rule), *_swapped(rows)):
            yield f"{stage}: {told}", partial(_with_rows, name, "RULES", changed)
    for table in ("implied", "notes", "questions"):
        name = f"{_BESIDE}.{table}"
        rows = getattr(import_module(name), table.upper())
        for told, changed in (*_each(rows, _of_conditions), *_shorter(rows)):
            yield f"{table}: {told}", partial(_with_rows, name, table.upper(), changed)
    for number, legacy in _fewer(import_module(f"{_BESIDE}.implied").LEGACY):
        yield f"implied: {number} is not there", partial(_with_rows, f"{_BESIDE}.implied", "LEGACY", legacy)
    for profile in PROFILES.values():
        for told, parts in _of_profile(profile):
            yield f"{profile.name}: {told}", partial(_with_profile, profile.name, parts)


def _of_rule(rule: GuideRule) -> Iterator[tuple[str, GuideRule]]:
    then = _another(rule.then, rule)
    yield f"{rule}: {then} in place of {rule.then}", _answering(rule, then)
    yield from _of_conditions(rule)
    for place, advice in enumerate(rule.headers):
        before, after = rule.headers[:place], rule.headers[place + 1 :]
        # What the registry says in the same way would take its place, in other words.
        if (advice.name, advice.strength) not in {(row.name, row.strength) for row in _registered(rule.then)}:
            yield f"{rule}: no {advice.name}", attrs.evolve(rule, headers=before + after)
        other = attrs.evolve(advice, strength=_OTHER.get(advice.strength, Strength.MAY))
        told = f"{rule}: {advice.name} {other.strength.value} in place of {advice.strength.value}"
        yield told, attrs.evolve(rule, headers=(*before, other, *after))


def _of_conditions(row: Any) -> Iterator[tuple[str, Any]]:  # Any: a row of any kind that has conditions
    for fact, fewer in _fewer(row.when):
        yield f"{_named(row)}: {fact} does not matter", attrs.evolve(row, when=fewer)
        values = row.when[fact].values
        for value in values if len(values) > 1 else ():
            kept = In(*(other for other in values if other is not value))
            yield f"{_named(row)}: {fact} not {value}", attrs.evolve(row, when={**row.when, fact: kept})


def _of_profile(profile: Profile) -> Iterator[tuple[str, Mapping[str, Any]]]:
    base = {rule.id: rule for rule in BASE.rules}
    for rule_id, fewer in _fewer(profile.overrides):
        override, rule = profile.overrides[rule_id], base[rule_id]
        if _sends(override.applied(rule)) != _sends(rule):
            yield f"{rule_id} is as in the base", {"overrides": fewer}
        then = _another(override.then, rule)
        overrides = {**profile.overrides, rule_id: attrs.evolve(override, then=then)}
        yield f"{rule_id}: {then} in place of {override.then}", {"overrides": overrides}
    for told, changed in (*_each(profile.added, _of_rule), *_shorter(profile.added)):
        yield told, {"rules": changed}
    for rule_id, fewer in _fewer(profile.moves):
        yield f"{rule_id} is not moved", {"moves": fewer}
    for status, fewer in _fewer(profile.against):
        yield f"{status} is not advised against", {"against": fewer}


def _another(then: Status | None, rule: GuideRule) -> Status:
    """Return the status that is most easily taken for the right one."""
    near = (*rule.instead, *rule.accepts, rule.then, HTTP.BAD_REQUEST if then is None else then.treat_as)
    return next(status for status in (*near, HTTP.OK, HTTP.NO_CONTENT) if status is not None and status != then)


def _registered(then: Status | None) -> tuple[HeaderRule, ...]:
    return () if then is None else then.header_rules


def _sends(rule: GuideRule) -> object:
    return rule.then, {(advice.name, advice.strength) for advice in rule.headers}


def _answering(rule: GuideRule, then: Status) -> GuideRule:
    # It was rejected or accepted; now it is the answer, and nothing in the row says that it is not.
    instead = {status: why for status, why in rule.instead.items() if status != then}
    accepts = {status: why for status, why in rule.accepts.items() if status != then}
    return attrs.evolve(rule, then=then, instead=instead, accepts=accepts)


def _each(rows: Rows, of: Callable[[Any], Iterator[tuple[str, Any]]]) -> Iterator[tuple[str, Rows]]:
    for place, row in enumerate(rows):
        for told, changed in of(row):
            yield told, (*rows[:place], changed, *rows[place + 1 :])


def _shorter(rows: Rows) -> Iterator[tuple[str, Rows]]:
    for place, row in enumerate(rows):
        yield f"{_named(row)} is not there", rows[:place] + rows[place + 1 :]


def _swapped(rows: Rows) -> Iterator[tuple[str, Rows]]:
    for place, (one, two) in enumerate(pairwise(rows)):
        # Where no situation meets both, or both send the same, their order says nothing.
        if _sends(one) != _sends(two) and all(
            set(one.when[fact].values) & set(two.when[fact].values) for fact in one.when.keys() & two.when.keys()
        ):
            yield f"{two} before {one}", (*rows[:place], two, one, *rows[place + 2 :])


def _fewer(pairs: Mapping[Any, Any]) -> Iterator[tuple[Any, dict[Any, Any]]]:
    for key in pairs:
        yield key, {other: value for other, value in pairs.items() if other != key}


def _named(row: Any) -> str:
    return str(row) if isinstance(row, GuideRule) else " and ".join(f"{fact} {row.when[fact]}" for fact in row.when)


# --- how it is tried --------------------------------------------------------------------------------------------------


def _with_rows(module: str, name: str, rows: Any) -> None:
    """Import the guides anew, over rows that were changed."""
    kept = (f"{_RULES}.", f"{_BESIDE}.", "statuskit.guides._rule", "statuskit.guides._words")
    for loaded in tuple(sys.modules):
        if loaded.startswith("statuskit.guides") and not loaded.startswith(kept):
            del sys.modules[loaded]
    setattr(sys.modules[module], name, rows)


def _with_profile(name: str, changed: Mapping[str, Any]) -> None:
    """Make a profile anew, in its own place."""
    own = PROFILES[name]
    told = {"overrides": own.overrides, "rules": own.added, "moves": own.moves, "against": own.against, **changed}
    new = (own.base or own).extend(own.name, title=own.title, **told)
    vars(own).clear()
    vars(own).update(vars(new))


def _survives(place: int) -> str:
    """Return the change if no test notices it, else nothing."""
    told, make = _TRIED[place]
    make()
    house = told.partition(":")[0]
    # Of the laws that are shown rule by rule, those of the profile that was changed; and all others.
    own = f"{house if house in PROFILES else BASE.name}- or not -"
    os.environ["CI"] = "1"  # hypothesis takes the same examples each time
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        for tests in (_TABLES, (*_LAWS, "-k", own)):
            if pytest.main([*_QUIETLY, *tests]) != pytest.ExitCode.OK:
                return ""
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the changes, each in a process of its own; print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="try so many of them, not all")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    parser.add_argument("--only", default="", help="try those whose description has this text")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args(arguments)
    os.chdir(_ROOT)
    tried = [change for change in changes() if given.only in change[0]]
    if given.sample is not None:
        tried = random.Random(given.seed).sample(tried, min(given.sample, len(tried)))  # noqa: S311  no secret
    survived: list[str] = []
    # What is not changed must pass, or else nothing is told by what fails.
    _TRIED[:] = [("nothing is changed", lambda: None), *tried]
    with multiprocessing.get_context("fork").Pool(given.jobs, maxtasksperchild=1) as pool:
        if not pool.apply(_survives, [0]):
            parser.exit(2, "the tests fail as it is\n")
        for told in pool.imap(_survives, range(1, len(_TRIED))):
            survived += [told] if told else []
            print(".!"[bool(told)], end="", flush=True)
    print(f"\n{len(tried)} changes, {len(survived)} noticed by no test", *survived, sep="\n- ")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
