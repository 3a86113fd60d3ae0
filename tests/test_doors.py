"""What comes in by the doors of the library: the wrong type is refused with a documented error, and tells no secret."""

from __future__ import annotations

import weakref
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from steady import steady

from statuskit import HTTP, InvalidMessageError, InvalidStatusError, StatusClass, UnknownStatusError, identify, lookup
from statuskit import search as search_statuses
from statuskit.exceptions import quoted
from statuskit.messages import Headers, Response, view

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "s3cr3t"  # noqa: S105  stands for one
HELD = {"Authorization": f"Bearer {SECRET}", "X": object()}


class Text(str):
    """Text whose own methods fail."""

    __slots__ = ()

    def strip(self, *_: object) -> str:  # type: ignore[override]
        """Fail."""
        raise RuntimeError

    def __eq__(self, _: object) -> bool:
        raise RuntimeError

    __hash__ = str.__hash__


class Gone:
    """Something to hold a weak reference to."""


def dead() -> object:
    """Return a proxy of an object that is gone: asking for its class raises."""
    return weakref.proxy(Gone())


@pytest.mark.parametrize(
    "call",
    [
        search_statuses,
        HTTP.OK.cite,
        lookup(520).meaning,
        HTTP.METHOD_NOT_ALLOWED.requires_header,
        lambda wrong: identify(520, vendor=wrong),
        lambda wrong: identify(200, vendor=wrong if wrong is not None else 5),  # type: ignore[arg-type]
    ],
    ids=["search", "cite", "meaning", "requires_header", "identify", "identify without meanings"],
)
@pytest.mark.parametrize("wrong", [404, b"x", [], {}, 4.5], ids=repr)
def test_text_is_wanted(call: Callable[[object], object], wrong: object) -> None:
    """Where text is wanted, anything else is an InvalidStatusError that says so."""
    with pytest.raises(InvalidStatusError, match="accepted: text"):
        call(wrong)


@pytest.mark.parametrize("wrong", [404.20, True, [13], object()], ids=steady)
def test_a_substatus_is_a_whole_number_or_text(wrong: object) -> None:
    """404.20 as a float is refused, since it would be read as 404.2."""
    with pytest.raises(InvalidStatusError, match="not a sub-code"):
        identify(404, substatus=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("substatus", "name"), [("404.20", "404.20"), (20, "404.20"), ("404.2", "404.2"), (2, "404.2")]
)
def test_substatus(substatus: int | str, name: str) -> None:
    """A sub-code is what it says, with or without the status before it."""
    meaning = identify(404, substatus=substatus)

    assert meaning is not None
    assert name == meaning.subcode


@pytest.mark.parametrize("substatus", [10**5000, "x" * 10_000_000, -1], ids=["huge", "long", "negative"])
def test_no_such_substatus(substatus: int | str) -> None:
    """A sub-code that nobody has is no meaning, however long it is."""
    assert identify(404, substatus=substatus) is None


@pytest.mark.parametrize(
    "headers",
    [
        HELD.items(),
        MappingProxyType(HELD),
        f"Authorization: Bearer {SECRET}",
        f"Authorization: Bearer {SECRET}".encode(),
        [("Authorization", SECRET, SECRET)],
        {SECRET: object()},
    ],
    ids=lambda headers: type(headers).__name__,
)
def test_a_refused_header_list_tells_no_secret(headers: object) -> None:
    """The message about header fields that cannot be read shows nothing of what they hold."""
    with pytest.raises(InvalidMessageError) as caught:
        Headers.of(headers)  # type: ignore[arg-type]

    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "held", [SimpleNamespace(headers=HELD), MappingProxyType(HELD), [SECRET], (SECRET,), {SECRET}], ids=steady
)
def test_a_refused_object_tells_no_secret(held: object) -> None:
    """Of an object that is no status and no message only its type is told."""
    with pytest.raises(InvalidMessageError) as no_message:
        view(held)
    with pytest.raises(InvalidStatusError) as no_status:
        lookup(held)  # type: ignore[call-overload]

    assert SECRET not in str(no_message.value)
    assert SECRET not in str(no_status.value)


def test_hidden_in_spite_of_blanks() -> None:
    """A blank after the name of a secret field does not show its value."""
    assert SECRET not in repr(Headers.of({"Authorization ": SECRET}))


@pytest.mark.parametrize("headers", ["abc", {"Retry-After": object()}], ids=steady)
def test_bad_fields_are_named_as_such(headers: object) -> None:
    """identify() says of a response with bad fields that they are bad, and not that it is no status."""
    with pytest.raises(InvalidMessageError, match="no header fields"):
        identify((404, headers))


def test_integers_of_other_kinds() -> None:
    """A numpy integer is a member wherever it is taken as a number."""
    numpy = pytest.importorskip("numpy")
    code = numpy.int64(404)

    assert HTTP[code] is HTTP.NOT_FOUND
    assert code in HTTP
    assert code in StatusClass.CLIENT_ERROR
    assert code not in StatusClass.SERVER_ERROR
    assert StatusClass.CLIENT_ERROR is StatusClass.of(code)


@pytest.mark.parametrize("wrong", [404.0, True, None, "404"], ids=repr)
def test_class_of_no_number(wrong: object) -> None:
    """What is no whole number has no class."""
    with pytest.raises(InvalidStatusError):
        StatusClass.of(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "near"), [("clent error", "client_error"), ("redirektion", "redirection")], ids=["client", "redirection"]
)
def test_nearest_class(text: str, near: str) -> None:
    """A misspelt class is told the nearest."""
    with pytest.raises(UnknownStatusError, match=f"did you mean {near}") as caught:
        StatusClass.parse(text)

    assert (near,) == caught.value.suggestions


def test_proxies_of_nothing() -> None:
    """A proxy of what is gone is refused like anything else that is no answer."""
    with pytest.raises(InvalidStatusError):
        StatusClass.parse(dead())  # type: ignore[arg-type]
    with pytest.raises(InvalidMessageError):
        view(dead())
    with pytest.raises(InvalidMessageError):
        Headers.of(dead())  # type: ignore[arg-type]

    with pytest.raises(UnknownStatusError):
        HTTP[dead()]  # type: ignore[index]

    assert dead() not in StatusClass.SUCCESS
    assert dead() not in HTTP


def test_a_mock_of_a_response_is_none() -> None:
    """A mock that claims to be a Response is read like any other object, and has no status."""
    with pytest.raises(InvalidMessageError):
        view(Mock(spec=Response))


def test_text_with_methods_of_its_own() -> None:
    """Text is what it says, whatever a subclass makes of its methods."""
    assert lookup(Text("not found")) is HTTP[Text("NOT_FOUND")]
    assert HTTP.NOT_FOUND is search_statuses(Text("not found"), limit=1)[0]


def test_history_is_flat() -> None:
    """What came before has no history of its own, so that a record stays small."""
    response = Response(302)
    for _ in range(50):
        response = Response(302, history=[response, response])

    assert [(), ()] == [earlier.history for earlier in response.history]
    assert 1000 > len(repr(response))


def test_what_cannot_be_read_is_refused() -> None:
    """Octets that were released, and a URL that cannot be written, are no content and no URL."""
    released = memoryview(b"x")
    released.release()
    url = type("URL", (), {"__str__": lambda _: 1 // 0})()

    with pytest.raises(InvalidMessageError, match="no content"):
        Response(200, content=released)
    with pytest.raises(InvalidMessageError, match="no URL"):
        Response(200, url=url)


def test_reversed() -> None:
    """The registry can be walked from its end."""
    assert list(HTTP) == list(reversed(HTTP))[::-1]


def test_a_vendor_named_at_length() -> None:
    """A name longer than any vendor's is nobody's."""
    assert lookup(520).meaning("Cloudflare" * 100) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a" * 90, f"'{'a' * 79}..."), ("\0" * 50, None), ([1], "<list of 1>"), (object(), "<object>"), (1.5, "1.5")],
    ids=["long", "escaped", "list", "object", "number"],
)
def test_quoted(value: object, shown: str | None) -> None:
    """What was given is shown short, and only if it is a number or text."""
    assert 90 > len(quoted(value))
    assert shown is None or shown == quoted(value)


def test_a_type_that_has_no_name() -> None:
    """A type whose name raises is still shown somehow."""

    class Meta(type):
        @property
        def __name__(cls) -> str:  # type: ignore[override]
            raise RuntimeError

    assert quoted(Meta("Odd", (), {})()).startswith("<")


@pytest.mark.parametrize("limit", [None, "3", 1.5, True], ids=repr)
def test_a_limit_is_a_whole_number(limit: object) -> None:
    """What is no whole number limits nothing, and is refused."""
    with pytest.raises(InvalidStatusError, match="not a limit"):
        search_statuses("gateway", limit=limit)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [0, -1, -(10**30)], ids=str)
def test_a_limit_below_one(limit: int) -> None:
    """A limit below 1 finds nothing."""
    assert [] == search_statuses("gateway", limit=limit)
