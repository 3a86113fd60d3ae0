"""
What most likely mends it: from what the response says itself, and from the request that it answers.

Each status that says how to mend it has a function here. What is shown of a message is without secrets.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._redact import a_line, in_a_line, redacted_url
from statuskit.conformance import Severity
from statuskit.registry import HTTP, lookup
from statuskit.testing._faults import faults_in, message_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from statuskit.conformance import Finding
    from statuskit.messages import Headers, Response
    from statuskit.model import Status
    from statuskit.testing._content import Content
    from statuskit.testing._expected import Expectation

__all__ = ["Case", "fixes"]

_MOST_FAULTS: Final = 5
_MOST_FINDINGS: Final = 3
_LONGEST_VALUE: Final = 120

# A scheme begins the value or follows a comma; after the name of a parameter comes "=" (RFC 9110, section 11.6.1).
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_SCHEME: Final = re.compile(r"(?:^|,)\s*([A-Za-z][\w!#$%&'*+.^`|~-]*)(?=\s+[^\s=,]|\s*(?:,|$))", re.ASCII)
_ERROR: Final = re.compile(r"(?:^|[\s,])error\s*=\s*\"?([a-z_]{3,40})\b", re.ASCII)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s")


@attrs.frozen
class Case:
    """A response that is not what was expected."""

    response: Response
    wanted: Expectation
    status: Status
    content: Content
    findings: list[Finding]

    @property
    def fields(self) -> Headers:
        """The response's header fields."""
        return self.response.headers

    @property
    def method(self) -> str:
        """The request's method; empty where it is not known."""
        return "" if self.response.request is None else self.response.request.method

    def asked(self, name: str) -> str | None:
        """
        Return a field of the request; "" where it has none, None where its fields are not known.

        A request without any field is taken for one whose fields are not known: all that are sent have some.
        """
        request = self.response.request
        if request is None or not len(request.headers):
            return None
        return request.headers.get(name, "")

    def shown(self, name: str) -> str:
        """Return a field of the response, fit to be shown; "" where there is none."""
        return in_a_line(self.fields.get(name, ""), _LONGEST_VALUE)


def fixes(case: Case) -> list[str]:
    """Return what most likely mends it, the likeliest first."""
    return list(dict.fromkeys(_fixes(case)))


def _fixes(case: Case) -> Iterator[str]:
    status = case.status
    told = [*_complaints(case), *_own(case)]
    yield from (f"{status.code}: {fix}" for fix in told)
    yield from _turned(case)
    worse = [finding for finding in case.findings if finding.severity.reaches(Severity.WARNING)]
    about = [finding for finding in worse if finding.rule.on or finding.severity is Severity.ERROR]
    yield from (f"{finding.rule.id}: {a_line(finding.fix)}" for finding in about[:_MOST_FINDINGS])
    if status.is_error and not told:
        yield f"{status.code}: {_first_sentence(status.look_first)}"
    elif not status.is_error and case.wanted.is_error:
        yield f"{status.code}: it was not refused: look at what was sent, and at the code that is to refuse it"
    yield f"or expect {status.code}, if that is what the test is about"


def _first_sentence(text: str) -> str:
    return _SENTENCE.split(text, maxsplit=1)[0]


# --- what the content says --------------------------------------------------------------------------------------------


def _complaints(case: Case) -> Iterator[str]:
    if not case.status.is_error:
        return
    found = faults_in(case.content.json) if case.status.is_client_error else []
    yield from found[:_MOST_FAULTS]
    if len(found) > _MOST_FAULTS:
        yield f"and {len(found) - _MOST_FAULTS} more"
    said = in_a_line(message_in(case.content.json))
    if said and not found:
        yield f"the response says: {said}"


# --- what the status says ---------------------------------------------------------------------------------------------


def _unauthorized(case: Case) -> Iterator[str]:
    value = ", ".join(case.fields.get_all("WWW-Authenticate"))
    schemes = dict.fromkeys(_SCHEME.findall(_QUOTED.sub('""', value)))
    error = _ERROR.search(value)
    names = f"the response names {in_a_line(' and '.join(schemes), _LONGEST_VALUE)}" if schemes else ""
    names += f" and says {error[1]}" if schemes and error else ""
    if case.asked("Authorization"):
        yield f"{names or 'the response names no scheme'}: the Authorization that was sent is refused"
    else:
        yield f"{names or 'the response names no scheme'}: send Authorization"


def _forbidden(case: Case) -> Iterator[str]:
    if "csrf" in case.content.text.lower():
        yield "the content speaks of CSRF: send the token that the form has, or have the test's client do it"
    elif case.asked("Authorization") == "" and case.asked("Cookie") == "":
        yield "the request has neither Authorization nor Cookie: log in first"


def _not_found(case: Case) -> Iterator[str]:
    url = case.response.url
    if url:
        yield f"nothing at {redacted_url(url)}: compare the path with the routes, and the id with what the test made"


def _method_not_allowed(case: Case) -> Iterator[str]:
    if "Allow" in case.fields:
        yield f"Allow says {case.shown('Allow') or 'nothing, so there is no method'}"


def _not_acceptable(case: Case) -> Iterator[str]:
    accept = case.asked("Accept")
    if accept:
        yield f"the request says Accept: {in_a_line(accept, _LONGEST_VALUE)}"


def _proxy_authentication_required(_: Case) -> Iterator[str]:
    # What a proxy says is shown nowhere, not even the scheme.
    yield "a proxy wants credentials: send Proxy-Authorization, or go without the proxy"


def _precondition_failed(case: Case) -> Iterator[str]:
    names = ("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since")
    sent = [f"{name}: {in_a_line(value, _LONGEST_VALUE)}" for name in names if (value := case.asked(name))]
    has = f", and the response has ETag: {case.shown('ETag')}" if "ETag" in case.fields else ""
    if sent:
        yield f"the request says {' and '.join(sent)}{has}: get the resource again, and send its new validator"


def _unsupported_media_type(case: Case) -> Iterator[str]:
    sent = case.asked("Content-Type")
    if sent is not None:
        yield f"the request says {f'Content-Type: {in_a_line(sent, _LONGEST_VALUE)}' if sent else 'no Content-Type'}"
    for name in ("Accept", "Accept-Patch", "Accept-Post", "Accept-Encoding"):
        if name in case.fields:
            yield f"{name} says {case.shown(name) or 'nothing'}"


def _range_not_satisfiable(case: Case) -> Iterator[str]:
    if "Content-Range" in case.fields:
        yield f"Content-Range says {case.shown('Content-Range')}"


def _upgrade_required(case: Case) -> Iterator[str]:
    if "Upgrade" in case.fields:
        yield f"Upgrade says {case.shown('Upgrade')}"


def _wait(case: Case) -> Iterator[str]:
    if "Retry-After" in case.fields:
        yield f"Retry-After says {case.shown('Retry-After')}"


_BY_STATUS: Final = MappingProxyType(
    {
        HTTP.UNAUTHORIZED: _unauthorized,
        HTTP.FORBIDDEN: _forbidden,
        HTTP.NOT_FOUND: _not_found,
        HTTP.METHOD_NOT_ALLOWED: _method_not_allowed,
        HTTP.NOT_ACCEPTABLE: _not_acceptable,
        HTTP.PROXY_AUTHENTICATION_REQUIRED: _proxy_authentication_required,
        HTTP.PRECONDITION_FAILED: _precondition_failed,
        HTTP.CONTENT_TOO_LARGE: _wait,
        HTTP.UNSUPPORTED_MEDIA_TYPE: _unsupported_media_type,
        HTTP.RANGE_NOT_SATISFIABLE: _range_not_satisfiable,
        HTTP.UPGRADE_REQUIRED: _upgrade_required,
        HTTP.TOO_MANY_REQUESTS: _wait,
        HTTP.SERVICE_UNAVAILABLE: _wait,
    }
)


def _own(case: Case) -> Iterator[str]:
    of_status: Callable[[Case], Iterator[str]] | None = _BY_STATUS.get(case.status)
    if of_status is not None:
        yield from of_status(case)
    elif case.status.is_redirect and case.fields.get("Location"):
        to = redacted_url(case.fields["Location"])
        yield f"Location says {to}: have the client follow redirects, or ask for that; log in if it is a login page"


# --- what came before -------------------------------------------------------------------------------------------------


def _turned(case: Case) -> Iterator[str]:
    """Tell of a redirect that made another method of the request's: the commonest cause of a 405 in a test."""
    for past in case.response.history:
        asked = past.request.method if past.request is not None else ""
        status = lookup(past.status, default=None)
        if status is None or not asked or not case.method or asked == case.method:
            continue
        if status.redirect_method(asked) == case.method:
            to = case.response.url
            where = (
                f"send {in_a_line(asked, _LONGEST_VALUE)} to {redacted_url(to)} directly"
                if to
                else "avoid the redirect"
            )
            yield f"{status.code} turned {in_a_line(asked, _LONGEST_VALUE)} into {case.method}: {where}"
            return
