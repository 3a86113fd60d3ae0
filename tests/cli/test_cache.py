"""`statuskit cache`: what is told to people of a response, and of the caches that may have it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli.cached import BOTH, PRIVATE, SHARED, page, request, response, section, titles
from cli.driver import encoded, one_line

if TYPE_CHECKING:
    from pathlib import Path

RFC = "https://www.rfc-editor.org/rfc"


class TestPage:
    """The page of a response."""

    def test_whole(self) -> None:
        """Each kind of cache has its answer, when it ends, what comes then, and who says so; then what they share."""
        text = request(line="GET /a?token=s3cret") + response(
            "Cache-Control: max-age=60, s-maxage=600, stale-while-revalidate=30", 'ETag: "1"', "Vary: Accept"
        )

        assert (
            "200 OK to GET /a?...\n"
            "stdin, line 4\n\n"
            "  Private caches: stored, and reused for 60 s. Shared caches: stored, and reused\n"
            "  for 600 s.\n\n"
            "Private caches\n"
            "  Stored             yes: the response states for how long it is fresh (RFC 9111\n"
            "                     §3)\n"
            "  Fresh              for 60 s: max-age gives 60 s, and it is 0 s old (RFC 9111\n"
            "                     §5.2.2.1)\n"
            "  Next request       answered with it (RFC 9111 §4)\n"
            "  Once stale         sent for 30 s, and validated meanwhile (RFC 5861 §3)\n"
            "  If that fails      sent as it is, where the origin cannot be reached (RFC 9111\n"
            "                     §4.2.4)\n"
            "  Would differ with  another max-age; in a shared cache, s-maxage overrides it\n\n"
            "Shared caches\n"
            "  Stored             yes: the response states for how long it is fresh (RFC 9111\n"
            "                     §3)\n"
            "  Fresh              for 600 s: s-maxage gives 600 s, and it is 0 s old (RFC\n"
            "                     9111 §5.2.2.10)\n"
            "  Next request       answered with it (RFC 9111 §4)\n"
            "  Once stale         validated first: s-maxage forbids to send it so (RFC 9111\n"
            "                     §5.2.2.10)\n"
            "  Would differ with  another s-maxage; private caches go by max-age\n\n"
            "Once stored\n"
            "  Varies on       accept\n"
            '  Validated with  If-None-Match: "1"\n'
            "  Received        Sat, 21 Nov 2026 12:02:00 GMT (1795262520), by its Date\n\n"
            "Sources\n"
            f"  RFC 9111 §3\n    {RFC}/rfc9111.html#section-3\n"
            f"  RFC 9111 §5.2.2.1\n    {RFC}/rfc9111.html#section-5.2.2.1\n"
            f"  RFC 9111 §4\n    {RFC}/rfc9111.html#section-4\n"
            f"  RFC 5861 §3\n    {RFC}/rfc5861.html#section-3\n"
            f"  RFC 9111 §4.2.4\n    {RFC}/rfc9111.html#section-4.2.4\n"
            f"  RFC 9111 §5.2.2.10\n    {RFC}/rfc9111.html#section-5.2.2.10\n"
        ) == page(text)

    def test_not_stored(self) -> None:
        """Where nothing is stored, there is no more than that, why, and what would change it."""
        text = page(request() + response("Cache-Control: no-store", 'ETag: "1"', "Vary: Accept"))

        assert [BOTH, "Sources"] == titles(text)
        assert (
            "Stored no: Cache-Control says no-store (RFC 9111 §5.2.2.5) "
            "Would differ with the same without no-store; no-cache is for what is to be validated each time"
        ) == section(text, BOTH)

    @pytest.mark.parametrize(
        "argv, shown",
        [([], [PRIVATE, SHARED]), (["--private"], [PRIVATE]), (["--shared"], [SHARED])],
        ids=["both", "private", "shared"],
    )
    def test_one_kind(self, argv: list[str], shown: list[str]) -> None:
        """One kind of cache may be asked about alone."""
        text = page(response("Cache-Control: private, max-age=60"), *argv)

        assert shown == [title for title in titles(text) if title in {PRIVATE, SHARED, BOTH}]
        assert ("private, and the cache is shared" in one_line(text)) is (SHARED in shown)

    def test_alike(self) -> None:
        """Kinds that do the same for the same reasons are told of once."""
        text = page(response("Cache-Control: max-age=60"))

        assert one_line(text).startswith(
            f"200 OK stdin, line 1 {BOTH}: stored, and reused for 60 s. {BOTH} Stored yes: "
        )
        assert {BOTH} == {PRIVATE, SHARED, BOTH} & set(titles(text))

    @pytest.mark.parametrize(
        "fields, argv, gist",
        [
            (["Cache-Control: max-age=60", "Age: 20"], [], "stored, and reused for 40 s"),
            (["Cache-Control: no-cache"], [], "stored, and validated before it is reused"),
            (["Cache-Control: max-age=60", "Age: 60"], [], "stored, and validated before it is reused"),
            (
                ["Cache-Control: max-age=60, stale-while-revalidate=30", "Age: 90"],
                [],
                "stored, and reused although it is stale",
            ),
            (
                ["Cache-Control: max-age=60, stale-while-revalidate=30", "Age: 60"],
                [],
                "stored, and reused although it is stale",
            ),
            (["Cache-Control: max-age=60", "Vary: *"], [], "stored, and not reused"),
            (["Cache-Control: max-age=60"], ["--method", "PUT"], "not stored"),
        ],
        ids=["fresh", "no-cache", "stale", "stale-while-revalidate", "stale-just-now", "vary", "put"],
    )
    def test_gist(self, fields: list[str], argv: list[str], gist: str) -> None:
        """The answer comes first, in a few words."""
        assert f" {BOTH}: {gist}. {BOTH} Stored " in one_line(page(response(*fields), *argv))

    def test_request_is_not_known(self) -> None:
        """Where the request is not known, it is told what is taken for it."""
        unknown = "The request is not known, and is taken to be a plain GET."

        assert unknown in page(response())
        assert unknown not in page(request() + response())
        assert unknown not in page(response(), "--url", "https://example.com/")

    def test_several(self) -> None:
        """Each response has its page, and requests without one are counted."""
        entries: list[dict[str, Any]] = [{"response": {"status": status, "headers": []}} for status in (0, 200, 404, 0)]
        text = one_line(page(json.dumps({"log": {"entries": entries}})))

        assert text.startswith("200 OK stdin, line 1, entry 2 ")
        assert " 404 Not Found stdin, line 1, entry 3 " in text
        assert text.endswith(" 2 requests without a response.")
        assert one_line(page(json.dumps({"log": {"entries": entries[:2]}}))).endswith(" 1 request without a response.")

    def test_who_does_otherwise(self) -> None:
        """A claim about the status that an RFC contradicts is told as one."""
        text = page(response(status="405 Method Not Allowed"))

        guides = 'guides to status codes ("Where guides disagree")'
        assert f"{guides} §4 no 4xx but 404 and 410 is cacheable" == section(text, "Who does otherwise")
        moved = page(response(status="301 Moved Permanently"))
        assert f"{guides} §12 the old address is never asked for again" == section(moved, "Who does otherwise")
        assert "Who does otherwise" not in titles(page(response()))

    def test_colour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With rich, the title is green where each cache answers with it, and yellow where one does not."""
        monkeypatch.setenv("FORCE_COLOR", "1")
        public, private = response("Cache-Control: max-age=9"), response("Cache-Control: private, max-age=9")

        assert "\x1b[1;32m" in page(public)
        assert "\x1b[1;33m" in page(private)
        assert "\x1b[1;32m" in page(private, "--private")

    def test_ascii(self, tmp_path: Path) -> None:
        """Where there is no section sign, there is a word for it."""
        (tmp_path / "a.txt").write_text(response(), "latin-1")
        status, text = encoded("ascii", "cache", str(tmp_path / "a.txt"))

        assert 0 == status
        assert b"RFC 9111 section 4.2.2" in text

    def test_nothing_unprintable(self) -> None:
        """What the transcript says moves no cursor, wherever it is shown."""
        text = page(
            response(
                "Cache-Control: max-age=60, \x9b2J",
                "Vary: \x9b2J",
                'ETag: "\x9b2J"',
                "Age: \x9b2J",
                'CDN-Cache-Control: max-age=9, x="a"',
            ),
            "--target",
            "CDN-Cache-Control",
        )

        assert text.replace("\n", "").isprintable()
        assert 'If-None-Match: "\\x9b2J"' in text

    @pytest.mark.parametrize(
        "fields",
        [
            [],
            ["Cache-Control: private, max-age=60; no-cache, no store, stale-if-error=5", "ETag: x", "Set-Cookie: a=b"],
            [f"Cache-Control: {'x' * 500}; no-store", f"Vary: {', '.join(f'Field-{number}' for number in range(90))}"],
            ["Expires: 0", "Last-Modified: soon", "Vary: *"],
        ],
        ids=["bare", "much", "long", "expired"],
    )
    @pytest.mark.parametrize("status", ["200 OK", "103 Early Hints", "206 x", "304 x", "429 x", "499 x", "042 x"])
    def test_every_page(self, fields: list[str], status: str) -> None:
        """There is a page for everything, within 80 columns but for addresses."""
        text = page(response(*fields, status=status))

        assert "Sources" in titles(text)
        assert [] == [line for line in text.splitlines() if len(line) > 80 and "://" not in line]


class TestAnswers:
    """What a cache does, row by row."""

    @pytest.mark.parametrize(
        "fields, kind, wanted",
        [
            (
                ["Cache-Control: max-age=60, must-revalidate"],
                BOTH,
                "Once stale validated first: must-revalidate forbids to send it so (RFC 9111 §5.2.2.2) Would differ",
            ),
            (
                ["Cache-Control: max-age=60, proxy-revalidate"],
                SHARED,
                "Once stale validated first: proxy-revalidate forbids to send it so (RFC 9111 §5.2.2.8) Would differ",
            ),
            (
                ["Cache-Control: max-age=60, proxy-revalidate"],
                PRIVATE,
                "Once stale validated first (RFC 9111 §4.2.4) If that fails sent as it is, where the origin",
            ),
            (
                ["Cache-Control: max-age=60, stale-if-error=300"],
                BOTH,
                "Once stale validated first (RFC 9111 §4.2.4) If that fails sent for 300 s all the same (RFC 5861 §4)",
            ),
            (["Cache-Control: max-age=60, stale-if-error=0"], BOTH, "If that fails not sent (RFC 5861 §4) Would"),
            (["Cache-Control: max-age=60, stale-if-error=x"], BOTH, "If that fails not sent (RFC 5861 §4) Would"),
            (
                ["Cache-Control: max-age=60, stale-while-revalidate=x"],
                BOTH,
                "Once stale validated first (RFC 9111 §4.2.4) If that fails",
            ),
            (
                ["Cache-Control: no-cache, max-age=60"],
                BOTH,
                (
                    "Fresh for 60 s: max-age gives 60 s, and it is 0 s old (RFC 9111 §5.2.2.1) Next request validated "
                    "first: Cache-Control says no-cache (RFC 9111 §5.2.2.4) Would differ with the same without"
                ),
            ),
            (
                ["Cache-Control: max-age=60", "Age: 80"],
                BOTH,
                (
                    "Fresh no, stale for 20 s: max-age gives 60 s, and it is 80 s old (RFC 9111 §5.2.2.1) Next request "
                    "validated first (RFC 9111 §4.2.4) If that fails sent as it is, where the origin cannot be reached "
                    "(RFC 9111 §4.2.4) Would differ with a longer lifetime,"
                ),
            ),
            (
                ["Cache-Control: max-age=60, stale-if-error=10", "Age: 80"],
                BOTH,
                "Next request validated first (RFC 9111 §4.2.4) If that fails not sent (RFC 5861 §4) Would",
            ),
            (
                ["Cache-Control: max-age=60, stale-if-error=20", "Age: 80"],
                BOTH,
                "If that fails sent for 20 s all the same (RFC 5861 §4) Would",
            ),
            (
                ["Cache-Control: max-age=60, must-revalidate", "Age: 80"],
                BOTH,
                "and must-revalidate forbids to send it so (RFC 9111 §5.2.2.2) Would differ with a longer lifetime",
            ),
            (
                ["Cache-Control: max-age=60, stale-while-revalidate=30", "Age: 80"],
                BOTH,
                (
                    "Next request answered with it: it is stale for 20 s, and may be for 30 s while it is validated "
                    "(RFC 5861 §3) If that fails"
                ),
            ),
            (
                ["Cache-Control: max-age=60", "Vary: *"],
                BOTH,
                "Next request sent on: what it varies on is not in the fields of a request (RFC 9111 §4.1) Would",
            ),
            (
                ['Cache-Control: max-age=60, private="Set-Cookie"', "Set-Cookie: a=b"],
                SHARED,
                "(RFC 9111 §3) Without set-cookie Fresh",
            ),
            (
                ["Last-Modified: Sat, 21 Nov 2026 11:02:00 GMT"],
                BOTH,
                "Fresh for 360 s: 10% of the time since Last-Modified gives 360 s, and it is 0 s old (RFC 9111 §4.2.2)",
            ),
            (
                ["Expires: Sat, 21 Nov 2026 12:03:00 +0100"],
                BOTH,
                "Fresh no, stale for 0 s: Expires is no date, so it is past, and it is 0 s old (RFC 9111 §5.3)",
            ),
        ],
        ids=[
            "must-revalidate",
            "proxy-revalidate",
            "proxy-revalidate-private",
            "stale-if-error",
            "stale-if-error-0",
            "stale-if-error-malformed",
            "stale-while-revalidate-malformed",
            "no-cache",
            "stale",
            "stale-for-too-long",
            "stale-for-just-as-long",
            "stale-and-forbidden",
            "stale-while-revalidate",
            "vary",
            "without",
            "heuristic",
            "expires-in-another-zone",
        ],
    )
    def test_rows(self, fields: list[str], kind: str, wanted: str) -> None:
        """A row tells what a cache does, and cites who says so."""
        assert wanted in section(page(response(*fields)), kind)

    @pytest.mark.parametrize(
        "fields, asked, kind, wanted",
        [
            (
                ["Cache-Control: max-age=60"],
                ["Authorization: Basic eDp5"],
                SHARED,
                "Stored no: the request has Authorization, the cache is shared,",
            ),
            (["Cache-Control: max-age=60"], ["Authorization: Basic eDp5"], PRIVATE, "Stored yes: "),
            (
                ["Cache-Control: max-age=60"],
                ["Cache-Control: no-cache"],
                BOTH,
                "Next request validated first: the request says no-cache (RFC 9111 §5.2.1.4) Once stale",
            ),
            (["Cache-Control: max-age=60"], ["Cache-Control: no-store"], BOTH, "Stored no: the request says no-store"),
            (
                ["Cache-Control: max-age=60", "Age: 90"],
                ["Cache-Control: max-age=10"],
                BOTH,
                "If that fails sent as it is, where",
            ),
        ],
        ids=["authorization", "authorization-private", "no-cache", "no-store", "max-age"],
    )
    def test_request(self, fields: list[str], asked: list[str], kind: str, wanted: str) -> None:
        """The request counts, be it in the transcript or among the options."""
        options = [word for field in asked for word in ("--request-header", field)]

        assert wanted in section(page(request(*asked) + response(*fields)), kind)
        assert wanted in section(page(response(*fields), *options), kind)

    @pytest.mark.parametrize(
        "method, location, wanted",
        [
            ("POST", "/a", "Next request answered with it (RFC 9111 §4)"),
            ("POST", "/b", "Stored no: a response to POST is cacheable only where its Content-Location is the target"),
            ("HEAD", "/b", "Next request answered with it (RFC 9111 §4)"),
        ],
    )
    def test_methods(self, method: str, location: str, wanted: str) -> None:
        """The next request is the same again, but for POST: a stored response answers only GET and HEAD."""
        text = response("Cache-Control: max-age=60", f"Content-Location: {location}")

        assert wanted in section(page(text, "--method", method, "--url", "https://example.com/a"), BOTH)

    @pytest.mark.parametrize(
        "fields, wanted",
        [
            ([], "Validated with nothing: neither ETag nor Last-Modified can be used Received"),
            (["ETag: 1"], "Validated with nothing: neither ETag nor Last-Modified can be used Received"),
            (
                ['ETag: W/"1"', "Last-Modified: Sat, 21 Nov 2026 11:02:00 GMT"],
                'Validated with If-None-Match: W/"1"; If-Modified-Since: Sat, 21 Nov 2026 11:02:00 GMT Received',
            ),
            (["Vary: Origin, Accept-Encoding", "Vary: origin"], "Varies on accept-encoding, origin Validated with"),
            (["Vary: *, Accept"], "Varies on *, which nothing matches, accept Validated with"),
        ],
        ids=["nothing", "malformed", "both", "vary", "any"],
    )
    def test_facts(self, fields: list[str], wanted: str) -> None:
        """What it varies on and is validated with is the same in each cache."""
        assert wanted in section(page(response("Cache-Control: max-age=60", *fields)), "Once stored")
