"""The pytest plugin: what it costs, its fixtures, and what it says of a plain assert."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from testing.plugged import SOURCE, Run, isolated

from statuskit import HTTP
from statuskit.messages import Response
from statuskit.testing import Is
from statuskit.testing._explained import explained

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytest_plugins = ["pytester"]

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest with the plugin."""
    isolated(monkeypatch)
    return Run(pytester)


# --- what it costs ----------------------------------------------------------------------------------------------------

LOADED = """
import sys

def test_it(request):
    assert request.config.getini("statuskit") == "off"
    assert [] == [name for name in sys.modules if name.split(".")[0] == "statuskit"]
    assert 3 == 4
"""


def test_nothing_is_imported_until_used(pytester: pytest.Pytester, run: Run) -> None:
    """A run that uses nothing of it imports nothing of statuskit, not even where an assert fails."""
    pytester.makepyfile(test_it=LOADED)

    result = run.again(apart=True)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *assert 3 == 4"])


def test_entry_point(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry point that the project has is found by pytest, and its name turns it off."""
    isolated(monkeypatch)
    points = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["pytest11"]
    info = pytester.mkdir("installed") / "statuskit-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: statuskit\nVersion: 0\n", encoding="utf-8")
    lines = "\n".join(f"{name} = {module}" for name, module in points.items())
    (info / "entry_points.txt").write_text(f"[pytest11]\n{lines}\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{SOURCE}{os.pathsep}{info.parent}")
    pytester.makepyfile("def test_it(status):\n    assert status(404).phrase == 'Not Found'\n")

    # By its name, pytest loads it even where it loads no other.
    found = pytester.runpytest_subprocess("-p", "statuskit", "-W", "error")
    off = pytester.runpytest_subprocess("-p", "no:statuskit", "-W", "error")

    found.assert_outcomes(passed=1)
    off.assert_outcomes(errors=1)
    off.stdout.fnmatch_lines(["*fixture 'status' not found*"])


def test_wheel_has_the_plugin() -> None:
    """The wheel has the module that the entry point names."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    module = project["project"]["entry-points"]["pytest11"]["statuskit"]

    assert f"src/{module}.py" in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert (SOURCE / f"{module}.py").is_file()


REWRITTEN = """
def test_it():
    import statuskit.testing._is
    assert "AssertionRewritingHook" == type(statuskit.testing._is.__loader__).__name__
"""


def test_assertions_are_rewritten(pytester: pytest.Pytester, run: Run) -> None:
    """The assertions of statuskit.testing are rewritten by pytest."""
    pytester.makepyfile(REWRITTEN)

    run.again(apart=True).assert_outcomes(passed=1)


def test_imported_before(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a program has imported statuskit.testing before it calls pytest, there is no warning."""
    isolated(monkeypatch)
    pytester.makepyfile("def test_it(assert_status):\n    assert_status((200, {}), 200)\n")
    options = ["-p", "statuskit_pytest", "-W", "error"]

    result = pytester.runpython_c(f"import statuskit.testing, pytest; raise SystemExit(pytest.main({options}))")

    assert 0 == result.ret
    assert "1 passed" in result.stdout.str()


# --- fixtures ---------------------------------------------------------------------------------------------------------

FIXTURES = """
import statuskit, statuskit.testing

@pytest.fixture(scope="session")
def wide(status, assert_status, lint_response):
    return status, assert_status, lint_response

def test_status(wide, status):
    assert wide[0] is status is statuskit.lookup

def test_assert_status(wide):
    assert wide[1] is statuskit.testing.assert_status

def test_lint_response(wide):
    assert wide[2](NO_ALLOW) is NO_ALLOW
    with pytest.raises(TypeError, match="no HTTP message"):
        wide[2](None)
    with pytest.raises(TypeError, match="no HTTP request"):
        wide[2](NO_ALLOW, 7)
"""


@pytest.mark.parametrize("mode", ["off", "report", "fail"])
def test_fixtures(run: Run, mode: str) -> None:
    """The fixtures are functions of the library, for fixtures of any scope; what is no message is an error at once."""
    result = run(FIXTURES, f"--statuskit={mode}")

    result.assert_outcomes(passed=3 - (mode == "fail"), failed=int(mode == "fail"))


# --- plain asserts ----------------------------------------------------------------------------------------------------

COMPARED = """
from statuskit import HTTP
from statuskit.testing import Is

REFUSED = answer(422, "POST", "/a?token=s3cr3t", {"Content-Type": "application/json"}, '{"msg": "must be >= 0"}')

def test_is():
    assert REFUSED == Is("2xx")

def test_status():
    assert answer(403).status_code == HTTP.UNAUTHORIZED
"""


@pytest.mark.parametrize("apart", [False, True], ids=["here", "apart"])
def test_plain_asserts(run: Run, *, apart: bool) -> None:
    """A plain assert says what was expected and what mends it within the lines that pytest shows, each thing once."""
    result = run(COMPARED, apart=apart)

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "E *assert expected a success (2xx), got 422 Unprocessable Content from POST http://h/a?token=[[]hidden[]]",
            "E * likely fix:",
            "E *   - 422: *must be >= 0",
            "E *   - or expect 422, if that is what the test is about",
            "E * why: *(RFC 9110 §15.5.21)",
            "E *assert 403 Forbidden == 401 Unauthorized",
            "E * 401: the caller is not authenticated, so say how. 403: refused; *",
        ]
    )
    assert 1 == result.stdout.str().count("must be >= 0")
    assert "s3cr3t" not in result.stdout.str()


def test_everything_with_vv(run: Run) -> None:
    """-vv shows all of it, the content last."""
    result = run(COMPARED, "-vv", "-k", "test_is")

    result.stdout.fnmatch_lines(["E * why: *", "E * content (application/json, *):", 'E *"msg": "must be >= 0"'])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (403, HTTP.UNAUTHORIZED, "403 Forbidden == 401 Unauthorized"),
        (HTTP.UNAUTHORIZED, 403, "401 Unauthorized == 403 Forbidden"),
        (HTTP.OK, HTTP.CREATED, "200 OK == 201 Created"),
        (520, HTTP.OK, "520 == 200 OK"),
        (404, Is(200), "expected 200 OK, got 404 Not Found"),
        (Is(200), Response(404), "expected 200 OK, got 404 Not Found"),
        (None, Is(200), "expected 200 OK, got what is no response: None"),
    ],
    ids=str,
)
def test_explained(left: object, right: object, expected: str) -> None:
    """A status and Is are explained on either side."""
    lines = explained(left, right)

    assert lines is not None
    assert expected == lines[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [(1, 2), (HTTP.OK, "200"), (HTTP.OK, 1000), (True, HTTP.OK), (HTTP.OK, None), (Is(200), Is(201)), (200, Is(200))],
    ids=str,
)
def test_not_explained(left: object, right: object) -> None:
    """What is none of ours, what is no status, and what is equal is left to pytest."""
    assert explained(left, right) is None


def test_explained_by_meaning() -> None:
    """Two statuses that nobody mixes up are told by what each means."""
    lines = explained(422, HTTP.CREATED)

    assert lines is not None
    assert [f"422: {HTTP[422].summary}", f"201: {HTTP.CREATED.summary}"] == lines[1:]


def test_shown_short_below() -> None:
    """Once it is explained, Is is short again, for pytest shows where it comes from below."""
    wanted = Is(200)
    assert (wanted == 404) is False
    assert "got 404" in str.__str__(repr(wanted))

    explained(404, wanted)

    assert "Is(200)" == repr(wanted)


def test_unequal_is_left_alone(run: Run) -> None:
    """With `!=` there is nothing to explain."""
    result = run("from statuskit import HTTP\ndef test_it():\n    assert HTTP.OK != 200\n")

    result.stdout.fnmatch_lines(["E *assert <Status 200 OK> != 200*"])
