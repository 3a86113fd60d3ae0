"""The named policies: what each does was written down from its guide first; and the laws, as far as they hold."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property.test_retry_laws import NOW, attempts, chances, fields, outcomes

from statuskit import HTTP, lookup
from statuskit.model import Condition
from statuskit.registry import METHODS
from statuskit.retry import DEFAULT_POLICY, POLICIES, Attempt, Body, Failure, Reason, RetryPolicy, retry_decision
from statuskit.retry._policies import NAMED

NAMES = ("standard", "conservative", "seed-cheatsheet", "retry-after-is-consent", "webhook")
WAIT = {"Retry-After": "7"}
STANDARD, CONSERVATIVE, CHEATSHEET, CONSENT, WEBHOOK = (POLICIES[name] for name in NAMES)
# By any method although it may have been acted on.
BOLD = ("seed-cheatsheet", "webhook")


def test_there_are_five() -> None:
    """Their names and their order; the first is what counts where nothing is said."""
    assert NAMES == tuple(POLICIES) == tuple(named.name for named in NAMED)
    assert DEFAULT_POLICY is STANDARD
    with pytest.raises(TypeError):
        POLICIES["mine"] = STANDARD  # type: ignore[index]


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
def test_each_has_a_reason(named: Any) -> None:
    """A clause that says what it does, and a source that would have it so."""
    assert POLICIES[named.name] is named.policy
    assert len(named.why.split()) > 8
    assert not named.why.endswith(".")
    assert named.citation.url.startswith("https://")
    assert named.citation.source.startswith("RFC ") == (named.citation.as_of is None)


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_travels(name: str) -> None:
    """It can be pickled with its rules, and is equal to itself afterwards."""
    assert POLICIES[name] == pickle.loads(pickle.dumps(POLICIES[name]))  # noqa: S301  our own


# --- what each of them does -------------------------------------------------------------------------------------------

# The outcome, the method, the fields of the response, and the answers of the five in their order.
ANSWERS: tuple[tuple[Any, str, dict[str, str], str], ...] = (
    (200, "POST", {}, "-----"),
    (202, "GET", WAIT, "-----"),
    (103, "GET", {}, "-----"),
    (302, "POST", {}, "----Y"),
    (304, "GET", {}, "----Y"),
    (404, "POST", {}, "----Y"),
    (409, "POST", {}, "----Y"),
    (410, "POST", {}, "----Y"),
    (413, "POST", {}, "----Y"),
    (413, "POST", WAIT, "YYYYY"),
    (429, "POST", {}, "YYYYY"),
    (499, "POST", {}, "----Y"),
    (500, "GET", {}, "Y-YYY"),
    (500, "GET", WAIT, "Y-YYY"),
    (500, "POST", {}, "----Y"),
    (500, "POST", WAIT, "----Y"),
    (501, "GET", {}, "----Y"),
    (502, "GET", {}, "YYYYY"),
    (502, "POST", {}, "--Y-Y"),
    (503, "GET", {}, "YYYYY"),
    (503, "PUT", WAIT, "YYYYY"),
    (503, "POST", {}, "--Y-Y"),
    (503, "POST", WAIT, "--YYY"),
    (503, "PATCH", WAIT, "--YYY"),
    (504, "POST", {}, "--Y-Y"),
    (504, "POST", WAIT, "--Y-Y"),
    (520, "GET", {}, "YYYYY"),
    (520, "POST", {}, "----Y"),
    (999, "POST", {}, "----Y"),
    (Failure.CONNECT_REFUSED, "POST", {}, "YYYYY"),
    (Failure.READ_TIMEOUT, "GET", {}, "YYYYY"),
    (Failure.READ_TIMEOUT, "POST", {}, "----Y"),
    (Failure.RESET, "POST", {}, "----Y"),
    (Failure.TLS_CERTIFICATE, "POST", {}, "----Y"),
    (Failure.PROTOCOL, "POST", {}, "----Y"),
    (Failure.TRUNCATED, "POST", {}, "-----"),
    (Failure.CANCELLED, "GET", {}, "-----"),
)


@pytest.mark.parametrize(("outcome", "method", "answered", "expected"), ANSWERS, ids=str)
def test_what_they_answer(outcome: Any, method: str, answered: dict[str, str], expected: str) -> None:
    """The answers of the five, Y where the request is sent again."""
    decisions = [retry_decision(outcome, Attempt(method), answered, policy=policy) for policy in POLICIES.values()]

    assert expected == "".join("Y" if decision else "-" for decision in decisions)


def changed(policy: RetryPolicy, method: str, answered: dict[str, str]) -> set[int]:
    """Return the numbers after which a policy answers otherwise than the default one."""
    return {
        code
        for code in range(100, 1000)
        if bool(retry_decision(code, Attempt(method), answered, policy=policy))
        is not bool(retry_decision(code, Attempt(method), answered))
    }


def test_they_change_what_they_say_and_nothing_else() -> None:
    """Over all numbers, with and without Retry-After, for what is idempotent and what is not."""
    asked: tuple[tuple[str, dict[str, str]], ...] = (("GET", {}), ("GET", WAIT), ("POST", {}), ("POST", WAIT))

    assert [{500}, {500}, set(), set()] == [changed(CONSERVATIVE, *case) for case in asked]
    assert [set(), set(), {502, 503, 504}, {502, 503, 504}] == [changed(CHEATSHEET, *case) for case in asked]
    assert [set(), set(), set(), {503}] == [changed(CONSENT, *case) for case in asked]


def test_a_webhook_is_delivered_until_it_is_taken() -> None:
    """Anything but 2xx is sent again, whatever the method; an interim response is no answer."""
    for method in ("POST", "PUT", "PATCH"):
        again = {code for code in range(100, 1000) if retry_decision(code, Attempt(method), policy=WEBHOOK)}

        assert set(range(300, 1000)) == again


def test_a_webhook_is_delivered_more_than_once() -> None:
    """After a 408 as well, which the default repeats once: ten deliveries, over three days and more."""
    repeat = Attempt("POST", 2, previous=408)
    waits = [retry_decision(404, Attempt("POST", number), policy=WEBHOOK).delay or 0.0 for number in range(1, 11)]

    assert Reason.REPEATED_BEFORE is retry_decision(408, repeat).reason
    assert Condition.NEW_CONNECTION is retry_decision(408, repeat, policy=WEBHOOK).conditions
    assert [5, 30, 180, 1080, 6480, 38_880, 86_400, 86_400, 86_400, 0] == waits
    assert 3 * 86_400 < sum(waits) < 4 * 86_400


def test_a_webhook_waits_no_longer_than_a_day() -> None:
    """A receiver that asks for a week is asked again tomorrow, since to give up would lose the delivery."""
    assert 86_400 == retry_decision(503, Attempt("POST"), {"Retry-After": "604800"}, policy=WEBHOOK).delay
    assert 3600 == retry_decision(503, Attempt("POST"), {"Retry-After": "3600"}, policy=WEBHOOK).delay


def test_a_webhook_is_not_early_data_twice() -> None:
    """The one refusal that is left: a 425 to what was no early data changes nothing, as RFC 8470 has it."""
    late = retry_decision(425, Attempt("POST", early_data=False), policy=WEBHOOK)
    early = retry_decision(425, Attempt("POST", early_data=True), policy=WEBHOOK)

    assert Reason.NOT_EARLY_DATA is late.reason
    assert Condition.NOT_EARLY_DATA in early.conditions


def test_a_receiver_that_is_gone_is_contested() -> None:
    """To deliver to a 410 is what some guides say; Standard Webhooks takes it for a wish to hear no more."""
    decision = retry_decision(410, Attempt("POST"), policy=WEBHOOK)

    assert ["the receiver wants no more, so deliver nothing further"] == [each.claim for each in decision.contested]
    assert "Standard Webhooks" in decision.explain()


def test_the_cheatsheet_names_its_risk() -> None:
    """The reason is a rule, not that it is safe; and RFC 9110 is the source that sees it otherwise."""
    decision = retry_decision(502, Attempt("POST"), policy=CHEATSHEET)

    assert Reason.ASKED_FOR is decision.reason
    assert ["RFC 9110 §9.2.2"] == [str(each) for each in decision.contested]
    assert "Otherwise:\n- RFC 9110 §9.2.2: only what is idempotent" in decision.explain()


def test_consent_is_an_inference() -> None:
    """A 503 with Retry-After is read as a 429: not applied; the section on 503 is among the sources."""
    decision = retry_decision(503, Attempt("POST"), WAIT, policy=CONSENT)

    assert (Reason.NOT_APPLIED, 7.0) == (decision.reason, decision.delay)
    assert ["RFC 6585 §4", "RFC 9110 §15.6.4"] == [str(each) for each in decision.citations]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_caller_knows_wins(name: str) -> None:
    """To do a thing twice that must not be done twice is refused by all of them, where it may have been done."""
    for outcome in (500, 502, 503, 504, Failure.RESET, Failure.READ_TIMEOUT):
        assert not retry_decision(outcome, Attempt("PUT", idempotent=False), policy=POLICIES[name])


# --- the laws of tests/property/test_retry_laws.py --------------------------------------------------------------------

names = st.sampled_from(NAMES)


@given(names, outcomes, attempts, fields, chances)
def test_a_delay_is_what_the_policy_allows(
    name: str, outcome: Any, attempt: Attempt, headers: Any, chance: float
) -> None:
    """A yes waits no longer than the cap or the longest backoff, nor past the deadline; a no does not wait."""
    policy = POLICIES[name]
    decision = retry_decision(outcome, attempt, headers, policy=policy, now=NOW, rng=lambda: chance)
    if not decision.retry:
        assert decision.delay is decision.not_before is None
        return

    assert decision.delay is not None
    assert 0 <= decision.delay <= max(policy.retry_after_cap, policy.max_delay)
    assert attempt.deadline is None or NOW + decision.delay < attempt.deadline
    # "webhook" gives a server that asks for more than a day one day, so only what is below the cap is a floor.
    assert decision.delay >= min(decision.retry_after or 0.0, policy.retry_after_cap)


@given(names, outcomes, attempts, fields)
def test_nothing_is_done_twice_unless_the_policy_is_bold(
    name: str, outcome: Any, attempt: Attempt, headers: Any
) -> None:
    """
    A yes to what may have been applied has an idempotent method, the caller's word, a key or a precondition.

    This is no law of "seed-cheatsheet" and "webhook": to do without is what they are for. There the reason says that a
    rule wants it, and the caller's word that it must not be done twice still counts.
    """
    decision = retry_decision(outcome, attempt, headers, policy=POLICIES[name], now=NOW)
    if not decision.retry or decision.reason is Reason.NOT_APPLIED:
        return

    sent = attempt.headers
    safe = attempt.method in METHODS and METHODS[attempt.method].is_idempotent
    known = attempt.idempotent or "Idempotency-Key" in sent or "If-Match" in sent or "If-None-Match" in sent
    assert attempt.idempotent is not False
    assert safe or known or (name in BOLD and decision.reason is Reason.ASKED_FOR)


@given(names, outcomes, attempts, fields)
def test_a_proxy_repeats_what_is_idempotent(name: str, outcome: Any, attempt: Attempt, headers: Any) -> None:
    """In the role of a proxy no policy makes a repeat of anything else."""
    policy = attrs.evolve(POLICIES[name], role="proxy")
    if retry_decision(outcome, attempt, headers, policy=policy, now=NOW):
        assert METHODS[attempt.method].is_idempotent


@given(names, outcomes, attempts, fields)
def test_a_one_shot_body_is_never_sent_twice(name: str, outcome: Any, attempt: Attempt, headers: Any) -> None:
    """Unless the connection was never made."""
    sent_once = attrs.evolve(attempt, body=Body.ONE_SHOT)
    if retry_decision(outcome, sent_once, headers, policy=POLICIES[name], now=NOW):
        assert outcome in {Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT, Failure.DNS}


@given(names, outcomes, attempts, fields)
def test_more_attempts_are_never_more_strict(name: str, outcome: Any, attempt: Attempt, headers: Any) -> None:
    """What is refused with more attempts left is refused with fewer."""
    few, many = (
        retry_decision(outcome, attempt, headers, policy=attrs.evolve(POLICIES[name], max_attempts=count), now=NOW)
        for count in (1, 9)
    )

    assert many.retry or not few.retry


@given(names, outcomes, attempts, fields)
def test_a_key_never_makes_a_no(name: str, outcome: Any, attempt: Attempt, headers: Any) -> None:
    """What is repeated without an Idempotency-Key is repeated with one."""
    bare = attrs.evolve(attempt, headers=[pair for pair in attempt.headers.items() if pair[0] != "Idempotency-Key"])
    keyed = attrs.evolve(attempt, headers=[*bare.headers.items(), ("Idempotency-Key", "8e03978e")])
    policy = POLICIES[name]

    assert retry_decision(outcome, keyed, headers, policy=policy, now=NOW) or not retry_decision(
        outcome, bare, headers, policy=policy, now=NOW
    )


@given(names, st.sampled_from(tuple(HTTP)))
def test_a_policy_changes_no_fact(name: str, status: Any) -> None:
    """Whether it was applied and what it says of health stays what the status says, whatever is done about it."""
    policy = POLICIES[name]
    decision = retry_decision(status, Attempt("POST"), policy=policy)
    row = policy.rules.get(status.code)

    assert decision.health is lookup(status).health
    assert row is None or row.applied is status.applied
