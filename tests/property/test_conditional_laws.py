"""Laws of the preconditions that hold for any header: nothing raises, nothing that means nothing has any effect."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from statuskit import HTTP
from statuskit.conditional import Action, ETag, Outcome, Truth, evaluate_preconditions, settle
from statuskit.fields import parse_etags, parse_http_date

NAMES = ("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range")
DATES = [f"Sun, 06 Nov 1994 08:49:{second} GMT" for second in (36, 37, 38)] + ["Sunday, 06-Nov-94 08:49:37 GMT"]
ETAGC = st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters='"', exclude_categories=["Cc"])
TAGS = st.builds(ETag, st.sampled_from(["1", "2", "a,b"]) | st.text(ETAGC, max_size=5), is_weak=st.booleans())
# A malformed member: text without a tag in it, and nothing that could end one member and begin the next.
MALFORMED = st.text(st.characters(max_codepoint=0xFF, exclude_characters=","), min_size=1, max_size=8).filter(
    lambda text: ETag.parse(text) is None
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.text('",W/*12 \t', max_size=20),
    st.sampled_from([*DATES, "*", "", "bytes=0-1", '"1"', 'W/"1"', '"1", "2"']),
    TAGS.map(str),
)
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=8)
METHODS = st.sampled_from(["GET", "HEAD", "PUT", "POST", "DELETE", "QUERY", "OPTIONS"]) | st.text(max_size=5)
MOMENTS = st.none() | st.integers(784111776, 784111779) | st.floats(allow_nan=False, allow_infinity=False)
KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "exists": st.booleans(),
        "etag": st.none() | TAGS | VALUES,
        "last_modified": MOMENTS,
        "date": MOMENTS,
        "normal_status": st.sampled_from([200, 201, 206, 304, 404, 412, 500]),
        "supports_range": st.booleans(),
        "origin": st.booleans(),
    },
)
STATUSES = {
    Action.PROCEED: None,
    Action.NOT_MODIFIED: HTTP.NOT_MODIFIED,
    Action.PRECONDITION_FAILED: HTTP.PRECONDITION_FAILED,
    Action.PARTIAL: HTTP.PARTIAL_CONTENT,
}


def decided(outcome: Outcome) -> tuple[object, ...]:
    """Return what an outcome decides, its words left out."""
    return outcome.action, outcome.status, outcome.step, outcome.field, outcome.citation


@given(METHODS, HEADERS, KNOWN)
def test_never_raises(method: str, headers: list[tuple[str, str]], known: dict[str, Any]) -> None:
    """Any headers have an outcome that can be shown, and whose parts agree."""
    outcome = evaluate_preconditions(method, headers, **known)

    assert STATUSES[outcome.action] is outcome.status
    assert outcome.step in range(1, 7)
    assert str(outcome) == outcome.explain()[: len(str(outcome))]
    assert outcome.to_dict()["why"] == outcome.why
    assert Action.NOT_MODIFIED is not outcome.action or method in {"GET", "HEAD", "QUERY"}
    assert Action.PRECONDITION_FAILED is not outcome.action or outcome.field != "If-Modified-Since"


@given(METHODS, st.dictionaries(st.sampled_from(NAMES), VALUES), KNOWN, st.randoms())
def test_order_and_case_of_names(method: str, headers: dict[str, str], known: dict[str, Any], random: Any) -> None:
    """The order of different fields, and the case of their names, mean nothing."""
    lines = [(random.choice([name.lower(), name.upper(), name.swapcase()]), value) for name, value in headers.items()]
    random.shuffle(lines)

    assert evaluate_preconditions(method, headers, **known) == evaluate_preconditions(method, lines, **known)


@given(METHODS, HEADERS, KNOWN, st.dictionaries(st.sampled_from(["Accept", "If", "Host"]), VALUES))
def test_other_fields(
    method: str, headers: list[tuple[str, str]], known: dict[str, Any], others: dict[str, str]
) -> None:
    """Fields that are no preconditions have no effect."""
    both = [*others.items(), *headers]

    assert evaluate_preconditions(method, headers, **known) == evaluate_preconditions(method, both, **known)


@given(METHODS, HEADERS, KNOWN)
def test_lines_and_lists(method: str, headers: list[tuple[str, str]], known: dict[str, Any]) -> None:
    """Several lines of a field are one line with their values joined (section 5.3)."""
    joined = {name: ", ".join(value for key, value in headers if key == name) for name, _ in headers}

    assert evaluate_preconditions(method, headers, **known) == evaluate_preconditions(method, joined, **known)


@given(st.lists(TAGS, min_size=1, max_size=4), st.lists(st.tuples(st.integers(0, 4), MALFORMED), max_size=4))
@example([ETag("1")], [(0, '"'), (1, '"')])
@example([ETag(",")], [(0, '"1')])
def test_malformed_members_cost_nothing(tags: list[ETag], junk: list[tuple[int, str]]) -> None:
    """Good tags are found, in their order, whatever malformed members stand before, between and after them."""
    members = [str(tag) for tag in tags]
    for place, text in junk:
        members.insert(place, text)

    assert tuple(tags) == parse_etags(", ".join(members)).tags


@given(
    METHODS,
    st.sampled_from(["If-Match", "If-None-Match"]),
    st.lists(TAGS, min_size=1, max_size=3),
    MALFORMED,
    st.booleans(),
    KNOWN,
)
def test_malformed_beside_good(
    method: str,
    name: str,
    tags: list[ETag],
    junk: str,
    first: bool,  # noqa: FBT001
    known: dict[str, Any],
) -> None:
    """A malformed tag beside good ones never changes what is decided."""
    good = ", ".join(map(str, tags))
    mixed = f"{junk}, {good}" if first else f"{good}, {junk}"
    expected = evaluate_preconditions(method, {name: good}, **known)

    assert decided(expected) == decided(evaluate_preconditions(method, {name: mixed}, **known))


@given(st.sampled_from(["If-Modified-Since", "If-Unmodified-Since"]), st.text(max_size=40), METHODS, HEADERS, KNOWN)
def test_invalid_dates_are_not_there(
    name: str, text: str, method: str, headers: list[tuple[str, str]], known: dict[str, Any]
) -> None:
    """A date that is none decides the same as none."""
    others = [(key, value) for key, value in headers if key != name]
    invalid = [*others, (name, "x" + text)]

    expected = evaluate_preconditions(method, others, **known)
    assert decided(expected) == decided(evaluate_preconditions(method, invalid, **known))


@given(METHODS, st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Truth)), st.booleans(), st.booleans())
def test_settle_is_total(method: str, truths: dict[str, Truth], supports_range: bool, origin: bool) -> None:  # noqa: FBT001
    """Any truths have an outcome, and a field that is ABSENT is as one that is not there."""
    there = {name: truth for name, truth in truths.items() if truth is not Truth.ABSENT}
    outcome = settle(method, truths, supports_range=supports_range, origin=origin)

    assert outcome == settle(method, there, supports_range=supports_range, origin=origin)
    assert all(check.truth is not Truth.ABSENT for check in outcome.checks)


@given(
    st.text() | st.text("SunFriMo, 0123456789-:GMTNov"),
    st.booleans(),
    st.integers() | st.floats(allow_nan=False, allow_infinity=False),
)
def test_dates_never_raise(text: str, any_case: bool, now: float) -> None:  # noqa: FBT001
    """Any text is a date or None, seen from any time."""
    assert isinstance(parse_http_date(text, now=now, any_case=any_case), int | None)


@given(st.text())
def test_tags_never_raise(text: str) -> None:
    """Any text is a tag that shows itself as it was, or None; the tags of any list can be shown and read again."""
    tag = ETag.parse(text)

    assert tag is None or text.strip(" \t") == str(tag)
    assert all(member == ETag.parse(str(member)) for member in parse_etags(text).tags)
