"""
What is known about a request, as finite facts: the Situation, what each fact means, and what is assumed of it.

No rules and no answers. A fact that is not stated is assumed not to be wrong.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast, final, get_args, get_type_hints

import attrs

from statuskit._grammar import TCHAR
from statuskit._near import did_you_mean, near
from statuskit.exceptions import InvalidSituationError, as_text, quoted
from statuskit.guides._values import Facts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from statuskit._plain import Plain
    from statuskit.guides._values import (
        AuthScheme,
        BatchItems,
        Body,
        ClientGeneratedId,
        Conflict,
        ContentCoding,
        Credentials,
        Csrf,
        DenialReason,
        Error,
        EtagInBody,
        Expect,
        Idempotency,
        IfRange,
        Intent,
        Job,
        MediaType,
        MethodChange,
        Operation,
        Outcome,
        Page,
        Patch,
        Permission,
        Precondition,
        ProxyCredentials,
        Query,
        Quota,
        Range,
        Redirect,
        RelatedResource,
        Resource,
        Results,
        Role,
        Service,
        Tls,
        Upgrade,
        Upstream,
    )

__all__ = ["FACTS", "GROUPS", "Fact", "Situation", "Value", "checked", "is_vendor", "no_fact", "no_value", "refusal"]

Value: TypeAlias = "bool | str"

_MEANING: Final = "meaning"
_ASSUMED: Final = "assumed"


def _fact(meaning: str, *, assumed: Value | None = None) -> Any:  # Any: the field's type is in its annotation
    """Declare a fact; `assumed` is the harmless value that it has when it is not stated."""
    return attrs.field(default=None, metadata={_MEANING: meaning, _ASSUMED: assumed})


@final
@attrs.frozen(kw_only=True, repr=False)
class Situation:
    """
    What is known about a request and what came of it. Every fact is None, not stated, unless it is given.

    `attrs.evolve()` makes a new one with some facts changed. `str()` shows what is stated.

    Raises:
        InvalidSituationError: a ValueError, and a TypeError too: for a fact or a value that there is not.

    >>> import attrs
    >>> from statuskit import Situation, recommend
    >>> order = Situation(method="PUT", resource="exists", if_match="false")
    >>> recommend(order).status
    <Status 412 Precondition Failed>
    >>> recommend(attrs.evolve(order, credentials="missing")).status
    <Status 401 Unauthorized>
    """

    # --- Who answers
    role: Role | None = _fact("the part that the answering server plays", assumed="origin")
    vendor: str | None = _fact("the server is this product, and its own codes may be recommended")
    service: Service | None = _fact("the state of the service as a whole; degraded still answers", assumed="degraded")
    upstream: Upstream | None = _fact("what the next hop did, at a gateway, proxy or edge", assumed="ok")
    error: Error | None = _fact(
        "what was raised while handling the request; validation leaves it to what is said of the content"
    )
    # --- The request as received
    method: str | None = _fact("the request's method")
    method_known: bool | None = _fact("the server knows the method at all", assumed=True)
    method_allowed: bool | None = _fact("this resource allows the method", assumed=True)
    intent: Intent | None = _fact("what the call is for")
    expect: Expect | None = _fact("the Expect field; unknown is an expectation that cannot be met")
    interim: bool | None = _fact(
        "asked before the final response, so that 100, 102 and 103 are possible", assumed=False
    )
    early_hints: bool | None = _fact("before the final response there are Link hints to send", assumed=False)
    still_processing: bool | None = _fact(
        "before the final response: the work goes on, and the client must not give up", assumed=False
    )
    upgrade: Upgrade | None = _fact("the handshake of another protocol, as WebSocket")
    http_version_ok: bool | None = _fact("the request's HTTP version is supported", assumed=True)
    tls: Tls | None = _fact("the request came in clear text and must not")
    authority_ok: bool | None = _fact("this server answers for the request's authority", assumed=True)
    early_data: bool | None = _fact(
        "arrived as TLS early data, and must wait for the end of the handshake", assumed=False
    )
    request_timeout: bool | None = _fact("the client did not finish sending in time", assumed=False)
    client_closed: bool | None = _fact("the client went away before the answer", assumed=False)
    headers_too_large: bool | None = _fact("a header field, or all of them, are over the limit", assumed=False)
    uri_too_long: bool | None = _fact("the target is over the limit", assumed=False)
    length_missing: bool | None = _fact("Content-Length is wanted, and is not there", assumed=False)
    content_too_large: bool | None = _fact("the content is over the limit", assumed=False)
    limit_is_temporary: bool | None = _fact("the limit on the content will be lifted", assumed=False)
    network_login_required: bool | None = _fact("a network gate wants a login first", assumed=False)
    drop_silently: bool | None = _fact("close without an answer", assumed=False)
    # --- May the caller?
    rate_limited: bool | None = _fact("over the rate limit", assumed=False)
    quota: Quota | None = _fact("the longer-term quota is used up")
    credentials: Credentials | None = _fact("what the request brought to say who is calling", assumed="valid")
    auth_scheme: AuthScheme | None = _fact("how this resource authenticates")
    login_session: bool | None = _fact("the credentials are a login session that ends by inactivity", assumed=False)
    challenge_available: bool | None = _fact("there is a challenge to put in WWW-Authenticate", assumed=True)
    proxy_credentials: ProxyCredentials | None = _fact("what the request brought for the proxy", assumed="valid")
    permission: Permission | None = _fact("whether this caller may", assumed="granted")
    denial_reason: DenialReason | None = _fact("why permission is denied")
    hide_existence: bool | None = _fact("the caller must not learn whether the resource exists")
    csrf: Csrf | None = _fact("the check against forged requests")
    payment_required: bool | None = _fact("somebody has to pay first", assumed=False)
    legal_block: bool | None = _fact("a legal demand forbids it", assumed=False)
    # --- The resource
    resource: Resource | None = _fact(
        "deleted keeps a tombstone, many has several representations to pick from, pending is not ready",
        assumed="exists",
    )
    target_known: bool | None = _fact("the new address of what has moved is known", assumed=True)
    redirect: Redirect | None = _fact("send the client elsewhere")
    method_change: MethodChange | None = _fact("whether the follow-up may change its method to GET")
    called_temporary: bool | None = _fact("somebody calls the move temporary although it will stay", assumed=False)
    acceptable: bool | None = _fact("some representation matches Accept", assumed=True)
    ignore_accept: bool | None = _fact("policy: disregard an Accept that cannot be met", assumed=False)
    results: Results | None = _fact("of a list or a search", assumed="some")
    page: Page | None = _fact("of a list or a search", assumed="in_range")
    range: Range | None = _fact("the Range field")
    if_range: IfRange | None = _fact("the truth of If-Range")
    delta_encoding: bool | None = _fact("the client accepts and gets instance manipulations", assumed=False)
    transformed: bool | None = _fact("a proxy changed the origin's content", assumed=False)
    if_match: Precondition | None = _fact("the truth of If-Match", assumed="absent")
    if_none_match: Precondition | None = _fact(
        "the truth of If-None-Match; false: the stored one matches", assumed="absent"
    )
    if_modified_since: Precondition | None = _fact("the truth of If-Modified-Since", assumed="absent")
    if_unmodified_since: Precondition | None = _fact("the truth of If-Unmodified-Since", assumed="absent")
    precondition_required: bool | None = _fact("unsafe requests must be conditional", assumed=False)
    creates_on_put: bool | None = _fact("PUT to an absent resource creates it", assumed=False)
    locked: bool | None = _fact("WebDAV: the source or the destination is locked", assumed=False)
    dependency_failed: bool | None = _fact("WebDAV: an action that this one depends on failed", assumed=False)
    loop: bool | None = _fact("WebDAV: an endless loop was found", assumed=False)
    already_reported: bool | None = _fact("WebDAV: the member was listed before in this answer", assumed=False)
    # --- The content
    media_type: MediaType | None = _fact("the request's Content-Type")
    content_coding: ContentCoding | None = _fact("the request's Content-Encoding")
    body: Body | None = _fact("the request's content; invalid: not said how", assumed="valid")
    query: Query | None = _fact("the query part of the target", assumed="valid")
    patch: Patch | None = _fact("a patch document")
    partial_put: bool | None = _fact("PUT with Content-Range, where partial PUT is not supported", assumed=False)
    conflict: Conflict | None = _fact("with what is stored", assumed="none")
    etag_in_body: EtagInBody | None = _fact("a version carried in the content, not in a precondition")
    related_resource: RelatedResource | None = _fact("what the content refers to")
    type_mismatch: bool | None = _fact("the resource's type does not fit the collection", assumed=False)
    client_generated_id: ClientGeneratedId | None = _fact("an identifier that the client chose")
    operation: Operation | None = _fact("an operation on an existing resource, which is not offered")
    idempotency: Idempotency | None = _fact("the Idempotency-Key")
    already_applied: bool | None = _fact("the same event or request was handled before", assumed=False)
    client_error: bool | None = _fact("the client did something wrong, not said what", assumed=False)
    # --- What came of it
    outcome: Outcome | None = _fact("what the work came to")
    response_body: bool | None = _fact("there is something to return")
    reset_view: bool | None = _fact("the client should clear its form", assumed=False)
    batch_items: BatchItems | None = _fact("what the items of a batch came to")
    job: Job | None = _fact("the job that is being polled")
    idempotent_delete: bool | None = _fact("policy: deleting what is not there is a success", assumed=False)
    not_implemented: bool | None = _fact("the server has not built this", assumed=False)
    extension_required: bool | None = _fact("the request lacks an extension that the server wants", assumed=False)
    storage_full: bool | None = _fact("there is no room to store the representation", assumed=False)
    teapot: bool | None = _fact("the server is a teapot", assumed=False)
    legacy_code: str | None = _fact("the number of a code that somebody is about to send for historical reasons")

    if TYPE_CHECKING:
        pass  # type checkers see the one that attrs makes of the fields, and evolve() with it
    else:

        def __init__(self, **facts: object) -> None:
            self.__attrs_init__(**checked(facts))

    def stated(self) -> dict[str, Value]:
        """
        Return the facts that are stated, in the order of their declaration.

        >>> from statuskit import Situation
        >>> Situation(permission="denied", method="GET").stated()
        {'method': 'GET', 'permission': 'denied'}
        """
        return {name: value for name in FACTS if (value := getattr(self, name)) is not None}

    def __str__(self) -> str:
        return ", ".join(f"{name}={value!r}" for name, value in self.stated().items())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self})"

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the facts that are stated, in plain JSON types.

        >>> from statuskit import Situation
        >>> order = Situation(method="PUT", if_match="false")
        >>> Situation(**order.to_dict()) == order
        True
        """
        return dict(self.stated())


@final
@attrs.frozen
class Fact:
    """
    What a fact means, the values that it has, and the harmless one that is assumed.

    `values` is empty where any text of the right form is taken. `assumed` is None where there is nothing to assume: the
    fact is then either "nothing of the kind" or asked for.

    >>> from statuskit.guides import FACTS
    >>> FACTS["permission"].values, FACTS["permission"].assumed
    (('granted', 'denied', 'insufficient_scope'), 'granted')
    """

    name: str
    meaning: str
    values: tuple[Value, ...]
    assumed: Value | None


def _values_of(kind: object) -> tuple[Value, ...]:
    """Return the values of an annotation: those of a Literal, both of bool, none of text."""
    if kind is bool:
        return (True, False)
    return cast("tuple[Value, ...]", get_args(kind))


def _facts() -> Mapping[str, Fact]:
    kinds = get_type_hints(Facts)
    return MappingProxyType(
        {
            field.name: Fact(
                field.name,
                field.metadata[_MEANING],
                _values_of(get_args(kinds[field.name])[0]),
                field.metadata[_ASSUMED],
            )
            for field in attrs.fields(Situation)
        }
    )


FACTS: Final = _facts()

# The questions that the facts answer, each from the fact that begins it on.
GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "role": "Who answers",
        "method": "The request as received",
        "rate_limited": "May the caller?",
        "resource": "The resource",
        "media_type": "The content",
        "outcome": "What came of it",
    }
)


# --- what is accepted -------------------------------------------------------------------------------------------------

_METHOD: Final = re.compile(TCHAR + r"{1,64}")  # longer ones are refused
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_LONGEST: Final = 64


def _is_method(text: str) -> bool:
    return _METHOD.fullmatch(text) is not None


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def is_vendor(text: object) -> bool:
    """Whether text is the name of a vendor that the registry knows, in any case."""
    return str(text).casefold() in (vendor.casefold() for vendor in _vendors())


def _vendors() -> tuple[str, ...]:
    from statuskit.data.vendors import VENDORS

    return VENDORS


# The facts of any text: what is taken, in a function and in words.
_FREE: Final[Mapping[str, tuple[Callable[[str], bool], Callable[[], tuple[str, ...]]]]] = MappingProxyType(
    {
        "method": (_is_method, lambda: ("a method name (RFC 9110, section 9.1)",)),
        "vendor": (is_vendor, _vendors),
        "legacy_code": (_is_number, lambda: ("a number as text, such as '420'",)),
    }
)
_ACCEPTED: Final[Mapping[str, frozenset[Value]]] = MappingProxyType(
    {name: frozenset(fact.values) for name, fact in FACTS.items()}
)


def checked(facts: Mapping[str, object]) -> dict[str, Value]:
    """
    Return the facts that are stated, checked; None is "not stated".

    Raises:
        InvalidSituationError: for a fact or a value that there is not, with the nearest match.
    """
    stated: dict[str, Value] = {}
    for name, given in facts.items():
        accepted = _ACCEPTED.get(name)
        if accepted is None:
            raise no_fact(name, FACTS)
        if given is None:
            continue
        kind = type(given)
        value = cast("Value", given if kind is bool or kind is str else as_text(given))
        if not (value in accepted if accepted else _fits(name, value)):
            raise no_value(name, given, FACTS[name].values or _FREE[name][1]())
        stated[name] = value
    return stated


def _fits(name: str, value: Value) -> bool:
    return isinstance(value, str) and _FREE[name][0](value)


def refusal(what: str, candidates: Iterable[object], text: str) -> InvalidSituationError:
    """Return the error that says `what`, and which candidates come near the text that was given."""
    found = near(text, map(str, candidates))
    return InvalidSituationError(f"{what}{did_you_mean(found)}", found)


def no_value(fact: str, given: object, accepted: Iterable[object]) -> InvalidSituationError:
    """Return the error for a value that a fact does not have."""
    values = [str(value) for value in accepted]
    what = f"not accepted as {fact}: {quoted(given)}; accepted: {', '.join(values)}"
    return refusal(what, values, as_text(given) or "")


def no_fact(name: str, facts: Collection[str], whose: str = "Situation has") -> InvalidSituationError:
    """Return the error for what is no fact."""
    return refusal(f"not a fact: {quoted(name)}; accepted: the {len(facts)} that {whose}", facts, name)
