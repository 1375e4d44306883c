"""The head of a report: what it is about, and the figures that matter, as panels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from biaslens.export.html.charts import Part, bar
from biaslens.export.html.notes import STANCES
from biaslens.export.html.page import escape, number, quoted
from biaslens.export.html.sources import COUNTED, KINDS, Source
from biaslens.export.wording import counted
from biaslens.model import Hedge, LoadedTerm, Sentiment, SentimentLabel, SourceKind, Voice
from biaslens.report import Report, Totals

__all__ = ["heading", "panels", "title_of"]

_VOICES: dict[Voice, str] = {
    "author": "author’s own",
    "source": "sources’",
    "scare_quote": "at arm’s length",
}
_LABELS: tuple[SentimentLabel, ...] = ("positive", "neutral", "negative")
_MOST_WORDS = 6
#: Flesch (1948): the ease from which a text is called so.
_EASE = ((80, "Easy"), (60, "Plain English"), (50, "Fairly difficult"), (30, "Difficult"))


def title_of(report: Report) -> str:
    """Return what an article is called, as plain text."""
    titles = (zone.text for zone in report.zones if zone.kind == "title")
    title = " ".join(next(titles, "").split()) or report.article.id or "Untitled article"
    return title if len(title) <= 200 else title[:200].rstrip() + "…"


def heading(report: Report) -> str:
    """Write the title of an article, and what else is known about it."""
    article = report.article
    known = [
        quoted(part) for part in (article.outlet, article.date, article.id) if part is not None
    ]
    if article.url is not None:
        known.append(_link(article.url))
    about = f'<p class="muted small">{" · ".join(known)}</p>' if known else ""
    return (
        '<p class="kicker">Who is speaking? A biaslens report</p>'
        f"<h1>{quoted(title_of(report))}</h1>{about}"
    )


def _link(url: str) -> str:
    # Only an address of the web is one to follow: "javascript:…" is an address too.
    if url.lower().startswith(("http://", "https://")):
        return f'<a href="{escape(url.strip())}" rel="noopener noreferrer">{quoted(url, 80)}</a>'
    return quoted(url, 80)


def panels(report: Report, sources: Sequence[Source], layers: Collection[str]) -> str:
    """Write the figures of an article.

    Args:
        report: The report.
        sources: Its sources.
        layers: Names of the layers that were annotated.
    """
    totals = report.totals(COUNTED)
    found = []
    if "attribution" in layers:
        found.append(_speaking(totals, sources))
    if "loaded" in layers:
        terms = [term for term in report.loaded_terms if term.zone in COUNTED]
        found.append(_terms("Loaded terms", "loaded", terms, totals))
    if "hedging" in layers:
        hedges = [hedge for hedge in report.hedges if hedge.zone in COUNTED]
        found.append(_terms("Hedges", "hedge", hedges, totals))
    if "sentiment" in layers:
        found.append(_sentiment(report))
    if "readability" in layers:
        found.append(_readability(report))
    return f'<div class="panels">{"".join(found)}</div>' if found else ""


def _panel(name: str, title: str, body: str) -> str:
    return (
        f'<section class="panel p-{name}" aria-labelledby="p-{name}">'
        f'<h2 id="p-{name}">{title}</h2>{body}</section>'
    )


def _speaking(totals: Totals, sources: Sequence[Source]) -> str:
    words: Counter[SourceKind] = Counter()
    places: Counter[SourceKind] = Counter()
    for source in sources:
        words[source.kind] += source.words
        places[source.kind] += len(source.numbers)
    whole = max(totals.words, 1)
    own = totals.words - totals.attributed_words
    parts: list[Part] = [
        (words[kind] / whole, f"k-{kind}", f"{name}: {words[kind] / whole:.0%} of the words")
        for kind, name in KINDS.items()
    ]
    # The author comes last: what is attributed is read from the left, as one length.
    parts.append((own / whole, "k-author", f"the author: {own / whole:.0%} of the words"))
    rows = [
        (f"k-{kind}", name, words[kind] / whole, counted(places[kind], "time", "times"))
        for kind, name in KINDS.items()
        if places[kind]
    ]
    rows.append(("k-author", "the author", own / whole, ""))
    key = "".join(
        f'<li><span class="swatch {css}"></span>{name} <b>{share:.0%}</b>'
        + (f' <span class="muted">{times}</span>' if times else "")
        + "</li>"
        for css, name, share, times in rows
    )
    stances = "".join(
        f'<li><span class="stance {stance}">{stance}</span> <b>{count}</b>'
        f'<span class="hide"> (the source {STANCES[stance]})</span></li>'
        for stance, count in sorted(totals.by_stance.items(), key=lambda item: (-item[1], item[0]))
    )
    return _panel(
        "speaking",
        "Who speaks",
        f'<p><span class="figure">{totals.attributed_share:.0%}</span> of '
        f"{counted(totals.words, 'word', 'words')} in title and body "
        f"{'is' if totals.words == 1 else 'are'} attributed, "
        f"in {counted(totals.attributions, 'place', 'places')}</p>"
        + bar("speaking", "Share of the words by who speaks", parts, big=True)
        + f'<ul class="key">{key}</ul>'
        + (f'<h3>Stance</h3><ul class="key">{stances}</ul>' if stances else ""),
    )


def _terms(
    title: str, name: str, terms: Sequence[LoadedTerm | Hedge], totals: Totals
) -> str:
    """Write the panel of loaded terms or hedges: how many in 1,000 words, in whose voice."""
    per = 1000 / max(totals.words, 1)
    counts = Counter(term.voice for term in terms)
    most = max(counts.values(), default=1)
    rows = []
    for voice, whose in _VOICES.items():
        rate = counts[voice] * per
        written = [" ".join(term.text.split()) for term in terms if term.voice == voice]
        words = Counter(word.lower() for word in written)
        # "Daesh" keeps its capital; "Reportedly" loses it where there is "reportedly" too.
        shown = {word.lower(): word for word in sorted(written)}
        listed = ", ".join(
            quoted(shown[word], 40) + (f" ×{count}" if count > 1 else "")
            for word, count in words.most_common(_MOST_WORDS)
        )
        if len(words) > _MOST_WORDS:
            listed += f", and {len(words) - _MOST_WORDS:,} more"
        label = f"{whose}: {number(rate)} in 1,000 words"
        rows.append(
            f'<li><div class="measure"><span>{whose}</span><b>{number(rate)}</b></div>'
            + bar(f"{name}-{voice}", label, [(counts[voice] / most, f"f-{name} {voice}", label)])
            + (f'<p class="small muted">{listed}</p>' if listed else "")
            + "</li>"
        )
    return _panel(
        name,
        title,
        f'<p><span class="figure">{number(len(terms) * per)}</span> in 1,000 words '
        f'<span class="muted">({len(terms):,} in all)</span></p>'
        f'<ul class="measures">{"".join(rows)}</ul>',
    )


def _sentiment(report: Report) -> str:
    sentiment = report.sentiment
    rows = []
    shown: tuple[tuple[str, str, Sentiment], ...] = (
        ("author", "author’s own words", sentiment.author),
        ("source", "sources’ words", sentiment.source),
    )
    for name, whose, value in shown:
        label = f"{whose}: {number(value.compound, 2)}"
        half = abs(value.compound) / 2
        left = 0.5 - half if value.compound < 0 else 0.5
        parts: list[Part] = [(left, "none", ""), (half, f"k-{value.label}", label)]
        rows.append(
            f'<li><div class="measure"><span>{whose}</span>'
            f"<b>{number(value.compound, 2)}</b></div>"
            f'<div class="middle">{bar(f"sentiment-{name}", label, parts)}</div></li>'
        )
    labels = Counter(s.sentiment.label for s in report.sentences if s.zone in COUNTED)
    amount = max(sum(labels.values()), 1)
    split: list[Part] = [
        (labels[label] / amount, f"k-{label}", f"{labels[label]:,} {label}")
        for label in _LABELS
    ]
    told = ", ".join(f"{labels[label]:,} {label}" for label in _LABELS)
    rows.append(
        '<li><div class="measure"><span>sentences</span></div>'
        f'{bar("sentiment-sentences", "Sentences by their sentiment", split)}'
        f'<p class="small muted">{told}</p></li>'
    )
    return _panel(
        "sentiment",
        "Sentiment",
        f'<p><span class="figure">{number(sentiment.compound, 2)}</span> {sentiment.label}, '
        'from −1 to 1 <span class="muted">(VADER)</span></p>'
        f'<ul class="measures">{"".join(rows)}</ul>',
    )


def _readability(report: Report) -> str:
    found = report.readability
    ease = found.flesch_reading_ease
    if ease is None:
        return _panel("readability", "Readability", "<p>No words to measure.</p>")
    verdict = next((word for least, word in _EASE if ease >= least), "Very difficult")
    measures = (
        ("Words in a sentence", found.words / found.sentences if found.sentences else None),
        ("Flesch reading ease", ease),
        ("Flesch–Kincaid grade", found.flesch_kincaid_grade),
        ("Gunning fog, years", found.gunning_fog),
        ("SMOG, years", found.smog_index),
        ("Dale–Chall", found.dale_chall),
    )
    rows = "".join(
        f'<li><div class="measure"><span>{name}</span><b>{number(value)}</b></div></li>'
        for name, value in measures
        if value is not None
    )
    return _panel(
        "readability",
        "Readability",
        f'<p><span class="figure">{verdict}</span></p><ul class="measures">{rows}</ul>',
    )
