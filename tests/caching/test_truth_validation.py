"""Keys, validators and invalidation: RFC 9111, sections 4.1, 4.3.1, 4.3.4 and 4.4, from their text."""

from __future__ import annotations

import pytest
from caching.truth import request, response

from statuskit.caching import invalidates, updates_stored, validation_headers, vary_key
from statuskit.registry import METHODS

ANY_CASE = "FRI, 15 jan 2027 07:59:00 gmt"  # @-60, as a cache should read it too (section 4.2)

# --- vary_key: the same key, or another (section 4.1) -----------------------------------------------------------------

SAME = {
    "names, in order": ("a, b", "GET | A: 1 | B: 2", "b, a", "GET | B: 2 | A: 1"),
    "names, in any case": ("A", "GET | a: 1", "a", "GET | A: 1"),
    "other fields": ("a", "GET | A: 1 | C: 1", "a", "GET | A: 1 | C: 2"),
    "both absent": ("a", "GET", "a", "GET | B: 1"),
    "blanks at commas": ("a", "GET | A: 1, 2", "a", "GET | A: 1\t,2"),
    "blanks at the ends": ("a", "GET | A: 1", "a", "GET | A: \t 1  "),
    "two lines": ("a", "GET | A: 1, 2", "a", "GET | A: 1 | a: 2"),
    "three lines": ("a", "GET | A: 1, 2, 3", "a", "GET | A: 1,2 | A: 3"),
    "empty members of Vary": ("a", "GET | A: 1", ", a ,,", "GET | A: 1"),
    # RFC 9110, sections 8.3.2, 8.4.1 and 12.5.4: charsets, codings and language tags are the same in any case
    "case of a charset": (
        "accept-charset",
        "GET | Accept-Charset: utf-8",
        "accept-charset",
        "GET | Accept-Charset: UTF-8",
    ),
    "case of a coding": (
        "accept-encoding",
        "GET | Accept-Encoding: GZip",
        "accept-encoding",
        "GET | Accept-Encoding: gzip",
    ),
    "case of a language": (
        "accept-language",
        "GET | Accept-Language: en-gb",
        "accept-language",
        "GET | Accept-Language: en-GB",
    ),
}
OTHER = {
    "value": ("a", "GET | A: 1", "a", "GET | A: 2"),
    "another blank": ("a", "GET | A: 1", "a", "GET | A: 1\xa0"),
    "longer value": ("a", "GET | A: X", "a", "GET | A: XX"),
    "order": ("a", "GET | A: 1, 2", "a", "GET | A: 2, 1"),
    "absent": ("a", "GET | A: 1", "a", "GET"),
    "empty": ("a", "GET | A:", "a", "GET"),
    "one of two": ("a, b", "GET | A: 1 | B: 2", "a, b", "GET | A: 1 | B: 3"),
    "one of two absent": ("a, b", "GET | A: 1", "a, b", "GET | A: 1 | B: 3"),
    "values swapped": ("a, b", "GET | A: 1 | B: 2", "a, b", "GET | A: 2 | B: 1"),
    "blank inside": ("a", "GET | A: 12", "a", "GET | A: 1 2"),
    "blank in quotes": ("a", 'GET | A: "1 2"', "a", 'GET | A: "1  2"'),
    "comma in quotes": ("a", 'GET | A: "1,2"', "a", 'GET | A: "1, 2"'),
    "quotes": ("a", 'GET | A: "1"', "a", "GET | A: 1"),
    "joined": ("a", "GET | A: 1, 2", "a", "GET | A: 12"),
    "case of an unknown value": ("a", "GET | A: x", "a", "GET | A: X"),
}


@pytest.mark.parametrize("case", SAME.values(), ids=SAME)
def test_same_key(case: tuple[str, str, str, str]) -> None:
    """Blanks, lines and the case of names are no difference."""
    vary, first, other_vary, second = case

    assert vary_key(vary, request(first).headers) == vary_key(other_vary, request(second).headers)


@pytest.mark.parametrize("case", OTHER.values(), ids=OTHER)
def test_other_key(case: tuple[str, str, str, str]) -> None:
    """Anything else is one."""
    vary, first, other_vary, second = case

    assert vary_key(vary, request(first).headers) != vary_key(other_vary, request(second).headers)


@pytest.mark.parametrize("vary", ["*", " * ", "a, *", "*, a", "*,*", ", *", "a b", '"a"', "a, (b)", "a;b, a"])
def test_no_key(vary: str) -> None:
    """A list with a "*" in it matches nothing, nor does one with what is no field name (RFC 9110, section 12.5.5)."""
    assert vary_key(vary, {"A": "1"}) is None


@pytest.mark.parametrize(
    ("vary", "key"),
    [
        ("", ()),
        ("a", (("a", "1"),)),
        ("B, A", (("a", "1"), ("b", None))),
        ("x-c", (("x-c", None),)),
    ],
    ids=["empty", "one", "two", "absent"],
)
def test_key(vary: str, key: tuple[tuple[str, str | None], ...]) -> None:
    """A key is the names in lower case, in order, with what the request says."""
    assert key == vary_key(vary, {"A": "1"})


def test_key_of_a_list() -> None:
    """What the lines of a field say is one value, its members with a comma and a blank between them."""
    headers = [("Accept", "1 ,2"), ("B", ""), ("accept", "3\t,, Y")]

    assert (("accept", "1, 2, 3, Y"), ("b", ""), ("c", None)) == vary_key("c, b, accept", headers)


# --- validation_headers (section 4.3.1) -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "sent"),
    [
        ("200", {}),
        ('200 | ETag: "1"', {"If-None-Match": '"1"'}),
        ('200 | ETag: W/"1"', {"If-None-Match": 'W/"1"'}),
        ("200 | Last-Modified: @-60", {"If-Modified-Since": "@-60"}),
        ('200 | ETag: "1" | Last-Modified: @-60', {"If-None-Match": '"1"', "If-Modified-Since": "@-60"}),
        ("200 | ETag: 1", {}),
        ('200 | ETag: "1', {}),
        ('200 | ETag: w/"1"', {}),
        ("200 | ETag:", {}),
        ("200 | Last-Modified: yesterday", {}),
        ("200 | ETag: 1 | Last-Modified: @-60", {"If-Modified-Since": "@-60"}),
        ('200 | ETag: "a,b" | Last-Modified: 0', {"If-None-Match": '"a,b"'}),
        ("200 | Date: @-60 | Expires: @+60", {}),
        (f"200 | Last-Modified: {ANY_CASE}", {"If-Modified-Since": ANY_CASE}),
    ],
    ids=[
        "nothing",
        "strong",
        "weak",
        "date",
        "both",
        "unquoted",
        "unclosed",
        "small w",
        "empty",
        "no date",
        "unquoted, and a date",
        "a tag, and no date",
        "other dates",
        "a date in any case",
    ],
)
def test_validation(stored: str, sent: dict[str, str]) -> None:
    """Entity tags MUST be sent and the modification date SHOULD; what is malformed is neither."""
    wanted = request(" | ".join(["GET", *(f"{name}: {value}" for name, value in sent.items())])).headers

    assert wanted == validation_headers(response(stored))


# --- updates_stored (section 4.3.4) -----------------------------------------------------------------------------------

UPDATED = {
    "the strong tag": ('304 | ETag: "1"', '200 | ETag: "1"', True),
    "another strong tag": ('304 | ETag: "2"', '200 | ETag: "1"', False),
    "a strong tag, and none": ('304 | ETag: "1"', "200", False),
    "a strong tag, and a weak one": ('304 | ETag: "1"', '200 | ETag: W/"1"', False),
    "another strong tag, the same date": (
        '304 | ETag: "2" | Last-Modified: @-60',
        '200 | ETag: "1" | Last-Modified: @-60',
        False,
    ),
    "the strong tag, another date": (
        '304 | ETag: "1" | Last-Modified: @-50',
        '200 | ETag: "1" | Last-Modified: @-60',
        True,
    ),
    "the weak tag": ('304 | ETag: W/"1"', '200 | ETag: W/"1"', True),
    "another weak tag": ('304 | ETag: W/"2"', '200 | ETag: W/"1"', False),
    "a weak tag, and none": ('304 | ETag: W/"1"', "200", False),
    "a weak tag, and a strong one": ('304 | ETag: W/"1"', '200 | ETag: "1"', True),
    "the date": ("304 | Last-Modified: @-60", "200 | Last-Modified: @-60", True),
    "the date in another form": (
        "304 | Last-Modified: Friday, 15-Jan-27 07:59:00 GMT",
        "200 | Last-Modified: @-60",
        True,
    ),
    "the date in another case": (f"304 | Last-Modified: {ANY_CASE}", "200 | Last-Modified: @-60", True),
    "the date, stored in another case": ("304 | Last-Modified: @-60", f"200 | Last-Modified: {ANY_CASE}", True),
    "another date": ("304 | Last-Modified: @-50", "200 | Last-Modified: @-60", False),
    "a date, and none": ("304 | Last-Modified: @-60", "200", False),
    "the date, beside a tag": ("304 | Last-Modified: @-60", '200 | ETag: "1" | Last-Modified: @-60', True),
    "none, and none": ("304", "200", True),
    "none, and none, with dates": ("304 | Date: @+60", "200 | Date: @-60", True),
    "none, and a tag": ("304", '200 | ETag: "1"', False),
    "none, and a weak tag": ("304", '200 | ETag: W/"1"', False),
    "no 304": ('200 | ETag: "1"', '200 | ETag: "1"', False),
    "no 304, and nothing to compare": ("204", "200", False),
    "none, and a date": ("304", "200 | Last-Modified: @-60", False),
}


@pytest.mark.parametrize("case", UPDATED.values(), ids=UPDATED)
def test_updates(case: tuple[str, str, bool]) -> None:
    """A strong validator decides, else a weak one, else that neither has any."""
    not_modified, stored, updates = case

    assert updates is updates_stored(response(not_modified), response(stored))


# --- invalidates (section 4.4) ----------------------------------------------------------------------------------------

UNSAFE = ("POST", "PUT", "DELETE", "PATCH", "MKCOL", "BREW", "get", "")
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND")


@pytest.mark.parametrize("method", UNSAFE, ids=lambda method: method or "empty")
def test_unsafe_methods_invalidate(method: str) -> None:
    """An unsafe method, or one whose safety nobody knows, invalidates with a 2xx or 3xx, and with nothing else."""
    assert set(range(200, 400)) == {status for status in range(100, 1000) if invalidates(method, status)}


@pytest.mark.parametrize("method", SAFE)
def test_safe_methods_invalidate_nothing(method: str) -> None:
    """A safe method invalidates nothing."""
    assert not any(invalidates(method, status) for status in range(100, 1000))


def test_every_registered_method() -> None:
    """What the registry calls safe, and nothing else, leaves stored responses alone."""
    assert {name for name, method in METHODS.items() if method.is_safe} == {
        name for name in METHODS if not invalidates(name, 204)
    }
