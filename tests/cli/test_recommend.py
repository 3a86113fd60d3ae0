"""`statuskit recommend`, `why-not` and `assess`: options, pages, JSON, and exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli.driver import LONG, NONSENSE, SHORT_ENOUGH, Ran, answer, one_line, run
from cli.guided import VALUES, recommended

from statuskit import HTTP, assess, recommend, why_not
from statuskit.cli._recommend import options_for, recommendation_page
from statuskit.guides import FACTS, PROFILES, STAGES, GuideRule, In
from statuskit.guides._situation import GROUPS

if TYPE_CHECKING:
    import io
    from typing import Protocol

    from statuskit.guides._situation import Value

    class Talk(Protocol):
        """A conversation: what is on standard input, and the arguments."""

        def __call__(self, octets: str | bytes | io.BufferedIOBase, *argv: str, terminal: bool = False) -> Ran:
            """Hold it."""


COMMANDS = ("recommend", "why-not", "assess")


class TestOptions:
    """The facts as options."""

    @pytest.mark.parametrize("fact, value", VALUES, ids=str)
    def test_every_value(self, fact: str, value: Value) -> None:
        """Each value of each fact can be stated, and is what the library is asked about."""
        told = json.loads(answer("recommend", *options_for([(fact, value)]), "--json"))

        assert {fact: value} == told["situation"]

    @pytest.mark.parametrize(
        "words, facts",
        [
            (["--rate-limited"], {"rate_limited": True}),
            (["--no-rate-limited"], {"rate_limited": False}),
            (["--method", "put"], {"method": "PUT"}),
            (["--method=-x-"], {"method": "-X-"}),
            (["--body", "Missing-Field"], {"body": "missing_field"}),
            (["--if-match", "FALSE"], {"if_match": "false"}),
            (["--vendor", "NGINX"], {"vendor": "NGINX"}),
            (["--resource", "exists", "--resource", "absent"], {"resource": "absent"}),
        ],
        ids=str,
    )
    def test_spelling(self, words: list[str], facts: dict[str, Value]) -> None:
        """Case and dashes do not matter; a method is put in capitals; of two, the last one counts."""
        assert facts == json.loads(answer("recommend", *words, "--json"))["situation"]

    @pytest.mark.parametrize("profile", PROFILES)
    def test_profiles(self, profile: str) -> None:
        """Every profile can be asked for, in any case."""
        assert profile == json.loads(answer("recommend", "--profile", profile.upper(), "--json"))["profile"]

    @pytest.mark.parametrize(
        "words, complaint",
        [
            (["--resource", "exist"], "not accepted: 'exist' (did you mean exists?); accepted: exists, absent, "),
            (["--resource", "zzz"], "not accepted: 'zzz'; accepted: exists, absent, "),
            (["--vendor", "cloudfare"], "(did you mean Cloudflare?); accepted: a vendor's name"),
            (["--method", "G T"], "not accepted: 'G T'; accepted: a method's name"),
            (["--method", "ß"], "not accepted: 'ß'; accepted: a method's name"),
            (["--resource", "loc\N{KELVIN SIGN}ed"], "accepted: exists"),
            (["--legacy-code", "42O"], "accepted: a number of up to four digits"),
            (["--profile", "zalandoo"], "(did you mean zalando?); accepted: rfc9110, common, "),
            (["--profile", "qqq"], "not accepted: 'qqq'; accepted: rfc9110, common, "),
            (["--rate-limited=yes"], "ignored explicit argument 'yes'"),
            (["--resource"], "expected one argument"),
            (["--resorce", "exists"], "unrecognized arguments (did you mean --resource?): --resorce exists"),
            (["--if_match=false"], "(did you mean --if-match?)"),
            (["--no-rate-limitd"], "(did you mean --rate-limited?)"),
            (["--zzz"], "unrecognized arguments: --zzz"),
            (["zzz"], "unrecognized arguments: zzz"),
        ],
        ids=str,
    )
    def test_refused(self, words: list[str], complaint: str) -> None:
        """What is no fact or no value is wrong usage, and the complaint has what comes near."""
        ran = run("recommend", *words)

        assert (2, "") == ran[:2]
        assert complaint in ran.err
        assert len(ran.err) < SHORT_ENOUGH

    def test_option_in_the_wrong_place(self) -> None:
        """An option that there is elsewhere is not offered as what was meant."""
        ran = run("--json", "recommend")

        assert 2 == ran.status
        assert "unrecognized arguments: --json" in ran.err

    @pytest.mark.parametrize("command", COMMANDS)
    def test_help(self, command: str) -> None:
        """The help has every fact in its group, and fits 80 columns."""
        text = answer(command, "--help")
        places = [text.index(f"\n  --{name.replace('_', '-')}") for name in FACTS]
        groups = {name: text.index(f"\n{title.rstrip('?')}:\n") for name, title in GROUPS.items()}

        assert places == sorted(places)
        assert [*groups.values()] == sorted(groups.values())
        assert all(place < places[[*FACTS].index(name)] for name, place in groups.items())
        assert all(one_line(fact.meaning) in one_line(text) for fact in FACTS.values())
        assert "answer in JSON:" in text
        assert 80 >= max(map(len, text.splitlines()))
        assert command in answer("--help")

    @pytest.mark.parametrize(
        "argv, is_loaded",
        [
            (["404"], False),
            (["--help"], False),
            (["list"], False),
            (["explain", "404", "503"], False),
            (["recommend"], True),
            (["why-not", "404"], True),
        ],
        ids=str,
    )
    def test_start(self, argv: list[str], is_loaded: bool) -> None:  # noqa: FBT001  a table
        """Only those who ask the guides wait for them to load."""
        code = f"import sys; from statuskit.cli import main; main({argv})"
        probe = f"{code}; sys.exit(3 * ('statuskit.guides' in sys.modules))"
        ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)  # noqa: S603

        assert (3 * is_loaded, b"") == (ran.returncode, ran.stderr)


class TestRecommend:
    """recommend: the page and the JSON."""

    def test_page(self) -> None:
        """The page tells all that the recommendation has."""
        page = answer("recommend", "--method", "POST", "--outcome", "created")
        found = recommend(method="POST", outcome="created")
        flat = one_line(page)

        assert page.startswith("201 Created\n\n  A new resource is there, and the answer says where.\n")
        assert f"Rule {found.rule.id} Stage outcome: {STAGES['outcome']} Certainty recommended: " in flat
        assert "Header fields Location SHOULD, the address of what was created (RFC 9110 §9.3.3)" in flat
        assert f"Content created resource {found.rule.body.why if found.rule.body else ''}" in flat
        for row in found.alternatives:
            assert f"{row.status} {row.status.phrase} {row.why_not} " in flat
        for citation in found.citations:
            assert f"\n  {citation}\n    {citation.url}\n" in page
        assert "Open questions" not in page
        assert "Beware" not in page
        assert "Profile" not in page
        assert "Tried" not in page

    @pytest.mark.parametrize(
        "words, wanted",
        [
            (["--hide-existence", "--permission", "denied"], "404 Not Found"),
            (["--client-closed", "--vendor", "NGINX"], "499 Client Closed Request (nginx)"),
            (["--client-closed"], "No response"),
            (["--legacy-code", "420"], "429 Too Many Requests"),
        ],
        ids=str,
    )
    def test_headlines(self, words: list[str], wanted: str) -> None:
        """The first line is the status; by the vendor's name for it; and that there is nothing to send."""
        assert wanted == answer("recommend", *words).splitlines()[0]

    @pytest.mark.parametrize(
        "words, wanted",
        [
            (["--drop-silently"], "403 is an answer, and a polite one. It would be the answer with --no-drop-silently"),
            (["--method", "POST", "--outcome", "created"], "It would be the answer with --outcome queued"),
            (["--upgrade", "agreed"], "It would be the answer without --upgrade"),
            (["--quota", "exhausted"], "be the answer with --payment-required and without --quota"),
            (["--body", "invalid-semantics", "--profile", "zalando"], "be the answer with --profile rfc9110"),
        ],
        ids=str,
    )
    def test_ways(self, words: list[str], wanted: str) -> None:
        """What would make another status the answer is told as options."""
        assert wanted in one_line(answer("recommend", *words))

    @pytest.mark.parametrize(
        "profile, words, wanted",
        [
            ("zalando", ["--body", "invalid-semantics"], "; without it 422 Unprocessable Content"),
            ("zalando", ["--resource", "absent"], "; without it the same status"),
        ],
    )
    def test_profile(self, profile: str, words: list[str], wanted: str) -> None:
        """Where a profile is asked for, its part in the answer is told."""
        assert f"Profile {profile}, {PROFILES[profile].title}{wanted}" in one_line(
            answer("recommend", "--profile", profile, *words)
        )

    def test_open_questions(self) -> None:
        """What is open is told with the options that would answer it."""
        flat = one_line(answer("recommend", "--method", "POST"))

        assert "Open questions Was something new created? --outcome created or --outcome ok" in flat
        assert "Is there something to return? --response-body or --no-response-body" in flat

    def test_warnings(self) -> None:
        """What contradicts itself and what the profile advises against is warned of."""
        flat = one_line(answer("recommend", "--profile", "zalando", "--redirect", "permanent"))
        found = recommend(profile="zalando", redirect="permanent")

        assert f"Beware - {found.warnings[0]}" in flat

    def test_trace(self) -> None:
        """`--trace` adds every rule that was tried, in its order."""
        page = answer("recommend", "--method", "GET", "--resource", "absent", "--trace")
        rows = [tuple(line.split()) for line in page.partition("\nTried\n")[2].partition("\n\n")[0].splitlines()]
        found = recommend(method="GET", resource="absent")

        steps = [tuple(filter(None, (step.rule.id, step.result, step.fact))) for step in found.trace]
        assert [("rule", "result", "fact"), *steps] == rows
        assert rows[-1] == (found.rule.id, "yes")

    def test_without_content_advice(self) -> None:
        """A section that would say nothing is left out."""
        silent = GuideRule(
            id="system.silent",
            when={"teapot": In(True)},
            then=None,
            citations=(HTTP[418].defined_in,),
            why="It has boiled dry.",
        )
        found = recommend(teapot=True, profile=PROFILES["rfc9110"].extend("ours", rules=[silent]))
        page = recommendation_page(found, trace=False)

        assert ("No response", "It has boiled dry.") == (page.title, page.lead)
        assert ["Decided by", "Sources"] == [section.title for section in page.sections]

    @pytest.mark.parametrize("profile", ["rfc9110", "zalando"])
    @pytest.mark.parametrize("facts", [{}, {"client_closed": True}, {"method": "PUT", "if_match": "false"}], ids=str)
    def test_json(self, facts: dict[str, Value], profile: str) -> None:
        """`--json` gives what `to_dict()` gives."""
        words = options_for(facts.items())

        assert recommended(facts, profile).to_dict() == json.loads(
            answer("recommend", *words, "--profile", profile, "--json")
        )

    @pytest.mark.parametrize("fact, value", VALUES, ids=str)
    @pytest.mark.parametrize("profile", ["rfc9110", "google"])
    def test_every_page(self, fact: str, value: Value, profile: str) -> None:
        """There is a page for everything, within 80 columns but for addresses."""
        lines = answer("recommend", *options_for([(fact, value)]), "--profile", profile, "--trace").splitlines()

        assert [] == [line for line in lines if len(line) > 80 and "://" not in line]

    def test_tables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With rich, and where it is asked for, the page has the same words."""
        monkeypatch.setenv("FORCE_COLOR", "1")

        assert "A new resource is there, and the answer says where." in answer("recommend", "--outcome", "created")


class TestCodes:
    """why-not and assess: a code that somebody has in mind."""

    @pytest.mark.parametrize("words", [["403"], ["Forbidden"], ["403", "Forbidden"], ["HTTP/1.1 403 No"]], ids=str)
    def test_why_not(self, words: list[str]) -> None:
        """The answer is that of why_not(); the code is a key as everywhere, and needs no quotes."""
        assert why_not(403, credentials="missing") == one_line(answer("why-not", *words, "--credentials", "missing"))

    def test_why_not_after_the_facts(self) -> None:
        """The code may come after the facts, and be the answer."""
        assert why_not(429, rate_limited=True) == one_line(answer("why-not", "--rate-limited", "429"))

    def test_why_not_with_profile(self) -> None:
        """The profile counts."""
        wanted = why_not(422, body="invalid_semantics", profile="zalando")

        assert wanted == one_line(answer("why-not", "422", "--body", "invalid-semantics", "--profile", "zalando"))

    @pytest.mark.parametrize(
        "code, words, status, title",
        [
            (404, ["--resource", "absent"], 0, "404 Not Found: right"),
            (499, ["--client-closed", "--vendor", "nginx"], 0, "499 Client Closed Request (nginx): right"),
            (422, ["--body", "missing-field"], 0, "422 Unprocessable Content: acceptable"),
            (200, ["--credentials", "missing"], 1, "200 OK: wrong"),
            (404, ["--drop-silently"], 1, "404 Not Found: wrong"),
        ],
        ids=str,
    )
    def test_assess(self, code: int, words: list[str], status: int, title: str) -> None:
        """The verdict is the first line, and the exit status."""
        ran = run("assess", str(code), *words)

        assert (status, "", title) == (ran.status, ran.err, ran.out.splitlines()[0])

    def test_assess_page(self) -> None:
        """The page has the reason; and what is recommended, unless that is the code itself."""
        wrong = one_line(run("assess", "200", "--credentials", "missing").out)
        right = one_line(answer("assess", "401", "--credentials", "missing"))
        found = recommend(credentials="missing")

        assert f"200 OK: wrong {assess(200, credentials='missing').why} " in wrong
        assert f"Recommended 401 Unauthorized {found.rule.why} Decided by Rule {found.rule.id} " in wrong
        assert right.startswith(f"401 Unauthorized: right {found.rule.why} Decided by Rule {found.rule.id} ")
        assert "Recommended" not in right

    @pytest.mark.parametrize("command", ["why-not", "assess"])
    @pytest.mark.parametrize("code", [200, 401, 520])
    def test_json(self, command: str, code: int) -> None:
        """`--json` gives the code, and what assess() says."""
        told = json.loads(run(command, str(code), "--credentials", "missing", "--json").out)

        assert {"code": code, **assess(code, credentials="missing").to_dict()} == told
        assert ["code", "verdict", "why", "recommendation"] == [*told]

    @pytest.mark.parametrize("command, status", [("why-not", 1), ("assess", 2)])
    @pytest.mark.parametrize("key, hint", [("Nto Found", "did you mean 404 Not Found"), ("99", "from 100 to 999")])
    @pytest.mark.parametrize("more", [[], ["--json"]], ids=str)
    def test_unknown(self, command: str, status: int, key: str, hint: str, more: list[str]) -> None:
        """What is no status is complained of; assess keeps 1 for its answer."""
        ran = run(command, key, *more)

        assert (status, "") == ran[:2]
        assert hint in ran.err
        assert 1 == ran.err.count("\n")

    @pytest.mark.parametrize("command", ["why-not", "assess"])
    def test_no_code(self, command: str) -> None:
        """Without a code there is nothing to judge."""
        ran = run(command, "--resource", "absent")

        assert (2, "") == ran[:2]
        assert "required: CODE" in ran.err


class TestNonsense:
    """Hostile arguments."""

    @pytest.mark.parametrize(
        "text",
        [*NONSENSE, "PUT\udcff", "٤٢٠"],
        ids=lambda text: ascii(text[:12]),
    )
    @pytest.mark.parametrize(
        "argv",
        [["recommend"], ["why-not"], ["assess"], ["assess", "--resource"]]
        + [["recommend", option] for option in ("--resource", "--method", "--vendor", "--legacy-code", "--profile")],
        ids=" ".join,
    )
    def test_short_complaint(self, argv: list[str], text: str) -> None:
        """Nonsense is a short complaint that can be written anywhere, and never a traceback."""
        ran = run(*argv, text)

        assert ran.status in {0, 1, 2}
        assert len(ran.out) < 2 * SHORT_ENOUGH
        assert len(ran.err) < SHORT_ENOUGH
        assert (ran.out + ran.err).replace("\n", "").isprintable()

    def test_long_option(self) -> None:
        """An option may be long, too."""
        ran = run("recommend", f"--{LONG}")

        assert 2 == ran.status
        assert len(ran.err) < SHORT_ENOUGH
