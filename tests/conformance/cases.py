"""What the tests of the families share: messages, faulty and legal ones in tables, and what holds for each of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import attrs

from statuskit.conformance import RULES, check, skipped
from statuskit.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from statuskit.conformance import Rule

_HOST = {"Host": "example.com"}
TOKEN = {"Authorization": "Bearer s3cret"}


def said(status: int, fields: Mapping[str, str] | None = None, content: bytes | None = b"It went wrong.") -> Response:
    """Return an error as a server would send it."""
    return Response(status, {"Content-Type": "text/plain", **(fields or {})}, content)


def asked(
    method: str = "GET", fields: Mapping[str, str] | None = None, content: bytes | None = b"", url: str | None = "/"
) -> Request:
    """Return a request whose fields are known, for one at least."""
    return Request(method, url, {**_HOST, **(fields or {})}, content)


def unknown(method: str = "GET", version: str | None = None) -> Request:
    """Return a request whose fields and content are not known."""
    return Request(method, "/", http_version=version)


def over(version: str, method: str = "GET") -> Request:
    """Return a request whose version is known, and whose content is not."""
    return Request(method, "/", _HOST, http_version=version)


@attrs.frozen
class Faulty:
    """A response that breaks a rule, and what is found; the fix is the rule's if it is not told."""

    rule: str
    response: Response
    request: Request | None
    message: str
    evidence: str = ""
    fix: str = ""
    role: str = "origin"

    def __str__(self) -> str:
        return f"{self.rule} {self.message}"


@attrs.frozen
class Legal:
    """A response that is right, near to one that breaks a rule; `aside` where the rule, which is off, finds fault."""

    rule: str
    why: str
    response: Response
    request: Request | None = None
    role: str = "origin"
    aside: bool = False

    def __str__(self) -> str:
        return f"{self.rule} {self.why}"


def assert_found(case: Faulty, family: Collection[str]) -> None:
    """Assert that the rule finds the fault, says what it is about, and that no other of its family finds any."""
    chosen = ["default"] if RULES[case.rule].default else ["default", case.rule]
    findings = check(case.response, case.request, select=chosen, role=case.role)
    (found,) = (finding for finding in findings if finding.rule.id in family)

    assert case.rule == found.rule.id
    assert case.message == found.message
    assert case.evidence == found.evidence
    assert (case.fix or RULES[case.rule].fix) == found.fix


def assert_left_alone(case: Legal) -> None:
    """Assert that no rule that is on finds fault, whatever its family, and that the rule itself does not."""
    own = [finding.rule.id for finding in check(case.response, case.request, select=case.rule, role=case.role)]

    assert [] == check(case.response, case.request, role=case.role)
    assert case.aside == (case.rule in own)


def assert_left_out(case: Faulty) -> None:
    """Assert that a rule that needs the request is not tried without one, and is said to be left out."""
    alone = check(case.response, select=case.rule, role=case.role)
    left_out = skipped(case.response, select=case.rule, role=case.role)

    assert case.rule not in [finding.rule.id for finding in alone]
    assert case.rule in [rule.id for rule in left_out]


# What costs a reader dear who looks at a character more than once, or trusts what is sent.
HOSTILE = (
    "a=" * 50_000,
    '"' * 100_000,
    'a="' * 33_333,
    '"\\' * 50_000,
    "," * 100_000,
    "bytes=" + "9" * 100_000,
    "type=" * 20_000,
    "type" + " " * 100_000,
    "\x0b\xff\u212a\udc80" * 25_000,
    "try it again " * 8_000,
)
_FIELDS = (
    *("Accept-Encoding", "Allow", "Cache-Control", "Content-Length", "Content-Range", "Content-Type", "Link"),
    *("Proxy-Authenticate", "RateLimit", "Retry-After", "Server", "Upgrade", "WWW-Authenticate"),
    *("X-RateLimit-Remaining", "X-RateLimit-Reset"),
)
_ASKED = (
    *("Accept", "Content-Length", "Content-Type", "Early-Data", "Host", "If-Match", "If-None-Match", "Range"),
    *("Transfer-Encoding",),
)


def assert_bounded(rules: Iterable[Rule], value: str) -> None:
    """Assert that a hostile value anywhere makes no rule raise, and costs each a moment at most."""
    for rule in rules:
        for kind in ("text/html", "text/plain", "application/json", value):
            for names in (_ASKED, ("Host",)):
                response = Response(int(rule.id[2:5]), {**dict.fromkeys(_FIELDS, value), "Content-Type": kind}, value)
                request = Request(value, value, dict.fromkeys(names, value), value, value)
                started = time.process_time()
                check(response, request, select=rule.id, role=rule.roles[0].value)

                assert time.process_time() - started < 1
