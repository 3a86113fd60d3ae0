"""The assertions. What they say is made in `_report`, and only where one fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeVar

from statuskit._enums import integer
from statuskit._near import did_you_mean, near
from statuskit.exceptions import InvalidStatusError, UnknownRuleError, as_text, quoted
from statuskit.messages import view
from statuskit.testing._expected import expectation
from statuskit.testing._recording import exchange, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.conformance import Severity
    from statuskit.testing._expected import Expected

__all__ = ["CONTENT_LIMIT", "assert_conformant", "assert_status", "limit", "severity"]

# unittest leaves the frames of such a module out of what it shows, as pytest does with __tracebackhide__.
__unittest = True

CONTENT_LIMIT: Final = 2000

_T = TypeVar("_T")


def assert_status(response: _T, expected: Expected, *, content_limit: int = CONTENT_LIMIT, msg: str = "") -> _T:
    """
    Fail unless a response has the status that is expected; return the response.

    What a failure says has no secrets: no credentials, no cookies, no tokens in addresses or in JSON.

    Args:
        response: what `messages.view()` reads: the response of any library, and plain tuples.
        expected: a status (201, "201 Created", "created", HTTPStatus.CREATED, HTTP.CREATED), a class ("2xx", "success",
            "client_error", StatusClass.SUCCESS), "redirect" (there is a Location to follow), "error" (4xx or 5xx), a
            predicate that takes the Status, or a set, list, tuple or range of these. A number outside 100 to 999 is no
            status: a response with one is never what is expected, and no predicate is asked about it.
        content_limit: as many characters of the content are shown.
        msg: what to say first.

    Raises:
        AssertionError: if it is another status.
        UnknownStatusError: a LookupError: if `expected` is text that names no status; it names the nearest.
        InvalidStatusError: a ValueError: if `expected` cannot be expected: a number outside 100 to 999, nothing to
            choose from, or anything else; and if `content_limit` is no whole number.
        InvalidMessageError: a TypeError: if `response` is none.

    >>> from statuskit.testing import assert_status
    >>> assert_status((201, {"Location": "/users/1"}), "2xx")
    (201, {'Location': '/users/1'})
    >>> assert_status((405, {"Allow": "GET"}), 201)
    Traceback (most recent call last):
        ...
    AssertionError: expected 201 Created, got 405 Method Not Allowed
      content: not known; it may not have been read yet
      why: The server knows the method, and this resource does not take it; Allow lists what it takes.
           (RFC 9110 §15.5.6)
           The request is refused, so the client has to change something.
           To send the same request again, unchanged, does not help.
      likely fix:
        - 405: Allow says GET
        - or expect 405, if that is what the test is about
    """
    __tracebackhide__ = True
    wanted = expectation(expected)
    most = limit(content_limit)
    seen = view(response)
    tell(response, seen)
    if wanted.holds(seen.status):
        return response
    from statuskit.testing._report import status_report

    raise AssertionError("\n".join(filter(None, (msg, status_report(seen, wanted, most)))))


def assert_conformant(
    response: _T, request: object = None, *, fail_on: Severity | str = "error", ignore: str | Iterable[str] = ()
) -> _T:
    """
    Fail if a response breaks a rule of conformance; return the response.

    Args:
        response: what `messages.view()` reads: the response of any library, and plain tuples.
        request: the request that it answers, where the response does not know it; without one, fewer rules are tried.
        fail_on: the least severity that fails: "error", "warning" or "info". All findings from there up are told.
        ignore: ids of rules or how they begin, such as "SK429", to be left out.

    Raises:
        AssertionError: if a rule is broken.
        UnknownRuleError: a KeyError: if `fail_on` is no severity, or `ignore` names no rule.
        InvalidMessageError: a TypeError: if `response` or `request` is none.

    >>> from statuskit.testing import assert_conformant
    >>> assert_conformant((405, {}))
    Traceback (most recent call last):
        ...
    AssertionError: 405 Method Not Allowed: 1 finding
      SK405-01 error: 405 Method Not Allowed without Allow
        fix: List the methods of the resource, such as Allow: GET, HEAD.
        see: RFC 9110 §15.5.6 (MUST), https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6
    """
    __tracebackhide__ = True
    from statuskit.conformance import check

    least = severity(fail_on)
    if isinstance(ignore, Iterator):
        ignore = tuple(ignore)  # since it is read twice
    findings = check(response, request, ignore=ignore)
    seen = exchange(response, request)
    tell(response, seen, ignore)
    found = [finding for finding in findings if finding.severity.reaches(least)]
    if not found:
        return response
    from statuskit.testing._report import findings_report

    raise AssertionError(findings_report(seen, found, least))


def limit(given: int) -> int:
    """
    Return how many characters of content are shown, as a plain number.

    Raises:
        InvalidStatusError: for what is no whole number.
    """
    most = integer(given)
    if most is None:
        msg = f"no content_limit: {quoted(given)}; accepted: a whole number of characters"
        raise InvalidStatusError(msg)
    return most


def severity(given: Severity | str) -> Severity:
    """
    Return a severity that is given by name.

    Raises:
        UnknownRuleError: a KeyError: for what is none; it names the nearest.
    """
    from statuskit.conformance import Severity

    try:
        return Severity(given)
    except ValueError:
        accepted = [each.value for each in Severity]
        found = near((as_text(given) or "").lower(), accepted, most=1)
        msg = f"not a severity: {quoted(given)}; accepted: {', '.join(accepted)}{did_you_mean(found)}"
        raise UnknownRuleError(msg, found) from None
