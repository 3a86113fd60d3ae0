"""Each rule about the status code itself: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import HOSTILE, Faulty, Legal, asked, assert_found, assert_left_alone, said

from statuskit._meanings import own
from statuskit.conformance import RULES, check
from statuskit.conformance.rules import any_status
from statuskit.data.vendors import BY_NUMBER
from statuskit.messages import Response
from statuskit.registry import HTTP

FAMILY = {rule.id: rule for rule in any_status.RULES}

OK = {"Content-Type": "text/plain"}


def named(status: int, reason: str) -> Response:
    """Return a response that is right for its status, with a reason phrase."""
    needed = {405: {"Allow": "GET"}, 302: {"Location": "/"}, 503: {"Retry-After": "5"}}
    return Response(status, {**OK, **needed.get(status, {})}, b"text", reason)


def at(date: str) -> Response:
    """Return an interim response that says when it was made."""
    return Response(104, {"Date": date}, b"")


FAULTY = [
    Faulty("SK000-01", said(99), None, "99 is no status code"),
    Faulty("SK000-01", said(0), asked(), "0 is no status code"),
    Faulty("SK000-01", said(-404), None, "-404 is no status code"),
    Faulty("SK000-01", said(600), None, "600 is no status code"),
    Faulty("SK000-01", said(999, {"X-LI-UUID": "a"}), asked(), "999 is no status code"),
    Faulty("SK000-01", said(2000), None, "2000 is no status code"),
    Faulty(
        "SK000-02",
        said(471),
        None,
        "471 is neither registered nor known to be any vendor's",
        fix="Answer with a registered status; clients handle this one as 400.",
    ),
    Faulty(
        "SK000-02",
        said(299),
        asked(),
        "299 is neither registered nor known to be any vendor's",
        fix="Answer with a registered status; clients handle this one as 200.",
    ),
    Faulty(
        "SK000-03",
        said(521, {"Server": "nginx/1.27.0"}),
        asked(),
        "521 is Cloudflare's (Web server is down), and nginx answered",
        "Server: 'nginx/1.27.0'",
        "Answer with a registered status: to clients and logs this one tells of Cloudflare.",
    ),
    Faulty(
        "SK000-03",
        said(444, {"Server": "Apache/2.4.62 (Unix)"}),
        None,
        "444 is nginx's (No Response), and Apache httpd answered",
        "Server: 'Apache/2.4.62 (Unix)'",
        "Answer with a registered status: to clients and logs this one tells of nginx.",
    ),
    Faulty(
        "SK000-03",
        said(494, {"Server": "Microsoft-IIS/10.0"}),
        None,
        "494 is nginx's and Kong's (Request header too large), and Microsoft IIS answered",
        "Server: 'Microsoft-IIS/10.0'",
        "Answer with a registered status: to clients and logs this one tells of nginx.",
    ),
    Faulty(
        "SK000-03",
        said(561, {"Server": "Werkzeug/3.1.3 Python/3.13.0"}),
        None,
        "561 is AWS ALB's (Unauthorized), and Werkzeug answered",
        "Server: 'Werkzeug/3.1.3 Python/3.13.0'",
        "Answer with a registered status: to clients and logs this one tells of AWS ALB.",
    ),
    Faulty("SK000-04", said(305), None, "305 is deprecated"),
    Faulty("SK000-04", said(306), asked(), "306 is reserved, and has no meaning"),
    Faulty("SK000-04", said(418), asked(), "418 is reserved, and has no meaning"),
    Faulty(
        "SK000-05",
        named(413, "Payload Too Large"),
        None,
        "413 Content Too Large with an older phrase or another one",
        "'Payload Too Large'",
        "Send Content Too Large, or no phrase.",
    ),
    Faulty(
        "SK000-05",
        named(302, " moved temporarily "),
        None,
        "302 Found with an older phrase or another one",
        "'moved temporarily'",
        "Send Found, or no phrase.",
    ),
    Faulty(
        "SK000-06",
        at("Sat, 14 Nov 2026 00:00:00 GMT"),
        None,
        "104 Upload Resumption Supported was registered until 2026-11-13 only",
        "Date: 'Sat, 14 Nov 2026 00:00:00 GMT'",
    ),
]
LEGAL = [
    *(Legal("SK000-01", f"the end {code}", Response(code)) for code in (100, 599)),
    Legal("SK000-02", "a registered code", said(404), asked()),
    Legal("SK000-02", "a vendor's code", said(419), asked()),
    Legal("SK000-02", "a vendor's code that is not known by its vendor", said(529), asked()),
    Legal("SK000-03", "Cloudflare's own", said(520, {"Server": "cloudflare", "CF-RAY": "8a1b2c3d4e5f-FRA"}), asked()),
    Legal("SK000-03", "Cloudflare's, passed on by nginx", said(522, {"Server": "nginx", "CF-RAY": "8a1b-FRA"})),
    Legal("SK000-03", "Cloudflare's, and nobody can be told", said(520), asked()),
    Legal("SK000-03", "Cloudflare's, and a server that is not known", said(520, {"Server": "gunicorn"})),
    Legal("SK000-03", "nginx's own", said(497, {"Server": "nginx"}), asked()),
    Legal("SK000-03", "nginx's, behind Cloudflare", said(497, {"Server": "cloudflare"}), asked()),
    Legal("SK000-03", "the load balancer's own", said(464, {"Server": "awselb/2.0"}), asked()),
    Legal("SK000-03", "the load balancer's, behind Fastly", said(464, {"X-Served-By": "cache-fra1-FRA"}), asked()),
    Legal("SK000-03", "a framework's, behind nginx", said(449, {"Server": "nginx"}), asked()),
    Legal("SK000-03", "a service's, behind a CDN", said(529, {"Server": "cloudflare"}), asked()),
    Legal(
        "SK000-03",
        "ActiveSync's use of a registered code",
        said(451, {"X-MS-Location": "x", "Link": "<a>; rel=blocked-by"}),
    ),
    Legal("SK000-04", "the status that proxies ask with", said(407, {"Proxy-Authenticate": "Basic"}), asked()),
    Legal("SK000-04", "a historic one", Response(102)),
    Legal("SK000-05", "the phrase", named(413, "Content Too Large")),
    Legal("SK000-05", "no phrase", named(413, "")),
    Legal("SK000-05", "a phrase that is not known", Response(413, OK, b"text")),
    Legal(
        "SK000-05",
        "a library's own, since HTTP/2 has none",
        Response(413, OK, b"", "Payload Too Large", http_version="h2"),
    ),
    Legal("SK000-05", "a phrase of one's own", named(503, "Taking a nap")),
    Legal("SK000-05", "an old phrase, as runtimes have it", named(422, "Unprocessable Entity"), aside=True),
    Legal("SK000-06", "before it ends", at("Fri, 13 Nov 2026 23:59:59 GMT")),
    Legal("SK000-06", "a moment that cannot be read", at("soon")),
    Legal("SK000-06", "a moment that is not known", Response(104)),
    Legal("SK000-06", "what may have been renewed", at("Sat, 14 Nov 2026 00:00:00 GMT"), aside=True),
]


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_what_breaks_a_rule_is_found(case: Faulty) -> None:
    """A faulty response has the finding of its rule, about this case, and no other of this family."""
    assert_found(case, FAMILY)


@pytest.mark.parametrize("case", LEGAL, ids=str)
def test_what_is_right_is_left_alone(case: Legal) -> None:
    """The nearest response that is right breaks no rule that is on by default, nor its own."""
    assert_left_alone(case)


@pytest.mark.parametrize("table", [FAULTY, LEGAL], ids=["faulty", "legal"])
def test_every_rule_is_in_both_tables(table: list[Faulty] | list[Legal]) -> None:
    """There is a faulty and a legal response for every rule."""
    assert set(FAMILY) == {case.rule for case in table}


@pytest.mark.parametrize("code", [*range(90, 100), *range(600, 620), 10**6, -1], ids=str)
def test_what_is_no_status_code_has_one_finding(code: int) -> None:
    """Whatever else may be wrong with a number that is none, it is told once."""
    assert ["SK000-01"] == [finding.rule.id for finding in check(said(code))]


def test_every_number_without_a_meaning_is_told() -> None:
    """A number from 100 to 599 is told as unknown if and only if nobody has given it a meaning."""
    found = {code for code in range(100, 600) for f in check(Response(code)) if f.rule.id == "SK000-02"}
    known = {*map(int, HTTP), *(code for code in BY_NUMBER if own(BY_NUMBER[code]))}

    assert set(range(100, 600)) - known == found


def test_an_old_phrase_is_told_for_each_alias() -> None:
    """Whatever a status was called before is found, and the phrase of today is not."""
    renamed = [(status, alias) for status in HTTP for alias in status.aliases if not status.is_reserved]

    assert 15 == len(renamed)
    for status, alias in renamed:
        for phrase, expected in ((alias, 1), (status.phrase, 0)):
            assert expected == len(check(Response(status, reason=phrase), select="SK000-05")), alias


def test_a_long_field_is_not_searched_to_its_end() -> None:
    """Who answered is told at the beginning of a field, or not at all."""
    late = Response(520, {"Via": f"{'1.1 a, ' * 200}1.1 vegur", "Server": "nginx"})

    assert ["SK000-03"] == [finding.rule.id for finding in check(late)]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_a_hostile_value_is_harmless(value: str) -> None:
    """No phrase and no field makes a rule raise."""
    for code in (99, 104, 306, 413, 471, 497, 520, 561):
        response = Response(code, {"Server": value, "Date": value, "Via": value}, reason=value)

        assert {"SK000-03"}.isdisjoint(finding.rule.id for finding in check(response, select=list(FAMILY)))
        assert all(len(finding.evidence) < 200 for finding in check(response, select=list(FAMILY)))


def test_rules_without_a_scope_are_few() -> None:
    """Each of these is tried on every response, so there are two of them."""
    assert ["SK000-01", "SK000-02"] == [rule.id for rule in FAMILY.values() if not rule.on]
    assert set(FAMILY) <= set(RULES)
