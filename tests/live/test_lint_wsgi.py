"""The WSGI middleware: what it leaves as it is. What it finds: test_lint_findings.py; servers: test_lint_servers.py."""

from __future__ import annotations

import io
import sys
import tracemalloc
from typing import TYPE_CHECKING, Any
from wsgiref.util import FileWrapper
from wsgiref.validate import validator

import pytest

from live.lint_driver import TEXT, App, Exchange, answer, findings, returning
from statuskit.adapters.wsgi import Lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statuskit.adapters.wsgi import Found


def _ignored(_found: Found) -> None:
    """Do nothing."""


# --- what stays as it is ----------------------------------------------------------------------------------------------


def _listed(_environ: Any, start_response: Any) -> Any:
    start_response("200 OK", [*TEXT])
    return [b"one", b"two"]


def _single(_environ: Any, start_response: Any) -> Any:
    start_response("200 OK", [*TEXT])
    return (b"one",)


def _empty(_environ: Any, start_response: Any) -> Any:
    start_response("200 OK", [*TEXT])
    return []


def _late(_environ: Any, start_response: Any) -> Iterator[bytes]:
    start_response("200 OK", [*TEXT])
    yield b""
    yield b"one"
    yield b"two"


def _written(_environ: Any, start_response: Any) -> Any:
    write = start_response("200 OK", [*TEXT])
    write(b"one")
    write(b"two")
    return [b"three"]


def _corrected(_environ: Any, start_response: Any) -> Any:
    start_response("200 OK", [*TEXT])
    try:
        msg = "no"
        raise RuntimeError(msg)  # noqa: TRY301  how PEP 3333 has it
    except RuntimeError:
        start_response("500 Internal Server Error", [*TEXT], sys.exc_info())
    return [b"failed"]


@pytest.mark.parametrize("app", [_listed, _single, _empty, _late, _written, _corrected], ids=lambda app: app.__name__)
def test_a_response_stays_as_it_is(app: App) -> None:
    """Heads, chunks and octets that are written reach the server as they are, in their number and order."""
    bare, linted = Exchange(app), Exchange(Lint(app, on_finding=_ignored))

    assert bare.seen == linted.seen


@pytest.mark.parametrize("app", [_listed, _single, _empty, _late, _written, _corrected], ids=lambda app: app.__name__)
def test_pep_3333_is_kept_on_both_sides(app: App) -> None:
    """The validator of the standard library finds no fault, neither with what it does to the server nor to the app."""
    bare = Exchange(validator(app))

    assert bare.seen == Exchange(validator(Lint(validator(app), on_finding=_ignored))).seen


@pytest.mark.parametrize("app, length", [(_single, 1), (_listed, 2), (_empty, 0)], ids=["one", "two", "none"])
def test_the_number_of_chunks_stays_known(app: App, length: int) -> None:
    """A result that has a length still has: servers make a Content-Length of a single chunk."""
    assert length == len(Exchange(Lint(app), read=False).result)


def test_the_number_of_chunks_of_a_generator_stays_unknown() -> None:
    """What has no length gets none."""
    assert not hasattr(Exchange(Lint(_late), read=False).result, "__len__")


def test_fields_given_as_an_iterator_are_not_used_up() -> None:
    """A server that is content with any iterable of fields still gets them all."""

    def app(_environ: Any, start_response: Any) -> Any:
        start_response("405 Method Not Allowed", iter(TEXT))
        return [b"no"]

    found: list[Found] = []
    exchange = Exchange(Lint(app, on_finding=found.append))

    assert ("405 Method Not Allowed", TEXT) == exchange.seen[0]
    assert ["SK405-01"] == [each.finding.rule.id for each in found]


def test_what_the_server_adds_is_not_judged() -> None:
    """The server puts its Date into the application's own list; the application is judged without it."""
    assert ["SKHDR-06"] == findings(_single, select="SKHDR-06")


def test_start_response_is_called_as_the_application_calls_it() -> None:
    """A server that takes status and fields alone is given these alone."""
    heads: list[Any] = []

    def start_response(*head: Any) -> Any:
        heads.append(head)

    Lint(_listed)(Exchange(_listed).environ, start_response)

    assert [("200 OK", TEXT)] == heads


class _Result:
    """A result that counts how often it is closed."""

    def __init__(self, error: Exception | None = None) -> None:
        self.closed = 0
        self._error = error

    def __iter__(self) -> Iterator[bytes]:
        yield b"one"
        yield b"two"

    def close(self) -> None:
        self.closed += 1
        if self._error is not None:
            raise self._error


@pytest.mark.parametrize("chunks", [0, 1, 2], ids=["unread", "half read", "read"])
def test_the_result_is_closed_once(chunks: int) -> None:
    """However much of it was read, and however often the server closes it, what was returned is closed once."""
    result, found = _Result(), []
    exchange = Exchange(Lint(returning(result), on_finding=found.append), read=False)
    list(zip(range(chunks), exchange.result, strict=False))
    before = result.closed
    exchange.close()
    exchange.close()

    assert (0, 1) == (before, result.closed)
    assert ["SK405-01"] == [each.finding.rule.id for each in found]


def test_a_file_of_the_servers_wrapper_stays_one() -> None:
    """The server knows by its type what it may send by itself, so it gets that back; status and fields are judged."""

    def app(environ: Any, start_response: Any) -> Any:
        start_response("204 No Content", [("Content-Length", "3")])
        return environ["wsgi.file_wrapper"](io.BytesIO(b"abc"))

    found: list[Found] = []
    lint = Lint(app, on_finding=found.append)
    exchange = Exchange(lint, read=False, **{"wsgi.file_wrapper": FileWrapper})

    assert isinstance(exchange.result, FileWrapper)
    # Not SK204-01, which is about content: nobody here saw any.
    assert [("SK204-02", None)] == [(each.finding.rule.id, each.length) for each in found]


def test_a_file_stays_where_the_wrapper_is_a_function() -> None:
    """UWSGI's wrapper gives the file back and knows it by its identity."""
    file = io.BytesIO(b"abc")
    exchange = Exchange(Lint(returning(file)), read=False, **{"wsgi.file_wrapper": lambda given: given})

    assert file is exchange.result


def test_other_results_are_watched_where_the_server_has_a_wrapper() -> None:
    """A list is no file, whatever wrapper there is."""
    for wrapper in (FileWrapper, lambda given: given):
        assert ["SK204-01"] == findings(answer("204 No Content", [], b"x"), **{"wsgi.file_wrapper": wrapper})


# --- errors of the application ----------------------------------------------------------------------------------------


def test_an_error_of_the_application_passes() -> None:
    """What the application raises when it is called is raised as it is, and nothing is told."""
    error, found = RuntimeError("mine"), []

    def app(_environ: Any, start_response: Any) -> Any:
        start_response("405 Method Not Allowed", [*TEXT])
        raise error

    with pytest.raises(RuntimeError) as raised:
        Exchange(Lint(app, on_finding=found.append))

    assert (error, []) == (raised.value, found)


def test_an_error_of_the_result_passes() -> None:
    """What is raised between two chunks is raised as it is; that response never ends, and nothing is told of it."""
    error, found = RuntimeError("mine"), []

    def app(_environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("405 Method Not Allowed", [*TEXT])
        yield b"one"
        raise error

    exchange = Exchange(Lint(app, on_finding=found.append), read=False)
    with pytest.raises(RuntimeError) as raised:
        exchange.read()
    exchange.close()

    assert (error, []) == (raised.value, found)
    assert [b"one"] == exchange.seen[1:]


def test_an_error_at_closing_passes() -> None:
    """What close() raises is the application's, and comes before what was found."""
    error = RuntimeError("mine")
    exchange = Exchange(Lint(returning(_Result(error)), on_finding="raise"), read=False)
    exchange.read()
    with pytest.raises(RuntimeError) as raised:
        exchange.close()

    assert error is raised.value


# --- memory -----------------------------------------------------------------------------------------------------------


def test_a_long_stream_is_not_kept() -> None:
    """50 MB go through in less than 1 MB, chunk by chunk: the next is not asked for before one was taken."""
    taken = made = 0

    def app(_environ: Any, start_response: Any) -> Iterator[bytes]:
        nonlocal made
        start_response("204 No Content", [])
        for _ in range(800):
            assert made == taken
            made += 1
            yield bytes(65_536)

    found: list[Found] = []
    lint = Lint(app, on_finding=found.append, select="SK204, SKHDR-01")
    findings(_single)  # what is loaded on first use
    exchange = Exchange(lint, read=False)
    tracemalloc.start()
    for chunk in exchange.result:
        assert 65_536 == len(chunk)
        taken += 1
    exchange.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (800, 800) == (made, taken)
    assert 1_000_000 > peak


def test_many_small_chunks_are_not_kept() -> None:
    """Not even references to them: a stream of empty chunks takes no memory either."""
    lint = Lint(returning(b"" for _ in range(100_000)), on_finding=_ignored)
    findings(_single)
    tracemalloc.start()
    exchange = Exchange(lint, read=False)
    assert not any(exchange.result)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    exchange.close()

    assert 100_000 > peak
