"""Laws of triage that hold for any status and any header: it never raises, and means nothing by what means nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from statuskit import identify
from statuskit.data.triage._row import Fixer
from statuskit.data.triage.advice import ADVICE
from statuskit.data.triage.clues import CLUES
from statuskit.data.triage.correlation import CORRELATION_FIELDS
from statuskit.data.triage.proxy_errors import PROXY_ERRORS
from statuskit.data.vendors.evidence import EVIDENCE
from statuskit.fields._structured import parse_list
from statuskit.guides import Triage, triage
from statuskit.guides._layers import Layer, Sureness

READ = {
    "Proxy-Status",
    "Cache-Status",
    *(row.field for row in CLUES),
    *(row.field for row in CORRELATION_FIELDS),
    *(row.field for row in ADVICE if row.field),
    *(row.field for row in EVIDENCE),
}
KNOWN = {name.lower() for name in READ}
CODES = st.integers(100, 999) | st.sampled_from([103, 200, 304, 403, 429, 499, 500, 502, 503, 504, 520, 530])
NAMES = st.sampled_from(sorted(READ))
TELLING = st.sampled_from(
    [
        *(
            "cloudflare",
            "nginx/1.27",
            "envoy",
            "kong/3",
            "awselb/2.0",
            "CloudFront",
            "AkamaiGHost",
            "gunicorn",
            "Varnish",
        ),
        *("HIT", "MISS, HIT", "DYNAMIC", "Hit from cloudfront", "Error from cloudfront", "challenge", "12"),
        *("1.1 google", "1.1 vegur", "1.1 kong/3", "cache-fra-x", "x; hit", "x; fwd=miss", "PHP/8"),
        *(f"x; error={name}" for name in PROXY_ERRORS),
        *("x; received-status=502", "x; error=", "a, b; error=x, c", '"x"; error="y"'),
    ]
)
VALUES = st.one_of(TELLING, st.text(max_size=60), st.text('abc;="?0@:%(), \t\0\\', max_size=40))
LINES = st.lists(st.tuples(NAMES | st.text(max_size=12), VALUES), max_size=12)


@given(CODES, LINES)
@example(502, [("Proxy-Status", "\ud800")])
@example(200, [("Age", "\u0661")])
def test_never_raises(code: int, lines: list[tuple[str, str]]) -> None:
    """Any status with any fields has a triage that can be shown, in each of its forms."""
    found = triage(code, lines)
    plain = found.to_dict()

    assert isinstance(found, Triage)
    assert json.loads(json.dumps(plain)) == plain
    assert found.explain().startswith(str(found))
    assert all(line.isprintable() for line in found.explain().split("\n"))
    assert identify(code, lines) == found.meaning


@given(CODES, LINES)
def test_parts_agree(code: int, lines: list[tuple[str, str]]) -> None:
    """Who answered, how sure that is and who can fix it fit together, and no text is told twice."""
    found = triage(code, lines)
    answered = found.answered_by

    assert (answered.layer is Layer.UNKNOWN) is (answered.sureness is Sureness.OPEN)
    assert answered.product not in {*answered.via} or not answered.product
    assert found.status.is_error or found.causes or (Fixer.NOBODY,) == found.who_fixes
    assert not found.status.is_error or (found.causes and Fixer.NOBODY not in found.who_fixes)
    for texts in (answered.via, answered.because, found.causes, found.look_first, found.next_steps, found.citations):
        assert texts == tuple(dict.fromkeys(texts))


@given(CODES, st.dictionaries(NAMES, VALUES, max_size=8), st.randoms())
def test_order_and_case_of_names(code: int, headers: dict[str, str], random: Any) -> None:
    """The order of different fields, and the case of their names, mean nothing."""
    lines = [(random.choice([name.lower(), name.upper(), name.swapcase()]), value) for name, value in headers.items()]
    random.shuffle(lines)

    assert triage(code, headers) == triage(code, lines)


@given(CODES, LINES, st.dictionaries(st.text(max_size=12).filter(lambda name: name.lower() not in KNOWN), VALUES))
def test_other_fields(code: int, lines: list[tuple[str, str]], others: dict[str, str]) -> None:
    """A field of which no row speaks changes nothing."""
    assert triage(code, lines) == triage(code, [*others.items(), *lines])


@given(CODES, NAMES, VALUES)
def test_a_field_changes_what_rows_say(code: int, name: str, value: str) -> None:
    """One more field changes the answer only if it fires a row, is an id, or gives the number a meaning."""
    bare, found = triage(code), triage(code, {name: value})
    rows = [row for row in CLUES if row.field == name] or name in {"Proxy-Status", "Cache-Status"}
    speaks = rows or any(row.field == name for row in (*ADVICE, *CORRELATION_FIELDS))

    assert bare == found or speaks or bare.meaning != found.meaning


@given(st.text(max_size=30), st.integers(1, 2000))
def test_long_values(text: str, times: int) -> None:
    """However long a value is, what is told of it is not: the work ends where the value is cut."""
    long = triage(502, dict.fromkeys(("Proxy-Status", "Via", "X-Request-ID", "Server"), text * times))

    assert len(long.explain()) < 12_000


@given(st.text('ab;="?0@:%(), \t\\', max_size=60) | st.text(max_size=40))
def test_lists_never_raise(value: str) -> None:
    """Any text is a list of structured fields or is none, and never both."""
    found = parse_list([value])

    assert not (found.members and found.problem)
    assert all(isinstance(member.name, str) for member in found.members)
