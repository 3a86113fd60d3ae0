"""
The laws of the guides' rules, computed over the finite values that they ask about.

What must hold of every rule is shown for every rule, and of every fact for every fact; what must hold of any situation
follows from how it is answered, and is tried on witnesses of all rules and on situations drawn at random.
"""

from __future__ import annotations

import itertools
import json
import pickle
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statuskit import Situation, assess, recommend, why_not
from statuskit.guides import FACTS, PROFILES, RULES, STAGES, GuideRule, Profile
from statuskit.guides._state import DEFAULTS, DOMAIN, METHODS, compiled, holds, state_of
from statuskit.guides._ways import realised, way_to
from statuskit.guides.tables.implied import IMPLIED
from statuskit.guides.tables.notes import NOTES
from statuskit.guides.tables.questions import QUESTIONS
from statuskit.model import Strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Cube: TypeAlias = "dict[str, frozenset[Any]]"

BASE = PROFILES["rfc9110"]
ROWS = [(profile, rule) for profile in PROFILES.values() for rule in profile.rules]
ROW_IDS = [f"{profile.name}-{rule.id}" for profile, rule in ROWS]

# What a fact of any text may be in a situation drawn at random.
FREE = {
    "method": (*sorted(METHODS), "LOCK", "PRI", "get", "BREW"),
    "vendor": ("Cloudflare", "nginx", "Fastly"),
    "legacy_code": ("404", "418", "420", "440", "444", "471", "494", "520", "571", "999", "007"),
}
VALUES = {name: fact.values or FREE[name] for name, fact in FACTS.items()}


def situations(*, most: int = 12) -> st.SearchStrategy[dict[str, Any]]:
    """Draw facts, mostly few of them."""
    one = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name])))
    return st.lists(one, max_size=most).map(dict)


# --- cubes: what a conjunction leaves possible, and what others take from it ------------------------------------------


def cube_of(rule: GuideRule) -> Cube:
    """Return the values that a rule leaves to each fact it names."""
    return {fact: frozenset(condition.values) & frozenset(DOMAIN[fact]) for fact, condition in rule.when.items()}


def without(cube: Cube, taken: Cube) -> Iterator[Cube]:
    """Yield disjoint cubes that together are `cube` less `taken`."""
    kept = dict(cube)
    for fact, values in taken.items():
        own = kept.get(fact, frozenset(DOMAIN[fact]))
        if own - values:
            yield {**kept, fact: own - values}
        kept[fact] = own & values
        if not kept[fact]:
            return


def survives(cube: Cube, others: list[Cube]) -> bool:
    """Whether something of a cube is left when others are taken from it."""
    if not all(cube.values()):
        return False
    for number, other in enumerate(others):
        if all(cube.get(fact, frozenset(DOMAIN[fact])) & values for fact, values in other.items()):
            return any(survives(rest, others[number + 1 :]) for rest in without(cube, other))
    return True


def test_cubes_are_subtracted_rightly() -> None:
    """The subtraction itself: a cube less itself is nothing, and less a part of itself is the rest."""
    both: Cube = {"tls": frozenset({"required"}), "creates": frozenset({True, False})}
    one: Cube = {"tls": frozenset({"required"}), "creates": frozenset({True})}

    assert [] == list(without(both, both))
    assert [{"tls": frozenset({"required"}), "creates": frozenset({False})}] == list(without(both, one))
    assert not survives(one, [both])
    assert survives(both, [one])


# --- witnesses: the facts that a rule decides -------------------------------------------------------------------------


def decided(stated: Mapping[str, Any], profile: Profile) -> str:
    """Return the id of the rule that decides."""
    return recommend(profile=profile, **stated).rule.id


def minimal(stated: dict[str, Any], rule_id: str, profile: Profile) -> dict[str, Any]:
    """Take away facts as long as the same rule decides."""
    for fact in list(stated):
        fewer = {name: value for name, value in stated.items() if name != fact}
        if decided(fewer, profile) == rule_id:
            return minimal(fewer, rule_id, profile)
    return stated


@cache
def witness(rule_id: str, profile: Profile) -> tuple[tuple[str, Any], ...]:
    """Return a minimal situation that a rule decides."""
    rule = next(rule for rule in profile.rules if rule.id == rule_id)
    return tuple(minimal(realised(rule.when), rule_id, profile).items())


WITNESSES = {(profile.name, rule.id): dict(witness(rule.id, profile)) for profile, rule in ROWS}


@pytest.mark.parametrize(("profile", "rule"), ROWS, ids=ROW_IDS)
def test_every_rule_is_decided_by_a_witness_of_its_own(profile: Profile, rule: GuideRule) -> None:
    """Reachability: some facts lead to the rule, and with any one of them less, to another."""
    stated = WITNESSES[profile.name, rule.id]

    assert rule.id == decided(stated, profile)
    for fact in stated:
        fewer = {name: value for name, value in stated.items() if name != fact}
        assert rule.id != decided(fewer, profile), fact


@pytest.mark.parametrize(("profile", "rule"), ROWS, ids=ROW_IDS)
def test_no_rule_is_shadowed(profile: Profile, rule: GuideRule) -> None:
    """Something is left of each rule's cube when the cubes of all earlier rules are taken from it."""
    earlier = [cube_of(other) for other in itertools.takewhile(lambda other: other is not rule, profile.rules)]

    assert survives(cube_of(rule), earlier)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_some_rule_always_holds(profile: Profile) -> None:
    """Totality: nothing is left of all situations when the cubes of all rules are taken from them."""
    assert not survives({}, [cube_of(rule) for rule in profile.rules])
    assert {} == dict(profile.rules[-1].when)


@pytest.mark.parametrize(("profile", "rule"), ROWS, ids=ROW_IDS)
def test_harmless_statements_change_nothing(profile: Profile, rule: GuideRule) -> None:
    """Monotone unknowns: to state any fact at its assumed value leaves every witness with its answer."""
    stated = WITNESSES[profile.name, rule.id]
    for name, fact in FACTS.items():
        if fact.assumed is not None and name not in stated:
            assert rule.id == decided({**stated, name: fact.assumed}, profile), name


@pytest.mark.parametrize(("profile", "rule"), ROWS, ids=ROW_IDS)
def test_open_questions_change_only_what_was_said_to_be_open(profile: Profile, rule: GuideRule) -> None:
    """An answer to an open question leads elsewhere if, and only if, would_change had named the fact."""
    stated = WITNESSES[profile.name, rule.id]
    found = recommend(profile=profile, **stated)
    moved = set()
    for question in QUESTIONS:
        if holds(compiled(question.when), state_of(stated)):
            answers = (recommend(profile=profile, **{**stated, question.fact: answer}) for answer in question.answers)
            moved |= {question.fact for answer in answers if answer.status is not found.status}

    assert moved == set(found.would_change)


def test_questions_leave_no_answer_out() -> None:
    """What a question does not offer is no answer to it but news: that work was queued or a check failed."""
    news = {"outcome": {"queued", "unhealthy"}, "redirect": {"see_other"}}
    form = {"body": set(FACTS["body"].values) - {"malformed", "invalid_semantics"}}
    for question in QUESTIONS:
        left_out = set(FACTS[question.fact].values) - set(question.answers)

        assert (news | form).get(question.fact, set()) == left_out


# --- what the engine does is what the rows say ------------------------------------------------------------------------


@given(situations(), st.sampled_from(sorted(PROFILES)))
def test_the_first_rule_that_holds_decides(facts: dict[str, Any], name: str) -> None:
    """The engine's files and the plain walk over all rules agree."""
    state = state_of(facts)
    plain = [
        rule
        for rule in PROFILES[name].rules
        if all(state.get(fact, DEFAULTS[fact]) in condition for fact, condition in rule.when.items())
    ]

    assert plain == list(PROFILES[name].engine.deciding(state))
    assert plain[0] is recommend(profile=name, **facts).rule


@given(situations(), st.sampled_from(sorted(PROFILES)))
def test_the_trace_ends_with_the_rule_that_decides(facts: dict[str, Any], name: str) -> None:
    """Every rule up to the one that decides is tried once, in order; each that fails names the fact it failed by."""
    found = recommend(profile=name, **facts)
    *tried, last = found.trace

    assert [step.rule for step in found.trace] == list(found.profile.rules[: len(found.trace)])
    assert ("yes", found.rule, "") == (last.result, last.rule, last.fact)
    assert all(step.result in {"no", "unknown"} and step.fact in step.rule.when for step in tried)


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts: dict[str, Any], random: Any) -> None:
    """The same facts in another order, or by way of a Situation, get the same answer."""
    shuffled = list(facts.items())
    random.shuffle(shuffled)

    assert recommend(**facts) == recommend(**dict(shuffled))
    assert recommend(**facts) == recommend(Situation(**facts))


@given(situations(), st.sampled_from(sorted(FACTS)))
def test_an_assumed_value_changes_no_situation(facts: dict[str, Any], name: str) -> None:
    """To state a fact at its assumed value, where nothing was said of it, changes nothing."""
    if name not in facts and FACTS[name].assumed is not None:
        assert recommend(**facts).rule is recommend(**facts, **{name: FACTS[name].assumed}).rule


@given(situations(), st.sampled_from(sorted(PROFILES)))
def test_any_situation_gets_an_answer_that_explains_itself(facts: dict[str, Any], name: str) -> None:
    """Whatever is stated, the answer can be shown, written as JSON, pickled, and asked why it is no other one."""
    found = recommend(profile=name, **facts)
    code = 200 if found.status is None else found.status

    assert found.explain().startswith(str(found))
    assert json.loads(json.dumps(found.to_dict()))["rule"] == found.rule.id
    assert pickle.loads(pickle.dumps(recommend(**facts))) == recommend(**facts)  # noqa: S301  our own
    assert why_not(code, profile=name, **facts)
    assert ("wrong" if found.status is None else "right") == assess(code, profile=name, **facts).verdict


@given(situations(most=6), st.sampled_from(sorted(PROFILES)))
def test_alternatives_keep_what_they_promise(facts: dict[str, Any], name: str) -> None:
    """With the changes that an alternative names, it is the answer."""
    for row in recommend(profile=name, **facts).alternatives:
        if row.fact == "profile":
            assert row.status is recommend(profile=str(row.value), **facts).status
        elif row.changes:
            assert row.status is recommend(profile=name, **{**facts, **dict(row.changes)}).status
            assert (row.fact, row.value) == row.changes[0]


@given(situations(), st.sampled_from(sorted(PROFILES)))
def test_every_answer_can_be_reached_from_anywhere(facts: dict[str, Any], name: str) -> None:
    """Whatever is stated, the way to each status of a profile leads there."""
    found = recommend(profile=name, **facts)
    for status in {rule.then for rule in found.profile.rules if rule.then is not None}:
        changed: dict[str, Any] = dict(way_to(status, facts, found.profile.engine))

        assert status is recommend(profile=name, **{**facts, **changed}).status


# --- rows -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("profile", "rule"), ROWS, ids=ROW_IDS)
def test_header_advice_agrees_with_the_registry(profile: Profile, rule: GuideRule) -> None:
    """What the registry requires is advised at least as strongly, and what it forbids is not advised."""
    found = recommend(profile=profile, **WITNESSES[profile.name, rule.id])
    advised = {(advice.name, advice.strength) for advice in found.headers}
    for row in found.status.header_rules if found.status else ():
        if not row.condition and row.strength in {Strength.MUST, Strength.MUST_NOT}:
            assert (row.name, row.strength) in advised
    own = {(advice.name.casefold(), advice.strength) for advice in rule.headers}
    known = {}
    for row in found.status.header_rules if found.status else ():
        known.setdefault(row.name.casefold(), set()).add(row.strength)
    for name, strength in own:
        # A profile may ask for more than the registry, and a convention is nobody's rule.
        assert profile is not BASE or strength is Strength.CONVENTION or strength in known.get(name, {strength})


@pytest.mark.parametrize("profile", [row for row in PROFILES.values() if row is not BASE], ids=lambda row: row.name)
def test_a_profile_changes_only_what_it_lists(profile: Profile) -> None:
    """Every rule that a profile does not list is the base's own, and those that are left keep their order."""
    listed = {*profile.overrides, *(rule.id for rule in profile.added)}
    untouched = [rule for rule in profile.rules if rule.id not in listed | set(profile.moves)]

    assert untouched == [rule for rule in RULES if rule.id not in listed | set(profile.moves)]
    assert all(any(rule is own for own in RULES) for rule in untouched)
    for rule in RULES:
        found = recommend(profile=profile, **WITNESSES["rfc9110", rule.id])
        if found.rule.id not in listed and not profile.moves:
            assert found.base is found.status


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_asks_only_what_it_can(rule: GuideRule) -> None:
    """Conditions are over finite facts and their values; the stage is one, and what is rejected is not the answer."""
    assert rule.stage in STAGES
    assert all(set(condition.values) <= {*DOMAIN[fact], None} for fact, condition in rule.when.items())
    assert rule.then not in {*rule.instead, *rule.accepts}
    assert set(rule.instead).isdisjoint(rule.accepts)
    assert rule.citations
    assert all(told.endswith(".") for told in (rule.why, *rule.instead.values(), *rule.accepts.values()))


def test_ids_are_unique_and_stages_in_order() -> None:
    """No id is given twice, and the rows of a stage stand together in the order of the stages."""
    ids = [rule.id for rule in RULES]

    assert len(ids) == len(set(ids))
    assert list(STAGES) == [stage for stage, _ in itertools.groupby(rule.stage for rule in RULES)]


def test_every_value_of_every_fact_is_asked_for() -> None:
    """No fact and no value is taken and then read by nobody, but those that say that all is well."""
    asked = {name: set() for name in VALUES}
    conjunctions = [row.when for profile in PROFILES.values() for row in profile.rules]
    for when in (*conjunctions, *(row.when for row in (*IMPLIED, *NOTES, *QUESTIONS))):
        for fact, condition in when.items():
            asked.setdefault(fact, set()).update(condition.values)
    for fact in ("if_match", "if_none_match", "if_modified_since", "if_unmodified_since", "range", "if_range"):
        asked[fact].update(FACTS[fact].values)  # read by conditional.settle()
    unread = {name: set(FACTS[name].values) - asked[name] - {FACTS[name].assumed} for name in FACTS}

    assert UNREAD == {name: values for name, values in unread.items() if values}


# What is said for the sake of the reader: the answer is the same whether it is said or not.
UNREAD = {
    "intent": {"read", "refresh", "poll_job", "health_check"},  # each is answered by what came of it
    "auth_scheme": {"basic", "bearer"},  # a challenge is a challenge
    "denial_reason": {"role"},  # the usual one
    "method_change": {"forbidden"},  # as when nothing is said, but for a GET
    "hide_existence": {False},  # as when nothing is said
}


def test_other_rows_ask_only_what_they_can() -> None:
    """Implied facts, questions and warnings name facts and values that there are."""
    for row in (*IMPLIED, *QUESTIONS):
        assert all(set(condition.values) <= {*DOMAIN[fact], None} for fact, condition in row.when.items())
    for note in NOTES:
        for fact, condition in note.when.items():
            assert set(condition.values) <= {*VALUES[fact], None}
