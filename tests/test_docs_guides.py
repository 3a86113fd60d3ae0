"""docs/_ext/statuskit_pages: the pages of the guides say what the rules say, as tables and as charts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docs._ext.statuskit_pages import places, site
from docs._ext.statuskit_pages.flowchart import OTHERWISE, flowchart, node
from docs._ext.statuskit_pages.guides import recommended_when, stage_page
from docs._ext.statuskit_pages.markdown import anchor, cited, escaped
from docs._ext.statuskit_pages.profiles import profile_page
from docs._ext.statuskit_pages.rules import FOLLOWING, answer, follows
from docs._ext.statuskit_pages.values import stated
from hypothesis import given
from hypothesis import strategies as st
from tests.test_docs_pages import rows_of, section, tables

from statuskit import HTTP, Citation, Status, guides, recommend
from statuskit.guides import FACTS, PROFILES, RULES, STAGES, GuideRule, In, Profile
from statuskit.guides._recommendation import titled
from statuskit.guides._situation import GROUPS
from statuskit.guides._state import DEFAULTS, METHODS, state_of
from statuskit.guides.tables.implied import IMPLIED, LEGACY
from statuskit.guides.tables.notes import NOTES
from statuskit.guides.tables.questions import BODIES, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCS = Path(__file__).parents[1] / "docs"
PAGES = site.pages()
BASE = PROFILES["rfc9110"]
FREE = {name for name, fact in FACTS.items() if not fact.values}

# What a chart is made of: the lines that may be in it, and nothing else.
_TERMINAL = re.compile(r'    (\w+)\(\["([^"]+)"\]\)')
_QUESTION = re.compile(r'    (\w+)\{"([^"]+)"\}')
_ANSWER = re.compile(r'    (\w+)\["([^"]+)"\]')
_BEGIN = re.compile(r"    (\w+) --> (\w+)")
_EDGE = re.compile(r"    (\w+) -->\|(yes|no)\| (\w+)")
_ENTITY = re.compile(r"#(\d+);")
_CONDITION = re.compile(r"(?:`(\w+)`|\[(\w+)\]\([^)]*\)) is (.+)")


class Chart(NamedTuple):
    """A chart, read back: labels by their nodes, and where yes and no lead."""

    begin: str
    terminals: dict[str, str]
    questions: dict[str, list[str]]
    answers: dict[str, str]
    yes: dict[str, str]
    no: dict[str, str]

    def conditions(self, name: str) -> dict[str, set[str]]:
        """Return the conditions of a question: values in words, by the fact."""
        asked = self.questions[name][1:]
        pairs = [text.split(" is ", 1) for text in asked if text != OTHERWISE]
        return {fact: set(values.split(" or ")) for fact, values in pairs}


def unescaped(label: str) -> str:
    """Return what a label shows."""
    assert not set('<>&`"') & set(label)
    return _ENTITY.sub(lambda found: chr(int(found[1])), label)


def read_chart(text: str) -> Chart:
    """Read a chart back; every line has to be one of the known forms."""
    head, *lines = text.splitlines()
    chart = Chart("", {}, {}, {}, {}, {})
    assert "flowchart TD" == head
    for line in lines:
        if found := _TERMINAL.fullmatch(line):
            chart.terminals[found[1]] = unescaped(found[2])
        elif found := _QUESTION.fullmatch(line):
            name, *asked = found[2].split("<br>")
            bold = re.fullmatch("<b>(.+)</b>", name)
            assert bold is not None
            chart.questions[found[1]] = [unescaped(part) for part in (bold[1], *asked)]
        elif found := _ANSWER.fullmatch(line):
            chart.answers[found[1]] = unescaped(found[2])
        elif found := _BEGIN.fullmatch(line):
            assert "begin" == found[1]
            chart = chart._replace(begin=found[2])
        else:
            found = _EDGE.fullmatch(line)
            assert found is not None, line
            ways = chart.yes if found[2] == "yes" else chart.no
            assert found[1] not in ways
            ways[found[1]] = found[3]
    return chart


def chart_of(stage: str) -> Chart:
    """Return the chart on the page of a stage, read back."""
    blocks = re.findall(r"^```mermaid\n(.*?)\n```$", PAGES[places.stage_place(stage)], re.DOTALL | re.MULTILINE)
    assert 1 == len(blocks)
    return read_chart(blocks[0])


CHARTS = {stage: chart_of(stage) for stage in STAGES}


def rules_of(stage: str) -> list[GuideRule]:
    """Return the rules of a stage, in order."""
    return [rule for rule in RULES if rule.stage == stage]


def in_words(when: Mapping[str, In]) -> dict[str, set[str]]:
    """Return conditions with their values in words."""
    return {fact: {stated(value) for value in condition.values} for fact, condition in when.items()}


def read_conditions(cell: str) -> dict[str, set[str]]:
    """Read the conditions in a cell back."""
    if cell == OTHERWISE:
        return {}
    found = [_CONDITION.fullmatch(part) for part in cell.split(" and ")]
    return {(each[1] or each[2]): set(each[3].replace("`", "").split(" or ")) for each in found if each is not None}


# --- all pages --------------------------------------------------------------------------------------------------------


def test_the_pages_of_the_guides_are_these() -> None:
    """There is a page for each stage and each profile, one of the facts, one of the questions, and an index."""
    expected = {
        places.GUIDES,
        places.GUIDE_FACTS,
        places.GUIDE_QUESTIONS,
        *(f"reference/guides/stage-{stage}" for stage in STAGES),
        *(f"reference/guides/profile-{name}" for name in PROFILES),
    }

    assert expected == {place for place in PAGES if place.startswith("reference/guides/")}


def test_what_is_left_over_goes_away(tmp_path: Path) -> None:
    """A page of a stage that is no more is removed by the next build."""
    left = tmp_path / "reference" / "guides" / "stage-gone.md"
    left.parent.mkdir(parents=True)
    left.write_text("gone", encoding="utf-8")

    assert left in site.write_pages(tmp_path)
    assert not left.exists()


def test_a_fresh_render_is_what_a_build_writes(tmp_path: Path) -> None:
    """Tables and charts on the pages are those of the rules as they are now."""
    site.write_pages(tmp_path)

    for stage in STAGES:
        assert stage_page(stage) == (tmp_path / f"reference/guides/stage-{stage}.md").read_text(encoding="utf-8")


def test_the_index_has_stages_and_profiles_in_order() -> None:
    """The index links each stage with what it asks and how many rules it has, and each profile; and hangs all below."""
    page = PAGES[places.GUIDES]
    stages = rows_of(page, "The stages, in the order of their questions")
    tree = re.findall(r"^[\w-]+$", page.split(":hidden:\n")[1], re.MULTILINE)

    assert [
        [str(number), f"[{stage}](stage-{stage}.md)", escaped(asked), str(len(rules_of(stage)))]
        for number, (stage, asked) in enumerate(STAGES.items(), 1)
    ] == stages
    assert [f"[{escaped(profile.title)}](profile-{name}.md)" for name, profile in PROFILES.items()] == [
        row[0] for row in rows_of(page, "The profiles")
    ]
    assert sorted(f"reference/guides/{name}" for name in tree) == sorted(
        place for place in PAGES if place.startswith("reference/guides/") and place != places.GUIDES
    )


# --- decision tables --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
def test_a_table_has_the_rules_in_order(stage: str) -> None:
    """A row is a rule: id, conditions, answer and how sure it is, reasons, sources, and the rules of guides."""
    here = places.stage_place(stage)
    rows = rows_of(PAGES[here], "Decision table")

    assert [f"[{rule.id}](#{anchor(rule.id)})" for rule in rules_of(stage)] == [row[0] for row in rows]
    for rule, row in zip(rules_of(stage), rows, strict=True):
        assert in_words(rule.when) == read_conditions(row[1])
        assert f"{answer(here, rule.then)}, *{rule.certainty.value}*" == row[2]
        assert row[3].startswith(escaped(rule.why))
        assert [*map(cited, rule.citations), *rule.seeds] == row[4].split("; ")
        for how, reasons in (("Not", rule.instead), ("As well:", rule.accepts)):
            for status, why in reasons.items():
                assert f" {how} {answer(here, status)}. {escaped(why)}" in row[3]
            assert len(reasons) == row[3].count(f" {how} [")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_has_a_section_with_what_goes_with_it(rule: GuideRule) -> None:
    """Below its heading a rule tells its answer, its fields, its content, and which profiles see it otherwise."""
    page = PAGES[places.stage_place(rule.stage)]
    told = page.split(f"\n### {rule.id}\n", 1)[1].split("\n### ", 1)[0]

    assert f"The answer is {answer(places.stage_place(rule.stage), rule.then)}: {escaped(rule.why)}" in told
    for row in rule.headers:
        assert f"- Field `{row.name}`: {row.strength.value}, {escaped(row.why)} ({cited(row.citation)})" in told
    assert bool(rule.body) == ("\n- Content: " in told)
    assert [name for name, profile in PROFILES.items() if rule.id in profile.overrides] == re.findall(
        r"\]\(profile-([\w-]+)\.md\)", told
    )


def test_values_are_shown_as_one_states_them() -> None:
    """Truth values are those of Python, and what is not stated is said to be so."""
    assert ["True", "False", "denied", "not stated"] == [stated(value) for value in (True, False, "denied", None)]


def test_what_follows_from_facts_is_explained() -> None:
    """A condition on what nobody states links to where it is told of, and is told of there."""
    asked = {fact for rule in RULES for fact in rule.when if follows(fact)}
    told = section(PAGES[places.GUIDE_FACTS], FOLLOWING)

    assert asked
    assert asked <= set(re.findall(r"^\| `(\w+)` is", told, re.MULTILINE))
    for stage in STAGES:
        links = re.findall(r"\[(\w+)\]\(facts\.md#what-follows-from-other-facts\)", PAGES[places.stage_place(stage)])
        assert {fact for rule in rules_of(stage) for fact in rule.when if follows(fact)} == set(links)


# --- charts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
def test_a_chart_has_the_rules_in_order(stage: str) -> None:
    """From the beginning, each no leads to the next rule, each yes to the answer, and the last no to the next stage."""
    chart = CHARTS[stage]
    rules = rules_of(stage)
    after = dict(zip(STAGES, [*STAGES][1:], strict=False)).get(stage)

    assert STAGES[stage] == chart.terminals["begin"]
    assert node(rules[0]) == chart.begin
    assert [node(rule) for rule in rules] == list(chart.questions)
    for number, rule in enumerate(rules):
        name = node(rule)
        following = node(rules[number + 1]) if number + 1 < len(rules) else "next_stage"
        assert rule.id == chart.questions[name][0]
        assert in_words(rule.when) == chart.conditions(name)
        assert titled(rule.then) == chart.answers[chart.yes[name]]
        assert chart.no.get(name) == (following if rule.when else None)
    assert chart.terminals.get("next_stage") == (f"next stage: {after}" if after else None)


@pytest.mark.parametrize("stage", STAGES)
def test_a_chart_is_whole(stage: str) -> None:
    """Every arrow leads from a question to what is declared, every answer is reached once, and no name is taken."""
    chart = CHARTS[stage]
    declared = [*chart.terminals, *chart.questions, *chart.answers]

    assert len(declared) == len(set(declared))
    assert not {"end", "graph", "subgraph", "style", "class", "click", "default"} & set(declared)
    assert set(chart.questions) == set(chart.yes)
    assert sorted(chart.answers) == sorted(chart.yes.values())
    assert set(chart.no.values()) <= {*chart.questions, "next_stage"}


def test_a_label_may_hold_anything() -> None:
    """Quotes, tags, entities and backticks are shown as they are, and do not end a label."""
    rule = GuideRule(
        id="content.odd", when={"body": In('a "b" <i> &amp; `c` #1;')}, then=HTTP.IM_A_TEAPOT, why="", citations=()
    )
    chart = read_chart(flowchart('Is "it" <so>?', [rule], "next & last"))

    assert 'Is "it" <so>?' == chart.terminals["begin"]
    assert ["content.odd", 'body is a "b" <i> &amp; `c` #1;'] == chart.questions["content_odd"]
    assert "418 (Unused)" == chart.answers["content_odd_answer"]
    assert "next & last" == chart.terminals["next_stage"]


def walked(state: Mapping[str, object]) -> str:
    """Walk the charts, stage by stage, by what their labels say, and return the answer."""
    for chart in CHARTS.values():
        name = chart.begin
        while name in chart.questions:
            asked = chart.conditions(name)
            holds = all(
                stated(state.get(fact, DEFAULTS[fact])) in values  # type: ignore[arg-type]
                for fact, values in asked.items()
            )
            name = (chart.yes if holds else chart.no)[name]
        if name != "next_stage":
            return chart.answers[name]
    msg = "the last chart always answers"
    raise AssertionError(msg)


SITUATIONS = st.dictionaries(st.sampled_from(sorted(FACTS.keys() - FREE)), st.integers(0, 8), max_size=6).map(
    lambda chosen: {name: FACTS[name].values[number % len(FACTS[name].values)] for name, number in chosen.items()}
)


@given(SITUATIONS, st.sampled_from([None, "LOCK", *sorted(METHODS)]), st.sampled_from([None, "nginx", "Cloudflare"]))
def test_who_walks_the_charts_comes_to_the_same_answer(
    facts: dict[str, bool | str], method: str | None, vendor: str | None
) -> None:
    """The charts decide as `recommend()` does."""
    stated = facts | ({"method": method} if method else {}) | ({"vendor": vendor} if vendor else {})

    assert titled(recommend(**stated).status) == walked(state_of(stated))  # type: ignore[arg-type]


# --- statuses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_a_status_has_the_rules_that_recommend_it(status: Status) -> None:
    """The page of a status links each rule whose answer it is, with conditions and reason."""
    page = PAGES[places.status_place(status)]
    rules = [rule for rule in RULES if rule.then is status]
    by_profile = {
        name: [rule.id for rule in profile.rules if rule.then is status and rule not in rules]
        for name, profile in PROFILES.items()
    }
    told = section(page, "Recommended when") if rules or any(by_profile.values()) else ""

    assert bool(told) == ("\n## Recommended when\n" in page)
    assert [f"[{rule.id}](../guides/stage-{rule.stage}.md#{anchor(rule.id)})" for rule in rules] == [
        row[0] for row in (tables(told)[0][1:] if rules else [])
    ]
    for rule in rules:
        assert escaped(rule.why) in told
    changed = {rule.id for rule in rules}
    for name, ids in by_profile.items():
        only = [rule_id for rule_id in ids if rule_id not in changed]
        line = re.search(rf"\(\.\./guides/profile-{name}\.md\): (.*)", told)
        assert only == (re.findall(r"`([\w.]+)`", line[1]) if line else [])


def test_every_answer_is_on_the_page_of_its_status() -> None:
    """No rule that answers with a registered status is missing from all of their pages."""
    linked = {
        found
        for status in HTTP
        for found in re.findall(r"^\| \[([\w.]+)\]", recommended_when("reference/index", status), re.MULTILINE)
    }

    assert {rule.id for rule in RULES if rule.then is not None and rule.then.is_registered} == linked


# --- profiles ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_has_all_that_it_changes(profile: Profile) -> None:
    """Overrides with both answers, added rules, moves, and the codes advised against, each with its source."""
    here = places.profile_place(profile)
    page = PAGES[here]
    before = {rule.id: rule for rule in profile.base.rules} if profile.base else {}

    overrides = rows_of(page, "Other answers") if profile.overrides else []
    assert [*profile.overrides] == [row[0][1 : row[0].index("]")] for row in overrides]
    for (rule_id, override), row in zip(profile.overrides.items(), overrides, strict=True):
        assert answer(here, before[rule_id].then) == row[1]
        assert f"{answer(here, override.then)}, *{override.certainty.value}*" == row[2]
        assert row[3].startswith(escaped(override.why))
        assert cited(override.citation) == row[4]
        for advice in override.headers:
            assert f"`{advice.name}`: {advice.strength.value}, {escaped(advice.why)}." in row[3]
        assert bool(override.body) == ("Content: " in row[3])

    added = rows_of(page, "Rules of its own") if profile.added else []
    assert [f"[{rule.id}](#{anchor(rule.id)})" for rule in profile.added] == [row[0] for row in added]
    assert [in_words(rule.when) for rule in profile.added] == [read_conditions(row[1]) for row in added]
    assert [f"{answer(here, rule.then)}, *{rule.certainty.value}*" for rule in profile.added] == [
        row[2] for row in added
    ]

    moves = rows_of(page, "Rules that are asked elsewhere") if profile.moves else []
    assert [*profile.moves.items()] == [tuple(cell[1 : cell.index("]")] for cell in row) for row in moves]

    against = rows_of(page, "Codes that it advises against") if profile.against else []
    assert [
        [answer(here, status), escaped(reason.why), cited(reason.citation)]
        for status, reason in profile.against.items()
    ] == against


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_has_no_empty_section(profile: Profile) -> None:
    """A heading is there only where there is something below it; the base says that it is the base."""
    page = PAGES[places.profile_place(profile)]

    assert bool(profile.overrides) == ("\n## Other answers\n" in page)
    assert bool(profile.added) == ("\n## Rules of its own\n" in page)
    assert bool(profile.moves) == ("\n## Rules that are asked elsewhere\n" in page)
    assert bool(profile.against) == ("\n## Codes that it advises against\n" in page)
    assert (profile.base is None) == ("\nThis is the base: " in page)


def test_a_move_of_an_added_rule_stays_on_the_page() -> None:
    """A rule that only the profile has is linked where it stands: on the profile's own page."""
    source = Citation("Our handbook", "1", "https://example.com/handbook")
    rule = GuideRule(id="outcome.ours", when={"intent": In("form")}, then=HTTP.SEE_OTHER, why="x", citations=(source,))
    page = profile_page(BASE.extend("ours", rules=(rule,), moves={"outcome.ours": "system.overloaded"}))

    assert [["[outcome.ours](#outcomeours)", "[system.overloaded](stage-system.md#systemoverloaded)"]] == rows_of(
        page, "Rules that are asked elsewhere"
    )


# --- facts and questions ----------------------------------------------------------------------------------------------


def test_all_facts_are_told_in_their_groups() -> None:
    """Each fact has a row with its values, what is assumed, and its meaning, in the order of declaration."""
    page = PAGES[places.GUIDE_FACTS]
    rows = [row for title in GROUPS.values() for row in rows_of(page, escaped(title))]

    assert [f"`{name}`" for name in FACTS] == [row[0] for row in rows]
    for fact, row in zip(FACTS.values(), rows, strict=True):
        assert [str(value) for value in fact.values] == re.findall(r"`(\w+)`", row[1])
        assert fact.values or row[1]
        assert escaped(fact.meaning) == row[3]
        assert (f"`{fact.assumed}`" == row[2]) == (fact.assumed is not None)


def test_what_may_be_asked_back_is_open() -> None:
    """A fact says that it may be asked back exactly where one of the questions asks for it and nothing is assumed."""
    rows = [row for title in GROUPS.values() for row in rows_of(PAGES[places.GUIDE_FACTS], escaped(title))]
    asked = {question.fact for question in QUESTIONS if FACTS[question.fact].assumed is None}

    assert asked == {row[0].strip("`") for row in rows if row[2] == "open, and may be asked back"}
    assert {"method", "intent"} == {row[0].strip("`") for row in rows if row[2] == "open"}


def test_implied_facts_and_old_numbers_are_told() -> None:
    """The page of the facts has what follows from several, and what an old number is read as."""
    page = PAGES[places.GUIDE_FACTS]
    implied = tables(section(page, FOLLOWING))[1][1:]

    assert [(f"`{row.fact}` is `{stated(row.value)}`", in_words(row.when)) for row in IMPLIED] == [
        (row[0], read_conditions(row[1])) for row in implied
    ]
    assert [[f"`{number}`", f"`{fact}` is `{stated(value)}`"] for number, (fact, value) in LEGACY.items()] == rows_of(
        page, "What old numbers stand for"
    )


def test_all_questions_and_warnings_are_told() -> None:
    """Each question with its answers, each warning with its conditions, and the content by class."""
    page = PAGES[places.GUIDE_QUESTIONS]
    questions = rows_of(page, "What is asked back")
    notes = rows_of(page, "What is warned of")

    assert [(f"`{row.fact}`", escaped(row.text), in_words(row.when)) for row in QUESTIONS] == [
        (row[0], row[1], read_conditions(row[3])) for row in questions
    ]
    assert [" or ".join(f"`{stated(each)}`" for each in row.answers) for row in QUESTIONS] == [
        row[2] for row in questions
    ]
    assert [(in_words(row.when), escaped(row.text), ", ".join(row.seeds)) for row in NOTES] == [
        (read_conditions(row[0]), row[2], row[3]) for row in notes
    ]
    assert [answer(places.GUIDE_QUESTIONS, row.then) if row.then else "any" for row in NOTES] == [
        row[1] for row in notes
    ]
    assert [places.to_class(places.GUIDE_QUESTIONS, kind) for kind in BODIES] == [
        row[0] for row in rows_of(page, "What belongs in the content")
    ]


# --- pages written by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", guides.__all__)
def test_every_public_name_of_the_room_is_in_the_reference(name: str) -> None:
    """docs/reference/api.md has each public name of `statuskit.guides`, under the front door where it is there too."""
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")

    assert re.search(rf":: statuskit\.(?:guides\.)?{name}(\(|$)", page, flags=re.MULTILINE)


@pytest.mark.parametrize("shelf", ["how-to", "explanation"])
def test_every_page_of_a_shelf_is_in_its_index(shelf: str) -> None:
    """A page that is written is found: its shelf's index links it once, and hangs it below itself in the same order."""
    index = (DOCS / shelf / "index.md").read_text(encoding="utf-8")
    shown, hung = index.split("```{toctree}")
    linked = re.findall(r"\]\((?!\w+:)([^)]+)\)", shown)
    listed = hung.split("```")[0].split()[2:]

    assert sorted(path.stem for path in (DOCS / shelf).glob("*.md") if path.stem != "index") == sorted(listed)
    assert [f"{page}.md" for page in listed] == linked


def test_the_page_on_the_order_has_the_stages() -> None:
    """docs/explanation/order-of-questions.md lists the stages in their order, each linked and numbered."""
    page = (DOCS / "explanation" / "order-of-questions.md").read_text(encoding="utf-8")

    assert [(str(number), stage, stage) for number, stage in enumerate(STAGES, 1)] == re.findall(
        r"^\| (\d+) \| \[(\w+)\]\(\.\./reference/guides/stage-(\w+)\.md\) \|", page, re.MULTILINE
    )


def test_the_answers_of_a_stage_are_those_of_its_rules() -> None:
    """The typical answers in that list are answers of rules of the stage."""
    page = (DOCS / "explanation" / "order-of-questions.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"stage-(\w+)\.md\) \|[^|]+\| ([\d, ]+) \|$", page, re.MULTILINE))

    assert set(STAGES) == set(listed)
    for stage, codes in listed.items():
        answers = {rule.then for rule in rules_of(stage)}
        assert {int(code) for code in codes.split(", ")} <= answers, stage
