"""list: the statuses that fit, as a table, by vendor, and in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli.driver import Ran, answer, run

from statuskit import HTTP, lookup
from statuskit.data.vendors import BY_NUMBER, MEANINGS
from statuskit.model import State, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit import Status

VENDOR_NUMBERS = sorted({*map(int, HTTP), *(code for code in BY_NUMBER if code in range(100, 1000))})


def registered(fits: Callable[[Status], bool]) -> list[int]:
    """Return the registered codes that fit."""
    return [status.code for status in HTTP if fits(status)]


class TestList:
    """list: statuses that fit."""

    @pytest.mark.parametrize(
        "options, codes",
        [
            ([], registered(lambda _: True)),
            (["--class", "4xx"], registered(lambda status: status.is_client_error)),
            (["--class=1xx", "--class", "success"], registered(lambda status: status < 300)),
            (["--state", "Deprecated"], registered(lambda status: status.is_deprecated)),
            (["--state=reserved", "--state=temporary"], [104, 306, 418]),
            (["--cacheable"], registered(lambda status: status.is_cacheable)),
            (["--no-cacheable"], registered(lambda status: not status.is_cacheable)),
            (["--retryable", "post"], registered(lambda status: status.is_retryable("POST"))),
            (["--retryable", "GET", "--class", "5xx"], [500, 502, 503, 504]),
            (["--requires", "allow"], [405]),
            (["--all"], VENDOR_NUMBERS),
            (["--state", "unregistered"], [code for code in VENDOR_NUMBERS if code not in HTTP]),
            (["--vendor", "nginx"], [444, 494, 495, 496, 497, 498, 499]),
            (["--vendor", "nginx", "--class", "5xx", "--all"], []),
        ],
        ids=str,
    )
    def test_json(self, options: list[str], codes: list[int]) -> None:
        """In JSON it is a list of Status.to_dict(), of those that fit every option."""
        ran = run("list", "--json", *options)

        assert [lookup(code).to_dict() for code in codes] == json.loads(ran.out)
        assert (0 if codes else 1) == ran.status

    def test_table(self) -> None:
        """Each status is a line below the names of the columns."""
        lines = answer("list", "--class", "3xx").splitlines()

        assert "code  phrase              state       caching" == lines[0]
        assert "305   Use Proxy           deprecated  explicit only" in lines
        assert 1 + len(registered(lambda status: status.is_redirection)) == len(lines)

    def test_runs(self) -> None:
        """Neighbours that differ in nothing but their number share a line."""
        ranges = [line.split()[0] for line in answer("list", "--all").splitlines() if "Fastly: Customer" in line]

        assert ["600-699"] == ranges

    def test_unused_numbers_have_no_phrase(self) -> None:
        """A number without a phrase is listed by its vendors."""
        rows = [" ".join(row.split()) for row in answer("list", "--all").splitlines()]

        assert "529 Qualys SSL Labs, Anthropic API unregistered explicit only" in rows

    def test_vendor(self) -> None:
        """A vendor's list tells its meanings and sub-codes, in whatever case it is named."""
        own = [meaning for meaning in MEANINGS if meaning.vendor == "Vercel"]
        text = answer("list", "--vendor", "vercel")

        assert ["code", "name", "meaning"] == text.splitlines()[0].split()
        assert all(str(meaning.subcode) in text for meaning in own)

    def test_vendors(self) -> None:
        """A name that several vendors share lists them all and says who is who."""
        text = answer("list", "--vendor", "ALB")

        assert ["code", "vendor", "name", "meaning"] == text.splitlines()[0].split()
        assert "AWS ALB" in text
        assert "Alibaba Cloud ALB" in text

    @pytest.mark.parametrize("options, is_there", [([], True), (["--class", "4xx"], False)], ids=str)
    def test_meanings_without_a_status(self, options: list[str], is_there: bool) -> None:  # noqa: FBT001
        """What a vendor logs in place of a status is listed with the rest, and fits no other option."""
        assert is_there is ("No response" in answer("list", "--vendor", "AWS", *options))

    def test_vendor_and_class(self) -> None:
        """Other options narrow a vendor's list down, sub-codes included."""
        text = answer("list", "--vendor", "iis", "--class", "5xx")

        assert "500.19" in text
        assert "404.13" not in text

    @pytest.mark.parametrize(
        "options, complaint",
        [
            (["--vendor", "ngin"], "no vendor is called 'ngin'; did you mean nginx?"),
            (["--vendor", "xyzzy"], "no vendor is called 'xyzzy'"),
            (["--vendor", ""], "no vendor is called ''"),
            (["--vendor", "x" * 201], f"no vendor is called '{'x' * 79}..."),
            (["--vendor", "nginx", "--class", "5xx"], "no status fits all of that"),
            (["--requires", "X-Nothing"], "no status fits all of that"),
        ],
        ids=str,
    )
    def test_nothing(self, options: list[str], complaint: str) -> None:
        """An empty list is exit status 1, and a vendor nobody knows is why."""
        assert Ran(1, "", f"statuskit: {complaint}\n") == run("list", *options)


def test_no_state_is_forgotten() -> None:
    """Every state and every class can be asked for."""
    for option, members in (("--state", State), ("--class", StatusClass)):
        for member in members:
            assert 0 == run("list", "--all", option, member.value).status
