"""requests in the scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import requests

from live.scenarios import Answer, Client, content_of
from statuskit.adapters.requests import StatusAdapter, decided

if TYPE_CHECKING:
    from live.scenarios import FakeTime, Scenario


def send(scenario: Scenario, url: str, clock: FakeTime) -> Answer:
    """Send with a session that has a StatusAdapter."""
    with requests.Session() as session:
        session.mount("http://", StatusAdapter(**scenario.options_for(clock)))
        try:
            response = session.request(
                scenario.method,
                url,
                data=content_of(scenario.body),
                headers=scenario.headers,
                timeout=(5, scenario.patience),
            )
        except requests.RequestException as error:
            return Answer(error=error)
        return Answer(response.status_code, response.content, None, decided(response))


CLIENTS: Final = (Client("requests", send),)
