"""The law of the strategies: a faulty response breaks the rule that it is to break, and a conformant one none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from statuskit.conformance import RULES, Need, Role, Rule, check, check_pair
from statuskit.messages import Request, Response
from statuskit.registry import HTTP
from statuskit.testing.strategies import response_pairs, responses
from statuskit.testing.strategies.faults import FAULTS, PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from statuskit.conformance import Finding

MANY = settings(max_examples=10_000, database=None)
OFF = [rule.id for rule in RULES.values() if not rule.default]
# Of each, every response is a finding: there is none that is right.
NEVER_RIGHT = {HTTP.ALREADY_REPORTED, HTTP.USE_PROXY, HTTP.UNUSED_306, HTTP.IM_A_TEAPOT}


def ids(findings: Iterable[Finding]) -> list[str]:
    """Return what is found, by id."""
    return [finding.rule.id for finding in findings]


def found(rule: Rule, response: Response) -> list[str]:
    """Return what the rules that are on find, and `rule`, seen by the first of those that it holds for."""
    select = ["default"] if rule.default else ["default", rule.id]
    return ids(check(response, select=select, role=rule.roles[0]))


def asked_by(response: Response) -> Request:
    """Return the request that a response answers: what is drawn to be right, or wrong, has one."""
    assert response.request is not None
    return response.request


# --- the law ----------------------------------------------------------------------------------------------------------


def test_every_rule_can_be_broken() -> None:
    """There is no rule without its faults, and none for what is no rule."""
    assert {rule.id for rule in RULES.values() if Need.PAIR not in rule.needs} == set(FAULTS)
    assert {rule.id for rule in RULES.values() if Need.PAIR in rule.needs} == set(PAIRS)


@pytest.mark.parametrize("rule_id", FAULTS)
def test_a_faulty_response_has_exactly_its_fault(rule_id: str) -> None:
    """What is drawn breaks the rule, and no other that is on."""

    @settings(max_examples=25)
    @given(responses(fault=rule_id))
    def law(response: Response) -> None:
        assert [rule_id] == found(RULES[rule_id], response)

    law()


@pytest.mark.parametrize("rule_id", FAULTS)
def test_every_row_of_a_fault_holds(rule_id: str) -> None:
    """No status is listed by which the rule is not broken: not even where many are."""
    codes = sorted({code for shape in FAULTS[rule_id] for code in shape.on if 100 <= code <= 999})

    @settings(max_examples=4)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        for code in codes[:: len(codes) // 12 + 1]:
            response = data.draw(responses(code, fault=rule_id))

            assert code == response.status
            assert [rule_id] == found(RULES[rule_id], response)

    law()


@pytest.mark.parametrize("rule_id", PAIRS)
def test_a_faulty_pair_has_exactly_its_fault(rule_id: str) -> None:
    """The two together break the rule, in either order, and neither breaks one by itself."""

    @settings(max_examples=50)
    @given(response_pairs(fault=rule_id))
    def law(pair: tuple[Response, Response]) -> None:
        whole, beside = pair

        assert [rule_id] == ids(check_pair(whole, beside))
        assert [rule_id] == ids(check_pair(beside, whole))
        assert [] == ids([*check(whole), *check(beside)])

    law()


@given(responses(conformant=True))
@settings(max_examples=300)
def test_a_conformant_response_has_no_fault(response: Response) -> None:
    """Whatever is drawn, no rule that is on finds fault, with the request told apart or not."""
    assert [] == ids(check(response))
    assert [] == ids(check(response, response.request))


@pytest.mark.parametrize("status", [status for status in HTTP if status not in NEVER_RIGHT], ids=str)
def test_there_are_conformant_responses_for_every_status(status: int) -> None:
    """Any status has its right use; its rules find no fault with it, neither as a proxy's nor as a client sees it."""

    @settings(max_examples=10)
    @given(responses(status, conformant=True))
    def law(response: Response) -> None:
        assert status == response.status
        assert [] == [found for role in Role for found in ids(check(response, role=role)) if found != "SK421-01"]

    law()


@given(response_pairs())
def test_a_conformant_pair_has_no_fault(pair: tuple[Response, Response]) -> None:
    """Neither the two together nor each by itself breaks a rule."""
    assert [] == ids(check_pair(*pair))
    assert [] == ids([*check(pair[0]), *check(pair[1])])


@given(responses(conformant=False))
@settings(max_examples=200)
def test_a_response_that_is_not_conformant_has_one_fault(response: Response) -> None:
    """A check that is told nothing but the response finds it."""
    (only,) = ids(check(response))

    assert only not in OFF


@given(responses("4xx", conformant=False))
@settings(max_examples=50)
def test_the_status_is_kept_where_any_fault_will_do(response: Response) -> None:
    """Only those faults are drawn that responses with the status can have."""
    assert 400 <= response.status <= 499
    assert 1 == len(check(response))


@given(responses())
@settings(max_examples=200)
def test_nothing_that_is_drawn_makes_a_rule_raise(response: Response) -> None:
    """Where nothing is told, anything comes: every rule can look at it, with and without a second response."""
    assert {True} >= {finding.rule.id in RULES for finding in check(response, select="all")}
    assert {True} >= {finding.rule.id in PAIRS for finding in check_pair(response, Response(200, {"ETag": '"1"'}))}


# --- what comes, and what stands first --------------------------------------------------------------------------------


Test: TypeAlias = "Callable[[Response, Request], object]"


@pytest.mark.parametrize(
    ("status", "holds"),
    [
        (405, lambda response, _: response.headers["Allow"] == ""),
        (302, lambda response, _: response.headers["Location"] == "/new"),
        (200, lambda response, request: request.method == "HEAD" and response.headers.get("Content-Length") == "1234"),
        (304, lambda response, _: "Content-Length" in response.headers),
        (205, lambda response, _: response.headers.get("Content-Length") == "0"),
        (206, lambda response, _: "Content-Range" not in response.headers),
        (404, lambda _, request: "Authorization" in request.headers),
        (402, lambda _, request: request.method == "GET"),
        (200, lambda response, _: b'"errors"' in (response.content or b"")),
        (200, lambda response, _: b'"jsonrpc"' in (response.content or b"")),
        (201, lambda response, request: request.method == "PUT" and "Location" not in response.headers),
        (520, lambda response, _: "CF-RAY" in response.headers),
        (500, lambda _, request: request.http_version == "HTTP/3"),
        (200, lambda response, _: "content-type" in response.headers.keys()),  # noqa: SIM118  in its spelling
        (200, lambda response, _: response.headers.get("Transfer-Encoding") == "chunked"),
        (404, lambda response, _: response.content is None),
    ],
    ids=[
        *("empty Allow", "relative Location", "HEAD with a length", "304 with a length", "205 with a length"),
        *("206 in several parts", "404 for 403", "402", "GraphQL", "JSON-RPC", "PUT without Location"),
        *("Cloudflare's own", "HTTP/3", "names in lower case", "chunks", "content that is not known"),
    ],
)
def test_what_is_legal_comes_among_the_conformant(status: int, holds: Test) -> None:
    """What checkers find fault with, and should not, is drawn: the law above would be empty without it."""
    response = find(responses(status, conformant=True), lambda drawn: holds(drawn, asked_by(drawn)), settings=MANY)

    assert status == response.status
    assert holds(response, asked_by(response))


def test_a_fault_shrinks_to_the_plain_case() -> None:
    """What is left of an example is what matters, and the request that it cannot do without."""
    response = find(responses(fault="SK401-01"), lambda drawn: asked_by(drawn).http_version == "HTTP/2", settings=MANY)

    assert (
        Response(
            401,
            {"Content-Type": "text/plain; charset=utf-8"},
            b"It went wrong.",
            request=Request("GET", "/users/7", {"Host": "example.com"}, b"", "HTTP/2"),
        )
        == response
    )


def test_a_conformant_response_shrinks_to_what_matters_in_it() -> None:
    """Nothing is left but what the status has to have, and what was looked for."""
    response = find(responses(405, conformant=True), lambda drawn: "Content-Length" in drawn.headers, settings=MANY)

    assert (
        Response(
            405,
            {"Content-Type": "text/plain; charset=utf-8", "Content-Length": "14", "Allow": "GET, HEAD"},
            b"It went wrong.",
            request=Request("POST", "/users/7", {"Host": "example.com"}, b""),
        )
        == response
    )


@pytest.mark.parametrize("status", sorted(NEVER_RIGHT), ids=str)
def test_what_has_no_right_use_is_found_whatever_it_says(status: int) -> None:
    """That there is no conformant response with it is not for want of a row."""
    rule_id = "SK208-01" if status == HTTP.ALREADY_REPORTED else "SK000-04"

    @settings(max_examples=50)
    @given(responses(status))
    def law(response: Response) -> None:
        assert rule_id in ids(check(response))

    law()
