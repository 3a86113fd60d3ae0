"""How the guides decide: classes of facts, engines over a few rules, and the ways to another status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs
import pytest

from statuskit import HTTP, Situation, lookup, recommend
from statuskit.guides import FACTS, PROFILES, Absent, Fact, GuideRule, HeaderAdvice, In
from statuskit.guides._engine import Engine
from statuskit.guides._situation import _fact, _facts, _values_of
from statuskit.guides._state import compiled, holds, state_of
from statuskit.guides._ways import realised, way_to
from statuskit.guides._words import location
from statuskit.model import Citation, Strength

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit import Status

GATEWAYS = ("gateway", "proxy", "edge")
HANDBOOK = Citation("Our handbook", "4.2", "https://example.com/handbook#4.2")
BASE = PROFILES["rfc9110"]
OK = GuideRule(id="outcome.ok", when={}, then=HTTP.OK, why="Done.")
REFUSED = GuideRule(id="access.refused", when={"credentials": In("missing")}, then=HTTP.UNAUTHORIZED, why="Who?")


def rule(rule_id: str, when: Mapping[str, In], then: Any, **more: Any) -> GuideRule:
    """Return a rule of a house style."""
    return GuideRule(id=rule_id, when=when, then=then, why="Ours.", citations=(HANDBOOK,), **more)


# --- classes of facts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "state"),
    [
        ({}, {}),
        ({"role": "origin", "credentials": "valid", "rate_limited": False}, {}),
        ({"role": "proxy", "rate_limited": True}, {"role": "proxy", "rate_limited": True}),
        ({"method": "QUERY"}, {"method": "QUERY"}),
        ({"method": "BREW"}, {"method": "other"}),
        ({"vendor": "CloudFlare"}, {"vendor": "cloudflare"}),
        ({"vendor": "NGINX"}, {"vendor": "nginx"}),
        ({"vendor": "Fastly"}, {"vendor": "fastly"}),
        ({"legacy_code": "420"}, {"rate_limited": True}),
        ({"legacy_code": "498", "credentials": "expired"}, {"credentials": "expired"}),
        ({"legacy_code": "404"}, {}),
        (
            {"intent": "create", "method": "POST"},
            {"intent": "create", "method": "POST", "creates": True},
        ),
        (
            {"outcome": "created", "method": "GET"},
            {"outcome": "created", "method": "GET"},
        ),
    ],
    ids=str,
)
def test_what_rules_ask_about(stated: Any, state: Any) -> None:
    """What is assumed is left out, a method that no rule knows is another one, and the rest follows."""
    assert state == state_of(stated)


@pytest.mark.parametrize(
    ("stated", "precondition"),
    [
        ({"if_match": "false"}, "changed"),
        ({"if_unmodified_since": "false", "method": "PUT"}, "changed"),
        ({"if_match": "true", "if_unmodified_since": "false"}, None),
        ({"if_none_match": "false", "method": "PUT"}, "present"),
        ({"if_none_match": "false"}, "unchanged_tag"),
        ({"if_modified_since": "false", "method": "HEAD"}, "unchanged_date"),
        ({"if_modified_since": "false", "method": "PUT"}, None),
        ({"range": "satisfiable"}, "partial"),
        ({"range": "unsatisfiable", "if_range": "true"}, "partial"),
        ({"range": "satisfiable", "if_range": "false"}, None),
        ({"range": "unknown_unit"}, None),
        ({"range": "satisfiable", "method": "PUT"}, None),
        ({"range": "satisfiable", "resource": "absent"}, None),
        ({"range": "satisfiable", "resource": "deleted"}, None),
    ],
    ids=str,
)
def test_what_preconditions_come_to(stated: Any, precondition: str | None) -> None:
    """Section 13.2.2 in one word; no method is taken for GET, and of what is not there no part is sent."""
    assert precondition == state_of(stated).get("precondition")


def test_a_house_rule_may_ask_for_what_no_other_rule_knows() -> None:
    """A vendor that no rule of ours names, and any method that they do not speak of."""
    ours = BASE.extend(
        "ours",
        rules=[
            rule("system.theirs", {"vendor": In("fastly")}, HTTP.BAD_GATEWAY),
            rule("outcome.brewed", {"method": In("other")}, HTTP.IM_A_TEAPOT),
        ],
    )

    assert 502 == recommend(vendor="Fastly", profile=ours).status
    assert 418 == recommend(method="BREW", profile=ours).status
    assert {200} == {recommend(profile=ours, **facts).status for facts in ({"method": "GET"}, {"vendor": "nginx"}, {})}


def test_vendors_are_taken_in_any_case() -> None:
    """Cloudflare's own numbers are for Cloudflare, however it is written, and for nobody else."""
    assert {521} == {
        recommend(vendor=name, upstream="refused").status for name in ("cloudflare", "Cloudflare", "CLOUDFLARE")
    }
    assert 502 == recommend(vendor="Fastly", upstream="refused").status


# --- the engine -------------------------------------------------------------------------------------------------------

SECURE = rule("access.secure", {"tls": In("required"), "method": In("POST", None)}, HTTP.FORBIDDEN)


@pytest.mark.parametrize(
    ("stated", "held"),
    [
        ({}, [OK]),
        ({"credentials": "missing"}, [REFUSED, OK]),
        ({"tls": "required"}, [SECURE, OK]),
        ({"tls": "required", "method": "GET"}, [OK]),
        ({"tls": "required", "method": "POST", "credentials": "missing"}, [SECURE, REFUSED, OK]),
    ],
    ids=str,
)
def test_an_engine_has_all_that_holds_in_order(stated: Any, held: list[GuideRule]) -> None:
    """The first rule that holds decides; those after it are told too, the one without conditions always."""
    engine = Engine.of([SECURE, REFUSED, OK])

    assert held == list(engine.deciding(state_of(stated)))
    assert held[0] == engine.decide(state_of(stated))


def test_an_engine_without_a_last_rule() -> None:
    """Where every rule has a condition, nothing holds until one of them is met."""
    engine = Engine.of([REFUSED])

    assert [] == list(engine.deciding({}))
    assert REFUSED is engine.decide({"credentials": "missing"})


def test_a_condition_on_what_is_not_stated() -> None:
    """Absent() holds for a fact of which nothing is said, and an assumed value where that is what is meant."""
    assert holds(compiled({"outcome": Absent(), "resource": In("exists")}), {})
    assert not holds(compiled({"outcome": Absent()}), {"outcome": "ok"})
    assert not holds(compiled({"resource": In("absent")}), {})


@pytest.mark.parametrize(
    ("stated", "result"),
    [
        ({}, ("no", "tls")),
        ({"tls": "required", "method": "GET"}, ("no", "method")),
        ({"tls": "required", "method": "POST"}, ("unknown", "outcome")),
        ({"tls": "required", "method": "POST", "outcome": "ok"}, ("no", "outcome")),
        ({"tls": "required", "method": "POST", "outcome": "created"}, ("yes", "")),
    ],
    ids=str,
)
def test_the_trace_tells_refuted_from_unknown(stated: Any, result: tuple[str, str]) -> None:
    """A fact that refutes a rule is told before one that is only not stated."""
    tried = rule("access.x", {"outcome": In("created"), "method": In("POST"), "tls": In("required")}, HTTP.CREATED)
    first, *_ = Engine.of([tried, OK]).trace(stated, {"method", "outcome"} - stated.keys())

    assert (tried, *result) == (first.rule, first.result, first.fact)


# --- the way to another status ----------------------------------------------------------------------------------------

PAID = rule("access.paid", {"payment_required": In(True)}, HTTP.FORBIDDEN)
KNOWN = rule(
    "access.known", {"permission": In("denied")}, HTTP.FORBIDDEN, instead={HTTP.UNAUTHORIZED: "401 is not it."}
)
SEEDED = rule("access.seeded", {"legal_block": In(True)}, HTTP.FORBIDDEN, seeds=("R001",))
POSTED = rule("outcome.posted", {"method": In("POST")}, HTTP.CONFLICT)
LOCKED = rule("outcome.locked", {"locked": In(True), "loop": In(True)}, HTTP.CONFLICT)


@pytest.mark.parametrize(
    ("rules", "status", "stated", "changes"),
    [
        # What stands in the way is taken back, to what is assumed.
        ([PAID], 403, {"credentials": "missing"}, {"credentials": "valid", "payment_required": True}),
        # Of two ways of the same length: by the rule that speaks of the answer, then by the one of more guides.
        ([PAID, KNOWN], 403, {"credentials": "missing"}, {"credentials": "valid", "permission": "denied"}),
        ([PAID, SEEDED], 403, {}, {"legal_block": True}),
        ([SEEDED, KNOWN], 403, {"credentials": "missing"}, {"credentials": "valid", "permission": "denied"}),
        # A request is what it is: another method is farther than two other facts.
        ([POSTED, LOCKED], 409, {"method": "GET"}, {"locked": True, "loop": True}),
        ([LOCKED, POSTED], 409, {"method": "GET"}, {"locked": True, "loop": True}),
        # What is stated already is no change, and nothing leads to a status that no rule has.
        ([LOCKED], 409, {"locked": True, "method": "GET"}, {"loop": True}),
        ([LOCKED], 404, {"locked": True}, {}),
    ],
)
def test_the_way_is_the_shortest(rules: list[GuideRule], status: int, stated: Any, changes: dict[str, Any]) -> None:
    """The fewest facts, found from the rules."""
    assert changes == dict(way_to(HTTP[status], stated, Engine.of([REFUSED, *rules, OK])))


@pytest.mark.parametrize(
    ("status", "stated", "changes"),
    [
        (200, {"method": "POST", "outcome": "created"}, {"outcome": "ok"}),
        (412, {"conflict": "version"}, {"if_match": "false"}),
        (304, {"method": "GET"}, {"if_none_match": "false"}),
        (304, {"method": "HEAD"}, {"if_none_match": "false"}),
        (201, {"method": "POST"}, {"outcome": "created"}),
        (404, {"method": "PUT", "resource": "absent", "outcome": "created"}, {"outcome": "ok"}),
        (520, {"upstream": "invalid_response"}, {"vendor": "Cloudflare"}),
        # Nobody needs another method where it is enough to take something back, and nothing that is not in the way.
        (226, {"partial_put": True}, {"partial_put": False, "delta_encoding": True}),
        (416, {"precondition_required": True, "range": "unsatisfiable"}, {"precondition_required": False}),
        (508, {"locked": True, "method": "OPTIONS", "batch_items": "mixed"}, {"loop": True}),
        (200, {"credentials": "missing", "resource": "absent"}, {"credentials": "valid", "resource": "exists"}),
    ],
    ids=str,
)
def test_the_way_in_the_base(status: int, stated: Any, changes: dict[str, Any]) -> None:
    """What only follows from facts is told by the facts that it follows from."""
    assert changes == dict(way_to(lookup(status), stated, BASE.engine))


STATED: tuple[dict[str, Any], ...] = (
    {},
    {"method": "GET"},
    {"method": "PUT", "if_match": "false", "credentials": "missing"},
    {"method": "DELETE", "resource": "absent", "idempotent_delete": True},
    {"method": "POST", "outcome": "created", "permission": "denied", "hide_existence": True},
    {"resource": "moved", "redirect": "permanent", "method_change": "forbidden"},
    {"service": "overloaded", "upstream": "timeout", "vendor": "Cloudflare"},
    {"if_modified_since": "false", "outcome": "created", "resource": "absent"},
)


@pytest.mark.parametrize("stated", STATED, ids=str)
def test_no_change_is_needless(stated: dict[str, Any]) -> None:
    """With all of the changes the status is the answer, and with any one of them less it is not."""
    for status in {row.then for row in BASE.rules if row.then is not None}:
        changes = dict(way_to(status, stated, BASE.engine))

        assert status is recommend(**{**stated, **changes}).status
        for fact in changes:
            fewer = {name: value for name, value in changes.items() if name != fact}
            assert status is not recommend(**{**stated, **fewer}).status


@pytest.mark.parametrize("stated", STATED, ids=str)
def test_the_answer_takes_no_change(stated: dict[str, Any]) -> None:
    """Nothing has to differ for what is the answer already."""
    status = recommend(**stated).status
    assert status is not None

    assert () == way_to(status, stated, BASE.engine)


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        ({"method": In("HEAD"), "precondition": In("unchanged_tag")}, {"method": "HEAD", "if_none_match": "false"}),
        ({"precondition": In("unchanged_tag"), "method": In("HEAD")}, {"method": "HEAD", "if_none_match": "false"}),
        ({"outcome": In("created"), "creates": In(False)}, {"outcome": "created"}),
        ({"creates": In(False), "outcome": In("created")}, {"outcome": "created"}),
        ({"outcome": Absent(), "tls": In("required")}, {"tls": "required"}),
        ({"method": In("other")}, {"method": "LOCK"}),
        ({"redirect": In("called_temporary")}, {"redirect": "temporary", "called_temporary": True}),
    ],
    ids=str,
)
def test_conditions_become_facts(when: dict[str, In], facts: dict[str, Any]) -> None:
    """What a rule asks for by name counts more than what only helps something else to follow."""
    assert facts == realised(when)


# --- what is made on import -------------------------------------------------------------------------------------------


def test_a_fact_is_declared_with_its_meaning() -> None:
    """A field of a Situation is not stated by itself, and says what it means and what is assumed of it."""

    @attrs.frozen
    class Small:
        tls: bool | None = _fact("the request came in clear text", assumed=False)

    (field,) = attrs.fields(Small)

    assert Small().tls is None
    assert {"the request came in clear text", False} == set(field.metadata.values())


@pytest.mark.parametrize(
    ("kind", "values"),
    [(bool, (True, False)), (str, ()), (Literal["required", "agreed"], ("required", "agreed"))],
    ids=str,
)
def test_the_values_of_a_fact_are_those_of_its_type(kind: object, values: tuple[object, ...]) -> None:
    """Both truths of a bool, the values of a Literal, and none of what may be any text."""
    assert values == _values_of(kind)


def test_facts_are_read_off_the_situation() -> None:
    """Each field is a fact, with the name, the meaning, the values and the assumption that it was declared with."""
    facts = _facts()

    assert [field.name for field in attrs.fields(Situation)] == list(facts)
    assert FACTS == facts
    assert Fact("role", "the part that the answering server plays", ("origin", *GATEWAYS), "origin") == facts["role"]


@pytest.mark.parametrize(("status", "section"), [(HTTP.FOUND, "15.4.3"), (HTTP.PERMANENT_REDIRECT, "15.4.9")], ids=str)
def test_a_redirect_should_have_its_address(status: Status, section: str) -> None:
    """What defines a redirect says how strongly its Location is asked for: a server SHOULD generate one."""
    asked = HeaderAdvice("Location", Strength.SHOULD, "the new address", Citation.rfc(9110, section))

    assert (asked,) == location(status, "the new address")


def test_a_vendors_number_is_defined_by_the_vendor() -> None:
    """A rule without a source cites what defines its code: a section, or what the vendor says of its own number."""
    answer = GuideRule(id="system.edge", when={}, then=lookup(520), why="Ours.")

    assert (lookup(520).meaning("cloudflare").citation,) == answer.citations
    assert "Cloudflare" in str(answer.citations[0])
