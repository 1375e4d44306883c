"""Sphinx configuration; build with ``sphinx-build -nW docs docs/_build``."""

from importlib.metadata import version as installed

project = "biaslens"
author = "biaslens contributors"
copyright = author
release = version = installed("biaslens")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]
nitpicky = True
# The standard library's own pages would have to be fetched; the build needs no network.
nitpick_ignore_regex = [
    ("py:.*", r"(collections\.abc|os|typing)\..*"),
    # Classes of libraries that are optional.
    ("py:.*", r"DataFrame|StructType|biaslens\.integrations\.frames\.Frame"),
]
html_theme = "furo"
html_title = f"biaslens {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
napoleon_use_ivar = True
python_use_unqualified_type_names = True

# --- the field reference, from the classes that the loader itself goes by ------------------------


def field_tables() -> str:
    """Return a table of the fields of every section, in Markdown."""
    from biaslens.lexicon.schema import SECTIONS, Entry, field_specs

    shared = {field.name for field in Entry.__attrs_attrs__}
    specs = {name: field_specs(name) for name in SECTIONS}
    groups = {"Every entry": {k: v for k, v in specs["loaded"].items() if k in shared}}
    for name, fields in specs.items():
        groups[f"`{name}`"] = {k: v for k, v in fields.items() if k not in shared}
    lines = []
    for title, fields in groups.items():
        lines += [f"### {title}", "", "| field | value | meaning |", "|---|---|---|"]
        for name, spec in fields.items():
            value = ", ".join(f"`{word}`" for word in spec.allowed) or spec.kind
            required = "; required" if spec.required else ""
            lines.append(f"| `{name}` | {value}{required} | {spec.description} |")
        lines.append("")
    return "\n".join(lines)


def insert_field_tables(app, docname, source):
    source[0] = source[0].replace("<!-- fields -->", field_tables())


def setup(app):
    app.connect("source-read", insert_field_tables)
