"""How a status is called, and what is text."""

from __future__ import annotations

import enum
from http import HTTPStatus

import pytest

from statuskit import HTTP, lookup
from statuskit._given import message_of
from statuskit._named import named
from statuskit.exceptions import InvalidMessageError, as_text
from statuskit.messages import Headers


@pytest.mark.parametrize("status", HTTP, ids=lambda status: str(int(status)))
def test_registered(status: int) -> None:
    """A registered status has its number and its phrase."""
    assert f"{int(status)} {lookup(status).phrase}" == named(lookup(status))


def test_without_a_phrase() -> None:
    """Without a phrase there is no blank at the end; a number that is no status is told as it is, cut if it is long."""
    assert ("471", "0", "None") == (named(lookup(471)), named(None, 0), named(None))
    assert len(named(None, 10**400)) < 100


class _Word(str, enum.Enum):
    FOUND = "found"


class _Liar(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "a lie"


@pytest.mark.parametrize("given", ["found", _Word.FOUND, _Liar("found")], ids=["str", "enum", "liar"])
def test_text(given: str) -> None:
    """Text of any type is the text that it holds, in a plain str."""
    text = as_text(given)

    assert ("found", str) == (text, type(text))


@pytest.mark.parametrize("given", [None, b"found", 404, ["found"], str], ids=repr)
def test_no_text(given: object) -> None:
    """Octets, numbers, lists and types are no text."""
    assert as_text(given) is None


@pytest.mark.parametrize("given", [404, HTTPStatus.NOT_FOUND, HTTP.NOT_FOUND, "404", 4.5, None], ids=repr)
def test_no_message(given: object) -> None:
    """What is no object with a status is for lookup() to read or refuse; the fields are those that were given."""
    assert (None, Headers([("Server", "a")])) == message_of(given, {"Server": "a"})


def test_message() -> None:
    """A response has its number, and its fields come after those that were given."""
    code, fields = message_of((520, {"Server": "b"}), {"Server": "a"})

    assert (520, ["a", "b"]) == (code, list(fields.get_all("Server")))
    with pytest.raises(InvalidMessageError, match="no HTTP message"):
        message_of(object(), ())
