"""The page on retry: what each status, each number and each failure says of a repeat, and the policies with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit import lookup
from statuskit.cli._words import LABELS, REPEATS
from statuskit.data.retry import RULES_OF_UNREGISTERED
from statuskit.model import Repeat, StatusClass
from statuskit.retry._failures import FAILURES
from statuskit.retry._policies import NAMED

from .markdown import cited, claimed, code, document, escaped, link, sentence, table
from .places import RETRY, class_place, class_title, to_status, way
from .values import NONE, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statuskit import Status
    from statuskit.model import RetryRule

__all__ = ["retry_page"]

_FACTS: Final = ("applied", "repeat_after", "conditions", "health")
_OTHERWISE: Final = "Seen otherwise by"


def retry_page(statuses: Sequence[Status]) -> str:
    """Return the index by what a status says about sending the same request again."""
    return document(
        "# By retry",
        "What a status says about sending the same request again, as it was and by itself.\n"
        f"*{LABELS['applied']}* is whether the server acted on the request, as far as the status tells.\n"
        f"*{LABELS['health']}* is how one counts the response.\n"
        f"*{_OTHERWISE}* has good sources that do not do so, with what they do.",
        *_by_repeat(statuses),
        *_unregistered(),
        *_failures(),
        *_policies(),
    )


def _cells(rule: RetryRule) -> tuple[str, ...]:
    return (
        escaped(rule.applied.value),
        shown(RETRY, rule.repeat_after).removeprefix(NONE),
        shown(RETRY, rule.conditions).removeprefix(NONE),
        escaped(rule.health.value),
        cited(rule.citation),
        "; ".join(map(claimed, rule.contested)),
    )


def _head(*first: str) -> tuple[str, ...]:
    return (*first, *(LABELS[fact] for fact in _FACTS), "Source", _OTHERWISE)


def _by_repeat(statuses: Iterable[Status]) -> Iterable[str]:
    for repeat in Repeat:
        rows = [
            (to_status(RETRY, status), *_cells(status.retry_rule)) for status in statuses if status.repeat is repeat
        ]
        if rows:
            yield f"## {escaped(sentence(repeat.value).removesuffix('.'))}"
            yield f"Is the same request sent again by itself? {escaped(sentence(REPEATS[repeat]))}"
            yield table(_head("Status"), rows)


def _unregistered() -> Iterable[str]:
    special = [lookup(number) for number in sorted(RULES_OF_UNREGISTERED)]
    strangers = [_stranger(kind) for kind in StatusClass]
    yield "## Numbers that are not registered"
    yield (
        "A few numbers that only vendors use have a rule of their own.\n"
        "Any other number, of a vendor or of nobody, has the rule of its class."
    )
    rows = [
        *((to_status(RETRY, status), _repeat(status.retry_rule), *_cells(status.retry_rule)) for status in special),
        *(
            (
                f"Any other {link(class_title(status.status_class), way(RETRY, class_place(status.status_class)))}",
                _repeat(status.retry_rule),
                *_cells(status.retry_rule),
            )
            for status in strangers
        ),
    ]
    yield table(_head("Number", LABELS["repeat"]), rows)


def _stranger(kind: StatusClass) -> Status:
    members = (lookup(number) for number in range(100, 1000) if number in kind)
    return next(status for status in members if not status.is_registered and not status.meanings)


def _repeat(rule: RetryRule) -> str:
    return escaped(REPEATS[rule.repeat])


def _failures() -> Iterable[str]:
    yield "## Failures"
    yield "Where no response came, or not the whole of one: what `statuskit.retry.Failure` says of a repeat."
    rows = [(code(failure.name), _repeat(rule), *_cells(rule)) for failure, rule in FAILURES.items()]
    yield table(_head("Failure", LABELS["repeat"]), rows)


def _policies() -> Iterable[str]:
    yield "## Named policies"
    yield (
        "The rules above are facts and conventions of ours; what a client makes of them is its policy.\n"
        "These are in `statuskit.retry.POLICIES`, by name."
    )
    rows = [(code(named.name), escaped(sentence(named.why)), cited(named.citation)) for named in NAMED]
    yield table(("Policy", "What it does", "Source"), rows)
