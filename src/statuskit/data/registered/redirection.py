"""3xx Redirection: the registered codes. Rows only; RFC 9110, section 15.4, speaks for the class."""

from __future__ import annotations

from typing import Final

from statuskit.data._row import row
from statuskit.model import Cacheability, Citation, Content, HeaderRule, Redirect, State, Strength

__all__ = ["Redirection3xx"]

_rfc = Citation.rfc
_WAIT: Final = HeaderRule("Retry-After", Strength.MAY, "the least time to wait before following", _rfc(9110, "10.2.3"))
_DRAFT_COHEN: Final = Citation(
    "draft-cohen-http-305-306-responses", "", "https://datatracker.ietf.org/doc/draft-cohen-http-305-306-responses/"
)
_GOOGLE_API_CORE: Final = Citation(
    "google-api-core, exceptions.ResumeIncomplete",
    "",
    "https://github.com/googleapis/python-api-core/blob/main/google/api_core/exceptions.py",
    as_of="2026-11-21",
)


class Redirection3xx:
    """The 3xx codes by name."""

    __slots__ = ()

    # RFC 9110, section 15.4.1
    MULTIPLE_CHOICES: Final = row(
        300,
        name="MULTIPLE_CHOICES",
        phrase="Multiple Choices",
        summary="There are several representations, each with an address of its own, to choose from.",
        defined_in=_rfc(9110, "15.4.1"),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(
            HeaderRule("Location", Strength.SHOULD, "where the server prefers one of them", _rfc(9110, "15.4.1")),
            _WAIT,
        ),
        redirect=Redirect.TO_GET,
    )
    # RFC 9110, section 15.4.2
    MOVED_PERMANENTLY: Final = row(
        301,
        name="MOVED_PERMANENTLY",
        phrase="Moved Permanently",
        summary="The resource has a new permanent address; a POST may become a GET on the way there.",
        defined_in=_rfc(9110, "15.4.2"),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(HeaderRule("Location", Strength.SHOULD, "", _rfc(9110, "15.4.2")), _WAIT),
        redirect=Redirect.POST_TO_GET,
        is_permanent=True,
    )
    # RFC 9110, section 15.4.3
    FOUND: Final = row(
        302,
        name="FOUND",
        phrase="Found",
        summary="The resource is at another address for now; a POST may become a GET on the way there.",
        defined_in=_rfc(9110, "15.4.3"),
        # RFC 1945, section 9.3; nginx still says so.
        aliases=("Moved Temporarily",),
        header_rules=(HeaderRule("Location", Strength.SHOULD, "", _rfc(9110, "15.4.3")), _WAIT),
        redirect=Redirect.POST_TO_GET,
        cited={"aliases": _rfc(1945, "9.3")},
    )
    MOVED_TEMPORARILY: Final = FOUND
    # RFC 9110, section 15.4.4; that there is a Location is part of the definition
    SEE_OTHER: Final = row(
        303,
        name="SEE_OTHER",
        phrase="See Other",
        summary="The answer is at another address, to be fetched with GET or HEAD whatever the method was.",
        defined_in=_rfc(9110, "15.4.4"),
        header_rules=(HeaderRule("Location", Strength.DEFINITION, "", _rfc(9110, "15.4.4")), _WAIT),
        redirect=Redirect.TO_GET,
    )
    # RFC 9110, sections 15.4.5 and 8.6; RFC 9111, section 4.3.4
    NOT_MODIFIED: Final = row(
        304,
        name="NOT_MODIFIED",
        phrase="Not Modified",
        summary="The condition of a GET or HEAD was false: the response that the client has stored is still good.",
        defined_in=_rfc(9110, "15.4.5"),
        content=Content.FORBIDDEN,
        header_rules=(
            *(
                HeaderRule(name, Strength.MUST, "if a 200 to the same request would have it", _rfc(9110, "15.4.5"))
                for name in ("Content-Location", "Date", "ETag", "Vary", "Cache-Control", "Expires")
            ),
            HeaderRule("Last-Modified", Strength.MAY, "to guide caches, where there is no ETag", _rfc(9110, "15.4.5")),
            *(
                HeaderRule(name, Strength.SHOULD_NOT, "unless it guides a cache's update", _rfc(9110, "15.4.5"))
                for name in ("Content-Type", "Content-Encoding", "Content-Language")
            ),
            HeaderRule(
                "Content-Length",
                Strength.MUST_NOT,
                "unless it is the 200's own length",
                _rfc(9110, "8.6"),
            ),
        ),
        cited={"content": _rfc(9110, "15.4.5"), "cacheability": _rfc(9111, "4.3.4")},
    )
    # RFC 9110, section 15.4.6; deprecated since RFC 7231, appendix B, for the sake of security
    USE_PROXY: Final = row(
        305,
        name="USE_PROXY",
        phrase="Use Proxy",
        state=State.DEPRECATED,
        summary="Once asked the client to repeat the request through a proxy; deprecated, and not to be followed.",
        defined_in=_rfc(9110, "15.4.6"),
        header_rules=(
            HeaderRule("Location", Strength.CONVENTION, "older texts put the proxy's URI there", _rfc(9110, "15.4.6")),
        ),
        cited={"state": _rfc(9110, "15.4.6")},
    )
    # RFC 9110, section 15.4.7
    UNUSED_306: Final = row(
        306,
        name="UNUSED_306",
        phrase="(Unused)",
        state=State.RESERVED,
        summary="Defined in a draft of the nineties, no longer used, and reserved.",
        defined_in=_rfc(9110, "15.4.7"),
        aliases=("Switch Proxy",),
        cited={"state": _rfc(9110, "15.4.7"), "aliases": _DRAFT_COHEN},
    )
    SWITCH_PROXY: Final = UNUSED_306
    # RFC 9110, section 15.4.8
    TEMPORARY_REDIRECT: Final = row(
        307,
        name="TEMPORARY_REDIRECT",
        phrase="Temporary Redirect",
        summary="The resource is at another address for now; the method and the content must stay as they were.",
        defined_in=_rfc(9110, "15.4.8"),
        header_rules=(HeaderRule("Location", Strength.SHOULD, "", _rfc(9110, "15.4.8")), _WAIT),
        redirect=Redirect.KEEP,
    )
    # RFC 9110, section 15.4.9; that the method is kept follows from section 15.4 and RFC 7538
    PERMANENT_REDIRECT: Final = row(
        308,
        name="PERMANENT_REDIRECT",
        phrase="Permanent Redirect",
        summary="The resource has a new permanent address; the method and the content stay as they were.",
        defined_in=_rfc(9110, "15.4.9"),
        # The name in an abandoned proposal for resumable uploads, which some of Google's APIs follow.
        aliases=("Resume Incomplete",),
        cacheability=Cacheability.HEURISTIC,
        header_rules=(HeaderRule("Location", Strength.SHOULD, "", _rfc(9110, "15.4.9")), _WAIT),
        redirect=Redirect.KEEP,
        is_permanent=True,
        cited={"redirect": _rfc(7538, "3"), "redirect_method": _rfc(7538, "3"), "aliases": _GOOGLE_API_CORE},
    )
    RESUME_INCOMPLETE: Final = PERMANENT_REDIRECT
