"""Strategies for what messages are made of, what they refuse, and what hypothesis knows without being asked."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from statuskit._hypothesis import register
from statuskit.conformance import check
from statuskit.data.methods import IDEMPOTENT_METHODS, SAFE_METHODS
from statuskit.data.vendors import BY_NUMBER
from statuskit.exceptions import InvalidStatusError, UnknownRuleError, UnknownStatusError
from statuskit.fields import parse_http_date
from statuskit.messages import Headers, Request, Response
from statuskit.model import Status, StatusClass
from statuskit.registry import HTTP, lookup
from statuskit.retry import parse_retry_after
from statuskit.testing.strategies import (
    headers,
    methods,
    requests,
    response_pairs,
    responses,
    retry_after_values,
    statuses,
)

ROOT = Path(__file__).parents[2]
FEW = settings(max_examples=50)
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
# RFC 9110, section 5.5: visible, with spaces and tabs within alone.
VALUE = re.compile(r"(?:[!-~](?:[!-~ \t]*[!-~])?)?")


# --- statuses and methods ---------------------------------------------------------------------------------------------


@given(statuses())
def test_any_status_comes(status: Status) -> None:
    """Each is the one that lookup() knows by its number."""
    assert lookup(int(status)) is status


@pytest.mark.parametrize(
    ("strategy", "codes"),
    [
        (statuses("3xx", registered=True), {300, 301, 302, 303, 304, 305, 306, 307, 308}),
        (statuses(StatusClass.INFORMATIONAL, registered=True), {100, 101, 102, 103, 104}),
        (statuses("1xx", registered=False), set(range(105, 200))),
        (statuses(HTTPStatus.NOT_FOUND), {404}),
        (statuses({200, "404 Not Found"}), {200, 404}),
        (statuses("redirect"), {300, 301, 302, 303, 307, 308}),
        (statuses(lambda status: status.is_reserved), {306, 418}),
        (statuses("5xx", vendor="cloudflare", registered=False), {*range(520, 528), 530}),
        (statuses(range(490, 500), vendor=True), {494, 495, 496, 497, 498, 499}),
        (statuses(range(490, 500), vendor=False), {490, 491, 492, 493}),
    ],
    ids=range(10),
)
def test_statuses_are_those_that_are_asked_for(strategy: st.SearchStrategy[Status], codes: set[int]) -> None:
    """All of them and no others: a class, a word, a set, a predicate, a vendor, and whether IANA lists it."""
    drawn: set[int] = set()

    @given(strategy)
    @settings(max_examples=1000, database=None)
    def collect(status: Status) -> None:
        drawn.add(int(status))

    collect()

    assert codes == drawn


def test_the_statuses_of_a_vendor_are_those_that_it_gave_a_meaning() -> None:
    """A registered status that a vendor uses in its own way is one of them."""
    status = find(statuses(vendor="Cloudflare", registered=True), lambda _: True)

    assert "Cloudflare" in {meaning.vendor for meaning in BY_NUMBER[status]}


def test_a_status_shrinks_to_what_people_know() -> None:
    """The first that is tried in each class is the one that everybody has seen."""
    assert 200 == find(statuses(), lambda _: True)
    assert 404 == find(statuses("4xx"), lambda _: True)
    assert 500 == find(statuses("5xx"), lambda _: True)


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (lambda: methods(safe=True), SAFE_METHODS - {"PRI"}),
        (lambda: methods(safe=False, idempotent=True), IDEMPOTENT_METHODS - SAFE_METHODS),
        (lambda: methods(idempotent=False), {"CONNECT", "LOCK", "PATCH", "POST"}),
    ],
    ids=["safe", "idempotent and not safe", "not idempotent"],
)
def test_methods_are_those_of_the_registry(strategy: object, expected: set[str]) -> None:
    """All that IANA lists so, but what is reserved lest anybody use it."""
    drawn: set[str] = set()

    @given(strategy())  # type: ignore[operator]
    @settings(max_examples=500, database=None)
    def collect(method: str) -> None:
        drawn.add(method)

    collect()

    assert expected == drawn


def test_a_method_shrinks_to_get() -> None:
    """It is the plainest."""
    assert "GET" == find(methods(), lambda _: True)


# --- fields -----------------------------------------------------------------------------------------------------------


@given(headers())
def test_fields_are_well_formed(fields: Headers) -> None:
    """Names are tokens and values are visible, with spaces within alone."""
    assert all(TOKEN.fullmatch(name) and VALUE.fullmatch(value) for name, value in fields.items())


@pytest.mark.parametrize(
    "holds",
    [
        lambda fields: any("\r\n" in value for _, value in fields.items()),
        lambda fields: any(value == "9" * 400 for _, value in fields.items()),
        lambda fields: any(not value.isascii() for _, value in fields.items()),
        lambda fields: "" in fields,
    ],
    ids=["a line break", "a number without end", "no ASCII", "no name"],
)
def test_hostile_fields_come_where_they_are_asked_for(holds: object) -> None:
    """What attackers send is among them."""
    assert holds(find(headers(hostile=True), holds, settings=settings(max_examples=20_000)))  # type: ignore[operator,arg-type]


def test_a_field_may_be_there_twice() -> None:
    """Lines of one name are kept apart."""
    fields = find(
        headers(),
        lambda fields: any(len(fields.get_all(name)) > 1 for name in fields),
        settings=settings(max_examples=20_000),
    )

    assert 2 == len(fields.items())
    assert 1 == len(fields)


@given(retry_after_values())
def test_a_wait_can_be_read(value: str) -> None:
    """It is whole seconds or an HTTP-date, and no rule finds fault with it."""
    assert parse_retry_after(value, now=0).seconds is not None
    assert value.isdecimal() or parse_http_date(value) is not None
    assert [] == check(Response(503, {"Retry-After": value}))


@given(retry_after_values(valid=False))
def test_what_is_no_wait_is_found(value: str) -> None:
    """It is neither, and the rule about it says so; nothing else is wrong."""
    assert not value.isdecimal() or not value.isascii()
    assert parse_http_date(value) is None
    assert ["SKHDR-01"] == [finding.rule.id for finding in check(Response(503, {"Retry-After": value}))]


@pytest.mark.parametrize(
    "form",
    [
        r"\d+",
        r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
        r"[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT",
        r"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}",
        r"soon",
    ],
    ids=["seconds", "IMF-fixdate", "RFC 850", "asctime", "nothing"],
)
def test_a_wait_comes_in_every_form(form: str) -> None:
    """RFC 9110, section 5.6.7, has three forms of a date; with neither told, what is no wait comes, too."""
    value = find(retry_after_values(valid=None), lambda value: re.fullmatch(form, value) is not None)

    assert re.fullmatch(form, value)


# --- requests ---------------------------------------------------------------------------------------------------------


@given(requests())
@FEW
def test_a_request_is_one_of_any_kind(request: Request) -> None:
    """Its method is registered, its version one that there is."""
    assert set(request.method) <= set(string.ascii_uppercase + "-")
    assert request.http_version in {None, "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"}


@given(requests("PURGE", url="/users"), requests(methods(safe=True), url=st.sampled_from(["/a", "/b"])))
@FEW
def test_what_is_told_of_a_request_is_kept(one: Request, other: Request) -> None:
    """A value, or what a strategy draws."""
    assert ("PURGE", "/users") == (one.method, one.url)
    assert other.method in SAFE_METHODS
    assert other.url in {"/a", "/b"}


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "kind", "said"),
    [
        (
            lambda: responses(fault="SK401-1"),
            UnknownRuleError,
            "'SK401-1'; accepted: SK000-01, .*did you mean SK401-01",
        ),
        (lambda: responses(fault="sk405-01"), UnknownRuleError, "did you mean SK405-01"),
        (lambda: responses(fault="xyz"), UnknownRuleError, r"'xyz'; accepted: SK000-01, [^;]*\.\.\.$"),
        (lambda: responses(fault=7), UnknownRuleError, "here: 7; accepted"),  # type: ignore[arg-type]
        (lambda: responses(fault="SK304-04"), UnknownRuleError, r"ask response_pairs\(\) for it"),
        (lambda: response_pairs(fault="SK401-01"), UnknownRuleError, r"ask responses\(\) for it"),
        (lambda: response_pairs(fault="SK304-4"), UnknownRuleError, "did you mean SK304-04"),
        (lambda: responses(conformant=True, fault="SK401-01"), ValueError, "'SK401-01' is not conformant: leave one"),
        (lambda: responses(200, fault="SK401-01"), UnknownStatusError, "status 200 is one with the fault SK401-01"),
        (
            lambda: responses({200, 201}, fault="SK401-01"),
            UnknownStatusError,
            "status 200 OK or 201 Created is one with",
        ),
        (lambda: responses(418, conformant=True), UnknownStatusError, "status 418 is one that is conformant"),
        (lambda: responses(471, conformant=True), UnknownStatusError, "status 471 is one that is conformant"),
        (lambda: responses("6xx"), UnknownStatusError, "unknown status to expect: '6xx'"),
        (lambda: responses(7), InvalidStatusError, "not a status to expect: 7"),
        (lambda: statuses("notfound"), UnknownStatusError, "did you mean"),
        (
            lambda: statuses(404, registered=False),
            UnknownStatusError,
            "all of this: 404, registered=False, vendor=None",
        ),
        (lambda: statuses(vendor="cloudflar"), UnknownStatusError, "'cloudflar'; accepted: .*did you mean Cloudflare"),
        (lambda: statuses(vendor="zzz"), UnknownStatusError, r"not a vendor: 'zzz'; accepted: [^;]*$"),
        (lambda: methods(safe=True, idempotent=False), ValueError, "no method is safe and not idempotent"),
    ],
    ids=range(19),
)
def test_what_cannot_be_is_refused_at_once(asked: object, kind: type[Exception], said: str) -> None:
    """Not when the first example is drawn; and what was meant is named."""
    with pytest.raises(kind, match=said):
        asked()  # type: ignore[operator]


def test_what_stands_nearest_is_told_to_programs() -> None:
    """As with every error of its kind."""
    with pytest.raises(UnknownRuleError) as caught:
        responses(fault="SK405-1")

    assert "SK405-01" == caught.value.suggestions[0]


# --- what hypothesis knows by itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Status, Headers, Request, Response], ids=lambda kind: kind.__name__)
def test_types_have_their_strategies(kind: type) -> None:
    """So st.builds() and type hints find them."""
    register()

    assert kind is type(find(st.from_type(kind), lambda _: True))


def test_hypothesis_finds_the_entry_point(tmp_path: Path) -> None:
    """It registers the types when hypothesis is imported, and imports no strategy before one is drawn from."""
    declared = '[project.entry-points.hypothesis]\nstatuskit = "statuskit._hypothesis:register"\n'
    info = tmp_path / "statuskit_door-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: statuskit-door\nVersion: 0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[hypothesis]\nstatuskit_door = statuskit._hypothesis:register\n", "utf-8")
    program = (
        f"import sys; sys.path[:0] = {[str(tmp_path), str(ROOT / 'src')]!r}\n"
        "from hypothesis import find, strategies as st\n"
        "assert 'statuskit.testing' not in sys.modules\n"
        "from statuskit import Status\n"
        "print(find(st.from_type(Status), lambda _: True))\n"
        "assert 'statuskit.testing.strategies' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603

    assert declared in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert ("200\n", "") == (done.stdout, done.stderr)


def test_the_package_is_of_use_without_hypothesis() -> None:
    """Assertions do not import it."""
    program = "import sys; import statuskit.testing; assert 'hypothesis' not in sys.modules"

    assert 0 == subprocess.run([sys.executable, "-c", program], check=False).returncode  # noqa: S603


def test_all_registered_statuses_come() -> None:
    """Each can be asked for by itself."""
    assert [int(status) for status in HTTP] == [int(find(statuses(status), lambda _: True)) for status in HTTP]
