"""The page about the pytest plugin: its tests are run, and what it shows is what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests
from testing.plugged import Run, isolated

pytest_plugins = ["pytester"]

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-pytest-plugin.md"
TEXT = PAGE.read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
SHOWN = re.findall(r"^```text\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
TOML = re.findall(r"^```toml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest with the plugin."""
    isolated(monkeypatch)
    return Run(pytester)


@pytest.mark.parametrize(
    ("code", "mode", "shown", "outcomes"),
    [
        (PYTHON[0], "off", SHOWN[0], {"failed": 1}),
        (PYTHON[1], "report", SHOWN[1], {"passed": 2}),
        (PYTHON[1], "fail", SHOWN[2], {"passed": 1, "failed": 1}),
    ],
    ids=["compare", "report", "fail"],
)
def test_shown(pytester: pytest.Pytester, run: Run, code: str, mode: str, shown: str, outcomes: dict[str, int]) -> None:
    """What the page shows is what comes out."""
    pytester.makepyfile(test_shop=code)

    result = run.again(f"--statuskit={mode}")

    result.assert_outcomes(**outcomes)
    assert shown in f"{result.stdout.str()}\n"


USED = """
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

class Refuse(BaseHTTPRequestHandler):
    def do_PUT(self):
        self.send_response(405)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass

@pytest.fixture(scope="session")
def origin():
    with HTTPServer(("127.0.0.1", 0), Refuse) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()

def test_httpx(api, origin):
    api.put(origin)

def test_requests(session, origin):
    session.put(origin)
"""


def test_clients(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixtures of the page show all responses of their client."""
    assert requests.__name__ in PYTHON[2]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    result = run(PYTHON[2] + USED, "--statuskit=report", "--statuskit-ignore=SKERR")

    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["error SK405-01 *: 2 times in 2 tests", "2 responses looked at: 2 errors"])


FAKE = """
@pytest.fixture
def api(lint_response):
    return httpx.Client(transport=httpx.MockTransport(lambda _: lint_response(httpx.Response(405))))

"""


def test_configuration(pytester: pytest.Pytester, run: Run) -> None:
    """The configuration of the page is one, and so is its marker."""
    pytester.makepyprojecttoml(TOML[0])

    result = run(FAKE + PYTHON[3] + "\ndef test_other(api):\n    api.put('https://shop.example/')\n")

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*responses that this test saw*", "*: 1 finding, from warning up"])
