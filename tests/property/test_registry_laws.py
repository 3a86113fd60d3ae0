"""Laws of the registry that hold for any input: what finds a status, what is refused, and that nothing else happens."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from statuskit import HTTP, InvalidStatusError, Status, StatusClass, UnknownStatusError, lookup, search

CODES = st.integers(100, 999)
STATUSES = CODES.map(lookup)
NAMES = sorted(name for base in type(HTTP).__mro__ for name, row in vars(base).items() if isinstance(row, Status))
# "(Unused)" is the phrase of both reserved codes, so it names neither.
PHRASES = sorted(phrase for row in HTTP for phrase in (row.phrase, *row.aliases) if phrase != "(Unused)")
ROOM = st.text(" \t\r\n", max_size=20)
REASON = st.text(st.characters(exclude_characters="\r\n\0"), max_size=100)
PREDICATES = [name for name in dir(HTTP.OK) if re.match(r"(?:is|has|allows)_", name) and name != "is_integer"]
# Text that looks like what is accepted, beside text that does not.
NEARLY = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Nd", "Zs", "Cc", "Cs"]), max_size=10),
    st.from_regex(r"(HTTP/\d(\.\d)? )?\d{1,4}[ .x]?\w*", fullmatch=False),
    st.builds("".join, st.lists(st.sampled_from([*NAMES, *PHRASES, "HTTP/1.1 ", "404", " ", "\0", "'", "_", "xx"]))),
)


@st.composite
def respelled(draw: st.DrawFn, texts: list[str]) -> tuple[str, str]:
    """Draw one of the texts, and the same in random case with room around it and between its words."""
    text = draw(st.sampled_from(texts))
    upper = draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    cased = "".join(char.upper() if up else char.lower() for char, up in zip(text, upper, strict=True))
    words = cased.replace(" ", draw(st.sampled_from([" ", "  ", "\t", "_", "-"])))
    return text, f"{draw(ROOM)}{words}{draw(ROOM)}"


# --- what is found ----------------------------------------------------------------------------------------------------


@given(STATUSES)
def test_round_trips(status: Status) -> None:
    """A status is found again by its number, as an int and as text, by itself, and in a status line."""
    assert status is lookup(int(status)) is lookup(status) is lookup(str(status)) is lookup(f"HTTP/1.1 {status}")
    assert status is lookup(f"{status} {status.phrase}") is lookup(status, default=None)


@given(respelled(NAMES))
@example(("NOT_FOUND", " " * 100 + "not_found"))
def test_names(name: tuple[str, str]) -> None:
    """A name, old or new, is found in any case and with any room."""
    assert HTTP[name[0]] is lookup(name[1])


@given(respelled(PHRASES))
@example(("Not Found", "not found" + "\t" * 100))
def test_phrases(phrase: tuple[str, str]) -> None:
    """A phrase, old or new, is found in any case and with any room; it is that of the status that it finds."""
    status = lookup(phrase[1])

    assert phrase[0] in {status.phrase, *status.aliases}


@given(
    CODES, ROOM, st.sampled_from(["", "HTTP/1.0 ", "HTTP/1.1 ", "http/2 ", "HTTP/3\t"]), st.sampled_from(" \t"), REASON
)
def test_status_lines(code: int, room: str, version: str, gap: str, reason: str) -> None:
    """In a status line the number decides, whatever the reason phrase says."""
    assert lookup(code) is lookup(f"{room}{version}{code}{gap}{reason}")


@given(CODES)
def test_one_object_a_number(code: int) -> None:
    """The same number is always the same object, equal to the number."""
    assert lookup(code) is lookup(code)
    assert code == lookup(code) == lookup(code).code


# --- what is refused --------------------------------------------------------------------------------------------------


@given(st.integers().filter(lambda number: not 100 <= number <= 999))
@example(10**5000)
@example(-(10**5000))
def test_other_numbers(number: int) -> None:
    """A number outside 100 to 999 is an InvalidStatusError, and the default where there is one."""
    try:
        lookup(number)
    except InvalidStatusError as error:
        problem = str(error)

    assert "accepted: a number from 100 to 999" in problem
    assert 300 > len(problem)
    assert None is lookup(number, default=None)


@given(NEARLY)
@example("")
@example("\udc80")
@example("404\0")
def test_any_text(text: str) -> None:
    """Any text finds a status, or raises one of the two documented errors with a short message."""
    try:
        found = lookup(text)
    except (InvalidStatusError, UnknownStatusError) as error:
        problem = str(error)
        found = None

    assert found is lookup(text, default=None)
    assert found is not None or (600 > len(problem) and "accepted:" in problem)


@given(st.one_of(st.none(), st.booleans(), st.floats(), st.binary(), st.complex_numbers(), st.lists(st.integers())))
def test_other_types(value: object) -> None:
    """What is neither a number nor text is no status, even where it equals a code."""
    assert None is lookup(value, default=None)
    assert value not in HTTP
    assert not any(value in kind for kind in StatusClass)


# --- what never raises ------------------------------------------------------------------------------------------------


@given(STATUSES, st.text(), st.text(), st.sampled_from([None, True, False]))
def test_predicates(status: Status, method: str, field: str, known: bool | None) -> None:  # noqa: FBT001
    """No predicate raises, for any status, method or field name, and each says True or False."""
    answers = [getattr(status, name) for name in PREDICATES if not callable(getattr(status, name))]

    assert 15 == len(answers)
    assert {bool} == {type(answer) for answer in answers}
    assert bool is type(status.is_retryable(method, idempotent=known))
    assert bool is type(status.requires_header(field))
    assert status.is_redirect is (status.redirect_method(method) is not None)


@given(STATUSES, st.text())
def test_retries_follow_idempotency(status: Status, method: str) -> None:
    """What the caller knows of a request replaces the method, and more idempotent is never less retryable."""
    with_it, without = (status.is_retryable(method, idempotent=known) for known in (True, False))

    assert with_it is status.is_retryable("GET")
    assert without is status.is_retryable("POST")
    assert status.is_retryable(method) in {with_it, without}
    assert with_it or not without


@given(NEARLY, st.integers(-5, 1000))
@example("h12", 1)
@example("\udc80" * 1000, 1)
def test_search(text: str, limit: int) -> None:
    """A search never raises, finds the same again, each status once, and no more than the limit."""
    found = search(text, limit=limit)

    assert found == search(text, limit=limit) == search(text, limit=1000)[: max(limit, 0)]
    assert len({*found}) == len(found) <= max(limit, 0)
    assert all(status is lookup(int(status)) for status in found)
