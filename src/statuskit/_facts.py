"""
The names of a Status's facts, in the order in which people are shown them.

`to_dict()`, `cite()`, `compare()` and the documentation all walk these. `model` hands on `FACTS`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FACTS", "IDENTITY", "PROSE", "SEMANTICS"]

IDENTITY: Final = (
    "code",
    "name",
    "phrase",
    "aliases",
    "status_class",
    "state",
    "registered_on",
    "expires_on",
    "summary",
    "defined_in",
    "docs_url",
    "treat_as",
)
SEMANTICS: Final = (
    "is_informational",
    "is_success",
    "is_redirection",
    "is_client_error",
    "is_server_error",
    "is_error",
    "is_final",
    "is_registered",
    "is_vendor",
    "is_deprecated",
    "is_reserved",
    "cacheability",
    "is_cacheable",
    "content",
    "allows_content",
    "header_rules",
    "required_headers",
    "redirect",
    "is_redirect",
    "is_permanent",
    "repeat",
    "applied",
    "repeat_after",
    "conditions",
    "health",
    "meanings",
)
PROSE: Final = ("description", "use_when", "avoid_when", "causes", "look_first", "client_action")
FACTS: Final = (*IDENTITY, *SEMANTICS, "confused_with", *PROSE)
