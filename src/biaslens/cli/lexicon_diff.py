"""``biaslens lexicon diff``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import attrs
import click

from ..explain import place_of
from ..lexicon import Entry, Lexicon
from ..lexicon.schema import Context, Example, Examples, field_specs
from .lexicons import load
from .options import format_option
from .output import FAILED

__all__ = ["diff"]

BUILTIN = "builtin"


@attrs.frozen(slots=True)
class Difference:
    """What two lexicons say of one entry.

    Attributes:
        id: Its id.
        old: The entry in the first, or ``None``.
        new: The entry in the second, or ``None``.
        fields: Values of both by field, where they differ.
    """

    id: str
    old: Entry | None
    new: Entry | None
    fields: dict[str, tuple[Any, Any]]


def differences(old: Lexicon, new: Lexicon) -> list[Difference]:
    """Compare two lexicons entry by entry, in the order of the ids."""
    found = []
    for identity in sorted({*old.entries, *new.entries}):
        before, after = old.entries.get(identity), new.entries.get(identity)
        if before is after:
            continue
        fields = {}
        if before is not None and after is not None:
            names = [name for name in field_specs(after.section) if name != "id"]
            pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
            fields = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
            if not fields:
                continue
        found.append(Difference(identity, before, after, fields))
    return found


@click.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@format_option("style", ["text", "json"], "For reading, or as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
def diff(old: str, new: str, style: str, exit_code: bool) -> int:
    """Show what B adds, removes and changes against A.

    Each is a lexicon file, read on top of the built-in lexicon, or "builtin" for that alone.

    \b
    Examples:
      biaslens lexicon diff builtin newsroom.yaml
      biaslens lexicon diff --exit-code old/newsroom.yaml newsroom.yaml
    """
    first, second = (load([] if name == BUILTIN else [name]) for name in (old, new))
    found = differences(first, second)
    if style == "json":
        click.echo(json.dumps([_record(d) for d in found], indent=2, ensure_ascii=False))
    else:
        for difference in found:
            for line in _lines(difference):
                click.echo(line)
    return FAILED if found and exit_code else 0


def _lines(difference: Difference) -> list[str]:
    old, new = difference.old, difference.new
    if old is None:
        assert new is not None
        return [f"+ {difference.id}  {place_of(new.origin)}"]
    if new is None:
        return [f"- {difference.id}  {place_of(old.origin)}"]
    origin = new.changed[-1] if new.changed else new.origin
    lines = [f"~ {difference.id}  {place_of(origin)}"]
    for name, (before, after) in difference.fields.items():
        lines += [f"    {name}: {change}" for change in _changes(_plain(before), _plain(after))]
    return lines


def _changes(before: Any, after: Any) -> list[str]:
    """What became of a value: of a list, what came and went."""
    if isinstance(before, dict):
        return [
            f"{key}: {change}"
            for key in before
            if before[key] != after[key]
            for change in _changes(before[key], after[key])
        ]
    if isinstance(before, list):
        went = [f"- {item}" for item in before if item not in after]
        came = [f"+ {item}" for item in after if item not in before]
        return went + came or ["in another order"]
    return [f"{_shown(before)} -> {_shown(after)}"]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "nothing" if value is None else str(value)


def _record(difference: Difference) -> dict[str, Any]:
    """A difference as plain data."""
    old, new = difference.old, difference.new
    kind = "added" if old is None else "removed" if new is None else "changed"
    fields = {
        name: {"from": _plain(pair[0]), "to": _plain(pair[1])}
        for name, pair in difference.fields.items()
    }
    entry = new or old
    assert entry is not None
    origin = entry.changed[-1] if entry.changed else entry.origin
    return {
        "id": difference.id, "kind": kind, "fields": fields,
        "file": origin.file, "line": origin.line, "column": origin.column,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """A value of a field as plain data."""
    if isinstance(value, Context):
        return {"after": list(value.after), "before": list(value.before)}
    if isinstance(value, Examples):
        return {"hit": _plain(value.hit), "miss": _plain(value.miss)}
    if isinstance(value, Example):
        return value.text
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
