"""
WSGI: middleware that checks what an application answers, and leaves the answer as it is.

    application = Lint(application)

PEP 3333 is what it keeps to, on both of its sides.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast, final
from urllib.parse import quote

from statuskit.adapters._lint import Asked, Found, Linter, LintOptions, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sized

    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from typing_extensions import Unpack

__all__ = ["Found", "Lint", "LintOptions"]

# What a segment of a path may have without an escape (RFC 3986, section 3.3).
_SAFE: Final = "/;=,@:!$&'()*+~"

_FILE_WRAPPER: Final = "wsgi.file_wrapper"


@final
class Lint:
    """
    Checks the responses of a WSGI application, and tells what is wrong with them.

    It takes what `LintOptions` lists. Chunks go through one by one, as they are; the first 8 KiB are kept, so that
    content up to that length is checked, too. Of what a server sends by itself (`wsgi.file_wrapper`) only status and
    fields are seen, and content that is given to HEAD is not judged.

    What is found is told when the content has ended, or when the server closes the response: to the logger
    `statuskit.conformance`, or to a function. What that function raises is logged. With "raise" findings that are
    errors are raised when the server closes the response, which is out by then; the rest is logged. A response whose
    application raised is not checked. `header` is set with the head, so it tells nothing of the content.

    Raises:
        InvalidLintError: a ValueError: for options that cannot be.
        UnknownRuleError: a KeyError: for ids, a profile or a role that there is none of.

    >>> from statuskit.adapters.wsgi import Lint
    >>> def application(environ, start_response):
    ...     start_response("405 Method Not Allowed", [("Content-Type", "text/plain")])
    ...     return [b"no such thing is done here"]
    >>> from werkzeug.test import Client
    >>> response = Client(Lint(application, on_finding=print)).put("/orders/7", buffered=True)
    PUT /orders/7: SK405-01 error: 405 Method Not Allowed without Allow
    """

    def __init__(self, app: WSGIApplication, **options: Unpack[LintOptions]) -> None:
        self._app = app
        self._linter = Linter(**options)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request as the application does."""
        # A copy, for applications and what routes to them change it.
        watch = Watch(self._linter, partial(_asked, dict(environ)))

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
        ) -> Callable[[bytes], object]:
            headers = _listed(headers)
            lines = tuple(headers)  # before the server adds its own
            told = watch.development_header(status, lines)
            given = headers if told is None else [*headers, told]
            try:
                write = start_response(status, given, *(() if exc_info is None else (exc_info,)))
            finally:
                exc_info = None  # its traceback holds this frame
            watch.head(status, lines)

            def counted(chunk: bytes) -> object:
                watch.add(chunk)
                return write(chunk)

            return counted

        result = self._app(environ, start)
        if _is_sent_by_server(result, environ):
            watch.lose()
            watch.finish(may_raise=False)
            return result
        return _SizedContent(result, watch) if hasattr(type(result), "__len__") else _Content(result, watch)


class _Content:
    """What an application returned, on its way to the server."""

    def __init__(self, chunks: Iterable[bytes], watch: Watch) -> None:
        self._chunks = chunks
        self._watch = watch
        self._is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        watch = self._watch
        try:
            for chunk in self._chunks:
                watch.add(chunk)
                yield chunk
        except GeneratorExit:
            raise
        except BaseException:
            watch.fail()
            raise
        watch.finish()

    def close(self) -> None:
        """Close what was returned, once, and tell what has not been told."""
        if self._is_closed:
            return
        self._is_closed = True
        close: Callable[[], object] | None = getattr(self._chunks, "close", None)
        if close is not None:
            close()
        # Here it has not ended: the server had enough of it, or the client went.
        self._watch.lose()
        self._watch.finish()
        self._watch.raise_found()


class _SizedContent(_Content):
    """What tells how many chunks there are: from a single one a server knows the length of the content."""

    def __len__(self) -> int:
        return len(cast("Sized", self._chunks))


def _listed(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields as they were given; PEP 3333 demands a list, and not every server does."""
    return headers if isinstance(headers, list) else list(headers)


def _asked(environ: WSGIEnvironment) -> Asked:
    # PEP 3333: an environ holds octets as latin-1.
    path = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}".encode("latin-1")
    return Asked(environ["REQUEST_METHOD"], quote(path, _SAFE), environ)


def _is_sent_by_server(result: object, environ: WSGIEnvironment) -> bool:
    """Return whether the server's own wrapper for files made a result, which it knows by type or by identity."""
    wrapper = environ.get(_FILE_WRAPPER)
    if isinstance(wrapper, type):
        return isinstance(result, wrapper)
    return wrapper is not None and hasattr(result, "read")
