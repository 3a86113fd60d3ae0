"""What errors in JSON complain about, as the frameworks write them."""

from __future__ import annotations

import json
import warnings
from typing import Any

import django
import django.forms
import fastapi
import pydantic
import pytest
from django.conf import settings

from statuskit.messages import view
from statuskit.testing._faults import faults_in, message_in

with warnings.catch_warnings():
    # Starlette deprecates httpx in favour of its own fork, which not everybody has.
    warnings.simplefilter("ignore")
    import starlette.testclient

if not settings.configured:
    settings.configure()
    django.setup()

import rest_framework.serializers


class User(pydantic.BaseModel):
    """What the frameworks are to complain about."""

    age: int = pydantic.Field(ge=0)
    name: str


class Form(django.forms.Form):
    """The same in Django."""

    age = django.forms.IntegerField(min_value=0)
    name = django.forms.CharField()


class CheckProfile(rest_framework.serializers.Serializer[Any]):
    """The inner part of the next."""

    age = rest_framework.serializers.IntegerField(min_value=0)


class Account(rest_framework.serializers.Serializer[Any]):
    """The same in Django REST framework, nested."""

    name = rest_framework.serializers.CharField()
    profile = CheckProfile()

    def validate(self, attrs: Any) -> Any:  # noqa: ARG002  the name is the base's
        """Accept nobody."""
        msg = "nobody may"
        raise rest_framework.serializers.ValidationError(msg)


app = fastapi.FastAPI()


@app.post("/users")
def create(user: User) -> User:
    """Make a user."""
    return user


def from_fastapi() -> object:
    """Return what FastAPI answers."""
    response = starlette.testclient.TestClient(app).post("/users", json={"age": -1})
    return json.loads(view(response).content or b"")


def from_pydantic() -> object:
    """Return what pydantic says by itself."""
    with pytest.raises(pydantic.ValidationError) as caught:
        User.model_validate({"age": -1})
    return json.loads(caught.value.json())


def from_django() -> object:
    """Return what a form of Django says."""
    return json.loads(Form({"age": "-1"}).errors.as_json())


def from_drf(data: dict[str, object]) -> object:
    """Return what a serializer of Django REST framework says."""
    serializer = Account(data=data)
    assert not serializer.is_valid()
    return json.loads(json.dumps(serializer.errors))


@pytest.mark.parametrize(
    ("make", "faults"),
    [
        (from_fastapi, ["body.age: Input should be greater than or equal to 0", "body.name: Field required"]),
        (from_pydantic, ["age: Input should be greater than or equal to 0", "name: Field required"]),
        (
            from_django,
            ["age: Ensure this value is greater than or equal to 0.", "name: This field is required."],
        ),
        (
            lambda: from_drf({"profile": {"age": -1}}),
            ["name: This field is required.", "profile.age: Ensure this value is greater than or equal to 0."],
        ),
        (lambda: from_drf({"name": "joe", "profile": {"age": 1}}), ["nobody may"]),
    ],
    ids=["FastAPI", "pydantic", "Django", "DRF", "DRF as a whole"],
)
def test_frameworks(make: Any, faults: list[str]) -> None:
    """What the frameworks here say is found, field by field."""
    assert faults == faults_in(make())


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (
            {
                "errors": [
                    {"status": "422", "source": {"pointer": "/data/attributes/age"}, "title": "Bad", "detail": ">= 0"}
                ]
            },
            ["data.attributes.age: >= 0"],
        ),
        ({"errors": [{"source": {"parameter": "sort"}, "title": "unknown"}]}, ["sort: unknown"]),
        (
            {
                "type": "about:blank",
                "title": "T",
                "status": 422,
                "detail": "D",
                "errors": [{"detail": "no", "pointer": "#/age"}],
            },
            ["age: no"],
        ),
        ({"title": "T", "invalid-params": [{"name": "age", "reason": "must be positive"}]}, ["age: must be positive"]),
        ({"title": "One or more", "status": 400, "errors": {"Age": ["too low", "odd"]}}, ["Age: too low", "Age: odd"]),
        (
            {"issues": [{"code": "too_small", "path": ["user", 0, "age"], "message": "Too small"}]},
            ["user.0.age: Too small"],
        ),
        ({"success": False, "error": {"name": "ZodError", "issues": [{"path": ["a"], "message": "M"}]}}, ["a: M"]),
        ({"error": {"formErrors": ["odd"], "fieldErrors": {"age": ["low"]}}}, ["odd", "age: low"]),
        (
            {"errors": {"age": ["must be greater than 0"], "base": ["is locked"]}},
            ["age: must be greater than 0", "is locked"],
        ),
        ({"age": ["can't be blank"]}, ["age: can't be blank"]),
        ({"errors": ["Age must be greater than 0"]}, ["Age must be greater than 0"]),
        (
            {"errors": [{"type": "field", "msg": "Invalid value", "path": "email", "location": "body"}]},
            ["email: Invalid value"],
        ),
        (
            {
                "status": 400,
                "error": "Bad Request",
                "errors": [{"field": "age", "defaultMessage": "low", "codes": ["Min"]}],
            },
            ["age: low"],
        ),
        (
            {
                "message": "Validation Failed",
                "errors": [{"resource": "Issue", "field": "title", "code": "missing_field"}],
            },
            ["title: missing_field"],
        ),
        (
            {
                "error": {
                    "code": 400,
                    "message": "M",
                    "details": [{"fieldViolations": [{"field": "f", "description": "d"}]}],
                }
            },
            ["f: d"],
        ),
        (
            {"status_code": 400, "detail": "Validation failed", "extra": [{"message": "low", "key": "age"}]},
            ["age: low"],
        ),
        ({"validation_error": {"body_params": [{"loc": ["age"], "msg": "low"}]}}, ["age: low"]),
        ({"code": 422, "status": "x", "errors": {"json": {"age": ["Missing data."]}}}, ["age: Missing data."]),
        ({"violations": [{"propertyPath": "age", "title": "low"}]}, ["age: low"]),
        ({"errors": [{"instancePath": "/age", "message": "must be >= 0"}]}, ["age: must be >= 0"]),
        ([{"loc": [], "msg": "odd"}, {"loc": ["a"], "msg": "b"}, {"loc": ["a"], "msg": "b"}], ["odd", "a: b"]),
        ({"password": "[hidden]", "age": ["low"]}, ["password: refused, in words that are hidden here", "age: low"]),
        ({"errors": {"password": "[hidden]"}}, ["password: refused, in words that are hidden here"]),
        ({"detail": "Not found."}, []),
        ({"message": "no", "token": "[hidden]"}, []),
        ({"items": [1, 2], "page": {"next": 2}}, []),
        ({"errors": [None, 1, [], {}, ""]}, []),
        ({"errors": {"age": []}}, []),
        ("text", []),
        (None, []),
        ([], []),
    ],
    ids=lambda value: str(value)[:50],
)
def test_shapes(content: object, faults: list[str]) -> None:
    """The shapes of JSON:API, RFC 9457, Zod, Rails, Spring, GitHub, Google and others are read, and nothing else is."""
    assert faults == faults_in(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"detail": "Not found."}, "Not found."),
        ({"message": "no"}, "no"),
        ({"error": "invalid_grant", "error_description": "The code has expired"}, "The code has expired"),
        ({"error": {"message": "no such user"}, "message": "outer"}, "no such user"),
        ({"title": "Forbidden", "status": 403}, "Forbidden"),
        ({"detail": ""}, ""),
        ({"detail": [1]}, ""),
        ([], ""),
        (None, ""),
    ],
    ids=str,
)
def test_message(content: object, message: str) -> None:
    """What an error says as a whole is found, the more telling member first."""
    assert message == message_in(content)


def test_bounds() -> None:
    """What is deep, wide or long is read to a point."""
    deep: object = ["x"]
    for _ in range(500):
        deep = {"errors": deep}

    assert [] == faults_in(deep)
    assert 100 == len(faults_in({"errors": [f"{number}" for number in range(1000)]}))
    assert 203 == len(faults_in({"errors": ["x" * 1000]})[0])


def test_hostile_text() -> None:
    """What is told is one line, and drives no terminal."""
    assert [r"a\x1b[2J b: c\x07 d"] == faults_in({"errors": {"a\x1b[2J\nb": ["c\x07\nd"]}})
