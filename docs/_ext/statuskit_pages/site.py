"""All pages that are made from the registry, the guides and the rules, and how they get to where Sphinx finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statuskit import HTTP, StatusClass
from statuskit.data.vendors import MEANINGS
from statuskit.guides import PROFILES, STAGES
from statuskit.registry import METHODS as METHODS_BY_NAME

from . import places
from .caches import caching_page
from .classes import class_page
from .conformance import conformance_pages
from .guides import index_page as guides_page
from .guides import stage_page
from .indexes import fields_page, methods_page, statuses_page
from .profiles import profile_page
from .retries import retry_page
from .situations import facts_page, questions_page
from .statuses import status_page
from .vendors import by_vendor, numbers_page, vendor_page, vendors_page

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["pages", "write", "write_pages"]


def pages() -> dict[str, str]:
    """Return all pages that are generated, by their docnames."""
    statuses = tuple(HTTP)
    return {
        places.STATUSES: statuses_page(statuses),
        places.FIELDS: fields_page(statuses),
        places.CACHING: caching_page(statuses),
        places.RETRY: retry_page(statuses),
        places.METHODS: methods_page(METHODS_BY_NAME.values()),
        places.VENDORS: vendors_page(MEANINGS),
        places.NUMBERS: numbers_page(MEANINGS),
        **{places.class_place(kind): class_page(kind) for kind in StatusClass},
        **{places.status_place(status): status_page(status) for status in statuses},
        places.GUIDES: guides_page(),
        **{places.stage_place(stage): stage_page(stage) for stage in STAGES},
        places.GUIDE_FACTS: facts_page(),
        places.GUIDE_QUESTIONS: questions_page(),
        **{places.profile_place(profile): profile_page(profile) for profile in PROFILES.values()},
        **conformance_pages(),
        **{places.vendor_place(vendor): vendor_page(group) for vendor, group in by_vendor(MEANINGS).items()},
    }


def write_pages(folder: Path) -> list[Path]:
    """Write the generated pages below `folder`, remove what is left of others, and return what was changed."""
    wanted = {folder / f"{place}.md": text for place, text in pages().items()}
    left = [path for pattern in places.GENERATED for path in sorted(folder.glob(pattern)) if path not in wanted]
    for path in left:
        path.unlink()
    return left + [path for path, text in wanted.items() if write(path, text)]


def write(path: Path, text: str) -> bool:
    """Write a file unless it has this text already; Sphinx reads again what is newer. Return whether it was written."""
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True
