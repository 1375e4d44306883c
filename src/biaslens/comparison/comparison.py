"""A comparison: how several articles tell one story, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..errors import InputError
from ..records import json_of
from .model import (
    Claim,
    ComparedArticle,
    ComparedSource,
    ContrastSet,
    Passage,
    Position,
    Statement,
    Target,
)
from .records import build, record_of

__all__ = ["Comparison"]

SCHEMA = 1


@attrs.frozen(slots=True)
class Comparison:
    """How several articles tell one story.

    Attributes:
        lexicon: Name and fingerprint of the lexicon the reports were made with.
        articles: The articles with their figures, in the order they were given.
        sources: Who speaks, and how often in each article.
        contrasts: Words for the same actor or act, and who uses which in whose voice.
        claims: What one article states as fact and others attribute, the surest first.
        positions: What sources confirm, deny, do not confirm or are doubted about.
        targets: How each article speaks of the people and groups that several name.
    """

    lexicon: tuple[str, str]
    articles: tuple[ComparedArticle, ...]
    sources: tuple[ComparedSource, ...]
    contrasts: tuple[ContrastSet, ...]
    claims: tuple[Claim, ...]
    positions: tuple[Position, ...]
    targets: tuple[Target, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What each article is called."""
        return tuple(article.label for article in self.articles)

    @property
    def conflicts(self) -> tuple[Position, ...]:
        """What a source denies and somebody else asserts."""
        return tuple(p for p in self.positions if p.status == "denied" and p.elsewhere)

    @property
    def only(self) -> tuple[tuple[ComparedSource, ...], ...]:
        """For each article the named sources that no other article has."""
        found: list[list[ComparedSource]] = [[] for _ in self.articles]
        for source in self.sources:
            having = [number for number, count in enumerate(source.counts) if count]
            if len(having) == 1 and source.kind not in ("unnamed", "unspecified"):
                found[having[0]].append(source)
        return tuple(map(tuple, found))

    # --- records ------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Turn the comparison into plain dictionaries, lists, strings and numbers, without loss."""
        return {"schema": SCHEMA, **record_of(self)}

    def to_json(self, *, indent: int | None = None) -> str:
        """Turn the comparison into JSON.

        Args:
            indent: Spaces of indentation; ``None`` for one line.
        """
        return json_of(self.to_dict(), indent=indent)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Comparison:
        """Build a comparison from what :meth:`to_dict` gave.

        Args:
            record: The dictionary.

        Raises:
            InputError: The record is not one that this version of biaslens can read.
        """
        if not isinstance(record, Mapping):
            raise InputError(f"record: expected a mapping, came {type(record).__name__}")
        if type(record.get("schema")) is not int or record["schema"] != SCHEMA:
            raise InputError(
                f"record: expected a comparison of schema {SCHEMA}, came {record.get('schema')!r}"
            )
        fields = {name: value for name, value in record.items() if name != "schema"}
        built = build(cls, fields, "record")
        built._check()
        return built

    def _check(self) -> None:
        """Check that what refers to an article refers to one that is there."""
        number = len(self.articles)
        for source in self.sources:
            if len(source.counts) != number:
                raise _not_there("sources", source.name)
        for target in self.targets:
            if len(target.views) != number:
                raise _not_there("targets", target.name)
        for passage in self._passages():
            if not 0 <= passage.article < number:
                raise _not_there("passages", passage.text)
        for claim in self.claims:
            if not claim.attributed:
                raise InputError("record.claims: expected each to be attributed somewhere")

    def _passages(self) -> list[Passage]:
        statements: list[Statement] = []
        found: list[Passage] = []
        for claim in self.claims:
            statements += [claim.stated, *(aligned.statement for aligned in claim.attributed)]
        for position in self.positions:
            statements += [position.statement, *(a.statement for a in position.elsewhere)]
            if position.about is not None:
                found.append(position.about)
        for contrast in self.contrasts:
            for wording in contrast.wordings:
                for use in wording.uses:
                    found += [use.passage, use.sentence]
        return found + [statement.passage for statement in statements]

    # --- for reading --------------------------------------------------------------------------

    def to_text(self, *, width: int = 88, color: bool = False) -> str:
        """Write the comparison for reading in a terminal.

        Args:
            width: Columns of a line; never fewer than 60 are used.
            color: Whether to colour with ANSI sequences.

        Returns:
            Lines, each ended by a line feed. Control characters of the articles are replaced.
        """
        from .text import render

        return render(self, width=width, color=color)

    def to_html(self) -> str:
        """Write the comparison as one page that needs nothing else.

        Returns:
            An HTML document. Everything that comes from the articles is escaped.
        """
        from .page import render_page

        return render_page(self)


def _not_there(where: str, what: str) -> InputError:
    return InputError(f"record.{where}: {what[:60]!r} is not of the articles of the record")
