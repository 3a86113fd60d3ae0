"""The page of a registered status: what it means, its rules, and every fact beside its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit._meanings import own
from statuskit.cli._words import (
    APPLIED,
    ASKED_METHODS,
    CACHING,
    CONTENT,
    HEALTH,
    LABELS,
    REDIRECTS,
    REPEATS,
    STATES,
    conditions,
    title,
)
from statuskit.model import FACTS, Repeat
from statuskit.registry import METHODS

from .guides import recommended_when
from .markdown import anchor, bullets, cited, claimed, code, document, escaped, link, sentence, table
from .meanings import own_table, subcode_table
from .places import status_place, to_class, to_meaning, to_status
from .values import ALWAYS, NONE, shown, yes_or_no

if TYPE_CHECKING:
    from statuskit import Meaning, Status

__all__ = ["status_page"]

_MEANING: Final = "What it means"
_USE: Final = "When to send it"
_AVOID: Final = "When not to"
_RECOMMENDED: Final = "Recommended when"
_CAUSES: Final = "Usual causes"
_LOOK: Final = "Where to look first"
_CLIENT: Final = "What a client does"
_HEADERS: Final = "Header fields"
_REDIRECT: Final = "Following it"
_RETRY: Final = "Sending the request again"
_CONFUSED: Final = "Not to be confused with"
_VENDORS: Final = "What vendors mean by it"
_SUBCODES: Final = "Vendors' sub-codes"

# The facts that have a section of their own; the table at the end points there.
_TOLD_IN: Final = {
    "description": _MEANING,
    "use_when": _USE,
    "avoid_when": _AVOID,
    "causes": _CAUSES,
    "look_first": _LOOK,
    "client_action": _CLIENT,
    "header_rules": _HEADERS,
    "confused_with": _CONFUSED,
}
# A repeat that takes more than the right method.
_CONDITIONAL: Final = frozenset({Repeat.WITH_RETRY_AFTER, Repeat.WITH_IDEMPOTENCY_KEY})


def status_page(status: Status) -> str:
    """Return the page of a registered status."""
    here = status_place(status)
    return document(
        f"# {escaped(title(status))}",
        f"{escaped(status.summary)}\n{_defined(status)}",
        _at_a_glance(status, here),
        *_prose(status),
        *_section(_RECOMMENDED, recommended_when(here, status)),
        *_section(_HEADERS, _headers(status)),
        *_section(_REDIRECT, _redirect(status)),
        *_section(_RETRY, _retry(status)),
        *_section(_CONFUSED, _confused(status, here)),
        *_section(_VENDORS, _meanings(status, here)),
        *_section("Every fact and its source", _facts(status, here)),
        *_section(_SUBCODES, _subcodes(status, here)),
    )


def _section(heading: str, body: str) -> tuple[str, ...]:
    return (f"## {heading}", body) if body else ()


def _defined(status: Status) -> str:
    more = "" if status.docs_url == status.defined_in.url else f", and see {link('its page', status.docs_url)}"
    return f"Defined in {cited(status.defined_in)}{more}."


def _at_a_glance(status: Status, here: str) -> str:
    rows = [
        ("In Python", f"{code(f'HTTP.{status.name}')}, {code(f'lookup({status})')}"),
        ("Class", to_class(here, status.status_class)),
        ("Standing", escaped(STATES[status.state])),
        ("From, until", f"{shown(here, status.registered_on)}, {shown(here, status.expires_on)}"),
        ("Also known as", shown(here, status.aliases)),
        ("Caches", escaped(CACHING[status.cacheability])),
        ("Content", escaped(CONTENT[status.content])),
        ("Required fields", ", ".join(map(code, status.required_headers)) or NONE),
        (LABELS["repeat"], escaped(REPEATS[status.repeat])),
        (LABELS["health"], escaped(HEALTH[status.health])),
    ]
    return table(("At a glance", ""), [row for row in rows if row[1] not in {NONE, f"{NONE}, {NONE}"}])


def _prose(status: Status) -> tuple[str, ...]:
    return (
        *_section(_MEANING, escaped(status.description)),
        *_section(_USE, escaped(status.use_when)),
        *_section(_AVOID, escaped(status.avoid_when)),
        *_section(_CAUSES, bullets(escaped(sentence(cause)) for cause in status.causes)),
        *_section(_LOOK, escaped(status.look_first)),
        *_section(_CLIENT, escaped(status.client_action)),
    )


def _headers(status: Status) -> str:
    rows = [
        (code(rule.name), escaped(rule.strength.value), escaped(rule.condition or ALWAYS), cited(rule.citation))
        for rule in status.header_rules
    ]
    return table(("Field", "Strength", "When", "Source"), rows) if rows else ""


def _redirect(status: Status) -> str:
    if status.redirect is None:
        return ""
    rows = [(code(method), code(status.redirect_method(method) or NONE)) for method in ASKED_METHODS]
    return document(
        f"{escaped(sentence(REDIRECTS[status.redirect]))}\nSource: {cited(status.cite('redirect_method'))}.",
        table(("Method of the request", "Method of the next one"), rows),
    )


def _retry(status: Status) -> str:
    rule = status.retry_rule
    told = [
        (LABELS["repeat"], escaped(REPEATS[rule.repeat])),
        (LABELS["repeat_after"], escaped(rule.repeat_after.value if rule.repeat_after else NONE)),
        (LABELS["conditions"], escaped("; ".join(conditions(rule.conditions)) or NONE)),
        (LABELS["applied"], escaped(APPLIED[rule.applied])),
        (LABELS["health"], escaped(HEALTH[rule.health])),
        ("Source", cited(rule.citation)),
        ("Seen otherwise by", "; ".join(map(claimed, rule.contested)) or NONE),
    ]
    rows = [
        (code(method), yes_or_no(METHODS[method].is_idempotent), _again(status, method)) for method in ASKED_METHODS
    ]
    return document(
        bullets(f"**{label}**: {answer}" for label, answer in told if answer != NONE),
        table(("Method", "Idempotent", "Sent again by itself"), rows),
    )


def _again(status: Status, method: str) -> str:
    repeat = status.repeat
    return escaped(repeat.value) if repeat in _CONDITIONAL else yes_or_no(status.is_retryable(method))


def _confused(status: Status, here: str) -> str:
    rows = [(to_status(here, row.other), escaped(row.rule), cited(row.citation)) for row in status.confused_with]
    return table(("Status", "Rule of thumb", "Source"), rows) if rows else ""


def _meanings(status: Status, here: str) -> str:
    meanings = own(status.meanings)
    return own_table(here, meanings) if meanings else ""


def _subcodes(status: Status, here: str) -> str:
    found: dict[str, list[Meaning]] = {}
    for meaning in status.meanings:
        if meaning.subcode is not None:
            found.setdefault(meaning.vendor, []).append(meaning)
    return "\n\n".join(
        f"### {to_meaning(here, group[0], vendor)}\n\n{subcode_table(group)}".strip() for vendor, group in found.items()
    )


def _facts(status: Status, here: str) -> str:
    rows = [(code(fact), _value(status, fact, here), cited(status.cite(fact))) for fact in FACTS]
    return table(("Fact", "Value", "Source"), rows)


def _value(status: Status, fact: str, here: str) -> str:
    value = getattr(status, fact)
    if not value and not isinstance(value, bool):
        return NONE
    if fact in _TOLD_IN:
        return link(_TOLD_IN[fact], f"#{anchor(_TOLD_IN[fact])}")
    if fact == "meanings":
        heading = _VENDORS if own(status.meanings) else _SUBCODES
        return link(heading, f"#{anchor(heading)}")
    return link(value, value) if fact == "docs_url" else shown(here, value)
