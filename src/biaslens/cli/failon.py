"""``--fail-on``: what must not be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import attrs
import click

from ..errors import did_you_mean
from ..model import Attribution, Hedge, LoadedTerm, Voice, ZoneKind
from ..report import Report
from .output import complain

__all__ = ["CONDITION", "Condition", "Watch"]

LAYERS = ("attribution", "hedging", "loaded")
_VOICES: tuple[str, ...] = get_args(Voice)
_COUNTED: tuple[ZoneKind, ...] = ("title", "body")


@attrs.frozen(slots=True)
class Condition:
    """What must not be found.

    Attributes:
        layer: ``attribution``, ``hedging`` or ``loaded``.
        voice: Whose words count; ``None`` for all.
    """

    layer: str
    voice: str | None

    def __str__(self) -> str:
        return f"{self.layer}:{self.voice}" if self.voice else self.layer

    def count(self, report: Report, all_zones: bool) -> int:
        """Count what meets it.

        Args:
            report: A report.
            all_zones: Whether comments and page furniture count, too.
        """
        items: dict[str, tuple[Attribution | Hedge | LoadedTerm, ...]] = {
            "attribution": report.attributions,
            "hedging": report.hedges,
            "loaded": report.loaded_terms,
        }
        return sum(
            1
            for item in items[self.layer]
            if self.voice in (None, item.voice) and (all_zones or item.zone in _COUNTED)
        )


if TYPE_CHECKING:
    _ParamType = click.ParamType[Condition]
else:
    # Older versions of click have no generic one.
    _ParamType = click.ParamType


class _ConditionType(_ParamType):
    name = "layer[:voice]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Condition:
        if isinstance(value, Condition):
            return value
        layer, colon, voice = str(value).partition(":")
        for came, known, what in ((layer, LAYERS, "layer"), (voice, _VOICES, "voice")):
            if came not in known and (what == "layer" or colon):
                near = did_you_mean(came, known)
                hint = f"; did you mean {near!r}?" if near else ""
                expected = ", ".join(known)
                self.fail(f"expected a {what} of {expected}, came {came!r}{hint}", param, ctx)
        return Condition(layer, voice or None)


#: The type of the option.
CONDITION = _ConditionType()


@attrs.define(slots=True)
class Watch:
    """Counts what must not be found while reports go by.

    Attributes:
        conditions: What must not be found.
        all_zones: Whether comments and page furniture count, too.
        articles: How many reports were seen.
    """

    conditions: tuple[Condition, ...]
    all_zones: bool
    articles: int = 0
    _found: dict[Condition, tuple[int, int]] = attrs.field(factory=dict)

    def seen(self, report: Report) -> Report:
        """Count what is in a report, and hand it on."""
        self.articles += 1
        for condition in dict.fromkeys(self.conditions):
            count = condition.count(report, self.all_zones)
            if count:
                terms, articles = self._found.get(condition, (0, 0))
                self._found[condition] = terms + count, articles + 1
        return report

    def tell(self) -> bool:
        """Say on standard error what was found, and return whether anything was."""
        for condition, (terms, articles) in self._found.items():
            many = "article" if articles == 1 else "articles"
            complain(f"--fail-on {condition}: found {terms:,} in {articles:,} {many}")
        return bool(self._found)
