"""The rules, by what they are about: any response, its content, or a class of statuses. Rows and their tests alone."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.conformance.rules import (
    any_status,
    client_error,
    client_error_request,
    content,
    fields,
    hidden_errors,
    informational,
    leaks,
    pairs,
    problems,
    ranges,
    redirection,
    server_error,
    success,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.conformance._rule import Rule

__all__ = ["RULES"]

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.id: rule
        for family in (
            any_status.RULES,
            fields.RULES,
            problems.RULES,
            content.RULES,
            leaks.RULES,
            hidden_errors.RULES,
            informational.RULES,
            success.RULES,
            ranges.RULES,
            redirection.RULES,
            client_error.RULES,
            client_error_request.RULES,
            server_error.RULES,
            pairs.RULES,
        )
        for rule in family
    }
)
