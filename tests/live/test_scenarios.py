"""Every adapter goes through the same scenarios, against a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import pytest

from live import client_aiohttp, client_httpx, client_requests, client_stamina, client_tenacity, client_urllib3
from live.scenarios import CONTENT, SCENARIOS, Client, FakeTime, Scenario
from live.server import digest, refused_port, serving
from statuskit.adapters._outcomes import failure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from live.server import LiveServer

CLIENTS: Final = (
    *client_aiohttp.CLIENTS,
    *client_httpx.CLIENTS,
    *client_requests.CLIENTS,
    *client_stamina.CLIENTS,
    *client_tenacity.CLIENTS,
    *client_urllib3.CLIENTS,
)
BY_NAME: Final = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """Run a server for all the tests here; each plays a script of its own."""
    with serving() as running:
        yield running


def _tried() -> Iterator[object]:
    for client in CLIENTS:
        for scenario in SCENARIOS:
            limit = client.limits.get(scenario.name)
            if limit is None:
                yield pytest.param(client, scenario, id=f"{client.name}: {scenario.name}")
            elif limit.changes is not None:
                limited = attrs.evolve(scenario, **limit.changes)
                yield pytest.param(client, limited, id=f"{client.name}: {scenario.name} (limit)")


@pytest.mark.parametrize("client, scenario", list(_tried()))
def test_the_adapter_does_what_was_decided(client: Client, scenario: Scenario, server: LiveServer) -> None:
    """The caller gets what is expected, the server receives as many requests, whole ones, and nobody waits longer."""
    server.play(*scenario.script)
    clock = FakeTime()
    url = f"http://127.0.0.1:{refused_port()}/" if scenario.nobody else server.url

    answer = client.send(scenario, url, clock)

    outcome = answer.status if answer.error is None else failure_of(answer.error)
    assert (scenario.outcome, scenario.requests) == (outcome, len(server.received))
    assert list(scenario.waits) == clock.waits
    sent = digest(b"" if scenario.body == "none" else CONTENT)
    assert {sent} >= {request.digest for request in server.received}
    if scenario.new_connection:
        assert len(server.received) == len({request.connection for request in server.received})
    if "Idempotency-Key" in scenario.headers:
        assert 1 == len({request.headers["idempotency-key"] for request in server.received})


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_a_limit_is_of_a_scenario(client: Client) -> None:
    """No limit is left behind by a scenario that is gone or called otherwise."""
    assert set(BY_NAME) >= set(client.limits)
