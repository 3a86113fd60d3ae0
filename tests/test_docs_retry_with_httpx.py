"""docs/how-to/retry-with-httpx.md: what it says of proxies, TLS and cookies is what httpx does."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from statuskit.adapters.httpx import StatusTransport

URL = "http://shop.example/"
GIVEN: dict[str, dict[str, Any]] = {
    "verify": {"verify": False},
    "cert": {"cert": "no-such-file.pem"},
    "http1": {"http1": False},
    "http2": {"http2": True},
    "limits": {"limits": httpx.Limits(max_connections=1)},
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """List what each transport is made with that httpx makes from here on, and let the environment name a proxy."""
    found: list[dict[str, Any]] = []
    begin = httpx.HTTPTransport.__init__

    def init(self: httpx.HTTPTransport, *args: Any, **options: Any) -> None:
        found.append(options)
        begin(self, *args, **options)

    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setattr(httpx.HTTPTransport, "__init__", init)
    return found


def server(*statuses: int, **fields: str) -> StatusTransport:
    """Return a transport that retries without a wait, before a server that gives these statuses, and then 200."""
    answers = iter(statuses)

    def answer(_: httpx.Request) -> httpx.Response:
        status = next(answers, 200)
        return httpx.Response(status, headers={} if status == 200 else fields)

    return StatusTransport(httpx.MockTransport(answer), sleep=lambda _: None)


@pytest.mark.parametrize("given", GIVEN.values(), ids=list(GIVEN))
def test_what_a_client_is_given_is_ignored_beside_a_transport(given: dict[str, Any], made: list[Any]) -> None:
    """No transport is made, so there is nothing that it could have an effect on; the proxy has no say, either."""
    if "http2" in given:
        pytest.importorskip("h2", reason="httpx asks for it at once")
    with httpx.Client(transport=server(503), **given) as client:
        assert 200 == client.get(URL).status_code

    assert [] == made


def test_the_environment_has_a_say_where_no_transport_is_given(made: list[Any]) -> None:
    """Without `transport=`, there is one transport for the client, and one for the proxy of the environment."""
    httpx.Client().close()

    assert [None, "http://127.0.0.1:9"] == [str(each["proxy"].url) if "proxy" in each else None for each in made]


def test_a_proxy_of_the_client_goes_round_the_transport(made: list[Any]) -> None:
    """With `proxy=`, httpx makes a transport of its own, and the request goes there: nothing listens, so it fails."""
    with (
        httpx.Client(transport=server(503), proxy="http://127.0.0.1:9") as client,
        pytest.raises(httpx.ConnectError),
    ):
        client.get(URL)

    assert 1 == len(made)


def test_a_proxy_of_the_transport_is_retried(made: list[Any]) -> None:
    """A transport with a proxy is wrapped as any other: each attempt goes to the proxy."""
    told: list[Any] = []
    transport = StatusTransport(
        httpx.HTTPTransport(proxy="http://127.0.0.1:9"), sleep=lambda _: None, on_decision=told.append
    )
    with httpx.Client(transport=transport) as client, pytest.raises(httpx.ConnectError):
        client.get(URL)

    assert 1 == len(made)
    assert [True, True, False] == [bool(each.decision) for each in told]


def test_cookies_of_refused_responses_are_not_kept() -> None:
    """The client sees the last response alone, so the cookie of the one before is not in its jar."""
    with httpx.Client(transport=server(503, **{"Set-Cookie": "seen=1"})) as client:
        client.get(URL)
        assert {} == dict(client.cookies)
    with httpx.Client(transport=server(404, **{"Set-Cookie": "seen=1"})) as client:
        client.get(URL)
        assert {"seen": "1"} == dict(client.cookies)
