"""``biaslens lexicon``: the group, and the commands that need few words."""

from __future__ import annotations

import json
from importlib import resources

import attrs
import click

from ..lexicon import SECTIONS, Entry
from ..lexicon.jsonschema import json_schema
from .lexicon_check import check, run_tests
from .lexicon_diff import diff
from .lexicon_explain import explain
from .lexicons import load
from .options import format_option, lexicon_option
from .output import FAILED, complain, unwritable
from .settings import Configured

__all__ = ["lexicon"]

_STARTER = "data/starter.yaml"
#: Layers whose sections have other names.
_LAYERS = {
    "attribution": ("attribution", "sources"),
    "hedging": ("hedges",),
    "sentiment": ("sentiment", "toward"),
    "zones": ("boilerplate",),
}
#: The field that tells most of an entry, by section.
_TELLING = {
    "loaded": "category", "hedges": "category", "attribution": "stance", "sources": "kind",
    "sentiment": "valence", "boilerplate": "zone",
}  # fmt: skip


@click.group("lexicon")
def lexicon() -> None:
    """Look at the vocabulary, and work on your own."""


@lexicon.command("list", cls=Configured)
@click.option(
    "--layer",
    "layer",
    type=click.Choice(list(dict.fromkeys((*_LAYERS, *SECTIONS)))),
    help="Only this layer, or this section of the lexicon.",
)
@click.option("--grep", metavar="TEXT", help="Only what has this in its id, wordings or note.")
@lexicon_option()
@format_option("style", ["text", "json"], "A line for each entry; or JSON.")
def list_entries(
    layer: str | None, grep: str | None, lexicons: tuple[str, ...], style: str
) -> int:
    """List the entries: id, word class, what they tell, and where they are written.

    \b
    Examples:
      biaslens lexicon list --grep terror
      biaslens lexicon list --layer hedging --lexicon newsroom.yaml
      biaslens lexicon list --layer loaded --format json > loaded.json

    The exit status is 0 if there are some, and 1 if there are none.
    """
    sections = SECTIONS if layer is None else _LAYERS.get(layer, (layer,))
    loaded = load(lexicons)
    entries = [
        entry
        for name in sections
        for entry in loaded.section(name)
        if grep is None or _has(entry, grep.casefold())
    ]
    if style == "json":
        click.echo(json.dumps([_record(entry) for entry in entries], indent=2, ensure_ascii=False))
    elif entries:
        rows = [_row(entry) for entry in entries]
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        for row in rows:
            cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
            click.echo("  ".join([*cells, row[3]]))
    return 0 if entries else FAILED


def _has(entry: Entry, text: str) -> bool:
    wordings = (entry.id, entry.term, *entry.variants, *entry.forms, entry.note or "")
    return any(text in wording.casefold() for wording in wordings)


def _row(entry: Entry) -> tuple[str, str, str, str]:
    told = getattr(entry, _TELLING[entry.section]) if entry.section in _TELLING else ""
    what = "shield" if entry.shield else str(told)
    return entry.id, entry.pos, what, f"{entry.origin.file}:{entry.origin.line}"


def _record(entry: Entry) -> dict[str, object]:
    """An entry as plain data: what it says, and where it was written."""
    values = attrs.asdict(entry, filter=lambda field, _: field.name != "changed")
    values["examples"] = {
        kind: [example.text for example in getattr(entry.examples, kind)]
        for kind in ("hit", "miss")
    }
    return values


@lexicon.command("init")
@click.argument("file", default="newsroom.yaml", type=click.Path())
def init(file: str) -> int:
    """Write a lexicon file to start from, with every section explained.

    FILE is newsroom.yaml unless given. A file that is there is never overwritten.

    \b
    Examples:
      biaslens lexicon init
      biaslens lexicon init lexicons/desk.yaml
    """
    content = resources.files("biaslens").joinpath(_STARTER).read_bytes()
    try:
        with open(file, "xb") as stream:
            stream.write(content)
    except FileExistsError:
        complain(f"{file}: is there already, expected the name of a new file")
        return FAILED
    except (OSError, ValueError) as problem:
        complain(f"{file}: {unwritable(file, problem)}")
        return FAILED
    click.echo(f"{file} is written; try `biaslens lexicon check {file}`")
    return 0


@lexicon.command("schema")
def schema() -> int:
    """Print the JSON Schema of lexicon files, for editors.

    \b
    Example:
      biaslens lexicon schema > lexicon.schema.json
    """
    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))
    return 0


for _command in (check, diff, explain, run_tests):
    lexicon.add_command(_command)
