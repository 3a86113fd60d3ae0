"""Runs of pytest with the plugin, in this process or in one of their own, for the tests of the plugin."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import statuskit._compare
import statuskit.data
import statuskit.testing._explained
import statuskit.testing._plugin
import statuskit_pytest

if TYPE_CHECKING:
    import pytest

# All that such a run imports is here before.
for _module in pkgutil.walk_packages(statuskit.data.__path__, "statuskit.data."):
    importlib.import_module(_module.name)

__all__ = ["EXCHANGES", "SOURCE", "THREE", "Run", "isolated"]

SOURCE: Final = Path(statuskit_pytest.__file__).parent

# What the tests of these runs begin with: an answer to each request that is wrong in a way of its own, or is not.
EXCHANGES: Final = """
import httpx
import pytest

def answer(status, method="GET", path="/a", headers=(), text="gone fishing"):
    request = httpx.Request(method, "http://h" + path)
    return httpx.Response(status, headers=dict(headers), text=text, request=request)

NO_ALLOW = answer(405, "PUT")  # SK405-01, an error
NO_WAIT = answer(429)  # SK429-01, a warning
NO_LATER = answer(503)  # SK503-01, an info
FINE = answer(200)
"""

# One test passes, one shows an error, one a warning.
THREE: Final = """
def test_fine(assert_status):
    assert_status(FINE, 200)

def test_error(lint_response):
    lint_response(NO_ALLOW)

def test_warning(assert_status):
    assert_status(NO_WAIT, "4xx")
"""


class _Spy:
    """Which modules of ours a run in this process has imported; they are gone when it is over."""

    def __init__(self) -> None:
        self.imported: set[str] = set()

    def pytest_unconfigure(self) -> None:
        """Look."""
        self.imported = {name for name in sys.modules if name.startswith("statuskit")}


class Run:
    """
    pytest with our plugin and no other, and warnings as errors.

    Plugins that are installed are left out, ours as well: it is named. So the runs are the same wherever they are.
    """

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester

    def __call__(self, code: str, *options: str, apart: bool = False) -> pytest.RunResult:
        """Write tests to a file and run them; `apart` is in a process of its own."""
        self.pytester.makepyfile(test_it=EXCHANGES + code)
        return self.again(*options, apart=apart)

    def again(self, *options: str, apart: bool = False) -> pytest.RunResult:
        """Run the tests that are there."""
        arguments = ("-p", "statuskit_pytest", "-p", "no:cacheprovider", "-W", "error", "--strict-markers", *options)
        if apart:
            return self.pytester.runpytest_subprocess(*arguments)
        spy = _Spy()
        result = self.pytester.runpytest_inprocess(*arguments, plugins=[spy])
        # What is imported in there is dropped afterwards; another copy of it would not be the same.
        assert set() == spy.imported - set(sys.modules)
        return result


def isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pytest load no plugin that it is not told of, and show as much as it does outside of CI."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    paths = [str(SOURCE), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, paths)))
