"""The methods of HTTP against RFC 9110's table, RFC 5789, RFC 7237's table and the QUERY method's document."""

from __future__ import annotations

import pytest

from statuskit import HTTP
from statuskit.registry import METHODS

# RFC 9110, table 7 in section 18.2: safe, idempotent, section.
RFC_9110 = {
    "CONNECT": (False, False, "9.3.6"),
    "DELETE": (False, True, "9.3.5"),
    "GET": (True, True, "9.3.1"),
    "HEAD": (True, True, "9.3.2"),
    "OPTIONS": (True, True, "9.3.7"),
    "POST": (False, False, "9.3.3"),
    "PUT": (False, True, "9.3.4"),
    "TRACE": (True, True, "9.3.8"),
    "*": (False, False, "18.2"),
}

# RFC 7237, section 3: the methods that documents other than HTTP's own define. Three are safe, two not idempotent.
RFC_7237 = {
    "ACL": "RFC 3744 §8.1",
    "BASELINE-CONTROL": "RFC 3253 §12.6",
    "BIND": "RFC 5842 §4",
    "CHECKIN": "RFC 3253 §4.4",
    "CHECKOUT": "RFC 3253 §4.3",
    "COPY": "RFC 4918 §9.8",
    "LABEL": "RFC 3253 §8.2",
    "LINK": "RFC 2068 §19.6.1.2",
    "LOCK": "RFC 4918 §9.10",
    "MERGE": "RFC 3253 §11.2",
    "MKACTIVITY": "RFC 3253 §13.5",
    "MKCALENDAR": "RFC 4791 §5.3.1",
    "MKCOL": "RFC 4918 §9.3",
    "MKREDIRECTREF": "RFC 4437 §6",
    "MKWORKSPACE": "RFC 3253 §6.3",
    "MOVE": "RFC 4918 §9.9",
    "ORDERPATCH": "RFC 3648 §7",
    "PATCH": "RFC 5789 §2",
    "PROPFIND": "RFC 4918 §9.1",
    "PROPPATCH": "RFC 4918 §9.2",
    "REBIND": "RFC 5842 §6",
    "REPORT": "RFC 3253 §3.6",
    "SEARCH": "RFC 5323 §2",
    "UNBIND": "RFC 5842 §5",
    "UNCHECKOUT": "RFC 3253 §4.5",
    "UNLINK": "RFC 2068 §19.6.1.3",
    "UNLOCK": "RFC 4918 §9.11",
    "UPDATE": "RFC 3253 §7.1",
    "UPDATEREDIRECTREF": "RFC 4437 §7",
    "VERSION-CONTROL": "RFC 3253 §3.5",
}
RFC_7237_SAFE = {"PROPFIND", "REPORT", "SEARCH"}
RFC_7237_NOT_IDEMPOTENT = {"LOCK", "PATCH"}

# Registered since: the connection preface of HTTP/2, and QUERY. Both safe and idempotent.
LATER = {"PRI": "RFC 9113 §3.4", "QUERY": "RFC 10008 §2"}


def test_the_methods_are_the_registry_s() -> None:
    """There are 41 methods in the registry, in its order, each under its own name."""
    expected = sorted([*RFC_9110, *RFC_7237, *LATER])

    assert 41 == len(expected)
    assert expected == list(METHODS)
    assert expected == [method.name for method in METHODS.values()]


@pytest.mark.parametrize("name", RFC_9110, ids=str)
def test_methods_of_http(name: str) -> None:
    """The methods of RFC 9110 are as safe and as idempotent as its table says."""
    method = METHODS[name]

    assert RFC_9110[name] == (method.is_safe, method.is_idempotent, method.citation.section)
    assert "RFC 9110" == method.citation.source


@pytest.mark.parametrize("name", RFC_7237, ids=str)
def test_methods_of_other_documents(name: str) -> None:
    """The methods of RFC 7237 are as safe and as idempotent as its table says: LOCK is not, MKCOL is."""
    method = METHODS[name]

    assert (name in RFC_7237_SAFE) is method.is_safe
    assert (name not in RFC_7237_NOT_IDEMPOTENT) is method.is_idempotent
    assert RFC_7237[name] == str(method.citation)


@pytest.mark.parametrize("name", LATER, ids=str)
def test_later_methods(name: str) -> None:
    """QUERY asks without changing anything, and so does the preface that HTTP/2 spells as a request."""
    method = METHODS[name]

    assert (True, True) == (method.is_safe, method.is_idempotent)
    assert LATER[name] == str(method.citation)


def test_safe_methods_are_idempotent() -> None:
    """What changes nothing may be repeated (RFC 9110, section 9.2.2)."""
    assert [] == [method.name for method in METHODS.values() if method.is_safe and not method.is_idempotent]


@pytest.mark.parametrize("name", METHODS, ids=str)
def test_retries_follow_the_table(name: str) -> None:
    """Idempotency, and nothing else, decides which methods a 503 lets a client repeat."""
    assert METHODS[name].is_idempotent is HTTP.SERVICE_UNAVAILABLE.is_retryable(name)


def test_the_table_is_read_only() -> None:
    """Nobody adds a method to the registry."""
    with pytest.raises(TypeError, match="does not support item assignment"):
        METHODS["FOO"] = METHODS["GET"]  # type: ignore[index]
