"""docs/_ext/statuskit_pages: the catalogue of conformance has each rule once, as it is, and its links lead on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docs._ext.statuskit_pages import places, published, site
from docs._ext.statuskit_pages.conformance import (
    FAMILIES,
    Family,
    conformance_pages,
    default_in_words,
    family_page,
    roles_in_words,
)
from docs._ext.statuskit_pages.markdown import anchor, cited, escaped, sentence
from tests.test_docs_pages import rows_of, section

from statuskit import Status, StatusClass
from statuskit.conformance import RULES, Severity

if TYPE_CHECKING:
    from statuskit.conformance import Rule

DOCS = Path(__file__).parents[1] / "docs"
ALL_PAGES = site.pages()
PAGES = conformance_pages()
INDEX = PAGES[places.CONFORMANCE]
FAMILY_PAGES = {place: text for place, text in PAGES.items() if place != places.CONFORMANCE}

_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_RULE = re.compile(r"^## (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]*?)(?:\.md)?(?:#([^)]*))?\)")


def page_of(rule: Rule) -> str:
    """Return the only page that has a heading for a rule."""
    found = [text for text in FAMILY_PAGES.values() if rule.id in _RULE.findall(text)]
    assert 1 == len(found)
    return found[0]


def facts_of(rule: Rule) -> dict[str, str]:
    """Return what the section of a rule says of it, by label."""
    return dict(re.findall(r"^- \*\*([^*]+)\*\*: (.+)$", section(page_of(rule), rule.id), re.MULTILINE))


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_pages_are_these() -> None:
    """There is a page for each family and an index, and a build writes them beside all others."""
    names = ["any-response", "header-fields", "errors", "1xx", "2xx", "3xx", "4xx", "5xx", "pairs"]

    assert names == [family.name for family in FAMILIES]
    assert {"reference/conformance/index", *(f"reference/conformance/{name}" for name in names)} == set(PAGES)
    assert PAGES == {place: text for place, text in ALL_PAGES.items() if place.startswith("reference/conformance/")}


def test_a_build_writes_them_and_removes_what_is_left_over(tmp_path: Path) -> None:
    """The pages on disk are a fresh render, and a page of a family that is no more goes away."""
    left = tmp_path / "reference" / "conformance" / "gone.md"
    left.parent.mkdir(parents=True)
    left.write_text("gone", encoding="utf-8")

    assert left in site.write_pages(tmp_path)
    assert not left.exists()
    for family in FAMILIES:
        written = tmp_path / f"reference/conformance/{family.name}.md"
        assert family_page(family) == written.read_text(encoding="utf-8")


def test_every_rule_has_one_anchor_and_no_other_is_there() -> None:
    """The headings of all families together are the ids of the rules, each once, and no two share an anchor."""
    ids = [rule_id for text in FAMILY_PAGES.values() for rule_id in _RULE.findall(text)]

    assert sorted(RULES) == sorted(ids)
    assert {rule_id.lower() for rule_id in RULES} == {anchor(rule_id) for rule_id in ids}
    assert len(RULES) == len({rule_id.lower() for rule_id in RULES})


@pytest.mark.parametrize("place", PAGES)
def test_no_link_is_broken(place: str) -> None:
    """Every link to another page, or to a heading, leads to one that is there."""
    titles = {
        name: [anchor(title.replace("\\", "")) for title in _HEADING.findall(text)] for name, text in ALL_PAGES.items()
    }
    links = _LINK.findall(PAGES[place])

    assert links
    for path, heading in links:
        target = (DOCS / place).parent.joinpath(path).resolve().relative_to(DOCS).as_posix() if path else place
        assert target in ALL_PAGES
        assert not heading or heading in titles[target]


def test_the_reference_links_the_catalogue() -> None:
    """docs/reference/index.md links the index and hangs it below itself."""
    page = (DOCS / "reference" / "index.md").read_text(encoding="utf-8")

    assert "](conformance/index.md)" in page
    assert "conformance/index" in page.split("```{toctree}")[1].split("```")[0].split()


def test_llms_txt_has_a_shelf_for_each_folder_of_generated_pages() -> None:
    """The catalogue has one of its own, as statuses, classes, vendors and guides have."""
    folders = {place.rpartition("/")[0] for place in ALL_PAGES} - {"reference"}
    shelves = {folder: published.shelf_of(f"{folder}/x") for folder in folders}

    assert {"Conformance"} == {published.shelf_of(place) for place in PAGES}
    assert len(folders) == len(set(shelves.values()) - {published.shelf_of("reference/api")})


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_told_with_its_reason_and_its_fix(rule: Rule) -> None:
    """Below its heading are title, strength, severity, source, reason and fix."""
    told = section(page_of(rule), rule.id)
    facts = facts_of(rule)

    assert f"**{escaped(sentence(rule.title))}**" == told.strip().splitlines()[0]
    assert f"\nWhy: {escaped(rule.why)}\n" in told
    assert f"\nHow to fix: {escaped(rule.fix)}" == "\n" + told.strip().splitlines()[-1]
    assert rule.strength.value == facts["Strength"]
    assert rule.severity.value == facts["Severity"]
    assert cited(rule.citation) == facts["Source"]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_when_it_is_tried(rule: Rule) -> None:
    """Below its heading is on what it is, by status and field, and what it needs; what does not apply is not there."""
    facts = facts_of(rule)
    words = {"the request": "request", "the content": "content", "a second response": "pair"}

    assert (len(rule.on) or 1) == len(facts["On"].split("; "))
    assert rule.on or facts["On"] == "any response"
    assert (f"`{rule.field}`" if rule.field else None) == facts.get("Field")
    assert {need.value for need in rule.needs} == {
        need for start, need in words.items() if re.search(rf"(^|; ){start}", facts["Needs"])
    }
    assert (len(rule.roles) < 3) == ("Only in the role of" in facts)


@pytest.mark.parametrize(
    ("rule_id", "on"),
    [
        ("SK405-01", "[405 Method Not Allowed](../statuses/405.md)"),
        ("SK1XX-01", "[1xx Informational](../classes/1xx.md)"),
        ("SK000-01", "any response"),
    ],
)
def test_statuses_and_classes_are_linked(rule_id: str, on: str) -> None:
    """What a rule is on is linked: the page of a status or of a class."""
    assert on == facts_of(RULES[rule_id])["On"]


@pytest.mark.parametrize(
    ("rule_id", "default", "roles"),
    [
        ("SK401-01", "on", ""),
        ("SKERR-08", "off; on in api, strict", ""),
        ("SK000-05", "off; on in strict", ""),
        ("SK1XX-04", "off; on in strict", "an origin server, or a proxy"),
        ("SKHDR-06", "off; on in strict", "an origin server"),
        ("SK203-01", "on", "an origin server, or a client that received it"),
    ],
)
def test_defaults_and_roles_are_told(rule_id: str, default: str, roles: str) -> None:
    """A rule says whether it is on, else in which profiles, and in which roles if not in all."""
    rule = RULES[rule_id]
    facts = facts_of(rule)

    assert default == default_in_words(rule) == facts["By default"]
    assert roles == roles_in_words(rule) == facts.get("Only in the role of", "")


# --- the index --------------------------------------------------------------------------------------------------------


def test_the_index_has_all_rules_by_id() -> None:
    """A row is a rule, in the order of ids: linked, with its title, severity, strength and default."""
    rows = rows_of(INDEX, "All rules")
    linked = [re.fullmatch(r"\[([\w-]+)\]\([\w-]+\.md#([\w-]+)\)", row[0]) for row in rows]

    assert [(rule_id, rule_id.lower()) for rule_id in sorted(RULES)] == [found.groups() for found in linked if found]
    assert [
        [escaped(rule.title), rule.severity.value, rule.strength.value, default_in_words(rule)]
        for _, rule in sorted(RULES.items())
    ] == [row[1:] for row in rows]


def test_the_index_counts() -> None:
    """The families are linked with how many rules they have by severity, and the last row has the sums."""
    *rows, total = rows_of(INDEX, "The families")
    counts = [list(map(int, row[2:])) for row in rows]
    severities = Counter(rule.severity for rule in RULES.values())
    on = sum(rule.default for rule in RULES.values())

    assert [f"[{family.title}]({family.name}.md)" for family in FAMILIES] == [row[0] for row in rows]
    assert [len(_RULE.findall(PAGES[places.family_place(family.name)])) for family in FAMILIES] == [
        row[0] for row in counts
    ]
    assert [sum(column) for column in zip(*counts, strict=True)] == list(map(int, total[2:]))
    assert [
        len(RULES),
        *(severities[kind] for kind in (Severity.ERROR, Severity.WARNING, Severity.INFO)),
        on,
    ] == list(map(int, total[2:]))
    assert f"{len(RULES)} rules, of which {on} are on by default" in INDEX


def test_the_index_hangs_all_below_itself() -> None:
    """Each page of a family is in the navigation, in order."""
    tree = INDEX.split(":hidden:\n")[1].split("```")[0].split()

    assert [family.name for family in FAMILIES] == tree


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_is_in_order(family: Family) -> None:
    """Rules stand by their ids, and on a page of a class they are of that class."""
    page = PAGES[places.family_place(family.name)]
    ids = _RULE.findall(page)
    kind = next((kind for kind in StatusClass if kind.value == family.name), None)

    assert sorted(ids) == ids
    assert f"\n{len(ids)} rules about {escaped(family.about)}.\n" in page
    for rule in (RULES[rule_id] for rule_id in ids):
        assert kind is None or all(one is kind or (isinstance(one, Status) and one in kind) for one in rule.on)
