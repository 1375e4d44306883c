"""A report as a page for a browser: the figures, the text with its marks, and who said what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from biaslens.export.html.along import along
from biaslens.export.html.charts import bar
from biaslens.export.html.head import heading, panels, title_of
from biaslens.export.html.marked import marked_text
from biaslens.export.html.notes import KIND_OF_SOURCE, notes, words_of
from biaslens.export.html.page import asset, escape, page, quoted
from biaslens.export.html.sources import Source, sources_of
from biaslens.report import Report

__all__ = ["LAYERS", "render", "render_frame"]

#: The layers that a page can show.
LAYERS = ("attribution", "hedging", "loaded", "sentiment", "readability")
_MOST_SOURCES = 10
_LEGEND = (
    '<p class="small muted legend">A tinted word is in the author’s own voice; one that is only '
    "underlined is a source’s. Point at a mark, or move to it with the tab key, to see what it "
    "is.</p>"
)


def render(report: Report, *, layers: Collection[str] = LAYERS) -> str:
    """Write a report as one HTML document that needs nothing from anywhere else.

    Args:
        report: The report.
        layers: Names of the layers that were annotated, so that no other is said to be empty.

    Returns:
        The document. The text of its element with the id ``text`` is that of the article, but for
        NUL and lone surrogates, which HTML cannot hold: they are replacement characters.
    """
    sources = sources_of(report)
    numbers = {number: at for at, source in enumerate(sources) for number in source.numbers}
    empty = "" if report.text.strip() else '<p class="muted">The text is empty.</p>'
    speaking = _sources(report, sources) if "attribution" in layers else ""
    body = (
        '<a class="skip" href="#text">To the text</a>'
        f'<header class="wide top">{heading(report)}</header>\n'
        f'<main>\n<div class="wide">{panels(report, sources, layers)}{along(report, layers)}</div>'
        f'\n<div class="wide reading">\n{_tools(report, layers)}<div class="column">{_LEGEND}'
        f'<article aria-label="The article" class="article" id="article">{empty}'
        f'<div id="text" tabindex="-1">{marked_text(report, numbers)}</div></article></div>\n'
        f"{speaking}</div>\n"
        f'<div class="wide">{_notes(report)}</div>\n</main>\n'
        f'<footer class="wide muted small">{_footer(report)}</footer>\n'
        '<div id="card" aria-hidden="true" hidden></div>'
    )
    title = f"{title_of(report)} – biaslens"
    return page(title, body, style=asset("report.css"), script=asset("report.js"))


def render_frame(report: Report, *, height: int = 760) -> str:
    """Write a report as an element for a notebook: a frame, so that no style leaks out of it.

    Args:
        report: The report.
        height: Height of the frame, in CSS pixels.
    """
    # Within the sandbox the page's own script runs, but reaches nothing of the notebook.
    return (
        f'<iframe title="{escape(title_of(report))}" srcdoc="{escape(render(report))}" '
        'sandbox="allow-scripts allow-popups" '
        f'style="width: 100%; height: {height}px; border: 1px solid #8885; border-radius: 8px">'
        "</iframe>"
    )


def _tools(report: Report, layers: Collection[str]) -> str:
    """Write the legend, whose entries are the switches of the layers."""
    terms = [term.voice for term in report.loaded_terms]
    hedges = [hedge.voice for hedge in report.hedges]
    aside = terms.count("scare_quote") + hedges.count("scare_quote")
    switches = (
        (
            "attribution",
            "attribution",
            '<span class="m m-source">source</span> <span class="m m-cue">cue</span> '
            '<span class="m m-content b e">what is said</span>',
            len(report.attributions),
        ),
        (
            "loaded",
            "loaded",
            '<span class="m m-loaded by-author">loaded term</span>',
            len(terms) - terms.count("scare_quote"),
        ),
        (
            "hedge",
            "hedging",
            '<span class="m m-hedge by-author">hedge</span>',
            len(hedges) - hedges.count("scare_quote"),
        ),
        ("scare", "loaded", '<span class="m by-scare_quote">at arm’s length</span>', aside),
        (
            "sentiment",
            "sentiment",
            '<span class="s s-positive">positive</span> '
            '<span class="s s-negative">negative</span> sentences',
            len(report.sentences),
        ),
    )
    buttons = "".join(
        f'<button type="button" class="switch" data-layer="{name}" '
        f'aria-pressed="{"false" if name == "sentiment" else "true"}">'
        f'<span class="check" aria-hidden="true"></span>{sample} '
        f'<span class="muted small">{count:,}</span></button>'
        for name, layer, sample, count in switches
        if layer in layers
    )
    return (
        '<div class="tools" role="group" aria-label="Layers: what is marked in the text">'
        f"{buttons}</div>"
    )


def _sources(report: Report, sources: Sequence[Source]) -> str:
    most = max((source.words for source in sources), default=0) or 1
    items = [_source(report, at, source, most) for at, source in enumerate(sources)]
    listed = "".join(items[:_MOST_SOURCES])
    if len(items) > _MOST_SOURCES:
        listed += (
            f'<details class="more"><summary>{len(items) - _MOST_SOURCES:,} more</summary>'
            f"{''.join(items[_MOST_SOURCES:])}</details>"
        )
    return (
        '<aside class="sources" aria-labelledby="sources"><h2 id="sources">Sources</h2>'
        + (
            '<p class="small muted">Open one to see all it says, and where.</p>'
            if items
            else '<p class="muted">Nothing is attributed to anyone.</p>'
        )
        + listed
        + "</aside>"
    )


def _source(report: Report, at: int, source: Source, most: int) -> str:
    kind = KIND_OF_SOURCE[source.kind]
    name = quoted(source.name, 80) if source.name else "Nobody named"
    words = f"{source.words:,} {'word' if source.words == 1 else 'words'}"
    times = len(source.numbers)
    label = f"{source.name or 'nobody named'}: {words}"
    share = bar(f"source-{at}", label[:120], [(source.words / most, f"k-{source.kind}", label)])
    about = f"{kind} · {words} · {times:,} {'time' if times == 1 else 'times'}"
    if source.name is None:
        about = about.removeprefix(f"{kind} · ")
    said = "".join(f"<li>{_saying(report, number)}</li>" for number in source.numbers)
    return (
        f'<details class="who" data-s="{at}"><summary><span class="who-name">{name}</span>'
        f'<span class="small muted">{about}</span>{share}</summary><ul>{said}</ul></details>'
    )


def _saying(report: Report, number: int) -> str:
    item = report.attributions[number]
    stance = "" if item.stance == "asserts" else f'<span class="stance">{item.stance}</span> '
    cue = f'<span class="muted">{quoted(item.cue.text, 60)}:</span> ' if item.cue else ""
    said = quoted(words_of(item.content)) if item.content else "(only that it spoke)"
    return f'{stance}{cue}<a href="#a{number}">{said}</a>'


def _notes(report: Report) -> str:
    items = notes(report)
    if not items:
        return ""
    return (
        '<section class="notes" aria-label="Notes"><details><summary>'
        f"All annotations ({len(items):,}), each with its reason</summary>"
        f'<ol>{"".join(items)}</ol></details></section>'
    )


def _footer(report: Report) -> str:
    zones = Counter(zone.kind for zone in report.zones)
    aside = [kind for kind in ("caption", "byline", "comment", "boilerplate") if zones[kind]]
    left_out = {
        "caption": "captions",
        "byline": "bylines",
        "comment": "readers’ comments",
        "boilerplate": "page furniture",
    }
    named = ", ".join(left_out[kind] for kind in aside)
    out = f" Left out of all figures: {named}." if named else ""
    return (
        f"<p>Made by biaslens with the lexicon {quoted(report.lexicon[0])} "
        f"(<code>{escape(report.lexicon[1][:12])}</code>).{out} Marks are found by rules and word "
        "lists: they point at what to look at, and judge nothing.</p>"
    )
