"""
The shapes: Status and the records it carries.

No rows and no status numbers here: those live in `data/`. Nothing here imports another room. What a Status needs from
above (prose, vendors' meanings, neighbours, sources) `registry` hands over once, when it is imported.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, final

import attrs

from statuskit._enums import (
    Applied,
    Cacheability,
    Change,
    Condition,
    Content,
    Health,
    Redirect,
    Repeat,
    State,
    StatusClass,
    Strength,
)
from statuskit._late import late
from statuskit._records import Citation, HeaderRule, RetryRule
from statuskit.exceptions import text_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from typing import NoReturn

    from typing_extensions import Self

    from statuskit._above import Above
    from statuskit._compare import Comparison, Difference
    from statuskit._facts import FACTS
    from statuskit._meanings import Confusion, Meaning, Method, Prose, Visibility
    from statuskit._plain import Plain
else:
    # What few questions need is made when one does: a class of attrs takes longer to make than many rows.
    __getattr__ = late(
        __name__,
        {
            "Comparison": "statuskit._compare",
            "Confusion": "statuskit._meanings",
            "Difference": "statuskit._compare",
            "FACTS": "statuskit._facts",
            "Meaning": "statuskit._meanings",
            "Method": "statuskit._meanings",
            "Prose": "statuskit._meanings",
            "Visibility": "statuskit._meanings",
        },
    )

__all__ = [
    "FACTS",
    "Applied",
    "Cacheability",
    "Change",
    "Citation",
    "Comparison",
    "Condition",
    "Confusion",
    "Content",
    "Difference",
    "HeaderRule",
    "Health",
    "Meaning",
    "Method",
    "Prose",
    "Redirect",
    "Repeat",
    "RetryRule",
    "State",
    "Status",
    "StatusClass",
    "Strength",
    "Visibility",
]


_BY_CLASS: Final = MappingProxyType(
    {
        kind: {
            "is_informational": kind is StatusClass.INFORMATIONAL,
            "is_success": kind is StatusClass.SUCCESS,
            "is_redirection": kind is StatusClass.REDIRECTION,
            "is_client_error": kind is StatusClass.CLIENT_ERROR,
            "is_server_error": kind is StatusClass.SERVER_ERROR,
            "is_error": kind in {StatusClass.CLIENT_ERROR, StatusClass.SERVER_ERROR, StatusClass.INVALID},
            "is_final": kind is not StatusClass.INFORMATIONAL,
        }
        for kind in StatusClass
    }
)


@final
@attrs.frozen(slots=False, eq=False, order=False, repr=False, kw_only=True)
class Status(int):
    """
    One HTTP status code and everything known about it. It is an int, so it goes wherever a number goes.

    There is one Status an integer: get it from `HTTP` or `lookup()`. `cite()` names the source of each of its facts.

    >>> from statuskit import HTTP
    >>> HTTP.NOT_FOUND == 404, f"{HTTP.NOT_FOUND}", HTTP.NOT_FOUND.phrase
    (True, '404', 'Not Found')
    """

    __match_args__ = ("code",)

    code: int
    name: str
    phrase: str
    """IANA's, and "" where the code is not registered."""
    state: State
    summary: str
    defined_in: Citation
    docs_url: str
    aliases: tuple[str, ...]
    """Older phrases and names; `lookup()` takes them all."""
    cacheability: Cacheability
    content: Content
    header_rules: tuple[HeaderRule, ...]
    redirect: Redirect | None
    """What following it does to the method; None where there is no Location to follow."""
    is_permanent: bool
    is_vendor: bool
    """Not registered, but a vendor gave the number a meaning."""
    retry_rule: RetryRule
    registered_on: str | None
    """ISO date of a temporary registration; None for the permanent ones."""
    expires_on: str | None
    """ISO date on which a temporary registration ends."""
    _repeatable: Container[str] = attrs.field(alias="repeatable")
    """The methods under which an identical repeat is allowed."""
    _cited: Mapping[str, Citation] = attrs.field(alias="cited")
    """Sources of the facts that have another one than their kind has."""

    # What follows from the row, worked out once.
    status_class: StatusClass = attrs.field(init=False)
    is_informational: bool = attrs.field(init=False)
    is_success: bool = attrs.field(init=False)
    is_redirection: bool = attrs.field(init=False)
    is_client_error: bool = attrs.field(init=False)
    is_server_error: bool = attrs.field(init=False)
    is_error: bool = attrs.field(init=False)
    is_final: bool = attrs.field(init=False)
    is_registered: bool = attrs.field(init=False)
    is_deprecated: bool = attrs.field(init=False)
    is_reserved: bool = attrs.field(init=False)
    is_cacheable: bool = attrs.field(init=False)
    """Heuristically cacheable: may be stored without an explicit lifetime (RFC 9110, section 15.1)."""
    allows_content: bool = attrs.field(init=False)
    required_headers: tuple[str, ...] = attrs.field(init=False)
    """Fields that the response MUST carry, always or under the condition of their rule."""
    is_redirect: bool = attrs.field(init=False)
    """There is a Location to follow."""
    repeat: Repeat = attrs.field(init=False)
    """When the same request, unchanged, may be sent again; `is_retryable()` answers for a method."""
    applied: Applied = attrs.field(init=False)
    repeat_after: Change | None = attrs.field(init=False)
    conditions: Condition = attrs.field(init=False)
    health: Health = attrs.field(init=False)

    _above: ClassVar[Above]

    def __new__(cls, *_args: object, **_facts: object) -> NoReturn:  # noqa: D102
        msg = "a Status is never made, only found: use statuskit.lookup(code) or statuskit.HTTP"
        raise TypeError(msg)

    def __attrs_post_init__(self) -> None:
        # A frozen record takes no assignment; its dictionary does, and costs less than object.__setattr__.
        facts = self.__dict__
        kind = StatusClass.of(self.code)
        rule = self.retry_rule
        facts["status_class"] = kind
        facts.update(_BY_CLASS[kind])
        facts["is_registered"] = self.state is not State.UNREGISTERED
        facts["is_deprecated"] = self.state is State.DEPRECATED
        facts["is_reserved"] = self.state is State.RESERVED
        facts["is_cacheable"] = self.cacheability is Cacheability.HEURISTIC
        facts["allows_content"] = self.content is Content.ALLOWED
        required = (rule.name for rule in self.header_rules if rule.strength is Strength.MUST)
        facts["required_headers"] = tuple(dict.fromkeys(required))
        facts["is_redirect"] = self.redirect is not None
        facts["repeat"] = rule.repeat
        facts["applied"] = rule.applied
        facts["repeat_after"] = rule.repeat_after
        facts["conditions"] = rule.conditions
        facts["health"] = rule.health

    # --- An int in every way that matters -----------------------------------------------------------------------

    def __repr__(self) -> str:
        return f"<Status {self.code} {self.phrase}>" if self.phrase else f"<Status {self.code}>"

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return _restore, (self.code,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    if TYPE_CHECKING:

        def __eq__(self, other: object) -> bool: ...
        def __hash__(self) -> int: ...
        def __str__(self) -> str: ...

    else:
        __str__ = int.__repr__  # people write a status into logs and onto wires with str()

    # --- Questions with an argument -------------------------------------------------------------------------------

    def is_retryable(self, method: str = "GET", *, idempotent: bool | None = None) -> bool:
        """
        Whether the same request, unchanged, may be sent again by itself (RFC 9110, section 9.2.2).

        The rule is about the status and the method alone: header fields such as Retry-After, attempts and deadlines are
        the caller's to weigh. Method names are case-sensitive; one that IANA does not list is taken as not idempotent.

        Args:
            method: the request's method.
            idempotent: what the caller knows of this request, over what its method says.

        >>> from statuskit import HTTP
        >>> HTTP.SERVICE_UNAVAILABLE.is_retryable("GET"), HTTP.SERVICE_UNAVAILABLE.is_retryable("POST")
        (True, False)
        """
        if idempotent is None:
            return method in self._repeatable
        return self.repeat is Repeat.ALWAYS or (idempotent and self.repeat is Repeat.IDEMPOTENT)

    def requires_header(self, name: str) -> bool:
        """
        Whether the response MUST carry the field `name`, always or under the condition of its rule.

        >>> from statuskit import HTTP
        >>> HTTP.METHOD_NOT_ALLOWED.requires_header("allow")
        True
        """
        wanted = text_of(name, "the name of a field").lower()
        return any(wanted == required.lower() for required in self.required_headers)

    def redirect_method(self, method: str) -> str | None:
        """
        Return the method of the request that follows this redirect; None where there is no Location to follow.

        POST turns into GET after 301 and 302, as browsers do it and RFC 9110, section 15.4.2, allows.

        >>> from statuskit import HTTP
        >>> HTTP.FOUND.redirect_method("POST"), HTTP.TEMPORARY_REDIRECT.redirect_method("POST")
        ('GET', 'POST')
        """
        if self.redirect is None:
            return None
        if self.redirect is Redirect.KEEP:
            return method
        turned = method == "POST" if self.redirect is Redirect.POST_TO_GET else method != "HEAD"
        return "GET" if turned else method

    def meaning(self, vendor: str) -> Meaning | None:
        """
        Return what `vendor` means by this number, its sub-codes aside; None where it has no meaning of its own.

        The vendor's name is taken in any case, and a part of it will do: "nginx", "IIS".

        Raises:
            InvalidStatusError: for a name that is no text.

        >>> from statuskit import lookup
        >>> lookup(499).meaning("NGINX").summary
        'the client closed the connection before nginx had sent any header field'
        >>> lookup(404).meaning("nginx") is None
        True
        """
        from statuskit._meanings import own

        vendor = text_of(vendor, "the name of a vendor")
        return next((row for row in own(self.meanings) if row.is_of(vendor)), None)

    def cite(self, fact: str) -> Citation:
        """
        Return the source of a fact, by the name of its attribute or method.

        Raises:
            UnknownStatusError: for a name that is no fact of a Status; it names the nearest.

        >>> from statuskit import HTTP
        >>> print(HTTP.TOO_MANY_REQUESTS.cite("cacheability"))
        RFC 6585 §4
        """
        return self._above.cite(self, fact)

    # --- Facts that live above ------------------------------------------------------------------------------------

    @property
    def treat_as(self) -> Status:
        """The Status that a client which does not know this one handles it as (RFC 9110, section 15)."""
        return self._above.treat_as(self)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What vendors mean by this number, sub-codes included."""
        return self._above.meanings(self.code)

    @property
    def confused_with(self) -> tuple[Confusion, ...]:
        """The statuses that people mix up with this one, each with the rule of thumb."""
        return self._above.confused_with(self)

    @property
    def description(self) -> str:
        """What the status means."""
        return self._above.prose(self).description

    @property
    def use_when(self) -> str:
        """When a server should send it."""
        return self._above.prose(self).use_when

    @property
    def avoid_when(self) -> str:
        """When a server should send something else, and what."""
        return self._above.prose(self).avoid_when

    @property
    def causes(self) -> tuple[str, ...]:
        """Why one usually sees it, the likeliest cause first."""
        return self._above.prose(self).causes

    @property
    def look_first(self) -> str:
        """Where to look first when it comes as a surprise."""
        return self._above.prose(self).look_first

    @property
    def client_action(self) -> str:
        """What a client that receives it should do."""
        return self._above.prose(self).client_action

    # --- For displays ---------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Plain]:
        """
        Return every fact in plain JSON types, in the order of `FACTS`; another Status is its number.

        >>> from statuskit import HTTP
        >>> facts = HTTP.MOVED_PERMANENTLY.to_dict()
        >>> facts["code"], facts["redirect"], facts["required_headers"]
        (301, 'POST becomes GET', [])
        """
        from statuskit._facts import FACTS
        from statuskit._plain import plain

        return {fact: plain(getattr(self, fact)) for fact in FACTS}

    def __rich_repr__(self) -> Iterator[object]:
        yield self.code
        yield self.phrase or self.name
        yield "state", self.state.value

    def _repr_markdown_(self) -> str:
        return f"**{self.code} {self.phrase or self.name}**: {self.summary} ([{self.defined_in}]({self.docs_url}))"


def _restore(code: int) -> Status:
    """Give pickle the one Status of `code`."""
    return Status._above.restore(code)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  the same module
