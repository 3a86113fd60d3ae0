"""Other libraries' registries against ours. Each wanted difference is listed with its reason; no other is allowed."""

from __future__ import annotations

import re
import sys
from http import HTTPStatus

import httpx
import pytest
import requests.status_codes
import starlette.status
import werkzeug.http

from statuskit import HTTP, lookup

OURS = {status.code: status.phrase for status in HTTP}

# Codes that a library lacks, or has beside IANA's.
NEW = "registered for a time, and for few users"
RESERVED = "IANA lists it as unused, with no name to give it"
NOT_FOR_EVERYBODY = "WebDAV's, and left out"
VENDOR = "no registered code: lookup() has it, with the vendor's meaning"
NOBODY = "no code of anybody's: an invention for URIs that are too long"

# Phrases that a library spells otherwise.
OLDER = "the phrase of RFC 7231 or RFC 4918, before RFC 9110; an alias here"
JOKE = "IANA's phrase is (Unused); the joke's name is an alias here"
SPELLING = "hyphens left out"
DRAFT = "the name in a draft of the nineties; an alias here"
WRONG = "the registered phrase says Required"
SHORT = "a short form, or a name from no document"

_BEFORE_RFC_9110 = {
    413: ("Request Entity Too Large", OLDER),
    414: ("Request-URI Too Long", OLDER),
    416: ("Requested Range Not Satisfiable", OLDER),
    422: ("Unprocessable Entity", OLDER),
}

CODES_ONLY_HERE = {
    "http": {104: NEW, 306: RESERVED},
    "httpx": {104: NEW, 306: RESERVED},
    "requests": {104: NEW, 508: NOT_FOR_EVERYBODY},
    "starlette": {104: NEW},
    "werkzeug": {104: NEW},
}
CODES_ONLY_THERE = {
    "http": {},
    "httpx": {},
    "requests": {122: NOBODY, 444: VENDOR, 449: VENDOR, 450: VENDOR, 499: VENDOR, 509: VENDOR},
    "starlette": {},
    "werkzeug": {449: VENDOR},
}
PHRASES = {
    "http": {
        # CPython took RFC 9110's phrases in 3.13.
        **(_BEFORE_RFC_9110 if sys.version_info < (3, 13) else {}),
        418: ("I'm a Teapot", JOKE),
    },
    "httpx": {**_BEFORE_RFC_9110, 418: ("I'm a teapot", JOKE)},
    "werkzeug": {
        **_BEFORE_RFC_9110,
        203: ("Non Authoritative Information", SPELLING),
        207: ("Multi Status", SPELLING),
        306: ("Switch Proxy", DRAFT),
        414: ("Request URI Too Long", OLDER),
        418: ("I'm a teapot", JOKE),
        511: ("Network Authentication Failed", WRONG),
    },
}
# Names that are no name here. Of requests' short forms those that are words, and all that stand for another code.
NAMES = {
    "http": {},
    "httpx": {},
    "starlette": {("RESERVED", 306): "two codes are reserved, so the number is part of the name"},
    "requests": {
        **dict.fromkeys([("OKAY", 200), ("ALL_OK", 200), ("ALL_OKAY", 200), ("ALL_GOOD", 200)], SHORT),
        **dict.fromkeys([("NON_AUTHORITATIVE_INFO", 203), ("RESET", 205), ("PARTIAL", 206)], SHORT),
        **dict.fromkeys([("MULTIPLE_STATUS", 207), ("MULTI_STATI", 207), ("MULTIPLE_STATI", 207)], SHORT),
        **dict.fromkeys([("MOVED", 301), ("OTHER", 303), ("TEMPORARY_MOVED", 307), ("TEMPORARY", 307)], SHORT),
        **dict.fromkeys([("RESUME", 308), ("BAD", 400), ("PAYMENT", 402), ("PROXY_AUTH", 407)], SHORT),
        **dict.fromkeys([("PROXY_AUTHENTICATION", 407), ("TIMEOUT", 408), ("PRECONDITION", 412)], SHORT),
        **dict.fromkeys([("UNSUPPORTED_MEDIA", 415), ("MEDIA_TYPE", 415), ("REQUESTED_RANGE", 416)], SHORT),
        **dict.fromkeys([("TEAPOT", 418), ("I_AM_A_TEAPOT", 418), ("UNPROCESSABLE", 422)], SHORT),
        **dict.fromkeys([("DEPENDENCY", 424), ("UNORDERED", 425), ("UPGRADE", 426), ("PRECONDITION", 428)], SHORT),
        **dict.fromkeys([("TOO_MANY", 429), ("HEADER_FIELDS_TOO_LARGE", 431), ("FIELDS_TOO_LARGE", 431)], SHORT),
        **dict.fromkeys([("LEGAL_REASONS", 451), ("SERVER_ERROR", 500), ("UNAVAILABLE", 503)], SHORT),
        **dict.fromkeys([("HTTP_VERSION", 505), ("NETWORK_AUTH", 511), ("NETWORK_AUTHENTICATION", 511)], SHORT),
        ("EARLY_HINTS", 102): "103's name: a mistake",
        ("URI_TOO_LONG", 122): "414's name",
        ("REQUEST_URI_TOO_LONG", 122): "414's older name",
        **dict.fromkeys([("NO_RESPONSE", 444), ("NONE", 444), ("RETRY_WITH", 449), ("RETRY", 449)], VENDOR),
        **dict.fromkeys([("BLOCKED_BY_WINDOWS_PARENTAL_CONTROLS", 450), ("PARENTAL_CONTROLS", 450)], VENDOR),
        **dict.fromkeys([("CLIENT_CLOSED_REQUEST", 499)], VENDOR),
        **dict.fromkeys([("BANDWIDTH_LIMIT_EXCEEDED", 509), ("BANDWIDTH", 509)], VENDOR),
    },
}


def names_of_starlette() -> list[tuple[str, int]]:
    """Return the names that Starlette offers, without the number in them; old ones come with a warning and are not."""
    found = (re.fullmatch(r"HTTP_(\d+)_(\w+)", name) for name in starlette.status.__all__)
    return [(match[2], int(match[1])) for match in found if match]


def names_of_requests() -> list[tuple[str, int]]:
    """Return the names that requests offers; it has each in lower case, too, and some are pictures."""
    pairs = (
        (name.upper().replace("-", "_"), code) for code, names in requests.status_codes._codes.items() for name in names
    )
    return [(name, code) for name, code in pairs if re.fullmatch(r"[A-Z]\w*", name)]


NAMES_THERE = {
    "http": [(name, member.value) for name, member in HTTPStatus.__members__.items()],
    "httpx": [(name, int(member)) for name, member in httpx.codes.__members__.items()],
    "requests": names_of_requests(),
    "starlette": names_of_starlette(),
}
PHRASES_THERE = {
    "http": {member.value: member.phrase for member in HTTPStatus},
    "httpx": {int(member): httpx.codes.get_reason_phrase(member) for member in httpx.codes},
    "werkzeug": dict(werkzeug.http.HTTP_STATUS_CODES),
}
CODES_THERE = {
    **{peer: {code for _, code in names} for peer, names in NAMES_THERE.items()},
    "werkzeug": set(PHRASES_THERE["werkzeug"]),
}


@pytest.mark.parametrize("peer", CODES_THERE, ids=str)
def test_codes(peer: str) -> None:
    """A library has the codes that are registered, but for those that are listed."""
    assert CODES_ONLY_HERE[peer].keys() == OURS.keys() - CODES_THERE[peer]
    assert CODES_ONLY_THERE[peer].keys() == CODES_THERE[peer] - OURS.keys()


@pytest.mark.parametrize("peer", PHRASES_THERE, ids=str)
def test_phrases(peer: str) -> None:
    """A library gives a code the phrase that it has here, but for those that are listed."""
    theirs = PHRASES_THERE[peer]
    expected = {code: phrase for code, (phrase, _) in PHRASES[peer].items()}

    assert expected == {code: theirs[code] for code in theirs if code in OURS and theirs[code] != OURS[code]}


@pytest.mark.parametrize("peer", PHRASES_THERE, ids=str)
def test_older_phrases_are_aliases(peer: str) -> None:
    """What a library still calls a code is found here, so that its users need not change their text."""
    older = {code: phrase for code, (phrase, reason) in PHRASES[peer].items() if reason in {OLDER, JOKE, DRAFT}}

    assert {code: HTTP[code] for code in older} == {
        code: lookup(phrase, default=None) for code, phrase in older.items()
    }


@pytest.mark.parametrize("peer", NAMES_THERE, ids=str)
def test_names(peer: str) -> None:
    """A library's name of a code is a name here, and of the same code, but for those that are listed."""
    theirs = NAMES_THERE[peer]

    assert {*NAMES[peer]} == {(name, code) for name, code in theirs if name not in HTTP or HTTP[name] != code}


def test_every_difference_has_a_reason() -> None:
    """The tables say why, each time."""
    tables = [*CODES_ONLY_HERE.values(), *CODES_ONLY_THERE.values(), *NAMES.values()]
    reasons = [reason for table in tables for reason in table.values()]
    reasons += [reason for table in PHRASES.values() for _, reason in table.values()]

    assert all(reasons)
