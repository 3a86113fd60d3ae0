"""What recommend() answers. The status is there at once; all that explains it is worked out when it is read."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NoReturn, cast, final

import attrs

from statuskit._named import named
from statuskit._plain import plain
from statuskit._told import sources, story
from statuskit.guides._profile import BASE
from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, HeaderAdvice
from statuskit.guides._situation import Situation
from statuskit.guides._state import METHODS, compiled, holds, state_of
from statuskit.guides._ways import way_to
from statuskit.guides.profiles import PROFILES
from statuskit.guides.rules import STAGES
from statuskit.guides.tables.notes import NOTES
from statuskit.guides.tables.questions import BODIES, QUESTIONS
from statuskit.model import Content, Visibility
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statuskit._plain import Plain
    from statuskit.guides._profile import Profile
    from statuskit.guides._rule import GuideRule, Step
    from statuskit.guides._situation import Value
    from statuskit.guides._values import Facts
    from statuskit.guides._ways import Changes
    from statuskit.guides.tables.questions import Question
    from statuskit.model import Citation, Status

__all__ = ["Alternative", "Recommendation", "described", "titled"]

_QUESTIONS: Final = tuple((question, compiled(question.when)) for question in QUESTIONS)
# Nothing is assumed of these either, and nobody is asked for them.
_UNKNOWABLE: Final = frozenset({"method", "intent"})
_NO_CONTENT: Final[Mapping[Content, BodyAdvice]] = MappingProxyType(
    {
        Content.FORBIDDEN: BodyAdvice(BodyKind.FORBIDDEN, "a response with this status has no content"),
        Content.EMPTY: BodyAdvice(BodyKind.EMPTY, "a length of zero"),
    }
)
_TO_HEAD: Final = BodyAdvice(BodyKind.FORBIDDEN, "a response to HEAD has no content (RFC 9110, section 9.3.2)")


def titled(status: Status | None) -> str:
    """Return a status in words, and no status too."""
    return "no response" if status is None else named(status)


def described(changes: Changes) -> str:
    """Return facts with their values, in words."""
    return " and ".join(f"{fact} not stated" if value is None else f"{fact}={value}" for fact, value in changes)


@final
@attrs.frozen
class Alternative:
    """
    A code that is not the answer: why not, and what would make it one.

    `fact` would have to be `value`, where None is "not stated"; where more than one would have to differ, it is the
    first of `changes`. The "fact" is "profile" where another profile gives the code, and "" where nothing does.

    >>> from statuskit import recommend
    >>> print(recommend(credentials="missing").alternatives[0])
    403 Forbidden (with credentials=valid and permission=denied): 403 says that knowing who calls would not help; here
    it would.
    """

    status: Status
    why_not: str
    fact: str
    value: Value | None
    changes: Changes

    def __str__(self) -> str:
        told = f" (with {described(self.changes)})" if self.changes else ""
        return f"{titled(self.status)}{told}: {self.why_not}"


def _alternative(status: Status, why_not: str, changes: Changes) -> Alternative:
    return Alternative(status, why_not, *(changes[0] if changes else ("", None)), changes)


@final
@attrs.frozen(slots=False, eq=False, repr=False)
class Recommendation:
    """
    The status to send, and all that can be said about it.

    `status` is None where nothing can be sent. `base` is what the profile rfc9110 says; it differs where the profile
    made a difference. `would_change` names the facts that are still open, the most decisive first. `trace` has every
    rule that was tried.

    >>> from statuskit import recommend
    >>> found = recommend(method="POST", outcome="created")
    >>> print(found)
    201 Created: A new resource is there, and the answer says where. (RFC 9110 §9.3.3)
    >>> print(found.headers[0])
    Location: SHOULD, the address of what was created (RFC 9110 §9.3.3)
    """

    status: Status | None
    rule: GuideRule
    profile: Profile
    _stated: Mapping[str, Value]
    _state: Mapping[str, Value]

    def __bool__(self) -> NoReturn:
        msg = "a Recommendation is neither true nor false; look at .status"
        raise TypeError(msg)

    def __str__(self) -> str:
        return f"{titled(self.status)}: {self.rule.why} ({self.rule.citations[0]})"

    def __repr__(self) -> str:
        return f"<Recommendation {titled(self.status)} by {self.rule}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recommendation):
            return NotImplemented
        return (self.rule, self.profile, self._stated) == (other.rule, other.profile, other._stated)

    def __hash__(self) -> int:
        return hash((self.rule.id, frozenset(self._stated.items())))

    def __reduce__(self) -> tuple[object, ...]:
        return recommended, (dict(self._stated), self.profile)

    @property
    def certainty(self) -> Certainty:
        """Who says that this is the code."""
        return self.rule.certainty

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the rule comes from, the most telling source first."""
        return self.rule.citations

    @cached_property
    def situation(self) -> Situation:
        """The facts that were stated."""
        return Situation(**cast("Facts", self._stated))

    @cached_property
    def base(self) -> Status | None:
        """What the profile rfc9110 says of the same facts."""
        return BASE.engine.decide(self._state).then

    @cached_property
    def headers(self) -> tuple[HeaderAdvice, ...]:
        """The rule's own advice, then what the registry asks of every response with this status."""
        if self.status is None:
            return self.rule.headers
        named = {advice.name.casefold() for advice in self.rule.headers}
        return self.rule.headers + tuple(
            HeaderAdvice(row.name, row.strength, row.condition or "with every such response", row.citation)
            for row in self.status.header_rules
            if row.name.casefold() not in named
        )

    @cached_property
    def body(self) -> BodyAdvice | None:
        """What belongs in the content; None where no advice is known."""
        if self.status is None or self.status.is_vendor:
            return self.rule.body or (None if self.status is None else BODIES.get(self.status.status_class))
        if self.status.content in _NO_CONTENT:
            return _NO_CONTENT[self.status.content]
        if self._state.get("method") == "HEAD":
            return _TO_HEAD
        return self.rule.body or BODIES[self.status.status_class]

    @cached_property
    def trace(self) -> tuple[Step, ...]:
        """Every rule that was tried, in order: no, unknown, and at last yes; with the fact that decided."""
        return tuple(
            self.profile.engine.trace(
                self._state, (_UNKNOWABLE - self._stated.keys()) | {question.fact for question in self._open}
            )
        )

    @property
    def holding(self) -> tuple[GuideRule, ...]:
        """The rules that hold as well, and come later."""
        return tuple(self.profile.engine.deciding(self._state))[1:]

    @cached_property
    def would_change(self) -> tuple[str, ...]:
        """The facts whose answer may still lead to another status, the most decisive first."""
        found: dict[str, set[Status]] = {}
        for status, fact, _ in self._answers:
            found.setdefault(fact, set()).add(status)
        return tuple(sorted(found, key=lambda fact: -len(found[fact])))

    @property
    def _open(self) -> Iterator[Question]:
        """The questions that nothing has been said of."""
        return (question for question, tests in _QUESTIONS if holds(tests, self._state))

    @cached_property
    def _answers(self) -> tuple[tuple[Status, str, Value], ...]:
        """Each status that an answer to an open question leads to, other than this one."""
        decide = self.profile.engine.decide
        asked = [(question.fact, answer) for question in self._open for answer in question.answers]
        led = [decide(state_of({**self._stated, fact: answer})).then for fact, answer in asked]
        told = [(status, *said) for status, said in zip(led, asked, strict=True) if status is not None]
        return tuple(row for row in told if row[0] is not self.status)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What the rule rejects or accepts as well, and what the open questions lead to; each status once."""
        told = dict.fromkeys((status for status, *_ in self._answers), "Nothing is said about it yet.")
        told = {**self.rule.instead, **self.rule.accepts} | {
            status: why for status, why in told.items() if status not in {*self.rule.instead, *self.rule.accepts}
        }
        return tuple(_alternative(status, why, self.way_to(status)) for status, why in told.items())

    def way_to(self, status: Status) -> Changes:
        """
        Return the facts, each with its value, that would most easily make `status` the answer.

        An answer to an open question, if one will do. The "fact" is "profile" where only another profile gives it;
        none where nothing does.

        >>> from statuskit import HTTP, recommend
        >>> recommend(credentials="missing").way_to(HTTP.FORBIDDEN)
        (('credentials', 'valid'), ('permission', 'denied'))
        """
        answer = next(((fact, said) for led, fact, said in self._answers if led is status), None)
        if answer is not None:
            return (answer,)
        if status is self.base:
            return (("profile", BASE.name),)
        way = way_to(status, self._stated, self.profile.engine)
        return way or tuple(("profile", profile.name) for profile in self.profiles_with(status)[:1])

    def profiles_asking_for(self, status: Status) -> tuple[Profile, ...]:
        """
        Return the other profiles that ask for `status` with the same facts, and not only by default.

        >>> from statuskit import HTTP, recommend
        >>> [profile.name for profile in recommend(body="invalid_semantics").profiles_asking_for(HTTP.BAD_REQUEST)]
        ['zalando', 'microsoft', 'google', 'adidas']
        """
        return tuple(
            profile
            for profile in self.profiles_with(status)
            if profile.engine.decide(self._state).certainty is not Certainty.DEFAULT and profile != self.profile
        )

    def profiles_with(self, status: Status) -> tuple[Profile, ...]:
        """
        Return the profiles that give `status` for the same facts.

        >>> from statuskit import HTTP, recommend
        >>> [profile.name for profile in recommend(body="invalid_semantics").profiles_with(HTTP.BAD_REQUEST)]
        ['common', 'zalando', 'microsoft', 'google', 'adidas', 'drf']
        """
        return tuple(profile for profile in PROFILES.values() if profile.engine.decide(self._state).then is status)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Facts that contradict each other, what the answer lacks, and what the profile advises against."""
        told = [
            note.text
            for note in NOTES
            if (note.then is None or note.then is self.status)
            and all(self._stated.get(fact) in condition for fact, condition in note.when.items())
        ]
        return (*told, *self._about_method(), *self._about_legacy(), *self._about_status())

    def _about_method(self) -> Iterator[str]:
        method = str(self._stated.get("method", ""))
        if method not in METHODS and method.upper() in METHODS:
            yield f"Methods are case-sensitive (RFC 9110, section 9.1): {method} is not {method.upper()}."

    def _about_legacy(self) -> Iterator[str]:
        if "legacy_code" in self._stated:
            number = int(self._stated["legacy_code"])
            if number in HTTP and not HTTP[number].is_reserved:
                yield f"{titled(HTTP[number])} is a registered code, so it tells nothing of what to say in its place."
            elif self.status != number:
                yield f"{number} is not for sending: use registered codes only (RFC 9205, section 4.6)."

    def _about_status(self) -> Iterator[str]:
        status = self.status
        if status is None:
            return
        if status in self.profile.against:
            against = self.profile.against[status]
            yield f"{self.profile.title} advises against {status}: {against.why} ({against.citation})"
        meaning = status.meaning(str(self._stated["vendor"])) if status.is_vendor and "vendor" in self._stated else None
        if meaning is not None and meaning.visibility is not Visibility.SENT:
            yield f"{meaning.vendor} {_SHOWN_AS[meaning.visibility]} {status} to the client."

    def explain(self) -> str:
        """
        Return the whole story: the answer, what goes with it, what it is not, and what is open.

        >>> from statuskit import recommend
        >>> print(recommend(permission="denied").explain().splitlines()[1])
        Rule access.denied, recommended. May the caller?
        """
        head = f"{self}\nRule {self.rule}, {self.certainty.value}. {STAGES[self.rule.stage]}"
        if self.base is not self.status:
            head += f"\nProfile {self.profile.name}; without it {titled(self.base)}"
        return story(
            head,
            ("Header fields", self.headers),
            ("Content", [self.body] if self.body else []),
            ("Not", self.alternatives),
            ("Open", (f"{fact}: {_asked(fact)}" for fact in self.would_change)),
            ("Beware", self.warnings),
            sources(*self.citations),
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types; statuses are their numbers, rules their ids.

        >>> from statuskit import recommend
        >>> told = recommend(permission="denied", profile="zalando").to_dict()
        >>> told["status"], told["rule"], told["profile"], told["situation"]
        (403, 'access.denied', 'zalando', {'permission': 'denied'})
        """
        told = (
            "status",
            "base",
            "citations",
            "headers",
            "body",
            "certainty",
            "would_change",
            "warnings",
            "alternatives",
        )
        return {
            "situation": self.situation.to_dict(),
            "profile": self.profile.name,
            "rule": self.rule.id,
            "why": self.rule.why,
            **{name: plain(getattr(self, name)) for name in told},
            "trace": [{"rule": step.rule.id, "result": step.result, "fact": step.fact} for step in self.trace],
        }


_SHOWN_AS: Final[Mapping[Visibility, str]] = MappingProxyType(
    {
        Visibility.LOG_ONLY: "writes it to its log only, and never sends",
        Visibility.REWRITTEN: "sends another status in place of",
        Visibility.BODY_ONLY: "tells it in the content only, and never sends",
    }
)


def _asked(fact: str) -> str:
    return next(question.text for question in QUESTIONS if question.fact == fact)


def recommended(stated: dict[str, Value], profile: Profile) -> Recommendation:
    """Return the answer to facts that were checked before."""
    state = state_of(stated)
    rule = profile.engine.decide(state)
    return Recommendation(rule.then, rule, profile, MappingProxyType(stated), MappingProxyType(state))
