"""Strategies for messages: requests, responses that are right or break one rule, and pairs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar, cast

from hypothesis import strategies as st

from statuskit._near import did_you_mean, near
from statuskit.conformance import RULES, Role
from statuskit.exceptions import InvalidArgumentError, UnknownRuleError, UnknownStatusError, as_text, quoted
from statuskit.messages import Request, Response
from statuskit.testing._expected import expectation
from statuskit.testing.strategies._legal import SHAPES as LEGAL
from statuskit.testing.strategies._shape import exchange
from statuskit.testing.strategies._values import headers, methods, statuses
from statuskit.testing.strategies.faults import FAULTS, PAIRS
from statuskit.testing.strategies.faults.pairs import LEGAL_PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hypothesis.strategies import SearchStrategy

    from statuskit.testing._expected import Expected
    from statuskit.testing.strategies._shape import Shape
    from statuskit.testing.strategies.faults.pairs import Pair

__all__ = ["requests", "response_pairs", "responses"]

_T = TypeVar("_T")

_URLS: Final = (
    *("/", "/users/7", "https://example.com/", "https://example.com/users?page=2", "http://[::1]:8080/a%20b#c", "*"),
    None,
)
_VERSIONS: Final = (None, "HTTP/1.1", "HTTP/2", "HTTP/1.0", "HTTP/3")


def requests(
    method: str | SearchStrategy[str] | None = None, *, url: str | SearchStrategy[str | None] | None = None
) -> SearchStrategy[Request]:
    """
    Return a strategy for requests: any method, address, fields, content and version of HTTP, together as they come.

    `method` and `url` are kept where they are given; each may be a strategy.

    >>> from hypothesis import given
    >>> from statuskit.testing.strategies import methods, requests
    >>> @given(requests(methods(safe=True), url="/users"))
    ... def test_request(request):
    ...     assert request.method != "POST" and request.url == "/users"
    >>> test_request()
    """
    return st.builds(
        Request,
        methods() if method is None else _strategy(method),
        st.sampled_from(_URLS) if url is None else _strategy(url),
        headers(),
        _CONTENTS,
        st.sampled_from(_VERSIONS),
    )


def _strategy(given: _T | SearchStrategy[_T]) -> SearchStrategy[_T]:
    return cast("SearchStrategy[_T]", given) if isinstance(given, st.SearchStrategy) else st.just(given)


_CONTENTS: Final = st.none() | st.binary(max_size=20) | st.sampled_from((b"{}", b'{"error": "no"}', b"<title>404"))


def responses(
    status: Expected | None = None, *, conformant: bool | None = None, fault: str | None = None
) -> SearchStrategy[Response]:
    """
    Return a strategy for responses, each with the request that it answers as its `request`.

    Args:
        status: what `assert_status()` takes: 404, "4xx", "redirect", a set, a predicate. Any, if it is not told.
        conformant: True for responses in which `conformance.check()` finds nothing; False for those that break one of
            its rules that are on; None for any, those that make no sense among them.
        fault: the id of a rule, for responses that break it and no rule that is on besides. Those of a rule that holds
            for proxies alone are such as a proxy sends.

    Raises:
        UnknownRuleError: a KeyError: for what is no id of a rule that `check()` tries; it names the nearest.
        UnknownStatusError: a KeyError: for text that names no status, and where no response with the status is such.
        InvalidStatusError: a ValueError: for a `status` that nothing can be.
        InvalidArgumentError: a ValueError: for a `fault` in a conformant response.

    >>> from hypothesis import given
    >>> from statuskit.conformance import check
    >>> from statuskit.testing.strategies import responses
    >>> @given(responses("4xx", fault="SK401-01"))
    ... def test_fault_is_found(response):
    ...     assert ["SK401-01"] == [finding.rule.id for finding in check(response)]
    >>> test_fault_is_found()
    """
    if fault is not None:
        if conformant:
            msg = f"a response with the fault {quoted(fault)} is not conformant: leave one of the two out"
            raise InvalidArgumentError(msg)
        return _drawn(_shapes_of(fault), status, f"with the fault {fault}")
    if conformant is None:
        return _anything(status)
    if conformant:
        return _drawn(LEGAL, status, "that is conformant")
    return _drawn(_FAULTY, status, "that breaks a rule")


# Those that are found by a check which is told nothing but the response.
_FAULTY: Final = tuple(
    shape
    for rule_id, shapes in FAULTS.items()
    if RULES[rule_id].default and Role.ORIGIN in RULES[rule_id].roles
    for shape in shapes
)


def _chosen(shapes: Iterable[Shape], status: Expected | None) -> list[tuple[Shape, tuple[int, ...]]]:
    """Return the shapes that have a wanted status, each with those of its statuses that are."""
    if status is None:
        return [(shape, shape.on) for shape in shapes]
    holds = expectation(status).holds
    found = ((shape, tuple(filter(holds, shape.on))) for shape in shapes)
    return [(shape, codes) for shape, codes in found if codes]


def _drawn(shapes: Iterable[Shape], status: Expected | None, which: str) -> SearchStrategy[Response]:
    chosen = _chosen(shapes, status)
    if not chosen:
        told = quoted(status) if status is None or isinstance(status, (str, int)) else expectation(status).text
        msg = f"no response with the status {told} is one {which}"
        raise UnknownStatusError(msg)
    return exchange(chosen)


def _anything(status: Expected | None) -> SearchStrategy[Response]:
    random = st.builds(
        Response,
        statuses(status),
        headers(),
        _CONTENTS,
        st.sampled_from((None, "", "OK", "It went wrong")),
        request=st.none() | requests(),
    )
    sensible = [exchange(chosen) for shapes in (LEGAL, _FAULTY) if (chosen := _chosen(shapes, status))]
    return st.one_of([random, *sensible])


def response_pairs(*, fault: str | None = None) -> SearchStrategy[tuple[Response, Response]]:
    """
    Return a strategy for two responses for one resource: a 200 with a 304 or a 206, or what GET and HEAD get.

    `conformance.check_pair()` finds nothing in them; with `fault`, the id of a rule, it finds that and nothing else.
    Each response by itself breaks no rule that is on.

    Raises:
        UnknownRuleError: a KeyError: for what is no id of a rule that `check_pair()` tries.

    >>> from hypothesis import given
    >>> from statuskit.conformance import check_pair
    >>> from statuskit.testing.strategies import response_pairs
    >>> @given(response_pairs(fault="SK304-04"))
    ... def test_fault_is_found(pair):
    ...     assert ["SK304-04"] == [finding.rule.id for finding in check_pair(*pair)]
    >>> test_fault_is_found()
    """
    pairs = LEGAL_PAIRS if fault is None else PAIRS.get(fault)
    if pairs is None:
        raise _unknown(fault, PAIRS, "responses" if fault in FAULTS else "")
    return st.one_of([_pair(pair) for pair in pairs])


def _pair(pair: Pair) -> SearchStrategy[tuple[Response, Response]]:
    return st.tuples(*(exchange([(shape, shape.on)]) for shape in (pair.whole, pair.beside)))


def _shapes_of(fault: str) -> tuple[Shape, ...]:
    shapes = FAULTS.get(fault)
    if shapes is None:
        raise _unknown(fault, FAULTS, "response_pairs" if fault in PAIRS else "")
    return shapes


def _unknown(fault: object, accepted: Mapping[str, object], elsewhere: str) -> UnknownRuleError:
    told = f"not the id of a rule that one can break here: {quoted(fault)}"
    if elsewhere:
        return UnknownRuleError(f"{told}; ask {elsewhere}() for it")
    found = near((as_text(fault) or "").upper(), accepted)
    return UnknownRuleError(f"{told}; accepted: {', '.join([*accepted][:6])}, ...{did_you_mean(found)}", found)
