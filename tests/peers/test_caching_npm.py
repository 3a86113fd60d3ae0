"""
npm's http-cache-semantics beside ours: storing, lifetimes, ages and reuse, every difference listed with its section.

It needs Node, and the package: the one that npm brings along, if it is of a version that is compared, or the folder
that STATUSKIT_HTTP_CACHE_SEMANTICS names, as `npm install http-cache-semantics` makes one in `node_modules`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest
from caching.truth import ZERO
from peers.caching_grid import URL, Case, Difference, compared, freshened, reuses, stores, to_age, to_reuse, to_store
from peers.npm import FOLDER, MISSING, Answer, answers, message

pytestmark = pytest.mark.skipif(FOLDER is None, reason=MISSING)

UNDERSTOOD: Final = {200, 203, 204, 300, 301, 302, 303, 307, 308, 404, 405, 410, 414, 501}  # in the package

STORING = (
    Difference(
        "RFC 9111 §3",
        "any final status may be stored that its cache understands; the package understands 14",
        "yes",
        lambda case: case.status not in UNDERSTOOD,
    ),
    Difference(
        "RFC 9111 §5.2.2.3",
        "must-understand makes a cache that understands the status ignore no-store; the package does not read it",
        "yes",
        lambda case: case.says("must-understand"),
    ),
    Difference(
        "RFC 9111 §5.2.2.7",
        "private with field names is about these fields; the package keeps all of it out of a shared cache",
        "yes",
        lambda case: case.shared and case.says('private="'),
    ),
    Difference(
        "RFC 9111 §5.2",
        "names of directives are case-insensitive; the package takes No-Store for an unknown one",
        "no",
        lambda case: case.control == "No-Store" or case.asked == "NO-STORE",
    ),
    Difference(
        "RFC 9111 §5.2",
        "the same, where what it does not know would allow it",
        "yes",
        lambda case: case.control == "MAX-AGE=60",
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "what is malformed is as restrictive as it can be read; to the package it is an unknown directive",
        "no",
        lambda case: case.control == "no-cache; no-store",
    ),
    Difference(
        "RFC 9110 §5.6.4",
        "a comma in quotes parts nothing; the package finds a directive there",
        "no",
        lambda case: case.control == 'ext="a, public, no-store"',
    ),
    Difference(
        "RFC 9110 §9.3.3",
        "a response to POST is cacheable only with its own Content-Location; the package stores any",
        "no",
        lambda case: case.method == "POST" and not case.location,
    ),
    Difference(
        "RFC 9111 §3",
        "private lets a private cache store any final status; the package does not count it",
        "yes",
        lambda case: not case.shared and case.control.startswith("private"),
    ),
)
LIFETIMES = (
    Difference(
        "RFC 9111 §1.2.2",
        "a number of seconds is digits; the package reads those there are before something else",
        "less",
        lambda case: case.says("=1.5"),
    ),
    Difference(
        "RFC 9111 §1.2.2",
        "what is too large is 2**31, or the most that can be represented, which is more in the package",
        "less",
        lambda case: case.says("99999999999"),
    ),
    Difference(
        "RFC 9111 §4.2.1",
        "of several the first counts, or it is stale; the package takes the last",
        "more",
        lambda case: case.control == "max-age=60, max-age=20",
    ),
    Difference(
        "RFC 9111 §5.2.2.4",
        "no-cache wants it validated each time, and its lifetime is what it is; the package says 0",
        "more",
        lambda case: case.says("no-cache"),
    ),
    Difference(
        "RFC 9111 §5.2.2.8",
        "proxy-revalidate is about what is stale; the package takes the lifetime away",
        "more",
        lambda case: case.shared and case.says("proxy-revalidate"),
    ),
    Difference(
        "RFC 9111 §5.2",
        "names of directives are case-insensitive; the package takes Max-Age for an unknown one",
        "more less",
        lambda case: case.control == "Max-Age=60",
    ),
    Difference(
        "RFC 8246 §2",
        "immutable is about what is fresh, and makes nothing fresh; the package gives it a day",
        "less",
        lambda case: case.control == "immutable",
    ),
    Difference(
        "RFC 9111 §5.3",
        "an Expires with another zone than GMT is invalid, and so past; the package reads it",
        "less",
        lambda case: case.expires.endswith("+0100"),
    ),
)
AGES = (
    Difference(
        "RFC 9111 §4.2.3",
        "a Date that is older than Age says makes the age; the package takes Age alone",
        "more",
        lambda case: case.date == "@-10",
    ),
    Difference(
        "RFC 9111 §5.1",
        "an Age that is no number is ignored; the package reads the digits there are before something else",
        "less",
        lambda case: case.age == "1.5",
    ),
    Difference(
        "RFC 9111 §5.1",
        "the same; it may make a response younger than it is",
        "more",
        lambda case: case.age == "-1",
    ),
    Difference(
        "RFC 9111 §1.2.2",
        "what is too large is 2**31, or the most that can be represented, which is more in the package",
        "less",
        lambda case: case.age == "99999999999",
    ),
)
REUSE = (
    Difference(
        "RFC 9111 §5.2.2.2",
        "must-revalidate is about what is stale; the package validates what is fresh as well",
        "yes",
        lambda case: case.says("must-revalidate"),
    ),
    Difference(
        "RFC 9111 §5.2.2.8",
        "proxy-revalidate is about what is stale; the package validates what is fresh as well",
        "yes",
        lambda case: case.shared and case.says("proxy-revalidate"),
    ),
    Difference(
        "RFC 9111 §5.2.2.4",
        "no-cache with field names is about these fields; the package validates all of it",
        "yes",
        lambda case: case.says('no-cache="'),
    ),
    Difference(
        "RFC 9111 §5.2.2.4",
        "a request takes back nothing of a no-cache; in the package max-stale does",
        "no",
        lambda case: case.says("no-cache") and case.asked.startswith("max-stale"),
    ),
    Difference(
        "RFC 9111 §5.2",
        "names of directives are case-insensitive; the package takes No-Cache for an unknown one",
        "no",
        lambda case: case.asked == "No-Cache",
    ),
    Difference(
        "RFC 9111 §5.2",
        "the same with MAX-AGE in a response: to the package it is stale for longer, or has a made-up lifetime",
        "yes no",
        lambda case: case.control == "MAX-AGE=60",
    ),
    Difference(
        "RFC 9111 §5.2.1.3",
        "a min-fresh that is no number asks for more than there is; to the package it is 0",
        "no",
        lambda case: case.asked == "min-fresh=soon",
    ),
    Difference(
        "RFC 8246 §2",
        "what is immutable is not validated while it is fresh; in the package max-age of the request has it validated",
        "yes",
        lambda case: case.says("immutable") and case.asked.startswith("max-age"),
    ),
    Difference(
        "RFC 9111 §5.2.1.2",
        "stale by no more than max-stale; in the package by less",
        "yes",
        lambda case: case.asked == "max-stale=10",
    ),
    Difference(
        "RFC 9111 §4.2.4",
        "a request cannot take stale what proxy-revalidate or s-maxage forbids to send so; in the package it can",
        "no",
        lambda case: case.shared and case.says("proxy-revalidate", "s-maxage") and case.asked.startswith("max-stale"),
    ),
    Difference(
        "RFC 9111 §5.2.1.1",
        "who asks with max-age takes nothing stale; the package sends it while it is validated",
        "no",
        lambda case: case.says("stale-while-revalidate") and case.asked == "max-age=90",
    ),
    Difference(
        "RFC 9111 §5.4",
        "Pragma is ignored where there is Cache-Control; the package reads both",
        "yes",
        lambda case: bool(case.pragma) and bool(case.asked),
    ),
    Difference(
        "RFC 9110 §9.3.2",
        "a stored GET answers a HEAD; the package wants the same method",
        "yes",
        lambda case: case.method == "HEAD",
    ),
    Difference(
        "RFC 9111 §4.1",
        "whitespace makes no difference to a field that Vary names; to the package it does",
        "yes",
        lambda case: case.vary == "Accept",
    ),
)


@cache
def asked() -> dict[Case, Answer]:
    """Ask about all cases, in one process."""
    cases = [*to_store(), *to_age(), *to_reuse()]
    return dict(zip(cases, answers([_plain(case) for case in cases]), strict=True))


def _plain(case: Case) -> dict[str, object]:
    # A case is asked either about storing or about reuse: the request that is answered later is plain in the one, the
    # stored one in the other.
    is_later = case.now > 0
    first = case._replace(asked="") if is_later else case
    return {
        "shared": case.shared,
        "request": message({"method": "GET" if is_later else case.method, "url": URL}, first.request),
        "response": message({"status": case.status}, case.response),
        "later": message({"method": case.method, "url": URL}, case.later),
        "received": ZERO,
        "now": ZERO + case.now,
    }


def test_storing() -> None:
    """It stores 14 statuses, and compares the case of directives."""
    count, differing = compared(to_store(), stores, lambda case: asked()[case].stores, STORING)

    assert 0 < differing < count


def test_lifetimes() -> None:
    """It makes up a day for what is immutable, and gives no lifetime to what it would validate anyhow."""
    cases = (case for case in to_age() if asked()[case].stores)
    count, differing = compared(
        cases, lambda case: freshened(case).lifetime, lambda case: max(0, asked()[case].lifetime), LIFETIMES
    )

    assert 0 < differing < count


def test_ages() -> None:
    """It takes Age alone."""
    count, differing = compared(to_age(), lambda case: freshened(case).age, lambda case: asked()[case].age, AGES)

    assert 0 < differing < count


def test_reuse() -> None:
    """It validates whatever says must-revalidate, even if it is fresh."""
    count, differing = compared(to_reuse(), reuses, lambda case: asked()[case].sends, REUSE)

    assert 0 < differing < count
