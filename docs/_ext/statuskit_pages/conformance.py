"""The catalogue of the rules of conformance: a page a family, with a heading for each rule, and their index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statuskit.conformance import RULES, CheckProfile, Need, Role, Severity
from statuskit.conformance.rules import (
    any_status,
    client_error,
    client_error_request,
    content,
    fields,
    hidden_errors,
    informational,
    leaks,
    pairs,
    problems,
    ranges,
    redirection,
    server_error,
    success,
)

from .markdown import bullets, cited, code, document, escaped, link, sentence, table
from .places import CONFORMANCE, family_place, way
from .values import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.conformance import Rule

__all__ = ["FAMILIES", "Family", "conformance_pages", "default_in_words", "family_page", "index_page", "roles_in_words"]


class Family(NamedTuple):
    """Rules that are told of on one page: its name, its title, and what they are about."""

    name: str
    title: str
    about: str
    rules: tuple[Rule, ...]


def _family(name: str, title: str, about: str, *modules: Iterable[Rule]) -> Family:
    # Modules are split by theme; who looks for a rule has its id.
    return Family(name, title, about, tuple(sorted((rule for rows in modules for rule in rows), key=_by_id)))


def _by_id(rule: Rule) -> str:
    return rule.id


FAMILIES: Final = (
    _family("any-response", "Any response", "the status code itself, whatever it is", any_status.RULES),
    _family("header-fields", "Header fields", "fields that any response may have", fields.RULES),
    _family(
        "errors",
        "Error bodies and content",
        "what errors say in their content, and errors that hide in a success",
        problems.RULES,
        content.RULES,
        leaks.RULES,
        hidden_errors.RULES,
    ),
    _family("1xx", "1xx responses", "interim responses, and the switch to another protocol", informational.RULES),
    _family("2xx", "2xx responses", "successes, and parts of a representation", success.RULES, ranges.RULES),
    _family("3xx", "3xx responses", "redirects, and answers to conditional requests", redirection.RULES),
    _family("4xx", "4xx responses", "what is refused, and why", client_error.RULES, client_error_request.RULES),
    _family("5xx", "5xx responses", "failures of servers and of those on the way", server_error.RULES),
    _family("pairs", "Pairs of responses", "two responses that have to agree", pairs.RULES),
)

_NEEDS: Final = {
    Need.REQUEST: "the request, at least its method",
    Need.CONTENT: "the content, read whole",
    Need.PAIR: f"a second response, by {code('check_pair()')}",
}
_SENDERS: Final = {
    Role.ORIGIN: "an origin server",
    Role.PROXY: "a proxy",
    Role.CLIENT: "a client that received it",
}
_ANY: Final = "any response"
_NOTHING: Final = "only the response's status and fields"


# --- pages ------------------------------------------------------------------------------------------------------------


def conformance_pages() -> dict[str, str]:
    """Return the pages of the catalogue, by their docnames."""
    return {CONFORMANCE: index_page(), **{family_place(family.name): family_page(family) for family in FAMILIES}}


def index_page() -> str:
    """Return the list of the families and of all rules, with how many there are of each kind."""
    families = [
        (link(family.title, way(CONFORMANCE, family_place(family.name))), escaped(family.about), *_counts(family.rules))
        for family in FAMILIES
    ]
    rules = sorted(RULES.values(), key=_by_id)
    always = sum(rule.default for rule in rules)
    return document(
        "# Rules of conformance",
        f"What {code('check()')} holds a response against: {len(rules)} rules, of which {always} are on by default.\n"
        "Each has its source, and says how to fix what breaks it.\n"
        "These pages are made from the rules that the library runs.",
        "## The families",
        table(("Family", "About", "Rules", *_KINDS, "On by default"), (*families, ("All", "", *_counts(rules)))),
        f"An *{Severity.ERROR.value}* breaks what a standard demands, forbids or defines; the rest is advice.",
        "## Which rules are tried",
        bullets(
            (
                f"A rule that is off by default is on in a profile that has it, and if {code('select')} has its id.",
                f"The profile {code(CheckProfile.STRICT.value)} has all rules.",
                f"{code('select')} and {code('ignore')} take ids, and how ids begin, such as {code('SK401')}.",
                "A rule is not tried where what it needs, such as the request, is not known.",
                f"{code('skipped()')} lists the rules that were not tried for that.",
                f"Some rules hold in some roles alone; {code('role')} is {code(Role.ORIGIN.value)} if not stated.",
            )
        ),
        "## All rules",
        table(
            ("Rule", "Title", "Severity", "Strength", "Default"),
            (
                (
                    _to_rule(family, rule),
                    escaped(rule.title),
                    escaped(rule.severity.value),
                    escaped(rule.strength.value),
                    escaped(default_in_words(rule)),
                )
                for rule, family in sorted(
                    ((rule, family) for family in FAMILIES for rule in family.rules), key=lambda row: row[0].id
                )
            ),
        ),
        "```{toctree}\n:hidden:\n\n" + "\n".join(family.name for family in FAMILIES) + "\n```",
    )


def family_page(family: Family) -> str:
    """Return the page of a family."""
    here = family_place(family.name)
    return document(
        f"# {escaped(family.title)}",
        f"{len(family.rules)} rules about {escaped(family.about)}.\n"
        f"Up to {link('all rules', way(here, CONFORMANCE))}, where it is told which of them are tried.",
        *(block for rule in family.rules for block in _section(here, rule)),
    )


# --- a rule -----------------------------------------------------------------------------------------------------------


def default_in_words(rule: Rule) -> str:
    """Say whether a rule is on, or in which profiles it is."""
    if rule.default:
        return "on"
    # A profile that has all rules names none.
    return f"off; on in {', '.join(profile.value for profile in (*rule.profiles, CheckProfile.STRICT))}"


def roles_in_words(rule: Rule) -> str:
    """Say whose responses a rule is about; "" if it is about everybody's."""
    return "" if set(rule.roles) == set(Role) else ", or ".join(_SENDERS[role] for role in rule.roles)


def _section(here: str, rule: Rule) -> tuple[str, ...]:
    # The heading is the id alone: what links to a rule goes by it, and a title may be put better one day.
    roles = roles_in_words(rule)
    facts = (
        ("Strength", escaped(rule.strength.value)),
        ("Severity", escaped(rule.severity.value)),
        ("Source", cited(rule.citation)),
        ("On", shown(here, rule.on) if rule.on else _ANY),
        ("Field", code(rule.field) if rule.field else ""),
        ("Needs", "; ".join(_NEEDS[need] for need in rule.needs) or escaped(_NOTHING)),
        ("By default", escaped(default_in_words(rule))),
        ("Only in the role of", escaped(roles)),
    )
    return (
        f"## {escaped(rule.id)}",
        f"**{escaped(sentence(rule.title))}**",
        bullets(f"**{label}**: {said}" for label, said in facts if said),
        f"Why: {escaped(rule.why)}",
        f"How to fix: {escaped(rule.fix)}",
    )


def _to_rule(family: Family, rule: Rule) -> str:
    return link(rule.id, way(CONFORMANCE, family_place(family.name), rule.id))


_KINDS: Final = tuple(sentence(severity.value).removesuffix(".") for severity in reversed(tuple(Severity)))


def _counts(rules: Iterable[Rule]) -> tuple[str, ...]:
    known = tuple(rules)
    kinds = (sum(rule.severity is severity for rule in known) for severity in reversed(tuple(Severity)))
    return tuple(map(str, (len(known), *kinds, sum(rule.default for rule in known))))
