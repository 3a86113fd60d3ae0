"""How the decisions tell of themselves, what they are as bool, and that nobody can change them."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import attrs
import pytest

import statuskit
from statuskit import caching, freshness, may_reuse, may_store
from statuskit.caching import LifetimeSource, ReuseAction, ReuseReason, StoreReason
from statuskit.exceptions import InvalidMessageError

if TYPE_CHECKING:
    from enum import Enum

    from statuskit.caching import Freshness, ReuseDecision, StoreDecision

FRESH = (200, {"Cache-Control": "max-age=60"})
DECISIONS = [
    pytest.param(may_store(None, FRESH, shared=True), True, id="stored"),
    pytest.param(may_store(None, (302, {}), shared=True), False, id="not stored"),
    pytest.param(freshness(FRESH, shared=True, received_at=0, now=59), True, id="fresh"),
    pytest.param(freshness(FRESH, shared=True, received_at=0, now=60), False, id="stale"),
    pytest.param(may_reuse(None, FRESH, None, shared=True, received_at=0, now=59), True, id="reuse"),
    pytest.param(may_reuse(None, FRESH, None, shared=True, received_at=0, now=60), False, id="revalidate"),
    pytest.param(may_reuse(None, FRESH, {"method": "PUT"}, shared=True, received_at=0, now=0), False, id="no"),
]


@pytest.mark.parametrize(("decision", "expected"), DECISIONS)
def test_every_decision(decision: StoreDecision | Freshness | ReuseDecision, expected: bool) -> None:  # noqa: FBT001
    """It is true or false, tells its clause in a line and its source at the end, and is plain JSON."""
    assert expected is bool(decision)
    assert str(decision).endswith(f"({decision.citation})")
    assert "\n" not in str(decision)
    first, *_, differ, change, sources, last = decision.explain().split("\n")
    assert (str(decision), "To make it differ:", f"- {decision.would_change}") == (first, differ, change)
    assert ("Sources:", f"- {decision.citation}: {decision.citation.url}") == (sources, last)
    plain = decision.to_dict()
    assert plain == json.loads(json.dumps(plain))
    assert {*(field.name for field in attrs.fields(type(decision))), "would_change"} == set(plain)


@pytest.mark.parametrize(("decision", "expected"), DECISIONS)
def test_nobody_changes_one(decision: StoreDecision | Freshness | ReuseDecision, expected: bool) -> None:  # noqa: FBT001
    """It is frozen, has a hash, and comes back from pickle and copy as it was."""
    assert decision == copy.deepcopy(decision) == pickle.loads(pickle.dumps(decision))  # noqa: S301  our own
    assert expected is bool({decision: decision}[decision])
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        decision.why = "because"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        decision.other = 1  # type: ignore[union-attr]


def test_storing_in_full() -> None:
    """What is to be left out is told, and so is who claims otherwise."""
    response = (308, {"Cache-Control": 'private="X-User, Set-Cookie"', "X-User": "a", "Set-Cookie": "a=1"})

    assert (
        "yes: 308 is heuristically cacheable (RFC 9110 §15.1)\n"
        "Not to be stored with it:\n"
        "- set-cookie\n"
        "- x-user\n"
        "Otherwise:\n"
        '- guides to status codes ("Where guides disagree") §1: it depends on the cache\n'
        "To make it differ:\n"
        "- the directive no-store keeps it out of every cache, and private out of shared ones\n"
        "Sources:\n"
        "- RFC 9110 §15.1: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.1"
    ) == may_store(None, response, shared=True).explain()


def test_freshness_in_full() -> None:
    """How long it is still fresh is told, or for how long it has been stale, and whether that may be sent."""
    told = [
        freshness((200, {"Cache-Control": text}), shared=True, received_at=0, now=now).explain().split("\n")[1:5]
        for text, now in (("max-age=60", 20), ("s-maxage=60", 80))
    ]

    assert [
        ["Stale in:", "- 40 s", "Once it is stale:", "- not forbidden"],
        ["Stale for:", "- 20 s", "Once it is stale:", "- must not be sent without validation"],
    ] == told


def test_reuse_in_full() -> None:
    """Age and lifetime are told, what is left out, and what to do where validation fails, if there is one."""
    fields = {"Cache-Control": 'max-age=60, no-cache="Set-Cookie, X-User"', "Set-Cookie": "a=1", "X-User": "a"}
    response = (200, fields)
    found = may_reuse(None, response, None, shared=True, received_at=0, now=70)

    assert [
        "Freshness:",
        "- age 70 s, lifetime 60 s: stale",
        "To be left out of the answer:",
        "- set-cookie",
        "- x-user",
        "If validation fails:",
        "- may be sent stale",
    ] == found.explain().split("\n")[1:8]
    fresh = may_reuse(None, response, None, shared=True, received_at=0, now=20)
    assert [
        "Freshness:",
        "- age 20 s, lifetime 60 s: fresh",
        "To be left out of the answer:",
        "- set-cookie",
        "- x-user",
        "To make it differ:",
        f"- {fresh.would_change}",
    ] == fresh.explain().split("\n")[1:8]
    prohibited = may_reuse(
        None, (200, {"Cache-Control": "max-age=0, must-revalidate"}), None, shared=True, received_at=0, now=1
    )
    assert [
        "Freshness:",
        "- age 1 s, lifetime 0 s: stale",
        "If validation fails:",
        "- must not be sent",
    ] == prohibited.explain().split("\n")[1:5]


# By status: what guides claim of it, and the case that settles it, each from docs/explanation/where-guides-disagree.md.
NO_OTHER_4XX = "no 4xx but 404 and 410 is cacheable"
GUIDES = 'guides to status codes ("Where guides disagree")'
CLAIMS = {
    206: ("cacheable, without a condition", "6"),
    302: ("it depends on the cache", "2"),
    304: ("cacheable by default", "3"),
    307: ("it depends on the cache", "2"),
    308: ("it depends on the cache", "1"),
    405: (NO_OTHER_4XX, "4"),
    414: (NO_OTHER_4XX, "4"),
    429: ("not by default, if at all", "9"),
    451: (NO_OTHER_4XX, "7"),
    501: ("no 5xx is cacheable", "5"),
}


def claims_of(decisions: dict[int, StoreDecision | Freshness | ReuseDecision]) -> dict[int, list[tuple[str, ...]]]:
    """Return what is claimed against decisions, by status; an address that is none is empty."""
    return {
        status: [(claim.source, claim.claim, claim.section, claim.url) for claim in decision.contested]
        for status, decision in decisions.items()
        if decision.contested
    }


def test_claims_of_guides() -> None:
    """Where guides claim otherwise, the claim is beside the decision, with the case that settles it."""
    decisions = {status: may_store(None, (status, {}), shared=True) for status in range(100, 600)}

    assert {status: [(GUIDES, claim, case, "")] for status, (claim, case) in CLAIMS.items()} == claims_of(decisions)


def test_claims_about_use() -> None:
    """What they claim about how long a 301 is kept is beside its freshness and its reuse, whatever that comes to."""
    claimed = {301: [(GUIDES, "the old address is never asked for again", "12", "")]}
    times = {"received_at": 0, "now": 60}
    for control in ("max-age=60", "max-age=61", "no-store"):
        answers = {status: (status, {"Cache-Control": control}) for status in range(100, 600)}

        assert claimed == claims_of({code: freshness(each, shared=True, **times) for code, each in answers.items()})
        assert claimed == claims_of(
            {code: may_reuse(None, each, None, shared=True, **times) for code, each in answers.items()}
        )


def test_claims_about_use_in_full() -> None:
    """They are told and are in the plain form, as they are of storing."""
    moved = (301, {"Cache-Control": "max-age=60"})
    for decision in (
        freshness(moved, shared=True, received_at=0, now=60),
        may_reuse(None, moved, None, shared=True, received_at=0, now=60),
    ):
        told = f"\nOtherwise:\n- {GUIDES} §12: the old address is never asked for again\n"

        assert told in decision.explain()
        assert [
            {
                "source": GUIDES,
                "section": "12",
                "url": "",
                "as_of": None,
                "claim": "the old address is never asked for again",
            }
        ] == decision.to_dict()["contested"]


@pytest.mark.parametrize("enum", [LifetimeSource, ReuseAction, ReuseReason, StoreReason])
def test_reasons_are_text(enum: type[Enum]) -> None:
    """Every reason is a str of its own, as JSON has it."""
    assert all(isinstance(member, str) for member in enum)
    assert len(enum) == len({member.value for member in enum})


@pytest.mark.parametrize("now", ["now", None, True, datetime(2026, 1, 1), float("nan"), float("inf")], ids=repr)  # noqa: DTZ001
def test_times_that_are_none(now: object) -> None:
    """What is no moment is an error of the caller: naive datetimes, and numbers that are not finite."""
    with pytest.raises((TypeError, ValueError), match=r"^not a time: "):
        freshness(FRESH, shared=True, received_at=0, now=now)  # type: ignore[arg-type]


def test_times_of_both_kinds() -> None:
    """Aware datetimes are as good as seconds."""
    later = datetime(1970, 1, 1, 0, 0, 59, tzinfo=timezone.utc)

    assert 59 == freshness(FRESH, shared=True, received_at=0, now=later).age


@pytest.mark.parametrize("heuristic", [-0.1, float("nan"), float("inf")])
def test_fractions_that_are_none(heuristic: float) -> None:
    """A lifetime is no negative part of anything, nor an infinite one."""
    with pytest.raises(
        ValueError, match=r"^not a fraction: [a-z0-9.-]+; accepted: None, and finite numbers that are not negative$"
    ):
        freshness(FRESH, shared=True, received_at=0, now=0, heuristic=heuristic)


def test_what_is_no_message() -> None:
    """What is no request and what is no response are one documented error."""
    with pytest.raises(InvalidMessageError, match="no HTTP request: "):
        may_store(7, FRESH, shared=True)
    with pytest.raises(InvalidMessageError, match="no HTTP message: "):
        may_store(None, object(), shared=True)


def test_front_door() -> None:
    """The three decisions are at the front door; the rest is in the room."""
    assert [caching.freshness, caching.may_reuse, caching.may_store] == [
        statuskit.freshness,
        statuskit.may_reuse,
        statuskit.may_store,
    ]
