"""Vary and validators at their edges: RFC 9111, sections 4.1, 4.3.1, 4.3.4 and 4.4, from their text."""

from __future__ import annotations

from typing import Final

import pytest
from caching.truth import request, response

from statuskit.caching import invalidates, updates_stored, validation_headers, vary_key
from statuskit.data.caching import ANY_CASE, LISTS
from statuskit.exceptions import InvalidArgumentError, InvalidStatusError

# --- vary_key (section 4.1) -------------------------------------------------------------------------------------------

# Empty members are none in fields that are lists (RFC 9110, section 5.6.1.2); of another field nobody knows.
OTHER: Final = {
    "an empty member within": ("X-CSV: a,,c", "X-CSV: a,c"),
    "an empty member within, of blanks": ("X-CSV: a, ,c", "X-CSV: a,c"),
    "an empty member first": ("X-CSV: ,a", "X-CSV: a"),
    "an empty member last": ("X-CSV: a,", "X-CSV: a"),
    "nothing but commas": ("X-CSV: ,", "X-CSV:"),
    "one comma and two": ("X-CSV: ,", "X-CSV: ,,"),
    "an empty line": ("X-CSV: a | X-CSV:", "X-CSV: a"),
    "a comma in quotes": ('X-CSV: "a, b"', 'X-CSV: "a,b"'),
    "a comma behind a quote that is never closed": ('X-CSV: "a, b', 'X-CSV: "a,b'),
    "a comma behind an escaped quote": ('X-CSV: "\\", b"', 'X-CSV: "\\",b"'),
    "a quote that ends in an escape": ('X-CSV: "a, b\\', 'X-CSV: "a,b\\'),
    "case": ("X-CSV: a", "X-CSV: A"),
    "blanks within": ("X-CSV: a b", "X-CSV: a  b"),
    "nothing at all, of a list": ("Accept:", ""),
}
SAME: Final = {
    "an empty member of a list": ("Accept: a,,c", "Accept: a, c"),
    "an empty member of a list, last": ("Prefer: respond-async,", "Prefer: respond-async"),
    "an empty line of a list": ("Cache-Control: max-age=0 | Cache-Control:", "Cache-Control: max-age=0"),
    "the same empty member": ("X-CSV: a,,c", "X-CSV: a , , c"),
    "two lines, with an empty member": ("X-CSV: a, | X-CSV: c", "X-CSV: a,,c"),
    "two lines, the second empty": ("X-CSV: a | X-CSV:", "X-CSV: a,"),
    "blanks at commas": ("X-CSV: a ,\tc", "X-CSV: a,c"),
    "case of a list of codings": ("Accept-Encoding: GZIP,,br", "Accept-Encoding: gzip, br"),
}


def key(fields: str) -> object:
    """Return the key of a request with these fields, where Vary names all that are here."""
    return vary_key("X-CSV, Accept, Accept-Encoding, Prefer, Cache-Control", request(f"GET | {fields}").headers)


@pytest.mark.parametrize(("first", "second"), OTHER.values(), ids=OTHER)
def test_other_key(first: str, second: str) -> None:
    """An empty member of a field that is not known to be a list is a difference."""
    assert key(first) != key(second)


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME)
def test_same_key(first: str, second: str) -> None:
    """Lines, blanks at commas, and the empty members of a field that is a list are none."""
    assert key(first) == key(second)


def test_lists() -> None:
    """The fields known to be lists are cited, in lower case; and a field whose case means nothing is one of them."""
    assert [] == [name for name in LISTS if name != name.lower()]
    assert set(ANY_CASE) <= set(LISTS)
    assert {"RFC 9110", "RFC 9111", "RFC 7239", "RFC 7240"} == {citation.source for citation in LISTS.values()}


@pytest.mark.parametrize(
    "text", [" " * 50_000, '"\\' * 25_000, '"' * 50_001, ", " * 25_000], ids=["blanks", "escapes", "quotes", "commas"]
)
def test_long_values(text: str) -> None:
    """A value of 50,000 characters is read in one go, and is the same as itself."""
    assert vary_key("X-CSV", {"X-CSV": f"a{text}b"}) == vary_key("x-csv", {"x-csv": f"a{text}b"})


# --- validators -------------------------------------------------------------------------------------------------------

UPDATED: Final = {
    "malformed tags": ("304 | ETag: abc", "200 | ETag: def", False),
    "the same malformed tag": ("304 | ETag: abc", "200 | ETag: abc", False),
    "a malformed tag, and none": ("304 | ETag: abc", "200", False),
    "none, and a malformed tag": ("304", "200 | ETag: abc", False),
    "no date, and none": ("304 | Last-Modified: yesterday", "200", False),
    "none, and no date": ("304", "200 | Last-Modified: yesterday", False),
    "none, and an empty tag": ("304", "200 | ETag:", False),
    "a malformed tag, and the date": (
        "304 | ETag: abc | Last-Modified: @-60",
        '200 | ETag: "1" | Last-Modified: @-60',
        True,
    ),
    "a malformed tag, and another date": (
        "304 | ETag: abc | Last-Modified: @-50",
        "200 | Last-Modified: @-60",
        False,
    ),
    "no 304": ('200 | ETag: "1"', '200 | ETag: "1"', False),
}


@pytest.mark.parametrize("case", UPDATED.values(), ids=UPDATED)
def test_malformed_validators(case: tuple[str, str, bool]) -> None:
    """Section 4.3.4 is about a 304; its third case is about no form of validator, and a malformed one is some."""
    not_modified, stored, updates = case

    assert updates is updates_stored(response(not_modified), response(stored))


def test_blanks_are_not_sent() -> None:
    """Blanks around a field value are no part of it (RFC 9110, section 5.5)."""
    date = "Sun, 06 Nov 1994 08:49:37 GMT"

    assert (("If-Modified-Since", date),) == validation_headers((200, {"Last-Modified": f" \t{date}\t "})).items()


# --- invalidates (section 4.4) ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["DELETE", "GET"])
@pytest.mark.parametrize("status", ["204", 204.0, None, True, b"204", [204]], ids=repr)
def test_what_is_no_status(method: str, status: object) -> None:
    """What is no number leaves nothing valid by mistake: it is an error."""
    with pytest.raises(InvalidStatusError, match=r"^not a status code: .+; accepted: whole numbers"):
        invalidates(method, status)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [-1, 0, 99, 600, 1000], ids=str)
def test_numbers_that_no_status_is(status: int) -> None:
    """A number that came over the wire raises nothing, be it no status: it is no 2xx and no 3xx."""
    assert invalidates("DELETE", status) is False


@pytest.mark.parametrize("method", [None, b"DELETE", 5, ("DELETE",)], ids=repr)
def test_what_is_no_method(method: object) -> None:
    """A method is text."""
    with pytest.raises(InvalidArgumentError, match=r"^not a method: .+; accepted: text$"):
        invalidates(method, 200)  # type: ignore[arg-type]
