"""
The pytest plugin: options, the marker, fixtures, and when to load the rest.

It stands beside the package, and not in it: pytest imports every installed plugin when it starts, and with it the
package that a plugin is in. For `statuskit.testing` that is 15 to 40 ms, in each run and each worker of any project
that has statuskit installed; this file takes a fifth of one. So nothing of statuskit is imported here until a test uses
a fixture, or somebody asks for findings. What is imported before coverage is measured would be missing from it as well.

There is no assert here, so PYTEST_DONT_REWRITE; otherwise pytest would warn where this is imported before it starts.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.model import Status

__all__: list[str] = []

_MODES: Final = ("off", "report", "fail")
_SEVERITIES: Final = ("error", "warning", "info")
_TESTING: Final = "statuskit.testing"

# pytest warns of what was imported before, and a warning may be an error.
pytest.register_assert_rewrite(*({_TESTING} - sys.modules.keys()))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and what they are called in a configuration file."""
    group = parser.getgroup("statuskit", "HTTP responses that tests see (statuskit)")
    group.addoption(
        "--statuskit",
        choices=_MODES,
        default=None,
        help="hold responses against the rules of HTTP: report what is wrong, or let the tests fail (default: off)",
    )
    group.addoption(
        "--statuskit-fail-on",
        choices=_SEVERITIES,
        default=None,
        metavar="SEVERITY",
        help="the least severity that lets a test fail: error, warning or info (default: error)",
    )
    group.addoption(
        "--statuskit-ignore",
        action="append",
        default=[],
        metavar="IDS",
        help="ids of rules or how they begin, with commas, to be left out besides those of the configuration file",
    )
    parser.addini("statuskit", "off, report or fail, where --statuskit is not given", default="off")
    parser.addini("statuskit_fail_on", "the same as --statuskit-fail-on", default="error")
    parser.addini("statuskit_ignore", "ids of rules or how they begin, to be left out", type="args", default=[])
    parser.addini("statuskit_profile", "the profile of the rules: rfc, api, webdav or strict", default="rfc")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and what looks at responses if that is wanted."""
    config.addinivalue_line(
        "markers",
        "statuskit(*, ignore=..., profile=..., fail_on=...): what statuskit leaves out, holds the responses of a test"
        " against, and lets it fail on",
    )
    mode = _chosen(config, "statuskit", _MODES)
    least = _chosen(config, "statuskit_fail_on", _SEVERITIES)
    if mode == "off":
        return
    from statuskit.testing._plugin import Watch, settings

    ignore = (*config.getini("statuskit_ignore"), *(config.getoption("statuskit_ignore") or ()))
    try:
        chosen = settings(least, ignore, config.getini("statuskit_profile"))
    except LookupError as problem:
        msg = f"statuskit: {problem}"
        raise pytest.UsageError(msg) from None
    config.pluginmanager.register(Watch(chosen, fails=mode == "fail"), "statuskit-watch")


def _chosen(config: pytest.Config, name: str, accepted: tuple[str, ...]) -> str:
    """Return what the command line says, or else the configuration file."""
    given = config.getoption(name) or config.getini(name)
    if given not in accepted:
        msg = f"{name} = {given!r}; accepted: {', '.join(accepted)}"
        raise pytest.UsageError(msg)
    return str(given)


# What is compared may be of any type, as anything may be compared.
def pytest_assertrepr_compare(op: str, left: Any, right: Any) -> list[str] | None:
    """Say why a status, or a response, is not what it is to be."""
    # Without this module there is no Status and no Is to be compared.
    if op != "==" or "statuskit.model" not in sys.modules:
        return None
    from statuskit.testing._explained import explained

    return explained(left, right)


# The fixtures are functions that know no test, so that fixtures of any scope can use them.


@pytest.fixture(scope="session", name="status")
def _status() -> Callable[..., Status]:
    """lookup() of statuskit: the Status of a number, a phrase or a name."""
    from statuskit import lookup

    return lookup


@pytest.fixture(scope="session", name="assert_status")
def _assert_status() -> Callable[..., Any]:
    """assert_status() of statuskit.testing: fail unless a response has the status that is expected."""
    from statuskit.testing import assert_status

    return assert_status


@pytest.fixture(scope="session", name="lint_response")
def _lint_response() -> Callable[..., Any]:
    """Hold a response, and its request if given, against the rules, as --statuskit says; return the response."""
    from statuskit.testing._recording import lint_response

    return lint_response
