"""How a row becomes a Status: the one place that makes any. No rows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from statuskit.data.methods import IDEMPOTENT_METHODS
from statuskit.data.retry import RULES, RULES_OF_CLASS
from statuskit.model import Cacheability, Content, Repeat, State, Status, StatusClass

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from statuskit.model import Citation, HeaderRule, Redirect, RetryRule

__all__ = ["row"]


class _AnyMethod:
    """All method names, known and to come."""

    def __contains__(self, method: object) -> bool:
        return True


_NOTHING: Mapping[str, Citation] = MappingProxyType({})
_REPEATABLE: Mapping[Repeat, Container[str]] = MappingProxyType(
    {Repeat.ALWAYS: _AnyMethod(), Repeat.IDEMPOTENT: IDEMPOTENT_METHODS}
)


def row(  # noqa: PLR0913  a row has as many columns as a status has facts
    code: int,
    *,
    name: str,
    phrase: str,
    state: State = State.STANDARD,
    summary: str,
    defined_in: Citation,
    docs_url: str = "",
    aliases: tuple[str, ...] = (),
    cacheability: Cacheability = Cacheability.EXPLICIT_ONLY,
    content: Content = Content.ALLOWED,
    header_rules: tuple[HeaderRule, ...] = (),
    redirect: Redirect | None = None,
    is_permanent: bool = False,
    is_vendor: bool = False,
    retry_rule: RetryRule | None = None,
    registered_on: str | None = None,
    expires_on: str | None = None,
    cited: Mapping[str, Citation] = _NOTHING,
) -> Status:
    """Make the Status of one row; what a row leaves out is what most statuses say."""
    status = int.__new__(Status, code)
    rule = retry_rule or RULES.get(code) or RULES_OF_CLASS[StatusClass.of(code)]
    status.__init__(  # Status.__new__ refuses everybody else
        code=code,
        name=name,
        phrase=phrase,
        state=state,
        summary=summary,
        defined_in=defined_in,
        docs_url=docs_url or defined_in.url,
        aliases=aliases,
        cacheability=cacheability,
        content=content,
        header_rules=header_rules,
        redirect=redirect,
        is_permanent=is_permanent,
        is_vendor=is_vendor,
        retry_rule=rule,
        registered_on=registered_on,
        expires_on=expires_on,
        repeatable=_REPEATABLE.get(rule.repeat, frozenset[str]()),
        cited=cited,
    )
    return status
