"""Every check of the project, session by session: `nox -l` lists them. `.ci/run` runs the same without nox."""

from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests", "lint", "types", "docs"]

PYTHONS = ["3.10", "3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests and the examples, with branch coverage."""
    session.install("-e", ".[tests]")
    session.run("coverage", "erase")
    # Each process measures from its very start; to start with pytest would be after its plugins, one of which is ours.
    measured = {"COVERAGE_PARALLEL": "true", "COVERAGE_PROCESS_START": str(Path("pyproject.toml").resolve())}
    session.run("pytest", "-n", "auto", *session.posargs, env=measured)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session
def pytest8(session: nox.Session) -> None:
    """Run the tests of the pytest plugin with the oldest pytest that it is for."""
    session.install("-e", ".[tests]", "pytest==8.3.*")
    session.run("pytest", "tests/testing", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, docstrings and the import contracts."""
    session.install("-e", ".[lint]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("interrogate", "src")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, ours and what a user sees of them."""
    session.install("-e", ".[tests,lint]")
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--ignoreexternal", "--verifytypes", "statuskit")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-n", "-T", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the budgets beside their peers and print the ratios."""
    session.install(".[bench]")
    session.run("python", "bench/ratios.py", *session.posargs)
