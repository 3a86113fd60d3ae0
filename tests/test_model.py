"""Status and the records it carries: an int in every way that matters, frozen, and showing itself well."""

from __future__ import annotations

import copy
import json
import operator
import pickle
import subprocess
import sys
from enum import Enum, IntEnum
from typing import final

import attrs
import pytest

from statuskit import HTTP, Citation, HeaderRule, InvalidStatusError, Status, StatusClass, UnknownStatusError, lookup
from statuskit._plain import plain
from statuskit.model import FACTS, Condition, Meaning, State, Strength, Visibility

CODES = range(100, 1000)
EVERY = [lookup(code) for code in CODES]
CLASS_PREDICATES = ("is_informational", "is_success", "is_redirection", "is_client_error", "is_server_error")
KINDS = [
    StatusClass.INFORMATIONAL,
    StatusClass.SUCCESS,
    StatusClass.REDIRECTION,
    StatusClass.CLIENT_ERROR,
    StatusClass.SERVER_ERROR,
]

MEANING = Meaning(
    code=520,
    vendor="Example Edge",
    name="Odd Origin",
    summary="the origin said something odd",
    who_acts="the origin's operator",
    visibility=Visibility.SENT,
    citation=Citation("Example documentation", "", "https://example.com/codes"),
    grade="A",
)


class Level(IntEnum):
    """An enum that is an int."""

    LOW = 1


class Word(str, Enum):
    """An enum that is text."""

    YES = "yes"


# --- an int -----------------------------------------------------------------------------------------------------------


def test_equality_goes_both_ways() -> None:
    """A status is equal to its number and to nothing else, whoever is asked first."""
    assert [True] * 900 == [code == status == code for code, status in zip(CODES, EVERY, strict=True)]
    assert [True] * 900 == [code + 1 != status != code + 1 for code, status in zip(CODES, EVERY, strict=True)]
    assert HTTP.NOT_FOUND != "404"
    assert HTTP.NOT_FOUND != HTTP.GONE


def test_hash() -> None:
    """A status hashes as its number, so it is found in sets and dicts of numbers, and they in those of statuses."""
    assert list(map(hash, CODES)) == list(map(hash, EVERY))
    assert set(CODES) == set(EVERY)
    assert dict.fromkeys(CODES, "x") == dict.fromkeys(EVERY, "x")
    assert HTTP.NOT_FOUND in {404, 410}
    assert 404 in {HTTP.NOT_FOUND, HTTP.GONE}
    assert "here" == {404: "here"}[HTTP.NOT_FOUND] == {HTTP.NOT_FOUND: "here"}[404]


def test_numbers_everywhere() -> None:
    """The number is the status, its code, its int and its index."""
    assert [*CODES] == [status.code for status in EVERY] == list(map(int, EVERY)) == list(map(operator.index, EVERY))
    assert {int} == {type(status.code) for status in EVERY}


def test_str_is_the_number() -> None:
    """People write a status into logs and onto wires with str()."""
    expected = [str(code) for code in CODES]

    assert expected == list(map(str, EVERY))
    assert expected == [f"{status}" for status in EVERY]
    assert expected == ["%s" % status for status in EVERY]  # noqa: UP031
    assert expected == ["%d" % status for status in EVERY]  # noqa: UP031
    assert {str} == {type(str(status)) for status in EVERY}


@pytest.mark.parametrize(
    "spec", ["", "d", "5d", "05d", "<6", ">6", "^7", "x", "#x", "b", "+", ",", "e", ".1f", "c", "n"]
)
def test_format(spec: str) -> None:
    """Every format of an int is a format of a status."""
    assert [format(code, spec) for code in CODES] == [format(status, spec) for status in EVERY]


def test_a_format_of_text_is_none_of_a_number() -> None:
    """What an int cannot be formatted as, a status cannot either."""
    with pytest.raises(ValueError, match="Unknown format code 's'"):
        f"{HTTP.OK:s}"


def test_octets() -> None:
    """The number goes onto a wire in octets, too."""
    assert b"HTTP/1.1 404 " == b"HTTP/1.1 %d " % HTTP.NOT_FOUND


def test_json() -> None:
    """JSON has the number, as a value and as a key."""
    assert json.dumps([*CODES]) == json.dumps(EVERY)
    assert json.dumps(dict.fromkeys(CODES, 0)) == json.dumps(dict.fromkeys(EVERY, 0))


def test_truth() -> None:
    """A status is true, as its number is."""
    assert all(EVERY)


def test_order() -> None:
    """Statuses and numbers are in one order."""
    assert EVERY == sorted({*EVERY})
    assert 100 < HTTP.OK < 201
    assert HTTP.OK <= 200 <= HTTP.OK
    assert HTTP.NOT_FOUND > HTTP.OK
    assert HTTP.NOT_FOUND >= 404
    assert HTTP.OK == min(HTTP.NOT_FOUND, 204, HTTP.OK)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (405, HTTP.NOT_FOUND + 1),
        (304, HTTP.NOT_FOUND - 100),
        (4, HTTP.NOT_FOUND // 100),
        (4, HTTP.NOT_FOUND % 100),
        (808, 2 * HTTP.NOT_FOUND),
        (-404, -HTTP.NOT_FOUND),
        (404, +HTTP.NOT_FOUND),
        (404, abs(HTTP.NOT_FOUND)),
        (404, int(HTTP.NOT_FOUND)),
        (404, round(HTTP.NOT_FOUND)),
        (400, round(HTTP.NOT_FOUND, -2)),
        (604, sum([HTTP.OK, HTTP.NOT_FOUND])),
        (404, HTTP.NOT_FOUND | 0),
    ],
    ids=str,
)
def test_arithmetic(expected: int, actual: int) -> None:
    """What is computed from a status is a number, and no status."""
    assert expected == actual
    assert int is type(actual)


def test_indexing() -> None:
    """A status indexes a sequence."""
    assert 404 == range(1000)[HTTP.NOT_FOUND]


# --- one object a number ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1), ids=str)
def test_pickle(protocol: int) -> None:
    """A status comes back from a pickle as itself."""
    back = pickle.loads(pickle.dumps(EVERY, protocol))  # noqa: S301

    assert all(one is other for one, other in zip(EVERY, back, strict=True))


@pytest.mark.parametrize("code", [404, 471], ids=str)
def test_pickle_between_processes(code: int) -> None:
    """A process that has not imported the package unpickles a status as its own."""
    script = (
        "import pickle, sys; status = pickle.loads(bytes.fromhex(sys.argv[1])); "
        "from statuskit import lookup; sys.exit(status is not lookup(int(sys.argv[2])))"
    )
    command = [sys.executable, "-c", script, pickle.dumps(lookup(code)).hex(), str(code)]

    assert 0 == subprocess.run(command, check=False).returncode  # noqa: S603


def test_copies() -> None:
    """A copy of a status is the status."""
    assert all(status is copy.copy(status) is copy.deepcopy(status) for status in EVERY)
    assert HTTP.OK is copy.deepcopy({"kept": [HTTP.OK]})["kept"][0]


def test_a_copied_record_keeps_its_statuses() -> None:
    """A record that holds a status holds the same one after a deep copy or a pickle."""
    confusions = HTTP.UNAUTHORIZED.confused_with

    assert confusions[0].other is copy.deepcopy(confusions)[0].other
    assert confusions[0].other is pickle.loads(pickle.dumps(confusions))[0].other  # noqa: S301


# --- match ------------------------------------------------------------------------------------------------------------


def matched_by_class(subject: object) -> bool:
    """Try `case Status(404)`."""
    match subject:
        case Status(404):
            return True
        case _:
            return False


def matched_by_value(subject: object) -> bool:
    """Try `case HTTP.NOT_FOUND`."""
    match subject:
        case HTTP.NOT_FOUND:
            return True
        case _:
            return False


def test_match() -> None:
    """`case Status(404)` matches a Status alone, `case HTTP.NOT_FOUND` the number as well."""
    assert matched_by_class(HTTP.NOT_FOUND)
    assert not matched_by_class(404)
    assert not matched_by_class(HTTP.GONE)
    assert matched_by_value(HTTP.NOT_FOUND)
    assert matched_by_value(404)
    assert not matched_by_value(HTTP.GONE)
    assert not matched_by_value("404")


def test_match_on_facts() -> None:
    """A pattern may name any fact, and an int pattern takes a status."""
    match HTTP.NOT_FOUND:
        case Status(code=int(), is_client_error=True, phrase=phrase):
            found = phrase
    match HTTP.NOT_FOUND:
        case int(number):
            value = number

    assert "Not Found" == found
    assert HTTP.NOT_FOUND is value


# --- classes ----------------------------------------------------------------------------------------------------------


def test_partition() -> None:
    """Exactly one class predicate is true from 100 to 599, none from 600 on."""
    expected = {status: [status // 100 == first for first in range(1, 6)] for status in EVERY}

    assert expected == {status: [getattr(status, name) for name in CLASS_PREDICATES] for status in EVERY}


def test_status_class() -> None:
    """The class is the first digit; 600 to 999 are none of HTTP's."""
    expected = [*(kind for kind in KINDS for _ in range(100)), *[StatusClass.INVALID] * 400]

    assert expected == [status.status_class for status in EVERY]
    assert expected == [StatusClass.of(code) for code in CODES]


def test_errors_and_interim_answers() -> None:
    """Everything from 400 on is an error, and only 1xx is not final."""
    assert {code: code >= 400 for code in CODES} == {status.code: status.is_error for status in EVERY}
    assert {code: code >= 200 for code in CODES} == {status.code: status.is_final for status in EVERY}


def test_predicates_are_bools() -> None:
    """A predicate is True or False, never merely something like it."""
    predicates = [fact for fact in FACTS if fact.startswith(("is_", "allows_"))]

    assert 15 == len(predicates)
    assert {bool} == {type(getattr(status, name)) for status in EVERY for name in predicates}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1xx", StatusClass.INFORMATIONAL),
        ("2XX", StatusClass.SUCCESS),
        ("3Xx", StatusClass.REDIRECTION),
        (" 4xx\n", StatusClass.CLIENT_ERROR),
        ("5xx", StatusClass.SERVER_ERROR),
        ("invalid", StatusClass.INVALID),
        ("INFORMATIONAL", StatusClass.INFORMATIONAL),
        ("success", StatusClass.SUCCESS),
        ("Redirection", StatusClass.REDIRECTION),
        ("client error", StatusClass.CLIENT_ERROR),
        ("Client-Error", StatusClass.CLIENT_ERROR),
        ("CLIENT_ERROR", StatusClass.CLIENT_ERROR),
        ("server error", StatusClass.SERVER_ERROR),
        (StatusClass.SERVER_ERROR, StatusClass.SERVER_ERROR),
    ],
    ids=str,
)
def test_parse_a_class(text: str | StatusClass, expected: StatusClass) -> None:
    """A class is found by its digit and by its name, in any case."""
    assert expected is StatusClass.parse(text)


@pytest.mark.parametrize("kind", StatusClass, ids=str)
def test_parse_what_a_class_says_of_itself(kind: StatusClass) -> None:
    """The value and the name of a class are parsed back."""
    assert kind is StatusClass.parse(kind.value) is StatusClass.parse(kind.name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "xx",
        "4",
        "404",
        "6xx",
        "0xx",
        "\N{FULLWIDTH DIGIT FOUR}xx",
        "4xx4",
        "4 xx",
        "error",
        "client",
        "4xx\0",
        pytest.param("4xx" + " " * 40 + "or not", id="padded"),
        pytest.param("4xx" * 1_000_000, id="long"),
    ],
    ids=repr,
)
def test_parse_no_class(text: str) -> None:
    """Any other text is refused, with what is accepted."""
    with pytest.raises(UnknownStatusError, match=r"unknown status class: .* accepted: '1xx', '2xx'") as caught:
        StatusClass.parse(text)

    assert 300 > len(str(caught.value))


@pytest.mark.parametrize("value", [None, 4, 404, 4.0, b"4xx", True, ["4xx"], HTTP.NOT_FOUND], ids=repr)
def test_parse_no_text(value: object) -> None:
    """What is no text at all is an invalid value."""
    with pytest.raises(InvalidStatusError, match=r"not a status class: .* accepted: '1xx', '2xx'"):
        StatusClass.parse(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [-404, -1, 0, 1, 99, 1000, 10**30], ids=str)
def test_the_class_of_no_status(code: int) -> None:
    """A number outside 100 to 999 has no class, and belongs to none."""
    with pytest.raises(InvalidStatusError, match="accepted: the numbers from 100 to 999"):
        StatusClass.of(code)

    assert not any(code in kind for kind in StatusClass)


def test_in_a_class() -> None:
    """A number is in its class, as a status and as a plain int."""
    expected = {code: StatusClass.of(code) for code in CODES}

    assert expected == {code: kind for kind in StatusClass for code in CODES if code in kind}
    assert expected == {status: kind for kind in StatusClass for status in EVERY if status in kind}


@pytest.mark.parametrize("value", [404.0, "404", "4xx", None, True, b"404", [404], StatusClass.CLIENT_ERROR], ids=repr)
def test_not_in_a_class(value: object) -> None:
    """Nothing but an int is in a class."""
    assert not any(value in kind for kind in StatusClass)


# --- frozen -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FACTS, "_above", "other"], ids=str)
def test_assignment_raises(name: str) -> None:
    """No fact of a status can be changed, and none added."""
    before = HTTP.NOT_FOUND.to_dict()

    with pytest.raises(AttributeError):
        setattr(HTTP.NOT_FOUND, name, None)
    assert before == HTTP.NOT_FOUND.to_dict()


@pytest.mark.parametrize("name", [*FACTS, "other"], ids=str)
def test_deletion_raises(name: str) -> None:
    """No fact of a status can be removed."""
    before = HTTP.NOT_FOUND.to_dict()

    with pytest.raises(AttributeError):
        delattr(HTTP.NOT_FOUND, name)
    assert before == HTTP.NOT_FOUND.to_dict()


def test_facts_are_hashable() -> None:
    """No fact is a list or a dict that somebody could change."""
    for status in (*HTTP, lookup(471), lookup(520), lookup(999)):
        assert all(isinstance(hash(getattr(status, fact)), int) for fact in FACTS)


@pytest.mark.parametrize(
    "record",
    [
        HTTP.NOT_FOUND.defined_in,
        HTTP.METHOD_NOT_ALLOWED.header_rules[0],
        HTTP.NOT_FOUND.retry_rule,
        HTTP.NOT_FOUND.confused_with[0],
        MEANING,
    ],
    ids=lambda record: type(record).__name__,
)
def test_records_are_frozen(record: attrs.AttrsInstance) -> None:
    """The records that a status carries cannot be changed either."""
    name = attrs.fields(type(record))[0].name

    with pytest.raises(AttributeError):
        setattr(record, name, None)
    with pytest.raises(AttributeError):
        delattr(record, name)
    with pytest.raises(AttributeError):
        record.other = None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "arguments",
    [(), (404,), ("404",), (404, "NOT_FOUND")],
    ids=str,
)
def test_nobody_makes_a_status(arguments: tuple[object, ...]) -> None:
    """A Status is found and never made; the error names lookup()."""
    with pytest.raises(TypeError, match=r"lookup\("):
        Status(*arguments)


def test_nobody_makes_a_status_of_keywords() -> None:
    """Not even with everything that a row says."""
    row = {field.name.lstrip("_"): getattr(HTTP.OK, field.name) for field in attrs.fields(Status)}

    with pytest.raises(TypeError, match=r"lookup\("):
        Status(**row)


def test_nobody_changes_a_copy() -> None:
    """attrs.evolve, and copy.replace where there is one, make no second Status of a number."""
    with pytest.raises(TypeError, match=r"lookup\("):
        attrs.evolve(HTTP.OK, phrase="Fine")
    if sys.version_info >= (3, 13):
        with pytest.raises(TypeError, match=r"lookup\("):
            copy.replace(HTTP.OK, phrase="Fine")


def test_a_subclass_makes_none_either() -> None:
    """Status is final to type checkers; at run time, a subclass has no instances."""
    with pytest.raises(TypeError, match=r"lookup\("):
        type("Mine", (Status,), {})(404)

    if sys.version_info >= (3, 11):
        assert Status.__final__  # type: ignore[attr-defined]
    assert final is not None


# --- questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Allow", "allow", "ALLOW", "aLLoW"], ids=str)
def test_requires_header_in_any_case(name: str) -> None:
    """Field names have no case."""
    assert HTTP.METHOD_NOT_ALLOWED.requires_header(name)


@pytest.mark.parametrize(
    "name", ["", " Allow", "Allow:", "Al", "X-Allow", "Allow\0", "\udc80", "A" * 10_000], ids=ascii
)
def test_requires_no_other_header(name: str) -> None:
    """Nothing else is asked for, whatever the text."""
    assert not HTTP.METHOD_NOT_ALLOWED.requires_header(name)


def test_requires_header_is_about_must() -> None:
    """What a response only should or may carry is not required, and what it must not carry even less."""
    assert not HTTP.MOVED_PERMANENTLY.requires_header("Location")
    assert not HTTP.NO_CONTENT.requires_header("Content-Length")
    assert HTTP.PARTIAL_CONTENT.requires_header("Content-Range")


def test_treat_as() -> None:
    """A registered status is handled as itself, any other number as the x00 of its class, 600 to 999 as 500."""
    x00 = {code: code // 100 * 100 if code < 600 else 500 for code in CODES}
    expected = {code: HTTP[code if code in HTTP else x00[code]] for code in CODES}

    assert all(expected[code] is lookup(code).treat_as for code in CODES)


@pytest.mark.parametrize("status", EVERY[::37], ids=str)
def test_the_rooms_above_answer_for_all(status: Status) -> None:
    """Prose, meanings and neighbours are there for any number, as text and tuples."""
    texts = (status.description, status.use_when, status.avoid_when, status.look_first, status.client_action)

    assert all(isinstance(text, str) and text for text in texts)
    assert status.causes
    assert all(isinstance(cause, str) and cause for cause in status.causes)
    assert isinstance(status.meanings, tuple)
    assert isinstance(status.confused_with, tuple)


def test_no_vendor_no_meaning() -> None:
    """A vendor that does not use a number means nothing by it."""
    assert None is HTTP.NOT_FOUND.meaning("Nobody")
    assert None is lookup(471).meaning("Cloudflare")


# --- cite -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("cachability", "cacheability"),
        ("is_cachable", "is_cacheable"),
        ("retryable", "is_retryable"),
        ("phrases", "phrase"),
        ("redirect_methods", "redirect_method"),
    ],
    ids=str,
)
def test_cite_names_the_nearest(asked: str, nearest: str) -> None:
    """A name that is no fact is an error that says which name is near."""
    with pytest.raises(UnknownStatusError, match=f"unknown fact: '{asked}'.*did you mean.*{nearest}") as caught:
        HTTP.NOT_FOUND.cite(asked)

    assert nearest in caught.value.suggestions


@pytest.mark.parametrize(
    "asked", ["", "qqq", "__class__", "_cited", "\0", "\udc80", "x" * 10_000_000], ids=lambda x: ascii(x[:9])
)
def test_cite_nothing_near(asked: str) -> None:
    """Any text that is no fact is the same error, and a short one."""
    with pytest.raises(LookupError, match=r"unknown fact: ") as caught:
        HTTP.NOT_FOUND.cite(asked)

    assert isinstance(caught.value, UnknownStatusError)
    assert 1500 > len(str(caught.value))


# --- what they show ---------------------------------------------------------------------------------------------------


def test_repr() -> None:
    """A status shows its number and its phrase, if it has one."""
    expected = [f"<Status {row.code} {row.phrase}>" if row in HTTP else f"<Status {row.code}>" for row in EVERY]

    assert "<Status 404 Not Found>" == repr(HTTP.NOT_FOUND) == f"{HTTP.NOT_FOUND!r}"
    assert expected == list(map(repr, EVERY))


def test_to_dict() -> None:
    """Every fact is in to_dict(), in the order of FACTS, in plain JSON types that JSON gives back unchanged."""
    for status in EVERY:
        facts = status.to_dict()

        assert list(FACTS) == list(facts)
        assert facts == json.loads(json.dumps(facts, allow_nan=False))


def test_to_dict_of_one() -> None:
    """Enums show their values, records their fields, another status its number."""
    facts = HTTP.METHOD_NOT_ALLOWED.to_dict()
    source = {
        "source": "RFC 9110",
        "section": "15.5.6",
        "url": "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6",
        "as_of": None,
        "claim": "",
    }

    assert 405 == facts["code"]
    assert int is type(facts["code"]) is type(facts["treat_as"])
    assert "4xx" == facts["status_class"]
    assert "standard" == facts["state"]
    assert source == facts["defined_in"]
    assert [{"name": "Allow", "strength": "MUST", "condition": "", "citation": source}] == facts["header_rules"]
    assert ["Allow"] == facts["required_headers"]
    assert None is facts["redirect"]
    assert [] == facts["conditions"]
    assert ["new connection", "once"] == HTTP.REQUEST_TIMEOUT.to_dict()["conditions"]
    assert [403, 404, 501] == [row["other"] for row in facts["confused_with"]]  # type: ignore[index,union-attr,call-overload]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        ("text", "text"),
        (7, 7),
        (HTTP.OK, 200),
        (Level.LOW, 1),
        (Word.YES, "yes"),
        (State.STANDARD, "standard"),
        (Condition.ONCE | Condition.REWIND_BODY, ["once", "rewind body"]),
        (Condition(0), []),
        ((1, (HTTP.OK, [None])), [1, [200, [None]]]),
        (
            Citation("A", "1", "https://a", claim="no"),
            {"source": "A", "section": "1", "url": "https://a", "as_of": None, "claim": "no"},
        ),
    ],
    ids=repr,
)
def test_plain(value: object, expected: object) -> None:
    """What a record may hold has a form of JSON's own types, and no subtype of them."""
    found = plain(value)

    assert expected == found
    assert type(expected) is type(found)


@pytest.mark.parametrize("value", [object(), b"octets", {1}, 1j], ids=lambda value: type(value).__name__)
def test_not_plain(value: object) -> None:
    """What JSON has no type for is refused, by the name of its type."""
    with pytest.raises(TypeError, match=f"no plain form for {type(value).__name__}"):
        plain(value)


def test_rich_repr() -> None:
    """The parts of a repr are there for rich, which is not imported."""
    assert [404, "Not Found", ("state", "standard")] == list(HTTP.NOT_FOUND.__rich_repr__())
    assert [471, "STATUS_471", ("state", "unregistered")] == list(lookup(471).__rich_repr__())


def test_markdown() -> None:
    """A notebook shows the status, its summary and a link to where it is defined."""
    expected = (
        f"**404 Not Found**: {HTTP.NOT_FOUND.summary}"
        " ([RFC 9110 §15.5.5](https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5))"
    )

    assert expected == HTTP.NOT_FOUND._repr_markdown_()
    assert lookup(471)._repr_markdown_().startswith("**471 STATUS_471**: ")


@pytest.mark.parametrize(
    ("expected", "citation"),
    [
        ("RFC 9110 §15.5.5", Citation.rfc(9110, "15.5.5")),
        ("RFC 9110 §B.3", Citation.rfc(9110, "B.3")),
        ("A vendor's page", Citation("A vendor's page", "", "https://example.com/")),
        ("A vendor's page §2", Citation("A vendor's page", "2", "https://example.com/", as_of="2026-11-21")),
    ],
    ids=str,
)
def test_a_citation_in_words(expected: str, citation: Citation) -> None:
    """A citation is its source, and its section if there is one."""
    assert expected == str(citation)


def test_the_address_of_an_rfc() -> None:
    """A section and an appendix have anchors of their own."""
    base = "https://www.rfc-editor.org/rfc/rfc9110.html"

    assert Citation("RFC 9110", "15.1", f"{base}#section-15.1") == Citation.rfc(9110, "15.1")
    assert Citation("RFC 9110", "B.3", f"{base}#appendix-B.3") == Citation.rfc(9110, "B.3")


@pytest.mark.parametrize(
    ("expected", "condition"),
    [("Allow: MUST", ""), ("Allow: MUST, to the curious", "to the curious")],
    ids=str,
)
def test_a_header_rule_in_words(expected: str, condition: str) -> None:
    """A rule is its field, its strength, and its condition if there is one."""
    assert expected == str(HeaderRule("Allow", Strength.MUST, condition, Citation.rfc(9110, "10.2.1")))


@pytest.mark.parametrize(
    ("expected", "changes"),
    [
        ("Example Edge 520: Odd Origin", {}),
        ("Example Edge 1020: Odd Origin", {"subcode": "1020"}),
        ("Example Edge H12: Odd Origin", {"code": None, "subcode": "H12"}),
        ("Example Edge: Odd Origin", {"code": None}),
        ("Example Edge 0: Odd Origin", {"code": 0}),
    ],
    ids=str,
)
def test_a_meaning_in_words(expected: str, changes: dict[str, object]) -> None:
    """A meaning is its vendor, its sub-code or number, and its name."""
    assert expected == str(attrs.evolve(MEANING, **changes))


@pytest.mark.parametrize(
    ("vendor", "expected"),
    [
        ("Example Edge", True),
        ("example edge", True),
        ("EDGE", True),
        ("edge example", True),
        (" Example ", True),
        ("Exam", False),
        ("Example Edge Two", False),
        ("", False),
        (" ", False),
    ],
    ids=repr,
)
def test_whose_meaning(vendor: str, expected: bool) -> None:  # noqa: FBT001
    """A vendor is known by every word that is given of its name, in any case, and never by none."""
    assert expected is MEANING.is_of(vendor)


# --- names that are loaded late ---------------------------------------------------------------------------------------


def test_a_name_that_the_module_does_not_have() -> None:
    """A misspelt name is an AttributeError that names the module."""
    import statuskit.model

    with pytest.raises(AttributeError, match=r"module 'statuskit.model' has no attribute 'Statsu'"):
        statuskit.model.Statsu  # noqa: B018


def test_every_name_of_the_module() -> None:
    """What the module says it offers, it has."""
    import statuskit.model

    assert [] == [name for name in statuskit.model.__all__ if not hasattr(statuskit.model, name)]
