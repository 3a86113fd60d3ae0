"""
The JSON Schema (draft 2020-12) of what `statuskit dump` writes, and so of `Status.to_dict()`.

One table; the tests hold it against the records and against every status. Records may get more members, so none are
forbidden here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit._enums import CODES, NO_CONDITION
from statuskit._plain import plain
from statuskit.model import (
    Applied,
    Cacheability,
    Change,
    Content,
    Health,
    Redirect,
    Repeat,
    State,
    StatusClass,
    Strength,
    Visibility,
)

if TYPE_CHECKING:
    from enum import Enum

    from statuskit._plain import Plain

    Schema = dict[str, Plain]

__all__ = ["dump_schema"]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


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
                {"source": _text(), "section": _string(), "url": _text(), "as_of": _or_null(_ref("date"))}
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
