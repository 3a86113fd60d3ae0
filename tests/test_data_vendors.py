"""
The vendors' rows against the table of researched codes, and the fields that tell who answered against real values.

`oracles/vendor.csv` is that table: a code, who uses it, what is sent to clients, and how good its source is (A to D).
What is here besides it (whom a name in it means, what its words mean, which rows are no rows of ours) was written from
the table and its notes, not from the code.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from statuskit import lookup
from statuskit.data.vendors import BY_NUMBER, MEANINGS, VENDORS
from statuskit.data.vendors.evidence import EVIDENCE, Evidence
from statuskit.model import Meaning, Visibility

SENT, LOG_ONLY, BODY_ONLY, REWRITTEN = Visibility

with (Path(__file__).parent / "oracles" / "vendor.csv").open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file))

# Names in the table that say more than the vendor's name, and one that names two vendors.
OURS = {
    "Apache (claimed)": ("Apache httpd",),
    "Google (proposal)": ("Google",),
    "Google APIs (google.rpc CANCELLED)": ("Google",),
    "Google resumable uploads": ("Google",),
    "Internet Explorer 7": ("Internet Explorer",),
    "Shopify (until 2018-08-30)": ("Shopify",),
    "Spring (<7, WebDAV draft)": ("Spring Framework",),
    "Spring (deprecated 7.0) / cPanel": ("Spring Framework", "cPanel"),
    "Twitter (v1)": ("Twitter",),
}

# What the table's words on "sent to clients" mean; `yes as 404` and the like are cut after `yes`.
VISIBILITY = {
    "yes": SENT,
    "yes (historic)": SENT,
    "yes (transcoding)": SENT,
    "historic": SENT,
    "if used": SENT,
    "rare": SENT,
    "doubtful": SENT,
    "": SENT,  # HAProxy, which sends registered codes
    "log-only": LOG_ONLY,
    "no": LOG_ONLY,
    "written, client gone": LOG_ONLY,
    "main code only": LOG_ONLY,
    "body-only": BODY_ONLY,
    "mostly body (HTTP 200)": BODY_ONLY,
    "no (400)": REWRITTEN,
    "not meant to be": REWRITTEN,
}
# IIS shows these to the browser, and does not log them.
SHOWN_BY_IIS = {"401.1", "401.2", "401.3", "401.4", "401.5"}

# AWS: "do not list as AWS"; Envoy: the code is a guess at what its response flag would be.
LEFT_OUT = {("461", "AWS ALB"), ("0", "Envoy")}

# Google's own client and SDK were found since.
GRADED_BETTER = {("308", "Google resumable uploads"): "B"}

Key = tuple[str, "int | None", "str | None"]


def keys(row: dict[str, str]) -> list[Key]:
    """The vendors, numbers and sub-codes that a row of the table stands for; a number is None under a sub-code."""
    code = row["code"]
    numbers: list[tuple[int | None, str | None]]
    if code == "-":
        numbers = [(None, None)]
    elif "-" in code and code[0].isdigit():
        first, _, last = code.partition("-")
        numbers = [(number, None) for number in range(int(first), int(last) + 1)]
    elif code.isdigit():
        numbers = [(int(code), None)]
    else:
        numbers = [(None, code.removeprefix("cf-").removeprefix("vercel:"))]
    return [(vendor, *number) for vendor in OURS.get(row["vendor"], (row["vendor"],)) for number in numbers]


def key(meaning: Meaning) -> Key:
    """What a row of ours is known by."""
    return meaning.vendor, None if meaning.subcode else meaning.code, meaning.subcode


def visibility(row: dict[str, str]) -> Visibility:
    """What a row of the table says of where the code can be met."""
    if row["code"] in SHOWN_BY_IIS:
        return BODY_ONLY
    return VISIBILITY[row["sent_to_clients"].partition(" as ")[0]]


TABLE = {
    each: (GRADED_BETTER.get((row["code"], row["vendor"]), row["sourcing"]), visibility(row))
    for row in ROWS
    if (row["code"], row["vendor"]) not in LEFT_OUT
    for each in keys(row)
}
BY_KEY = {key(meaning): meaning for meaning in MEANINGS}


def test_every_graded_row_is_there() -> None:
    """Each row of the table that is not left out has its rows here, and nothing here is without one."""
    assert sorted(TABLE, key=str) == sorted(BY_KEY, key=str)
    assert len(MEANINGS) == len(BY_KEY)


@pytest.mark.parametrize("each", TABLE, ids=str)
def test_grade_and_visibility(each: Key) -> None:
    """A row's grade is that of its source, and it says where the code can be met."""
    meaning = BY_KEY[each]

    assert TABLE[each] == (meaning.grade, meaning.visibility)


def test_left_out() -> None:
    """461 is nobody's, and no meaning is Envoy's."""
    assert () == BY_NUMBER.get(461, ())
    assert "Envoy" not in VENDORS


def test_doubtful_sources_say_so() -> None:
    """Grades C and D come with what is doubtful about them."""
    doubtful = [meaning for meaning in MEANINGS if meaning.grade in {"C", "D"}]

    assert 10 == len(doubtful)
    assert [] == [str(meaning) for meaning in doubtful if not meaning.doubt]


def test_doubts_are_sentences() -> None:
    """A doubt starts with a capital and ends with a full stop."""
    assert [] == [row.doubt for row in MEANINGS if row.doubt and not re.fullmatch(r"[A-Z].*\.", row.doubt)]


def test_texts() -> None:
    """Names, summaries and who acts are clauses: never empty, no full stop, no space around them."""
    texts = [text for row in MEANINGS for text in (row.name, row.summary, row.who_acts)]

    assert [] == [text for text in texts if not text or text != text.strip() or text.endswith(".")]


def test_nothing_points_at_a_store() -> None:
    """No text names the store in which a source was read."""
    texts = [text for row in MEANINGS for text in (row.name, row.summary, row.doubt, row.citation.source)]

    assert [] == [text for text in texts if "mirror" in text or "seed" in text]


def test_citations() -> None:
    """Each row, and each field that tells the vendor, has a named source at an https address."""
    citations = [row.citation for row in MEANINGS] + [row.citation for row in EVIDENCE]

    assert [] == [each for each in citations if not each.source or not re.match(r"https://[\w.-]+/\S*\Z", each.url)]


def test_dates() -> None:
    """What ages carries an ISO date."""
    sources = [row.citation for row in MEANINGS] + [row.citation for row in EVIDENCE]
    dates = {each.as_of for each in sources if each.as_of} | {row.as_of for row in MEANINGS if row.as_of}

    assert dates == {str(date.fromisoformat(each)) for each in dates}


@pytest.mark.parametrize(
    "vendor, code, as_of",
    [("Cloudflare", 524, "2026-11-21"), ("Shopify", 420, "2018-08-30"), ("Twitter", 420, "2009-12-22")],
)
def test_facts_that_age(vendor: str, code: int, as_of: str) -> None:
    """A default timeout and a code that has been given up say as of when."""
    assert as_of == BY_KEY[vendor, code, None].as_of


def test_subcodes_are_unique() -> None:
    """A vendor has no sub-code twice."""
    counted = Counter((row.vendor, row.subcode) for row in MEANINGS if row.subcode)

    assert {1} == set(counted.values())


def test_codes() -> None:
    """A row has a number, or the statuses that carry its sub-code, or neither for want of any."""
    without = {str(row) for row in MEANINGS if row.code is None and not row.carried_by}

    assert {"HAProxy: No private codes"} == without
    assert [] == [str(row) for row in MEANINGS if row.code is not None and row.carried_by]


def test_vendors() -> None:
    """The vendors are those of the rows, sorted."""
    assert tuple(sorted({row.vendor for row in MEANINGS})) == VENDORS
    assert 33 == len(VENDORS)


@pytest.mark.parametrize(
    "code, vendors",
    [
        (420, {"Shopify", "Spring Framework", "Twitter"}),
        (449, {"Microsoft Exchange ActiveSync", "Werkzeug"}),
        (451, {"Microsoft Exchange ActiveSync"}),
        (463, {"AWS ALB", "Alibaba Cloud ALB"}),
        (498, {"Esri ArcGIS", "nginx"}),
        (
            499,
            {
                "Alibaba Cloud ALB",
                "Azure Application Gateway",
                "Caddy",
                "Cloudflare",
                "Esri ArcGIS",
                "Google",
                "Kong",
                "Microsoft ASP.NET Core",
                "Traefik",
                "nginx",
            },
        ),
        (529, {"Anthropic API", "Qualys SSL Labs"}),
        (530, {"Cloudflare", "Pantheon", "Shopify"}),
        (599, {"Tornado", "informal proxies"}),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_numbers_that_several_use(code: int, vendors: set[str]) -> None:
    """A number with several meanings has them all, each under its vendor; 451 is a registered code besides."""
    status = lookup(code)

    assert vendors == {row.vendor for row in status.meanings if row.subcode is None}
    assert all(status.meaning(vendor) for vendor in vendors)


@pytest.mark.parametrize(
    "code, vendor",
    [
        (420, "Twitter"),
        (440, "Microsoft IIS / OWA"),
        (449, "Microsoft Exchange ActiveSync"),
        (463, "AWS ALB"),
        (499, "nginx"),
        (525, "Cloudflare"),
        (526, "Cloudflare"),
        (530, "Cloudflare"),
        (561, "AWS ALB"),
        (599, "Tornado"),
    ],
)
def test_the_best_known_comes_first(code: int, vendor: str) -> None:
    """A number links to the page of the vendor that most people mean by it, and takes its retry rule from there."""
    status = lookup(code)
    first = status.meanings[0]

    assert (vendor, first.citation.url) == (first.vendor, status.docs_url)


@pytest.mark.parametrize("code", [494, 495, 496, 497])
def test_nginx_answers_400(code: int) -> None:
    """These numbers of nginx's never reach a client: 400 does."""
    meaning = BY_KEY["nginx", code, None]

    assert meaning.visibility is REWRITTEN
    assert "400" in meaning.summary


@pytest.mark.parametrize(
    "subcode, status, carried_by",
    [
        ("H12", 503, ()),
        ("H16", 301, ()),
        ("H24", 503, ()),
        ("H25", 502, ()),
        ("H26", None, (400, 417)),
        ("H27", 499, ()),
        ("H28", 499, ()),
        ("H31", 421, ()),
        ("H32", None, (503,)),
        ("H81", None, (502, 503)),
        ("H83", None, (503,)),
    ],
)
def test_heroku_statuses(subcode: str, status: int | None, carried_by: tuple[int, ...]) -> None:
    """The status of an H code is that of its log line on Heroku's page; a doubt stands where there is none."""
    meaning = BY_KEY["Heroku", None, subcode]

    assert (status, carried_by) == (meaning.code, meaning.carried_by)
    assert meaning.doubt or subcode not in {"H16", "H24", "H32", "H81", "H83"}


@pytest.mark.parametrize("meaning", [row for row in MEANINGS if row.vendor == "Vercel"], ids=str)
def test_vercel_statuses(meaning: Meaning) -> None:
    """Vercel's errors come under the registered statuses that its documentation names."""
    cells = {row["code"].removeprefix("vercel:"): row["sent_to_clients"] for row in ROWS if row["vendor"] == "Vercel"}

    assert cells[str(meaning.subcode)] == f"yes as {meaning.code}"


@pytest.mark.parametrize("meaning", [row for row in MEANINGS if row.vendor == "Microsoft IIS"], ids=str)
def test_iis_statuses(meaning: Meaning) -> None:
    """A sub-status of IIS starts with its status."""
    assert str(meaning.subcode).startswith(f"{meaning.code}.")


def test_cloudflare_page_codes() -> None:
    """Cloudflare's 1xxx codes come under one of four statuses, and which one is not verified."""
    rows = [row for row in MEANINGS if row.vendor == "Cloudflare" and row.subcode]

    assert 34 == len(rows)
    assert {(None, (403, 409, 429, 530))} == {(row.code, row.carried_by) for row in rows}
    assert all(row.doubt for row in rows)


# --- Which field tells who answered -----------------------------------------------------------------------------------

# Values as they were seen, by vendor and field.
SEEN = {
    ("AWS ALB", "Server"): "awselb/2.0",
    ("Anthropic API", "anthropic-organization-id"): "d3b07384-d9a0-4c9b-8f3e-2a1f6f3f0c55",
    ("Apache httpd", "Server"): "Apache/2.4.58 (Ubuntu)",
    ("Azure Application Gateway", "Server"): "Microsoft-Azure-Application-Gateway/v2",
    ("Caddy", "Server"): "Caddy",
    ("Cloudflare", "CF-RAY"): "230b030023ae2822-SJC",
    ("Cloudflare", "Server"): "cloudflare",
    ("Fastly", "X-Served-By"): "cache-lcy1128-LCY, cache-fra-etou8220029-FRA",
    ("Google", "X-GUploader-UploadID"): "ABgVH8_5qJvQ",
    ("Heroku", "Via"): "1.1 vegur",
    ("Kong", "Server"): "kong/2.2.1",
    ("Kong", "X-Kong-Response-Latency"): "0",
    ("Laravel", "Set-Cookie"): "laravel_session=eyJpdiI6; path=/; httponly; samesite=lax",
    ("LinkedIn", "X-LI-UUID"): "2fAl5yE03BPgNe8APysAAA==",
    ("LinkedIn", "X-Li-Pop"): "prod-lva1",
    ("Microsoft ASP.NET Core", "Server"): "Kestrel",
    ("Microsoft Exchange ActiveSync", "MS-Server-ActiveSync"): "15.1",
    ("Microsoft Exchange ActiveSync", "X-MS-Location"): "https://mail.contoso.com/Microsoft-Server-ActiveSync",
    ("Microsoft IIS / OWA", "X-OWA-Version"): "15.2.1118.7",
    ("Microsoft IIS", "Server"): "Microsoft-IIS/7.0",
    ("Pantheon", "X-Pantheon-Styx-Hostname"): "styx1a",
    ("Qualys SSL Labs", "X-Max-Assessments"): "25",
    ("Shopify", "X-Shopify-API-Version"): "2026-10",
    ("Shopify", "X-Shopify-Shop-Api-Call-Limit"): "32/40",
    ("Vercel", "Server"): "Vercel",
    ("Vercel", "X-Vercel-Error"): "DEPLOYMENT_NOT_FOUND",
    ("Vercel", "X-Vercel-Id"): "iad1::b8qcw-1766367178102-b90c2082aaa1",
    ("Werkzeug", "Server"): "Werkzeug/3.1.3 Python/3.12.3",
    ("nginx", "Server"): "nginx/1.27.3",
}
# The same fields as somebody else sends them.
FOREIGN = {
    "Server": ["Apache-Coyote/1.1", "TornadoServer/6.4", "gunicorn", "openresty/1.25.3.1", "AmazonS3", "envoy", ""],
    "Set-Cookie": ["session=1", "my_laravel_session_id=1"],
    "Via": ["1.1 varnish", "1.1 google", "2.0 vegurs"],
    "X-Served-By": ["web-3", "cache", "nginx"],
    "X-Vercel-Error": ["", " "],
}
PATTERNED = [row for row in EVIDENCE if row.pattern]


def known_by(row: Evidence) -> tuple[str, str]:
    """What a row is known by."""
    return row.vendor, row.field


def name_of(row: Evidence) -> str:
    """The name of a row in a test's id."""
    return f"{row.vendor}: {row.field}"


def test_every_field_has_an_example() -> None:
    """Each row is about a vendor of ours, and there is a value that was seen for it; none is there twice."""
    assert sorted(SEEN) == sorted(known_by(row) for row in EVIDENCE)
    assert {row.vendor for row in EVIDENCE} <= set(VENDORS)


@pytest.mark.parametrize("row", PATTERNED, ids=name_of)
def test_patterns_match_what_was_seen(row: Evidence) -> None:
    """A pattern finds its vendor in a real value, in any case, and in nobody else's."""
    assert row.pattern

    seen = SEEN[known_by(row)]
    others = [value for (vendor, field), value in SEEN.items() if field == row.field and vendor != row.vendor]

    assert all(row.pattern.search(value) for value in (seen, seen.upper(), seen.lower()))
    assert [] == [value for value in others + FOREIGN[row.field] if row.pattern.search(value)]


def test_subcode() -> None:
    """Vercel's error field gives the sub-code, and is the only one that does."""
    (row,) = [row for row in EVIDENCE if row.subcode_group]
    assert row.pattern

    found = row.pattern.search(SEEN[known_by(row)])

    assert found
    assert ("Vercel", None, found[1]) in BY_KEY


@pytest.mark.parametrize("value", ["1.1 vegur", "2.0 heroku-router", "1.1 heroku-router, 1.1 varnish"])
def test_routers_of_heroku(value: str) -> None:
    """Both of Heroku's routers are known by Via, alone or among others."""
    (row,) = [row for row in EVIDENCE if row.field == "Via"]
    assert row.pattern

    assert row.pattern.search(value)


@pytest.mark.parametrize("row", PATTERNED, ids=name_of)
def test_patterns_are_linear(row: Evidence) -> None:
    """A pattern repeats at most once without bound, so no value makes it backtrack; hostile ones of 100,000 end."""
    assert row.pattern

    seen = SEEN[known_by(row)]
    hostile = [unit * (100_000 // len(unit)) for unit in (seen, seen[:-1], seen[0], "a", "-", " ", "_", "cache-", "\0")]

    assert 1 >= len(re.findall(r"[*+]|\{\d*,\d*\}", row.pattern.pattern))
    assert row.pattern.flags & re.ASCII
    assert row.pattern.flags & re.IGNORECASE
    assert len(hostile) == len([row.pattern.search(value) for value in hostile])


def test_own_fields_come_before_server() -> None:
    """A vendor's own field tells more than Server, which whoever stands in front may have replaced."""
    fields = [row.field for row in EVIDENCE]
    first = fields.index("Server")

    assert {"Server"} == set(fields[first:])


def test_location_of_a_mailbox() -> None:
    """X-MS-Location tells ActiveSync's redirect from RFC 7725's 451, and nothing of other statuses."""
    (row,) = [row for row in EVIDENCE if row.status is not None]

    assert ("Microsoft Exchange ActiveSync", "X-MS-Location", 451) == (row.vendor, row.field, row.status)
