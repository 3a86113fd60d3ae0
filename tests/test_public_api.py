"""The front door: what it offers, what it says of itself, and what it does not load."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import statuskit
from statuskit import Meaning, StatusKitError, exceptions

# What a module needs to be one, and offers to nobody.
MACHINERY = {"TYPE_CHECKING", "annotations", "late"}
# Rooms whose names are public as well: `from statuskit.<room> import ...`
ROOMS = (
    "statuskit",
    "statuskit.caching",
    "statuskit.conditional",
    "statuskit.conformance",
    "statuskit.exceptions",
    "statuskit.fields",
    "statuskit.guides",
    "statuskit.messages",
    "statuskit.model",
    "statuskit.registry",
    "statuskit.retry",
    "statuskit.testing",
    "statuskit.testing.strategies",
)

# What is loaded when it is first needed, and not before.
LATE = {
    "difflib",
    "http",
    "json",
    "statuskit.data.prose",
    "statuskit.data.vendors",
    "statuskit.messages",
    "typing_extensions",
}


def like_the_linter(name: str) -> tuple[int, str]:
    """Sort names as the linter does: constants, then classes, then the rest."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter loads for some code, beyond what it has at the start."""
    script = f"import sys; before = set(sys.modules); {code}; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603
    return set(done.stdout.split())


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_all_is_sorted(room: str) -> None:
    """The list of names is sorted and has each once."""
    names = import_module(room).__all__

    assert sorted(set(names), key=like_the_linter) == names


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_every_name_is_there(room: str) -> None:
    """What the list promises can be had, also what is loaded late."""
    module = import_module(room)

    assert [] == [name for name in module.__all__ if not hasattr(module, name)]


def test_nothing_else_is_offered() -> None:
    """What is public in the package is in its list, or is one of its modules."""
    names = {*vars(statuskit), *dir(statuskit)}
    public = {
        name for name in names if not name.startswith("_") and not isinstance(getattr(statuskit, name), ModuleType)
    }

    assert public - MACHINERY <= {*statuskit.__all__}


@pytest.mark.parametrize(
    "name",
    [
        "HTTP",
        "Citation",
        "HeaderRule",
        "InvalidStatusError",
        "Meaning",
        "Status",
        "StatusClass",
        "StatusKitError",
        "UnknownStatusError",
        "__version__",
        "compare",
        "identify",
        "lookup",
        "search",
    ],
    ids=str,
)
def test_the_names_that_everybody_needs(name: str) -> None:
    """The facts and the ways to them are at the front door."""
    assert name in statuskit.__all__


def test_star_import() -> None:
    """A star import has every name of the list, and no other."""
    names: dict[str, object] = {}
    exec("from statuskit import *", names)  # noqa: S102

    assert {*statuskit.__all__} == names.keys() - {"__builtins__"}


def test_a_late_name_is_the_real_one() -> None:
    """A name that is loaded late is the same object wherever it is taken from."""
    from statuskit import model

    assert Meaning is model.Meaning is statuskit.Meaning


@pytest.mark.parametrize("name", ["lokup", "late_name", "Http", "__wrapped__", "__path", ""], ids=repr)
def test_a_misspelt_name(name: str) -> None:
    """A name that is not there is an AttributeError that says where it is missing."""
    with pytest.raises(AttributeError, match="module 'statuskit' has no attribute"):
        getattr(statuskit, name)


def test_the_front_door_asks_what_the_front_page_asks() -> None:
    """The package's docstring has the questions of README.md in their order, each with names of the front door."""
    page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    questions = re.findall(r"^### (.+\?)$", page, flags=re.MULTILINE)
    said = (statuskit.__doc__ or "").replace("\n  ", " ")
    told = re.findall(r"^- (.+\?) (.+): `(statuskit\.\w+)`", said, flags=re.MULTILINE)

    assert 5 == len(questions)
    assert questions == [question for question, _, _ in told]
    for _, answers, room in told:
        names = re.findall(r"`(\w+)\(\)`", answers)
        assert {*names} <= {*statuskit.__all__} & {*import_module(room).__all__}
        assert names


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 keeps no trace of @final")
def test_records_are_final() -> None:
    """No public record is there to be inherited from: what it says would be another's word."""
    public = [getattr(import_module(room), name) for room in ROOMS for name in import_module(room).__all__]
    records = {kind for kind in public if isinstance(kind, type) and attrs.has(kind)}

    assert len(records) > 40
    assert [] == sorted(kind.__name__ for kind in records if not hasattr(kind, "__final__"))


def test_the_version() -> None:
    """The version is text, and the one that is installed where the package is."""
    from importlib.metadata import PackageNotFoundError, version

    parts = statuskit.__version__.split(".")
    try:
        installed = version("statuskit")
    except PackageNotFoundError:
        installed = statuskit.__version__

    assert 2 <= len(parts)
    assert all(part[:1].isdigit() for part in parts[:2])
    assert installed == statuskit.__version__


def test_errors_are_ours_and_python_s() -> None:
    """Every error is a StatusKitError and one that callers already catch; all of them are at the front door."""
    kinds = {
        statuskit.InvalidArgumentError: (ValueError, TypeError),
        statuskit.InvalidLintError: ValueError,
        statuskit.InvalidMessageError: TypeError,
        statuskit.InvalidRetryError: ValueError,
        statuskit.InvalidSituationError: (ValueError, TypeError),
        statuskit.InvalidStatusError: ValueError,
        statuskit.MissingExtraError: ImportError,
        statuskit.NonconformantError: AssertionError,
        statuskit.UnknownRuleError: KeyError,
        statuskit.UnknownStatusError: KeyError,
    }

    assert {getattr(exceptions, name) for name in exceptions.__all__} == {StatusKitError, *kinds}
    for kind, known in kinds.items():
        assert issubclass(kind, StatusKitError)
        assert all(issubclass(kind, each) for each in (known if isinstance(known, tuple) else (known,)))


# --- what is loaded ---------------------------------------------------------------------------------------------------


def test_import_is_light() -> None:
    """The package loads nothing that a lookup does not need."""
    loaded = loaded_by("import statuskit")

    assert "statuskit.registry" in loaded
    assert set() == loaded & LATE


@pytest.mark.parametrize(
    "code",
    [
        "statuskit.lookup(404)",
        "statuskit.HTTP[404].is_retryable('POST')",
        "statuskit.HTTP.NOT_FOUND.is_cacheable",
        "str(statuskit.HTTP.NOT_FOUND), repr(statuskit.HTTP.NOT_FOUND)",
        "404 in statuskit.HTTP",
        "404 in statuskit.StatusClass.CLIENT_ERROR",
        "statuskit.HTTP.FOUND.redirect_method('POST')",
        "statuskit.lookup(404).treat_as",
    ],
    ids=str,
)
def test_everyday_questions_are_light(code: str) -> None:
    """A registered number, and its short facts, need nothing more."""
    assert set() == loaded_by(f"import statuskit; {code}") & LATE


def test_what_is_late_is_loaded_when_asked_for() -> None:
    """Prose and vendors come with the first question about them."""
    assert "statuskit.data.prose" in loaded_by("import statuskit; statuskit.HTTP.NOT_FOUND.causes")
    assert "statuskit.data.vendors" in loaded_by("import statuskit; statuskit.HTTP.NOT_FOUND.meanings")


def test_retry_needs_no_vendor() -> None:
    """Whether to send again is not asked of vendors, so their codes are not loaded for it."""
    loaded = loaded_by("import statuskit.retry; statuskit.retry.retry_decision((503, {'Retry-After': '7'}))")

    assert "statuskit.retry._decide" in loaded
    assert not [name for name in loaded if name.startswith("statuskit.data.vendors")]


def test_import_has_no_side_effects() -> None:
    """The package configures no logging, prints nothing and starts no thread."""
    script = (
        "import logging, threading, warnings; filters = list(warnings.filters); import statuskit; "
        "assert not logging.getLogger().handlers; assert threading.active_count() == 1; "
        "assert filters == list(warnings.filters)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)  # noqa: S603

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
