"""The laws of caching: what holds of any exchange, any fields and any times."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from statuskit.caching import (
    ReuseAction,
    ReuseReason,
    StoreReason,
    freshness,
    invalidates,
    may_reuse,
    may_store,
    updates_stored,
    validation_headers,
    vary_key,
)
from statuskit.fields import CacheControl
from statuskit.messages import Headers, Request, Response

NOW = 1_800_000_000
DATES = (
    "Fri, 15 Jan 2027 07:59:00 GMT",
    "Fri, 15 Jan 2027 08:00:00 GMT",
    "Fri, 15 Jan 2027 08:01:00 GMT",
    "Friday, 15-Jan-70 08:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Mon, 01 Jan 0001 00:00:00 GMT",
    "fri, 15 jan 2027 08:01:00 gmt",
    "Fri, 15 Jan 2027 08:01:00 +0100",
    "0",
    "",
)
BARE = (
    "no-store",
    "no-cache",
    "public",
    "private",
    "must-revalidate",
    "proxy-revalidate",
    "must-understand",
    "immutable",
    "no-transform",
    "only-if-cached",
    "max-stale",
    "frobnicate",
)
TIMED = ("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error", "max-stale", "min-fresh")
LISTED = ("no-cache", "private")
SECONDS = st.sampled_from(("0", "1", "60", "2147483648"))

# Directives that are well-formed in Cache-Control and in a targeted field alike: name and argument.
directive = st.one_of(
    st.tuples(st.sampled_from(BARE), st.just("")),
    st.tuples(st.sampled_from(TIMED), SECONDS.map("={}".format)),
    st.tuples(st.sampled_from(LISTED), st.sampled_from(('="x-a"', '="X-A, x-b"', '="set-cookie"'))),
)
unrepeated = st.lists(directive, max_size=5, unique_by=lambda pair: pair[0])
joined = unrepeated.map(lambda pairs: ", ".join(name + argument for name, argument in pairs))
hostile = st.one_of(
    st.text(max_size=40),
    st.text('",=\\ \t;-max-agenostrvicx059', max_size=40),
    st.sampled_from(
        (
            "max-age=" + "9" * 5000,
            "max-age=-1",
            "max-age=1.5",
            'max-age="60',
            'x="a, no-store',
            "max-age=60\x00",
            "max-age = 60",
            "private=, no-cache=",
            "s-maxage=\u0666\u0660",
            'max-age=@99999999999999, x=%"a%ff"',
            "\ud800, max-age=60",
        )
    ),
)
controls = st.one_of(joined, hostile, st.tuples(joined, hostile).map(", ".join))
NAMES = ("Accept", "Accept-Language", "Cookie", "X-A")
values = st.one_of(st.sampled_from(("", "a", "b", "a, b", '"a,  b"')), st.text(max_size=10))
varies = st.one_of(st.sampled_from(("*", "accept", "Cookie, X-A", ", accept-language,", "a b")), st.text(max_size=10))

request_fields = st.lists(
    st.one_of(
        st.tuples(st.just("Cache-Control"), controls),
        st.tuples(st.just("Pragma"), st.sampled_from(("no-cache", "x"))),
        st.tuples(st.just("Authorization"), st.sampled_from(("", "Basic dTpw"))),
        st.tuples(st.sampled_from(NAMES), values),
    ),
    max_size=3,
)
response_fields = st.lists(
    st.one_of(
        st.tuples(st.just("Cache-Control"), controls),
        st.tuples(st.sampled_from(("CDN-Cache-Control", "X-Cache-Control")), controls),
        st.tuples(st.sampled_from(("Date", "Expires", "Last-Modified")), st.sampled_from(DATES) | values),
        st.tuples(st.just("Age"), st.sampled_from(("0", "30", "30, x", "x", "-1", "9" * 5000)) | values),
        st.tuples(st.just("Vary"), varies),
        st.tuples(st.just("ETag"), st.sampled_from(('"1"', 'W/"1"', '"2"', "1")) | values),
        st.tuples(st.just("Content-Location"), st.sampled_from(("/a", "/b", "//[", "http://example.org/a"))),
        st.tuples(st.just("Set-Cookie"), st.just("a=1")),
    ),
    max_size=5,
)
methods = st.sampled_from(("GET", "HEAD", "POST", "PUT", "get", "BREW"))
urls = st.sampled_from((None, "/a", "/b", "http://example.org/a", "//[", "https://example.org:x/"))
statuses = st.one_of(st.sampled_from((200, 200, 200, 206, 302, 304, 404, 429, 471)), st.integers(100, 999))
requests = st.builds(Request, methods, urls, request_fields)
gets = st.builds(Request, st.sampled_from(("GET", "GET", "HEAD")), st.just("/a"), request_fields)
responses = st.builds(Response, statuses, response_fields)
moments = st.one_of(
    st.integers(NOW - 100, NOW + 200),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
)
# Targeted fields are read by an extra; without it, there is no cache that obeys one.
LISTS = ((), ("CDN-Cache-Control",), ("X-Cache-Control", "CDN-Cache-Control"))
targets = st.sampled_from(LISTS if find_spec("http_sf") else LISTS[:1])
kinds = st.booleans()


def assert_told(decision: Any) -> None:
    """A decision can be shown, and written as JSON."""
    assert decision.explain().startswith(str(decision))
    assert decision.to_dict() == json.loads(json.dumps(decision.to_dict(), allow_nan=False))
    assert decision.citation.source.startswith("RFC ")


# --- totality ---------------------------------------------------------------------------------------------------------


@given(requests, responses, requests, kinds, moments, moments, moments | st.none(), targets)
@example(Request(), Response(200, {"Last-Modified": DATES[5]}), Request(), True, 10**400, 10**400, None, ())
@example(Request(), Response(200, {"Expires": DATES[4]}), Request(), True, -(10**400), 10**400, 1e308, ())
def test_everything_has_an_answer(
    asked: Request,
    response: Response,
    request: Request,
    shared: bool,  # noqa: FBT001
    received: Any,
    now: Any,
    requested: Any,
    target_list: tuple[str, ...],
) -> None:
    """Whatever an exchange says, and whenever it was, there is an answer, the same each time, that can be shown."""
    times = {"received_at": received, "now": now, "requested_at": requested}
    stored = may_store(asked, response, shared=shared, target_list=target_list)
    found = freshness(response, shared=shared, target_list=target_list, **times)
    reused = may_reuse(asked, response, request, shared=shared, target_list=target_list, **times)

    assert stored == may_store(asked, response, shared=shared, target_list=target_list)
    assert reused == may_reuse(asked, response, request, shared=shared, target_list=target_list, **times)
    assert (bool(stored), bool(found)) == (stored.allowed, found.is_fresh)
    assert bool(reused) is (reused.action is ReuseAction.REUSE)
    assert found.is_fresh is (found.lifetime > found.age >= 0)
    assert found.lifetime >= 0
    for decision in (stored, found, reused):
        assert_told(decision)


@given(st.text(max_size=8) | methods, statuses, responses, responses)
def test_validation_has_an_answer(method: str, status: int, new: Response, old: Response) -> None:
    """Validation and invalidation have an answer to anything; what is sent is what is stored."""
    sent = validation_headers(old)

    assert invalidates(method, status) in {True, False}
    assert updates_stored(new, old) in {True, False}
    assert set(sent) <= {"If-None-Match", "If-Modified-Since"}
    assert all(
        value.strip(" \t") in {line.strip(" \t") for _, line in old.headers.items()} for _, value in sent.items()
    )


# --- storing ----------------------------------------------------------------------------------------------------------


@given(requests, responses, targets)
def test_private_allows_what_shared_allows(asked: Request, response: Response, target_list: tuple[str, ...]) -> None:
    """What a shared cache may store, a private one may, but for what s-maxage alone allowed."""
    if may_store(asked, response, shared=True, target_list=target_list):
        decision = may_store(asked, response, shared=False, target_list=target_list)
        is_for_others = any("s-maxage" in value.lower() for _, value in response.headers.items())
        missing = {StoreReason.NOTHING_ALLOWS, StoreReason.POST_NOT_EXPLICIT}

        assert decision.allowed or (is_for_others and decision.reason in missing)


@given(requests, responses, st.sampled_from(("no-store", "No-Store", "NO-STORE")), kinds, st.sampled_from("jbe"))
def test_no_store_is_never_lost(asked: Request, response: Response, word: str, shared: bool, where: str) -> None:  # noqa: FBT001
    """With no-store behind any text, or on a line of its own, nothing is stored, must-understand aside."""
    text = response.headers.get("Cache-Control", "")
    assume("must-understand" not in text.lower())
    lines = {"j": [f"{text}, {word}"], "b": [word, text], "e": [text, word]}[where]
    kept = [(name, value) for name, value in response.headers.items() if name != "Cache-Control"]
    held = Response(response.status, [*kept, *(("Cache-Control", line) for line in lines)])

    assert not may_store(asked, held, shared=shared)


SIGNED = Request(headers={"Authorization": "Basic dTpw"})


@given(
    st.sampled_from((None, SIGNED)),
    st.sampled_from((200, 302)),
    joined,
    st.sampled_from(("x {}", "{} x", "@{}@ {}", "x; {}", "({})", "= {}")),
    st.sampled_from(BARE + TIMED),
    kinds,
)
@example(SIGNED, 200, "max-age=60", "x {}", "must-revalidate", True)
@example(SIGNED, 200, "max-age=60", "x {}", "public", True)
@example(None, 302, "", "x {}", "private", False)
@example(None, 302, "", "x {}", "max-age", False)
@example(None, 302, "", "x {}", "s-maxage", True)
def test_what_is_malformed_allows_nothing(
    asked: Request | None,
    status: int,
    good: str,
    malformed: str,
    name: str,
    shared: bool,  # noqa: FBT001
) -> None:
    """A member that follows no grammar may hold a response back, and never makes it more cacheable."""
    more = ", ".join(filter(None, (good, malformed.replace("{}", name))))
    if may_store(asked, Response(status, {"Cache-Control": more}), shared=shared):
        assert may_store(asked, Response(status, {"Cache-Control": good}), shared=shared)


@given(requests, st.sampled_from((200, 302, 404, 471)), unrepeated, kinds, st.randoms())
def test_order_and_case_of_directives(
    asked: Request,
    status: int,
    pairs: list[tuple[str, str]],
    shared: bool,  # noqa: FBT001
    random: Any,
) -> None:
    """The order of directives, the case of their names, and the lines they are on, mean nothing where none is twice."""
    written = [random.choice([name.upper(), name.title(), name]) + argument for name, argument in pairs]
    random.shuffle(written)
    cut = random.randint(0, len(written))
    one = Response(status, {"Cache-Control": ", ".join(name + argument for name, argument in pairs)})
    other = Response(status, [("cache-control", ", ".join(part)) for part in (written[:cut], written[cut:])])
    times = {"received_at": NOW, "now": NOW + 70}

    assert may_store(asked, one, shared=shared) == may_store(asked, other, shared=shared)
    assert freshness(one, shared=shared, **times) == freshness(other, shared=shared, **times)
    assert may_reuse(asked, one, asked, shared=shared, **times) == may_reuse(
        asked, other, asked, shared=shared, **times
    )


@given(requests, st.sampled_from((200, 302, 471)), unrepeated.filter(bool), controls, kinds)
def test_a_targeted_field_is_a_cache_control(
    asked: Request,
    status: int,
    pairs: list[tuple[str, str]],
    ignored: str,
    shared: bool,  # noqa: FBT001
) -> None:
    """A targeted field says what the same Cache-Control says, whatever Cache-Control says beside it (RFC 9213, 2.2)."""
    pytest.importorskip("http_sf")
    text = ", ".join(name + argument for name, argument in pairs)
    plain = Response(status, {"Cache-Control": text})
    fields = {"CDN-Cache-Control": text, "Cache-Control": ignored, "Expires": DATES[2]}
    targeted = Response(status, fields)
    known: dict[str, Any] = {"shared": shared, "target_list": ("CDN-Cache-Control",)}
    times = {"received_at": NOW, "now": NOW + 30}
    one, other = may_store(asked, plain, shared=shared), may_store(asked, targeted, **known)
    fresh, as_fresh = freshness(plain, shared=shared, **times), freshness(targeted, **known, **times)

    assert (one.allowed, one.reason, one.omit_fields) == (other.allowed, other.reason, other.omit_fields)
    assert (fresh.lifetime, fresh.source, fresh.stale_allowed) == (
        as_fresh.lifetime,
        as_fresh.source,
        as_fresh.stale_allowed,
    )


# --- using ------------------------------------------------------------------------------------------------------------


@given(responses, kinds, st.integers(-300, 300), st.integers(0, 10**6), st.integers(-300, 300))
def test_nothing_gets_younger(response: Response, shared: bool, now: int, later: int, requested: int) -> None:  # noqa: FBT001
    """The age never decreases with time, the lifetime stays, and what is stale is never fresh again."""
    times = {"received_at": NOW, "requested_at": NOW + requested}
    before = freshness(response, shared=shared, now=NOW + now, **times)
    after = freshness(response, shared=shared, now=NOW + now + later, **times)

    assert before.age <= after.age
    assert before.lifetime == after.lifetime
    assert before.is_fresh or not after.is_fresh


@given(requests | gets, responses, gets, kinds, st.integers(-60, 400), targets)
def test_freshness_and_reuse_agree(
    asked: Request,
    response: Response,
    request: Request,
    shared: bool,  # noqa: FBT001
    now: int,
    target_list: tuple[str, ...],
) -> None:
    """may_reuse tells the freshness that freshness() does, and sends nothing that is stale and must not be."""
    known: dict[str, Any] = {"shared": shared, "received_at": NOW, "now": NOW + now, "target_list": target_list}
    found = freshness(response, **known)
    decision = may_reuse(asked, response, request, **known)

    assert (found.age, found.lifetime, found.is_fresh) == (decision.age, decision.lifetime, not decision.is_stale)
    if decision:
        assert found.is_fresh or found.stale_allowed
        assert found.is_fresh is (decision.reason in {ReuseReason.FRESH, ReuseReason.IMMUTABLE})
    if decision.stale_on_error:
        assert found.is_fresh or found.stale_allowed
        assert decision.reason in {ReuseReason.STALE, ReuseReason.REQUEST_MAX_AGE, ReuseReason.MIN_FRESH}


@given(requests | gets, responses, gets, kinds, st.integers(-60, 400), targets)
def test_what_is_reused_may_be_stored(
    asked: Request,
    response: Response,
    request: Request,
    shared: bool,  # noqa: FBT001
    now: int,
    target_list: tuple[str, ...],
) -> None:
    """What answers a request, or might after a validation, may be stored; a private no-store of the request aside."""
    known: dict[str, Any] = {"shared": shared, "target_list": target_list}
    decision = may_reuse(asked, response, request, received_at=NOW, now=NOW + now, **known)
    if decision.action is not ReuseAction.NO:
        assert may_store(asked, response, **known)
        assert request.method in {"GET", "HEAD"}


@given(requests | gets, responses, requests | gets, kinds, varies, st.booleans())
def test_vary_any_is_never_reused(
    asked: Request,
    response: Response,
    request: Request,
    shared: bool,  # noqa: FBT001
    others: str,
    first: bool,  # noqa: FBT001
) -> None:
    """A "*" in Vary, wherever it stands, matches no request."""
    vary = f"*, {others}" if first else f"{others}, *"
    starred = Response(response.status, [*response.headers.items(), ("Vary", vary)])

    assert ReuseAction.NO is may_reuse(asked, starred, request, shared=shared, received_at=NOW, now=NOW).action
    assert vary_key(vary, request.headers) is None


# --- fields -----------------------------------------------------------------------------------------------------------


@given(controls | st.lists(controls, max_size=3))
@example('x="a\\"b, c", private="y"')
def test_cache_control_round_trips(text: Any) -> None:
    """What is rendered is one line, is read again as the same directives, and holds back as much."""
    control = CacheControl.parse(text)
    again = CacheControl.parse(str(control))

    assert not {"\r", "\n", "\0"}.intersection(str(control))
    assert [name for name, _ in control.directives] == [name for name, _ in again.directives][: len(control.directives)]
    assert str(control) == str(again)
    for name in (*BARE, *TIMED):
        assert (name in control) == (name in again)
        assert control.field_names(name) == again.field_names(name)
        assert control.seconds(name) == again.seconds(name)
        if name not in {"no-cache", "no-store", "proxy-revalidate"}:  # of which none allows anything
            assert control.states(name) == again.states(name)


@given(controls, statuses, kinds, requests | gets)
def test_what_is_rendered_is_not_more_cacheable(
    text: str,
    status: int,
    shared: bool,  # noqa: FBT001
    asked: Request,
) -> None:
    """What must not be stored must not be once its field is written again, and it is fresh for no longer."""
    given_one, again = (Response(status, {"Cache-Control": each}) for each in (text, str(CacheControl.parse(text))))

    assert may_store(asked, given_one, shared=shared) or not may_store(asked, again, shared=shared)
    times: dict[str, Any] = {"shared": shared, "received_at": NOW, "now": NOW}
    assert freshness(given_one, **times).lifetime >= freshness(again, **times).lifetime


MEMBERS = st.lists(st.text("abcAB01=;-", min_size=1, max_size=3), min_size=1, max_size=3)
BLANKS = st.sampled_from(("", " ", "\t", "  "))


@given(MEMBERS, st.data())
def test_blanks_and_lines_are_no_difference(members: list[str], data: st.DataObject) -> None:
    """Requests match that differ in blanks around commas and in the lines of a field only."""
    cut = data.draw(st.integers(0, len(members) - 1))
    parts = [part for part in (members[:cut], members[cut:]) if part]
    lines = [
        data.draw(BLANKS) + f"{data.draw(BLANKS)},{data.draw(BLANKS)}".join(part) + data.draw(BLANKS) for part in parts
    ]

    assert vary_key("x-a", {"X-A": ",".join(members)}) == vary_key(["X-A"], Headers([("x-a", line) for line in lines]))


@given(MEMBERS | st.none(), MEMBERS | st.none())
def test_anything_else_is_a_difference(ours: list[str] | None, theirs: list[str] | None) -> None:
    """Requests with other members, or other ones of them in another order, or none, do not match."""
    one, other = ([] if members is None else [("X-A", ", ".join(members))] for members in (ours, theirs))

    assert (ours == theirs) is (vary_key("x-a", one) == vary_key("x-a", other))
