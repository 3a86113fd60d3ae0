"""The engine: it walks rules in their order; the first whose conditions all hold decides. It knows no rule by name."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, final

import attrs

from statuskit.guides._rule import GuideRule, Step
from statuskit.guides._state import compiled, holds

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from statuskit.guides._situation import Value
    from statuskit.guides._state import Test

__all__ = ["Engine"]


@final
@attrs.frozen
class Engine:
    """
    Rules in an order, made ready to be asked.

    A rule can only hold if each fact that it wants otherwise than by default is stated. So each rule is filed under the
    rarest of those facts, and only the rules under what is stated are looked at, in their order.
    """

    rules: tuple[GuideRule, ...]
    _tests: tuple[tuple[Test, ...], ...]
    _filed: Mapping[tuple[str, Value | None], tuple[int, ...]]
    _always: tuple[int, ...]

    @classmethod
    def of(cls, rules: Sequence[GuideRule]) -> Engine:
        """Make rules ready; the last one should hold always."""
        tests = tuple(compiled(rule.when) for rule in rules)
        wanted = [[test for test in own if test[2] not in test[1]] for own in tests]
        common = Counter(fact for own in wanted for fact, *_ in own)
        filed: dict[tuple[str, Value | None], list[int]] = {}
        for number, own in enumerate(wanted):
            fact, accepted, _ = min(own, key=lambda test: common[test[0]], default=("", frozenset({None}), None))
            for value in accepted:
                filed.setdefault((fact, value), []).append(number)
        always = tuple(filed.pop(("", None), ()))
        return cls(tuple(rules), tests, MappingProxyType({key: tuple(own) for key, own in filed.items()}), always)

    def decide(self, state: Mapping[str, Value]) -> GuideRule:
        """Return the first rule that holds."""
        return next(self.deciding(state))

    def deciding(self, state: Mapping[str, Value]) -> Iterator[GuideRule]:
        """Yield all the rules that hold, in their order: the first decides, the others would without it."""
        near = [*self._always]
        for stated in state.items():
            near += self._filed.get(stated, ())
        near.sort()
        for number in near:
            if holds(self._tests[number], state):
                yield self.rules[number]

    def trace(self, state: Mapping[str, Value], unknown: Container[str]) -> Iterator[Step]:
        """Yield every rule that is tried, up to the one that decides; `unknown` has the facts that are still open."""
        tried = self.rules.index(self.decide(state)) + 1
        for rule, tests in zip(self.rules[:tried], self._tests, strict=False):
            failed = [fact for fact, accepted, default in tests if state.get(fact, default) not in accepted]
            # What refutes a rule decides before what is only not known.
            decided = min(failed, key=unknown.__contains__, default="")
            yield Step(rule, "unknown" if decided in unknown else "no" if failed else "yes", decided)
