"""Comparing articles: how several outlets tell one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..errors import InputError
from ..lexicon import Lexicon
from ..model import Voice
from ..report import Report, scorer_of
from .claims import find_claims, find_positions
from .comparison import Comparison
from .model import ComparedArticle, StanceCounts, VoiceCounts, WordCount
from .names import match_sources
from .statements import read_statements
from .targets import find_targets
from .terms import Terms
from .views import COUNTED, ArticleView
from .wordings import find_wordings

__all__ = ["FEWEST", "MOST", "compare"]

#: How many articles can be compared.
FEWEST, MOST = 2, 50
_MOST_TARGETS = 10


def compare(
    reports: Iterable[Report], *, lexicon: Lexicon | None = None, targets: int = _MOST_TARGETS
) -> Comparison:
    """Tell side by side how several articles tell the same story.

    Only titles and bodies count: readers' comments, captions and page furniture stay out.

    Args:
        reports: 2 to 50 reports, all made with the same lexicon.
        lexicon: The lexicon they were made with; the built-in one needs not be given.
        targets: For how many people and groups that several articles name the sentiment is told.

    Returns:
        Who is quoted by whom, the words for the same things, claims that one attributes and another
        states as fact, what is confirmed and denied, and the figures of each article.

    Raises:
        InputError: There are fewer than 2 or more than 50, something is not a report, the reports
            are of different lexicons, or theirs is not built in and was not given.
    """
    found = _checked_reports(reports)
    lexicon = _checked_lexicon(found, lexicon)
    if not isinstance(targets, int) or isinstance(targets, bool) or targets < 0:
        raise InputError(f"targets: expected a whole number from 0, came {targets!r}")
    views = [ArticleView.of(number, report, lexicon) for number, report in enumerate(found)]
    sources = match_sources(views, lexicon)
    wordings = find_wordings(views, lexicon, sources.fullest)
    terms = Terms.of([view.syntax for view in views], lexicon)
    statements = [
        read_statements(view, terms, concepts, sources.fullest)
        for view, concepts in zip(views, wordings.concepts, strict=True)
    ]
    return Comparison(
        lexicon=(lexicon.name, lexicon.fingerprint),
        articles=tuple(map(_article, found, _labels(found))),
        sources=sources.rows,
        contrasts=wordings.sets,
        claims=find_claims(statements),
        positions=find_positions(statements),
        targets=find_targets(views, sources, scorer_of(lexicon), targets),
    )


def _checked_reports(reports: Iterable[Report]) -> list[Report]:
    if isinstance(reports, (str, bytes, Report)) or not isinstance(reports, Iterable):
        raise InputError(f"reports: expected a list of reports, came {type(reports).__name__}")
    found: list[Report] = []
    for number, report in enumerate(reports):
        if not isinstance(report, Report):
            hint = "; annotate it first" if isinstance(report, str) else ""
            raise InputError(
                f"reports[{number}]: expected a biaslens.Report, came {type(report).__name__}{hint}"
            )
        if number >= MOST:
            raise InputError(f"reports: expected at most {MOST}, came more")
        found.append(report)
    if len(found) < FEWEST:
        raise InputError(f"reports: expected at least {FEWEST}, came {len(found)}")
    return found


def _checked_lexicon(reports: Sequence[Report], lexicon: Lexicon | None) -> Lexicon:
    if lexicon is not None and not isinstance(lexicon, Lexicon):
        raise InputError(f"lexicon: expected a biaslens.Lexicon, came {type(lexicon).__name__}")
    name, fingerprint = reports[0].lexicon
    for number, report in enumerate(reports):
        if report.lexicon[1] != fingerprint:
            raise InputError(
                f"reports[{number}]: expected one made with the same lexicon as the first, "
                f"{name!r} ({fingerprint}), came {report.lexicon[0]!r} ({report.lexicon[1]})"
            )
    if lexicon is None:
        lexicon = Lexicon.builtin()
        if lexicon.fingerprint != fingerprint:
            raise InputError(
                f"reports: made with the lexicon {name!r}, not with the built-in one; "
                "expected it as compare(reports, lexicon=…)"
            )
    elif lexicon.fingerprint != fingerprint:
        raise InputError(
            f"lexicon: expected the one the reports were made with, {name!r}, "
            f"came {lexicon.name!r}"
        )
    return lexicon


def _labels(reports: Sequence[Report]) -> list[str]:
    """What each article is called: outlet, id or number; told apart where two would be the same."""
    wanted = [
        _line(report.article.outlet) or _line(report.article.id) or f"Article {number}"
        for number, report in enumerate(reports, start=1)
    ]
    times = Counter(wanted)
    labels: list[str] = []
    for label in wanted:
        number = 1
        chosen = label
        while chosen in labels or (times[label] > 1 and number == 1):
            chosen = f"{label} ({number})"
            number += 1
        labels.append(chosen)
    return labels


def _line(name: str | None) -> str:
    return " ".join(str(name).split()) if name else ""


def _article(report: Report, label: str) -> ComparedArticle:
    totals = report.totals(COUNTED)
    article = report.article
    title = next((zone.text for zone in report.zones if zone.kind == "title"), None)
    return ComparedArticle(
        label=label,
        id=article.id,
        outlet=article.outlet,
        url=article.url,
        date=article.date,
        title=None if title is None else " ".join(title.split()),
        words=totals.words,
        attributed_words=totals.attributed_words,
        attributions=totals.attributions,
        stances=StanceCounts(
            totals.by_stance.get("asserts", 0),
            totals.by_stance.get("denies", 0),
            totals.by_stance.get("withholds", 0),
            totals.by_stance.get("doubts", 0),
        ),
        loaded=_by_voice(totals.loaded),
        hedges=_by_voice(totals.hedges),
        loaded_words=_loaded_words(report),
        sentiment=report.sentiment,
        readability=report.readability,
    )


def _by_voice(counts: Mapping[Voice, int]) -> VoiceCounts:
    return VoiceCounts(
        counts.get("author", 0), counts.get("source", 0), counts.get("scare_quote", 0)
    )


def _loaded_words(report: Report) -> tuple[WordCount, ...]:
    counts: Counter[tuple[str, Voice]] = Counter()
    shown: dict[str, str] = {}
    for term in report.loaded_terms:
        if term.zone in COUNTED:
            written = " ".join(term.text.split())
            # "Daesh" keeps its capital; "Terrorists" loses it where there is "terrorists" too.
            shown[written.lower()] = max(shown.get(written.lower(), written), written)
            counts[written.lower(), term.voice] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(WordCount(shown[word], voice, count) for (word, voice), count in ranked)
