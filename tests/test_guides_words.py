"""What the guides say in words, and what their rows, profiles and answers tell of themselves."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from statuskit import HTTP, InvalidSituationError, Situation, assess, lookup, recommend, why_not
from statuskit.guides import (
    PROFILES,
    STAGES,
    Against,
    Alternative,
    BodyAdvice,
    BodyKind,
    GuideRule,
    HeaderAdvice,
    In,
    Override,
    Recommendation,
)
from statuskit.model import Citation, Strength

if TYPE_CHECKING:
    from collections.abc import Mapping

HANDBOOK = Citation("Our handbook", "4.2", "https://example.com/handbook#4.2")
BASE = PROFILES["rfc9110"]


VENDORS_OF_499 = {meaning.vendor for meaning in lookup(499).meanings}


def rule(rule_id: str, when: Mapping[str, In], then: Any, **more: Any) -> GuideRule:
    """Return a rule of a house style."""
    return GuideRule(id=rule_id, when=when, then=then, why="Ours.", citations=(HANDBOOK,), **more)


# --- the rows ---------------------------------------------------------------------------------------------------------


def test_advice_in_words() -> None:
    """A field with its strength, reason and source; a content with what belongs in it. What is missing is left out."""
    assert "Allow: MUST, the methods (Our handbook §4.2)" == str(
        HeaderAdvice("Allow", Strength.MUST, "the methods", HANDBOOK)
    )
    assert "Allow: MUST (Our handbook §4.2)" == str(HeaderAdvice("Allow", Strength.MUST, "", HANDBOOK))
    assert "link, the address: url, title" == str(BodyAdvice(BodyKind.LINK, "the address", ("url", "title")))
    assert "link, the address" == str(BodyAdvice(BodyKind.LINK, "the address"))


def test_a_stage_is_what_an_id_begins_with() -> None:
    """Up to the first dot; what follows may have more of them."""
    assert "access" == rule("access.trial.expired", {}, HTTP.FORBIDDEN).stage


def test_a_rule_tells_what_it_accepts() -> None:
    """In plain JSON by number, as what it rejects."""
    told = rule("outcome.x", {}, HTTP.OK, accepts={HTTP.CREATED: "As right."}, instead={HTTP.GONE: "No."}).to_dict()

    assert ({"201": "As right."}, {"410": "No."}) == (told["accepts"], told["instead"])


def test_silence_is_no_rejected_code() -> None:
    """A rule that sent nothing has rejected no status when a profile gives it one."""
    silent = rule("system.gone", {}, None)

    assert {} == dict(Override(then=HTTP.BAD_REQUEST, why="We count them.", citation=HANDBOOK).applied(silent).instead)


def test_a_profile_travels_with_all_that_it_changes() -> None:
    """Its name, its title, its moves and its warnings; what is added without a title is called by its name."""
    ours = PROFILES["zalando"].extend(
        "ours",
        title="Our handbook",
        moves={"envelope.rate_limited": "redirect.moved_unknown"},
        against={HTTP.ACCEPTED: Against("We have no jobs.", HANDBOOK)},
    )
    again = pickle.loads(pickle.dumps(ours))  # noqa: S301  our own

    assert ("ours", "Our handbook", PROFILES["zalando"].name) == (again.name, again.title, again.base.name)
    assert 401 == recommend(rate_limited=True, credentials="missing", profile=again).status
    assert ours.against == again.against
    assert ours.moves == again.moves


@pytest.mark.parametrize(
    ("rule_id", "told"),
    [
        ("access.denied", "not a new rule: 'access.denied'; accepted: an id that no rule has; to change that one, "),
        (
            "access.x",
            "not a rule without a source: 'access.x'; accepted: a rule with citations",
        ),
        (
            "zzz.x",
            f"not a stage: 'zzz'; accepted: an id that begins with {', '.join(STAGES)}",
        ),
    ],
)
def test_a_rule_that_cannot_be_added(rule_id: str, told: str) -> None:
    """The error quotes the id, or the stage, and says what is accepted."""
    with pytest.raises(InvalidSituationError) as caught:
        BASE.extend("ours", rules=[GuideRule(id=rule_id, when={}, then=None, why="Ours.")])

    assert str(caught.value).startswith(told)


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_situation_counts_in_every_question() -> None:
    """why_not() and assess() take facts in a Situation, and a profile, as recommend() does."""
    denied = Situation(permission="denied")

    assert why_not(200, permission="denied") == why_not(200, denied)
    assert assess(200, permission="denied") == assess(200, denied)
    assert "right" == assess(400, body="invalid_semantics", profile="zalando").verdict


@pytest.mark.parametrize(
    ("code", "facts", "told"),
    [
        # Of several rules that hold as well, the one that gives the code; and what its stage asks.
        (
            409,
            {"credentials": "missing", "resource": "absent", "conflict": "duplicate"},
            "That holds as well (content.duplicate), but comes later. May the caller? Nobody knows yet",
        ),
        (422, {"body": "missing_field"}, "422 is as common for this: the syntax is right"),
        # Vendors are named up to the third, and the others counted.
        (520, {}, "520 is no registered code; it is used by Cloudflare. It would"),
        (420, {}, "420 is no registered code; it is used by Twitter, Shopify, Spring Framework."),
        (499, {}, f"it is used by nginx, Cloudflare, Alibaba Cloud ALB and {len(VENDORS_OF_499) - 3} others. It would"),
        # A pair that is mixed up, where the rule has no word on it (the rule of thumb is the registry's).
        (502, {"service": "maintenance"}, next(row.rule for row in HTTP[502].confused_with if row.other == 503)),
        (200, {"method": "POST", "outcome": "created"}, "It would be 200 with outcome=ok."),
        (409, {"credentials": "missing"}, "It would be 409 with credentials=valid and "),
    ],
    ids=str,
)
def test_what_speaks_against_a_code(code: int, facts: Any, told: str) -> None:
    """The reason is the one that fits, and the whole of it."""
    assert told in why_not(code, **facts)


def test_an_objection_without_a_way_ends_there() -> None:
    """Where nothing makes a code the answer, the reason is all that is said."""
    assert f"Not 305 Use Proxy but 200 OK: {recommend().rule.why}" == why_not(305)
    assert why_not(305) == f"Not 305 Use Proxy but 200 OK: {assess(305).why}"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("404", "404 Not Found is a registered code, so it tells nothing of what to say in its place."),
        ("418", "418 is not for sending: use registered codes only (RFC 9205, section 4.6)."),
        ("420", "420 is not for sending: use registered codes only (RFC 9205, section 4.6)."),
    ],
)
def test_old_numbers_are_warned_of_by_name(number: str, told: str) -> None:
    """A number that is replaced is named, and so is one that needs no replacement."""
    assert (told,) == recommend(legacy_code=number).warnings


def test_a_vendors_number_in_a_house_style() -> None:
    """A profile may send a vendor's number although nobody said whose server it is."""
    answer = Override(then=lookup(520), why="Our edge does.", citation=HANDBOOK)
    ours = BASE.extend("ours", overrides={"system.invalid_response": answer})

    assert (520, ()) == (
        (found := recommend(upstream="invalid_response", profile=ours)).status,
        found.warnings,
    )


def test_one_profile_is_named_where_several_would_do() -> None:
    """Where only other profiles give a code, the base is named if it is one of them, else the first."""
    google = recommend(body="missing_field", profile="google")

    assert ("heroku", "fastapi") == tuple(row.name for row in google.profiles_with(HTTP.UNPROCESSABLE_CONTENT))
    assert (("profile", "heroku"),) == google.way_to(HTTP.UNPROCESSABLE_CONTENT)
    assert (("profile", "rfc9110"),) == recommend(body="invalid_semantics", profile="zalando").way_to(
        HTTP.UNPROCESSABLE_CONTENT
    )


def test_an_open_question_is_the_first_way() -> None:
    """Who has not said whether there is something to return is asked that, and not told to take anything back."""
    assert (("response_body", True),) == recommend(reset_view=True).way_to(HTTP.OK)


def test_what_is_decided_is_not_held_as_well() -> None:
    """The rules that hold too are those after the one that decides."""
    found = recommend(credentials="missing", resource="absent")

    assert ["existence.absent", "outcome.ok"] == [rule.id for rule in found.holding]


def test_what_would_have_to_be_left_unsaid() -> None:
    """An alternative whose fact would have to be taken back says so."""
    assert "200 OK (with tls not stated): It is plain." == str(
        Alternative(HTTP.OK, "It is plain.", "tls", None, (("tls", None),))
    )


def headings(found: Recommendation) -> list[str]:
    """Return the first words of the parts of a story."""
    return [line.partition(":")[0] for line in found.explain().splitlines()[2:] if not line.startswith("-")]


def test_the_story_has_the_parts_that_there_are() -> None:
    """What belongs in the content is told; what there is nothing of is left out, and so is its heading."""
    silent = BASE.extend("ours", rules=[rule("system.silent", {"teapot": In(True)}, None)])

    assert ["Content", "Not", "Sources"] == headings(recommend(permission="denied", hide_existence=False))
    assert ["Header fields", "Content", "Not", "Sources"] == headings(recommend(credentials="missing"))
    assert ["Profile ours; without it 418 (Unused)", "Sources"] == headings(recommend(teapot=True, profile=silent))


def test_the_answers_as_json() -> None:
    """A recommendation says why; a verdict has its word, its reason and the recommendation."""
    found = assess(422, body="missing_field")

    assert found.recommendation.rule.why == found.recommendation.to_dict()["why"]
    assert {
        "verdict": "acceptable",
        "why": found.why,
        "recommendation": found.recommendation.to_dict(),
    } == found.to_dict()


def test_answers_can_be_told_apart_in_a_set() -> None:
    """Equal answers have one hash, and different ones mostly another."""
    found = [recommend(method=method) for method in ("GET", "PUT", "POST", "GET")]

    assert 3 == len({hash(answer) for answer in found}) == len(set(found))


def test_what_is_no_yes_or_no() -> None:
    """The errors say what was asked wrongly, and where to look."""
    with pytest.raises(TypeError, match=r"^a Verdict is neither true nor false; look at \.verdict$"):
        bool(assess(200))
    with pytest.raises(TypeError, match=r"^a Recommendation is neither true nor false; look at \.status$"):
        bool(recommend())


def test_what_is_no_situation_is_quoted() -> None:
    """The error says what was given in its place."""
    with pytest.raises(InvalidSituationError, match=r"^not a Situation: 'GET'; accepted: "):
        recommend("GET")  # type: ignore[arg-type]
