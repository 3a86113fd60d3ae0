"""The engine: which rules are tried, what is known of an exchange, what is said of a finding, and what is refused."""

from __future__ import annotations

import pickle
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from statuskit.conformance import (
    CheckProfile,
    Finding,
    Need,
    Role,
    Rule,
    Severity,
    _check,
    check,
    check_pair,
    explain,
    skipped,
    tried,
)
from statuskit.conformance._rule import Fault
from statuskit.exceptions import InvalidMessageError, UnknownRuleError
from statuskit.messages import Request, Response
from statuskit.model import Citation, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Breaks SK204-01 and SK204-02, both errors, and SK204-03, which is off.
FULL = Response(204, {"Content-Length": "2", "Content-Type": "application/json"}, b"{}")
PUT = Request("PUT", "/", {"Host": "example.com"})


def ids(found: Iterable[Finding | Rule]) -> list[str]:
    """Return the ids of findings or rules."""
    return [each.rule.id if isinstance(each, Finding) else each.id for each in found]


def of_204(found: Iterable[Finding]) -> list[str]:
    """Return the ids of those that are about 204: what other rules find is not asked here."""
    return [each.rule.id for each in found if each.rule.id.startswith("SK204")]


# --- select, ignore -----------------------------------------------------------------------------------------------


class Loud(str):
    """Text whose own methods are not to be trusted."""

    __slots__ = ()

    def __str__(self) -> str:
        return "SK4"

    def __iter__(self) -> Iterator[str]:
        return iter("SK")


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ("default", (), ["SK204-01", "SK204-02"]),
        ("all", (), ["SK204-01", "SK204-02", "SK204-03"]),
        ("SK204-03", (), ["SK204-03"]),
        ("SK204", (), ["SK204-01", "SK204-02", "SK204-03"]),
        ("default, SK204-03", (), ["SK204-01", "SK204-02", "SK204-03"]),
        (["default", "SK204-03"], (), ["SK204-01", "SK204-02", "SK204-03"]),
        (["SK204-01 SK204-03"], (), ["SK204-01", "SK204-03"]),
        ({"SK204-01"}, (), ["SK204-01"]),
        pytest.param(iter(["SK204-01"]), (), ["SK204-01"], id="an iterator"),
        (Loud("SK204-01"), (), ["SK204-01"]),
        ([Loud("SK204-01")], (), ["SK204-01"]),
        ("SK405", (), []),
        ("", (), []),
        ((), (), []),
        ("default", "SK204-01", ["SK204-02"]),
        ("default", "SK204-01,SK204-02", []),
        ("default", ["SK204-01", "SK204-02"], []),
        ("default", "SK2", []),
        ("all", "SK204-02", ["SK204-01", "SK204-03"]),
        ("SK204-01", "SK204-01", []),
        ("default", Loud("SK204-02"), ["SK204-01"]),
    ],
    ids=str,
)
def test_rules_are_chosen_by_how_their_ids_begin(select: Any, ignore: Any, expected: list[str]) -> None:
    """What is selected is tried, what is ignored is not, and ignoring wins."""
    assert expected == of_204(check(FULL, select=select, ignore=ignore))


@pytest.mark.parametrize("argument", ["select", "ignore"])
@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("SK405-1", "SK405-01"),
        ("sk405-01", "SK405-01"),
        (["SK405-01", "SK405-O2"], "SK405-02"),
        ("default,SK2XX-3", "SK2XX-03"),
    ],
    ids=str,
)
def test_an_id_that_is_none_is_told_with_the_nearest(argument: str, given: Any, nearest: str) -> None:
    """A rule that is misspelt is not silently left out, and the error says which may be meant."""
    if argument == "ignore" and "default" in given:
        given = given.removeprefix("default,")
    with pytest.raises(UnknownRuleError, match="did you mean") as caught:
        check(FULL, **{argument: given})

    assert nearest in caught.value.suggestions
    assert ", ...; did you mean " in str(caught.value)
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("word", ["default", "all"])
def test_only_ids_are_ignored(word: str) -> None:
    """To ignore "all" would be to check nothing, which no one means: these words are for select."""
    with pytest.raises(UnknownRuleError, match=f"'{word}'"):
        check(FULL, ignore=word)


class Hostile:
    """An object that fails whatever it is asked."""

    def __getattribute__(self, name: str) -> Any:
        msg = f"no {name}"
        raise RuntimeError(msg)

    def __hash__(self) -> int:
        msg = "no hash"
        raise RuntimeError(msg)

    def __eq__(self, other: object) -> bool:
        msg = "no comparison"
        raise RuntimeError(msg)

    def __str__(self) -> str:
        msg = "no text"
        raise RuntimeError(msg)

    def __iter__(self) -> Iterator[str]:
        msg = "no iteration"
        raise RuntimeError(msg)


# By name, since pytest looks into parameters.
STRANGE: dict[str, Any] = {
    "none": None,
    "zero": 0,
    "number": 4.5,
    "octets": b"SK4",
    "list of octets": [b"SK4"],
    "list of none": [None],
    "list of lists": [["SK4"]],
    "list of hostile": [Hostile()],
    "hostile": Hostile(),
    "object": object(),
}


@pytest.mark.parametrize("argument", ["select", "ignore"])
@pytest.mark.parametrize("name", STRANGE)
def test_what_are_no_ids_is_refused(argument: str, name: str) -> None:
    """Whatever stands for ids, there is one error."""
    with pytest.raises(UnknownRuleError, match="not ids of rules"):
        check(FULL, **{argument: STRANGE[name]})


@pytest.mark.parametrize("argument", ["profile", "role"])
@pytest.mark.parametrize("name", [*STRANGE, "empty", "spaced", "other", "severity"])
def test_what_is_no_profile_or_role_is_refused(argument: str, name: str) -> None:
    """The error says what there is."""
    given = {**STRANGE, "empty": "", "spaced": "rfc ", "other": "nobody", "severity": Severity.ERROR}[name]
    accepted = {"profile": "rfc, api, webdav, strict", "role": "origin, proxy, client"}[argument]
    with pytest.raises(UnknownRuleError, match=f"not a {argument}: .*; accepted: {accepted}(;|$)"):
        check(FULL, **{argument: given})


@pytest.mark.parametrize(
    ("argument", "given", "nearest"), [("profile", "Strikt", "strict"), ("role", "PROXI", "proxy")]
)
def test_a_misspelt_profile_or_role_is_told_with_the_nearest(argument: str, given: str, nearest: str) -> None:
    """In any case of letters."""
    with pytest.raises(UnknownRuleError, match=f"did you mean {nearest}") as caught:
        check(FULL, **{argument: given})  # type: ignore[arg-type]

    assert (nearest,) == caught.value.suggestions


def test_a_role_is_no_profile() -> None:
    """The member of one enum does not pass for the other's."""
    with pytest.raises(UnknownRuleError, match="not a profile"):
        check(FULL, profile=Role.PROXY)  # type: ignore[arg-type]


def test_an_error_without_a_near_match_has_no_hint() -> None:
    """There is nothing to ask about."""
    with pytest.raises(UnknownRuleError) as caught:
        check(FULL, profile="@")

    assert "not a profile: '@'; accepted: rfc, api, webdav, strict" == str(caught.value)


def test_an_error_shows_little_of_what_was_given() -> None:
    """An id may be megabytes long."""
    with pytest.raises(UnknownRuleError) as caught:
        check(FULL, select="x" * 1_000_000)

    assert len(str(caught.value)) < 300


# --- profiles and roles ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("rfc", 2), ("api", 2), (CheckProfile.WEBDAV, 2), ("strict", 3), (CheckProfile.STRICT, 3), (Loud("strict"), 3)],
)
def test_strict_has_all_on(profile: CheckProfile | str, expected: int) -> None:
    """The other profiles have on what is their own, besides what always is."""
    assert expected == len(of_204(check(FULL, profile=profile)))


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """Put a rule that finds fault with everything, off but for APIs and origins, in place of all others."""
    rule = Rule(
        id="SK999-01",
        title="anything",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=Citation.rfc(9110, "15"),
        default=False,
        profiles=(CheckProfile.API,),
        roles=(Role.ORIGIN,),
        why="It is there.",
        fix="Send nothing.",
        test=lambda exchange: Fault(f"{exchange.code}", fix="Send less." if exchange.code == 200 else ""),
    )
    monkeypatch.setattr(_check, "RULES", {rule.id: rule})
    _check._tried.cache_clear()
    yield rule
    _check._tried.cache_clear()


@pytest.mark.parametrize(
    ("profile", "role", "is_found"),
    [
        ("api", "origin", True),
        ("strict", "origin", True),
        ("rfc", "origin", False),
        ("webdav", "origin", False),
        ("api", "proxy", False),
        ("strict", "client", False),
    ],
)
@pytest.mark.usefixtures("own")
def test_a_rule_that_is_off_is_on_in_its_profile(profile: str, role: str, *, is_found: bool) -> None:
    """There, in the strict one, and nowhere else; and for its roles alone."""
    assert (["SK999-01"] if is_found else []) == ids(check(FULL, profile=profile, role=role))
    assert ["SK999-01"] == ids(check(FULL, select="SK9", profile=profile))


def test_a_fault_may_have_a_fix_of_its_own(own: Rule) -> None:
    """Else it is the rule's. A rule about any response is about a number that is no status, too."""
    assert ["Send less."] == [found.fix for found in check(Response(200), select=own.id)]
    assert ["Send nothing."] == [found.fix for found in check(Response(-1), select=own.id)]


@pytest.mark.parametrize(
    ("role", "expected"), [("origin", ["SK203-01"]), ("proxy", []), (Role.PROXY, []), ("client", ["SK203-01"])]
)
def test_a_rule_is_for_some_roles(role: Role | str, expected: list[str]) -> None:
    """What an origin is not to send, a proxy may."""
    changed = Response(203, {"Content-Type": "application/json"}, b"{}")

    assert expected == ids(check(changed, role=role))


def test_findings_come_in_the_order_of_the_rules() -> None:
    """However they were selected."""
    assert ["SK204-01", "SK204-03"] == ids(check(FULL, select=["SK204-03", "SK204-01"]))


# --- what is known ---------------------------------------------------------------------------------------------------


def test_rules_are_skipped_where_what_they_need_is_not_known() -> None:
    """Without the request, and without the content, some rules are not tried, and said to be left out."""
    nothing, everything = Response(204), Response(204, content=b"", request=PUT)

    assert "SK204-01" in ids(skipped(nothing))
    assert "SK2XX-05" in ids(skipped(nothing))
    assert "SK204-02" not in ids(skipped(nothing))
    assert "SK204-03" not in ids(skipped(nothing))
    assert [] == skipped(everything)


def test_skipped_asks_the_same_as_check() -> None:
    """The same arguments choose the rules, and are refused alike."""
    assert ["SK204-01"] == ids(skipped(Response(204), select="SK204-01"))
    assert [] == skipped(Response(204), select="SK204-01", ignore="SK204")
    assert [] == skipped(FULL, select="SK204-01")
    with pytest.raises(UnknownRuleError):
        skipped(FULL, select="SK204-99")
    with pytest.raises(InvalidMessageError):
        skipped(None)


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"select": "SK204"},
        {"select": "all", "ignore": "SK204-01"},
        {"profile": "strict"},
        {"select": "all", "role": "client"},
    ],
    ids=str,
)
def test_what_is_tried_and_what_is_skipped_is_all_there_is(chosen: dict[str, str]) -> None:
    """The same arguments choose the rules, and each is either tried or left out."""
    given: Any = chosen
    everything = tried(Response(204, content=b"", request=PUT), **given)
    bare = ids(tried(Response(204), **given)), ids(skipped(Response(204), **given))

    assert all(bare)
    assert sorted(ids(everything)) == sorted([*bare[0], *bare[1]])
    assert ids(everything) == ids(tried(Response(204, content=b""), PUT, **given))
    assert set(ids(check(FULL, PUT, **given))) <= set(ids(everything))


def test_few_arguments_change_what_is_tried() -> None:
    """Each of them does."""
    choices: list[dict[str, Any]] = [
        {},
        {"select": "SK204"},
        {"ignore": "SK204"},
        {"profile": "strict"},
        {"role": "client", "select": "all"},
    ]
    found = [ids(tried(Response(204), **choice)) for choice in choices]

    assert len(choices) == len({tuple(each) for each in found})
    assert ["SK204-02", "SK204-03"] == found[1]
    with pytest.raises(InvalidMessageError):
        tried(None)


@pytest.mark.parametrize("code", [100, 200, 202, 206, 304, 412, 500])
def test_a_rule_is_skipped_for_what_it_needs(code: int) -> None:
    """Of a bare status everything is skipped that needs the request or the content, and nothing else."""
    bare, full, asked = (
        {rule.needs for rule in skipped(Response(code, content=content), request, select="all")}
        for content, request in ((None, None), (b"", None), (None, PUT))
    )

    assert bare
    assert {Need.REQUEST, Need.CONTENT} >= {need for needs in bare for need in needs}
    assert bare - full == {needs for needs in bare if set(needs) == {Need.CONTENT}}
    assert bare - asked == {needs for needs in bare if set(needs) == {Need.REQUEST}}
    assert [] == skipped(Response(code, content=b""), PUT, select="all")


def test_a_request_may_be_that_of_a_library() -> None:
    """Anything with a method is a request: an object, a mapping, an environ of WSGI."""
    refused = Response(405, {"Allow": "GET, PUT", "Content-Type": "text/plain"}, b"no")
    environ = {"REQUEST_METHOD": "PUT", "PATH_INFO": "/", "HTTP_HOST": "example.com", "SERVER_PROTOCOL": "HTTP/1.1"}
    foreign = SimpleNamespace(method="PUT", url="/", headers={"Host": "example.com"})

    assert ["SK405-02"] == ids(check(refused, PUT))
    assert ["SK405-02"] == ids(check(refused, foreign))
    assert ["SK405-02"] == ids(check(refused, {"method": "PUT", "url": "/"}))
    assert ["SK405-02"] == ids(check(refused, environ))


def test_a_request_that_is_told_comes_before_that_of_the_response() -> None:
    """Who tells one knows better."""
    refused = Response(405, {"Allow": "GET", "Content-Type": "text/plain"}, b"no", request=PUT)

    assert [] == check(refused)
    assert ["SK405-02"] == ids(check(refused, Request("GET", "/", {"Host": "example.com"})))


class Pretender:
    """An object that says it is a Request."""

    method = "HEAD"

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return Request


def test_what_pretends_to_be_a_request_is_read_as_any_other() -> None:
    """A mock claims to be of any class; what it has is looked at, and nothing is taken on trust."""
    assert ["SK2XX-03"] == ids(check(Response(200, {"Content-Type": "text/plain"}, b"hello"), Pretender()))


NO_REQUEST: dict[str, Any] = {
    **STRANGE,
    "text": "GET",
    "nothing": {},
    "no method": {"url": "/"},
    "fields": {"method": "PUT", "headers": 7},
}
NO_RESPONSE: dict[str, Any] = {**STRANGE, "status": 404, "nothing": [], "no status": {"method": "GET"}}


@pytest.mark.parametrize("name", [name for name in NO_REQUEST if name != "none"])
def test_what_is_no_request_is_refused(name: str) -> None:
    """There is no guessing at a method."""
    with pytest.raises(InvalidMessageError, match="no HTTP request"):
        check(FULL, NO_REQUEST[name])


@pytest.mark.parametrize("name", NO_RESPONSE)
def test_what_is_no_response_is_refused(name: str) -> None:
    """As view() does it."""
    with pytest.raises(InvalidMessageError):
        check(NO_RESPONSE[name])
    with pytest.raises(InvalidMessageError):
        check_pair(FULL, NO_RESPONSE[name])


@pytest.mark.parametrize("code", [-1, 0, 42, 600, 999, 1000, 10**30])
def test_a_number_that_is_no_status_is_no_obstacle(code: int) -> None:
    """No rule of a class is tried on it, and nothing is raised."""
    assert [] == [found for found in check(Response(code, content=b""), PUT) if not found.rule.id.startswith("SK000")]


def test_whatever_a_library_has_is_read() -> None:
    """A pair of status and headers will do, and a mapping of a gateway."""
    assert ["SK204-02"] == ids(check((204, {"Content-Length": "0"})))
    assert ["SK204-02"] == ids(check({"statusCode": 204, "headers": {"Content-Length": "0"}}))


# --- explain ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*STRANGE, "beginning", "small", "empty"])
def test_only_a_rule_is_explained(name: str) -> None:
    """The beginning of an id is none."""
    given = {**STRANGE, "beginning": "SK405", "small": "sk405-01", "empty": ""}[name]
    with pytest.raises(UnknownRuleError, match="not the id of a rule"):
        explain(given)


def test_an_id_may_be_of_a_subclass_of_text() -> None:
    """An enum of text, say; its own methods are not asked."""
    assert explain("SK405-01") == explain(Loud("SK405-01"))


def test_an_unknown_rule_can_be_pickled() -> None:
    """As each error of statuskit."""
    with pytest.raises(UnknownRuleError) as caught:
        explain("SK405-1")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own

    assert str(caught.value) == str(copy)
    assert "SK405-01" in copy.suggestions


def test_an_id_is_one_rule_s() -> None:
    """An id that another one begins with selects and ignores its own rule alone; the beginning of ids takes both."""
    response = Response(407, {}, request=Request("GET", "/", {"Host": "example.org"}))
    ids = [
        [finding.rule.id for finding in check(response, select=select, ignore=ignore)]
        for select, ignore in (("SK407-01", ()), ("SK407", ()), ("SK407", "SK407-01"), ("SK407", "SK407"))
    ]
    assert [["SK407-01"], ["SK407-01", "SK407-01b"], ["SK407-01b"], []] == ids
