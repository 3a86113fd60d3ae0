"""urllib3 in the scenarios: the pool manager, the same with content that is read later, and the Retry by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import urllib3

from live.scenarios import Answer, Client, Limit, content_of
from statuskit.adapters.urllib3 import StatusPoolManager, StatusRetry
from statuskit.retry import Body

if TYPE_CHECKING:
    from live.scenarios import FakeTime, Scenario


def _timeout(scenario: Scenario) -> urllib3.Timeout:
    return urllib3.Timeout(5, read=scenario.patience)


def _send(http: urllib3.PoolManager, scenario: Scenario, url: str, *, at_once: bool = True) -> Answer:
    try:
        response = http.request(
            scenario.method,
            url,
            body=content_of(scenario.body),
            headers=scenario.headers,
            timeout=_timeout(scenario),
            preload_content=at_once,
        )
        content = response.data
    except urllib3.exceptions.HTTPError as error:
        return Answer(error=error)
    retries = response.retries
    assert isinstance(retries, StatusRetry)
    return Answer(response.status, content, None, retries.decided)


def send(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with a StatusPoolManager, the content of the response read at once, as urllib3 does."""
    with StatusPoolManager(**scenario.options_for(clock)) as http:
        return _send(http, scenario, url)


def send_and_read_later(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with a StatusPoolManager, and read the content of the response afterwards."""
    with StatusPoolManager(**scenario.options_for(clock)) as http:
        return _send(http, scenario, url, at_once=False)


def send_unseen(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with urllib3's own PoolManager; what kind of content it is, it must be told."""
    body = Body.REPLAYABLE if scenario.body in {"bytes", "file"} else None
    with urllib3.PoolManager(retries=StatusRetry(body=body, **scenario.options_for(clock))) as http:
        return _send(http, scenario, url)


_READ_AT_ONCE: Final = {
    "reset in the content": Limit(
        "urllib3 reads the content before it returns the response, so what happens then is a failure of the exchange",
        {"outcome": 200, "requests": 2, "waits": (0.5,)},
    )
}
_NO_KEY: Final = "a Retry is not shown the fields of the request"

CLIENTS: Final = (
    Client("urllib3", send, _READ_AT_ONCE),
    Client("urllib3, read later", send_and_read_later),
    Client(
        "urllib3, StatusRetry alone",
        send_unseen,
        {
            **_READ_AT_ONCE,
            "POST 503 with a key": Limit(_NO_KEY, {"outcome": 503, "requests": 1, "waits": ()}),
            "POST 409 with a key": Limit(_NO_KEY, {"outcome": 409, "requests": 1, "waits": ()}),
        },
    ),
)
