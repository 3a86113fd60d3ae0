"""The transport of docs/how-to/build-an-http-cache.md, in an `httpx.Client`, against an origin server on loopback."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from caching_transport import CachingTransport

from live.caching_origin import MINUTE, Answer, origin_server, plain, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.caching_origin import Asked, Fields, Origin

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "build-an-http-cache.md"
SOURCE = ROOT / "tests" / "caching_transport.py"


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


@pytest.mark.skipif(not PAGE.exists(), reason="needs the pages")
def test_same_text() -> None:
    """The page shows the transport that is tested here, to the letter."""
    shown = PAGE.read_text(encoding="utf-8")

    assert f"```python\n{SOURCE.read_text(encoding='utf-8')}```\n" in shown


class TestReuse:
    """What is fresh is sent without a word to the server."""

    def test_age(self, origin: Origin, client: httpx.Client) -> None:
        """It has its age, a content and fields as they came, each line of them."""
        origin.pages["/"] = plain(MINUTE, ("Age", "5"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("A", "caf\xe9"))
        first = client.get("/")
        origin.now += 7
        again = client.get("/")

        assert ["GET"] == origin.seen
        assert ("5", "12") == (first.headers["Age"], again.headers["Age"])
        assert b"page" == again.content
        assert ["a=1", "b=2"] == again.headers.get_list("Set-Cookie")
        assert [b"caf\xe9"] == [value for name, value in again.headers.raw if name.lower() == b"a"]

    def test_fragment(self, origin: Origin, client: httpx.Client) -> None:
        """A fragment is no part of the target, a query is."""
        origin.pages["/"] = origin.pages["/?a"] = plain(MINUTE)
        for path in ("/#a", "/", "/#b", "/?a"):
            client.get(path)

        assert ["/", "/?a"] == [asked.path for asked in origin.received]

    def test_connection(self, origin: Origin, client: httpx.Client) -> None:
        """Fields of the connection are not stored, and a Date is added where there was none."""
        fields = [MINUTE, ("Connection", "keep-alive, A"), ("Keep-Alive", "timeout=5"), ("A", "1"), ("B", "2")]
        origin.pages["/"] = lambda _: Answer(fields=fields, content=iter([b"page"]), dated=False)
        client.get("/")
        found = client.get("/").headers

        assert {"age", "b", "cache-control", "date"} == set(found)
        assert "Fri, 15 Jan 2027 08:00:00 GMT" == found["Date"]

    @pytest.mark.parametrize(
        ("fields", "sent"),
        [
            ([("Cache-Control", "no-store, max-age=60")], {}),
            ([("Cache-Control", "max-age=0")], {}),
            ([("Cache-Control", "no-cache")], {}),
            ([MINUTE, ("Vary", "*")], {}),
            ([MINUTE], {"Cache-Control": "no-store"}),
            ([], {}),
        ],
        ids=["no-store", "stale", "no-cache", "Vary: *", "no-store asked for", "nothing said"],
    )
    def test_not(self, fields: Fields, sent: dict[str, str], origin: Origin, client: httpx.Client) -> None:
        """What may not be stored, or not be sent, is asked for each time."""
        origin.pages["/"] = plain(*fields)
        client.get("/", headers=sent)
        found = client.get("/")

        assert ["GET", "GET"] == origin.seen
        assert "Age" not in found.headers

    def test_private(self, origin: Origin, client: httpx.Client) -> None:
        """It is the cache of one user: what is private, or was asked for with credentials, is stored."""
        origin.pages["/"] = plain(("Cache-Control", "private, max-age=60"))
        for _ in range(2):
            client.get("/", auth=("me", "secret"))

        assert ["GET"] == origin.seen

    def test_fields_apart(self, origin: Origin, client: httpx.Client) -> None:
        """Fields that no-cache names are not stored; the rest is."""
        origin.pages["/"] = plain(("Cache-Control", 'max-age=60, no-cache="Set-Cookie"'), ("Set-Cookie", "a=1"))
        found = [client.get("/").headers for _ in range(2)]

        assert ["GET"] == origin.seen
        assert [True, False] == ["Set-Cookie" in headers for headers in found]

    def test_only_if_cached(self, origin: Origin, client: httpx.Client) -> None:
        """Who wants nothing but what is stored gets it, or a 504."""
        origin.pages["/"] = plain(MINUTE)
        only = {"Cache-Control": "only-if-cached"}
        before = client.get("/", headers=only)
        client.get("/")
        after = client.get("/", headers=only)

        assert (504, 200) == (before.status_code, after.status_code)
        assert ["GET"] == origin.seen


class TestVary:
    """A response is for requests like the one that it answered (section 4.1)."""

    def test_variants(self, origin: Origin, client: httpx.Client) -> None:
        """Each language is stored beside the other; whitespace and case make no other language."""
        origin.pages["/"] = lambda asked: Answer(
            fields=[MINUTE, ("Vary", "Accept-Language")], content=asked.headers.get("accept-language", "none").encode()
        )
        asked = ["en, fr", "de", "EN,fr", "de", None, "de"]
        found = [client.get("/", headers={"Accept-Language": each} if each else {}).text for each in asked]

        assert ["en, fr", "de", "en, fr", "de", "none", "de"] == found
        assert 3 == len(origin.received)

    def test_validated_apart(self, origin: Origin, client: httpx.Client) -> None:
        """A 304 freshens the variant that it is about."""

        def page(asked: Asked) -> Answer:
            language = asked.headers["accept-language"]
            tag = f'"{language}"'
            fields = [MINUTE, ("Vary", "Accept-Language"), ("ETag", tag)]
            return Answer(304 if asked.headers.get("if-none-match") == tag else 200, fields, language.encode())

        origin.pages["/"] = page
        for language in ("en", "de"):
            client.get("/", headers={"Accept-Language": language})
        origin.now += 61
        client.get("/", headers={"Accept-Language": "en"})
        origin.now += 1
        found = [client.get("/", headers={"Accept-Language": language}) for language in ("en", "de")]

        assert [("en", "1"), ("de", None)] == [(each.text, each.headers.get("Age")) for each in found]
        assert '"de"' == origin.received[-1].headers["if-none-match"]


class TestInvalidation:
    """A method that is not safe makes what is stored for its target outdated, if it succeeds (section 4.4)."""

    @pytest.mark.parametrize(("status", "asked"), [(204, 2), (303, 2), (412, 1), (500, 1)])
    def test_unsafe(self, status: int, asked: int, origin: Origin, client: httpx.Client) -> None:
        """2xx and 3xx do it, errors do not; another page is none of its business."""
        origin.pages["/"] = lambda each: Answer(status) if each.method == "PUT" else plain(MINUTE)(each)
        origin.pages["/other"] = plain(MINUTE)
        for path in ("/", "/other"):
            client.get(path)
        client.put("/#part", content=b"new")
        for path in ("/", "/other"):
            client.get(path)

        assert asked == [each.path for each in origin.received if each.method == "GET"].count("/")
        assert 1 == [each.path for each in origin.received].count("/other")

    def test_meanwhile(self, origin: Origin, client: httpx.Client) -> None:
        """What came before a change and is read after it is not stored."""
        origin.pages["/"] = lambda each: Answer(204) if each.method == "DELETE" else plain(MINUTE)(each)
        with client.stream("GET", "/") as response:
            client.delete("/")
            response.read()
        client.get("/")

        assert ["GET", "DELETE", "GET"] == origin.seen


class TestHead:
    """A stored GET answers HEAD; a HEAD stores nothing, and may tell that a stored GET is outdated (section 4.3.5)."""

    def test_from_get(self, origin: Origin, client: httpx.Client) -> None:
        """It has the fields of the GET, its length among them, and no content."""
        origin.pages["/"] = plain(MINUTE)
        client.get("/")
        origin.now += 3
        found = client.head("/")

        assert ["GET"] == origin.seen
        assert (b"", "4", "3") == (found.content, found.headers["Content-Length"], found.headers["Age"])
        assert b"page" == client.get("/").content

    def test_alone(self, origin: Origin, client: httpx.Client) -> None:
        """It is not stored itself."""
        origin.pages["/"] = plain(MINUTE)
        client.head("/")

        assert b"page" == client.get("/").content
        assert ["HEAD", "GET"] == origin.seen

    def test_validates(self, origin: Origin, client: httpx.Client) -> None:
        """A HEAD that is answered 304 freshens the GET."""
        origin.pages["/"] = tagged(("A", "new"))
        client.get("/")
        origin.now += 61
        head = client.head("/")

        assert (200, b"", "new") == (head.status_code, head.content, head.headers["A"])
        assert (b"page", "new") == ((found := client.get("/")).content, found.headers["A"])
        assert ["GET", "HEAD"] == origin.seen

    def test_tells_of_a_change(self, origin: Origin, client: httpx.Client) -> None:
        """A HEAD that is answered 200 makes what is stored outdated."""
        origin.pages["/"] = tagged()
        client.get("/")
        origin.now += 61
        origin.pages["/"] = tagged(tag=("ETag", '"2"'))
        client.head("/")
        client.get("/")

        assert ["GET", "HEAD", "GET"] == origin.seen
        assert "if-none-match" not in origin.received[-1].headers


class TestStream:
    """Content is handed on as it comes, and stored when it has been read to its end."""

    def test_as_it_comes(self, origin: Origin, client: httpx.Client) -> None:
        """The first part is there before the server has sent the second."""
        read = threading.Event()

        def chunks() -> Iterator[bytes]:
            yield b"first"
            assert read.wait(10)
            yield b"second"

        origin.pages["/"] = lambda _: Answer(fields=[MINUTE], content=chunks())
        with client.stream("GET", "/") as response:
            parts = response.iter_raw()
            first = next(parts)
            read.set()
            rest = list(parts)

        assert (b"first", [b"second"]) == (first, rest)
        assert b"firstsecond" == client.get("/").content
        assert ["GET"] == origin.seen

    def test_encoded(self, origin: Origin, client: httpx.Client) -> None:
        """It is stored as it was sent, and decoded as often as it is read."""
        origin.pages["/"] = plain(MINUTE, ("Content-Encoding", "gzip"), content=gzip.compress(b"page", mtime=0))

        assert ["page"] * 3 == [client.get("/").text for _ in range(3)]
        assert ["GET"] == origin.seen

    @pytest.mark.parametrize("parts", [0, 1], ids=["none", "a part"])
    def test_given_up(self, parts: int, origin: Origin, client: httpx.Client) -> None:
        """What the client leaves unread is not stored, and the connection below is closed."""
        origin.pages["/"] = lambda _: Answer(fields=[MINUTE], content=iter([b"first", b"second"]))
        with client.stream("GET", "/") as response:
            for _ in zip(range(parts), response.iter_raw(1), strict=False):
                pass

        assert b"firstsecond" == client.get("/").content
        assert ["GET", "GET"] == origin.seen

    @pytest.mark.parametrize("status", [200, 404])
    def test_cut_short(self, status: int, origin: Origin, client: httpx.Client) -> None:
        """What ends before its end is an error for the client, and is not stored."""
        origin.pages["/"] = lambda _: Answer(status, [MINUTE], b"pag", cut=True)
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/")
        origin.pages["/"] = plain(MINUTE)

        assert b"page" == client.get("/").content

    def test_no_content(self, origin: Origin, client: httpx.Client) -> None:
        """A response without content is whole at once."""
        origin.pages["/"] = lambda _: Answer(204, [MINUTE])

        assert [204, 204] == [client.get("/").status_code for _ in range(2)]
        assert ["GET"] == origin.seen
