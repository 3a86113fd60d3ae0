"""retry/: the record of a decision, what it says of itself, and that nothing can change it."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from statuskit import HTTP, lookup
from statuskit.model import Change, Citation, Condition
from statuskit.retry import Attempt, Body, Reason, RetryDecision, retry_decision

NOW = 1_700_000_000.0


def test_a_decision_explains_itself() -> None:
    """One line, and the whole story with what to keep, what comes first, and who sees it otherwise."""
    yes = retry_decision(429, Attempt(headers={"Idempotency-Key": "k"}, body=Body.SEEKABLE), {"Retry-After": "7"})
    no = retry_decision(401)

    assert "yes, in 7 s: the request was not acted on, so it may be sent again (RFC 6585 §4)" == str(yes)
    assert "Keep:\n- same idempotency key\n- rewind body" in yes.explain()
    assert "Asked by the server:\n- 7 s" in yes.explain()
    assert "Otherwise:\n- OpenTelemetry" in yes.explain()
    assert "First:\n- new credentials" in no.explain()
    assert "For a circuit breaker:\n- neutral" in no.explain()
    assert "Keep" not in no.explain()


def test_a_decision_is_plain_json() -> None:
    """Every field and the text, with enums as their values."""
    told = retry_decision(408, Attempt("POST")).to_dict()

    assert ["new connection", "once"] == told["conditions"]
    assert ("not applied", True, 0.5) == (told["reason"], told["retry"], told["delay"])
    assert str(told["text"]).startswith("the request was not acted on")


def test_every_reason_is_told() -> None:
    """Each reason has a sentence, and its value is text for JSON."""
    citations = (Citation("Ours", "", "https://example.com/"),)
    for reason in Reason:
        decision = attrs.evolve(retry_decision(404), reason=reason, citations=citations)

        assert decision.text
        assert reason == reason.value


def test_a_decision_travels() -> None:
    """It is frozen, can be compared, and pickled."""
    decision = retry_decision(503)

    assert decision == pickle.loads(pickle.dumps(decision))  # noqa: S301  our own
    assert retry_decision(404) is retry_decision(lookup(404))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        decision.retry = False  # type: ignore[misc]
    assert Change.WITHOUT_EXPECT is retry_decision(417, Attempt(headers={"Expect": "100-continue"})).repeat_after
    assert retry_decision(417).repeat_after is None
    assert Condition(0) == retry_decision(HTTP.BAD_GATEWAY).conditions


@pytest.mark.parametrize(
    ("method", "headers"),
    [("GET", {}), ("GET", {"Retry-After": "7"}), ("PUT", {"Retry-After": "7", "Retry-After-Ms": "1"})],
    ids=["own backoff", "asked for", "asked for twice"],
)
def test_a_yes_is_a_whole_record(method: str, headers: Any) -> None:
    """It has every field, is equal to the same made field by field, and is like it when shown, hashed and copied."""
    yes = retry_decision(503, Attempt(method), headers, now=NOW)
    fields = {field.name: getattr(yes, field.name) for field in attrs.fields(RetryDecision)}
    same = RetryDecision(**fields)

    assert list(vars(same)) == list(vars(yes))
    assert (same, repr(same), hash(same)) == (yes, repr(yes), hash(yes))
    assert (yes, yes, yes) == (copy.copy(yes), copy.deepcopy(yes), attrs.evolve(yes))


def test_a_yes_changes_no_other_one() -> None:
    """Decisions on the same status have nothing in common that one of them could change; and none can be changed."""
    first = retry_decision(503, Attempt(number=2), {"Retry-After": "7"}, now=NOW)
    second = retry_decision(503)

    assert (7.0, NOW + 7.0, 7.0) == (first.delay, first.not_before, first.retry_after)
    assert (0.5, None, None) == (second.delay, second.not_before, second.retry_after)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        first.delay = 0.0  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        first.note = "later"  # type: ignore[attr-defined]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del first.delay
