"""1xx Informational: the registered codes. Rows only; RFC 9110, section 15.2, speaks for the class."""

from __future__ import annotations

from typing import Final

from statuskit.data._row import row
from statuskit.model import Cacheability, Citation, Content, HeaderRule, State, Strength

__all__ = ["Informational1xx"]

_rfc = Citation.rfc
_RESUMABLE_UPLOAD: Final = Citation(
    "draft-ietf-httpbis-resumable-upload",
    "",
    "https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/",
    as_of="2026-07-01",
)
_SPRING: Final = Citation(
    "Spring Framework 6, HttpStatus.CHECKPOINT",
    "",
    "https://github.com/spring-projects/spring-framework/blob/v6.0.0/spring-web/src/main/java/org/springframework/http/HttpStatus.java",
)

# An interim response ends with its header section, so no field may frame any content.
_NO_FRAMING: Final = (
    HeaderRule("Content-Length", Strength.MUST_NOT, "", _rfc(9110, "8.6")),
    HeaderRule("Transfer-Encoding", Strength.MUST_NOT, "", _rfc(9112, "6.1")),
)


class Informational1xx:
    """The 1xx codes by name."""

    __slots__ = ()

    # RFC 9110, section 15.2.1
    CONTINUE: Final = row(
        100,
        name="CONTINUE",
        phrase="Continue",
        summary="The first part of the request has arrived and was not refused: go on and send the content.",
        defined_in=_rfc(9110, "15.2.1"),
        cacheability=Cacheability.NOT_FINAL,
        content=Content.FORBIDDEN,
        header_rules=_NO_FRAMING,
    )
    # RFC 9110, sections 15.2.2 and 7.8
    SWITCHING_PROTOCOLS: Final = row(
        101,
        name="SWITCHING_PROTOCOLS",
        phrase="Switching Protocols",
        summary="The server agrees to the protocol change that Upgrade asked for, from the next byte on.",
        defined_in=_rfc(9110, "15.2.2"),
        cacheability=Cacheability.NOT_FINAL,
        content=Content.FORBIDDEN,
        header_rules=(
            HeaderRule("Upgrade", Strength.MUST, "", _rfc(9110, "15.2.2")),
            HeaderRule("Connection", Strength.MUST, "lists upgrade, as with every Upgrade field", _rfc(9110, "7.8")),
            *_NO_FRAMING,
        ),
    )
    # RFC 2518, section 10.1; RFC 4918, appendix F.3, dropped it
    PROCESSING: Final = row(
        102,
        name="PROCESSING",
        phrase="Processing",
        state=State.DEPRECATED,
        summary="WebDAV's sign that a long request is still being worked on; dropped from WebDAV in 2007.",
        defined_in=_rfc(2518, "10.1"),
        cacheability=Cacheability.NOT_FINAL,
        content=Content.FORBIDDEN,
        header_rules=_NO_FRAMING,
        cited={"state": _rfc(4918, "F.3")},
    )
    # RFC 8297, section 2
    EARLY_HINTS: Final = row(
        103,
        name="EARLY_HINTS",
        phrase="Early Hints",
        state=State.EXPERIMENTAL,
        summary="Fields that the final response will probably carry, so that the client can start on them.",
        defined_in=_rfc(8297, "2"),
        # The name that an abandoned proposal for resumable requests gave the number.
        aliases=("Checkpoint",),
        cacheability=Cacheability.NOT_FINAL,
        content=Content.FORBIDDEN,
        header_rules=(
            HeaderRule("Link", Strength.MAY, "typically with rel=preload or rel=preconnect", _rfc(8297, "2")),
            *_NO_FRAMING,
        ),
        cited={"state": _rfc(8297, "2"), "aliases": _SPRING},
    )
    CHECKPOINT: Final = EARLY_HINTS
    # The draft's section on this status code; the registration is temporary and ran out with no renewal found
    UPLOAD_RESUMPTION_SUPPORTED: Final = row(
        104,
        name="UPLOAD_RESUMPTION_SUPPORTED",
        phrase="Upload Resumption Supported",
        state=State.TEMPORARY,
        registered_on="2024-11-13",
        expires_on="2026-11-13",
        summary="The upload can be resumed if it breaks off; its Location says where.",
        defined_in=_RESUMABLE_UPLOAD,
        cacheability=Cacheability.NOT_FINAL,
        content=Content.FORBIDDEN,
        header_rules=(
            HeaderRule("Location", Strength.MUST, "when it announces an upload resource", _RESUMABLE_UPLOAD),
            HeaderRule("Upload-Limit", Strength.MUST, "when it announces, and there are limits", _RESUMABLE_UPLOAD),
            HeaderRule("Upload-Draft-Interop-Version", Strength.MUST, "while it is a draft", _RESUMABLE_UPLOAD),
            HeaderRule("Upload-Offset", Strength.MAY, "to report progress", _RESUMABLE_UPLOAD),
            *_NO_FRAMING,
        ),
    )
