"""The transport of docs/how-to/build-an-http-cache.md when what it has is stale: validation, and what if that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from caching_transport import CachingTransport

from live.caching_origin import MINUTE, TAG, Answer, Asked, origin_server, plain, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.caching_origin import Origin


@pytest.fixture(name="origin")
def _origin() -> Iterator[Origin]:
    """Run an origin server."""
    with origin_server() as running:
        yield running


@pytest.fixture(name="client")
def _client(origin: Origin) -> Iterator[httpx.Client]:
    """Give a client with a cache, whose clock is the server's."""
    transport = CachingTransport(httpx.HTTPTransport(), clock=origin.clock)
    with httpx.Client(transport=transport, base_url=origin.url("")) as client:
        yield client


class TestValidation:
    """What is stale is asked about, and a 304 updates what is stored (RFC 9111, sections 3.2 and 4.3)."""

    def test_updated(self, origin: Origin, client: httpx.Client) -> None:
        """New fields replace old ones, the rest stays, and it is fresh again, with the age that the 304 says."""
        told = [("Cache-Control", "max-age=100"), ("A", "new"), ("A", "newer"), ("C", "added"), ("Content-Length", "9")]
        origin.pages["/"] = tagged(*told)
        client.get("/")
        origin.now += 61
        validated = client.get("/")
        origin.now += 99
        again = client.get("/")

        assert ["GET", "GET"] == origin.seen
        assert '"1"' == origin.received[1].headers["if-none-match"]
        for found in (validated, again):
            assert (200, b"page") == (found.status_code, found.content)
            assert ["new", "newer"] == found.headers.get_list("A")
            assert ("kept", "added", "4") == (found.headers["B"], found.headers["C"], found.headers["Content-Length"])
        assert ("Age" in validated.headers, again.headers["Age"]) == (False, "99")

    def test_old_age(self, origin: Origin, client: httpx.Client) -> None:
        """An Age from before the validation counts no more."""

        def page(asked: Asked) -> Answer:
            is_known = "if-none-match" in asked.headers
            return Answer(304, [TAG]) if is_known else Answer(fields=[MINUTE, TAG, ("Age", "59")], content=b"page")

        origin.pages["/"] = page
        client.get("/")
        origin.now += 1
        client.get("/")
        origin.now += 59

        assert "59" == client.get("/").headers["Age"]
        assert ["GET", "GET"] == origin.seen

    def test_same_connection(self, origin: Origin, client: httpx.Client) -> None:
        """The connection is used again after a 304."""
        origin.pages["/"] = tagged()
        for _ in range(3):
            client.get("/")
            origin.now += 61

        assert 1 == len({asked.connection for asked in origin.received})
        assert 3 == len(origin.received)

    def test_date(self, origin: Origin, client: httpx.Client) -> None:
        """Without an entity tag the date of the last change is asked about."""
        changed = ("Last-Modified", "Thu, 14 Jan 2027 08:00:00 GMT")
        origin.pages["/"] = lambda asked: Answer(
            304 if "if-modified-since" in asked.headers else 200, [MINUTE, changed]
        )
        client.get("/")
        origin.now += 61

        assert 200 == client.get("/").status_code
        assert changed[1] == origin.received[1].headers["if-modified-since"]

    def test_changed(self, origin: Origin, client: httpx.Client) -> None:
        """What comes instead is stored instead."""
        origin.pages["/"] = tagged()
        client.get("/")
        origin.now += 61
        origin.pages["/"] = plain(MINUTE, ("ETag", '"2"'), content=b"new page")

        assert [b"new page"] * 2 == [client.get("/").content for _ in range(2)]
        assert ["GET", "GET"] == origin.seen

    def test_about_something_else(self, origin: Origin, client: httpx.Client) -> None:
        """A 304 with another strong validator is no answer: it is asked again, without condition."""

        def page(asked: Asked) -> Answer:
            is_known = "if-none-match" in asked.headers
            return Answer(304, [("ETag", '"2"')]) if is_known else Answer(fields=[MINUTE, TAG], content=b"page")

        origin.pages["/"] = page
        client.get("/")
        origin.now += 61

        assert (200, b"page") == ((found := client.get("/")).status_code, found.content)
        assert [False, True, False] == ["if-none-match" in asked.headers for asked in origin.received]

    def test_about_nothing(self, origin: Origin, client: httpx.Client) -> None:
        """A 304 without any validator answers what was asked, and updates nothing (section 4.3.4)."""

        def page(asked: Asked) -> Answer:
            is_known = "if-none-match" in asked.headers
            return (
                Answer(304, [("A", "new")]) if is_known else Answer(fields=[MINUTE, TAG, ("A", "1")], content=b"page")
            )

        origin.pages["/"] = page
        client.get("/")
        origin.now += 61
        found = [client.get("/") for _ in range(2)]

        assert [("1", b"page")] * 2 == [(each.headers["A"], each.content) for each in found]
        assert [False, True, True] == ["if-none-match" in asked.headers for asked in origin.received]

    def test_no_longer_storable(self, origin: Origin, client: httpx.Client) -> None:
        """A 304 that says no-store is answered with what was stored, for the last time."""
        origin.pages["/"] = tagged(("Cache-Control", "no-store"))
        client.get("/")
        origin.now += 61
        client.get("/")
        client.get("/")

        assert [False, True, False] == ["if-none-match" in asked.headers for asked in origin.received]

    def test_in_the_background(self, origin: Origin, client: httpx.Client) -> None:
        """It has no background: what may be sent while it is validated is validated first."""
        origin.pages["/"] = plain(("Cache-Control", "max-age=1, stale-while-revalidate=60"))
        client.get("/")
        origin.now += 2
        client.get("/")

        assert ["GET", "GET"] == origin.seen

    @pytest.mark.parametrize("name", ["If-None-Match", "If-Match", "Range", "If-Range"])
    def test_own_conditions(self, name: str, origin: Origin, client: httpx.Client) -> None:
        """A request with conditions of its own goes to the server as it is, and leaves what is stored alone."""
        origin.pages["/"] = lambda asked: (
            Answer(412, [("Cache-Control", "max-age=600")]) if name.lower() in asked.headers else plain(MINUTE)(asked)
        )
        client.get("/")
        asked = client.get("/", headers={name: '"1"'})
        origin.now += 1
        again = client.get("/")

        assert (412, 200) == (asked.status_code, again.status_code)
        assert "1" == again.headers["Age"]
        assert '"1"' == origin.received[1].headers[name.lower()]


class TestFailure:
    """Where validation fails, what is stored may be sent stale, if nothing forbids it (section 4.2.4)."""

    def test_gone(self) -> None:
        """Without a server it is sent with its age; what must be validated is not sent."""
        with origin_server() as origin:
            transport = CachingTransport(httpx.HTTPTransport(), clock=origin.clock)
            with httpx.Client(transport=transport, base_url=origin.url(""), headers={"Connection": "close"}) as client:
                origin.pages["/"] = plain(MINUTE)
                origin.pages["/strict"] = plain(("Cache-Control", "max-age=60, must-revalidate"))
                client.get("/")
                client.get("/strict")
                origin.shutdown()
                origin.server_close()
                origin.now += 61

                assert "61" == client.get("/").headers["Age"]
                with pytest.raises(httpx.ConnectError):
                    client.get("/strict")

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_error(self, status: int, origin: Origin, client: httpx.Client) -> None:
        """An error that counts as no answer is hidden, once."""
        origin.pages["/"] = plain(("Cache-Control", "max-age=60, stale-if-error=10"))
        client.get("/")
        origin.pages["/"] = lambda _: Answer(status)
        origin.now += 70
        hidden = client.get("/")
        origin.now += 1

        assert (200, "70", status) == (hidden.status_code, hidden.headers["Age"], client.get("/").status_code)

    def test_not_found(self, origin: Origin, client: httpx.Client) -> None:
        """What is gone is gone."""
        origin.pages["/"] = plain(MINUTE)
        client.get("/")
        origin.pages["/"] = lambda _: Answer(404)
        origin.now += 61

        assert 404 == client.get("/").status_code
