"""HTTP, lookup, search, identify and compare: good input, bad input, hostile input, and many threads."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import partial
from http import HTTPStatus
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import httpx
import numpy as np
import pytest
import requests
from steady import steady
from work import seconds

from statuskit import (
    HTTP,
    InvalidMessageError,
    InvalidStatusError,
    Status,
    StatusKitError,
    UnknownStatusError,
    compare,
    identify,
    lookup,
    search,
)
from statuskit.messages import Response

if TYPE_CHECKING:
    from statuskit.model import Comparison


LONG = 10_000_000
REGISTERED = list(HTTP)
NAMES = sorted(name for base in type(HTTP).__mro__ for name, value in vars(base).items() if isinstance(value, Status))


class Indexed:
    """An object that is a number where one is asked for."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __index__(self) -> object:
        return self.value


class Reply(IntEnum):
    """Somebody's own enum of codes."""

    NOT_FOUND = 404
    EDGE = 520


class Shouting(str):
    """Text that is no plain str."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"


class Number(int):
    """A number that is no plain int."""


class Hostile:
    """An object whose every common method raises."""

    def __index__(self) -> NoReturn:
        msg = "index"
        raise RuntimeError(msg)

    def __repr__(self) -> NoReturn:
        msg = "repr"
        raise RuntimeError(msg)

    __str__ = __repr__
    __bool__ = __repr__
    __len__ = __repr__
    __iter__ = __repr__
    __int__ = __repr__
    __float__ = __repr__

    def __eq__(self, other: object) -> NoReturn:
        msg = "eq"
        raise RuntimeError(msg)

    def __hash__(self) -> NoReturn:
        msg = "hash"
        raise RuntimeError(msg)


class Lazy:
    """A proxy, as Django's, for an object that cannot be had."""

    @property  # type: ignore[misc]
    def __class__(self) -> NoReturn:
        msg = "not yet"
        raise RuntimeError(msg)


class HostileNumber(int):
    """A number whose comparisons raise."""

    def __repr__(self) -> NoReturn:
        msg = "repr"
        raise RuntimeError(msg)

    def __eq__(self, other: object) -> NoReturn:
        msg = "eq"
        raise RuntimeError(msg)

    def __hash__(self) -> NoReturn:
        msg = "hash"
        raise RuntimeError(msg)


# --- HTTP -------------------------------------------------------------------------------------------------------------


def test_http_is_in_the_order_of_numbers() -> None:
    """The registry has 64 codes and gives them in order, each once; old names are not iterated."""
    assert 64 == len(HTTP)
    assert sorted({*HTTP}) == [*HTTP]
    assert [*HTTP] == [*HTTP]
    assert 64 == len({*HTTP})


@pytest.mark.parametrize("status", REGISTERED, ids=str)
def test_a_status_is_found_in_http(status: Status) -> None:
    """A registered status is found by its number, by itself and by its name: always the same object."""
    assert status is HTTP[status.code] is HTTP[status] is HTTP[status.name] is getattr(HTTP, status.name)
    assert status.code in HTTP
    assert status in HTTP
    assert status.name in HTTP


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_every_name(name: str) -> None:
    """Every name, old ones included, is an attribute, a key and text for lookup()."""
    assert getattr(HTTP, name) is HTTP[name] is lookup(name) is lookup(name.lower())
    assert name in HTTP


def test_http_takes_other_ints() -> None:
    """A number of any int type is a key, and so is what stands for one, as a numpy integer does."""
    assert HTTP.NOT_FOUND is HTTP[Indexed(404)]
    assert Indexed(404) in HTTP
    assert Indexed(520) not in HTTP
    assert HTTP.NOT_FOUND is HTTP[HTTPStatus.NOT_FOUND] is HTTP[Reply.NOT_FOUND] is HTTP[Number(404)]
    assert HTTPStatus.NOT_FOUND in HTTP
    assert Reply.EDGE not in HTTP


@pytest.mark.parametrize("key", [520, 105, 299, 600, 0, -404, 99, 1000, 10**30, Reply.EDGE, Number(471)], ids=str)
def test_http_is_strict(key: int) -> None:
    """A number that is not registered is a KeyError that points to lookup()."""
    with pytest.raises(KeyError, match=r"is not a registered status code or its name; .* lookup\(\) answers") as caught:
        HTTP[key]

    assert isinstance(caught.value, UnknownStatusError)
    assert str(int(key))[:60] in str(caught.value)
    assert key not in HTTP


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("NOT_FUOND", "NOT_FOUND"),
        ("not_found", "NOT_FOUND"),
        ("Not Found", "NOT_FOUND"),
        ("IM_A_TEPOT", "IM_A_TEAPOT"),
        ("GATEWAY_TIMOUT", "GATEWAY_TIMEOUT"),
    ],
    ids=str,
)
def test_http_hints_at_names(key: str, nearest: str) -> None:
    """A name that is not known is a KeyError with the nearest names."""
    with pytest.raises(KeyError, match=f"^'{key}' is not a registered status code.*did you mean.*{nearest}"):
        HTTP[key]

    assert key not in HTTP


@pytest.mark.parametrize(
    "key",
    [404.0, float("nan"), True, None, b"NOT_FOUND", Decimal(404), (404,), [404], slice(1, 3), Hostile()],
    ids=lambda key: type(key).__name__,
)
def test_http_takes_nothing_else(key: object) -> None:
    """What is neither an int nor text is in no registry, even where it equals a code."""
    with pytest.raises(KeyError, match=r"is not a registered status code"):
        HTTP[key]  # type: ignore[index]

    assert key not in HTTP


@pytest.mark.parametrize("name", ["NOT_FOUND", "code", "OTHER", "_x"], ids=str)
def test_http_is_frozen(name: str) -> None:
    """No name can be changed, added or removed."""
    with pytest.raises(AttributeError):
        setattr(HTTP, name, HTTP.OK)
    with pytest.raises(AttributeError):
        delattr(HTTP, name)

    assert 404 == HTTP.NOT_FOUND


def test_http_takes_no_items() -> None:
    """No code can be changed, added or removed."""
    with pytest.raises(TypeError):
        HTTP[404] = HTTP.OK  # type: ignore[index]
    with pytest.raises(TypeError):
        del HTTP[404]  # type: ignore[attr-defined]

    assert HTTP.NOT_FOUND is HTTP[404]


def test_no_such_name() -> None:
    """A misspelt name is an AttributeError."""
    with pytest.raises(AttributeError, match="NOT_FUOND"):
        HTTP.NOT_FUOND  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1), ids=str)
def test_http_pickles_as_itself(protocol: int) -> None:
    """There is one registry, also after a pickle."""
    assert HTTP is pickle.loads(pickle.dumps(HTTP, protocol))  # noqa: S301


def test_http_copies_as_itself() -> None:
    """There is one registry, also after a copy."""
    assert HTTP is copy.copy(HTTP) is copy.deepcopy(HTTP)


def test_http_shows_itself() -> None:
    """The registry says what it is."""
    assert "<HTTP: 64 registered status codes>" == repr(HTTP)


# --- lookup: what it takes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", range(100, 1000, 9), ids=str)
def test_any_number_has_a_status(code: int) -> None:
    """A number from 100 to 999 always has a Status, and always the same one."""
    status = lookup(code)

    assert code == status.code
    assert status is lookup(code) is lookup(status) is lookup(str(code)) is lookup(str(status))
    assert (code in HTTP) is status.is_registered


def test_any_name_finds_its_status() -> None:
    """The name of a status is text for lookup(), also of one that is not registered."""
    every = [lookup(code) for code in range(100, 1000)]

    assert every == [lookup(status.name, default=None) for status in every]


@pytest.mark.parametrize(
    "key",
    [
        404,
        HTTP.NOT_FOUND,
        HTTPStatus.NOT_FOUND,
        Reply.NOT_FOUND,
        Number(404),
        HostileNumber(404),
        httpx.codes.NOT_FOUND,
        requests.codes.not_found,
        np.int16(404),
        np.int64(404),
        np.uint16(404),
        np.array(404),
        Indexed(404),
    ],
    ids=lambda key: type(key).__name__,
)
def test_numbers(key: int) -> None:
    """An int of any kind, and anything with __index__, is a number."""
    assert HTTP.NOT_FOUND is lookup(key)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("404", 404),
        (" 404 ", 404),
        ("\t404\r\n", 404),
        ("404 Not Found", 404),
        ("404 Gone", 404),  # the number decides; the phrase is free text
        ("404 ", 404),
        ("404\tNot Found", 404),
        ("404 Ça n'existe pas", 404),
        ("520", 520),
        ("520 Web Server Returned an Unknown Error", 520),
        ("HTTP/1.0 404 Not Found", 404),
        ("HTTP/1.1 404 Not Found", 404),
        ("HTTP/1.1 404 Not Found\r\n", 404),
        ("HTTP/1.1 404 ", 404),
        ("HTTP/1.1 404", 404),
        ("HTTP/1.1  404", 404),
        ("http/1.1 503 down", 503),
        ("HTTP/2 404", 404),
        ("HTTP/2 404 ", 404),
        ("HTTP/2.0 404", 404),
        ("HTTP/3 471", 471),
        ("Not Found", 404),
        ("not found", 404),
        ("NOT FOUND", 404),
        ("  Not  Found\n", 404),
        ("NOT_FOUND", 404),
        ("not_found", 404),
        ("not-found", 404),
        ("I'm a teapot", 418),
        ("i\N{RIGHT SINGLE QUOTATION MARK}m a teapot", 418),
        ("IM_A_TEAPOT", 418),
        ("UNUSED_306", 306),
        ("Switch Proxy", 306),
        ("OK", 200),
        ("Non-Authoritative Information", 203),
        ("multi status", 207),
        ("URI Too Long", 414),
        ("Request-URI Too Long", 414),
        ("Request-URI Too Large", 414),
        ("Payload Too Large", 413),
        ("Request Entity Too Large", 413),
        ("REQUEST_ENTITY_TOO_LARGE", 413),
        ("Requested Range Not Satisfiable", 416),
        ("Unprocessable Entity", 422),
        ("Moved Temporarily", 302),
        ("Request Time-out", 408),
        ("Gateway Time-out", 504),
        ("Request Timeout", 408),
        (Shouting("404 Not Found"), 404),
        (Shouting("Not Found"), 404),
    ],
    ids=repr,
)
def test_text(text: str, code: int) -> None:
    """A number, a phrase, a name or a status line, old or new, in any case, with room around it."""
    assert lookup(code) is lookup(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("404 " + "x" * LONG, id="phrase"),
        pytest.param("HTTP/1.1 404 " + "x" * LONG, id="status line"),
        pytest.param(" " * LONG + "404", id="padded number"),
        pytest.param("Not Found" + " " * LONG, id="padded phrase"),
    ],
)
def test_long_text(text: str) -> None:
    """A megabyte more of free text or of room changes nothing."""
    assert HTTP.NOT_FOUND is lookup(text)


# --- lookup: what it refuses ------------------------------------------------------------------------------------------

NO_STATUS = [
    True,
    False,
    404.0,
    404.5,
    float("nan"),
    float("inf"),
    float("-inf"),
    None,
    b"404",
    bytearray(b"404"),
    404j,
    Decimal(404),
    Fraction(404),
    np.float64(404),
    np.bool_(True),
    np.array([404, 405]),
    -404,
    -1,
    0,
    1,
    42,
    99,
    1000,
    4040,
    10**30,
    10**5000,
    -(10**5000),
    Number(1000),
    np.int64(1000),
    [404],
    (404,),
    {404},
    {"code": 404},
    object(),
    int,
    Status,
    lookup,
    Hostile(),
    HostileNumber(1000),
    Indexed(1000),
    Indexed(-1),
    Indexed(404.0),
    Indexed("404"),
    Indexed(None),
]


@pytest.mark.parametrize("key", NO_STATUS, ids=lambda key: type.__repr__(type(key)))
def test_no_status(key: object) -> None:
    """What cannot be a status code is an InvalidStatusError: a ValueError that says what is accepted."""
    with pytest.raises(
        InvalidStatusError, match=r"^not a status code: .*; accepted: a number from 100 to 999"
    ) as caught:
        lookup(key)  # type: ignore[arg-type]

    assert isinstance(caught.value, ValueError)
    assert 300 > len(str(caught.value))


@pytest.mark.parametrize("key", NO_STATUS, ids=lambda key: type.__repr__(type(key)))
def test_no_status_but_a_default(key: object) -> None:
    """The default is returned instead, whatever was asked for."""
    default = object()

    assert default is lookup(key, default=default)


@pytest.mark.parametrize(
    ("key", "shown"),
    [(1000, "1000"), (True, "True"), (None, "None"), (404.0, "404.0"), (b"404", "b'404'")],
    ids=repr,
)
def test_the_error_shows_what_was_given(key: object, shown: str) -> None:
    """What was given is in the message as it was written."""
    with pytest.raises(InvalidStatusError) as caught:
        lookup(key)  # type: ignore[arg-type]

    assert str(caught.value).startswith(f"not a status code: {shown}; accepted")


NO_NUMBER = [
    "0",
    "4",
    "4 04",
    "99",
    "0404",
    "1000",
    "4040",
    "10" * 40,
    "404404 Not Found",
    "HTTP/1.1 4040 X",
    "HTTP/1.1 44",
    "000",
    "099",
]


@pytest.mark.parametrize("text", [*NO_NUMBER, pytest.param("4" * LONG, id="digits")], ids=repr)
def test_text_with_no_status_code(text: str) -> None:
    """A number outside 100 to 999 is refused as text as well; it is shown as it was written."""
    with pytest.raises(InvalidStatusError, match=r"^not a status code: '.*; accepted: a number") as caught:
        lookup(text)

    assert repr(text[:40])[:-1] in str(caught.value)
    assert 300 > len(str(caught.value))


UNKNOWN = [
    "",
    " ",
    "\n",
    "e",
    "o",
    "4xx",
    "xx",
    "404abc",
    "abc404",
    "404.13",
    "404,5",
    "404-",
    "404_",
    "+404",
    "-404",
    "4_0_4",
    "0x194",
    "4e2",
    "404.0",
    "4\N{ZERO WIDTH SPACE}04",
    "\N{FULLWIDTH DIGIT FOUR}\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT FOUR}",
    "\N{ARABIC-INDIC DIGIT FOUR}\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT FOUR}",
    "\N{SUPERSCRIPT FOUR}04",
    "404\N{NO-BREAK SPACE}Not Found",
    "HTTP/1.1",
    "HTTP/1.1 Not Found",
    "HTTP/1.1404",
    "HTTP 404",
    "HTTPS/1.1 404",
    "404 Not\r\nSet-Cookie: a=b",
    "404\0",
    "\x00404",
    "404 \0",
    "\0",
    "Not\0Found",
    "\udc80",
    "404\udc80",
    "\ud800 Not Found",
    "Not Fund at all",
    "(Unused)",  # the phrase of two codes names neither
    "None",
    "True",
    "nan",
    "STATUS",
    "\N{SNOWMAN}",
    "' OR 1=1 --",
    "%s%n{0}",
]
LONG_UNKNOWN = {
    "letters": "x" * LONG,
    "spaces": " " * LONG,
    "NULs": "\0" * LONG,
    "surrogates": "\udc80" * LONG,
    "full-width digits": "\N{FULLWIDTH DIGIT FOUR}" * LONG,
    "lines": "404\n" * (LONG // 4),
    "phrases": "Not Found" * (LONG // 9),
    "almost a status line": "HTTP/1.1 404 x" + "x" * LONG + "\n404",
    "quotes": "'\"\\" * (LONG // 3),
    "sharp s": "\N{LATIN SMALL LETTER SHARP S}" * LONG,
}


@pytest.mark.parametrize(
    "text", [*UNKNOWN, *(pytest.param(text, id=name) for name, text in LONG_UNKNOWN.items())], ids=ascii
)
def test_unknown_text(text: str) -> None:
    """Text that names no status is an UnknownStatusError: a LookupError that says what is accepted."""
    with pytest.raises(
        UnknownStatusError, match=r"^unknown status: ['\"].*; accepted: a number from 100 to 999"
    ) as caught:
        lookup(text)

    assert isinstance(caught.value, LookupError)
    assert 400 > len(str(caught.value))
    assert "default" == lookup(text, default="default")


@pytest.mark.parametrize(
    "text", ["Not Found" * (LONG // 9), "4" * LONG, " " * LONG, "' " * (LONG // 2)], ids=lambda text: text[:9]
)
def test_long_text_takes_no_time(text: str) -> None:
    """Ten megabytes of nonsense are refused at once; to look at them more than once each would take hours."""
    assert 5 > seconds(partial(lookup, text, default=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not Fuond", "404 Not Found"),
        ("NOT_FUOND", "404 Not Found"),
        ("to many requests", "429 Too Many Requests"),
        ("bad gatway", "502 Bad Gateway"),
        ("unauthorised", "401 Unauthorized"),
        ("internal server eror", "500 Internal Server Error"),
        ("I am a teapot", "418 (Unused)"),
        ("Gateway Time out!", "504 Gateway Timeout"),
    ],
    ids=str,
)
def test_nearest_matches(text: str, expected: str) -> None:
    """A misspelt phrase gets the nearest one, in the message and as data."""
    with pytest.raises(UnknownStatusError, match="did you mean") as caught:
        lookup(text)

    assert expected == caught.value.suggestions[0]
    assert expected in str(caught.value)
    assert len(caught.value.suggestions) == len(set(caught.value.suggestions)) <= 3


def test_nothing_near() -> None:
    """Where nothing is near, the error points to search()."""
    with pytest.raises(UnknownStatusError, match=r"search\(\) finds by topic") as caught:
        lookup("qqqqq")

    assert () == caught.value.suggestions


@pytest.mark.parametrize("text", ["404.13", " 404.13 ", "500.100"], ids=repr)
def test_a_substatus_points_to_identify(text: str) -> None:
    """What is written like a sub-status of IIS is a matter for identify()."""
    code, _, substatus = text.strip().partition(".")

    with pytest.raises(UnknownStatusError, match=rf"identify\({code}, substatus={substatus}\)"):
        lookup(text)


@pytest.mark.parametrize("text", ["4xx", "5XX", " 1xx"], ids=repr)
def test_a_class_points_to_parse(text: str) -> None:
    """What is written like a class is a matter for StatusClass.parse()."""
    with pytest.raises(UnknownStatusError, match=r"StatusClass\.parse\(\)"):
        lookup(text)


def test_a_foreign_error_is_the_cause() -> None:
    """What an object's own __index__ raised is kept as the cause."""
    with pytest.raises(InvalidStatusError, match="<Hostile>") as caught:
        lookup(Hostile())  # type: ignore[arg-type]

    assert isinstance(caught.value.__cause__, RuntimeError)


def test_a_proxy_that_cannot_be_resolved() -> None:
    """A lazy proxy that raises when it is asked for its class is bad input like any other."""
    with pytest.raises(InvalidStatusError, match="not a status code: <Lazy>"):
        lookup(Lazy())  # type: ignore[arg-type]

    assert None is lookup(Lazy(), default=None)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit], ids=lambda error: error.__name__)
def test_an_interruption_is_no_bad_input(error: type[BaseException]) -> None:
    """An interruption from within an object's code goes on."""

    class Interrupted:
        def __index__(self) -> NoReturn:
            raise error

    with pytest.raises(error):
        lookup(Interrupted(), default=None)


@pytest.mark.parametrize("default", [None, 0, "", HTTP.OK, Exception], ids=repr)
def test_defaults(default: object) -> None:
    """Anything may be the default, also what is false; a key that is found does not need it."""
    assert default is lookup("nothing", default=default)
    assert HTTP.NOT_FOUND is lookup(404, default=default)
    assert 471 == lookup(471, default=default)


@pytest.mark.parametrize(
    "error", [InvalidStatusError("a"), UnknownStatusError("a", ("404 Not Found",)), UnknownStatusError("a")], ids=repr
)
def test_errors_pickle(error: StatusKitError) -> None:
    """An error comes back from a pickle with what it knew."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301

    assert str(error) == str(back) == "a"
    assert type(error) is type(back)
    assert getattr(error, "suggestions", None) == getattr(back, "suggestions", None)
    assert getattr(error, "message", None) == getattr(back, "message", None)


def test_many_threads_one_object() -> None:
    """Sixteen threads that race for the same numbers get the same objects, whoever comes first."""
    script = """
import sys, threading
sys.setswitchinterval(1e-6)
from statuskit import HTTP, lookup
codes = [code for code in range(100, 1000) if code not in HTTP]
found = [None] * 16
barrier = threading.Barrier(16)
def work(place):
    barrier.wait()
    found[place] = [lookup(code) for code in codes]
threads = [threading.Thread(target=work, args=(place,)) for place in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit(not all(len(set(map(id, same))) == 1 for same in zip(*found, strict=True)) or len(codes) != 836)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)  # noqa: S603

    assert (0, "") == (done.returncode, done.stderr)


# --- search -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("404", 404),
        ("not found", 404),
        ("NOT_FOUND", 404),
        ("teapot", 418),
        ("rate limit", 429),
        ("too many requests", 429),
        ("unprocessable entity", 422),
        ("payload too large", 413),
        ("edit conflict", 409),
        ("legal", 451),
        ("captive portal", 511),
        ("maintenance", 503),
        ("gateway timeout", 504),
        ("permanent redirect", 308),
        ("moved permanently", 301),
        ("lock", 423),
        ("early hints", 103),
        ("misdirected", 421),
        ("proxy authentication", 407),
        ("H12", 503),
        ("client closed request", 499),
        ("login timeout", 440),
        ("web server is down", 521),
        ("enhance your calm", 420),
        ("page expired", 419),
    ],
    ids=str,
)
def test_search_finds(text: str, code: int) -> None:
    """The best fit comes first: by number, phrase, name, old name, topic, and what vendors call it."""
    assert lookup(code) is search(text)[0]


@pytest.mark.parametrize("status", [status for status in HTTP if not status.is_reserved], ids=str)
def test_search_finds_a_phrase(status: Status) -> None:
    """A phrase or a name, old or new, finds its own status first, however many others have its words as well."""
    texts = [status.phrase, status.name, *status.aliases]

    assert dict.fromkeys(texts, status) == {text: search(text)[0] for text in texts}


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_search_finds_a_number(status: Status) -> None:
    """A number finds its own status first, whatever words people put around it."""
    texts = [f"{status}", f"HTTP {status}", f"{status} error", f"HTTP/1.1 {status} {status.phrase}"]

    assert dict.fromkeys(texts, status) == {text: search(text)[0] for text in texts}


@pytest.mark.parametrize("text", ["rate limit", "timeout", "gateway", "cloudflare", "a"], ids=str)
def test_search_is_a_list_of_statuses(text: str) -> None:
    """What is found is statuses, each once, the same each time, whatever the case."""
    found = search(text, limit=1000)

    assert list is type(found)
    assert all(type(status) is Status for status in found)
    assert len(found) == len({*found})
    assert found == search(text, limit=1000) == search(text.upper(), limit=1000)


@pytest.mark.parametrize("limit", [-1, 0, 1, 3, 10, 1000], ids=str)
def test_search_has_a_limit(limit: int) -> None:
    """No more than the limit is returned, and a smaller limit cuts the same list."""
    found = search("error", limit=1000)

    assert 10 < len(found)
    assert found[: max(limit, 0)] == search("error", limit=limit)
    assert found[:10] == search("error")


@pytest.mark.parametrize("text", ["", " ", "\0", "!?", "___", "'", "\udc80", "qqqqqq", "\N{SNOWMAN}"], ids=ascii)
def test_search_finds_nothing(text: str) -> None:
    """Where no word fits, nothing is found."""
    assert [] == search(text)


@pytest.mark.parametrize(
    "text", [*UNKNOWN, *(pytest.param(text, id=name) for name, text in LONG_UNKNOWN.items())], ids=ascii
)
def test_search_takes_any_text(text: str) -> None:
    """No text makes it raise."""
    assert 10 >= len(search(text))


# --- identify ---------------------------------------------------------------------------------------------------------


def told(*args: object, **evidence: object) -> str:
    """Return what identify() says in words."""
    return str(identify(*args, **evidence))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "headers", "vendor", "code", "subcode"),
    [
        (451, {"X-MS-Location": "https://mail.example/"}, "Microsoft Exchange ActiveSync", 451, None),
        (451, {"x-ms-location": "https://mail.example/"}, "Microsoft Exchange ActiveSync", 451, None),
        (520, {"CF-RAY": "8f1-FRA"}, "Cloudflare", 520, None),
        (520, [("cf-ray", "8f1-FRA")], "Cloudflare", 520, None),
        (522, {"Server": "cloudflare"}, "Cloudflare", 522, None),
        (HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS, {"X-MS-Location": "x"}, "Microsoft Exchange ActiveSync", 451, None),
        ("HTTP/1.1 520 Odd", {"CF-RAY": "8f1-FRA"}, "Cloudflare", 520, None),
        (lookup(520), {"CF-RAY": "8f1-FRA"}, "Cloudflare", 520, None),
    ],
    ids=str,
)
def test_identify_by_header_fields(
    status: object, headers: object, vendor: str, code: int, subcode: str | None
) -> None:
    """The header fields tell whose number it is."""
    meaning = identify(status, headers)

    assert meaning is not None
    assert (vendor, code, subcode) == (meaning.vendor, meaning.code, meaning.subcode)


@pytest.mark.parametrize(
    ("status", "substatus", "vendor", "subcode"),
    [
        (404, 13, "Microsoft IIS", "404.13"),
        (404, "13", "Microsoft IIS", "404.13"),
        (404, "404.13", "Microsoft IIS", "404.13"),
        (503, "H12", "Heroku", "H12"),
        (503, "h12", "Heroku", "H12"),
        (403, 1020, "Cloudflare", "1020"),
        (403, "1020", "Cloudflare", "1020"),
    ],
    ids=str,
)
def test_identify_by_subcode(status: int, substatus: int | str, vendor: str, subcode: str) -> None:
    """A sub-code is somebody's, with or without the number before it, as text or as an int."""
    meaning = identify(status, substatus=substatus)

    assert meaning is not None
    assert vendor == meaning.vendor
    assert str(subcode) == (meaning.subcode or "").removeprefix("cf-")


@pytest.mark.parametrize(
    ("status", "vendor", "expected"),
    [
        (520, "Cloudflare", "Cloudflare"),
        (520, "cloudflare", "Cloudflare"),
        (499, "nginx", "nginx"),
        (499, "NGINX", "nginx"),
        (451, "ActiveSync", "Microsoft Exchange ActiveSync"),
        (530, "Shopify", "Shopify"),
        (420, "Twitter", "Twitter"),
    ],
    ids=str,
)
def test_identify_by_vendor(status: int, vendor: str, expected: str) -> None:
    """A vendor is known by a part of its name, in any case."""
    meaning = identify(status, vendor=vendor)

    assert meaning is not None
    assert status == meaning.code
    assert meaning.vendor.startswith(expected)
    assert meaning is lookup(status).meaning(vendor)


def test_identify_says_none_of_the_standard_meaning() -> None:
    """A registered number means what its RFC says unless something tells otherwise."""
    assert None is identify(404)
    assert None is identify(451)
    assert None is identify(404, {"Content-Type": "text/plain"})
    assert None is identify(404, {"CF-RAY": "8f1-FRA"})
    assert None is identify(404, {"Server": "nobody/1.0"})
    assert None is identify(404, vendor="nobody")
    assert None is identify(404, vendor="Cloudflare")
    assert None is identify(404, substatus="nothing")
    assert None is identify(404, substatus=13, vendor="Cloudflare")
    assert None is identify(471)


def test_identify_prefers_what_it_is_told() -> None:
    """A sub-code is more telling than a vendor, and a vendor than the header fields."""
    fields = {"CF-RAY": "8f1-FRA"}

    assert "Microsoft IIS 404.13" == told(404, fields, substatus=13).partition(":")[0]
    assert told(530, vendor="Shopify") == told(530, fields, vendor="Shopify")
    assert told(530, fields) != told(530, fields, vendor="Shopify")


def response_of_httpx() -> httpx.Response:
    """Return a 520 from Cloudflare as httpx has it."""
    return httpx.Response(520, headers={"CF-RAY": "8f1-FRA"})


def response_of_requests() -> requests.Response:
    """Return a 520 from Cloudflare as requests has it."""
    response = requests.Response()
    response.status_code = 520
    response.headers["CF-RAY"] = "8f1-FRA"
    return response


@pytest.mark.parametrize(
    "response",
    [
        response_of_httpx(),
        response_of_requests(),
        Response(520, [("cf-ray", "8f1-FRA")]),
        SimpleNamespace(status_code=520, headers={"CF-RAY": "8f1-FRA"}),
    ],
    ids=lambda response: type(response).__module__,
)
def test_identify_reads_responses(response: object) -> None:
    """A response of any library brings its number and its header fields."""
    meaning = identify(response)

    assert meaning is not None
    assert ("Cloudflare", 520) == (meaning.vendor, meaning.code)


def test_identify_a_number_that_only_a_log_has() -> None:
    """A load balancer's log has 000 for a request that was never answered."""
    meaning = identify(0)

    assert meaning is not None
    assert ("AWS ALB", 0) == (meaning.vendor, meaning.code)


def test_identify_adds_fields_to_a_response() -> None:
    """Header fields beside a response count as its own."""
    meaning = identify(SimpleNamespace(status_code=451, headers={}), {"X-MS-Location": "https://mail.example/"})

    assert meaning is not None
    assert "Microsoft Exchange ActiveSync" == meaning.vendor


@pytest.mark.parametrize(
    "key", [None, True, 404.0, b"404", object(), Hostile(), [404], float("nan")], ids=lambda key: type(key).__name__
)
def test_identify_no_status(key: object) -> None:
    """What is no status and no response is refused, as lookup() or as view() does."""
    with pytest.raises((InvalidStatusError, InvalidMessageError), match=r"not a status code|no HTTP message"):
        identify(key)


@pytest.mark.parametrize("key", [-1, 99, 1000, 10**30], ids=str)
def test_identify_no_number(key: int) -> None:
    """A number outside 100 to 999 is refused as lookup() does, unless some log has a meaning for it."""
    with pytest.raises(InvalidStatusError, match="not a status code"):
        identify(key)


@pytest.mark.parametrize("key", ["nothing", "", "4xx", "404.13"], ids=repr)
def test_identify_no_text(key: str) -> None:
    """Text that names no status is refused as lookup() does."""
    with pytest.raises(UnknownStatusError, match="unknown status"):
        identify(key)


@pytest.mark.parametrize("headers", [7, "CF-RAY: x", [1], object(), [("a", object())]], ids=steady)
def test_identify_no_headers(headers: object) -> None:
    """Header fields in no known form are an error, not ignored."""
    with pytest.raises(InvalidMessageError):
        identify(520, headers)


@pytest.mark.parametrize(
    "substatus", [-1, 0, 10**30, "", " ", "\0", "\udc80", "x" * LONG], ids=lambda value: ascii(value)[:9]
)
def test_identify_takes_any_subcode(substatus: int | str) -> None:
    """No sub-code makes it raise; one that nobody has means nothing."""
    assert None is identify(471, substatus=substatus)


# --- compare ----------------------------------------------------------------------------------------------------------


def facts_of(comparison: Comparison) -> dict[str, tuple[object, object]]:
    """Return the differences by fact."""
    return {row.fact: (row.a, row.b) for row in comparison.differences}


def test_compare_307_and_308() -> None:
    """They differ in being for good, in caching by that, and in what a vendor makes of one; nothing else is listed."""
    comparison = compare(307, 308)

    assert ["cacheability", "is_cacheable", "is_permanent", "meanings"] == [row.fact for row in comparison.differences]
    assert (False, True) == facts_of(comparison)["is_permanent"]
    assert HTTP.TEMPORARY_REDIRECT is comparison.a
    assert HTTP.PERMANENT_REDIRECT is comparison.b


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (401, 403, ["header_rules", "required_headers"]),
        (404, 410, []),
        (502, 504, []),
        (471, 472, []),
        (500, 503, ["header_rules"]),
        (400, 409, ["repeat", "applied", "repeat_after"]),
        (408, 425, ["conditions", "health"]),
        (301, 308, ["redirect", "meanings"]),
        (204, 205, ["cacheability", "is_cacheable", "content", "header_rules"]),
        (200, 404, ["is_success", "is_client_error", "is_error", "header_rules", "applied", "health"]),
        (522, 523, ["meanings"]),
        (524, 525, ["repeat", "meanings"]),
        (418, 306, ["is_redirection", "is_client_error", "is_error", "applied", "health"]),
        (
            100,
            999,
            [
                "is_informational",
                "is_error",
                "is_final",
                "is_registered",
                "is_vendor",
                "cacheability",
                "content",
                "allows_content",
                "header_rules",
                "repeat",
                "health",
                "meanings",
            ],
        ),
    ],
    ids=str,
)
def test_compare_lists_what_differs(a: int, b: int, expected: list[str]) -> None:
    """A fact is listed where the two differ, in the order of the facts; the same words from two sources do not."""
    assert expected == [row.fact for row in compare(a, b).differences]


@pytest.mark.parametrize(("a", "b"), [(401, 403), (204, 205), (200, 404), (100, 999), (520, 404)], ids=str)
def test_compare_has_both_values(a: int, b: int) -> None:
    """A difference holds the fact's value of each side; of the meanings only the number's own."""
    found = facts_of(compare(a, b))
    expected = {fact: (getattr(lookup(a), fact), getattr(lookup(b), fact)) for fact in found if fact != "meanings"}

    assert expected == {fact: values for fact, values in found.items() if fact != "meanings"}
    assert all(meaning.subcode is None for side in found.get("meanings", ((), ())) for meaning in side)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("a", "b"), [(401, 403), (404, 410), (200, 999), (520, 404)], ids=str)
def test_compare_is_symmetric(a: int, b: int) -> None:
    """Asked the other way round it is the same story with the sides changed, and the same rule."""
    there, back = compare(a, b), compare(b, a)

    assert facts_of(there) == {fact: (left, right) for fact, (right, left) in facts_of(back).items()}
    assert there.rule == back.rule


@pytest.mark.parametrize("key", [404, "404 Not Found", HTTP.NOT_FOUND, 471], ids=repr)
def test_compare_with_itself(key: int | str) -> None:
    """Nothing differs from itself."""
    assert () == compare(key, key).differences
    assert "" == compare(key, key).rule


def test_compare_takes_what_lookup_takes() -> None:
    """Numbers, text and statuses may be compared."""
    expected = compare(401, 403)

    assert expected == compare("Unauthorized", "HTTP/1.1 403 No") == compare(HTTPStatus(401), HTTP.FORBIDDEN)


@pytest.mark.parametrize(("key", "error"), [(1000, InvalidStatusError), ("nothing", UnknownStatusError)], ids=repr)
def test_compare_refuses_what_lookup_refuses(key: int | str, error: type[StatusKitError]) -> None:
    """What is no status is compared with none, on either side."""
    with pytest.raises(error):
        compare(key, 200)
    with pytest.raises(error):
        compare(200, key)


def test_a_comparison_is_no_yes_or_no() -> None:
    """A comparison has no truth value; the error says where to look."""
    with pytest.raises(TypeError, match=r"look at \.differences"):
        bool(compare(401, 403))


def test_a_comparison_in_words() -> None:
    """In short it is the rule of thumb, or how many facts differ; in full, the rule and a line a fact."""
    mixed_up, plain = compare(401, 403), compare(200, 471)
    lines = mixed_up.explain().splitlines()

    assert mixed_up.rule == str(mixed_up)
    assert mixed_up.rule.startswith("401: ")
    assert f"<Status 200 OK> and <Status 471> differ in {len(plain.differences)} facts" == str(plain)
    assert ["401 Unauthorized / 403 Forbidden", "Rule of thumb:", f"- {mixed_up.rule}", "Differences:"] == lines[:4]
    assert [f"- {row.fact}" for row in mixed_up.differences] == [line.partition(":")[0] for line in lines[4:]]
    assert "- header_rules: WWW-Authenticate: MUST / none" in lines
    assert plain.explain().startswith("200 OK / 471\n")
    assert "- is_success: yes / no" in plain.explain().splitlines()
    assert "- cacheability: heuristic / explicit only" in plain.explain().splitlines()


@pytest.mark.parametrize(("a", "b"), [(408, 504), (301, 302), (520, 404), (200, 999)], ids=str)
def test_an_explanation_has_a_line_a_fact(a: int, b: int) -> None:
    """However odd the values, each difference is one line, fit for people: no repr of a record, no name of an enum."""
    comparison = compare(a, b)
    lines = comparison.explain().splitlines()

    assert bool(comparison.rule) + len(comparison.differences) == sum(line.startswith("- ") for line in lines)
    assert not any("Citation(" in line or "<" in line for line in lines)


@pytest.mark.parametrize(("a", "b"), [(401, 403), (408, 504), (520, 404), (200, 999)], ids=str)
def test_a_comparison_as_json(a: int, b: int) -> None:
    """It is plain JSON, with the statuses as their numbers."""
    found = compare(a, b).to_dict()
    facts = [row.fact for row in compare(a, b).differences]

    assert found == json.loads(json.dumps(found, allow_nan=False))
    assert (a, b) == (found["a"], found["b"])
    assert facts == [row["fact"] for row in found["differences"]]  # type: ignore[index,union-attr,call-overload]
    assert {"a", "b", "differences", "rule"} == found.keys()


def test_a_comparison_is_frozen() -> None:
    """What was compared stays as it was found."""
    with pytest.raises(AttributeError):
        compare(401, 403).rule = ""  # type: ignore[misc]
