"""What a failed assertion says, part by part, always in the same order. Nothing is judged here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit._redact import a_line, cut, in_a_line, redacted_url
from statuskit._wording import how_many
from statuskit.conformance import Severity, check
from statuskit.exceptions import quoted
from statuskit.model import Repeat
from statuskit.registry import lookup
from statuskit.testing._address import joined
from statuskit.testing._content import content_of
from statuskit.testing._expected import named
from statuskit.testing._likely import Case, fixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statuskit.conformance import Finding
    from statuskit.messages import Response
    from statuskit.model import Status
    from statuskit.testing._content import Content
    from statuskit.testing._expected import Expectation

__all__ = ["asked", "findings_report", "status_report"]

_LONGEST_METHOD: Final = 40
_LONGEST_REASON: Final = 80
_MOST_REDIRECTS: Final = 10


def status_report(
    response: Response, wanted: Expectation, content_limit: int, to: str = "", *, is_elsewhere: bool = False
) -> str:
    """
    Return what is to be said of a response whose status, or whose Location, is not what was expected.

    `to` is where Location was expected to lead, if anywhere; `is_elsewhere` says that it is all that is wrong.
    """
    content = content_of(response, content_limit)
    status = lookup(response.status, default=None)
    findings = check(response)
    if status is None:
        told = _no_status(response)
    elif is_elsewhere:
        told = _elsewhere(response)
    else:
        told = _why(Case(response, wanted, status, content, findings))
    parts = (_excerpt(content, content_limit), _chain(response), told, _errors(findings))
    indented = (f"  {line}".rstrip() for part in parts for line in part)
    return "\n".join([_headline(response, wanted, to), *indented])


def findings_report(response: Response, findings: list[Finding], least: Severity) -> str:
    """Return what is to be said of a response that breaks rules."""
    count = how_many(len(findings), "finding")
    from_up = "" if least is Severity.ERROR else ", from " + least.value + " up"
    lines = [f"{named(response.status)}{asked(response)}: {count}{from_up}"]
    for finding in findings:
        rule = finding.rule
        lines.append(f"  {rule.id} {rule.severity.value}: {in_a_line(finding.message)}")
        if finding.evidence:
            lines.append(f"    seen: {in_a_line(finding.evidence)}")
        lines.append(f"    fix: {a_line(finding.fix)}")
        lines.append(f"    see: {rule.citation} ({rule.strength.value}), {rule.citation.url}")
    return "\n".join(lines)


# --- the parts --------------------------------------------------------------------------------------------------------


def _headline(response: Response, wanted: Expectation, to: str) -> str:
    got = named(response.status)
    if response.reason and " " not in got:
        got += f" ({in_a_line(response.reason, _LONGEST_REASON)})"  # a number without a phrase of its own
    expected = wanted.text
    location = response.headers.get("Location")
    if to:
        expected += f" with Location {redacted_url(to)}"
        got += " without Location" if location is None else f" with Location {redacted_url(location)}"
    return f"expected {expected}, got {got}{asked(response)}"


def asked(response: Response) -> str:
    """Return the method and the address, as far as they are known."""
    request = response.request
    method = "" if request is None else in_a_line(request.method, _LONGEST_METHOD)
    url = response.url or (request.url if request is not None else None)
    asked = " ".join(filter(None, (method, redacted_url(url) if url else "")))
    return f" from {asked}" if asked else ""


def _excerpt(content: Content, most: int) -> Iterator[str]:
    if not content.text or most <= 0:
        yield f"content: {content.kind}"
        return
    yield f"content ({content.kind}):"
    for line in cut(content.text, most).split("\n"):
        yield f"  {line}"
    if len(content.text) > most or content.is_cut:
        yield f"  (cut after {min(most, len(content.text))} characters)"


def _chain(response: Response) -> Iterator[str]:
    history = response.history
    if not history:
        return
    yield "redirects:"
    for place, past in enumerate(history[:_MOST_REDIRECTS]):
        later = history[place + 1] if place + 1 < len(history) else response
        yield f"  {_hop(past, later)}"
    if len(history) > _MOST_REDIRECTS:
        yield f"  and {len(history) - _MOST_REDIRECTS} more"


def _hop(past: Response, later: Response) -> str:
    status = lookup(past.status, default=None)
    method = "" if past.request is None else past.request.method
    followed = "" if status is None else status.redirect_method(method) or ""
    after = followed if later.request is None else later.request.method
    location = past.headers.get("Location")
    to = later.url or (joined(past.url, location) if location else "")
    before = " ".join(filter(None, (_short(method), redacted_url(past.url or ""))))
    arrow = f"-{quoted(past.status)}->"
    line = " ".join(filter(None, (before, arrow, _short(after) if method else "", redacted_url(to))))
    if location is None and past.url == later.url:
        return f"{line} (sent again)"
    is_turned = method and after and after != method
    return f"{line} ({past.status} turned {_short(method)} into {_short(after)})" if is_turned else line


def _short(method: str) -> str:
    return in_a_line(method, _LONGEST_METHOD)


def _no_status(response: Response) -> Iterator[str]:
    yield f"why: {quoted(response.status)} is no status code; those have three digits"
    yield "likely fix:"
    yield "  - answer with a number that is a status"


def _elsewhere(response: Response) -> Iterator[str]:
    yield "why: the status is as expected, and Location is not"
    if response.url is None:
        yield "     The address of the response is not known, so a relative one cannot be told from an absolute one."
    yield "likely fix:"
    yield "  - send the address that is expected, or expect the one that was sent"


def _why(case: Case) -> Iterator[str]:
    status = case.status
    said = status.summary if status.is_registered else status.description
    yield f"why: {said} ({status.defined_in})"
    yield f"     {_whose(status)}"
    if status.is_error:
        yield f"     {_repeat(case)}"
    rule = next((each.rule for each in status.confused_with if each.other is case.wanted.status), "")
    if rule:
        yield f"     {rule}"
    yield "likely fix:"
    for fix in fixes(case):
        yield f"  - {fix}"


def _whose(status: Status) -> str:
    if status.is_client_error:
        return "The request is refused, so the client has to change something."
    if status.is_error:
        return "The server failed, so look there, and not at the client."
    if status.is_redirect:
        return "Nobody is at fault: the client is sent to another address."
    return "Nobody is at fault: the server takes the request for a good one."


def _repeat(case: Case) -> str:
    """Say whether it helps to send the same request again."""
    status, method = case.status, case.method
    if status.repeat is Repeat.IDEMPOTENT and not method:
        return "The same request may be sent again if its method is idempotent."
    if status.repeat is Repeat.WITH_RETRY_AFTER and "Retry-After" in case.fields:
        return "The same request may be sent again when Retry-After says."
    if status.is_retryable(method):
        idempotent = f", as {_short(method)} is idempotent" if status.repeat is Repeat.IDEMPOTENT else ""
        return f"The same request may be sent again after a while{idempotent}."
    if status.repeat is Repeat.IDEMPOTENT:
        return f"To send the same request again may do it twice, as {_short(method)} is not idempotent."
    change = f" without a change ({status.repeat_after.value})" if status.repeat_after is not None else ", unchanged,"
    return f"To send the same request again{change} does not help."


def _errors(findings: list[Finding]) -> Iterator[str]:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        yield "breaks:"
    for finding in errors:
        yield f"  - {finding.rule.id}: {in_a_line(finding.message)} ({finding.rule.citation})"
