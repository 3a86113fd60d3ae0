"""
What middleware does with a response that goes through it: count, keep a little, have it checked, tell what was found.

Nothing of WSGI or ASGI here, and nothing is judged: `check()` is asked. Of the content no more is kept than the first
8 KiB; content that is longer is not known to `check()`, and the rules about content are left out.
"""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, TypedDict, final

import attrs

from statuskit._grammar import TOKEN_ALONE
from statuskit.conformance import CheckProfile, Role, Severity, check
from statuskit.exceptions import InvalidLintError, NonconformantError, quoted
from statuskit.messages import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from statuskit.conformance import Finding

__all__ = ["Asked", "FieldLines", "Found", "LintOptions", "Linter", "Watch"]

# Field lines as they are handed over: text in WSGI, octets in ASGI.
FieldLines: TypeAlias = "tuple[tuple[str | bytes, object], ...]"

_LOGGER: Final = logging.getLogger("statuskit.conformance")
_LEVELS: Final = MappingProxyType(
    {Severity.INFO: logging.INFO, Severity.WARNING: logging.WARNING, Severity.ERROR: logging.ERROR}
)
_MOST_KEPT: Final = 1 << 13
_LONGEST_PATH: Final = 200

# An application's response is final: a server has calls of its own for what comes before it.
_SELECT: Final = ("default", "SK1XX-04")


# --- what is told -----------------------------------------------------------------------------------------------------


@final
@attrs.frozen
class Found:
    """
    A finding, and the request whose response it is about.

    `path` is percent-encoded, and has no query. `length` is how many octets of content the application gave, None where
    not all of it was seen.

    >>> from statuskit.adapters.wsgi import Lint
    >>> def application(environ, start_response):
    ...     start_response("405 Method Not Allowed", [("Content-Type", "text/plain")])
    ...     return [b"no"]
    >>> content = Lint(application, on_finding=print)({"REQUEST_METHOD": "PUT", "PATH_INFO": "/a b"}, lambda *_: None)
    >>> sent = b"".join(content)
    PUT /a%20b: SK405-01 error: 405 Method Not Allowed without Allow
    >>> content.close()
    """

    method: str
    path: str
    finding: Finding
    length: int | None

    def __str__(self) -> str:
        from statuskit._redact import redacted_url

        method = self.method if self.method.isalpha() else quoted(self.method)
        return f"{method} {redacted_url(self.path, _LONGEST_PATH)}: {self.finding}"


class Asked(NamedTuple):
    """A request: what is told of it, and what `check()` reads of it."""

    method: str
    path: str
    request: object


_NOBODY: Final = Asked("", "", None)


# --- options ----------------------------------------------------------------------------------------------------------


class LintOptions(TypedDict, total=False):
    """
    What `Lint` takes besides the application, all by keyword.

    `select`, `ignore`, `profile` and `role` are those of `check()`; `select` has SK1XX-04 on as well, which is about
    what an application returns. `on_finding` is "log", "raise" or a function that is called with each `Found`. `header`
    is the name of a response field that lists the ids of the rules which the head of the response breaks; with None
    there is no such field.
    """

    select: str | Iterable[str]
    ignore: str | Iterable[str]
    profile: CheckProfile | str
    role: Role | str
    on_finding: Literal["log", "raise"] | Callable[[Found], object]
    header: str | None


def _ids(given: str | Iterable[str]) -> str | tuple[str, ...]:
    return given if isinstance(given, str) else tuple(given)


@final
@attrs.frozen(kw_only=True)
class Linter:
    """The options of `Lint`, with their defaults."""

    select: str | tuple[str, ...] = attrs.field(default=_SELECT, converter=_ids)
    ignore: str | tuple[str, ...] = attrs.field(default=(), converter=_ids)
    profile: CheckProfile | str = CheckProfile.RFC
    role: Role | str = Role.ORIGIN
    on_finding: Literal["log", "raise"] | Callable[[Found], object] = "log"
    header: str | None = None

    def __attrs_post_init__(self) -> None:
        if not callable(self.on_finding) and self.on_finding not in ("log", "raise"):
            msg = f'not accepted as on_finding: {quoted(self.on_finding)}; accepted: "log", "raise" and a function'
            raise InvalidLintError(msg)
        if self.header is not None and not TOKEN_ALONE.fullmatch(self.header):
            msg = f"not accepted as header: {quoted(self.header)}; accepted: the name of a field, or None"
            raise InvalidLintError(msg)
        # What names no rule is an error now, and not at the first request.
        self._check(Response(200), None)

    def findings(
        self, asked: Callable[[], Asked], status: str | int, lines: FieldLines, content: bytes | None
    ) -> tuple[Asked, list[Finding]]:
        """Return who asked, and what is wrong with the answer; nothing where one cannot be read, which is logged."""
        try:
            request = asked()
            code, _, reason = status.partition(" ") if isinstance(status, str) else (status, "", "")
            response = Response(int(code), lines, content, reason or None)
            if content and not _is_plain(request, response):
                response = attrs.evolve(response, content=None)
            return request, self._check(response, request.request)
        except Exception as problem:  # noqa: BLE001  a response is sent, whatever becomes of checking it
            _LOGGER.warning("a response could not be checked: %s", type(problem).__name__)
            return _NOBODY, []

    def _check(self, response: Response, request: object) -> list[Finding]:
        return check(response, request, select=self.select, ignore=self.ignore, profile=self.profile, role=self.role)


def _is_plain(asked: Asked, response: Response) -> bool:
    """Return whether content is what the rules take it for: they read it as it is before it is coded."""
    # What is given to HEAD is not sent: servers drop it, and frameworks rely on that.
    return asked.method != "HEAD" and response.headers.get("Content-Encoding", "identity").lower() == "identity"


# --- one response -----------------------------------------------------------------------------------------------------


@final
class Watch:
    """
    One response on its way: its head, how much content there was, and the first of it.

    `asked` tells whose response it is. It is called when that is wanted, which is after the response was sent.
    """

    def __init__(self, linter: Linter, asked: Callable[[], Asked]) -> None:
        self._linter = linter
        self._asked = asked
        self._head: tuple[str | int, FieldLines] | None = None
        self._length: int | None = 0
        self._kept = bytearray()
        self._errors: tuple[Found, ...] = ()
        self._is_done = False

    def head(self, status: str | int, lines: FieldLines) -> None:
        """Remember status and fields; of several heads the last one counts. `lines` must be nobody else's."""
        self._head = status, lines

    def development_header(self, status: str | int, lines: FieldLines) -> tuple[str, str] | None:
        """Return the field that tells what is wrong with a head, where one is wanted and something is."""
        name = self._linter.header
        if name is None:
            return None
        _, findings = self._linter.findings(self._asked, status, lines, None)
        return (name, ", ".join(finding.rule.id for finding in findings)) if findings else None

    def add(self, chunk: object) -> None:
        """Count a piece of the content, and keep it while there is little."""
        if not isinstance(chunk, (bytes, bytearray)):
            self.lose()
        elif self._length is not None:
            self._length += len(chunk)
            if self._length <= _MOST_KEPT:
                self._kept += chunk

    def lose(self) -> None:
        """Forget the content: some of it does not come through here."""
        self._length = None
        self._kept.clear()

    def fail(self) -> None:
        """Tell nothing: the application failed, and what it has sent so far is no response."""
        self._is_done = True

    def finish(self, *, may_raise: bool = True) -> None:
        """Have the response checked, and tell what was found; only the first time."""
        if self._is_done or self._head is None:
            return
        self._is_done = True
        status, lines = self._head
        content = bytes(self._kept) if len(self._kept) == self._length else None
        asked, findings = self._linter.findings(self._asked, status, lines, content)
        self._tell([Found(asked.method, asked.path, finding, self._length) for finding in findings], may_raise)

    def raise_found(self) -> None:
        """
        Raise what was found, where that is wanted: to be called when the response is out.

        Raises:
            NonconformantError: for findings that are errors.
        """
        if self._errors:
            raise NonconformantError(self._errors)

    def _tell(self, found: list[Found], may_raise: bool) -> None:  # noqa: FBT001
        on_finding = self._linter.on_finding
        for one in found:
            if callable(on_finding):
                try:
                    on_finding(one)
                except Exception:
                    _LOGGER.exception("on_finding failed")
            elif on_finding == "raise" and may_raise and one.finding.severity is Severity.ERROR:
                self._errors += (one,)
            else:
                _log(one)


def _log(found: Found) -> None:
    # The method, the path, and a rule's own words: nothing of a query, a field or content, which may hold secrets.
    rule = found.finding.rule
    extra = {"rule": rule.id, "status": found.finding.status, "severity": rule.severity.value}
    _LOGGER.log(_LEVELS[rule.severity], "%s", found, extra=extra)
