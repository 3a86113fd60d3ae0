"""dump: the whole registry as JSON and CSV, its schema, and that every status keeps to it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import attrs
import pytest
from cli.driver import answer

from statuskit import HTTP, __version__, lookup
from statuskit._enums import CODES
from statuskit._plain import plain
from statuskit.cli._dump import dump_schema
from statuskit.data.vendors import BY_NUMBER, MEANINGS
from statuskit.model import FACTS, Citation, Confusion, HeaderRule, Meaning

SCHEMA: dict[str, Any] = dump_schema()
DEFINITIONS: dict[str, dict[str, Any]] = SCHEMA["$defs"]
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
ANNOTATIONS = {"$schema", "$defs", "title", "description"}


def problems(value: Any, schema: dict[str, Any], path: str = "$") -> list[str]:
    """Check a value against the part of JSON Schema that the schema uses; anything else in a schema is a problem."""
    found: list[str] = []
    for keyword, wanted in schema.items():
        if keyword == "$ref":
            found += problems(value, DEFINITIONS[wanted.removeprefix("#/$defs/")], path)
        elif keyword == "anyOf":
            found += [] if any(not problems(value, choice) for choice in wanted) else [f"{path}: none of {wanted}"]
        elif keyword == "properties":
            found += [text for name, part in wanted.items() for text in problems(value[name], part, f"{path}.{name}")]
        elif keyword == "items":
            found += [text for place, item in enumerate(value) for text in problems(item, wanted, f"{path}[{place}]")]
        elif keyword not in ANNOTATIONS and not simple(keyword, wanted, value):
            found.append(f"{path}: {value!r} is not {keyword} {wanted!r}")
            break  # what follows relies on the type
    return found


def simple(keyword: str, wanted: Any, value: Any) -> bool:
    """Check one keyword that looks at nothing but the value."""
    checks = {
        "type": lambda: isinstance(value, TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool)),
        "enum": lambda: value in wanted,
        "required": lambda: set(wanted) <= set(value),
        "minimum": lambda: value >= wanted,
        "maximum": lambda: value <= wanted,
        "minLength": lambda: len(value) >= wanted,
        "pattern": lambda: re.search(wanted, value) is not None,
    }
    return bool(checks[keyword]())


def dumped(*options: str) -> Any:
    """Return what `statuskit dump` writes."""
    return json.loads(answer("dump", *options))


@pytest.mark.parametrize("options", [[], ["--all"]], ids=str)
def test_dump(options: list[str]) -> None:
    """The dump keeps to its schema."""
    assert [] == problems(dumped(*options), SCHEMA)


@pytest.mark.parametrize("code", CODES, ids=str)
def test_every_status(code: int) -> None:
    """Every status keeps to the schema, and has the members that it names, in their order."""
    form = lookup(code).to_dict()

    assert [] == problems(form, DEFINITIONS["status"])
    assert list(DEFINITIONS["status"]["properties"]) == list(form)


def test_schema_is_written() -> None:
    """The schema can be asked for, and says what it is."""
    assert SCHEMA == dumped("--schema")
    assert "https://json-schema.org/draft/2020-12/schema" == SCHEMA["$schema"]


def test_facts() -> None:
    """The members of a status are its facts, all of them always there."""
    assert list(FACTS) == list(DEFINITIONS["status"]["properties"])
    assert list(FACTS) == DEFINITIONS["status"]["required"]


@pytest.mark.parametrize(
    "name, record",
    [("citation", Citation), ("header_rule", HeaderRule), ("meaning", Meaning), ("confusion", Confusion)],
)
def test_records(name: str, record: type[attrs.AttrsInstance]) -> None:
    """The members of the other records are their fields."""
    assert [field.name for field in attrs.fields(record)] == list(DEFINITIONS[name]["properties"])


def test_every_reference_leads_somewhere() -> None:
    """No reference is broken and no definition is left over."""
    named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(SCHEMA)))

    assert named == set(DEFINITIONS)


def test_enums_are_text() -> None:
    """Every choice is a text, and no choice stands twice."""
    choices = re.findall(r'"enum": (\[[^]]*\])', json.dumps(SCHEMA))

    assert choices
    for choice in map(json.loads, choices):
        assert all(isinstance(member, str) for member in choice)
        assert len(set(choice)) == len(choice)


def test_conditions_are_used() -> None:
    """A set of conditions is a list of their names."""
    assert ["new connection", "once"] == HTTP[408].to_dict()["conditions"]


def test_meanings() -> None:
    """Every vendor's meaning keeps to the schema, those of numbers that are no status included."""
    assert [] == [text for meaning in MEANINGS for text in problems(plain(meaning), DEFINITIONS["meaning"])]


@pytest.mark.parametrize(
    "change",
    [
        {"code": 99},
        {"code": "404"},
        {"code": True},
        {"name": ""},
        {"state": "fine"},
        {"registered_on": "yesterday"},
        {"is_error": 1},
        {"aliases": "Missing"},
        {"defined_in": {"source": "RFC 9110"}},
        {"conditions": ["never"]},
    ],
    ids=str,
)
def test_checker(change: dict[str, object]) -> None:
    """The checker of these tests finds what is wrong."""
    assert [] != problems(HTTP[404].to_dict() | change, DEFINITIONS["status"])  # type: ignore[operator]


VENDOR_NUMBERS = sorted({*map(int, HTTP), *(code for code in BY_NUMBER if code in range(100, 1000))})


class TestDump:
    """dump: the whole registry."""

    @pytest.mark.parametrize("options, codes", [([], [*map(int, HTTP)]), (["--all"], VENDOR_NUMBERS)], ids=str)
    def test_json(self, options: list[str], codes: list[int]) -> None:
        """It is the version and every registered status; with --all, every number that a vendor uses, too."""
        wanted = {"statuskit": __version__, "statuses": [lookup(code).to_dict() for code in codes]}

        assert wanted == json.loads(answer("dump", *options))
        assert answer("dump", *options) == answer("dump", "--json", *options)

    def test_csv(self) -> None:
        """CSV has a row a status and a column a fact, with lists joined and nothing for nothing."""
        rows = {row["code"]: row for row in csv.DictReader(io.StringIO(answer("dump", "--csv")))}

        assert [str(status.code) for status in HTTP] == list(rows)
        assert list(FACTS) == list(rows["404"])
        assert "Not Found" == rows["404"]["phrase"]
        assert ["4xx", "true", "404", ""] == [
            rows["404"][fact] for fact in ("status_class", "is_error", "treat_as", "redirect")
        ]
        assert "RFC 9110 §15.5.5" == rows["404"]["defined_in"]
        assert (
            "Upgrade: MUST; Connection: MUST, lists upgrade, as with every Upgrade field" in rows["426"]["header_rules"]
        )
        assert "new connection; once" == rows["408"]["conditions"]
        assert "401; 404; 405; 451" == rows["403"]["confused_with"]

    def test_all_in_csv(self) -> None:
        """CSV has vendors' numbers with --all, too."""
        rows = list(csv.DictReader(io.StringIO(answer("dump", "--csv", "--all"))))

        assert VENDOR_NUMBERS == [int(row["code"]) for row in rows]
