"""The 32 types of error that Proxy-Status names (RFC 9209, section 2.3), in its order. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.triage._row import Fixer, ProxyError
from statuskit.model import Citation, StatusClass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROXY_ERRORS"]

_CALLER, _APPLICATION, _EDGE = Fixer.CALLER, Fixer.APPLICATION, Fixer.EDGE
_NAMES: Final = "Look up the next hop's name from where the intermediary runs."
_REACH: Final = "See that the next hop runs and listens, and that the firewall lets the intermediary in."
_SLOW: Final = "Compare what the next hop needs with the time that the intermediary allows."
_ANSWER: Final = "Ask the next hop directly and look at what it answers, byte by byte."
_LIMITS: Final = "Compare the size of what the next hop sends with the intermediary's limit."
_TLS: Final = "Do the TLS handshake with the next hop by hand: certificate, names, versions, ciphers."
_CONFIGURATION: Final = "Read the intermediary's log and its configuration, the latest change first."


def _rows() -> tuple[ProxyError, ...]:
    """Return the rows; the section of each follows from its place."""
    return (
        ProxyError(
            name="dns_timeout",
            recommended=504,
            only_intermediaries=True,
            cause="DNS did not tell the next hop's address in time",
            look_first=_NAMES,
            who_fixes=(_EDGE,),
            citation=_section(1),
        ),
        ProxyError(
            name="dns_error",
            recommended=502,
            only_intermediaries=True,
            cause="DNS has no address for the next hop's name, or failed",
            look_first=_NAMES,
            who_fixes=(_EDGE,),
            citation=_section(2),
        ),
        ProxyError(
            name="destination_not_found",
            recommended=500,
            only_intermediaries=True,
            cause="The intermediary does not know where to send this request; no backend may be configured for it",
            look_first=_CONFIGURATION,
            who_fixes=(_EDGE,),
            citation=_section(3),
        ),
        ProxyError(
            name="destination_unavailable",
            recommended=503,
            only_intermediaries=True,
            cause="The intermediary holds the next hop to be down, after failed attempts or a failed health check",
            look_first="See which health check fails, and what the next hop answers to it.",
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(4),
        ),
        ProxyError(
            name="destination_ip_prohibited",
            recommended=502,
            only_intermediaries=True,
            cause="The intermediary is not allowed to connect to the next hop's address",
            look_first=_CONFIGURATION,
            who_fixes=(_EDGE,),
            citation=_section(5),
        ),
        ProxyError(
            name="destination_ip_unroutable",
            recommended=502,
            only_intermediaries=True,
            cause="There is no route to the next hop's address",
            look_first="See which address the next hop's name leads to, and the routes from the intermediary.",
            who_fixes=(_EDGE,),
            citation=_section(6),
        ),
        ProxyError(
            name="connection_refused",
            recommended=502,
            only_intermediaries=True,
            cause="The next hop refused the connection: nothing may be listening there",
            look_first=_REACH,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(7),
        ),
        ProxyError(
            name="connection_terminated",
            recommended=502,
            only_intermediaries=False,
            cause="The next hop closed the connection before its response was complete",
            look_first="Look for crashes and restarts of the next hop, and for an idle timeout shorter than the "
            "intermediary's.",
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(8),
        ),
        ProxyError(
            name="connection_timeout",
            recommended=504,
            only_intermediaries=True,
            cause="A connection to the next hop could not be opened in time",
            look_first=_REACH,
            who_fixes=(_EDGE, _APPLICATION),
            citation=_section(9),
        ),
        ProxyError(
            name="connection_read_timeout",
            recommended=504,
            only_intermediaries=False,
            cause="The next hop sent nothing for longer than the intermediary waits",
            look_first=_SLOW,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(10),
        ),
        ProxyError(
            name="connection_write_timeout",
            recommended=504,
            only_intermediaries=False,
            cause="The intermediary could not write to a connection for too long",
            look_first=_SLOW,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(11),
        ),
        ProxyError(
            name="connection_limit_reached",
            recommended=503,
            only_intermediaries=True,
            cause="The intermediary has as many connections to the next hop as it may have",
            look_first="Compare the limit with the load, and see whether slow responses hold connections up.",
            who_fixes=(_EDGE, _APPLICATION),
            citation=_section(12),
        ),
        ProxyError(
            name="tls_protocol_error",
            recommended=502,
            only_intermediaries=False,
            cause="TLS with the next hop failed, in the handshake or later",
            look_first=_TLS,
            who_fixes=(_EDGE, _APPLICATION),
            citation=_section(13),
        ),
        ProxyError(
            name="tls_certificate_error",
            recommended=502,
            only_intermediaries=True,
            cause="The next hop's certificate did not pass: expired, for another name, or of an issuer not trusted",
            look_first=_TLS,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(14),
        ),
        ProxyError(
            name="tls_alert_received",
            recommended=502,
            only_intermediaries=False,
            cause="The next hop broke TLS off with an alert",
            look_first=_TLS,
            who_fixes=(_EDGE, _APPLICATION),
            citation=_section(15),
        ),
        ProxyError(
            name="http_request_error",
            recommended=StatusClass.CLIENT_ERROR,
            only_intermediaries=True,
            cause="The intermediary found fault with the request, on the origin's behalf",
            look_first="Look at the request itself: the origin has never seen it.",
            who_fixes=(_CALLER, _EDGE),
            citation=_section(16),
        ),
        ProxyError(
            name="http_request_denied",
            recommended=403,
            only_intermediaries=True,
            cause="A rule of the intermediary's denied the request, and it was not passed on",
            look_first="Find the rule in the intermediary's security log: the origin has never seen the request.",
            who_fixes=(_EDGE, _CALLER),
            citation=_section(17),
        ),
        ProxyError(
            name="http_response_incomplete",
            recommended=502,
            only_intermediaries=False,
            cause="The next hop's response broke off",
            look_first=_ANSWER,
            who_fixes=(_APPLICATION,),
            citation=_section(18),
        ),
        ProxyError(
            name="http_response_header_section_size",
            recommended=502,
            only_intermediaries=False,
            cause="The header section of the next hop's response is larger than the intermediary takes",
            look_first=_LIMITS,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(19),
        ),
        ProxyError(
            name="http_response_header_size",
            recommended=502,
            only_intermediaries=False,
            cause="A header field of the next hop's response is longer than the intermediary takes",
            look_first=_LIMITS,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(20),
        ),
        ProxyError(
            name="http_response_body_size",
            recommended=502,
            only_intermediaries=False,
            cause="The content of the next hop's response is larger than the intermediary takes",
            look_first=_LIMITS,
            who_fixes=(_EDGE, _APPLICATION),
            citation=_section(21),
        ),
        ProxyError(
            name="http_response_trailer_section_size",
            recommended=502,
            only_intermediaries=False,
            cause="The trailer section of the next hop's response is larger than the intermediary takes",
            look_first=_LIMITS,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(22),
        ),
        ProxyError(
            name="http_response_trailer_size",
            recommended=502,
            only_intermediaries=False,
            cause="A trailer field of the next hop's response is longer than the intermediary takes",
            look_first=_LIMITS,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(23),
        ),
        ProxyError(
            name="http_response_transfer_coding",
            recommended=502,
            only_intermediaries=False,
            cause="The transfer coding of the next hop's response could not be undone, chunks above all",
            look_first=_ANSWER,
            who_fixes=(_APPLICATION,),
            citation=_section(24),
        ),
        ProxyError(
            name="http_response_content_coding",
            recommended=502,
            only_intermediaries=False,
            cause="The content coding of the next hop's response could not be undone, such as a broken gzip",
            look_first=_ANSWER,
            who_fixes=(_APPLICATION,),
            citation=_section(25),
        ),
        ProxyError(
            name="http_response_timeout",
            recommended=504,
            only_intermediaries=False,
            cause="The next hop's response was not complete when the intermediary's time was up",
            look_first=_SLOW,
            who_fixes=(_APPLICATION, _EDGE),
            citation=_section(26),
        ),
        ProxyError(
            name="http_upgrade_failed",
            recommended=502,
            only_intermediaries=True,
            cause="The intermediary and the next hop could not agree on another HTTP version",
            look_first="Compare the HTTP versions that the intermediary asks for with those that the next hop speaks.",
            who_fixes=(_EDGE, _APPLICATION),
            citation=_section(27),
        ),
        ProxyError(
            name="http_protocol_error",
            recommended=502,
            only_intermediaries=False,
            cause="The next hop broke the rules of HTTP",
            look_first=_ANSWER,
            who_fixes=(_APPLICATION,),
            citation=_section(28),
        ),
        ProxyError(
            name="proxy_internal_response",
            recommended=None,
            only_intermediaries=True,
            cause="The intermediary answered by itself and did not ask the next hop at all",
            look_first=_CONFIGURATION,
            who_fixes=(_EDGE,),
            citation=_section(29),
        ),
        ProxyError(
            name="proxy_internal_error",
            recommended=500,
            only_intermediaries=True,
            cause="The intermediary failed by itself, whatever the next hop does",
            look_first=_CONFIGURATION,
            who_fixes=(_EDGE,),
            citation=_section(30),
        ),
        ProxyError(
            name="proxy_configuration_error",
            recommended=500,
            only_intermediaries=True,
            cause="The intermediary's configuration is wrong",
            look_first=_CONFIGURATION,
            who_fixes=(_EDGE,),
            citation=_section(31),
        ),
        ProxyError(
            name="proxy_loop_detected",
            recommended=502,
            only_intermediaries=True,
            cause="The request came back to the intermediary that had sent it on",
            look_first="Follow the request from hop to hop: one of them sends it back to where it has been.",
            who_fixes=(_EDGE,),
            citation=_section(32),
        ),
    )


def _section(number: int) -> Citation:
    return Citation.rfc(9209, f"2.3.{number}")


PROXY_ERRORS: Final[Mapping[str, ProxyError]] = MappingProxyType({row.name: row for row in _rows()})
