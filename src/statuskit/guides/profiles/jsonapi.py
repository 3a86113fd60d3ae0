"""JSON:API 1.1, as of 2024-10-22. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, In
from statuskit.model import Citation
from statuskit.registry import HTTP

__all__ = ["JSONAPI"]


def _section(name: str) -> Citation:
    return Citation("JSON:API 1.1", name, f"https://jsonapi.org/format/1.1/#{name}", as_of="2024-10-22")


JSONAPI: Final = BASE.extend(
    "jsonapi",
    title="JSON:API 1.1",
    overrides={
        "content.client_generated_id": Override(
            then=HTTP.FORBIDDEN,
            why="A request to create with an identifier of the client's must be refused, where that is not supported.",
            citation=_section("crud-creating-client-ids"),
            certainty=Certainty.REQUIRED,
        ),
        "content.operation": Override(
            then=HTTP.FORBIDDEN,
            why="An update that is not supported must be refused; a creation may be.",
            citation=_section("crud-updating-relationship-responses-403"),
            certainty=Certainty.REQUIRED,
        ),
        "content.duplicate": Override(
            then=HTTP.CONFLICT,
            why="The identifier is taken.",
            citation=_section("crud-creating-responses-409"),
            certainty=Certainty.REQUIRED,
        ),
        "content.type_mismatch": Override(
            then=HTTP.CONFLICT,
            why="The type is not among those of the collection, or the type or id is not that of the resource.",
            citation=_section("crud-updating-responses-409"),
            certainty=Certainty.REQUIRED,
        ),
        "content.related_missing": Override(
            then=HTTP.NOT_FOUND,
            why="A request that refers to a related resource which does not exist is answered 404.",
            citation=_section("crud-creating-responses-404"),
            certainty=Certainty.REQUIRED,
        ),
        "content.unknown_parameter": Override(
            then=HTTP.BAD_REQUEST,
            why="A parameter that the server cannot process as one of the format's own is refused.",
            citation=_section("query-parameters-custom"),
            certainty=Certainty.REQUIRED,
        ),
        "content.several_errors": Override(
            then=HTTP.BAD_REQUEST,
            why="The most general code that fits all of the errors: 400 for several of the 4xx.",
            citation=_section("errors-processing"),
        ),
    },
    rules=(
        GuideRule(
            id="outcome.empty_relationship",
            when={"intent": In("related"), "results": In("empty")},
            then=HTTP.OK,
            body=BodyAdvice(
                BodyKind.REPRESENTATION, "null for a to-one relationship, an empty array for a to-many", ("data",)
            ),
            citations=(_section("fetching-relationships-responses-404"),),
            certainty=Certainty.REQUIRED,
            why="The relationship exists and is empty, which is no error.",
            instead={HTTP.NOT_FOUND: "404 is for a relationship that does not exist, or whose parent does not."},
        ),
    ),
)
