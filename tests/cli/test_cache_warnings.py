"""`statuskit cache`: what is easily overlooked, and fields that caches obey before Cache-Control."""

from __future__ import annotations

import json
import sys

import pytest
from cli.cached import BOTH, DATE, PRIVATE, SHARED, found, kinds, page, response, section
from cli.driver import run


class TestWarnings:
    """What is easily overlooked."""

    @pytest.mark.parametrize(
        "fields, wanted",
        [
            (["Cache-Control: max-age=60", 'ETag: "1"'], ""),
            (
                ["Cache-Control: no-cache; no-store, max-age=60"],
                (
                    "- Cache-Control: 'no-cache; no-store' is malformed; what holds back counts all the same: "
                    "no-cache, no-store."
                ),
            ),
            (
                ["Cache-Control: max-age=60, public forever"],
                "- Cache-Control: 'public forever' is malformed; nothing of it counts.",
            ),
            (
                ["Cache-Control: max-age=60", "Vary: Accept; Origin"],
                "- Vary: 'Accept; Origin' is no field name, so nothing matches.",
            ),
            (
                ["Cache-Control: max-age=60", "Age: -1"],
                "- Age: '-1' is no number of seconds, and does not count.",
            ),
            (["Cache-Control: max-age=60", "Age: 5", "Age: -1"], ""),
            (
                ["Cache-Control: max-age=60", "ETag: abc"],
                "- ETag: 'abc' is no entity tag, which has double quotes, and validates nothing.",
            ),
            (
                ["Cache-Control: max-age=60", "Last-Modified: Sat, 21 Nov 2026 13:02:00 CET"],
                "- Last-Modified: 'Sat, 21 Nov 2026 13:02:00 CET' is no HTTP-date, and does not count.",
            ),
            (
                ["Cache-Control: max-age=60", "Set-Cookie: a=b"],
                (
                    "- Set-Cookie does not keep it out of shared caches: all users may get the same. Many of these "
                    "caches refuse it all the same, for reasons of their own."
                ),
            ),
            (["Cache-Control: private, max-age=60", "Set-Cookie: a=b"], ""),
            (['Cache-Control: max-age=60, private="set-cookie"', "Set-Cookie: a=b"], ""),
            (
                ["Cache-Control: no-cache"],
                "- There is nothing to validate it with, so each time it is sent again as a whole.",
            ),
            ([], "- There is nothing to validate it with, so each time it is sent again as a whole."),
            (["Cache-Control: no-cache", 'ETag: "1"'], ""),
        ],
        ids=[
            "none",
            "semicolon",
            "malformed",
            "vary",
            "age",
            "age-of-which-the-first-counts",
            "etag",
            "last-modified",
            "set-cookie",
            "set-cookie-private",
            "set-cookie-left-out",
            "no-validator",
            "bare",
            "validator",
        ],
    )
    def test_warnings(self, fields: list[str], wanted: str) -> None:
        """A field that does not do what it looks like is told of, and so is what caches do otherwise."""
        assert wanted == section(page(response(*fields)), "Beware")

    def test_no_secrets(self) -> None:
        """What a field repeats of secrets is hidden, in the page and in JSON."""
        text = response("Cache-Control: token=s3cret; x, max-age=60", "Age: Bearer s3cretive", "Vary: session=s3cret")

        assert "s3cret" not in page(text)
        assert "- Cache-Control: 'token=[hidden]; x' is malformed; nothing of it counts." in page(text)
        assert "s3cret" not in json.dumps(found(text))
        assert ["token=[hidden]; x"] == found(text)[0]["malformed"]

    def test_many(self) -> None:
        """Of very many that are malformed, the first are told, and how many more there are."""
        text = response(*["Cache-Control: a b, c d", "Vary: e f"] * 300)
        shown = section(page(text), "Beware")

        assert 5 == shown.count("is malformed")
        assert "- Cache-Control: 595 more malformed members." in shown
        assert 5 == shown.count("'e f' is no field name")
        assert "- Vary: 295 more that are no field names." in shown
        assert len(page(text)) < 4000

    def test_long(self) -> None:
        """What is long is cut."""
        names = ", ".join(f"a{number}" for number in range(10_000))
        text = response("Cache-Control: max-age=60", f"Vary: {names}", f'ETag: "{"x" * 100_000}"', f"Own: {names}")

        assert len(page(text, "--target", "Own", "--shared")) < 4000

    def test_set_cookie_in_a_private_cache(self) -> None:
        """Who asks only of private caches is not warned of what shared ones do."""
        assert "" == section(page(response("Cache-Control: max-age=60", "Set-Cookie: a=b"), "--private"), "Beware")

    def test_date(self) -> None:
        """A Date that is none does not count: the time of the response is that of the clock."""
        text = page(response("Cache-Control: max-age=60", date="Date: today"), "--now", "0")

        assert "- Date: 'today' is no HTTP-date, and does not count." == section(text, "Beware")
        assert section(text, "Once stored").endswith("Received Thu, 01 Jan 1970 00:00:00 GMT (0), by --now")


class TestTargets:
    """--target: fields that caches obey before Cache-Control."""

    FIELDS = ("Cache-Control: no-store", "CDN-Cache-Control: max-age=600", "Own-CC: max-age=5", DATE)

    @pytest.mark.parametrize(
        "targets, wanted",
        [
            ([], "Stored no: Cache-Control says no-store"),
            (["CDN-Cache-Control"], "Goes by CDN-Cache-Control: max-age=600 Fresh for 600 s"),
            (["cdn-cache-control"], "Goes by cdn-cache-control: max-age=600 Fresh for 600 s"),
            (["Own-CC", "CDN-Cache-Control"], "Goes by Own-CC: max-age=5 Fresh for 5 s"),
            (["Other", "CDN-Cache-Control", "Own-CC"], "Goes by CDN-Cache-Control: max-age=600 Fresh for 600 s"),
            (["Other"], "Stored no: Cache-Control says no-store"),
        ],
        ids=["none", "one", "any-case", "first-counts", "absent-first", "absent"],
    )
    @pytest.mark.parametrize("argv", [[], ["--shared"]], ids=["both", "shared"])
    def test_order(self, targets: list[str], wanted: str, argv: list[str]) -> None:
        """The first that there is counts, and Cache-Control where there is none of them (RFC 9213, section 2.2)."""
        words = [word for target in targets for word in ("--target", target)]
        text = page(response(*self.FIELDS, date=""), *argv, *words)

        assert wanted in (section(text, SHARED) or section(text, BOTH))
        assert "counts as not there" not in text

    def test_private(self) -> None:
        """A private cache obeys them only where it alone is asked about, and so must be meant."""
        words = ["--target", "CDN-Cache-Control"]
        text = response(*self.FIELDS, date="")

        assert "Stored no: Cache-Control says no-store" in section(page(text, *words), PRIVATE)
        assert "Goes by CDN-Cache-Control: max-age=600" in section(page(text, "--private", *words), PRIVATE)

    @pytest.mark.parametrize("value", ["max-age = 60", "", "Max-Age=60"], ids=ascii)
    def test_malformed(self, value: str) -> None:
        """One that is malformed or empty is not there, and that is told (RFC 9213, section 2.1)."""
        text = page(
            response("Cache-Control: max-age=5", f"CDN-Cache-Control: {value}"), "--target", "CDN-Cache-Control"
        )

        assert "Fresh for 5 s" in section(text, BOTH)
        assert "- CDN-Cache-Control is empty or malformed, and counts as not there." == section(text, "Beware")

    @pytest.mark.parametrize("target", ["Set-Cookie", "set-cookie", "X-Session"])
    def test_secret_field(self, target: str) -> None:
        """What a field has that is called as secrets are is shown nowhere, though it is obeyed."""
        text = response(f"{target}: sid=s3cret, max-age=9")
        [shared] = kinds(text, "--shared", "--target", target)

        assert f"Goes by {target}: [hidden] Fresh for 9 s" in section(page(text, "--target", target), SHARED)
        assert (target, "[hidden]", 9) == (shared["field"], shared["directives"], shared["freshness"]["lifetime"])

    def test_secret_argument(self) -> None:
        """So is an argument."""
        text = response("Own: token=s3cret, max-age=9")
        [shared] = kinds(text, "--shared", "--target", "Own")

        assert "Goes by Own: token=[hidden], max-age=9 Fresh" in section(page(text, "--target", "Own"), SHARED)
        assert "token=[hidden], max-age=9" == shared["directives"]

    def test_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library that reads them, it is told which extra is missing."""
        monkeypatch.setitem(sys.modules, "http_sf", None)
        ran = run("cache", "--target", "CDN-Cache-Control", stdin=response(*self.FIELDS, date=""))

        assert (2, "") == ran[:2]
        assert ran.err.endswith("http-sf is not installed: statuskit[fields]\n")
