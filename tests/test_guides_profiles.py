"""Profiles: what the shipped ones change, and how a house style is made."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from statuskit import HTTP, InvalidSituationError, Recommendation, recommend
from statuskit.guides import POLICIES, PROFILES, RULES, Absent, Against, Certainty, GuideRule, In, Override
from statuskit.guides.profiles.common import KEPT
from statuskit.model import Citation

HANDBOOK = Citation("Our handbook", "4.2", "https://example.com/handbook#4.2")
BASE = PROFILES["rfc9110"]


def test_the_shipped_profiles() -> None:
    """The base, eight guidelines, the fifteen codes, and the policies; each under its name, all over the base."""
    guidelines = ["zalando", "microsoft", "google", "jsonapi", "adidas", "heroku", "fastapi", "drf"]
    names = ["rfc9110", "common", *guidelines, *POLICIES]

    assert names == list(PROFILES)
    assert all(profile.base is BASE for profile in PROFILES.values() if profile is not BASE)
    assert BASE.base is None
    assert RULES is BASE.rules


@pytest.mark.parametrize("name", [name for name in PROFILES if name != "rfc9110"])
def test_every_change_is_cited(name: str) -> None:
    """Each override, added rule and warning has a reason and a dated source, or an RFC."""
    profile = PROFILES[name]
    for row in (*profile.overrides.values(), *profile.against.values()):
        assert row.why.endswith(".")
        assert row.citation.as_of or row.citation.source.startswith("RFC")
    for rule in profile.added:
        assert all(citation.as_of for citation in rule.citations)


def test_common_keeps_to_fifteen_codes() -> None:
    """Every answer is one of the fifteen, but what is not final, is nobody's to choose, or is a vendor's."""
    answers = {rule.then for rule in PROFILES["common"].rules if rule.then is not None}

    assert 15 == len(KEPT)
    assert KEPT == {status for status in answers if status.is_final and status.is_registered}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"content_too_large": True}, 400),
        ({"redirect": "see_other"}, 302),
        ({"redirect": "permanent", "method": "POST"}, 301),
        ({"resource": "deleted"}, 404),
        ({"upstream": "timeout"}, 503),
        ({"reset_view": True}, 204),
        ({"if_match": "false", "method": "PUT"}, 409),
        ({"interim": True, "expect": "continue"}, 100),
    ],
    ids=str,
)
def test_common_falls_back_to_what_says_nearly_the_same(facts: Any, status: int) -> None:
    """A code that is left out is replaced by its neighbour, or by the x00 of its class."""
    assert status == recommend(profile="common", **facts).status


def test_a_policy_is_a_profile_and_a_part_of_one() -> None:
    """Each can be chosen by its name, and put over another profile."""
    ours = PROFILES["zalando"].extend("ours", overrides=POLICIES["empty-list-204"])

    assert 204 == recommend(results="empty", profile="empty-list-204").status
    assert (204, 400) == (
        recommend(results="empty", profile=ours).status,
        recommend(body="invalid_semantics", profile=ours).status,
    )


def test_a_house_style() -> None:
    """Overrides, added rules, moves and warnings do what they say, and the result tells them apart from the base."""
    ours = PROFILES["zalando"].extend(
        "ours",
        title="Our handbook",
        overrides={
            "existence.gone": Override(then=HTTP.NOT_FOUND, why="We tell nothing of the past.", citation=HANDBOOK)
        },
        rules=[
            GuideRule(
                id="access.trial",
                when={"payment_required": In(True), "intent": In("read")},
                then=HTTP.FORBIDDEN,
                citations=(HANDBOOK,),
                why="Trials read nothing.",
            )
        ],
        moves={"envelope.rate_limited": "redirect.moved_unknown"},
        against={HTTP.ACCEPTED: Against("We have no jobs.", HANDBOOK)},
    )
    gone = recommend(resource="deleted", profile=ours)

    assert (404, 410) == (gone.status, gone.base)
    assert (
        "So it is without the profile: It was here" in {row.status: row.why_not for row in gone.alternatives}[HTTP.GONE]
    )
    assert (HANDBOOK, HTTP.GONE.defined_in) == gone.citations
    assert Certainty.RECOMMENDED is gone.certainty
    assert 403 == recommend(payment_required=True, intent="read", profile=ours).status
    assert 402 == recommend(payment_required=True, profile=ours).status
    assert 401 == recommend(rate_limited=True, credentials="missing", profile=ours).status
    assert 429 == recommend(rate_limited=True, credentials="missing").status
    assert ("Our handbook advises against 202: We have no jobs. (Our handbook §4.2)",) == recommend(
        outcome="queued", profile=ours
    ).warnings
    assert 400 == recommend(body="invalid_semantics", profile=ours).status  # zalando's
    assert ("ours", "Our handbook", PROFILES["zalando"]) == (ours.name, ours.title, ours.base)
    assert "<Profile ours>" == repr(ours)
    assert "plain" == BASE.extend("plain").title


def test_an_override_keeps_what_still_fits() -> None:
    """Header advice stays with the same code only; body advice with codes of the same class; its own comes first."""
    same = Override(then=HTTP.TOO_MANY_REQUESTS, why="Ours.", citation=HANDBOOK)
    other = Override(then=HTTP.SERVICE_UNAVAILABLE, why="Ours.", citation=HANDBOOK)
    rule = next(rule for rule in RULES if rule.id == "envelope.rate_limited")
    fields = next(rule for rule in RULES if rule.id == "content.semantics")

    assert rule.headers == same.applied(rule).headers
    assert () == other.applied(rule).headers
    assert fields.body == Override(then=HTTP.BAD_REQUEST, why="Ours.", citation=HANDBOOK).applied(fields).body
    assert other.applied(fields).body is None
    assert HTTP.BAD_REQUEST not in Override(then=HTTP.BAD_REQUEST, why="O.", citation=HANDBOOK).applied(fields).accepts


def test_silence_can_be_overridden() -> None:
    """A rule that sends nothing may be given a status."""
    ours = BASE.extend(
        "ours",
        overrides={"system.client_closed": Override(then=HTTP.BAD_REQUEST, why="We count them.", citation=HANDBOOK)},
    )

    assert 400 == recommend(client_closed=True, profile=ours).status


RULE: dict[str, Any] = {"then": HTTP.OK, "why": "Why."}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"overrides": {"existence.gon": Override(then=HTTP.OK, why="Y.", citation=HANDBOOK)}}, "existence.gone"),
        ({"moves": {"existence.gone": "nowhere"}}, "not a rule: 'nowhere'"),
        ({"moves": {"nowhere": "existence.gone"}}, "not a rule: 'nowhere'"),
        ({"rules": [GuideRule(id="existence.gone", when={}, **RULE)]}, "accepted: an id that no rule has"),
        ({"rules": [GuideRule(id="acces.x", when={}, **RULE)]}, "not a stage: 'acces'.*did you mean access"),
        ({"rules": [GuideRule(id="access.x", when={"metod": In("GET")}, **RULE)]}, "not a fact: 'metod'.*method"),
        ({"rules": [GuideRule(id="access.x", when={"legacy_code": In("4")}, **RULE)]}, "that rules may ask about"),
        ({"rules": [GuideRule(id="access.x", when={"csrf": In()}, **RULE)]}, "not a condition on csrf"),
        ({"rules": [GuideRule(id="access.x", when={"csrf": "failed"}, **RULE)]}, "not a condition on csrf: 'failed'"),
        ({"rules": [GuideRule(id="access.x", when={"locked": In(1)}, **RULE)]}, "not accepted as locked: 1"),
        ({"rules": [GuideRule(id="access.x", when={"permission": Absent()}, **RULE)]}, "not accepted as permission"),
        ({"rules": [GuideRule(id="access.x", when={"vendor": In("herku")}, **RULE)]}, "not accepted as vendor"),
        ({"rules": [GuideRule(id="access.x", when={}, **RULE)] * 2}, "accepted: an id that no rule has"),
        ({"rules": [GuideRule(id="access.x", when={}, then=None, why="W.")]}, "not a rule without a source"),
        (
            {"rules": [GuideRule(id="access.x", when={}, then=404, why="W.", citations=(HANDBOOK,))]},
            "not an answer: 404",
        ),
        ({"overrides": {"existence.gone": Override(then=404, why="Y.", citation=HANDBOOK)}}, "not an answer: 404"),
        ({"moves": {"existence.gone": "existence.gone"}}, "not a place for 'existence.gone': before itself"),
        (
            {"rules": [GuideRule(id="access.x", when={"credentials": In("mising")}, **RULE)]},
            "not accepted as credentials: 'mising'.*did you mean missing",
        ),
    ],
    ids=str,
)
def test_a_house_style_is_checked(given: Any, told: str) -> None:
    """What names no rule, stage, fact or value is refused when the profile is made, with the nearest match."""
    with pytest.raises(InvalidSituationError, match=told):
        BASE.extend("ours", **given)


def test_a_house_may_speak_of_any_vendor() -> None:
    """A rule may ask for a vendor that no rule of ours speaks of; what is added can be overridden and moved at once."""
    rule = GuideRule(
        id="access.x", when={"vendor": In("heroku"), "csrf": In("failed")}, then=HTTP.BAD_REQUEST, why="W."
    )
    ours = BASE.extend(
        "ours",
        rules=[rule, GuideRule(id="access.y", when={"csrf": In("failed")}, then=HTTP.CONFLICT, why="W.")],
        overrides={"access.x": Override(then=HTTP.GONE, why="Ours.", citation=HANDBOOK)},
        moves={"access.y": "access.denied"},
    )
    ids = [row.id for row in ours.rules]

    assert 410 == recommend(csrf="failed", vendor="Heroku", profile=ours).status
    assert 403 == recommend(csrf="failed", profile=ours).status
    assert "access.denied" == ids[ids.index("access.y") + 1]
    assert ["access.x", "access.proxy_credentials"] == ids[ids.index("access.x") :][:2]
    # A profile over this one keeps what was moved where it is.
    again = ours.extend("again", rules=[GuideRule(id="redirect.x", when={}, then=HTTP.OK, why="W.")])
    ids = [row.id for row in again.rules]
    assert "access.denied" == ids[ids.index("access.y") + 1]
    assert "redirect.x" == ids[ids.index("redirect.moved_unknown") - 1]


def test_profiles_travel() -> None:
    """The base is itself again; any other is made anew from what it changes, and answers alike."""
    ours = PROFILES["zalando"].extend(
        "ours", overrides={"existence.gone": Override(then=HTTP.NOT_FOUND, why="Ours.", citation=HANDBOOK)}
    )
    again = pickle.loads(pickle.dumps(ours))  # noqa: S301  our own
    found = pickle.loads(pickle.dumps(recommend(resource="deleted", profile=ours)))  # noqa: S301  our own

    assert BASE is pickle.loads(pickle.dumps(BASE))  # noqa: S301  our own
    assert (ours, hash(ours), ours.rules) == (again, hash(again), again.rules)
    assert recommend(resource="deleted", profile=ours) == found
    assert copy.deepcopy(PROFILES["zalando"]) == PROFILES["zalando"] != PROFILES["google"]
    assert isinstance(found, Recommendation)
    assert (404, 410) == (found.status, found.base)
