"""
What the two fields tell that a standard defines: Proxy-Status (RFC 9209) and Cache-Status (RFC 9211).

Their rules are the engine here; which types of error there are is in `data/triage/proxy_errors`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.triage._row import Says
from statuskit.data.triage.proxy_errors import PROXY_ERRORS
from statuskit.fields._structured import parse_list
from statuskit.guides._layers import Finding, Layer, shortened
from statuskit.model import Citation, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from statuskit.data.triage._row import ProxyError
    from statuskit.fields._structured import Member
    from statuskit.messages import Headers
    from statuskit.model import Status

    _Reader: TypeAlias = Callable[[Status, Sequence[Member]], Iterator[Finding]]

__all__ = ["told_by_standards"]

_PROXY_STATUS: Final = Citation.rfc(9209, "2")
_CACHE_STATUS: Final = Citation.rfc(9211, "2")
_ERROR: Final = Citation.rfc(9209, "2.1.1")
_RECEIVED: Final = Citation.rfc(9209, "2.1.4")
_HIT: Final = Citation.rfc(9211, "2.1")
_FORWARDED: Final = Citation.rfc(9211, "2.2")
# The members nearest to the client; no way is longer, and people read what is told here.
_MOST_MEMBERS: Final = 8


def told_by_standards(status: Status, headers: Headers) -> tuple[Finding, ...]:
    """Return what the two fields tell, of whom is nearest to the client first."""
    return tuple(
        finding
        for field, (read, citation) in _FIELDS.items()
        for finding in _told(field, read, citation, status, headers.get_all(field))
    )


def _told(field: str, read: _Reader, citation: Citation, status: Status, lines: Sequence[str]) -> Iterator[Finding]:
    if not lines:
        return
    found = parse_list(lines)
    if found.problem:
        value = shortened(", ".join(lines[:_MOST_MEMBERS]))
        yield _finding(field, "", Says.THROUGH, f"not read ({found.problem}): {value}", citation)
    yield from read(status, found.members[-_MOST_MEMBERS:][::-1])


def _finding(
    field: str, name: str, says: Says, told: str, citation: Citation, error: ProxyError | None = None
) -> Finding:
    shown = shortened(name)
    return Finding(
        layer=Layer.INTERMEDIARY,
        product=shown,
        says=says,
        because=f"{field}: {shown} {told}" if shown else f"{field}: {told}",
        citation=citation,
        error=error,
    )


def _proxy_status(status: Status, members: Sequence[Member]) -> Iterator[Finding]:
    last = next((member for member in members if "error" in member.parameters), None)
    for member in members:
        if member is last:
            yield _failed(status, member)
            continue
        says, told, citation = _received(status, member)
        if "error" in member.parameters:
            told = f"reports {_shown(member, 'error')}, but is not the last to report an error"
        yield _finding("Proxy-Status", member.name, says, told, citation)


def _failed(status: Status, member: Member) -> Finding:
    """Tell of the member nearest to the client that reports an error."""
    name = _shown(member, "error")
    row = PROXY_ERRORS.get(name)
    if row is None:
        told = f"reports {name}, which RFC 9209 does not define"
        return _finding("Proxy-Status", member.name, _made(status), told, _ERROR)
    fits = (
        row.recommended is None
        or not status.is_error
        or (status in row.recommended if isinstance(row.recommended, StatusClass) else status == row.recommended)
    )
    wanted = row.recommended.value if isinstance(row.recommended, StatusClass) else row.recommended
    advised = "" if fits else f" (RFC 9209 recommends {wanted} for that, not {status})"
    hop = f"; its next hop is {_shown(member, 'next-hop')}" if "next-hop" in member.parameters else ""
    says = Says.MADE if row.only_intermediaries else _made(status)
    if says is not Says.MADE and member.parameters.get("received-status") == status:
        says = Says.PASSED
    # A good response was cut short at worst: there is a fault to tell of, but no error to explain.
    error = row if status.is_error else None
    return _finding("Proxy-Status", member.name, says, f"reports {name}{advised}{hop}", row.citation, error)


def _made(status: Status) -> Says:
    """Tell who made a response with an error that others may report as well: a good one was only cut short."""
    return Says.LIKELY if status.is_error else Says.THROUGH


def _received(status: Status, member: Member) -> tuple[Says, str, Citation]:
    received = member.parameters.get("received-status")
    if type(received) is not int:
        return Says.THROUGH, "handled the response", _PROXY_STATUS
    if received == status:
        return Says.PASSED, f"received {received} from its next hop", _RECEIVED
    return _made(status), f"received {received} from its next hop, and answered {status}", _RECEIVED


def _cache_status(status: Status, members: Sequence[Member]) -> Iterator[Finding]:
    for member in members:
        says, told, citation = _cached(status, member)
        yield _finding("Cache-Status", member.name, says, told, citation)


def _cached(status: Status, member: Member) -> tuple[Says, str, Citation]:
    if member.parameters.get("hit") is True:
        return Says.STORED, "answered from its cache", _HIT
    if "fwd" not in member.parameters:
        return Says.THROUGH, "handled the request", _CACHE_STATUS
    # Without fwd-status, the next hop sent what has been sent on (section 2.3).
    received = member.parameters.get("fwd-status", status)
    told = f"asked its next hop ({_shown(member, 'fwd')}), which answered {shortened(str(received))}"
    return Says.PASSED if received == status else Says.THROUGH, told, _FORWARDED


def _shown(member: Member, parameter: str) -> str:
    return shortened(str(member.parameters[parameter]))


_FIELDS: Final[Mapping[str, tuple[_Reader, Citation]]] = MappingProxyType(
    {"Proxy-Status": (_proxy_status, _PROXY_STATUS), "Cache-Status": (_cache_status, _CACHE_STATUS)}
)
