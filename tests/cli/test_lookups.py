"""explain, search, compare and identify: cards and pages, JSON, hints, and exit status."""

from __future__ import annotations

import json

import pytest
from cli.driver import Ran, answer, run

from statuskit import HTTP, compare, identify, lookup, search
from statuskit._plain import plain


class TestExplain:
    """explain: the card of each key."""

    @pytest.mark.parametrize(
        "key, title",
        [
            ("404", "404 Not Found"),
            ("Not Found", "404 Not Found"),
            ("not_found", "404 Not Found"),
            ("404 Not Found", "404 Not Found"),
            ("HTTP/1.1 404 Gone fishing", "404 Not Found"),
            ("payload too large", "413 Content Too Large"),
            ("520", "520 Web server returns an unknown error (Cloudflare)"),
            ("499", "499 (several vendors)"),
            ("471", "471 (no phrase)"),
            ("600", "600 Customer range (Fastly)"),
        ],
    )
    def test_keys(self, key: str, title: str) -> None:
        """Whatever lookup() takes is a key, and its card begins with the number and the phrase."""
        assert title == answer("explain", key).splitlines()[0]

    @pytest.mark.parametrize(
        "argv", [["404"], ["Not Found"], ["--", "404"], ["--json", "404"], ["404", "503"]], ids=str
    )
    def test_command_may_be_left_out(self, argv: list[str]) -> None:
        """What begins with no command is to be explained."""
        assert run("explain", *argv) == run(*argv)

    @pytest.mark.parametrize(
        "keys, codes",
        [
            (["404", "503"], [404, 503]),
            (["503", "404", "Not Found"], [503, 404]),
            (["Not", "Found"], [404]),
            (["too", "many", "requests"], [429]),
            (["found", "gone"], [302, 410]),
            (["404", "Not", "Found"], [404]),
            (["HTTP/1.1", "404", "Not", "Found"], [404]),
            (["404", "Gone"], [404, 410]),
        ],
        ids=str,
    )
    def test_several_keys(self, keys: list[str], codes: list[int]) -> None:
        """Cards come in the order of their keys, each once; words that are a phrase or a status line are one key."""
        lines = answer(*keys).splitlines()
        titles = [f"{code} {HTTP[code].phrase}" for code in codes]

        assert titles == [line for line in lines if line in titles and not line.startswith(" ")]

    def test_some_unknown(self) -> None:
        """What is found is shown, what is not is reported, and the exit status tells."""
        ran = run("404", "Nut Found", "99")

        assert 1 == ran.status
        assert ran.out == answer("404")
        assert "unknown status: 'Nut Found'; did you mean 404 Not Found" in ran.err
        assert "not a status code: '99'" in ran.err

    @pytest.mark.parametrize(
        "key, hint",
        [
            ("Nto Found", "did you mean 404 Not Found"),
            ("4xx", "statuskit list --class 4xx"),
            ("5XX", "statuskit list --class 5xx"),
            ("404.13", "statuskit identify 404 --substatus 13"),
            ("H12", "nearest by topic: 503 Service Unavailable"),
            ("xyzzyplugh", "statuskit search TEXT"),
            ("", "statuskit search TEXT"),
            ("-1", "statuskit search TEXT"),
            ("1000", "from 100 to 999"),
        ],
    )
    def test_hints(self, key: str, hint: str) -> None:
        """A key that names nothing is a line on stderr that says what may have been meant."""
        ran = run("explain", key)

        assert (1, "") == (ran.status, ran.out)
        assert hint in ran.err
        assert 1 == ran.err.count("\n")

    def test_json_of_one_key(self) -> None:
        """One key gives an object, which is Status.to_dict()."""
        assert HTTP[404].to_dict() == json.loads(answer("404", "--json"))

    @pytest.mark.parametrize("keys", [["404", "503"], ["404", "nope"], ["404", "404"], ["zzq", "qqz"]], ids=str)
    def test_json_of_several_keys(self, keys: list[str]) -> None:
        """Several keys give a list of those found, however many these are."""
        found = dict.fromkeys(lookup(key, default=None) for key in keys)

        assert [status.to_dict() for status in found if status] == json.loads(run("explain", *keys, "--json").out)

    def test_json_of_nothing(self) -> None:
        """One key that names nothing gives no JSON; several give an empty list."""
        assert (1, "") == run("explain", "nope", "--json")[:2]
        assert (1, "[]\n") == run("explain", "zzq", "qqz", "--json")[:2]

    def test_subcodes(self) -> None:
        """Sub-codes are counted, and told only when asked for."""
        short, long = answer("404"), answer("404", "--all")

        assert "Sub-codes, not shown here: Microsoft IIS" in short
        assert '--vendor "Microsoft IIS"' in short
        assert "404.13" not in short
        assert "Microsoft IIS 404.13: Content length too large" in long
        assert "not shown" not in long


class TestSearch:
    """search: statuses by topic."""

    def test_table(self) -> None:
        """Each status found is a row with its summary, best first."""
        codes = [str(status.code) for status in search("rate limit")]

        assert codes == [line[:3] for line in answer("search", "rate limit").splitlines() if line[:3].strip()]

    @pytest.mark.parametrize("words", [["rate limit"], ["rate", "limit"]], ids=str)
    def test_json(self, words: list[str]) -> None:
        """In JSON it is a list of Status.to_dict(); quotes around the words are optional."""
        wanted = [status.to_dict() for status in search("rate limit", limit=3)]

        assert wanted == json.loads(answer("search", *words, "--limit", "3", "--json"))

    def test_vendors(self) -> None:
        """A number that only vendors use is told by what they mean: the summary of its class says nothing."""
        one, several = answer("search", "521", "--limit=1"), answer("search", "530", "--limit=1")

        assert "521  Cloudflare: Web server is down  the origin refused the connection\n" == one
        assert "Cloudflare: the content names a 1xxx error" in several
        assert "Shopify:" in several

    def test_nothing(self) -> None:
        """Nothing found is exit status 1 and an empty list."""
        assert Ran(1, "", "statuskit: nothing found for 'xyzzy'\n") == run("search", "xyzzy")
        assert (1, "[]\n") == run("search", "xyzzy", "--json")[:2]


class TestCompare:
    """compare: what tells two statuses apart."""

    def test_page(self) -> None:
        """The rule of thumb stands above the facts that differ."""
        lines = answer("compare", "401", "403").splitlines()
        rule = " ".join(line.strip() for line in lines[3:5])

        assert "401 Unauthorized / 403 Forbidden" == lines[0]
        assert compare(401, 403).rule.startswith(rule)
        assert "  header rules      WWW-Authenticate: MUST  none" in lines

    @pytest.mark.parametrize(
        "a, b, line",
        [
            ("307", "308", "is permanent no yes"),
            ("408", "400", "conditions new connection; once none"),
            ("500", "521", "meanings none Cloudflare 521: Web server is down"),
            ("404", "Not Found", "No fact tells them apart."),
        ],
    )
    def test_facts(self, a: str, b: str, line: str) -> None:
        """Facts are put in words."""
        assert line in [" ".join(row.split()) for row in answer("compare", a, b).splitlines()]

    def test_json(self) -> None:
        """In JSON it is Comparison.to_dict()."""
        assert compare(401, 403).to_dict() == json.loads(answer("compare", "401", "forbidden", "--json"))

    def test_unknown(self) -> None:
        """Both keys are looked up before anybody complains."""
        ran = run("compare", "nope", "1000")

        assert (1, "") == ran[:2]
        assert 2 == ran.err.count("statuskit: ")


class TestIdentify:
    """identify: which vendor's meaning a number has."""

    @pytest.mark.parametrize(
        "argv, title",
        [
            (["404", "--substatus", "13"], "Microsoft IIS 404.13: Content length too large"),
            (["Not Found", "--substatus", "13"], "Microsoft IIS 404.13: Content length too large"),
            (["451", "--header", "X-MS-Location: https://x/"], "Microsoft Exchange ActiveSync 451: Redirect"),
            (
                ["451", "--header", "Via: 1.1 a", "--header", "x-ms-location:x"],
                "Microsoft Exchange ActiveSync 451: Redirect",
            ),
            (["520"], "Cloudflare 520: Web server returns an unknown error"),
            (["520", "--vendor", "cloudflare"], "Cloudflare 520: Web server returns an unknown error"),
            (["0"], "AWS ALB 0: No response"),
        ],
        ids=str,
    )
    def test_found(self, argv: list[str], title: str) -> None:
        """A number, its header fields, its vendor or a sub-code tell the meaning; numbers need be no status."""
        lines = answer("identify", *argv).splitlines()

        assert title == lines[0]
        assert lines[2].startswith("Means ")
        assert lines[-1].startswith("https://")

    def test_json(self) -> None:
        """In JSON it is the meaning."""
        assert plain(identify(404, substatus=13)) == json.loads(answer("identify", "404", "--substatus=13", "--json"))

    @pytest.mark.parametrize(
        "argv, complaint",
        [
            (["404"], "no vendor's meaning of '404' fits"),
            (["404", "--substatus", "nope"], "no vendor's meaning of '404' fits"),
            (["499", "--substatus", "nope"], "no vendor's meaning of '499' fits"),
            (["499", "--vendor", ""], "no vendor is called ''"),
            (["520", "--vendor", "nginx"], "no vendor's meaning of '520' fits"),
            (["520", "--vendor", "cloudflar"], "no vendor is called 'cloudflar'; did you mean Cloudflare"),
            (["1234567"], "not a status code: '1234567'"),
            (["nope"], "unknown status: 'nope'"),
        ],
        ids=str,
    )
    def test_nothing(self, argv: list[str], complaint: str) -> None:
        """No meaning is exit status 1."""
        ran = run("identify", *argv)

        assert (1, "") == ran[:2]
        assert complaint in ran.err

    @pytest.mark.parametrize(
        "argv, users",
        [
            (["499"], "499: nginx, Cloudflare, Alibaba Cloud ALB, ..."),
            (["HTTP/1.1 499 Whatever"], "499: nginx, Cloudflare, Alibaba Cloud ALB, ..."),
            (["499", "--header", "Server: x"], "499: nginx, Cloudflare, Alibaba Cloud ALB, ..."),
            (["530"], "530: Cloudflare, Shopify, Pantheon"),
            (["494"], "494: nginx, Kong"),
        ],
        ids=str,
    )
    def test_several(self, argv: list[str], users: str) -> None:
        """A number that several vendors use is no meaning until somebody says whose; who they are is said."""
        complaint = f"statuskit: several vendors use {users}; name one with --vendor, or give a --header\n"

        assert Ran(1, "", complaint) == run("identify", *argv)

    def test_nothing_in_json(self) -> None:
        """No meaning is null in JSON."""
        assert (1, "null\n") == run("identify", "404", "--json")[:2]
