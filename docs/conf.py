"""How Sphinx builds the documentation: `sphinx-build -n -T -W -b html docs docs/_build/html`. No network is needed."""

from __future__ import annotations

import sys
from pathlib import Path

_DOCS = Path(__file__).parent
# The pages tell of the code beside them, whatever version of it is installed.
sys.path[:0] = [str(_DOCS / "_ext"), str(_DOCS.parent / "src")]

from statuskit._version import __version__  # noqa: E402  found by the line above

# --- the project ------------------------------------------------------------------------------------------------------

project = "statuskit"
author = "The statuskit authors"
copyright = f"2026, {author}"  # noqa: A001  Sphinx's name for it
version = release = __version__

# --- reading ----------------------------------------------------------------------------------------------------------

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "statuskit_pages",  # _ext/statuskit_pages: writes the pages that are made from the registry
]
exclude_patterns = ["_build", "_ext"]
myst_heading_anchors = 3
# A name in single backticks in a docstring is code.
default_role = "code"
# What a fact says is shown to the letter, quotes and hyphens included.
smartquotes = False

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

nitpicky = True
nitpick_ignore = [
    # Types of the library's own that have no page: what JSON can hold, and what stands for anything.
    ("py:class", "Plain"),
    ("py:class", "Foreign"),
    # An alias, which is data; Sphinx before 9 looks for a class of the name.
    ("py:class", "HeadersLike"),
    ("py:class", "Time"),
    *[("py:class", alias) for alias in ("Codes", "Expected", "Ids", "OverCap", "Previous", "Role", "Rules")],
    ("py:class", "TargetList"),
    ("py:class", "statuskit._validators.Truth"),
    # Names of other libraries as their modules import them, and what a library hands back to itself.
    *[("py:class", name) for name in ("RequestHistory", "Call", "dt.timedelta", "SearchStrategy")],
    *[("py:class", name) for name in ("WSGIApplication", "Application", "datetime.datetime")],
    ("py:exc", "UnrewindableBodyError"),
    # Type variables.
    ("py:class", "_T"),
    ("py:class", "statuskit.registry._T"),
    ("py:class", "statuskit.messages._T"),
]
# The documentation of the standard library and of clients is elsewhere, and a build needs no network.
nitpick_ignore_regex = [
    ("py:class", r"collections\.abc\.\w+"),
    ("py:class", r"(aiohttp|httpx|requests|tenacity|urllib3)\..+"),
]

# --- writing ----------------------------------------------------------------------------------------------------------

html_theme = "furo"
html_title = f"statuskit {release}"
html_static_path = ["_static"]
html_css_files = ["statuskit.css"]
