"""The Situation and its facts: what is accepted, what is refused and how, and what it shows."""

from __future__ import annotations

import copy
import pickle
from typing import Any, get_args, get_type_hints

import attrs
import pytest

from statuskit import InvalidSituationError, Situation, StatusKitError
from statuskit.guides import FACTS, Fact, Facts, _values


def test_the_typed_facts_are_the_fields() -> None:
    """Editors complete what Situation takes: the TypedDict has its names, its order and its types."""
    fields = {field.name: field.type for field in attrs.fields(attrs.resolve_types(Situation, localns=vars(_values)))}

    assert list(fields.items()) == list(get_type_hints(Facts).items())


def test_facts_tell_their_values() -> None:
    """A fact has the values of its type, both truths of a bool, and none where any text will do."""
    assert Fact("tls", FACTS["tls"].meaning, ("required",), None) == FACTS["tls"]
    assert (True, False) == FACTS["rate_limited"].values
    assert () == FACTS["method"].values
    assert "origin" == FACTS["role"].assumed


def test_assumed_values_are_values() -> None:
    """What is assumed of a fact is one of its values, and every fact says what it means."""
    for name, fact in FACTS.items():
        hint = get_args(get_type_hints(Facts)[name])[0]

        assert fact.meaning
        assert fact.assumed is None or fact.assumed in fact.values
        assert bool(fact.values) == (hint is not str)


def test_a_situation_shows_what_is_stated() -> None:
    """Only what is stated is shown, in the order of the facts; the rest is None."""
    situation = Situation(if_match="false", method="PUT", locked=False, query=None)

    assert {"method": "PUT", "if_match": "false", "locked": False} == situation.stated()
    assert "method='PUT', if_match='false', locked=False" == str(situation)
    assert "Situation(method='PUT', if_match='false', locked=False)" == repr(situation)
    assert situation.stated() == situation.to_dict()
    assert situation.query is None
    assert "Situation()" == repr(Situation())


def test_a_situation_is_built_up() -> None:
    """evolve() gives a new one with a fact changed or taken back; the old one stays."""
    one = Situation(method="GET", tls="required")

    assert Situation(method="GET", body="valid") == attrs.evolve(one, tls=None, body="valid")
    assert Situation(tls="required", method="GET") == one
    assert hash(Situation(method="GET", tls="required")) == hash(one)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.method = "PUT"  # type: ignore[misc]


def test_a_situation_travels() -> None:
    """Pickle and copy give an equal one."""
    one = Situation(method="GET", rate_limited=True)

    assert one == pickle.loads(pickle.dumps(one))  # noqa: S301  our own
    assert one == copy.deepcopy(one) == copy.copy(one)


class Text(str):
    """Text of another type, that shows itself as something else."""

    __slots__ = ()

    def __str__(self) -> str:
        return "PUT"


def test_text_of_another_type_is_taken_as_it_is() -> None:
    """A member of http.HTTPMethod and the like count as their text, whatever they show."""
    assert {"method": "GET", "tls": "required"} == Situation(method=Text("GET"), tls=Text("required")).stated()  # type: ignore[arg-type]
    assert str is type(Situation(method=Text("GET")).method)


REFUSED: tuple[tuple[dict[str, Any], str, tuple[str, ...]], ...] = (
    ({"metod": "GET"}, "not a fact: 'metod'; accepted: the 89 that Situation has; did you mean method?", ("method",)),
    ({"x" * 500: 1}, f"not a fact: '{'x' * 79}...; accepted: the 89 that Situation has", ()),
    ({"zzzz": None}, "not a fact: 'zzzz'; accepted: the 89 that Situation has", ()),
    (
        {"credentials": "mising"},
        "not accepted as credentials: 'mising'; accepted: missing, invalid, expired, valid; did you mean missing?",
        ("missing",),
    ),
    ({"rate_limited": 1}, "not accepted as rate_limited: 1; accepted: True, False", ()),
    (
        {"rate_limited": "true"},
        "not accepted as rate_limited: 'true'; accepted: True, False; did you mean True?",
        ("True",),
    ),
    ({"tls": True}, "not accepted as tls: True; accepted: required", ()),
    ({"tls": ["required"]}, "not accepted as tls: <list of 1>; accepted: required", ()),
    ({"method": ""}, "not accepted as method: ''; accepted: a method name (RFC 9110, section 9.1)", ()),
    ({"method": "GET /"}, "not accepted as method: 'GET /'; accepted: a method name (RFC 9110, section 9.1)", ()),
    ({"method": "GET\n"}, "not accepted as method: 'GET\\n'; accepted: a method name (RFC 9110, section 9.1)", ()),
    ({"method": True}, "not accepted as method: True; accepted: a method name (RFC 9110, section 9.1)", ()),
    ({"legacy_code": 420}, "not accepted as legacy_code: 420; accepted: a number as text, such as '420'", ()),
    ({"legacy_code": "٤٢٠"}, "not accepted as legacy_code: '٤٢٠'; accepted: a number as text, such as '420'", ()),
    ({"legacy_code": "42000"}, "not accepted as legacy_code: '42000'; accepted: a number as text, such as '420'", ()),
)


@pytest.mark.parametrize(("facts", "message", "near"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_is_refused_is_told(facts: dict[str, Any], message: str, near: tuple[str, ...]) -> None:
    """One error for a fact or a value that there is not: what was given, what is accepted, what comes near."""
    with pytest.raises(InvalidSituationError) as caught:
        Situation(**facts)

    assert message == str(caught.value) == caught.value.message
    assert near == caught.value.suggestions


def test_vendors_are_those_that_are_known() -> None:
    """A vendor is one of the registry's, in any case; another is refused with the nearest match."""
    assert "cloudflare" == Situation(vendor="cloudflare").vendor
    assert "NGINX" == Situation(vendor="NGINX").vendor
    with pytest.raises(InvalidSituationError, match=r"did you mean nginx\?") as caught:
        Situation(vendor="ngnix")

    assert ("nginx",) == caught.value.suggestions


def test_the_error_is_what_callers_catch() -> None:
    """It is statuskit's, a ValueError and, as for any misspelt keyword, a TypeError; and it can be pickled."""
    error = InvalidSituationError("told", ("near",))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own

    assert issubclass(InvalidSituationError, StatusKitError)
    assert issubclass(InvalidSituationError, ValueError)
    assert issubclass(InvalidSituationError, TypeError)
    assert ("told", ("near",), "told") == (again.message, again.suggestions, str(again))
