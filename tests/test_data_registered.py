"""Every registered row against the IANA registry and the RFCs, which the project gathered apart from its data."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING

import pytest
from tests.conftest import oracle

from statuskit import HTTP, Citation, HeaderRule, Status, lookup
from statuskit.data.confusions import PAIRS
from statuskit.data.vendors import MEANINGS
from statuskit.model import FACTS, Cacheability, Content, State, Strength
from statuskit.registry import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

IANA = oracle("iana.csv")
ASSIGNED = {int(row["code"]): row for row in IANA if row["state"] != "unassigned"}
RFC = {int(row["code"]): row for row in oracle("rfc_codes.csv")}
FIELD_RULES = [row for row in oracle("rfc_facts.csv") if row["fact"] in {"response_header", "forbidden_header"}]
SECTIONS = {(row["rfc"], row["section"]): row["title"] for row in oracle("rfc_sections.csv")}

EVERY = [lookup(code) for code in range(100, 1000)]

STATES = {
    "standard": State.STANDARD,
    # "Reserved for future use" is what 402's section says of a code that is registered like any other; the state
    # RESERVED is for the two numbers that the registry calls unused.
    "reserved": State.STANDARD,
    "experimental": State.EXPERIMENTAL,
    "temporary": State.TEMPORARY,
    "deprecated": State.DEPRECATED,
    # The registry's own word for 510, whose framework went to Historic.
    "obsoleted": State.DEPRECATED,
    "unused": State.RESERVED,
}
NOT_STANDARD = {
    State.EXPERIMENTAL: {103, 208, 506, 508},
    State.TEMPORARY: {104},
    State.DEPRECATED: {102, 305, 510},
    State.RESERVED: {306, 418},
}

HEURISTIC = {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}
PROHIBITED = {428, 429, 431, 511}
NOT_FINAL = {100, 101, 102, 103, 104}

CONTENT = {"allowed": Content.ALLOWED, "never": Content.FORBIDDEN, "none (zero length)": Content.EMPTY}

STRENGTHS = {
    "MUST": Strength.MUST,
    "MUST NOT": Strength.MUST_NOT,
    "SHOULD": Strength.SHOULD,
    "MAY": Strength.MAY,
    # RFC 9110 writes "ought to" of 415's Accept-Encoding twice, once of what servers do: as good as a SHOULD.
    "ought": Strength.SHOULD,
}
OTHER_STRENGTHS = {
    # The definition of 303 presumes a Location without any of RFC 2119's words.
    (303, "Location", "expected"): Strength.DEFINITION,
    # RFC 4918 describes a 207's XML body as the default, and other formats are in use.
    (207, "Content-Type", "expected"): Strength.CONVENTION,
    # RFC 9110 does not speak of it; the field was in older texts of 305.
    (305, "Location", "unspecified"): Strength.CONVENTION,
}
# Rules that the oracle has only in words, as the condition of another one.
MORE_RULES = {
    # "Otherwise leave it out": RFC 9110, section 12.5.3, says MUST NOT of a 415 for other reasons than the coding.
    415: [("Accept-Encoding", Strength.MUST_NOT)],
    # "With any 3xx": RFC 9110, section 10.2.3.
    300: [("Retry-After", Strength.MAY)],
    # "Representation metadata other than the above": RFC 9110, section 15.4.5.
    304: [(name, Strength.SHOULD_NOT) for name in ("Content-Type", "Content-Encoding", "Content-Language")],
}
# What the oracle writes as one: a field with its value, or two fields.
FIELDS = {
    "Connection: upgrade": ("Connection",),
    "Content-Type: application/xml": ("Content-Type",),
    "Content-Type: multipart/byteranges": ("Content-Type",),
    "Link; rel=blocked-by": ("Link",),
    "RateLimit / RateLimit-Policy": ("RateLimit", "RateLimit-Policy"),
}

REDIRECTED_METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "QUERY",
    "post",
    "head",
    "FOO",
)
KEPT = {method: method for method in REDIRECTED_METHODS}
POST_TURNED = {**KEPT, "POST": "GET"}
ALL_TURNED = {**dict.fromkeys(REDIRECTED_METHODS, "GET"), "HEAD": "HEAD"}
REDIRECTS = {300: ALL_TURNED, 301: POST_TURNED, 302: POST_TURNED, 303: ALL_TURNED, 307: KEPT, 308: KEPT}

NAMES_OF_THEIR_OWN = {306: "UNUSED_306", 418: "IM_A_TEAPOT"}  # "(Unused)" is no name, and two codes have it

TITLES_OF_THEIR_OWN = {
    103: "HTTP Status Code 103: Early Hints",
    425: "The 425 (Too Early) Status Code",
}

METHODS_OF_A_STATUS = ("is_retryable", "requires_header", "redirect_method", "meaning")


def upper_snake(phrase: str) -> str:
    """Return the name that a phrase makes: "I'm a teapot" is IM_A_TEAPOT."""
    return re.sub(r"[^A-Z0-9]+", "_", phrase.upper().replace("'", ""))


def rules_of(status: Status) -> list[tuple[str, Strength]]:
    """Return which fields a status has rules on, and how binding they are."""
    return sorted(((rule.name, rule.strength) for rule in status.header_rules), key=str)


def expected_rules(code: int) -> list[tuple[str, Strength]]:
    """Return the same from the oracle."""
    rows = (row for row in FIELD_RULES if int(row["code"]) == code)
    rules = ((name, row["strength"]) for row in rows for name in FIELDS.get(row["value"], (row["value"],)))
    strengths = ((name, OTHER_STRENGTHS.get((code, name, word)) or STRENGTHS[word]) for name, word in rules)
    return sorted([*strengths, *MORE_RULES.get(code, ())], key=str)


def sections_of(row: dict[str, str]) -> set[str]:
    """Return every section that a row of the oracle names."""
    return set(re.findall(r"§([\w.]+)", row["source"]))


def title_of(cited: Citation) -> str:
    """Return the title of the section that is cited; "" where its document is not among the oracles."""
    return SECTIONS.get((cited.source.removeprefix("RFC "), cited.section), "")


def names_of(namespace: type) -> dict[str, Status]:
    """Return the attributes of a class, inherited ones included, that are a Status."""
    inherited = chain.from_iterable(vars(base).items() for base in namespace.__mro__)
    return {name: value for name, value in inherited if isinstance(value, Status)}


def cited_by(status: Status) -> Iterator[Citation]:
    """Yield every citation that a status carries."""
    yield status.defined_in
    yield status.retry_rule.citation
    yield from status.retry_rule.contested
    yield from (rule.citation for rule in status.header_rules)
    yield from (confusion.citation for confusion in status.confused_with)
    yield from (meaning.citation for meaning in status.meanings)
    yield from (status.cite(fact) for fact in (*FACTS, *METHODS_OF_A_STATUS))


CITED = {
    *chain.from_iterable(map(cited_by, EVERY)),
    *(pair.citation for pair in PAIRS),
    *(method.citation for method in METHODS.values()),
    *(meaning.citation for meaning in MEANINGS),
}


# --- IANA -------------------------------------------------------------------------------------------------------------


def test_the_codes_and_phrases_are_the_registry_s() -> None:
    """The 64 codes in IANA's registry are registered, in its order, with its phrases."""
    expected = [(code, row["phrase"]) for code, row in ASSIGNED.items()]

    assert 64 == len(expected)
    assert expected == [(status.code, status.phrase) for status in HTTP]


def test_unassigned_ranges() -> None:
    """What the registry lists as unassigned, in eleven ranges, is what is not registered from 100 to 599."""
    free = (code for code in range(100, 600) if code not in HTTP)
    runs = [[code for _, code in run] for _, run in groupby(enumerate(free), lambda item: item[1] - item[0])]
    # The registry breaks a range where a class ends.
    actual = [f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    expected = [row["code"] for row in IANA if row["state"] == "unassigned"]

    assert 11 == len(expected)
    assert expected == actual


@pytest.mark.parametrize("code", ASSIGNED, ids=str)
def test_defined_where_the_registry_says(code: int) -> None:
    """A status is defined in the document that IANA refers to, and in the section where it names one."""
    reference = re.match(r"(?:RFC(\d+)(?:, Section ([\d.]+))?|(draft-[a-z-]+[a-z]))", ASSIGNED[code]["reference"])
    assert reference is not None
    number, section, draft = reference.groups()
    status = HTTP[code]

    assert (draft or f"RFC {number}") == status.defined_in.source
    assert (section or status.defined_in.section) == status.defined_in.section


@pytest.mark.parametrize("code", ASSIGNED, ids=str)
def test_temporary_registrations_are_dated(code: int) -> None:
    """A temporary registration has the dates that the registry gives it; a permanent one has none."""
    row = ASSIGNED[code]

    assert (row["registered"] or None) == HTTP[code].registered_on
    assert (row["expires"] or None) == HTTP[code].expires_on


# --- RFCs -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", RFC, ids=str)
def test_state(code: int) -> None:
    """The state is what the registry and the defining document say."""
    status = HTTP[code]

    assert STATES[RFC[code]["state"]] is status.state
    assert (code in NOT_STANDARD[State.DEPRECATED]) is status.is_deprecated
    assert (code in NOT_STANDARD[State.RESERVED]) is status.is_reserved


def test_states_other_than_standard() -> None:
    """Ten codes are not plain standard ones."""
    actual = {state: {status.code for status in HTTP if status.state is state} for state in NOT_STANDARD}

    assert NOT_STANDARD == actual


@pytest.mark.parametrize("code", RFC, ids=str)
def test_defined_in(code: int) -> None:
    """A status cites the section that defines it. The draft behind 104 has no numbers that last, so it has none."""
    expected = RFC[code]["defined_in"].removesuffix(" §status-code-104")

    assert expected == str(HTTP[code].defined_in)
    assert HTTP[code].defined_in.url == HTTP[code].docs_url


@pytest.mark.parametrize("status", [status for status in HTTP if title_of(status.defined_in)], ids=str)
def test_the_defining_section_has_the_status_as_its_title(status: Status) -> None:
    """The section that a definition cites is headed by the code and its phrase."""
    expected = TITLES_OF_THEIR_OWN.get(status.code, f"{status.code} {status.phrase}")

    assert expected == title_of(status.defined_in)


def test_most_defining_sections_are_among_the_oracles() -> None:
    """The titles of all but the sections of older RFCs and of the draft behind 104 are checked."""
    unchecked = [status.code for status in HTTP if not title_of(status.defined_in)]

    assert [102, 104, 207, 208, 226, 423, 424, 506, 507, 508, 510] == unchecked


@pytest.mark.parametrize("code", RFC, ids=str)
def test_cacheability(code: int) -> None:
    """What a status alone says about storing it is in its RFC: a list, a prohibition, or nothing."""
    row = RFC[code]
    status = HTTP[code]
    final = Cacheability.PROHIBITED if row["never_store"] == "yes" else Cacheability.EXPLICIT_ONLY
    expected = Cacheability.HEURISTIC if row["heuristically_cacheable"] == "yes" else final

    assert (Cacheability.NOT_FINAL if code < 200 else expected) is status.cacheability
    assert (row["heuristically_cacheable"] == "yes") is status.is_cacheable


def test_cacheability_as_sets() -> None:
    """Thirteen statuses are heuristically cacheable, four must not be stored, five are not final."""

    def with_(value: Cacheability) -> set[int]:
        return {status.code for status in HTTP if status.cacheability is value}

    assert HEURISTIC == with_(Cacheability.HEURISTIC)
    assert PROHIBITED == with_(Cacheability.PROHIBITED)
    assert NOT_FINAL == with_(Cacheability.NOT_FINAL)
    assert 13 == len(HEURISTIC)


@pytest.mark.parametrize("code", RFC, ids=str)
def test_content(code: int) -> None:
    """1xx, 204 and 304 carry no content, a 205 has an empty one, all others may have some."""
    expected = CONTENT[RFC[code]["body"]]

    assert expected is HTTP[code].content
    assert (expected is Content.ALLOWED) is HTTP[code].allows_content


# --- header rules -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", RFC, ids=str)
def test_header_rules(code: int) -> None:
    """A status has exactly the rules on its fields that the RFCs give it, as binding as they put it."""
    assert expected_rules(code) == rules_of(HTTP[code])


@pytest.mark.parametrize("row", FIELD_RULES, ids=lambda row: f"{row['code']} {row['value']} {row['strength']}")
def test_header_rules_cite_their_section(row: dict[str, str]) -> None:
    """Each rule cites a section in which it can be read."""
    status = HTTP[int(row["code"])]
    fields = FIELDS.get(row["value"], (row["value"],))
    cited = {
        rule.citation.section
        for rule in status.header_rules
        if rule.name in fields and (rule.strength is Strength.MUST_NOT) is (row["fact"] == "forbidden_header")
    }

    # What a draft says is cited without a section.
    assert cited & (sections_of(row) or {""})


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_required_headers(status: Status) -> None:
    """A required field is one with a MUST, once, and found in any case; the other fields are not required."""
    expected = {name for name, strength in expected_rules(status.code) if strength is Strength.MUST}
    others = {rule.name for rule in status.header_rules} - expected

    assert sorted(expected) == sorted(status.required_headers)
    assert all(status.requires_header(name.swapcase()) for name in expected)
    assert not any(status.requires_header(name) for name in (*others, "X-Other", ""))


def test_header_rules_carry_their_parts() -> None:
    """A rule has its condition as text, and none where it always applies."""
    expected = HeaderRule("Allow", Strength.MUST, "", Citation.rfc(9110, "15.5.6"))

    assert (expected,) == HTTP.METHOD_NOT_ALLOWED.header_rules


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", REDIRECTED_METHODS, ids=str)
def test_redirect_method(method: str) -> None:
    """The method that follows a redirect; none where there is no Location to follow. Methods are case-sensitive."""
    expected = {status: REDIRECTS[status][method] if status in REDIRECTS else None for status in EVERY}

    assert expected == {status: status.redirect_method(method) for status in EVERY}


def test_is_redirect() -> None:
    """Six statuses are redirects to follow; 304, 305 and 306 are not."""
    assert [*REDIRECTS] == [status.code for status in EVERY if status.is_redirect]


def test_permanent_redirects() -> None:
    """301 and 308 are for good; nothing else is."""
    rows = oracle("rfc_facts.csv")
    expected = [int(row["code"]) for row in rows if (row["fact"], row["value"]) == ("redirect_kind", "permanent")]

    assert [301, 308] == expected
    assert expected == [status.code for status in EVERY if status.is_permanent]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", RFC, ids=str)
def test_older_names(code: int) -> None:
    """Every older name is an alias and finds the status, in any case."""
    status = HTTP[code]
    older = [name for name in RFC[code]["older_names"].split("; ") if name]

    assert set(older) <= set(status.aliases)
    assert all(status is lookup(name) is lookup(name.upper()) for name in older)


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_the_name_is_the_phrase(status: Status) -> None:
    """A name is its phrase in upper snake case, and the attribute of that name is the status."""
    expected = NAMES_OF_THEIR_OWN.get(status.code, upper_snake(status.phrase))

    assert expected == status.name
    assert status is getattr(HTTP, expected) is HTTP[expected]


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_aliases_are_attributes(status: Status) -> None:
    """Each older phrase makes an attribute, too, and finds the status."""
    for alias in status.aliases:
        assert status is getattr(HTTP, upper_snake(alias)) is HTTP[upper_snake(alias)] is lookup(alias)


def test_no_phrase_names_two_codes() -> None:
    """A phrase, old or new, is that of one code; only the two reserved ones share theirs."""
    owners = {(text.casefold(), status.code) for status in HTTP for text in (status.phrase, *status.aliases)}
    texts = [text for text, _ in owners]

    assert {("(unused)", 306), ("(unused)", 418)} == {(text, code) for text, code in owners if texts.count(text) > 1}


def test_every_attribute_is_a_name_or_an_alias() -> None:
    """Names are unique and upper snake case, and no attribute is there without the row knowing it."""
    names = names_of(type(HTTP))
    expected = {status.name for status in HTTP} | {upper_snake(alias) for status in HTTP for alias in status.aliases}

    assert expected == names.keys()
    assert 64 == len({status.name for status in HTTP})
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*", name) for name in names)


def test_summaries_are_a_line() -> None:
    """Every status sums itself up in a line that can stand alone."""
    assert [] == [status for status in EVERY if not re.fullmatch(r"\S.{,118}\.", status.summary)]


# --- what is not registered -------------------------------------------------------------------------------------------


def test_unregistered_identity() -> None:
    """A number that is not registered is named after itself, and has no phrase: a vendor's is only a meaning."""
    expected = [(f"STATUS_{code}", "", (), State.UNREGISTERED, False) for code in range(100, 1000) if code not in HTTP]
    actual = [
        (status.name, status.phrase, status.aliases, status.state, status.is_registered)
        for status in EVERY
        if status not in HTTP
    ]

    assert expected == actual


def test_unregistered_facts() -> None:
    """Its class speaks for it: no rules of its own, cacheable only when told so, content unless it is interim."""
    interim = ((), Cacheability.NOT_FINAL, Content.FORBIDDEN, Citation.rfc(9110, "15"))
    final = ((), Cacheability.EXPLICIT_ONLY, Content.ALLOWED, Citation.rfc(9110, "15"))
    others = [status for status in EVERY if status not in HTTP]
    actual = {
        status: (status.header_rules, status.cacheability, status.content, status.defined_in) for status in others
    }

    assert {status: interim if status < 200 else final for status in others} == actual


# --- sources ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", [*FACTS, *METHODS_OF_A_STATUS], ids=str)
def test_every_fact_is_cited(fact: str) -> None:
    """There is no fact without a source, for any of the 900 numbers."""
    sources = {status.code: status.cite(fact) for status in EVERY}
    nameless = [code for code, citation in sources.items() if not citation.source.strip()]
    no_url = [code for code, citation in sources.items() if not re.fullmatch(r"https://[^/\s]+/\S*", citation.url)]

    assert [] == nameless
    assert [] == no_url


def test_every_section_exists() -> None:
    """A section that is cited is there, under the number that it is cited by."""
    known = {f"RFC {rfc}" for rfc, _ in SECTIONS}
    cited = {(citation.source, citation.section) for citation in CITED if citation.source in known}
    missing = cited - {(f"RFC {rfc}", section) for rfc, section in SECTIONS}

    assert 60 < len(cited)
    assert set() == missing


def test_rfcs_are_cited_with_a_section() -> None:
    """A citation of an RFC names the section, and its address leads there."""
    rfcs = [citation for citation in CITED if citation.source.startswith("RFC ")]
    vague = [citation for citation in rfcs if not citation.section]
    other = [citation for citation in rfcs if Citation.rfc(int(citation.source[4:]), citation.section) != citation]

    assert [] == vague
    assert [] == other


@pytest.mark.parametrize(
    ("code", "fact", "expected"),
    [
        (200, "is_cacheable", "RFC 9110 §15.1"),
        (201, "cacheability", "RFC 9111 §3"),
        (103, "cacheability", "RFC 9111 §3"),
        (429, "cacheability", "RFC 6585 §4"),
        (451, "is_cacheable", "RFC 7725 §3"),
        (421, "cacheability", "RFC 9110 §B.3"),
        (204, "content", "RFC 9110 §15.3.5"),
        (205, "allows_content", "RFC 9110 §15.3.6"),
        (200, "content", "RFC 9110 §6.4.1"),
        (401, "requires_header", "RFC 9110 §15.5.2"),
        (206, "required_headers", "RFC 9110 §15.3.7.1"),
        (302, "redirect_method", "RFC 9110 §15.4.3"),
        (308, "redirect_method", "RFC 7538 §3"),
        (304, "is_redirect", "RFC 9110 §15.4"),
        (404, "redirect_method", "RFC 9110 §15.4"),
        (503, "is_retryable", "RFC 9110 §9.2.2"),
        (408, "is_retryable", "RFC 9110 §15.5.9"),
        (425, "conditions", "RFC 8470 §5.2"),
        (404, "status_class", "RFC 9110 §15.5"),
        (404, "phrase", "IANA HTTP Status Code Registry"),
        (404, "treat_as", "RFC 9110 §15"),
        # A registered code is no vendor's because it is registered, whatever vendors do with it.
        (404, "is_vendor", "IANA HTTP Status Code Registry"),
        (451, "is_vendor", "IANA HTTP Status Code Registry"),
        (471, "is_vendor", "IANA HTTP Status Code Registry"),
        (799, "status_class", "RFC 9110 §15"),
        (404, "summary", "RFC 9110 §15.5.5"),
        (422, "aliases", "RFC 4918 §11.2"),
        (418, "is_reserved", "RFC 9110 §15.5.19"),
        (305, "is_deprecated", "RFC 9110 §15.4.6"),
        (409, "confused_with", "RFC 9110 §15.5.10"),
    ],
    ids=str,
)
def test_the_source_says_it(code: int, fact: str, expected: str) -> None:
    """The source of a fact is the text that states it, not just the code's own section."""
    assert expected == str(lookup(code).cite(fact))
