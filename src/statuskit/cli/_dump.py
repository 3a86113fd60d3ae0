"""
The whole registry, written out: the document that `statuskit dump` prints, its schema, and the same as CSV.

The schema (draft 2020-12) is one table; the tests hold it against the records and against every status. Records may get
more members, so none are forbidden here.
"""

from __future__ import annotations

import io
from enum import Enum, Flag
from typing import TYPE_CHECKING, Final, cast

from statuskit._enums import CODES, NO_CONDITION
from statuskit._plain import plain
from statuskit._version import __version__
from statuskit.model import (
    FACTS,
    Applied,
    Cacheability,
    Change,
    Confusion,
    Content,
    Health,
    Redirect,
    Repeat,
    State,
    StatusClass,
    Strength,
    Visibility,
)
from statuskit.registry import HTTP, lookup

if TYPE_CHECKING:
    from statuskit._plain import Plain
    from statuskit.model import Status

    Schema = dict[str, Plain]

__all__ = ["dump", "dump_csv", "dump_schema", "known"]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def known(*, unregistered: bool) -> list[Status]:
    """Return the registered statuses, and if wanted those that only vendors use, in order."""
    if not unregistered:
        return list(HTTP)
    from statuskit.data.vendors import BY_NUMBER

    # Some numbers in logs stand for no response at all, and are no status.
    return [lookup(code) for code in sorted({*map(int, HTTP), *BY_NUMBER}) if code in CODES]


def dump(*, unregistered: bool) -> dict[str, Plain]:
    """Return what `statuskit dump` writes: the version, and `Status.to_dict()` of each status."""
    return {"statuskit": __version__, "statuses": [status.to_dict() for status in known(unregistered=unregistered)]}


# --- CSV --------------------------------------------------------------------------------------------------------------


def dump_csv(*, unregistered: bool) -> str:
    """
    Return a row a status below a row of names. Lists are joined with "; ", what is not there is an empty cell.

    Another status is its number, a source its name, a header rule and a meaning one line each; JSON has their parts.
    """
    import csv

    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(FACTS)
    rows.writerows([_cell(getattr(status, fact)) for fact in FACTS] for status in known(unregistered=unregistered))
    return text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, Flag):
        value = tuple(cast("list[str]", plain(value)))
    if isinstance(value, tuple):
        return "; ".join(map(_cell, cast("tuple[object, ...]", value)))
    if isinstance(value, Confusion):
        return str(value.other)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


# --- the schema -------------------------------------------------------------------------------------------------------


def dump_schema() -> Schema:
    """Return the schema of `statuskit dump`; `$defs.status` in it is the schema of one status."""
    return {
        "$schema": _DRAFT,
        "title": "statuskit dump",
        "description": "HTTP status codes, with the source of what is said of each.",
        "$ref": "#/$defs/dump",
        "$defs": {
            "dump": _record({"statuskit": _text(), "statuses": _list(_ref("status"))}),
            "status": _record(_status()),
            "code": {"type": "integer", "minimum": CODES.start, "maximum": CODES.stop - 1},
            "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "citation": _record(
                {
                    "source": _text(),
                    "section": _string(),
                    "url": _text(),
                    "as_of": _or_null(_ref("date")),
                    "claim": _string("what a source says that sees it otherwise"),
                }
            ),
            "header_rule": _record(
                {
                    "name": _text(),
                    "strength": _one_of(Strength),
                    "condition": _string(),
                    "citation": _ref("citation"),
                }
            ),
            "meaning": _record(_meaning()),
            "confusion": _record({"other": _ref("code"), "rule": _text(), "citation": _ref("citation")}),
        },
    }


def _status() -> Schema:
    return {
        "code": _ref("code"),
        "name": _text(),
        "phrase": _string("empty where the code is not registered"),
        "aliases": _list(_text()),
        "status_class": _one_of(StatusClass),
        "state": _one_of(State),
        "registered_on": _or_null(_ref("date")),
        "expires_on": _or_null(_ref("date")),
        "summary": _text(),
        "defined_in": _ref("citation"),
        "docs_url": _text(),
        "treat_as": _ref("code"),
        "is_informational": _boolean(),
        "is_success": _boolean(),
        "is_redirection": _boolean(),
        "is_client_error": _boolean(),
        "is_server_error": _boolean(),
        "is_error": _boolean(),
        "is_final": _boolean(),
        "is_registered": _boolean(),
        "is_vendor": _boolean("not registered, but a vendor gave the number a meaning"),
        "is_deprecated": _boolean(),
        "is_reserved": _boolean(),
        "cacheability": _one_of(Cacheability),
        "is_cacheable": _boolean("heuristically: it may be stored without an explicit lifetime"),
        "content": _one_of(Content),
        "allows_content": _boolean(),
        "header_rules": _list(_ref("header_rule")),
        "required_headers": _list(_text()),
        "redirect": _or_null(_one_of(Redirect)),
        "is_redirect": _boolean("there is a Location to follow"),
        "is_permanent": _boolean(),
        "repeat": _one_of(Repeat),
        "applied": _one_of(Applied),
        "repeat_after": _or_null(_one_of(Change)),
        "conditions": _conditions(),
        "health": _one_of(Health),
        "meanings": _list(_ref("meaning")),
        "confused_with": _list(_ref("confusion")),
        "description": _text(),
        "use_when": _text(),
        "avoid_when": _text(),
        "causes": _list(_text()),
        "look_first": _text(),
        "client_action": _text(),
    }


def _meaning() -> Schema:
    return {
        # Some numbers stand for no response at all, and are no status.
        "code": _or_null({"type": "integer"}),
        "vendor": _text(),
        "name": _text(),
        "summary": _text(),
        "who_acts": _string(),
        "visibility": _one_of(Visibility),
        "subcode": _or_null(_text()),
        "citation": _ref("citation"),
        "grade": {"enum": list("ABCD")},
        "as_of": _or_null(_ref("date")),
        "doubt": _string(),
        "carried_by": _list(_ref("code")),
    }


def _record(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(kind: type[Enum]) -> Schema:
    return {"enum": [plain(member) for member in kind]}


def _conditions() -> Schema:
    return _list({"enum": plain(~NO_CONDITION)})


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _text() -> Schema:
    return {"type": "string", "minLength": 1}


def _string(description: str = "") -> Schema:
    return {"type": "string", **_described(description)}


def _boolean(description: str = "") -> Schema:
    return {"type": "boolean", **_described(description)}


def _described(description: str) -> Schema:
    return {"description": description} if description else {}
