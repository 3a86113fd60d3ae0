"""`statuskit check` and `statuskit rules`: what is told to people, and which rules are tried."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from cli.checked import ALLOWED, ASKED, CREATED, REFUSED, found, ids, plain, told
from cli.driver import one_line, run
from hypothesis import given
from hypothesis import strategies as st

from statuskit._wording import printable
from statuskit.cli._recorded import url_shown
from statuskit.conformance import RULES, CheckProfile, check, explain, skipped
from statuskit.messages import Request, Response


class TestPage:
    """The answer to people."""

    def test_finding(self) -> None:
        """A finding tells the rule, what is wrong, what shows it, what to change, and the source."""
        rule = RULES["SK405-01"]
        page = told(ASKED + REFUSED)

        assert page.startswith("405 Method Not Allowed to PUT /users/1?... stdin, line 5 Errors ")
        assert f" SK405-01: 405 Method Not Allowed without Allow Fix: {rule.fix} {rule.citation} (MUST) " in page
        assert f" {rule.citation.url} " in page
        assert "s3cret" not in page

    def test_severities(self) -> None:
        """Findings are grouped by how bad they are, the worst first, and counted."""
        page = told(REFUSED.replace("Content-Type: text/plain\r\n", "Retry-After: soon\r\n"), "--select", "all")
        places = [page.find(f" {title} SK") for title in ("Errors", "Warnings", "Notes")]

        assert -1 not in places
        assert sorted(places) == places
        assert re.search(r" \d errors, \d warnings?, \d notes?; \d+ rules tried\.", page)
        assert " Seen: Retry-After: 'soon' " in page

    def test_nothing(self) -> None:
        """Where nothing is found, it is told how much was tried, and what was not, and why."""
        response = Response(405, {"Allow": "GET", "Content-Type": "text/plain", "Content-Length": 2}, b"no")
        left = skipped(response, role="client")
        page = told(ALLOWED)

        assert [] == check(response, role="client")
        assert page.startswith("405 Method Not Allowed stdin, line 1 Nothing found; ")
        assert re.search(r"; \d\d rules tried\. ", page)
        assert page.endswith(f" {len(left)} rules not tried, since the request is not known.")

    def test_nothing_left_out(self) -> None:
        """With the request, all rules are tried."""
        assert told(ASKED + ALLOWED).endswith(" rules tried.")

    def test_doubt(self) -> None:
        """Content that is not known is told, and so are the rules that need it."""
        page = told(ALLOWED + "$ ")

        assert "The content is not known: there are 4 octets, and Content-Length says 2. " in page
        assert re.search(r"\d+ rules? not tried, since the content is not known\.", page)
        assert re.search(r"\d+ rules? not tried, since the request is not known\.", page)

    def test_doubt_of_both(self) -> None:
        """Rules that need both are told apart."""
        page = told(CREATED.partition("Content-Length")[0] + "\r\n", "--select", "all")

        assert re.search(r"\d+ rules? not tried, since the request and the content are not known\.", page)

    def test_several(self) -> None:
        """Of several responses, those with findings have a page, and all are counted."""
        page = told(ALLOWED + REFUSED + ALLOWED)

        assert page.startswith("405 Method Not Allowed stdin, line 6 Errors SK405-01: ")
        assert " 3 responses: 1 error; " in page
        assert page.endswith(" rules not tried, or not every time, since the request is not known.")

    def test_several_without_findings(self) -> None:
        """Where none has any, there is only the sum."""
        assert told(ALLOWED + ALLOWED).startswith("2 responses: nothing found; ")

    def test_failed(self) -> None:
        """Requests without a response are counted."""
        entries = [{"response": {"status": status, "headers": []}} for status in (0, 200)]
        page = told(json.dumps({"log": {"entries": entries}}))

        assert page.startswith("200 OK stdin, line 1, entry 2 ")
        assert page.endswith(" 1 request without a response.")

    @pytest.mark.parametrize(
        "line, title",
        [
            ("HTTP/1.1 499 x", "499 stdin"),
            ("HTTP/1.1 042 x", "42 stdin"),
            ("HTTP/1.1 404 Gone fishing", "404 Not Found stdin"),
        ],
    )
    def test_titles(self, line: str, title: str) -> None:
        """A response is called by its number and its registered phrase."""
        assert told(f"{line}\r\n\r\n").startswith(title)

    def test_one_response(self) -> None:
        """What sums up stands below what was found, and below the title where nothing was."""
        nothing, something = (run("check", stdin=text).out for text in ("HTTP/1.1 204 x\r\n\r\n", REFUSED))

        assert nothing.startswith("204 No Content\nstdin, line 1\n\nNothing found; ")
        assert "\n\n1 error; " in something
        assert "\n\n\n" not in nothing + something

    def test_nothing_unprintable(self) -> None:
        """What the transcript says moves no cursor."""
        response = {"status": 405, "headers": []}
        entry = {"request": {"method": "GE\x1b[2JT", "url": "/\x1b]0;x\x07", "headers": []}, "response": response}
        page = told(json.dumps({"log": {"entries": [entry]}}))

        assert page.isprintable()
        assert "to GE\\x1b[2JT /\\x1b]0;x\\x07 " in page

    @given(st.text())
    def test_printable(self, text: str) -> None:
        """Anything can be shown; what is printable is shown as it is."""
        assert printable(text).isprintable()
        assert printable(text) == text or not text.isprintable()

    @pytest.mark.parametrize(
        "url, shown",
        [
            (None, ""),
            ("", ""),
            ("/a", "/a"),
            ("/a?b=c", "/a?..."),
            ("/a#b?c", "/a#..."),
            ("/a?", "/a"),
            ("https://example.com", "https://example.com"),
            ("https://me:s3cret@example.com/a@b?c", "https://[hidden]@example.com/a@b?..."),
            ("//me:s3cret@example.com/a", "//[hidden]@example.com/a"),
            ("me:s3cret@example.com/a", "[hidden]@example.com/a"),
            ("https:me:s3cret@example.com", "https:[hidden]@example.com"),
            (f"https://{'t' * 250}:s3cret@example.com/", "https://[hidden]@example.com/"),
            ("/a;jsessionid=s3cret", "/a;jsessionid=[hidden]"),
            ("/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP", "/reset/[hidden]"),
            ("/" + "x" * 500 + "?b", "/" + "x" * 199 + "..."),
            ("http://[::1/?a", "http://[::1/?..."),
            ("/" + "x" * 500, "/" + "x" * 199 + "..."),
            ("/a\n", "/a\\n"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_urls(self, url: str | None, shown: str) -> None:
        """A URL is shown without what may be secret."""
        assert shown == url_shown(url)


class TestRules:
    """Which rules are tried."""

    def test_select(self) -> None:
        """Rules are chosen by their ids or how they begin, with commas or several times."""
        wanted = ids(REFUSED, "--select", "all", "--method", "PUT")

        assert {"SK405-01"} < set(wanted)
        assert ["SK405-01"] == ids(REFUSED, "--select", "SK405")
        assert (
            ["SK405-01"]
            == ids(REFUSED, "--select", "SK409,SK405-01")
            == ids(REFUSED, "--select", "SK409", "--select", "SK405-01")
        )
        assert [] == ids(REFUSED, "--select", "SK409")

    def test_ignore(self) -> None:
        """Others are left out."""
        assert [] == ids(REFUSED, "--ignore", "SK405")
        assert [] == ids(REFUSED, "--ignore", "SK409-01,SK405-01")

    @pytest.mark.parametrize("profile", CheckProfile, ids=str)
    def test_profile(self, profile: CheckProfile) -> None:
        """A profile has rules of its own on."""
        response = Response(405, {"Content-Type": "text/plain", "Content-Length": 2}, b"no")
        wanted = [finding.rule.id for finding in check(response, profile=profile, role="client")]

        assert wanted == ids(REFUSED, "--profile", profile.value.upper())

    def test_role(self) -> None:
        """Nobody is taken to be the origin unless that is said; an interim response is never its last word."""
        interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"

        assert [] == ids(interim, "--select", "SK1XX-04")
        assert ["SK1XX-04"] == ids(interim, "--select", "SK1XX-04", "--role", "origin")
        assert [[], []] == [
            one["findings"] for one in found(interim + ALLOWED, "--select", "SK1XX-04", "--role", "origin")
        ]

    def test_request(self) -> None:
        """A request may be stated where the transcript has none."""
        wanted = Request("POST", "https://example.com/users", {"A": "1"})
        stated = ("--method", "post", "--url", "https://example.com/users", "--request-header", "A: 1")
        response = Response(201, {"Content-Type": "text/plain", "Content-Length": 2}, b"ok")
        [one] = found(CREATED, *stated)

        assert plain(check(response, wanted, role="client")) == one["findings"]
        assert "SK201-01" in [finding["rule"]["id"] for finding in one["findings"]]
        assert ("POST", "https://example.com/users", []) == (one["method"], one["url"], one["skipped"])
        assert "GET" == found(CREATED, "--url", "/a")[0]["method"]
        assert "PUT" == found(ASKED + CREATED, "--method", "POST")[0]["method"]

    @pytest.mark.parametrize(
        "argv",
        [("--select", "SK999"), ("--ignore", "nope"), ("--select", "SK405,,x")],
        ids=str,
    )
    def test_unknown_rules(self, argv: tuple[str, ...]) -> None:
        """A rule that there is not is usage, and told before anything is read."""
        ran = run("check", "none.txt", *argv)

        assert (2, "") == ran[:2]
        assert ran.err.startswith("statuskit: not the id of a rule, or how some begin: ")
        assert "none.txt" not in ran.err


class TestExplain:
    """`statuskit rules`."""

    def test_table(self) -> None:
        """Without an id, all rules are listed."""
        ran = run("rules")
        lines = ran.out.splitlines()

        assert (0, "") == (ran.status, ran.err)
        assert ["id", "severity", "strength", "on", "what", "is", "wrong"] == lines[0].split()
        assert list(RULES) == [line.split()[0] for line in lines[1:] if line.startswith("SK")]

    @pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
    def test_page(self, rule: Any) -> None:  # Any: a Rule
        """A rule's page tells all that explain() does, and when it is tried."""
        page = one_line(run("rules", rule.id.lower()).out)
        on = "always" if rule.default else f"with --profile {', '.join(p.value for p in rule.profiles) or 'strict'}"

        assert page.startswith(f"{rule.id} {rule.title} {rule.severity.value}, {rule.strength.value} ")
        for text in (rule.why, rule.fix, rule.citation.url, f" On {on}"):
            assert " ".join(text.split()) in page
        for line in (rule.why, rule.fix):
            assert line in explain(rule.id)

    def test_beginnings(self) -> None:
        """Several rules are named by how their ids begin; each is there once."""
        wanted = [rule_id for rule_id in RULES if rule_id.startswith("SK405")]
        titles = [line for line in run("rules", "sk405", "SK405-01").out.splitlines() if line.startswith("SK405")]

        assert wanted == [title.split()[0] for title in titles]
        assert len(wanted) > 1

    def test_json(self) -> None:
        """In JSON it is a list of rules, always."""
        everything = json.loads(json.dumps([rule.to_dict() for rule in RULES.values()]))

        assert everything == json.loads(run("rules", "--json").out)
        assert [RULES["SK405-01"].to_dict()["id"]] == [
            rule["id"] for rule in json.loads(run("rules", "--json", "SK405-01").out)
        ]
        assert (1, "[]\n") == run("rules", "--json", "nope")[:2]

    def test_unknown(self) -> None:
        """What is no rule is told, with what comes near, and the others are explained."""
        ran = run("rules", "sk405-11", "SK405-01", "")

        assert 1 == ran.status
        assert ran.out.startswith("SK405-01 ")
        assert "statuskit: not accepted: 'sk405-11' (did you mean SK405-01" in ran.err
        assert "not accepted: ''; accepted: the id of a rule" in ran.err
