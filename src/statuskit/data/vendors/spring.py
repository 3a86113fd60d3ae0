"""Spring Framework: constants of an old WebDAV draft, and one that others made known. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_HTTP_STATUS: Final = Citation(
    "Spring Framework 6, HttpStatus",
    "",
    "https://github.com/spring-projects/spring-framework/blob/v6.0.0/spring-web/src/main/java/org/springframework/http/HttpStatus.java",
)

MEANINGS: Final = (
    # spring-projects/spring-framework@83c020e, which removed it for 7.0
    Meaning(
        code=419,
        vendor="Spring Framework",
        name="Insufficient Space On Resource",
        summary="a constant from an old WebDAV draft, gone in Spring 7: too little space at the destination",
        who_acts="server operator",
        visibility=Visibility.SENT,
        citation=_HTTP_STATUS,
        grade="A",
    ),
    # spring-projects/spring-framework@83c020e, which removed it for 7.0
    Meaning(
        code=420,
        vendor="Spring Framework",
        name="Method Failure",
        summary="a constant from an old WebDAV draft, gone in Spring 7: a method of the set failed",
        who_acts="server operator",
        visibility=Visibility.SENT,
        citation=_HTTP_STATUS,
        grade="A",
    ),
    # spring-projects/spring-framework@83c020e, which removed it for 7.0; RFC 9110 means something else by the number
    Meaning(
        code=421,
        vendor="Spring Framework",
        name="Destination Locked",
        summary="a constant from an old WebDAV draft, gone in Spring 7: the destination is locked",
        who_acts="server operator",
        visibility=Visibility.SENT,
        citation=_HTTP_STATUS,
        grade="A",
    ),
    # HttpStatus.java, line 387, deprecated in 7.0
    Meaning(
        code=509,
        vendor="Spring Framework",
        name="Bandwidth Limit Exceeded",
        summary="a constant for a transfer quota that is used up",
        who_acts="site owner",
        visibility=Visibility.SENT,
        citation=_HTTP_STATUS,
        grade="B",
    ),
)
