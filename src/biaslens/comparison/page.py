"""A comparison as one self-contained page: the frame, the figures, and who is spoken of how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources

from ..export.html.charts import bar
from ..export.html.page import escape, number, page, quoted
from .cards import claims, positions, sources, wordings
from .comparison import Comparison
from .model import ComparedArticle, TargetView, VoiceCounts

__all__ = ["render_page"]

_SECTIONS = (
    ("glance", "At a glance"),
    ("words", "Words for the same thing"),
    ("sources", "Who is quoted"),
    ("claims", "Fact here, claim there"),
    ("positions", "Confirmed, denied, not confirmed"),
    ("targets", "How people are spoken of"),
)
#: So many columns fit beside each other.
_FEW = 4


def render_page(comparison: Comparison) -> str:
    """Write a comparison as one HTML document that needs nothing from anywhere else.

    Args:
        comparison: The comparison.

    Returns:
        The document. Everything that comes from the articles is escaped.
    """
    many = len(comparison.articles)
    bodies = (
        _glance(comparison), wordings(comparison), sources(comparison), claims(comparison),
        positions(comparison), _targets(comparison),
    )  # fmt: skip
    classes = "wide few" if many <= _FEW else "wide"
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in _SECTIONS)
    parts = "".join(
        f'<section id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{title}</h2>{content}</section>\n'
        for (name, title), content in zip(_SECTIONS, bodies, strict=True)
    )
    body = (
        '<a class="skip" href="#glance">To the comparison</a>'
        '<header class="wide top"><p class="kicker">A biaslens comparison</p>'
        f"<h1>How {many} outlets tell it</h1>{_heads(comparison)}</header>\n"
        f'<nav class="wide no-print" aria-label="Parts of the page"><ul>{links}</ul></nav>\n'
        f'{_chooser(comparison)}<main class="{classes}">\n{parts}</main>\n'
        f'<footer class="wide muted small">{_footer(comparison)}</footer>'
    )
    title = f"{' · '.join(comparison.labels[:4])}{' …' if many > 4 else ''} – biaslens comparison"
    return page(title, body, style=_asset("compare.css"), script=_asset("compare.js"))


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _heads(comparison: Comparison) -> str:
    cards = []
    for at, article in enumerate(comparison.articles):
        known = [quoted(part, 80) for part in (article.date,) if part]
        if article.url:
            known.append(_link(article.url))
        if article.outlet and article.id:
            known.append(quoted(article.id, 80))
        about = f'<p class="muted small">{" · ".join(known)}</p>' if known else ""
        title = quoted(article.title) if article.title else '<span class="muted">no title</span>'
        cards.append(
            f'<li class="panel head c{at % 6}" data-a="{at}">'
            f'<p class="outlet">{quoted(article.label, 60)}</p>'
            f'<p class="headline">{title}</p>{about}</li>'
        )
    return f'<ul class="heads">{"".join(cards)}</ul>'


def _link(url: str) -> str:
    # Only an address of the web is one to follow: "javascript:…" is an address too.
    if url.lower().startswith(("http://", "https://")):
        return f'<a href="{escape(url.strip())}" rel="noopener noreferrer">{quoted(url, 60)}</a>'
    return quoted(url, 60)


def _chooser(comparison: Comparison) -> str:
    if len(comparison.articles) <= 2:
        return ""  # What is left of two is no comparison.
    boxes = "".join(
        f'<label><input type="checkbox" checked value="{at}"> {quoted(label, 40)}</label>'
        for at, label in enumerate(comparison.labels)
    )
    return (
        '<div class="wide no-print needs-js"><fieldset id="chooser"><legend>Outlets to show'
        f"</legend>{boxes}</fieldset></div>\n"
    )


def _table(
    comparison: Comparison, caption: str, first: str, rows: Iterable[tuple[str, Sequence[str]]]
) -> str:
    """A table with one column for each outlet; names and cells are HTML."""
    heads = "".join(
        f'<th scope="col" data-a="{at}">{quoted(label, 40)}</th>'
        for at, label in enumerate(comparison.labels)
    )
    lines = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f'<td data-a="{at}">{cell}</td>' for at, cell in enumerate(cells))
        + "</tr>\n"
        for name, cells in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table><caption class="hide">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{first}</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


# --- at a glance -------------------------------------------------------------------------------


def _glance(comparison: Comparison) -> str:
    articles = comparison.articles
    most_loaded = max([1.0, *(a.per_1000(a.loaded.total) for a in articles)])
    most_hedges = max([1.0, *(a.per_1000(a.hedges.total) for a in articles)])
    rows: list[tuple[str, Callable[[int, ComparedArticle], str]]] = [
        ("Words", lambda at, a: f"{a.words:,}"),
        ("Attributed to sources", _attributed),
        (
            _hint("Loaded words", "in 1,000 words; in full colour the author’s own"),
            lambda at, a: _voices(f"loaded-{at}", "Loaded words", a, a.loaded, most_loaded),
        ),
        (_hint("Most used", "loaded words; a source’s own in “ ”"), lambda at, a: _loaded_words(a)),
        (
            _hint("Hedges", "in 1,000 words; in full colour the author’s own"),
            lambda at, a: _voices(f"hedges-{at}", "Hedges", a, a.hedges, most_hedges),
        ),
        (
            _hint("Sentiment", "−1 to 1"),
            lambda at, a: _scale(a.sentiment.compound, a.sentiment.label),
        ),
        (
            _hint("Sentiment of the author’s words", "−1 to 1"),
            lambda at, a: _scale(a.sentiment.author.compound, a.sentiment.author.label),
        ),
        (_hint("Readability", "US school grade"), lambda at, a: _grade(a)),
    ]
    cells = ((name, [fill(at, a) for at, a in enumerate(articles)]) for name, fill in rows)
    return _table(comparison, "Figures of each outlet", "", cells)


def _hint(name: str, hint: str) -> str:
    return f'{name} <span class="muted small">{hint}</span>'


def _attributed(at: int, article: ComparedArticle) -> str:
    share = article.attributed_share
    chart = bar(
        f"attributed-{at}",
        "Share of the words that is attributed",
        [
            (share, "k-named_person", f"attributed {share:.0%}"),
            (1 - share, "k-author", f"unattributed {1 - share:.0%}"),
        ],
    )
    return (
        f'<b>{share:.0%}</b> <span class="muted small">in {article.attributions} places</span>'
        f"{chart}"
    )


def _voices(
    name: str, title: str, article: ComparedArticle, counts: VoiceCounts, most: float
) -> str:
    kind = name.partition("-")[0]
    parts = [
        (article.per_1000(count) / most, f"k-{kind}-{voice}", f"{whose}: {count}")
        for voice, whose, count in (
            ("author", "the author’s own", counts.author),
            ("source", "sources’", counts.source),
            ("scare", "at arm’s length", counts.scare_quote),
        )
    ]
    rate = number(article.per_1000(counts.total))
    own = f'<span class="muted small">{counts.author} of {counts.total} the author’s own</span>'
    return f"<b>{rate}</b> {own if counts.total else ''}{bar(name, title, parts)}"


def _loaded_words(article: ComparedArticle) -> str:
    told = []
    for word in article.loaded_words[:6]:
        times = f"&nbsp;×{word.count}" if word.count > 1 else ""
        text = quoted(word.text, 40)
        told.append(
            f'<span class="w by-{word.voice}">'
            f"{text if word.voice == 'author' else f'“{text}”'}{times}</span>"
        )
    return ", ".join(told) or '<span class="muted">none</span>'


def _grade(article: ComparedArticle) -> str:
    grade = article.readability.flesch_kincaid_grade
    return "–" if grade is None else number(grade)


def _scale(value: float, label: str) -> str:
    """A value from −1 to 1, with a mark on a line that has its zero in the middle."""
    left, wide = (50 + 50 * min(value, 0), 50 * abs(value))
    drawn = (
        f'<svg class="scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="k-{label}" x="{left:.1f}" width="{max(wide, 1):.1f}" y="2" height="6"/>'
        '<rect class="zero" x="49.6" width="0.8" height="10"/></svg>'
    )
    return f'<b>{number(value, 2)}</b> <span class="muted small">{label}</span>{drawn}'


# --- sentiment toward --------------------------------------------------------------------------


def _targets(comparison: Comparison) -> str:
    if not comparison.targets:
        return '<p class="muted">No person or group is named by more than one outlet.</p>'
    rows = (
        (quoted(target.name, 60), [_view(view) for view in target.views])
        for target in comparison.targets
    )
    return (
        '<p class="muted">Sentiment toward people and groups that several outlets name, '
        "from −1 to 1: what they are called, what they are said to do, what is done to them.</p>"
        + _table(comparison, "Sentiment toward people and groups", "", rows)
    )


def _view(view: TargetView | None) -> str:
    if view is None:
        return '<span class="muted">not named</span>'
    times = f"{view.mentions} mention{'' if view.mentions == 1 else 's'}"
    return f'{_scale(view.score, view.label)}<span class="muted small">{times}</span>'


def _footer(comparison: Comparison) -> str:
    name, fingerprint = comparison.lexicon
    return (
        "<p>Titles and bodies count; readers’ comments, captions and page furniture do not. "
        "Sources are matched by their names, statements by the words they share: pairs are shown "
        "with the score and the words they rest on, and what is told in quite other words is not "
        "found. The page does not judge which outlet is right.</p>"
        f"<p>Made by biaslens with the lexicon {quoted(name, 60)} ({escape(fingerprint)}).</p>"
    )
