"""Which source speaks for which fact. A row may name another one; what is here is the rule."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._facts import PROSE
from statuskit.model import Cacheability, Citation, StatusClass, Strength

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.model import Status

__all__ = ["IANA", "SOURCES", "source_of"]

_rfc = Citation.rfc

IANA: Final = Citation(
    "IANA HTTP Status Code Registry",
    "",
    "https://www.iana.org/assignments/http-status-codes",
    as_of="2026-11-21",
)
_STATUS_CODES: Final = _rfc(9110, "15")
_SECTION_OF_CLASS: Final = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: _rfc(9110, "15.2"),
        StatusClass.SUCCESS: _rfc(9110, "15.3"),
        StatusClass.REDIRECTION: _rfc(9110, "15.4"),
        StatusClass.CLIENT_ERROR: _rfc(9110, "15.5"),
        StatusClass.SERVER_ERROR: _rfc(9110, "15.6"),
        StatusClass.INVALID: _STATUS_CODES,
    }
)
# The four that must not be stored say so where they are defined.
_SECTION_OF_CACHEABILITY: Final = MappingProxyType(
    {
        Cacheability.HEURISTIC: _rfc(9110, "15.1"),
        Cacheability.EXPLICIT_ONLY: _rfc(9111, "3"),
        Cacheability.NOT_FINAL: _rfc(9111, "3"),
    }
)


def _always(citation: Citation) -> Callable[[Status], Citation]:
    return lambda _status: citation


def _of_class(status: Status) -> Citation:
    return _SECTION_OF_CLASS[status.status_class]


def _of_caching(status: Status) -> Citation:
    return _own(status, "cacheability") or _SECTION_OF_CACHEABILITY.get(status.cacheability, status.defined_in)


def _of_content(status: Status) -> Citation:
    return _own(status, "content") or _rfc(9110, "6.4.1" if status.is_final else "15.2")


def _of_headers(status: Status) -> Citation:
    binding = (rule for rule in status.header_rules if rule.strength is Strength.MUST)
    rule = next(binding, None) or next(iter(status.header_rules), None)
    return rule.citation if rule else status.defined_in


def _of_redirect(status: Status) -> Citation:
    return _own(status, "redirect") or (status.defined_in if status.is_redirect else _rfc(9110, "15.4"))


def _of_retry(status: Status) -> Citation:
    return status.retry_rule.citation


def _of_meanings(status: Status) -> Citation:
    return status.meanings[0].citation if status.meanings else IANA


def _of_vendor(status: Status) -> Citation:
    # Sub-codes of a registered number make it nobody's own.
    return _of_meanings(status) if status.is_vendor else IANA


def _of_confusions(status: Status) -> Citation:
    return status.confused_with[0].citation if status.confused_with else status.defined_in


def _of_definition(status: Status) -> Citation:
    return status.defined_in


def _of_own_words(status: Status) -> Citation:
    # Of a number that only vendors use, these are what the vendors say.
    return _of_meanings(status) if status.is_vendor else status.defined_in


def _own(status: Status, fact: str) -> Citation | None:
    return status._cited.get(fact)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  the row's own word


def _of_standing(status: Status) -> Citation:
    return _own(status, "state") or IANA


_registry: Final = _always(IANA)
_treatment: Final = _always(_STATUS_CODES)

SOURCES: Final[Mapping[str, Callable[[Status], Citation]]] = MappingProxyType(
    {
        **dict.fromkeys(("code", "name", "phrase", "aliases", "state", "registered_on", "expires_on"), _registry),
        "is_registered": _registry,
        **dict.fromkeys(("is_deprecated", "is_reserved"), _of_standing),
        **dict.fromkeys(("summary", "defined_in", *PROSE), _of_definition),
        **dict.fromkeys(("docs_url", "description", "causes"), _of_own_words),
        "status_class": _of_class,
        **dict.fromkeys(("is_informational", "is_success", "is_redirection"), _of_class),
        **dict.fromkeys(("is_client_error", "is_server_error", "is_error", "is_final"), _of_class),
        "treat_as": _treatment,
        **dict.fromkeys(("cacheability", "is_cacheable"), _of_caching),
        **dict.fromkeys(("content", "allows_content"), _of_content),
        **dict.fromkeys(("header_rules", "required_headers", "requires_header"), _of_headers),
        **dict.fromkeys(("redirect", "is_redirect", "is_permanent", "redirect_method"), _of_redirect),
        **dict.fromkeys(
            ("repeat", "retry_rule", "applied", "repeat_after", "conditions", "health", "is_retryable"), _of_retry
        ),
        **dict.fromkeys(("meanings", "meaning"), _of_meanings),
        "is_vendor": _of_vendor,
        "confused_with": _of_confusions,
    }
)


def source_of(status: Status, fact: str) -> Citation:
    """Return the source of a fact: the row's own where it names one; KeyError for a name that is no fact."""
    return _own(status, fact) or SOURCES[fact](status)
