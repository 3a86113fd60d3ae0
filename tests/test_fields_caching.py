"""Fields of caching: Cache-Control, the targeted fields that are like it, Age, Expires and Vary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from work import seconds

from statuskit.exceptions import InvalidArgumentError, MissingExtraError
from statuskit.fields import (
    CacheControl,
    Vary,
    delta_seconds,
    parse_age,
    parse_expires,
    parse_targeted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FOR_EVER = 2_147_483_648

# --- delta-seconds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("60", 60),
        ("007", 7),
        ("2147483647", FOR_EVER - 1),
        ("2147483648", FOR_EVER),
        ("2147483649", FOR_EVER),
        ("9999999999", FOR_EVER),
        ("10000000000", FOR_EVER),
        ("0" * 20 + "5", 5),
        ("9" * 5000, FOR_EVER),
        *((text, None) for text in ("", " ", " 60", "-1", "+1", "1.5", "1_0", "1e3", "0x1", "soon", "٣", "²", "6\0")),
        (None, None),
    ],
)
def test_delta_seconds(text: str | None, expected: int | None) -> None:
    """Digits alone, and what is too large for 31 bits is for ever (RFC 9111, section 1.2.2)."""
    assert expected == delta_seconds(text)


@pytest.mark.parametrize("given", [60, 1.5, b"60", ["60"], True, object()], ids=lambda given: type(given).__name__)
def test_delta_seconds_of_no_text(given: Any) -> None:
    """What is no text is no such number either, and raises nothing."""
    assert delta_seconds(given) is None


# --- Cache-Control ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "directives"),
    [
        ("", ()),
        (" , ,\t", ()),
        ("no-store", (("no-store", None),)),
        ("Public,MAX-AGE=60", (("public", None), ("max-age", "60"))),
        ("X-A=1, b=X", (("x-a", "1"), ("b", "X"))),
        ('max-age="60"', (("max-age", "60"),)),
        ("max-age=1 ,\tmax-age=2", (("max-age", "1"), ("max-age", "2"))),
        ('private="a, public", no-cache', (("private", "a, public"), ("no-cache", None))),
        (r'x="a\", public", y', (("x", 'a", public'), ("y", None))),
        ('x=""', (("x", ""),)),
        ('x="\0é"', (("x", "\0é"),)),
        ('x="a\\\n\\\\b"', (("x", "a\n\\b"),)),
    ],
)
def test_directives(value: str, directives: tuple[tuple[str, str | None], ...]) -> None:
    """Names are in lower case; an argument is the same quoted and not, and a comma in quotes parts nothing."""
    found = CacheControl.parse(value)

    assert directives == found.directives
    assert () == found.malformed


# Of the directives of RFC 9111, RFC 5861 and RFC 8246, those that make a cache keep or send less; and the rest.
RESTRICTING = (
    "max-age",
    "min-fresh",
    "must-revalidate",
    "must-understand",
    "no-cache",
    "no-store",
    "private",
    "proxy-revalidate",
    "s-maxage",
    "stale-if-error",
)
OTHERS = (
    "immutable",
    "max-stale",
    "no-transform",
    "only-if-cached",
    "public",
    "stale-while-revalidate",
)


@pytest.mark.parametrize(
    ("value", "directives", "malformed", "suspected"),
    [
        ("no-cache; no-store", (), ("no-cache; no-store",), {"no-cache", "no-store"}),
        ("no store, no-store", (("no-store", None),), ("no store",), set()),
        ('x="a, public, no-store', (), ('x="a, public, no-store',), {"no-store"}),
        ('x="no-store', (), ('x="no-store',), {"no-store"}),
        ('x="a, public, b"c, public', (("public", None),), ('x="a, public, b"c',), set()),
        ('"a, public', (), ('"a, public',), set()),
        ("public;x", (), ("public;x",), set()),
        ("max-age = 60", (), ("max-age = 60",), {"max-age"}),
        ("S-MaxAge=60 s", (), ("S-MaxAge=60 s",), {"s-maxage"}),
        ("max-age=", (), ("max-age=",), {"max-age"}),
        ("=1, must-revalidate", (("must-revalidate", None),), ("=1",), set()),
        ("x==1", (), ("x==1",), set()),
        ('x="a"b, y', (("y", None),), ('x="a"b',), set()),
        ("\x80, private\0", (), ("\x80", "private\0"), {"private"}),
        ("no\u2010store", (), ("no\u2010store",), set()),
        ("X Y\xa0, XY Z\t", (), ("X Y\xa0", "XY Z"), set()),
        ("no-store no-store ,a", (("a", None),), ("no-store no-store",), {"no-store"}),
        ("no-store; x, no-store=1", (("no-store", "1"),), ("no-store; x",), set()),
    ],
)
def test_malformed_members(
    value: str, directives: tuple[tuple[str, str | None], ...], malformed: tuple[str, ...], suspected: set[str]
) -> None:
    """What is malformed costs no neighbour, states nothing, and holds a cache back as far as it can be read."""
    found = CacheControl.parse(value)
    stated = {name for name, _ in directives}
    known = {*RESTRICTING, *OTHERS, *stated}

    assert (directives, malformed) == (found.directives, found.malformed)
    assert stated == {name for name in known if found.states(name)}
    assert stated | suspected == {name for name in known if name in found}


@pytest.mark.parametrize("name", RESTRICTING)
def test_what_restricts_counts_where_it_is_malformed(name: str) -> None:
    """The most restrictive reading is taken: it is there, without an argument (RFC 9111, section 4.2.1)."""
    found = CacheControl.parse(f"{name.title()}=60; x")

    assert name in found
    assert not found.states(name)
    assert found.argument(name) is None
    assert () == found.field_names(name)


@pytest.mark.parametrize(
    "value",
    ["max-age = 0, max-age=60", "max-age=60, max-age = 0", "max-age=60, max-age=", 'max-age=60, x="max-age'],
)
def test_no_number_counts_beside_a_malformed_one(value: str) -> None:
    """Of two that differ the first counts or the response is stale (RFC 9111, section 4.2.1): one cannot be read."""
    found = CacheControl.parse(value)

    assert "max-age" in found
    assert found.states("max-age")
    assert found.argument("max-age") is None
    assert found.seconds("max-age") is None


@pytest.mark.parametrize("name", [["max-age"], {}, set(), bytearray(b"max-age"), None, 5], ids=repr)
def test_what_is_no_name_is_not_there(name: object) -> None:
    """Whatever is asked for has an answer."""
    assert name not in CacheControl.parse("max-age=60, no-store;")


@pytest.mark.parametrize("name", OTHERS)
def test_what_does_not_restrict_is_lost_where_it_is_malformed(name: str) -> None:
    """What allows more, or says nothing of storing and freshness, is not read out of what follows no grammar."""
    found = CacheControl.parse(f"{name}=60; x")

    assert name not in found
    assert found.field_names(name) is None


def test_a_record_of_two() -> None:
    """It is made of its directives and of what is malformed: it shows them, compares by them, and has their hash."""
    found = CacheControl.parse("a=1, b;")

    assert "CacheControl(directives=(('a', '1'),), malformed=('b;',))" == repr(found)
    assert found == CacheControl((("a", "1"),), ("b;",)) != CacheControl((("a", "1"),))
    assert 1 == len({found, CacheControl.parse("A=1,b;")})
    with pytest.raises(TypeError):
        CacheControl((), (), {})  # type: ignore[call-arg]


def test_lines_are_one_field() -> None:
    """Several lines are one list (RFC 9110, section 5.3); a quote does not go on in the next line."""
    assert CacheControl.parse("a, b=1, c") == CacheControl.parse(["a", "b=1, c"])
    assert (("b", None),) == CacheControl.parse(['a="x', 'b, y"']).directives
    assert ('a="x', 'y"') == CacheControl.parse(['a="x', 'b, y"']).malformed


def test_the_first_of_several_counts() -> None:
    """Of directives with one name the first counts (RFC 9111, section 4.2.1)."""
    found = CacheControl.parse("max-age=soon, max-age=60, x=1, x=2")

    assert "soon" == found.argument("max-age")
    assert "1" == found.argument("x")
    assert found.seconds("max-age") is None
    assert found.argument("y") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("public", None),
        ("private", ()),
        ('private=""', ()),
        ('private=" , "', ()),
        ("private=Set-Cookie", ("set-cookie",)),
        ('private="Set-Cookie,, X-User"', ("set-cookie", "x-user")),
        ('private="X-A,\tB-X "', ("x-a", "b-x")),
        ('private="a\xa0, b"', ()),
        ('private="set cookie, x"', ()),
        ('private="a", private="b, A"', ("a", "b")),
        ('private="a", private', ()),
        ('private="a", private;', ()),
        ('private="a", private=""', ()),
    ],
)
def test_field_names(value: str, expected: tuple[str, ...] | None) -> None:
    """Where it is not clear to which fields a directive is limited, it is about the whole response."""
    assert expected == CacheControl.parse(value).field_names("private")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Max-Age=60,no-cache", "max-age=60, no-cache"),
        ('private="a, b"', 'private="a, b"'),
        ('x="token"', "x=token"),
        ("private=x-a, no-cache=x-b", 'private="x-a", no-cache="x-b"'),
        (r'x="a\"\\b"', r'x="a\"\\b"'),
        ('x=""', 'x=""'),
    ],
)
def test_rendered(value: str, expected: str) -> None:
    """An argument is quoted where it must be, and is read again as it was."""
    found = CacheControl.parse(value)

    assert expected == str(found)
    assert found == CacheControl.parse(str(found))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("max-age=60, no-cache; no-store", "max-age=60, no-cache, no-store"),
        ("no-store, no-store;", "no-store"),
        ('no-cache="x-a", no-cache;', 'no-cache="x-a", no-cache'),
        ("max-age = 60", "max-age="),
        (
            "private;, s-maxage;, must-revalidate;, must-understand;",
            "must-revalidate=, must-understand=, private=, s-maxage=",
        ),
        ("public;", ""),
    ],
)
def test_what_is_malformed_is_rendered_if_it_holds_back(value: str, expected: str) -> None:
    """A field that is written again holds a cache back as much, and allows no more."""
    found = CacheControl.parse(value)
    again = CacheControl.parse(expected)

    assert expected == str(found) == str(again)
    for name in RESTRICTING:
        assert (name in found) == (name in again)
        assert (name in {"no-cache", "no-store", "proxy-revalidate"}) or found.states(name) == again.states(name)
        assert found.field_names(name) == again.field_names(name)
        assert found.seconds(name) == again.seconds(name)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('x="a\r\nSet-Cookie: b"', 'x="a??Set-Cookie: b"'),
        ('private="x-a,\r\nx-b"', 'private="x-a,??x-b"'),
        ('max-age="60\n"', 'max-age="60?"'),
        ('max-stale="\x7f"', 'max-stale="?"'),
        ('x="a\\\r"', 'x="a?"'),
        ('x="a\tb\xe9"', 'x="a\tb\xe9"'),
    ],
)
def test_rendered_in_one_line(value: str, expected: str) -> None:
    """What no quoted string can have is not written, and what is in its place allows no more (RFC 9110, 5.6.4)."""
    found = CacheControl.parse(value)
    again = CacheControl.parse(str(found))

    assert expected == str(found)
    for name, argument in found.directives:
        assert found.seconds(name) == again.seconds(name)
        assert found.field_names(name) == again.field_names(name)
        assert (argument is None) == (again.argument(name) is None)


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "," * size + "(",
        lambda size: '"' * size,
        lambda size: 'x="' * size,
        lambda size: 'x="' + ',\\"' * size,
        lambda size: "a" * size,
        lambda size: "a " * size,
        lambda size: "A, " * size,
        lambda size: "a=b=" * size,
        lambda size: " " * size + "x" + " " * size + "y",
        lambda size: 'x="' + "a" * size,
    ],
    ids=["commas", "quotes", "opened", "escaped", "token", "words", "repeats", "equals", "blanks", "unclosed"],
)
def test_work_on_long_values(make: Callable[[int], str]) -> None:
    """Hundreds of thousands of characters, or of members, take no longer than it takes to pass them once."""
    text = make(300_000)

    assert seconds(lambda: CacheControl.parse(text)) < 10


# --- targeted fields --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], None),
        ([" ", ""], None),
        (["max-age=60"], (("max-age", "60"),)),
        (["max-age=60", "", "no-store"], (("max-age", "60"), ("no-store", None))),
        (["no-store;x=1, a=?0"], (("no-store", None),)),
        (['private="set-cookie"'], (("private", "set-cookie"),)),
        (['max-age="60"'], (("max-age", '"60"'),)),
        (["max-age=1.5, x=(1 2)"], (("max-age", "1.5"),)),
        ("max-age=60, no-store", (("max-age", "60"), ("no-store", None))),
        ("no-store", (("no-store", None),)),
        ('no-cache=("a" "b"), max-age="60"', (("max-age", '"60"'),)),
        ("x=1, no-cache=1, private=x-a", (("x", "1"), ("private", "x-a"))),
        (["max-age=-1"], (("max-age", "-1"),)),
        (["a=token"], (("a", "token"),)),
        (["max-age=1, max-age=2"], (("max-age", "2"),)),
        (["Max-Age=60"], None),
        (["max-age = 60, no-store"], None),
        (["no-store, \xe9"], None),
        (["\udcff"], None),
    ],
)
def test_targeted(lines: str | list[str], expected: tuple[tuple[str, str | None], ...] | None) -> None:
    """It is a dictionary of structured fields, all of it or nothing (RFC 9213, section 2.1)."""
    found = parse_targeted(lines)

    assert expected == (None if found is None else found.directives)


@pytest.mark.parametrize("name", ["private", "no-cache"])
@pytest.mark.parametrize("argument", [":YQ==:", "1.5", "1", "@5", '%"x"', '("x-a" "x-b")', "()"])
def test_a_field_is_named_in_a_string(name: str, argument: str) -> None:
    """A value of a type that names no fields limits a directive to none (RFC 9213, section 2.1)."""
    found = parse_targeted([f"{name}={argument}, max-age=60"])

    if argument[0] in "@%":  # types of RFC 9651, which older readers refuse with the whole field
        found = found or CacheControl((), (f"{name}=",))
    assert found is not None
    assert name in found
    assert not found.states(name)
    assert () == found.field_names(name)
    assert (f"{name}=",) == found.malformed


@pytest.mark.parametrize("name", ["public", "must-understand", "max-age", "s-maxage", "must-revalidate"])
def test_nothing_is_allowed_by_a_wrong_type(name: str) -> None:
    """A directive whose value is of no type that it can have is not stated."""
    found = parse_targeted(f"{name}=:YQ==:")

    assert found is not None
    assert not found.states(name)
    assert (name in RESTRICTING) == (name in found)


def test_a_string_is_no_number() -> None:
    """A max-age that is a string is of the wrong type, and must not be read as seconds (RFC 9213, section 2.1)."""
    found = parse_targeted(['max-age="60"'])

    assert found is not None
    assert "max-age" in found
    assert found.seconds("max-age") is None


def test_targeted_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is decided on a field that cannot be read: it is an error, and says what to install."""
    monkeypatch.setitem(sys.modules, "http_sf", None)

    assert parse_targeted([""]) is None
    with pytest.raises(MissingExtraError, match=r"http-sf is not installed: statuskit\[fields\]"):
        parse_targeted(["max-age=60"])
    assert issubclass(MissingExtraError, ImportError)


@pytest.mark.parametrize(
    "read",
    [CacheControl.parse, Vary.parse, parse_age, parse_expires, parse_targeted],
    ids=lambda read: read.__qualname__,
)
@pytest.mark.parametrize(
    "given",
    [None, 60, b"", b"no-store", bytearray(b""), memoryview(b"x"), [b"no-store"], [None], ["a", 5]],
    ids=[
        "None",
        "int",
        "b''",
        "bytes",
        "bytearray",
        "memoryview",
        "lines of bytes",
        "lines of None",
        "lines and a number",
    ],
)
def test_what_is_no_text(read: Callable[[Any], object], given: Any) -> None:
    """A field's value is text, or lines of text; anything else is one error."""
    with pytest.raises(InvalidArgumentError, match=r"^not a field value: .*; accepted: text, and lines of text$"):
        read(given)


# --- Age, Expires, Vary -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("60", 60),
        (" 60\t", 60),
        ("60, 0", 60),
        (["60", "0"], 60),
        (["", ",60"], 60),
        ("soon, 60", None),
        ("9" * 5000, FOR_EVER),
        *((text, None) for text in ("", "-1", "1.5", "60 s", "60;x=1", "60\xa0")),
        ([], None),
    ],
    ids=str,
)
def test_age(value: str | list[str], expected: int | None) -> None:
    """The first member counts, and what is no number of seconds is none (RFC 9111, section 5.1)."""
    assert expected == parse_age(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Thu, 01 Jan 1970 00:01:00 GMT", 60),
        ("THU, 01 jan 1970 00:01:00 gmt", 60),
        ("Thursday, 01-Jan-70 00:01:00 GMT", 60),
        (["Thu, 01 Jan 1970 00:01:00 GMT", "0"], 60),
        (["0", "Thu, 01 Jan 1970 00:01:00 GMT"], None),
        ("Thu, 01 Jan 1970 00:01:00 GMT, Thu, 01 Jan 1970 00:01:00 GMT", None),
        *((text, None) for text in ("", "0", "-1", "never", "Thu, 01 Jan 1970 00:01:00 UTC", "1970-01-01T00:01:00Z")),
        ([], None),
    ],
    ids=str,
)
def test_expires(value: str | list[str], expected: int | None) -> None:
    """A date in any case, of several the first; what is none is past (RFC 9111, sections 4.2 and 5.3)."""
    assert expected == parse_expires(value, now=0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", Vary()),
        (" , ", Vary()),
        ("Origin", Vary(("origin",))),
        (["Origin, accept", "ACCEPT"], Vary(("accept", "origin"))),
        ("X-A,\tB-X ", Vary(("b-x", "x-a"))),
        ("a\xa0, b", Vary(("b",), malformed=("a\xa0",))),
        ("*", Vary(is_any=True)),
        ("Accept,*", Vary(("accept",), is_any=True)),
        (["Accept", " * "], Vary(("accept",), is_any=True)),
        ("Accept Encoding, Origin", Vary(("origin",), malformed=("Accept Encoding",))),
        ('"Accept"', Vary(malformed=('"Accept"',))),
        ("*x", Vary(("*x",))),
    ],
    ids=str,
)
def test_vary(value: str | list[str], expected: Vary) -> None:
    """Names once each and in order; "*" in whatever company; what is no name is told (RFC 9110, section 12.5.5)."""
    assert expected == Vary.parse(value)
