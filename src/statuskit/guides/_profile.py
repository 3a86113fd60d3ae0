"""
A profile: a house style as data over another one. No profiles here, and no engine.

It changes rows by their id, adds rows, moves rows, and names codes that it advises against; nothing else.
"""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.exceptions import InvalidSituationError, quoted
from statuskit.guides._engine import Engine
from statuskit.guides._rule import Certainty, GuideRule, In
from statuskit.guides._situation import is_vendor, no_fact, no_value, refusal
from statuskit.guides._state import DOMAIN
from statuskit.guides.rules import RULES, STAGES
from statuskit.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.guides._rule import BodyAdvice, HeaderAdvice
    from statuskit.model import Citation

__all__ = ["Against", "Override", "Profile"]


@final
@attrs.frozen(kw_only=True)
class Override:
    """
    What a profile says in place of a rule's own `then`; the conditions of the rule stay what they are.

    `headers` and `body` take the place of the rule's own; where there are none, those stay that go with the new code.

    >>> from statuskit import HTTP, Citation, recommend
    >>> from statuskit.guides import PROFILES, Override
    >>> handbook = Citation("Our handbook", "4.2", "https://example.com/handbook#4.2")
    >>> last = Override(then=HTTP.OK, why="We return the last state.", citation=handbook)
    >>> print(
    ...     recommend(method="DELETE", profile=PROFILES["rfc9110"].extend("ours", overrides={"outcome.deleted": last}))
    ... )
    200 OK: We return the last state. (Our handbook §4.2)
    """

    then: Status
    why: str
    citation: Citation
    headers: tuple[HeaderAdvice, ...] = ()
    body: BodyAdvice | None = None
    certainty: Certainty = Certainty.RECOMMENDED

    def applied(self, rule: GuideRule) -> GuideRule:
        """
        Return the rule as the profile has it; what it said before is among the rejected.

        `Profile.extend()` does it for each of its overrides.

        >>> from statuskit import HTTP, Citation, recommend
        >>> from statuskit.guides import Override
        >>> handbook = Citation("Our handbook", "4.2", "https://example.com/handbook#4.2")
        >>> rule = Override(then=HTTP.OK, why="We return the last state.", citation=handbook).applied(
        ...     recommend(method="DELETE").rule
        ... )
        >>> print(rule.then.phrase, rule.instead[HTTP.NO_CONTENT], sep="; ")
        OK; So it is without the profile: It is deleted, and there is no more to say. A browser stays where it is.
        """
        instead = dict(rule.instead)
        if rule.then is not None and rule.then != self.then:
            instead[rule.then] = f"So it is without the profile: {rule.why}"
        return attrs.evolve(
            rule,
            then=self.then,
            why=self.why,
            citations=(self.citation, *rule.citations),
            headers=self.headers or (rule.headers if rule.then == self.then else ()),
            body=self.body or (rule.body if rule.then is not None and _alike(rule.then, self.then) else None),
            certainty=self.certainty,
            instead={status: why for status, why in instead.items() if status != self.then},
            accepts={status: why for status, why in rule.accepts.items() if status != self.then},
        )


def _alike(a: Status, b: Status) -> bool:
    return a.status_class is b.status_class and a.content is b.content


@final
@attrs.frozen
class Against:
    """
    Why a profile advises against a code, and where it says so.

    >>> from statuskit import HTTP
    >>> from statuskit.guides import PROFILES
    >>> against = PROFILES["zalando"].against[HTTP.LOCKED]
    >>> against.why, against.citation.source
    ('Optimistic locking is preferred.', 'Zalando RESTful API Guidelines')
    """

    why: str
    citation: Citation


@final
@attrs.frozen(kw_only=True, slots=False, repr=False)
class Profile:
    """
    A house style over another one. Make one with `extend()`.

    `rules` are all of its rules, in their order; the rest is what it changes of its base.

    >>> from statuskit import HTTP, recommend
    >>> from statuskit.guides import PROFILES, Override
    >>> from statuskit.model import Citation
    >>> handbook = Citation("Our handbook", "4.2", "https://example.com/handbook#4.2")
    >>> ours = PROFILES["zalando"].extend(
    ...     "ours",
    ...     overrides={"outcome.deleted": Override(then=HTTP.OK, why="We return the last state.", citation=handbook)},
    ... )
    >>> recommend(method="DELETE", profile=ours).status
    <Status 200 OK>
    >>> recommend(body="invalid_semantics", profile=ours).status
    <Status 400 Bad Request>
    """

    name: str
    title: str
    base: Profile | None = None
    overrides: Mapping[str, Override] = attrs.field(hash=False)
    added: tuple[GuideRule, ...]
    moves: Mapping[str, str] = attrs.field(hash=False)
    against: Mapping[Status, Against] = attrs.field(hash=False)
    rules: tuple[GuideRule, ...] = attrs.field(eq=False)

    def __repr__(self) -> str:
        return f"<Profile {self.name}>"

    def extend(
        self,
        name: str,
        *,
        title: str = "",
        overrides: Mapping[str, Override] | None = None,
        rules: Iterable[GuideRule] = (),
        moves: Mapping[str, str] | None = None,
        against: Mapping[Status, Against] | None = None,
    ) -> Profile:
        """
        Return a profile over this one.

        Args:
            name: what it is called.
            title: its name in sentences.
            overrides: what to answer in place of a rule, by the id of the rule.
            rules: rules to add, each at the beginning of the stage that its id begins with.
            moves: rules to put right before another one, by their ids.
            against: codes that the result shall warn of.

        Raises:
            InvalidSituationError: for the id of a rule that there is not, an added rule whose id is taken or names no
                stage, and a condition on what is no fact or has no such value.

        >>> from statuskit import HTTP, Citation, recommend
        >>> from statuskit.guides import PROFILES, Against
        >>> handbook = Citation("Our handbook", "4.3", "https://example.com/handbook#4.3")
        >>> ours = PROFILES["rfc9110"].extend("ours", against={HTTP.ACCEPTED: Against("Wait for it.", handbook)})
        >>> print(*recommend(outcome="queued", profile=ours).warnings)
        ours advises against 202: Wait for it. (Our handbook §4.3)
        """
        added = tuple(rules)
        changed = dict(overrides or {})
        moved = dict(moves or {})
        known = {rule.id for rule in self.rules}
        for rule in added:
            _check_added(rule, known)
            known.add(rule.id)
        for rule_id in (*changed, *moved, *moved.values()):
            if rule_id not in known:
                raise _no_rule(rule_id, known)
        for override in changed.values():
            _check_answer(override.then)
        rows = [changed[rule.id].applied(rule) if rule.id in changed else rule for rule in _with(self.rules, added)]
        return Profile(
            name=name,
            title=title or name,
            base=self,
            overrides=MappingProxyType(changed),
            added=added,
            moves=MappingProxyType(moved),
            against=MappingProxyType({**self.against, **(against or {})}),
            rules=_moved(rows, moved),
        )

    def __reduce__(self) -> str | tuple[object, ...]:
        # By what it changes: the rest, and the engine, follow from that.
        if self.base is None:
            return "BASE"
        changes = (dict(self.overrides), self.added, dict(self.moves), dict(self.against))
        return _extended, (self.base, self.name, self.title, *changes)

    @cached_property
    def engine(self) -> Engine:
        """The rules, ready to be asked."""
        return Engine.of(self.rules)


def _extended(
    base: Profile,
    name: str,
    title: str,
    overrides: Mapping[str, Override],
    rules: tuple[GuideRule, ...],
    moves: Mapping[str, str],
    against: Mapping[Status, Against],
) -> Profile:
    return base.extend(name, title=title, overrides=overrides, rules=rules, moves=moves, against=against)


BASE: Final = Profile(
    name="rfc9110",
    title="RFC 9110 and its relatives",
    overrides=MappingProxyType({}),
    added=(),
    moves=MappingProxyType({}),
    against=MappingProxyType({}),
    rules=RULES,
)


def _with(rows: Iterable[GuideRule], added: Iterable[GuideRule]) -> list[GuideRule]:
    """Put each added rule at the beginning of its stage, in the order given."""
    order = {stage: place for place, stage in enumerate(STAGES)}
    # A rule that was moved stays where it is, in front of the rule that it was moved to.
    ordered = list(rows)
    for rule in reversed(tuple(added)):
        later = (place for place, row in enumerate(ordered) if order[row.stage] >= order[rule.stage])
        ordered.insert(next(later, len(ordered)), rule)
    return ordered


def _moved(rows: list[GuideRule], moves: Mapping[str, str]) -> tuple[GuideRule, ...]:
    for mover, target in moves.items():
        if mover == target:
            msg = f"not a place for {quoted(mover)}: before itself; accepted: the id of another rule"
            raise InvalidSituationError(msg)
        rule = next(row for row in rows if row.id == mover)
        rows.remove(rule)
        rows.insert(next(place for place, row in enumerate(rows) if row.id == target), rule)
    return tuple(rows)


def _check_added(rule: GuideRule, known: set[str]) -> None:
    if rule.id in known:
        msg = f"not a new rule: {quoted(rule.id)}; accepted: an id that no rule has; to change that one, override it"
        raise InvalidSituationError(msg)
    if rule.stage not in STAGES:
        msg = f"not a stage: {quoted(rule.stage)}; accepted: an id that begins with {', '.join(STAGES)}"
        raise refusal(msg, STAGES, rule.stage)
    _check_answer(rule.then)
    if not rule.citations:
        msg = f"not a rule without a source: {quoted(rule.id)}; accepted: a rule with citations"
        raise InvalidSituationError(msg)
    for fact, condition in rule.when.items():
        _check_condition(fact, condition)


def _check_answer(then: object) -> None:
    kind = type(then)
    if then is not None and not issubclass(kind, Status):
        msg = f"not an answer: {quoted(then)}; accepted: a Status, such as HTTP.NOT_FOUND or lookup(404)"
        raise InvalidSituationError(msg)


def _check_condition(fact: str, condition: object) -> None:
    if fact not in DOMAIN:
        raise no_fact(fact, DOMAIN, "rules may ask about")
    if type(condition) is not In or not condition.values:
        msg = f"not a condition on {fact}: {quoted(condition)}; accepted: In() with some values, or Absent()"
        raise InvalidSituationError(msg)
    for value in condition.values:
        is_house_vendor = fact == "vendor" and is_vendor(value)
        # By type as well, since 1 is equal to True.
        if (type(value), value) not in {(type(own), own) for own in DOMAIN[fact]} and not is_house_vendor:
            raise no_value(fact, value, DOMAIN[fact])


def _no_rule(rule_id: str, known: set[str]) -> InvalidSituationError:
    return refusal(f"not a rule: {quoted(rule_id)}; accepted: the id of a rule of the profile", known, rule_id)
