"""docs/_ext/statuskit_pages: the pages that are made from the registry say what it says, with its sources."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docs._ext.statuskit_pages import places, published, site
from docs._ext.statuskit_pages.markdown import anchor, bullets, cited, code, document, escaped, link, sentence, table
from docs._ext.statuskit_pages.statuses import status_page
from docs._ext.statuskit_pages.values import shown
from docs._ext.statuskit_pages.vendors import by_vendor, vendor_page
from hypothesis import given
from hypothesis import strategies as st

import statuskit
from statuskit import (
    HTTP,
    Citation,
    Meaning,
    Status,
    StatusClass,
    caching,
    conditional,
    conformance,
    exceptions,
    fields,
    lookup,
    messages,
    model,
    registry,
    retry,
    testing,
)
from statuskit._meanings import own
from statuskit.cli import main
from statuskit.cli._words import ASKED_METHODS, LABELS
from statuskit.data.vendors import MEANINGS
from statuskit.model import FACTS, Cacheability, Repeat, Visibility
from statuskit.registry import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[1] / "docs"
PAGES = site.pages()
VENDORS = by_vendor(MEANINGS)

_CELL = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]*?)(?:\.md)?(?:#([^)]*))?\)")


def cells(line: str) -> list[str]:
    """Return the cells of a row of a table."""
    return [cell.strip() for cell in _CELL.split(line)[1:-1]]


def tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a page: their rows, the head first, the rule below it left out."""
    found: list[list[list[str]]] = []
    inside = False
    for line in text.splitlines():
        row = line.startswith("|")
        if row and not inside:
            found.append([])
        if row:
            found[-1].append(cells(line))
        inside = row
    return [[rows[0], *rows[2:]] for rows in found]


def section(text: str, title: str) -> str:
    """Return what stands below a heading of the second level."""
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows_of(text: str, title: str) -> list[list[str]]:
    """Return the rows of the table below a heading, without the head."""
    return tables(section(text, title))[0][1:]


def read_back(markdown: str) -> list[str]:
    """Return the texts that a reader of CommonMark with tables sees."""
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")

    def texts(tokens: list[Any]) -> Iterator[str]:  # Any: tokens of a library that is no dependency
        for token in tokens:
            if token.type == "inline":
                assert {child.type for child in token.children} <= {"text"}, markdown
                yield "".join(child.content for child in token.children)
            else:
                assert token.type.removesuffix("_open").removesuffix("_close") in _BLOCKS, markdown

    return list(texts(parser.parse(markdown)))


_BLOCKS = {"paragraph", "heading", "table", "thead", "tbody", "tr", "th", "td"}


# --- text to Markdown -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "(Unused)",
        "If-Match: * was sent",
        "bytes */LENGTH and **bold**",
        "a | b \\| c",
        "NO_PROXY, _private_ and __init__",
        "[text](https://example.com) ![image](x)",
        "<b>bold</b> &amp; `code` ~~gone~~",
        "1. first",
        "1986) first",
        "- item",
        "+ item",
        "# heading",
        "> quote",
        "=====",
        "---",
        ": definition",
        "(target)=",
        "% comment",
        "{role}`text`",
        "C:\\path",
        "404: the caller",
    ],
)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    """Whatever means something in Markdown is only text in a paragraph, a heading and a cell."""
    assert [text] == read_back(escaped(text))
    assert [text] == read_back(f"# {escaped(text)}")
    assert ["a", text] == read_back(table(["a"], [[escaped(text)]]))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """No text of one line changes its meaning or its words when it is escaped; spaces are made one."""
    words = " ".join(text.split())

    assert ([words] if words else []) == read_back(escaped(text))


def test_all_texts_of_the_registry_are_shown_as_they_are() -> None:
    """No summary, prose, condition, rule of thumb or vendor's text is changed by Markdown."""
    texts = [getattr(status, fact) for status in HTTP for fact in FACTS if isinstance(getattr(status, fact), str)]
    texts += [text for status in HTTP for text in (*status.causes, *status.aliases)]
    texts += [rule.condition for status in HTTP for rule in status.header_rules]
    texts += [row.rule for status in HTTP for row in status.confused_with]
    texts += [text for each in MEANINGS for text in (each.vendor, each.name, each.summary, each.who_acts, each.doubt)]

    for text in filter(None, dict.fromkeys(texts)):
        assert [" ".join(text.split())] == read_back(escaped(text))


def test_code_keeps_pipes_and_backticks() -> None:
    """Code is fenced so that it may hold backticks, and so that a pipe does not end a cell."""
    assert "`*`" == code("*")
    assert r"`a\|b`" == code("a|b")
    assert "`` a`b` ``" == code("a`b`")


def test_links_and_citations() -> None:
    """An address is made safe, one that is missing gives no link, and a source that ages has its day."""
    assert r"[a \[b\]](https://example.com/%28x%29)" == link("a [b]", "https://example.com/(x)")
    assert "plain" == link("plain", "")
    assert "[RFC 9110 §15](https://example.com)" == cited(Citation("RFC 9110", "15", "https://example.com"))
    assert "[A](https://example.com), as of 2026-01-02" == cited(Citation("A", "", "https://example.com", "2026-01-02"))


def test_a_row_of_another_length_is_an_error() -> None:
    """A table cannot come out broken."""
    with pytest.raises(ValueError, match="a row of 1 cells under a head of 2"):
        table(["a", "b"], [["c"]])


def test_small_pieces() -> None:
    """Anchors are GitHub's, sentences end, lists and pages are put together, and empty blocks left out."""
    assert "520-web-server-returns-an-unknown-error" == anchor("520 Web server returns an unknown error")
    assert "vendors-sub-codes" == anchor("Vendors' sub-codes")
    assert ["A b.", "Why?", ""] == [sentence("a b"), sentence("why?"), sentence("")]
    assert "- a\n- b" == bullets(["a", "b"])
    assert "a\n\nb\n" == document("a\n", "", "b")


# --- all pages --------------------------------------------------------------------------------------------------------


def test_the_pages_are_these() -> None:
    """There is a page for each registered status, each class and each vendor, and the indexes."""
    indexes = {
        places.STATUSES,
        places.FIELDS,
        places.CACHING,
        places.RETRY,
        places.METHODS,
        places.NUMBERS,
        places.VENDORS,
    }
    statuses = {f"reference/statuses/{int(status)}" for status in HTTP}
    classes = {f"reference/classes/{kind.value}" for kind in StatusClass}

    assert 64 == len(statuses)
    elsewhere = ("/vendors/", "/guides/", "/conformance/")  # tested with what they are made of
    assert indexes | statuses | classes == {place for place in PAGES if not any(shelf in place for shelf in elsewhere)}
    assert len({meaning.vendor for meaning in MEANINGS}) == sum("/vendors/" in place for place in PAGES)


@pytest.mark.parametrize("place", PAGES)
def test_no_table_is_broken(place: str) -> None:
    """All rows of a table have as many cells as its head, and no page has an empty table."""
    for rows in tables(PAGES[place]):
        assert {len(rows[0])} == {len(row) for row in rows}
        assert len(rows) > 1


@pytest.mark.parametrize("place", PAGES)
def test_no_link_is_broken(place: str) -> None:
    """Every link to another page, made or written by hand, or to a heading, leads to one that is there."""
    for path, heading in _LINK.findall(PAGES[place]):
        target = (DOCS / place).parent.joinpath(path).resolve().relative_to(DOCS).as_posix() if path else place
        text = PAGES.get(target) or (DOCS / f"{target}.md").read_text(encoding="utf-8")

        assert not heading or heading in {anchor(title.replace("\\", "")) for title in _HEADING.findall(text)}


@pytest.mark.parametrize("place", PAGES)
def test_a_page_has_one_title_and_no_heading_twice(place: str) -> None:
    """Headings are what links lead to."""
    titles = _HEADING.findall(PAGES[place])

    assert PAGES[place].startswith("# ")
    assert len(titles) == len(set(titles))


def test_pages_are_always_the_same() -> None:
    """Nothing on a page depends on the day, on chance or on what was asked before."""
    assert PAGES == site.pages()


# --- statuses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_every_fact_is_named_beside_its_source(status: Status) -> None:
    """The page of a status has a row for each fact, in order, with a value and a link to the source."""
    rows = rows_of(status_page(status), "Every fact and its source")

    assert [f"`{fact}`" for fact in FACTS] == [row[0] for row in rows]
    assert all(row[1] for row in rows)
    assert [cited(status.cite(fact)) for fact in FACTS] == [row[2] for row in rows]
    assert all("](https://" in row[2] for row in rows)


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_the_prose_is_there(status: Status) -> None:
    """A page begins with number, phrase and summary, and has all of the prose."""
    page = status_page(status)

    assert page.startswith(f"# {status.code} {escaped(status.phrase)}\n\n{escaped(status.summary)}\n")
    for text in (status.description, status.use_when, status.avoid_when, status.look_first, status.client_action):
        assert escaped(text) in page
    for cause in status.causes:
        assert f"\n- {escaped(sentence(cause))}\n" in page


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_header_rules_are_told_with_their_sources(status: Status) -> None:
    """The table of header fields has a row for each rule."""
    page = status_page(status)
    expected = [(f"`{rule.name}`", rule.strength.value, cited(rule.citation)) for rule in status.header_rules]
    rows = rows_of(page, "Header fields") if "\n## Header fields\n" in page else []

    assert expected == [(row[0], row[1], row[3]) for row in rows]
    assert [rule.condition or "in any case" for rule in status.header_rules] == [
        row[2].replace("\\", "") for row in rows
    ]


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_redirects_are_told_by_method(status: Status) -> None:
    """A page says what becomes of each method, and only if there is a Location to follow."""
    page = status_page(status)
    rows = rows_of(page, "Following it") if status.is_redirect else []

    assert status.is_redirect == ("\n## Following it\n" in page)
    assert [[f"`{method}`", f"`{status.redirect_method(method)}`"] for method in ASKED_METHODS if rows] == rows


@pytest.mark.parametrize("status", HTTP, ids=str)
def test_repeats_are_told_by_method(status: Status) -> None:
    """A page says of each method whether the request is sent again, or on what it depends."""
    rows = rows_of(status_page(status), "Sending the request again")
    conditional = status.repeat.value.startswith("only")
    answers = ["yes" if status.is_retryable(method) else "no" for method in ASKED_METHODS]

    assert [f"`{method}`" for method in ASKED_METHODS] == [row[0] for row in rows]
    assert ["yes" if METHODS[method].is_idempotent else "no" for method in ASKED_METHODS] == [row[1] for row in rows]
    assert ([status.repeat.value] * len(rows) if conditional else answers) == [row[2] for row in rows]


def test_retry_facts_have_one_name() -> None:
    """What the card calls a fact about retry, the pages call it too."""
    columns = set(tables(PAGES[places.RETRY])[0][0])
    told = section(PAGES[places.status_place(HTTP.REQUEST_TIMEOUT)], "Sending the request again")

    assert {LABELS[fact] for fact in ("applied", "repeat_after", "conditions", "health")} <= columns
    assert all(f"- **{LABELS[fact]}**: " in told for fact in ("repeat", "conditions", "applied", "health"))


def test_another_view_on_retry_is_told() -> None:
    """Where a rule is contested, the page says by whom."""
    contested = [status for status in HTTP if status.retry_rule.contested]

    assert contested
    for status in contested:
        for citation in status.retry_rule.contested:
            assert cited(citation) in section(status_page(status), "Sending the request again")
            assert cited(citation) in PAGES[places.RETRY]


@pytest.mark.parametrize("status", [status for status in HTTP if status.confused_with], ids=str)
def test_what_is_mixed_up_is_linked(status: Status) -> None:
    """A page links each status that people mix up with its own, with the rule of thumb."""
    rows = rows_of(status_page(status), "Not to be confused with")
    expected = [(f"({row.other}.md)", escaped(row.rule), cited(row.citation)) for row in status.confused_with]

    assert expected == [(row[0][row[0].rindex("(") :], row[1], row[2]) for row in rows]


@pytest.mark.parametrize("status", [status for status in HTTP if status.meanings], ids=str)
def test_what_vendors_mean_is_told(status: Status) -> None:
    """A page has every vendor's meaning of its number, and every sub-code."""
    page = status_page(status)
    minor = [meaning for meaning in status.meanings if meaning.subcode is not None]

    for meaning in own(status.meanings):
        assert escaped(sentence(meaning.summary)) in section(page, "What vendors mean by it")
    for meaning in minor:
        assert f"| `{meaning.subcode}` | {escaped(sentence(meaning.name))}" in section(page, "Vendors' sub-codes")


@pytest.mark.parametrize("status", [status for status in HTTP if status.aliases], ids=str)
def test_aliases_are_told_at_a_glance(status: Status) -> None:
    """The card at the top has the older names."""
    assert ["Also known as", escaped("; ".join(status.aliases))] in tables(status_page(status))[0]


def test_what_ends_has_its_dates() -> None:
    """The card of a temporary registration says from when and until when."""
    for status in HTTP:
        row = ["From, until", f"{status.registered_on}, {status.expires_on}"]

        assert bool(status.registered_on) == (row in tables(status_page(status))[0])


def test_values_of_every_type_are_shown() -> None:
    """Truth values, nothing, statuses, classes, sources and flags have words of their own."""
    here = "reference/index"

    assert ["yes", "no", "none", "none"] == [shown(here, value) for value in (True, False, None, ())]
    assert "[404 Not Found](statuses/404.md)" == shown(here, HTTP.NOT_FOUND)
    assert "[520](index-vendor-numbers.md#520)" == shown(here, lookup(520))
    assert "[4xx Client Error](classes/4xx.md)" == shown(here, StatusClass.CLIENT_ERROR)
    assert cited(HTTP.OK.defined_in) == shown(here, HTTP.OK.defined_in)
    assert "heuristic" == shown(here, Cacheability.HEURISTIC)
    assert "on a new connection; only once" == shown(here, HTTP.REQUEST_TIMEOUT.conditions)
    assert "a; b" == shown(here, ("a", "b"))


# --- classes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", StatusClass, ids=str)
def test_a_class_has_its_codes(kind: StatusClass) -> None:
    """The page of a class links its registered statuses, hangs them below itself, and knows what vendors use."""
    page = PAGES[places.class_place(kind)]
    members = [status for status in HTTP if status.status_class is kind]
    numbers = {meaning.code for meaning in MEANINGS if meaning.code in kind and meaning.code not in HTTP}
    rows = rows_of(page, "Registered") if members else []
    used = "\n".join(row[0] for row in rows_of(page, "Only used by vendors")) if numbers else ""

    assert [f"[{status.code} {escaped(status.phrase)}](../statuses/{status}.md)" for status in members] == [
        row[0] for row in rows
    ]
    assert all(f"\n../statuses/{status}\n" in page for status in members)
    assert {run[0] for run in places.runs(filter(None, numbers))} == {
        int(found) for found in re.findall(r"#(\d+)", used)
    }
    assert "## Any other number" in page


def test_a_class_is_called_what_it_is() -> None:
    """The five classes have their names; what is outside them is called by its numbers."""
    assert [
        "1xx Informational",
        "2xx Success",
        "3xx Redirection",
        "4xx Client Error",
        "5xx Server Error",
        "600 to 999",
    ] == [places.class_title(kind) for kind in StatusClass]


# --- vendors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_has_a_page_with_all_it_means(vendor: str) -> None:
    """Each number and sub-code is told with meaning, who acts, source, grade, day and doubt."""
    page = PAGES[places.vendor_place(vendor)]

    assert page.startswith(f"# {escaped(vendor)}\n")
    for meaning in VENDORS[vendor]:
        told = section(page, escaped(places.meaning_title(meaning)))
        if meaning.subcode is not None:
            assert f"| `{meaning.subcode}` | {escaped(sentence(meaning.name))} " in told
        assert escaped(sentence(meaning.summary)) in told
        assert escaped(meaning.who_acts) in told
        assert cited(meaning.citation) in told
        assert f"grade {meaning.grade}" in told
        assert (meaning.as_of or "") in told
        assert escaped(meaning.doubt) in told


def test_vendors_pages_are_apart() -> None:
    """No two vendors share a page, and no two of a vendor's numbers a heading unless they are one run."""
    assert len(VENDORS) == len({places.vendor_place(vendor) for vendor in VENDORS})
    for group in VENDORS.values():
        titles: dict[str, set[int | None]] = {}
        for meaning in group:
            if meaning.subcode is None:
                titles.setdefault(places.meaning_title(meaning), set()).add(meaning.code)
        for codes in titles.values():
            assert len(codes) == 1 or codes in [set(run) for run in places.runs(filter(None, codes))]


def test_a_source_that_ages_has_its_day_even_if_only_the_meaning_knows_it() -> None:
    """The day of a meaning is told where its source has none, and doubt in full."""
    page = vendor_page(
        [
            Meaning(
                code=404,
                vendor="Example",
                name="Lost | found",
                summary="nothing here",
                who_acts="",
                visibility=Visibility.SENT,
                citation=Citation("A page", "", ""),
                grade="C",
                as_of="2026-01-02",
                doubt="nobody knows",
            ),
        ]
    )

    assert "## 404 Lost \\| found\n" in page
    assert "- **Source**: A page, as of 2026-01-02, grade C\n" in page
    assert "- **In doubt**: nobody knows\n" in page
    assert "Who acts" not in page


def test_the_index_of_vendors_is_complete() -> None:
    """Every vendor is in the index, and below it in the navigation."""
    page = PAGES[places.VENDORS]
    rows = tables(page)[0][1:]

    assert [link(vendor, places.way(places.VENDORS, places.vendor_place(vendor))) for vendor in VENDORS] == [
        row[0] for row in rows
    ]
    assert all(f"\n{places.vendor_place(vendor).removeprefix('reference/')}\n" in page for vendor in VENDORS)


def test_every_number_of_a_vendor_has_a_heading() -> None:
    """Numbers that are not registered are all on one page, in order; equal neighbours share a heading."""
    titles = _HEADING.findall(PAGES[places.NUMBERS])[1:]
    spans = [[int(number) for number in title.split(" to ")] for title in titles]
    covered = {number for span in spans for number in range(span[0], span[-1] + 1)}
    numbers = {number for meaning in MEANINGS for number in meaning.numbers} - set(map(int, HTTP))

    assert numbers == covered
    assert sorted(spans) == spans
    assert "600 to 699" in titles
    assert "(number-520)=\n## 520\n" in PAGES[places.NUMBERS]


# --- indexes ----------------------------------------------------------------------------------------------------------


def status_link(status: Status) -> str:
    """Return how the indexes link a status."""
    return f"[{status.code} {escaped(status.phrase)}](statuses/{status}.md)"


def test_the_list_of_statuses_is_complete() -> None:
    """All 64 are there, in order."""
    rows = [row[0] for rows in tables(PAGES[places.STATUSES]) for row in rows[1:]]

    assert [status_link(status) for status in HTTP] == rows


def test_the_index_by_header_field_is_complete() -> None:
    """Every rule of every status is below its field, with its strength."""
    page = PAGES[places.FIELDS]
    fields = {rule.name for status in HTTP for rule in status.header_rules}
    expected = {
        (rule.name, status_link(status), rule.strength.value) for status in HTTP for rule in status.header_rules
    }

    assert sorted(fields, key=str.lower) == _HEADING.findall(page)[1:]
    assert expected == {(field, row[0], row[1]) for field in fields for row in rows_of(page, field)}


@pytest.mark.parametrize("repeat", Repeat, ids=str)
def test_the_index_by_retry_is_complete(repeat: Repeat) -> None:
    """Every status is below its kind of repeat, with what must change first and what a breaker makes of it."""
    members = [status for status in HTTP if status.repeat is repeat]
    page = PAGES[places.RETRY]
    title = repeat.value[:1].upper() + repeat.value[1:]
    rows = rows_of(page, title) if members else []

    assert [
        (
            status_link(status),
            status.applied.value,
            status.repeat_after.value if status.repeat_after else "",
            status.health.value,
        )
        for status in members
    ] == [(row[0], row[1], row[2], row[4]) for row in rows]


def test_the_list_of_methods_is_complete() -> None:
    """Every registered method is there, `*` included."""
    rows = tables(PAGES[places.METHODS])[0][1:]

    assert [
        (f"`{method.name}`", "yes" if method.is_safe else "no", "yes" if method.is_idempotent else "no")
        for method in METHODS.values()
    ] == [(row[0], row[1], row[2]) for row in rows]


# --- files ------------------------------------------------------------------------------------------------------------


def test_pages_are_written_only_when_they_change(tmp_path: Path) -> None:
    """A second build writes nothing, a changed page is written again, and one that is left over goes away."""
    first = site.write_pages(tmp_path)
    page = tmp_path / "reference" / "statuses" / "404.md"
    stamp = page.stat().st_mtime_ns
    second = site.write_pages(tmp_path)
    left = tmp_path / "reference" / "statuses" / "499.md"
    left.write_text("gone", encoding="utf-8")
    kept = tmp_path / "reference" / "api.md"
    kept.write_text("kept", encoding="utf-8")
    page.write_text("changed", encoding="utf-8")
    third = site.write_pages(tmp_path)

    assert sorted(tmp_path / f"{place}.md" for place in PAGES) == sorted(first)
    assert [] == second
    assert {left, page} == set(third)
    assert not left.exists()
    assert kept.exists()
    assert PAGES["reference/statuses/404"] == page.read_text(encoding="utf-8")
    assert stamp != page.stat().st_mtime_ns


def test_codes_json_is_the_registry() -> None:
    """codes.json has every registered status and every vendor's number, and survives json."""
    text = published.codes_json()
    found = json.loads(text)
    codes = [status["code"] for status in found["statuses"]]
    numbers = {number for meaning in MEANINGS for number in meaning.numbers if 100 <= number <= 999}

    assert statuskit.__version__ == found["statuskit"]
    assert sorted({*map(int, HTTP), *numbers}) == codes
    assert [lookup(code).to_dict() for code in codes] == found["statuses"]
    assert list(FACTS) == list(found["statuses"][0])
    assert text == published.codes_json()


def test_codes_json_is_what_the_command_line_dumps(capsys: pytest.CaptureFixture[str]) -> None:
    """`statuskit dump --all` and `statuskit dump --schema` print the same as the published files."""
    main(["dump", "--all"])
    dumped = json.loads(capsys.readouterr().out)
    main(["dump", "--schema"])
    schema = json.loads(capsys.readouterr().out)

    assert dumped == json.loads(published.codes_json())
    assert schema == json.loads(published.schema_json())


def test_llms_txt_has_the_form_that_it_should_have() -> None:
    """A title, a summary as a quote, and lists of links with notes."""
    text = published.llms_index(
        "title", "one | two", {"Shelf": [("404 (x)", "a/404.html", "what"), ("b", "b.html", "")]}
    )

    assert "# title\n\n> one \\| two\n\n## Shelf\n\n- [404 (x)](a/404.html): what\n- [b](b.html)\n" == text
    assert "a\n\nb\n" == published.llms_full(["a\n", "b\n"])


def test_readable_pages_have_nothing_of_sphinx() -> None:
    """Navigation, targets and roles are gone, and links lead to the built pages."""
    page = (
        "# A\n\n(number-520)=\n## 520\n\n"
        "See {py:class}`Status`, [b](../classes/4xx.md#registered), [c](#a), [d](https://example.com/e.md).\n\n"
        "```{toctree}\n:hidden:\n\nx\n```\n\n## B\n"
    )

    assert (
        "# A\n\n## 520\n\n"
        "See `Status`, [b](https://example.org/reference/classes/4xx.html#registered), [c](#a),"
        " [d](https://example.com/e.md).\n\n## B\n"
    ) == published.readable(page, "reference/statuses/520", "https://example.org/")


# --- pages written by hand --------------------------------------------------------------------------------------------


def test_the_page_on_json_has_every_member() -> None:
    """docs/reference/json.md names the members of a status in order, and those of the records in it."""
    page = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
    records = {row[0]: re.findall(r"`(\w+)`", row[1]) for row in rows_of(page, "The records in it")}
    definitions = json.loads(published.schema_json())["$defs"]

    assert [f"`{fact}`" for fact in FACTS] == [row[0] for row in rows_of(page, "A status")]
    assert {name: list(definitions[name.replace(" ", "_")]["properties"]) for name in records} == records


@pytest.mark.parametrize(
    "name",
    sorted(
        {f"statuskit.{name}" for name in statuskit.__all__ if name not in {*model.__all__, *exceptions.__all__}}
        | {f"statuskit.model.{name}" for name in model.__all__}
        | {f"statuskit.messages.{name}" for name in messages.__all__}
        | {f"statuskit.registry.{name}" for name in registry.__all__ if name not in statuskit.__all__}
        | {
            f"{room.__name__}.{name}"
            for room in (caching, conditional, conformance, fields, retry, testing)
            for name in room.__all__
            if name not in statuskit.__all__
        }
    ),
)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    """docs/reference/api.md has each public name; a new one fails here until it has a place there."""
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")

    # What several modules offer is listed once, under one of them.
    own = name.rpartition(".")[2]
    assert re.search(rf":: statuskit\.(\w+\.)*{own}(\(|$)", page, flags=re.MULTILINE)
    assert ".. automodule:: statuskit.exceptions\n   :members:\n" in page


def test_a_property_is_a_sentence() -> None:
    """A colon in the docstring of a property does not make what stands before it a type."""
    pytest.importorskip("sphinx")
    from docs._ext.statuskit_pages.docstrings import read_docstring

    sentence_of_a_property = ["Cacheable: may be stored."]
    read_docstring(None, "property", "", None, None, sentence_of_a_property)  # type: ignore[arg-type]

    assert ["Cacheable: may be stored."] == sentence_of_a_property
