"""The indexes: statuses by one thing at a time, and the methods. Caching and retry have modules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit.model import StatusClass

from .classes import status_table
from .markdown import cited, code, document, escaped, table
from .places import FIELDS, STATUSES, class_title, to_status
from .values import ALWAYS, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statuskit import HeaderRule, Status
    from statuskit.model import Method

__all__ = ["fields_page", "methods_page", "statuses_page"]


def statuses_page(statuses: Sequence[Status]) -> str:
    """Return the list of all registered statuses, by class."""
    blocks = []
    for kind in StatusClass:
        members = [status for status in statuses if status.status_class is kind]
        if members:
            blocks += [f"## {escaped(class_title(kind))}", status_table(members, STATUSES)]
    return document(
        "# All registered codes",
        f"There are {len(statuses)}.",
        *blocks,
    )


def fields_page(statuses: Iterable[Status]) -> str:
    """Return the index by header field: which statuses have a rule for it."""
    fields: dict[str, list[tuple[Status, HeaderRule]]] = {}
    for status in statuses:
        for rule in status.header_rules:
            fields.setdefault(rule.name, []).append((status, rule))
    blocks = []
    for field, rules in sorted(fields.items(), key=lambda item: item[0].lower()):
        rows = [
            (
                to_status(FIELDS, status),
                escaped(rule.strength.value),
                escaped(rule.condition or ALWAYS),
                cited(rule.citation),
            )
            for status, rule in rules
        ]
        blocks += [f"## {escaped(field)}", table(("Status", "Strength", "When", "Source"), rows)]
    return document(
        "# By header field",
        "What a status asks of the fields of its response.\n"
        "MUST, SHOULD and MAY are those of RFC 2119; a definition presumes the field without such a word.",
        *blocks,
    )


def methods_page(methods: Iterable[Method]) -> str:
    """Return the list of methods."""
    rows = [
        (code(method.name), yes_or_no(method.is_safe), yes_or_no(method.is_idempotent), cited(method.citation))
        for method in methods
    ]
    return document(
        "# Methods",
        f"The {len(rows)} methods that IANA has registered, and what may be done with them.\n"
        "A request with an idempotent method may be sent again by itself after a failure.",
        table(("Method", "Safe", "Idempotent", "Source"), rows),
    )
