"""The parts of the page that show words and sayings: wordings, sources, claims, positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..export.html.page import escape, quoted
from .comparison import Comparison
from .model import (
    Aligned,
    Claim,
    ComparedSource,
    ContrastSet,
    Position,
    Statement,
    Status,
    Use,
    Wording,
)

__all__ = ["claims", "positions", "sources", "wordings"]

_MOST_SOURCES, _MOST_CLAIMS, _MOST_USES, _MOST_POSITIONS = 40, 40, 60, 60
_STATUSES: tuple[tuple[Status, str], ...] = (
    ("confirmed", "Confirmed"),
    ("denied", "Denied"),
    ("not confirmed", "Not confirmed"),
    ("doubted", "Doubted"),
)
_VOICES = (
    ("author", "own", "the author’s own words"),
    ("source", "quoted", "a source’s words"),
    ("scare_quote", "arm’s length", "held at arm’s length"),
)


def _heads(comparison: Comparison) -> str:
    return "".join(
        f'<th scope="col" data-a="{at}">{quoted(label, 40)}</th>'
        for at, label in enumerate(comparison.labels)
    )


def _outlet(comparison: Comparison, article: int) -> str:
    label = quoted(comparison.labels[article], 40)
    return f'<span class="tag c{article % 6}">{label}</span>'


# --- words for the same thing ------------------------------------------------------------------


def wordings(comparison: Comparison) -> str:
    """Write the table of words for the same thing, one for each contrast set."""
    if not comparison.contrasts:
        return '<p class="muted">No two outlets use rival words for one thing.</p>'
    legend = (
        '<p class="muted">The word is <span class="chip by-author">own</span> where the author '
        'writes it, <span class="chip by-source">quoted</span> where a source says it, and '
        '<span class="chip by-scare_quote">arm’s length</span> where it stands in scare quotes. '
        "Words that take a side are underlined.</p>"
    )
    return legend + "".join(_contrast(comparison, contrast) for contrast in comparison.contrasts)


def _contrast(comparison: Comparison, contrast: ContrastSet) -> str:
    name = escape(contrast.name.replace("-", " ").capitalize())
    rows = "".join(_wording_row(comparison, wording) for wording in contrast.wordings)
    uses = [use for wording in contrast.wordings for use in wording.uses]
    uses.sort(key=lambda use: (use.passage.article, use.passage.start))
    shown = "".join(_use(comparison, use) for use in uses[:_MOST_USES])
    more = f"<li>and {len(uses) - _MOST_USES} more</li>" if len(uses) > _MOST_USES else ""
    return (
        f'<div class="panel"><h3>{name}</h3><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{name}"><table><thead><tr><th scope="col">Word</th>{_heads(comparison)}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
        f"<details><summary>The sentences ({len(uses)})</summary>"
        f'<ul class="uses">{shown}{more}</ul></details></div>\n'
    )


def _wording_row(comparison: Comparison, wording: Wording) -> str:
    cells = []
    for at in range(len(comparison.articles)):
        counts = wording.counts(at)
        chips = [
            f'<span class="chip by-{voice}" title="{escape(meaning)}">{name} {count}</span>'
            for (voice, name, meaning), count in zip(
                _VOICES, (counts.author, counts.source, counts.scare_quote), strict=True
            )
            if count
        ]
        cells.append(f'<td data-a="{at}">{" ".join(chips)}</td>')
    word = quoted(wording.term, 60)
    if wording.loaded:
        favours = f' title="favours {escape(wording.favours)}"' if wording.favours else ""
        word = f'<span class="m m-loaded"{favours}>{word}</span>'
    return f'<tr><th scope="row">{word}</th>{"".join(cells)}</tr>\n'


def _use(comparison: Comparison, use: Use) -> str:
    sentence, passage = use.sentence, use.passage
    before = sentence.text[: passage.start - sentence.start]
    after = sentence.text[passage.end - sentence.start :]
    # Long sentences are cut around the word.
    before = ("…" if len(before) > 160 else "") + before[-160:]
    whose = next(meaning for voice, _, meaning in _VOICES if voice == use.voice)
    if use.source and use.voice == "source":
        whose = f"words of {use.source}"
    return (
        f'<li data-a="{passage.article}">{_outlet(comparison, passage.article)} '
        f"<bdi>{_flat(before)}<mark class=\"m by-{use.voice}\">{_flat(passage.text)}</mark>"
        f"{_flat(after[:160])}{'…' if len(after) > 160 else ''}</bdi> "
        f'<span class="muted small">{quoted(whose, 80)}</span></li>'
    )


def _flat(text: str) -> str:
    """Text as HTML on one line; spaces at its ends stay."""
    inner = " ".join(text.split())
    head = " " if text[:1].isspace() and inner else ""
    tail = " " if text[-1:].isspace() else ""
    return escape(head + inner + tail)


# --- sources -----------------------------------------------------------------------------------


def sources(comparison: Comparison) -> str:
    """Write the matrix of sources, and what only one outlet has."""
    if not comparison.sources:
        return '<p class="muted">No outlet quotes anybody.</p>'
    most = max(max(source.counts, default=1) for source in comparison.sources)
    shown = comparison.sources[:_MOST_SOURCES]
    rows = "".join(_source_row(source, most) for source in shown)
    more = len(comparison.sources) - len(shown)
    rest = f'<p class="muted small">and {more} more</p>' if more else ""
    table = (
        '<div class="panel"><div class="scroll" tabindex="0" role="region" '
        'aria-label="Sources by outlet"><table><thead><tr><th scope="col">Source</th>'
        f"{_heads(comparison)}</tr></thead><tbody>{rows}</tbody></table></div>{rest}</div>"
    )
    return table + _only(comparison)


def _source_row(source: ComparedSource, most: int) -> str:
    cells = []
    for at, count in enumerate(source.counts):
        if not count:
            cells.append(f'<td data-a="{at}"><span class="muted" title="not quoted">–</span></td>')
            continue
        drawn = (
            '<svg class="bar count" viewBox="0 0 100 10" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect class="k-{source.kind}" width="{100 * count / most:.1f}" '
            'height="10"/></svg>'
        )
        cells.append(f'<td data-a="{at}"><div class="count-cell"><b>{count}</b>{drawn}</div></td>')
    kind = escape(source.kind.replace("_", " "))
    others = [name for name in source.spellings if name != source.name]
    also = f' title="also: {escape(", ".join(others)[:200])}"' if others else ""
    return (
        f'<tr><th scope="row"><span class="swatch k-{source.kind}"></span> '
        f"<span{also}>{quoted(source.name, 60)}</span> "
        f'<span class="muted small">{kind}</span></th>{"".join(cells)}</tr>\n'
    )


def _only(comparison: Comparison) -> str:
    items = []
    for at, found in enumerate(comparison.only):
        if found:
            names = ", ".join(quoted(source.name, 60) for source in found[:15])
            more = f" and {len(found) - 15} more" if len(found) > 15 else ""
            items.append(f'<li data-a="{at}">{_outlet(comparison, at)} {names}{more}</li>')
    if not items:
        return ""
    return (
        '<div class="panel"><h3>Only quoted by</h3>'
        f'<ul class="plain">{"".join(items)}</ul></div>'
    )


# --- claims ------------------------------------------------------------------------------------


def claims(comparison: Comparison) -> str:
    """Write a card for each claim that one outlet states as fact and others attribute."""
    if not comparison.claims:
        return (
            '<p class="muted">Nothing that one outlet states as fact was found in the words of '
            "another’s source.</p>"
        )
    cards = "".join(_claim(comparison, claim) for claim in comparison.claims[:_MOST_CLAIMS])
    more = len(comparison.claims) - _MOST_CLAIMS
    rest = f'<p class="muted small">and {more} more</p>' if more > 0 else ""
    return f'<div class="cards">{cards}</div>{rest}'


def _claim(comparison: Comparison, claim: Claim) -> str:
    stated = claim.stated
    return (
        '<article class="panel claim"><div class="side fact">'
        f'<p>{_outlet(comparison, stated.article)} <b>states as fact</b></p>'
        f"<blockquote>{quoted(stated.passage.text, 400)}</blockquote></div>"
        f'<div class="side">{_all_aligned(comparison, claim.attributed)}</div></article>\n'
    )


def _all_aligned(comparison: Comparison, found: Iterable[Aligned]) -> str:
    return "".join(_aligned(comparison, aligned) for aligned in found)


def _aligned(comparison: Comparison, aligned: Aligned) -> str:
    statement = aligned.statement
    shared = ", ".join(quoted(word, 40) for word in aligned.shared[:8])
    return (
        f'<div class="aligned" data-a="{statement.article}">'
        f"<p>{_outlet(comparison, statement.article)} {_who(statement)}</p>"
        f"<blockquote>{quoted(statement.passage.text, 400)}</blockquote>"
        f'<p class="muted small"><meter min="0" max="1" value="{aligned.score:.2f}" '
        f'aria-label="match">{aligned.score:.2f}</meter> match {aligned.score:.2f}, by {shared}'
        "</p></div>"
    )


def _who(statement: Statement) -> str:
    if statement.stance is None:
        return "<b>states as fact</b>"
    name = quoted(statement.source, 80) if statement.source else "nobody named"
    cue = f' <span class="m-cue">{quoted(statement.cue, 80)}</span>' if statement.cue else ""
    kind = statement.source_kind or "unspecified"
    return f'<span class="swatch k-{kind}"></span> <b>{name}</b>{cue}'


# --- positions ---------------------------------------------------------------------------------


def positions(comparison: Comparison) -> str:
    """Write what sources confirm, deny and do not confirm; contradictions go first."""
    if not comparison.positions:
        return '<p class="muted">Nobody confirms or denies anything.</p>'
    conflicts = comparison.conflicts
    parts = []
    if conflicts:
        cards = "".join(_conflict(comparison, position) for position in conflicts)
        parts.append(f'<h3>Denied here, said there</h3><div class="cards">{cards}</div>')
    columns = []
    for status, title in _STATUSES:
        found = [
            p
            for p in comparison.positions
            # What is denied here and said there has just been shown.
            if p.status == status and not (status == "denied" and p.elsewhere)
        ]
        if found:
            columns.append(_column(comparison, title, found))
    return "".join(parts) + f'<div class="columns">{"".join(columns)}</div>'


def _conflict(comparison: Comparison, position: Position) -> str:
    statement = position.statement
    who = "<b>the author denies it</b>" if statement.stance is None else _who(statement)
    return (
        '<article class="panel claim conflict"><div class="side">'
        f"<p>{_outlet(comparison, statement.article)} {who}</p>"
        f"<blockquote>{quoted(statement.passage.text, 400)}</blockquote>{_about(position)}</div>"
        f'<div class="side">{_all_aligned(comparison, position.elsewhere)}</div></article>\n'
    )


def _column(comparison: Comparison, title: str, found: Sequence[Position]) -> str:
    items = "".join(_item(comparison, position) for position in found[:_MOST_POSITIONS])
    more = len(found) - _MOST_POSITIONS
    rest = f"<li>and {more} more</li>" if more > 0 else ""
    return (
        f'<div class="panel"><h3>{title} ({len(found)})</h3>'
        f'<ul class="plain">{items}{rest}</ul></div>'
    )


def _item(comparison: Comparison, position: Position) -> str:
    statement = position.statement
    return (
        f'<li data-a="{statement.article}"><p>{_outlet(comparison, statement.article)} '
        f"{_who(statement)}</p><blockquote>{quoted(statement.passage.text, 240)}</blockquote>"
        f"{_about(position)}{_all_aligned(comparison, position.elsewhere)}</li>"
    )


def _about(position: Position) -> str:
    if position.about is None:
        return ""
    return f'<p class="muted small">that is: {quoted(position.about.text, 240)}</p>'
